//! Finds services by plain words.

use std::sync::Arc;

use forms::Service;

/// Services whose title, summary or search words hold every word typed, best first; all of them when nothing was.
pub(super) fn best_first(
    services: impl Iterator<Item = Arc<Service>>,
    typed: &str,
    locale: &str,
) -> Vec<Arc<Service>> {
    let wanted = search_words(typed);
    let mut found: Vec<(usize, Arc<Service>)> =
        services.filter_map(|service| Some((rank(&service, &wanted, locale)?, service))).collect();
    found.sort_by_key(|(rank, _)| std::cmp::Reverse(*rank));
    found.into_iter().map(|(_, service)| service).collect()
}

/// Plain words: small, without accents, without the little words that say nothing.
fn search_words(typed: &str) -> Vec<String> {
    const LITTLE: &[&str] = &[
        "a", "an", "and", "at", "for", "get", "have", "how", "i", "in", "is", "it", "my", "need", "not",
        "of", "on", "or", "the", "there", "to", "want", "was", "we", "with", "al", "con", "de", "del", "el",
        "en", "es", "hay", "la", "las", "los", "me", "mi", "necesito", "para", "por", "que", "quiero", "se",
        "su", "un", "una", "y",
    ];
    let folded = forms::words::fold(typed);
    let words = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !LITTLE.contains(word));
    words.map(str::to_owned).collect()
}

/// How well a service fits: a word in the title counts more than one in the search words. `None`: not at all.
fn rank(service: &Service, wanted: &[String], locale: &str) -> Option<usize> {
    if wanted.is_empty() {
        return Some(0);
    }
    let words = service.words(locale);
    let title = forms::words::fold(&words.say("title"));
    let more = forms::words::fold(&format!(
        "{} {}",
        words.say("summary"),
        service.definition.search_words.join(" ")
    ));
    let has =
        |text: &str, word: &str| text.split(|c: char| !c.is_alphanumeric()).any(|part| alike(part, word));
    let points: usize =
        wanted.iter().map(|word| if has(&title, word) { 3 } else { usize::from(has(&more, word)) }).sum();
    (points > 0).then_some(points)
}

/// The same word, or a longer form of it: "renew", "renewal".
fn alike(part: &str, word: &str) -> bool {
    part == word || (word.len() >= 4 && part.starts_with(word)) || (part.len() >= 4 && word.starts_with(part))
}
