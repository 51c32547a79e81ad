//! Pages as a browser sees them: a real server, real services, forms filled in as people do.

mod access;
mod catalogue;
mod double;
mod journeys;
mod ledger;
mod lookups;
mod safety;
mod search;
mod street;
mod uploads;
