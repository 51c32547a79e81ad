//! `portico serve`: the portal, the obligation worker, the schedules and the metrics, until told to stop.

use std::{path::Path, sync::Arc, time::Duration};

use app::{App, Worker};
use model::random_text;
use tls::OwnCertificate;
use tokio::{net::TcpListener, sync::watch, task::JoinSet};
use tokio_rustls::TlsAcceptor;
use web::{
    Assets, DemoAccount, Front, Given, Health, Help, KeptPages, Limits, Patience, Room, Site, SiteLink,
    Templates, Web, asset_addresses,
};

use crate::{
    certificate, chance::SystemRandom, config::Config, error::Failed, fit, installation,
    installation::Installation, logs, meters, offer, say, stop,
};

/// Requests under way have so long to finish, and then attempts. Orchestrators wait 30 seconds before they kill.
const FOR_REQUESTS: Duration = Duration::from_secs(12);
const FOR_ATTEMPTS: Duration = Duration::from_secs(15);

/// What only the demo has.
#[derive(Default)]
pub struct Extras {
    /// The staff accounts shown on the sign-in page.
    pub accounts: Vec<DemoAccount>,
    /// The mailbox that everybody may look into.
    pub mailbox: Option<notify::Mailbox>,
}

/// Serves an installation.
pub async fn serve(file: &Path) -> Result<(), Failed> {
    let installation = Installation::from_file(file)?;
    logs::begin(&installation.config.log)?;
    let store = installation::open_ready_store(&installation.config).await?;
    let app = installation.serving(store, &node()).await?;
    let listener = listen(&installation.config.listen.address).await?;
    run(&installation, app, listener, Extras::default()).await
}

/// Takes the address for itself.
pub async fn listen(address: &str) -> Result<TcpListener, Failed> {
    let listener = TcpListener::bind(address).await;
    listener
        .map_err(|error| Failed::said(format!("listen.address: {address} cannot be listened on: {error}")))
}

/// A name for this process in leases and attempts.
pub fn node() -> String {
    format!("{}-{}", std::process::id(), random_text(&SystemRandom, 6))
}

/// Runs everything until told to stop.
pub async fn run(
    installation: &Installation,
    app: App,
    listener: TcpListener,
    extras: Extras,
) -> Result<(), Failed> {
    let config = &installation.config;
    let is_demo = extras.mailbox.is_some();
    let web = Arc::new(web(installation, app.clone(), extras)?);
    let (tell, told) = watch::channel(false);
    if !config.listen.metrics.is_empty() {
        meters::begin(&config.listen.metrics, app.clone(), told.clone()).await?;
    }
    let mut work = JoinSet::new();
    let own = certificate::own(&config.listen)?;
    let encrypted = own.as_ref().map(OwnCertificate::acceptor).transpose();
    let encrypted = encrypted.map_err(|error| Failed::said(say::chain(&error)))?;
    if let Some(own) = own {
        let stop = told.clone();
        keep_up(&mut work, "certificate", told.clone(), move || {
            certificate::keep_looking(own.clone(), stop.clone())
        });
    }
    follow(&mut work, installation, &app, &told);
    if config.worker.on {
        // Beside everything else: an agency that is down must not keep the portal from starting.
        tokio::spawn(fit::warn(app.services.all().collect(), installation.outside.clone()));
        let (worker, stop) = (app.clone(), told.clone());
        keep_up(&mut work, "worker", told.clone(), move || Worker::new(worker.clone()).run(stop.clone()));
        let stop = told.clone();
        keep_up(&mut work, "schedules", told, move || app.clone().run_schedules(stop.clone()));
    }
    tracing::info!(address = config.listen.address, "listening");
    if !is_demo {
        // Said whatever the log level is: somebody waits for it. The demo says more.
        let (base, address) = (&config.site.base_url, &config.listen.address);
        say::aside(&format!("Ready. Go to {base} (listening on {address}). Stop with Ctrl-C."));
    }
    answer(web, listener, encrypted).await?;
    // Attempts under way are finished; what is still owed stays owed, and the next start goes on with it.
    let _ = tell.send(true);
    let finished = async { while work.join_next().await.is_some() {} };
    if tokio::time::timeout(FOR_ATTEMPTS, finished).await.is_err() {
        tracing::warn!("attempts under way were left; their leases end and they are asked about");
    }
    tracing::info!("stopped");
    Ok(())
}

/// Notices edits of the folder of services, and what other processes and commands publish.
fn follow(work: &mut JoinSet<()>, installation: &Installation, app: &App, told: &watch::Receiver<bool>) {
    let (following, stop) = (app.clone(), told.clone());
    keep_up(work, "services", told.clone(), move || following.clone().run_following(stop.clone()));
    let every = Duration::from_secs(installation.config.site.services_every.into());
    if let Some(folder) = installation.folder.clone().filter(|_| !every.is_zero()) {
        let (app, stop) = (app.clone(), told.clone());
        keep_up(work, "folder of services", told.clone(), move || {
            offer::watch(app.clone(), folder.clone(), every, stop.clone())
        });
    }
}

