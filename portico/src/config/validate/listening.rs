//! Where the program listens, and with which certificate.

use std::net::SocketAddr;

use super::Found;
use crate::config::Config;

/// Looks at the addresses and the certificate.
pub fn listen(config: &Config, found: &mut Found) {
    if config.listen.address.parse::<SocketAddr>().is_err() {
        found.add(
            "listen.address",
            "this is no address with a port",
            "Write one such as \"127.0.0.1:8080\" or \"0.0.0.0:8080\".",
        );
    }
    encrypted(config, found);
    let metrics = &config.listen.metrics;
    if !metrics.is_empty() && metrics.parse::<SocketAddr>().is_err() {
        found.add(
            "listen.metrics",
            "this is no address with a port",
            "Write one such as \"127.0.0.1:9464\", or \"\" for none.",
        );
    }
    if metrics == &config.listen.address {
        found.add(
            "listen.metrics",
            "it is the address of the portal",
            "Write another port: metrics are not for the public.",
        );
    }
}

fn encrypted(config: &Config, found: &mut Found) {
    let listen = &config.listen;
    let (missing, file) = match (&listen.certificate, &listen.certificate_key) {
        (None, None) => return,
        (Some(_), Some(_)) if config.site.base_url.starts_with("https:") => return,
        (Some(_), Some(_)) => {
            let help = "Write the address that people use; with a certificate it begins with \"https:\".";
            return found.add("site.base_url", "listen.certificate is given, and this is not https", help);
        }
        (Some(_), None) => ("listen.certificate_key", "its private key"),
        (None, Some(_)) => ("listen.certificate", "the certificate of the key"),
    };
    found.add(missing, "it is missing", &format!("Write the file of {file}, or neither for plain HTTP."));
}
