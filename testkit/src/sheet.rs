//! A page as a program reads it that stands in for a resident: its language, its heading, and its forms with what stands
//! in them. Read in one go, without building a tree: it must cost little beside what the server does.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
};

use html5ever::{
    Attribute,
    buffer_queue::BufferQueue,
    tendril::StrTendril,
    tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, states::RawKind},
};

/// What was read.
#[derive(Debug, Default)]
pub struct Sheet {
    /// The language the page says it is in.
    pub lang: String,
    /// What stands in the browser's title bar.
    pub title: String,
    /// The heading.
    pub heading: String,
    /// What stands beside names in lists of names and facts.
    pub facts: Vec<String>,
    /// It has a summary of what must be fixed.
    pub has_errors: bool,
    /// Its forms.
    pub forms: Vec<Form>,
    /// Where the links lead, with their words.
    pub links: Vec<(String, String)>,
}

/// A form.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Form {
    /// Where it is sent.
    pub action: String,
    /// It is sent with POST.
    pub is_post: bool,
    /// It is sent in parts, because files may come along.
    pub is_multipart: bool,
    /// What is sent as it stands.
    pub values: Vec<(String, String)>,
    /// Every control's name.
    pub names: BTreeSet<String>,
    /// What there is to choose from, by name.
    pub choices: BTreeMap<String, Vec<String>>,
    /// Names of controls that take files.
    pub files: Vec<String>,
    /// Names of controls that take an email address.
    pub emails: Vec<String>,
}

impl Sheet {
    /// Reads a page.
    pub fn read(html: &str) -> Self {
        let input = BufferQueue::default();
        input.push_back(StrTendril::from_slice(html));
        let tokenizer = Tokenizer::new(Reader(RefCell::default()), tokenizer_options());
        // Nothing here runs scripts, so nothing interrupts.
        let _ = tokenizer.feed(&input);
        tokenizer.end();
        tokenizer.sink.0.into_inner().sheet
    }

    /// The form that is sent to an address.
    pub fn form_to(&self, path: &str) -> Option<&Form> {
        let path = plain(path);
        self.forms.iter().find(|form| form.is_post && plain(&form.action) == path)
    }

    /// The form that has a control of this name.
    pub fn form_with(&self, name: &str) -> Option<&Form> {
        self.forms.iter().find(|form| form.is_post && form.names.contains(name))
    }

    /// Where the link with these words leads.
    pub fn link(&self, words: &str) -> Option<&str> {
        self.links.iter().find(|(_, said)| said == words).map(|(to, _)| to.as_str())
    }
}

impl Form {
    /// Sets a control to a value, or several: boxes that are ticked.
    pub fn set(&mut self, name: &str, values: &[String]) {
        self.values.retain(|(known, _)| known != name);
        self.values.extend(values.iter().map(|value| (name.to_owned(), value.clone())));
    }
}

/// An address without its question.
fn plain(path: &str) -> &str {
    path.split('?').next().unwrap_or(path)
}

fn tokenizer_options() -> html5ever::tokenizer::TokenizerOpts {
    html5ever::tokenizer::TokenizerOpts::default()
}

/// Whose words are being read.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Within {
    #[default]
    Nothing,
    Title,
    Heading,
    Fact,
    Link,
    TextBox,
}

#[derive(Default)]
struct State {
    sheet: Sheet,
    within: Within,
    text: String,
    in_form: bool,
    /// Of the text box, the list or the link that is open.
    name: String,
}

struct Reader(RefCell<State>);

impl TokenSink for Reader {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) if state.within != Within::Nothing => state.text.push_str(&text),
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return state.open(&tag),
            Token::TagToken(tag) => state.close(&tag.name),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

fn attribute(tag: &Tag, name: &str) -> Option<String> {
    let found = |attribute: &&Attribute| &*attribute.name.local == name;
    tag.attrs.iter().find(found).map(|attribute| attribute.value.to_string())
}

fn has(tag: &Tag, name: &str) -> bool {
    attribute(tag, name).is_some()
}

