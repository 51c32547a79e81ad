//! Staff choose another password themselves: the current one is asked for, every other session ends, and a message
//! tells them, so that somebody else who does it does not go unseen.

use identity::{BadPassword, Password};
use store::Batch;

use super::{passwords::CHECKS, staff_at};
use crate::{App, AppError, NewSession, SignInStep, Visitor, composing::AccountNews, error::again};

/// What became of a change of password.
pub enum PasswordChange {
    /// The current password is not right.
    WrongCurrent,
    /// The new one is the current one.
    Same,
    /// The new one cannot be used.
    Refused(BadPassword),
    /// It is changed. The session is new, and the only one.
    Done(Box<NewSession>),
}

impl App {
    /// Changes the visitor's own password.
    pub async fn change_password(
        &self,
        visitor: &Visitor,
        current: &str,
        new: &str,
    ) -> Result<PasswordChange, AppError> {
        let who = staff_at(visitor, SignInStep::NewPassword)?;
        let account = self.store.find_staff(&who.id).await?.ok_or(AppError::NotFound)?;
        let (typed, kept) = (Password::typed(current), account.password_hash.clone());
        if !CHECKS.run(move || typed.fits(&kept)).await? {
            return Ok(PasswordChange::WrongCurrent);
        }
        if new == current {
            return Ok(PasswordChange::Same);
        }
        let staff = &account.staff;
        if let Err(bad) = self.judge_password(new, &staff.name, &staff.email, &staff.agency).await? {
            return Ok(PasswordChange::Refused(bad));
        }
        let hash = self.hash_password(new.to_owned()).await?;
        let has_second = visitor.session.as_ref().is_some_and(|session| session.second_factor);
        let session = self.staff_session(visitor, who, has_second);
        again(async || {
            let mut batch = Batch::from_iter([
                store::staff::set_password(&who.id, &hash, None),
                store::sessions::delete_sessions_of_staff(&who.id),
                store::sessions::insert(&session.session),
                self.tell_staff(staff, &visitor.locale, AccountNews::PasswordChanged)?,
            ]);
            batch = self.audited_of(who, batch, "changed_password", None, "").await?;
            Ok(self.store.commit(batch).await?)
        })
        .await?;
        self.wake_worker();
        Ok(PasswordChange::Done(Box::new(session)))
    }
}
