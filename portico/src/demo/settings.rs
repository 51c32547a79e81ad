//! The settings of the demo: an invented state, and everything in one folder.

use std::{collections::BTreeMap, net::SocketAddr};

use forms::words::PSEUDO_LOCALE;

use crate::{
    cli::Demo,
    config::{Config, Connector, Database, Email, Files, Help, Keys, Listen, Log, LogFormat, Site, Worker},
};

/// The settings. Residents reach this machine even when it listens on every address.
pub fn config(asked: &Demo, address: SocketAddr, databases: &BTreeMap<String, String>) -> Config {
    let data = &asked.data;
    Config {
        site: site(asked, &base_url(address)),
        listen: Listen { address: address.to_string(), metrics: String::new(), behind_proxy: false },
        database: Database {
            url: format!("sqlite:{}", data.join("portico.db").display()),
            ..Database::default()
        },
        files: Files { folder: data.join("files") },
        keys: Keys { file: Some(data.join("keys")), value: None },
        email: Email { mailbox: Some(data.join("mailbox")), url: None, from: None },
        connectors: databases.iter().map(|(name, url)| (name.clone(), sql(url))).collect(),
        worker: Worker::default(),
        log: Log { format: LogFormat::Text, level: "warn".to_owned() },
    }
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
        services: asked.services.clone(),
        ..Site::default()
    }
}
