//! Pages go out compressed, in the best coding the browser understands. What is kept is packed tightly, once; what is made
//! for one person is packed quickly: its bytes are few, and the time is theirs.

use std::io::Write;

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, header},
    response::Response,
};
use brotli::enc::BrotliEncoderParams;
use bytes::Bytes;
use flate2::{Compression, write::GzEncoder};

/// How bytes are written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Coding {
    /// `br`.
    Brotli,
    /// `gzip`.
    Gzip,
    /// As they are.
    Plain,
}

/// How much work is put into packing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Care {
    /// For a page that one person sees once.
    Quick,
    /// For a page that is sent again and again.
    Tight,
}

impl Coding {
    /// The best coding a browser takes (RFC 9110, 12.5.3).
    pub fn asked(headers: &HeaderMap) -> Self {
        let lines = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|line| line.to_str().ok());
        let mut best = Self::Plain;
        for entry in lines.flat_map(|line| line.split(',')) {
            let mut parts = entry.split(';').map(str::trim);
            let name = parts.next().unwrap_or_default();
            let is_refused = parts.any(|part| matches!(part, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"));
            match name {
                _ if is_refused => {}
                "br" => return Self::Brotli,
                "gzip" => best = Self::Gzip,
                _ => {}
            }
        }
        best
    }

    fn name(self) -> Option<HeaderValue> {
        match self {
            Self::Brotli => Some(HeaderValue::from_static("br")),
            Self::Gzip => Some(HeaderValue::from_static("gzip")),
            Self::Plain => None,
        }
    }

    /// Packs a page. Should packing fail, it goes out as it is.
    pub fn pack(self, page: Bytes, care: Care) -> (Self, Bytes) {
        let packed = match self {
            Self::Brotli => brotli(&page, care),
            Self::Gzip => gzip(&page, care),
            Self::Plain => None,
        };
        packed.map_or((Self::Plain, page), |packed| (self, Bytes::from(packed)))
    }

    /// A page as a response; other browsers may be sent another coding of it.
    pub fn respond(self, bytes: Bytes) -> Response {
        let mut response = Response::new(Body::from(bytes));
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        // A page may hold answers: it stays out of every cache, also the browser's.
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        if let Some(name) = self.name() {
            headers.insert(header::CONTENT_ENCODING, name);
        }
        response
    }
}

fn brotli(mut page: &[u8], care: Care) -> Option<Vec<u8>> {
    let quality = if care == Care::Tight { 11 } else { 4 };
    // The window fits the page: a larger one is memory to clear for nothing.
    let lgwin = i32::try_from(page.len().max(1).ilog2() + 1).ok()?.clamp(10, 22);
    let params =
        BrotliEncoderParams { quality, lgwin, size_hint: page.len(), ..BrotliEncoderParams::default() };
    let mut packed = Vec::with_capacity(page.len() / 2);
    brotli::BrotliCompress(&mut page, &mut packed, &params).ok()?;
    Some(packed)
}

fn gzip(page: &[u8], care: Care) -> Option<Vec<u8>> {
    let level = if care == Care::Tight { Compression::best() } else { Compression::new(4) };
    let mut encoder = GzEncoder::new(Vec::with_capacity(page.len() / 2), level);
    encoder.write_all(page).ok()?;
    encoder.finish().ok()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use proptest::prelude::*;

    use super::*;

    fn asked(accept: &str) -> Coding {
        Coding::asked(&HeaderMap::from_iter([(header::ACCEPT_ENCODING, accept.parse().unwrap())]))
    }

    #[test]
    fn a_browser_is_sent_the_best_coding_it_takes_and_none_it_refuses() {
        assert_eq!(asked("gzip, deflate, br, zstd"), Coding::Brotli);
        assert_eq!(asked("gzip, br;q=0"), Coding::Gzip);
        assert_eq!(asked("br; q=0.5, gzip; q=1.0"), Coding::Brotli);
        assert_eq!(asked("gzip;q=0, identity"), Coding::Plain);
        assert_eq!(asked("brotli, x-gzip"), Coding::Plain);
        assert_eq!(Coding::asked(&HeaderMap::new()), Coding::Plain);
    }

    proptest! {
        #[test]
        fn a_packed_page_is_the_page(text in "(<p>[a-zé]{0,30}</p>\n){0,80}") {
            let page = Bytes::from(text);
            for care in [Care::Quick, Care::Tight] {
                let (coding, packed) = Coding::Gzip.pack(page.clone(), care);
                prop_assert_eq!(coding, Coding::Gzip);
                let mut back = Vec::new();
                flate2::read::GzDecoder::new(&*packed).read_to_end(&mut back).unwrap();
                prop_assert_eq!(&back, &page);
                let (coding, packed) = Coding::Brotli.pack(page.clone(), care);
                prop_assert_eq!(coding, Coding::Brotli);
                let mut back = Vec::new();
                brotli::BrotliDecompress(&mut &*packed, &mut back).unwrap();
                prop_assert_eq!(&back, &page);
            }
        }
    }
}
