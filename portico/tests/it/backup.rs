//! Backups made while people use the portal, put back elsewhere; and damage, named and not served.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use model::{CaseReference, FileId};
use testkit::{
    postgres,
    trial::{
        portal::{Database, Portal, Setup},
        resident::{Report, Resident},
    },
    world::FakeRandom,
};

use crate::program::{folder, run, text};

/// A portal at work, and residents who report street problems until told to stop.
struct Stage {
    portal: Arc<Portal>,
    folder: PathBuf,
    over: Arc<AtomicBool>,
    told: Arc<Mutex<Vec<Report>>>,
    residents: Vec<tokio::task::JoinHandle<()>>,
}

impl Stage {
    fn begin(name: &str, database: Database) -> Self {
        let folder = folder(name);
        let program = Path::new(env!("CARGO_BIN_EXE_portico"));
        let portal = Portal::prepare(program, &folder, Setup::new(database, 1));
        let portal = Arc::new(portal.expect("the portal is prepared"));
        portal.start(0).expect("it starts");
        let (over, told) = (Arc::new(AtomicBool::new(false)), Arc::new(Mutex::new(Vec::new())));
        let addresses: Arc<[String]> = portal.addresses().into();
        let residents = (0..3).map(|number| {
            let mut resident = Resident::new(addresses.clone(), number, &[""]);
            let (over, told) = (over.clone(), told.clone());
            tokio::spawn(async move {
                let mut count = 0;
                while !over.load(Ordering::Relaxed) {
                    count += 1;
                    let report = resident.report(&format!("b{number}-{count}")).await.expect("a report");
                    told.lock().unwrap().push(report);
                }
            })
        });
        let residents = residents.collect();
        Self { portal, folder, over, told, residents }
    }

    fn told(&self) -> Vec<Report> {
        self.told.lock().unwrap().clone()
    }

