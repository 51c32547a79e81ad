//! Looks at every setting by itself: everything that is missing or cannot be meant, at once.

mod listening;

use std::path::Path;

use url::Url;

use super::{Bad, Config, Site, WaitingRoom};

/// Everything that is wrong, besides what was found already.
pub fn validate(config: &Config, already: &[Bad]) -> Vec<Bad> {
    let mut found = Found(Vec::new());
    site(&config.site, &mut found);
    base_url(&config.site.base_url, &mut found);
    listening::listen(config, &mut found);
    keeping(config, &mut found);
    email(config, &mut found);
    connectors(config, &mut found);
    waiting_room(&config.waiting_room, &mut found);
    if !is_level(&config.log.level) {
        found.add("log.level", "this is no level", "Write `info`, or filters such as `info,store=debug`.");
    }
    // A setting that was taken out because it did not fit is not missing too.
    found.0.retain(|bad| already.iter().all(|other| other.setting != bad.setting));
    found.0
}

/// A word alone is a level. Taken as the name of a part of the program, a misspelled one would log nothing else.
fn is_level(text: &str) -> bool {
    let is_known = |part: &str| {
        part.contains(['=', '[']) || part.trim().parse::<tracing_subscriber::filter::LevelFilter>().is_ok()
    };
    text.split(',').all(is_known) && text.parse::<tracing_subscriber::EnvFilter>().is_ok()
}

struct Found(Vec<Bad>);

impl Found {
    fn add(&mut self, setting: &str, wrong: &str, write: &str) {
        self.0.push(Bad::new(setting, wrong, write));
    }

    fn missing(&mut self, setting: &str, value: &str, write: &str) {
        if value.trim().is_empty() {
            self.add(setting, "it is missing", write);
        }
    }
}

fn site(site: &Site, found: &mut Found) {
    found.missing("site.name", &site.name, "Write the portal's name: name = \"Columbia Lake Services\".");
    found.missing(
        "site.owner",
        &site.owner,
        "Write who runs the portal: owner = \"State of Columbia Lake\".",
    );
    found.missing(
        "site.help.name",
        &site.help.name,
        "Write who helps: name = \"Columbia Lake Help Center\".",
    );
    found.missing("site.help.phone", &site.help.phone, "Write a phone number: phone = \"515-555-0100\".");
    found.missing(
        "site.help.hours",
        &site.help.hours,
        "Write when it is answered: hours = \"Monday to Friday, 8 a.m. to 5 p.m.\".",
    );
    address("site.help.email", &site.help.email, found);
    address("site.security_email", &site.security_email, found);
    for (setting, href) in [("site.owner_href", &site.owner_href)] {
        if href.as_ref().is_some_and(|href| Url::parse(href).is_err()) {
            found.add(
                setting,
                "this is no web address",
                "Write one such as \"https://www.columbialake.example.gov\".",
            );
        }
    }
    for (link, number) in site.links.iter().zip(1..) {
        let is_local = link.href.starts_with('/') && !link.href.starts_with("//");
        if link.label.trim().is_empty() || !(is_local || Url::parse(&link.href).is_ok()) {
            let setting = format!("site.links[{number}]");
            found.add(
                &setting,
                "it needs a label and an address",
                "Write { label = \"Privacy policy\", href = \"https://…\" }.",
            );
        }
    }
    if !site.languages.contains(&site.default_language) {
        let write = format!("Add \"{}\" to site.languages, or choose one of them.", site.default_language);
        found.add("site.default_language", "it is not among site.languages", &write);
    }
    if let Some(path) = site.stylesheet.as_deref().filter(|path| !path.is_file()) {
        let wrong = format!("there is no file {}", path.display());
        found.add(
            "site.stylesheet",
            &wrong,
            "Write the path of a style sheet, from where the program is started.",
        );
    }
    folder("site.templates", site.templates.as_deref(), found);
    folder("site.locales", site.locales.as_deref(), found);
}

