//! How hard each service is to read, in figures: for authors who want to know where to begin.

use serde::Serialize;

use super::{language::graded, waivers::Waivers, whole::wholes};
use crate::{
    ServiceSlug,
    plain::{Counts, Figure, Language},
    service::{Agencies, examine, folders},
    version::Files,
};

/// A service in one language.
#[derive(Debug, Clone, Serialize)]
pub struct Readability {
    /// The service's folder.
    pub service: String,
    /// Its language.
    pub language: Language,
    /// All its texts together.
    pub together: Figure,
    /// The middle one of its parts; of two, the harder.
    pub median: Figure,
    /// What is graded together, hardest first.
    pub parts: Vec<Part>,
}

/// A page, a message, or short pages together.
#[derive(Debug, Clone, Serialize)]
pub struct Part {
    /// What it is.
    pub name: String,
    /// How hard it is.
    pub figure: Figure,
    /// How many words it has.
    pub words: usize,
    /// Where its hardest sentence stands: `pages/sign.yaml:12:5`.
    pub place: String,
    /// Its hardest sentence.
    pub sentence: String,
    /// How hard that sentence is.
    pub sentence_figure: Figure,
}

/// The figures of every service in a folder, in each language that has a formula.
pub fn readability(all: &Files) -> Vec<Readability> {
    let (agencies, _) = Agencies::load(all);
    let agencies = agencies.unwrap_or_default();
    let mut found = Vec::new();
    for (folder, files) in folders(all) {
        if let Ok(slug) = folder.parse::<ServiceSlug>() {
            found.extend(of_service(&slug, &files, &agencies));
        }
    }
    found
}

fn of_service(slug: &ServiceSlug, files: &Files, agencies: &Agencies) -> Vec<Readability> {
    let folder = examine(slug, files, agencies).folder;
    let Some((_, service)) = &folder.service else { return Vec::new() };
    let mut waivers = Waivers::read(files, &mut Vec::new());
    let passages = graded(files, &folder, service, &mut waivers);
    let mut found = Vec::new();
    for language in [Language::English, Language::Spanish] {
        let wholes = wholes(&passages, service, language);
        let counts = wholes.iter().map(|whole| whole.counts).fold(Counts::default(), Counts::plus);
        let parts = wholes.iter().filter_map(|whole| {
            let hardest = whole.hardest()?;
            let problem = hardest.passage.problem_in("reading-grade", &hardest.range, String::new());
            Some(Part {
                name: whole.name.clone(),
                figure: whole.figure(),
                words: whole.counts.words,
                place: format!("{slug}/{}:{}:{}", problem.file, problem.line, problem.column),
                sentence: hardest.sentence().to_owned(),
                sentence_figure: hardest.figure,
            })
        });
        let mut parts: Vec<Part> = parts.collect();
        parts.sort_by(|a, b| b.figure.harder_by(a.figure).total_cmp(&0.0));
        let Some(median) = parts.get(parts.len().saturating_sub(1) / 2).map(|part| part.figure) else {
            continue;
        };
        let together = Figure::of(language, counts);
        found.push(Readability { service: slug.to_string(), language, together, median, parts });
    }
    found
}
