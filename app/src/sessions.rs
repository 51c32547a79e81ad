//! Who is asking: a session found by the token in the cookie, and whom it stands for.

use identity::{GUEST_SESSION_TIMES, SESSION_TIMES, STAFF_SESSION_TIMES, SessionTimes, Token};
use jiff::{SignedDuration, Timestamp};
use model::{PersonId, StaffViewer, Viewer};
use store::{Batch, Session, StaffAccount, Statement};

use crate::{App, AppError, ReadDraft};

/// Who is asking, from which session, in which language.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// Their session, if they have one.
    pub session: Option<Session>,
    /// Whom it stands for.
    pub viewer: Viewer,
    /// A session that ended for want of activity. It shows nothing any more, but what was typed in it is still kept.
    pub lapsed: Option<Session>,
    /// The hash of the token their browser sent, whether or not there still is a session behind it.
    pub presented: Option<String>,
    /// The language of the page they are on.
    pub locale: String,
    /// What kind of browser they have, for the list of their sessions: `firefox-android`.
    pub device: String,
    /// Staff who gave the right password, and have something else to do before anything is open to them.
    pub awaits: Option<Awaiting>,
}

/// Staff on their way in: to the pages of this step and to nothing else.
#[derive(Debug, Clone)]
pub struct Awaiting {
    /// Who, as far as the password says.
    pub staff: StaffViewer,
    /// What comes next.
    pub step: SignInStep,
}

/// What staff must do after the password, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignInStep {
    /// Prove the second factor.
    SecondFactor,
    /// Choose a password in place of the one an operator gave.
    NewPassword,
    /// Set up a second factor: this installation asks for one.
    SetUpSecondFactor,
}

/// How long the second step of a sign-in may take.
const STEP_LASTS: SignedDuration = SignedDuration::from_mins(10);

/// A session just begun: the cookie to set. Tokens change whenever rights grow (STANDARDS ID-05).
pub struct NewSession {
    /// For the cookie.
    pub token: Token,
    /// The session.
    pub session: Session,
}

impl Visitor {
    /// Somebody without a session.
    pub fn anonymous(locale: &str) -> Self {
        Self {
            session: None,
            viewer: Viewer::Anonymous,
            lapsed: None,
            presented: None,
            locale: locale.to_owned(),
            device: String::new(),
            awaits: None,
        }
    }

    /// Whose cases and drafts they may see.
    pub fn person(&self) -> Option<&PersonId> {
        match &self.viewer {
            Viewer::Resident(person) => Some(person),
            _ => None,
        }
    }

    /// A session of theirs, signed in, ended for want of activity: signing in again leads back to everything in it.
    pub fn may_sign_in_again(&self) -> bool {
        self.session.is_none() && self.lapsed.as_ref().is_some_and(|lapsed| lapsed.person.is_some())
    }

    /// A caseworker's session, ended for want of activity.
    pub fn was_staff(&self) -> bool {
        self.session.is_none() && self.lapsed.as_ref().is_some_and(|lapsed| lapsed.staff.is_some())
    }

    /// The session that a new one of this person takes the place of: nobody's, or theirs, also when it lapsed.
    pub(crate) fn earlier_of(&self, person: &PersonId) -> Option<&Session> {
        let is_theirs = |session: &&Session| session.person.as_ref() == Some(person);
        let is_nobodys = |session: &&Session| session.person.is_none() && session.staff.is_none();
        match &self.session {
            Some(session) => Some(session).filter(|one| is_theirs(one) || is_nobodys(one)),
            None => self.lapsed.as_ref().filter(is_theirs),
        }
    }

    /// The session that may still write: also one that ended for want of activity.
    pub(crate) fn writing_hash(&self) -> Option<&str> {
        self.session.as_ref().or(self.lapsed.as_ref()).map(|session| session.token_hash.as_str())
    }

    pub(crate) fn session_hash(&self) -> Option<&str> {
        self.session.as_ref().map(|session| session.token_hash.as_str())
    }
}

/// Ends a session, so that nothing is reached through it any more.
pub(crate) fn end(token_hash: &str) -> [Statement; 2] {
    [store::session_drafts::unlink_session(token_hash), store::sessions::delete(token_hash)]
}

fn viewer_of(account: StaffAccount) -> StaffViewer {
    let staff = account.staff;
    StaffViewer { id: staff.id, name: staff.name, agency: staff.agency, role: staff.role }
}

pub(crate) fn times(session: &Session) -> SessionTimes {
    match (&session.staff, &session.person) {
        (Some(_), _) => STAFF_SESSION_TIMES,
        (None, Some(_)) => SESSION_TIMES,
        (None, None) => GUEST_SESSION_TIMES,
    }
}

impl App {
    /// Finds who is asking. An ended or unknown session is the same as none.
    pub async fn visitor(&self, token: Option<&str>, locale: &str) -> Result<Visitor, AppError> {
        let anonymous = Visitor::anonymous(locale);
        let Some(token) = token.and_then(Token::parse) else { return Ok(anonymous) };
        let hash = self.store.hash("session", token.as_str());
        let session = self.store.find_session(&hash).await?;
        self.visitor_of(session, Visitor { presented: Some(hash), ..anonymous }).await
    }

