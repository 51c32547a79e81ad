//! What a guest sent, and the account of whoever signs in later: a case is in somebody's list only when it is sure that it
//! is theirs.

use testkit::{browser::Browser, site::TestSite};

use crate::street;

const ANA: &str = "ana@example.org";

fn has(browser: &Browser, sent: &street::Sent) -> bool {
    browser.page.text().contains(&sent.reference)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_was_only_typed_shows_its_owner_no_strangers_case() {
    let site = TestSite::new().await;
    let mut guest = Browser::new(site.address);
    // A typing mistake: the address is somebody else's.
    let sent = street::report(&mut guest, ANA).await;
    site.work().await;
    let mut ana = site.resident(ANA).await;
    assert!(!has(&ana, &sent));
    let told = ana.page.text();
    assert!(told.contains("Something missing?"), "{told}");
    assert_eq!(ana.page.link("Check a status").as_deref(), Some("/status"));
    ana.open("/status").await;
    let mut form = ana.page.form_with("receipt_code");
    form.set("reference", &sent.reference);
    form.set("receipt_code", &sent.code);
    ana.send(form).await;
    assert!(ana.page.text().contains("Received"), "reference and receipt code show where it stands");
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_sent_with_a_confirmed_address_is_in_the_list_on_any_device() {
    let site = TestSite::new().await;
    let mut guest = Browser::new(site.address);
    street::to_photo(&mut guest).await;
    site.sign_in(&mut guest, ANA).await;
    guest.open("/s/report-a-street-problem/photo").await;
    guest.press("Continue", &[]).await;
    guest.press("Continue", &[("Your email address", ANA)]).await;
    let sent = street::send(&mut guest).await;
    site.work().await;
    let ana = site.resident(ANA).await;
    assert!(has(&ana, &sent));
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_sent_it_here_and_then_proves_its_address_has_it_in_their_list() {
    let site = TestSite::new().await;
    let mut guest = Browser::new(site.address);
    let sent = street::report(&mut guest, ANA).await;
    site.work().await;
    let sign_in = guest.page.link("Sign in to keep it in my cases").expect("the confirmation says how");
    assert_eq!(sign_in, "/sign-in");
    site.sign_in(&mut guest, "Ana@Example.org").await;
    assert!(has(&guest, &sent));
    guest.open(&format!("/sent/{}", sent.draft)).await;
    assert_eq!(guest.page.link("Sign in to keep it"), None, "it is kept");
    let mut ana = site.resident(ANA).await;
    assert!(has(&ana, &sent), "on another device too");
    let case = ana.page.links().into_iter().find(|link| link.contains("/cases/")).expect("my case");
    ana.open(&case).await;
    assert_eq!(ana.page.status, 200);
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_next_person_at_a_shared_device_does_not_get_the_case_of_the_one_before() {
    let site = TestSite::new().await;
    let mut shared = Browser::new(site.address);
    let sent = street::report(&mut shared, ANA).await;
    site.sign_in(&mut shared, "ben@example.org").await;
    assert!(!has(&shared, &sent));
    let ben = site.resident("ben@example.org").await;
    assert!(!has(&ben, &sent));
    site.close().await;
}
