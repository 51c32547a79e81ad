//! The summary of a submission of which some answers were erased. Conditions that looked at those cannot be asked any
//! more: every question that has an answer, or had one, is shown in the order of the service.

use super::{SummaryEntry, SummaryRow, SummarySection, entry_title, in_sections, row};
use crate::{
    Answer, Answers, EntryStep, Place,
    journey::{asks, repeat_of},
    service::{Page, Service},
    words::Speaker,
};

impl Service {
    pub(super) fn summary_of_kept(&self, answers: &Answers, speaker: &Speaker<'_>) -> Vec<SummarySection> {
        let kept = Kept { service: self, speaker };
        let pages = self.pages_in_order();
        in_sections(speaker, pages.map(|(section, page)| (&section.id, kept.rows(page, answers, &[]))))
    }
}

struct Kept<'a> {
    service: &'a Service,
    speaker: &'a Speaker<'a>,
}

impl Kept<'_> {
    fn rows(&self, page: &Page, given: &Answers, outer: &[EntryStep]) -> Vec<SummaryRow> {
        let place = Place { entries: outer.to_vec(), page: page.file.page.clone() };
        let asked = page.questions.iter().map(|asked| &asked.question);
        let answered = asked.filter(|question| asks(question) && given.get(&question.id).is_some());
        let rows = answered.map(|question| SummaryRow {
            entries: self.entries(&place, question, given),
            ..row(self.service, self.speaker, &place, question, Some(given))
        });
        rows.collect()
    }

    fn entries(
        &self,
        place: &Place,
        question: &crate::definition::Question,
        given: &Answers,
    ) -> Vec<SummaryEntry> {
        let Some((repeat, settings)) = repeat_of(question) else { return Vec::new() };
        let Some(Answer::Repeat(entries)) = given.get(repeat) else { return Vec::new() };
        let entries = (1..).zip(entries).map(|(number, entry)| {
            let step =
                EntryStep { page: place.page.clone(), repeat: repeat.clone(), entry: entry.id.clone() };
            let path: Vec<_> = place.entries.iter().cloned().chain([step]).collect();
            let pages = settings.pages.iter().filter_map(|page| self.service.page(page));
            let rows: Vec<_> = pages.flat_map(|page| self.rows(page, &entry.answers, &path)).collect();
            SummaryEntry {
                title: entry_title(self.service, self.speaker, repeat, entry, number),
                place: rows.first().map_or_else(|| place.clone(), |row| row.place.clone()),
                rows,
            }
        });
        entries.collect()
    }
}
