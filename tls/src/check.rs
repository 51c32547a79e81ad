//! How far a server's certificate is checked: TLS 1.2 or 1.3, and what the address asks for, no less.

use std::{path::Path, sync::Arc};

use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme,
    client::{
        WebPkiServerVerifier,
        danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    },
    crypto::{CryptoProvider, aws_lc_rs, verify_tls12_signature, verify_tls13_signature},
    pki_types::{CertificateDer, ServerName, UnixTime, pem::PemObject},
};

use crate::{Asked, BadAddress, Protection};

/// The client's side of an encrypted connection.
pub fn client(asked: &Asked) -> Result<ClientConfig, BadAddress> {
    let provider = Arc::new(aws_lc_rs::default_provider());
    let is_checked = matches!(asked.protection, Protection::VerifyCa | Protection::VerifyFull);
    let issuers = match &asked.root_certificates {
        Some(file) if is_checked => Some(issuers(file, &provider)?),
        _ => None,
    };
    let check = Check { issuers, is_name_checked: asked.protection == Protection::VerifyFull, provider };
    // The provider offers both versions; nothing else can be wrong here.
    let config = ClientConfig::builder_with_provider(check.provider.clone())
        .with_safe_default_protocol_versions()
        .map_err(|_| BadAddress::Unreadable)?;
    Ok(config.dangerous().with_custom_certificate_verifier(Arc::new(check)).with_no_client_auth())
}

/// Whether a file holds certificates that can be checked against, for drivers that read it themselves.
pub fn certificates(file: &Path) -> Result<(), BadAddress> {
    issuers(file, &Arc::new(aws_lc_rs::default_provider())).map(|_| ())
}

fn bad_file(file: &Path, why: &dyn std::fmt::Display) -> BadAddress {
    BadAddress::Certificates { file: file.to_owned(), why: why.to_string() }
}

/// Whoever the certificates in a file belong to may vouch for the server.
fn issuers(file: &Path, provider: &Arc<CryptoProvider>) -> Result<Arc<WebPkiServerVerifier>, BadAddress> {
    let bad = |why: &dyn std::fmt::Display| bad_file(file, why);
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_file_iter(file).map_err(|error| bad(&error))? {
        let certificate = certificate.map_err(|error| bad(&error))?;
        roots.add(certificate).map_err(|error| bad(&error))?;
    }
    if roots.is_empty() {
        return Err(bad(&"it holds no certificate"));
    }
    let verifier = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider.clone());
    verifier.build().map_err(|error| bad(&error))
}

/// Checks a server's certificate as far as `sslmode` asks.
#[derive(Debug)]
struct Check {
    /// None: any certificate will do. That is what `prefer` and `require` promise, and no more.
    issuers: Option<Arc<WebPkiServerVerifier>>,
    is_name_checked: bool,
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for Check {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        between: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        stapled: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let Some(issuers) = &self.issuers else { return Ok(ServerCertVerified::assertion()) };
        // The name is looked at last: whoever fails by the name alone passed everything else.
        match issuers.verify_server_cert(certificate, between, name, stapled, now) {
            Err(Error::InvalidCertificate(
                CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
            )) if !self.is_name_checked => Ok(ServerCertVerified::assertion()),
            result => result,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let known = &self.provider.signature_verification_algorithms;
        verify_tls12_signature(message, certificate, signature, known)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let known = &self.provider.signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signature, known)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}
