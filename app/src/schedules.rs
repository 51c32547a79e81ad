//! What happens because time passes: reminders before a draft is deleted, deletion, erasing cases
//! that were kept long enough, and the end of sessions, codes and links. Every step is a commit of its own, so that any number of processes may run this at once.

use std::time::Duration;

use forms::Service;
use jiff::{SignedDuration, Timestamp};
use model::DraftId;
use store::{Batch, CommitError, Draft};
use tokio::sync::watch;

use crate::{App, AppError, OpenDraft, composing::Owed, drafts::draft_lifetime, worker::chain};

/// How often the schedules are looked at.
const EVERY: Duration = Duration::from_mins(1);
/// How often the whole folder of files is looked through.
const SWEEP_EVERY: SignedDuration = SignedDuration::from_hours(24);
/// How long a code or a link that was sent (or could not be) is kept, for operators to look into trouble.
const MESSAGES_KEPT: SignedDuration = SignedDuration::from_hours(24);
/// How long a code is counted after it ended: the limit on codes an address is sent looks back an hour.
const CODES_COUNT_FOR: SignedDuration = SignedDuration::from_hours(1);
/// Clocks of several processes may differ by so much.
const CLOCKS_AGREE_BY: SignedDuration = SignedDuration::from_mins(1);
/// Drafts seen to in one round.
const AT_ONCE: i64 = 200;
/// Reminders: how long before deletion, and the bit that says it was sent.
const REMINDERS: [(SignedDuration, i64); 2] =
    [(SignedDuration::from_hours(24), 2), (SignedDuration::from_hours(7 * 24), 1)];

impl App {
    /// Runs the schedules until told to stop.
    pub async fn run_schedules(self, mut stop: watch::Receiver<bool>) {
        let mut sweep_at = self.now();
        while !*stop.borrow() {
            // What failed was logged where it did, and is tried again in the next round.
            drop(self.schedules_once().await);
            if self.now() >= sweep_at {
                sweep_at = self.now() + SWEEP_EVERY;
                self.sweep().await;
            }
            tokio::select! {
                () = tokio::time::sleep(EVERY) => {}
                _ = stop.changed() => {}
            }
        }
    }

    /// Everything that is due by now. What fails is logged and keeps nothing else from happening; the last failure is
    /// what comes back.
    pub async fn schedules_once(&self) -> Result<(), AppError> {
        let now = self.now();
        let store = &self.store;
        let steps = [
            logged("drafts of paused services", self.put_off_paused_drafts(now).await),
            logged("drafts to remind of", self.remind_all(now).await),
            logged("drafts to delete", self.erase_expired_drafts(now).await),
            logged("work of a clock that was ahead", self.begin_what_a_clock_put_off(now).await),
            logged("sessions", purged(store.commit(store::sessions::purge(now)).await)),
            logged("codes", purged(store.commit(store::codes::purge(now - CODES_COUNT_FOR)).await)),
            logged("previews", purged(store.commit(store::previews::purge(now)).await)),
            logged("links", purged(store.commit(store::links::purge(now)).await)),
            logged(
                "messages",
                purged(store.commit(store::obligations::purge_messages(now - MESSAGES_KEPT)).await),
            ),
            logged("cases to erase", self.erase_ended_cases().await),
            logged("answers to erase", self.erase_due_answers().await),
        ];
        steps.into_iter().rfind(Result::is_err).unwrap_or(Ok(()))
    }

    async fn begin_what_a_clock_put_off(&self, now: Timestamp) -> Result<(), AppError> {
        let due = store::obligations::of_a_clock_ahead(now, CLOCKS_AGREE_BY);
        Ok(self.store.commit(due).await?)
    }

    async fn remind_all(&self, now: Timestamp) -> Result<(), AppError> {
        let mut last = Ok(());
        for draft in self.store.drafts_to_remind(now, AT_ONCE).await? {
            let id = draft.id.clone();
            last = one_of("a reminder", &id, self.remind(draft).await).and(last);
        }
        last
    }

    async fn sweep(&self) {
        match self.sweep_files().await {
            Ok(0) => {}
            Ok(swept) => tracing::info!(swept, "contents of files that nothing named were taken away"),
            Err(error) => tracing::error!(error = %chain(&error), "the folder of files could not be swept"),
        }
    }

    /// Reminds of a draft that is soon deleted; without an address there is nobody to tell but the list of drafts.
    async fn remind(&self, draft: Draft) -> Result<(), AppError> {
        let left = draft.expires_at.duration_since(self.now());
        let due = REMINDERS.iter().find(|(before, _)| left <= *before);
        let Some((_, bit)) = due.filter(|(_, bit)| draft.reminded & bit == 0) else { return Ok(()) };
        let mut open = self.open(&draft.id).await?;
        open.draft.reminded |= bit | i64::from(*bit == 2);
        let mut batch = Batch::from_iter([store::drafts::update(&open.draft, &open.key)]);
        let is_too_soon = reminded_from_the_start(&open.service) & bit != 0;
        if let Some(email) = open.draft.email.clone().filter(|_| !is_too_soon) {
            let link = self.new_link(&open, &mut batch);
            let message = self.reminder_message(&open, &email, &link)?;
            let owed = Owed::by(&open.service, open.draft.key.clone(), "draft_reminder");
            batch.push(self.owe_message(owed, message, &open.key)?);
        }
        self.store.commit(batch).await?;
        self.wake_worker();
        Ok(())
    }
}

/// Where drafts live for little more than a week, a reminder a week before would come right after somebody began: it
/// counts as sent.
pub(crate) fn reminded_from_the_start(service: &Service) -> i64 {
    let [_, (week, bit)] = REMINDERS;
    if draft_lifetime(service) > week + SignedDuration::from_hours(24) { 0 } else { bit }
}

/// Of which reminders somebody can be told who saved a draft for later: `week` for a week and a day before its end,
/// `day` for a day before, `none` while their address is not proved.
pub fn reminders(open: &OpenDraft) -> &'static str {
    match (open.draft.email_confirmed, reminded_from_the_start(&open.service)) {
        (false, _) => "none",
        (true, 0) => "week",
        (true, _) => "day",
    }
}

/// A step of the round that failed does not keep the next from happening.
fn logged(step: &str, result: Result<(), AppError>) -> Result<(), AppError> {
    if let Err(error) = &result {
        tracing::error!(step, error = %chain(error), "a step of the schedules failed");
    }
    result
}

/// Nor does one draft keep the next from its turn.
pub(crate) fn one_of(what: &str, draft: &DraftId, result: Result<(), AppError>) -> Result<(), AppError> {
    let result = settled(result);
    if let Err(error) = &result {
        tracing::error!(%draft, error = %chain(error), "{what} failed");
    }
    result
}

fn purged(result: Result<(), CommitError>) -> Result<(), AppError> {
    Ok(result?)
}

/// Another process that was faster is no error.
pub(crate) fn settled(result: Result<(), AppError>) -> Result<(), AppError> {
    match result {
        Err(AppError::Conflict(_) | AppError::NotFound) => Ok(()),
        other => other,
    }
}
