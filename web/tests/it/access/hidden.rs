//! What is not yours looks like what is not there, and a refused attempt changes nothing.

use model::{DraftId, FileId, Role};
use testkit::{browser::Page, site::TestSite};

use super::things::{OWNER, Things, things};
use crate::street;

/// What is left of an error page when the address it was asked for is taken out: it stands in the language links.
fn without(page: &Page, id: &str) -> String {
    page.html.replace(id, "…")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_yours_looks_exactly_like_what_is_not_there() {
    let site = TestSite::new().await;
    let mut owner = site.resident(OWNER).await;
    let things = things(&site, &mut owner).await;
    let random = site.app.random.as_ref();
    let nothing = model::CaseId::random(random).to_string();
    let nowhere = DraftId::random(random).to_string();
    let no_file = FileId::random(random).to_string();
    let no_duty = model::ObligationId::random(random).to_string();
    let stranger = site.resident("stranger@example.org").await;
    let other_agency = site.staff("dmv", Role::Supervisor).await;
    let Things { case, obligation, draft, sent, file, .. } = &things;
    for (who, before, theirs, missing, after) in [
        (&other_agency, "/staff/cases/", case, &nothing, ""),
        (&other_agency, "/es/staff/cases/", case, &nothing, ""),
        (&other_agency, &format!("/staff/cases/{case}/files/"), file, &no_file, ""),
        (&other_agency, "/staff/obligations/", obligation, &no_duty, "/resolve"),
        (&stranger, "/account/cases/", case, &nothing, ""),
        (&stranger, "/account/cases/", case, &nothing, "/answers"),
        (&stranger, "/account/drafts/", draft, &nowhere, "/delete"),
        (&stranger, "/sent/", &sent.draft, &nowhere, ""),
        (&stranger, "/receipt/", &sent.draft, &nowhere, ""),
    ] {
        let not_theirs = who.ask("GET", &format!("{before}{theirs}{after}"), &[]).await;
        let not_there = who.ask("GET", &format!("{before}{missing}{after}"), &[]).await;
        assert_eq!((not_theirs.status, not_there.status), (404, 404), "{before}…{after}");
        assert_eq!(without(&not_theirs, theirs), without(&not_there, missing), "{before}…{after}");
        let names = |page: &Page| page.headers.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&not_theirs), names(&not_there), "the headers say nothing either");
    }
    site.leave();
}

#[tokio::test(flavor = "multi_thread")]
async fn another_person_cannot_delete_a_draft_although_they_are_told_that_it_is_gone() {
    let site = TestSite::new().await;
    let mut owner = site.resident(OWNER).await;
    street::to_check(&mut owner).await;
    let draft = owner.page.value("draft").expect("the draft's id");
    let stranger = site.resident("stranger@example.org").await;
    stranger.ask("POST", &format!("/account/drafts/{draft}/delete"), &[]).await;
    owner.open("/s/report-a-street-problem/check").await;
    assert_eq!(owner.page.value("draft"), Some(draft));
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_attempt_of_staff_changes_nothing_and_is_not_in_the_ledger() {
    let site = TestSite::new().await;
    let mut owner = site.resident(OWNER).await;
    let things = things(&site, &mut owner).await;
    let auditor = site.staff("public-works", Role::Auditor).await;
    let path = format!("/staff/cases/{}", things.case);
    let form = [("status", "fixed"), ("reason", "not mine to say"), ("version", "1")];
    assert_eq!(auditor.ask("POST", &format!("{path}/status"), &form).await.status, 404);
    assert_eq!(
        auditor.ask("POST", &format!("{path}/notes"), &[("note", "not mine to write")]).await.status,
        404
    );
    let page = auditor.ask("GET", &path, &[]).await;
    assert_eq!((page.status, page.fact("Status").as_str()), (200, "Received"));
    assert!(!page.html.contains("not mine to"), "nothing of it was kept");
    site.leave();
}
