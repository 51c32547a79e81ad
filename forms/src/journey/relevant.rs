//! Which answers count: those to pages and questions whose conditions hold.

use jiff::civil::Date;

use crate::{
    Answer, Answers, Entry, EntryStep, PageId, Place, QuestionId,
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
        let round = Round { service, today, applying: &applying };
        let pages = service.pages_in_order().map(|(_, page)| page);
        let kept = round.keep(pages, answers, &[], &values);
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
    applying: &'a Answers,
}

impl<'a> Round<'a> {
    fn keep(
        &self,
        pages: impl Iterator<Item = &'a Page>,
        given: &Answers,
        entries: &[EntryStep],
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
                    let answer = self.keep_entries(&page.file.page, question, answer, entries);
                    kept.insert(question.id.clone(), answer);
                }
            }
        }
        kept
    }

    fn keep_entries(
        &self,
        page: &PageId,
        question: &Question,
        answer: &Answer,
        outer: &[EntryStep],
    ) -> Answer {
        let (Some((repeat, settings)), Answer::Repeat(given)) = (repeat_of(question), answer) else {
            return answer.clone();
        };
        let entries = given.iter().map(|entry| {
            let step = EntryStep { page: page.clone(), repeat: repeat.clone(), entry: entry.id.clone() };
            let path: Vec<_> = outer.iter().cloned().chain([step]).collect();
            let pages = settings.pages.iter().filter_map(|page| self.service.page(page));
            let values = values_at(self.service, self.applying, &path, self.today);
            Entry { id: entry.id.clone(), answers: self.keep(pages, &entry.answers, &path, &values) }
        });
        Answer::Repeat(entries.collect())
    }
}

/// What conditions inside these entries can see: the service's answers and, inside an entry, its own.
pub(crate) fn values_at(service: &Service, answers: &Answers, entries: &[EntryStep], today: Date) -> Values {
    match entries.last() {
        None => service.values(answers, today),
        Some(last) => {
            let inside = Place { entries: entries.to_vec(), page: last.page.clone() };
            service.entry_values(answers, &inside, today)
        }
    }
}
