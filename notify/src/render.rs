//! Turns a message into its HTML and text parts, with templates an agency can replace.

use std::sync::Arc;

use minijinja::{
    AutoEscape, Environment,
    value::{Serde, Value},
};
use model::Message;

use crate::linked::linked;

/// A template is not valid, or a message does not fit it.
#[derive(Debug, thiserror::Error)]
#[error("the email template could not be rendered")]
pub struct RenderError(#[from] minijinja::Error);

/// Renders messages. Cheap to clone.
#[derive(Clone)]
pub struct Renderer {
    templates: Arc<Environment<'static>>,
}

/// Both parts of an email.
pub(crate) struct Parts {
    pub html: String,
    pub text: String,
}

impl Renderer {
    /// Takes the sources of the HTML and the text template.
    pub fn new(html: String, text: String) -> Result<Self, RenderError> {
        let mut templates = Environment::new();
        templates.set_undefined_behavior(minijinja::UndefinedBehavior::Strict);
        templates.set_auto_escape_callback(
            |name| if name == "html" { AutoEscape::Html } else { AutoEscape::None },
        );
        templates.add_filter("linked", linked);
        templates.add_template_owned("html", html)?;
        templates.add_template_owned("text", text)?;
        Ok(Self { templates: Arc::new(templates) })
    }

    pub(crate) fn parts(&self, message: &Message) -> Result<Parts, RenderError> {
        let values = Value::from(Serde(message));
        let part = |name| self.templates.get_template(name)?.render(values.clone());
        let text = without_isolates(&part("text")?);
        Ok(Parts { html: part("html")?, text })
    }
}

/// Isolates keep right-to-left words apart on a page; in plain text and subjects they show up as boxes.
pub(crate) fn without_isolates(text: &str) -> String {
    text.replace(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}'], "")
}
