//! Encrypted ways to databases, Portico's own and those of agencies: what an address asks for (`sslmode`,
//! `sslrootcert`), and how far a server's certificate is checked.

mod address;
mod check;
mod postgres;

pub use address::{Asked, BadAddress, Protection};
pub use check::certificates;
pub use postgres::{Postgres, Tls};
