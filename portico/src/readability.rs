//! `portico check --readability`: how hard each service is to read, where its hardest parts are, and which sentence
//! makes them so.

use forms::{
    Files,
    check::{Part, Readability, readability},
};
use serde_json::json;

use crate::{cli::Form, say};

/// Parts shown of each service and language; tools get all of them.
const SHOWN: usize = 5;

pub fn show(files: &Files, format: Form) {
    let services = readability(files);
    match format {
        Form::Json => say::line(&format!("{:#}", json!(services))),
        Form::Text => services.iter().for_each(show_service),
    }
}

fn show_service(found: &Readability) {
    let Readability { service, language, together, median, parts } = found;
    let limits = language.limits();
    say::line(&format!(
        "{service}, {language}: {together} together, {median} at the median of {}. The goal is {}, the limit {}.",
        parts.len(),
        limits.goal,
        limits.most
    ));
    parts.iter().take(SHOWN).for_each(show_part);
    say::line("");
}

fn show_part(part: &Part) {
    let Part { name, figure, words, place, sentence, sentence_figure } = part;
    let sentence = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
    say::line(&format!("  {figure}: {name}, {words} words"));
    say::line(&format!("    {place}: {sentence_figure}: “{sentence}”"));
}
