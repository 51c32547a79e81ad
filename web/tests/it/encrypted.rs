//! The portal with a certificate of its own: pages go over TLS and over nothing else, a renewed certificate is taken without
//! a restart, and nobody is held up by those who are slow to agree on it.

use std::{fs, net::SocketAddr, path::Path, sync::Arc, time::Duration};

use testkit::{certificates, site::TestSite};
use tls::OwnCertificate;
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};
use tokio_rustls::{
    TlsConnector,
    rustls::{
        ClientConfig, RootCertStore,
        client::Resumption,
        crypto::aws_lc_rs,
        pki_types::{CertificateDer, ServerName, pem::PemObject},
    },
};

const REQUEST: &[u8] = b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

/// A portal that shows the certificate in a folder.
struct Encrypted {
    site: TestSite,
    folder: tempfile::TempDir,
    own: Arc<OwnCertificate>,
    address: SocketAddr,
}

async fn encrypted() -> Encrypted {
    let folder = tempfile::tempdir().expect("a folder");
    certificates::make(folder.path()).expect("certificates");
    let (certificate, key) = (folder.path().join("server.pem"), folder.path().join("server.key"));
    let own = OwnCertificate::read(&certificate, &key).expect("a pair");
    let site = TestSite::new().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let acceptor = own.acceptor().expect("an acceptor");
    tokio::spawn(web::serve(site.web.clone(), listener, Some(acceptor), std::future::pending()));
    Encrypted { site, folder, own, address }
}

/// Somebody who trusts the issuer in a folder as it is now.
fn client(folder: &Path) -> TlsConnector {
    let mut roots = RootCertStore::empty();
    for issuer in CertificateDer::pem_file_iter(folder.join("issuer.pem")).expect("a file") {
        roots.add(issuer.expect("a certificate")).expect("an issuer");
    }
    let builder = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()));
    let builder = builder.with_safe_default_protocol_versions().expect("versions");
    let mut config = builder.with_root_certificates(roots).with_no_client_auth();
    // A session taken up again shows no certificate.
    config.resumption = Resumption::disabled();
    TlsConnector::from(Arc::new(config))
}

async fn ask(mut stream: impl AsyncRead + AsyncWrite + Unpin) -> std::io::Result<String> {
    stream.write_all(REQUEST).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

async fn ask_encrypted(client: &TlsConnector, address: SocketAddr) -> std::io::Result<String> {
    let stream = TcpStream::connect(address).await?;
    let name = ServerName::try_from("localhost").expect("a name");
    ask(client.connect(name, stream).await?).await
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_go_over_tls_and_over_nothing_else() {
    let portal = encrypted().await;
    let page = ask_encrypted(&client(portal.folder.path()), portal.address).await.expect("a page");
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    assert!(page.contains("</html>"), "{page}");
    let plain = TcpStream::connect(portal.address).await.expect("it listens");
    let said = ask(plain).await.unwrap_or_default();
    assert!(!said.contains("HTTP/1.1"), "nothing is said in the open: {said}");
    portal.site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renewed_certificate_is_taken_and_a_half_renewed_one_changes_nothing() {
    let portal = encrypted().await;
    let folder = portal.folder.path();
    let before = client(folder);
    let (key, kept) = (folder.join("server.key"), folder.join("kept.key"));
    fs::copy(&key, &kept).expect("a copy");
    certificates::make(folder).expect("new certificates");
    let (after, new_key) = (client(folder), fs::read(&key).expect("the new key"));
    fs::copy(&kept, &key).expect("the old key");
    assert!(portal.own.look_again().is_err(), "the new certificate with the old key");
    assert!(ask_encrypted(&before, portal.address).await.is_ok(), "the old one is shown");
    fs::write(&key, new_key).expect("the new key is there too");
    assert!(portal.own.look_again().expect("a pair"));
    assert!(ask_encrypted(&after, portal.address).await.expect("a page").starts_with("HTTP/1.1 200"));
    assert!(ask_encrypted(&before, portal.address).await.is_err(), "the old one is not shown any more");
    assert!(!portal.own.look_again().expect("the same pair"));
    portal.site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_says_nothing_holds_nobody_up() {
    let portal = encrypted().await;
    let mut silent = Vec::new();
    for _ in 0..50 {
        silent.push(TcpStream::connect(portal.address).await.expect("it listens"));
    }
    let client = client(portal.folder.path());
    let asked = tokio::time::timeout(Duration::from_secs(10), ask_encrypted(&client, portal.address));
    assert!(asked.await.expect("in time").expect("a page").starts_with("HTTP/1.1 200"));
    portal.site.close().await;
}

#[test]
fn what_is_no_certificate_is_named_with_its_file() {
    let folder = tempfile::tempdir().expect("a folder");
    certificates::make(folder.path()).expect("certificates");
    let [certificate, key, stranger, none] =
        ["server.pem", "server.key", "stranger.key", "none.pem"].map(|name| folder.path().join(name));
    let refused = |certificate: &Path, key: &Path| {
        OwnCertificate::read(certificate, key).err().map(|error| error.to_string()).unwrap_or_default()
    };
    assert!(refused(&none, &key).contains("none.pem"));
    assert!(refused(&key, &key).contains("server.key holds no certificate"), "{}", refused(&key, &key));
    assert!(refused(&certificate, &certificate).contains("server.pem holds no private key"));
    assert!(refused(&certificate, &stranger).contains("cannot be used together"));
}
