//! Words in a language: Fluent messages, and dates, numbers and money as people there write them.
//!
//! One `Words` holds every message of one language from one origin (the platform, or one service) and may fall
//! back to another, usually the base language, so a missing translation shows a text instead of a gap.

mod argument;
mod folding;
mod formats;
mod pseudo;

use std::{fmt, ops::Range, sync::Arc};

use fluent_bundle::{FluentArgs, FluentError, FluentResource, concurrent::FluentBundle};
use fluent_syntax::ast::PatternElement;
use icu::locale::LocaleDirectionality;
use jiff::civil::Date;
use rust_decimal::Decimal;
use unic_langid::LanguageIdentifier;

use self::formats::Formats;
pub use self::{argument::Arg, pseudo::pseudo};
pub use folding::fold;

/// The language tag of texts made by [`pseudo`]: right-to-left, for tests only.
pub const PSEUDO_LOCALE: &str = "ar-XB";

/// Speaks one language to one person: the service's own texts and the platform's words.
pub struct Speaker<'a> {
    /// The platform's words (`locales/<tag>/*.ftl`).
    pub platform: &'a Words,
    /// The service's texts.
    pub service: &'a Words,
}

/// What is wrong in a file of messages.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct WordsProblem {
    /// Which of the texts given, from 0.
    pub text: usize,
    /// Bytes of that source.
    pub range: Range<usize>,
    /// What is wrong, in English, for authors.
    pub message: String,
}

/// Messages of one language, falling back to the base language where one is missing.
pub struct Words {
    locale: String,
    right_to_left: bool,
    bundle: FluentBundle<FluentResource>,
    formats: Formats,
    fallback: Option<Arc<Words>>,
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Words").field("locale", &self.locale).finish_non_exhaustive()
    }
}

impl Words {
    /// Reads messages (Fluent) of one language. A message that stands in two sources is an error: one of the
    /// two texts would never be seen.
    pub fn new(
        locale: &str,
        sources: &[&str],
        fallback: Option<Arc<Self>>,
    ) -> Result<Self, Vec<WordsProblem>> {
        let language: LanguageIdentifier = locale.parse().map_err(|_| {
            let message = format!("`{locale}` is not a language tag; write a BCP 47 tag such as `es`");
            vec![WordsProblem { text: 0, range: 0..0, message }]
        })?;
        let formats = Formats::new(locale)?;
        let right_to_left =
            LocaleDirectionality::new_common().is_right_to_left(&formats::icu_language(locale));
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        bundle.set_use_isolating(right_to_left);
        bundle.set_formatter(Some(formats::fluent_number));
        let mut problems = Vec::new();
        if bundle.add_builtins().is_err() {
            problems.push(WordsProblem { text: 0, range: 0..0, message: "NUMBER is defined twice".into() });
        }
        for (source, text) in sources.iter().enumerate() {
            add_source(&mut bundle, source, text, &mut problems);
        }
        if problems.is_empty() {
            Ok(Self { locale: locale.to_owned(), right_to_left, bundle, formats, fallback })
        } else {
            Err(problems)
        }
    }

    /// The message, without arguments. A key nobody knows is shown as `⟦key⟧`: seen in tests, harmless to a
    /// resident, and never a failed page.
    pub fn say(&self, key: &str) -> String {
        self.say_with(key, &[])
    }

    /// The message with its arguments filled in. An argument that is not given shows as `{$name}`.
    pub fn say_with(&self, key: &str, args: &[(&str, Arg)]) -> String {
        match self.find(key, args) {
            Some(text) => text,
            None => format!("⟦{key}⟧"),
        }
    }

