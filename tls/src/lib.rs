//! Encrypted ways: to databases, Portico's own and those of agencies, as an address asks for (`sslmode`, `sslrootcert`),
//! and how far a server's certificate is checked; and the certificate Portico shows itself.

mod address;
mod check;
mod own;
mod postgres;

pub use address::{Asked, BadAddress, Protection};
pub use check::certificates;
pub use own::{BadCertificate, OwnCertificate};
pub use postgres::{Postgres, Tls};
