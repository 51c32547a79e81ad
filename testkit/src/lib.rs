//! For tests only: a whole installation in one value, a browser that fills in forms by their labels, the outside
//! world as told, and throw-away database servers.

pub mod browser;
pub mod postgres;
pub mod project;
pub mod site;
pub mod world;
