//! A list is shown without what cannot be read: one damaged row keeps nobody from the others, and operators are told.

use crate::{Row, StoreError};

/// What can be read of these rows. What cannot is told in the log, by its id, and counted.
pub(crate) fn readable<T>(
    what: &'static str,
    rows: &[Row],
    read: impl Fn(&Row) -> Result<T, StoreError>,
) -> Vec<T> {
    let told = |row: &Row, error: &StoreError| {
        let cause = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
        let id = row.text("id").unwrap_or_default();
        tracing::error!(what, id, %error, cause, "something kept cannot be read; the list goes on without it");
        metrics::counter!("portico_unreadable_total", "what" => what).increment(1);
    };
    rows.iter().filter_map(|row| read(row).inspect_err(|error| told(row, error)).ok()).collect()
}
