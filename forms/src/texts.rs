//! Every text of a service that people read, with the key translations know it by and the place it is written.

pub mod ftl;
pub mod link;
mod of_page;
mod of_service;
pub mod pattern;
mod update;

pub use update::update;

use crate::{
    QuestionId,
    definition::{AgenciesFile, OtherWay, PageFile, ServiceFile},
    position::Path,
};

/// Which names a text may have in `{ $… }`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Names {
    /// None: it is shown where nothing has been answered, or to everybody.
    None,
    /// Questions and computed values.
    Questions,
    /// The questions of an entry of this repeat.
    EntryOf(QuestionId),
    /// `reference`, `service` and `reason`.
    Notification,
}

/// What a text is read together with: short strings are graded as part of a whole.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// The start page and what follows submission.
    Start,
    /// One question page.
    Page(String),
    /// The statuses and parts of the plan, on a case's timeline.
    Statuses,
    /// One notification.
    Notification(String),
    /// Words the law gives: never graded.
    Law,
    /// Names that staff or lists show: never graded.
    Name,
}

/// One text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Its key in translations: `q-full_name-label`.
    pub key: String,
    /// The words, as a Fluent pattern.
    pub words: String,
    /// The file it is written in, inside the folder.
    pub file: String,
    /// Where in the file.
    pub path: Path,
    /// Which names it may have.
    pub names: Names,
    /// What it is read together with.
    pub group: Group,
    /// Links may stand in it: it is shown as paragraphs, and is no label, hint or heading.
    pub may_link: bool,
}

/// The texts of a service in the order of its files.
pub fn of_service<'a>(service: &ServiceFile, pages: impl IntoIterator<Item = &'a PageFile>) -> Vec<Text> {
    let mut texts = Vec::new();
    of_service::collect(service, &mut texts);
    for page in pages {
        of_page::collect(page, &mut texts);
    }
    texts
}

/// The texts of one page.
pub fn of_page(page: &PageFile) -> Vec<Text> {
    let mut texts = Vec::new();
    of_page::collect(page, &mut texts);
    texts
}

/// The texts of `agencies.yaml`.
pub fn of_agencies(agencies: &AgenciesFile) -> Vec<Text> {
    let mut texts = Vec::new();
    for (id, agency) in &agencies.agencies {
        let at = Path::from("agencies").key(id.as_str());
        let mut add =
            Adder { texts: &mut texts, file: "agencies.yaml", names: Names::None, group: Group::Name };
        add.text(format!("agency-{id}-name"), &agency.name, at.key("name"));
        add.text(format!("agency-{id}-hours"), &agency.hours, at.key("hours"));
    }
    texts
}

/// Texts as a file of messages (Fluent). A name used twice, or one that is no name, is a finding elsewhere; here
/// the first text counts, and what has no name is left out.
pub fn to_ftl(texts: &[Text]) -> String {
    let mut seen = std::collections::BTreeSet::new();
    let is_name = |key: &str| key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    let first = texts.iter().filter(|text| is_name(&text.key) && seen.insert(&text.key));
    first.map(|text| pattern::message(&text.key, &text.words)).collect()
}

/// Adds texts of one file and group.
struct Adder<'a> {
    texts: &'a mut Vec<Text>,
    file: &'a str,
    names: Names,
    group: Group,
}

impl Adder<'_> {
    fn text(&mut self, key: impl Into<String>, text: &str, path: Path) {
        self.add(key, text, path, false);
    }

    /// A longer text.
    fn long(&mut self, key: impl Into<String>, text: &str, path: Path) {
        self.add(key, text, path, true);
    }

    /// Other ways to get something done: `other-way-1-way` and `other-way-1-text`.
    fn other_ways(&mut self, key: &str, ways: &[OtherWay]) {
        for (index, other) in ways.iter().enumerate() {
            let (key, at) = (format!("{key}-{}", index + 1), Path::from("other_ways").item(index));
            self.text(format!("{key}-way"), &other.way, at.key("way"));
            self.long(format!("{key}-text"), &other.text, at.key("text"));
        }
    }

    fn add(&mut self, key: impl Into<String>, text: &str, path: Path, may_link: bool) {
        if text.trim().is_empty() {
            return;
        }
        self.texts.push(Text {
            key: key.into(),
            words: text.trim().to_owned(),
            file: self.file.to_owned(),
            path,
            names: self.names.clone(),
            group: self.group.clone(),
            may_link,
        });
    }

    fn optional(&mut self, key: impl Into<String>, text: Option<&String>, path: Path) {
        if let Some(text) = text {
            self.text(key, text, path);
        }
    }
}
