//! What staff prove besides their password: authenticator apps, and the recovery codes that stand in for them. Secrets
//! are sealed with the platform key, codes kept as keyed hashes.

use jiff::Timestamp;
use model::StaffId;

use crate::{
    DataKey, Row, Statement, Store, StoreError,
    engine::{insert as insert_row, values},
    vault::{open_text, place},
};

/// The only kind there is yet. Passkeys will be another.
const TOTP: &str = "totp";

/// An authenticator app of a member of staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffFactor {
    /// Its id: 26 random characters.
    pub id: String,
    /// Whose.
    pub staff: StaffId,
    /// What it shares with the app, as the application writes it. Sealed.
    pub secret: String,
    /// The half minute of the code used last: it and those before are of no use any more.
    pub last_step: i64,
    /// When it was begun.
    pub begun_at: Timestamp,
    /// When its person showed that it works; none yet while it is being set up.
    pub set_up_at: Option<Timestamp>,
}

/// Begins a factor. One that was begun before and never finished is gone.
pub fn begin(factor: &StaffFactor, platform: &DataKey) -> [Statement; 2] {
    let row = values![
        "id" => &factor.id,
        "staff_id" => &factor.staff,
        "kind" => TOTP,
        "secret" => platform.seal(&secret_place(&factor.id), factor.secret.as_bytes()),
        "last_step" => factor.last_step,
        "begun_at" => factor.begun_at,
        "set_up_at" => factor.set_up_at,
    ];
    let unfinished = "DELETE FROM staff_factors WHERE staff_id = $1 AND set_up_at IS NULL";
    [
        Statement::new(unfinished, vec![(&factor.staff).into()]),
        insert_row("staff_factors", row, "factor exists"),
    ]
}

/// A factor that was begun counts from now on, in place of every other, with new recovery codes. A conflict means that it
/// was set up already, or begun anew.
pub fn set_up(factor: &StaffFactor, code_hashes: &[String], platform: &DataKey) -> Vec<Statement> {
    let sql = "UPDATE staff_factors SET secret = $1, last_step = $2, set_up_at = $3 \
        WHERE id = $4 AND set_up_at IS NULL";
    let secret = platform.seal(&secret_place(&factor.id), factor.secret.as_bytes());
    let params = vec![secret.into(), factor.last_step.into(), factor.set_up_at.into(), (&factor.id).into()];
    let others = "DELETE FROM staff_factors WHERE staff_id = $1 AND id <> $2";
    let mut all = vec![
        Statement::new(sql, params).expect_one("factor set up"),
        Statement::new(others, vec![(&factor.staff).into(), (&factor.id).into()]),
        forget_codes(&factor.staff),
    ];
    all.extend(code_hashes.iter().map(|hash| {
        let row = values!["staff_id" => &factor.staff, "code_hash" => hash];
        insert_row("recovery_codes", row, "recovery code exists")
    }));
    all
}

/// Takes every factor of somebody away, with the recovery codes.
pub fn delete_all(staff: &StaffId) -> [Statement; 2] {
    let factors = "DELETE FROM staff_factors WHERE staff_id = $1";
    [Statement::new(factors, vec![staff.into()]), forget_codes(staff)]
}

fn forget_codes(staff: &StaffId) -> Statement {
    Statement::new("DELETE FROM recovery_codes WHERE staff_id = $1", vec![staff.into()])
}

/// Marks a code of the app as used. A conflict means that it, or a later one, was used at the same moment.
pub fn use_step(factor: &StaffFactor, step: i64) -> Statement {
    let sql = "UPDATE staff_factors SET last_step = $1 WHERE id = $2 AND last_step < $1";
    Statement::new(sql, vec![step.into(), (&factor.id).into()]).expect_one("code used")
}

/// Uses a recovery code up. A conflict means that there is none, or that it was used.
pub fn use_recovery_code(staff: &StaffId, code_hash: &str) -> Statement {
    let sql = "DELETE FROM recovery_codes WHERE staff_id = $1 AND code_hash = $2";
    Statement::new(sql, vec![staff.into(), code_hash.into()]).expect_one("code used")
}

/// Counts a code before it is looked at, so that codes sent all at once get no more tries than one after the other. From
/// the `most`th in a row on, no other is looked at until `wait_until`. A conflict means: not yet.
pub fn spend_code_try(staff: &StaffId, now: Timestamp, most: i64, wait_until: Timestamp) -> Statement {
    let sql = "UPDATE staff SET wrong_codes = wrong_codes + 1, \
        codes_wait_until = CASE WHEN wrong_codes + 1 >= $1 THEN CAST($2 AS BIGINT) ELSE NULL END \
        WHERE id = $3 AND (codes_wait_until IS NULL OR codes_wait_until <= $4)";
    let params = vec![most.into(), wait_until.into(), staff.into(), now.into()];
    Statement::new(sql, params).expect_one("codes wait")
}

/// A code was right: those before are forgiven.
pub fn forgive_codes(staff: &StaffId) -> Statement {
    let sql = "UPDATE staff SET wrong_codes = 0, codes_wait_until = NULL WHERE id = $1";
    Statement::new(sql, vec![staff.into()])
}

fn secret_place(id: &str) -> String {
    place("staff_factors.secret", id)
}

impl Store {
    /// The authenticator app of a member of staff, if one is set up.
    pub async fn factor_of(&self, staff: &StaffId) -> Result<Option<StaffFactor>, StoreError> {
        let sql = "SELECT * FROM staff_factors WHERE staff_id = $1 AND kind = $2 AND set_up_at IS NOT NULL";
        let row = self.read_one(sql, vec![staff.into(), TOTP.into()]).await?;
        row.map(|row| self.factor(&row)).transpose()
    }

    /// The one that somebody is setting up.
    pub async fn begun_factor_of(&self, staff: &StaffId) -> Result<Option<StaffFactor>, StoreError> {
        let sql = "SELECT * FROM staff_factors WHERE staff_id = $1 AND kind = $2 AND set_up_at IS NULL";
        let row = self.read_one(sql, vec![staff.into(), TOTP.into()]).await?;
        row.map(|row| self.factor(&row)).transpose()
    }

    /// How many recovery codes somebody has left.
    pub async fn count_recovery_codes(&self, staff: &StaffId) -> Result<i64, StoreError> {
        let sql = "SELECT COUNT(*) AS codes FROM recovery_codes WHERE staff_id = $1";
        self.read_one(sql, vec![staff.into()]).await?.map_or(Ok(0), |row| row.int("codes"))
    }

    /// Whether a recovery code is one that was given out and not used.
    pub async fn has_recovery_code(&self, staff: &StaffId, code_hash: &str) -> Result<bool, StoreError> {
        let sql = "SELECT code_hash FROM recovery_codes WHERE staff_id = $1 AND code_hash = $2";
        Ok(self.read_one(sql, vec![staff.into(), code_hash.into()]).await?.is_some())
    }

    fn factor(&self, row: &Row) -> Result<StaffFactor, StoreError> {
        let id = row.text("id")?;
        Ok(StaffFactor {
            staff: row.read("staff_id", StaffId::from_text)?,
            secret: open_text(&self.platform_key(), row, "secret", &secret_place(&id))?,
            last_step: row.int("last_step")?,
            begun_at: row.time("begun_at")?,
            set_up_at: row.opt_time("set_up_at")?,
            id,
        })
    }
}
