//! What residents see of their cases: all of it when signed in, stage and dates only with a reference and its secret.

use std::{collections::BTreeMap, sync::Arc};

use forms::{Service, SummarySection};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use model::{
    Act, Audience, Case, CaseId, CaseReference, Duty, EventKind, Obligation, ReceiptSecret, State,
    current_parts,
};
use store::{DataKey, Draft};

use crate::{App, AppError, Line, OpenDraft, Visitor, timeline::Reader};

/// "My cases and drafts".
pub struct MyList {
    /// Drafts, last changed first.
    pub drafts: Vec<DraftLine>,
    /// Cases, newest first.
    pub cases: Vec<CaseLine>,
}

/// A draft in the list.
pub struct DraftLine {
    /// The draft.
    pub draft: Draft,
    /// Its service.
    pub service: Arc<Service>,
    /// The day it is deleted unless changed, where the agency is.
    pub expires_on: Date,
    /// The service changed, and some questions are asked again.
    pub asks_again: bool,
}

/// A case in the list.
pub struct CaseLine {
    /// The case.
    pub case: Case,
    /// Its service, in the version of the submission.
    pub service: Arc<Service>,
    /// The day it was received, where the agency is.
    pub received_on: Date,
}

/// One part of the fulfilment plan and what became of it.
pub struct Part {
    /// What is done, for the applicant.
    pub label: String,
    /// The agency's name.
    pub agency: String,
    /// What became of it.
    pub state: PartState,
}

/// What became of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartState {
    /// Other parts come first.
    Waiting,
    /// On its way, nothing unusual.
    OnItsWay,
    /// The other side does not answer; it is tried again.
    Delayed,
    /// They have it.
    Accepted {
        /// Their reference.
        reference: String,
        /// Since when.
        at: Option<Timestamp>,
    },
    /// They do not have it, for good; the person was told.
    Failed,
}

/// A case as its applicant sees it.
pub struct CaseView {
    /// The case.
    pub case: Case,
    /// Its service, in the version of the submission.
    pub service: Arc<Service>,
    /// What happened, newest first.
    pub lines: Vec<Line>,
    /// Each agency's part.
    pub parts: Vec<Part>,
    /// The answers as sent.
    pub answers: Vec<SummarySection>,
    /// The second secret, for the receipt.
    pub secret: ReceiptSecret,
    /// When a decision is aimed for.
    pub target_on: Date,
}

/// Where a case stands, in words.
pub struct StatusWords {
    /// A word or two.
    pub label: String,
    /// What it means for the applicant.
    pub means: String,
}

/// What anybody with reference and secret may know: stage and dates (STANDARDS ID-06).
pub struct Glance {
    /// The service's title.
    pub service: String,
    /// The status in a word or two.
    pub status: String,
    /// Every status it had, the newest first, each in a word or two with the day it began.
    pub statuses: Vec<(String, Date)>,
    /// What it means. The same for everybody with this status.
    pub means: String,
    /// It has ended.
    pub has_ended: bool,
    /// When a decision is aimed for.
    pub target_on: Date,
}

impl DraftLine {
    /// Whether it can be kept longer once more.
    pub fn may_snooze(&self) -> bool {
        self.draft.snoozed < crate::drafts::MOST_SNOOZES
    }

    /// By how many days it is kept longer each time.
    pub fn snooze_days(&self) -> i64 {
        crate::drafts::draft_lifetime(&self.service).as_hours() / 24
    }
}

impl App {
    /// The address the visitor signed in with.
    pub async fn my_email(&self, visitor: &Visitor) -> Result<Option<String>, AppError> {
        match visitor.person() {
            Some(person) => Ok(self.store.find_person(person).await?.map(|person| person.email)),
            None => Ok(None),
        }
    }

    /// Drafts and cases of whoever is asking.
    pub async fn my_list(&self, visitor: &Visitor) -> Result<MyList, AppError> {
        let mut list = MyList { drafts: Vec::new(), cases: Vec::new() };
        for draft in self.drafts_of(visitor).await? {
            // The link leads to a preview, and nothing else does.
            if draft.service.starts_with(forms::ServiceSlug::PREVIEW) {
                continue;
            }
            let key = self.store.key(&draft.key).await?;
            let open = self.moved(draft, key).await?;
            let asks_again = open.journey().asked_again().next().is_some();
            let OpenDraft { draft, service, .. } = open;
            let expires_on = self.zone_of(&service)?.to_datetime(draft.expires_at).date();
            list.drafts.push(DraftLine { draft, service, expires_on, asks_again });
        }
        if let Some(person) = visitor.person() {
            for case in self.store.cases_of_person(person).await? {
                let service =
                    self.services.version(&self.store, &case.service, &case.service_version).await?;
                let received_on = self.zone_of(&service)?.to_datetime(case.received_at).date();
                list.cases.push(CaseLine { case, service, received_on });
            }
        }
        Ok(list)
    }

