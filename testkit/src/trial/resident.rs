//! A resident who reports a street problem and does not give up: when a connection breaks or the portal is down, they send
//! the same thing again, as people do. Remembers what they were told is safe, and complains when it was not.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use reqwest::{Client, Method, header, redirect};
use tokio::time::{Instant, sleep};

use super::{chance::Chance, portal::Told};
use crate::sheet::{Form, Sheet};

/// How long somebody tries again before they give up.
const PATIENCE: Duration = Duration::from_secs(90);
const AGAIN_AFTER: Duration = Duration::from_millis(40);
/// The address of the service in the portal.
const SERVICE: &str = "/s/report-a-street-problem";

/// One report, with texts that nobody else writes.
#[derive(Debug, Clone)]
pub struct Report {
    /// Where the problem is.
    pub place: String,
    /// Where news go; empty when they want none.
    pub email: String,
    /// The case reference they were told.
    pub reference: String,
}

/// What went wrong on the way without harm: how often.
#[derive(Debug, Clone, Copy, Default)]
pub struct Trouble {
    /// Connections that broke or could not be made, and "not now" answers: sent again.
    pub sent_again: u64,
    /// Pages with errors to fix, made on purpose.
    pub corrected: u64,
}

impl std::ops::AddAssign for Trouble {
    fn add_assign(&mut self, more: Self) {
        self.sent_again += more.sent_again;
        self.corrected += more.corrected;
    }
}

/// A resident with a session of their own.
pub struct Resident {
    client: Client,
    addresses: Arc<[String]>,
    chance: Chance,
    cookies: BTreeMap<String, String>,
    moods: &'static [&'static str],
    /// What went wrong on the way.
    pub trouble: Trouble,
}

/// Names and values of a form.
type Fields = Vec<(String, String)>;

struct Reply {
    status: u16,
    location: String,
    body: String,
}

