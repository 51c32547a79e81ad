//! The texts of a page: heading, questions with their hints and options, messages of its rules.

use super::{Adder, Group, Names, Text};
use crate::{
    definition::{PageFile, Question},
    position::Path,
    question::{QuestionType, choice::ChoiceOption},
};

pub fn collect(page: &PageFile, texts: &mut Vec<Text>) {
    let file = format!("pages/{}.yaml", page.page);
    let group = Group::Page(page.page.to_string());
    let mut add = Adder { texts, file: &file, names: Names::Questions, group };
    add.optional(format!("page-{}-title", page.page), page.title.as_ref(), "title".into());
    if let Some(text) = &page.text {
        add.long(format!("page-{}-text", page.page), text, "text".into());
    }
    let names = std::mem::replace(&mut add.names, Names::None);
    add.other_ways(&format!("page-{}-other-way", page.page), page.other_ways.as_deref().unwrap_or_default());
    add.names = names;
    for (index, question) in page.questions.iter().enumerate() {
        of_question(question, &Path::from("questions").item(index), &mut add);
    }
    for (index, check) in page.checks.iter().enumerate() {
        let at = Path::from("checks").item(index).key("message");
        add.text(format!("check-{}-{}", page.page, index + 1), &check.message, at);
    }
}

fn of_question(question: &Question, at: &Path, add: &mut Adder<'_>) {
    let key = |part: &str| format!("q-{}-{part}", question.id);
    add.text(key("label"), &question.label, at.key("label"));
    add.optional(key("hint"), question.hint.as_ref(), at.key("hint"));
    add.optional(key("short"), question.short.as_ref(), at.key("short"));
    match &question.kind {
        QuestionType::Number(number) => add.optional(key("unit"), number.unit.as_ref(), at.key("unit")),
        QuestionType::Decimal(number) => add.optional(key("unit"), number.unit.as_ref(), at.key("unit")),
        QuestionType::YesNo(yes_no) => {
            add.optional(key("yes-hint"), yes_no.yes_hint.as_ref(), at.key("yes_hint"));
            add.optional(key("no-hint"), yes_no.no_hint.as_ref(), at.key("no_hint"));
        }
        QuestionType::Choice(choice) => options(question, &choice.options, at, add),
        QuestionType::Select(select) => options(question, &select.options, at, add),
        QuestionType::Choices(choices) => {
            options(question, &choices.options, at, add);
            if let Some(none) = &choices.none {
                option(question, none, &at.key("none"), add);
            }
        }
        QuestionType::Declaration(declaration) => add.text(key("agree"), &declaration.agree, at.key("agree")),
        QuestionType::Statement(statement) => add.long(key("text"), &statement.text, at.key("text")),
        QuestionType::Repeat(repeat) => {
            add.text(key("item"), &repeat.item, at.key("item"));
            let names = std::mem::replace(&mut add.names, Names::EntryOf(question.id.clone()));
            add.text(key("summary"), &repeat.summary, at.key("summary"));
            add.names = names;
        }
        QuestionType::Text(_)
        | QuestionType::LongText(_)
        | QuestionType::Money(_)
        | QuestionType::Date(_)
        | QuestionType::Name(_)
        | QuestionType::Address(_)
        | QuestionType::Email(_)
        | QuestionType::Phone(_)
        | QuestionType::Identifier(_)
        | QuestionType::File(_) => {}
    }
}

fn options(question: &Question, options: &[ChoiceOption], at: &Path, add: &mut Adder<'_>) {
    for (index, choice) in options.iter().enumerate() {
        option(question, choice, &at.key("options").item(index), add);
    }
}

fn option(question: &Question, option: &ChoiceOption, at: &Path, add: &mut Adder<'_>) {
    let key = format!("q-{}-option-{}", question.id, option.value);
    add.optional(format!("{key}-hint"), option.hint.as_ref(), at.key("hint"));
    add.text(key, &option.label, at.key("label"));
}
