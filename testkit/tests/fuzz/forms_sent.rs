//! Forms as bytes, of both formats, sent to a question's page of a running portal: it answers with a page, never with an
//! error of its own, and what is kept can be read. (404: one more entry is asked for where nothing is listed.)

use std::time::Duration;

use testkit::{browser::Browser, site::TestSite};

use super::{LONGEST, inputs, keep};

const WHERE: &str = "/s/report-a-street-problem/where";
const PAIR_WORDS: [&str; 16] = [
    "&",
    "=",
    "%",
    "%00",
    "%ff",
    "%C3%A9",
    "+",
    "where_is_it",
    "next=add",
    "return=check",
    "use=",
    "discard=yes",
    "\r\n",
    ";",
    "where_address-line1=",
    "\u{0}",
];
const PART_WORDS: [&str; 16] = [
    "--x",
    "--x--",
    "\r\n",
    "\r\n\r\n",
    "Content-Disposition: form-data; ",
    "name=\"where_is_it\"",
    "filename=\"a.jpg\"",
    "filename*=",
    "Content-Type: ",
    "image/jpeg",
    "\"",
    ";",
    "Content-Transfer-Encoding: base64",
    "photo",
    "\u{0}",
    "charset=utf-16",
];

async fn try_all(target: &str, kind: &str, path: &str, words: &[&str]) {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    browser.open("/s/report-a-street-problem").await;
    browser.press("Start", &[]).await;
    browser.press("Continue", &[("Pothole", "")]).await;
    browser.press("Continue", &[("A dinner plate or bigger", "")]).await;
    browser.press("Continue", &[("No", "")]).await;
    browser.press("Continue", &[("Describe the place", "Oak Street")]).await;
    let (mut kept, mut refused) = (0, 0);
    for input in inputs(target, words, 300) {
        let headers = [("content-type", kind)];
        let sent = browser.ask_bytes(path, &headers, input.clone());
        let answered = tokio::time::timeout(LONGEST + Duration::from_secs(5), sent).await;
        let status = answered.map_or(0, |page| page.status);
        let is_clear = matches!(status, 200 | 303 | 400 | 404 | 413 | 415 | 422);
        assert!(is_clear, "{target}: {status} for {}", keep(target, &input).display());
        kept += usize::from(status == 303);
        refused += usize::from(status >= 400);
        let page = browser.ask("GET", WHERE, &[]).await;
        assert_eq!(page.status, 200, "what was kept cannot be read: {}", keep(target, &input).display());
    }
    assert!(kept >= 5 && refused >= 5, "{target}: {kept} kept, {refused} refused");
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_of_pairs_is_kept_or_refused() {
    try_all("forms", "application/x-www-form-urlencoded", WHERE, &PAIR_WORDS).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_of_parts_is_kept_or_refused() {
    let photo = "/s/report-a-street-problem/photo";
    try_all("multipart", "multipart/form-data; boundary=x", photo, &PART_WORDS).await;
}
