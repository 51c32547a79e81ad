//! `portico erase-case`: erases everything personal of a case for good, by destroying its keys.

use crate::{
    cli::EraseCase,
    config::Config,
    error::Failed,
    hold, installation, say,
    staff::{commit_with_entry, entry},
};

/// Erases a case. Refused while something is still owed: nobody could be told what became of it.
pub async fn erase(asked: &EraseCase) -> Result<(), Failed> {
    if asked.reason.trim().is_empty() {
        return Err(Failed::said("write a reason: it goes into the audit entry"));
    }
    let config = Config::load(&asked.settings.config)?;
    let store = installation::open_ready_store(&config).await?;
    let case = hold::find(&store, &asked.reference).await?;
    let reference = &case.reference;
    if let Some(hold) = store.holds_of(&case.id).await?.first() {
        return Err(Failed::said(format!(
            "{} holds {reference} since {}: {}",
            hold.agency, hold.since, hold.reason
        )));
    }
    let owed =
        store.obligations_of(&case.id).await?.iter().filter(|obligation| !obligation.state.is_end()).count();
    if owed > 0 {
        return Err(Failed::said(format!(
            "{owed} obligations of {reference} have no end yet: see `portico doctor`, and end them in the console"
        )));
    }
    let files = store.file_ids_of_case(&case.id).await?;
    let agency = case.agencies.first().cloned().unwrap_or_default();
    let mut said = entry("erased_case", &agency, &asked.reason);
    said.case = Some(case.id.clone());
    commit_with_entry(&store, &said, || store::erasure::erase_case_once(&case.id, case.row_version)).await?;
    for file in files {
        store.delete_file_content(&file).await?;
    }
    say::line(&format!(
        "Erased {reference}. That there was a case, of which service and how it ended, stays."
    ));
    Ok(())
}
