//! An installation for one test, without pages: its own store, systems of record, mailbox and clock.

use std::{collections::BTreeMap, sync::Arc};

use app::{App, Parts, Services, Settings, Submitted, Visitor, Worker};
use forms::{Catalogue, Fields, Place};
use jiff::{SignedDuration, Timestamp};
use model::{
    Case, Channel, Clock, Connector, DraftId, Duty, EventKind, Message, Obligation, Outside, PersonId,
    Random, Role, StaffId, StaffViewer, State, Viewer,
};
use store::{Draft, Keks, Store};
use testkit::{
    older, postgres, project,
    world::{FakeClock, FakeRandom, RecordingChannel, ScriptedSystem, Step},
};

use crate::garden::{self, SLUG};

pub const ANA: &str = "ana@example.org";

/// Another connector under a name, for tests that need one of their own.
pub type Others = Vec<(&'static str, Arc<dyn Connector>)>;

pub struct Bench {
    pub app: App,
    pub clock: Arc<FakeClock>,
    pub mail: Arc<RecordingChannel>,
    /// One system of record for each part of the plan.
    pub systems: BTreeMap<String, Arc<ScriptedSystem>>,
    others: Others,
    database_url: String,
    folder: tempfile::TempDir,
}

impl Bench {
    pub async fn new() -> Self {
        Self::with(garden::CHAIN, Vec::new()).await
    }

    pub async fn with(plan: &[(&str, &str, &str)], others: Others) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("portico.db").display());
        Self::on(plan, others, url, folder, 1).await
    }

    pub async fn postgres(plan: &[(&str, &str, &str)], others: Others) -> Self {
        Self::on(plan, others, postgres::new_database().unwrap(), tempfile::tempdir().unwrap(), 1).await
    }

    /// On what the first release left, taken over by today's program, at the time it was left.
    pub async fn of_first_release(is_postgres: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = if is_postgres {
            postgres::new_database().unwrap()
        } else {
            format!("sqlite:{}", folder.path().join("portico.db").display())
        };
        older::put(&url, &folder.path().join("files"));
        let bench = Self::on(garden::CHAIN, Vec::new(), url, folder, 9).await;
        let left_at: Timestamp = older::known()["now"].as_str().unwrap().parse().unwrap();
        bench.clock.pass(left_at.duration_since(bench.now()));
        bench
    }

    async fn on(
        plan: &[(&str, &str, &str)],
        others: Others,
        database_url: String,
        folder: tempfile::TempDir,
        seed: u64,
    ) -> Self {
        let clock = Arc::new(FakeClock::at("2026-11-22T15:00:00Z"));
        let mail = Arc::new(RecordingChannel::default());
        let system = |(part, _, _): &(&str, _, _)| ((*part).to_owned(), Arc::new(ScriptedSystem::default()));
        let systems: BTreeMap<_, _> = plan.iter().map(system).collect();
        let catalogue = garden::services(plan);
        let outside = outside(&mail, &systems, &others);
        let random = Arc::new(FakeRandom::seeded(seed));
        let app = node(&catalogue, &clock, outside, &database_url, &folder, random).await;
        Self { app, clock, mail, systems, others, database_url, folder }
    }

    /// Another process on the same data, with the same outside.
    pub async fn another_node(&self, plan: &[(&str, &str, &str)]) -> App {
        self.node_with(&garden::services(plan), Arc::new(FakeRandom::seeded(2))).await
    }

    /// Another process on the same data, with other services.
    pub async fn node_with(&self, services: &forms::Files, random: Arc<dyn Random>) -> App {
        let outside = outside(&self.mail, &self.systems, &self.others);
        node(services, &self.clock, outside, &self.database_url, &self.folder, random).await
    }

    pub fn database_url(&self) -> &str {
        &self.database_url
    }

    /// The database's name, of one made for this test.
    pub fn database_name(&self) -> &str {
        self.database_url.split(['/', '?']).nth(3).unwrap_or_default()
    }

    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    pub fn system(&self, part: &str) -> &ScriptedSystem {
        &self.systems[part]
    }

    pub fn expect(&self, part: &str, steps: impl IntoIterator<Item = Step>) {
        self.system(part).expect(steps);
    }

    pub fn pass_hours(&self, hours: i64) {
        self.clock.pass(SignedDuration::from_hours(hours));
    }

    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Somebody with a new session and an empty draft.
    pub async fn visitor(&self) -> (Visitor, DraftId) {
        let started = self.app.start(&Visitor::anonymous("en"), SLUG, false).await.unwrap();
        let visitor = Visitor { session: Some(started.session.unwrap().session), ..Visitor::anonymous("en") };
        let draft = self.app.open_draft(&visitor, SLUG).await.unwrap().draft.id;
        (visitor, draft)
    }

    pub async fn save(&self, visitor: &Visitor, page: &str, controls: &[(&str, &str)]) {
        let fields: Fields = controls.iter().copied().collect();
        let place = Place::page(page.parse().unwrap());
        let kept = self.app.save_page(visitor, SLUG, &place, &fields, false).await.unwrap();
        assert!(matches!(kept, app::Kept::Next(_)), "{page} was not kept");
    }

    /// A visitor whose draft is ready to be sent; without an address when `email` is empty.
    pub async fn ready(&self, email: &str) -> (Visitor, DraftId) {
        let (visitor, draft) = self.visitor().await;
        self.save(&visitor, "your-name", &[("full_name", "Ana Example")]).await;
        self.save(&visitor, "your-email", &[("email", email)]).await;
        self.save(&visitor, "plot-size", &[("plot_size", "small")]).await;
        (visitor, draft)
    }

    /// A case just received.
    pub async fn sent(&self, email: &str) -> Case {
        let (visitor, draft) = self.ready(email).await;
        let submitted = self.app.submit(&visitor, &draft, None).await.unwrap();
        assert!(matches!(submitted, Submitted::Received(_)), "{submitted:?}");
        self.case_of(&draft).await
    }

    pub async fn case_of(&self, draft: &DraftId) -> Case {
        let submission = self.app.store.find_submission_by_draft(draft).await.unwrap().unwrap();
        self.app.store.find_case(&submission.case).await.unwrap().unwrap()
    }

    pub async fn reread(&self, case: &Case) -> Case {
        self.app.store.find_case(&case.id).await.unwrap().unwrap()
    }

    /// Works off what is due now.
    pub async fn work(&self) {
        let worker = Worker::new(self.app.clone());
        while worker.round().await.unwrap() > 0 {}
    }

    /// Lets time pass until nothing is owed any more.
    pub async fn work_to_the_end(&self) {
        self.work().await;
        while let Some(next) = self.app.store.next_due_at().await.unwrap() {
            self.clock.pass(next.duration_since(self.now()).max(SignedDuration::from_secs(1)));
            self.work().await;
        }
    }

    pub async fn obligations(&self, case: &Case) -> Vec<Obligation> {
        self.app.store.obligations_of(&case.id).await.unwrap()
    }

    pub async fn part(&self, case: &Case, part: &str) -> Obligation {
        let of_part =
            |one: &Obligation| matches!(&one.duty, Duty::HandOver { plan_item, .. } if plan_item == part);
        self.obligations(case).await.into_iter().find(of_part).unwrap()
    }

    pub async fn state(&self, case: &Case, part: &str) -> State {
        self.part(case, part).await.state
    }

    pub async fn events(&self, case: &Case) -> Vec<EventKind> {
        let key = self.app.store.key(&case.key).await.unwrap();
        let events = self.app.store.events_of(&case.id, &key).await.unwrap();
        events.into_iter().map(|event| event.kind).collect()
    }

    /// Messages about something that were sent to Ana.
    pub async fn told(&self, case: &Case, about: &str) -> Vec<Message> {
        let mut told = Vec::new();
        for one in self.obligations(case).await {
            if matches!(&one.duty, Duty::Notify { about: known, .. } if known == about) {
                told.extend(
                    self.mail.sent().into_iter().filter(|message| message.key == one.id && message.to == ANA),
                );
            }
        }
        told
    }

    /// The draft becomes somebody's, with an address that was proved.
    pub async fn prove(&self, draft: &DraftId) -> Visitor {
        let person = PersonId::random(self.app.random.as_ref());
        let draft = self.app.store.find_draft(draft).await.unwrap().unwrap();
        let key = self.app.store.key(&draft.key).await.unwrap();
        let (person_id, email) = (Some(person.clone()), Some(ANA.to_owned()));
        let proved = Draft { person: person_id, email, email_confirmed: true, ..draft };
        self.app.store.commit(store::drafts::update(&proved, &key)).await.unwrap();
        Visitor { viewer: Viewer::Resident(person), ..Visitor::anonymous("en") }
    }

    pub fn staff(&self, agency: &str) -> Visitor {
        let id = StaffId::random(self.app.random.as_ref());
        let staff =
            StaffViewer { id, name: "Sam Sample".into(), agency: agency.into(), role: Role::Supervisor };
        Visitor { viewer: Viewer::Staff(staff), ..Visitor::anonymous("en") }
    }
}

