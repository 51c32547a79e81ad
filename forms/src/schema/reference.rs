//! The reference of service files for authors, in Markdown, made from their schemas.

use std::fmt::Write as _;

use serde_json::{Map, Value};

use super::{FileSchema, file_schemas};

const HEAD: &str = "\
# Reference of service files

<!-- Made from the types that read these files; do not edit by hand. -->

A folder of services holds `agencies.yaml`, its translations `locales/<language>.ftl`, and one folder for each
service. Every key that can stand in these files is listed here. `portico check` tells what is wrong in them.
";

const SAMPLES: &str = "\
## `<service>/samples/*.yaml`

Example answers, as a form would send them. Tests and previews use them.

| key | needed | what | meaning |
|---|---|---|---|
| `name` | yes | text | What the example shows. |
| `answers` | yes | values by question | A text, a number, yes or no; a list for several options; for questions with \
several boxes a map of their parts (`line1`, `city`); for files a list of `{name, media_type, size}`; for a repeat \
a list of maps of answers. A date may be written `1990-05-04`. |

## `<service>/locales/*.ftl`

Translations (Fluent), one file for each language. Above each message stands the text it was made from, so that
`portico check` can tell when that text has changed. `portico translate` adds what is missing.

```ftl
# en: Renew a driver's license
title = Renovar una licencia de conducir
```
";

/// The reference, as Markdown.
pub fn reference() -> String {
    let mut written = HEAD.to_owned();
    let mut told = Vec::new();
    for file in file_schemas() {
        of_file(&file, &mut told, &mut written);
    }
    let _ = write!(written, "\n{SAMPLES}");
    written
}

fn of_file(file: &FileSchema, told: &mut Vec<String>, written: &mut String) {
    let _ = write!(written, "\n## `{}`\n\n{}\n\n", file.files, description(&file.schema));
    let nothing = Map::new();
    let parts = file.schema.get("$defs").and_then(Value::as_object).unwrap_or(&nothing);
    table(&file.schema, parts, written);
    for (name, part) in parts.iter().filter(|(_, part)| has_section(part)) {
        if told.contains(name) {
            continue;
        }
        told.push(name.clone());
        let _ = write!(written, "\n### {}\n\n{}\n\n", title(name), description(part));
        if part.get("properties").is_some() {
            table(part, parts, written);
        }
        for one in part.get("oneOf").and_then(Value::as_array).into_iter().flatten() {
            variant(one, parts, written);
        }
    }
}

/// One word of a list of words, or one type of question with its settings.
fn variant(one: &Value, parts: &Map<String, Value>, written: &mut String) {
    if let Some(word) = one.get("const").and_then(Value::as_str) {
        let _ = writeln!(written, "- `{word}`: {}", description(one));
    } else if let Some(kind) = one.pointer("/properties/type/const").and_then(Value::as_str) {
        let _ = write!(written, "\n#### `type: {kind}`\n\n{}\n", description(one));
        let settings = one.get("properties").and_then(Value::as_object).map_or(0, Map::len);
        if settings > 1 {
            written.push('\n');
            table(one, parts, written);
        }
    }
}

/// Has keys of its own or words to choose from: worth a section.
fn has_section(part: &Value) -> bool {
    part.get("properties").is_some() || part.get("oneOf").is_some()
}

fn table(schema: &Value, parts: &Map<String, Value>, written: &mut String) {
    let _ = write!(written, "| key | needed | what | meaning |\n|---|---|---|---|\n");
    let required = schema.get("required").and_then(Value::as_array);
    let needed = |key: &str| required.is_some_and(|keys| keys.iter().any(|one| one == key));
    for (key, property) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
        if property.get("const").is_some() {
            continue;
        }
        let needed = if needed(key) { "yes" } else { "" };
        let meaning = description(property).replace('\n', " ").replace('|', "\\|");
        let _ = writeln!(written, "| `{key}` | {needed} | {} | {meaning} |", what(property, parts));
    }
    if schema.get("oneOf").is_some() {
        let _ = writeln!(written, "| `type` | yes | one of the types below | The kind of question. |");
    }
}

fn description(schema: &Value) -> &str {
    schema.get("description").and_then(Value::as_str).unwrap_or_default()
}

/// What can stand as a value, in words.
fn what(schema: &Value, parts: &Map<String, Value>) -> String {
    if let Some(name) = schema.get("$ref").and_then(Value::as_str).and_then(|at| at.strip_prefix("#/$defs/"))
    {
        return match parts.get(name) {
            Some(part) if has_section(part) => format!("[{}](#{})", title(name), anchor(name)),
            Some(part) => what(part, parts),
            None => title(name),
        };
    }
    if let Some(choices) = schema.get("anyOf").and_then(Value::as_array) {
        let real = choices.iter().find(|choice| choice.get("type").is_none_or(|kind| kind != "null"));
        return real.map_or_else(String::new, |choice| what(choice, parts));
    }
    match schema.get("type") {
        Some(Value::Array(kinds)) => {
            let real = kinds.iter().filter_map(Value::as_str).filter(|kind| *kind != "null");
            real.map(|kind| of_kind(kind, schema, parts)).collect::<Vec<_>>().join(" or ")
        }
        Some(Value::String(kind)) => of_kind(kind, schema, parts),
        _ => "anything".to_owned(),
    }
}

fn of_kind(kind: &str, schema: &Value, parts: &Map<String, Value>) -> String {
    match kind {
        "string" => "text".to_owned(),
        "integer" => "whole number".to_owned(),
        "number" => "number".to_owned(),
        "boolean" => "`true` or `false`".to_owned(),
        "array" => schema
            .get("items")
            .map_or_else(|| "list".to_owned(), |item| format!("list: {}", what(item, parts))),
        "object" => {
            let inner = schema.get("additionalProperties").or_else(|| schema.pointer("/patternProperties"));
            let inner = inner.filter(|inner| inner.get("$ref").is_some());
            inner.map_or_else(
                || "values by name".to_owned(),
                |inner| format!("by name: {}", what(inner, parts)),
            )
        }
        _ => "anything".to_owned(),
    }
}

/// `PrivacyAct` as a heading: `Privacy act`.
fn title(name: &str) -> String {
    let mut words = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !words.is_empty() {
            words.push(' ');
            words.extend(letter.to_lowercase());
        } else {
            words.push(letter);
        }
    }
    words
}

fn anchor(name: &str) -> String {
    title(name).to_lowercase().replace(' ', "-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::QuestionType;

    #[test]
    fn the_reference_has_every_file_key_and_question_type() {
        let reference = reference();
        for part in [
            "## `<service>/service.yaml`",
            "## `agencies.yaml`",
            "### Privacy act",
            "| `target_days` | yes | whole number or text |",
        ] {
            assert!(reference.contains(part), "{part}");
        }
        for name in QuestionType::NAMES {
            assert!(reference.contains(&format!("#### `type: {name}`")), "{name}");
        }
    }

    #[test]
    fn every_link_of_the_reference_leads_to_a_heading() {
        let reference = reference();
        let headings: Vec<String> = reference
            .lines()
            .filter_map(|line| line.strip_prefix("### "))
            .map(|heading| heading.to_lowercase().replace(' ', "-"))
            .collect();
        for link in reference.split("](#").skip(1).filter_map(|rest| rest.split(')').next()) {
            assert!(headings.iter().any(|heading| heading == link), "{link}");
        }
    }
}
