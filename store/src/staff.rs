//! Staff and what they sign in with. Names and addresses are sealed with the platform key.

use model::{Role, Staff, StaffId};

use crate::{
    Row, Statement, Store, StoreError,
    engine::{insert as insert_row, update as update_row, values},
    vault::{open_text, place},
};

/// Sets another password (its argon2id hash).
pub fn set_password(staff: &StaffId, password_hash: &str) -> Statement {
    let row = values!["password_hash" => password_hash];
    update_row("staff", row, values!["id" => staff], "staff gone")
}

/// Takes a member of staff away. What they did stays, under their id and name.
pub fn delete(staff: &StaffId) -> Statement {
    Statement::new("DELETE FROM staff WHERE id = $1", vec![staff.into()]).expect_one("staff gone")
}

impl Store {
    /// Keeps a new member of staff. A conflict means that somebody has this sign-in name.
    pub fn insert_staff(&self, staff: &Staff, password_hash: &str) -> Statement {
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
        ];
        insert_row("staff", row, "staff known")
    }

    /// A member of staff and their password's hash, by sign-in name.
    pub async fn find_staff_by_email(&self, email: &str) -> Result<Option<(Staff, String)>, StoreError> {
        let sql = "SELECT * FROM staff WHERE email_hash = $1";
        let Some(row) = self.find(sql, vec![self.email_hash(email).into()]).await? else {
            return Ok(None);
        };
        Ok(Some((self.staff(&row)?, row.text("password_hash")?)))
    }

    /// A member of staff by their id.
    pub async fn find_staff(&self, id: &StaffId) -> Result<Option<Staff>, StoreError> {
        let row = self.find("SELECT * FROM staff WHERE id = $1", vec![id.into()]).await?;
        row.map(|row| self.staff(&row)).transpose()
    }

    /// Everybody who works for an agency here, by agency.
    pub async fn list_staff(&self) -> Result<Vec<Staff>, StoreError> {
        let rows = self.read("SELECT * FROM staff ORDER BY agency, id", Vec::new()).await?;
        rows.iter().map(|row| self.staff(row)).collect()
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
