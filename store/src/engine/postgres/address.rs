//! The address of a PostgreSQL database, with `sslmode` and `sslrootcert` read as PostgreSQL's own programs read them.

use std::path::PathBuf;

use tokio_postgres::config::{Config, Host, SslMode};

use crate::StoreError;

/// How far the way to the database is protected (`sslmode`, PostgreSQL manual, "SSL Support").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Protection {
    /// Not encrypted.
    Disable,
    /// Encrypted if the server can; anybody between may prevent it.
    Prefer,
    /// Encrypted, or no connection. The certificate is checked only when `sslrootcert` is given.
    Require,
    /// And the certificate comes from `sslrootcert`.
    VerifyCa,
    /// And it is for the host's name.
    VerifyFull,
}

/// Where the database is and how it is reached.
pub(super) struct Address {
    pub config: Config,
    pub protection: Protection,
    /// A PEM file of certificates that the server's must come from.
    pub root_certificates: Option<PathBuf>,
}

impl Address {
    /// Reads `postgres://…?sslmode=require&sslrootcert=/etc/portico/ca.pem`.
    pub fn parse(address: &str) -> Result<Self, StoreError> {
        let (place, query) = address.split_once('?').unwrap_or((address, ""));
        let (mut mode, mut root_certificates, mut rest) = (None, None, Vec::new());
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            match pair.split_once('=') {
                Some(("sslmode", value)) => mode = Some(value),
                Some(("sslrootcert", value)) => root_certificates = Some(PathBuf::from(decoded(value)?)),
                _ => rest.push(pair),
            }
        }
        let protection = protection(mode.unwrap_or("prefer"), root_certificates.is_some())?;
        // The error of a bad address may quote it, and it holds a password.
        let config: Result<Config, _> = format!("{place}?{}", rest.join("&")).parse();
        let mut config =
            config.map_err(|_| StoreError::broken("the address of the database is not right"))?;
        let is_socket = |host: &Host| matches!(host, Host::Unix(_));
        // A socket in a folder never leaves the machine: there the mode means nothing, as with psql.
        let is_local = !config.get_hosts().is_empty() && config.get_hosts().iter().all(is_socket);
        config.ssl_mode(match protection {
            _ if is_local => SslMode::Disable,
            Protection::Disable => SslMode::Disable,
            Protection::Prefer => SslMode::Prefer,
            Protection::Require | Protection::VerifyCa | Protection::VerifyFull => SslMode::Require,
        });
        Ok(Self { config, protection, root_certificates })
    }
}

fn protection(mode: &str, has_root_certificates: bool) -> Result<Protection, StoreError> {
    let protection = match mode {
        "disable" => Protection::Disable,
        "prefer" => Protection::Prefer,
        // With certificates to check against, they are checked.
        "require" if has_root_certificates => Protection::VerifyCa,
        "require" => Protection::Require,
        "verify-ca" => Protection::VerifyCa,
        "verify-full" => Protection::VerifyFull,
        _ => {
            let known = "sslmode must be disable, prefer, require, verify-ca or verify-full";
            return Err(StoreError::broken(known));
        }
    };
    if matches!(protection, Protection::VerifyCa | Protection::VerifyFull) && !has_root_certificates {
        return Err(StoreError::broken(format!("sslmode={mode} needs sslrootcert=, a file of certificates")));
    }
    Ok(protection)
}

/// `%2F` is a slash, as in the rest of the address.
fn decoded(value: &str) -> Result<String, StoreError> {
    let bad = || StoreError::broken("sslrootcert in the address of the database is not right");
    let (mut bytes, mut rest) = (Vec::new(), value.as_bytes());
    while let [first, after @ ..] = rest {
        rest = after;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let (digits, after) = rest.split_at_checked(2).ok_or_else(bad)?;
        bytes.extend(data_encoding::HEXUPPER_PERMISSIVE.decode(digits).map_err(|_| bad())?);
        rest = after;
    }
    String::from_utf8(bytes).map_err(|_| bad())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> Result<(SslMode, Protection, Option<String>), String> {
        let read = Address::parse(&format!("postgres://portico:secret@db.example.gov/portico{query}"));
        let read = read.map_err(|error| std::error::Error::source(&error).unwrap().to_string())?;
        let file = read.root_certificates.map(|path| path.display().to_string());
        Ok((read.config.get_ssl_mode(), read.protection, file))
    }

    #[test]
    fn modes_mean_what_they_mean_to_psql() {
        let file = Some("/etc/ca.pem".to_owned());
        for (query, expected) in [
            ("", (SslMode::Prefer, Protection::Prefer, None)),
            ("?sslmode=disable", (SslMode::Disable, Protection::Disable, None)),
            ("?sslmode=prefer", (SslMode::Prefer, Protection::Prefer, None)),
            ("?sslmode=require", (SslMode::Require, Protection::Require, None)),
            (
                "?sslmode=require&sslrootcert=/etc/ca.pem",
                (SslMode::Require, Protection::VerifyCa, file.clone()),
            ),
            (
                "?sslrootcert=%2Fetc%2fca.pem&sslmode=verify-ca",
                (SslMode::Require, Protection::VerifyCa, file.clone()),
            ),
            (
                "?sslmode=verify-full&sslrootcert=/etc/ca.pem",
                (SslMode::Require, Protection::VerifyFull, file),
            ),
        ] {
            assert_eq!(read(query), Ok(expected), "{query}");
        }
    }

    #[test]
    fn a_mode_that_cannot_be_kept_is_refused() {
        for query in
            ["?sslmode=on", "?sslmode=allow", "?sslmode=", "?sslmode=verify-ca", "?sslmode=verify-full"]
        {
            assert!(read(query).is_err(), "{query}");
        }
        for query in ["?sslmode=require&sslrootcert=%2", "?sslmode=require&sslrootcert=%zz"] {
            assert!(read(query).is_err(), "{query}");
        }
    }

    #[test]
    fn no_error_shows_the_password() {
        for query in ["?sslmode=on", "?nonsense=1", "?port=x", "?sslmode=require&sslrootcert=%2"] {
            let error = read(query).unwrap_err();
            assert!(!error.contains("secret"), "{error}");
        }
    }

    #[test]
    fn a_socket_in_a_folder_needs_no_encryption() {
        let local =
            Address::parse("postgres://portico@/portico?host=%2Frun%2Fpostgresql&sslmode=require").unwrap();
        assert_eq!(local.config.get_ssl_mode(), SslMode::Disable);
    }
}
