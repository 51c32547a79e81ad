//! `portico preview`: a secret link that shows a service before it is offered, and the end of such links.

use forms::Problem;
use jiff::{SignedDuration, tz::TimeZone};
use model::Clock;

use crate::{
    cli::Preview,
    clock::SystemClock,
    error::Failed,
    folder,
    installation::{self, Installation},
    publish::root_of,
    say, serve,
};

/// Keeps the service as it is in its folder now, and prints the link. Anybody who has the link sees it.
pub async fn preview(asked: &Preview) -> Result<(), Failed> {
    let installation = Installation::from_file(&asked.settings.config)?;
    let (root, Some(service)) = root_of(&asked.folder) else {
        return Err(Failed::said("write the folder of one service, with service.yaml in it"));
    };
    if asked.end {
        return end(&installation, &service).await;
    }
    let mut files = folder::read(&root)?;
    let own = format!("{service}/");
    files.retain(|path, _| !path.contains('/') || path.starts_with("locales/") || path.starts_with(&own));
    let today = SystemClock.today(&TimeZone::UTC);
    let errors: Vec<Problem> =
        forms::check::everything(&files, today).into_iter().filter(Problem::is_error).collect();
    if !errors.is_empty() {
        for problem in &errors {
            say::aside(&problem.render(false));
        }
        return Err(Failed::said(format!(
            "{}: there is no preview of a service that cannot be used",
            say::count(errors.len(), "error")
        )));
    }
    let store = installation::open_ready_store(&installation.config).await?;
    let app = installation.app(store, &serve::node()).await?;
    let lasts = SignedDuration::from_hours(24 * i64::from(asked.days));
    let path = app.add_preview(&service, files, lasts).await?;
    let base = installation.config.site.base_url.trim_end_matches('/');
    say::line(&format!("{base}{path}"));
    say::aside(&format!(
        "Shows {service} for {} days to anybody who has the link. Nothing is sent.",
        asked.days
    ));
    Ok(())
}

/// Whoever has a link to the service finds nothing any more, within seconds.
async fn end(installation: &Installation, service: &str) -> Result<(), Failed> {
    let store = installation::open_ready_store(&installation.config).await?;
    let app = installation.app(store, &serve::node()).await?;
    let ended = app.end_previews(service).await?;
    say::line(&format!("{service}: {} ended", say::count(ended, "preview")));
    Ok(())
}
