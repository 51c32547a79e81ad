//! A whole installation for one test: real store, real services, real pages; the outside world as told.

use std::{collections::BTreeMap, net::SocketAddr, sync::Arc};

use app::{App, Parts, Services, Settings, Worker};
use forms::{Catalogue, Files};
use model::{Channel, Clock, Connector, Outside, Random, Scanner, State};
use store::{Keks, Store};
use tokio::sync::oneshot;
use web::{
    Assets, Given, Health, Help, Limits, Patience, Room, RoomSettings, Site, Templates, Web, asset_addresses,
};

use crate::{
    logged, project,
    world::{FakeClock, FakeRandom, RecordingChannel, ScriptedSystem},
};

/// A whole installation. Close it at the end: it refuses to go while somebody is owed something, or when an error was
/// logged that the test did not expect.
pub struct TestSite {
    /// Use cases.
    pub app: App,
    /// What pages are made with.
    pub web: Arc<Web>,
    /// Where it can be reached.
    pub address: SocketAddr,
    /// Time stands still until it is moved.
    pub clock: Arc<FakeClock>,
    /// What was sent by email.
    pub mail: Arc<RecordingChannel>,
    /// Every system of record; one for all connectors of the services that come with Portico.
    pub system: Arc<ScriptedSystem>,
    /// Turns, to be held, and who waits.
    pub room: Arc<Room>,
    /// The folder that everything is kept in.
    pub folder: tempfile::TempDir,
    stop: Option<oneshot::Sender<()>>,
    is_closed: bool,
    expects_errors: bool,
}

/// Names of connectors that the services' plans use.
fn connector_names(catalogue: &Catalogue) -> Vec<String> {
    let plans = catalogue.services().flat_map(|service| &service.definition.plan);
    plans.map(|item| item.connector.clone()).collect()
}

/// What may differ from one test's installation to the next.
pub struct Setup {
    /// The services on offer.
    pub services: Files,
    /// Where the data is; `None`: a new SQLite file.
    pub database_url: Option<String>,
    /// Tries a minute, by subject and by network address.
    pub limits: [u32; 2],
    /// Drafts and megabytes that one network may begin and give at once.
    pub shares: [u32; 2],
    /// How long a browser may take.
    pub patience: Patience,
    /// Turns, and when people wait.
    pub room: RoomSettings,
    /// Requests come through a proxy that adds their address to `X-Forwarded-For`.
    pub is_behind_proxy: bool,
    /// Its address; `https` makes cookies secure. `None`: the one it listens on.
    pub base_url: Option<String>,
    /// Addresses of agencies' real databases, by connector; the others are played by one scripted system.
    pub agencies: BTreeMap<String, String>,
    /// Staff must have a second factor.
    pub second_factor_required: bool,
    /// The address of what looks into files that people give.
    pub scanner: Option<String>,
    /// Chance begins here: two installations on the same data must not make the same ids.
    pub seed: u64,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            services: project::services(),
            database_url: None,
            limits: [1000, 100_000],
            shares: [300, 2000],
            patience: Patience::default(),
            room: RoomSettings::default(),
            is_behind_proxy: false,
            base_url: None,
            agencies: BTreeMap::new(),
            second_factor_required: false,
            scanner: None,
            seed: 0,
        }
    }
}

impl TestSite {
    /// With the services that come with Portico.
    pub async fn new() -> Self {
        Self::set_up(Setup::default()).await
    }

    /// With other services.
    pub async fn with(services: Files) -> Self {
        Self::set_up(Setup { services, ..Setup::default() }).await
    }

    /// As a test wants it.
    ///
    /// # Panics
    /// When something does not start.
    pub async fn set_up(setup: Setup) -> Self {
        Self::in_folder(setup, tempfile::tempdir().expect("a folder for the test")).await
    }

    /// Stops, and starts again on the same data with other services: their files were changed meanwhile.
    ///
    /// # Panics
    /// When something does not start.
    pub async fn again_with(mut self, services: Files) -> Self {
        let folder = std::mem::replace(&mut self.folder, tempfile::tempdir().expect("a folder"));
        self.is_closed = true;
        drop(self);
        Self::in_folder(Setup { services, seed: 1, ..Setup::default() }, folder).await
    }

