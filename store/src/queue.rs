//! The staff queue: an agency's cases, narrowed, sorted and paged. However many cases there are, a page reads only
//! its own rows, because paging goes on from the last row seen instead of counting rows to skip.

mod question;

use model::{Act, Case, CaseReference, May};

use question::Question;

use crate::{
    Cursor, Page, Row, Store, StoreError, Value,
    cases::{applicant_place, read_case},
    vault::open_opt_text,
};

/// Cases of a name that are looked at where names are kept in another order than asked for, or without what they are
/// narrowed by: those received last.
pub const MOST_OF_A_NAME: u32 = 200;

/// What of the queue to show.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QueueFilter {
    /// Only these statuses; none: all of them.
    pub statuses: Vec<StatusOf>,
    /// Only this service.
    pub service: Option<String>,
    /// Only cases without an outcome.
    pub open_only: bool,
    /// In which order.
    pub sort: Sort,
    /// Only what is searched for.
    pub search: Option<Search>,
    /// Where to go on: a page's `next` or `previous`.
    pub after: Option<Cursor>,
    /// Rows on a page.
    pub limit: usize,
}

/// A status as cases have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusOf {
    /// Its name.
    pub status: String,
    /// Only of this service: another may mean something else by the name.
    pub service: Option<String>,
}

impl StatusOf {
    /// A status of any service.
    pub fn any(status: impl Into<String>) -> Self {
        Self { status: status.into(), service: None }
    }
}

/// The order of the queue.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// Received last comes first.
    ReceivedNewest,
    /// Received first comes first: whoever waits longest.
    #[default]
    ReceivedOldest,
    /// Changed last comes first.
    ChangedNewest,
}

/// What is searched for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Search {
    /// One case.
    Reference(CaseReference),
    /// Every word of this is a word of the applicant's name. Narrowed, or sorted by their last change, only the
    /// `MOST_OF_A_NAME` received last are looked at.
    Name(String),
}

/// One line of the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueRow {
    /// The case.
    pub case: Case,
    /// The applicant's name; none when none was given or it was erased.
    pub applicant: Option<String>,
}

/// One page of the queue.
pub type QueuePage = Page<QueueRow>;

impl Sort {
    fn is_descending(self) -> bool {
        !matches!(self, Self::ReceivedOldest)
    }

    /// What a case is sorted by.
    fn key(self, case: &Case) -> i64 {
        let at = match self {
            Self::ReceivedNewest | Self::ReceivedOldest => case.received_at,
            Self::ChangedNewest => case.changed_at,
        };
        at.as_microsecond()
    }
}

impl QueueFilter {
    /// The name that is searched for, where only those of its cases received last are looked at: names are kept with the
    /// time of receipt, and with nothing else.
    fn bounded_name(&self) -> Option<&str> {
        let is_narrowed = self.open_only || self.service.is_some() || !self.statuses.is_empty();
        match &self.search {
            Some(Search::Name(name)) if is_narrowed || self.sort == Sort::ChangedNewest => Some(name),
            _ => None,
        }
    }
}

/// The agency whose cases may be listed.
fn agency_of(may: &May) -> Result<&str, StoreError> {
    let covers = may.act() == Act::ListCases && may.case().is_none();
    may.agency().filter(|_| covers).ok_or(StoreError::Denied)
}

impl Store {
    /// One page of an agency's queue.
    pub async fn queue(&self, may: &May, filter: &QueueFilter) -> Result<QueuePage, StoreError> {
        let agency = agency_of(may)?;
        let (sql, params) = self.queue_question(agency, filter);
        let rows = self.read(&sql, params).await?;
        let rows: Result<Vec<QueueRow>, StoreError> = rows.iter().map(|row| self.queue_row(row)).collect();
        let key = |row: &QueueRow| (filter.sort.key(&row.case), row.case.id.to_string());
        Ok(Page::of(rows?, filter.after.as_ref(), filter.limit, key))
    }

    /// Whether a search leaves out cases of its name, because it looks only at those received last.
    pub async fn is_cut_short(&self, may: &May, filter: &QueueFilter) -> Result<bool, StoreError> {
        let agency = agency_of(may)?;
        let name = filter.bounded_name().unwrap_or_default();
        let Some(token) = self.searched_tokens(name).first().copied() else { return Ok(false) };
        let sql = "SELECT 1 AS yes FROM case_names WHERE agency = $1 AND token = $2 \
            ORDER BY received_at DESC, case_id DESC LIMIT 1 OFFSET $3";
        let params = vec![agency.into(), token.into(), i64::from(MOST_OF_A_NAME).into()];
        Ok(self.read_one(sql, params).await?.is_some())
    }

    /// The SQL of one page, apart from running it, so that a test can ask the database how it would go about it.
    #[doc(hidden)]
    pub fn queue_question(&self, agency: &str, filter: &QueueFilter) -> (String, Vec<Value>) {
        let mut question = Question::of(agency);
        question.narrow(filter);
        match &filter.search {
            Some(Search::Reference(reference)) => question.search_reference(reference),
            Some(Search::Name(name)) => {
                question.search_tokens(&self.searched_tokens(name), filter.bounded_name().is_some());
            }
            None => {}
        }
        question.page(filter)
    }

    fn queue_row(&self, row: &Row) -> Result<QueueRow, StoreError> {
        let case = read_case(row)?;
        let applicant = match row.opt_text("kek_id")? {
            Some(_) => open_opt_text(&self.row_key(row)?, row, "applicant", &applicant_place(&case.id))?,
            None => None,
        };
        Ok(QueueRow { case, applicant })
    }
}
