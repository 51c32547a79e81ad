//! Previews: a service walked as a resident would, before it is offered. It has a name in addresses that only the link
//! tells. Nothing of it is handed over, no message is sent and no case is made: at the end a page says what would have
//! happened.

use std::{collections::BTreeMap, sync::Arc};

use forms::{Agencies, Facts, Files, Service};
use identity::Token;
use jiff::SignedDuration;
use model::random_text;
use store::Preview;

use crate::{App, AppError, Visitor};

/// Stands where a case reference would.
const NO_REFERENCE: &str = "000-000-0";

/// Previews by name in addresses.
pub(crate) type Previews = BTreeMap<String, Arc<Service>>;

/// A part of the plan that would have been handed over.
#[derive(Debug, Clone, PartialEq)]
pub struct WouldHandOver {
    /// What it is, for the applicant.
    pub label: String,
    /// The agency's name.
    pub agency: String,
    /// The connector.
    pub connector: String,
    /// What it would have been given.
    pub give: serde_json::Value,
}

/// What would have happened had it been sent.
#[derive(Debug, Clone, PartialEq)]
pub struct WouldHappen {
    /// What agencies' systems would have been given, in order.
    pub parts: Vec<WouldHandOver>,
    /// The subject of the first message.
    pub subject: Option<String>,
}

impl App {
    /// Keeps a preview of a service for a while. Gives the path of its secret link.
    pub async fn add_preview(
        &self,
        service: &str,
        files: Files,
        lasts: SignedDuration,
    ) -> Result<String, AppError> {
        let token = Token::random(self.random.as_ref());
        let now = self.now();
        let preview = Preview {
            slug: format!("{}{}", forms::ServiceSlug::PREVIEW, random_text(self.random.as_ref(), 24)),
            token_hash: self.store.hash("preview", token.as_str()),
            service: service.to_owned(),
            files,
            created_at: now,
            ends_at: now + lasts,
        };
        self.store.commit(store::previews::insert(&preview)?).await?;
        Ok(format!("/preview/{}", token.as_str()))
    }

    /// Ends every preview of a service before its time. Gives how many there were.
    pub async fn end_previews(&self, service: &str) -> Result<usize, AppError> {
        let now = self.now();
        let ended = self.store.previews_of(service, now).await?;
        self.store.commit(store::previews::end(service, now)).await?;
        Ok(ended)
    }

    /// The name in addresses of the preview a link leads to.
    pub async fn open_preview(&self, token: &str) -> Result<String, AppError> {
        let token = Token::parse(token).ok_or(AppError::NotFound)?;
        let hash = self.store.hash("preview", token.as_str());
        let slug = self.store.preview_by_token(&hash, self.now()).await?.ok_or(AppError::NotFound)?;
        self.look_at_previews().await?;
        Ok(slug)
    }

    /// Reads previews that are new, and forgets those whose time is over.
    pub(crate) async fn look_at_previews(&self) -> Result<(), AppError> {
        let wanted = self.store.preview_slugs(self.now()).await?;
        let known = self.services.previews();
        if wanted.len() == known.len() && wanted.iter().all(|slug| known.contains_key(slug)) {
            return Ok(());
        }
        let mut previews = Previews::new();
        for slug in wanted {
            if let Some(service) = known.get(&slug) {
                previews.insert(slug, service.clone());
                continue;
            }
            let Some(preview) = self.store.find_preview(&slug).await? else { continue };
            let loaded = tokio::task::spawn_blocking(move || load(&preview)).await.map_err(AppError::ours)?;
            // One that was made by another version of Portico may not load.
            previews.extend(loaded.map(|service| (slug, Arc::new(service))));
        }
        self.services.show_previews(previews);
        Ok(())
    }

    /// What sending the draft of a preview would have led to.
    pub async fn would_happen(&self, visitor: &Visitor, slug: &str) -> Result<WouldHappen, AppError> {
        let open = self.open_draft(visitor, slug).await?;
        if !open.service.slug.is_preview() {
            return Err(AppError::NotFound);
        }
        let Ok(answers) = forms::ready(&open.service, &open.draft.answers, open.today) else {
            return Err(AppError::NotFound);
        };
        let words = open.service.words(&visitor.locale);
        let facts = Facts { case_reference: NO_REFERENCE.to_owned(), language: visitor.locale.clone() };
        let parts =
            open.service.plan_items(&answers, &facts, open.today).into_iter().map(|part| WouldHandOver {
                label: words.say(&format!("plan-{}-label", part.id)),
                agency: words.say(&format!("agency-{}-name", part.agency)),
                connector: part.connector,
                give: part.give,
            });
        let subject = open.service.definition.statuses.first().map(|first| {
            let args = [("reference", NO_REFERENCE.into()), ("reason", "".into())];
            words.say_with(&format!("tell-{}-subject", first.id), &args)
        });
        Ok(WouldHappen { parts: parts.collect(), subject })
    }
}

fn load(preview: &Preview) -> Option<Service> {
    let agencies = Agencies::load(&preview.files).0?;
    let folder = forms::folders(&preview.files).remove(&preview.service)?;
    let mut service = Service::load(&preview.service.parse().ok()?, &folder, &agencies).ok()?;
    service.slug = preview.slug.parse().ok()?;
    Some(service)
}
