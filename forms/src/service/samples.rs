//! `samples/*.yaml`: example answers, as a form would send them, used by tests, previews and simulators.
//!
//! ```yaml
//! name: Simple renewal
//! answers:
//!   full_name: Maria Example            # one control: its text
//!   date_of_birth: 1990-05-04           # a date may be written in one piece
//!   eye_exam_on: -60 days               # or from today, so that the example stays true
//!   moved: yes                          # yes or no
//!   conditions: [glasses, hearing]      # several options
//!   home_address:                       # several controls: a map of their last parts
//!     line1: 12 Birch Street
//!     city: Riverbend
//!   photo:                              # files: what would have been received
//!     - {name: hole.jpg, media_type: image/jpeg, size: 120000}
//!   household:                          # a repeat: a list of such maps
//!     - their_name: Ana Example
//! ```

use std::sync::LazyLock;

use jiff::civil::Date;

use super::Service;
use crate::{
    Answer, Answers, Entry, EntryId, FieldError, Fields, FileRef, QuestionId,
    definition::Question,
    load::{
        did_you_mean,
        node::{Node, Value},
    },
    position::{Path, Step},
    question::{Ask, QuestionType, choice::ChoiceOption, date::Limit, say},
    words::{Speaker, Words},
};

/// Example answers with a name.
#[derive(Debug, Clone, PartialEq)]
pub struct SampleCase {
    /// What the example shows.
    pub name: String,
    /// The answers, parsed as if a person had given them.
    pub answers: Answers,
}

impl Service {
    /// The examples of the service, by file name. Answers that do not parse are left out; `check` tells them.
    pub fn samples(&self, today: Date) -> Vec<SampleCase> {
        let files = self.files.iter().filter(|(path, _)| is_sample(path));
        let read = files.filter_map(|(_, text)| {
            let node = crate::load::yaml::parse(text).node?;
            Some(read(self, &node, today).0)
        });
        read.collect()
    }
}

/// Whether a file is an example.
pub fn is_sample(path: &str) -> bool {
    path.starts_with("samples/") && crate::load::has_ending(path, "yaml")
}

/// Something in an example that does not fit.
pub struct Misfit {
    /// Where.
    pub at: Path,
    /// What is wrong.
    pub wrong: String,
    /// What to write instead.
    pub write: String,
    /// The question it names, when there is none of that name.
    pub unknown: Option<String>,
}

/// Reads an example.
pub fn read(service: &Service, node: &Node, today: Date) -> (SampleCase, Vec<Misfit>) {
    let mut reader = Reader { service, today, misfits: Vec::new() };
    for entry in node.entries().iter().filter(|entry| !matches!(entry.key.as_str(), "name" | "answers")) {
        let wrong = format!("`{}` is not a key of a sample", entry.key);
        let at = Path(vec![Step::Key(entry.key.clone())]);
        reader.misfit(&at, wrong, "Write `name: …` and `answers:`.");
    }
    let name = node.get("name").and_then(Node::text).unwrap_or_default().to_owned();
    if name.trim().is_empty() {
        reader.misfit(&Path::default(), "the sample has no `name`", "Add `name: …`: what the example shows.");
    }
    let at = Path::from("answers");
    let answers = node.get("answers").map(|answers| reader.level(answers, &at, None)).unwrap_or_default();
    (SampleCase { name, answers }, reader.misfits)
}

struct Reader<'a> {
    service: &'a Service,
    today: Date,
    misfits: Vec<Misfit>,
}