    /// Offers other services while people are at work: their files were changed.
    ///
    /// # Panics
    /// When they do not load.
    pub async fn offer(&self, services: &Files) {
        let (catalogue, problems) = Catalogue::load(services);
        let catalogue = catalogue.unwrap_or_else(|| panic!("the services do not load: {problems:?}"));
        let offered = self.app.services.offer_instead(catalogue, &self.app.store, self.clock.as_ref()).await;
        offered.expect("the services are offered");
    }

    async fn in_folder(setup: Setup, folder: tempfile::TempDir) -> Self {
        logged::listen();
        let clock = Arc::new(FakeClock::at("2026-11-22T15:00:00Z"));
        let kek = Keks::new_text("test", &FakeRandom::default());
        let random: Arc<dyn Random> = Arc::new(FakeRandom::seeded(setup.seed));
        let own_file = || format!("sqlite:{}", folder.path().join("portico.db").display());
        let settings = store::Settings {
            database_url: setup.database_url.clone().unwrap_or_else(own_file),
            pool_size: 4,
            kek: Keks::parse(&kek).expect("a key"),
            files_dir: folder.path().join("files"),
        };
        let store = Store::open(&settings, random.clone()).await.expect("the store opens");
        store.migrate().await.expect("the tables are made");
        let (catalogue, problems) = Catalogue::load(&setup.services);
        let catalogue = catalogue.unwrap_or_else(|| panic!("the services do not load: {problems:?}"));
        let (mail, system) = (Arc::new(RecordingChannel::default()), Arc::new(ScriptedSystem::default()));
        let mut outside = Outside { scanner: setup.scanner.as_deref().map(scanner), ..Outside::default() };
        outside.channels.insert("email".to_owned(), mail.clone() as Arc<dyn Channel>);
        for name in connector_names(&catalogue) {
            let real = setup.agencies.get(&name).map(|url| connect::sql::open(url).expect("an address"));
            outside.connectors.insert(name, real.unwrap_or_else(|| system.clone() as Arc<dyn Connector>));
        }
        let services =
            Services::offer(catalogue, &store, clock.as_ref()).await.expect("the services are offered");
        let app = App::new(Parts {
            store,
            services,
            outside,
            words: project::words(),
            clock: clock.clone() as Arc<dyn Clock>,
            random,
            settings: Settings {
                base_url: "http://localhost".parse().expect("an address"),
                site_name: "Columbia Lake".to_owned(),
                default_locale: "en".to_owned(),
                node: "test".to_owned(),
                second_factor_required: setup.second_factor_required,
            },
            wake: tokio::sync::Notify::new(),
        });
        let room = Arc::new(Room::new(setup.room.clone()));
        let (web, address, stop) = listen(app.clone(), &setup, room.clone()).await;
        Self {
            app,
            web,
            address,
            clock,
            mail,
            system,
            room,
            folder,
            stop: Some(stop),
            is_closed: false,
            expects_errors: false,
        }
    }

    /// Works off everything that is due now.
    ///
    /// # Panics
    /// When the worker fails.
    pub async fn work(&self) {
        let worker = Worker::new(self.app.clone());
        while worker.round().await.expect("the worker works") > 0 {}
    }

    /// Ends the test: works off what is due and refuses to go while anything is owed.
    ///
    /// # Panics
    /// When an obligation has no end.
    pub async fn close(mut self) {
        self.work().await;
        let left = self.app.store.without_end(None, None, 10).await.expect("the store answers");
        self.is_closed = true;
        let waiting: Vec<_> = left.iter().map(|left| (&left.duty, &left.state, &left.last_failure)).collect();
        assert!(left.is_empty(), "obligations without an end: {waiting:?}");
        self.look_at_errors();
    }

    /// Ends a test that is about an obligation that cannot end.
    ///
    /// # Panics
    /// When an error was logged that the test did not expect.
    pub fn leave(mut self) {
        self.is_closed = true;
        self.look_at_errors();
    }

