//! Ids, names of services and questions, places in a service and case references: what is read is written the same again.

use forms::{PageId, QuestionId, ServiceSlug};
use model::{CaseId, CaseReference, DraftId};

use super::{inputs, try_one};

const WORDS: [&str; 16] = [
    "-",
    "_",
    "/",
    "..",
    "%2e",
    "\0",
    "K7P-4QX-9",
    "k7p4qx9",
    "0",
    "O",
    "I",
    "é",
    " ",
    "a",
    "where",
    "\u{202e}",
];

#[test]
fn ids_names_and_references_are_read_as_they_are_written_or_refused() {
    let (mut ids, mut names, mut references) = (0, 0, 0);
    for input in inputs("names", &WORDS, 5000) {
        let text = String::from_utf8_lossy(&input).into_owned();
        try_one("names", text.as_bytes(), |_| {
            if let Some(id) = DraftId::from_text(&text) {
                ids += 1;
                assert_eq!(id.as_str(), text);
                assert_eq!(CaseId::from_text(&text).map(|id| id.to_string()), Some(text.clone()));
            }
            let slug = text.parse::<ServiceSlug>().ok().map(|slug| slug.to_string());
            let page = text.parse::<PageId>().ok().map(|page| page.to_string());
            let question = text.parse::<QuestionId>().ok().map(|question| question.to_string());
            for name in [slug, page, question].into_iter().flatten() {
                names += 1;
                assert_eq!(name, text);
                assert!(
                    name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)),
                    "{name}"
                );
            }
            if let Ok(reference) = CaseReference::parse(&text) {
                references += 1;
                let written = reference.to_string();
                assert_eq!(CaseReference::parse(&written), Ok(reference.clone()));
                assert_eq!(CaseReference::parse(&written.to_lowercase().replace('-', " ")), Ok(reference));
                let shape: String = written.chars().map(|c| if c == '-' { '-' } else { 'x' }).collect();
                assert_eq!(shape, "xxx-xxx-x");
            }
        });
    }
    assert!(ids > 5 && names > 20 && references >= 3, "{ids} ids, {names} names, {references} references");
}
