//! One button pressed twice: a slip of the finger, or a line that was slow to answer. One message is sent, for the first.

use jiff::SignedDuration;
use model::{DraftId, random_text};
use store::OneTimeCode;

use crate::{App, AppError};

/// The purpose of a link that was sent: it is counted with the codes.
pub(crate) const LINK: &str = "link";

/// For so many seconds the same wish is the same press.
const SECONDS: i64 = 30;

/// A wish for a code or a link.
pub(crate) enum Press {
    /// It is to be sent, under this id.
    First(String),
    /// It was sent a moment ago, under this id.
    Again(String),
}

impl App {
    /// What a wish for a code or a link comes to. `from` is the session, or the network without one: who asks elsewhere gets
    /// a code of their own. The id of a press is worked out from what was asked for and when, so that two presses at the
    /// same moment are for the same row, which is there once.
    pub(crate) async fn press(
        &self,
        purpose: &str,
        from: &str,
        email: &str,
        draft: Option<&DraftId>,
    ) -> Result<Press, AppError> {
        let (now, draft) = (self.now(), draft.map_or("", DraftId::as_str));
        let email = self.store.email_hash(email);
        let id = |at: i64| self.store.hash("press", &format!("{at} {purpose} {from} {email} {draft}"));
        let at = now.as_second().div_euclid(SECONDS);
        let (this, before) = (id(at), id(at - 1));
        for id in [&this, &before] {
            let found = self.store.find_code(id).await?;
            let is_same = |code: &OneTimeCode| code.created_at + SignedDuration::from_secs(SECONDS) > now;
            match found.filter(is_same) {
                Some(code) if still_stands(&code) => return Ok(Press::Again(code.id)),
                // It was used, or used up: now another one is wanted.
                Some(_) => return Ok(Press::First(random_text(self.random.as_ref(), 26))),
                None => {}
            }
        }
        Ok(Press::First(this))
    }
}

/// It can still be entered; a link counts as long as it is remembered.
fn still_stands(code: &OneTimeCode) -> bool {
    code.purpose == LINK || (code.used_at.is_none() && code.tries_left > 0)
}
