//! The installation that canaries are let loose in, and the resident and the caseworker who carry them through it.

use testkit::browser::{Browser, Filled};

use crate::{
    program::{Running, folder, free_port, portico},
    smtp::Smtp,
};

const EMAIL: &str = "zanzibar.quokkason@example.org";
const REFUSED: &str = "refused.numbat@example.org";
const FOOD: &str = "/s/apply-for-food-assistance";
const STREET: &str = "/s/report-a-street-problem";

/// What the resident answers, by control.
const ANSWERS: &str = "\
    lives_here=yes|already_getting=no|name=Zanzibar Quokkason|date_of_birth-year=1994|date_of_birth-month=11|\
    date_of_birth-day=2|home_address-line1=4711 Quagga Terrace|home_address-city=Riverbend|home_address-state=IA|\
    home_address-postal_code=50099|gets_mail=yes|phone=515-555-0199|email=zanzibar.quokkason@example.org|\
    contact_ways=call|needs_interpreter=no|how_much_now=all|has_representative=no|ssn=219-09-7531|\
    citizenship=citizen|shares_food=no|situations=none|money_on_hand=35|has_income=no|cost_kinds=none|\
    race_detail=Wombat|vote=already|agree_true=yes|signature=Zanzibar Quokkason|\
    problem_kind=other|what_happened=A purple xylophone fell over|danger_now=no|where_is_it=At the Quagga fountain";

/// Fills in a page by the names of its controls.
fn fill(browser: &Browser) -> Filled {
    let mut form = browser.page.form("Continue");
    for (name, value) in ANSWERS.split('|').filter_map(|pair| pair.split_once('=')) {
        if browser.page.html.contains(&format!("name=\"{name}\"")) {
            form.set(name, value);
        }
    }
    form
}

/// Walks on until an address ends like this.
async fn walk(browser: &mut Browser, until: &str) {
    for _ in 0..40 {
        if browser.page.path.ends_with(until) {
            return;
        }
        assert!(browser.page.status == 200, "{}: {:?}", browser.page.path, browser.page.errors());
        if browser.page.path.ends_with("/tasks") {
            let next = browser.page.link("Continue").expect("the task list leads on");
            browser.open(&next).await;
        } else {
            let form = fill(browser);
            browser.send(form).await;
        }
    }
    panic!("never at {until}");
}

/// A form with one control set to something.
async fn send(browser: &mut Browser, control: &str, value: &str) {
    let mut form = browser.page.form_with(control);
    form.set(control, value);
    browser.send(form).await;
}

fn code_in(message: &str) -> String {
    let digits = |word: &str| word.len() == 6 && word.bytes().all(|byte| byte.is_ascii_digit());
    let body = message.split_once("\r\n\r\n").expect("a body").1;
    body.split(|c: char| !c.is_ascii_digit()).find(|word| digits(word)).expect("a code").to_owned()
}

/// One installation with everything that can log: PostgreSQL below, an agency on PostgreSQL, real mail, metrics.
pub struct Stage {
    pub running: Running,
    pub smtp: Smtp,
    metrics: u16,
    pub canaries: Vec<String>,
}

