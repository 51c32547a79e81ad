//! Tests of the connectors against real other sides.

#[cfg(test)]
#[path = "../../../testkit/src/certificates.rs"]
mod certificates;
#[cfg(test)]
#[path = "../../../testkit/src/clamd.rs"]
mod clamd_daemon;
#[cfg(test)]
#[path = "../../../testkit/src/mariadb.rs"]
mod mariadb_server;
#[cfg(test)]
#[path = "../../../testkit/src/postgres.rs"]
#[expect(dead_code, reason = "shared with other crates' tests, which use the rest")]
mod postgres_server;

#[cfg(test)]
#[path = "../../../portico/src/demo/agency.rs"]
mod agency;
#[cfg(test)]
mod proxy;
#[cfg(test)]
mod side;

#[cfg(test)]
mod column_types;
#[cfg(test)]
mod commit;
#[cfg(test)]
mod conformance;
#[cfg(test)]
mod encrypted;
#[cfg(test)]
mod flaky;
#[cfg(test)]
mod give;
#[cfg(test)]
mod look;
#[cfg(test)]
mod mapping;
#[cfg(test)]
mod odd_values;
#[cfg(test)]
mod scanner;
#[cfg(test)]
mod update;
