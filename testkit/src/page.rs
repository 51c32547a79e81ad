//! A page as a test reads it, and a form filled in on it.

use std::collections::BTreeMap;

use reqwest::{RequestBuilder, multipart};
use scraper::{ElementRef, Html, Selector};

/// A page as it came.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Its address, without the server.
    pub path: String,
    /// Its status; the last one after redirects.
    pub status: u16,
    /// Its HTML.
    pub html: String,
    /// Its headers by name.
    pub headers: BTreeMap<String, String>,
    /// Cookies it sets, each as one line.
    pub cookies: Vec<String>,
}

/// One form filled in.
#[derive(Debug, Clone, Default)]
pub struct Filled {
    pub(crate) action: String,
    pub(crate) is_multipart: bool,
    pub(crate) values: Vec<(String, String)>,
    pub(crate) files: Vec<(String, String, Vec<u8>)>,
}

fn select(css: &str) -> Selector {
    Selector::parse(css).expect("a selector")
}

fn text_of(element: ElementRef<'_>) -> String {
    let text: String = element.text().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace(['\u{2068}', '\u{2069}'], "")
}

impl Page {
    /// The words of the page, without markup.
    pub fn text(&self) -> String {
        let html = Html::parse_document(&self.html);
        html.select(&select("body")).next().map(text_of).unwrap_or_default()
    }

    /// The heading.
    pub fn heading(&self) -> String {
        let html = Html::parse_document(&self.html);
        html.select(&select("h1")).next().map(text_of).unwrap_or_default()
    }

    /// Messages of the error summary.
    pub fn errors(&self) -> Vec<String> {
        let html = Html::parse_document(&self.html);
        html.select(&select("#errors li")).map(text_of).collect()
    }

    /// The address of a link with these words.
    pub fn link(&self, words: &str) -> Option<String> {
        let html = Html::parse_document(&self.html);
        let found = html.select(&select("a[href]")).find(|link| text_of(*link).contains(words));
        found.and_then(|link| link.value().attr("href")).map(str::to_owned)
    }

    /// Where every link of the page leads.
    pub fn links(&self) -> Vec<String> {
        let html = Html::parse_document(&self.html);
        html.select(&select("a[href]"))
            .filter_map(|link| link.value().attr("href"))
            .map(str::to_owned)
            .collect()
    }

    /// The address of its style sheet.
    pub fn style_sheet(&self) -> Option<String> {
        let html = Html::parse_document(&self.html);
        let link = html.select(&select("link[rel=stylesheet]")).next()?;
        link.value().attr("href").map(str::to_owned)
    }

    /// Where the link to the same page in another language leads.
    pub fn in_language(&self, tag: &str) -> Option<String> {
        let html = Html::parse_document(&self.html);
        let link = html.select(&select(&format!("a[hreflang=\"{tag}\"]"))).next()?;
        link.value().attr("href").map(str::to_owned)
    }

    /// The form that the button for another language sends, on pages that keep what stands in their boxes.
    pub fn language_form(&self, tag: &str) -> Option<Filled> {
        let html = Html::parse_document(&self.html);
        let (name, value) = ("then", format!("language:{tag}"));
        let button = html.select(&select(&format!("button[name={name}][value=\"{value}\"]"))).next()?;
        let id = button.value().attr("form")?;
        let mut filled = self.read_form(html.select(&select(&format!("form[id=\"{id}\"]"))).next()?);
        filled.push(name, &value);
        Some(filled)
    }

    /// What stands beside a name in a list of names and facts.
    ///
    /// # Panics
    /// When the page names no such fact.
    pub fn fact(&self, name: &str) -> String {
        let html = Html::parse_document(&self.html);
        let (rows, names, facts) = (select("dl > div"), select("dt"), select("dd"));
        let mut rows = html.select(&rows);
        let row = rows.find(|row| row.select(&names).any(|found| text_of(found) == name));
        let fact = row.and_then(|row| row.select(&facts).next()).map(text_of);
        fact.unwrap_or_else(|| panic!("nothing is called {name:?} on {}:\n{}", self.path, self.text()))
    }

    /// The lines beside a name in a summary, each to the letter.
    pub fn exact_lines(&self, name: &str) -> Vec<String> {
        let html = Html::parse_document(&self.html);
        let (rows, names, lines) = (select("dl > div"), select("dt"), select("dd > bdi"));
        let row = html.select(&rows).find(|row| row.select(&names).any(|found| text_of(found) == name));
        row.map(|row| row.select(&lines).map(|line| line.text().collect()).collect()).unwrap_or_default()
    }

    /// What stands in a control, by its name.
    pub fn value(&self, name: &str) -> Option<String> {
        let html = Html::parse_document(&self.html);
        let control = html.select(&select(&format!("[name=\"{name}\"]"))).next()?;
        match control.value().name() {
            "textarea" => Some(control.text().collect::<String>().trim_start_matches('\n').to_owned()),
            _ => control.value().attr("value").map(str::to_owned),
        }
    }