impl Stage {
    pub fn set(seeds: &[&str]) -> Self {
        let (port, metrics, smtp) = (free_port(), free_port(), Smtp::start());
        let columns = [
            "EXT_REF",
            "CASE_NO",
            "SVC_CD",
            "DTL_CD",
            "PRI_CD",
            "DTL_TXT",
            "POLE_NO",
            "WHLCHR_OK_FLG",
            "BLKD_BY_TXT",
            "HATE_FLG",
            "PICKUP_DT",
            "ADDR_LN1",
            "ADDR_CITY",
            "ADDR_ZIP",
            "PHOTO_FLG",
            "RPTR_EMAIL",
            "RPTR_PH",
            "CHNL_CD",
            "RPT_DT",
            "REQ_STAT",
        ];
        // Too narrow: PostgreSQL is given the values, refuses them, and quotes them in its answer.
        let columns = columns.map(|name| format!("\"{name}\" text, ")).concat();
        let table = format!("CREATE TABLE \"SVC_REQ\" ({columns} \"REQ_NO\" serial, \"LOC_TXT\" varchar(3))");
        let agency = testkit::postgres::database_with(&table).expect("PostgreSQL");
        let data = folder("canaries").join("data").display().to_string();
        let mut command = portico(&["demo", "--data", &data, "--listen", &format!("127.0.0.1:{port}")]);
        command.env("PORTICO_LOG__LEVEL", "trace").env("PORTICO_LOG__FORMAT", "json");
        command.env("PORTICO_DATABASE__URL", testkit::postgres::new_database().expect("PostgreSQL"));
        command.env("PORTICO_CONNECTORS__PUBLIC_WORKS_REQUESTS__URL", agency);
        command.env("PORTICO_EMAIL__URL", format!("smtp://127.0.0.1:{}", smtp.port));
        // Everybody who begins carries a place in line, or a pass.
        command.env("PORTICO_WAITING_ROOM__MODE", "open");
        command.env("PORTICO_EMAIL__FROM", "Columbia Lake <no-reply@example.gov>");
        command.env("PORTICO_LISTEN__METRICS", format!("127.0.0.1:{metrics}"));
        let canaries = seeds.iter().copied().chain([EMAIL, REFUSED]).map(str::to_owned).collect();
        Self { running: Running::of(command, port), smtp, metrics, canaries }
    }

    /// Food assistance with mistakes on the way, saved for later, opened elsewhere, sent.
    pub async fn apply(&mut self, browser: &mut Browser) {
        browser.open(FOOD).await;
        browser.press("Start", &[]).await;
        walk(browser, "/your-status").await;
        let mut wrong = fill(browser);
        wrong.set("ssn", "912-34-5678");
        browser.send(wrong).await;
        assert_eq!(browser.page.status, 422, "no number begins with 9");
        let right = fill(browser);
        browser.send(right).await;
        walk(browser, "/vote").await;
        let known = self.smtp.messages().len();
        browser.open(&format!("{FOOD}/save")).await;
        send(browser, "email", EMAIL).await;
        let mail = self.smtp.message(EMAIL, known).await;
        let token =
            mail.split("/resume/").nth(1).and_then(|rest| rest.split_whitespace().next()).expect("a link");
        self.canaries.push(token.to_owned());
        self.canaries.extend(browser.secrets().map(str::to_owned));
        let mut elsewhere = Browser::new(self.running.address());
        elsewhere.open(&format!("/resume/{token}")).await;
        let known = self.smtp.messages().len();
        elsewhere.press("code", &[]).await;
        let code = code_in(&self.smtp.message(EMAIL, known).await);
        send(&mut elsewhere, "code", "835291").await;
        assert_eq!(elsewhere.page.status, 422, "a wrong code");
        self.canaries.extend([code.clone(), "835291".to_owned()]);
        send(&mut elsewhere, "code", &code).await;
        walk(&mut elsewhere, "/check").await;
        elsewhere.send(elsewhere.page.form_with("draft")).await;
        if elsewhere.page.path.ends_with("/email") {
            let known = self.smtp.messages().len();
            send(&mut elsewhere, "email", EMAIL).await;
            let code = code_in(&self.smtp.message(EMAIL, known).await);
            self.canaries.push(code.clone());
            send(&mut elsewhere, "code", &code).await;
        }
        assert!(elsewhere.page.path.starts_with("/sent/"), "{}", elsewhere.page.path);
        let (reference, secret) =
            (elsewhere.page.fact("Case reference"), elsewhere.page.fact("Receipt code"));
        elsewhere.open("/status").await;
        let mut form = elsewhere.page.form_with("reference");
        form.set("reference", &reference);
        form.set("receipt_code", &secret);
        elsewhere.send(form).await;
        assert_eq!(elsewhere.page.status, 200, "{:?}", elsewhere.page.errors());
        self.canaries.push(secret);
        self.canaries.extend(elsewhere.secrets().map(str::to_owned));
        browser.answers.append(&mut elsewhere.answers);
    }

