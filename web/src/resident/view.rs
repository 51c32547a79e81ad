//! A question page as it is shown: its words, where it stands in the journey, its controls and what must be fixed.

use std::{collections::BTreeMap, sync::OnceLock};

use app::{AskedAgain, OpenDraft, SHOWN_VERSION};
use axum::{http::StatusCode, response::Response};
use forms::{FieldError, Fields, Journey, Offer, Place, QuestionId, Service, definition::Question};
use serde_json::{Value as Json, json};

use super::{
    question::{Shown, anchor, offer_for},
    words,
};
use crate::{
    error::Failed,
    extract::Ask,
    kept::{At, Key},
};

/// A page about to be shown.
pub struct View<'a> {
    /// Who asks.
    pub ask: &'a Ask,
    /// The draft.
    pub open: &'a OpenDraft,
    /// The page.
    pub place: &'a Place,
    /// The journey it lies in.
    pub journey: Journey<'a>,
    values: OnceLock<forms::expr::Values>,
    /// Its questions that are asked again, and why.
    again: BTreeMap<QuestionId, AskedAgain>,
}

impl<'a> View<'a> {
    /// A page of a draft.
    pub async fn new(ask: &'a Ask, open: &'a OpenDraft, place: &'a Place) -> Result<Self, Failed> {
        let again = ask.web.app.asked_again(open, place, ask.tag()).await?;
        Ok(Self { ask, open, place, journey: open.journey(), values: OnceLock::new(), again })
    }

    /// Why a question is asked again, for its template.
    pub fn again(&self, question: &QuestionId) -> Json {
        self.again.get(question).map_or(
            Json::Null,
            |again| json!({ "why": again.why, "was_called": again.was_called, "told": again.told, "wrong": again.wrong }),
        )
    }

    /// What is said above the questions: that the service changed since this page or another was opened, or that this was
    /// typed and is not saved yet.
    fn notice(&self, status: StatusCode, fields: &Fields) -> Result<Option<String>, Failed> {
        let shown = fields.text(SHOWN_VERSION);
        let message = if !shown.is_empty() && shown != self.service().version.as_str() {
            "page-service-changed"
        } else if self.asks_for("changed=1") {
            "page-service-changed-before"
        } else if status == StatusCode::OK && self.open.typed(self.place).is_some() {
            "page-typed"
        } else {
            return Ok(None);
        };
        Ok(Some(self.ask.words()?.say(message)))
    }

    fn asks_for(&self, wanted: &str) -> bool {
        let question = self.ask.path.split_once('?').map_or("", |(_, question)| question);
        question.split('&').any(|pair| pair == wanted)
    }

