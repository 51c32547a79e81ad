//! Looks whether a database put back from a backup is whole: what it held is there, everything sealed opens with the keys
//! at hand, the audit chains hold, and every file is present.

use std::path::Path;

use store::Store;

use crate::{backup::manifest::Manifest, error::Failed};

/// Everything that is not as it was. The tables are brought to this version on the way.
pub async fn everything(store: &Store, folder: &Path, manifest: &Manifest) -> Result<Vec<String>, Failed> {
    let mut wrong = store.damage().await?;
    for (table, expected) in &manifest.holds.rows {
        let rows = store.count_rows(table).await?;
        if rows != *expected {
            wrong.push(format!("table {table} has {rows} rows, and had {expected}"));
        }
    }
    store.migrate().await?;
    if !Manifest::is_sealed(folder, store) {
        wrong.push("the manifest is not the one that was written with these keys".to_owned());
    }
    audit(store, manifest, &mut wrong).await?;
    let looked = store.look_through().await?;
    let erased =
        |place: &str| manifest.erased_meanwhile.iter().any(|id| place == format!("files.content.{id}"));
    let unreadable: Vec<_> = looked.unreadable.iter().filter(|one| !erased(&one.place)).collect();
    wrong.extend(unreadable.iter().map(ToString::to_string));
    Ok(wrong)
}

/// No entry is changed, and none is cut off at the end.
async fn audit(store: &Store, manifest: &Manifest, wrong: &mut Vec<String>) -> Result<(), Failed> {
    for (agency, end) in &manifest.holds.audit_ends {
        if let Some(number) = store.first_forged_audit_entry(agency).await? {
            wrong.push(format!("audit entry {number} of {agency} is not as it was written"));
        }
        if store.audit_end(agency).await?.as_ref() != Some(end) {
            wrong.push(format!("the audit entries of {agency} do not end where they ended"));
        }
    }
    Ok(())
}
