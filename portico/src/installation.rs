//! Puts an installation together from its settings: words, services, connectors, channels, store and application.

use std::{path::Path, sync::Arc};

use app::{App, Parts, Services};
use forms::Catalogue;
use model::{Channel, Outside};
use notify::{Email, EmailSettings, Mailbox, Renderer};
use store::Store;
use tokio::sync::Notify;
use url::Url;
use web::Templates;

use crate::{
    chance::SystemRandom,
    clock::SystemClock,
    config::{Bad, BadSettings, Config},
    error::Failed,
    folder, keys,
    words::{self, Spoken},
};

/// Everything the settings lead to, before the database is opened.
pub struct Installation {
    /// The settings.
    pub config: Config,
    /// The platform's words.
    pub spoken: Spoken,
    /// What can be done here.
    pub catalogue: Catalogue,
    /// Systems of record and channels.
    pub outside: Outside,
}

impl Installation {
    /// From the file of settings and the environment; everything that is wrong is told at once.
    pub fn from_file(file: &Path) -> Result<Self, Failed> {
        let (config, found) = Config::look(file);
        Self::new(config, found, &file.display().to_string(), false)
    }

    /// From settings. `found` is what was wrong with them already.
    pub fn new(config: Config, mut found: Vec<Bad>, file: &str, with_pseudo: bool) -> Result<Self, Failed> {
        let spoken = words::load(&config.site, &mut found);
        let catalogue = services(&config, with_pseudo, &mut found);
        let outside = outside(&config, &mut found)?;
        plans(&catalogue, &outside, &mut found);
        if found.is_empty() {
            Ok(Self { config, spoken, catalogue, outside })
        } else {
            Err(BadSettings { file: file.to_owned(), found }.into())
        }
    }

    /// The application on an opened store.
    pub async fn app(&self, store: Store, node: &str) -> Result<App, Failed> {
        let services = Services::offer(self.catalogue.clone(), &store, &SystemClock).await?;
        let site = &self.config.site;
        let base_url =
            Url::parse(&site.base_url).map_err(|error| Failed::said(format!("site.base_url: {error}")))?;
        Ok(App::new(Parts {
            store,
            services,
            outside: self.outside.clone(),
            words: self.spoken.words.clone(),
            clock: Arc::new(SystemClock),
            random: Arc::new(SystemRandom),
            settings: app::Settings {
                base_url,
                site_name: site.name.clone(),
                default_locale: site.default_language.clone(),
                node: node.to_owned(),
            },
            wake: Notify::new(),
        }))
    }
}

/// Opens the store, whether or not its tables are as they must be.
pub async fn open_store(config: &Config) -> Result<Store, Failed> {
    let settings = store::Settings {
        database_url: config.database.url.clone(),
        pool_size: usize::from(config.database.pool_size),
        kek: keys::of(config)?,
        files_dir: config.files.folder.clone(),
    };
    Ok(Store::open(&settings, Arc::new(SystemRandom)).await?)
}

/// Opens the store for use: an older database is refused.
pub async fn open_ready_store(config: &Config) -> Result<Store, Failed> {
    let store = open_store(config).await?;
    let pending = store.pending_migrations().await?;
    if pending.is_empty() { Ok(store) } else { Err(Failed::Pending(pending.join(", "))) }
}

fn services(config: &Config, with_pseudo: bool, found: &mut Vec<Bad>) -> Catalogue {
    let root = &config.site.services;
    let Ok(mut files) = folder::read(root) else {
        // That there is no such folder was told already.
        return Catalogue::default();
    };
    if with_pseudo {
        folder::add_pseudo(&mut files);
    }
    let (catalogue, problems) = Catalogue::load(&files);
    let errors = problems.iter().filter(|problem| problem.is_error());
    let write =
        format!("Run `portico check {}` to see each with its place and what to write.", root.display());
    found.extend(errors.map(|problem| Bad::new("site.services", problem.to_string(), &write)));
    catalogue.unwrap_or_default()
}

fn outside(config: &Config, found: &mut Vec<Bad>) -> Result<Outside, Failed> {
    let mut outside = Outside::default();
    for (name, connector) in &config.connectors {
        if let Ok(opened) = connect::open(&connector.kind, &connector.settings) {
            outside.connectors.insert(name.clone(), opened);
        }
    }
    let email: Option<Arc<dyn Channel>> = match (&config.email.mailbox, &config.email.url, &config.email.from)
    {
        (Some(folder), ..) => Some(Arc::new(Mailbox::new(folder))),
        (None, Some(url), Some(from)) => {
            let settings = EmailSettings { url: url.clone(), from: from.clone() };
            match Email::new(&settings, renderer(config)?) {
                Ok(email) => Some(Arc::new(email)),
                Err(error) => {
                    let known = found.iter().any(|bad| bad.setting.starts_with("email."));
                    if !known {
                        found.push(Bad::new(
                            "email",
                            error.to_string(),
                            "See docs/operate/configuration.md.",
                        ));
                    }
                    None
                }
            }
        }
        _ => None,
    };
    outside.channels.extend(email.map(|email| ("email".to_owned(), email)));
    Ok(outside)
}

/// The templates of emails: an installation's own first.
pub fn renderer(config: &Config) -> Result<Renderer, Failed> {
    let own = config.site.templates.as_deref();
    let source = |name: &str| {
        let source = Templates::source(own, name)?;
        source.ok_or_else(|| Failed::said(format!("there is no template {name}")))
    };
    Ok(Renderer::new(source("email/layout.html")?, source("email/layout.txt")?)?)
}

/// Every part of every plan needs a connector that is set up, and must have the shape it takes.
fn plans(catalogue: &Catalogue, outside: &Outside, found: &mut Vec<Bad>) {
    for service in catalogue.services() {
        for plan in &service.plan {
            let name = &plan.item.connector;
            let part = format!("the part `{}` of the plan of {}", plan.item.id, service.slug);
            let setting = format!("connectors.{name}");
            match outside.connectors.get(name) {
                None if found.iter().any(|bad| bad.setting == setting) => {}
                None => {
                    let write = format!("Write [connectors.{name}] with kind = \"sql\" and url = \"…\".");
                    found.push(Bad::new(setting, format!("it is missing, and {part} needs it"), write));
                }
                Some(connector) => {
                    let give = serde_json::Value::Object(plan.item.give.clone());
                    if let Err(wrong) = connector.check(&give) {
                        let write = format!("Change `give` in {}/service.yaml.", service.slug);
                        found.push(Bad::new(setting, format!("it cannot take {part}: {wrong}"), write));
                    }
                }
            }
        }
    }
}
