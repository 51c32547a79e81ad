//! `portico pause`: a service takes nothing for a while, without a new version. Residents read why, and until when.

use app::App;
use model::Clock;
use store::availability;

use crate::{
    cli::Pause,
    clock::SystemClock,
    error::Failed,
    installation::{self, Installation},
    say, serve,
    staff::{commit_with_entry, entry},
};

/// Pauses a service or ends its pause. Running processes notice within seconds.
pub async fn pause(asked: &Pause) -> Result<(), Failed> {
    let installation = Installation::from_file(&asked.settings.config)?;
    let store = installation::open_ready_store(&installation.config).await?;
    let app = installation.app(store, &serve::node()).await?;
    let Ok(service) = app.services.current(&asked.service) else {
        return Err(Failed::said(format!("{} is not offered", asked.service)));
    };
    let agency = service.definition.agencies.first().map(ToString::to_string).unwrap_or_default();
    if asked.end {
        return end(&app, &asked.service, &agency).await;
    }
    let zone = app.zone_of(&service)?;
    let until = asked.until.map(|until| until.to_zoned(zone)).transpose();
    let until = until.map_err(|error| Failed::said(format!("--until: {error}")))?;
    if until.as_ref().is_some_and(|until| until.timestamp() <= SystemClock.now()) {
        return Err(Failed::said("--until: this is over already. Write a day and a time that are to come"));
    }
    let languages = &installation.config.site.languages;
    if let Some((tag, _)) = asked.words.iter().find(|(tag, _)| !languages.contains(tag)) {
        return Err(Failed::said(format!(
            "--words: the portal is not in `{tag}`, so nobody would read it. Its languages: {}",
            languages.join(", ")
        )));
    }
    let pause = availability::Pause {
        service: asked.service.clone(),
        until_at: until.as_ref().map(jiff::Zoned::timestamp),
        words: asked.words.iter().cloned().collect(),
        paused_at: SystemClock.now(),
    };
    let end = until.map_or_else(
        || "somebody ends the pause".to_owned(),
        |until| until.strftime("%Y-%m-%d %H:%M (%Q)").to_string(),
    );
    let said = entry("paused_service", &agency, &format!("{} until {end}", asked.service));
    commit_with_entry(&app.store, &said, || vec![availability::pause(&pause)]).await?;
    say::line(&format!("{} is paused until {end}. Running processes notice within seconds.", asked.service));
    Ok(())
}

async fn end(app: &App, service: &str, agency: &str) -> Result<(), Failed> {
    if app.store.pauses().await?.iter().all(|pause| pause.service != service) {
        return Err(Failed::said(format!("{service} is not paused")));
    }
    let said = entry("ended_pause", agency, service);
    commit_with_entry(&app.store, &said, || vec![availability::end_pause(service)]).await?;
    say::line(&format!("{service} is not paused any more."));
    Ok(())
}
