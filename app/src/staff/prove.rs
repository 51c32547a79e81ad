//! The second factor: a code of the authenticator app, or a recovery code, after the password. Asked for at sign-in, and
//! again before something that would let others in for good.

use identity::{Password, TotpSecret, read_recovery_code};
use jiff::{SignedDuration, Timestamp};
use model::StaffViewer;
use store::{Batch, CommitError, StaffAccount, Statement, staff_factors};

use super::{factor::Shared, passwords::CHECKS, staff_at};
use crate::{
    App, AppError, NewSession, SignInStep, Visitor, composing::AccountNews, error::again, sessions::end,
};

/// Wrong codes in a row before each further one must wait. Whoever gets this far knows the password: nobody else can
/// make the person wait.
const MOST_WRONG: i64 = 10;
/// How long it waits.
const WAIT: SignedDuration = SignedDuration::from_mins(15);
/// How long after a sign-in nothing is asked for again.
const FRESH: SignedDuration = SignedDuration::from_mins(10);

/// Why a code was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// It is not right.
    Wrong,
    /// It was right, and was used already: the app soon shows another.
    Used,
    /// Too many were wrong: none is looked at before this moment.
    Wait(Timestamp),
}

/// What became of a code at sign-in.
pub enum Proved {
    /// They are in.
    Right(Box<NewSession>),
    /// They are not.
    Refused(Refused),
}

/// What became of proving again who one is.
pub enum Confirmed {
    /// It is they.
    Right(Box<NewSession>),
    /// The password is not right.
    WrongPassword,
    /// The code is not.
    Refused(Refused),
}

/// A code that is right: what uses it up.
struct Right {
    statement: Statement,
    is_recovery: bool,
}

impl App {
    /// The second step of signing in.
    pub async fn prove_second_factor(&self, visitor: &Visitor, typed: &str) -> Result<Proved, AppError> {
        let awaits = visitor.awaits.as_ref().filter(|awaits| awaits.step == SignInStep::SecondFactor);
        let who = &awaits.ok_or(AppError::NotFound)?.staff;
        let account = self.store.find_staff(&who.id).await?.ok_or(AppError::NotFound)?;
        let right = match self.judge_code(visitor, &account, typed).await? {
            Err(refused) => return Ok(Proved::Refused(refused)),
            Ok(right) => right,
        };
        Ok(match self.let_in(visitor, who, &account, Some(&right), "signed_in").await? {
            Some(session) => Proved::Right(Box::new(session)),
            None => Proved::Refused(Refused::Used),
        })
    }

    /// Whether the visitor proved only just now who they are.
    pub fn is_freshly_proved(&self, visitor: &Visitor) -> bool {
        let began_at = visitor.session.as_ref().map(|session| session.created_at);
        began_at.is_some_and(|at| self.now().duration_since(at) < FRESH)
    }

    /// Whether the visitor has a second factor that is asked for with the password.
    pub async fn has_second_factor(&self, visitor: &Visitor) -> Result<bool, AppError> {
        let who = staff_at(visitor, SignInStep::SetUpSecondFactor)?;
        Ok(self.store.find_staff(&who.id).await?.is_some_and(|account| account.has_factor))
    }

    /// Proves again who the visitor is: everything that signing in asks for.
    pub async fn confirm_staff(
        &self,
        visitor: &Visitor,
        password: &str,
        code: &str,
    ) -> Result<Confirmed, AppError> {
        let who = staff_at(visitor, SignInStep::SetUpSecondFactor)?;
        let account = self.store.find_staff(&who.id).await?.ok_or(AppError::NotFound)?;
        let (typed, kept) = (Password::typed(password), account.password_hash.clone());
        if !CHECKS.run(move || typed.fits(&kept)).await? {
            return Ok(Confirmed::WrongPassword);
        }
        let mut right = None;
        if account.has_factor {
            match self.judge_code(visitor, &account, code).await? {
                Err(refused) => return Ok(Confirmed::Refused(refused)),
                Ok(found) => right = Some(found),
            }
        }
        Ok(match self.let_in(visitor, who, &account, right.as_ref(), "confirmed_identity").await? {
            Some(session) => Confirmed::Right(Box::new(session)),
            None => Confirmed::Refused(Refused::Used),
        })
    }

