//! The settings of the demo: an invented state, and everything in one folder.

use std::{collections::BTreeMap, net::SocketAddr};

use forms::words::PSEUDO_LOCALE;

use crate::{
    cli::Demo,
    config::{
        Bad, BadSettings, Config, Connector, Database, Email, Files, Help, Keys, Listen, Log, LogFormat,
        Site, StaffSettings, WaitingRoom, Worker,
    },
    error::Failed,
};

/// Where the demo listens: as the command line says, or the environment.
pub fn address(asked: &Demo) -> String {
    let given = asked.listen.map(|address| address.to_string());
    given.unwrap_or_else(|| Config::default().with_environment().0.listen.address)
}

/// The demo's settings with those of the environment over them, and what is wrong with these. The command line goes
/// over both.
pub fn config(asked: &Demo, address: SocketAddr, databases: &BTreeMap<String, String>) -> (Config, Vec<Bad>) {
    let (mut config, found) = own(asked, address, databases).with_environment();
    config.listen.address = address.to_string();
    if let Some(services) = &asked.services {
        config.site.services.clone_from(services);
    }
    // Of two ways to give the same thing, the one that was asked for.
    if config.keys.value.is_some() {
        config.keys.file = None;
    }
    if config.email.url.is_some() {
        config.email.mailbox = None;
    }
    (config, found)
}

/// The demo's own. Residents reach this machine even when it listens on every address.
fn own(asked: &Demo, address: SocketAddr, databases: &BTreeMap<String, String>) -> Config {
    let data = &asked.data;
    let connectors = databases.iter().map(|(name, url)| (name.clone(), sql(url))).collect();
    Config {
        site: site(asked, &base_url(address)),
        listen: Listen { address: address.to_string(), metrics: String::new(), ..Listen::default() },
        database: Database {
            url: format!("sqlite:{}", data.join("portico.db").display()),
            ..Database::default()
        },
        files: Files { folder: data.join("files"), ..Files::default() },
        keys: Keys { file: Some(data.join("keys")), value: None },
        email: Email { mailbox: Some(data.join("mailbox")), url: None, from: None },
        connectors,
        staff: StaffSettings::default(),
        worker: Worker::default(),
        waiting_room: WaitingRoom::default(),
        log: Log { format: LogFormat::Text, level: "warn".to_owned() },
    }
}

/// Whether the connector with this name leads to this database of the demo.
pub fn is_connected(config: &Config, name: &str, url: &str) -> bool {
    config
        .connectors
        .get(name)
        .and_then(|connector| connector.settings.get("url"))
        .is_some_and(|to| to == url)
}

/// The demo has no file of settings: what is wrong with a connector is put right in the environment.
pub fn by_environment(failed: Failed) -> Failed {
    let Failed::Settings(BadSettings { file, found }) = failed else { return failed };
    let found = found.into_iter().map(|bad| match connector_to_write(&bad) {
        Some(name) => {
            let name = name.to_uppercase().replace('-', "_");
            let write = format!(
                "Start the demo with PORTICO_CONNECTORS__{name}__KIND=sql and \
                 PORTICO_CONNECTORS__{name}__URL=sqlite:./agency.db (or postgres://…, mysql://…)."
            );
            Bad { write, ..bad }
        }
        None => bad,
    });
    BadSettings { file, found: found.collect() }.into()
}

/// The connector that a finding asks to be written, if it does.
fn connector_to_write(bad: &Bad) -> Option<String> {
    let name = bad.setting.strip_prefix("connectors.")?.split('.').next()?;
    (!bad.write.starts_with("Change ")).then(|| name.to_owned())
}

fn sql(url: &str) -> Connector {
    Connector { kind: "sql".to_owned(), settings: [("url".to_owned(), url.to_owned())].into() }
}

fn base_url(address: SocketAddr) -> String {
    match address {
        SocketAddr::V6(v6) if v6.ip().is_loopback() => format!("http://[::1]:{}", v6.port()),
        other => format!("http://127.0.0.1:{}", other.port()),
    }
}

fn site(asked: &Demo, base_url: &str) -> Site {
    let pseudo = asked.pseudo_locale.then_some(PSEUDO_LOCALE);
    Site {
        name: "Columbia Lake Services".to_owned(),
        base_url: base_url.to_owned(),
        languages: ["en", "es"].into_iter().chain(pseudo).map(str::to_owned).collect(),
        domain: "services.columbialake.example.gov".to_owned(),
        owner: "State of Columbia Lake".to_owned(),
        help: Help {
            name: "Columbia Lake Help Center".to_owned(),
            phone: "515-555-0100".to_owned(),
            hours: "Monday to Friday, 8 a.m. to 5 p.m.".to_owned(),
            email: "help@columbialake.example.gov".to_owned(),
        },
        security_email: "security@columbialake.example.gov".to_owned(),
        locales: Some(asked.data.join("locales")),
        ..Site::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_connector_is_told_with_the_variables_to_set() {
        let bad = Bad::new("connectors.dog-licenses", "it is missing", "Write [connectors.dog-licenses] …");
        let other = Bad::new("site.services", "no", "Write");
        let failed = BadSettings { file: "the demo's settings".to_owned(), found: vec![bad, other.clone()] };
        let Failed::Settings(told) = by_environment(failed.into()) else { panic!("still about settings") };
        assert!(told.found[0].write.contains("PORTICO_CONNECTORS__DOG_LICENSES__URL=sqlite:"), "{told}");
        assert_eq!(told.found[1], other);
    }
}
