//! Our figures against texts that people counted by hand, and the checks against both sides of the limit
//! (STANDARDS PL-01).

use forms::{
    Files,
    plain::{Counts, Figure, Language},
};
use serde::Deserialize;

use crate::{
    check::{change, places},
    sample_service::SLUG,
};

/// A text whose figure is known, because people counted: a point stands between the syllables of each word, so that
/// anybody can count again. All of them are invented. In an easy text nothing is found, in a hard one something
/// always is; one in the middle may be allowed.
#[derive(Deserialize)]
struct Golden {
    name: String,
    is: Is,
    sentences: usize,
    words: usize,
    syllables: usize,
    figure: f64,
    /// Sentence by sentence.
    said: Vec<String>,
}

#[derive(Deserialize, PartialEq, Clone, Copy)]
#[serde(rename_all = "snake_case")]
enum Is {
    Easy,
    Middle,
    Hard,
}

/// How far our figure may be from the hand-counted one: half a syllable in a hundred words is 0.06 grades or 0.3
/// INFLESZ, and a word of a name or a list is easily counted otherwise by another reader.
const fn tolerance(language: Language) -> f64 {
    match language {
        Language::English => 0.5,
        Language::Spanish => 1.5,
    }
}

fn golden() -> Vec<(Language, Golden)> {
    let of = |language, text| {
        let texts: Vec<Golden> = serde_json::from_str(text).unwrap();
        texts.into_iter().map(move |text| (language, text))
    };
    let english = of(Language::English, include_str!("../golden/en.json"));
    let spanish = of(Language::Spanish, include_str!("../golden/es.json"));
    english.chain(spanish).collect()
}

impl Golden {
    fn spoken(&self) -> String {
        self.said.join(" ")
    }

    fn written(&self) -> String {
        self.spoken().replace('·', "")
    }

    fn counts(&self) -> Counts {
        Counts { sentences: self.sentences, words: self.words, syllables: self.syllables }
    }
}

#[test]
fn the_numbers_of_each_golden_text_are_those_of_its_points_and_of_the_published_formula() {
    for (language, golden) in golden() {
        let said = golden.spoken();
        let words = said.split_whitespace().count();
        assert_eq!(golden.words, words, "{}", golden.name);
        assert_eq!(golden.syllables, words + said.matches('·').count(), "{}", golden.name);
        assert_eq!(golden.sentences, golden.said.len(), "{}", golden.name);
        let number = |count: usize| u32::try_from(count).map(f64::from).unwrap();
        let length = number(golden.words) / number(golden.sentences);
        let weight = number(golden.syllables) / number(golden.words);
        let figure = match language {
            Language::English => 0.39 * length + 11.8 * weight - 15.59,
            Language::Spanish => 206.835 - 62.3 * weight - length,
        };
        assert!((golden.figure - figure).abs() <= 0.051, "{}: {figure}", golden.name);
        assert!((Figure::of(language, golden.counts()).number() - figure).abs() <= 0.051, "{}", golden.name);
    }
}

#[test]
fn our_figure_of_each_golden_text_is_the_one_people_counted_within_the_tolerance() {
    let mut far = Vec::new();
    for (language, golden) in golden() {
        let counted = language.count(&golden.written());
        assert_eq!((counted.sentences, counted.words), (golden.sentences, golden.words), "{}", golden.name);
        let figure = Figure::of(language, counted).number();
        println!("{}: {figure} by us, {} by hand", golden.name, golden.figure);
        if (figure - golden.figure).abs() > tolerance(language) {
            far.push(format!("{}: {figure}, not {}", golden.name, golden.figure));
        }
    }
    assert!(far.is_empty(), "{far:#?}");
}

/// The sample service with a text of a page, or, in Spanish, its translation.
fn with_text(language: Language, text: &str) -> Files {
    let english = "who: You live in Riverbend.";
    match language {
        Language::English => change("service.yaml", english, &format!("who: >-\n  {text}")),
        Language::Spanish => {
            let mut files = change("service.yaml", english, english);
            let translation = format!("# en: You live in Riverbend.\nwho = {text}\n");
            files.insert("locales/es.ftl".to_owned(), translation);
            files
        }
    }
}

/// The findings about how hard texts are.
fn hard(files: &Files) -> Vec<String> {
    let codes = ["reading-grade", "reading-ease", "hard-sentence", "long-sentence"];
    let all = crate::check::found(files).into_iter().map(|problem| problem.code.to_owned());
    all.filter(|code| codes.contains(&code.as_str())).collect()
}

#[test]
fn easy_texts_pass_and_hard_ones_fail() {
    for (language, golden) in golden() {
        let found = hard(&with_text(language, &golden.written()));
        match golden.is {
            Is::Easy => assert!(found.is_empty(), "{}: {found:?}", golden.name),
            Is::Middle => {}
            Is::Hard => assert!(!found.is_empty(), "{}", golden.name),
        }
    }
}

#[test]
fn easy_sentences_around_a_hard_one_do_not_hide_it() {
    let of = |language, is| {
        let mut texts = golden().into_iter().filter(move |(of, golden)| *of == language && golden.is == is);
        texts.next().map(|(_, golden)| golden.written()).unwrap()
    };
    for (language, sentence) in [
        (Language::English, "Applicants must supply documentation of residency and of household income."),
        (Language::English, "Supply documentation of residency beforehand."),
        (Language::Spanish, "Los solicitantes deberán presentar documentación acreditativa de residencia."),
        (Language::Spanish, "Presente inmediatamente la documentación acreditativa correspondiente."),
    ] {
        let easy = of(language, Is::Easy);
        let files = with_text(language, &format!("{easy} {sentence}"));
        assert_eq!(hard(&files), ["hard-sentence"], "{sentence}");
        if language == Language::English {
            let marked = format!("hard-sentence service.yaml ‹{sentence}›");
            assert!(places(&files).contains(&marked), "{:?}", places(&files));
        } else {
            let problem =
                crate::check::found(&files).into_iter().find(|problem| problem.code == "hard-sentence");
            assert_eq!(problem.unwrap().file, format!("{SLUG}/locales/es.ftl"));
        }
    }
}

#[test]
fn the_figure_and_its_limit_are_shown_so_that_they_can_be_compared() {
    let hardest = golden().into_iter().find(|(_, golden)| golden.name == "A water bill").unwrap().1.written();
    let problems = crate::check::found(&with_text(Language::English, &hardest));
    let grade = problems.iter().find(|problem| problem.code == "reading-grade").unwrap();
    assert_eq!(grade.message, "the text `who` reads at grade 9.1; grade 8.0 is the most");
    assert!(grade.help.as_ref().is_some_and(|help| help.contains("“Anybody”")), "{grade}");
}

#[test]
fn english_words_have_the_syllables_a_dictionary_gives_with_few_exceptions() {
    let words = include_str!("../golden/words.en.txt");
    let mut wrong = Vec::new();
    let all: Vec<&str> = words.split_whitespace().collect();
    for said in &all {
        let counted = forms::plain::in_english(&said.replace('·', ""));
        if counted != said.matches('·').count() + 1 {
            wrong.push(format!("{said}: {counted}"));
        }
    }
    println!("{} of {}: {wrong:?}", wrong.len(), all.len());
    assert!(wrong.len() * 50 <= all.len(), "more than one in fifty: {wrong:#?}");
}
