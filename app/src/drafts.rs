//! Drafts: starting one, answering a page, and never losing what was typed. Every page saved is on disk before the
//! next one is shown.

mod starting;

use std::sync::Arc;

use forms::{
    Answers, EntryId, FieldError, Fields, Journey, KnownFact, Lost, Next, Offer, Place, QuestionId, Saved,
    Service,
};
use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};
use model::{DraftId, PersonId, random_text};
use store::{Batch, Draft, DraftToErase};

use crate::{
    App, AppError, NewSession, OpenDraft, Visitor, error::again, schedules::reminded_from_the_start,
};

/// How often a draft may be kept longer.
pub(crate) const MOST_SNOOZES: i64 = 3;

/// A draft was begun or found again.
pub struct Started {
    /// Set when the visitor had no session yet.
    pub session: Option<NewSession>,
    /// Where to go on.
    pub next: Next,
}

/// Where a draft stands, for lists.
pub struct DraftAt {
    /// The draft.
    pub draft: Draft,
    /// Its service.
    pub service: Arc<Service>,
}

/// What became of a page that was sent.
pub enum Kept {
    /// It is safe. Go there.
    Next(Next),
    /// There are answers to fix; nothing was changed.
    ToFix(Vec<FieldError>),
    /// It would make other answers irrelevant; nothing was changed yet.
    WouldDiscard(Vec<Lost>),
}

impl App {
    /// The draft of a service that the visitor's session is working on.
    pub async fn open_draft(&self, visitor: &Visitor, slug: &str) -> Result<OpenDraft, AppError> {
        let session = visitor.session_hash().ok_or(AppError::NotFound)?;
        self.current_draft(session, slug).await
    }

    pub(crate) async fn current_draft(&self, session: &str, slug: &str) -> Result<OpenDraft, AppError> {
        let (draft, key) = self.store.current_draft(session, slug).await?.ok_or(AppError::NotFound)?;
        self.moved(draft, key).await
    }

    /// A draft in the visitor's lists, by its id.
    pub async fn own_draft(&self, visitor: &Visitor, id: &DraftId) -> Result<OpenDraft, AppError> {
        let own = self.drafts_of(visitor).await?.iter().any(|draft| draft.id == *id);
        if own { self.open(id).await } else { Err(AppError::NotFound) }
    }

    pub(crate) async fn drafts_of(&self, visitor: &Visitor) -> Result<Vec<Draft>, AppError> {
        let mut drafts = match visitor.session_hash() {
            Some(hash) => self.store.drafts_of_session(hash).await?,
            None => Vec::new(),
        };
        if let Some(person) = visitor.person() {
            for draft in self.store.drafts_of_person(person).await? {
                if !drafts.iter().any(|known| known.id == draft.id) {
                    drafts.push(draft);
                }
            }
        }
        drafts.sort_by_key(|draft| std::cmp::Reverse(draft.changed_at));
        Ok(drafts)
    }

    /// Saves a page. The same page sent twice changes nothing the second time.
    pub async fn save_page(
        &self,
        visitor: &Visitor,
        slug: &str,
        place: &Place,
        fields: &Fields,
        confirmed: bool,
    ) -> Result<Kept, AppError> {
        again(async || {
            let session = visitor.writing_hash().ok_or(AppError::NotFound)?;
            let open = self.current_draft(session, slug).await?;
            self.save_once(visitor, &open, &open.journey(), place, fields, confirmed).await
        })
        .await
    }

    /// The same for a draft that was just opened, and its journey; it is read again only if somebody changed it meanwhile.
    pub async fn save_opened(
        &self,
        visitor: &Visitor,
        open: &OpenDraft,
        journey: &Journey<'_>,
        place: &Place,
        fields: &Fields,
        confirmed: bool,
    ) -> Result<Kept, AppError> {
        match self.save_once(visitor, open, journey, place, fields, confirmed).await {
            Err(AppError::Conflict(_)) => {
                self.save_page(visitor, &open.draft.service, place, fields, confirmed).await
            }
            saved => saved,
        }
    }