fn base_url(text: &str, found: &mut Found) {
    const WRITE: &str =
        "Write the address residents use: base_url = \"https://services.columbialake.example.gov\".";
    if text.trim().is_empty() {
        return found.add("site.base_url", "it is missing", WRITE);
    }
    let Ok(url) = Url::parse(text) else {
        return found.add("site.base_url", "this is no web address", WRITE);
    };
    let Some(host) = url.host() else { return found.add("site.base_url", "it names no host", WRITE) };
    match url.scheme() {
        "https" => {}
        "http" if is_this_machine(&host) => {}
        _ => found.add("site.base_url", "only this machine may be reached without encryption", WRITE),
    }
    if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
        found.add(
            "site.base_url",
            "it goes on after the host",
            "Write scheme, host and port only: Portico needs a host of its own.",
        );
    }
}

fn keeping(config: &Config, found: &mut Found) {
    let database = &config.database;
    let is_known =
        ["sqlite:", "postgres://", "postgresql://"].iter().any(|start| database.url.starts_with(start));
    if !is_known {
        found.add(
            "database.url",
            "this is no address of a database we know",
            "Write \"sqlite:./data/portico.db\" or \"postgres://…\".",
        );
    }
    if is_open_database(&database.url) {
        found.add("database.url", OPEN_WAY, SAY_SSLMODE);
    }
    if database.pool_size == 0 {
        found.add(
            "database.pool_size",
            "without connections nothing can be read",
            "Write 8, or leave the setting out.",
        );
    }
    let scanner = &config.files.scanner;
    if !scanner.is_empty() && connect::clamd::Clamd::new(scanner, std::time::Duration::ZERO).is_err() {
        found.add(
            "files.scanner",
            "this is no address of ClamAV's daemon",
            "Write one such as \"unix:/run/clamav/clamd.ctl\" or \"tcp://127.0.0.1:3310\", or \"\" for none.",
        );
    }
    match (&config.keys.file, &config.keys.value) {
        (None, None) => found.add(
            "keys.file",
            "there are no keys",
            "Run `portico keys new --file data/keys`, then write file = \"data/keys\" under [keys].",
        ),
        (Some(_), Some(_)) => found.add("keys.value", "keys.file is given too", "Give one of the two."),
        (Some(file), None) => {
            if let Err(bad) = crate::keys::read(file) {
                found.0.push(bad);
            }
        }
        (None, Some(value)) => {
            if let Err(error) = store::Keks::parse(value) {
                found.add("keys.value", &error.to_string(), "Write NAME:BASE64, newest first.");
            }
        }
    }
}

fn email(config: &Config, found: &mut Found) {
    let email = &config.email;
    match (&email.url, &email.mailbox) {
        (None, None) => found.add(
            "email.url",
            "there is no way to send mail",
            "Write url = \"smtps://…\" and from = \"…\" under [email].",
        ),
        (Some(_), Some(_)) => found.add("email.mailbox", "email.url is given too", "Give one of the two."),
        (None, Some(_)) => {}
        (Some(url), None) => {
            if Url::parse(url)
                .ok()
                .is_none_or(|url| !matches!(url.scheme(), "smtp" | "smtps") || url.host().is_none())
            {
                found.add(
                    "email.url",
                    "this is no SMTP address",
                    "Write one such as \"smtps://user:password@mail.example.gov\".",
                );
            }
            if is_open_mail(url) {
                found.add(
                    "email.url",
                    "mail to another machine would go unencrypted",
                    "Begin it with smtps://, or end it with ?tls=required (?tls=opportunistic takes what there is).",
                );
            }
            if email.from.as_ref().is_none_or(|from| !from.contains('@')) {
                found.add(
                    "email.from",
                    "it is missing, or no sender",
                    "Write from = \"Columbia Lake Services <no-reply@columbialake.example.gov>\".",
                );
            }
        }
    }
}

/// Plain SMTP to another machine, with nothing said about encryption: codes and names would be readable on the way.
fn is_open_mail(url: &str) -> bool {
    let Ok(url) = Url::parse(url) else { return false };
    let says_tls = url.query_pairs().any(|(name, _)| name == "tls");
    url.scheme() == "smtp" && !says_tls && !url.host().is_some_and(|host| is_this_machine(&host))
}

