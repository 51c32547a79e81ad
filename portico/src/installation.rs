//! Puts an installation together from its settings: words, services, connectors, channels, store and application.

use std::{path::Path, sync::Arc, time::Duration};

use app::{App, Parts, Services};
use model::{Channel, Outside, Random};
use notify::{Email, EmailSettings, Mailbox, Renderer};
use store::Store;
use tokio::sync::Notify;
use url::Url;
use web::Templates;

use crate::{
    chance::SystemRandom,
    clock::SystemClock,
    config::{Bad, BadSettings, Config, SecondFactor, ServicesFrom},
    error::Failed,
    keys,
    offer::{self, Folder},
    words::{self, Spoken},
};

/// How long a look into one file may take: a person waits for it.
const SCAN_PATIENCE: Duration = Duration::from_secs(20);

/// Everything the settings lead to, before the database is opened.
pub struct Installation {
    /// The settings.
    pub config: Config,
    /// The platform's words.
    pub spoken: Spoken,
    /// The folder of services as it was found; none when services come from the database.
    pub folder: Option<Folder>,
    /// Systems of record and channels.
    pub outside: Outside,
    /// Where the settings came from.
    file: String,
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
        let outside = outside(&config, &mut found)?;
        let folder = match config.site.services_from {
            ServicesFrom::Folder => Some(Folder::find(&config.site.services, with_pseudo, &outside)),
            ServicesFrom::Database => None,
        };
        if found.is_empty() {
            Ok(Self { config, spoken, folder, outside, file: file.to_owned() })
        } else {
            let mut wrong = folder.and_then(|folder| folder.read.err()).unwrap_or_default();
            wrong.retain(|bad| found.iter().all(|known| known.setting != bad.setting));
            found.extend(wrong);
            Err(BadSettings { file: file.to_owned(), found }.into())
        }
    }

    /// The application on an opened store, for serving: the folder of services is published first, if it is right.
    pub async fn serving(&self, store: Store, node: &str) -> Result<App, Failed> {
        let errors = match &self.folder {
            Some(folder) => offer::at_start(folder, &store, &self.file).await?,
            None => Vec::new(),
        };
        let app = self.app(store, node).await?;
        app.services.refuse(offer::SOURCE, errors);
        Ok(app)
    }

    /// The application on an opened store: with what was published last, or else with the folder of services.
    pub async fn app(&self, store: Store, node: &str) -> Result<App, Failed> {
        self.app_with(store, node, Arc::new(SystemRandom)).await
    }

    /// The same with another source of chance.
    pub async fn app_with(&self, store: Store, node: &str, random: Arc<dyn Random>) -> Result<App, Failed> {
        let read =
            self.folder.as_ref().and_then(|folder| folder.read.as_ref().ok()).map(|read| &read.catalogue);
        let services = match (Services::published(&store, &self.outside, read).await?, &self.folder) {
            (Some(services), _) => services,
            (None, Some(folder)) => {
                Services::offer(folder.read(&self.file)?.catalogue.clone(), &store, &SystemClock).await?
            }
            (None, None) => {
                return Err(Failed::said("nothing is published yet: run `portico publish FOLDER`"));
            }
        };
        let unusable = services.refused();
        if !unusable.is_empty() {
            return Err(Failed::said(format!(
                "what was published cannot be offered: {}",
                unusable.join("; ")
            )));
        }
        let site = &self.config.site;
        let base_url =
            Url::parse(&site.base_url).map_err(|error| Failed::said(format!("site.base_url: {error}")))?;
        Ok(App::new(Parts {
            store,
            services,
            outside: self.outside.clone(),
            words: self.spoken.words.clone(),
            clock: Arc::new(SystemClock),
            random,
            settings: app::Settings {
                base_url,
                site_name: site.name.clone(),
                default_locale: site.default_language.clone(),
                node: node.to_owned(),
                second_factor_required: self.config.staff.second_factor == SecondFactor::Required,
            },
            wake: Notify::new(),
        }))
    }
}

/// Opens the store, whether or not its tables are as they must be.
pub async fn open_store(config: &Config) -> Result<Store, Failed> {
    Ok(Store::open(&store_settings(config)?, Arc::new(SystemRandom)).await?)
}

/// Where things are kept, by the settings.
pub fn store_settings(config: &Config) -> Result<store::Settings, Failed> {
    Ok(store::Settings {
        database_url: config.database.url.clone(),
        pool_size: usize::from(config.database.pool_size),
        kek: keys::of(config)?,
        files_dir: config.files.folder.clone(),
    })
}

/// Opens the store for use: an older database is refused.
pub async fn open_ready_store(config: &Config) -> Result<Store, Failed> {
    let store = open_store(config).await?;
    let pending = store.pending_migrations().await?;
    if pending.is_empty() { Ok(store) } else { Err(Failed::Pending(pending.join(", "))) }
}

fn outside(config: &Config, found: &mut Vec<Bad>) -> Result<Outside, Failed> {
    let mut outside = Outside::default();
    for (name, connector) in &config.connectors {
        if let Ok(opened) = connect::open(&connector.kind, &connector.settings) {
            outside.connectors.insert(name.clone(), opened);
        }
    }
    if let Ok(clamd) = connect::clamd::Clamd::new(&config.files.scanner, SCAN_PATIENCE) {
        outside.scanner = Some(Arc::new(clamd));
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
