//! What people do with a page besides going on: put it aside for later, or read it in another language. What stands on it
//! is kept first.

use app::OpenDraft;
use axum::response::Response;
use forms::{Fields, Next, Place};

use super::start::next_path;
use crate::{
    error::Failed,
    extract::{Ask, Posted},
};

/// Where somebody wants to go from a page.
pub enum Aside {
    /// To where they can have a link sent.
    Save,
    /// To the same page in this language.
    Language(String),
}

impl Aside {
    /// What the button that was pressed asks for; nothing for "Continue".
    pub fn asked(ask: &Ask, posted: &Posted) -> Option<Self> {
        let then = posted.text("then");
        if then == "save" {
            return Some(Self::Save);
        }
        let tag = then.strip_prefix("language:")?;
        // A language nobody offers is the one of the page.
        let tag = if ask.web.site.languages.contains_key(tag) { tag } else { ask.tag() };
        Some(Self::Language(tag.to_owned()))
    }

    /// Keeps the page and goes there. A page left as it was is not answered by that.
    pub async fn keep(
        &self,
        ask: &Ask,
        open: &OpenDraft,
        place: &Place,
        fields: &Fields,
    ) -> Result<Response, Failed> {
        let slug = open.service.slug.as_str();
        if open.says_more(place, fields) {
            ask.web.app.keep_page(&ask.visitor, slug, place, fields).await?;
        }
        let is_change = fields.text("return") == "check";
        Ok(self.go(ask, slug, &next_path(slug, &Next::Page(place.clone()), is_change)))
    }

    /// Goes there, from the page with this address.
    pub fn go(&self, ask: &Ask, slug: &str, page: &str) -> Response {
        match self {
            Self::Save => ask.go(&format!("/s/{slug}/save")),
            Self::Language(tag) => ask.go_in(tag, page),
        }
    }
}
