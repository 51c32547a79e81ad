//! The SQL of one page of the queue, put together from what is asked for. Only fixed text goes into it; whatever a
//! person typed goes beside it, as a parameter.

use model::CaseReference;

use super::{QueueFilter, Sort};
use crate::{Value, paging};

/// Most words of a name that are searched for: further ones hardly narrow, and each costs a look-up.
const MOST_WORDS: usize = 8;

pub(super) struct Question {
    /// Questions for the cases searched for; none when nothing is.
    found: Vec<String>,
    wanted: Vec<String>,
    params: Vec<Value>,
}

impl Question {
    pub fn of(agency: &str) -> Self {
        Self { found: Vec::new(), wanted: vec!["q.agency = $1".into()], params: vec![agency.into()] }
    }

    /// The place of one more parameter.
    fn parameter(&mut self, value: Value) -> String {
        self.params.push(value);
        format!("${}", self.params.len())
    }

    fn want(&mut self, column: &str, value: Value) {
        let place = self.parameter(value);
        self.wanted.push(format!("{column} = {place}"));
    }

    pub fn narrow(&mut self, filter: &QueueFilter) {
        if let Some(status) = &filter.status {
            self.want("q.status", status.into());
        }
        if let Some(service) = &filter.service {
            self.want("q.service", service.into());
        }
        if filter.open_only {
            self.want("q.is_open", true.into());
        }
    }

    pub fn search_reference(&mut self, reference: &CaseReference) {
        let place = self.parameter(reference.into());
        self.found.push(format!("SELECT id AS case_id FROM cases WHERE reference = {place}"));
    }

    /// Cases of applicants whose names have all these words. No word finds no case, not all of them.
    pub fn search_words(&mut self, hashes: Vec<String>) {
        if hashes.is_empty() {
            self.found.push("SELECT case_id FROM case_names WHERE 1 = 0".into());
        }
        for hash in hashes.into_iter().take(MOST_WORDS) {
            let place = self.parameter(hash.into());
            self.found.push(format!("SELECT case_id FROM case_names WHERE token_hash = {place}"));
        }
    }

    /// Where rows come from. Few cases are searched for: SQLite takes `CROSS JOIN` as an order to begin with those.
    fn source(&mut self) -> String {
        if self.found.is_empty() {
            return "case_agencies q".into();
        }
        self.wanted.push("q.case_id = found.case_id".into());
        format!("({}) AS found CROSS JOIN case_agencies q", self.found.join(" INTERSECT "))
    }

    /// The whole question: in order, from where the last page ended, and one row more than is shown, which tells
    /// whether there is another page.
    pub fn page(mut self, filter: &QueueFilter) -> (String, Vec<Value>) {
        let source = self.source();
        let order = order(filter.sort);
        let (compare, direction) = paging::way(filter.sort.is_descending(), filter.after.as_ref());
        if let Some(cursor) = &filter.after {
            self.params.extend([cursor.at.into(), cursor.id.as_str().into()]);
            let (at, case) = (self.params.len() - 1, self.params.len());
            self.wanted.push(format!("({order}, q.case_id) {compare} (${at}, ${case})"));
        }
        self.params.push(paging::one_more(filter.limit).into());
        let sql = format!(
            "SELECT c.*, k.kek_id, k.wrapped FROM {source} JOIN cases c ON c.id = q.case_id \
             LEFT JOIN data_keys k ON k.id = c.key_id WHERE {wanted} \
             ORDER BY {order} {direction}, q.case_id {direction} LIMIT ${limit}",
            wanted = self.wanted.join(" AND "),
            limit = self.params.len()
        );
        (sql, self.params)
    }
}

fn order(sort: Sort) -> &'static str {
    match sort {
        Sort::ReceivedNewest | Sort::ReceivedOldest => "q.received_at",
        Sort::ChangedNewest => "q.changed_at",
    }
}
