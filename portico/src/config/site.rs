//! Settings: how the portal presents itself, and whom residents ask.

use std::path::PathBuf;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How the portal presents itself: its name, its languages, who runs it, and where its services, templates and
/// words come from.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Site {
    /// The portal's name, as it stands at the top of every page and in every message.
    #[schemars(example = &"Columbia Lake Services")]
    pub name: String,
    /// The address residents use, for links in messages. It must begin with `https://`, unless this machine alone
    /// is served.
    #[schemars(example = &"https://services.columbialake.example.gov")]
    pub base_url: String,
    /// Languages the portal is offered in (BCP 47 tags). Each needs platform words: built in are `en` and `es`;
    /// others come from the folder `site.locales`. A service without texts in a language shows its own language.
    pub languages: Vec<String>,
    /// The language of addresses without a language in them, and of people who chose none.
    pub default_language: String,
    /// Shows "An official website of the United States government". Only such sites may show it.
    pub banner: bool,
    /// The domain in the identifier at the foot of each page. Left empty: the host of `site.base_url`.
    #[schemars(example = &"services.columbialake.example.gov")]
    pub domain: String,
    /// Who runs the portal, for the identifier at the foot of each page.
    #[schemars(example = &"State of Columbia Lake")]
    pub owner: String,
    /// The address of the owner's own site.
    #[schemars(example = &"https://www.columbialake.example.gov")]
    pub owner_href: Option<String>,
    /// More links at the foot of each page, such as an accessibility statement and a privacy policy.
    #[schemars(example = &[serde_json::json!({ "label": "Public records requests", "href": "https://www.columbialake.example.gov/records" })])]
    pub links: Vec<SiteLink>,
    /// Whom to ask on pages that belong to no agency.
    pub help: Help,
    /// Where people report security problems (`security.txt`).
    #[schemars(example = &"security@columbialake.example.gov")]
    pub security_email: String,
    /// A style sheet of your own, which every page loads after the built-in one: a file, read at start.
    #[schemars(example = &"./brand.css")]
    pub stylesheet: Option<PathBuf>,
    /// A folder with templates of your own. One of the same name takes the place of a built-in template.
    #[schemars(example = &"./templates")]
    pub templates: Option<PathBuf>,
    /// A folder with platform words of your own: `<language>/*.ftl`. A message takes the place of the built-in one;
    /// a new folder adds a language. `site-name`, `site-owner`, `site-help-name` and `site-help-hours` say in that
    /// language what the settings of these names say in the default one.
    #[schemars(example = &"./locales")]
    pub locales: Option<PathBuf>,
    /// Where services come from. `folder`: the folder `site.services`; an edit there is noticed, checked and offered.
    /// `database`: what was published last with `portico publish`; the folder is not read.
    pub services_from: ServicesFrom,
    /// The folder of services: `agencies.yaml` and a folder for each service.
    pub services: PathBuf,
    /// How often the folder of services is looked at for edits, in seconds. An edit is read once the folder has been
    /// quiet for as long, and offered only if it has no errors. 0: it is read when the program starts, and not again.
    pub services_every: u16,
}

impl Default for Site {
    fn default() -> Self {
        Self {
            name: String::new(),
            base_url: String::new(),
            languages: vec!["en".to_owned(), "es".to_owned()],
            default_language: "en".to_owned(),
            banner: false,
            domain: String::new(),
            owner: String::new(),
            owner_href: None,
            links: Vec::new(),
            help: Help::default(),
            security_email: String::new(),
            stylesheet: None,
            templates: None,
            locales: None,
            services_from: ServicesFrom::Folder,
            services: PathBuf::from("./services"),
            services_every: 2,
        }
    }
}

/// Where services come from.
#[derive(Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ServicesFrom {
    /// The folder of services.
    #[default]
    Folder,
    /// What was published.
    Database,
}

/// A link of the installation's own.
#[derive(Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SiteLink {
    /// What it leads to.
    pub label: String,
    /// Its address.
    pub href: String,
}

/// Whom to ask on pages that belong to no agency.
#[derive(Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Help {
    /// Who helps.
    #[schemars(example = &"Columbia Lake Help Center")]
    pub name: String,
    /// Their phone number, as people write it.
    #[schemars(example = &"515-555-0100")]
    pub phone: String,
    /// When the phone is answered.
    #[schemars(example = &"Monday to Friday, 8 a.m. to 5 p.m.")]
    pub hours: String,
    /// Their email address.
    #[schemars(example = &"help@columbialake.example.gov")]
    pub email: String,
}
