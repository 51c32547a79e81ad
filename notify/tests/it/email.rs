//! Email goes through a real SMTP server, and another program's mail parser reads it back.

use std::{collections::BTreeSet, path::Path, sync::Arc};

use model::{Channel, Class, Message, ObligationId};
use notify::{
    Email, EmailSettings, Renderer,
    conformance::{Harness, PRIVATE, message},
};
use serde_json::Value;

use crate::server::Server;

fn renderer() -> Renderer {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../templates/email");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    Renderer::new(read("layout.html"), read("layout.txt")).unwrap()
}

fn channel(port: u16) -> Email {
    let from = "State of Columbia Lake <no-reply@columbialake.example.gov>".to_owned();
    Email::new(&EmailSettings { url: format!("smtp://127.0.0.1:{port}"), from }, renderer()).unwrap()
}

fn message_id(key: &ObligationId) -> String {
    format!("<{key}@columbialake.example.gov>")
}

impl Harness for Server {
    fn channel(&self) -> Arc<dyn Channel> {
        Arc::new(channel(self.port))
    }

    fn address(&self) -> String {
        format!("{PRIVATE}@example.org")
    }

    fn refusing(&self) -> Vec<String> {
        let of = |name: &str| format!("{name}+{PRIVATE}@example.org");
        vec![of("refused"), of("refused-late"), format!("{PRIVATE} is no address")]
    }

    fn busy(&self) -> Vec<String> {
        ["busy", "busy-late"].map(|name| format!("{name}+{PRIVATE}@example.org")).to_vec()
    }

    async fn arrived(&self, key: &ObligationId) -> BTreeSet<String> {
        let arrived = self.arrived(&message_id(key)).await;
        arrived.iter().map(|message| message["headers"]["message-id"].as_str().unwrap().to_owned()).collect()
    }

    fn set_reachable(&self, reachable: bool) {
        Server::set_reachable(self, reachable);
    }
}

notify::conformance_tests!(Server::start().await);

/// Sends a message and gives it as another program reads it.
async fn sent(message: &Message) -> Value {
    let server = Server::start().await;
    channel(server.port).send(message).await.unwrap();
    let mut arrived = server.arrived(&message_id(&message.key)).await;
    assert_eq!(arrived.len(), 1);
    arrived.remove(0)
}

fn part<'a>(read: &'a Value, kind: &str) -> &'a str {
    let parts = read["parts"].as_array().unwrap();
    let part = parts.iter().find(|part| part["kind"] == kind).unwrap_or_else(|| panic!("no {kind}"));
    assert_eq!(part["charset"], "utf-8", "{kind}");
    part["text"].as_str().unwrap()
}

/// HTML without the tags around numbers and addresses that can be pressed.
fn without_links(html: &str) -> String {
    let mut pieces = html.replace("</a>", "");
    while let Some(start) = pieces.find("<a href=\"tel:").or_else(|| pieces.find("<a href=\"mailto:")) {
        let end = start + pieces[start..].find('>').unwrap() + 1;
        pieces.replace_range(start..end, "");
    }
    pieces
}

#[tokio::test(flavor = "multi_thread")]
async fn an_email_has_a_text_and_an_html_part_that_say_the_same() {
    let message = message(1, "zebulon@example.org");
    let read = sent(&message).await;
    assert_eq!(read["defects"], serde_json::json!([]), "another mail parser finds nothing wrong");
    assert_eq!(read["kind"], "multipart/alternative");
    assert_eq!(read["parts"].as_array().unwrap().len(), 2);
    assert_eq!(read["parts"][0]["kind"], "text/plain", "the plainest first (RFC 2046, 5.1.4)");
    let url = &message.action.as_ref().unwrap().url;
    for kind in ["text/plain", "text/html"] {
        let text = without_links(part(&read, kind)).replace("&amp;", "&").replace("&#x2f;", "/");
        for said in
            [&message.heading, &message.paragraphs[0], &message.facts[0].value, url, &message.footer[0]]
        {
            assert!(text.contains(said), "{kind} does not say {said:?}:\n{text}");
        }
    }
    let html = part(&read, "text/html");
    assert!(html.contains("<a href=\"tel:+15155550100\""), "the number can be pressed: {html}");
    assert_eq!(read["to"], serde_json::json!(["zebulon@example.org"]));
    assert!(read["longest_line"].as_u64().unwrap() <= 998, "RFC 5322, 2.1.1");
}

