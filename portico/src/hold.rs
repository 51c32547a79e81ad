//! `portico hold`: a legal hold on a case. Nothing of it is erased until every agency that holds it has released it.

use model::{Case, CaseReference, Clock};
use store::{Store, holds};

use crate::{
    cli::Hold,
    clock::SystemClock,
    config::Config,
    error::Failed,
    installation, say,
    staff::{commit_with_entry, entry},
};

/// Places a hold, or ends it.
pub async fn hold(asked: &Hold) -> Result<(), Failed> {
    if asked.reason.trim().is_empty() {
        return Err(Failed::said("write a reason: it goes into the audit entry"));
    }
    let config = Config::load(&asked.settings.config)?;
    let store = installation::open_ready_store(&config).await?;
    let case = find(&store, &asked.reference).await?;
    let agency = asked.agency.clone().or_else(|| case.agencies.first().cloned()).unwrap_or_default();
    if !case.agencies.contains(&agency) {
        return Err(Failed::said(format!("{agency} takes no part in {}", case.reference)));
    }
    let is_held = store.holds_of(&case.id).await?.iter().any(|hold| hold.agency == agency);
    if is_held != asked.release {
        let how = if is_held { "already holds" } else { "does not hold" };
        return Err(Failed::said(format!("{agency} {how} {}", case.reference)));
    }
    let action = if asked.release { "released_case" } else { "held_case" };
    let mut said = entry(action, &agency, &asked.reason);
    said.case = Some(case.id.clone());
    let now = SystemClock.now();
    if asked.release {
        commit_with_entry(&store, &said, || holds::release(&case.id, &agency)).await?;
        say::line(&format!("{agency} released {}: it is erased when its time is over.", case.reference));
    } else {
        let place = || holds::place(&case.id, &agency, now, &asked.reason);
        commit_with_entry(&store, &said, place).await?;
        say::line(&format!(
            "{agency} holds {}: nothing of it is erased until it is released.",
            case.reference
        ));
    }
    Ok(())
}

/// A case by what people read out.
pub async fn find(store: &Store, reference: &str) -> Result<Case, Failed> {
    let parsed = CaseReference::parse(reference)
        .map_err(|error| Failed::said(format!("{reference} is no case reference: {error}")))?;
    let case = store.find_case_by_reference(&parsed).await?;
    case.ok_or_else(|| Failed::said(format!("there is no case {parsed}")))
}
