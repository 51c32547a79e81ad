//! One-time codes by email: sent, entered, spent. Whether anybody has the address makes no visible difference.

use identity::{Code, CodePurpose, MAX_TRIES};
use jiff::SignedDuration;
use model::{DraftId, PersonId, random_text};
use store::{Batch, OneTimeCode, Person};

use crate::{App, AppError, NewSession, Visitor, composing::Owed};

/// Codes one address may be sent in an hour.
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
    /// Sends a code that signs in to "my cases".
    pub async fn send_sign_in_code(&self, email: &str, locale: &str) -> Result<CodeSent, AppError> {
        self.send_code(CodePurpose::SignIn, email, None, locale).await
    }

    /// Sends a code that confirms the email address of a draft.
    pub async fn send_confirmation_code(
        &self,
        visitor: &Visitor,
        slug: &str,
        email: &str,
    ) -> Result<CodeSent, AppError> {
        let mut open = self.open_draft(visitor, slug).await?;
        if open.draft.email.as_deref() != Some(email) {
            open.draft.email = Some(email.to_owned());
            open.draft.email_confirmed = false;
            self.store.commit(Batch::from_iter([store::drafts::update(&open.draft, &open.key)])).await?;
        }
        self.send_code(CodePurpose::ConfirmEmail, email, Some(&open.draft.id), &visitor.locale).await
    }

    pub(crate) async fn send_code(
        &self,
        purpose: CodePurpose,
        email: &str,
        draft: Option<&DraftId>,
        locale: &str,
    ) -> Result<CodeSent, AppError> {
        let now = self.now();
        let email_hash = self.store.email_hash(email);
        let since = now - SignedDuration::from_hours(1);
        if self.store.count_codes_since(&email_hash, since).await? >= MOST_CODES_AN_HOUR {
            return Err(AppError::TooMany);
        }
        let code = Code::random(self.random.as_ref());
        let id = random_text(self.random.as_ref(), 26);
        let kept = OneTimeCode {
            code_hash: self.store.hash("code", &format!("{id}:{}", code.as_str())),
            id: id.clone(),
            purpose: purpose.as_str().to_owned(),
            email: email.to_owned(),
            email_hash,
            draft: draft.cloned(),
            tries_left: MAX_TRIES,
            created_at: now,
            ends_at: now + identity::lifetime(),
            used_at: None,
        };
        let key = self.store.platform_key();
        let key_id = key.id().clone();
        let message = self.code_message(email, locale, &code)?;
        let owed =
            Owed { case: None, agency: String::new(), key_id, about: "code", lasts: identity::lifetime() };
        let mut batch = Batch::from_iter([store::codes::insert(&kept, &key)]);
        batch.push(self.owe_message(owed, message, &key)?);
        self.store.commit(batch).await?;
        self.wake_worker();
        Ok(CodeSent { id })
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
        let Some(code) = self.store.find_code(id).await? else { return Ok(Entered::Spent) };
        let is_usable = code.used_at.is_none() && code.ends_at > now && code.tries_left > 0;
        if !is_usable || code.purpose != purpose.as_str() {
            return Ok(Entered::Spent);
        }
        let right = Code::parse(typed).is_some_and(|typed| {
            self.store.hash("code", &format!("{id}:{}", typed.as_str())) == code.code_hash
        });
        if !right {
            self.store.commit(Batch::from_iter([store::codes::spend_try(&code)])).await?;
            return Ok(if code.tries_left > 1 {
                Entered::Wrong { tries_left: code.tries_left - 1 }
            } else {
                Entered::Spent
            });
        }
        let mut batch = Batch::from_iter([store::codes::mark_used(&code, now)]);
        let person = self.person_with(&code.email, &visitor.locale, &mut batch).await?;
        let new = self.begin_session(visitor.session.as_ref(), Some(person.clone()), &mut batch);
        if let Some(draft) = &code.draft {
            self.give_draft(draft, &person, &code.email, &new, &mut batch).await?;
        }
        self.store.commit(batch).await?;
        Ok(Entered::Right(Box::new(new)))
    }

    async fn person_with(&self, email: &str, locale: &str, batch: &mut Batch) -> Result<PersonId, AppError> {
        if let Some(person) = self.store.find_person_by_email(email).await? {
            return Ok(person.id);
        }
        let (key, made) = self.store.new_key("person");
        let person = Person {
            id: PersonId::random(self.random.as_ref()),
            email: email.to_owned(),
            email_hash: self.store.email_hash(email),
            locale: locale.to_owned(),
            key: key.id().clone(),
            created_at: self.now(),
        };
        batch.push(made);
        batch.push(store::people::insert(&person, &key));
        Ok(person.id)
    }

    /// The draft now belongs to the person who proved its address, and this session may work on it.
    async fn give_draft(
        &self,
        id: &DraftId,
        person: &PersonId,
        email: &str,
        new: &NewSession,
        batch: &mut Batch,
    ) -> Result<(), AppError> {
        let Ok(mut open) = self.open(id).await else { return Ok(()) };
        open.draft.person = Some(person.clone());
        open.draft.email = Some(email.to_owned());
        open.draft.email_confirmed = true;
        batch.push(store::drafts::update(&open.draft, &open.key));
        batch.extend(store::session_drafts::link(&new.session.token_hash, id, &open.draft.service));
        Ok(())
    }

    /// Where a code was sent, hidden but for its ends.
    pub async fn code_sent_to(&self, id: &str) -> Result<Option<String>, AppError> {
        Ok(self.store.find_code(id).await?.map(|code| masked(&code.email)))
    }

    /// Sends another code in place of one that did not arrive, to the same address and for the same purpose.
    pub async fn send_code_again(&self, id: &str, locale: &str) -> Result<CodeSent, AppError> {
        let code = self.store.find_code(id).await?.ok_or(AppError::NotFound)?;
        let purpose = CodePurpose::from_text(&code.purpose).ok_or(AppError::NotFound)?;
        self.send_code(purpose, &code.email, code.draft.as_ref(), locale).await
    }
}

/// An address hidden but for its first letter and its domain: `m•••@example.org`.
pub fn masked(email: &str) -> String {
    match email.split_once('@') {
        Some((name, domain)) => format!("{}•••@{domain}", name.chars().take(1).collect::<String>()),
        None => "•••".to_owned(),
    }
}