    async fn save_once(
        &self,
        visitor: &Visitor,
        open: &OpenDraft,
        journey: &Journey<'_>,
        place: &Place,
        fields: &Fields,
        confirmed: bool,
    ) -> Result<Kept, AppError> {
        if !journey.may_visit(place) {
            return Err(AppError::NotFound);
        }
        let shown = self.shown_in(open, fields).await?;
        let fields = self.with_kept_files(open, place, fields).await?;
        let answers = &open.draft.answers;
        // What is asked again is answered all the same for what comes after it.
        let answered = (!open.draft.unsettled.is_empty()).then(|| open.service.journey(answers, open.today));
        match forms::save(answered.as_ref().unwrap_or(journey), answers, place, &fields, confirmed) {
            Saved::ToFix(errors) => Ok(Kept::ToFix(errors)),
            Saved::WouldDiscard(lost) => Ok(Kept::WouldDiscard(lost)),
            Saved::Kept { answers, next, changed } => {
                let (before, today, shown) = (open.draft.carried(), open.today, shown.as_deref());
                let settled = forms::settle(&open.service, &before, &answers, place, shown, next, today);
                if changed || settled.unsettled != before.unsettled {
                    let mut open = open.clone();
                    open.draft.unsettled = settled.unsettled;
                    self.keep(&mut open, answers, visitor).await?;
                }
                Ok(Kept::Next(settled.next))
            }
        }
    }

    /// Keeps a draft with changed answers. Whoever asked to send it must check it again.
    pub(crate) async fn keep(
        &self,
        open: &mut OpenDraft,
        answers: Answers,
        visitor: &Visitor,
    ) -> Result<(), AppError> {
        open.draft.answers = answers;
        open.draft.checked_version = None;
        open.draft.locale.clone_from(&visitor.locale);
        let is_where_it_was = !self.touch_draft(open) && !open.has_moved();
        let change = if is_where_it_was { store::drafts::update_answers } else { store::drafts::update };
        Ok(self.store.commit(Batch::from_iter([change(&open.draft, &open.key)])).await?)
    }

    /// Notes that somebody works on it. True when it is kept longer than before.
    fn touch_draft(&self, open: &mut OpenDraft) -> bool {
        let before = open.draft.expires_at;
        open.draft.changed_at = self.now();
        open.draft.expires_at = before.max(expires_at(&open.service, self.now()));
        open.draft.reminded = reminded_from_the_start(&open.service);
        open.draft.expires_at != before
    }

    /// Takes an entry out of a repeat.
    pub async fn remove_entry(
        &self,
        visitor: &Visitor,
        slug: &str,
        place: &Place,
        repeat: &QuestionId,
        entry: &EntryId,
    ) -> Result<(), AppError> {
        again(async || {
            let mut open = self.open_draft(visitor, slug).await?;
            let removed = forms::remove_entry(&open.service, &open.draft.answers, place, repeat, entry);
            match removed {
                Some(answers) => {
                    open.draft.unsettled.forget_entry(repeat, entry);
                    self.keep(&mut open, answers, visitor).await
                }
                None => Ok(()), // gone already: the same request came twice
            }
        })
        .await
    }

    /// What the person told us before that fits the questions of a page: offered, never filled in silently.
    pub async fn offers(
        &self,
        open: &OpenDraft,
        visitor: &Visitor,
        place: &Place,
    ) -> Result<Vec<Offer>, AppError> {
        let known = match visitor.person() {
            Some(person) => self.known_facts(person, &visitor.locale).await?,
            None => Vec::new(),
        };
        Ok(forms::offers(&open.service, place, &open.draft.answers, &known, open.today))
    }

    async fn known_facts(&self, person: &PersonId, locale: &str) -> Result<Vec<KnownFact>, AppError> {
        let facts = self.store.facts_of(person).await?;
        let known = facts.into_iter().filter_map(|fact| {
            let name = serde_json::from_value(serde_json::Value::String(fact.name)).ok()?;
            // A service that is no longer offered is named by what stood in its address.
            let service = self.services.current(&fact.from_service).ok();
            let from_service =
                service.map_or(fact.from_service, |service| service.words(locale).say("title"));
            Some(KnownFact { fact: name, answer: fact.answer, from_service, said_on: fact.said_on })
        });
        Ok(known.collect())
    }

