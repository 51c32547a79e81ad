//! Changing what is offered while the program serves: an edit of the folder, a broken folder, and the database.

use std::{
    fs,
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use crate::program::{Running, folder, free_port, project, run, settings, text};

const START: &str = "/s/report-a-street-problem";

/// A copy of the services that ship, to be edited.
fn copied(into: &Path) -> PathBuf {
    let services = into.join("services");
    copy(&project().join("services"), &services);
    services
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Settings with a folder of services of their own, or with the database.
fn site(folder: &Path, database: &str, port: u16, services: &str) -> String {
    let file = settings(folder, database, port);
    let written =
        fs::read_to_string(&file).unwrap().replacen("[site]\n", &format!("[site]\n{services}\n"), 1);
    fs::write(&file, written).unwrap();
    file.display().to_string()
}

fn sqlite(folder: &Path) -> String {
    format!("sqlite:{}/portico.db", folder.display())
}

/// Gives a service another title, and its translation says that it was looked at again.
fn rename(services: &Path, title: &str) {
    let file = services.join("report-a-street-problem/service.yaml");
    let written = fs::read_to_string(&file).unwrap();
    let line = written.lines().find(|line| line.starts_with("title: ")).unwrap().to_owned();
    fs::write(&file, written.replace(&line, &format!("title: {title}"))).unwrap();
    let file = services.join("report-a-street-problem/locales/es.ftl");
    let written = fs::read_to_string(&file).unwrap();
    let before = format!("# en: {}\ntitle =", line.trim_start_matches("title: "));
    assert!(written.contains(&before), "{before}");
    fs::write(&file, written.replace(&before, &format!("# en: {title}\ntitle ="))).unwrap();
}

/// Waits for a page to say something; the folder is looked at every second.
fn wait_for(serving: &Running, path: &str, said: &str) {
    for _ in 0..150 {
        if serving.get(path).contains(said) {
            return;
        }
        thread::sleep(Duration::from_millis(100));
    }
    panic!("{path} never said {said}: {}", serving.get(path));
}

#[test]
fn an_edit_is_offered_a_broken_one_changes_nothing_and_a_mended_one_is_offered() {
    let folder = folder("live-folder");
    let services = copied(&folder);
    let port = free_port();
    let own = format!("services = \"{}\"\nservices_every = 1", services.display());
    let file = site(&folder, &sqlite(&folder), port, &own);
    assert!(run(&["migrate", "--config", &file]).status.success());
    let mut serving = Running::start(&["serve", "--config", &file], port);

    rename(&services, "Tell us about a street");
    wait_for(&serving, START, "Tell us about a street");

    let page = services.join("report-a-street-problem/pages/where.yaml");
    let whole = fs::read(&page).unwrap();
    fs::write(&page, &whole[..whole.len() / 2]).unwrap();
    rename(&services, "Never shown");
    wait_for(&serving, "/readyz", "not offered");
    assert!(serving.get(START).contains("Tell us about a street"));

    // It does not stop a start either: what was offered last is offered again.
    assert_eq!(serving.stop(), Some(0));
    let mut serving = Running::start(&["serve", "--config", &file], port);
    assert!(serving.get(START).contains("Tell us about a street"));
    assert!(serving.get("/readyz").contains("not offered"));

    fs::write(&page, &whole).unwrap();
    rename(&services, "Streets of Riverbend");
    wait_for(&serving, START, "Streets of Riverbend");
    assert!(!serving.get("/readyz").contains("not offered"));

    fs::remove_dir_all(&services).unwrap();
    wait_for(&serving, "/readyz", "not offered");
    assert!(serving.get(START).contains("Streets of Riverbend"));
    assert_eq!(serving.stop(), Some(0));
    let mut serving = Running::start(&["serve", "--config", &file], port);
    assert!(serving.get(START).contains("Streets of Riverbend"), "without any folder");
    assert_eq!(serving.stop(), Some(0));

    let listed = text(&run(&["versions", "report-a-street-problem", "--config", &file]).stdout);
    assert_eq!(listed.lines().count(), 3, "{listed}");
    assert!(
        listed.lines().next().is_some_and(|line| line.contains("version 3") && line.ends_with("now")),
        "{listed}"
    );
    let back = run(&["publish", "--roll-back", "report-a-street-problem", "--config", &file]);
    assert!(text(&back.stderr).contains("version control"), "{}", text(&back.stderr));
}

#[test]
fn what_is_published_to_the_database_is_offered_by_every_process_and_so_is_going_back() {
    let folder = folder("live-database");
    let services = copied(&folder);
    let database = testkit::postgres::new_database().expect("PostgreSQL");
    let ports = [free_port(), free_port()];
    let files = ports.map(|port| site(&folder, &database, port, "services_from = \"database\""));
    let config = &files[0];
    assert!(run(&["migrate", "--config", config]).status.success());
    let served = run(&["serve", "--config", config]);
    assert!(text(&served.stderr).contains("portico publish"), "{}", text(&served.stderr));

    let shown = services.display().to_string();
    let published = run(&["publish", &shown, "--config", config, "--by", "Ana Operator"]);
    assert!(published.status.success(), "{}", text(&published.stderr));
    assert!(text(&published.stdout).contains("report-a-street-problem: version 1, new"));
    let mut both: Vec<Running> = files
        .iter()
        .zip(ports)
        .map(|(file, port)| Running::start(&["serve", "--config", file], port))
        .collect();

    let one = change_is_offered(&services, config, &both);
    half_a_file_is_refused(&services, config);
    let back = run(&["publish", "--roll-back", "report-a-street-problem", "--config", config]);
    let said = text(&back.stdout);
    assert!(said.contains("open drafts that move to this version: 0"), "as when it is published: {said}");
    assert!(said.contains("version 1, before that version 2"), "{said} {}", text(&back.stderr));
    assert!(said.ends_with("Running processes offer it within seconds.\n"), "{said}");
    going_back_further_is_said(config);
    for serving in &both {
        wait_for(serving, START, "Report a street problem");
    }
    pause_is_shown_by(&both, config);
    preview_is_shown_by(&both, &services, &one, config);
    let listed = text(&run(&["versions", "report-a-street-problem", "--config", config]).stdout);
    let kinds: Vec<&str> = listed.lines().filter_map(|line| line.split('\t').nth(3)).collect();
    assert_eq!(kinds, ["rolled back", "published", "published"], "{listed}");
    assert!(listed.contains("Ana Operator"));
    for serving in &mut both {
        assert_eq!(serving.stop(), Some(0));
    }
}

/// The folder of the service that was changed.
fn change_is_offered(services: &Path, config: &str, both: &[Running]) -> String {
    rename(services, "Tell us about a street");
    let one = services.join("report-a-street-problem").display().to_string();
    let published = run(&["publish", &one, "--config", config]);
    let said = text(&published.stdout);
    assert!(
        said.contains("report-a-street-problem: version 2, before that version 1\n  changed: locales/es.ftl\n  changed: service.yaml"),
        "{said}"
    );
    for serving in both {
        wait_for(serving, START, "Tell us about a street");
    }
    one
}

fn half_a_file_is_refused(services: &Path, config: &str) {
    let shown = services.display().to_string();
    let page = services.join("report-a-street-problem/pages/where.yaml");
    let whole = fs::read(&page).unwrap();
    fs::write(&page, &whole[..whole.len() / 2]).unwrap();
    let refused = run(&["publish", &shown, "--config", config]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stdout).contains("Nothing was published."), "{}", text(&refused.stdout));

    fs::write(&page, &whole).unwrap();
}

/// Nothing is offered in place of what is offered, least of all what was gone back from.
fn going_back_further_is_said(config: &str) {
    let back = |more: &[&str]| {
        let args = ["publish", "--roll-back", "report-a-street-problem", "--config", config];
        run(&[&args[..], more].concat())
    };
    let none = back(&[]);
    assert_eq!(none.status.code(), Some(1), "{}", text(&none.stdout));
    assert!(
        text(&none.stderr).contains("was offered in no other. Name one with --to"),
        "{}",
        text(&none.stderr)
    );
    let same = back(&["--to", "1"]);
    assert_eq!(text(&same.stdout), "report-a-street-problem: version 1 is offered already.\n");
    assert!(text(&back(&["--to", "9"]).stderr).contains("has no version 9: see `portico versions"));
    let other = run(&["publish", "--roll-back", "no-such-service", "--config", config]);
    assert!(text(&other.stderr).contains("no-such-service is not offered"), "{}", text(&other.stderr));
}

fn pause_is_shown_by(both: &[Running], config: &str) {
    for (wrong, said) in [
        (["--until", "tomorrow"], "write the day and the time of day: 2027-03-01T08:00"),
        (
            ["--words", "de=Wir ziehen um."],
            "the portal is not in `de`, so nobody would read it. Its languages: en, es",
        ),
    ] {
        let refused = run(&[&["pause", "report-a-street-problem", "--config", config][..], &wrong].concat());
        assert!(
            !refused.status.success() && text(&refused.stderr).contains(said),
            "{}",
            text(&refused.stderr)
        );
    }
    let words = ["--words", "en=We move our offices.", "--words", "es=Nos mudamos."];
    let paused = run(&[&["pause", "report-a-street-problem", "--config", config][..], &words].concat());
    assert!(paused.status.success(), "{}", text(&paused.stderr));
    for serving in both {
        wait_for(serving, START, "We move our offices.");
    }
    let ended = run(&["pause", "report-a-street-problem", "--end", "--config", config]);
    assert!(ended.status.success(), "{}", text(&ended.stderr));
    for serving in both {
        wait_for(serving, START, "Start now");
    }
}

fn preview_is_shown_by(both: &[Running], services: &Path, one: &str, config: &str) {
    rename(services, "A title to try out");
    let preview = run(&["preview", one, "--config", config]);
    let link = text(&preview.stdout).trim().to_owned();
    let at = link.find("/preview/").unwrap_or_else(|| panic!("{link} {}", text(&preview.stderr)));
    for serving in both {
        let answer = serving.get(link.get(at..).unwrap());
        let start = answer.lines().find_map(|line| line.strip_prefix("location: ")).expect("sent on").trim();
        assert!(serving.get(start).contains("A title to try out"));
        assert!(!serving.get("/").contains("A title to try out"));
    }
    let ended = text(&run(&["preview", one, "--end", "--config", config]).stdout);
    assert_eq!(ended.trim(), "report-a-street-problem: 1 preview ended");
    for serving in both {
        assert!(serving.get(link.get(at..).unwrap()).contains(" 404 "));
    }
}
