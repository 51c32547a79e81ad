//! The values expressions work with: those of the answers given so far, and those worked out from them.

use jiff::civil::Date;

use super::Service;
use crate::{
    Answer, Answers, Place, QuestionId,
    expr::{Value, Values},
    question::QuestionType,
};

impl Service {
    /// The values of all answers and computed values, for expressions outside repeats.
    pub fn values(&self, answers: &Answers, today: Date) -> Values {
        let mut values = self.level(answers);
        for (computed, program) in &self.computed {
            if let Some(value) = program.value(&values, today) {
                values.insert(computed.id.to_string(), value);
            }
        }
        values
    }

    /// The same inside the entries a place lies in: the names around it and the entry's own.
    pub fn entry_values(&self, answers: &Answers, place: &Place, today: Date) -> Values {
        let mut values = self.values(answers, today);
        let mut level = answers;
        for step in &place.entries {
            let entries = level.entries(&step.repeat);
            let Some(entry) = entries.iter().find(|entry| entry.id == step.entry) else { break };
            values.extend(self.level(&entry.answers));
            level = &entry.answers;
        }
        values
    }

    /// The same inside one entry more, whose answers these are.
    pub(crate) fn values_inside(&self, around: &Values, entry: &Answers) -> Values {
        let mut values = around.clone();
        values.extend(self.level(entry));
        values
    }

    fn level(&self, answers: &Answers) -> Values {
        answers.iter().map(|(id, answer)| (id.to_string(), self.value(id, answer))).collect()
    }

    fn value(&self, id: &QuestionId, answer: &Answer) -> Value {
        let Some((_, question)) = self.question(id) else { return Value::Null };
        match (answer, &question.kind) {
            (Answer::Skipped | Answer::Erased { .. }, _) => Value::Null,
            (Answer::Repeat(entries), QuestionType::Repeat(_)) => {
                // An entry has every name it could have, so that an expression over all entries does not fail
                // on the one that was asked less.
                let names = self.names_of_entry(id);
                let entries = entries.iter().map(|entry| {
                    let mut parts: Values =
                        names.iter().map(|name| (name.to_string(), Value::Null)).collect();
                    parts.extend(self.level(&entry.answers));
                    Value::Object(parts)
                });
                Value::List(entries.collect())
            }
            (answer, kind) => kind.kind().value(answer),
        }
    }

    /// The questions asked in each entry of a repeat that have a value.
    pub(crate) fn names_of_entry(&self, repeat: &QuestionId) -> Vec<&QuestionId> {
        let pages = self.pages.values().filter(|page| page.repeat.as_ref() == Some(repeat));
        let questions = pages.flat_map(|page| &page.questions).map(|asked| &asked.question);
        let has_value = |question: &&crate::definition::Question| {
            matches!(question.kind, QuestionType::Repeat(_)) || question.kind.kind().value_type().is_some()
        };
        questions.filter(has_value).map(|question| &question.id).collect()
    }
}
