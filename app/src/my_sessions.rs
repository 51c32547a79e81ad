//! Where somebody is signed in: their sessions in a list, to end one or all others. For residents and for staff.

use jiff::Timestamp;
use model::Viewer;
use store::{Batch, Session};

use crate::{
    App, AppError, Visitor,
    error::again,
    sessions::{end, times},
};

/// One session of somebody's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MySession {
    /// Names it in a form; nothing can be opened with it.
    pub id: String,
    /// What kind of browser it is in; empty when that is not known.
    pub device: String,
    /// When they signed in.
    pub began_at: Timestamp,
    /// When it was last used, to the minute.
    pub seen_at: Timestamp,
    /// It is the one they ask from.
    pub is_this: bool,
}

impl App {
    /// The visitor's sessions that can still be used: this one first, then the one used last.
    pub async fn my_sessions(&self, visitor: &Visitor) -> Result<Vec<MySession>, AppError> {
        let live = self.live_sessions(visitor).await?;
        let mut mine: Vec<MySession> = live
            .iter()
            .map(|session| MySession {
                id: self.session_id(session),
                device: session.device.clone(),
                began_at: session.created_at,
                seen_at: session.seen_at,
                is_this: is_this(visitor, session),
            })
            .collect();
        mine.sort_by_key(|session| !session.is_this);
        Ok(mine)
    }

    /// Ends one of the visitor's other sessions. One that has ended meanwhile, or is not theirs, changes nothing.
    pub async fn end_my_session(&self, visitor: &Visitor, id: &str) -> Result<(), AppError> {
        self.end_those(visitor, |session| self.session_id(session) == id).await
    }

    /// Ends all of the visitor's sessions but this one.
    pub async fn end_my_other_sessions(&self, visitor: &Visitor) -> Result<(), AppError> {
        self.end_those(visitor, |_| true).await
    }

    async fn end_those(&self, visitor: &Visitor, which: impl Fn(&Session) -> bool) -> Result<(), AppError> {
        again(async || {
            let live = self.live_sessions(visitor).await?;
            let ended: Vec<&Session> =
                live.iter().filter(|session| !is_this(visitor, session) && which(session)).collect();
            if ended.is_empty() {
                return Ok(());
            }
            let mut batch: Batch = ended.iter().flat_map(|session| end(&session.token_hash)).collect();
            if matches!(visitor.viewer, Viewer::Staff(_)) {
                let count = ended.len().to_string();
                batch = self.audited(visitor, batch, "ended_sessions", None, &count).await?;
            }
            Ok(self.store.commit(batch).await?)
        })
        .await
    }

    async fn live_sessions(&self, visitor: &Visitor) -> Result<Vec<Session>, AppError> {
        let mut all = match &visitor.viewer {
            Viewer::Resident(person) => self.store.sessions_of_person(person).await?,
            Viewer::Staff(staff) => self.store.sessions_of_staff(&staff.id).await?,
            Viewer::Anonymous => return Err(AppError::NotFound),
        };
        let now = self.now();
        // A session of staff that lacks the second factor this one has is nobody's way in.
        let has_second = visitor.session.as_ref().is_some_and(|session| session.second_factor);
        all.retain(|one| {
            times(one).is_live(one.created_at, one.seen_at, now) && one.second_factor == has_second
        });
        Ok(all)
    }

    fn session_id(&self, session: &Session) -> String {
        self.store.hash("session-id", &session.token_hash).chars().take(26).collect()
    }
}

fn is_this(visitor: &Visitor, session: &Session) -> bool {
    visitor.session_hash() == Some(session.token_hash.as_str())
}