    /// Commits a new session in place of this one, with the code used up. `None`: the code was used at the same moment.
    async fn let_in(
        &self,
        visitor: &Visitor,
        who: &StaffViewer,
        account: &StaffAccount,
        right: Option<&Right>,
        action: &str,
    ) -> Result<Option<NewSession>, AppError> {
        let new = self.staff_session(visitor, who, right.is_some());
        let is_recovery = right.is_some_and(|right| right.is_recovery);
        let committed = again(async || {
            let mut batch = Batch::from_iter([store::sessions::insert(&new.session)]);
            batch.extend(visitor.session_hash().map(end).into_iter().flatten());
            if let Some(right) = right {
                batch.push(right.statement.clone());
                batch.push(staff_factors::forgive_codes(&who.id));
            }
            if is_recovery {
                let left = self.store.count_recovery_codes(&who.id).await? - 1;
                let news = AccountNews::RecoveryCodeUsed { left };
                batch.push(self.tell_staff(&account.staff, &visitor.locale, news)?);
            }
            let detail = if is_recovery { "recovery code" } else { "" };
            batch = self.audited_of(who, batch, action, None, detail).await?;
            match self.store.commit(batch).await {
                Err(CommitError::Conflict("code used")) => Ok(false),
                result => Ok(result.map(|()| true)?),
            }
        });
        let is_in = committed.await?;
        if is_recovery {
            self.wake_worker();
        }
        Ok(is_in.then_some(new))
    }

    /// Looks at a code. The try is spent before, so that guesses sent all at once get no more of them.
    async fn judge_code(
        &self,
        visitor: &Visitor,
        account: &StaffAccount,
        typed: &str,
    ) -> Result<Result<Right, Refused>, AppError> {
        let (id, now) = (&account.staff.id, self.now());
        let spent = staff_factors::spend_code_try(id, now, MOST_WRONG, now + WAIT);
        match self.store.commit(spent).await {
            Err(CommitError::Conflict(_)) => {
                let wait = self.store.find_staff(id).await?.and_then(|account| account.codes_wait_until);
                return Ok(Err(Refused::Wait(wait.unwrap_or(now))));
            }
            spent => spent?,
        }
        let mut was_used = false;
        if let Some(code) = read_recovery_code(typed) {
            let hash = self.store.hash("recovery", &format!("{id}:{code}"));
            if self.store.has_recovery_code(id, &hash).await? {
                let statement = staff_factors::use_recovery_code(id, &hash);
                return Ok(Ok(Right { statement, is_recovery: true }));
            }
        } else if let Some(factor) = self.store.factor_of(id).await? {
            let secret = Shared::read(&factor.secret).and_then(|shared| TotpSecret::parse(&shared.secret));
            let secret = secret.ok_or_else(|| AppError::ours("a kept secret cannot be read"))?;
            if let Some(step) = secret.step_of(typed, now, factor.last_step) {
                let statement = staff_factors::use_step(&factor, step);
                return Ok(Ok(Right { statement, is_recovery: false }));
            }
            was_used = secret.was_used(typed, now, factor.last_step);
        }
        self.tell_of_guesses(visitor, account).await?;
        Ok(Err(if was_used { Refused::Used } else { Refused::Wrong }))
    }

    /// Too many wrong codes after the right password: somebody may know it. The person is told once.
    async fn tell_of_guesses(&self, visitor: &Visitor, before: &StaffAccount) -> Result<(), AppError> {
        if before.wrong_codes + 1 != MOST_WRONG {
            return Ok(());
        }
        let model::Staff { id, name, agency, role, .. } = before.staff.clone();
        let who = StaffViewer { id, name, agency, role };
        again(async || {
            let told = self.tell_staff(&before.staff, &visitor.locale, AccountNews::CodesGuessed)?;
            let batch = Batch::from_iter([told]);
            let batch = self.audited_of(&who, batch, "codes_guessed", None, "").await?;
            Ok(self.store.commit(batch).await?)
        })
        .await?;
        self.wake_worker();
        Ok(())
    }
}
