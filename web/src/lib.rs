//! Pages for residents, the staff console and the addresses machines ask. A handler extracts, calls one use case and
//! renders or redirects; rules live elsewhere.

mod assets;
mod content;
mod device;
mod error;
mod escape;
mod extract;
mod front;
mod health;
mod kept;
mod limits;
mod locale;
mod log;
mod mailbox;
mod pack;
mod posted;
mod render;
mod resident;
mod room;
mod routes;
mod security;
mod serving;
mod staff;
mod state;
mod taking;
mod well_formed;
mod within;

pub use assets::{Assets, AssetsError};
pub use front::Front;
pub use health::Health;
pub use kept::KeptPages;
pub use limits::Limits;
pub use log::REQUESTS;
pub use pack::{Care, Coding};
pub use render::{Given, TemplateError, Templates, asset_addresses};
pub use room::{Class, Opens, Room, RoomSettings, Turn, TurnsAfter};
pub use routes::{For, listed, page_of, router};
pub use serving::{Patience, serve};
pub use state::{DemoAccount, Help, Site, SiteLink, Web};
pub use within::scripts;