fn outside(
    mail: &Arc<RecordingChannel>,
    systems: &BTreeMap<String, Arc<ScriptedSystem>>,
    others: &Others,
) -> Outside {
    let mut outside = Outside::default();
    outside.channels.insert("email".to_owned(), mail.clone() as Arc<dyn Channel>);
    for (name, system) in systems {
        outside.connectors.insert(name.clone(), system.clone() as Arc<dyn Connector>);
    }
    for (name, other) in others {
        outside.connectors.insert((*name).to_owned(), other.clone());
    }
    outside
}

/// One process. Its own chance, or two would make the same ids.
async fn node(
    services: &forms::Files,
    clock: &Arc<FakeClock>,
    outside: Outside,
    database_url: &str,
    folder: &tempfile::TempDir,
    random: Arc<dyn Random>,
) -> App {
    let settings = store::Settings {
        database_url: database_url.to_owned(),
        pool_size: 4,
        kek: Keks::parse(&Keks::new_text("test", &FakeRandom::default())).unwrap(),
        files_dir: folder.path().join("files"),
    };
    let store = Store::open(&settings, random.clone()).await.unwrap();
    store.migrate().await.unwrap();
    let (catalogue, problems) = Catalogue::load(services);
    assert!(problems.is_empty(), "the service does not load: {problems:?}");
    let catalogue = catalogue.unwrap();
    let services = Services::offer(catalogue, &store, clock.as_ref()).await.unwrap();
    App::new(Parts {
        store,
        services,
        outside,
        words: project::words(),
        clock: clock.clone() as Arc<dyn Clock>,
        random,
        settings: Settings {
            base_url: "http://localhost".parse().unwrap(),
            site_name: "Columbia Lake".to_owned(),
            default_locale: "en".to_owned(),
            node: "node".to_owned(),
            second_factor_required: false,
        },
        wake: tokio::sync::Notify::new(),
    })
}
