//! What every page is given.

use std::{collections::BTreeMap, sync::Arc};

use app::App;
use notify::Mailbox;
use serde::Serialize;

use crate::{Assets, Front, KeptPages, Limits, Patience, Room, Templates, health::Health};

/// Everything pages need.
pub struct Web {
    /// Use cases.
    pub app: App,
    /// Templates, an agency's own first.
    pub templates: Templates,
    /// Pages that are the same for everybody.
    pub kept: KeptPages,
    /// Whole answers that are the same for everybody.
    pub front: Front,
    /// Style sheets, scripts and pictures.
    pub assets: Assets,
    /// How this installation presents itself.
    pub site: Site,
    /// Rate limits.
    pub limits: Limits,
    /// Turns, and who waits while very many people are here.
    pub room: Arc<Room>,
    /// How long a browser may take.
    pub patience: Patience,
    /// What readiness asks.
    pub health: Health,
    /// The developer's mailbox, in the demo.
    pub mailbox: Option<Mailbox>,
}

/// How this installation presents itself.
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own that an operator makes")]
#[derive(Debug, Clone, Serialize)]
pub struct Site {
    /// The portal's name.
    pub name: String,
    /// Shows the banner of official United States government sites.
    pub banner: bool,
    /// It is the demo: nothing is sent, the mailbox is open.
    pub demo: bool,
    /// A style sheet of the installation's own.
    pub stylesheet: Option<String>,
    /// The domain in the identifier.
    pub domain: String,
    /// Who runs it.
    pub owner: String,
    /// Their site.
    pub owner_href: Option<String>,
    /// More required links.
    pub links: Vec<SiteLink>,
    /// Whom to ask when a page belongs to no agency.
    pub help: Help,
    /// Languages by tag, each with its own name, in the order of their names.
    pub languages: BTreeMap<String, String>,
    /// The language of addresses without a prefix.
    pub default_locale: String,
    /// `https`: cookies are for encrypted connections only.
    pub is_secure: bool,
    /// Requests come through a proxy that adds their address to `X-Forwarded-For`.
    pub is_behind_proxy: bool,
    /// Staff accounts shown on the sign-in page; in the demo only.
    pub demo_accounts: Vec<DemoAccount>,
    /// Where security problems are reported.
    pub security_email: String,
    /// The address of the installation.
    pub base_url: String,
}

/// A link of the installation's own.
#[derive(Debug, Clone, Serialize)]
pub struct SiteLink {
    /// What it leads to.
    pub label: String,
    /// Where.
    pub href: String,
}

/// Whom to ask.
#[derive(Debug, Clone, Serialize)]
pub struct Help {
    /// Who helps.
    pub name: String,
    /// Phone, as people write it.
    pub phone: String,
    /// Phone, as a link.
    pub phone_href: String,
    /// When the phone is answered.
    pub hours: String,
    /// Email.
    pub email: String,
}

/// A staff account of the demo, all with the one password.
#[derive(Debug, Clone, Serialize)]
pub struct DemoAccount {
    /// Sign-in name.
    pub email: String,
    /// Password.
    pub password: String,
}
