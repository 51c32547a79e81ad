//! Translations: every text has one, it was made from the text as it is now, and it names what the text names.

use crate::{
    definition::ServiceFile,
    load::Folder,
    position::Span,
    problem::Problem,
    service::{Agencies, agency_locales, reading_order},
    texts::{self, Text, ftl, pattern},
    version::Files,
    words::Words,
};

/// Translations of the agencies' texts, beside the service folders.
pub fn of_agencies(all: &Files, agencies: &Agencies) -> Vec<Problem> {
    let mut problems = of_texts(all, &texts::of_agencies(agencies.file()), &agencies.file().language);
    for (locale, source) in agency_locales(all) {
        let faults = Words::new(&locale, &[source], None).err().unwrap_or_default();
        problems.extend(faults.into_iter().map(|fault| {
            let span = Span { start: fault.range.start, end: fault.range.end };
            Problem::new("translation-form", &format!("locales/{locale}.ftl"), source, span, fault.message)
        }));
    }
    problems
}

/// Translations of a service.
pub fn of_service(files: &Files, folder: &Folder, service: &ServiceFile) -> Vec<Problem> {
    let pages = folder.pages.iter().map(|(id, (_, page))| (id.clone(), page)).collect();
    let texts = texts::of_service(service, reading_order(service, &pages));
    let unread = !folder.unsure.is_empty();
    let found = of_texts(files, &texts, &service.language);
    // Texts of pages that could not be read are not known, so nothing can be called left over.
    found.into_iter().filter(|problem| !(unread && problem.code == "obsolete-translation")).collect()
}

fn of_texts(files: &Files, texts: &[Text], language: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (locale, source) in agency_locales(files) {
        let translation =
            Translation { file: format!("locales/{locale}.ftl"), source, language, locale: &locale };
        translation.check(texts, &mut problems);
    }
    problems
}

struct Translation<'a> {
    file: String,
    source: &'a str,
    language: &'a str,
    locale: &'a str,
}

impl Translation<'_> {
    fn problem(&self, code: &'static str, span: Span, message: String) -> Problem {
        Problem::new(code, &self.file, self.source, span, message)
    }

    fn check(&self, texts: &[Text], problems: &mut Vec<Problem>) {
        let messages = ftl::read(self.source);
        let advice =
            format!("Run `portico translate` to add it for {}, then write the translation.", self.locale);
        for text in texts {
            let Some(message) = messages.iter().find(|message| message.key == text.key) else {
                let place = Span { start: 0, end: 0 };
                let message = format!("`{}` is not translated: “{}”", text.key, start_of(&text.words));
                problems.push(self.problem("missing-translation", place, message).help(&advice));
                continue;
            };
            self.one(text, message, problems);
        }
        for message in &messages {
            if !texts.iter().any(|text| text.key == message.key) {
                let what = format!("the service has no text `{}` any more", message.key);
                let problem = self.problem("obsolete-translation", message.span, what).warning();
                problems.push(problem.help("Remove it, or run `portico translate`, which does."));
            }
        }
    }

    fn one(&self, text: &Text, message: &ftl::Message, problems: &mut Vec<Problem>) {
        let key = &text.key;
        if message.is_marked(ftl::UNTRANSLATED) {
            let what = format!("`{key}` is not translated: “{}”", start_of(&text.words));
            let problem = self.problem("missing-translation", message.span, what);
            problems.push(problem.help("Write the translation and remove the line `# untranslated`."));
            return;
        }
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
            problems.push(self.problem("translation-names", message.span, what));
        }
    }
}

/// The first words, for telling texts apart in a list of findings.
fn start_of(text: &str) -> String {
    let line = pattern::on_one_line(text);
    let short: String = line.chars().take(60).collect();
    if short.len() < line.len() { format!("{short}…") } else { short }
}
