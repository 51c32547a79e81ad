//! Mending obligations that got stuck: try again now, or end by hand with a reason.

use jiff::SignedDuration;
use model::{Accepted, Act, Actor, Case, Class, EventKind, Obligation, ObligationId, State, current_parts};
use store::{Batch, Statement};

use super::staff;
use crate::{
    App, AppError, Visitor,
    error::again,
    worker::{FAILED_BEFORE, part_and_after},
};

/// How somebody ended an obligation by hand.
pub struct Resolution {
    /// It arrived; otherwise it never can.
    pub arrived: bool,
    /// The other side's reference, when the part was entered there by hand.
    pub reference: String,
    /// Why, for colleagues.
    pub reason: String,
}

impl App {
    /// An obligation the viewer may mend: their agency's, and without an end.
    async fn mendable(
        &self,
        visitor: &Visitor,
        id: &ObligationId,
    ) -> Result<(Obligation, Option<Case>), AppError> {
        let may = visitor.viewer.may(Act::MendObligation)?;
        let obligation = self.store.find_obligation(id).await?.ok_or(AppError::NotFound)?;
        if may.agency() != Some(obligation.agency.as_str()) {
            return Err(AppError::NotFound);
        }
        let case = match &obligation.case {
            Some(case) => self.store.find_case(case).await?,
            None => None,
        };
        Ok((obligation, case))
    }

    /// Has an obligation tried again now. A part that failed for good is begun again: the other side gets the same
    /// key, so that it cannot be taken twice.
    pub async fn retry_obligation(&self, visitor: &Visitor, id: &ObligationId) -> Result<(), AppError> {
        again(async || {
            let (mut obligation, case) = self.mendable(visitor, id).await?;
            let mut batch = match (&obligation.state, &case) {
                (State::Due | State::Asking, _) => {
                    obligation.next_attempt_at = self.now();
                    let undisturbed = store::obligations::not_being_tried(&obligation, self.now());
                    Batch::from_iter([undisturbed, store::obligations::settle(&obligation)])
                }
                (State::Failed { .. }, Some(case)) => match self.begun_again(&obligation, case).await? {
                    Some(begun) => begun,
                    None => return Ok(()),
                },
                _ => return Ok(()),
            };
            self.say_so(
                visitor,
                case.as_ref(),
                EventKind::ObligationRetried { obligation: id.clone() },
                &mut batch,
            )
            .await?;
            let case = case.as_ref().map(|case| &case.id);
            let batch = self.audited(visitor, batch, "retried_obligation", case, id.as_str()).await?;
            Ok(self.store.commit(batch).await?)
        })
        .await?;
        self.wake_worker();
        Ok(())
    }

    /// New obligations in place of a hand-over that failed, and of those that failed only because of it. None when it
    /// has been begun again already.
    async fn begun_again(&self, failed: &Obligation, case: &Case) -> Result<Option<Batch>, AppError> {
        let parts = current_parts(self.store.obligations_of(&case.id).await?);
        let Some(first) = parts.iter().find(|part| part.id == failed.id) else { return Ok(None) };
        if !begin_first(first, &parts).is_empty() {
            // It would wait for ever.
            return Err(AppError::Conflict("a part that comes first failed: begin that one again"));
        }
        let is_free = !waits_for(first, &parts, |state| !matches!(state, State::Accepted(_)));
        let mut batch = Batch::default();
        for part in begun_with(first, &parts) {
            let is_asked_for = is_free && part.id == first.id;
            let state = if is_asked_for { State::Asking } else { State::Waiting };
            batch.push(self.fresh(part, state).await?);
        }
        // The case changes too: of two who begin it again at the same moment, one sees the other.
        batch.extend(store::cases::update(&Case { changed_at: self.now(), ..case.clone() }));
        Ok(Some(batch))
    }

    /// As much time as the first had, and the other side's key as it was.
    async fn fresh(&self, failed: &Obligation, state: State) -> Result<Statement, AppError> {
        let key = self.store.key(&failed.key).await?;
        let content = self.store.obligation_content(&failed.id, &key).await?.ok_or(AppError::NotFound)?;
        // Later than the first, even by a clock that stands still: the newest of a part is the one that counts.
        let now = self.now().max(failed.created_at + SignedDuration::from_micros(1));
        let fresh = Obligation {
            id: ObligationId::random(self.random.as_ref()),
            state,
            deadline_at: now + failed.deadline_at.duration_since(failed.created_at),
            next_attempt_at: self.now(),
            attempts: 0,
            last_failure: None,
            created_at: now,
            ended_at: None,
            row_version: 1,
            ..failed.clone()
        };
        Ok(store::obligations::insert(&fresh, &content, &key))
    }

