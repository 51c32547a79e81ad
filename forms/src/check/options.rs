//! Expressions that compare a choice with an option it does not have: such a condition is never true.

use std::{ops::Range, sync::LazyLock};

use regex_lite::Regex;

use crate::{load, service::Names};

/// An option that does not exist.
pub struct Found {
    /// Bytes of the expression.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub help: String,
}

#[expect(clippy::expect_used, reason = "the patterns are constants; a test compiles them")]
static COMPARED: LazyLock<[Regex; 2]> = LazyLock::new(|| {
    let pattern = |text: &str| Regex::new(text).expect("a constant pattern");
    [
        pattern(r#"(?<name>[a-z][a-z0-9_]*)\s*(?:==|!=)\s*["'](?<option>[^"']*)["']"#),
        pattern(r#"["'](?<option>[^"']*)["']\s+in\s+(?:[a-z][a-z0-9_]*\.)?(?<name>[a-z][a-z0-9_]*)"#),
    ]
});

/// Comparisons with options that do not exist.
pub fn check(names: &Names, expression: &str) -> Vec<Found> {
    let mut all = Vec::new();
    for pattern in COMPARED.iter() {
        for found in pattern.captures_iter(expression) {
            let (Some(name), Some(option)) = (found.name("name"), found.name("option")) else { continue };
            let Some(options) = names.options(name.as_str()) else { continue };
            // That there are none is told already.
            if options.is_empty() || options.iter().any(|known| known == option.as_str()) {
                continue;
            }
            let known: Vec<&str> = options.iter().map(String::as_str).collect();
            all.push(Found {
                range: option.range(),
                message: format!("`{}` has no option `{}`", name.as_str(), option.as_str()),
                help: load::did_you_mean(option.as_str(), &known),
            });
        }
    }
    all
}
