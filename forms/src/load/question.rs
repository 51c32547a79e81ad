//! Reads a question: what every question may say, and what only its type may.

use serde::Deserialize as _;

use super::{
    node::{Node, Value},
    typed::{Misfit, Wanted, What},
};
use crate::{
    definition::{COMMON_KEYS, CommonKeys, Question},
    position::Step,
    question::QuestionType,
};

/// The questions of a page.
pub fn list(node: &Node) -> Result<Vec<Question>, Misfit> {
    let Value::List(items) = &node.value else { return Err(Misfit::here(What::Kind(Wanted::List))) };
    let read = items.iter().enumerate();
    read.map(|(index, item)| question(item).map_err(|misfit| misfit.inside(Step::Item(index)))).collect()
}

/// The common keys are split from the type's own, so that a misspelled key is told with those that are allowed.
pub fn question(node: &Node) -> Result<Question, Misfit> {
    let Value::Map(entries) = &node.value else { return Err(Misfit::here(What::Kind(Wanted::Keys))) };
    let Some(kind) = node.get("type") else { return Err(Misfit::here(What::Missing("type".to_owned()))) };
    let wrong = |what| Err(Misfit::here(what).inside(Step::Key("type".to_owned())));
    let Some(name) = kind.text() else { return wrong(What::Kind(Wanted::Word)) };
    let known = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    if !QuestionType::NAMES.contains(&name) {
        return wrong(What::UnknownWord(known(QuestionType::NAMES)));
    }
    let is_common = |key: &str| COMMON_KEYS.contains(&key);
    let (common, mut own): (Vec<_>, Vec<_>) =
        entries.iter().cloned().partition(|entry| is_common(&entry.key));
    if kind.unread {
        // Nobody knows what its own settings are.
        own.clear();
    }
    let keys = QuestionType::keys(name);
    if let Some(unknown) = own.iter().find(|entry| !keys.contains(&entry.key)) {
        let known = keys.into_iter().chain(known(COMMON_KEYS)).collect();
        return Err(Misfit::here(What::UnknownKey(unknown.key.clone(), known)));
    }
    let part = |entries| Node { span: node.span, value: Value::Map(entries), unread: node.unread };
    let common = common.into_iter().filter(|entry| entry.key != "type").collect();
    let common = CommonKeys::deserialize(&part(common))?;
    let own = part(own);
    let Some(kind) = QuestionType::read(name, &own) else {
        return wrong(What::UnknownWord(known(QuestionType::NAMES)));
    };
    Ok(common.with(kind?))
}

/// A question as an author writes it, for tests.
#[cfg(test)]
pub fn question_of(yaml: &str) -> Result<Question, Misfit> {
    question(&super::yaml::parse(yaml).node.expect("a question"))
}
