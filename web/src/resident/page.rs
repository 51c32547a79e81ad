//! A question page: shown, and saved. Errors show the same page with everything as it was typed.

use app::{Kept, OpenDraft, SHOWN_VERSION};
use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use forms::{FieldError, Fields, Journey, Offer, Place};

use super::{
    aside::Aside,
    discard, repeat,
    service::{draft_or_return, gone_path},
    start::next_path,
    view::View,
};
use crate::{
    error::Failed,
    extract::{Ask, AskAtPage, Posted},
};

/// Shows a page.
pub async fn show(AskAtPage { ask, slug, address, draft }: AskAtPage) -> Result<Response, Failed> {
    let open = draft_or_return!(&ask, &slug, draft);
    let place = place_in(&open, &address)?;
    let view = View::new(&ask, &open, &place).await?;
    if let Some(elsewhere) = not_yet(&view.journey, &open, &place) {
        return Ok(ask.go(&elsewhere));
    }
    if view.is_ending() {
        return view.ending();
    }
    if open.service.repeat_on(&place.page).is_some() {
        return repeat::show(&view, &[]);
    }
    let mut offers = ask.web.app.offers(&open, &ask.visitor, &place).await?;
    name_services(&ask, &mut offers);
    view.respond(StatusCode::OK, &open.fields_at(&place), &[], &offers)
}

/// Offers name the service they come from by its address; people read its title.
fn name_services(ask: &Ask, offers: &mut [Offer]) {
    for slug in offers.iter_mut().filter_map(|offer| offer.from_service.as_mut()) {
        if let Ok(service) = ask.web.app.services.current(slug) {
            *slug = service.words(ask.tag()).say("title");
        }
    }
}

fn place_in(open: &OpenDraft, address: &str) -> Result<Place, Failed> {
    open.service.place(address).ok_or_else(Failed::not_found)
}

/// A page that cannot be opened yet: go to the first one that waits for an answer.
fn not_yet(journey: &Journey<'_>, open: &OpenDraft, place: &Place) -> Option<String> {
    if journey.may_visit(place) {
        return None;
    }
    let slug = open.service.slug.as_str();
    Some(match journey.first_unanswered() {
        Some(first) => format!("/s/{slug}/{first}"),
        None => format!("/s/{slug}/check"),
    })
}

/// Saves a page.
pub async fn save(
    AskAtPage { ask, slug, address, draft }: AskAtPage,
    mut posted: Posted,
) -> Result<Response, Failed> {
    if ask.visitor.session.is_none() && ask.visitor.lapsed.is_some() {
        return save_lapsed(&ask, &slug, &address, &posted).await;
    }
    let open = draft_or_return!(&ask, &slug, draft);
    let (journey, aside) = (open.journey(), Aside::asked(&ask, &posted));
    if let Some(elsewhere) = opened_before_a_change(&ask, &journey, &open, &address, &mut posted).await? {
        return Ok(aside.map_or_else(|| ask.go(&elsewhere), |aside| aside.go(&ask, &slug, &elsewhere)));
    }
    let place = place_in(&open, &address)?;
    if let Some(elsewhere) = not_yet(&journey, &open, &place) {
        return Ok(ask.go(&elsewhere));
    }
    if posted.text("next") == "add" {
        return repeat::add(&ask, &open, &place, posted.text("return") == "check");
    }
    let refused = receive(&ask, &slug, &place, &mut posted).await?;
    let fields = take_offer(&ask, &open, &place, posted).await?;
    let fields = ask.web.app.with_kept_files(&open, &place, &fields).await?;
    if !refused.is_empty() {
        let view = View::new(&ask, &open, &place).await?;
        return view.respond(StatusCode::UNPROCESSABLE_ENTITY, &fields, &refused, &[]);
    }
    if let Some(aside) = aside {
        return aside.keep(&ask, &open, &place, &fields).await;
    }
    let confirmed = fields.text("discard") == "yes";
    let kept = ask.web.app.save_opened(&ask.visitor, &open, &journey, &place, &fields, confirmed).await?;
    answer(&ask, &open, &place, &fields, kept).await
}

/// The page was opened before the service changed, and cannot be saved as it is: the service does not have it any more,
/// or asks something before it. What was typed is kept; where to go on.
async fn opened_before_a_change(
    ask: &Ask,
    journey: &Journey<'_>,
    open: &OpenDraft,
    address: &str,
    posted: &mut Posted,
) -> Result<Option<String>, Failed> {
    let place = open.service.place(address);
    if place.as_ref().is_some_and(|place| journey.may_visit(place)) {
        return Ok(None);
    }
    let slug = open.service.slug.as_str();
    let shown = posted.text(SHOWN_VERSION);
    if let Some(place) = place.filter(|_| !shown.is_empty() && shown != open.service.version.as_str()) {
        // A file that is refused here is asked for again on its page.
        receive(ask, slug, &place, posted).await?;
        posted.fields = ask.web.app.with_kept_files(open, &place, &posted.fields).await?;
    }
    let next = ask.web.app.keep_typed(&ask.visitor, slug, address, &posted.fields).await?;
    Ok(next.map(|next| format!("{}?changed=1", next_path(slug, &next, false))))
}

