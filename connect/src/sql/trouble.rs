//! What went wrong in a database, in words that never hold a value: the messages of databases quote people's data.

use model::Failure;

/// What a trouble means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It will never fit.
    Never,
    /// A row with a unique value was there already.
    Unique,
    /// Not now: locked, full.
    Busy,
    /// We may not, until an operator gives us the right.
    Forbidden,
    /// A table or column is not there, until an operator puts it right.
    Missing,
    /// The connection is gone.
    Lost,
}

/// Trouble with a database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// What it means.
    pub kind: Kind,
    /// Codes and names, never values.
    pub detail: String,
}

impl Trouble {
    /// It will never fit.
    pub fn never(detail: impl Into<String>) -> Self {
        Self { kind: Kind::Never, detail: detail.into() }
    }

    /// A table or column is not there.
    pub fn missing(detail: impl Into<String>) -> Self {
        Self { kind: Kind::Missing, detail: detail.into() }
    }

    /// Not now.
    pub fn busy(detail: impl Into<String>) -> Self {
        Self { kind: Kind::Busy, detail: detail.into() }
    }

    /// The connection is gone.
    pub fn lost(detail: impl Into<String>) -> Self {
        Self { kind: Kind::Lost, detail: detail.into() }
    }

    /// Says which table it was about.
    pub fn about(mut self, table: &str) -> Self {
        if !self.detail.contains(table) {
            self.detail = format!("{table}: {}", self.detail);
        }
        self
    }

    /// Before the commit, nothing is kept when the connection goes.
    pub fn before_commit(self) -> Failure {
        match self.kind {
            Kind::Never | Kind::Unique => Failure::permanent(self.detail),
            Kind::Busy | Kind::Forbidden | Kind::Missing | Kind::Lost => Failure::transient(self.detail),
        }
    }

    /// While committing, a lost connection leaves us not knowing.
    pub fn at_commit(self) -> Failure {
        match self.kind {
            Kind::Lost => Failure::unknown(format!("lost during the commit: {}", self.detail)),
            _ => self.before_commit(),
        }
    }
}

/// What an SQLSTATE class means, where databases agree.
pub fn kind_of(state: &str) -> Kind {
    match state.get(..2) {
        _ if state == "23505" => Kind::Unique,
        _ if state == "42501" => Kind::Forbidden,
        // No such table, column or schema: in PostgreSQL, then in MariaDB.
        _ if ["42P01", "42703", "3F000", "42S02", "42S22"].contains(&state) => Kind::Missing,
        _ if state == "3D000" || state == "57014" => Kind::Busy,
        // Broken connection, bad login, rolled back for another, out of something, being used, stopped.
        Some("08" | "28" | "40" | "53" | "55" | "57" | "58" | "XX") => Kind::Busy,
        _ => Kind::Never,
    }
}

/// An SQLSTATE in words, where there is more to say than its number.
pub fn words(state: &str) -> &'static str {
    match state {
        "22001" => "(too long)",
        "22003" => "(the number is too large or too small)",
        "22007" | "22008" => "(no such date or time)",
        "22021" | "22P05" => "(a letter that the database's character set does not have)",
        "22P02" => "(not written as this type needs it)",
        "23502" => "(must hold something)",
        "23503" => "(names something that is not there)",
        "23505" => "(was there before)",
        "23514" => "(breaks a rule of the table)",
        "42501" => "(no right)",
        _ => "",
    }
}
