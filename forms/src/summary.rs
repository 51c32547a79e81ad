//! Every answer that applies, in words: for the check-answers page, the receipt and the staff view.

mod args;
mod kept;
#[cfg(test)]
mod tests;

use jiff::civil::Date;

use crate::{
    Answer, Answers, Entry, EntryStep, Place, QuestionId, SectionId,
    definition::Question,
    journey::{Journey, Step, asks, repeat_of},
    question::QuestionType,
    service::Service,
    words::Speaker,
};

pub use args::{entry_title, entry_titles};

/// A section and what was answered in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SummarySection {
    /// Which section.
    pub section: SectionId,
    /// Its title, in words.
    pub title: String,
    /// Its answers, in order.
    pub rows: Vec<SummaryRow>,
}

/// A question and its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SummaryRow {
    /// The page to change it on.
    pub place: Place,
    /// Which question.
    pub question: QuestionId,
    /// The question's short name where it has one, or its words.
    pub label: String,
    /// The answer in words, a line each; none for a repeat with entries.
    pub lines: Vec<String>,
    /// Only the last characters are shown.
    pub is_secret: bool,
    /// It has an answer: it was neither left empty nor not reached.
    pub is_given: bool,
    /// The entries of a repeat.
    pub entries: Vec<SummaryEntry>,
}

/// An entry of a repeat and what was answered in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SummaryEntry {
    /// One line that tells it from the others.
    pub title: String,
    /// Its first page.
    pub place: Place,
    /// Its answers, in order.
    pub rows: Vec<SummaryRow>,
}

impl Service {
    /// Every question that applies to these answers, with its answer in words. `today` is the day the answers were
    /// sent, or the present day for a draft.
    pub fn summary(&self, answers: &Answers, speaker: &Speaker<'_>, today: Date) -> Vec<SummarySection> {
        if answers.is_partly_erased() {
            return self.summary_of_kept(answers, speaker);
        }
        let journey = self.journey(answers, today);
        let summary = Summary { service: self, journey: &journey, speaker };
        in_sections(speaker, journey.steps().iter().map(|step| (step.section, summary.rows(step))))
    }
}

/// The rows of pages that follow each other, gathered under the section they are in. A page without rows says nothing.
fn in_sections<'a>(
    speaker: &Speaker<'_>,
    pages: impl Iterator<Item = (&'a SectionId, Vec<SummaryRow>)>,
) -> Vec<SummarySection> {
    let mut sections: Vec<SummarySection> = Vec::new();
    for (section, rows) in pages.filter(|(_, rows)| !rows.is_empty()) {
        match sections.last_mut().filter(|known| known.section == *section) {
            Some(known) => known.rows.extend(rows),
            None => sections.push(SummarySection {
                section: section.clone(),
                title: speaker.service.say(&format!("section-{section}")),
                rows,
            }),
        }
    }
    sections
}

/// What is needed to put answers into words.
struct Summary<'a> {
    service: &'a Service,
    journey: &'a Journey<'a>,
    speaker: &'a Speaker<'a>,
}

impl Summary<'_> {
    fn rows(&self, step: &Step<'_>) -> Vec<SummaryRow> {
        let given = self.journey.answers().at(&step.place);
        let questions = self.journey.questions_at(&step.place).into_iter().filter(|question| asks(question));
        let rows = questions.map(|question| {
            let entries = given.map_or(&[][..], |given| given.entries(&question.id));
            SummaryRow {
                entries: self.entries(&step.place, question, entries),
                ..row(self.service, self.speaker, &step.place, question, given)
            }
        });
        rows.collect()
    }

    fn entries(&self, place: &Place, question: &Question, entries: &[Entry]) -> Vec<SummaryEntry> {
        let Some((repeat, settings)) = repeat_of(question) else { return Vec::new() };
        let summary = (1..).zip(entries).filter_map(|(number, entry)| {
            let step =
                EntryStep { page: place.page.clone(), repeat: repeat.clone(), entry: entry.id.clone() };
            let path: Vec<_> = place.entries.iter().cloned().chain([step]).collect();
            let steps = self.journey.steps_inside(&path);
            let first = settings.pages.first()?.clone();
            Some(SummaryEntry {
                title: entry_title(self.service, self.speaker, repeat, entry, number),
                place: steps.first().map_or(Place { entries: path, page: first }, |step| step.place.clone()),
                rows: steps.iter().flat_map(|step| self.rows(step)).collect(),
            })
        });
        summary.collect()
    }
}

/// A question with its answer at this level, but for the entries of a repeat.
fn row(
    service: &Service,
    speaker: &Speaker<'_>,
    place: &Place,
    question: &Question,
    given: Option<&Answers>,
) -> SummaryRow {
    let answer = given.and_then(|given| given.get(&question.id)).filter(|answer| **answer != Answer::Skipped);
    let short = format!("q-{}-short", question.id);
    let key = if speaker.service.has(&short) { short } else { format!("q-{}-label", question.id) };
    SummaryRow {
        place: place.clone(),
        question: question.id.clone(),
        label: speaker.service.say(&key),
        lines: lines(service, speaker, question, answer),
        is_secret: is_secret(question) && !matches!(answer, Some(Answer::Erased { .. })),
        is_given: answer.is_some(),
        entries: Vec::new(),
    }
}

fn lines(
    service: &Service,
    speaker: &Speaker<'_>,
    question: &Question,
    answer: Option<&Answer>,
) -> Vec<String> {
    match answer {
        None => vec![speaker.platform.say("answer-skipped")],
        Some(Answer::Repeat(entries)) if !entries.is_empty() => Vec::new(),
        Some(Answer::Erased { rule, on }) => {
            let source =
                service.definition.retention.get(rule).map_or(rule.as_str(), |rule| rule.source.as_str());
            let args = [("on", speaker.platform.date(*on).into()), ("source", source.into())];
            vec![speaker.platform.say_with("answer-erased", &args)]
        }
        Some(answer) => question.kind.kind().show(question, answer, speaker),
    }
}

fn is_secret(question: &Question) -> bool {
    matches!(&question.kind, QuestionType::Identifier(identifier) if identifier.ssn || identifier.secret)
}
