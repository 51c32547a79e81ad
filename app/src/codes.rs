//! One-time codes by email: sent, entered, spent. Whether anybody has the address makes no visible difference.

use identity::{Code, CodePurpose, MAX_TRIES};
use jiff::SignedDuration;
use model::DraftId;
use store::{Batch, CommitError, OneTimeCode, Statement};

use crate::{App, AppError, NewSession, Visitor, composing::Owed, error::again, moving::OpenDraft};

mod owning;
mod pressed;
mod repeat;

use owning::owned;
pub(crate) use pressed::{LINK, Press};
pub use repeat::Repeated;

/// Codes and links one address may be sent in an hour.
const MOST_CODES_AN_HOUR: i64 = 8;

/// A code is on its way.
pub struct CodeSent {
    /// Stands in the address of the page that asks for the code; it proves nothing by itself.
    pub id: String,
}

/// What became of a code that was entered.
pub enum Entered {
    /// It was right. The session is new: the cookie must change.
    Right(Box<NewSession>),
    /// It was wrong; so many tries are left.
    Wrong {
        /// Tries left.
        tries_left: i64,
    },
    /// It was used, too old, or tried too often: a new one is needed.
    Spent,
}

impl App {
    /// Sends a code that signs in to "my cases". `network` is where it is asked for from, by somebody without a session.
    pub async fn send_sign_in_code(
        &self,
        visitor: &Visitor,
        network: &str,
        email: &str,
    ) -> Result<CodeSent, AppError> {
        let from = visitor.session_hash().unwrap_or(network);
        self.send_code(CodePurpose::SignIn, email, None, &visitor.locale, from).await
    }

    /// Sends a code that confirms the email address of a draft.
    pub async fn send_confirmation_code(
        &self,
        visitor: &Visitor,
        slug: &str,
        email: &str,
    ) -> Result<CodeSent, AppError> {
        let draft = again(async || {
            let mut open = self.open_draft(visitor, slug).await?;
            if open.service.slug.is_preview() {
                return Err(AppError::NotFound);
            }
            if open.draft.email.as_deref() != Some(email) {
                open.draft.email = Some(email.to_owned());
                open.draft.email_confirmed = false;
                self.store.commit(Batch::from_iter([store::drafts::update(&open.draft, &open.key)])).await?;
            }
            Ok(open.draft.id)
        })
        .await?;
        let from = visitor.session_hash().unwrap_or_default();
        self.send_code(CodePurpose::ConfirmEmail, email, Some(&draft), &visitor.locale, from).await
    }

    pub(crate) async fn send_code(
        &self,
        purpose: CodePurpose,
        email: &str,
        draft: Option<&DraftId>,
        locale: &str,
        from: &str,
    ) -> Result<CodeSent, AppError> {
        let id = match self.press(purpose.as_str(), from, email, draft).await? {
            Press::Again(id) => return Ok(CodeSent { id }),
            Press::First(id) => id,
        };
        self.refuse_too_many(email).await?;
        let code = Code::random(self.random.as_ref());
        let mut kept = self.counted(id.clone(), purpose.as_str(), email, draft);
        kept.code_hash = self.store.hash("code", &format!("{id}:{}", code.as_str()));
        kept.tries_left = MAX_TRIES;
        kept.ends_at = kept.created_at + identity::lifetime();
        let key = self.store.platform_key();
        let key_id = key.id().clone();
        let message = self.code_message(email, locale, &code)?;
        let owed =
            Owed { case: None, agency: String::new(), key_id, about: "code", lasts: identity::lifetime() };
        let mut batch = Batch::from_iter([store::codes::insert(&kept, &key)]);
        batch.push(self.owe_message(owed, message, &key)?);
        match self.store.commit(batch).await {
            // The other press, at the same moment, has sent it.
            Err(CommitError::Conflict(_)) => return Ok(CodeSent { id }),
            sent => sent?,
        }
        self.wake_worker();
        Ok(CodeSent { id })
    }

    /// One address is sent so many codes and links an hour, and no more.
    pub(crate) async fn refuse_too_many(&self, email: &str) -> Result<(), AppError> {
        let since = self.now() - SignedDuration::from_hours(1);
        let sent = self.store.count_codes_since(&self.store.email_hash(email), since).await?;
        if sent >= MOST_CODES_AN_HOUR { Err(AppError::TooMany) } else { Ok(()) }
    }

    /// A link that is sent counts like a code. Nothing can be entered for it.
    pub(crate) fn count_link(&self, id: String, email: &str, draft: &DraftId) -> Statement {
        let counted = self.counted(id, LINK, email, Some(draft));
        store::codes::insert(&counted, &self.store.platform_key())
    }

