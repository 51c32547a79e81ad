//! Plain language: reading grade, sentence length, words to avoid, link texts (STANDARDS PL-01 to PL-05).

use super::{grade, passage::passages, sentences, waivers::Waivers};
use crate::{
    definition::{Noun, ServiceFile},
    load::Folder,
    problem::Problem,
    texts::Group,
    version::Files,
};

pub fn check(files: &Files, folder: &Folder, service: &ServiceFile) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut waivers = Waivers::read(files, &mut problems);
    let mut passages = passages(files, folder, service);
    passages.retain(|passage| passage.group != Group::Law);
    let keys: Vec<String> = passages.iter().map(|passage| passage.key.clone()).collect();
    problems.extend(sentences::words_to_avoid(&passages, &mut waivers, noun(service.noun)));
    problems.extend(sentences::links(&passages));
    passages.retain(|passage| !waivers.whole_text(&passage.key));
    problems.extend(sentences::length(&passages));
    problems.extend(sentences::passive(&passages));
    passages.retain(|passage| passage.group != Group::Name);
    problems.extend(grade::check(&passages, service));
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    problems.extend(waivers.left_over(&keys));
    problems
}

/// The word for what people send: the service's own pages say it all the time.
const fn noun(noun: Noun) -> &'static str {
    match noun {
        Noun::Application => "application",
        Noun::Claim => "claim",
        Noun::Report => "report",
        Noun::Request => "request",
        Noun::Registration => "registration",
    }
}