/// The session ended while the page was open: what was typed is kept all the same, and shown after signing in, also if
/// it could not be saved as it was. What was not kept is not said to be.
async fn save_lapsed(ask: &Ask, slug: &str, address: &str, posted: &Posted) -> Result<Response, Failed> {
    let service = ask.web.app.services.current(slug)?;
    let place = service.place(address).ok_or_else(Failed::not_found)?;
    let kept = ask.web.app.keep_page(&ask.visitor, slug, &place, &posted.fields).await;
    if !ask.visitor.may_sign_in_again() {
        // Nobody can sign in to what a guest began: the start page tells how to go on.
        return Ok(ask.go(&gone_path(slug)));
    }
    match kept {
        // A file is only kept for a session that lives.
        Ok(()) if posted.uploads.is_empty() => Err(Failed::session_expired()),
        Ok(()) => Err(Failed::session_expired_unsaved()),
        Err(error) => {
            tracing::info!(%error, "a page from a lapsed session was not kept");
            Err(Failed::session_expired_unsaved())
        }
    }
}

async fn receive(
    ask: &Ask,
    slug: &str,
    place: &Place,
    posted: &mut Posted,
) -> Result<Vec<FieldError>, Failed> {
    if posted.uploads.is_empty() {
        return Ok(Vec::new());
    }
    let bytes = posted.uploads.iter().map(|upload| upload.bytes.len()).sum();
    ask.web.limits.give_files(ask.network, bytes)?;
    let uploads = std::mem::take(&mut posted.uploads);
    let received = ask.web.app.receive_files(&ask.visitor, slug, place, &posted.fields, uploads).await;
    let (kept, refused) = received?;
    for (field, file) in kept {
        posted.fields.push_file(field, file);
    }
    Ok(refused)
}

/// "Use this answer": the offer fills the controls of its question, the others stay as they are kept.
async fn take_offer(ask: &Ask, open: &OpenDraft, place: &Place, posted: Posted) -> Result<Fields, Failed> {
    let wanted = posted.fields.all("use").to_vec();
    if wanted.is_empty() {
        return Ok(posted.fields);
    }
    let offers = ask.web.app.offers(open, &ask.visitor, place).await?;
    let mut fields = open.fields_at(place);
    for offer in offers.iter().filter(|offer| wanted.iter().any(|id| id == offer.question.as_str())) {
        if let Some((_, question)) = open.service.question(&offer.question) {
            fields.extend(offer.fields(question));
        }
    }
    if posted.text("return") == "check" {
        fields.push("return", "check");
    }
    for id in wanted {
        fields.push("use", id);
    }
    Ok(fields)
}

async fn answer(
    ask: &Ask,
    open: &OpenDraft,
    place: &Place,
    fields: &Fields,
    kept: Kept,
) -> Result<Response, Failed> {
    let slug = open.service.slug.as_str();
    let is_change = fields.text("return") == "check";
    match kept {
        Kept::Next(next) => {
            metrics::counter!("portico_pages_saved_total", "service" => slug.to_owned()).increment(1);
            if !is_change {
                return Ok(ask.go(&next_path(slug, &next, false)));
            }
            // From "check answers": straight back there, unless the change asks for more.
            let fresh = ask.web.app.open_draft(&ask.visitor, slug).await?;
            let journey = fresh.journey();
            let missing = journey.ending().map(|step| &step.place).or(journey.first_unanswered());
            let inside = !place.entries.is_empty() && matches!(next, forms::Next::Page(_));
            let path = match missing {
                Some(place) => format!("/s/{slug}/{place}?change=1"),
                None if inside => next_path(slug, &next, true),
                None => format!("/s/{slug}/check"),
            };
            Ok(ask.go(&path))
        }
        Kept::ToFix(errors) => {
            let view = View::new(ask, open, place).await?;
            if open.service.repeat_on(&place.page).is_some() {
                return repeat::show(&view, &errors);
            }
            let used = fields.all("use");
            let mut offers = ask.web.app.offers(open, &ask.visitor, place).await?;
            offers.retain(|offer| !used.iter().any(|id| id == offer.question.as_str()));
            if !used.is_empty() {
                // Filled in, not wrong: other questions of the page still wait for their answers.
                return view.respond(StatusCode::OK, fields, &[], &offers);
            }
            // What was left empty can still be taken from before.
            offers.retain(|offer| is_left_empty(open, offer, fields));
            view.respond(StatusCode::UNPROCESSABLE_ENTITY, fields, &errors, &offers)
        }
        Kept::WouldDiscard(lost) => discard::show(&View::new(ask, open, place).await?, fields, &lost),
    }
}

fn is_left_empty(open: &OpenDraft, offer: &Offer, fields: &Fields) -> bool {
    let question = open.service.question(&offer.question).map(|(_, question)| question);
    question.is_some_and(|question| {
        let controls = question.kind.kind().controls(question);
        controls.iter().all(|control| fields.text(control).is_empty())
    })
}

/// An address that only forms use was opened by itself.
pub async fn only_posted(ask: Ask, Path(slug): Path<String>) -> Response {
    ask.go(&format!("/s/{slug}")).into_response()
}
