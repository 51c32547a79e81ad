//! Publications: who offered which version of a service when. A list that only grows; the newest line of each service
//! says what is offered, and every process follows it.

use jiff::Timestamp;

use crate::{
    Row, Statement, Store, StoreError,
    engine::{insert as insert_row, values},
    vault::{open_text, place},
};

/// Stands in the place of a service's name where the agencies' own files are meant. No service can be called so.
pub const AGENCIES: &str = "agencies.yaml";

/// How a version came to be offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PublicationKind {
    /// It was read in the folder of services.
    Folder,
    /// Somebody published it.
    Published,
    /// Somebody went back to it.
    RolledBack,
    /// The service is not offered any more.
    Retired,
}

impl PublicationKind {
    const ALL: [Self; 4] = [Self::Folder, Self::Published, Self::RolledBack, Self::Retired];

    /// As it is kept.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Folder => "folder",
            Self::Published => "published",
            Self::RolledBack => "rolled_back",
            Self::Retired => "retired",
        }
    }

    fn from_text(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// 1, 2, 3 … over all services.
    pub number: i64,
    /// The service, by its name in addresses, or [`AGENCIES`].
    pub service: String,
    /// The version that is offered from here on; none: not offered any more.
    pub hash: Option<String>,
    /// How that came.
    pub kind: PublicationKind,
    /// Who. Sealed.
    pub made_by: String,
    /// When.
    pub at: Timestamp,
}

fn made_by_place(number: i64) -> String {
    place("publications.made_by", &number.to_string())
}

impl Store {
    /// The number of the newest line; 0 when nothing was ever published. Cheap: every process asks every other second.
    pub async fn newest_publication(&self) -> Result<i64, StoreError> {
        let sql = "SELECT COALESCE(MAX(number), 0) AS newest FROM publications";
        self.find(sql, Vec::new()).await?.map_or(Ok(0), |row| row.int("newest"))
    }

    /// The newest line of each service, also of those that are not offered any more.
    pub async fn published_now(&self) -> Result<Vec<Publication>, StoreError> {
        let sql = "SELECT * FROM publications WHERE number IN \
            (SELECT MAX(number) FROM publications GROUP BY service) ORDER BY service";
        self.publications(sql, Vec::new()).await
    }

    /// Every line about a service, newest first.
    pub async fn publications_of(&self, service: &str) -> Result<Vec<Publication>, StoreError> {
        let sql = "SELECT * FROM publications WHERE service = $1 ORDER BY number DESC";
        self.publications(sql, vec![service.into()]).await
    }

    /// Adds a line. Its number must be the next one; the conflict "somebody published first" means that it is not.
    pub fn insert_publication(&self, line: &Publication) -> Statement {
        let made_by = self.platform_key().seal(&made_by_place(line.number), line.made_by.as_bytes());
        let row = values![
            "number" => line.number,
            "service" => &line.service,
            "hash" => line.hash.as_deref(),
            "kind" => line.kind.as_str(),
            "made_by" => made_by,
            "at" => line.at,
        ];
        insert_row("publications", row, "somebody published first")
    }

    /// Whether an agency takes part in any case.
    pub async fn agency_has_cases(&self, agency: &str) -> Result<bool, StoreError> {
        let sql = "SELECT 1 AS yes FROM case_agencies WHERE agency = $1 LIMIT 1";
        Ok(self.find(sql, vec![agency.into()]).await?.is_some())
    }

    async fn publications(
        &self,
        sql: &str,
        params: Vec<crate::Value>,
    ) -> Result<Vec<Publication>, StoreError> {
        self.read(sql, params).await?.iter().map(|row| self.publication(row)).collect()
    }

    fn publication(&self, row: &Row) -> Result<Publication, StoreError> {
        let number = row.int("number")?;
        Ok(Publication {
            number,
            service: row.text("service")?,
            hash: row.opt_text("hash")?,
            kind: row.read("kind", PublicationKind::from_text)?,
            made_by: open_text(&self.platform_key(), row, "made_by", &made_by_place(number))?,
            at: row.time("at")?,
        })
    }
}