    /// The form that a button with these words sends, as it stands.
    ///
    /// # Panics
    /// When there is no such button.
    pub fn form(&self, button: &str) -> Filled {
        let html = Html::parse_document(&self.html);
        let buttons = select("button");
        let form = html
            .select(&select("form"))
            .find(|form| form.select(&buttons).any(|b| text_of(b).contains(button)));
        let form = form.unwrap_or_else(|| panic!("no button {button:?} on {}:\n{}", self.path, self.text()));
        let mut filled = self.read_form(form);
        let pressed = form.select(&buttons).find(|b| text_of(*b).contains(button));
        if let Some((name, value)) =
            pressed.and_then(|b| Some((b.value().attr("name")?, b.value().attr("value")?)))
        {
            filled.values.push((name.to_owned(), value.to_owned()));
        }
        filled
    }

    /// The form that holds a control, or a button, of this name, as it stands.
    ///
    /// # Panics
    /// When there is no such form.
    pub fn form_with(&self, name: &str) -> Filled {
        let html = Html::parse_document(&self.html);
        let wanted = select(&format!("[name=\"{name}\"]"));
        let form = html.select(&select("form")).find(|form| form.select(&wanted).next().is_some());
        let form = form.unwrap_or_else(|| panic!("no form with {name:?} on {}:\n{}", self.path, self.text()));
        self.read_form(form)
    }

    fn read_form(&self, form: ElementRef<'_>) -> Filled {
        let mut filled = Filled {
            action: form.value().attr("action").unwrap_or(&self.path).to_owned(),
            is_multipart: form.value().attr("enctype") == Some("multipart/form-data"),
            ..Filled::default()
        };
        for control in form.select(&select("input, textarea, select")) {
            filled.take(control);
        }
        filled
    }

    /// The control a label belongs to: its name, and its value when it is a box to tick.
    pub(crate) fn labelled(&self, label: &str) -> Option<(String, Option<String>)> {
        let html = Html::parse_document(&self.html);
        let labels: Vec<ElementRef<'_>> = html.select(&select("label[for]")).collect();
        let exact = labels.iter().find(|found| text_of(**found) == label);
        let found = exact.or_else(|| labels.iter().find(|found| text_of(**found).starts_with(label)))?;
        let id = found.value().attr("for")?;
        let control = html.select(&select(&format!("[id=\"{id}\"]"))).next()?;
        let name = control.value().attr("name")?.to_owned();
        let is_box = matches!(control.value().attr("type"), Some("radio" | "checkbox"));
        Some((name, is_box.then(|| control.value().attr("value").unwrap_or("on").to_owned())))
    }

    /// The value of a list's entry with these words.
    pub(crate) fn entry(&self, name: &str, words: &str) -> Option<String> {
        let html = Html::parse_document(&self.html);
        let list = html.select(&select(&format!("select[name=\"{name}\"]"))).next()?;
        let found = list.select(&select("option")).find(|entry| text_of(*entry) == words)?;
        found.value().attr("value").map(str::to_owned)
    }
}

impl Filled {
    fn take(&mut self, control: ElementRef<'_>) {
        let element = control.value();
        let Some(name) = element.attr("name") else { return };
        match (element.name(), element.attr("type").unwrap_or("text")) {
            ("input", "radio" | "checkbox") if element.attr("checked").is_none() => {}
            // A browser sends an empty part for a file control nobody touched.
            ("input", "file") => self.files.push((name.to_owned(), String::new(), Vec::new())),
            ("input", "submit") => {}
            ("input", _) => self.push(name, element.attr("value").unwrap_or("")),
            ("textarea", _) => self.push(name, control.text().collect::<String>().trim_start_matches('\n')),
            ("select", _) => {
                let chosen = control.select(&select("option[selected]")).next();
                self.push(name, chosen.and_then(|entry| entry.value().attr("value")).unwrap_or(""));
            }
            _ => {}
        }
    }

    pub(crate) fn push(&mut self, name: &str, value: &str) {
        self.values.push((name.to_owned(), value.to_owned()));
    }

    /// Sets a control by its name.
    pub fn set(&mut self, name: &str, value: &str) {
        self.values.retain(|(known, _)| known != name);
        self.push(name, value);
    }

    /// Sets a control to several values: boxes that are ticked.
    pub fn set_all(&mut self, name: &str, values: &[String]) {
        self.values.retain(|(known, _)| known != name);
        for value in values {
            self.push(name, value);
        }
    }

    /// Adds one more value of a control.
    pub fn add(&mut self, name: &str, value: &str) {
        self.push(name, value);
    }

    /// Where it is sent.
    pub fn action(&self) -> &str {
        &self.action
    }

    pub(crate) fn fill_into(self, request: RequestBuilder) -> RequestBuilder {
        if !self.is_multipart {
            let mut body = url::form_urlencoded::Serializer::new(String::new());
            body.extend_pairs(&self.values);
            return request.header("content-type", "application/x-www-form-urlencoded").body(body.finish());
        }
        let mut parts = multipart::Form::new();
        for (name, value) in self.values {
            parts = parts.text(name, value);
        }
        for (field, name, bytes) in self.files {
            parts = parts.part(field, multipart::Part::bytes(bytes).file_name(name));
        }
        request.multipart(parts)
    }

    /// The names and values to be sent.
    pub fn values(&self) -> &[(String, String)] {
        &self.values
    }
}
