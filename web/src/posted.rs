//! A form that was sent, with its files. It is read in one way, UTF-8 as all our pages are, or refused: bytes that were
//! bent until they fit would be another answer than the one that was given.

use std::sync::{Arc, Mutex, PoisonError};

use app::Upload;
use axum::{
    body::{Body, Bytes},
    extract::{DefaultBodyLimit, FromRequest, Multipart, Request},
    http::{HeaderMap, StatusCode, header},
};
use forms::Fields;
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::{error::Failed, room::Typed};

/// A form that was sent, with its files.
pub struct Posted {
    /// Controls and their texts.
    pub fields: Fields,
    /// Files, as they arrived.
    pub uploads: Vec<Upload>,
    /// Held while the files are in memory.
    _room: Option<SemaphorePermit<'static>>,
}

/// A form that was read before its turn came: its handler finds it here. However slowly a phone sends, nobody else waits.
#[derive(Clone)]
pub struct ReadBefore(Arc<Mutex<Option<Result<Posted, Failed>>>>);

impl ReadBefore {
    /// Reads the form of a request, of so many bytes at most, and puts it where its handler finds it.
    pub async fn of(request: Request, most_bytes: usize) -> (Request, Self) {
        let (parts, body) = request.into_parts();
        let mut whole = Request::from_parts(parts.clone(), body);
        DefaultBodyLimit::max(most_bytes).apply(&mut whole);
        let read = Posted::read(whole).await;
        let read = Self(Arc::new(Mutex::new(Some(read))));
        let mut request = Request::from_parts(parts, Body::empty());
        request.extensions_mut().insert(read.clone());
        (request, read)
    }

    /// What stands in it, as long as nobody took it: for the answer, should it not be possible to take it.
    pub fn typed(&self) -> Option<Typed> {
        let read = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Typed::worth_keeping(read.as_ref()?.as_ref().ok()?)
    }

    /// The form, once.
    pub fn take(&self) -> Result<Posted, Failed> {
        let read = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        read.unwrap_or_else(|| Err(Failed::bad_request()))
    }
}

/// Pages with files read at the same moment by one process: each may take 64 MB of memory. Others wait their turn.
static ROOM: Semaphore = Semaphore::const_new(8);
/// Parts of one form: far more than any page has controls.
const MOST_PARTS: usize = 500;

impl Posted {
    /// A control's text.
    pub fn text(&self, name: &str) -> &str {
        self.fields.text(name)
    }

    /// A control's text to the last space: passwords are taken as they are.
    pub fn exact(&self, name: &str) -> &str {
        self.fields.all(name).first().map_or("", String::as_str)
    }
}

/// The formats of forms. A page that is only pressed sends nothing, and says no format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Files,
    Pairs,
    Nothing,
}

fn format_of(headers: &HeaderMap) -> Option<Format> {
    let Some(kind) = headers.get(header::CONTENT_TYPE) else { return Some(Format::Nothing) };
    let mut parts = kind.to_str().ok()?.split(';').map(|part| part.trim().to_ascii_lowercase());
    let name = parts.next()?;
    let is_ours = |charset: &str| matches!(charset.trim_matches('"'), "utf-8" | "utf8" | "us-ascii");
    if parts.any(|part| part.strip_prefix("charset=").is_some_and(|charset| !is_ours(charset))) {
        return None;
    }
    match name.as_str() {
        "multipart/form-data" => Some(Format::Files),
        "application/x-www-form-urlencoded" => Some(Format::Pairs),
        _ => None,
    }
}

impl<S: Send + Sync> FromRequest<S> for Posted {
    type Rejection = Failed;

    async fn from_request(mut request: Request, _: &S) -> Result<Self, Failed> {
        match request.extensions_mut().remove::<ReadBefore>() {
            Some(read) => read.take(),
            None => Self::read(request).await,
        }
    }
}

impl Posted {
    async fn read(request: Request) -> Result<Self, Failed> {
        let format = format_of(request.headers()).ok_or_else(Failed::unsupported)?;
        if format == Format::Files {
            let parts = Multipart::from_request(request, &()).await.map_err(|_| Failed::bad_request())?;
            let room = ROOM.acquire().await.map_err(|_| Failed::status(StatusCode::SERVICE_UNAVAILABLE))?;
            return read_parts(parts, room).await;
        }
        let bytes =
            Bytes::from_request(request, &()).await.map_err(|refused| Failed::status(refused.status()))?;
        if format == Format::Nothing && !bytes.is_empty() {
            return Err(Failed::unsupported());
        }
        Ok(Self { fields: read_pairs(&bytes)?, uploads: Vec::new(), _room: None })
    }
}