impl Reader<'_> {
    fn level(&mut self, node: &Node, at: &Path, repeat: Option<&QuestionId>) -> Answers {
        let mut answers = Answers::default();
        for entry in node.entries() {
            let at = at.key(entry.key.as_str());
            let known = entry.key.parse::<QuestionId>().ok();
            let known = known.and_then(|id| self.service.question(&id));
            let Some((page, question)) = known else {
                self.unknown(at, &entry.key);
                continue;
            };
            let lies_in = self.service.page(page).and_then(|page| page.repeat.as_ref());
            // Of a page nothing leads to nobody can say where it is asked.
            let is_lost = lies_in.is_none()
                && !self.service.pages_in_order().any(|(_, found)| found.file.page == *page);
            if lies_in != repeat && !is_lost {
                let place = lies_in
                    .map_or_else(|| "outside repeats".to_owned(), |id| format!("in entries of `{id}`"));
                let wrong = format!("`{}` is asked {place}", question.id);
                self.misfit(&at, wrong, "Write the answer there.");
                continue;
            }
            if let Some(answer) = self.answer(question, &entry.value, &at) {
                answers.insert(question.id.clone(), answer);
            }
        }
        answers
    }

    fn answer(&mut self, question: &Question, node: &Node, at: &Path) -> Option<Answer> {
        if matches!(question.kind, QuestionType::Repeat(_)) {
            let entries = node.items().iter().enumerate().filter_map(|(index, item)| {
                let id: EntryId = format!("sample-{}", index + 1).parse().ok()?;
                Some(Entry { id, answers: self.level(item, &at.item(index), Some(&question.id)) })
            });
            return Some(Answer::Repeat(entries.collect()));
        }
        let fields = fields(question, node, self.today);
        let ask = Ask { question, previous: None, today: self.today };
        match question.kind.kind().parse(&ask, &fields) {
            Ok(Some(answer)) => Some(answer),
            Ok(None) if question.optional => Some(Answer::Skipped),
            Ok(None) => {
                let wrong = format!("`{}` is left empty but must be answered", question.id);
                self.misfit(at, wrong, "Write an answer, or make the question `optional: true`.");
                None
            }
            Err(errors) => {
                for error in errors {
                    let wrong = format!("the answer is not accepted: “{}”", self.said(question, &error));
                    self.misfit(at, wrong, instead(question));
                }
                None
            }
        }
    }

    fn misfit(&mut self, at: &Path, wrong: impl Into<String>, write: impl Into<String>) {
        self.misfits.push(Misfit { at: at.clone(), wrong: wrong.into(), write: write.into(), unknown: None });
    }

    fn unknown(&mut self, at: Path, name: &str) {
        let known: Vec<String> = self
            .service
            .pages()
            .flat_map(|(_, page)| &page.questions)
            .map(|asked| asked.question.id.to_string())
            .collect();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let wrong = format!("the service has no question `{name}`");
        let write = did_you_mean(name, &known);
        self.misfits.push(Misfit { at, wrong, write, unknown: Some(name.to_owned()) });
    }

    fn said(&self, question: &Question, error: &FieldError) -> String {
        let Some(platform) = &*ENGLISH else { return error.key.clone() };
        let speaker = Speaker { platform, service: self.service.words("en") };
        say(error, question.short.as_ref().unwrap_or(&question.label), &speaker)
    }
}

/// How to answer a question in an example.
fn instead(question: &Question) -> String {
    let options = |options: &[ChoiceOption]| {
        let values: Vec<String> = options.iter().map(|option| format!("`{}`", option.value)).collect();
        format!("Write one of {}.", values.join(", "))
    };
    match &question.kind {
        QuestionType::Choice(choice) => options(&choice.options),
        QuestionType::Choices(choices) => options(&choices.options),
        QuestionType::Select(select) if select.list.is_none() => options(&select.options),
        QuestionType::YesNo(_) | QuestionType::Declaration(_) => "Write `\"yes\"` or `\"no\"`.".to_owned(),
        QuestionType::Date(_) => "Write a day, `1990-05-04` or from today: `-60 days`.".to_owned(),
        QuestionType::Address(_) => "Write `line1`, `city`, `state` and `postal_code` under it.".to_owned(),
        _ => "Write an answer that the question accepts, or change its limits.".to_owned(),
    }
}

/// What people read when an answer is not accepted. Findings are in English.
const ERRORS: &str = include_str!("../../../locales/en/errors.ftl");

static ENGLISH: LazyLock<Option<Words>> = LazyLock::new(|| Words::new("en", &[ERRORS], None).ok());

/// The controls a form would send for a value of an example.
fn fields(question: &Question, node: &Node, today: Date) -> Fields {
    let id = question.id.as_str();
    let mut fields = Fields::default();
    match &node.value {
        Value::Scalar { text, .. } => match (&question.kind, Limit::parse(text)) {
            (QuestionType::Date(_), Ok(day)) => {
                let day = day.day(today);
                fields.push(format!("{id}-year"), day.year().to_string());
                fields.push(format!("{id}-month"), day.month().to_string());
                fields.push(format!("{id}-day"), day.day().to_string());
            }
            _ => push(&mut fields, id, text),
        },
        Value::List(items) => {
            for (index, item) in items.iter().enumerate() {
                match item.text() {
                    Some(text) => push(&mut fields, id, text),
                    None => fields.push_file(id, file(index, item)),
                }
            }
        }
        Value::Map(parts) => {
            for part in parts {
                push(&mut fields, &format!("{id}-{}", part.key), part.value.text().unwrap_or_default());
            }
        }
    }
    fields
}

fn push(fields: &mut Fields, name: &str, text: &str) {
    let text = match text {
        "true" => "yes",
        "false" => "no",
        other => other,
    };
    fields.push(name, text);
}

fn file(index: usize, node: &Node) -> FileRef {
    let text = |key: &str| node.get(key).and_then(Node::text).unwrap_or_default().to_owned();
    FileRef {
        id: format!("sample-{}", index + 1),
        name: text("name"),
        media_type: text("media_type"),
        size: text("size").parse().unwrap_or_default(),
    }
}
