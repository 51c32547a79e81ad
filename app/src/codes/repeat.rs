//! A right code that arrives twice: pressed twice, or sent again over a connection that was lost. The browser it was
//! entered in gets the first result again; for everybody else the code is spent.

use identity::{CodePurpose, Token};
use jiff::SignedDuration;
use model::DraftId;
use store::{Batch, CommitError, Session};

use crate::{App, AppError, NewSession, Visitor};

/// What arrives so soon after is the same press.
const SAME_PRESS: SignedDuration = SignedDuration::from_mins(1);

/// The first result of a code, once more.
pub struct Repeated {
    /// The cookie to set, when the browser has not got the first one.
    pub session: Option<Box<NewSession>>,
    /// The draft the code was asked for from.
    pub draft: Option<DraftId>,
}

impl App {
    /// Whether this is the same press again. The browser must hold the token of the very session in which the code was
    /// entered, or be signed in by it already, and the code must be right. So it proves as much as the first did, within a
    /// minute of it, and each repeat costs one of the code's tries.
    pub async fn code_again(
        &self,
        visitor: &Visitor,
        id: &str,
        typed: &str,
        purpose: CodePurpose,
    ) -> Result<Option<Repeated>, AppError> {
        let Some(token) = &visitor.presented else { return Ok(None) };
        let Some(code) = self.store.find_code(id).await? else { return Ok(None) };
        let is_fresh = code.used_at.is_some_and(|at| self.now().duration_since(at) < SAME_PRESS);
        let Some(first) = self.store.find_session(code.used_into.as_deref().unwrap_or_default()).await?
        else {
            return Ok(None);
        };
        // Signed in as the person whom the code proved: there is nothing more to give.
        let has_first = visitor.person().is_some() && visitor.person() == first.person.as_ref();
        let is_same_browser = has_first || code.used_from.as_ref() == Some(token);
        if !is_fresh || !is_same_browser || code.purpose != purpose.as_str() {
            return Ok(None);
        }
        match self.store.commit(Batch::from_iter([store::codes::spend_repeat(&code)])).await {
            Err(CommitError::Conflict(_)) => return Ok(None),
            spent => spent?,
        }
        if !self.is_right(&code, typed) {
            return Ok(None);
        }
        let session = if has_first { None } else { Some(Box::new(self.beside(&first).await?)) };
        Ok(Some(Repeated { session, draft: code.draft }))
    }

    /// A session that opens what another one opens. The other goes on: its cookie may still be under way, and whichever
    /// of the two the browser keeps must work.
    async fn beside(&self, first: &Session) -> Result<NewSession, AppError> {
        let token = Token::random(self.random.as_ref());
        let now = self.now();
        let token_hash = self.store.hash("session", token.as_str());
        let session = Session { token_hash, seen_at: now, ..first.clone() };
        let mut batch = Batch::from_iter([store::sessions::insert(&session)]);
        batch.push(store::session_drafts::copy_to(&first.token_hash, &session.token_hash));
        self.store.commit(batch).await?;
        Ok(NewSession { token, session })
    }
}