    fn counted(&self, id: String, purpose: &str, email: &str, draft: Option<&DraftId>) -> OneTimeCode {
        OneTimeCode {
            id,
            purpose: purpose.to_owned(),
            email: email.to_owned(),
            email_hash: self.store.email_hash(email),
            code_hash: String::new(),
            draft: draft.cloned(),
            tries_left: 0,
            created_at: self.now(),
            ends_at: self.now(),
            used_at: None,
            used_from: None,
            used_into: None,
        }
    }

    /// Enters a code: the session then stands for the person with that address, and may open the code's draft.
    pub async fn enter_code(
        &self,
        visitor: &Visitor,
        id: &str,
        typed: &str,
        purpose: CodePurpose,
    ) -> Result<Entered, AppError> {
        let now = self.now();
        let found = self.store.find_code(id).await?;
        let is_usable = |code: &OneTimeCode| code.ends_at > now && code.purpose == purpose.as_str();
        let Some(code) = found.filter(is_usable) else { return Ok(Entered::Spent) };
        // The try is spent before what was typed is looked at: guesses sent all at once get no more of them.
        match self.store.commit(Batch::from_iter([store::codes::spend_try(&code)])).await {
            Err(CommitError::Conflict(_)) => return Ok(Entered::Spent),
            spent => spent?,
        }
        if self.is_right(&code, typed) {
            return again(async || self.use_code(visitor, &code.id).await).await;
        }
        let left = self.store.find_code(id).await?.map_or(0, |code| code.tries_left);
        Ok(if left > 0 { Entered::Wrong { tries_left: left } } else { Entered::Spent })
    }

    fn is_right(&self, code: &OneTimeCode, typed: &str) -> bool {
        Code::parse(typed).is_some_and(|typed| {
            self.store.hash_fits("code", &format!("{}:{}", code.id, typed.as_str()), &code.code_hash)
        })
    }

    async fn use_code(&self, visitor: &Visitor, id: &str) -> Result<Entered, AppError> {
        let found = self.store.find_code(id).await?.filter(|code| code.used_at.is_none());
        let Some(code) = found else { return Ok(Entered::Spent) };
        let draft = self.draft_of(&code).await?;
        // The draft's address was changed since: the code proves another one than the draft now has.
        let still_fits = |open: &OpenDraft| {
            open.draft.email.as_ref().is_some_and(|email| self.store.email_hash(email) == code.email_hash)
        };
        if draft.as_ref().is_some_and(|open| !still_fits(open)) {
            return Ok(Entered::Spent);
        }
        let mut batch = Batch::default();
        let person = self.person_with(&code.email, &visitor.locale, &mut batch).await?;
        let earlier = visitor.earlier_of(&person);
        if let Some(other) = visitor.session.as_ref().filter(|_| earlier.is_none()) {
            batch.extend(crate::sessions::end(&other.token_hash));
        }
        if let Some(earlier) = earlier {
            let given = draft.as_ref().map(|open| &open.draft.id);
            self.own_drafts(&earlier.token_hash, given, &person, &code.email, &mut batch).await?;
            self.own_cases(&earlier.token_hash, &person, &code.email_hash, &mut batch).await?;
        }
        let new = self.begin_session(visitor, earlier, Some(person.clone()), &mut batch);
        let (from, into) = (visitor.writing_hash(), &new.session.token_hash);
        batch.push(store::codes::mark_used(&code, self.now(), from, into));
        if let Some(open) = draft {
            batch.extend(store::session_drafts::link(
                &new.session.token_hash,
                &open.draft.id,
                &open.draft.service,
            ));
            batch.push(owned(open.draft, &open.key, &person, &code.email));
        }
        self.store.commit(batch).await?;
        Ok(Entered::Right(Box::new(new)))
    }

    /// The draft a code was asked for from, unless it was sent or deleted meanwhile.
    async fn draft_of(&self, code: &OneTimeCode) -> Result<Option<OpenDraft>, AppError> {
        let Some(id) = &code.draft else { return Ok(None) };
        match self.open(id).await {
            Ok(open) => Ok(Some(open)),
            Err(AppError::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Where a code was sent, hidden but for its ends.
    pub async fn code_sent_to(&self, id: &str) -> Result<Option<String>, AppError> {
        Ok(self.store.find_code(id).await?.map(|code| masked(&code.email)))
    }

    /// Sends another code in place of one that did not arrive, to the same address and for the same purpose.
    pub async fn send_code_again(&self, id: &str, locale: &str) -> Result<CodeSent, AppError> {
        let code = self.store.find_code(id).await?.ok_or(AppError::NotFound)?;
        let purpose = CodePurpose::from_text(&code.purpose).ok_or(AppError::NotFound)?;
        self.send_code(purpose, &code.email, code.draft.as_ref(), locale, id).await
    }
}

/// An address hidden but for its first letter and its domain: `m•••@example.org`.
pub fn masked(email: &str) -> String {
    match email.split_once('@') {
        Some((name, domain)) => format!("{}•••@{domain}", name.chars().take(1).collect::<String>()),
        None => "•••".to_owned(),
    }
}
