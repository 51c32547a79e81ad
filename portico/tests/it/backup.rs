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

use testkit::{
    postgres,
    trial::{
        portal::{Database, Portal},
        resident::{Report, Resident},
    },
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
    async fn begin(name: &str, database: &Database) -> Self {
        let folder = folder(name);
        let program = Path::new(env!("CARGO_BIN_EXE_portico"));
        let portal =
            Arc::new(Portal::prepare(program, &folder, database, 1).expect("the portal is prepared"));
        portal.start(0).expect("it starts");
        let (over, told) = (Arc::new(AtomicBool::new(false)), Arc::new(Mutex::new(Vec::new())));
        let addresses: Arc<[String]> = portal.addresses().into();
        let residents = (0..3).map(|number| {
            let mut resident = Resident::new(addresses.clone(), number);
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
    let mut stage = Stage::begin(name, &database).await;
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

#[tokio::test(flavor = "multi_thread")]
async fn one_flipped_byte_is_named_by_its_case_and_a_changed_backup_is_refused() {
    let mut stage = Stage::begin("damage", &Database::Sqlite).await;
    stage.wait_for(1).await;
    stage.end().await;
    stage.portal.kill(0).unwrap();
    let reference = stage.told()[0].reference.clone();
    let (config, database) = (stage.settings(), stage.folder.join("portico.db"));
    let fine = well_enough(&config);
    assert!(fine.contains("sealed values and 0 files open"), "{fine}");

    let (backup, second) = (stage.folder.join("backup"), stage.folder.join("second"));
    well(&["backup", "--config", &config, "--to", &backup.display().to_string()]);
    let damage = "UPDATE submissions SET answers = CAST(substr(answers, 1, 40) || x'00' || substr(answers, 42) AS BLOB) \
        WHERE case_id = (SELECT id FROM cases WHERE reference = ?1)";
    let changed = rusqlite::Connection::open(&database).unwrap().execute(damage, [&reference]).unwrap();
    assert_eq!(changed, 1);
    let named = format!("of case {reference}: what is kept cannot be read");
    let doctor = badly(&["doctor", "--config", &config, "--deep"]);
    assert!(doctor.contains("submissions.answers.") && doctor.contains(&named), "{doctor}");

    // The backup from before the damage is good; one from after it says what is damaged in it.
    let verify = |from: &Path| {
        run(&["restore", "--config", &config, "--verify", "--from", &from.display().to_string()])
    };
    assert!(verify(&backup).status.success());
    well(&["backup", "--config", &config, "--to", &second.display().to_string()]);
    assert!(text(&verify(&second).stdout).contains(&named));
    flip(&backup.join("portico.db"));
    let said = verify(&backup);
    assert!(text(&said.stdout).contains("portico.db was changed since"), "{}", text(&said.stdout));
    // Whoever changes the manifest too cannot seal it.
    let manifest = backup.join("manifest.json");
    flip(&backup.join("portico.db"));
    fs::write(
        &manifest,
        fs::read_to_string(&manifest).unwrap().replace("\"missing\": []", "\"missing\":  []"),
    )
    .unwrap();
    assert!(text(&verify(&backup).stdout).contains("the manifest is not the one"));
}

/// The doctor's deep look.
fn well_enough(config: &str) -> String {
    text(&run(&["doctor", "--config", config, "--deep"]).stdout)
}
