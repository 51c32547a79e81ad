//! Tests of the store: the same functions run on SQLite and on PostgreSQL.

#[cfg(test)]
#[path = "../../../testkit/src/certificates.rs"]
mod certificates;
#[cfg(test)]
#[path = "../../../testkit/src/postgres.rs"]
mod postgres;

#[cfg(test)]
mod bench;
#[cfg(test)]
mod samples;

#[cfg(test)]
mod accounts;
#[cfg(test)]
mod audit;
#[cfg(test)]
mod availability;
#[cfg(test)]
mod concurrency;
#[cfg(test)]
mod crash;
#[cfg(test)]
mod damage;
#[cfg(test)]
mod drafts;
#[cfg(test)]
mod engine;
#[cfg(test)]
mod erasure;
#[cfg(test)]
mod files;
#[cfg(test)]
mod ledger;
#[cfg(test)]
mod migrations;
#[cfg(test)]
mod obligations;
#[cfg(test)]
mod owed;
#[cfg(test)]
mod publications;
#[cfg(test)]
mod queue;
#[cfg(test)]
mod submissions;
#[cfg(test)]
mod tls;
#[cfg(test)]
mod vault;
