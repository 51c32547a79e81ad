//! Who is asking: a session found by the token in the cookie, and whom it stands for.

use identity::{GUEST_SESSION_TIMES, SESSION_TIMES, STAFF_SESSION_TIMES, SessionTimes, Token};
use jiff::SignedDuration;
use model::{PersonId, StaffViewer, Viewer};
use store::{Batch, Session, Statement};

use crate::{App, AppError};

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
}

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

fn times(session: &Session) -> SessionTimes {
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
        let anonymous = Visitor { presented: Some(hash.clone()), ..anonymous };
        let Some(mut session) = self.store.find_session(&hash).await? else { return Ok(anonymous) };
        let now = self.now();
        if !times(&session).is_live(session.created_at, session.seen_at, now) {
            return Ok(Visitor { lapsed: Some(session), ..anonymous });
        }
        // Written once a minute at most: a page view must not cost a disk write.
        if now.duration_since(session.seen_at) > SignedDuration::from_mins(1) {
            session.seen_at = now;
            self.store.commit(store::sessions::touch(&session.token_hash, now)).await?;
        }
        let viewer = self.viewer_of(&session).await?;
        Ok(Visitor { session: Some(session), viewer, ..anonymous })
    }

    async fn viewer_of(&self, session: &Session) -> Result<Viewer, AppError> {
        if let Some(id) = &session.staff {
            let found = self.store.find_staff(id).await?;
            return Ok(found.map_or(Viewer::Anonymous, |staff| {
                Viewer::Staff(StaffViewer {
                    id: staff.id,
                    name: staff.name,
                    agency: staff.agency,
                    role: staff.role,
                })
            }));
        }
        Ok(session.person.clone().map_or(Viewer::Anonymous, Viewer::Resident))
    }

    /// A new session in the caller's commit. It takes the place of an earlier one, whose drafts come along.
    pub(crate) fn begin_session(
        &self,
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

    /// After how many minutes without activity somebody is signed out; `None` for a guest, who is not signed in.
    pub fn idle_minutes(&self, session: &Session) -> Option<i64> {
        let is_signed_in = session.person.is_some() || session.staff.is_some();
        is_signed_in.then(|| times(session).idle.as_mins())
    }
}
