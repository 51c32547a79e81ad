//! What becomes a person's when they prove an address: the drafts of their session, and what they sent in it with that
//! address. Nothing else: whoever typed somebody's address by mistake must not show them a stranger's case.

use model::DraftId;
use model::PersonId;
use store::{Batch, DataKey, Draft, Person, Statement};

use crate::{App, AppError};

impl App {
    /// Drafts begun in a session before signing in become the person's, but for the one seen to on its own.
    pub(super) async fn own_drafts(
        &self,
        session: &str,
        but: Option<&DraftId>,
        person: &PersonId,
        email: &str,
        batch: &mut Batch,
    ) -> Result<(), AppError> {
        for draft in self.store.drafts_of_session(session).await? {
            if draft.person.is_none() && Some(&draft.id) != but {
                let key = self.store.key(&draft.key).await?;
                batch.push(owned(draft, &key, person, email));
            }
        }
        Ok(())
    }

    pub(super) async fn person_with(
        &self,
        email: &str,
        locale: &str,
        batch: &mut Batch,
    ) -> Result<PersonId, AppError> {
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

    /// What was sent in a session by nobody known becomes the person's, where it names the address just proved: the
    /// session shows that they sent it, the code that the address is theirs. Either alone is not enough. An address
    /// that was only typed may be somebody else's, and a device may be shared.
    pub(super) async fn own_cases(
        &self,
        session: &str,
        person: &PersonId,
        email_hash: &str,
        batch: &mut Batch,
    ) -> Result<(), AppError> {
        for sent in self.store.guest_submissions_of(session).await? {
            let is_theirs = sent.email.is_some_and(|email| self.store.email_hash(&email) == email_hash);
            if is_theirs && let Some(mut case) = self.store.find_case(&sent.case).await? {
                case.person = Some(person.clone());
                batch.extend(store::cases::update(&case));
            }
        }
        Ok(())
    }
}

/// The draft belongs to the person who proved this address.
pub(super) fn owned(mut draft: Draft, key: &DataKey, person: &PersonId, email: &str) -> Statement {
    draft.person = Some(person.clone());
    draft.email = Some(email.to_owned());
    draft.email_confirmed = true;
    store::drafts::update(&draft, key)
}
