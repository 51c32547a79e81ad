//! `portico check --against-data`: told before publishing, not after.

use std::{fs, path::Path};

use forms::{Answer, Answers, Catalogue, Unsettled};
use model::{Case, CaseId, CaseReference, DraftId};
use store::{Batch, Draft, Keks, Store};
use testkit::{project, world::FakeRandom};

use crate::program::{folder, free_port, run, settings, text};

const SLUG: &str = "report-a-street-problem";

/// A store with one draft and one case of the service as it comes.
async fn fill(folder: &Path) {
    let settings = store::Settings {
        database_url: format!("sqlite:{}/portico.db", folder.display()),
        pool_size: 2,
        kek: Keks::parse(&fs::read_to_string(folder.join("keys")).unwrap()).unwrap(),
        files_dir: folder.join("files"),
    };
    let store = Store::open(&settings, std::sync::Arc::new(FakeRandom::default())).await.unwrap();
    let catalogue = Catalogue::load(&project::services()).0.unwrap();
    let service = catalogue.find(&SLUG.parse().unwrap()).unwrap();
    let (version, now) = (service.version.to_string(), "2026-11-22T15:00:00Z".parse().unwrap());
    store.ensure_version(SLUG, &version, &service.files, now).await.unwrap();
    let (random, (key, keep_key)) = (FakeRandom::seeded(3), store.new_key("draft"));
    let answers: Answers =
        [("problem_kind".parse().unwrap(), Answer::Text("pothole".to_owned()))].into_iter().collect();
    let draft = Draft {
        id: DraftId::random(&random),
        service: SLUG.to_owned(),
        service_version: version.clone(),
        person: None,
        email: None,
        email_confirmed: false,
        locale: "en".to_owned(),
        answers,
        unsettled: Unsettled::default(),
        checked_version: None,
        started_at: now,
        changed_at: now,
        expires_at: now,
        reminded: 0,
        snoozed: 0,
        key: key.id().clone(),
        row_version: 1,
    };
    let case = Case {
        id: CaseId::random(&random),
        reference: CaseReference::random(&random),
        service: SLUG.to_owned(),
        service_version: version,
        agencies: vec!["public-works".to_owned()],
        person: None,
        locale: "en".to_owned(),
        status: "with-crew".to_owned(),
        outcome: None,
        received_at: now,
        target_on: None,
        changed_at: now,
        ended_at: None,
        row_version: 1,
        key: key.id().clone(),
    };
    let mut batch = Batch::from(keep_key).with(store::drafts::insert(&draft, &key));
    batch.extend(store.insert_case(&case, None, &key));
    store.commit(batch).await.unwrap();
}

/// The service as its author means to publish it.
fn write_edited(folder: &Path, more: &str) -> String {
    let root = folder.join("services");
    for (path, file) in project::services() {
        let is_wanted = path == "agencies.yaml"
            || path.starts_with(SLUG) && Path::new(&path).extension().is_none_or(|end| end != "ftl");
        if !is_wanted {
            continue;
        }
        let edited = file
            .replace("What is the problem?", "What did you see?")
            .replace("id: with-crew", "id: crew-out")
            .replace("\nstatuses:\n", &format!("\n{more}statuses:\n"));
        let to = root.join(path);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::write(to, edited).unwrap();
    }
    root.display().to_string()
}

#[tokio::test]
async fn a_change_is_refused_while_cases_stand_in_a_status_that_is_gone() {
    let folder = folder("against");
    let database = format!("sqlite:{}/portico.db", folder.display());
    let file = settings(&folder, &database, free_port()).display().to_string();
    assert!(run(&["migrate", "--config", &file]).status.success());
    fill(&folder).await;
    let asked = |services: &str, format: &str| {
        run(&[
            "check",
            services,
            "--against-data",
            "--config",
            &file,
            "--today",
            "2026-11-22",
            "--format",
            format,
        ])
    };

    let services = write_edited(&folder, "");
    let checked = asked(&services, "text");
    let said = text(&checked.stdout);
    assert_eq!(checked.status.code(), Some(1), "{said}{}", text(&checked.stderr));
    for part in [
        "open drafts that move to this version: 1; asked something again: 1",
        "asked again: `problem_kind` changed (drafts: 1)",
        "error: cases in `with-crew`, which is gone: 1; no status stands for it",
    ] {
        assert!(said.contains(part), "{part} in {said}");
    }
    assert!(!said.contains("pothole"), "nobody's answers are shown");
    assert_eq!(said.lines().last(), Some("1 error, 0 warnings."), "the sum comes last: {said}");

    let services = write_edited(&folder, "status_moves:\n  with-crew: fixed\n");
    let said = text(&asked(&services, "text").stdout);
    assert!(said.contains("ends a case otherwise"), "an open case must not be shown as ended: {said}");
    assert!(!said.contains("{with-crew: fixed}"), "what is wrong is no advice: {said}");

    let services = write_edited(&folder, "status_moves:\n  with-crew: crew-out\n");
    let checked = asked(&services, "json");
    let found: serde_json::Value = serde_json::from_slice(&checked.stdout).unwrap();
    assert_eq!(checked.status.code(), Some(0), "{found:#}");
    let effect = &found["against_data"][0];
    assert_eq!(effect["drafts_touched"], 1);
    assert_eq!(effect["asked_again"][0]["why"], "changed");
    assert_eq!(effect["removed_statuses"][0]["moves_to"], "crew-out");

    let same = run(&["check", "--against-data", "--config", &file, "--today", "2026-11-22"]);
    let said = text(&same.stdout);
    assert!(said.contains("open drafts that move to this version: 0"), "the folder of the settings: {said}");
    assert_eq!(same.status.code(), Some(0), "{said}");
}

#[tokio::test]
async fn going_back_is_refused_while_cases_stand_in_a_status_that_was_not_there_yet() {
    let folder = folder("against-back");
    let database = format!("sqlite:{}/portico.db", folder.display());
    let file = settings(&folder, &database, free_port());
    let written = fs::read_to_string(&file).unwrap();
    fs::write(&file, written.replacen("[site]\n", "[site]\nservices_from = \"database\"\n", 1)).unwrap();
    let file = file.display().to_string();
    assert!(run(&["migrate", "--config", &file]).status.success());
    let before = write_edited(&folder, "");
    let now = crate::program::project().join("services").display().to_string();
    for services in [&before, &now] {
        let published = run(&["publish", services, "--config", &file]);
        assert!(published.status.success(), "{}{}", text(&published.stdout), text(&published.stderr));
    }
    fill(&folder).await;
    let nameless = run(&["check", "--against-data", "--config", &file]);
    assert_eq!(text(&nameless.stderr), "portico: name the folder of services: the settings read none\n");
    let back = run(&["publish", "--roll-back", SLUG, "--config", &file]);
    let said = text(&back.stdout);
    assert_eq!(back.status.code(), Some(1), "{said}");
    assert!(
        said.contains("error: cases in `with-crew`, which is gone: 1; no status stands for it"),
        "{said}"
    );
    assert_eq!(text(&back.stderr), "portico: nothing was published: see the error above\n");
    let listed = text(&run(&["versions", SLUG, "--config", &file]).stdout);
    assert!(listed.lines().next().is_some_and(|line| line.starts_with("version 2")), "{listed}");
}
