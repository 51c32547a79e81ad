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
    /// Every word of this is a word of the applicant's name. Sorted by their last change, only the thousand received last
    /// are looked at.
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

impl Store {
    /// One page of an agency's queue.
    pub async fn queue(&self, may: &May, filter: &QueueFilter) -> Result<QueuePage, StoreError> {
        let covers = may.act() == Act::ListCases && may.case().is_none();
        let agency = may.agency().filter(|_| covers).ok_or(StoreError::Denied)?;
        let (sql, params) = self.queue_question(agency, filter);
        let rows = self.read(&sql, params).await?;
        let rows: Result<Vec<QueueRow>, StoreError> = rows.iter().map(|row| self.queue_row(row)).collect();
        let key = |row: &QueueRow| (filter.sort.key(&row.case), row.case.id.to_string());
        Ok(Page::of(rows?, filter.after.as_ref(), filter.limit, key))
    }

    /// The SQL of one page, apart from running it, so that a test can ask the database how it would go about it.
    #[doc(hidden)]
    pub fn queue_question(&self, agency: &str, filter: &QueueFilter) -> (String, Vec<Value>) {
        let mut question = Question::of(agency);
        question.narrow(filter);
        match &filter.search {
            Some(Search::Reference(reference)) => question.search_reference(reference),
            Some(Search::Name(name)) => question.search_tokens(&self.searched_tokens(name), filter.sort),
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
