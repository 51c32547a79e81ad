//! What kind of browser somebody has, roughly, so that they know their own sessions in a list: `firefox-android`. What
//! the browser says of itself is longer, and could tell one person from another: it is never kept.

use axum::http::{HeaderMap, header};
use forms::words::Words;

/// What stands in a browser's own words, and what we call it. The first that fits counts: many name others too.
const BROWSERS: [(&str, &str); 8] = [
    ("Edg", "edge"),
    ("OPR/", "opera"),
    ("SamsungBrowser", "samsung"),
    ("Firefox", "firefox"),
    ("FxiOS", "firefox"),
    ("CriOS", "chrome"),
    ("Chrome", "chrome"),
    ("Safari", "safari"),
];
const SYSTEMS: [(&str, &str); 7] = [
    ("Android", "android"),
    ("iPhone", "iphone"),
    ("iPad", "ipad"),
    ("Windows", "windows"),
    ("Macintosh", "mac"),
    ("CrOS", "chromeos"),
    ("Linux", "linux"),
];

/// The kind of browser a request comes from; empty when it does not say.
pub fn of(headers: &HeaderMap) -> String {
    let said = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let first = |known: &[(&str, &'static str)]| {
        known.iter().find(|(part, _)| said.contains(part)).map_or("other", |(_, name)| *name)
    };
    match (first(&BROWSERS), first(&SYSTEMS)) {
        ("other", "other") => String::new(),
        (browser, system) => format!("{browser}-{system}"),
    }
}

/// The same in words: "Firefox on Android". Names of browsers and systems are the same in every language.
pub fn in_words(device: &str, words: &Words) -> String {
    let (browser, system) = device.split_once('-').unwrap_or_default();
    let named = |name: &str| match name {
        "edge" => Some("Edge"),
        "opera" => Some("Opera"),
        "samsung" => Some("Samsung Internet"),
        "firefox" => Some("Firefox"),
        "chrome" => Some("Chrome"),
        "safari" => Some("Safari"),
        "android" => Some("Android"),
        "iphone" => Some("iPhone"),
        "ipad" => Some("iPad"),
        "windows" => Some("Windows"),
        "mac" => Some("Mac"),
        "chromeos" => Some("ChromeOS"),
        "linux" => Some("Linux"),
        _ => None,
    };
    match (named(browser), named(system)) {
        (Some(browser), Some(system)) => {
            words.say_with("device-both", &[("browser", browser.into()), ("system", system.into())])
        }
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => words.say("device-unknown"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_known_by_its_kind_and_no_more_is_kept() {
        for (said, device) in [
            ("Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0", "firefox-android"),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0",
                "edge-windows",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1",
                "safari-iphone",
            ),
            ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/142.0 Safari/537.36", "chrome-linux"),
            ("<script>alert(1)</script>", ""),
            ("", ""),
        ] {
            let headers = HeaderMap::from_iter([(header::USER_AGENT, said.parse().unwrap())]);
            assert_eq!(of(&headers), device, "{said}");
        }
    }
}