fn read_pairs(bytes: &[u8]) -> Result<Fields, Failed> {
    utf8(unescaped(bytes))?;
    if bytes.split(|byte| *byte == b'&').count() > MOST_PARTS {
        return Err(too_large());
    }
    let pairs = url::form_urlencoded::parse(bytes);
    Ok(pairs.map(|(name, value)| (name.into_owned(), value.into_owned())).collect())
}

/// The bytes that `%41` and the like stand for. What is no such sign stands for itself.
fn unescaped(bytes: &[u8]) -> Vec<u8> {
    let digit =
        |byte: Option<&u8>| char::from(*byte?).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let mut found = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((first, after)) = rest.split_first() {
        let pair = digit(after.first()).zip(digit(after.get(1)));
        let (byte, left) = match pair {
            Some((high, low)) if *first == b'%' => (high * 16 + low, after.get(2..).unwrap_or_default()),
            _ => (*first, after),
        };
        found.push(byte);
        rest = left;
    }
    found
}

fn utf8(bytes: Vec<u8>) -> Result<String, Failed> {
    String::from_utf8(bytes).map_err(|_| Failed::bad_request())
}

fn too_large() -> Failed {
    Failed::status(StatusCode::PAYLOAD_TOO_LARGE)
}

async fn read_parts(mut parts: Multipart, room: SemaphorePermit<'static>) -> Result<Posted, Failed> {
    let mut posted = Posted { fields: Fields::default(), uploads: Vec::new(), _room: Some(room) };
    let mut count = 0;
    while let Some(part) = parts.next_field().await.map_err(|error| Failed::status(error.status()))? {
        count += 1;
        if count > MOST_PARTS {
            return Err(too_large());
        }
        let Some(field) = part.name().map(str::to_owned) else { continue };
        if let Some(name) = part.file_name().map(str::to_owned) {
            let bytes = part.bytes().await.map_err(|error| Failed::status(error.status()))?;
            // A browser sends an empty part for a file control nobody touched.
            if !name.is_empty() || !bytes.is_empty() {
                posted.uploads.push(Upload { field, name, bytes: bytes.to_vec() });
            }
        } else {
            let bytes = part.bytes().await.map_err(|error| Failed::status(error.status()))?;
            posted.fields.push(field, utf8(bytes.to_vec())?);
        }
    }
    Ok(posted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn format(kind: &str) -> Option<Format> {
        format_of(&HeaderMap::from_iter([(header::CONTENT_TYPE, kind.parse().unwrap())]))
    }

    #[test]
    fn forms_come_in_two_formats_and_one_alphabet() {
        assert_eq!(format("application/x-www-form-urlencoded"), Some(Format::Pairs));
        assert_eq!(format("Application/X-WWW-Form-Urlencoded; charset=\"UTF-8\""), Some(Format::Pairs));
        assert_eq!(format("multipart/form-data; boundary=x"), Some(Format::Files));
        assert_eq!(format_of(&HeaderMap::new()), Some(Format::Nothing));
        for kind in [
            "",
            "text/plain",
            "application/json",
            "multipart/mixed; boundary=x",
            "application/x-www-form-urlencodedx",
            "application/x-www-form-urlencoded; charset=utf-16",
            "multipart/form-data; boundary=x; charset=iso-8859-1",
        ] {
            assert_eq!(format(kind), None, "{kind}");
        }
    }

    #[test]
    fn what_is_no_utf_8_is_refused_and_not_bent() {
        for bytes in
            [b"a=%ff".as_slice(), b"a=\xff", b"a=%C0%AE", b"%c3=%a9", b"a=%ED%A0%80", b"\xff\xfea\0=\0"]
        {
            assert!(read_pairs(bytes).is_err(), "{bytes:?}");
        }
        for (bytes, value) in [
            (b"a=%EF%BF%BD".as_slice(), "\u{fffd}"),
            (b"a=100%", "100%"),
            (b"a=%zz%4", "%zz%4"),
            (b"a=%2541+b", "%41 b"),
            (b"a=%C3%A9\xC3\xA9", "éé"),
        ] {
            assert_eq!(read_pairs(bytes).unwrap().all("a"), [value.to_owned()], "{bytes:?}");
        }
    }

    #[test]
    fn more_fields_than_any_page_has_are_refused() {
        let fields = |count: usize| vec!["a=1"; count].join("&");
        assert!(read_pairs(fields(MOST_PARTS).as_bytes()).is_ok());
        assert!(read_pairs(fields(MOST_PARTS + 1).as_bytes()).is_err());
    }
}
