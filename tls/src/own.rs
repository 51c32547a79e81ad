//! The certificate that Portico itself shows to whoever connects: read from two files, and read again when they change.

use std::{
    fmt, io,
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
};

use rustls::{
    ServerConfig,
    crypto::{CryptoProvider, aws_lc_rs},
    pki_types::{CertificateDer, PrivateKeyDer, pem, pem::PemObject},
    server::{ClientHello, ResolvesServerCert},
    sign::CertifiedKey,
};
use tokio_rustls::TlsAcceptor;

/// The pages are spoken in this, and nothing else is offered (RFC 7301).
const HTTP: &[u8] = b"http/1.1";

/// A certificate and its key that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BadCertificate {
    /// A file cannot be read.
    #[error("cannot read {}", file.display())]
    Unreadable {
        /// Which.
        file: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// A file does not hold what it must.
    #[error("{} holds no {what} in PEM form", file.display())]
    Pem {
        /// Which.
        file: PathBuf,
        /// What is wanted.
        what: &'static str,
        /// What is wrong.
        source: pem::Error,
    },
    /// The two do not belong together, or are of a kind nobody uses.
    #[error("the certificate and the key cannot be used together")]
    Pair(#[source] rustls::Error),
}

/// What is shown to whoever connects.
pub struct OwnCertificate {
    files: [PathBuf; 2],
    shown: RwLock<Shown>,
    provider: CryptoProvider,
}

struct Shown {
    /// The files as they were read.
    bytes: [Vec<u8>; 2],
    pair: Arc<CertifiedKey>,
}

impl fmt::Debug for OwnCertificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OwnCertificate").field("files", &self.files).finish_non_exhaustive()
    }
}

impl OwnCertificate {
    /// Reads a certificate with those that vouch for it, and its key.
    pub fn read(certificate: &Path, key: &Path) -> Result<Arc<Self>, BadCertificate> {
        let (files, provider) = ([certificate.to_owned(), key.to_owned()], aws_lc_rs::default_provider());
        let shown = RwLock::new(shown(&files, bytes(&files)?, &provider)?);
        Ok(Arc::new(Self { files, shown, provider }))
    }

    /// Reads the files again. True when another certificate is shown from now on; one that cannot be used changes nothing.
    pub fn look_again(&self) -> Result<bool, BadCertificate> {
        let bytes = bytes(&self.files)?;
        if self.shown.read().unwrap_or_else(PoisonError::into_inner).bytes == bytes {
            return Ok(false);
        }
        let shown = shown(&self.files, bytes, &self.provider)?;
        *self.shown.write().unwrap_or_else(PoisonError::into_inner) = shown;
        Ok(true)
    }

    /// Takes connections with it: TLS 1.2 or 1.3.
    pub fn acceptor(self: &Arc<Self>) -> Result<TlsAcceptor, BadCertificate> {
        let builder = ServerConfig::builder_with_provider(Arc::new(self.provider.clone()));
        let builder = builder.with_safe_default_protocol_versions().map_err(BadCertificate::Pair)?;
        let mut config = builder.with_no_client_auth().with_cert_resolver(self.clone());
        config.alpn_protocols = vec![HTTP.to_vec()];
        Ok(TlsAcceptor::from(Arc::new(config)))
    }
}

impl ResolvesServerCert for OwnCertificate {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(self.shown.read().unwrap_or_else(PoisonError::into_inner).pair.clone())
    }
}

fn bytes([certificate, key]: &[PathBuf; 2]) -> Result<[Vec<u8>; 2], BadCertificate> {
    let read = |file: &PathBuf| {
        std::fs::read(file).map_err(|source| BadCertificate::Unreadable { file: file.clone(), source })
    };
    Ok([read(certificate)?, read(key)?])
}

fn shown(
    files: &[PathBuf; 2],
    bytes: [Vec<u8>; 2],
    provider: &CryptoProvider,
) -> Result<Shown, BadCertificate> {
    let [certificate, key] = files;
    let bad = |file: &PathBuf, what| {
        let file = file.clone();
        move |source| BadCertificate::Pem { file, what, source }
    };
    let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&bytes[0]).collect();
    let chain = chain.map_err(bad(certificate, "certificate"))?;
    if chain.is_empty() {
        return Err(bad(certificate, "certificate")(pem::Error::NoItemsFound));
    }
    let private = PrivateKeyDer::from_pem_slice(&bytes[1]).map_err(bad(key, "private key"))?;
    let pair = CertifiedKey::from_der(chain, private, provider).map_err(BadCertificate::Pair)?;
    Ok(Shown { bytes, pair: Arc::new(pair) })
}
