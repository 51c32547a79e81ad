//! A page as it was typed, when it could not be saved: it waits until the person sends it again.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    Answers, Fields, Place,
    definition::Question,
    question::{Ask, QuestionType},
    service::Service,
};

/// What stood in the controls of a page that could not be saved.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typed {
    /// The page, as addresses name it.
    pub address: String,
    /// Its controls. What is never written into a page again is not among them, nor are files.
    pub fields: Fields,
}

impl Typed {
    /// Keeps the controls of the page's own questions.
    pub fn of(service: &Service, place: &Place, fields: &Fields) -> Self {
        let questions = service.page(&place.page).into_iter().flat_map(|page| &page.questions);
        let shown = questions
            .map(|asked| &asked.question)
            .filter(|question| !matches!(&question.kind, QuestionType::Identifier(one) if one.is_secret()));
        let names: Vec<String> = shown
            .flat_map(|question| {
                let controls = question.kind.kind().controls(question);
                std::iter::once(question.id.to_string()).chain(controls)
            })
            .collect();
        let own = fields.iter().filter(|(name, _)| names.iter().any(|own| own == name));
        let pairs = own.flat_map(|(name, texts)| texts.iter().map(move |text| (name, text)));
        Self { address: place.to_string(), fields: pairs.collect() }
    }
}

/// Whether a page says something else than it said when it was shown: boxes that a page fills in by itself, and empty ones,
/// say nothing.
pub fn says_more(
    service: &Service,
    answers: &Answers,
    place: &Place,
    shown: &Fields,
    fields: &Fields,
    today: Date,
) -> bool {
    let level = answers.at(place);
    let differs = |question: &Question| {
        let ask = Ask { question, previous: level.and_then(|level| level.get(&question.id)), today };
        let kind = question.kind.kind();
        let (before, now) = (kind.parse(&ask, shown), kind.parse(&ask, fields));
        // What cannot be read is compared as it was typed.
        let texts = |fields: &Fields| -> Vec<String> {
            kind.controls(question).iter().map(|control| fields.text(control).to_owned()).collect()
        };
        before != now || (now.is_err() && texts(shown) != texts(fields))
    };
    let questions = service.page(&place.page).into_iter().flat_map(|page| &page.questions);
    questions.map(|asked| &asked.question).any(differs)
}
