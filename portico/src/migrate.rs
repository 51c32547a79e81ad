//! `portico migrate`: makes or changes the tables of the database as this version needs them.

use crate::{config::Config, error::Failed, installation, say};

/// Applies what is pending, and says what it was.
pub async fn migrate(config: &Config) -> Result<(), Failed> {
    let store = installation::open_store(config).await?;
    let pending = store.pending_migrations().await?;
    store.migrate().await?;
    for name in &pending {
        say::line(&format!("Applied {name}."));
    }
    say::line(if pending.is_empty() {
        "The database is as it must be."
    } else {
        "The database is now as it must be."
    });
    Ok(())
}
