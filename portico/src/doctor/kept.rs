//! Looks at what is kept: how old the last backup is, what is held back from erasing, and, when asked to look deep,
//! whether everything opens and no audit entry was changed.

use model::Clock;
use store::{Hold, Store, StoreError};

use super::Report;
use crate::clock::SystemClock;

/// Backup, and everything sealed if asked.
pub async fn look(store: &Store, is_deep: bool, report: &mut Report) -> Result<(), StoreError> {
    let made = store.last_backup_at().await?.map_or_else(
        || "none was made with `portico backup` yet".to_owned(),
        |at| {
            format!(
                "the last was made {} hours ago, at {at}",
                SystemClock.now().duration_since(at).as_hours()
            )
        },
    );
    report.add("backup", Ok(made));
    holds(store, report).await?;
    if is_deep {
        everything_sealed(store, report).await?;
        audit(store, report).await?;
    }
    Ok(())
}

/// Held cases are kept for longer than their rule says: somebody must know.
async fn holds(store: &Store, report: &mut Report) -> Result<(), StoreError> {
    let held = store.holds().await?;
    let all = held.iter().map(|hold| {
        let Hold { reference, agency, since, reason, .. } = hold;
        format!("{reference} by {agency} since {since} ({reason})")
    });
    let all: Vec<String> = all.collect();
    report.add("legal holds", Ok(if all.is_empty() { "none".to_owned() } else { all.join("; ") }));
    Ok(())
}

/// Whether any entry was changed or taken out since it was written. The last number is for whoever notes it elsewhere.
async fn audit(store: &Store, report: &mut Report) -> Result<(), StoreError> {
    for (agency, last) in store.last_audit_numbers().await? {
        let found = match store.first_forged_audit_entry(&agency).await? {
            None => Ok(format!("each entry is as it was written; the last is number {last}")),
            Some(number) => Err(format!(
                "entry {number} was changed or is gone (the last is number {last}): see docs/operate/monitoring.md"
            )),
        };
        report.add(format!("audit entries of {agency}"), found);
    }
    Ok(())
}

async fn everything_sealed(store: &Store, report: &mut Report) -> Result<(), StoreError> {
    for damaged in store.damage().await? {
        report.add("damaged", Err(format!("the database's own file: {damaged}")));
    }
    let looked = store.look_through().await?;
    for damaged in &looked.unreadable {
        report.add("damaged", Err(damaged.to_string()));
    }
    let opened = format!("{} sealed values and {} files open", looked.values, looked.contents);
    let found = match looked.count_unreadable {
        0 => Ok(opened),
        count => Err(format!("{opened}; {count} do not: take them from a backup (docs/operate/backup.md)")),
    };
    report.add("what is sealed", found);
    Ok(())
}
