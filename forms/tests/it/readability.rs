//! The services that ship read as easily as the standards ask of the best (STANDARDS PL-01): grade 6 in English and
//! INFLESZ 65 in Spanish at the median.

use forms::{
    check::{Readability, readability},
    plain::{Counts, Figure, Language, sentences},
};

use crate::services::shipped;

fn median(figures: &[f64]) -> f64 {
    let mut figures = figures.to_vec();
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap()
}

#[test]
fn the_services_that_ship_reach_the_goal_at_the_median() {
    let found = readability(&shipped());
    for Readability { service, language, together, median, parts } in &found {
        println!("{service} {language:?}: {together} together, {median} at the median of {}", parts.len());
        assert!(!median.is_harder_than(language.limits().goal), "{service}: {median}");
        assert!(!together.is_harder_than(language.limits().goal), "{service}: {together}");
        assert!(!parts[0].figure.is_harder_than(language.limits().most), "{service}: {}", parts[0].name);
    }
    for language in [Language::English, Language::Spanish] {
        let of_language = found.iter().filter(|service| service.language == language);
        let figures: Vec<f64> =
            of_language.flat_map(|service| &service.parts).map(|part| part.figure.number()).collect();
        assert!(figures.len() > 20, "{language:?}: {}", figures.len());
        let median = median(&figures);
        match language {
            Language::English => assert!(median <= 6.0, "{median}"),
            Language::Spanish => assert!(median >= 65.0, "{median}"),
        }
    }
}

#[test]
fn the_report_begins_with_the_hardest_part_and_says_where_its_hardest_sentence_stands() {
    for service in readability(&shipped()) {
        let hardness: Vec<f64> =
            service.parts.iter().map(|part| part.figure.harder_by(service.parts[0].figure)).collect();
        assert!(hardness.is_sorted_by(|a, b| a >= b), "{}", service.service);
        for part in &service.parts {
            let (path, place) = part.place.split_once(':').unwrap();
            let text = &shipped()[path];
            let line: usize = place.split(':').next().unwrap().parse().unwrap();
            let start: String = part.sentence.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
            let shown = text.lines().nth(line - 1).unwrap();
            assert!(shown.contains(&start) || part.sentence.contains("it"), "{}: {shown}", part.sentence);
        }
    }
}

/// The words of a file of messages: each line without its key, its case and the names in it.
fn said(ftl: &str) -> Vec<String> {
    let lines = ftl.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let line = line.split_once(" = ").map_or(line, |(_, words)| words).trim();
        let line = if line.starts_with(['[', '*']) {
            line.split_once(']').map_or("", |(_, words)| words)
        } else {
            line
        };
        let mut words = String::new();
        for (index, part) in line.split(['{', '}']).enumerate() {
            words.push_str(if index % 2 == 0 { part } else { "it" });
        }
        words.trim().to_owned()
    });
    lines.filter(|line| line.contains(' ')).collect()
}

/// The federal banner, whose words are the same on every official site.
const OFFICIAL: [&str; 2] = [
    "A .gov website belongs to an official government organization in the United States.",
    "Share sensitive information only on official, secure websites.",
];

/// STANDARDS PL-01 and PL-02: what every page and message of the platform says.
#[test]
fn the_words_of_the_platform_itself_are_held_to_the_same_limits() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../locales");
    let (mut hard, mut official) = (Vec::new(), Vec::new());
    for (language, tag) in [(Language::English, "en"), (Language::Spanish, "es")] {
        let limits = language.limits();
        for file in ["answers", "errors", "messages", "pages"] {
            let path = folder.join(tag).join(file).with_extension("ftl");
            let mut together = Counts::default();
            for text in said(&std::fs::read_to_string(&path).unwrap()) {
                for sentence in sentences(&text) {
                    let counts = language.count(sentence);
                    let figure = Figure::of(language, counts);
                    together = together.plus(counts);
                    let too_hard = limits
                        .of_sentence(counts.words)
                        .is_some_and(|ceiling| figure.is_harder_than(ceiling));
                    if too_hard && OFFICIAL.contains(&sentence) {
                        official.push(sentence.to_owned());
                    } else if too_hard || counts.words > limits.sentence_words {
                        hard.push(format!("{tag}/{file}: {figure}, {} words: {sentence}", counts.words));
                    }
                }
            }
            let figure = Figure::of(language, together);
            println!("{tag}/{file}: {figure} of {} words", together.words);
            if figure.is_harder_than(limits.most) {
                hard.push(format!("{tag}/{file}: {figure}"));
            }
        }
    }
    assert!(hard.is_empty(), "{hard:#?}");
    assert_eq!(official, OFFICIAL, "each exception is still needed");
}
