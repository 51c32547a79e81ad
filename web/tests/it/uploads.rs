//! Files people give: what they are is judged by content, and staff can only save them (STANDARDS SEC-13).

use model::Role;
use testkit::{
    browser::Browser,
    clamd,
    site::{Setup, TestSite},
};

use crate::street;

/// Tries to give a file; the errors of the page, none when it was taken.
async fn give(browser: &mut Browser, name: &str, bytes: &[u8]) -> Vec<String> {
    browser.open("/s/report-a-street-problem/photo").await;
    let mut form = browser.page.form("Continue");
    browser.attach(&mut form, "Choose", name, bytes);
    browser.send(form).await;
    browser.page.errors()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_judged_by_its_content_and_size_never_by_its_name() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    street::to_photo(&mut browser).await;
    let mut large = street::PHOTO.to_vec();
    large.resize(11 * 1024 * 1024, 0);
    for (name, bytes) in [
        ("page.jpg", b"<!DOCTYPE html><script>alert(1)</script>".as_slice()),
        ("drawing.jpg", b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>".as_slice()),
        ("program.jpg", b"MZ\x90\x00\x03\x00\x00\x00".as_slice()),
        ("words.jpg", b"Just some words".as_slice()),
        ("nothing.jpg", b"".as_slice()),
        ("large.jpg", large.as_slice()),
    ] {
        let errors = give(&mut browser, name, bytes).await;
        assert_eq!(errors.len(), 1, "{name}: {errors:?}");
        assert_eq!(browser.page.status, 422, "{name}");
    }
    assert_eq!(
        give(&mut browser, "photo.txt", street::PHOTO).await,
        Vec::<String>::new(),
        "a picture by its content"
    );
    assert!(browser.page.path.ends_with("/news"));
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_save_a_file_and_never_open_it_in_the_console() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    street::to_photo(&mut browser).await;
    assert!(give(&mut browser, "../../hole \"<b>\".jpg", street::PHOTO).await.is_empty());
    browser.press("Continue", &[]).await;
    let sent = street::send(&mut browser).await;
    let draft = model::DraftId::from_text(&sent.draft).expect("an id");
    let submission =
        site.app.store.find_submission_by_draft(&draft).await.expect("an answer").expect("it was sent");
    let file = site.app.store.files_of_case(&submission.case).await.expect("an answer").remove(0);
    let staff = site.staff("public-works", Role::Caseworker).await;
    let page = staff.ask("GET", &format!("/staff/cases/{}/files/{}", submission.case, file.id), &[]).await;
    assert_eq!(page.status, 200);
    let named = &page.headers["content-disposition"];
    assert!(named.starts_with("attachment; filename=\"") && named.ends_with(".jpg\""), "{named}");
    assert!(!named.contains("..") && !named.contains('<') && named.matches('"').count() == 2, "{named}");
    assert_eq!(page.headers["x-content-type-options"], "nosniff");
    assert_eq!(page.headers["content-type"], "image/jpeg");
    let case = staff.ask("GET", &format!("/staff/cases/{}", submission.case), &[]).await;
    let leads = case.links().iter().any(|link| link.ends_with(&format!("/files/{}", file.id)));
    assert!(leads, "the case page leads to the file");
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_saved_with_the_ending_of_what_it_is() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    street::to_photo(&mut browser).await;
    assert!(give(&mut browser, "bill.html", street::PHOTO).await.is_empty());
    browser.press("Continue", &[]).await;
    let sent = street::send(&mut browser).await;
    let draft = model::DraftId::from_text(&sent.draft).expect("an id");
    let submission =
        site.app.store.find_submission_by_draft(&draft).await.expect("an answer").expect("it was sent");
    let file = site.app.store.files_of_case(&submission.case).await.expect("an answer").remove(0);
    let staff = site.staff("public-works", Role::Caseworker).await;
    let page = staff.ask("GET", &format!("/staff/cases/{}/files/{}", submission.case, file.id), &[]).await;
    assert_eq!(page.headers["content-disposition"], "attachment; filename=\"bill.html.jpg\"");
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_given_before_stays_when_the_page_is_sent_again_and_goes_when_asked() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    street::to_photo(&mut browser).await;
    assert!(give(&mut browser, "hole.jpg", street::PHOTO).await.is_empty());
    browser.open("/s/report-a-street-problem/photo").await;
    assert!(browser.page.text().contains("hole.jpg"));
    browser.press("Continue", &[]).await;
    browser.press("Continue", &[]).await;
    assert!(browser.page.text().contains("hole.jpg"), "still there on {}", browser.page.path);
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_good_file_sent_with_a_bad_one_need_not_be_chosen_again() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    street::to_photo(&mut browser).await;
    browser.open("/s/report-a-street-problem/photo").await;
    let mut form = browser.page.form("Continue");
    browser.attach(&mut form, "Choose", "good.jpg", street::PHOTO);
    browser.attach(&mut form, "Choose", "words.jpg", b"Just some words");
    browser.send(form).await;
    assert_eq!((browser.page.status, browser.page.errors().len()), (422, 1));
    browser.press("Continue", &[]).await;
    browser.press("Continue", &[]).await;
    assert!(browser.page.text().contains("good.jpg"), "on {}", browser.page.path);
    assert!(!browser.page.text().contains("words.jpg"));
    site.close().await;
}

/// A site whose files are looked into by whatever answers at an address.
async fn looked_into_by(address: &str) -> TestSite {
    TestSite::set_up(Setup { scanner: Some(address.to_owned()), ..Setup::default() }).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_with_harmful_software_is_not_kept_and_the_person_is_told_kindly() {
    let site = looked_into_by(&clamd::address().expect("a scanner")).await;
    let mut browser = Browser::new(site.address);
    street::to_photo(&mut browser).await;
    let harmful = [street::PHOTO, clamd::HARMFUL.as_bytes()].concat();
    let errors = give(&mut browser, "hole.jpg", &harmful).await;
    assert!(errors.len() == 1 && errors[0].contains("may hold harmful software"), "{errors:?}");
    assert_eq!(browser.page.status, 422);
    let kept = std::fs::read_dir(site.folder.path().join("files")).map_or(0, Iterator::count);
    assert_eq!(kept, 0, "nothing of it is on disk");
    assert!(give(&mut browser, "hole.jpg", street::PHOTO).await.is_empty(), "another photo is taken");
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_cannot_be_looked_into_is_not_kept_and_everything_else_goes_on() {
    let site = looked_into_by("unix:/nowhere/clamd.ctl").await;
    let mut browser = Browser::new(site.address);
    street::to_photo(&mut browser).await;
    let errors = give(&mut browser, "hole.jpg", street::PHOTO).await;
    assert!(errors.len() == 1 && errors[0].contains("Try again in a few minutes"), "{errors:?}");
    browser.open("/es/s/report-a-street-problem/photo").await;
    let mut form = browser.page.form("Continuar");
    browser.attach(&mut form, "Elija", "hole.jpg", street::PHOTO);
    browser.send(form).await;
    assert!(browser.page.errors()[0].contains("ahora no podemos revisar"), "{:?}", browser.page.errors());
    browser.open("/s/report-a-street-problem/photo").await;
    browser.press("Continue", &[]).await;
    assert!(browser.page.path.ends_with("/news"), "the photo is not needed: {}", browser.page.path);
    site.close().await;
}
