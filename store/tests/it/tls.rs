//! The way to PostgreSQL is as protected as the address asks, on a real server with a real certificate.

use std::{path::Path, sync::Arc};

use store::{Settings, Store, StoreError};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

use crate::{
    bench::{Os, keks},
    postgres::{Encrypted, encrypted},
};

async fn open(address: &str) -> Result<Store, StoreError> {
    let settings = Settings {
        database_url: address.to_owned(),
        pool_size: 1,
        kek: keks("tls"),
        files_dir: std::env::temp_dir(),
    };
    Store::open(&settings, Arc::new(Os)).await
}

/// How the server says it was reached: `TLSv1.3`, or `plain`.
async fn way(address: &str) -> Result<String, StoreError> {
    let store = open(address).await?;
    let sql = "SELECT CASE WHEN ssl THEN version ELSE 'plain' END AS way FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
    store.read(sql, Vec::new()).await?[0].text("way")
}

fn address(server: &Encrypted, host: &str, mode: &str, certificates: Option<&Path>) -> String {
    let certificates =
        certificates.map(|file| format!("&sslrootcert={}", file.display())).unwrap_or_default();
    format!("postgres://postgres@{host}:{}/postgres?sslmode={mode}{certificates}", server.port)
}

#[tokio::test]
async fn the_mode_decides_whether_the_way_is_encrypted() {
    let server = encrypted().unwrap();
    for (mode, expected) in [("disable", "plain"), ("prefer", "TLSv1.3"), ("require", "TLSv1.3")] {
        assert_eq!(way(&address(&server, "localhost", mode, None)).await.unwrap(), expected, "{mode}");
    }
    let without = format!("postgres://postgres@localhost:{}/postgres", server.port);
    assert_eq!(way(&without).await.unwrap(), "TLSv1.3", "encrypted where it can be, unless told otherwise");
}

#[tokio::test]
async fn a_certificate_is_checked_as_far_as_the_mode_asks() {
    let server = encrypted().unwrap();
    let (issuer, stranger) = (Some(server.issuer.as_path()), Some(server.stranger.as_path()));
    for (host, mode, certificates, is_fine) in [
        ("localhost", "require", issuer, true),
        ("localhost", "verify-ca", issuer, true),
        ("localhost", "verify-full", issuer, true),
        // The certificate is for localhost.
        ("127.0.0.1", "require", issuer, true),
        ("127.0.0.1", "verify-ca", issuer, true),
        ("127.0.0.1", "verify-full", issuer, false),
        // Somebody else vouches for it.
        ("localhost", "require", stranger, false),
        ("localhost", "verify-ca", stranger, false),
        ("localhost", "verify-full", stranger, false),
        ("localhost", "require", None, true),
    ] {
        let reached = way(&address(&server, host, mode, certificates)).await;
        assert_eq!(reached.is_ok(), is_fine, "{host} {mode} {certificates:?}: {reached:?}");
        if !is_fine {
            assert!(matches!(reached, Err(StoreError::Unavailable(_))), "{host} {mode}: {reached:?}");
        }
    }
}

#[tokio::test]
async fn a_file_without_certificates_is_told_at_start() {
    let server = encrypted().unwrap();
    let key = server.issuer.with_file_name("issuer.key");
    for file in [Path::new("/nowhere/ca.pem"), &key] {
        let opened = open(&address(&server, "localhost", "require", Some(file))).await;
        assert!(matches!(opened.err(), Some(StoreError::Broken(_))), "{}", file.display());
    }
}

/// What a client sends to a server that says it cannot encrypt, after asking for encryption.
async fn sent_in_the_clear(mode: &str) -> Vec<u8> {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let server = tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.unwrap();
        let mut asked = [0; 8];
        socket.read_exact(&mut asked).await.unwrap();
        assert_eq!(asked, [0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f], "asks for encryption first");
        socket.write_all(b"N").await.unwrap();
        let mut sent = vec![0; 1000];
        let length = socket.read(&mut sent).await.unwrap();
        sent.truncate(length);
        sent
    });
    let opened = open(&format!("postgres://portico:password@127.0.0.1:{port}/portico?sslmode={mode}")).await;
    assert!(opened.is_err(), "nobody spoke PostgreSQL");
    server.await.unwrap()
}

#[tokio::test]
async fn what_requires_encryption_never_goes_on_without() {
    assert!(sent_in_the_clear("require").await.is_empty());
    let sent = String::from_utf8_lossy(&sent_in_the_clear("prefer").await).into_owned();
    assert!(sent.contains("portico"), "prefer goes on in the clear, which shows that this test can see it");
}
