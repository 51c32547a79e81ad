//! Staff sign in with their work email address and a password; operators add them from the command line.

use identity::{Password, STAFF_SESSION_TIMES, Token};
use model::{EventId, Role, Staff, StaffId};
use store::{Batch, NewAuditEntry, Session};

use super::passwords::CHECKS;
use crate::{App, AppError, NewSession, Visitor, error::again, sessions::end};

/// Somebody to add.
pub struct NewStaff {
    /// Work email address.
    pub email: String,
    /// Name, as colleagues see it.
    pub name: String,
    /// Agency, by its name in files.
    pub agency: String,
    /// Role.
    pub role: Role,
    /// First password, at least 15 characters.
    pub password: String,
}

impl App {
    /// Adds somebody. An address that is there already is a conflict.
    pub async fn add_staff(&self, new: NewStaff) -> Result<StaffId, AppError> {
        let staff = Staff {
            id: StaffId::random(self.random.as_ref()),
            email: new.email.trim().to_owned(),
            name: new.name,
            agency: new.agency,
            role: new.role,
        };
        let hashed = self.hash_password(new.password).await?;
        self.store.commit(self.store.insert_staff(&staff, &hashed)).await?;
        Ok(staff.id)
    }

    /// What is kept of a password. One that is too short is refused.
    pub async fn hash_password(&self, password: String) -> Result<String, AppError> {
        let random = self.random.clone();
        let hashed = CHECKS.run(move || Password::typed(&password).hash(random.as_ref())).await?;
        hashed.map_err(AppError::ours)
    }

    /// Signs staff in; the session they had in this browser ends. An unknown address takes as long as a wrong password,
    /// and looks the same. "Not now" when very many try at once.
    pub async fn sign_in_staff(
        &self,
        visitor: &Visitor,
        email: &str,
        password: &str,
    ) -> Result<Option<NewSession>, AppError> {
        let found = self.store.find_staff_by_email(email).await?;
        let password = Password::typed(password);
        let checked = CHECKS.run(move || {
            if let Some((staff, kept)) = found {
                return password.fits(&kept).then_some(staff);
            }
            password.pretend_to_check();
            None
        });
        let Some(staff) = checked.await? else { return Ok(None) };
        let token = Token::random(self.random.as_ref());
        let now = self.now();
        let session = Session {
            token_hash: self.store.hash("session", token.as_str()),
            person: None,
            staff: Some(staff.id.clone()),
            created_at: now,
            seen_at: now,
            ends_at: now + STAFF_SESSION_TIMES.overall,
        };
        again(async || {
            let said = NewAuditEntry {
                id: EventId::random(self.random.as_ref()),
                at: now,
                staff: Some(staff.id.clone()),
                staff_name: staff.name.clone(),
                agency: staff.agency.clone(),
                action: "signed_in".to_owned(),
                case: None,
                detail: String::new(),
            };
            let mut batch = Batch::from_iter([store::sessions::insert(&session)]);
            batch.extend(visitor.session_hash().map(end).into_iter().flatten());
            batch.push(self.store.audit_statement(&said).await?);
            Ok(self.store.commit(batch).await?)
        })
        .await?;
        Ok(Some(NewSession { token, session }))
    }
}
