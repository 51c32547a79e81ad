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
async fn a_form_that_failed_can_be_sent_again_and_leads_back_to_its_page() {
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
    assert!(text.contains("Something went wrong on our side") && text.contains("are safe"), "{text}");
    assert!(text.contains("If you call us, give this number"), "{text}");
    let back = browser.page.link("Go back without sending it").expect("a way back");
    assert_eq!(back, "/s/report-a-street-problem/check", "not the form's own address, which is no page");
    let languages = browser.page.in_language("es").expect("the other language");
    assert_eq!(languages, "/es/s/report-a-street-problem/check");
    let mended = store::Statement::new("ALTER TABLE gone RENAME TO submissions", Vec::new());
    site.app.store.commit(mended).await.expect("renamed back");
    browser.press("Send again", &[]).await;
    assert_eq!(browser.page.heading(), "We received your report");
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_while_nothing_could_be_kept_stands_in_the_answer_and_is_sent_again() {
    let mut site = TestSite::new().await;
    site.expect_errors();
    let mut browser = Browser::new(site.address);
    street::to_check(&mut browser).await;
    browser.open("/es/s/report-a-street-problem/where?change=1").await;
    let typed = "Elm Street <b>& 'Oak'</b>\nat the school";
    let mut form = browser.page.form_with("where_is_it");
    form.set("where_is_it", typed);
    let broken = store::Statement::new("ALTER TABLE drafts RENAME TO gone", Vec::new());
    site.app.store.commit(broken).await.expect("renamed");
    browser.send(form).await;
    assert_eq!(browser.page.status, 500);
    assert_eq!(browser.page.value("where_is_it").as_deref(), Some(typed), "to the letter");
    let text = browser.page.text();
    assert!(text.contains("Lo que escribió sigue aquí") && text.contains("dé este número"), "{text}");
    let mended = store::Statement::new("ALTER TABLE gone RENAME TO drafts", Vec::new());
    site.app.store.commit(mended).await.expect("renamed back");
    browser.press("Enviar otra vez", &[]).await;
    assert_eq!(browser.page.path, "/es/s/report-a-street-problem/check");
    assert!(browser.page.text().contains("at the school"), "{}", browser.page.text());
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_stands_in_no_answer_even_when_something_failed() {
    let mut site = TestSite::new().await;
    site.expect_errors();
    let mut browser = Browser::new(site.address);
    browser.open("/staff/sign-in").await;
    let mut form = browser.page.form_with("password");
    form.set("email", "ana@dmv.example.gov");
    form.set("password", "my own long pass phrase");
    let broken = store::Statement::new("ALTER TABLE staff RENAME TO gone", Vec::new());
    site.app.store.commit(broken).await.expect("renamed");
    browser.send(form).await;
    assert_eq!(browser.page.status, 500);
    assert!(!browser.page.html.contains("long pass phrase"), "{}", browser.page.html);
    let mended = store::Statement::new("ALTER TABLE gone RENAME TO staff", Vec::new());
    site.app.store.commit(mended).await.expect("renamed back");
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
