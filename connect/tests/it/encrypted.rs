//! The way to an agency's database is as protected as its address asks, on real servers with real certificates.

use std::path::{Path, PathBuf};

use connect::sql::{Select, Sql};
use model::{Class, Connector, Failure};
use serde_json::json;

use crate::{mariadb_server, postgres_server};

/// A server that takes encrypted connections.
struct Server {
    make: &'static str,
    port: u16,
    issuer: PathBuf,
    stranger: PathBuf,
}

fn servers() -> [Server; 2] {
    let (postgres, mariadb) = (postgres_server::encrypted().unwrap(), mariadb_server::encrypted().unwrap());
    [
        Server {
            make: "postgres",
            port: postgres.port,
            issuer: postgres.issuer,
            stranger: postgres.stranger,
        },
        Server { make: "mariadb", port: mariadb.port, issuer: mariadb.issuer, stranger: mariadb.stranger },
    ]
}

impl Server {
    fn sql(&self, host: &str, mode: &str, certificates: Option<&Path>) -> Sql {
        let (user, database) =
            if self.make == "postgres" { ("postgres", "postgres") } else { ("portico", "test") };
        let file = certificates.map(|file| format!("&sslrootcert={}", file.display())).unwrap_or_default();
        let mode = if mode.is_empty() { String::new() } else { format!("?sslmode={mode}{file}") };
        Sql::new(&format!("{}://{user}@{host}:{}/{database}{mode}", self.make, self.port)).unwrap()
    }

    /// Whether the server says that this connection is encrypted.
    async fn is_encrypted(&self, mode: &str) -> bool {
        let (table, name, column) = match self.make {
            "postgres" => ("pg_catalog.pg_stat_ssl", "ssl", "version"),
            _ => ("information_schema.SESSION_STATUS", "VARIABLE_NAME", "VARIABLE_VALUE"),
        };
        let wanted = if self.make == "postgres" { json!(true) } else { json!("SSL_VERSION") };
        let select = json!({"table": table, "where": {name: wanted}, "columns": [column]});
        let select: Select = serde_json::from_value(select).unwrap();
        let rows = self.sql("localhost", mode, None).select(select).await.unwrap();
        rows.iter().flatten().flatten().any(|text| text.starts_with("TLSv1."))
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_mode_decides_whether_the_way_is_encrypted() {
    for server in servers() {
        for (mode, expected) in [("disable", false), ("prefer", true), ("require", true), ("", true)] {
            assert_eq!(server.is_encrypted(mode).await, expected, "{} {mode}", server.make);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_is_checked_as_far_as_the_mode_asks() {
    for server in servers() {
        let (issuer, stranger) = (Some(server.issuer.as_path()), Some(server.stranger.as_path()));
        let is_postgres = server.make == "postgres";
        for (host, mode, certificates, is_fine) in [
            ("localhost", "require", None, true),
            ("localhost", "require", issuer, true),
            ("localhost", "verify-ca", issuer, true),
            ("localhost", "verify-full", issuer, true),
            // The certificate is for localhost. To MariaDB the name is checked whenever the issuer is.
            ("127.0.0.1", "require", issuer, is_postgres),
            ("127.0.0.1", "verify-ca", issuer, is_postgres),
            ("127.0.0.1", "verify-full", issuer, false),
            // Somebody else vouches for it.
            ("localhost", "require", stranger, false),
            ("localhost", "verify-ca", stranger, false),
            ("localhost", "verify-full", stranger, false),
        ] {
            let reached = server.sql(host, mode, certificates).reach().await;
            let place = format!("{} {host} {mode} {certificates:?}: {reached:?}", server.make);
            assert_eq!(reached.is_ok(), is_fine, "{place}");
            if let Err(Failure { class, detail }) = reached {
                assert_eq!(class, Class::Transient, "{place}");
                assert!(
                    detail.contains("no encrypted connection") && detail.contains("certificate"),
                    "{place}"
                );
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_without_encryption_is_refused_where_the_address_asks_for_it() {
    for make in [crate::side::Make::Postgres, crate::side::Make::MariaDb] {
        let side = crate::side::Side::with(make, "CREATE TABLE T (K VARCHAR(40))").await;
        for (mode, is_fine) in [("require", false), ("prefer", true), ("disable", true)] {
            let address = side.line_address.replace("sslmode=disable", &format!("sslmode={mode}"));
            let reached = Sql::new(&address).unwrap().reach().await;
            assert_eq!(reached.is_ok(), is_fine, "{make:?} {mode}: {reached:?}");
            if let Err(failure) = reached {
                assert!(failure.detail.contains("encrypt") || failure.detail.contains("TLS"), "{failure}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_is_handed_over_through_an_encrypted_way() {
    let [_, mariadb] = servers();
    let sql = mariadb.sql("localhost", "verify-full", Some(&mariadb.issuer));
    let missing = crate::side::part(connect::conformance::key(1), crate::side::txn(json!({})));
    let failure = sql.hand_over(&missing).await.unwrap_err();
    assert_eq!(failure, Failure::transient("there is no table TXN"), "the server itself answered");
}
