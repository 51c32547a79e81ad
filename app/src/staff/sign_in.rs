//! Staff sign in with their work email address and a password, and a second factor where they have one; operators add
//! them from the command line.

use identity::{BadPassword, Password, STAFF_SESSION_TIMES, Token};
use jiff::SignedDuration;
use model::{Role, Staff, StaffId, StaffViewer};
use store::{Batch, Session};

use super::passwords::CHECKS;
use crate::{App, AppError, NewSession, Visitor, error::again, sessions::end};

/// How long a password that an operator gave is good for its first use.
pub const FIRST_PASSWORD_LASTS: SignedDuration = SignedDuration::from_hours(7 * 24);

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
    /// First password.
    pub password: String,
    /// How long the password is good for its first use, when it must be changed then.
    pub first_for: Option<SignedDuration>,
}

/// What became of a try to sign in.
pub enum StaffSignIn {
    /// Address and password do not belong together.
    Wrong,
    /// They do, but the password was a first one, and its time is over: an operator must set another.
    FirstPasswordEnded,
    /// They do. The session may have another step before it (`Visitor::awaits`).
    Right(Box<NewSession>),
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
        let first_until = new.first_for.map(|lasts| self.now() + lasts);
        self.store.commit(self.store.insert_staff(&staff, &hashed, first_until)).await?;
        Ok(staff.id)
    }

    /// Whether a password may become somebody's.
    pub async fn judge_password(
        &self,
        password: &str,
        name: &str,
        email: &str,
        agency: &str,
    ) -> Result<Result<(), BadPassword>, AppError> {
        let password = Password::typed(password);
        let own = [&self.settings.site_name, name, email, agency].map(str::to_owned);
        let judge = move || password.judge(&own.each_ref().map(String::as_str));
        CHECKS.run(judge).await
    }

    /// What is kept of a password.
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
    ) -> Result<StaffSignIn, AppError> {
        let found = self.store.find_staff_by_email(email).await?;
        let password = Password::typed(password);
        let checked = CHECKS.run(move || {
            if let Some(account) = found {
                return password.fits(&account.password_hash).then_some(account);
            }
            password.pretend_to_check();
            None
        });
        let Some(account) = checked.await? else { return Ok(StaffSignIn::Wrong) };
        if account.first_until.is_some_and(|until| until <= self.now()) {
            return Ok(StaffSignIn::FirstPasswordEnded);
        }
        let Staff { id, name, agency, role, .. } = account.staff;
        let staff = StaffViewer { id, name, agency, role };
        let new = self.staff_session(visitor, &staff, false);
        again(async || {
            let mut batch = Batch::from_iter([store::sessions::insert(&new.session)]);
            batch.extend(visitor.session_hash().map(end).into_iter().flatten());
            // With a second factor they are in when that is proved.
            if !account.has_factor {
                batch = self.audited_of(&staff, batch, "signed_in", None, "").await?;
            }
            Ok(self.store.commit(batch).await?)
        })
        .await?;
        Ok(StaffSignIn::Right(Box::new(new)))
    }

    /// A new session of somebody, for the caller to keep.
    pub(super) fn staff_session(
        &self,
        visitor: &Visitor,
        staff: &StaffViewer,
        second_factor: bool,
    ) -> NewSession {
        let token = Token::random(self.random.as_ref());
        let now = self.now();
        let session = Session {
            token_hash: self.store.hash("session", token.as_str()),
            person: None,
            staff: Some(staff.id.clone()),
            created_at: now,
            seen_at: now,
            ends_at: now + STAFF_SESSION_TIMES.overall,
            second_factor,
            device: visitor.device.clone(),
        };
        NewSession { token, session }
    }
}
