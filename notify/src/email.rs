//! The email channel: SMTP, with an HTML and a text part in the person's language.

use std::time::Duration;

use futures::{FutureExt, future::BoxFuture};
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Tokio1Executor,
    message::{Mailbox, MultiPart, header},
    transport::smtp,
};
use model::{Accepted, Channel, Failure, Message};

use crate::{RenderError, Renderer, render::without_isolates};

/// How long to try to connect.
const CONNECT: Duration = Duration::from_secs(8);
/// How long one message may take. With the look whether the server is there, this stays below the 30 seconds after
/// which the worker gives an attempt up.
const PATIENCE: Duration = Duration::from_secs(18);

/// Where mail goes and whom it comes from. Not to be shown: the address may hold a password.
#[derive(Clone)]
pub struct EmailSettings {
    /// `smtp://user:password@host:587?tls=required`, `smtps://…`, or `smtp://127.0.0.1:2525` without encryption.
    pub url: String,
    /// The sender: `Columbia Lake <no-reply@columbia-lake.example.gov>`.
    pub from: String,
}

/// The settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The sender is not an address.
    #[error("email.from is not a mailbox such as `Name <name@example.gov>`")]
    From(#[from] lettre::address::AddressError),
    /// The server address is not one.
    #[error("email.url is not an SMTP address such as `smtps://user:password@mail.example.gov`")]
    Url(#[from] smtp::Error),
}

/// Sends email by SMTP.
pub struct Email {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    renderer: Renderer,
}

impl Email {
    /// Connects lazily: mail may be down when Portico starts. Must be called inside the asynchronous runtime.
    pub fn new(settings: &EmailSettings, renderer: Renderer) -> Result<Self, SettingsError> {
        let from = settings.from.parse()?;
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(&settings.url)?;
        Ok(Self { transport: transport.timeout(Some(CONNECT)).build(), from, renderer })
    }

    fn compose(&self, message: &Message) -> Result<lettre::Message, Failure> {
        let to =
            message.to.parse().map_err(|_| Failure::permanent("the recipient is not an email address"))?;
        let parts = self.renderer.parts(message).map_err(|error| cannot_render(&error))?;
        let domain = self.from.email.domain();
        lettre::Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(without_isolates(&message.subject))
            // The same at every attempt, so that the receiver can drop a repeat (RFC 5322, 3.6.4).
            .message_id(Some(format!("<{}@{domain}>", message.key)))
            .header(Language(message.lang.clone()))
            .header(AutoSubmitted)
            .multipart(MultiPart::alternative_plain_html(parts.text, parts.html))
            .map_err(|error| Failure::permanent(format!("the email could not be built: {error}")))
    }
}

fn cannot_render(error: &RenderError) -> Failure {
    Failure::permanent(format!(
        "{error}: {}",
        std::error::Error::source(error).map_or(String::new(), ToString::to_string)
    ))
}

/// What an SMTP error means. The server's own words may repeat the address: only its code is kept.
fn classify(error: &smtp::Error) -> Failure {
    let detail = error
        .status()
        .map_or_else(|| "no answer from the mail server".to_owned(), |code| format!("SMTP {code}"));
    if error.status().is_some_and(|code| is_about_us(&code.to_string())) {
        Failure::transient(format!("{detail}: the mail server does not know this sender's name and password"))
    } else if error.is_permanent() {
        Failure::permanent(detail)
    } else if error.is_client() {
        Failure::permanent("the mail server lacks what the message needs")
    } else if is_lost(error) {
        Failure::unknown("the connection to the mail server was lost")
    } else {
        Failure::transient(detail)
    }
}

/// Codes about signing in (RFC 4954, 6): an operator can mend that, and the message is fine.
fn is_about_us(code: &str) -> bool {
    matches!(code, "530" | "534" | "535" | "538")
}

/// Whether a connection that was made broke: the content may have arrived. The library names this kind of error only
/// in its text; the test with a server that hangs up keeps watch.
fn is_lost(error: &smtp::Error) -> bool {
    error.to_string().starts_with("network error") || error.is_response()
}

impl Channel for Email {
    fn send<'a>(&'a self, message: &'a Message) -> BoxFuture<'a, Result<Accepted, Failure>> {
        async move {
            let email = self.compose(message)?;
            // A server that does not answer before the message was never given it.
            self.reach().await?;
            // The library only limits the time to connect.
            match tokio::time::timeout(PATIENCE, self.transport.send(email)).await {
                Err(_) => return Err(Failure::unknown("the mail server did not answer in time")),
                Ok(sent) => sent.map_err(|error| classify(&error))?,
            };
            Ok(Accepted { by: "email".to_owned(), reference: message.key.to_string() })
        }
        .boxed()
    }

    fn reach(&self) -> BoxFuture<'_, Result<(), Failure>> {
        async move {
            match tokio::time::timeout(CONNECT, self.transport.test_connection()).await {
                Ok(Ok(true)) => Ok(()),
                Ok(Ok(false)) => Err(Failure::transient("the mail server refuses connections")),
                Ok(Err(error)) => Err(Failure::transient(classify(&error).detail)),
                Err(_) => Err(Failure::transient("the mail server did not answer in time")),
            }
        }
        .boxed()
    }
}

/// `Content-Language` (RFC 3282), so that a mail program reads the message in the right voice.
#[derive(Clone)]
struct Language(String);

impl header::Header for Language {
    fn name() -> header::HeaderName {
        header::HeaderName::new_from_ascii_str("Content-Language")
    }
    fn parse(text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self(text.to_owned()))
    }
    fn display(&self) -> header::HeaderValue {
        header::HeaderValue::new(Self::name(), self.0.clone())
    }
}

/// `Auto-Submitted` (RFC 3834): vacation responders must not answer.
#[derive(Clone)]
struct AutoSubmitted;

impl header::Header for AutoSubmitted {
    fn name() -> header::HeaderName {
        header::HeaderName::new_from_ascii_str("Auto-Submitted")
    }
    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }
    fn display(&self) -> header::HeaderValue {
        header::HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}
