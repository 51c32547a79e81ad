//! The console's list of what an agency owes: without an end, or failed for good; narrowed and in pages.

use jiff::Timestamp;
use model::{CaseId, Obligation};

use super::reading::read_obligation;
use crate::{
    Cursor, Page, Store, StoreError, Value,
    engine::places,
    paging::{one_more, way},
};

/// What of an agency's obligations to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwedFilter {
    /// Where they stand.
    pub shown: Shown,
    /// Only those that go by this connector or channel.
    pub via: Option<String>,
    /// Where to go on: a page's `next` or `previous`.
    pub after: Option<Cursor>,
    /// Lines on a page.
    pub limit: usize,
}

/// Where listed obligations stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Shown {
    /// All that have no end, oldest first.
    #[default]
    WithoutEnd,
    /// Without an end: other parts come first.
    Waiting,
    /// Without an end: to be tried.
    Due,
    /// Without an end: they may have arrived, and are asked for.
    Asking,
    /// Parts of cases that failed for good and were not begun again, newest first.
    Failed,
}

impl Shown {
    fn state(self) -> Option<&'static str> {
        match self {
            Self::Waiting => Some("waiting"),
            Self::Due => Some("due"),
            Self::Asking => Some("asking"),
            Self::WithoutEnd | Self::Failed => None,
        }
    }
}

/// A part begun again is a new obligation with the same duty: only the newest counts. What was erased is owed to
/// nobody any more.
const FAILED: &str = "o.state = 'failed' AND o.kind = 'hand_over' AND o.case_id IS NOT NULL \
    AND o.told_by <> 'erased' AND NOT EXISTS (SELECT 1 FROM obligations n WHERE n.case_id = o.case_id \
    AND n.kind = 'hand_over' AND n.duty = o.duty AND n.created_at > o.created_at)";

impl Store {
    /// One page of what an agency owes; of what failed, since a moment.
    pub async fn owed(
        &self,
        agency: &str,
        filter: &OwedFilter,
        failed_since: Timestamp,
    ) -> Result<Page<Obligation>, StoreError> {
        let (sql, params) = Self::owed_question(agency, filter, failed_since);
        let rows = self.read(&sql, params).await?;
        let rows: Result<Vec<Obligation>, StoreError> = rows.iter().map(read_obligation).collect();
        let at = |one: &Obligation| match filter.shown {
            Shown::Failed => one.ended_at.unwrap_or(one.created_at),
            _ => one.created_at,
        };
        let key = |one: &Obligation| (at(one).as_microsecond(), one.id.to_string());
        Ok(Page::of(rows?, filter.after.as_ref(), filter.limit, key))
    }

    /// The SQL of one page, apart from running it, so that a test can ask the database how it would go about it.
    #[doc(hidden)]
    pub fn owed_question(agency: &str, filter: &OwedFilter, failed_since: Timestamp) -> (String, Vec<Value>) {
        let has_failed = filter.shown == Shown::Failed;
        let order = if has_failed { "o.ended_at" } else { "o.created_at" };
        let (compare, direction) = way(has_failed, filter.after.as_ref());
        let mut params: Vec<Value> = vec![agency.into()];
        let mut wanted = vec!["o.agency = $1".to_owned()];
        let mut want = |condition: &str, value: Value| {
            params.push(value);
            wanted.push(format!("{condition} ${}", params.len()));
        };
        if has_failed {
            // The plus keeps SQLite from choosing its index by this bound: it is the order that the index is for.
            want("+o.ended_at >=", failed_since.into());
        }
        if let Some(via) = &filter.via {
            want("o.via =", via.into());
        }
        if let Some(state) = filter.shown.state() {
            want("o.state =", state.into());
        }
        wanted.push(if has_failed { FAILED.to_owned() } else { "o.ended_at IS NULL".to_owned() });
        if let Some(cursor) = &filter.after {
            params.extend([cursor.at.into(), cursor.id.as_str().into()]);
            let (at, id) = (params.len() - 1, params.len());
            wanted.push(format!("({order}, o.id) {compare} (${at}, ${id})"));
        }
        params.push(one_more(filter.limit).into());
        let sql = format!(
            "SELECT o.* FROM obligations o WHERE {wanted} ORDER BY {order} {direction}, o.id {direction} \
             LIMIT ${limit}",
            wanted = wanted.join(" AND "),
            limit = params.len()
        );
        (sql, params)
    }

    /// Every hand-over of some cases, oldest first: which parts stand how.
    pub async fn hand_overs_of(&self, cases: &[&CaseId]) -> Result<Vec<Obligation>, StoreError> {
        if cases.is_empty() {
            return Ok(Vec::new());
        }
        let sql = format!(
            "SELECT * FROM obligations WHERE case_id IN ({}) AND kind = 'hand_over' ORDER BY created_at, id",
            places(1, cases.len())
        );
        let cases = cases.iter().map(|case| Value::from(*case)).collect();
        self.read(&sql, cases).await?.iter().map(read_obligation).collect()
    }
}
