//! Never asked twice: offers what the person said before, here or in another service, to be confirmed.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::{
    Answer, Answers, Fields, Place, QuestionId,
    definition::{Prefill, Question},
    question::{Ask, QuestionType},
    service::{Asked, Service},
};

/// A fact the person stated in another service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownFact {
    /// What it is about.
    pub fact: Prefill,
    /// What they said.
    pub answer: Answer,
    /// The title of the service they said it in.
    pub from_service: String,
    /// The day they sent it.
    pub said_on: Date,
}

/// An answer the person may take over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The question it would answer.
    pub question: QuestionId,
    /// The answer.
    pub answer: Answer,
    /// The title of the service it comes from; `None` when it was said earlier in this one.
    pub from_service: Option<String>,
    /// The day it was sent; `None` when it was said earlier in this service.
    pub said_on: Option<Date>,
}

impl Offer {
    /// The controls of the question filled in with the offer, to be shown for confirmation.
    pub fn fields(&self, question: &Question) -> Fields {
        question.kind.kind().fields(question, &self.answer)
    }
}

/// The facts about the person that these answers state. Entries speak of other people and are left out.
pub fn facts(service: &Service, answers: &Answers) -> BTreeMap<Prefill, Answer> {
    let questions =
        service.pages_in_order().flat_map(|(_, page)| &page.questions).map(|asked| &asked.question);
    questions.filter_map(|question| Some((question.prefill?, given(answers, question)?.clone()))).collect()
}

/// What can be offered on a page: for each of its questions without an answer, what was said last. What was said in
/// this service comes before what was said elsewhere. Only what the question would take is offered.
pub fn offers(
    service: &Service,
    place: &Place,
    answers: &Answers,
    known: &[KnownFact],
    today: Date,
) -> Vec<Offer> {
    let may_offer =
        |asked: &Asked| asked.question.prefill.is_some() && answers.get(&asked.question.id).is_none();
    let page = service.page(&place.page).filter(|page| page.questions.iter().any(may_offer));
    if page.is_none() || !place.entries.is_empty() {
        return Vec::new();
    }
    let journey = service.journey(answers, today);
    let said_here = facts(service, journey.answers());
    let unanswered =
        journey.questions_at(place).into_iter().filter(|question| answers.get(&question.id).is_none());
    unanswered.filter_map(|question| offer(question, &said_here, known, today)).collect()
}

fn offer(
    question: &Question,
    said_here: &BTreeMap<Prefill, Answer>,
    known: &[KnownFact],
    today: Date,
) -> Option<Offer> {
    let fact = question.prefill?;
    let here = said_here.get(&fact).and_then(|answer| taken(question, answer, today));
    if let Some(answer) = here {
        return Some(Offer { question: question.id.clone(), answer, from_service: None, said_on: None });
    }
    let mut known: Vec<_> = known.iter().filter(|known| known.fact == fact).collect();
    known.sort_by_key(|known| std::cmp::Reverse(known.said_on));
    known.into_iter().find_map(|known| {
        Some(Offer {
            question: question.id.clone(),
            answer: taken(question, &known.answer, today)?,
            from_service: Some(known.from_service.clone()),
            said_on: Some(known.said_on),
        })
    })
}

/// The answer as this question takes it: asked elsewhere in another shape, it may not fit here.
fn taken(question: &Question, answer: &Answer, today: Date) -> Option<Answer> {
    if !is_of_its_type(&question.kind, answer) {
        return None;
    }
    let kind = question.kind.kind();
    let ask = Ask { question, previous: None, today };
    kind.parse(&ask, &kind.fields(question, answer)).ok().flatten()
}

fn is_of_its_type(kind: &QuestionType, answer: &Answer) -> bool {
    matches!(
        (kind, answer),
        (QuestionType::Text(_), Answer::Text(_))
            | (QuestionType::Name(_), Answer::Name(_))
            | (QuestionType::Date(_), Answer::Date(_))
            | (QuestionType::Address(_), Answer::Address(_))
            | (QuestionType::Phone(_), Answer::Phone(_))
            | (QuestionType::Email(_), Answer::Email(_))
    )
}

fn given<'a>(answers: &'a Answers, question: &Question) -> Option<&'a Answer> {
    answers.get(&question.id).filter(|answer| !matches!(answer, Answer::Skipped | Answer::Erased { .. }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Name, journey::try_out::*};

    fn name(full: &str) -> Answer {
        Answer::Name(Name { full: full.to_owned(), ..Name::default() })
    }

    fn known(answer: Answer, day: i8) -> KnownFact {
        let said_on = jiff::civil::date(2026, 1, day);
        KnownFact { fact: Prefill::Name, answer, from_service: "Renew a license".to_owned(), said_on }
    }

    #[test]
    fn what_was_said_elsewhere_last_is_offered_with_where_it_came_from() {
        let service = fair();
        let known = [known(name("Ana Old"), 1), known(name("Ana New"), 9), known(name("Ana Older"), 2)];
        let offers = offers(&service, &page("your-name"), &Answers::default(), &known, TODAY);
        let offer = offers.first().expect("an offer");
        assert_eq!(offer.answer, name("Ana New"));
        assert_eq!(offer.from_service.as_deref(), Some("Renew a license"));
        assert_eq!(offers.len(), 1);
    }

    #[test]
    fn what_was_said_earlier_in_this_service_is_offered_first() {
        let service = fair();
        let answers =
            kept(&service, &Answers::default(), &page("your-name"), &[("full_name", "Ana Example")]);
        let offers = offers(&service, &page("contact"), &answers, &[known(name("Ana Old"), 1)], TODAY);
        let offer = offers.first().expect("an offer");
        assert_eq!((&offer.answer, &offer.from_service), (&name("Ana Example"), &None));
    }

    #[test]
    fn an_answered_question_is_not_offered_anything() {
        let service = fair();
        let known = [known(name("Ana Old"), 1)];
        assert_eq!(offers(&service, &page("contact"), &driver(&service), &known, TODAY), []);
    }

    #[test]
    fn an_answer_of_another_type_is_not_offered() {
        let service = fair();
        let known = [known(Answer::Email("ana@example.org".to_owned()), 1)];
        assert_eq!(offers(&service, &page("your-name"), &Answers::default(), &known, TODAY), []);
    }

    #[test]
    fn a_question_left_empty_states_no_fact() {
        let service = fair();
        let facts = facts(&service, &driver(&service));
        assert_eq!(facts.keys().collect::<Vec<_>>(), [&Prefill::Name]);
    }
}
