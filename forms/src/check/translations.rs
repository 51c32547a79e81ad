//! Translations: every text has one, it was made from the text as it is now, and it names what the text names.

use crate::{
    definition::ServiceFile,
    load::{Folder, Source},
    position::{Path, Span},
    problem::Problem,
    service::{Agencies, agency_locales, reading_order},
    texts::{self, Text, ftl, link, pattern},
    version::Files,
    words::Words,
};

/// Stands in advice for the folder of services, whose path only the command line knows.
pub const SERVICES: &str = "<services>";
/// What a message of a translation looks like.
pub const FORM_OF_MESSAGES: &str =
    "Write `key = text`; lines that go on are indented. `portico translate` writes the keys.";
/// So many keys of messages that are not translated are told.
const FIRST_KEYS: usize = 20;

/// Translations of the agencies' texts, beside the service folders.
pub fn of_agencies(all: &Files, agencies: &Agencies) -> Vec<Problem> {
    let texts = texts::of_agencies(agencies.file());
    let mut problems = of_texts(all, &texts, &agencies.file().language, SERVICES);
    for (locale, source) in agency_locales(all) {
        let faults = Words::new(&locale, &[source], None).err().unwrap_or_default();
        problems.extend(faults.into_iter().map(|fault| {
            let span = Span { start: fault.range.start, end: fault.range.end };
            let file = format!("locales/{locale}.ftl");
            Problem::new("translation-form", &file, source, span, fault.message).help(FORM_OF_MESSAGES)
        }));
    }
    problems
}

/// Translations of a service.
pub fn of_service(files: &Files, folder: &Folder, service: &ServiceFile) -> Vec<Problem> {
    let pages = folder.pages.iter().map(|(id, (_, page))| (id.clone(), page)).collect();
    let mut texts = texts::of_service(service, reading_order(service, &pages));
    texts.retain(|text| folder.source(&text.file).is_none_or(|source| has_key(source, text)));
    of_texts(files, &texts, &service.language, &format!("{SERVICES}/{}", service.service))
}

/// Whether the key of a text is known: it is made of the ids around it.
fn has_key(source: &Source, text: &Text) -> bool {
    let above = (0..=text.path.0.len()).filter_map(|length| text.path.0.get(..length));
    let mut above = above.map(|steps| Path(steps.to_vec()));
    !above.any(|path| ["id", "value"].into_iter().any(|name| source.node.is_unread(&path.key(name))))
        && !source.node.is_unread(&text.path)
}

fn of_texts(files: &Files, texts: &[Text], language: &str, folder: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (locale, source) in agency_locales(files) {
        let file = format!("locales/{locale}.ftl");
        let translation = Translation { file, source, language, locale: &locale, folder };
        translation.check(texts, &mut problems);
    }
    problems
}

struct Translation<'a> {
    file: String,
    source: &'a str,
    language: &'a str,
    locale: &'a str,
    folder: &'a str,
}