    async fn wait_for(&self, reports: usize) {
        while self.told().len() < reports {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    async fn end(&mut self) {
        self.over.store(true, Ordering::Relaxed);
        for resident in self.residents.drain(..) {
            resident.await.expect("a resident who comes to the end");
        }
    }

    fn settings(&self) -> String {
        let address = self.portal.addresses()[0].clone();
        let port = address.rsplit(':').next().unwrap();
        self.folder.join(format!("portico-{port}.toml")).display().to_string()
    }

    /// Settings of another installation with the same keys: another database, other files.
    fn elsewhere(&self, url: &str) -> String {
        let folder = self.folder.join("elsewhere");
        let own = fs::read_to_string(self.settings()).unwrap();
        let lines = own.lines().scan("", |section, line| {
            if line.starts_with('[') {
                *section = line;
            }
            Some(match (*section, line.split(" =").next()) {
                ("[database]", Some("url")) => format!("url = \"{url}\""),
                ("[files]", Some("folder")) => format!("folder = \"{}\"", folder.join("files").display()),
                _ => line.to_owned(),
            })
        });
        let text: Vec<String> = lines.collect();
        let file = self.folder.join("elsewhere.toml");
        fs::write(&file, text.join("\n")).unwrap();
        file.display().to_string()
    }
}

/// What a command said, and that it went well.
fn well(args: &[&str]) -> String {
    let output = run(args);
    assert!(output.status.success(), "{args:?}: {}{}", text(&output.stdout), text(&output.stderr));
    text(&output.stdout)
}

/// What a command said that found something wrong.
fn badly(args: &[&str]) -> String {
    let output = run(args);
    let said = format!("{}{}", text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(1), "{args:?}: {said}");
    said
}

/// Takes a backup while residents work, looks at it, puts it elsewhere: everything told before it began is there.
async fn under_load(name: &str, database: Database, elsewhere: &str, scratch: Option<String>) {
    let mut stage = Stage::begin(name, database);
    stage.wait_for(4).await;
    let before = stage.told();
    let backup = stage.folder.join("backup").display().to_string();
    let (settings, to) = (stage.settings(), backup.clone());
    let said = tokio::task::spawn_blocking(move || well(&["backup", "--config", &settings, "--to", &to]));
    let said = said.await.unwrap();
    assert!(said.contains("THE KEYS ARE NOT IN IT"), "{said}");
    stage.wait_for(stage.told().len() + 2).await;
    stage.end().await;

    let config = stage.elsewhere(&elsewhere.replace("FOLDER", &stage.folder.display().to_string()));
    let mut verify = vec!["restore", "--config", &config, "--from", &backup, "--verify"];
    verify.extend(scratch.iter().flat_map(|scratch| ["--scratch", scratch]));
    let said = well(&verify);
    assert!(said.contains("The backup is good"), "{said}");
    let said = well(&["restore", "--config", &config, "--from", &backup]);
    assert!(said.contains("Restored "), "{said}");
    let exported = well(&["export", "--config", &config, "--agency", "public-works"]);
    for report in &before {
        assert!(
            exported.contains(&report.reference),
            "{} was told before the backup began",
            report.reference
        );
    }
    assert!(!fs::exists(Path::new(&backup).join("keys")).unwrap());
    let said = badly(&["restore", "--config", &config, "--from", &backup]);
    assert!(said.contains("already"), "only into an empty installation: {said}");
    let doctor = text(&run(&["doctor", "--config", &stage.settings()]).stdout);
    assert!(doctor.contains("backup: the last was made 0 hours ago"), "{doctor}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_under_load_on_sqlite_holds_everything_told_before_it_began() {
    under_load("backup-sqlite", Database::Sqlite, "sqlite:FOLDER/elsewhere/portico.db", None).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_under_load_on_postgresql_holds_everything_told_before_it_began() {
    let database = || postgres::new_database().expect("PostgreSQL");
    under_load("backup-postgresql", Database::At(database()), &database(), Some(database())).await;
}

/// Changes one byte in the middle.
fn flip(file: &Path) {
    let mut bytes = fs::read(file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(file, bytes).unwrap();
}

/// Keeps a file with a case, as if somebody had given it.
async fn with_file(stage: &Stage, reference: &str) -> FileId {
    let settings = store::Settings {
        database_url: format!("sqlite:{}", stage.folder.join("portico.db").display()),
        pool_size: 1,
        kek: store::Keks::parse(&fs::read_to_string(stage.folder.join("keys")).unwrap()).unwrap(),
        files_dir: stage.folder.join("files"),
    };
    let random = Arc::new(FakeRandom::seeded(5));
    let store = store::Store::open(&settings, random.clone()).await.unwrap();
    let reference = CaseReference::parse(reference).unwrap();
    let case = store.find_case_by_reference(&reference).await.unwrap().unwrap();
    let file = store::StoredFile {
        id: FileId::random(random.as_ref()),
        draft: None,
        case: Some(case.id.clone()),
        name: "lamp.jpg".into(),
        media_type: "image/jpeg".into(),
        size: 8,
        sha256: "f8f6ca60ad9c6f5f7cc0184952a816b5920a310b91f33ea579a5dcc2773a6975".into(),
        key: case.key.clone(),
    };
    let key = store.key(&case.key).await.unwrap();
    let keep = store.keep_file(&file, b"a street", &key).await.unwrap();
    store.commit(keep).await.unwrap();
    file.id
}

/// A portal that has stopped, with one case and its file.
async fn at_rest(name: &str) -> (Stage, String, FileId) {
    let mut stage = Stage::begin(name, Database::Sqlite);
    stage.wait_for(1).await;
    stage.end().await;
    stage.portal.kill(0).unwrap();
    let reference = stage.told()[0].reference.clone();
    let file = with_file(&stage, &reference).await;
    (stage, reference, file)
}

#[tokio::test(flavor = "multi_thread")]
async fn one_flipped_byte_is_named_by_its_case_and_a_changed_backup_is_refused() {
    let (stage, reference, file) = at_rest("damage").await;
    let (config, database) = (stage.settings(), stage.folder.join("portico.db"));
    let deep = || text(&run(&["doctor", "--config", &config, "--deep"]).stdout);
    assert!(deep().contains("sealed values and 1 files open"), "{}", deep());
    let (backup, second) = (stage.folder.join("backup"), stage.folder.join("second"));
    let copy_to = |to: &Path| well(&["backup", "--config", &config, "--to", &to.display().to_string()]);
    let verify = |from: &Path| {
        let from = from.display().to_string();
        text(&run(&["restore", "--config", &config, "--verify", "--from", &from]).stdout)
    };
    copy_to(&backup);

    let damage = "UPDATE submissions SET answers = CAST(substr(answers, 1, 40) || x'00' || substr(answers, 42) AS BLOB) \
        WHERE case_id = (SELECT id FROM cases WHERE reference = ?1)";
    let changed = rusqlite::Connection::open(&database).unwrap();
    assert_eq!(changed.execute(damage, [reference.replace('-', "")]).unwrap(), 1);
    let content = |folder: &Path| folder.join("files").join(&file.as_str()[..2]).join(file.as_str());
    flip(&content(&stage.folder));
    let named = format!(" of case {reference}: what is kept is damaged");
    let said = deep();
    assert!(said.contains("submissions.answers.") && said.contains(&named), "{said}");
    assert!(said.contains(&format!("files.content.{file}{named}")), "{said}");

    // The backup from before the damage is good; one from after it says what is damaged in it.
    assert!(verify(&backup).contains("The backup is good"), "{}", verify(&backup));
    copy_to(&second);
    assert!(verify(&second).contains(&named), "{}", verify(&second));

    // The other kind of database: told before anything is written, and nothing is.
    let other = stage.elsewhere("postgres://nobody@127.0.0.1:1/nothing");
    let said = badly(&["restore", "--config", &other, "--from", &backup.display().to_string()]);
    assert!(said.contains("the backup is of SQLite, and `database.url` names PostgreSQL"), "{said}");
    assert!(!stage.folder.join("elsewhere").exists());

    flip(&content(&backup));
    assert!(
        verify(&backup).contains(&format!("the content of file {file} was changed")),
        "{}",
        verify(&backup)
    );
    flip(&content(&backup));
    let away = backup.join("away");
    fs::rename(content(&backup), &away).unwrap();
    let said = verify(&backup);
    assert!(said.contains(&format!("the content of file {file} is not in the backup any more")), "{said}");
    fs::rename(&away, content(&backup)).unwrap();
    flip(&backup.join("portico.db"));
    assert!(verify(&backup).contains("portico.db was changed since"), "{}", verify(&backup));
    flip(&backup.join("portico.db"));
    // Whoever changes the manifest too cannot seal it.
    let manifest = backup.join("manifest.json");
    let changed = fs::read_to_string(&manifest).unwrap().replace("\"missing\": []", "\"missing\":  []");
    fs::write(&manifest, changed).unwrap();
    assert!(verify(&backup).contains("the manifest is not the one"), "{}", verify(&backup));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_held_case_is_told_by_the_doctor_and_not_erased_until_it_is_released() {
    let (stage, reference, _) = at_rest("hold").await;
    let config = stage.settings();
    let with = |args: &[&'static str]| {
        let all: Vec<String> = args
            .iter()
            .map(|arg| arg.replace("REFERENCE", &reference))
            .chain(["--config".into(), config.clone()])
            .collect();
        let output = run(&all.iter().map(String::as_str).collect::<Vec<_>>());
        format!("{}{}", text(&output.stdout), text(&output.stderr))
    };
    let said = with(&["hold", "REFERENCE", "--reason", "lawsuit 12"]);
    assert!(said.contains(&format!("public-works holds {reference}")), "{said}");
    assert!(with(&["hold", "REFERENCE", "--reason", "again"]).contains("already holds"));
    let doctor = with(&["doctor"]);
    assert!(doctor.contains(&format!("legal holds: {reference} by public-works since")), "{doctor}");
    let erase = ["erase-case", "REFERENCE", "--reason", "by mistake"];
    let said = with(&erase);
    assert!(said.contains(&format!("public-works holds {reference} since")), "{said}");
    let exported = with(&["export", "--agency", "public-works"]);
    assert!(exported.contains("lamp"), "its answers are there: {exported}");
    assert!(with(&["hold", "REFERENCE", "--release", "--reason", "over"]).contains("released"));
    assert!(with(&["doctor"]).contains("legal holds: none"));
}
