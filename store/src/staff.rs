//! Staff and what they sign in with. Names and addresses are sealed with the platform key.

use jiff::Timestamp;
use model::{Role, Staff, StaffId};

use crate::{
    Row, Statement, Store, StoreError,
    engine::{insert as insert_row, update as update_row, values},
    vault::{open_text, place},
};

/// A member of staff with how they sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffAccount {
    /// Who.
    pub staff: Staff,
    /// Their password (its argon2id hash).
    pub password_hash: String,
    /// An operator set the password: it is good until then, and must be changed at first use.
    pub first_until: Option<Timestamp>,
    /// A second factor is set up.
    pub has_factor: bool,
    /// Wrong codes of the second factor in a row.
    pub wrong_codes: i64,
    /// After too many of them, no other is looked at until then.
    pub codes_wait_until: Option<Timestamp>,
}

const SELECT: &str = "SELECT s.*, (SELECT COUNT(*) FROM staff_factors f \
    WHERE f.staff_id = s.id AND f.set_up_at IS NOT NULL) AS factors FROM staff s";

/// Sets another password (its argon2id hash), for good or for a first use until a moment.
pub fn set_password(staff: &StaffId, password_hash: &str, first_until: Option<Timestamp>) -> Statement {
    let row = values!["password_hash" => password_hash, "first_until" => first_until];
    update_row("staff", row, values!["id" => staff], "staff gone")
}

/// Takes a member of staff away. What they did stays, under their id and name.
pub fn delete(staff: &StaffId) -> Statement {
    Statement::new("DELETE FROM staff WHERE id = $1", vec![staff.into()]).expect_one("staff gone")
}

impl Store {
    /// Keeps a new member of staff. A conflict means that somebody has this sign-in name.
    pub fn insert_staff(
        &self,
        staff: &Staff,
        password_hash: &str,
        first_until: Option<Timestamp>,
    ) -> Statement {
        let key = self.platform_key();
        let id = staff.id.as_str();
        let row = values![
            "id" => &staff.id,
            "email" => key.seal(&place("staff.email", id), staff.email.as_bytes()),
            "email_hash" => self.email_hash(&staff.email),
            "name" => key.seal(&place("staff.name", id), staff.name.as_bytes()),
            "agency" => &staff.agency,
            "role" => staff.role.as_str(),
            "password_hash" => password_hash,
            "first_until" => first_until,
        ];
        insert_row("staff", row, "staff known")
    }

    /// A member of staff by sign-in name.
    pub async fn find_staff_by_email(&self, email: &str) -> Result<Option<StaffAccount>, StoreError> {
        let sql = format!("{SELECT} WHERE s.email_hash = $1");
        let row = self.find(&sql, vec![self.email_hash(email).into()]).await?;
        row.map(|row| self.account(&row)).transpose()
    }

    /// A member of staff by their id.
    pub async fn find_staff(&self, id: &StaffId) -> Result<Option<StaffAccount>, StoreError> {
        let row = self.find(&format!("{SELECT} WHERE s.id = $1"), vec![id.into()]).await?;
        row.map(|row| self.account(&row)).transpose()
    }

    /// Everybody who works for an agency here, by agency.
    pub async fn list_staff(&self) -> Result<Vec<Staff>, StoreError> {
        let rows = self.read("SELECT * FROM staff ORDER BY agency, id", Vec::new()).await?;
        rows.iter().map(|row| self.staff(row)).collect()
    }

    fn account(&self, row: &Row) -> Result<StaffAccount, StoreError> {
        Ok(StaffAccount {
            staff: self.staff(row)?,
            password_hash: row.text("password_hash")?,
            first_until: row.opt_time("first_until")?,
            has_factor: row.int("factors")? > 0,
            wrong_codes: row.int("wrong_codes")?,
            codes_wait_until: row.opt_time("codes_wait_until")?,
        })
    }

    fn staff(&self, row: &Row) -> Result<Staff, StoreError> {
        let key = self.platform_key();
        let id = row.read("id", StaffId::from_text)?;
        Ok(Staff {
            email: open_text(&key, row, "email", &place("staff.email", id.as_str()))?,
            name: open_text(&key, row, "name", &place("staff.name", id.as_str()))?,
            agency: row.text("agency")?,
            role: row.read("role", Role::from_text)?,
            id,
        })
    }
}
