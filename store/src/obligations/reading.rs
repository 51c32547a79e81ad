//! Reading obligations: those due, those of a case, those without an end.

use jiff::Timestamp;
use model::{Accepted, CaseId, Class, Failure, KeyId, Obligation, ObligationId, State};

use super::{Kind, claim, content_place};
use crate::{CommitError, DataKey, Row, Store, StoreError, Value};

/// How many obligations are in a state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateCount {
    /// The state's name.
    pub state: String,
    /// How many.
    pub count: i64,
}

impl Store {
    /// An obligation by its id.
    pub async fn find_obligation(&self, id: &ObligationId) -> Result<Option<Obligation>, StoreError> {
        let row = self.find("SELECT * FROM obligations WHERE id = $1", vec![id.into()]).await?;
        row.as_ref().map(read_obligation).transpose()
    }

    /// A case's obligations, oldest first.
    pub async fn obligations_of(&self, case: &CaseId) -> Result<Vec<Obligation>, StoreError> {
        self.obligations("WHERE case_id = $1 ORDER BY created_at, id", vec![case.into()]).await
    }

    /// Parts of cases of all agencies that a system of record did not take, for good, since a moment; newest first.
    pub async fn failed_parts(&self, since: Timestamp, limit: i64) -> Result<Vec<Obligation>, StoreError> {
        let rest = "WHERE state = 'failed' AND kind = 'hand_over' AND case_id IS NOT NULL AND ended_at >= $1 \
            ORDER BY ended_at DESC, id LIMIT $2";
        self.obligations(rest, vec![since.into(), limit.into()]).await
    }

    /// How many parts of cases failed for good since a moment.
    pub async fn count_failed_parts(&self, since: Timestamp) -> Result<i64, StoreError> {
        let sql = "SELECT COUNT(*) AS failed FROM obligations \
            WHERE state = 'failed' AND kind = 'hand_over' AND ended_at >= $1";
        self.read_one(sql, vec![since.into()]).await?.map_or(Ok(0), |row| row.int("failed"))
    }

    /// A case's obligations that wait for others.
    pub async fn waiting_of_case(&self, case: &CaseId) -> Result<Vec<Obligation>, StoreError> {
        let rest = "WHERE case_id = $1 AND state = 'waiting' ORDER BY created_at, id";
        self.obligations(rest, vec![case.into()]).await
    }

    /// Obligations to be tried now that nobody is working on.
    pub async fn due(&self, now: Timestamp, limit: i64) -> Result<Vec<Obligation>, StoreError> {
        let rest = "WHERE state IN ('due', 'asking') AND next_attempt_at <= $1 \
            AND (lease_until IS NULL OR lease_until <= $1) ORDER BY next_attempt_at, id LIMIT $2";
        self.obligations(rest, vec![now.into(), limit.into()]).await
    }

    /// Obligations of one kind to be tried now that nobody is working on, but none that go by a connector or channel
    /// that has enough to do already.
    pub async fn due_of(
        &self,
        kind: Kind,
        busy: &[&str],
        now: Timestamp,
        limit: i64,
    ) -> Result<Vec<Obligation>, StoreError> {
        let mut params: Vec<Value> = vec![kind.name().into(), now.into(), limit.into()];
        params.extend(busy.iter().map(|name| Value::from(*name)));
        let free: Vec<String> = (4..=params.len()).map(|number| format!(" AND via <> ${number}")).collect();
        let free = free.concat();
        let rest = format!(
            "WHERE kind = $1 AND state IN ('due', 'asking') AND next_attempt_at <= $2 \
            AND (lease_until IS NULL OR lease_until <= $2){free} ORDER BY next_attempt_at, id LIMIT $3"
        );
        self.obligations(&rest, params).await
    }

    /// Claims obligations that are due, each on its own, and gives those that were got, in the
    /// state they had before.
    pub async fn claim_due(
        &self,
        now: Timestamp,
        limit: i64,
        lease_until: Timestamp,
        by: &str,
    ) -> Result<Vec<Obligation>, CommitError> {
        let due = self.due(now, limit).await?;
        let claims = due.into_iter().map(|mut obligation| async {
            match self.commit(claim(&obligation, now, lease_until, by)).await {
                Ok(()) => {
                    obligation.row_version += 1;
                    Ok(Some(obligation))
                }
                Err(CommitError::Conflict(_)) => Ok(None),
                Err(error) => Err(error),
            }
        });
        let (mut claimed, mut failed) = (Vec::new(), None);
        for result in futures::future::join_all(claims).await {
            match result {
                Ok(got) => claimed.extend(got),
                Err(error) => failed = Some(error),
            }
        }
        // What was got must be worked on, even if others could not be asked for.
        failed.filter(|_| claimed.is_empty()).map_or(Ok(claimed), Err)
    }

