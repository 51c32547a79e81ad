//! The SQL of one page of the queue, put together from what is asked for. Only fixed text goes into it; whatever a
//! person typed goes beside it, as a parameter.

use model::CaseReference;

use super::{MOST_OF_A_NAME, QueueFilter, Sort, StatusOf};
use crate::{Value, paging};

/// Where rows come from when nothing is searched for.
const QUEUE: &str = "case_agencies q";

pub(super) struct Question {
    /// Rows are read off these tables: with a name, off its stretch of the index of names, else off the queue.
    from: String,
    /// The table whose `received_at` and `case_id` give the order.
    ordered_by: &'static str,
    wanted: Vec<String>,
    /// Conditions of which one must be true: a status that goes by several names.
    either: Vec<String>,
    params: Vec<Value>,
}

impl Question {
    pub fn of(agency: &str) -> Self {
        Self {
            from: QUEUE.into(),
            ordered_by: "q",
            wanted: vec!["q.agency = $1".into()],
            either: Vec::new(),
            params: vec![agency.into()],
        }
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
        match filter.statuses.as_slice() {
            [StatusOf { status, service: None }] => self.want("q.status", status.into()),
            several => self.either = several.iter().map(|one| self.status(one)).collect(),
        }
        if let Some(service) = &filter.service {
            self.want("q.service", service.into());
        }
        if filter.open_only {
            // Written out: the indexes of open cases serve only a question that says so.
            self.wanted.push("q.is_open = 1".into());
        }
    }

    fn status(&mut self, wanted: &StatusOf) -> String {
        let status = self.parameter((&wanted.status).into());
        match &wanted.service {
            Some(service) => {
                format!("q.status = {status} AND q.service = {}", self.parameter(service.into()))
            }
            None => format!("q.status = {status}"),
        }
    }

    pub fn search_reference(&mut self, reference: &CaseReference) {
        let place = self.parameter(reference.into());
        // Few cases are searched for: SQLite takes `CROSS JOIN` as an order to begin with those.
        self.from = format!(
            "(SELECT id AS case_id FROM cases WHERE reference = {place}) AS found CROSS JOIN case_agencies q"
        );
        self.wanted.push("q.case_id = found.case_id".into());
    }

    /// Cases of applicants whose names have all these words; bounded, only those received last. No word finds no case, not all
    /// of them.
    pub fn search_tokens(&mut self, tokens: &[i64], is_bounded: bool) {
        let Some((first, others)) = tokens.split_first() else {
            self.wanted.push("1 = 0".into());
            return;
        };
        let first = self.parameter((*first).into());
        if is_bounded {
            self.from = format!(
                "(SELECT * FROM case_names WHERE agency = $1 AND token = {first} \
                 ORDER BY received_at DESC, case_id DESC LIMIT {MOST_OF_A_NAME}) AS n CROSS JOIN case_agencies q"
            );
        } else {
            self.from = "case_names n CROSS JOIN case_agencies q".into();
            self.wanted.push(format!("n.agency = $1 AND n.token = {first}"));
            self.ordered_by = "n";
        }
        self.wanted.push("q.case_id = n.case_id".into());
        for other in others {
            let other = self.parameter((*other).into());
            self.wanted.push(format!(
                "EXISTS (SELECT 1 FROM case_names m WHERE m.agency = $1 AND m.token = {other} \
                 AND m.received_at = n.received_at AND m.case_id = n.case_id)"
            ));
        }
    }

    /// The whole question: in order, from where the last page ended, and one row more than is shown, which tells
    /// whether there is another page.
    pub fn page(mut self, filter: &QueueFilter) -> (String, Vec<Value>) {
        let table = self.ordered_by;
        let column = match filter.sort {
            Sort::ReceivedNewest | Sort::ReceivedOldest => "received_at",
            Sort::ChangedNewest => "changed_at",
        };
        let (compare, direction) = paging::way(filter.sort.is_descending(), filter.after.as_ref());
        if let Some(cursor) = &filter.after {
            self.params.extend([cursor.at.into(), cursor.id.as_str().into()]);
            let (at, case) = (self.params.len() - 1, self.params.len());
            self.wanted.push(format!("({table}.{column}, {table}.case_id) {compare} (${at}, ${case})"));
        }
        self.params.push(paging::one_more(filter.limit).into());
        let limit = self.params.len();
        let first =
            format!("ORDER BY {table}.{column} {direction}, {table}.case_id {direction} LIMIT ${limit}");
        self.take_either(&first);
        let sql = format!(
            "SELECT c.*, k.kek_id, k.wrapped FROM {from} JOIN cases c ON c.id = q.case_id \
             LEFT JOIN data_keys k ON k.id = c.key_id WHERE {wanted} {first}",
            from = self.from,
            wanted = self.wanted.join(" AND "),
        );
        (sql, self.params)
    }

    /// Narrows to a status that goes by several names. Of each the first rows are read, so that a page costs as little as
    /// of one; where something is searched for, there are few rows anyway.
    fn take_either(&mut self, first: &str) {
        if self.either.is_empty() {
            return;
        }
        if self.from != QUEUE {
            self.wanted.push(format!("({})", self.either.join(" OR ")));
            return;
        }
        let wanted = self.wanted.join(" AND ");
        let each = self.either.iter().map(|one| {
            format!("SELECT * FROM (SELECT q.* FROM {QUEUE} WHERE {wanted} AND {one} {first}) AS one")
        });
        self.from = format!("({}) AS q", each.collect::<Vec<_>>().join(" UNION ALL "));
    }
}
