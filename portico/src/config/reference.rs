//! Writes the reference of all settings from the comments of the types that read them.

use std::fmt::Write;

use serde_json::{Map, Value};

use super::{schema, shape};

/// A whole file of settings, as an example that is tested.
const EXAMPLE: &str = include_str!("example.toml");

const HEAD: &str = "# Configuration\n\n<!-- Made by `portico reference configuration`. Change the comments in portico/src/config. -->\n\n\
`portico serve --config portico.toml` reads one file (TOML). The environment goes over it: the setting\n\
`site.base_url` is `PORTICO_SITE__BASE_URL`, with two underscores between the parts of a name. In names of connectors,\n\
`_` stands for `-`: `PORTICO_CONNECTORS__DMV_RECORDS__URL`. Lists are written as in TOML: `[\"en\", \"es\"]`. Give\n\
passwords and keys by environment.\n\n\
Paths count from the folder the program is started in. Portico looks at every setting when it starts, and tells\n\
everything that is wrong at once. `portico doctor` looks at them at any time.\n\n\
`portico demo` has settings of its own instead of the file. The environment goes over them in the same way:\n\
`PORTICO_LOG__LEVEL=debug portico demo`.\n";

/// The reference as Markdown.
pub fn reference() -> String {
    let schema = schema();
    let mut text = HEAD.to_owned();
    let _ = write!(text, "\n## An example\n\n```toml\n{EXAMPLE}```\n");
    for (name, section) in properties(&schema) {
        let (heading, section) = match section.get("additionalProperties").filter(|inner| inner.is_object()) {
            Some(inner) => (format!("{name}.<name>"), inner),
            None => (name.clone(), section),
        };
        let _ = write!(text, "\n## `[{heading}]`\n\n{}\n", described(section));
        settings(&mut text, &heading, section);
    }
    text
}

fn settings(text: &mut String, at: &str, section: &Value) {
    for (name, setting) in properties(section) {
        let full = format!("{at}.{name}");
        if setting.get("properties").is_some() {
            let _ = write!(text, "\n### `[{full}]`\n\n{}\n", described(setting));
            settings(text, &full, setting);
            continue;
        }
        let _ = write!(text, "\n### `{full}`\n\n{}\n\n", described(setting));
        if let Some(words) = shape::words(setting) {
            let _ = writeln!(
                text,
                "- One of: {}",
                words.iter().map(|word| format!("`\"{word}\"`")).collect::<Vec<_>>().join(", ")
            );
        }
        if let Some(default) = setting.get("default").and_then(toml) {
            let _ = writeln!(text, "- Default: `{default}`");
        }
        if let Some(example) = setting.get("examples").and_then(|all| all.get(0)).and_then(toml) {
            let _ = writeln!(text, "- Example: `{name} = {example}`");
        }
        let variable = full.to_uppercase().replace('.', "__").replace('-', "_");
        let _ = writeln!(text, "- Environment: `PORTICO_{variable}`");
    }
}

fn properties(schema: &Value) -> Vec<(String, &Value)> {
    let properties = schema.get("properties").and_then(Value::as_object);
    properties.into_iter().flatten().map(|(name, value)| (name.clone(), value)).collect()
}

/// The comment, its lines joined as Markdown would.
fn described(schema: &Value) -> &str {
    schema.get("description").and_then(Value::as_str).unwrap_or_default()
}

/// A value as it stands in the file; nothing for one that is empty.
fn toml(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) if text.is_empty() => None,
        Value::Array(items) if items.is_empty() => None,
        Value::Object(parts) if parts.is_empty() => None,
        other => Some(written(other)),
    }
}

fn written(value: &Value) -> String {
    let list = |items: &[Value]| items.iter().map(written).collect::<Vec<_>>().join(", ");
    let pairs = |parts: &Map<String, Value>| {
        parts.iter().map(|(name, part)| format!("{name} = {}", written(part))).collect::<Vec<_>>().join(", ")
    };
    match value {
        Value::Array(items) => format!("[{}]", list(items)),
        Value::Object(parts) => format!("{{ {} }}", pairs(parts)),
        other => other.to_string(),
    }
}