    /// Deletes a draft and destroys its key: nothing of it can be read again.
    pub async fn delete_draft(&self, visitor: &Visitor, id: &DraftId) -> Result<(), AppError> {
        again(async || {
            let open = self.own_draft(visitor, id).await?;
            self.erase_draft(&DraftToErase::from(&open.draft)).await
        })
        .await
    }

    pub(crate) async fn erase_draft(&self, draft: &DraftToErase) -> Result<(), AppError> {
        let files = self.store.file_ids_of_draft(&draft.id).await?;
        self.store.commit(store::drafts::erase(draft)).await?;
        self.take_contents_away(&files).await;
        Ok(())
    }

    /// Keeps a draft longer: by as long as the service keeps drafts, three times at the most.
    pub async fn snooze_draft(&self, visitor: &Visitor, id: &DraftId) -> Result<(), AppError> {
        let is_kept = again(async || {
            let mut open = self.own_draft(visitor, id).await?;
            if open.draft.snoozed >= MOST_SNOOZES {
                return Ok(false);
            }
            open.draft.snoozed += 1;
            open.draft.reminded = reminded_from_the_start(&open.service);
            open.draft.expires_at = open.draft.expires_at.max(self.now()) + draft_lifetime(&open.service);
            let update = store::drafts::update(&open.draft, &open.key);
            self.store.commit(Batch::from_iter([update])).await?;
            Ok(true)
        })
        .await?;
        if is_kept { Ok(()) } else { Err(AppError::Conflict("a draft can be kept longer three times")) }
    }

    /// Makes a draft the one its service's pages show in this session. Returns where to go on.
    pub async fn continue_draft(&self, visitor: &Visitor, id: &DraftId) -> Result<(String, Next), AppError> {
        again(async || {
            let open = self.own_draft(visitor, id).await?;
            let session = visitor.session_hash().ok_or(AppError::NotFound)?;
            let mut batch = Batch::from(store::drafts::still_there(id));
            batch.extend(store::session_drafts::link(session, id, &open.draft.service));
            self.store.commit(batch).await?;
            Ok((open.draft.service.clone(), open.go_on()))
        })
        .await
    }

    /// A name for a new entry. It stands in the "Add" link, so that a form sent twice adds once.
    pub fn new_entry_id(&self) -> Result<EntryId, AppError> {
        format!("e{}", random_text(self.random.as_ref(), 9)).parse().map_err(AppError::ours)
    }

    /// Today in a time zone.
    pub fn today_in(&self, zone: &TimeZone) -> Date {
        self.clock.today(zone)
    }

    pub(crate) fn today_for(&self, service: &Service) -> Result<Date, AppError> {
        Ok(self.clock.today(&self.zone_of(service)?))
    }

    /// The time zone of the agency that owns the service's cases.
    pub fn zone_of(&self, service: &Service) -> Result<TimeZone, AppError> {
        TimeZone::get(&service.owner.time_zone).map_err(AppError::ours)
    }
}

/// When a draft changed now is erased: at a full hour, so that not every page somebody saves moves it.
fn expires_at(service: &Service, now: Timestamp) -> Timestamp {
    const HOUR: i64 = 3600;
    let end = now + draft_lifetime(service);
    let hours = end.as_second().div_euclid(HOUR);
    let full = Timestamp::from_second(hours * HOUR).unwrap_or(end);
    if full == end { end } else { Timestamp::from_second((hours + 1) * HOUR).unwrap_or(end) }
}

/// How long a draft is kept after it was last changed.
pub(crate) fn draft_lifetime(service: &Service) -> SignedDuration {
    let days = service.definition.retention.get("draft").map_or(30, |rule| rule.keep_days);
    SignedDuration::from_hours(24 * i64::from(days))
}
