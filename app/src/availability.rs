//! Whether a service takes submissions now: its days, the places left, and pauses by operators. The service offered now
//! decides, also for drafts begun in an earlier version.

use std::collections::BTreeMap;

use forms::{
    Service,
    definition::{Availability, Season, Span},
};
use jiff::{Timestamp, civil::Date};
use store::{
    Statement,
    availability::{Pause, count_anew, take_place},
};

use crate::{App, AppError, OpenDraft, worker::chain};

/// Whether a service takes submissions.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Standing {
    /// It does.
    Open,
    /// Not before this day.
    NotYet {
        /// Its first day.
        opens_on: Date,
    },
    /// Not any more.
    Closed {
        /// Its last day.
        closed_on: Date,
        /// What was begun in time can still be sent until this day, if it is to come.
        send_by: Option<Date>,
    },
    /// It has all it takes.
    Full {
        /// It takes more from this day; none: not again.
        again_on: Option<Date>,
    },
    /// An operator paused it.
    Paused {
        /// It goes on at this time; none: nobody knows yet.
        until_at: Option<Timestamp>,
        /// Why, by language.
        words: BTreeMap<String, String>,
    },
}

impl Standing {
    /// Somebody may begin.
    pub fn is_open(&self) -> bool {
        *self == Self::Open
    }

    /// What is under way may be sent.
    pub fn may_send(&self) -> bool {
        matches!(self, Self::Open | Self::Closed { send_by: Some(_), .. })
    }
}

/// What stands in the database about services on offer. Read every other second; what counts is asked again in the
/// commit that receives.
#[derive(Debug, Default)]
pub struct Conditions {
    pauses: BTreeMap<String, Pause>,
    received: BTreeMap<(String, String), i64>,
}

impl App {
    /// Whether a service takes submissions now.
    pub fn standing(&self, service: &Service) -> Result<Standing, AppError> {
        let conditions = self.services.conditions();
        if service.slug.is_preview() {
            return Ok(Standing::Open);
        }
        // A service that is not offered any more lets people finish what they began.
        let Ok(service) = self.services.current(service.slug.as_str()) else { return Ok(Standing::Open) };
        let today = self.today_for(&service)?;
        let slug = service.slug.as_str();
        let none = Availability::default();
        let availability = service.definition.availability.as_ref().unwrap_or(&none);
        let send_by = availability.send_by().filter(|last| today <= *last);
        let standing = match availability.season(today) {
            Season::Before(opens_on) => return Ok(Standing::NotYet { opens_on }),
            Season::After(closed_on) if send_by.is_none() => {
                return Ok(Standing::Closed { closed_on, send_by });
            }
            Season::After(closed_on) => Standing::Closed { closed_on, send_by },
            Season::Open => Standing::Open,
        };
        let now = self.now();
        if let Some(pause) =
            conditions.pauses.get(slug).filter(|one| one.until_at.is_none_or(|until| now < until))
        {
            return Ok(Standing::Paused { until_at: pause.until_at, words: pause.words.clone() });
        }
        let received = |span: &Span| conditions.received.get(&(slug.to_owned(), span.name.clone())).copied();
        let full =
            availability.spans(today).into_iter().find(|span| received(span) >= Some(i64::from(span.most)));
        Ok(full.map_or(standing, |span| Standing::Full { again_on: span.again_on }))
    }

    /// Reads what stands in the database about services on offer.
    pub async fn look_at_conditions(&self) -> Result<(), AppError> {
        let (before, mut conditions) = (self.services.conditions(), Conditions::default());
        for pause in self.store.pauses().await? {
            conditions.pauses.insert(pause.service.clone(), pause);
        }
        for service in self.services.all() {
            let slug = service.slug.as_str();
            for span in self.spans(&service)? {
                let at = (slug.to_owned(), span.name.clone());
                // Seen for the first time, it is counted: a limit is true also for what came before it.
                let received = self.received_in(&service, &span, before.received.contains_key(&at)).await;
                // Pauses and other services are looked at all the same, such as while the disk is full.
                if let Err(error) = &received {
                    tracing::warn!(error = %chain(error), slug, "what was received is not counted");
                }
                let received = received.ok().or_else(|| before.received.get(&at).copied());
                conditions.received.extend(received.map(|received| (at, received)));
            }
        }
        self.services.look(conditions);
        Ok(())
    }

    fn spans(&self, service: &Service) -> Result<Vec<Span>, AppError> {
        let Some(availability) = &service.definition.availability else { return Ok(Vec::new()) };
        Ok(availability.spans(self.today_for(service)?))
    }

    /// How many were received in a span.
    async fn received_in(&self, service: &Service, span: &Span, is_known: bool) -> Result<i64, AppError> {
        let slug = service.slug.as_str();
        if !is_known {
            let from = match span.from {
                Some(day) => day.to_zoned(self.zone_of(service)?).map_err(AppError::ours)?.timestamp(),
                None => Timestamp::UNIX_EPOCH,
            };
            self.store.commit(count_anew(slug, &span.name, from)).await?;
        }
        Ok(self.store.find_received(slug, &span.name).await?.unwrap_or_default())
    }

    /// The places a submission takes, for the commit that receives it.
    pub(crate) async fn places(&self, open: &OpenDraft) -> Result<Vec<Statement>, AppError> {
        let Ok(service) = self.services.current(open.service.slug.as_str()) else { return Ok(Vec::new()) };
        let mut places = Vec::new();
        for span in self.spans(&service)? {
            let slug = service.slug.as_str();
            if self.store.find_received(slug, &span.name).await?.is_none() {
                self.received_in(&service, &span, false).await?;
            }
            places.push(take_place(slug, &span.name, span.most));
        }
        Ok(places)
    }
}