    /// A case for its applicant.
    pub async fn my_case(&self, visitor: &Visitor, id: &CaseId) -> Result<CaseView, AppError> {
        let case = self.store.find_case(id).await?.ok_or(AppError::NotFound)?;
        let may = visitor.viewer.may_on(Act::ViewCase, &case)?;
        let service = self.services.version(&self.store, &case.service, &case.service_version).await?;
        let key = self.store.key(&case.key).await?;
        let submission = self.store.submission_of_case(&may, id).await?.ok_or(AppError::NotFound)?;
        let zone = self.zone_of(&service)?;
        let speaker = self.speaker(&service, &visitor.locale)?;
        let received_on = zone.to_datetime(case.received_at).date();
        let answers = service.summary(&submission.answers, &speaker, received_on);
        let events = self.store.events_of(id, &key).await?;
        let reader = Reader { speaker, zone, audience: Audience::Everyone, names: BTreeMap::new() };
        let lines = reader.lines(&events);
        let parts = self.parts_of(&case, &service, &visitor.locale).await?;
        let (secret, target_on) = (self.secret_of(id), target_on(&case, &service, &reader.zone));
        Ok(CaseView { case, service, lines, parts, answers, secret, target_on })
    }

    /// Each agency's part of a case and what became of it. Whoever asks was allowed to see the case.
    pub async fn parts_of(
        &self,
        case: &Case,
        service: &Service,
        locale: &str,
    ) -> Result<Vec<Part>, AppError> {
        let words = service.words(locale);
        let parts =
            current_parts(self.store.obligations_of(&case.id).await?).into_iter().filter_map(|obligation| {
                let Duty::HandOver { plan_item, .. } = &obligation.duty else { return None };
                Some(Part {
                    label: words.say(&format!("plan-{plan_item}-label")),
                    agency: words.say(&format!("agency-{}-name", obligation.agency)),
                    state: part_state(&obligation),
                })
            });
        Ok(parts.collect())
    }

    /// Stage and dates for a reference and its secret. Wrong and not there are the same answer, in the same time.
    pub async fn glance(
        &self,
        reference: &str,
        secret: &str,
        locale: &str,
    ) -> Result<Option<Glance>, AppError> {
        let found = match CaseReference::parse(reference) {
            Ok(reference) => self.store.find_case_by_reference(&reference).await?,
            Err(_) => None,
        };
        // The same work is done when there is no such case.
        let nobody = CaseId::random(self.random.as_ref());
        let right = self.secret_of(found.as_ref().map_or(&nobody, |case| &case.id));
        let typed = ReceiptSecret::parse(secret);
        let right = self.store.hash("compare", right.as_str());
        let fits = self.store.hash_fits("compare", typed.as_str(), &right);
        let Some(case) = found.filter(|_| fits) else { return Ok(None) };
        match self.store.key(&case.key).await {
            Ok(key) => Ok(Some(self.glance_at(&case, &key, locale).await?)),
            // Erased when its time was over: there is nothing left to tell anybody.
            Err(store::StoreError::Erased) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Where a case stands, in words. `service` is the version of its submission: when the version offered now has
    /// another status in its place, that one is shown. What was written down stays as it was.
    pub fn status_of(&self, case: &Case, service: &Service, locale: &str) -> StatusWords {
        self.status_words(service, &case.status, locale)
    }

    fn status_words(&self, service: &Service, status: &str, locale: &str) -> StatusWords {
        let known = |service: &Service| service.definition.statuses.iter().any(|s| s.id.as_str() == status);
        let now = self.services.current(service.slug.as_str()).ok().filter(|now| !known(now));
        let moved = now.as_ref().and_then(|now| Some((now.as_ref(), now.status_now(status)?.id.as_str())));
        let (service, status) = moved.unwrap_or((service, status));
        let words = service.words(locale);
        StatusWords {
            label: words.say(&format!("status-{status}-label")),
            means: words.say(&format!("status-{status}-means")),
        }
    }

    async fn glance_at(&self, case: &Case, key: &DataKey, locale: &str) -> Result<Glance, AppError> {
        let service = self.services.version(&self.store, &case.service, &case.service_version).await?;
        let zone = self.zone_of(&service)?;
        let words = service.words(locale);
        let status = self.status_of(case, &service, locale);
        let first = service.definition.statuses.first().map(|first| first.id.as_str());
        let events = self.store.events_of(&case.id, key).await?;
        let had = events.iter().filter_map(|event| match &event.kind {
            EventKind::SubmissionReceived => Some((first?, event.at)),
            EventKind::StatusChanged { status, .. } => Some((status.as_str(), event.at)),
            _ => None,
        });
        let on = |at| zone.to_datetime(at).date();
        let mut statuses: Vec<(String, Date)> =
            had.map(|(status, at)| (self.status_words(&service, status, locale).label, on(at))).collect();
        statuses.reverse();
        Ok(Glance {
            service: words.say("title"),
            status: status.label,
            statuses,
            means: status.means,
            has_ended: case.outcome.is_some(),
            target_on: target_on(case, &service, &zone),
        })
    }
}

/// The day a decision is aimed for: what was promised when it was received. `service` is the version of its submission,
/// which says it for cases received before that day was kept with them.
pub fn target_on(case: &Case, service: &Service, zone: &TimeZone) -> Date {
    let most = || in_days(zone.to_datetime(case.received_at).date(), *service.target_range().end());
    case.target_on.unwrap_or_else(most)
}

/// So many days after one.
pub(crate) fn in_days(day: Date, days: u16) -> Date {
    day.saturating_add(jiff::Span::new().days(i64::from(days)))
}

fn part_state(obligation: &Obligation) -> PartState {
    match &obligation.state {
        State::Waiting => PartState::Waiting,
        State::Due | State::Asking if obligation.attempts > 0 => PartState::Delayed,
        State::Due | State::Asking => PartState::OnItsWay,
        State::Accepted(accepted) => {
            PartState::Accepted { reference: accepted.reference.clone(), at: obligation.ended_at }
        }
        State::Failed { .. } => PartState::Failed,
    }
}