impl Translation<'_> {
    fn problem(&self, code: &'static str, span: Span, message: String) -> Problem {
        Problem::new(code, &self.file, self.source, span, message)
    }

    fn check(&self, texts: &[Text], problems: &mut Vec<Problem>) {
        let messages = ftl::read(self.source);
        let mut missing = Vec::new();
        for text in texts {
            match messages.iter().find(|message| message.key == text.key) {
                Some(message) if !message.is_marked(ftl::UNTRANSLATED) => self.one(text, message, problems),
                message => missing.push((text, message)),
            }
        }
        problems.extend(self.missing(&missing));
        for message in &messages {
            if !texts.iter().any(|text| text.key == message.key) {
                let what = format!("the service has no text `{}` any more", message.key);
                let problem = self.problem("obsolete-translation", message.span, what).warning();
                problems.push(problem.help("Remove it, or run `portico translate`, which does."));
            }
        }
    }

    /// One finding for everything that is not translated yet: a box for each would hide the rest.
    fn missing(&self, missing: &[(&Text, Option<&ftl::Message>)]) -> Option<Problem> {
        let (first, _) = missing.first()?;
        let what = if missing.len() == 1 {
            format!("`{}` is not translated: “{}”", first.key, start_of(&first.words))
        } else {
            let keys = missing.iter().take(FIRST_KEYS).map(|(text, _)| format!("`{}`", text.key));
            let keys = keys.collect::<Vec<_>>().join(", ");
            let more = missing.len().saturating_sub(FIRST_KEYS);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            format!("{} messages are not translated: {keys}{more}", missing.len())
        };
        let place = missing.iter().find_map(|(_, message)| *message).map_or(Span::default(), |one| one.span);
        let help = if missing.iter().all(|(_, message)| message.is_some()) {
            "Write each translation and remove the line `# untranslated` above it.".to_owned()
        } else {
            let command = format!("portico translate {} --to {}", self.folder, self.locale);
            format!(
                "Run `{command}`, which adds what is missing. Then write each translation and remove the line \
                 `# untranslated` above it."
            )
        };
        Some(self.problem("missing-translation", place, what).help(help))
    }

    /// A translation leads to as many places as its text, and only where links may lead. A page can have another address
    /// in another language.
    fn links(&self, text: &Text, message: &ftl::Message, problems: &mut Vec<Problem>) {
        let value = pattern::unquoted(&message.value);
        let (wanted, found) = (link::written(&text.words).len(), link::written(&value));
        if found.len() != wanted {
            let links = if found.len() == 1 { "link" } else { "links" };
            let what =
                format!("`{}` has {} {links}, and the text it translates {wanted}", text.key, found.len());
            let problem = self.problem("translation-links", message.span, what);
            problems.push(problem.help("Write a link for each link of the text: `[words](https://…)`."));
        }
        let faults = found.into_iter().filter_map(|link| link::fault(value.get(link.target)?));
        problems.extend(faults.map(|fault| {
            let problem = self.problem("link-target", message.span, fault.to_owned());
            problem.help(link::FORM)
        }));
    }

    fn one(&self, text: &Text, message: &ftl::Message, problems: &mut Vec<Problem>) {
        let key = &text.key;
        match message.base(self.language) {
            None => {
                let what = format!("`{key}` does not say which text it was translated from");
                let line = ftl::base_line(self.language, &text.words);
                let problem = self.problem("stale-translation", message.span, what);
                problems.push(problem.help(format!("Check the translation and write above it:\n{line}")));
            }
            Some(base) if !pattern::is_same(base, &text.words) => {
                let what = format!("`{key}` was translated from another text: “{}”", start_of(base));
                let line = ftl::base_line(self.language, &text.words);
                let problem = self.problem("stale-translation", message.span, what);
                problems.push(problem.help(format!("Bring it up to date and write above it:\n{line}")));
            }
            Some(_) => {}
        }
        self.links(text, message, problems);
        let mut wanted = pattern::names(&text.words);
        let mut found = message.names.clone();
        for names in [&mut wanted, &mut found] {
            names.sort();
            names.dedup();
        }
        if wanted != found {
            let listed = |names: &[String]| {
                names.iter().map(|name| format!("`{{ ${name} }}`")).collect::<Vec<_>>().join(", ")
            };
            let what = if wanted.is_empty() {
                format!("`{key}` names {}, the text it translates names nothing", listed(&found))
            } else {
                format!("`{key}` does not name the same as the text it translates: {}", listed(&wanted))
            };
            let help = if wanted.is_empty() {
                "Leave the names out.".to_owned()
            } else {
                format!("Use each of these once or more, and no others: {}.", listed(&wanted))
            };
            problems.push(self.problem("translation-names", message.span, what).help(help));
        }
    }
}

/// The first words, for telling texts apart in a list of findings.
fn start_of(text: &str) -> String {
    let line = pattern::on_one_line(text);
    let short: String = line.chars().take(60).collect();
    if short.len() < line.len() { format!("{short}…") } else { short }
}
