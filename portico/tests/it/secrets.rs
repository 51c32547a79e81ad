//! Secrets of an installation and what people type never show: not in what a command prints, not in a log, whatever its
//! level.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use crate::program::{Running, folder, free_port, portico, run, settings, text};

/// Stands in every secret of the settings.
const SECRET: &str = "canary2718281828";
/// 32 bytes of base64 that stand out.
const KEY: &str = "Y2FuYXJ5LWNhbmFyeS1jYW5hcnktY2FuYXJ5LWtleSE=";

/// Everything a command says, by its arguments.
fn said(mut command: Command) -> String {
    let output = command.stdin(Stdio::null()).output().expect("the program runs");
    text(&output.stdout) + &text(&output.stderr)
}

/// Commands that read settings.
fn commands(file: &Path) -> Vec<Vec<String>> {
    let lines = [
        "doctor",
        "doctor --format json",
        "serve",
        "migrate",
        "staff list",
        "staff add --email pat@dmv.example.gov --name Pat --agency dmv",
        "staff remove --email pat@dmv.example.gov",
        "export --agency dmv",
        "keys rotate",
        "erase-case K7P-4QX-9 --reason test",
    ];
    let config = ["--config".to_owned(), file.display().to_string()];
    lines.iter().map(|line| line.split(' ').map(str::to_owned).chain(config.clone()).collect()).collect()
}

/// A folder with settings whose mail and keys come by environment.
fn fresh(name: &str) -> (PathBuf, PathBuf) {
    let folder = folder(name);
    let file = settings(&folder, "sqlite:will-be-given", free_port());
    let told = fs::read_to_string(&file).unwrap();
    let mailbox = format!("mailbox = \"{}/mailbox\"\n", folder.display());
    let keys = format!("file = \"{}/keys\"\n", folder.display());
    fs::write(&file, told.replace(&mailbox, "").replace(&keys, "") + "[log]\nlevel = \"trace\"\n").unwrap();
    (folder, file)
}

/// Runs every command with these settings; each must say something, and never a secret.
fn none_shows(file: &Path, environment: &[(&str, String)]) {
    for arguments in commands(file) {
        let mut command = portico(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
        command.envs(environment.iter().map(|(name, value)| (*name, value.as_str())));
        let said = said(command);
        assert!(!said.is_empty(), "{arguments:?} says something");
        for secret in [SECRET, KEY] {
            assert!(!said.contains(secret), "{arguments:?} shows a secret: {said}");
        }
    }
}

#[test]
fn no_command_shows_a_secret_of_the_settings_when_nothing_can_be_reached() {
    let (_, file) = fresh("unreachable");
    let nowhere = |scheme: &str| format!("{scheme}://portico:{SECRET}@127.0.0.1:1/portico");
    none_shows(
        &file,
        &[
            ("PORTICO_DATABASE__URL", nowhere("postgres")),
            ("PORTICO_KEYS__VALUE", format!("2026:{KEY}")),
            ("PORTICO_EMAIL__URL", nowhere("smtps")),
            ("PORTICO_EMAIL__FROM", "Portico <no-reply@columbialake.example.gov>".to_owned()),
            ("PORTICO_CONNECTORS__DMV_RECORDS__URL", nowhere("postgres")),
            ("PORTICO_CONNECTORS__DHS_INTAKE__URL", nowhere("mysql")),
            ("PORTICO_CONNECTORS__PUBLIC_WORKS_REQUESTS__URL", nowhere("mariadb")),
        ],
    );
}

#[test]
fn no_command_shows_a_secret_of_settings_that_are_written_wrong() {
    let (_, file) = fresh("miswritten");
    let shapes: [fn(&str) -> String; 5] = [
        |secret| format!("postgers://portico:{secret}@db.example.gov/portico"),
        |secret| format!("postgres://portico:{secret}@db.example.gov:port/portico?sslmode=maybe"),
        |secret| format!("[\"{secret}\"]"),
        |secret| format!("{{ {secret} = \"{secret}\" }}"),
        |secret| format!("2026:{secret},2026:{secret}"),
    ];
    for shape in shapes {
        let value = shape(SECRET);
        none_shows(
            &file,
            &[
                ("PORTICO_DATABASE__URL", value.clone()),
                ("PORTICO_KEYS__VALUE", value.clone()),
                ("PORTICO_EMAIL__URL", value.clone()),
                ("PORTICO_CONNECTORS__DMV_RECORDS__URL", value.clone()),
                ("PORTICO_CONNECTORS__DMV_RECORDS__PASSWORD", value),
            ],
        );
    }
}

/// Starts an installation that logs everything, asks it, stops it, and gives its log.
fn logged(name: &str, ask: impl FnOnce(&Running)) -> String {
    let folder = folder(name);
    let port = free_port();
    let file = settings(&folder, &format!("sqlite:{}/portico.db", folder.display()), port);
    let told = fs::read_to_string(&file).unwrap() + "[log]\nlevel = \"trace\"\n";
    fs::write(&file, told).unwrap();
    let file = file.display().to_string();
    assert!(run(&["migrate", "--config", &file]).status.success());
    let mut serving = Running::start(&["serve", "--config", &file], port);
    ask(&serving);
    assert_eq!(serving.stop(), Some(0));
    serving.log()
}

#[test]
fn tries_to_sign_in_are_logged_without_the_address() {
    let log = logged("tries", |serving| {
        for email in ["pat.canary%40dmv.example.gov", "PAT.canary%40dmv.example.gov", "kim%40dmv.example.gov"]
        {
            serving.post("/staff/sign-in", &format!("email={email}&password=not+this+one+surely"));
        }
    });
    let lines = log.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let tries: Vec<_> = lines.filter(|line| line["message"] == "sign-in").collect();
    let subjects: Vec<&str> = tries.iter().filter_map(|one| one["subject"].as_str()).collect();
    assert_eq!(subjects.len(), 3, "{log}");
    assert!(subjects[0] == subjects[1] && subjects[1] != subjects[2], "{subjects:?}");
    assert!(tries.iter().all(|one| one["how"] == "staff" && one["outcome"] == "wrong"), "{tries:?}");
    assert!(!log.to_lowercase().contains("canary") && !log.contains("surely"), "{log}");
}

#[test]
fn what_people_type_is_in_no_log_line_at_any_level() {
    const TYPED: [&str; 4] = ["078-05-1120", "078051120", "canary@example.org", "5155550199"];
    let log = logged("typed", |serving| {
        for path in [
            "/?q=078-05-1120",
            "/sign-in/code?c=canary%40example.org",
            "/s/078-05-1120/5155550199",
            "/resume/078-05-1120",
            "/staff/cases/5155550199?notice=078-05-1120",
            "/078-05-1120%0aFAKE",
        ] {
            serving.get(path);
        }
        let form = "email=canary%40example.org&reference=078-05-1120&receipt_code=5155550199\
        &password=078-05-1120&code=078051120&c=078-05-1120&draft=078-05-1120";
        for path in [
            "/sign-in",
            "/sign-in/code",
            "/status",
            "/staff/sign-in",
            "/s/renew-a-drivers-license/start",
            "/s/renew-a-drivers-license/send",
            "/s/renew-a-drivers-license/save",
            "/resume/078-05-1120",
        ] {
            serving.post(path, form);
        }
    });
    for line in ["\"route\":\"/status\"", "\"status\":404", "\"status\":422", "\"status\":303"] {
        assert!(log.contains(line), "requests are logged: {line} in {log}");
    }
    for canary in TYPED {
        assert!(!log.contains(canary), "{canary} is in the log: {log}");
    }
}
