//! What the address of a database asks for: `sslmode` and `sslrootcert`, read as PostgreSQL's own programs read them.

use std::path::PathBuf;

/// How far the way to the database is protected (`sslmode`, PostgreSQL manual, "SSL Support").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protection {
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

/// An address cannot be used. Never quotes it: it may hold a password.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadAddress {
    /// It cannot be read.
    #[error("the address of the database is not right")]
    Unreadable,
    /// A mode nobody knows.
    #[error("sslmode must be disable, prefer, require, verify-ca or verify-full")]
    Mode,
    /// Nothing to check against.
    #[error("sslmode={0} needs sslrootcert=, a file of certificates")]
    NoCertificates(&'static str),
    /// The name of the file cannot be read.
    #[error("sslrootcert in the address of the database is not right")]
    CertificateName,
    /// The file cannot be used.
    #[error("sslrootcert {} cannot be used: {why}", file.display())]
    Certificates {
        /// The file.
        file: PathBuf,
        /// Why.
        why: String,
    },
}

/// What an address asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// How far the way is protected.
    pub protection: Protection,
    /// A PEM file of certificates that the server's must come from.
    pub root_certificates: Option<PathBuf>,
}

impl Asked {
    /// Reads `…?sslmode=require&sslrootcert=/etc/portico/ca.pem`. Gives the rest of the address too, for drivers that
    /// know other words.
    pub fn read(address: &str) -> Result<(Self, String), BadAddress> {
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
        let rest = if rest.is_empty() { place.to_owned() } else { format!("{place}?{}", rest.join("&")) };
        Ok((Self { protection, root_certificates }, rest))
    }
}

fn protection(mode: &str, has_root_certificates: bool) -> Result<Protection, BadAddress> {
    match mode {
        "disable" => Ok(Protection::Disable),
        "prefer" => Ok(Protection::Prefer),
        // With certificates to check against, they are checked.
        "require" if has_root_certificates => Ok(Protection::VerifyCa),
        "require" => Ok(Protection::Require),
        "verify-ca" if has_root_certificates => Ok(Protection::VerifyCa),
        "verify-full" if has_root_certificates => Ok(Protection::VerifyFull),
        "verify-ca" => Err(BadAddress::NoCertificates("verify-ca")),
        "verify-full" => Err(BadAddress::NoCertificates("verify-full")),
        _ => Err(BadAddress::Mode),
    }
}

/// `%2F` is a slash, as in the rest of the address.
fn decoded(value: &str) -> Result<String, BadAddress> {
    let bad = || BadAddress::CertificateName;
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

    fn read(query: &str) -> Result<(Protection, Option<String>), BadAddress> {
        let (asked, rest) = Asked::read(&format!("postgres://portico:secret@db.example.gov/portico{query}"))?;
        assert_eq!(rest, "postgres://portico:secret@db.example.gov/portico");
        Ok((asked.protection, asked.root_certificates.map(|path| path.display().to_string())))
    }

    #[test]
    fn modes_mean_what_they_mean_to_psql() {
        let file = Some("/etc/ca.pem".to_owned());
        for (query, expected) in [
            ("", (Protection::Prefer, None)),
            ("?sslmode=disable", (Protection::Disable, None)),
            ("?sslmode=prefer", (Protection::Prefer, None)),
            ("?sslmode=require", (Protection::Require, None)),
            ("?sslmode=require&sslrootcert=/etc/ca.pem", (Protection::VerifyCa, file.clone())),
            ("?sslrootcert=%2Fetc%2fca.pem&sslmode=verify-ca", (Protection::VerifyCa, file.clone())),
            ("?sslmode=verify-full&sslrootcert=/etc/ca.pem", (Protection::VerifyFull, file)),
        ] {
            assert_eq!(read(query), Ok(expected), "{query}");
        }
    }

    #[test]
    fn a_mode_that_cannot_be_kept_is_refused_without_showing_the_password() {
        for query in [
            "?sslmode=on",
            "?sslmode=allow",
            "?sslmode=",
            "?sslmode=verify-ca",
            "?sslmode=verify-full",
            "?sslmode=require&sslrootcert=%2",
            "?sslmode=require&sslrootcert=%zz",
        ] {
            let error = read(query).unwrap_err().to_string();
            assert!(!error.contains("secret"), "{query}: {error}");
        }
    }

    #[test]
    fn the_rest_of_an_address_stays_as_it_is() {
        let (_, rest) = Asked::read("mysql://host/db?socket=%2Frun%2Fdb&sslmode=require&x=1").unwrap();
        assert_eq!(rest, "mysql://host/db?socket=%2Frun%2Fdb&x=1");
    }
}
