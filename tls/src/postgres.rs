//! The encrypted way to PostgreSQL.

use std::{
    io,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use futures::{FutureExt, future::BoxFuture};
use rustls::{ClientConfig, pki_types::ServerName};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio_postgres::{
    Config, Socket,
    config::{Host, SslMode},
    tls::{ChannelBinding, MakeTlsConnect, TlsConnect, TlsStream},
};
use tokio_rustls::TlsConnector;

use crate::{Asked, BadAddress, Protection, check};

/// Where a PostgreSQL database is and how it is reached.
pub struct Postgres {
    /// For the driver.
    pub config: Config,
    /// Makes the connections encrypted, as far as the address asks.
    pub tls: Tls,
}

impl Postgres {
    /// Reads `postgres://…?sslmode=require&sslrootcert=/etc/portico/ca.pem`.
    pub fn read(address: &str) -> Result<Self, BadAddress> {
        let (asked, rest) = Asked::read(address)?;
        // The error of a bad address may quote it, and it holds a password.
        let mut config: Config = rest.parse().map_err(|_| BadAddress::Unreadable)?;
        let is_socket = |host: &Host| matches!(host, Host::Unix(_));
        // A socket in a folder never leaves the machine: there the mode means nothing, as with psql.
        let is_local = !config.get_hosts().is_empty() && config.get_hosts().iter().all(is_socket);
        config.ssl_mode(match asked.protection {
            _ if is_local => SslMode::Disable,
            Protection::Disable => SslMode::Disable,
            Protection::Prefer => SslMode::Prefer,
            Protection::Require | Protection::VerifyCa | Protection::VerifyFull => SslMode::Require,
        });
        Ok(Self { config, tls: Tls::of(&asked)? })
    }
}

/// Makes encrypted connections.
#[derive(Clone)]
pub struct Tls {
    config: Arc<ClientConfig>,
}

impl Tls {
    fn of(asked: &Asked) -> Result<Self, BadAddress> {
        let mut config = check::client(asked)?;
        // Servers that take TLS from the first byte (version 17) ask for this name.
        config.alpn_protocols = vec![b"postgresql".to_vec()];
        Ok(Self { config: Arc::new(config) })
    }
}

impl MakeTlsConnect<Socket> for Tls {
    type Stream = Stream;
    type TlsConnect = Connect;
    type Error = io::Error;

    fn make_tls_connect(&mut self, host: &str) -> io::Result<Connect> {
        Ok(Connect { config: self.config.clone(), host: host.to_owned() })
    }
}

/// One connection about to be encrypted.
pub struct Connect {
    config: Arc<ClientConfig>,
    host: String,
}

impl TlsConnect<Socket> for Connect {
    type Stream = Stream;
    type Error = io::Error;
    type Future = BoxFuture<'static, io::Result<Stream>>;

    fn connect(self, socket: Socket) -> Self::Future {
        async move {
            let name = ServerName::try_from(self.host).map_err(io::Error::other)?;
            Ok(Stream(TlsConnector::from(self.config).connect(name, socket).await?))
        }
        .boxed()
    }
}

/// An encrypted connection.
pub struct Stream(tokio_rustls::client::TlsStream<Socket>);

impl TlsStream for Stream {
    fn channel_binding(&self) -> ChannelBinding {
        ChannelBinding::none()
    }
}

impl AsyncRead for Stream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(context, into)
    }
}

impl AsyncWrite for Stream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_error_shows_the_password() {
        for query in ["?nonsense=1", "?port=x"] {
            let error = Postgres::read(&format!("postgres://portico:secret@db.example.gov/portico{query}"));
            let error = error.err().unwrap().to_string();
            assert!(!error.contains("secret"), "{error}");
        }
    }

    #[test]
    fn a_socket_in_a_folder_needs_no_encryption() {
        let mode = |address: &str| Postgres::read(address).unwrap().config.get_ssl_mode();
        let local = "postgres://portico@/portico?host=%2Frun%2Fpostgresql&sslmode=require";
        assert_eq!(mode(local), SslMode::Disable);
        assert_eq!(mode("postgres://portico@db.example.gov/portico?sslmode=require"), SslMode::Require);
        assert_eq!(mode("postgres://portico@db.example.gov/portico"), SslMode::Prefer);
    }
}