    /// This test is about something that goes wrong: by its end an error must be in the log.
    pub fn expect_errors(&mut self) {
        self.expects_errors = true;
    }

    fn look_at_errors(&self) {
        let errors = logged::take();
        if self.expects_errors {
            assert!(!errors.is_empty(), "the test expects an error in the log, and there is none");
        } else {
            assert!(errors.is_empty(), "errors were logged: {errors:#?}");
        }
    }

    /// How many obligations a state has.
    ///
    /// # Panics
    /// When the store does not answer.
    pub async fn count(&self, state: &State) -> i64 {
        let sql = "SELECT COUNT(*) AS many FROM obligations WHERE state = $1";
        let rows = self.app.store.read(sql, vec![state.name().into()]).await.expect("the store answers");
        rows.first().map_or(0, |row| row.int("many").expect("a number"))
    }
}

impl Drop for TestSite {
    fn drop(&mut self) {
        drop(self.stop.take());
        if !std::thread::panicking() {
            assert!(self.is_closed, "close the site at the end of the test: somebody may be owed something");
        }
    }
}

fn scanner(address: &str) -> Arc<dyn Scanner> {
    let patience = std::time::Duration::from_secs(20);
    Arc::new(connect::clamd::Clamd::new(address, patience).expect("an address"))
}

async fn listen(app: App, setup: &Setup, room: Arc<Room>) -> (Arc<Web>, SocketAddr, oneshot::Sender<()>) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let base_url = setup.base_url.clone().unwrap_or_else(|| format!("http://{address}"));
    let [subject, network] = setup.limits;
    let limits = Limits::new(subject, network).with_shares(setup.shares);
    let mut web = Web { limits, room, patience: setup.patience, ..pages(app, &base_url) };
    web.site.is_behind_proxy = setup.is_behind_proxy;
    let web = Arc::new(web);
    let (stop, stopped) = oneshot::channel();
    let until = async {
        let _ = stopped.await;
    };
    tokio::spawn(web::serve(web.clone(), listener, None, until));
    (web, address, stop)
}

/// Everything pages need, for an installation that is plainly invented.
///
/// # Panics
/// When the assets were not built or a template is not valid.
pub fn pages(app: App, base_url: &str) -> Web {
    let assets = Assets::built_in().expect("the assets are built: run `make assets`");
    let given =
        Given { words: app.words.clone(), assets: asset_addresses(&assets), default_locale: "en".to_owned() };
    Web {
        kept: web::KeptPages::default(),
        front: web::Front::default(),
        templates: Templates::load(None, given).expect("the templates are valid"),
        assets,
        site: site(base_url),
        limits: Limits::new(1000, 100_000),
        room: Arc::new(Room::new(RoomSettings::default())),
        patience: Patience::default(),
        health: Health::default(),
        mailbox: None,
        app,
    }
}

fn site(base_url: &str) -> Site {
    let languages = [("en", "English"), ("es", "Español"), (forms::words::PSEUDO_LOCALE, "Pseudo")];
    Site {
        name: "Columbia Lake".to_owned(),
        banner: true,
        demo: false,
        stylesheet: None,
        domain: "portal.columbia-lake.example.gov".to_owned(),
        owner: "State of Columbia Lake".to_owned(),
        owner_href: None,
        links: Vec::new(),
        help: Help {
            name: "Columbia Lake Help".to_owned(),
            phone: "555-555-0100".to_owned(),
            phone_href: "tel:+15555550100".to_owned(),
            hours: "Monday to Friday, 8 a.m. to 6 p.m.".to_owned(),
            email: "help@columbia-lake.example.gov".to_owned(),
        },
        languages: languages.map(|(tag, name)| (tag.to_owned(), name.to_owned())).into(),
        default_locale: "en".to_owned(),
        is_secure: base_url.starts_with("https:"),
        is_behind_proxy: false,
        demo_accounts: Vec::new(),
        security_email: "security@columbia-lake.example.gov".to_owned(),
        base_url: base_url.to_owned(),
    }
}
