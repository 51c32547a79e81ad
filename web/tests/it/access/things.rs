//! What there is to be opened in the access tests: a case, its file and its part left over, a draft, and links.

use model::DraftId;
use testkit::{browser::Browser, site::TestSite, world::Step};

use crate::{journeys, street};

pub const OWNER: &str = "owner@example.org";
const ELSEWHERE: &str = "second-address@example.org";

/// What belongs to the owner, and to Riverbend Public Works.
pub struct Things {
    pub sent: street::Sent,
    pub case: String,
    pub file: String,
    pub obligation: String,
    pub draft: String,
    pub entry: String,
    pub token: String,
    pub code: String,
    pub resume_code: String,
    pub preview: String,
}

/// The owner's case with a file, whose part the agency's system does not take, and a draft with people in it.
pub async fn things(site: &TestSite, owner: &mut Browser) -> Things {
    street::to_photo(owner).await;
    let mut form = owner.page.form("Continue");
    owner.attach(&mut form, "Choose", "hole.jpg", street::PHOTO);
    owner.send(form).await;
    owner.press("Continue", &[]).await;
    let sent = street::send(owner).await;
    site.system.expect([Step::Fail(model::Failure::transient("the system is down"))]);
    site.work().await;
    let store = &site.app.store;
    let draft = DraftId::from_text(&sent.draft).expect("a draft's id");
    let submission =
        store.find_submission_by_draft(&draft).await.expect("the store answers").expect("it was sent");
    let file = store.files_of_case(&submission.case).await.expect("the store answers").remove(0);
    let left = store.without_end(None, None, 10).await.expect("the store answers").remove(0);

    journeys::to_check(site, owner, "apply-for-food-assistance", "Two parents who both work").await;
    let draft = owner.page.value("draft").expect("the draft stands in the form");
    owner.open("/s/apply-for-food-assistance/household-members").await;
    let remove = owner.page.link("Remove Tomas Sample").expect("each person may be removed");
    let code = post_for_code(owner, "/s/apply-for-food-assistance/email", OWNER).await;
    owner.open("/s/apply-for-food-assistance/save").await;
    let mut form = owner.page.form_with("email");
    form.set("email", ELSEWHERE);
    owner.send(form).await;
    site.work().await;
    let link = site.mail.newest_to(ELSEWHERE).expect("the link was sent").action.expect("a link").url;
    let token = link.rsplit('/').next().expect("a token").to_owned();
    store.commit(store::codes::purge(site.app.clock.now())).await.expect("the link counts no more");
    let resume_code = post_for_code(owner, &format!("/resume/{token}"), "").await;
    Things {
        case: submission.case.to_string(),
        file: file.id.to_string(),
        obligation: left.id.to_string(),
        entry: remove.rsplit('/').next().expect("an entry").to_owned(),
        sent,
        draft,
        token,
        code,
        resume_code,
        preview: preview(site).await,
    }
}

/// The path of a link to a service shown before it is offered.
async fn preview(site: &TestSite) -> String {
    let files = testkit::project::services();
    let lasts = jiff::SignedDuration::from_hours(1);
    site.app.add_preview("report-a-street-problem", files, lasts).await.expect("it is kept")
}

/// Has a code sent; returns the code's id.
async fn post_for_code(browser: &Browser, path: &str, email: &str) -> String {
    let page = browser.ask("POST", path, &[("email", email)]).await;
    let to = page.headers.get("location").expect("sent on").clone();
    to.split_once("?c=").expect("a code's id").1.to_owned()
}
