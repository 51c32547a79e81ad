//! The listener's own certificate: shown to whoever connects, and taken anew when its files were renewed.

use std::{sync::Arc, time::Duration};

use tls::OwnCertificate;
use tokio::sync::watch;

use crate::{config::Listen, error::Failed, say};

/// How often the files are looked at. They are renewed days before the old ones end.
const EVERY: Duration = Duration::from_secs(10);

/// The certificate, if the settings name one.
pub fn own(listen: &Listen) -> Result<Option<Arc<OwnCertificate>>, Failed> {
    let (Some(certificate), Some(key)) = (&listen.certificate, &listen.certificate_key) else {
        return Ok(None);
    };
    let own = OwnCertificate::read(certificate, key);
    own.map(Some).map_err(|error| Failed::said(format!("listen.certificate: {}", say::chain(&error))))
}

/// Looks at the files until told to stop. What cannot be used is said, once for each reason, and the one before stays.
pub async fn keep_looking(own: Arc<OwnCertificate>, mut stop: watch::Receiver<bool>) {
    let mut said = String::new();
    while !*stop.borrow() {
        let error = match own.look_again() {
            Ok(is_another) => {
                if is_another {
                    tracing::info!("another certificate is shown from now on");
                }
                String::new()
            }
            Err(error) => say::chain(&error),
        };
        if !error.is_empty() && error != said {
            tracing::error!(error, "the new certificate cannot be used: the one before is shown");
        }
        said = error;
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            _ = stop.changed() => {}
        }
    }
}
