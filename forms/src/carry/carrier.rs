//! Carries answers over, one by one, and finds the questions that are new to somebody who is past them.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{AnswerName, AskAgain, Carried, Given, Meaning, SetAside, Unsettled, fits::fits};
use crate::{
    Answer, Answers, Entry, QuestionId,
    journey::{Journey, Step, was_given},
    service::Service,
};

/// A draft on its way into another version.
pub(super) struct Carrier<'a> {
    pub new: &'a Service,
    pub today: Date,
    pub kept: Carried,
}

impl Service {
    /// What an answer to this question is given to now.
    pub(super) fn given_to(&self, name: &AnswerName) -> Option<Given> {
        let meaning = Meaning::of(self.question_named(name)?);
        Some(Given { version: self.version.clone(), meaning })
    }
}

impl Unsettled {
    /// What an answer was given to, when that is not what its question asks now.
    fn given_to(&self, name: &AnswerName) -> Option<Given> {
        match self.ask_again.get(name) {
            Some(AskAgain::Changed(given)) => Some(given.clone()),
            _ => None,
        }
    }
}

impl Carrier<'_> {
    /// Every answer there is.
    pub fn take_answers(&mut self, old: &Service, draft: &Carried) {
        for (question, answer) in draft.answers.iter() {
            let name = AnswerName { entries: Vec::new(), question: question.clone() };
            self.take_answer(old, &draft.unsettled, &name, answer);
        }
    }

    fn take_answer(&mut self, old: &Service, before: &Unsettled, name: &AnswerName, answer: &Answer) {
        let given = before.given_to(name).or_else(|| old.given_to(name));
        // Nobody could have given an answer to a question that was not asked.
        let Some(given) = given else { return };
        self.take(name, answer, given);
        let Answer::Repeat(entries) = answer else { return };
        for entry in entries {
            for (question, answer) in entry.answers.iter() {
                self.take_answer(old, before, &name.inside(&entry.id, question), answer);
            }
        }
    }

    /// One answer: kept, kept and asked again, or set aside.
    pub fn take(&mut self, name: &AnswerName, answer: &Answer, given: Given) {
        let answer = without_inside(answer);
        let unsettled = &mut self.kept.unsettled;
        match self.new.question_named(name) {
            Some(question) if Meaning::of(question) == given.meaning => {
                name.put(&mut self.kept.answers, answer);
            }
            Some(question) if fits(question, &answer, self.today) => {
                unsettled.ask_again.insert(name.clone(), AskAgain::Changed(given));
                name.put(&mut self.kept.answers, answer);
            }
            _ => {
                unsettled.set_aside.insert(name.clone(), SetAside { answer, given });
            }
        }
    }

    /// What was set aside before may fit again. Repeats come before what was answered in their entries.
    pub fn take_set_aside(&mut self, before: &Unsettled) {
        for (name, aside) in &before.set_aside {
            let level = name.level(&self.kept.answers);
            if level.is_some_and(|level| level.get(&name.question).is_none()) {
                self.take(name, &aside.answer, aside.given.clone());
            } else {
                let kept = self.kept.unsettled.set_aside.entry(name.clone());
                kept.or_insert_with(|| aside.clone());
            }
        }
    }

    /// Questions that were not asked before and that the person is past: they would wonder why they are sent back.
    pub fn find_new_questions(&mut self, old: &Service, draft: &Carried) {
        let before = old.journey(&draft.answers, self.today);
        let asked_before: BTreeSet<AnswerName> = before.names().map(|(_, name)| name).collect();
        let journey = self.new.journey(&self.kept.answers, self.today);
        let past = Past { journey: &journey, answers: &self.kept.answers, all: before.is_complete() };
        let was_new = |name: &AnswerName| draft.unsettled.ask_again.get(name) == Some(&AskAgain::New);
        let is_open = |name: &AnswerName| {
            name.level(&self.kept.answers).is_none_or(|level| level.get(&name.question).is_none())
        };
        let found: Vec<AnswerName> = journey
            .names()
            .filter(|(_, name)| is_open(name))
            .filter(|(step, name)| was_new(name) || (!asked_before.contains(name) && past.holds(step)))
            .map(|(_, name)| name)
            .collect();
        let unsettled = &mut self.kept.unsettled;
        for name in found.into_iter().filter(|name| !unsettled.set_aside.contains_key(name)) {
            unsettled.ask_again.insert(name, AskAgain::New);
        }
    }
}

/// A repeat with its entries, without what was answered in them: that has names of its own.
fn without_inside(answer: &Answer) -> Answer {
    match answer {
        Answer::Repeat(entries) => {
            let empty = |entry: &Entry| Entry { id: entry.id.clone(), answers: Answers::default() };
            Answer::Repeat(entries.iter().map(empty).collect())
        }
        other => other.clone(),
    }
}

/// The pages somebody is past: those with a later page that has an answer, or all.
struct Past<'a> {
    journey: &'a Journey<'a>,
    answers: &'a Answers,
    all: bool,
}

impl Past<'_> {
    fn holds(&self, step: &Step<'_>) -> bool {
        let outermost = step.place.entries.first().map_or(&step.place.page, |entry| &entry.page);
        let outside = self.journey.steps().iter().skip_while(|outer| outer.place.page != *outermost);
        // The page of its own repeat has an answer once there is an entry.
        let mut later = outside.skip(usize::from(!step.place.entries.is_empty()));
        let own = self.journey.steps_inside(&step.place.entries);
        let mut later_inside = own.iter().skip_while(|other| other.place != step.place);
        self.all || later.any(|step| self.is_begun(step)) || later_inside.any(|step| self.is_begun(step))
    }

    fn is_begun(&self, step: &Step<'_>) -> bool {
        let Some(level) = self.answers.at(&step.place) else { return false };
        let has_answer = |question: &QuestionId| level.get(question).is_some_and(was_given);
        self.journey.questions_at(&step.place).iter().any(|question| has_answer(&question.id))
    }
}
