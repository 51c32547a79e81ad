//! A question page: shown, and saved. Errors show the same page with everything as it was typed.

use app::{Kept, OpenDraft};
use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use forms::{FieldError, Fields, Offer, Place, Service, definition::Question};
use serde_json::{Value as Json, json};

use super::{
    discard,
    question::{Shown, anchor, offer_for},
    repeat,
    service::draft_or_return,
    start::next_path,
    words,
};
use crate::{
    error::Failed,
    extract::{Ask, Posted},
};

/// Shows a page.
pub async fn show(ask: Ask, Path((slug, address)): Path<(String, String)>) -> Result<Response, Failed> {
    let open = draft_or_return!(&ask, &slug);
    let place = place_in(&open, &address)?;
    if let Some(elsewhere) = not_yet(&open, &place) {
        return Ok(ask.go(&elsewhere));
    }
    let view = View::new(&ask, &open, &place);
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
fn not_yet(open: &OpenDraft, place: &Place) -> Option<String> {
    let journey = open.journey();
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
    ask: Ask,
    Path((slug, address)): Path<(String, String)>,
    mut posted: Posted,
) -> Result<Response, Failed> {
    if ask.visitor.session.is_none() && ask.visitor.lapsed.is_some() {
        return save_lapsed(&ask, &slug, &address, &posted).await;
    }
    let open = draft_or_return!(&ask, &slug);
    let place = place_in(&open, &address)?;
    if let Some(elsewhere) = not_yet(&open, &place) {
        return Ok(ask.go(&elsewhere));
    }
    if posted.text("next") == "add" {
        return repeat::add(&ask, &open, &place, posted.text("return") == "check");
    }
    let refused = receive(&ask, &slug, &place, &mut posted).await?;
    let fields = take_offer(&ask, &open, &place, posted).await?;
    if !refused.is_empty() {
        return View::new(&ask, &open, &place).respond(
            StatusCode::UNPROCESSABLE_ENTITY,
            &fields,
            &refused,
            &[],
        );
    }
    let confirmed = fields.text("discard") == "yes";
    let kept = ask.web.app.save_page(&ask.visitor, &slug, &place, &fields, confirmed).await?;
    answer(&ask, &open, &place, &fields, kept).await
}

/// The session ended while the page was open: what was typed is kept all the same, and shown after signing in.
async fn save_lapsed(ask: &Ask, slug: &str, address: &str, posted: &Posted) -> Result<Response, Failed> {
    let service = ask.web.app.services.current(slug)?;
    let place = service.place(address).ok_or_else(Failed::not_found)?;
    let kept = ask.web.app.save_page(&ask.visitor, slug, &place, &posted.fields, false).await;
    if let Err(error) = kept {
        tracing::info!(%error, "a page from a lapsed session was not kept");
    }
    Err(Failed::session_expired())
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
    let uploads = std::mem::take(&mut posted.uploads);
    let (kept, refused) = ask.web.app.receive_files(&ask.visitor, slug, place, uploads).await?;
    for (field, file) in kept {
        posted.fields.push_file(field, file);
    }
    Ok(refused)
}

/// "Use this answer": the offer fills the controls of its question, the others stay as they are kept.
async fn take_offer(ask: &Ask, open: &OpenDraft, place: &Place, posted: Posted) -> Result<Fields, Failed> {
    let wanted = posted.text("use").to_owned();
    if wanted.is_empty() {
        return Ok(posted.fields);
    }
    let offers = ask.web.app.offers(open, &ask.visitor, place).await?;
    let mut fields = open.fields_at(place);
    let found = offers.iter().find(|offer| offer.question.as_str() == wanted);
    if let Some((offer, (_, question))) =
        found.and_then(|offer| Some((offer, open.service.question(&offer.question)?)))
    {
        fields.extend(offer.fields(question));
    }
    if posted.text("return") == "check" {
        fields.push("return", "check");
    }
    fields.push("use", wanted);
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
            let view = View::new(ask, open, place);
            if open.service.repeat_on(&place.page).is_some() {
                return repeat::show(&view, &errors);
            }
            let used = fields.text("use");
            if !used.is_empty() {
                // Filled in, not wrong: other questions of the page still wait for their answers.
                let mut offers = ask.web.app.offers(open, &ask.visitor, place).await?;
                offers.retain(|offer| offer.question.as_str() != used);
                return view.respond(StatusCode::OK, fields, &[], &offers);
            }
            view.respond(StatusCode::UNPROCESSABLE_ENTITY, fields, &errors, &[])
        }
        Kept::WouldDiscard(lost) => discard::show(&View::new(ask, open, place), fields, &lost),
    }
}

/// A page about to be shown.
pub struct View<'a> {
    /// Who asks.
    pub ask: &'a Ask,
    /// The draft.
    pub open: &'a OpenDraft,
    /// The page.
    pub place: &'a Place,
}

impl<'a> View<'a> {
    /// A page of a draft.
    pub fn new(ask: &'a Ask, open: &'a OpenDraft, place: &'a Place) -> Self {
        Self { ask, open, place }
    }

