//! Mending obligations that got stuck: try again now, or end by hand with a reason.

use model::{Accepted, Act, Actor, Case, Class, EventKind, Obligation, ObligationId, State};
use store::Batch;

use super::staff;
use crate::{App, AppError, Visitor, error::again};

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

    /// Has an obligation tried again now.
    pub async fn retry_obligation(&self, visitor: &Visitor, id: &ObligationId) -> Result<(), AppError> {
        again(async || {
            let (mut obligation, case) = self.mendable(visitor, id).await?;
            if !matches!(obligation.state, State::Due | State::Asking) {
                return Ok(());
            }
            obligation.next_attempt_at = self.now();
            let mut batch = Batch::from_iter([store::obligations::settle(&obligation)]);
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
            let mut batch = Batch::default();
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