impl State {
    fn open(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        self.sheet.has_errors |= attribute(tag, "id").as_deref() == Some("errors");
        match &*tag.name {
            "html" => self.sheet.lang = attribute(tag, "lang").unwrap_or_default(),
            "title" => {
                self.begin(Within::Title);
                return TokenSinkResult::RawData(RawKind::Rcdata);
            }
            "style" => return TokenSinkResult::RawData(RawKind::Rawtext),
            "script" => return TokenSinkResult::RawData(RawKind::ScriptData),
            "h1" => self.begin(Within::Heading),
            "dd" => self.begin(Within::Fact),
            "a" if self.within == Within::Nothing => {
                self.name = attribute(tag, "href").unwrap_or_default();
                self.begin(Within::Link);
            }
            "form" => self.open_form(tag),
            "input" => self.input(tag),
            "textarea" => {
                self.name = attribute(tag, "name").unwrap_or_default();
                self.begin(Within::TextBox);
                return TokenSinkResult::RawData(RawKind::Rcdata);
            }
            "select" => {
                self.name = attribute(tag, "name").unwrap_or_default();
                let name = self.name.clone();
                self.control(&name, "");
            }
            "option" if has(tag, "selected") => {
                let chosen = attribute(tag, "value").unwrap_or_default();
                let name = self.name.clone();
                self.form(|form| form.set(&name, &[chosen]));
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }

    fn close(&mut self, name: &str) {
        let text = || self.text.split_whitespace().collect::<Vec<_>>().join(" ");
        match (name, self.within) {
            ("title", Within::Title) => self.sheet.title = text(),
            ("h1", Within::Heading) => self.sheet.heading = text(),
            ("dd", Within::Fact) => self.sheet.facts.push(text()),
            ("a", Within::Link) => {
                let link = (std::mem::take(&mut self.name), text());
                self.sheet.links.push(link);
            }
            ("textarea", Within::TextBox) => {
                let (name, text) = (self.name.clone(), self.text.trim_start_matches('\n').to_owned());
                self.control(&name, &text);
            }
            ("form", _) => {
                self.in_form = false;
                return;
            }
            _ => return,
        }
        self.within = Within::Nothing;
    }

    fn begin(&mut self, within: Within) {
        self.within = within;
        self.text.clear();
    }

    fn form(&mut self, change: impl FnOnce(&mut Form)) {
        if let Some(form) = self.sheet.forms.last_mut().filter(|_| self.in_form) {
            change(form);
        }
    }

    fn open_form(&mut self, tag: &Tag) {
        self.in_form = true;
        let said = |name| attribute(tag, name).unwrap_or_default();
        self.sheet.forms.push(Form {
            action: said("action"),
            is_post: said("method").eq_ignore_ascii_case("post"),
            is_multipart: said("enctype") == "multipart/form-data",
            ..Form::default()
        });
    }

    /// A control with one value.
    fn control(&mut self, name: &str, value: &str) {
        if name.is_empty() {
            return;
        }
        self.form(|form| {
            form.names.insert(name.to_owned());
            form.values.push((name.to_owned(), value.to_owned()));
        });
    }

    fn input(&mut self, tag: &Tag) {
        let Some(name) = attribute(tag, "name") else { return };
        let value = attribute(tag, "value");
        match attribute(tag, "type").as_deref().unwrap_or("text") {
            "radio" | "checkbox" => {
                let value = value.unwrap_or_else(|| "on".to_owned());
                let is_checked = has(tag, "checked");
                self.form(|form| {
                    form.names.insert(name.clone());
                    form.choices.entry(name.clone()).or_default().push(value.clone());
                    if is_checked {
                        form.values.push((name, value));
                    }
                });
            }
            "submit" => {}
            "file" => self.form(|form| form.files.push(name)),
            kind => {
                if kind == "email" {
                    self.form(|form| form.emails.push(name.clone()));
                }
                self.control(&name, &value.unwrap_or_default());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<!doctype html><html lang="es"><head><title>Sus datos &ndash; Licencia</title>
        <script>if (1 < 2) "<form action=nowhere>"</script></head><body>
        <a href="/es/s/x/save">Guardar
          para después</a>
        <form action="/search"><input name="q"></form>
        <form method="post" action="/es/s/x/about?change=1" enctype="multipart/form-data">
        <fieldset><legend><h1>¿Quién <em>es</em> usted?</h1></legend>
        <input type="hidden" name="version" value="a&amp;b"><input name="name" value="Ana">
        <input type="radio" name="kind" value="one"><input type="radio" name="kind" value="two" checked>
        <input type="checkbox" name="agree"><input type="email" name="mail">
        <input type="file" name="photo"><textarea name="more">
 <b>not bold</b></textarea>
        <select name="state"><option value="IA">Iowa</option><option value="CL" selected>Lake</option></select>
        <button name="next" value="add">Add</button></fieldset></form>
        <dl><div><dt>Name</dt><dd><bdi>K7P</bdi>-4QX</dd></div></dl><input name="outside" value="1"></body></html>"#;

    #[test]
    fn a_form_is_read_with_what_a_browser_would_send() {
        let sheet = Sheet::read(PAGE);
        let form = sheet.form_to("/es/s/x/about").expect("the form");
        let sent = [
            ("version", "a&b"),
            ("name", "Ana"),
            ("kind", "two"),
            ("mail", ""),
            ("more", " <b>not bold</b>"),
            ("state", "CL"),
        ];
        let sent: Vec<(String, String)> = sent.map(|(name, value)| (name.into(), value.into())).into();
        assert_eq!(form.values, sent);
        assert!(form.is_multipart && form.names.contains("agree"));
        assert_eq!(form.choices["kind"], ["one", "two"]);
        assert_eq!(
            (&form.files[..], &form.emails[..]),
            (&["photo".to_owned()][..], &["mail".to_owned()][..])
        );
        assert_eq!(sheet.form_with("kind"), Some(form));
        assert_eq!(sheet.forms.len(), 2, "what a script says is no form");
    }

    #[test]
    fn language_heading_title_facts_and_links_are_read_as_people_read_them() {
        let sheet = Sheet::read(PAGE);
        assert_eq!((sheet.lang.as_str(), sheet.title.as_str()), ("es", "Sus datos – Licencia"));
        assert_eq!(sheet.heading, "¿Quién es usted?");
        assert_eq!(sheet.facts, ["K7P-4QX"]);
        assert_eq!(sheet.link("Guardar para después"), Some("/es/s/x/save"));
        assert!(!sheet.has_errors && Sheet::read("<div id=errors>").has_errors);
    }

    #[test]
    fn a_control_set_anew_keeps_nothing_of_what_stood_there() {
        let mut form = Sheet::read(PAGE).form_to("/es/s/x/about").expect("the form").clone();
        form.set("kind", &["one".to_owned()]);
        form.set("agree", &["a".to_owned(), "b".to_owned()]);
        let of = |name: &str| form.values.iter().filter(|(known, _)| known == name).count();
        assert_eq!((of("kind"), of("agree")), (1, 2));
    }
}