    /// Ends an obligation by hand: somebody saw to it in another way.
    pub async fn resolve_obligation(
        &self,
        visitor: &Visitor,
        id: &ObligationId,
        resolution: &Resolution,
    ) -> Result<(), AppError> {
        again(async || {
            let (mut obligation, case) = self.mendable(visitor, id).await?;
            if obligation.state.is_end() {
                return Ok(());
            }
            obligation.ended_at = Some(self.now());
            let undisturbed = store::obligations::not_being_tried(&obligation, self.now());
            let mut batch = Batch::from_iter([undisturbed]);
            let kind =
                EventKind::ObligationResolved { obligation: id.clone(), reason: resolution.reason.clone() };
            self.say_so(visitor, case.as_ref(), kind, &mut batch).await?;
            let case_id = case.as_ref().map(|case| &case.id);
            let batch = self.audited(visitor, batch, "resolved_obligation", case_id, id.as_str()).await?;
            let key = self.store.key(&obligation.key).await?;
            let worker = crate::Worker::new(self.clone());
            if !resolution.arrived {
                return worker.give_up_once(obligation, Class::Permanent, batch, &key).await;
            }
            let by = staff(visitor)?.name.clone();
            obligation.state = State::Accepted(Accepted { by, reference: resolution.reference.clone() });
            worker.end_once(obligation, batch, &key).await
        })
        .await
    }

    async fn say_so(
        &self,
        visitor: &Visitor,
        case: Option<&Case>,
        kind: EventKind,
        batch: &mut Batch,
    ) -> Result<(), AppError> {
        if let Some(case) = case {
            let key = self.store.key(&case.key).await?;
            batch.push(self.event(case, Actor::Staff(staff(visitor)?.id.clone()), kind, &key));
        }
        Ok(())
    }
}

/// The parts that must be begun again before this one can be: of those that failed and come before it, however far,
/// the ones that wait for no failed part themselves.
pub(super) fn begin_first(part: &Obligation, parts: &[Obligation]) -> Vec<Obligation> {
    let failed_before = |part: &Obligation| -> Vec<&Obligation> {
        let has_failed = |other: &&Obligation| matches!(other.state, State::Failed { .. });
        parts.iter().filter(|other| comes_before(other, part)).filter(has_failed).collect()
    };
    let mut back = vec![part];
    let mut at = 0;
    while let Some(one) = back.get(at) {
        let known: Vec<&ObligationId> = back.iter().map(|known| &known.id).collect();
        let more: Vec<&Obligation> =
            failed_before(one).into_iter().filter(|one| !known.contains(&&one.id)).collect();
        back.extend(more);
        at += 1;
    }
    let first = back.into_iter().skip(1).filter(|one| failed_before(one).is_empty());
    first.cloned().collect()
}

/// Whether a part waits for one that stands in some way.
fn waits_for(part: &Obligation, parts: &[Obligation], stands: impl Fn(&State) -> bool) -> bool {
    parts.iter().any(|other| comes_before(other, part) && stands(&other.state))
}

/// A failed part and those that failed only because of it, directly or further on: nothing else that they wait for
/// has failed.
fn begun_with<'a>(first: &'a Obligation, parts: &'a [Obligation]) -> Vec<&'a Obligation> {
    let mut failed: Vec<&Obligation> = parts
        .iter()
        .filter(|part| matches!(part.state, State::Failed { .. }) && part.id != first.id)
        .collect();
    let mut begun = vec![first];
    loop {
        let because_of_it = |part: &&Obligation| {
            let is_untried = part.last_failure.as_ref().is_some_and(|why| why.detail == FAILED_BEFORE);
            let comes_before = |other: &&Obligation| comes_before(other, part);
            is_untried && begun.iter().any(comes_before) && !failed.iter().any(comes_before)
        };
        let Some(at) = failed.iter().position(because_of_it) else { return begun };
        begun.push(failed.swap_remove(at));
    }
}

fn comes_before(first: &Obligation, part: &Obligation) -> bool {
    let after = part_and_after(part).map_or(&[][..], |(_, after)| after);
    part_and_after(first).is_some_and(|(name, _)| after.iter().any(|one| one == name))
}
