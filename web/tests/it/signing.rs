//! Signing in and out, as the next person at the same computer finds it.

use model::Role;
use testkit::{
    browser::{Browser, Page},
    site::{Setup, TestSite},
};

use crate::street;

fn clears(page: &Page) -> bool {
    page.headers.get("clear-site-data").is_some_and(|what| what.contains("\"cache\""))
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_has_the_browser_forget_its_pages() {
    let site = TestSite::new().await;
    let resident = site.resident("ana@example.org").await;
    let staff = site.staff("public-works", Role::Caseworker).await;
    for (browser, path) in [(resident, "/sign-out"), (staff, "/staff/sign-out")] {
        let page = browser.ask("POST", path, &[]).await;
        assert!(clears(&page), "{path}: {:?}", page.headers);
        assert!(page.cookies.iter().all(|cookie| cookie.contains("Max-Age=0")), "{:?}", page.cookies);
    }
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_who_sign_in_again_leave_no_older_session_open() {
    let site = TestSite::new().await;
    let browser = site.staff("public-works", Role::Caseworker).await;
    let older = browser.tab();
    assert_eq!(older.ask("GET", "/staff", &[]).await.status, 200);
    let form = [("email", "caseworker@public-works.example.gov"), ("password", testkit::people::PASSWORD)];
    let page = browser.ask("POST", "/staff/sign-in", &form).await;
    assert_eq!((page.status, page.cookies.len()), (303, 1));
    assert_eq!(older.ask("GET", "/staff", &[]).await.status, 303, "the older session is over");
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_who_were_removed_are_out_at_once() {
    let site = TestSite::new().await;
    let browser = site.staff("public-works", Role::Supervisor).await;
    assert_eq!(browser.ask("GET", "/staff", &[]).await.status, 200);
    let all = site.app.store.list_staff().await.expect("the store answers");
    for staff in all {
        let ends =
            vec![store::sessions::delete_sessions_of_staff(&staff.id), store::staff::delete(&staff.id)];
        site.app.store.commit(ends).await.expect("removed");
    }
    assert_eq!(browser.ask("GET", "/staff", &[]).await.status, 303);
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_with_a_new_password_is_out_everywhere_and_the_old_one_opens_nothing() {
    let site = TestSite::new().await;
    let browser = site.staff("dmv", Role::Caseworker).await;
    let staff = site.app.store.list_staff().await.expect("the store answers").remove(0);
    let hash = site.app.hash_password("another password entirely".to_owned()).await.expect("a hash");
    // What `portico staff password` commits.
    let change = vec![
        store::staff::set_password(&staff.id, &hash, None),
        store::sessions::delete_sessions_of_staff(&staff.id),
    ];
    site.app.store.commit(change).await.expect("changed");
    assert_eq!(browser.ask("GET", "/staff", &[]).await.status, 303);
    for (password, status) in [(testkit::people::PASSWORD, 422), ("another password entirely", 303)] {
        let form = [("email", "caseworker@dmv.example.gov"), ("password", password)];
        assert_eq!(Browser::new(site.address).ask("POST", "/staff/sign-in", &form).await.status, status);
    }
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_at_a_staff_password_is_refused_after_a_few_tries_whether_or_not_there_is_such_an_account() {
    let site = TestSite::set_up(Setup { limits: [3, 1000], ..Setup::default() }).await;
    let browser = Browser::new(site.address);
    for email in ["pat@dmv.example.gov", "nobody@dmv.example.gov"] {
        let form = [("email", email), ("password", "not this one, surely")];
        let mut seen = Vec::new();
        for _ in 0..4 {
            let page = browser.ask("POST", "/staff/sign-in", &form).await;
            seen.push(page.status);
        }
        assert_eq!(seen, [422, 422, 422, 429], "{email}");
    }
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_is_checked_to_the_last_space_and_letter() {
    let site = TestSite::new().await;
    let password = " A long Pass\u{df}word, with spaces  at both ends ".repeat(3);
    let new = app::staff::NewStaff {
        email: "ana@dmv.example.gov".to_owned(),
        name: "Ana".to_owned(),
        agency: "dmv".to_owned(),
        role: Role::Caseworker,
        password: password.clone(),
        first_for: None,
    };
    site.app.add_staff(new).await.expect("added");
    let browser = Browser::new(site.address);
    for (typed, status) in [(password.as_str(), 303), (password.trim(), 422), (&password.to_lowercase(), 422)]
    {
        let form = [("email", "ana@dmv.example.gov"), ("password", typed)];
        assert_eq!(browser.ask("POST", "/staff/sign-in", &form).await.status, status, "{typed:?}");
    }
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_box_hides_what_is_typed_and_lets_password_managers_help() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    let html = browser.open("/staff/sign-in").await.html.clone();
    assert!(
        html.contains("type=\"password\"") && html.contains("autocomplete=\"current-password\""),
        "{html}"
    );
    assert!(!html.contains("onpaste") && !html.contains("maxlength"), "{html}");
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_made_up_host_stands_in_no_answer_and_no_message() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    browser.headers.insert("x-forwarded-host".to_owned(), "evil.example".to_owned());
    browser.headers.insert("forwarded".to_owned(), "host=evil.example;proto=https".to_owned());
    browser.headers.insert("host".to_owned(), "evil.example".to_owned());
    for path in ["/", "/no-such-page", "/.well-known/security.txt", "/sign-in", "/account"] {
        let page = browser.ask("GET", path, &[]).await;
        assert!(!page.html.contains("evil.example"), "{path}");
        assert!(page.headers.values().all(|value| !value.contains("evil.example")), "{path}");
    }
    street::begin(&mut browser).await;
    let form = [("email", "ana@example.org")];
    browser.ask("POST", "/s/report-a-street-problem/save", &form).await;
    site.work().await;
    let link = site.mail.newest_to("ana@example.org").and_then(|mail| mail.action).expect("a link").url;
    assert!(link.starts_with("http://localhost/resume/"), "{link}");
    site.close().await;
}
