//! Staff set up an authenticator app, or take it away. The secret and the recovery codes are shown until the first code
//! of the app is typed; from then on the app is asked for at every sign-in.

use identity::{TotpSecret, recovery_codes};
use jiff::SignedDuration;
use model::{StaffViewer, random_text};
use serde::{Deserialize, Serialize};
use store::{Batch, CommitError, StaffFactor, staff_factors};

use super::{staff, staff_at};
use crate::{App, AppError, NewSession, SignInStep, Visitor, composing::AccountNews, error::again};

/// How long a begun set-up can be finished.
const SET_UP_LASTS: SignedDuration = SignedDuration::from_mins(30);

/// What is sealed of a factor. The recovery codes only until they were shown for the last time.
#[derive(Serialize, Deserialize)]
pub(super) struct Shared {
    pub secret: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<String>,
}

/// What somebody needs to set the app up.
pub struct FactorToSetUp {
    /// The address that the app reads from a picture.
    pub address: String,
    /// The same secret, to be typed.
    pub groups: String,
    /// Codes to keep for the day the phone is gone.
    pub recovery_codes: Vec<String>,
}

/// What became of the first code.
pub enum SetUp {
    /// The app works, and is asked for from now on. The session is new, and the only one.
    Done(Box<NewSession>),
    /// It is not the app's code.
    Wrong,
    /// Nothing is being set up, or it was begun too long ago.
    Gone,
}

impl Shared {
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    fn write(&self) -> Result<String, AppError> {
        serde_json::to_string(self).map_err(AppError::ours)
    }
}

impl App {
    /// Begins to set an app up, in place of the one there is. Only for whoever proved just now who they are.
    pub async fn begin_factor(&self, visitor: &Visitor) -> Result<(), AppError> {
        let who = self.freshly_proved(visitor)?;
        let random = self.random.as_ref();
        let shared = Shared { secret: TotpSecret::random(random).to_text(), codes: recovery_codes(random) };
        let factor = StaffFactor {
            id: random_text(random, 26),
            staff: who.id.clone(),
            secret: shared.write()?,
            last_step: -1,
            begun_at: self.now(),
            set_up_at: None,
        };
        let begun = staff_factors::begin(&factor, &self.store.platform_key());
        Ok(self.store.commit(Batch::from_iter(begun)).await?)
    }

    /// What is being set up, to be shown.
    pub async fn factor_to_set_up(&self, visitor: &Visitor) -> Result<Option<FactorToSetUp>, AppError> {
        let who = staff_at(visitor, SignInStep::SetUpSecondFactor)?;
        let Some((_, shared, secret)) = self.begun(who).await? else { return Ok(None) };
        let account = self.store.find_staff(&who.id).await?.ok_or(AppError::NotFound)?;
        Ok(Some(FactorToSetUp {
            address: secret.address(&self.settings.site_name, &account.staff.email),
            groups: secret.to_groups(),
            recovery_codes: shared.codes,
        }))
    }

    async fn begun(&self, who: &StaffViewer) -> Result<Option<(StaffFactor, Shared, TotpSecret)>, AppError> {
        let found = self.store.begun_factor_of(&who.id).await?;
        let now = self.now();
        let Some(factor) = found.filter(|one| now.duration_since(one.begun_at) < SET_UP_LASTS) else {
            return Ok(None);
        };
        let shared = Shared::read(&factor.secret);
        let read = shared.and_then(|shared| TotpSecret::parse(&shared.secret).map(|secret| (shared, secret)));
        let (shared, secret) = read.ok_or_else(|| AppError::ours("a kept secret cannot be read"))?;
        Ok(Some((factor, shared, secret)))
    }

    /// Finishes it with the app's first code. Every other session ends.
    pub async fn set_up_factor(&self, visitor: &Visitor, typed: &str) -> Result<SetUp, AppError> {
        let who = staff_at(visitor, SignInStep::SetUpSecondFactor)?;
        let Some((begun, shared, secret)) = self.begun(who).await? else { return Ok(SetUp::Gone) };
        let Some(step) = secret.step_of(typed, self.now(), -1) else { return Ok(SetUp::Wrong) };
        let hash = |code: &String| self.store.hash("recovery", &format!("{}:{code}", who.id));
        let hashes: Vec<String> = shared.codes.iter().map(hash).collect();
        let factor = StaffFactor {
            secret: Shared { codes: Vec::new(), ..shared }.write()?,
            last_step: step,
            set_up_at: Some(self.now()),
            ..begun
        };
        let done = staff_factors::set_up(&factor, &hashes, &self.store.platform_key());
        let session = self.staff_session(visitor, who, true);
        let kept = self.change_factor(visitor, who, done, &session, AccountNews::FactorSetUp).await?;
        Ok(if kept { SetUp::Done(Box::new(session)) } else { SetUp::Gone })
    }

    /// Takes the app away, where none is required. Only for whoever proved just now who they are.
    pub async fn remove_factor(&self, visitor: &Visitor) -> Result<NewSession, AppError> {
        let who = self.freshly_proved(visitor)?;
        if self.settings.second_factor_required {
            return Err(AppError::NotFound);
        }
        let session = self.staff_session(visitor, who, false);
        let gone = staff_factors::delete_all(&who.id).to_vec();
        self.change_factor(visitor, who, gone, &session, AccountNews::FactorRemoved).await?;
        Ok(session)
    }

    fn freshly_proved<'a>(&self, visitor: &'a Visitor) -> Result<&'a StaffViewer, AppError> {
        if self.is_freshly_proved(visitor) {
            staff_at(visitor, SignInStep::SetUpSecondFactor)
        } else {
            Err(AppError::NotFound)
        }
    }

    /// One commit: the change, one session in place of all, the audit entry, the message. False when the factor was set
    /// up by another press.
    async fn change_factor(
        &self,
        visitor: &Visitor,
        who: &StaffViewer,
        change: Vec<store::Statement>,
        session: &NewSession,
        news: AccountNews,
    ) -> Result<bool, AppError> {
        let account = self.store.find_staff(&who.id).await?.ok_or(AppError::NotFound)?;
        let kept = again(async || {
            let mut batch = Batch::from_iter(change.clone());
            batch.push(store::sessions::delete_sessions_of_staff(&who.id));
            batch.push(store::sessions::insert(&session.session));
            batch.push(self.tell_staff(&account.staff, &visitor.locale, news)?);
            batch = self.audited_of(who, batch, news.action(), None, "").await?;
            match self.store.commit(batch).await {
                Err(CommitError::Conflict("factor set up")) => Ok(false),
                result => Ok(result.map(|()| true)?),
            }
        });
        let kept = kept.await?;
        self.wake_worker();
        Ok(kept)
    }

    /// What the visitor's account page says: whether an app is set up, since when, and how many recovery codes are left.
    pub async fn my_factor(&self, visitor: &Visitor) -> Result<Option<(StaffFactor, i64)>, AppError> {
        let who = staff(visitor)?;
        let Some(factor) = self.store.factor_of(&who.id).await? else { return Ok(None) };
        let left = self.store.count_recovery_codes(&who.id).await?;
        Ok(Some((StaffFactor { secret: String::new(), ..factor }, left)))
    }
}