    /// A street report whose agency refuses it, with a photo that is none, and an address that mail refuses.
    pub async fn report(&mut self, browser: &mut Browser) {
        browser.open(STREET).await;
        browser.press("Start", &[]).await;
        walk(browser, "/photo").await;
        let mut form = browser.page.form("Continue");
        browser.attach(&mut form, "Choose", "tapir-family.jpg", b"no picture at all");
        browser.send(form).await;
        assert_eq!(browser.page.status, 422);
        let mut form = browser.page.form("Continue");
        browser.attach(&mut form, "Choose", "tapir-family.jpg", b"\xFF\xD8\xFF\xE0\x00\x10JFIF\x00\xFF\xD9");
        browser.send(form).await;
        let mut form = fill(browser);
        form.set("email", REFUSED);
        browser.send(form).await;
        browser.send(browser.page.form_with("draft")).await;
        assert!(browser.page.path.starts_with("/sent/"), "{}", browser.page.path);
        self.canaries.push(browser.page.fact("Receipt code"));
        self.canaries.extend(browser.secrets().map(str::to_owned));
    }

    /// Pages that are not there, forms that are wrong, and programs that say anything.
    pub async fn stumble(&self, browser: &mut Browser) {
        for path in ["/no-such-page", "/account/cases/quagga", "/resume/quokkason", "/?q=xylophone"] {
            browser.open(path).await;
        }
        for (path, control) in [("/sign-in", "email"), ("/status", "reference"), ("/staff/sign-in", "email")]
        {
            browser.open(path).await;
            send(browser, control, "quokkason at wombat").await;
            assert_eq!(browser.page.status, 422, "{path}");
        }
        for (method, path) in [("PUT", "/contact"), ("POST", "/s/quagga/send"), ("GET", "/s/x/%00quagga")] {
            let answer = browser.ask(method, path, &[("draft", "quokkason")]).await;
            assert!((400..500).contains(&answer.status), "{method} {path}: {}", answer.status);
            browser.answers.push(answer);
        }
    }

    /// Staff search, look, write a note and decide.
    pub async fn decide(&mut self, browser: &mut Browser) {
        browser.open("/staff/sign-in").await;
        let mut form = browser.page.form_with("password");
        form.set("email", "supervisor@human-services.columbialake.example.gov");
        form.set("password", "lake-view-harbor-2026");
        browser.send(form).await;
        assert_eq!(browser.page.path, "/staff", "{:?}", browser.page.errors());
        self.canaries.extend(browser.secrets().map(str::to_owned));
        browser.open("/staff?q=Quokkason").await;
        let case = browser.page.links().into_iter().find(|link| link.starts_with("/staff/cases/"));
        browser.open(&case.expect("the case is found by name")).await;
        send(browser, "note", "Called about the wombat").await;
        let mut form = browser.page.form_with("status");
        form.set("status", "interview-needed");
        form.set("reason", "Bring the xylophone");
        browser.send(form).await;
        browser.open("/staff/audit?q=Quokkason").await;
    }

    /// Nothing is owed any more: what was refused has failed, and the rest has arrived.
    pub async fn settle(&self) -> String {
        for _ in 0..300 {
            let metrics = metrics_of(self.metrics).await;
            let has = |line: &str| metrics.lines().any(|found| found == line);
            if has("portico_attempts_total{to=\"public-works-requests\",outcome=\"permanent\"} 1")
                && metrics.contains("to=\"email\",outcome=\"permanent\"")
                && metrics.contains("to=\"dhs-intake\",outcome=\"accepted\"")
            {
                return metrics;
            }
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        panic!("not everything was tried:\n{}", metrics_of(self.metrics).await);
    }
}

async fn metrics_of(port: u16) -> String {
    Browser::new(([127, 0, 0, 1], port).into()).ask("GET", "/metrics", &[]).await.html
}
