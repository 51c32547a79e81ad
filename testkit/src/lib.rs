//! For tests only: a whole installation in one value, a browser that fills in forms by their labels, the outside
//! world as told, and throw-away database servers.

#![expect(clippy::expect_used, clippy::panic, reason = "for tests only: a test that cannot go on stops")]

pub mod bench;
pub mod browser;
pub mod certificates;
pub mod clamd;
pub mod cluster;
pub mod documents;
pub mod logged;
pub mod many;
pub mod markup;
pub mod older;
pub mod orders;
pub mod page;
pub mod people;
pub mod postgres;
pub mod project;
pub mod sheet;
pub mod site;
pub mod trial;
pub mod walk;
pub mod world;
