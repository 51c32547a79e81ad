//! What a form sent: names and texts as the browser gives them, and the errors found in them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{FileRef, QuestionId};

/// The HTML controls of a page by name (`date_of_birth-day`), each with its texts, and the files received.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fields {
    values: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    files: BTreeMap<String, Vec<FileRef>>,
}

impl Fields {
    /// Adds one value of a control; a control may have several (check boxes).
    pub fn push(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.values.entry(name.into()).or_default().push(value.into());
    }

    /// Adds a received file to a file control.
    pub fn push_file(&mut self, name: impl Into<String>, file: FileRef) {
        self.files.entry(name.into()).or_default().push(file);
    }

    /// The control's text without surrounding white space; empty when it was not sent.
    pub fn text(&self, name: &str) -> &str {
        self.values.get(name).and_then(|values| values.first()).map_or("", |value| value.trim())
    }

    /// Every text of a control.
    pub fn all(&self, name: &str) -> &[String] {
        self.values.get(name).map_or(&[], Vec::as_slice)
    }

    /// Files received for a control.
    pub fn files(&self, name: &str) -> &[FileRef] {
        self.files.get(name).map_or(&[], Vec::as_slice)
    }

    /// Every control with its texts, for showing a page again as it was sent.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.values.iter().map(|(name, values)| (name.as_str(), values.as_slice()))
    }

    /// These controls, with the files of others.
    #[must_use]
    pub fn with_files_of(self, other: Self) -> Self {
        Self { files: other.files, ..self }
    }

    /// No control has anything in it.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty() && self.files.is_empty()
    }

    /// Joins the controls of another question into these.
    pub fn extend(&mut self, other: Self) {
        self.values.extend(other.values);
        self.files.extend(other.files);
    }
}

impl<N: Into<String>, V: Into<String>> FromIterator<(N, V)> for Fields {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(pairs: I) -> Self {
        let mut fields = Self::default();
        for (name, value) in pairs {
            fields.push(name, value);
        }
        fields
    }
}

/// One thing to fix on a page. A message key, never words: words are chosen where the language is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldError {
    /// The question it belongs to.
    pub question: QuestionId,
    /// The control to focus; `None` means the question's first.
    pub field: Option<String>,
    /// Key of the message: `error-date-incomplete`; `error-…` keys are listed in `locales/en/errors.ftl`.
    pub key: String,
    /// Facts the message mentions: `max`, `missing`.
    pub args: BTreeMap<String, String>,
    /// The service's own words (a rule written by its author), as a text key of the service.
    pub service_text: Option<String>,
}

impl FieldError {
    /// An error of the platform's own, by message key.
    pub fn new(question: &QuestionId, key: &str) -> Self {
        Self {
            question: question.clone(),
            field: None,
            key: key.to_owned(),
            args: BTreeMap::new(),
            service_text: None,
        }
    }

    /// An error in the words of the service's author.
    pub fn of_service(question: &QuestionId, text_key: &str) -> Self {
        Self { service_text: Some(text_key.to_owned()), ..Self::new(question, "error-rule") }
    }

    /// Names the control to focus.
    #[must_use]
    pub fn at(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self
    }

    /// Adds a fact the message mentions.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.args.insert(name.to_owned(), value.to_string());
        self
    }
}
