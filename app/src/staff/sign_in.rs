//! Staff sign in with their work email address and a password; operators add them from the command line.

use identity::{Password, STAFF_SESSION_TIMES, Token};
use model::{EventId, Role, Staff, StaffId};
use store::{Batch, NewAuditEntry, Session};
use tokio::sync::Semaphore;

use crate::{App, AppError, NewSession, Visitor, error::again, sessions::end};

/// Passwords one process checks at a time. Each check takes 19 MB of memory for some tens of milliseconds, on purpose;
/// others wait their turn.
static CHECKS: Semaphore = Semaphore::const_new(4);

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
        let hashed = tokio::task::spawn_blocking(move || Password::typed(&password).hash(random.as_ref()));
        hashed.await.map_err(AppError::ours)?.map_err(AppError::ours)
    }

    /// Signs staff in; the session they had in this browser ends. An unknown address takes as long as a wrong password,
    /// and looks the same.
    pub async fn sign_in_staff(
        &self,
        visitor: &Visitor,
        email: &str,
        password: &str,
    ) -> Result<Option<NewSession>, AppError> {
        let found = self.store.find_staff_by_email(email).await?;
        let Some(staff) = check(found, Password::typed(password)).await? else { return Ok(None) };
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

/// Whose password it is.
async fn check(found: Option<(Staff, String)>, password: Password) -> Result<Option<Staff>, AppError> {
    let _turn = CHECKS.acquire().await.map_err(AppError::ours)?;
    let checked = tokio::task::spawn_blocking(move || {
        let Some((staff, kept)) = found else {
            password.pretend_to_check();
            return None;
        };
        password.fits(&kept).then_some(staff)
    });
    checked.await.map_err(AppError::ours)
}
