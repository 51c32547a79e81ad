//! What stands in a page itself instead of being fetched after it: its scripts and its small pictures. So a page on a slow
//! connection waits for its style sheet and for nothing else.

use std::collections::BTreeMap;

use data_encoding::BASE64;
use sha2::{Digest, Sha256};

use crate::assets;

/// The scripts of the pages by name.
#[must_use]
pub fn scripts() -> BTreeMap<String, &'static str> {
    let scripts = assets::built().filter(|(name, _)| assets::is_script(name));
    scripts.filter_map(|(name, bytes)| Some((name, std::str::from_utf8(bytes).ok()?))).collect()
}

/// Every script of the pages as the security policy names it (CSP 3, 2.3.1): by what it says.
pub fn hashes() -> String {
    let hash = |text: &str| format!("'sha256-{}'", BASE64.encode(&Sha256::digest(text)));
    let hashes: Vec<String> = scripts().values().map(|text| hash(text)).collect();
    if hashes.is_empty() { "'none'".to_owned() } else { hashes.join(" ") }
}

/// Pictures by name, each as an address that holds the picture (RFC 2397), for an attribute in double quotes.
pub fn pictures() -> BTreeMap<String, String> {
    let drawn = |(name, bytes): (String, &[u8])| {
        let address = picture(&name, bytes)?;
        Some((name, address))
    };
    assets::built().filter_map(drawn).collect()
}

fn picture(name: &str, bytes: &[u8]) -> Option<String> {
    match name.rsplit_once('.')?.1 {
        "png" => Some(format!("data:image/png;base64,{}", BASE64.encode(bytes))),
        "svg" => Some(format!("data:image/svg+xml,{}", written(std::str::from_utf8(bytes).ok()?))),
        _ => None,
    }
}

/// A drawing stays legible, and so packs well: only what would end the attribute or the address is written otherwise.
fn written(drawing: &str) -> String {
    let mut text = String::with_capacity(drawing.len() + 64);
    for character in drawing.trim().chars() {
        match character {
            '"' => text.push('\''),
            '%' => text.push_str("%25"),
            '#' => text.push_str("%23"),
            '&' => text.push_str("%26"),
            '<' => text.push_str("%3C"),
            '>' => text.push_str("%3E"),
            other => text.push(other),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_script_is_named_by_its_hash_and_can_stand_in_a_page() {
        let scripts = scripts();
        assert!(scripts.contains_key("portico.js"), "{:?}", scripts.keys());
        assert_eq!(hashes().split(' ').count(), scripts.len());
        for (name, text) in scripts {
            assert!(!text.contains("</") && !text.contains("<!") && !text.contains('\r'), "{name}");
        }
    }

    #[test]
    fn a_picture_in_a_page_cannot_end_its_attribute() {
        for (name, address) in pictures() {
            assert!(address.starts_with("data:image/"), "{name}");
            assert!(!address.contains(['"', '<', '>', '#', '&', '\n']), "{name}: {address}");
        }
        assert_eq!(written("<a b=\"#1\"/>\n"), "%3Ca b='%231'/%3E");
    }
}