impl Resident {
    /// Somebody who reaches the portal at any of these addresses. Their email addresses begin with one of the moods,
    /// which a mail server for tests acts on.
    ///
    /// # Panics
    /// When no client can be made.
    pub fn new(addresses: Arc<[String]>, seed: u64, moods: &'static [&'static str]) -> Self {
        let client = Client::builder().redirect(redirect::Policy::none()).timeout(Duration::from_secs(20));
        Self {
            client: client.build().expect("a client"),
            addresses,
            chance: Chance::seeded(seed),
            cookies: BTreeMap::new(),
            moods,
            trouble: Trouble::default(),
        }
    }

    /// From the start page to the confirmation.
    pub async fn report(&mut self, name: &str) -> Result<Report, Told> {
        self.cookies.clear();
        let language = *self.chance.one_of(&["", "/es"]);
        let place = format!("In front of the lamp {name}");
        let email = format!("{}{name}@example.com", self.chance.one_of(self.moods));
        let texts = BTreeMap::from([
            ("where_is_it".to_owned(), place.clone()),
            ("email".to_owned(), email.clone()),
            ("what_happened".to_owned(), format!("What happened at {name}")),
            ("more_details".to_owned(), format!("More about {name}")),
        ]);
        let mut path = self.begin(&format!("{language}{SERVICE}")).await?;
        let mut told = Vec::new();
        for _ in 0..40 {
            let page = self.page(&path).await?;
            if path.contains("/check") {
                let reference = self.send(&page, &path, &told).await?;
                let email = if told.contains(&email) { email } else { String::new() };
                return Ok(Report { place, email, reference });
            }
            path = self.answer(&page, &path, &texts, &mut told).await?;
        }
        Err(format!("{name} never came to the end; last at {path}"))
    }

    async fn begin(&mut self, start: &str) -> Result<String, Told> {
        let page = self.page(start).await?;
        let form = form_to(&page, &format!("{start}/start")).ok_or("no start button")?;
        let reply = self.send_form(&format!("{start}/start"), &form.values).await?;
        if reply.status == 303 { Ok(reply.location) } else { Err(format!("start: {}", reply.status)) }
    }

    /// Fills in a page; now and then forgets to, is told so, and puts it right.
    async fn answer(
        &mut self,
        page: &str,
        path: &str,
        texts: &BTreeMap<String, String>,
        told: &mut Vec<String>,
    ) -> Result<String, Told> {
        let form = form_to(page, path).ok_or_else(|| format!("no form on {path}"))?;
        if self.chance.below(8) == 0 {
            let reply = self.send_form(path, &form.values).await?;
            if reply.status == 303 {
                return Ok(reply.location); // nothing on this page had to be filled in
            }
            if reply.status != 422 {
                return Err(format!("{path}: {} for an empty page", reply.status));
            }
            self.trouble.corrected += 1;
        }
        let (fields, typed) = self.fill(form, texts);
        let reply = self.send_form(path, &fields).await?;
        if reply.status != 303 {
            return Err(format!("{path}: {} for {fields:?}", reply.status));
        }
        told.extend(typed);
        Ok(reply.location)
    }

    fn fill(&self, mut form: Form, texts: &BTreeMap<String, String>) -> (Fields, Vec<String>) {
        let mut typed = Vec::new();
        for (name, mut values) in form.choices.clone() {
            // It asks for the day of a pickup, which moves with the calendar.
            values.retain(|value| value != "missed_trash");
            form.set(&name, std::slice::from_ref(self.chance.one_of(&values)));
        }
        for (name, value) in &mut form.values {
            if let Some(text) = texts.get(name) {
                value.clone_from(text);
                typed.push(text.clone());
            }
        }
        (form.values, typed)
    }

    /// "Check answers" must show everything that was acknowledged; then it is sent.
    async fn send(&mut self, page: &str, path: &str, told: &[String]) -> Result<String, Told> {
        for text in told {
            if !page.contains(text) {
                return Err(format!("an acknowledged answer is gone: {text:?}"));
            }
        }
        let to = path.split('?').next().unwrap_or(path).replace("/check", "/send");
        let form = form_to(page, &to).ok_or("no button to send")?;
        let reply = self.send_form(&to, &form.values).await?;
        if reply.status != 303 {
            return Err(format!("{to}: {}", reply.status));
        }
        let page = self.page(&reply.location).await?;
        // The reference is the first fact of the confirmation, whatever its language.
        let reference = Sheet::read(&page).facts.into_iter().next().filter(|text| !text.is_empty());
        reference.ok_or_else(|| format!("no case reference at {}", reply.location))
    }

    async fn page(&mut self, path: &str) -> Result<String, Told> {
        let reply = self.ask(Method::GET, path, &[]).await?;
        if reply.status == 200 { Ok(reply.body) } else { Err(format!("GET {path}: {}", reply.status)) }
    }

    async fn send_form(&mut self, path: &str, fields: &[(String, String)]) -> Result<Reply, Told> {
        self.ask(Method::POST, path, fields).await
    }

    /// Asks until there is an answer: the same request again, at any process.
    async fn ask(&mut self, method: Method, path: &str, fields: &[(String, String)]) -> Result<Reply, Told> {
        let began = Instant::now();
        loop {
            match self.ask_once(method.clone(), path, fields).await {
                Ok(reply) if reply.status != 503 => return Ok(reply),
                Err(error) if began.elapsed() > PATIENCE => return Err(format!("{path}: {error}")),
                Ok(_) if began.elapsed() > PATIENCE => return Err(format!("{path}: 503 all the time")),
                _ => {
                    self.trouble.sent_again += 1;
                    sleep(AGAIN_AFTER).await;
                }
            }
        }
    }

    async fn ask_once(
        &mut self,
        method: Method,
        path: &str,
        fields: &[(String, String)],
    ) -> Result<Reply, reqwest::Error> {
        let base = self.chance.one_of(&self.addresses);
        let line: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = self.client.request(method.clone(), format!("{base}{path}"));
        request = request.header(header::COOKIE, line.join("; "));
        if method == Method::POST {
            let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
            request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded").body(body);
        }
        let response = request.send().await?;
        let status = response.status().as_u16();
        let text = |value: &header::HeaderValue| value.to_str().unwrap_or_default().to_owned();
        let location = response.headers().get(header::LOCATION).map(text).unwrap_or_default();
        let cookies: Vec<String> = response.headers().get_all(header::SET_COOKIE).iter().map(text).collect();
        // Only a whole answer counts: one that broke off is asked for again.
        let body = response.text().await?;
        for cookie in cookies {
            if let Some((name, value)) = cookie.split(';').next().and_then(|pair| pair.split_once('=')) {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        Ok(Reply { status, location, body })
    }
}

/// The form of a page that is sent to this address.
fn form_to(page: &str, path: &str) -> Option<Form> {
    Sheet::read(page).form_to(path).cloned()
}
