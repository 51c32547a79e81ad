//! What every page must have, whoever sees it: checked for each page that a test opens, and for every sample.

use std::collections::BTreeSet;

use scraper::{ElementRef, Html, Selector};

fn all<'a>(html: &'a Html, css: &str) -> Vec<ElementRef<'a>> {
    let selector = Selector::parse(css).expect("a selector");
    html.select(&selector).collect()
}

fn text(element: ElementRef<'_>) -> String {
    element.text().collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Everything that is wrong with a page; empty when nothing is.
pub fn faults(source: &str) -> Vec<String> {
    let html = Html::parse_document(source);
    let mut faults = Vec::new();
    words(source, &html, &mut faults);
    landmarks(&html, &mut faults);
    controls(&html, &mut faults);
    errors(&html, &mut faults);
    inline(&html, &mut faults);
    faults
}

fn words(source: &str, html: &Html, faults: &mut Vec<String>) {
    if let Some((_, rest)) = source.split_once('⟦') {
        faults.push(format!("words are missing: {}", rest.chars().take(40).collect::<String>()));
    }
    let shown: String = all(html, "body").into_iter().map(text).collect();
    if shown.contains("{$") || shown.contains("{ $") {
        faults.push("an argument of a message was not given".to_owned());
    }
    let title: String = all(html, "title").into_iter().map(text).collect();
    if title.chars().count() < 20 {
        faults.push(format!("the title says too little: {title:?}"));
    }
    let described = all(html, "meta[name=description]").first().and_then(|meta| meta.value().attr("content"));
    if described.is_none_or(|words| words.chars().count() < 50) {
        faults.push(format!("the description says too little: {described:?}"));
    }
}

fn landmarks(html: &Html, faults: &mut Vec<String>) {
    for (css, least, most) in
        [("h1", 1, 1), ("main", 1, 1), ("a.usa-skipnav", 1, 1), ("html[lang][dir]", 1, 1)]
    {
        let count = all(html, css).len();
        if count < least || count > most {
            faults.push(format!("{count} of {css}"));
        }
    }
    let mut ids = BTreeSet::new();
    for element in all(html, "[id]") {
        let id = element.value().attr("id").unwrap_or_default();
        if !ids.insert(id) {
            faults.push(format!("two elements have the id {id:?}"));
        }
    }
    for link in all(html, "a[href^='#']") {
        let to = link.value().attr("href").unwrap_or_default().trim_start_matches('#');
        if !ids.contains(to) {
            faults.push(format!("a link leads to #{to}, which is not there"));
        }
    }
    for element in all(html, "[aria-describedby], [aria-labelledby]") {
        let named =
            ["aria-describedby", "aria-labelledby"].into_iter().filter_map(|name| element.value().attr(name));
        for id in named.flat_map(str::split_whitespace).filter(|id| !ids.contains(id)) {
            faults.push(format!("{} is described by #{id}, which is not there", element.value().name()));
        }
    }
}

fn controls(html: &Html, faults: &mut Vec<String>) {
    let labelled: BTreeSet<&str> =
        all(html, "label[for]").iter().filter_map(|label| label.value().attr("for")).collect();
    for control in all(html, "input:not([type=hidden]), select, textarea") {
        let element = control.value();
        let has_label = element.attr("id").is_some_and(|id| labelled.contains(id))
            || element.attr("aria-label").is_some()
            || element.attr("aria-labelledby").is_some();
        if !has_label {
            faults.push(format!("no label: {} {:?}", element.name(), element.attr("name")));
        }
    }
    for button in all(html, "button, a[href], summary, legend, label, h1, h2, h3") {
        if text(button).is_empty() && button.value().attr("aria-label").is_none() {
            faults.push(format!("nothing to read: {}", button.html().chars().take(80).collect::<String>()));
        }
    }
}

/// Each message at a control is tied to it, and each line of the summary leads to a control that is marked.
fn errors(html: &Html, faults: &mut Vec<String>) {
    let described: BTreeSet<&str> = all(html, "[aria-describedby]")
        .iter()
        .filter_map(|element| element.value().attr("aria-describedby"))
        .flat_map(str::split_whitespace)
        .collect();
    let messages = all(html, ".usa-error-message");
    for message in &messages {
        if message.value().attr("id").is_none_or(|id| !described.contains(id)) {
            faults.push(format!("no control is tied to the message {:?}", text(*message)));
        }
    }
    let summary = all(html, "#errors li a[href^='#']");
    let title: String = all(html, "title").into_iter().map(text).collect();
    if !summary.is_empty() && !title.contains(':') {
        faults.push(format!("the title does not say that there are errors: {title:?}"));
    }
}

/// The policy forbids them (STANDARDS SEC-06); they would be silently ignored. Scripts of ours stand in the page as they
/// were built.
fn inline(html: &Html, faults: &mut Vec<String>) {
    let built = web::scripts();
    for element in all(html, "script:not([src])") {
        let says: String = element.text().collect();
        if !built.values().any(|script| *script == says) {
            faults.push(format!("a script that is not ours: {}", says.chars().take(80).collect::<String>()));
        }
    }
    for element in all(html, "script[src], style, [style]") {
        faults.push(format!("inline: {}", element.html().chars().take(80).collect::<String>()));
    }
    let handlers =
        all(html, "*").into_iter().flat_map(|element| element.value().attrs().map(|(name, _)| name));
    for name in handlers.filter(|name| name.starts_with("on")) {
        faults.push(format!("inline: {name}"));
    }
    for element in all(html, "[src], link[href]") {
        let address = element.value().attr("src").or(element.value().attr("href")).unwrap_or_default();
        if address.contains("//") && !address.starts_with("data:image/") {
            faults.push(format!("from elsewhere: {address}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r##"<!DOCTYPE html><html lang="en" dir="ltr"><head><title>Report a street problem – Columbia Lake</title>
        <meta name="description" content="Tell Riverbend about a pothole or a dark street light in two minutes.">
        </head><body><a class="usa-skipnav" href="#main">Skip</a><main id="main"><h1>Where is it?</h1>
        <label for="place">Place</label><input id="place" name="place"></main></body></html>"##;

    #[test]
    fn a_good_page_has_no_faults() {
        assert_eq!(faults(GOOD), Vec::<String>::new());
    }

    #[test]
    fn each_fault_is_found() {
        for (from, to, fault) in [
            ("Where is it?", "⟦page-title⟧", "words are missing"),
            ("Where is it?", "", "nothing to read"),
            (" for=\"place\"", "", "no label"),
            ("<h1>", "<h1>A</h1><h1>", "2 of h1"),
            ("href=\"#main\"", "href=\"#other\"", "leads to #other"),
            ("<main id", "<main style=\"color:red\" id", "inline"),
            ("<main id", "<main onclick=\"go()\" id", "inline: onclick"),
            ("<h1>", "<p class=\"usa-error-message\" id=\"e\">Wrong</p><h1>", "no control is tied"),
            ("<h1>", "<img src=\"https://example.org/x.png\" alt=\"\"><h1>", "from elsewhere"),
            ("Report a street problem – Columbia Lake", "Report", "the title says too little"),
            ("<input", "<input aria-describedby=\"hint\"", "described by #hint"),
            ("<input", "<span id=\"place\"></span><input", "two elements have the id"),
        ] {
            let found = faults(&GOOD.replacen(from, to, 1));
            assert!(found.iter().any(|found| found.contains(fault)), "{fault}: {found:?}");
        }
    }
}
