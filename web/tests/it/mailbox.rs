//! The developer's mailbox: a message as text and as a mail program shows it, without ever letting it do anything.

use std::sync::Arc;

use model::{Channel, Fact, Link, Message, ObligationId};
use notify::{Mailbox, Renderer};
use testkit::{browser::Browser, project, site, site::TestSite};

fn renderer() -> Renderer {
    let read = |name: &str| std::fs::read_to_string(project::root().join("templates/email").join(name));
    let parts = (read("layout.html").expect("there"), read("layout.txt").expect("there"));
    Renderer::new(parts.0, parts.1).expect("the templates are valid")
}

/// A browser at a site whose mailbox is open and holds one message.
async fn opened(test: &TestSite, mailbox: Mailbox) -> (Browser, ObligationId) {
    let key = ObligationId::random(test.app.random.as_ref());
    let message = Message {
        key: key.clone(),
        to: "ana@example.org".to_owned(),
        lang: "en".to_owned(),
        dir: "ltr".to_owned(),
        subject: "We received your report".to_owned(),
        heading: "We have it".to_owned(),
        paragraphs: vec![
            "Typed by somebody: <script>alert(1)</script><img src=https://evil.example/x>".to_owned(),
        ],
        facts: vec![Fact { label: "Case reference".to_owned(), value: "K7P-4QX-9".to_owned() }],
        action: Some(Link { label: "See it".to_owned(), url: "http://localhost/status".to_owned() }),
        footer: Vec::new(),
    };
    mailbox.send(&message).await.expect("kept");
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let pages = site::pages(test.app.clone(), &format!("http://{address}"));
    let web = web::Web { mailbox: Some(mailbox), ..pages };
    tokio::spawn(web::serve(Arc::new(web), listener, None, std::future::pending()));
    (Browser::new(address), key)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_html_part_is_shown_in_a_frame_where_it_can_run_send_and_load_nothing() {
    let test = TestSite::new().await;
    let folder = tempfile::tempdir().expect("a folder");
    let (mut browser, key) = opened(&test, Mailbox::new(folder.path()).shown_with(renderer())).await;
    browser.open("/mailbox").await;
    let message = browser.page.link("We received your report").expect("it is listed");
    browser.open(&message).await;
    let policy = browser.page.headers.get("content-security-policy").expect("a policy").clone();
    assert!(policy.contains("frame-src 'self'") && policy.contains("default-src 'none'"), "{policy}");
    assert!(browser.page.html.contains(&format!("src=\"/mailbox/{key}/html\"")), "{}", browser.page.html);
    assert!(browser.page.html.contains("sandbox=\"allow-top-navigation-by-user-activation\""));

    let html = browser.ask("GET", &format!("/mailbox/{key}/html"), &[]).await;
    assert_eq!(html.status, 200);
    let policy = html.headers.get("content-security-policy").expect("a policy");
    for rule in ["default-src 'none'", "form-action 'none'", "frame-ancestors 'self'", "sandbox allow-top"] {
        assert!(policy.contains(rule), "{rule}: {policy}");
    }
    assert!(!policy.contains("script") && !policy.contains("http"), "{policy}");
    assert_eq!(html.headers.get("x-frame-options").map(String::as_str), Some("SAMEORIGIN"));
    assert!(html.html.contains("K7P-4QX-9") && html.html.contains("<base target=\"_top\">"));
    assert!(!html.html.contains("<script") && !html.html.contains("<img"), "what was typed stays text");
    let other = browser.ask("GET", "/", &[]).await;
    assert!(!other.headers["content-security-policy"].contains("frame-src"), "no other page may have frames");
    assert_eq!(other.headers.get("x-frame-options").map(String::as_str), Some("DENY"));
    test.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_templates_the_mailbox_shows_the_text_alone() {
    let test = TestSite::new().await;
    let folder = tempfile::tempdir().expect("a folder");
    let (mut browser, key) = opened(&test, Mailbox::new(folder.path())).await;
    browser.open(&format!("/mailbox/{key}")).await;
    assert!(!browser.page.html.contains("<iframe"));
    assert_eq!(browser.ask("GET", &format!("/mailbox/{key}/html"), &[]).await.status, 404);
    test.close().await;
}
