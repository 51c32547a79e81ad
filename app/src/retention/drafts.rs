//! Drafts whose time is over are erased, with their certificate in the same commit. While a service is paused, time stands
//! still for its drafts: nobody can send them.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use store::{Batch, CommitError, DraftToErase, audit::CAME_FIRST};

use super::certificate;
use crate::{App, AppError, schedules::one_of, worker::chain};

/// Drafts of one round.
const AT_ONCE: i64 = 200;
/// Tries of a commit whose certificate takes its place in a chain that others add to.
const TRIES: u32 = 20;
/// What is left to a draft, at least, when the pause of its service ends: the first reminder comes seven days before the
/// end. With a day more, a draft is put off once a day at the most.
const LEFT: SignedDuration = SignedDuration::from_hours(8 * 24);
/// With less left than this, it is put off.
const TOO_LITTLE: SignedDuration = SignedDuration::from_hours(7 * 24);

impl App {
    /// Puts off the end of drafts that cannot be sent because their service is paused.
    pub(crate) async fn put_off_paused_drafts(&self, now: Timestamp) -> Result<(), AppError> {
        for pause in self.store.pauses().await? {
            if pause.until_at.is_none_or(|until| now < until) {
                let put_off = store::drafts::put_off(&pause.service, now + TOO_LITTLE, now + LEFT);
                self.store.commit(put_off).await?;
            }
        }
        Ok(())
    }

    /// Erases drafts whose time is over: those of one service version together, with one certificate.
    pub(crate) async fn erase_expired_drafts(&self, now: Timestamp) -> Result<(), AppError> {
        let mut due = BTreeMap::<_, Vec<DraftToErase>>::new();
        for draft in self.store.expired_drafts(now, AT_ONCE).await? {
            due.entry((draft.service.clone(), draft.service_version.clone())).or_default().push(draft);
        }
        let mut last = Ok(());
        for drafts in due.values() {
            last = match self.erase_drafts(drafts).await {
                Ok(()) => last,
                // One of them was saved or thrown away meanwhile: each on its own, so that it keeps no other.
                Err(_) if drafts.len() > 1 => self.erase_one_by_one(drafts).await.and(last),
                Err(error) => match drafts.first() {
                    Some(draft) => one_of("a deletion", &draft.id, Err(error)).and(last),
                    None => last,
                },
            };
        }
        last
    }

    async fn erase_one_by_one(&self, drafts: &[DraftToErase]) -> Result<(), AppError> {
        let mut last = Ok(());
        for draft in drafts {
            let erased = self.erase_drafts(std::slice::from_ref(draft)).await;
            last = one_of("a deletion", &draft.id, erased).and(last);
        }
        last
    }

    /// Erases drafts of one service version and certifies it, in one commit.
    async fn erase_drafts(&self, drafts: &[DraftToErase]) -> Result<(), AppError> {
        let mut files = Vec::new();
        for draft in drafts {
            files.extend(self.store.file_ids_of_draft(&draft.id).await?);
        }
        for _ in 0..TRIES {
            let mut batch: Batch = drafts.iter().flat_map(store::drafts::erase).collect();
            self.certify_drafts(&mut batch, drafts).await?;
            match self.store.commit(batch).await {
                Err(CommitError::Conflict(CAME_FIRST)) => {}
                committed => {
                    committed?;
                    self.take_contents_away(&files).await;
                    return Ok(());
                }
            }
        }
        Err(AppError::Conflict(CAME_FIRST))
    }

    /// Adds the certificate, at the agency that offers the service. A service whose files cannot be read any more has none;
    /// what is due is erased all the same.
    async fn certify_drafts(&self, batch: &mut Batch, drafts: &[DraftToErase]) -> Result<(), AppError> {
        let Some(DraftToErase { service, service_version, .. }) = drafts.first() else { return Ok(()) };
        let definition = match self.services.version(&self.store, service, service_version).await {
            Ok(service) => service,
            Err(error @ AppError::NotNow(_)) => return Err(error),
            Err(error) => {
                tracing::error!(service, error = %chain(&error), "drafts were erased without a certificate");
                return Ok(());
            }
        };
        let rule =
            definition.definition.retention.get("draft").map(|found| certificate::rule("draft", found));
        let detail = format!("{}; drafts of {service} {}", rule.unwrap_or_default(), drafts.len());
        let Some(agency) = definition.definition.agencies.first() else { return Ok(()) };
        let said = self.certificate(agency.as_str(), "erased_drafts", &detail);
        batch.push(self.store.audit_statement(&said).await?);
        Ok(())
    }
}
