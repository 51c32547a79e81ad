//! Puts answers into texts: `{ $amount }` in a service's text becomes what the person answered.

use rust_decimal::{Decimal, prelude::FromPrimitive};

use crate::{
    Answer, Answers, Entry, EntryStep, Place, QuestionId,
    definition::Question,
    expr::{Value, Values},
    journey::{asks, repeat_of},
    question::QuestionType,
    service::Service,
    words::{Arg, Speaker, Words},
};

/// The line that tells an entry from the others. Where its answers do not make one yet: its kind and number, "person 2".
pub fn entry_title(
    service: &Service,
    speaker: &Speaker<'_>,
    repeat: &QuestionId,
    entry: &Entry,
    number: usize,
) -> String {
    let questions: Vec<_> = entry_questions(service, repeat).collect();
    let args: Vec<_> = questions
        .iter()
        .map(|question| (question.id.as_str(), arg_of_answer(question, &entry.answers, speaker)))
        .collect();
    let title = speaker.service.say_with(&format!("q-{repeat}-summary"), &args);
    let title = without_gaps(&title);
    // Only what the person said makes a title: "Job at " without the employer would not.
    let says_something = questions.iter().any(|question| is_said(&entry.answers, question));
    if says_something && !title.is_empty() {
        return title;
    }
    format!(
        "{} {}",
        speaker.service.say(&format!("q-{repeat}-item")),
        speaker.platform.number(as_i64(number))
    )
}

/// What is not answered yet must not leave its comma or its brackets: "Ana, ", "A job: ()".
fn without_gaps(title: &str) -> String {
    title.replace("()", "").trim_matches([' ', ',', ':', ';']).to_owned()
}

/// The lines that tell the entries a place lies in, outermost first: "Tomas Sample", "A job". One that is only begun is
/// called by its number.
pub fn entry_titles(
    service: &Service,
    speaker: &Speaker<'_>,
    answers: &Answers,
    place: &Place,
) -> Vec<String> {
    let mut level = Some(answers);
    let title = |step: &EntryStep| {
        let entries = level.map_or(&[][..], |level| level.entries(&step.repeat));
        let at = entries.iter().position(|entry| entry.id == step.entry).unwrap_or(entries.len());
        let begun = Entry { id: step.entry.clone(), answers: Answers::default() };
        let entry = entries.get(at);
        let title = entry_title(service, speaker, &step.repeat, entry.unwrap_or(&begun), at + 1);
        level = entry.map(|entry| &entry.answers);
        title
    };
    place.entries.iter().map(title).collect()
}

fn is_said(answers: &Answers, question: &Question) -> bool {
    !matches!(answers.get(&question.id), None | Some(Answer::Skipped | Answer::Erased { .. }))
}

fn entry_questions<'a>(service: &'a Service, repeat: &QuestionId) -> impl Iterator<Item = &'a Question> {
    let pages = service
        .question(repeat)
        .and_then(|(_, question)| repeat_of(question))
        .map(|(_, repeat)| &repeat.pages);
    let pages = pages.into_iter().flatten().filter_map(|page| service.page(page));
    pages.flat_map(|page| &page.questions).map(|asked| &asked.question).filter(|question| asks(question))
}

fn arg_of_answer(question: &Question, answers: &Answers, speaker: &Speaker<'_>) -> Arg {
    match answers.get(&question.id) {
        None | Some(Answer::Skipped | Answer::Erased { .. }) => Arg::from(""),
        Some(Answer::Number(number)) => Arg::from(*number),
        Some(Answer::Repeat(entries)) => Arg::from(entries.len()),
        Some(answer) => Arg::from(question.kind.kind().show(question, answer, speaker).join(", ")),
    }
}

impl Service {
    /// A text of this service with the current values as variables: numbers as numbers, everything else in words. A
    /// name without a value is empty. Yes and no are `yes` and `no` in every language, for selectors.
    pub fn text_at(&self, words: &Words, key: &str, values: &Values) -> String {
        // Nearly all texts: the answers need not be put into words for them.
        if words.is_fixed(key) {
            return words.say(key);
        }
        let names = values.keys().map(String::as_str);
        let all = self
            .pages_in_order()
            .flat_map(|(_, page)| &page.questions)
            .map(|asked| asked.question.id.as_str());
        let unanswered = all.filter(|name| !values.contains_key(*name));
        let mut args: Vec<_> = unanswered.map(|name| (name, Arg::from(""))).collect();
        args.extend(names.filter_map(|name| Some((name, self.arg_of_value(words, name, values.get(name)?)))));
        words.say_with(key, &args)
    }

    fn arg_of_value(&self, words: &Words, name: &str, value: &Value) -> Arg {
        match value {
            Value::Number(number) => Arg::from(*number),
            Value::Decimal(number) => {
                Decimal::from_f64(*number).map_or(Arg::from(*number), |number| words.decimal(&number).into())
            }
            other => Arg::from(self.value_in_words(words, name, other)),
        }
    }

    fn value_in_words(&self, words: &Words, name: &str, value: &Value) -> String {
        match value {
            Value::Null => String::new(),
            Value::Text(text) => self.option_label(words, name, text).unwrap_or_else(|| text.clone()),
            Value::Number(number) => words.number(*number),
            Value::Decimal(number) => number.to_string(),
            Value::Money(cents) => words.money(*cents, "USD"),
            Value::Date(date) => words.date(*date),
            Value::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
            Value::List(items) => {
                let items: Vec<_> = items.iter().map(|item| self.value_in_words(words, name, item)).collect();
                words.list(&items)
            }
            Value::Object(parts) => parts_in_words(parts),
        }
    }

    /// What people read for an option of a choice.
    fn option_label(&self, words: &Words, name: &str, value: &str) -> Option<String> {
        let question = name.parse().ok().and_then(|id| self.question(&id))?.1;
        let has_options = matches!(
            question.kind,
            QuestionType::Choice(_) | QuestionType::Choices(_) | QuestionType::Select(_)
        );
        let key = format!("q-{name}-option-{value}");
        (has_options && words.has(&key)).then(|| words.say(&key))
    }
}

/// A name as a whole, an address on one line; nothing for an entry, which has no words of its own.
fn parts_in_words(parts: &Values) -> String {
    let text = |name: &str| match parts.get(name) {
        Some(Value::Text(text)) if !text.is_empty() => Some(text.as_str()),
        _ => None,
    };
    if let Some(full) = text("full") {
        return full.to_owned();
    }
    let region: Vec<_> = ["state", "postal_code"].into_iter().filter_map(text).collect();
    let mut lines: Vec<_> = ["line1", "line2", "urbanization", "city"].into_iter().filter_map(text).collect();
    let region = region.join(" ");
    if !region.is_empty() {
        lines.push(&region);
    }
    lines.join(", ")
}

fn as_i64(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_answered_yet_leaves_no_comma_and_no_brackets_behind() {
        assert_eq!(without_gaps("Ana, "), "Ana");
        assert_eq!(without_gaps("A job:  ()"), "A job");
        assert_eq!(without_gaps("A job: $430 ()"), "A job: $430");
        assert_eq!(without_gaps("A job: $430 (Every week)"), "A job: $430 (Every week)");
    }
}
