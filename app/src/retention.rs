//! Erasing what was kept long enough: cases whose service says so, and contents of files that nothing names any more.
//! Each case is a commit of its own, with an audit entry in the books of every agency that took part.

mod answers;
mod certificate;
mod drafts;

use jiff::SignedDuration;
use model::FileId;
use store::{Batch, CommitError, EndedCase, erasure::NOT_DUE};

use crate::{App, AppError, error::again, schedules::settled, worker::chain};

/// Cases of one service version erased in one round.
const AT_ONCE: i64 = 200;
/// Contents are put before their rows are kept: a younger one may still get its row.
const CONTENT_WAITS: SignedDuration = SignedDuration::from_hours(24);

impl App {
    /// Erases cases that ended longer ago than their own service version keeps them.
    pub(crate) async fn erase_ended_cases(&self) -> Result<(), AppError> {
        for (service, version) in self.store.version_names().await? {
            match self.erase_ended_cases_of(&service, &version).await {
                Ok(()) => {}
                Err(AppError::NotNow(error)) => return Err(AppError::NotNow(error)),
                // One version that cannot be read must not keep all the others.
                Err(error) => {
                    tracing::error!(error = %chain(&error), service, version, "cases could not be erased");
                }
            }
        }
        Ok(())
    }

    async fn erase_ended_cases_of(&self, service: &str, version: &str) -> Result<(), AppError> {
        // Most versions have nothing to erase: an old one is only loaded when it has.
        if self.store.cases_ended_before(service, version, self.now(), 1).await?.is_empty() {
            return Ok(());
        }
        let definition = self.services.version(&self.store, service, version).await?;
        let Some(rule) = definition.definition.retention.get("case") else { return Ok(()) };
        let kept_for = SignedDuration::from_hours(24 * i64::from(rule.keep_days));
        let Ok(before) = self.now().checked_sub(kept_for) else { return Ok(()) };
        let why = certificate::rule("case", rule);
        for case in self.store.cases_ended_before(service, version, before, AT_ONCE).await? {
            match settled(self.erase_case(&case, &why).await) {
                Ok(()) => {}
                // The database is down: the others would wait for it in vain.
                Err(AppError::NotNow(error)) => return Err(AppError::NotNow(error)),
                Err(error) => {
                    tracing::error!(case = %case.id, error = %chain(&error), "a case could not be erased");
                    metrics::counter!("portico_erasures_failed_total").increment(1);
                }
            }
        }
        Ok(())
    }

    async fn erase_case(&self, case: &EndedCase, why: &str) -> Result<(), AppError> {
        let files = self.store.file_ids_of_case(&case.id).await?;
        let what = certificate::of_case(self.store.extent_of_case(&case.id).await?);
        again(async || {
            let mut batch = Batch::from_iter(store::erasure::erase_case_once(&case.id, case.row_version));
            self.certify(&mut batch, case, "erased_case", &format!("{why}; {what}")).await?;
            self.erase(batch).await
        })
        .await?;
        self.take_contents_away(&files).await;
        Ok(())
    }

    /// Commits an erasure. One that is not due any more is not decided again: it is looked for again in the next round.
    async fn erase(&self, batch: Batch) -> Result<(), AppError> {
        match self.store.commit(batch).await {
            Err(CommitError::Conflict(NOT_DUE)) => Err(AppError::NotFound),
            committed => Ok(committed?),
        }
    }

    /// Gives the room back that contents took. They are unreadable already, for want of the key: one that cannot be
    /// taken away now is left to the sweep, and keeps nothing else from being erased.
    pub(crate) async fn take_contents_away(&self, files: &[FileId]) {
        for file in files {
            if let Err(error) = self.store.delete_file_content(file).await {
                let error = chain(&AppError::from(error));
                tracing::error!(%file, error, "the content of an erased file was left to the sweep");
            }
        }
    }

    /// Takes away contents of files that nothing names any more and that are older than a day.
    pub async fn sweep_files(&self) -> Result<u64, AppError> {
        let Ok(before) = self.now().checked_sub(CONTENT_WAITS) else { return Ok(0) };
        Ok(self.store.sweep_file_contents(before).await?)
    }
}
