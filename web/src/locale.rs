//! The language of a page stands in its address (`/es/…`), so that a page and its language can be shared, cached and
//! switched without changing anything. Addresses without a prefix are in the default language.

use std::{collections::BTreeSet, sync::Arc};

use axum::{extract::Request, http::Uri};

/// The language of the page that was asked for.
#[derive(Debug, Clone)]
pub struct Locale(pub String);

/// The address without its language prefix, with its question.
#[derive(Debug, Clone)]
pub struct PlainPath(pub String);

/// Takes the prefix off before routes are looked at.
pub fn strip(mut request: Request, tags: &Arc<BTreeSet<String>>, default: &str) -> Request {
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
    let (tag, rest) = split(&one_slash(&path), tags);
    let rest = without_last_slash(one_slash(&rest));
    let tag = tag.unwrap_or_else(|| default.to_owned());
    if rest != path
        && let Ok(uri) = rest.parse::<Uri>()
    {
        *request.uri_mut() = uri;
    }
    request.extensions_mut().insert(Locale(tag));
    request.extensions_mut().insert(PlainPath(rest));
    request
}

/// An address with two slashes in front names another site once it stands in a link of ours.
fn one_slash(path: &str) -> String {
    format!("/{}", path.trim_start_matches(['/', '\\']))
}

/// `/s/renew/` is what somebody types who means `/s/renew`.
fn without_last_slash(address: String) -> String {
    let (path, question) = address.split_at(address.find('?').unwrap_or(address.len()));
    match path.trim_end_matches('/') {
        page if page.is_empty() || page == path => address,
        page => format!("{page}{question}"),
    }
}

fn split(path: &str, tags: &BTreeSet<String>) -> (Option<String>, String) {
    let without = path.strip_prefix('/').unwrap_or(path);
    let end = without.find(['/', '?']).unwrap_or(without.len());
    let (first, rest) = without.split_at_checked(end).unwrap_or((without, ""));
    if !tags.contains(first) {
        return (None, path.to_owned());
    }
    let rest = if rest.starts_with('/') { rest.to_owned() } else { format!("/{rest}") };
    (Some(first.to_owned()), rest)
}

/// An address in a language.
pub fn address(tag: &str, default: &str, path: &str) -> String {
    if tag == default || !path.starts_with('/') {
        path.to_owned()
    } else if path == "/" {
        format!("/{tag}")
    } else {
        format!("/{tag}{path}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_is_taken_off_and_put_back() {
        let tags = BTreeSet::from(["en".to_owned(), "es".to_owned()]);
        for (given, tag, rest) in [
            ("/es/s/x?q=1", Some("es"), "/s/x?q=1"),
            ("/es", Some("es"), "/"),
            ("/es?q=1", Some("es"), "/?q=1"),
            ("/essay", None, "/essay"),
            ("/", None, "/"),
        ] {
            let (found, plain) = split(given, &tags);
            assert_eq!((found.as_deref(), plain.as_str()), (tag, rest), "{given}");
        }
        for outside in ["//evil.example/x", "/\\evil.example/x", "///evil.example"] {
            assert!(!one_slash(outside).starts_with("//"), "{outside}");
        }
        for (typed, page) in
            [("/s/x/", "/s/x"), ("/s/x//?q=/", "/s/x?q=/"), ("/?q=1/", "/?q=1/"), ("/", "/"), ("//", "//")]
        {
            assert_eq!(without_last_slash(typed.to_owned()), page);
        }
        assert_eq!(address("es", "en", "/s/x"), "/es/s/x");
        assert_eq!(address("en", "en", "/s/x"), "/s/x");
        assert_eq!(address("es", "en", "/"), "/es");
    }
}