pub(super) const OPEN_WAY: &str = "it does not say how the way to another machine is encrypted";
const SAY_SSLMODE: &str =
    "End it with ?sslmode=verify-full&sslrootcert=FILE (?sslmode=prefer takes what there is).";

/// A database on another machine, with nothing said about encryption: anybody between could have it left out.
fn is_open_database(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once("://").filter(|(scheme, _)| *scheme != "sqlite") else {
        return false;
    };
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let said = |name: &str| query.split('&').find_map(|pair| pair.strip_prefix(name));
    let hosts =
        place.split('/').next().and_then(|who| who.rsplit('@').next()).filter(|hosts| !hosts.is_empty());
    let hosts = hosts.or(said("host=")).unwrap_or_default();
    !scheme.is_empty() && said("sslmode=").is_none() && !hosts.split(',').all(is_on_this_machine)
}

/// A host of a database's address, with its port: a name, a number, or the folder of a socket.
fn is_on_this_machine(host: &str) -> bool {
    if host.is_empty() || host.starts_with('/') || host.to_ascii_lowercase().starts_with("%2f") {
        return true;
    }
    let host = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|digit| digit.is_ascii_digit()) => name,
        _ => host,
    };
    url::Host::parse(host).is_ok_and(|host| is_this_machine(&host))
}

fn is_this_machine<S: AsRef<str>>(host: &url::Host<S>) -> bool {
    match host {
        // Only in addresses of the web are numbers read as numbers: 127.0.0.1 in `smtp:` is a name.
        url::Host::Domain(name) => {
            let name = name.as_ref();
            let number = name.parse::<std::net::IpAddr>();
            name == "localhost" || name.ends_with(".localhost") || number.is_ok_and(|at| at.is_loopback())
        }
        url::Host::Ipv4(address) => address.is_loopback(),
        url::Host::Ipv6(address) => address.is_loopback(),
    }
}

fn connectors(config: &Config, found: &mut Found) {
    for (name, connector) in &config.connectors {
        if let Err(error) = connect::open(&connector.kind, &connector.settings) {
            let write = "Write kind = \"sql\" and url = \"postgres://…\" (or sqlite:, mysql://).";
            found.add(&format!("connectors.{name}"), &error.to_string(), write);
        } else if connector.settings.get("url").is_some_and(|url| is_open_database(url)) {
            found.add(&format!("connectors.{name}.url"), OPEN_WAY, SAY_SSLMODE);
        }
    }
}

fn waiting_room(room: &WaitingRoom, found: &mut Found) {
    for (setting, value, (least, most), write) in [
        ("at_once", room.at_once, (8, u16::MAX), "Write 256, or leave the setting out."),
        ("late_after_ms", room.late_after_ms, (10, 10_000), "Write 300, or leave the setting out."),
        ("processes", room.processes, (1, 1000), "Write how many `portico serve` share the people who come."),
        ("pass_minutes", room.pass_minutes, (5, 1440), "Write 60, or leave the setting out."),
    ] {
        if !(least..=most).contains(&value) {
            let wrong = format!("it must be from {least} to {most}");
            found.add(&format!("waiting_room.{setting}"), &wrong, write);
        }
    }
}

fn address(setting: &str, value: &str, found: &mut Found) {
    let parts = value.trim().split_once('@');
    if !parts.is_some_and(|(who, host)| !who.is_empty() && host.contains('.') && !host.contains('@')) {
        found.add(
            setting,
            "it is missing, or no email address",
            "Write one such as \"help@columbialake.example.gov\".",
        );
    }
}

fn folder(setting: &str, path: Option<&Path>, found: &mut Found) {
    if let Some(path) = path.filter(|path| !path.is_dir()) {
        found.add(
            setting,
            &format!("there is no folder {}", path.display()),
            "Write the path of a folder, from where the program is started.",
        );
    }
}
