//! Made-up cases for measuring: of the services on offer, with answers from their examples, of all ages and at all
//! stages, with the events, obligations, attempts and audit entries that a case has come to by its age. Every value that
//! is personal is really sealed, so sizes are true. Documents are left out.

mod course;
mod dice;
mod life;
mod people;

use std::sync::Arc;

use forms::{Answers, Facts, PlannedItem, Service, definition::SignIn};
use jiff::{SignedDuration, Timestamp};
use model::{KeyId, Random, Role, Staff, StaffId};
use store::{DataKey, NewAuditEntry, Person, Statement};

use crate::{App, AppError};
pub use dice::Dice;
use dice::{below, happens, one};
use life::Life;
use people::Invented;

/// Cases are of the last three years.
const AGES: SignedDuration = SignedDuration::from_hours(3 * 365 * 24);
/// People who work for each agency.
const STAFF: usize = 6;
/// Most recent people who may come again.
const KNOWN: usize = 200;

/// A service with one of its examples.
struct Kind {
    service: Arc<Service>,
    example: Answers,
    parts: Vec<PlannedItem>,
    weight: usize,
}

/// Makes cases up.
pub struct Maker {
    app: App,
    kinds: Vec<Kind>,
    staff: Vec<Staff>,
    now: Timestamp,
}

/// What was made up: rows to keep, and audit entries to chain in this order.
#[derive(Default)]
pub struct Made {
    /// Rows.
    pub rows: Vec<Statement>,
    /// Audit entries, by the time they were written.
    pub audit: Vec<NewAuditEntry>,
    known: Vec<Known>,
}

/// Somebody made up who may send something again.
#[derive(Clone)]
struct Known {
    who: Invented,
    person: Person,
}

impl Maker {
    /// For the services on offer. Those without an example that can be sent are left out.
    pub async fn new(app: App) -> Result<Self, AppError> {
        let now = app.now();
        let mut kinds = Vec::new();
        for service in app.services.all() {
            let today = app.today_for(&service)?;
            let examples = service.samples(today).into_iter();
            let ready = examples.filter_map(|example| forms::ready(&service, &example.answers, today).ok());
            let ready: Vec<Answers> = ready.collect();
            // Short errands are run more often than long ones.
            let minutes = usize::from(service.definition.minutes).max(1);
            let weight = 10_000 / minutes.isqrt().max(1) / ready.len().max(1);
            kinds.extend(ready.into_iter().map(|example| Kind {
                parts: service.plan_items(&example, &Facts::default(), today),
                service: service.clone(),
                example,
                weight,
            }));
        }
        if kinds.is_empty() {
            return Err(AppError::Conflict("no service on offer has an example (samples/) that can be sent"));
        }
        let staff = made_up_staff(&app).await?;
        Ok(Self { app, kinds, staff, now })
    }

    /// Cases `from` up to but not `to` of so many that are wanted, in the order they were received.
    pub fn cases(&self, from: u64, to: u64, wanted: u64) -> Result<Made, AppError> {
        let mut made = Made::default();
        for number in from..to {
            self.case(number, self.received_at(number, wanted), &mut made)?;
        }
        made.audit.sort_by_key(|entry| entry.at);
        Ok(made)
    }

    /// The first wanted case is the oldest, the last one is of this moment.
    fn received_at(&self, number: u64, wanted: u64) -> Timestamp {
        let whole = AGES.as_micros();
        let age = whole - whole * i128::from(number + 1) / i128::from(wanted.max(1));
        self.now - SignedDuration::from_micros(i64::try_from(age).unwrap_or_default())
    }

    fn case(&self, number: u64, received_at: Timestamp, made: &mut Made) -> Result<(), AppError> {
        let random = self.app.random.as_ref();
        let kind = self.kind(random);
        dice::tell(received_at);
        let (who, person) = self.somebody(kind, received_at, made)?;
        let (key, keep_key) = self.app.store.new_key("draft");
        made.rows.push(keep_key);
        let mut life = Life::begin(self, kind, &who, person.as_ref(), key, (number, received_at));
        for (at, step) in course::steps(kind, received_at, random) {
            if at > self.now || !life.go_on(at, &step)? {
                break;
            }
        }
        life.keep(made)
    }

