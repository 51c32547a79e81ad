//! What is owed, as staff see it: a page of the agency's list, or all of one case, each with its attempts and its case.
//! However many lines a page has, it takes the same few questions to the database.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::SignedDuration;
use model::{Act, Case, CaseId, Obligation, ObligationId, State, current_parts};
use store::{Attempt, OwedFilter, Page, Shown};

use super::{agency_of, mend::begin_first};
use crate::{App, AppError, Visitor};

/// How long a part that failed for good is listed.
const FAILED_SHOWN: SignedDuration = SignedDuration::from_hours(90 * 24);

/// An obligation with its attempts.
pub struct ObligationLine {
    /// The obligation.
    pub obligation: Obligation,
    /// Attempts, newest first.
    pub attempts: Vec<Attempt>,
    /// The case, if it belongs to one.
    pub case: Option<Case>,
    /// It failed for good and can be begun again.
    pub may_begin_again: bool,
    /// It failed for good, and these parts must be begun again before it can be.
    pub first: Vec<Obligation>,
}

impl App {
    /// One page of what the viewer's agency owes.
    pub async fn owed(
        &self,
        visitor: &Visitor,
        filter: &OwedFilter,
    ) -> Result<Page<ObligationLine>, AppError> {
        let may = visitor.viewer.may(Act::ListObligations)?;
        let page = self.store.owed(agency_of(&may), filter, self.now() - FAILED_SHOWN).await?;
        let rows = self.obligation_lines(page.rows).await?;
        Ok(Page { rows, next: page.next, previous: page.previous })
    }

    /// Whether a part of the viewer's agency failed for good and was not begun again.
    pub async fn has_failed_parts(&self, visitor: &Visitor) -> Result<bool, AppError> {
        let may = visitor.viewer.may(Act::ListObligations)?;
        let filter = OwedFilter { shown: Shown::Failed, limit: 1, ..OwedFilter::default() };
        let page = self.store.owed(agency_of(&may), &filter, self.now() - FAILED_SHOWN).await?;
        Ok(!page.rows.is_empty())
    }

    /// The connectors and channels that the agency's obligations may go by.
    pub fn ways_of(&self, agency: &str) -> BTreeSet<String> {
        let offered = self.services.now();
        let plans = offered.all().flat_map(|service| &service.definition.plan);
        let connectors = plans.filter(|part| part.agency.as_str() == agency);
        let connectors = connectors.map(|part| part.connector.clone());
        connectors.chain(self.outside.channels.keys().cloned()).collect()
    }

    /// One obligation the viewer may mend.
    pub async fn obligation_to_mend(
        &self,
        visitor: &Visitor,
        id: &ObligationId,
    ) -> Result<ObligationLine, AppError> {
        let may = visitor.viewer.may(Act::MendObligation)?;
        let found = self.store.find_obligation(id).await?.ok_or(AppError::NotFound)?;
        if may.agency() != Some(found.agency.as_str()) {
            return Err(AppError::NotFound);
        }
        self.obligation_lines(vec![found]).await?.pop().ok_or(AppError::NotFound)
    }

    /// Those of some cases that have a part which was not taken, for good.
    pub async fn with_failed_part(&self, cases: &[&CaseId]) -> Result<BTreeSet<CaseId>, AppError> {
        let parts = self.parts_by_case(cases).await?;
        let has_failed = |parts: &[Obligation]| parts.iter().any(has_failed_for_good);
        Ok(parts.into_iter().filter(|(_, parts)| has_failed(parts)).map(|(case, _)| case).collect())
    }

    /// The parts that count of each case.
    async fn parts_by_case(&self, cases: &[&CaseId]) -> Result<BTreeMap<CaseId, Vec<Obligation>>, AppError> {
        let mut by_case: BTreeMap<CaseId, Vec<Obligation>> = BTreeMap::new();
        for part in self.store.hand_overs_of(cases).await? {
            if let Some(case) = &part.case {
                by_case.entry(case.clone()).or_default().push(part);
            }
        }
        Ok(by_case.into_iter().map(|(case, all)| (case, current_parts(all))).collect())
    }

    pub(crate) async fn obligation_lines(
        &self,
        obligations: Vec<Obligation>,
    ) -> Result<Vec<ObligationLine>, AppError> {
        let ids: Vec<&ObligationId> = obligations.iter().map(|one| &one.id).collect();
        let mut attempts: HashMap<ObligationId, Vec<Attempt>> = HashMap::new();
        for attempt in self.store.attempts_of(&ids).await? {
            attempts.entry(attempt.obligation.clone()).or_default().insert(0, attempt);
        }
        let cases = cases_of(&obligations, |_| true);
        let cases = self.store.find_cases(&cases.into_iter().collect::<Vec<_>>()).await?;
        let cases: HashMap<CaseId, Case> = cases.into_iter().map(|case| (case.id.clone(), case)).collect();
        let failed = cases_of(&obligations, has_failed_for_good);
        let parts = self.parts_by_case(&failed.into_iter().collect::<Vec<_>>()).await?;
        let lines = obligations.into_iter().map(|obligation| {
            let case = obligation.case.as_ref();
            let parts = case.and_then(|case| parts.get(case)).map_or(&[][..], Vec::as_slice);
            let is_current = has_failed_for_good(&obligation) && parts.contains(&obligation);
            let first = if is_current { begin_first(&obligation, parts) } else { Vec::new() };
            ObligationLine {
                attempts: attempts.remove(&obligation.id).unwrap_or_default(),
                case: case.and_then(|case| cases.get(case).cloned()),
                may_begin_again: is_current && first.is_empty(),
                first,
                obligation,
            }
        });
        Ok(lines.collect())
    }
}

/// Failed, and not because what it was about was erased.
fn has_failed_for_good(obligation: &Obligation) -> bool {
    matches!(&obligation.state, State::Failed { told_by } if told_by != "erased")
}

fn cases_of(obligations: &[Obligation], fits: impl Fn(&Obligation) -> bool) -> BTreeSet<&CaseId> {
    obligations.iter().filter(|one| fits(one)).filter_map(|one| one.case.as_ref()).collect()
}
