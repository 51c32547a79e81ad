//! Beginning a service: once, however often the button is pressed.

use forms::{Answers, Next, Service, Unsettled};
use model::DraftId;
use store::{Batch, DataKey, Draft};

use super::{Started, expires_at};
use crate::{App, AppError, Visitor, error::again, schedules::reminded_from_the_start};

impl App {
    /// Begins a draft of a service, or finds the one under way unless `afresh`. One without any answer is always
    /// found again: a button pressed twice must not leave an empty draft behind.
    pub async fn start(&self, visitor: &Visitor, slug: &str, afresh: bool) -> Result<Started, AppError> {
        let started = again(async || self.start_once(visitor, slug, afresh).await).await?;
        started.ok_or(AppError::Conflict("the service is not open"))
    }

    /// `None`: a new one could not be sent.
    async fn start_once(
        &self,
        visitor: &Visitor,
        slug: &str,
        afresh: bool,
    ) -> Result<Option<Started>, AppError> {
        let current = match visitor.session_hash() {
            Some(session) => self.store.current_draft_id(session, slug).await?,
            None => None,
        };
        if let Some(id) = &current
            && let Ok(open) = self.open(id).await
            && (!afresh || open.draft.answers.is_empty())
        {
            return Ok(Some(Started { session: None, next: open.go_on() }));
        }
        let service = self.services.current(slug)?;
        if !self.standing(&service)?.is_open() {
            return Ok(None);
        }
        let mut batch = Batch::default();
        let (key, made) = self.store.new_key("draft");
        batch.push(made);
        let draft = self.new_draft(visitor, &service, &key).await?;
        batch.push(store::drafts::insert(&draft, &key));
        let session = match visitor.session_hash() {
            Some(_) => None,
            None => Some(self.begin_session(visitor, None, None, &mut batch)),
        };
        let hash = session.as_ref().map(|new| new.session.token_hash.as_str()).or(visitor.session_hash());
        let hash = hash.unwrap_or_default();
        batch.extend(store::session_drafts::link_new(hash, &draft.id, slug, current.as_ref()));
        self.store.commit(batch).await?;
        metrics::counter!("portico_drafts_started_total", "service" => slug.to_owned()).increment(1);
        let journey = service.journey(&draft.answers, self.today_for(&service)?);
        let next = journey.first_unanswered().cloned().map_or(Next::Check, Next::Page);
        Ok(Some(Started { session, next }))
    }

    async fn new_draft(
        &self,
        visitor: &Visitor,
        service: &Service,
        key: &DataKey,
    ) -> Result<Draft, AppError> {
        let now = self.now();
        // Of a preview nobody is told anything.
        let person = visitor.person().filter(|_| !service.slug.is_preview()).cloned();
        let email = match &person {
            Some(person) => self.store.find_person(person).await?.map(|person| person.email),
            None => None,
        };
        Ok(Draft {
            id: DraftId::random(self.random.as_ref()),
            service: service.slug.to_string(),
            service_version: service.version.to_string(),
            email_confirmed: email.is_some(),
            person,
            email,
            locale: visitor.locale.clone(),
            answers: Answers::default(),
            unsettled: Unsettled::default(),
            checked_version: None,
            started_at: now,
            changed_at: now,
            expires_at: expires_at(service, now),
            reminded: reminded_from_the_start(service),
            snoozed: 0,
            key: key.id().clone(),
            row_version: 1,
        })
    }
}
