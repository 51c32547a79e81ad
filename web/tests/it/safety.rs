//! What every answer has and no request may do: headers, cookies, posts from other sites, errors, caches.

use std::collections::BTreeMap;

use sha2::Digest;
use testkit::{
    browser::{Browser, Page},
    project,
    site::{Setup, TestSite},
};

use crate::street;

const REPORT: &str = "/s/report-a-street-problem";

fn header<'a>(page: &'a Page, name: &str) -> &'a str {
    page.headers.get(name).map_or("", String::as_str)
}

/// Headers of STANDARDS SEC-06 that this answer lacks.
fn missing(page: &Page) -> Vec<&'static str> {
    let policy = header(page, "content-security-policy");
    let is_strict = policy.contains("default-src 'none'")
        && policy.contains("frame-ancestors 'none'")
        && policy.contains("form-action 'self'")
        && !policy.contains("unsafe-");
    let wanted = [
        ("content-security-policy", is_strict),
        ("x-content-type-options", header(page, "x-content-type-options") == "nosniff"),
        ("referrer-policy", header(page, "referrer-policy") == "no-referrer"),
        ("cross-origin-opener-policy", header(page, "cross-origin-opener-policy") == "same-origin"),
        ("permissions-policy", header(page, "permissions-policy").contains("geolocation=()")),
        ("cache-control", !header(page, "cache-control").is_empty()),
        ("server", header(page, "server").is_empty()),
    ];
    wanted.into_iter().filter(|(_, is_there)| !is_there).map(|(name, _)| name).collect()
}

/// The style sheet of a page.
fn asset(page: &Page) -> String {
    page.style_sheet().expect("the page has a style sheet")
}

#[tokio::test(flavor = "multi_thread")]
async fn sec_06_every_answer_has_the_security_headers_also_errors_and_assets() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    browser.open("/").await;
    let asset = asset(&browser.page);
    for (method, path, status) in [
        ("GET", "/", 200),
        ("GET", asset.as_str(), 200),
        ("GET", "/assets/no-such-file.css", 404),
        ("GET", "/no-such-page", 404),
        ("GET", "/s/no-such-service", 404),
        ("POST", "/contact", 405),
        ("POST", "/status", 422),
        ("GET", "/staff", 303),
        ("GET", "/healthz", 200),
        ("GET", "/readyz", 200),
        ("GET", "/.well-known/security.txt", 200),
    ] {
        let page = browser.ask(method, path, &[]).await;
        assert_eq!(page.status, status, "{method} {path}");
        assert_eq!(missing(&page), Vec::<&str>::new(), "{method} {path}");
    }
    site.close().await;
}