    /// The message, or `None` when neither this language nor its fallback has it.
    pub fn find(&self, key: &str, args: &[(&str, Arg)]) -> Option<String> {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return self.fallback.as_ref().and_then(|fallback| fallback.find(key, args));
        };
        let given: FluentArgs<'_> = args.iter().map(|(name, arg)| (*name, arg.to_fluent())).collect();
        let mut problems = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&given), &mut problems).into_owned();
        Some(args.iter().fold(text, |text, (_, arg)| arg.with_one_period(text)))
    }

    /// Whether the message says the same whatever its arguments are: it has no place for any.
    pub fn is_fixed(&self, key: &str) -> bool {
        match self.bundle.get_message(key).and_then(|message| message.value()) {
            Some(pattern) => {
                pattern.elements.iter().all(|element| matches!(element, PatternElement::TextElement { .. }))
            }
            None => self.fallback.as_ref().is_none_or(|fallback| fallback.is_fixed(key)),
        }
    }

    /// Whether the message is there, in this language or its fallback.
    pub fn has(&self, key: &str) -> bool {
        self.has_own(key) || self.fallback.as_ref().is_some_and(|fallback| fallback.has(key))
    }

    /// Whether this language has the message itself: if not, it is still to be translated.
    pub fn has_own(&self, key: &str) -> bool {
        self.bundle.get_message(key).is_some_and(|message| message.value().is_some())
    }

    /// The language tag, for `lang` attributes.
    pub fn locale(&self) -> &str {
        &self.locale
    }

    /// Whether the language is written from right to left, for `dir` attributes.
    pub fn is_right_to_left(&self) -> bool {
        self.right_to_left
    }

    /// A day, in full: "March 4, 2026". Always the Gregorian calendar: deadlines are set in it by law.
    pub fn date(&self, date: Date) -> String {
        self.formats.date(date)
    }

    /// A day and time of day where the person is: "March 4, 2026 at 5:03 PM".
    pub fn date_time(&self, moment: &jiff::Zoned) -> String {
        self.formats.date_time(moment.datetime())
    }

    /// A whole number: "1,234".
    pub fn number(&self, number: i64) -> String {
        self.formats.decimal(&number.to_string())
    }

    /// A decimal number, with the digits it has: "1,234.50".
    pub fn decimal(&self, number: &Decimal) -> String {
        self.formats.decimal(&number.to_string())
    }

    /// An amount in the smallest unit of its currency (ISO 4217): "$1,234.50", "CAD 1,234.50".
    pub fn money(&self, minor: i64, currency: &str) -> String {
        let amount = self.formats.money(minor, currency);
        // The sign, the symbol and the digits must stay in this order inside right-to-left text.
        if self.right_to_left { format!("\u{2066}{amount}\u{2069}") } else { amount }
    }

    /// Several things in a sentence: "a, b, and c".
    pub fn list(&self, items: &[String]) -> String {
        self.formats.list(items)
    }
}

fn add_source(
    bundle: &mut FluentBundle<FluentResource>,
    source: usize,
    text: &str,
    problems: &mut Vec<WordsProblem>,
) {
    let resource = match FluentResource::try_new(text.to_owned()) {
        Ok(resource) => resource,
        Err((_, errors)) => {
            problems.extend(errors.into_iter().map(|error| WordsProblem {
                text: source,
                range: error.pos.clone(),
                message: format!("this is not a Fluent message: {}", error.kind),
            }));
            return;
        }
    };
    for error in bundle.add_resource(resource).err().unwrap_or_default() {
        let message = match &error {
            FluentError::Overriding { id, .. } => format!("`{id}` is written twice; keep one of the two"),
            other => other.to_string(),
        };
        let range = match &error {
            FluentError::Overriding { id, .. } => last_definition(text, id),
            _ => 0..0,
        };
        problems.push(WordsProblem { text: source, range, message });
    }
}

/// Where the message is defined for the last time, so that the caret stands under the one to remove.
fn last_definition(text: &str, id: &str) -> Range<usize> {
    let mut found = 0..0;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let name = line.split('=').next().unwrap_or_default().trim_end();
        if line.contains('=') && name == id {
            found = start..start + name.len();
        }
        start += line.len();
    }
    found
}

#[cfg(test)]
mod tests;
