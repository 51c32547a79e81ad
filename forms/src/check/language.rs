//! Plain language: reading grade, sentence length, words to avoid, link texts (STANDARDS PL-01 to PL-05).

use super::{
    grade, links,
    passage::{Passage, passages},
    sentences,
    waivers::Waivers,
};
use crate::{
    definition::{Noun, ServiceFile},
    load::Folder,
    problem::Problem,
    texts::Group,
    version::Files,
};

pub fn check(files: &Files, folder: &Folder, service: &ServiceFile, waivers: &mut Waivers) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut passages = people_read(files, folder, service);
    problems.extend(sentences::words_to_avoid(&passages, waivers, noun(service.noun)));
    problems.extend(links::check(&passages, waivers));
    passages.retain(|passage| !waivers.whole_text(&passage.key));
    problems.extend(sentences::length(&passages));
    problems.extend(sentences::passive(&passages));
    passages.retain(is_graded);
    problems.extend(grade::check(&passages, service));
    problems
}

/// The texts that have a grade.
pub fn graded<'a>(
    files: &'a Files,
    folder: &'a Folder,
    service: &ServiceFile,
    waivers: &mut Waivers,
) -> Vec<Passage<'a>> {
    let mut passages = people_read(files, folder, service);
    passages.retain(|passage| !waivers.whole_text(&passage.key) && is_graded(passage));
    passages
}

/// All texts but those the law words.
fn people_read<'a>(files: &'a Files, folder: &'a Folder, service: &ServiceFile) -> Vec<Passage<'a>> {
    let mut passages = passages(files, folder, service);
    passages.retain(|passage| passage.group != Group::Law);
    passages
}

/// A name has no grade.
fn is_graded(passage: &Passage<'_>) -> bool {
    passage.group != Group::Name
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
