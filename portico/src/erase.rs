//! `portico erase-case`: erases everything personal of a case for good, by destroying its keys.

use model::CaseReference;

use crate::{
    cli::EraseCase,
    config::Config,
    error::Failed,
    installation, say,
    staff::{commit_with_entry, entry},
};

/// Erases a case. Refused while something is still owed: nobody could be told what became of it.
pub async fn erase(asked: &EraseCase) -> Result<(), Failed> {
    if asked.reason.trim().is_empty() {
        return Err(Failed::said("write a reason: it goes into the audit entry"));
    }
    let reference = CaseReference::parse(&asked.reference);
    let reference = reference
        .map_err(|error| Failed::said(format!("{} is no case reference: {error}", asked.reference)))?;
    let config = Config::load(&asked.settings.config)?;
    let store = installation::open_ready_store(&config).await?;
    let case = store.find_case_by_reference(&reference).await?;
    let case = case.ok_or_else(|| Failed::said(format!("there is no case {reference}")))?;
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
    commit_with_entry(&store, &said, || store::erasure::erase_case(&case.id)).await?;
    for file in files {
        store.delete_file_content(&file).await?;
    }
    say::line(&format!(
        "Erased {reference}. That there was a case, of which service and how it ended, stays."
    ));
    Ok(())
}