#[tokio::test(flavor = "multi_thread")]
async fn headers_say_the_language_and_that_a_machine_wrote() {
    let mut message = message(1, "zebulon@example.org");
    message.lang = "es".to_owned();
    message.subject = "Recibimos su petición: señal de tránsito".to_owned();
    let read = sent(&message).await;
    let headers = &read["headers"];
    assert_eq!(headers["subject"], message.subject);
    assert_eq!(headers["content-language"], "es");
    assert_eq!(headers["auto-submitted"], "auto-generated");
    assert_eq!(headers["from"], "State of Columbia Lake <no-reply@columbialake.example.gov>");
    assert_eq!(headers["content-transfer-encoding"], Value::Null, "not on several parts (RFC 2045, 6.4)");
    assert!(headers["date"].is_string() && headers["mime-version"] == "1.0");
    assert!(part(&read, "text/html").contains("lang=\"es\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn right_to_left_languages_are_marked_and_arrive_whole() {
    let mut message = message(1, "zebulon@example.org");
    (message.lang, message.dir) = ("ar".to_owned(), "rtl".to_owned());
    message.subject = "استلمنا طلبك".to_owned();
    message.heading.clone_from(&message.subject);
    message.subject = format!("{} \u{2068}K7P-4QX-9\u{2069}", message.heading);
    message.paragraphs = vec!["رقم \u{2068}K7P-4QX-9\u{2069} هو مرجعك.".repeat(40)];
    let read = sent(&message).await;
    assert_eq!(read["headers"]["subject"], format!("{} K7P-4QX-9", message.heading));
    assert!(part(&read, "text/html").contains("<html lang=\"ar\" dir=\"rtl\">"));
    assert!(part(&read, "text/html").contains(&message.paragraphs[0]));
    let plain = message.paragraphs[0].replace(['\u{2068}', '\u{2069}'], "");
    assert!(part(&read, "text/plain").contains(&plain), "isolates are left out of plain text");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_in_an_email_is_fetched_or_tells_that_it_was_read() {
    let read = sent(&message(1, "zebulon@example.org")).await;
    let html = part(&read, "text/html").to_lowercase();
    for fetches in ["<img", "src=", "<link", "<script", "<style", "url(", "@import", "srcset", "background="]
    {
        assert!(!html.contains(fetches), "the email has {fetches}");
    }
    let links: Vec<_> = html.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let pages: Vec<_> =
        links.iter().filter(|link| !link.starts_with("tel:") && !link.starts_with("mailto:")).collect();
    assert_eq!(pages.len(), 1, "the one thing to do is the only link to a page");
    for header in
        ["list-unsubscribe", "disposition-notification-to", "return-receipt-to", "x-mailer", "user-agent"]
    {
        assert_eq!(read["headers"][header], Value::Null, "{header}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_person_typed_cannot_become_markup_or_a_header() {
    let mut message = message(1, "zebulon@example.org");
    message.paragraphs = vec!["<b>Not bold</b> & \"quoted\"".to_owned()];
    message.subject = "One line\r\nBcc: zebulon@example.net".to_owned();
    let read = sent(&message).await;
    assert!(!part(&read, "text/html").contains("<b>"));
    assert!(part(&read, "text/plain").contains("<b>Not bold</b> & \"quoted\""));
    assert_eq!(read["headers"]["bcc"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_hangs_up_after_the_content_leaves_it_unknown() {
    let server = Server::start().await;
    let message = message(1, &format!("hang-up+{PRIVATE}@example.org"));
    let failure = channel(server.port).send(&message).await.unwrap_err();
    assert_eq!(failure.class, Class::Unknown, "{failure}");
    assert_eq!(server.arrived(&message_id(&message.key)).await.len(), 1, "it did arrive");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_port_where_nobody_listens_is_for_now() {
    let failure = channel(1).send(&message(1, "zebulon@example.org")).await.unwrap_err();
    assert_eq!(failure.class, Class::Transient, "{failure}");
}

#[tokio::test]
async fn settings_that_cannot_be_used_are_refused_without_quoting_them() {
    let settings = |url: &str, from: &str| EmailSettings { url: url.to_owned(), from: from.to_owned() };
    let bad_from = Email::new(&settings("smtp://127.0.0.1:25", "no address"), renderer()).err().unwrap();
    assert!(bad_from.to_string().contains("email.from"));
    let bad_url =
        Email::new(&settings("http://user:secret@example.org", "a@example.gov"), renderer()).err().unwrap();
    assert!(bad_url.to_string().contains("email.url") && !bad_url.to_string().contains("secret"));
}
