//! "Changing this answer removes these": nothing is discarded before it was said and confirmed.

use axum::response::Response;
use forms::{Fields, Lost};
use serde_json::{Value as Json, json};

use super::{view::View, words};
use crate::error::Failed;

/// Shows them, with a way to go on and a way to keep everything.
pub fn show(view: &View<'_>, fields: &Fields, lost: &[Lost]) -> Result<Response, Failed> {
    let speaker = view.ask.web.app.speaker(view.service(), view.ask.tag())?;
    let summary = view.service().summary(&view.open.draft.answers, &speaker, view.open.today);
    let rows: Vec<Json> = lost
        .iter()
        .filter_map(|lost| {
            let row = find_row(summary.iter().flat_map(|section| &section.rows), lost)?;
            let lines = if row.lines.is_empty() {
                row.entries.iter().map(|entry| entry.title.clone()).collect()
            } else {
                row.lines.clone()
            };
            Some(json!({ "label": row.label, "lines": lines, "path": null, "missing": false }))
        })
        .collect();
    let mut hidden: Vec<(&str, &str)> = fields
        .iter()
        .flat_map(|(name, texts)| texts.iter().map(move |text| (name, text.as_str())))
        .filter(|(name, _)| *name != "discard")
        .collect();
    let files = kept_files(view, fields);
    hidden.extend(files.iter().map(|(name, id)| (name.as_str(), *id)));
    hidden.push(("discard", "yes"));
    let mut values = view.common()?;
    crate::extract::merge(
        &mut values,
        json!({
            "rows": rows,
            "form": words::form(view.path(view.place), &hidden),
            "cancel_path": if fields.text("return") == "check" { view.path("check") } else { view.path(view.place) },
        }),
    );
    view.ask.show("resident/discard.html", values)
}

/// Files that came with the page are kept already: the form goes on with their ids, by the controls that keep them.
fn kept_files<'a>(view: &View<'_>, fields: &'a Fields) -> Vec<(String, &'a str)> {
    let asked = view.journey.questions_at(view.place);
    let named =
        asked.iter().map(|question| (format!("{}-keep", question.id), fields.files(question.id.as_str())));
    named
        .flat_map(|(name, files)| files.iter().map(move |file| (name.clone(), file.id.as_str())))
        .filter(|(name, id)| !fields.all(name).iter().any(|kept| kept == id))
        .collect()
}

fn find_row<'a>(
    rows: impl Iterator<Item = &'a forms::SummaryRow>,
    lost: &Lost,
) -> Option<&'a forms::SummaryRow> {
    for row in rows {
        if row.question == lost.question && row.place == lost.place {
            return Some(row);
        }
        let inner = row.entries.iter().find_map(|entry| find_row(entry.rows.iter(), lost));
        if inner.is_some() {
            return inner;
        }
    }
    None
}