    /// Its service.
    pub fn service(&self) -> &'a Service {
        &self.open.service
    }

    /// An address below the service's.
    pub fn path(&self, rest: impl std::fmt::Display) -> String {
        format!("/s/{}/{rest}", self.service().slug)
    }

    fn is_ending(&self) -> bool {
        self.service().page(&self.place.page).is_some_and(|page| page.file.ends)
    }

    /// Whether the person came from "check answers".
    pub fn is_change(&self) -> bool {
        self.ask
            .path
            .split_once('?')
            .is_some_and(|(_, question)| question.split('&').any(|pair| pair == "change=1"))
    }

    /// Values for texts with answers in them.
    pub fn values(&self) -> forms::expr::Values {
        self.service().entry_values(&self.open.draft.answers, self.place, self.open.today)
    }

    /// The heading of a page that has one of its own.
    pub fn title(&self) -> Option<String> {
        let file = &self.service().page(&self.place.page)?.file;
        let texts = self.service().words(self.ask.tag());
        file.title
            .as_ref()
            .map(|_| self.service().text_at(texts, &format!("page-{}-title", file.page), &self.values()))
    }

    /// The text under the heading.
    pub fn text(&self) -> Json {
        let Some(page) = self.service().page(&self.place.page).filter(|page| page.file.text.is_some()) else {
            return json!([]);
        };
        let texts = self.service().words(self.ask.tag());
        words::blocks(&self.service().text_at(
            texts,
            &format!("page-{}-text", page.file.page),
            &self.values(),
        ))
    }

    /// What pages of a draft have in common.
    pub fn common(&self) -> Result<Json, Failed> {
        Ok(json!({
            "service": words::service_values(self.ask, self.service())?,
            "help": words::help(self.ask, self.service())?,
            "back": self.back(),
            "step": if self.is_change() { Json::Null } else { self.step() },
            "text": self.text(),
            "save_path": self.path("save"),
            "tasks_path": self.service().definition.task_list.then(|| self.path("tasks")),
        }))
    }

    fn back(&self) -> String {
        if self.is_change() && self.place.entries.is_empty() {
            return self.path("check");
        }
        match self.open.journey().back_from(self.place) {
            Some(place) => self.path(place),
            None if self.service().definition.task_list => self.path("tasks"),
            None => format!("/s/{}", self.service().slug),
        }
    }

    fn step(&self) -> Json {
        let position = self.open.journey().position(self.place);
        let title = position
            .section
            .as_ref()
            .map(|id| self.service().words(self.ask.tag()).say(&format!("section-{id}")));
        step(position.section_number, position.section_count + 1, title.unwrap_or_default())
    }

    /// Shows the page with what stands in its controls.
    pub fn respond(
        &self,
        status: StatusCode,
        fields: &Fields,
        errors: &[FieldError],
        offers: &[Offer],
    ) -> Result<Response, Failed> {
        let journey = self.open.journey();
        let asked = journey.questions_at(self.place);
        let speaker = self.ask.web.app.speaker(self.service(), self.ask.tag())?;
        let (own_title, all_values) = (self.title(), self.values());
        let answers = self.open.draft.answers.at(self.place);
        let shown = |question: &Question, is_first: bool| Shown {
            service: self.service(),
            speaker: &speaker,
            values: &all_values,
            fields,
            errors,
            kept: answers.and_then(|answers| answers.get(&question.id)),
            offer: offer_for(offers, question),
            is_heading: own_title.is_none() && is_first,
        };
        let questions: Vec<Json> =
            asked.iter().zip(0..).map(|(question, at)| shown(question, at == 0).values(question)).collect();
        let summary: Vec<Json> = errors
            .iter()
            .filter_map(|error| {
                let question = asked.iter().find(|question| question.id == error.question)?;
                let message = shown(question, false).message(question, error);
                Some(json!({ "field": anchor(&asked, error), "message": message }))
            })
            .collect();
        let heading =
            own_title.clone().or_else(|| Some(questions.first()?.get("label")?.as_str()?.to_owned()));
        let is_multipart = asked.iter().any(|question| question.kind.name() == "file");
        let mut values = self.common()?;
        let is_change = self.is_change() || fields.text("return") == "check";
        if is_change && !self.is_change() {
            let back = format!("{}?change=1", self.path(self.place));
            let back = if self.place.entries.is_empty() { self.path("check") } else { back };
            crate::extract::merge(&mut values, json!({ "step": null, "back": back }));
        }
        crate::extract::merge(
            &mut values,
            json!({
                "errors": summary,
                "heading": heading,
                "heading_is_question": own_title.is_none(),
                "questions": questions,
                "form": self.form(is_multipart, is_change),
                "changing": is_change,
            }),
        );
        self.ask.page(status, "resident/page.html", values)
    }

    /// The page's own form.
    pub fn form(&self, is_multipart: bool, is_change: bool) -> Json {
        let hidden: &[(&str, &str)] = if is_change { &[("return", "check")] } else { &[] };
        let mut form = words::form(self.path(self.place), hidden);
        crate::extract::merge(&mut form, json!({ "multipart": is_multipart }));
        form
    }

    fn ending(&self) -> Result<Response, Failed> {
        let mut values = self.common()?;
        let heading = self.title().unwrap_or_else(|| self.service().words(self.ask.tag()).say("title"));
        crate::extract::merge(
            &mut values,
            json!({
                "heading": heading, "other_ways": super::start::other_ways(self.ask, self.service()),
            }),
        );
        self.ask.show("resident/ending.html", values)
    }
}

/// The step indicator: sections, and "check and send" as the last.
pub fn step(number: usize, count: usize, title: String) -> Json {
    let segments: Vec<&str> = (1..=count)
        .map(|at| match at.cmp(&number) {
            std::cmp::Ordering::Less => "done",
            std::cmp::Ordering::Equal => "current",
            std::cmp::Ordering::Greater => "todo",
        })
        .collect();
    json!({ "number": number, "count": count, "title": title, "segments": segments })
}

/// An address that only forms use was opened by itself.
pub async fn only_posted(ask: Ask, Path(slug): Path<String>) -> Response {
    ask.go(&format!("/s/{slug}")).into_response()
}