    /// The same, with the draft of a service that their session is working on.
    pub async fn visitor_with_draft(
        &self,
        token: Option<&str>,
        locale: &str,
        slug: &str,
    ) -> Result<(Visitor, Option<ReadDraft>), AppError> {
        let anonymous = Visitor::anonymous(locale);
        let Some(token) = token.and_then(Token::parse) else { return Ok((anonymous, None)) };
        let hash = self.store.hash("session", token.as_str());
        let found = self.store.find_session_with_draft(&hash, slug).await?;
        let (session, draft) = found.map_or((None, None), |(session, draft)| (Some(session), draft));
        let visitor = self.visitor_of(session, Visitor { presented: Some(hash), ..anonymous }).await?;
        let draft = draft.filter(|_| visitor.session.is_some());
        Ok((visitor, draft.map(|(draft, key)| ReadDraft { draft, key })))
    }

    async fn visitor_of(&self, session: Option<Session>, anonymous: Visitor) -> Result<Visitor, AppError> {
        let Some(mut session) = session else { return Ok(anonymous) };
        let now = self.now();
        if !times(&session).is_live(session.created_at, session.seen_at, now) {
            return Ok(Visitor { lapsed: Some(session), ..anonymous });
        }
        // Written once a minute at most: a page view must not cost a disk write.
        if now.duration_since(session.seen_at) > SignedDuration::from_mins(1) {
            session.seen_at = now;
            self.store.commit(store::sessions::touch(&session.token_hash, now)).await?;
        }
        let Some(id) = &session.staff else {
            let viewer = session.person.clone().map_or(Viewer::Anonymous, Viewer::Resident);
            return Ok(Visitor { session: Some(session), viewer, ..anonymous });
        };
        let Some(account) = self.store.find_staff(id).await? else { return Ok(anonymous) };
        let step = self.next_step(&account, &session);
        if step == Some(SignInStep::SecondFactor) && now.duration_since(session.created_at) > STEP_LASTS {
            return Ok(anonymous);
        }
        let staff = viewer_of(account);
        let session = Some(session);
        Ok(match step {
            Some(step) => Visitor { session, awaits: Some(Awaiting { staff, step }), ..anonymous },
            None => Visitor { session, viewer: Viewer::Staff(staff), ..anonymous },
        })
    }

    /// What keeps somebody from being in. Worked out anew at each request, so that nothing is open to a session that
    /// began before a second factor was set up or a password was set.
    fn next_step(&self, account: &StaffAccount, session: &Session) -> Option<SignInStep> {
        if account.has_factor && !session.second_factor {
            return Some(SignInStep::SecondFactor);
        }
        if account.first_until.is_some() {
            return Some(SignInStep::NewPassword);
        }
        let must_set_up = self.settings.second_factor_required && !account.has_factor;
        must_set_up.then_some(SignInStep::SetUpSecondFactor)
    }

    /// A new session in the caller's commit. It takes the place of an earlier one, whose drafts come along.
    pub(crate) fn begin_session(
        &self,
        visitor: &Visitor,
        earlier: Option<&Session>,
        person: Option<PersonId>,
        batch: &mut Batch,
    ) -> NewSession {
        let token = Token::random(self.random.as_ref());
        let now = self.now();
        let times = if person.is_some() { SESSION_TIMES } else { GUEST_SESSION_TIMES };
        let session = Session {
            token_hash: self.store.hash("session", token.as_str()),
            person,
            staff: None,
            created_at: now,
            seen_at: now,
            ends_at: now + times.overall,
            second_factor: false,
            device: visitor.device.clone(),
        };
        batch.push(store::sessions::insert(&session));
        if let Some(earlier) = earlier {
            batch.extend(store::session_drafts::move_to(&earlier.token_hash, &session.token_hash).statements);
            batch.push(store::sessions::delete(&earlier.token_hash));
        }
        NewSession { token, session }
    }

    /// Ends a session, and what it could open. Drafts stay in the person's account; links and codes open them again.
    pub async fn sign_out(&self, visitor: &Visitor) -> Result<(), AppError> {
        if let Some(hash) = visitor.session_hash() {
            self.store.commit(Batch::from_iter(end(hash))).await?;
        }
        Ok(())
    }
}

impl App {
    /// Seconds until a session ends unless something is done in it.
    pub fn seconds_left(&self, session: &Session) -> i64 {
        let ends_at = times(session).ends_at(session.created_at, session.seen_at);
        ends_at.duration_since(self.now()).as_secs().max(0)
    }

    /// Whole minutes until a moment, at least one.
    pub fn minutes_until(&self, at: Timestamp) -> i64 {
        at.duration_since(self.now())
            .as_secs()
            .max(1)
            .unsigned_abs()
            .div_ceil(60)
            .try_into()
            .unwrap_or(i64::MAX)
    }

    /// After how many minutes without activity somebody is signed out; `None` for a guest, who is not signed in.
    pub fn idle_minutes(&self, session: &Session) -> Option<i64> {
        let is_signed_in = session.person.is_some() || session.staff.is_some();
        is_signed_in.then(|| times(session).idle.as_mins())
    }
}
