//! A form that could not be taken: the error page leads back to a page that is there, and says what became of the answers.

use testkit::{browser::Browser, site::TestSite};

use crate::street;

#[tokio::test(flavor = "multi_thread")]
async fn the_page_behind_every_form_can_be_opened() {
    for (route, _) in web::listed() {
        let path: Vec<&str> =
            route.split('/').map(|part| if part.starts_with('{') { "x" } else { part }).collect();
        let page = web::page_of(route, &path.join("/"));
        let is_a_page = |known: &str| {
            let (known, page) = (known.split('/'), page.split('/'));
            known.clone().count() == page.clone().count()
                && known.zip(page).all(|(known, part)| known == part || known.starts_with('{'))
        };
        assert!(web::listed().iter().any(|(known, _)| is_a_page(known)), "{route} leads to {page}");
    }
    for (route, path, page) in [
        ("/s/{slug}/send", "/s/rent-a-garden/send", "/s/rent-a-garden/check"),
        ("/s/{slug}/{*place}", "/s/rent-a-garden/plot/k7", "/s/rent-a-garden/plot/k7"),
        ("/staff/cases/{id}/status", "/staff/cases/abc/status", "/staff/cases/abc"),
        ("/account/drafts/{id}/snooze", "/account/drafts/abc/snooze", "/account"),
        ("/sign-out", "/sign-out", "/"),
    ] {
        assert_eq!(web::page_of(route, path), page);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_failed_leads_back_to_its_page_and_says_where_the_answers_are() {
    let mut site = TestSite::new().await;
    site.expect_errors();
    let mut browser = Browser::new(site.address);
    street::to_check(&mut browser).await;
    let form = browser.page.form_with("draft");
    let broken = store::Statement::new("ALTER TABLE submissions RENAME TO gone", Vec::new());
    site.app.store.commit(broken).await.expect("renamed");
    browser.send(form).await;
    assert_eq!(browser.page.status, 500);
    let text = browser.page.text();
    assert!(text.contains("Go back in your browser") && text.contains("are safe"), "{text}");
    let back = browser.page.link("Open the page again").expect("a way back");
    assert_eq!(back, "/s/report-a-street-problem/check", "not the form's own address, which is no page");
    let languages = browser.page.in_language("es").expect("the other language");
    assert_eq!(languages, "/es/s/report-a-street-problem/check");
    let mended = store::Statement::new("ALTER TABLE gone RENAME TO submissions", Vec::new());
    site.app.store.commit(mended).await.expect("renamed back");
    browser.open(&back).await;
    street::send(&mut browser).await;
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_case_has_a_page_that_says_so_and_the_next_one_opens() {
    let mut site = TestSite::new().await;
    let (mut ana, mut ben) = (Browser::new(site.address), Browser::new(site.address));
    let damaged = street::report(&mut ana, "ana@example.org").await;
    let whole = street::report(&mut ben, "ben@example.org").await;
    site.work().await;
    site.expect_errors();
    let sql = "UPDATE submissions SET answers = $1 WHERE draft_id = $2";
    let damage = vec![vec![1_u8; 60].into(), damaged.draft.as_str().into()];
    site.app.store.commit(store::Statement::new(sql, damage)).await.expect("damaged");
    ana.open(&format!("/sent/{}", damaged.draft)).await;
    assert_eq!(ana.page.status, 500);
    let text = ana.page.text();
    assert!(text.contains("Something we keep here is damaged"), "{text}");
    assert!(ana.page.link("Try again").is_none(), "it would not help");
    ben.open(&format!("/sent/{}", whole.draft)).await;
    assert_eq!(ben.page.status, 200);
    site.close().await;
}
