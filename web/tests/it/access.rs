//! Who may open what: every address × everybody × GET and POST (STANDARDS SEC-08). An address that is not in the
//! table fails the test, so a new page cannot be forgotten here.

mod hidden;
mod things;

use std::collections::BTreeSet;

use model::Role;
use testkit::{browser::Browser, site::TestSite};

use self::things::{OWNER, Things, things};

/// Everybody, in the order of the table's columns.
struct Everybody(Vec<(&'static str, Browser)>);

/// A line of the table: an address, a form for it, and what each gets for GET and POST.
struct Line {
    route: &'static str,
    path: String,
    form: Vec<(&'static str, String)>,
    get: [u16; 7],
    post: [u16; 7],
}

async fn everybody(site: &TestSite, owner: Browser) -> Everybody {
    let agency = "public-works";
    Everybody(vec![
        ("anonymous", Browser::new(site.address)),
        ("another resident", site.resident("stranger@example.org").await),
        ("the owner", owner),
        ("a caseworker", site.staff(agency, Role::Caseworker).await),
        ("a supervisor", site.staff(agency, Role::Supervisor).await),
        ("an auditor", site.staff(agency, Role::Auditor).await),
        ("another agency's supervisor", site.staff("dmv", Role::Supervisor).await),
    ])
}

/// The table. Columns: anonymous, another resident, the owner, caseworker, supervisor, auditor, another agency.
fn table(things: &Things) -> Vec<Line> {
    let parts = [
        public_lines(),
        service_lines(things),
        account_lines(things),
        staff_lines(things),
        last_lines(things),
    ];
    parts.into_iter().flatten().collect()
}

fn line(route: &'static str, path: impl Into<String>, get: [u16; 7], post: [u16; 7]) -> Line {
    Line { route, path: path.into(), form: Vec::new(), get, post }
}

impl Line {
    fn with(mut self, form: &[(&'static str, &str)]) -> Self {
        self.form = form.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        self
    }
}

/// The same for everybody.
const SHOWN: [u16; 7] = [200; 7];
const SENT_ON: [u16; 7] = [303; 7];
const TO_FIX: [u16; 7] = [422; 7];
const NO_SUCH_METHOD: [u16; 7] = [405; 7];
/// The owner sees it; everybody else is sent to the start page, as if there were none.
const OWNERS_DRAFT: [u16; 7] = [303, 303, 200, 303, 303, 303, 303];
const OWNERS_DRAFT_TO_FIX: [u16; 7] = [303, 303, 422, 303, 303, 303, 303];
/// The owner sees it; for everybody else it is not there.
const OWNERS: [u16; 7] = [404, 404, 200, 404, 404, 404, 404];
const OWNERS_ACT: [u16; 7] = [404, 404, 303, 404, 404, 404, 404];
const AGENCYS: [u16; 7] = [404, 404, 404, 200, 200, 200, 404];
const CASEWORK: [u16; 7] = [404, 404, 404, 303, 303, 404, 404];
const SUPERVISORS_ACT: [u16; 7] = [404, 404, 404, 404, 303, 404, 404];
/// Each supervisor's and auditor's own agency's list.
const OVERSIGHT: [u16; 7] = [404, 404, 404, 404, 200, 200, 200];

fn public_lines() -> Vec<Line> {
    let closed = [404; 7];
    vec![
        line("/", "/", SHOWN, NO_SUCH_METHOD),
        line("/contact", "/contact", SHOWN, NO_SUCH_METHOD),
        line("/accessibility", "/accessibility", SHOWN, NO_SUCH_METHOD),
        line("/privacy", "/privacy", SHOWN, NO_SUCH_METHOD),
        line("/vulnerability-disclosure", "/vulnerability-disclosure", SHOWN, NO_SUCH_METHOD),
        line("/.well-known/security.txt", "/.well-known/security.txt", SHOWN, NO_SUCH_METHOD),
        line("/status", "/status", SHOWN, TO_FIX),
        // The developer's mailbox is open in the demo only.
        line("/mailbox", "/mailbox", closed, NO_SUCH_METHOD),
        line("/mailbox/{key}", "/mailbox/0123456789abcdefghjkmnpqrs", closed, NO_SUCH_METHOD),
        line("/mailbox/{key}/html", "/mailbox/0123456789abcdefghjkmnpqrs/html", closed, NO_SUCH_METHOD),
        line("/s/{slug}", "/s/renew-a-drivers-license", SHOWN, NO_SUCH_METHOD),
        line("/sign-in", "/sign-in", [200, 303, 303, 200, 200, 200, 200], TO_FIX),
        line("/sign-in/code", "/sign-in/code", SENT_ON, SENT_ON),
        line("/session/extend", "/session/extend", NO_SUCH_METHOD, SENT_ON),
        line("/staff/sign-in", "/staff/sign-in", [200, 200, 200, 303, 303, 303, 303], TO_FIX),
        // Only for whoever gave the right password just now.
        line("/staff/sign-in/code", "/staff/sign-in/code", SENT_ON, SENT_ON),
    ]
}

fn service_lines(things: &Things) -> Vec<Line> {
    let at = |rest: &str| format!("/s/apply-for-food-assistance/{rest}");
    let Things { sent, token, code, resume_code, entry, preview, .. } = things;
    vec![
        line("/s/{slug}/tasks", at("tasks"), OWNERS_DRAFT, NO_SUCH_METHOD),
        line("/s/{slug}/check", at("check"), OWNERS_DRAFT, NO_SUCH_METHOD),
        // Only what is shown before it is offered ends there.
        line("/s/{slug}/would-happen", at("would-happen"), [404; 7], NO_SUCH_METHOD),
        line("/s/{slug}/email", at("email"), OWNERS_DRAFT, OWNERS_DRAFT_TO_FIX),
        line("/s/{slug}/email/code", at(&format!("email/code?c={code}")), OWNERS_DRAFT, OWNERS_DRAFT_TO_FIX)
            .with(&[("c", code), ("code", "000000")]),
        line("/s/{slug}/save", at("save"), OWNERS_DRAFT, OWNERS_DRAFT_TO_FIX),
        line("/s/{slug}/saved", at("saved"), OWNERS_DRAFT, NO_SUCH_METHOD),
        line("/s/{slug}/{*place}", at("where-you-live"), OWNERS_DRAFT, OWNERS_DRAFT_TO_FIX),
        line(
            "/s/{slug}/remove/{*place}",
            at(&format!("remove/household-members/{entry}")),
            OWNERS_DRAFT,
            SENT_ON,
        ),
        line("/sent/{draft}", format!("/sent/{}", sent.draft), OWNERS, NO_SUCH_METHOD),
        line("/receipt/{draft}", format!("/receipt/{}", sent.draft), OWNERS, NO_SUCH_METHOD),
        line("/preview/{token}", preview, SENT_ON, NO_SUCH_METHOD),
        // Whoever has the link sees that there is a draft; the code goes to the draft's own address.
        line("/resume/{token}", format!("/resume/{token}"), SHOWN, [303, 303, 303, 303, 303, 303, 303]),
        line("/resume/{token}/code", format!("/resume/{token}/code?c={resume_code}"), SHOWN, TO_FIX)
            .with(&[("c", resume_code), ("code", "000000")]),
    ]
}

fn account_lines(things: &Things) -> Vec<Line> {
    let Things { case, draft, .. } = things;
    let at = |act: &str| format!("/account/drafts/{draft}/{act}");
    vec![
        line("/account", "/account", [303, 200, 200, 303, 303, 303, 303], NO_SUCH_METHOD),
        line("/account/drafts/{id}/continue", at("continue"), NO_SUCH_METHOD, OWNERS_ACT),
        line("/account/drafts/{id}/snooze", at("snooze"), NO_SUCH_METHOD, OWNERS_ACT),
        line("/account/cases/{id}", format!("/account/cases/{case}"), OWNERS, NO_SUCH_METHOD),
        line("/account/cases/{id}/answers", format!("/account/cases/{case}/answers"), OWNERS, NO_SUCH_METHOD),
        line(
            "/account/sessions",
            "/account/sessions",
            [303, 200, 200, 303, 303, 303, 303],
            [404, 303, 303, 404, 404, 404, 404],
        )
        .with(&[("session", "none")]),
    ]
}

fn staff_lines(things: &Things) -> Vec<Line> {
    let Things { case, file, obligation, .. } = things;
    let at = |rest: &str| format!("/staff/cases/{case}{rest}");
    let mend = |act: &str| format!("/staff/obligations/{obligation}/{act}");
    let resolved = [("how", "accepted"), ("reason", "Seen on their screen")];
    vec![
        line("/staff", "/staff", [303, 303, 303, 200, 200, 200, 200], NO_SUCH_METHOD),
        line("/staff/cases/{id}", at(""), AGENCYS, NO_SUCH_METHOD),
        // The caseworker was first: whoever saw the case before that is told so.
        line("/staff/cases/{id}/status", at("/status"), NO_SUCH_METHOD, [404, 404, 404, 303, 409, 404, 404])
            .with(&[("status", "with-crew"), ("reason", "They go today"), ("version", "1")]),
        line("/staff/cases/{id}/notes", at("/notes"), NO_SUCH_METHOD, CASEWORK)
            .with(&[("note", "Looked at it")]),
        line("/staff/cases/{id}/hold", at("/hold"), NO_SUCH_METHOD, SUPERVISORS_ACT)
            .with(&[("how", "hold"), ("hold-reason", "lawsuit 12")]),
        line("/staff/cases/{id}/files/{file}", at(&format!("/files/{file}")), AGENCYS, NO_SUCH_METHOD),
        line("/staff/obligations", "/staff/obligations", OVERSIGHT, NO_SUCH_METHOD),
        line("/staff/obligations/{id}/retry", mend("retry"), NO_SUCH_METHOD, SUPERVISORS_ACT),
        line(
            "/staff/obligations/{id}/resolve",
            mend("resolve"),
            [404, 404, 404, 404, 200, 404, 404],
            SUPERVISORS_ACT,
        )
        .with(&resolved),
        line("/staff/audit", "/staff/audit", OVERSIGHT, NO_SUCH_METHOD),
    ]
    .into_iter()
    .chain(own_account_lines())
    .collect()
}

/// What staff do with their own account, whatever their agency and role.
fn own_account_lines() -> Vec<Line> {
    const PATH: &str = "/staff/account/second-factor";
    const STAFF: [u16; 7] = [404, 404, 404, 200, 200, 200, 200];
    const STAFF_ACT: [u16; 7] = [404, 404, 404, 303, 303, 303, 303];
    const STAFF_TO_FIX: [u16; 7] = [404, 404, 404, 422, 422, 422, 422];
    let at = |more: &str| format!("{PATH}{more}");
    vec![
        line("/staff/account", "/staff/account", STAFF, NO_SUCH_METHOD),
        line("/staff/account/sessions", "/staff/account/sessions", NO_SUCH_METHOD, STAFF_ACT)
            .with(&[("session", "none")]),
        line("/staff/account/password", "/staff/account/password", STAFF, STAFF_TO_FIX),
        // Nothing was begun: there is nothing to finish, and nothing to take away.
        line("/staff/account/second-factor", PATH, STAFF, STAFF_ACT),
        line("/staff/account/second-factor/begin", at("/begin"), NO_SUCH_METHOD, STAFF_ACT),
        line("/staff/account/second-factor/remove", at("/remove"), STAFF_ACT, STAFF_ACT),
        line("/staff/confirm", "/staff/confirm", STAFF, STAFF_TO_FIX),
    ]
}

/// What begins or ends a draft or a session comes last.
fn last_lines(things: &Things) -> Vec<Line> {
    let draft = things.draft.as_str();
    let delete = format!("/account/drafts/{draft}/delete");
    vec![
        line("/s/{slug}/send", "/s/apply-for-food-assistance/send", SENT_ON, OWNERS_ACT)
            .with(&[("draft", draft)]),
        line("/s/{slug}/start", "/s/renew-a-drivers-license/start", SENT_ON, SENT_ON),
        // Sent and gone: deleting what is not there says the same to everybody.
        line("/account/drafts/{id}/delete", delete, [404; 7], SENT_ON),
        line("/leave", "/leave", [200, 200, 200, 303, 303, 303, 303], SENT_ON),
        line("/sign-out", "/sign-out", NO_SUCH_METHOD, SENT_ON),
        line("/staff/sign-out", "/staff/sign-out", NO_SUCH_METHOD, SENT_ON),
    ]
}

async fn answer(browser: &Browser, method: &str, line: &Line) -> u16 {
    let form: Vec<(&str, &str)> = line.form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    browser.ask(method, &line.path, &form).await.status
}

#[tokio::test(flavor = "multi_thread")]
async fn sec_08_every_address_answers_everybody_as_the_table_says() {
    let site = TestSite::new().await;
    let mut owner = site.resident(OWNER).await;
    let things = things(&site, &mut owner).await;
    let everybody = everybody(&site, owner).await;
    let table = table(&things);
    let listed: BTreeSet<&str> = web::listed().into_iter().map(|(route, _)| route).collect();
    let known: BTreeSet<&str> = table.iter().map(|line| line.route).collect();
    assert_eq!(known, listed, "every address of the site has its line in this table, and no other");
    let mut wrong = Vec::new();
    let no_pages =
        table.iter().filter(|line| line.get == NO_SUCH_METHOD).map(|line| (line.route, &line.path));
    wrong.extend(
        no_pages.filter(|(route, path)| web::page_of(route, path) == **path).map(|(route, _)| {
            format!("{route} is no page: say in web/src/routes.rs which page its form is on")
        }),
    );
    for line in &table {
        for (at, (who, browser)) in everybody.0.iter().enumerate() {
            for (method, expected) in [("GET", line.get), ("POST", line.post)] {
                let status = answer(browser, method, line).await;
                if status != expected[at] {
                    wrong.push(format!("{method} {}: {who} got {status}, not {}", line.route, expected[at]));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    site.close().await;
}
