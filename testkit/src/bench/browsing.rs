//! What goes over the wire of a resident under load, as a browser would write and read it.

use std::{collections::BTreeMap, io::Read, net::SocketAddr};

use super::wire::Answer;
use crate::{
    sheet::{Form, Sheet},
    trial::portal::Told,
};

/// What came back.
pub struct Reply {
    /// Its status.
    pub status: u16,
    /// Where it leads.
    pub location: String,
    /// The page, read.
    pub sheet: Sheet,
    /// The page as it came, unpacked.
    pub html: String,
}

impl Reply {
    /// Reads an answer, and keeps its cookies.
    pub fn of(answer: &Answer<'_>, cookies: &mut BTreeMap<String, String>) -> Result<Self, Told> {
        let mut reply = Self {
            status: answer.status,
            location: String::new(),
            sheet: Sheet::default(),
            html: String::new(),
        };
        let (mut packing, mut is_page) = (String::new(), false);
        for (name, value) in answer.headers() {
            match name.as_str() {
                "location" => reply.location = value,
                "content-encoding" => packing = value,
                "content-type" => is_page = value.starts_with("text/html"),
                "set-cookie" => {
                    let pair = value.split(';').next().and_then(|pair| pair.split_once('='));
                    let (name, value) = pair.ok_or("a cookie without a name")?;
                    cookies.insert(name.to_owned(), value.to_owned());
                }
                _ => {}
            }
        }
        if is_page {
            reply.html = unpacked(answer.body, &packing)?;
            reply.sheet = Sheet::read(&reply.html);
        }
        Ok(reply)
    }
}

fn unpacked(body: &[u8], packing: &str) -> Result<String, Told> {
    let mut text = String::new();
    match packing {
        "" => text.push_str(std::str::from_utf8(body).map_err(|error| error.to_string())?),
        "br" => {
            let read = brotli::Decompressor::new(body, 16 * 1024).read_to_string(&mut text);
            read.map_err(|error| format!("not brotli: {error}"))?;
        }
        "gzip" => {
            let read = flate2::read::GzDecoder::new(body).read_to_string(&mut text);
            read.map_err(|error| format!("not gzip: {error}"))?;
        }
        other => return Err(format!("packed with {other}, which nobody asked for")),
    }
    Ok(text)
}

/// A form as most are sent: the kind and the bytes.
pub fn encoded(form: &Form) -> (String, Vec<u8>) {
    let mut body = url::form_urlencoded::Serializer::new(String::new());
    body.extend_pairs(&form.values);
    ("application/x-www-form-urlencoded".to_owned(), body.finish().into_bytes())
}

/// A form that may hold files. A file control that nobody touched is sent as an empty part.
pub fn in_parts(form: &Form) -> (String, Vec<u8>) {
    const BETWEEN: &str = "between-the-parts-of-a-resident";
    let part = |head: String, value: &str| {
        format!("--{BETWEEN}\r\nContent-Disposition: form-data; {head}\r\n\r\n{value}\r\n")
    };
    let texts = form.values.iter().map(|(name, value)| part(format!("name=\"{name}\""), value));
    let files = form.files.iter().map(|name| {
        let head = format!("name=\"{name}\"; filename=\"\"\r\nContent-Type: application/octet-stream");
        part(head, "")
    });
    let parts: Vec<String> = texts.chain(files).chain([format!("--{BETWEEN}--\r\n")]).collect();
    let body = parts.concat();
    (format!("multipart/form-data; boundary={BETWEEN}"), body.into_bytes())
}

/// Where a portal is, of an address such as `http://127.0.0.1:8080`.
pub fn address_of(base: &str) -> Result<SocketAddr, Told> {
    let address = base.trim_start_matches("http://").trim_end_matches('/');
    address.parse().map_err(|_| format!("{base} is not an address such as http://127.0.0.1:8080"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_with_files_is_sent_in_parts_and_one_without_in_pairs() {
        let form = Form {
            values: vec![("name".to_owned(), "Ana & Bo".to_owned())],
            files: vec!["photo".to_owned()],
            ..Form::default()
        };
        assert_eq!(encoded(&form).1, b"name=Ana+%26+Bo");
        let (kind, body) = in_parts(&form);
        let body = String::from_utf8(body).expect("text");
        let between = kind.split_once("boundary=").expect("a boundary").1;
        assert_eq!(body.matches(&format!("--{between}\r\n")).count(), 2, "{body}");
        assert!(
            body.contains("name=\"name\"\r\n\r\nAna & Bo\r\n")
                && body.ends_with(&format!("--{between}--\r\n"))
        );
    }

    #[test]
    fn an_address_is_one_with_a_port() {
        assert!(address_of("http://127.0.0.1:8080/").is_ok() && address_of("127.0.0.1:8080").is_ok());
        assert!(address_of("http://localhost").is_err());
    }
}