/// Runs something until told to stop. A mistake of ours that ends it early does not end it for good.
fn keep_up<F>(
    work: &mut JoinSet<()>,
    what: &'static str,
    stop: watch::Receiver<bool>,
    begin: impl Fn() -> F + Send + 'static,
) where
    F: Future<Output = ()> + Send + 'static,
{
    work.spawn(async move {
        while !*stop.borrow() {
            if let Err(error) = tokio::spawn(begin()).await {
                tracing::error!(%error, what, "ended by a mistake of ours; it begins again");
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        }
    });
}

/// Answers requests until told to stop, then finishes those under way, within patience.
async fn answer(web: Arc<Web>, listener: TcpListener, encrypted: Option<TlsAcceptor>) -> Result<(), Failed> {
    let (say_stopping, mut is_stopping) = watch::channel(false);
    let health = web.health.clone();
    let stopping = async move {
        stop::asked().await;
        tracing::info!("stopping: requests under way are finished");
        health.stop();
        let _ = say_stopping.send(true);
    };
    let out_of_patience = async move {
        let _ = is_stopping.wait_for(|stopping| *stopping).await;
        tokio::time::sleep(FOR_REQUESTS).await;
    };
    tokio::select! {
        served = web::serve(web, listener, encrypted, stopping) => served.map_err(|error| Failed::said(format!("serving ended: {error}"))),
        () = out_of_patience => Ok(()),
    }
}

fn web(installation: &Installation, app: App, extras: Extras) -> Result<Web, Failed> {
    let config = &installation.config;
    let mut assets = Assets::built_in()?;
    if let Some(path) = &config.site.stylesheet {
        assets = assets.with_own_style(std::fs::read(path).map_err(Failed::disk("cannot read", path))?);
    }
    let given = Given {
        words: installation.spoken.words.clone(),
        assets: asset_addresses(&assets),
        default_locale: config.site.default_language.clone(),
    };
    Ok(Web {
        templates: Templates::load(config.site.templates.as_deref(), given)?,
        site: Site { stylesheet: assets.own_style(), ..site(config, installation, &extras) },
        kept: KeptPages::default(),
        front: Front::default(),
        app,
        assets,
        limits: Limits::default(),
        room: Arc::new(Room::new(config.waiting_room.settings())),
        patience: Patience::default(),
        health: Health::default(),
        mailbox: extras.mailbox,
    })
}

fn site(config: &Config, installation: &Installation, extras: &Extras) -> Site {
    let site = config.site.clone();
    let host = || url::Url::parse(&site.base_url).ok().and_then(|url| url.host_str().map(str::to_owned));
    let domain = if site.domain.is_empty() { host().unwrap_or_default() } else { site.domain.clone() };
    Site {
        is_behind_proxy: config.listen.behind_proxy,
        is_secure: site.base_url.starts_with("https:"),
        demo: extras.mailbox.is_some(),
        demo_accounts: extras.accounts.clone(),
        languages: installation.spoken.names.clone(),
        links: site.links.into_iter().map(|link| SiteLink { label: link.label, href: link.href }).collect(),
        help: Help {
            phone_href: phone_href(&site.help.phone),
            name: site.help.name,
            phone: site.help.phone,
            hours: site.help.hours,
            email: site.help.email,
        },
        name: site.name,
        banner: site.banner,
        stylesheet: None,
        domain,
        owner: site.owner,
        owner_href: site.owner_href,
        default_locale: site.default_language,
        security_email: site.security_email,
        base_url: site.base_url,
    }
}

/// `515-555-0100` is dialled as `tel:+15155550100`; a number with a `+` as it stands.
fn phone_href(phone: &str) -> String {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    if phone.trim_start().starts_with('+') || (digits.len() == 11 && digits.starts_with('1')) {
        format!("tel:+{digits}")
    } else if digits.len() == 10 {
        format!("tel:+1{digits}")
    } else {
        format!("tel:{digits}")
    }
}

#[cfg(test)]
mod tests {
    use super::phone_href;

    #[test]
    fn a_phone_number_is_dialled_however_people_write_it() {
        let cases = [
            ("515-555-0100", "tel:+15155550100"),
            ("1 (515) 555-0100", "tel:+15155550100"),
            ("+44 20 7946 0000", "tel:+442079460000"),
            ("311", "tel:311"),
        ];
        for (typed, dialled) in cases {
            assert_eq!(phone_href(typed), dialled);
        }
    }
}
