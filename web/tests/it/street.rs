//! The shortest service, filled in by label: what most tests here need somebody to do first.

use testkit::browser::Browser;

/// The smallest thing that is a JPEG picture by its content.
pub const PHOTO: &[u8] = b"\xFF\xD8\xFF\xE0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xFF\xD9";

/// What the confirmation says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// The draft it came from, which leads to confirmation and receipt.
    pub draft: String,
    /// Case reference.
    pub reference: String,
    /// Receipt code.
    pub code: String,
}

/// Presses "Start".
pub async fn begin(browser: &mut Browser) {
    browser.open("/s/report-a-street-problem").await;
    browser.press("Start", &[]).await;
    assert_eq!(browser.page.path, "/s/report-a-street-problem/what-is-wrong");
}

/// From the first page to the page about the photo.
pub async fn to_photo(browser: &mut Browser) {
    begin(browser).await;
    browser.press("Continue", &[("Pothole", "")]).await;
    browser.press("Continue", &[("A dinner plate or bigger", "")]).await;
    browser.press("Continue", &[("No", "")]).await;
    browser.press("Continue", &[("Describe the place", "Oak Street, in front of the bakery")]).await;
    assert_eq!(browser.page.path, "/s/report-a-street-problem/photo");
}

/// From the first page to "check answers".
pub async fn to_check(browser: &mut Browser) {
    to_photo(browser).await;
    browser.press("Continue", &[]).await;
    browser.press("Continue", &[]).await;
    assert_eq!(browser.page.path, "/s/report-a-street-problem/check", "{:?}", browser.page.errors());
}

/// Everything, with an address for news.
pub async fn report(browser: &mut Browser, email: &str) -> Sent {
    to_photo(browser).await;
    browser.press("Continue", &[]).await;
    browser.press("Continue", &[("Your email address", email)]).await;
    send(browser).await
}

/// Sends what is on the "check answers" page.
pub async fn send(browser: &mut Browser) -> Sent {
    let form = browser.page.form_with("draft");
    browser.send(form).await;
    sent(browser)
}

/// Reads the confirmation the browser is on.
pub fn sent(browser: &Browser) -> Sent {
    let draft =
        browser.page.path.strip_prefix("/sent/").unwrap_or_else(|| panic!("at {}", browser.page.path));
    Sent {
        draft: draft.to_owned(),
        reference: browser.page.fact("Case reference"),
        code: browser.page.fact("Receipt code"),
    }
}
