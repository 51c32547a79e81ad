//! Small pieces that resident pages share: longer texts as blocks, dates, phones, boxes, and what a form carries.

use app::AppError;
use forms::{
    Service, SummaryRow, SummarySection,
    link::{self, Piece},
    words::Words,
};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde_json::{Value as Json, json};

use crate::extract::Ask;

/// A stretch of a longer text of a service: words, links of its author, and the agency's phone number as one more.
pub fn pieces(service: &Service, text: &str) -> Json {
    let mut found = Vec::new();
    let (shown, href) = phone(&service.owner.phone);
    for piece in link::pieces(text, service.links()) {
        match piece {
            Piece::Link { words, target } => found.push(json!({ "text": words, "href": target })),
            Piece::Words(words) if shown.is_empty() => found.push(json!({ "text": words, "href": null })),
            Piece::Words(words) => {
                for (at, between) in words.split(&shown).enumerate() {
                    found.extend((at > 0).then(|| json!({ "text": shown, "href": href })));
                    found.extend((!between.is_empty()).then(|| json!({ "text": between, "href": null })));
                }
            }
        }
    }
    Json::Array(found)
}

/// A longer text: paragraphs separated by an empty line, lists of lines that start with `- `.
pub fn blocks(service: &Service, text: &str) -> Json {
    let paragraphs = paragraphs(text).into_iter().map(|block| match block {
        Block::Words(words) => json!({ "kind": "p", "pieces": pieces(service, &words) }),
        Block::List(items) => {
            let items: Vec<Json> = items.iter().map(|item| pieces(service, item)).collect();
            json!({ "kind": "list", "items": items })
        }
    });
    paragraphs.collect()
}

#[derive(Debug, PartialEq)]
enum Block {
    Words(String),
    List(Vec<String>),
}

fn paragraphs(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    for paragraph in text.split("\n\n").map(str::trim).filter(|text| !text.is_empty()) {
        let (mut words, mut items): (Vec<&str>, Vec<String>) = (Vec::new(), Vec::new());
        for line in paragraph.lines().map(str::trim) {
            match (line.strip_prefix("- "), items.last_mut()) {
                (Some(item), _) => items.push(item.to_owned()),
                (None, Some(item)) => *item = format!("{item} {line}"),
                (None, None) => words.push(line),
            }
        }
        if !words.is_empty() {
            blocks.push(Block::Words(words.join(" ")));
        }
        if !items.is_empty() {
            blocks.push(Block::List(items));
        }
    }
    blocks
}

/// A phone number for people and for the phone's own dialler.
pub fn phone(e164: &str) -> (String, String) {
    let shown = match e164.strip_prefix("+1").filter(|national| national.len() == 10) {
        Some(national) => {
            let (area, rest) = national.split_at_checked(3).unwrap_or((national, ""));
            let (office, line) = rest.split_at_checked(3).unwrap_or((rest, ""));
            format!("{area}-{office}-{line}")
        }
        None => e164.to_owned(),
    };
    (shown, format!("tel:{e164}"))
}

/// An agency as pages show whom to ask.
pub fn help(ask: &Ask, service: &Service) -> Json {
    let owner = &service.owner;
    let (shown, href) = phone(&owner.phone);
    let slug = service.definition.agencies.first().map(ToString::to_string).unwrap_or_default();
    let words = service.words(ask.tag());
    json!({
        "name": words.say(&format!("agency-{slug}-name")), "phone": shown, "phone_href": href,
        "hours": words.say(&format!("agency-{slug}-hours")), "email": owner.email,
    })
}

/// What every page of a service knows about it.
pub fn service_values(ask: &Ask, service: &Service) -> Result<Json, AppError> {
    let words = service.words(ask.tag());
    let noun = serde_json::to_value(service.definition.noun).map_err(AppError::ours)?;
    Ok(json!({
        "path": format!("/s/{}", service.slug),
        "title": words.say("title"),
        "noun": noun,
        "standing": super::standing::values(ask, service)?,
        "agency": ask.web.app.services.owner_name(service, ask.tag()),
    }))
}

/// A form: where it goes and what it carries unseen.
pub fn form(path: impl Into<String>, hidden: &[(&str, &str)]) -> Json {
    let hidden: Vec<Json> =
        hidden.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
    json!({ "path": path.into(), "hidden": hidden, "multipart": false })
}

/// A text box of a page that is not a service's, with its error.
pub fn text_box(id: &str, value: &str, error: Option<&str>) -> Json {
    json!({ "id": id, "value": value, "error": error })
}

/// The error summary for one box.
pub fn errors(field: &str, message: Option<&str>) -> Json {
    message.map_or(json!([]), |message| json!([{ "field": field, "message": message }]))
}

/// A day in words.
pub fn day(words: &Words, at: Timestamp, zone: &TimeZone) -> String {
    words.date(zone.to_datetime(at).date())
}

/// A day in words, and as machines read it.
pub fn day_pair(words: &Words, on: Date) -> (String, String) {
    (words.date(on), on.to_string())
}

/// Answers as rows, with the pages they are changed on.
pub fn sections(summary: &[SummarySection], change: Option<&Service>) -> Json {
    let sections = summary.iter().map(|section| {
        let mut groups = vec![Group { title: None, rows: Vec::new() }];
        for row in &section.rows {
            flatten(row, change, None, &mut groups);
        }
        let groups: Vec<Json> = groups
            .into_iter()
            .filter(|group| !group.rows.is_empty())
            .map(|group| json!({ "title": group.title, "rows": group.rows }))
            .collect();
        json!({ "title": section.title, "groups": groups })
    });
    sections.collect()
}

struct Group {
    title: Option<String>,
    rows: Vec<Json>,
}

/// A repeat's entries become groups of their own, inner entries too.
fn flatten(row: &SummaryRow, change: Option<&Service>, around: Option<&str>, groups: &mut Vec<Group>) {
    let path = change.map(|service| format!("/s/{}/{}?change=1", service.slug, row.place));
    if let Some(group) = groups.last_mut() {
        let is_only_heading = row.lines.is_empty() && !row.entries.is_empty();
        if !is_only_heading || change.is_some() {
            let entries = row.entries.iter().map(|entry| &entry.title);
            let lines: Vec<&String> =
                if is_only_heading { entries.collect() } else { row.lines.iter().collect() };
            group.rows.push(json!({
                "label": row.label, "lines": lines, "path": path,
                "missing": change.is_some() && row.lines.is_empty() && row.entries.is_empty(),
            }));
        }
    }
    for entry in &row.entries {
        let title =
            around.map_or_else(|| entry.title.clone(), |around| format!("{around} – {}", entry.title));
        groups.push(Group { title: Some(title.clone()), rows: Vec::new() });
        for inner in &entry.rows {
            flatten(inner, change, Some(&title), groups);
        }
    }
    if !row.entries.is_empty() {
        groups.push(Group { title: around.map(str::to_owned), rows: Vec::new() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_with_a_dash_become_a_list() {
        let found = paragraphs("One\ntwo.\n\nYou need:\n- a card\n  that is yours\n- a pen");
        let words = |text: &str| text.to_owned();
        assert_eq!(
            found,
            [
                Block::Words(words("One two.")),
                Block::Words(words("You need:")),
                Block::List(vec![words("a card that is yours"), words("a pen")]),
            ]
        );
    }

    #[test]
    fn a_phone_number_is_shown_as_people_write_it() {
        assert_eq!(phone("+15555550110"), ("555-555-0110".to_owned(), "tel:+15555550110".to_owned()));
        assert_eq!(phone("+52155501").0, "+52155501");
    }
}