    fn kind(&self, random: &dyn Random) -> &Kind {
        let mut drawn = below(random, self.kinds.iter().map(|kind| kind.weight).sum());
        let fits = |kind: &&Kind| {
            let is_it = drawn < kind.weight;
            drawn = drawn.saturating_sub(kind.weight);
            is_it
        };
        #[expect(clippy::indexing_slicing, reason = "a maker without kinds is never made")]
        self.kinds.iter().find(fits).unwrap_or(&self.kinds[0])
    }

    /// Who sends it: somebody new, or somebody who was here before. Services for guests know nobody.
    fn somebody(
        &self,
        kind: &Kind,
        at: Timestamp,
        made: &mut Made,
    ) -> Result<(Invented, Option<Person>), AppError> {
        let random = self.app.random.as_ref();
        if kind.service.definition.sign_in != SignIn::Email {
            return Ok((Invented::new(random), None));
        }
        if happens(random, 400)
            && let Some(known) = one(random, &made.known)
        {
            return Ok((known.who.clone(), Some(known.person.clone())));
        }
        let who = Invented::new(random);
        let (key, keep_key) = self.app.store.new_key("person");
        let person = self.person(&who, key.id().clone(), at);
        made.rows.extend([keep_key, store::people::insert(&person, &key)]);
        self.facts(kind, &who, &person, &key, made)?;
        let known = Known { who: who.clone(), person: person.clone() };
        let place = below(random, KNOWN);
        match made.known.get_mut(place) {
            Some(old) => *old = known,
            None => made.known.push(known),
        }
        Ok((who, Some(person)))
    }

    fn person(&self, who: &Invented, key: KeyId, created_at: Timestamp) -> Person {
        let random = self.app.random.as_ref();
        Person {
            id: model::PersonId::random(random),
            email: who.email.clone(),
            email_hash: self.app.store.email_hash(&who.email),
            locale: if happens(random, 150) { "es" } else { "en" }.to_owned(),
            key,
            created_at,
        }
    }

    fn facts(
        &self,
        kind: &Kind,
        who: &Invented,
        person: &Person,
        key: &DataKey,
        made: &mut Made,
    ) -> Result<(), AppError> {
        let answers = who.answers(&kind.example, self.app.random.as_ref());
        for (fact, answer) in forms::facts(&kind.service, &answers) {
            let name = serde_json::to_value(fact).map_err(AppError::ours)?;
            let name = name.as_str().unwrap_or_default().to_owned();
            let said_on = self.app.zone_of(&kind.service)?.to_datetime(person.created_at).date();
            let from_service = kind.service.slug.to_string();
            let fact = store::PersonFact { name, answer, from_service, said_on };
            made.rows.push(store::facts::insert_fact(&person.id, &fact, key));
        }
        Ok(())
    }
}

/// A few people at each agency, whom nobody can sign in as: names for timelines and audit entries.
async fn made_up_staff(app: &App) -> Result<Vec<Staff>, AppError> {
    const NAMES: [&str; STAFF] =
        ["Casey Sample", "Robin Sample", "Alex Sample", "Jamie Sample", "Drew Sample", "Quinn Sample"];
    let known = app.store.list_staff().await?;
    let mut all = Vec::new();
    for (agency, _) in app.services.now().agencies().iter() {
        for name in NAMES {
            let first = name.split(' ').next().unwrap_or_default().to_lowercase();
            let email = format!("{first}@{agency}.bench-data.example.org");
            if let Some(staff) = known.iter().find(|staff| staff.email == email) {
                all.push(staff.clone());
                continue;
            }
            let staff = Staff {
                id: StaffId::random(app.random.as_ref()),
                email,
                name: name.to_owned(),
                agency: agency.to_string(),
                role: Role::Caseworker,
            };
            app.store.commit(app.store.insert_staff(&staff, "", None)).await?;
            all.push(staff);
        }
    }
    Ok(all)
}
