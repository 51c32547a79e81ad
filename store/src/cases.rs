//! Cases: where each submission stands, and the rows the staff queue is read off.

use model::{Act, Case, CaseId, CaseReference, KeyId, May, Outcome, PersonId};

use crate::{
    DataKey, Row, Statement, Store, StoreError, Value,
    engine::{insert as insert_row, places, update as update_row, values},
    vault::place,
};

/// How many cases stand in a status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusCount {
    /// The version of their submission.
    pub service_version: String,
    /// The status.
    pub status: String,
    /// How many.
    pub cases: i64,
}

/// Where the applicant's name is sealed.
pub(crate) fn applicant_place(case: &CaseId) -> String {
    place("cases.applicant", case.as_str())
}

/// Keeps a changed case, if nobody else changed it since it was read; the kept row version is one more.
pub fn update(case: &Case) -> Vec<Statement> {
    let mut row = changeable(case);
    row.push(("row_version", (case.row_version + 1).into()));
    let keys = values!["id" => &case.id, "row_version" => case.row_version];
    let queues = "UPDATE case_agencies SET status = $1, is_open = $2, changed_at = $3 WHERE case_id = $4";
    let is_open = case.outcome.is_none();
    let params = vec![(&case.status).into(), is_open.into(), case.changed_at.into(), (&case.id).into()];
    vec![update_row("cases", row, keys, "case changed"), Statement::new(queues, params)]
}

/// Lets a batch through only while the case was not erased: for what is added to it without changing it.
pub fn still_kept(case: &CaseId) -> Statement {
    let sql = "UPDATE cases SET is_erased = 0 WHERE id = $1 AND is_erased = 0";
    Statement::new(sql, vec![case.into()]).expect_one("case erased")
}

fn changeable(case: &Case) -> Vec<(&'static str, Value)> {
    values![
        "person_id" => case.person.as_ref(),
        "locale" => &case.locale,
        "status" => &case.status,
        "outcome" => case.outcome.map(Outcome::as_str),
        "changed_at" => case.changed_at,
        "ended_at" => case.ended_at,
    ]
}

impl Store {
    /// Keeps a new case, its row in each agency's queue, and the applicant's name: sealed to be shown, and as keyed
    /// hashes of its words to be found by.
    pub fn insert_case(&self, case: &Case, applicant: Option<&str>, key: &DataKey) -> Vec<Statement> {
        self.insert_case_erased(case, applicant, 0, key)
    }

    /// The same for a case on which the rules of single answers up to so many days were carried out already.
    pub fn insert_case_erased(
        &self,
        case: &Case,
        applicant: Option<&str>,
        erased_days: u32,
        key: &DataKey,
    ) -> Vec<Statement> {
        let mut row = changeable(case);
        row.extend(values![
            "id" => &case.id,
            "reference" => &case.reference,
            "service" => &case.service,
            "service_version" => &case.service_version,
            "agencies" => case.agencies.join(","),
            "applicant" => applicant.map(|name| key.seal(&applicant_place(&case.id), name.as_bytes())),
            "received_at" => case.received_at,
            "target_on" => case.target_on.map(|day| day.to_string()),
            "row_version" => case.row_version,
            "key_id" => &case.key,
            "erased_days" => erased_days,
        ]);
        let mut statements = vec![insert_row("cases", row, "case exists")];
        statements.extend(case.agencies.iter().map(|agency| queue_row(case, agency)));
        statements.extend(self.name_rows(case, applicant.unwrap_or_default()));
        statements
    }

    /// A case by its id. Ask the policy (`Viewer::may_on`) before showing any of it.
    pub async fn find_case(&self, id: &CaseId) -> Result<Option<Case>, StoreError> {
        self.one_case("SELECT * FROM cases WHERE id = $1", vec![id.into()]).await
    }

    /// A case by its reference. Ask the policy (`Viewer::may_on`) before showing any of it.
    pub async fn find_case_by_reference(
        &self,
        reference: &CaseReference,
    ) -> Result<Option<Case>, StoreError> {
        self.one_case("SELECT * FROM cases WHERE reference = $1", vec![reference.into()]).await
    }