    /// When the worker must look again: when the next obligation is due, or the next lease is over.
    pub async fn next_due_at(&self) -> Result<Option<Timestamp>, StoreError> {
        let free = "SELECT next_attempt_at AS at FROM obligations WHERE state IN ('due', 'asking') \
            AND lease_until IS NULL ORDER BY next_attempt_at, id LIMIT 1";
        let leased = "SELECT lease_until AS at FROM obligations WHERE lease_until IS NOT NULL \
            ORDER BY lease_until LIMIT 1";
        let free = self.find(free, Vec::new()).await?.map(|row| row.time("at")).transpose()?;
        let leased = self.find(leased, Vec::new()).await?.map(|row| row.time("at")).transpose()?;
        Ok(free.into_iter().chain(leased).min())
    }

    /// What an obligation is to hand over or to say. `None` when it was erased.
    pub async fn obligation_content(
        &self,
        id: &ObligationId,
        key: &DataKey,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let row = self.find("SELECT content FROM obligations WHERE id = $1", vec![id.into()]).await?;
        let Some(row) = row else { return Ok(None) };
        row.opt_bytes("content")?.map(|sealed| key.open(&content_place(id), sealed)).transpose()
    }

    /// Obligations without an end, oldest first: of one agency, or of all. Go on after the last one seen.
    pub async fn without_end(
        &self,
        agency: Option<&str>,
        after: Option<(Timestamp, ObligationId)>,
        limit: i64,
    ) -> Result<Vec<Obligation>, StoreError> {
        let mut params: Vec<Value> = vec![limit.into()];
        let mut rest = "WHERE ended_at IS NULL".to_owned();
        if let Some(agency) = agency {
            params.push(agency.into());
            rest += " AND agency = $2";
        }
        if let Some((created_at, id)) = after {
            // Their numbers depend on whether an agency came before them.
            rest += if agency.is_some() {
                " AND (created_at, id) > ($3, $4)"
            } else {
                " AND (created_at, id) > ($2, $3)"
            };
            params.extend([created_at.into(), (&id).into()]);
        }
        rest += " ORDER BY created_at, id LIMIT $1";
        self.obligations(&rest, params).await
    }

    /// How many obligations without an end there are in each state. Those that ended are too many to count often.
    pub async fn count_without_end(&self) -> Result<Vec<StateCount>, StoreError> {
        let sql = "SELECT state, COUNT(*) AS obligations FROM obligations WHERE ended_at IS NULL \
            GROUP BY state ORDER BY state";
        self.states(sql).await
    }

    /// How many obligations there are in each state, ended ones too. It reads all of them: for reckoning up, not for
    /// figures that are asked for every minute.
    pub async fn count_by_state(&self) -> Result<Vec<StateCount>, StoreError> {
        let sql = "SELECT state, COUNT(*) AS obligations FROM obligations GROUP BY state ORDER BY state";
        self.states(sql).await
    }

    async fn states(&self, sql: &str) -> Result<Vec<StateCount>, StoreError> {
        let rows = self.read(sql, Vec::new()).await?;
        rows.iter()
            .map(|row| Ok(StateCount { state: row.text("state")?, count: row.int("obligations")? }))
            .collect()
    }

    async fn obligations(&self, rest: &str, params: Vec<Value>) -> Result<Vec<Obligation>, StoreError> {
        self.read(&format!("SELECT * FROM obligations {rest}"), params)
            .await?
            .iter()
            .map(read_obligation)
            .collect()
    }
}

pub(super) fn read_obligation(row: &Row) -> Result<Obligation, StoreError> {
    let last_failure = match row.opt_read("failure_class", Class::from_text)? {
        Some(class) => Some(Failure { class, detail: row.opt_text("failure_detail")?.unwrap_or_default() }),
        None => None,
    };
    Ok(Obligation {
        id: row.read("id", ObligationId::from_text)?,
        case: row.opt_read("case_id", CaseId::from_text)?,
        agency: row.text("agency")?,
        duty: row.read("duty", |text| serde_json::from_str(text).ok())?,
        state: read_state(row)?,
        deadline_at: row.time("deadline_at")?,
        next_attempt_at: row.time("next_attempt_at")?,
        attempts: row.count("attempts")?,
        last_failure,
        created_at: row.time("created_at")?,
        ended_at: row.opt_time("ended_at")?,
        key: row.read("key_id", KeyId::from_text)?,
        row_version: row.int("row_version")?,
    })
}

fn read_state(row: &Row) -> Result<State, StoreError> {
    match row.text("state")?.as_str() {
        "waiting" => Ok(State::Waiting),
        "due" => Ok(State::Due),
        "asking" => Ok(State::Asking),
        "accepted" => {
            // The other side's reference goes when the case is erased.
            let reference = row.opt_text("accepted_reference")?.unwrap_or_default();
            Ok(State::Accepted(Accepted { by: row.text("accepted_by")?, reference }))
        }
        "failed" => Ok(State::Failed { told_by: row.text("told_by")? }),
        _ => Err(StoreError::broken("an obligation's state has another name")),
    }
}