    /// Its service.
    pub fn service(&self) -> &'a Service {
        &self.open.service
    }

    /// An address below the service's.
    pub fn path(&self, rest: impl std::fmt::Display) -> String {
        format!("/s/{}/{rest}", self.service().slug)
    }

    /// It ends the journey: there is nothing to answer.
    pub fn is_ending(&self) -> bool {
        self.service().page(&self.place.page).is_some_and(|page| page.file.ends)
    }

    /// Whether the person came from "check answers".
    pub fn is_change(&self) -> bool {
        self.asks_for("change=1")
    }

    /// Values for texts with answers in them.
    pub fn values(&self) -> &forms::expr::Values {
        self.values.get_or_init(|| {
            self.service().entry_values(&self.open.draft.answers, self.place, self.open.today)
        })
    }

    /// The heading of a page that has one of its own.
    pub fn title(&self) -> Option<String> {
        let file = &self.service().page(&self.place.page)?.file;
        let texts = self.service().words(self.ask.tag());
        file.title
            .as_ref()
            .map(|_| self.service().text_at(texts, &format!("page-{}-title", file.page), self.values()))
    }

    /// The text under the heading.
    pub fn text(&self) -> Json {
        let Some(page) = self.service().page(&self.place.page).filter(|page| page.file.text.is_some()) else {
            return json!([]);
        };
        let texts = self.service().words(self.ask.tag());
        let key = format!("page-{}-text", page.file.page);
        words::blocks(self.service(), &self.service().text_at(texts, &key, self.values()))
    }

    /// What pages of a draft have in common.
    pub fn common(&self) -> Result<Json, Failed> {
        Ok(json!({
            "service": words::service_values(self.ask, self.service())?,
            "help": words::help(self.ask, self.service()),
            "back": self.back(),
            "step": if self.is_change() { Json::Null } else { self.step() },
            "entry": self.entry()?,
            "text": self.text(),
            "save_path": (!self.service().slug.is_preview()).then(|| self.path("save")),
            "tasks_path": self.service().definition.task_list.then(|| self.path("tasks")),
        }))
    }

    /// Whom or what a page of an entry is about: "Tomas Sample", then "A job".
    fn entry(&self) -> Result<Vec<String>, Failed> {
        if self.place.entries.is_empty() {
            return Ok(Vec::new());
        }
        let speaker = self.ask.web.app.speaker(self.service(), self.ask.tag())?;
        Ok(forms::entry_titles(self.service(), &speaker, &self.open.draft.answers, self.place))
    }

    fn back(&self) -> String {
        if self.is_change() && self.place.entries.is_empty() {
            return self.path("check");
        }
        match self.journey.back_from(self.place) {
            Some(place) => self.path(place),
            None if self.service().definition.task_list => self.path("tasks"),
            None => format!("/s/{}", self.service().slug),
        }
    }

    fn step(&self) -> Json {
        let position = self.journey.position(self.place);
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
        let template = "resident/page.html";
        let notice = self.notice(status, fields)?;
        if status == StatusCode::OK && errors.is_empty() && offers.is_empty() && notice.is_none() {
            return self.ask.show_same(|| self.key(fields), template, || self.page(fields, &[], &[]));
        }
        let mut values = self.page(fields, errors, offers)?;
        crate::extract::merge(&mut values, json!({ "notice": notice }));
        self.ask.page(status, template, values)
    }

    /// The key of a page that nothing was answered on: it is the same for everybody who comes to it on the same way.
    fn key(&self, fields: &Fields) -> Result<Option<Key>, Failed> {
        let service = &self.open.service;
        let is_fixed = self.service().page(&self.place.page).is_some_and(|page| page.is_fixed);
        let questions: Vec<_> =
            self.journey.questions_at(self.place).iter().map(|question| question.id.clone()).collect();
        let level = self.open.draft.answers.at(self.place);
        let is_answered = |id: &QuestionId| level.is_some_and(|level| level.get(id).is_some());
        let is_empty = fields.is_empty() && self.again.is_empty() && !questions.iter().any(is_answered);
        let is_plain = self.place.entries.is_empty() && !service.slug.is_preview();
        if !(is_fixed && is_empty && is_plain) {
            return Ok(None);
        }
        let Some(key) = self.ask.key(self.path(self.place)) else { return Ok(None) };
        let standing = self.ask.web.app.standing(service)?;
        let position = self.journey.position(self.place);
        let step = (position.section, position.section_number, position.section_count);
        let at = At { back: self.journey.back_from(self.place), step, questions };
        Ok(Some(key.about(service, standing).at(at)))
    }

    fn page(&self, fields: &Fields, errors: &[FieldError], offers: &[Offer]) -> Result<Json, Failed> {
        let asked = self.journey.questions_at(self.place);
        let speaker = self.ask.web.app.speaker(self.service(), self.ask.tag())?;
        let (own_title, all_values) = (self.title(), self.values());
        let answers = self.open.draft.answers.at(self.place);
        let shown = |question: &Question, is_first: bool| Shown {
            service: self.service(),
            speaker: &speaker,
            values: all_values,
            fields,
            errors,
            kept: answers.and_then(|answers| answers.get(&question.id)),
            offer: offer_for(offers, question),
            again: self.again(&question.id),
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
                "used": fields.all("use"),
                "form": self.form(is_multipart, is_change),
                "changing": is_change,
                "notice": null,
            }),
        );
        Ok(values)
    }

    /// The page's own form.
    pub fn form(&self, is_multipart: bool, is_change: bool) -> Json {
        let mut hidden = vec![(SHOWN_VERSION, self.service().version.as_str())];
        hidden.extend(is_change.then_some(("return", "check")));
        let mut form = words::form(self.path(self.place), &hidden);
        crate::extract::merge(&mut form, json!({ "multipart": is_multipart }));
        form
    }

    /// Shows a page that ends the journey.
    pub fn ending(&self) -> Result<Response, Failed> {
        let mut values = self.common()?;
        let heading = self.title().unwrap_or_else(|| self.service().words(self.ask.tag()).say("title"));
        crate::extract::merge(
            &mut values,
            json!({
                "heading": heading, "other_ways": super::start::other_ways_of(self.ask, self.service(), &self.place.page),
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
