//! Brings a translation up to date with its service: in the order of the service's files, with what is missing
//! added, what has changed marked and what is not needed any more removed.

use std::fmt::Write as _;

use super::{Text, ftl, pattern};

/// The file of a translation as it should be now. `old` is the file as it is; empty when there is none.
pub fn update(texts: &[Text], language: &str, old: &str) -> String {
    let known = ftl::read(old);
    let mut new = header(old);
    for text in texts {
        let line = ftl::base_line(language, &text.words);
        match known.iter().find(|message| message.key == text.key) {
            Some(message) if !message.is_marked(ftl::UNTRANSLATED) => {
                keep(&mut new, text, message, language, &line);
            }
            _ => {
                let _ = write!(
                    new,
                    "{line}\n# {}\n{}",
                    ftl::UNTRANSLATED,
                    pattern::message(&text.key, &text.words)
                );
            }
        }
        new.push('\n');
    }
    new.trim_end().to_owned() + "\n"
}

/// Keeps a translation. When the base text is another now, the comment keeps the text it was made from, so that
/// the check goes on saying so until somebody has looked.
fn keep(new: &mut String, text: &Text, message: &ftl::Message, language: &str, line: &str) {
    let base = message.base(language);
    let is_current = base.is_some_and(|base| pattern::is_same(base, &text.words));
    if is_current {
        let _ = writeln!(new, "{line}");
    } else {
        let _ = writeln!(new, "# {language}: {}", base.unwrap_or("(not known)"));
        let _ = writeln!(new, "# stale: the text is now: {}", pattern::on_one_line(&text.words));
    }
    let space = if message.value.starts_with('\n') { "" } else { " " };
    let _ = writeln!(new, "{} ={space}{}", text.key, message.value);
}

/// Comments at the top of the file, above the first message and set off by an empty line.
fn header(old: &str) -> String {
    let lines: Vec<&str> = old.lines().take_while(|line| line.starts_with('#')).collect();
    let follows_empty = old.lines().nth(lines.len()).is_some_and(|line| line.trim().is_empty());
    if lines.is_empty() || !follows_empty { String::new() } else { lines.join("\n") + "\n\n" }
}
