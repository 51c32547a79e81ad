//! `portico demo`: the portal with example services, an embedded database, simulated agencies and a mailbox that
//! shows every message. Nothing leaves the machine, and everything is kept for the next start.

mod agency;
mod settings;

use std::path::Path;

use app::{App, AppError, staff::NewStaff};
use model::Role;
use notify::Mailbox;
use web::DemoAccount;

use crate::{
    cli::Demo,
    error::Failed,
    installation::{self, Installation},
    keys, logs, offer, publish, say,
    serve::{self, Extras},
};

/// Everybody may know it: the demo holds nothing real, and listens to this machine unless told otherwise.
const PASSWORD: &str = "lake-view-harbor-2026";

/// Runs the demo.
pub async fn demo(asked: Demo) -> Result<(), Failed> {
    say::line("Starting the demo of Portico.");
    let listener = serve::listen(&settings::address(&asked)).await?;
    let address = listener.local_addr().map_err(|error| Failed::said(error.to_string()))?;
    let key_file = asked.data.join("keys");
    if !key_file.exists() {
        keys::new(&key_file)?;
    }
    let databases = agency::prepare(&asked.data.join("agencies"));
    let databases = databases.map_err(|error| Failed::said(say::chain(&error)))?;
    say::line(&format!("Agencies' databases are in {}.", asked.data.join("agencies").display()));
    keep_words(&asked.data.join("locales/es"))?;
    let (config, mut found) = settings::config(&asked, address, &databases);
    logs::begin(&config.log)?;
    found.extend(crate::config::validate(&config, &found));
    let installation = Installation::new(config, found, "the demo's settings", asked.pseudo_locale)
        .map_err(settings::by_environment)?;
    let store = installation::open_store(&installation.config).await?;
    store.migrate().await?;
    let app = installation.serving(store, &serve::node()).await?;
    end_what_is_gone(&installation, &app).await?;
    say::line(&format!("Services: {}.", titles(&app)));
    let accounts = add_staff(&app).await?;
    let mailbox = Mailbox::new(asked.data.join("mailbox"));
    let mailbox = mailbox.shown_with(installation::renderer(&installation.config)?);
    tell(&installation, &accounts, &asked.data, &databases);
    serve::run(&installation, app, listener, Extras { accounts, mailbox: Some(mailbox) }).await?;
    say::line("Stopped. Everything is kept: start again to go on.");
    Ok(())
}

fn titles(app: &App) -> String {
    let titles: Vec<String> = app.services.all().map(|service| service.definition.title.clone()).collect();
    titles.join(", ")
}

/// What the settings say in English, in Spanish: an installation's own words, as any operator would write them.
fn keep_words(folder: &Path) -> Result<(), Failed> {
    const WORDS: &str = "site-name = Servicios de Columbia Lake\n\
        site-owner = Estado de Columbia Lake\n\
        site-help-name = Centro de ayuda de Columbia Lake\n\
        site-help-hours = De lunes a viernes, de 8 a. m. a 5 p. m.\n";
    let file = folder.join("site.ftl");
    let kept = std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&file, WORDS));
    kept.map_err(|error| Failed::said(format!("{} cannot be written: {error}", file.display())))
}

/// Whoever takes a service out of the demo's folder wants it gone at the next start.
async fn end_what_is_gone(installation: &Installation, app: &App) -> Result<(), Failed> {
    let gone = installation.folder.iter().flat_map(|folder| offer::missing_in(app, folder));
    for service in gone {
        publish::publisher(&app.store, "demo").retire(&service).await?;
    }
    app.follow().await?;
    Ok(())
}

/// A supervisor for each agency.
async fn add_staff(app: &App) -> Result<Vec<DemoAccount>, Failed> {
    let mut shown = Vec::new();
    for (slug, _) in app.services.now().agencies().iter() {
        let email = format!("supervisor@{slug}.columbialake.example.gov");
        let new = NewStaff {
            email: email.clone(),
            name: "Sam Rivera".to_owned(),
            agency: slug.to_string(),
            role: Role::Supervisor,
            password: PASSWORD.to_owned(),
            first_for: None,
        };
        match app.add_staff(new).await {
            // Added at an earlier start.
            Ok(_) | Err(AppError::Conflict(_)) => {}
            Err(error) => return Err(error.into()),
        }
        shown.push(DemoAccount { email, password: PASSWORD.to_owned() });
    }
    Ok(shown)
}

/// The last lines: where to go and what to try.
fn tell(
    installation: &Installation,
    accounts: &[DemoAccount],
    data: &Path,
    databases: &std::collections::BTreeMap<String, String>,
) {
    let base = installation.config.site.base_url.trim_end_matches('/');
    say::line("");
    say::line("Ready. Go to:");
    say::line(&format!("  {base}/              the portal, as residents see it"));
    say::line(&format!("  {base}/mailbox       every message the portal sends"));
    say::line(&format!("  {base}/staff/sign-in the console of the agencies' staff"));
    for account in accounts {
        say::line(&format!("                        sign in as {} with {}", account.email, account.password));
    }
    say::line("");
    say::line("Try this: renew a driver's license, read the message in the mailbox, decide the case in the");
    say::line("console, and see what the agency's own database has:");
    for (name, url) in
        databases.iter().filter(|(name, url)| settings::is_connected(&installation.config, name, url))
    {
        say::line(&format!("  {name}: {}", url.strip_prefix("sqlite:").unwrap_or(url)));
    }
    say::line("");
    say::line(&format!("Everything is kept in {}. Stop with Ctrl-C; start again to go on.", data.display()));
}