/// What the scripts of a page say.
fn scripts(page: &Page) -> Vec<&str> {
    let after = page.html.split("<script>").skip(1);
    after.filter_map(|rest| Some(rest.split_once("</script>")?.0)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn sec_06_a_script_runs_only_as_it_was_built_and_no_file_does() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    browser.open(REPORT).await;
    let policy = header(&browser.page, "content-security-policy").to_owned();
    let allowed = policy.split("; ").find_map(|rule| rule.strip_prefix("script-src ")).expect("a rule");
    assert!(allowed.split(' ').all(|source| source.starts_with("'sha256-")), "{allowed}");
    let stand = scripts(&browser.page);
    assert_eq!(browser.page.html.matches("<script").count(), stand.len(), "every script stands in the page");
    assert!(!stand.is_empty());
    for script in stand {
        let hash = data_encoding::BASE64.encode(&sha2::Sha256::digest(script));
        assert!(allowed.contains(&format!("'sha256-{hash}'")), "{script}");
    }
    let manifest =
        std::fs::read(project::root().join("web/dist/manifest.json")).expect("the assets are built");
    let files: BTreeMap<String, String> = serde_json::from_slice(&manifest).expect("a manifest");
    let file = browser.ask("GET", &format!("/assets/{}", files["portico.js"]), &[]).await;
    assert_eq!(file.status, 404, "no script has an address");
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_stay_out_of_caches_and_assets_stay_in_them_for_ever() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    street::begin(&mut browser).await;
    assert_eq!(header(&browser.page, "cache-control"), "no-store");
    assert_eq!(header(&browser.ask("GET", "/no-such-page", &[]).await, "cache-control"), "no-store");
    let sheet = browser.ask("GET", &asset(&browser.page), &[]).await;
    assert_eq!(header(&sheet, "cache-control"), "public, max-age=31536000, immutable");
    browser.headers.insert("accept-encoding".to_owned(), "gzip, br".to_owned());
    let packed = browser.ask("GET", &asset(&browser.page), &[]).await;
    assert_eq!(header(&packed, "content-encoding"), "br");
    assert!(header(&packed, "vary").contains("accept-encoding"));
    let page = browser.ask("GET", "/", &[]).await;
    assert_eq!(header(&page, "content-encoding"), "br");
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_from_another_site_is_refused_and_changes_nothing() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    street::to_check(&mut browser).await;
    let draft = browser.page.value("draft").expect("the draft");
    for (name, value) in
        [("sec-fetch-site", "cross-site"), ("origin", "https://example.org"), ("origin", "null")]
    {
        let mut forged = browser.tab();
        forged.headers.insert(name.to_owned(), value.to_owned());
        for (path, form) in [
            (format!("{REPORT}/send"), vec![("draft", draft.as_str())]),
            (format!("{REPORT}/where"), vec![("where_is_it", "Forged Street")]),
            ("/sign-out".to_owned(), vec![]),
            ("/sign-in".to_owned(), vec![("email", "ana@example.org")]),
        ] {
            let page = forged.ask("POST", &path, &form).await;
            assert_eq!(page.status, 403, "{name}: {value} to {path}");
            assert!(page.cookies.is_empty());
        }
        assert_eq!(forged.ask("GET", "/", &[]).await.status, 200, "a link from another site is fine");
    }
    site.work().await;
    assert!(site.mail.sent().is_empty() && site.system.records().is_empty());
    browser.open(&format!("{REPORT}/where")).await;
    assert_eq!(browser.page.value("where_is_it").as_deref(), Some("Oak Street, in front of the bakery"));
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn id_05_the_only_cookie_is_the_session_and_scripts_cannot_read_it() {
    let site = TestSite::new().await;
    let page = Browser::new(site.address).ask("POST", &format!("{REPORT}/start"), &[]).await;
    assert_eq!(page.cookies.len(), 1, "{:?}", page.cookies);
    let cookie = &page.cookies[0];
    for part in ["portico=", "Path=/", "HttpOnly", "SameSite=Lax"] {
        assert!(cookie.contains(part), "{part}: {cookie}");
    }
    for path in ["/", "/status", REPORT, "/sign-in"] {
        let page = Browser::new(site.address).ask("GET", path, &[]).await;
        assert!(page.cookies.is_empty(), "looking at {path} needs no cookie");
    }
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn id_05_over_https_the_cookie_is_bound_to_the_host_and_to_encryption() {
    let base_url = Some("https://portal.columbia-lake.example.gov".to_owned());
    let site = TestSite::set_up(Setup { base_url, ..Setup::default() }).await;
    let mut browser = Browser::new(site.address);
    let page = browser.ask("POST", &format!("{REPORT}/start"), &[]).await;
    let cookie = page.cookies.first().expect("a session");
    assert!(cookie.starts_with("__Host-portico=") && cookie.contains("; Secure"), "{cookie}");
    assert!(header(&page, "strict-transport-security").contains("max-age=63072000"));
    street::begin(&mut browser).await;
    let site = {
        site.close().await;
        TestSite::new().await
    };
    assert_eq!(
        header(&Browser::new(site.address).ask("GET", "/", &[]).await, "strict-transport-security"),
        ""
    );
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn errors_are_pages_in_the_persons_language_with_a_way_on() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    for (path, lang) in [("/no-such-page", "en"), ("/es/no-such-page", "es"), ("/ar-XB/s/nothing", "ar-XB")] {
        browser.open(path).await;
        assert_eq!(browser.page.status, 404);
        assert!(browser.page.html.contains(&format!("<html lang=\"{lang}\"")), "{path}");
        assert!(browser.page.links().iter().any(|link| link.ends_with("/status")), "{path}");
    }
    for (method, path) in [("POST", "/es/contact"), ("PUT", "/es/status"), ("DELETE", "/es/")] {
        let page = browser.ask(method, path, &[]).await;
        assert_eq!(page.status, 405, "{method} {path}");
        assert!(page.html.contains("<html lang=\"es\""), "{method} {path}");
    }
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_is_far_too_large_gets_a_page_that_says_so() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    street::to_photo(&mut browser).await;
    let mut form = browser.page.form("Continue");
    browser.attach(&mut form, "Choose", "huge.jpg", &vec![b'x'; 65 * 1024 * 1024]);
    browser.send(form).await;
    assert_eq!(browser.page.status, 413);
    assert!(browser.page.html.contains("<html lang=\"en\""), "a page, not bare text");
    assert!(browser.page.links().contains(&"/".to_owned()));
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_head_request_is_answered_like_a_get_without_the_page() {
    let site = TestSite::new().await;
    let browser = Browser::new(site.address);
    for path in ["/", "/status", "/healthz", REPORT, "/no-such-page"] {
        let (head, get) = (browser.ask("HEAD", path, &[]).await, browser.ask("GET", path, &[]).await);
        assert_eq!((head.status, head.html.as_str()), (get.status, ""), "{path}");
        assert_eq!(header(&head, "content-type"), header(&get, "content-type"), "{path}");
    }
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn strange_requests_are_refused_and_never_ours() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    street::to_check(&mut browser).await;
    for path in [
        "/s/report-a-street-problem/%00",
        "/s/../staff",
        "/s/report-a-street-problem/where/%2e%2e/where",
        "/account/cases/%27%20OR%201=1",
        "/sent/%F0%9F%92%A9",
        "/staff?after=zzz&sort=%00",
        "/?q=%ff%fe",
        "/sign-in/code?c=%00",
        "/resume/..%2f..%2fetc",
        "/es/es/es",
        "//example.org",
        "/assets/..%2fmanifest.json",
        "/s/report-a-street-problem/remove/where/x",
    ] {
        for method in ["GET", "POST"] {
            let page = browser.ask(method, path, &[("draft", "\0"), ("c", "\0"), ("next", "add")]).await;
            assert!(page.status < 500, "{method} {path}: {}", page.status);
            let to = page.headers.get("location").map_or("/", String::as_str);
            assert!(to.starts_with('/') && !to.starts_with("//"), "{method} {path} leads away: {to}");
        }
    }
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn methods_that_no_page_has_are_refused() {
    let site = TestSite::new().await;
    let browser = Browser::new(site.address);
    for method in ["TRACE", "TRACK", "PUT", "DELETE", "PATCH", "OPTIONS", "BREW"] {
        for path in ["/", "/status", "/staff", "/healthz"] {
            let page = browser.ask(method, path, &[]).await;
            assert_eq!(page.status, 405, "{method} {path}");
            assert!(header(&page, "access-control-allow-origin").is_empty(), "{method} {path}");
        }
    }
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_error_of_ours_shows_a_reference_and_nothing_of_the_inside() {
    let mut site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    street::to_check(&mut browser).await;
    let broken = store::Statement::new("ALTER TABLE drafts RENAME TO drafts_lost", Vec::new());
    site.app.store.commit(broken).await.expect("the table is gone");
    site.expect_errors();
    let page = browser.ask("GET", &format!("{REPORT}/where"), &[]).await;
    assert_eq!(page.status, 500);
    for inside in ["drafts", "SQL", "sqlite", "store", "table", ".rs", "panicked"] {
        assert!(!page.html.contains(inside), "{inside}: {}", page.html);
    }
    site.leave();
}
