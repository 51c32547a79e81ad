//! Staff see what was worked out from the answers, not only the answers.

use model::Role;
use testkit::{browser::Browser, site::TestSite};

use crate::journeys::{send, to_check};

#[tokio::test(flavor = "multi_thread")]
async fn a_caseworker_sees_the_fee_that_was_worked_out_for_a_78_year_old() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    to_check(&site, &mut browser, "renew-a-drivers-license", "78").await;
    send(&site, &mut browser).await;
    let mut staff = site.staff("dmv", Role::Caseworker).await;
    staff.open("/staff").await;
    let reference = browser.page.fact("Case reference");
    let case = staff.page.link(&reference).expect("the case is in the queue");
    staff.open(&case).await;
    let text = staff.page.text();
    assert!(text.contains("Worked out from the answers"), "{text}");
    assert!(text.contains("Fee to bill") && text.contains("$30.00"), "{text}");
    site.close().await;
}
