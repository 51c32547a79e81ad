//! Which answers count: those to pages and questions whose conditions hold.

use jiff::civil::Date;

use crate::{
    Answer, Answers, Entry, QuestionId,
    definition::Question,
    expr::{Program, Values},
    question::{QuestionType, repeat::Repeat},
    service::{Asked, Page, Service},
};

/// Whether a condition holds; without one, it does.
fn holds(when: Option<&Program>, values: &Values, today: Date) -> bool {
    when.is_none_or(|condition| condition.is_true(values, today))
}

/// Whether a page applies to these values.
pub(super) fn applies(page: &Page, values: &Values, today: Date) -> bool {
    holds(page.when.as_ref(), values, today)
}

/// The questions of a page that apply to these values.
pub(super) fn questions<'a>(
    page: &'a Page,
    values: &Values,
    today: Date,
) -> impl Iterator<Item = &'a Question> {
    page.questions
        .iter()
        .filter(move |asked| holds(asked.when.as_ref(), values, today))
        .map(|asked| &asked.question)
}

fn has(given: &Answers, asked: &Asked) -> bool {
    given.get(&asked.question.id).is_some()
}

/// The repeat of a page, with its name.
pub(crate) fn repeat_on(page: &Page) -> Option<(&QuestionId, &Repeat)> {
    page.questions.iter().find_map(|asked| repeat_of(&asked.question))
}

/// The question as a repeat.
pub(crate) fn repeat_of(question: &Question) -> Option<(&QuestionId, &Repeat)> {
    match &question.kind {
        QuestionType::Repeat(repeat) => Some((&question.id, repeat)),
        _ => None,
    }
}

/// Only the answers that apply, and their values.
///
/// A condition may use earlier answers only, and of those only the ones that apply themselves. Each round is right
/// for one page more at least, so that it ends; nearly always after the first.
pub(super) fn relevant(service: &Service, answers: &Answers, today: Date) -> (Answers, Values) {
    let mut applying = answers.clone();
    let mut values = service.values(&applying, today);
    if answers.is_empty() {
        return (applying, values);
    }
    for _ in 0..=service.pages_in_order().count() {
        let round = Round { service, today };
        let pages = service.pages_in_order().map(|(_, page)| page);
        let kept = round.keep(pages, answers, &applying, &values);
        if kept == applying {
            break;
        }
        applying = kept;
        values = service.values(&applying, today);
    }
    (applying, values)
}

/// One look at all pages with the answers believed to apply so far.
struct Round<'a> {
    service: &'a Service,
    today: Date,
}

impl<'a> Round<'a> {
    /// `applying` are the answers of this level that are believed to apply, `values` what conditions at it can see.
    fn keep(
        &self,
        pages: impl Iterator<Item = &'a Page>,
        given: &Answers,
        applying: &Answers,
        values: &Values,
    ) -> Answers {
        let mut kept = Answers::default();
        // Conditions of what was not answered need not be looked at.
        let is_answered = |page: &&Page| page.questions.iter().any(|asked| has(given, asked));
        for page in pages.filter(is_answered).filter(|page| applies(page, values, self.today)) {
            let asked = page.questions.iter().filter(|asked| has(given, asked));
            for question in asked.filter(|asked| holds(asked.when.as_ref(), values, self.today)) {
                let question = &question.question;
                if let Some(answer) = given.get(&question.id) {
                    let answer = self.keep_entries(question, answer, applying, values);
                    kept.insert(question.id.clone(), answer);
                }
            }
        }
        kept
    }

    fn keep_entries(
        &self,
        question: &Question,
        answer: &Answer,
        applying: &Answers,
        values: &Values,
    ) -> Answer {
        let (Some((repeat, settings)), Answer::Repeat(given)) = (repeat_of(question), answer) else {
            return answer.clone();
        };
        let nothing = Answers::default();
        let entries = given.iter().map(|entry| {
            let known = applying.entries(repeat).iter().find(|known| known.id == entry.id);
            let applying = known.map_or(&nothing, |known| &known.answers);
            let values = self.service.values_inside(values, applying);
            let pages = settings.pages.iter().filter_map(|page| self.service.page(page));
            Entry { id: entry.id.clone(), answers: self.keep(pages, &entry.answers, applying, &values) }
        });
        Answer::Repeat(entries.collect())
    }
}
