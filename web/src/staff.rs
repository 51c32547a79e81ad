//! The staff console: sign in, the queue, a case, obligations, audit entries.

pub mod audit;
pub mod back;
pub mod case;
pub mod factor;
pub mod hold;
pub mod my_account;
pub mod obligations;
pub mod owed;
pub mod password;
pub mod prove;
pub mod queue;
pub mod sign_in;

use app::SignInStep;
use model::{StaffViewer, Viewer};
use serde_json::{Value as Json, json};
use store::{Cursor, Page};

use crate::{
    error::Failed,
    extract::{Ask, merge},
};

/// What every console page has. Whoever is not staff finds nothing here.
pub fn common(ask: &Ask, section: &str) -> Result<Json, Failed> {
    let Viewer::Staff(staff) = &ask.visitor.viewer else { return Err(Failed::not_found()) };
    Ok(common_for(ask, staff, section, true))
}

/// The same for staff on their way in at this step. They have no menu: nothing else is open to them.
pub fn common_at(ask: &Ask, step: SignInStep, section: &str) -> Result<Json, Failed> {
    match &ask.visitor.awaits {
        Some(awaits) if awaits.step == step => Ok(common_for(ask, &awaits.staff, section, false)),
        _ => common(ask, section),
    }
}

fn common_for(ask: &Ask, staff: &StaffViewer, section: &str, is_in: bool) -> Json {
    let texts = ask
        .web
        .app
        .services
        .all()
        .find(|service| service.definition.agencies.iter().any(|agency| agency.as_str() == staff.agency));
    let agency = texts.map(|service| service.words(ask.tag()).say(&format!("agency-{}-name", staff.agency)));
    json!({
        "viewer": { "signed_in": is_in, "name": staff.name, "agency": agency.unwrap_or_else(|| staff.agency.clone()) },
        "section": section,
        "errors": [],
        "notice": null,
    })
}

/// Common values with a page's own over them.
pub fn with(ask: &Ask, section: &str, own: Json) -> Result<Json, Failed> {
    let mut values = common(ask, section)?;
    merge(&mut values, own);
    Ok(values)
}

/// The named part of the question in an address.
pub fn asked(ask: &Ask, wanted: &str) -> String {
    let question = ask.path.split_once('?').map_or("", |(_, question)| question);
    let mut pairs = url::form_urlencoded::parse(question.as_bytes());
    pairs.find(|(name, _)| name == wanted).map(|(_, value)| value.into_owned()).unwrap_or_default()
}

/// The links of a list in pages: the same list, further on or back.
pub fn paging<T>(path: &str, asked: &[(&str, &str)], page: &Page<T>) -> Json {
    let to = |cursor: &Cursor| {
        let after = cursor.to_string();
        let asked = asked.iter().copied().filter(|(_, value)| !value.is_empty());
        back::with_question(path, &asked.chain([("after", after.as_str())]).collect::<Vec<_>>())
    };
    json!({ "previous_path": page.previous.as_ref().map(to), "next_path": page.next.as_ref().map(to) })
}

/// The notice an address asks for, in words.
pub fn notice(ask: &Ask) -> Result<Option<String>, Failed> {
    const KNOWN: [&str; 11] = [
        "status", "note", "retried", "resolved", "held", "released", "password", "factor", "unset", "gone",
        "ended",
    ];
    let wanted = asked(ask, "notice");
    let known = KNOWN.contains(&wanted.as_str());
    Ok(if known { Some(ask.words()?.say(&format!("staff-notice-{wanted}"))) } else { None })
}