    /// Some cases by their ids, in no order. Ask the policy (`Viewer::may_on`) before showing any of them.
    pub async fn find_cases(&self, ids: &[&CaseId]) -> Result<Vec<Case>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let sql = format!("SELECT * FROM cases WHERE id IN ({})", places(1, ids.len()));
        let ids = ids.iter().map(|id| Value::from(*id)).collect();
        self.read(&sql, ids).await?.iter().map(read_case).collect()
    }

    /// A person's cases, newest first.
    pub async fn cases_of_person(&self, person: &PersonId) -> Result<Vec<Case>, StoreError> {
        let sql = "SELECT * FROM cases WHERE person_id = $1 ORDER BY received_at DESC, id DESC";
        self.read(sql, vec![person.into()]).await?.iter().map(read_case).collect()
    }

    /// The applicant's name, for somebody who may view the case. `None` too when it was erased.
    pub async fn applicant_of(&self, may: &May, case: &CaseId) -> Result<Option<String>, StoreError> {
        self.case_is_covered(may, Act::ViewCase, case).await?;
        let sql = "SELECT c.key_id, c.applicant, k.kek_id, k.wrapped FROM cases c \
            JOIN data_keys k ON k.id = c.key_id WHERE c.id = $1";
        let Some(row) = self.find(sql, vec![case.into()]).await? else { return Ok(None) };
        crate::vault::open_opt_text(&self.row_key(&row)?, &row, "applicant", &applicant_place(case))
    }

    /// Refuses a right to something else, on another case, or for an agency that takes no part in the case.
    pub(crate) async fn case_is_covered(&self, may: &May, act: Act, case: &CaseId) -> Result<(), StoreError> {
        let is_for_it = may.case().is_none_or(|only| only == case);
        if may.act() != act || !is_for_it {
            return Err(StoreError::Denied);
        }
        let Some(agency) = may.agency() else {
            // Without an agency only a right on this very case covers anything.
            return if may.case().is_some() { Ok(()) } else { Err(StoreError::Denied) };
        };
        let sql = "SELECT 1 AS yes FROM case_agencies WHERE agency = $1 AND case_id = $2";
        self.find(sql, vec![agency.into(), case.into()]).await?.map(|_| ()).ok_or(StoreError::Denied)
    }

    /// How many cases of a service stand where, by the version of their submission. Erased ones do not count.
    pub async fn count_cases_by_status(&self, service: &str) -> Result<Vec<StatusCount>, StoreError> {
        let sql = "SELECT service_version, status, COUNT(*) AS cases FROM cases \
            WHERE service = $1 AND is_erased = 0 GROUP BY service_version, status ORDER BY status, service_version";
        let rows = self.read(sql, vec![service.into()]).await?;
        let count = |row: &Row| {
            Ok(StatusCount {
                service_version: row.text("service_version")?,
                status: row.text("status")?,
                cases: row.int("cases")?,
            })
        };
        rows.iter().map(count).collect()
    }

    async fn one_case(&self, sql: &str, params: Vec<Value>) -> Result<Option<Case>, StoreError> {
        self.find(sql, params).await?.as_ref().map(read_case).transpose()
    }
}

fn queue_row(case: &Case, agency: &str) -> Statement {
    let row = values![
        "agency" => agency,
        "case_id" => &case.id,
        "service" => &case.service,
        "status" => &case.status,
        "is_open" => case.outcome.is_none(),
        "received_at" => case.received_at,
        "changed_at" => case.changed_at,
    ];
    insert_row("case_agencies", row, "case exists")
}

/// A case from a row with every column of `cases`.
pub(crate) fn read_case(row: &Row) -> Result<Case, StoreError> {
    Ok(Case {
        id: row.read("id", CaseId::from_text)?,
        reference: row.read("reference", |text| CaseReference::parse(text).ok())?,
        service: row.text("service")?,
        service_version: row.text("service_version")?,
        agencies: row
            .text("agencies")?
            .split(',')
            .filter(|agency| !agency.is_empty())
            .map(str::to_owned)
            .collect(),
        person: row.opt_read("person_id", PersonId::from_text)?,
        locale: row.text("locale")?,
        status: row.text("status")?,
        outcome: row.opt_read("outcome", Outcome::from_text)?,
        received_at: row.time("received_at")?,
        target_on: row.opt_read("target_on", |text| text.parse().ok())?,
        changed_at: row.time("changed_at")?,
        ended_at: row.opt_time("ended_at")?,
        row_version: row.int("row_version")?,
        key: row.read("key_id", KeyId::from_text)?,
    })
}
