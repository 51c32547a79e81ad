//! Load: many residents at once report a street problem, from the start page to the confirmation, over HTTP. Says how
//! long pages took, beside how long the smallest answer takes on the same machine at the same moment.
//!
//! `load http://127.0.0.1:8080 [residents at once] [journeys]`

use std::{
    collections::BTreeMap,
    io::Write,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use reqwest::{Client, StatusCode, header, redirect};
use tokio::time::Instant;

type Error = Box<dyn std::error::Error + Send + Sync>;

/// How long each kind of request took.
#[derive(Default)]
struct Times(Mutex<BTreeMap<&'static str, Vec<Duration>>>);

impl Times {
    fn add(&self, kind: &'static str, took: Duration) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(kind).or_default().push(took);
    }

    /// The table: how many, and the 50th, 95th and 99th percentile in milliseconds.
    fn table(&self) -> String {
        let mut kinds = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut table =
            format!("{:<14}{:>9}{:>10}{:>10}{:>10}\n", "request", "count", "p50 ms", "p95 ms", "p99 ms");
        for (kind, times) in kinds.iter_mut() {
            times.sort();
            let at = |percent: usize| {
                let index = (times.len() * percent / 100).min(times.len().saturating_sub(1));
                times.get(index).map_or(0.0, |took| took.as_secs_f64() * 1000.0)
            };
            let row = format!(
                "{kind:<14}{:>9}{:>10.2}{:>10.2}{:>10.2}
",
                times.len(),
                at(50),
                at(95),
                at(99)
            );
            table.push_str(&row);
        }
        table
    }
}

/// One resident with a session of their own.
struct Resident {
    client: Client,
    base: String,
    cookie: String,
    times: Arc<Times>,
}

impl Resident {
    async fn send(
        &mut self,
        kind: &'static str,
        request: reqwest::RequestBuilder,
    ) -> Result<(StatusCode, String, String), Error> {
        let began = Instant::now();
        let response = request.header(header::COOKIE, &self.cookie).send().await?;
        let status = response.status();
        let to = |name| {
            response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
        };
        let (location, cookie) = (to(header::LOCATION), to(header::SET_COOKIE));
        let body = response.text().await?;
        self.times.add(kind, began.elapsed());
        if let Some(pair) = cookie.split(';').next().filter(|pair| !pair.is_empty()) {
            pair.clone_into(&mut self.cookie);
        }
        Ok((status, location, body))
    }

    async fn get(&mut self, path: &str) -> Result<String, Error> {
        let request = self.client.get(format!("{}{path}", self.base));
        let (status, _, body) = self.send("show a page", request).await?;
        if status == StatusCode::OK { Ok(body) } else { Err(format!("{path}: {status}").into()) }
    }

    async fn post(
        &mut self,
        kind: &'static str,
        path: &str,
        fields: &[(&str, &str)],
    ) -> Result<String, Error> {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = self.client.post(format!("{}{path}", self.base));
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded").body(body);
        let (status, location, _) = self.send(kind, request).await?;
        if status == StatusCode::SEE_OTHER { Ok(location) } else { Err(format!("{path}: {status}").into()) }
    }

    /// From the start page to the confirmation.
    async fn journey(&mut self) -> Result<(), Error> {
        const ANSWERS: &[(&str, &str)] =
            &[("danger_now", "no"), ("where_is_it", "In front of 12 Lake Street")];
        self.cookie.clear();
        self.get("/s/report-a-street-problem").await?;
        let mut path = self.post("start", "/s/report-a-street-problem/start", &[]).await?;
        for _ in 0..20 {
            let page = self.get(&path).await?;
            if path.ends_with("/check") {
                let draft = value_of(&page, "draft").ok_or("no draft on the check page")?;
                let sent = self.post("send", "/s/report-a-street-problem/send", &[("draft", &draft)]).await?;
                self.get(&sent).await?;
                return Ok(());
            }
            let asked = |name: &str| page.contains(&format!("name=\"{name}\""));
            let known: Vec<(&str, &str)> = ANSWERS.iter().copied().filter(|(name, _)| asked(name)).collect();
            let fields = if known.is_empty() { first_choices(&page) } else { Vec::new() };
            let fields: Vec<(&str, &str)> = known
                .into_iter()
                .chain(fields.iter().map(|(name, value)| (name.as_str(), value.as_str())))
                .collect();
            path = self.post("save a page", &path, &fields).await?;
        }
        Err("the journey never ends".into())
    }
}

/// The value of a hidden field.
fn value_of(page: &str, name: &str) -> Option<String> {
    let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\""))?;
    rest.split('"').next().map(str::to_owned)
}

/// The first option of every choice on a page.
fn first_choices(page: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for part in page.split("type=\"radio\" name=\"").skip(1) {
        let mut pieces = part.split('"');
        if let (Some(name), Some(value)) = (pieces.next(), pieces.nth(1))
            && !found.iter().any(|(known, _)| known == name)
        {
            found.push((name.to_owned(), value.to_owned()));
        }
    }
    found
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let mut given = std::env::args().skip(1);
    let base = given.next().ok_or("say where Portico runs: load http://127.0.0.1:8080")?;
    let at_once: usize = given.next().map_or(Ok(32), |text| text.parse())?;
    let journeys: usize = given.next().map_or(Ok(500), |text| text.parse())?;
    let client = Client::builder().redirect(redirect::Policy::none()).build()?;
    let (times, left) = (Arc::new(Times::default()), Arc::new(AtomicUsize::new(journeys)));
    let began = Instant::now();
    let residents = (0..at_once).map(|_| {
        let (client, base, times, left) = (client.clone(), base.clone(), times.clone(), left.clone());
        tokio::spawn(async move {
            let mut resident = Resident { client, base, cookie: String::new(), times };
            while left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_ok()
            {
                let request = resident.client.get(format!("{}/healthz", resident.base));
                resident.send("smallest", request).await?;
                resident.journey().await?;
            }
            Ok::<(), Error>(())
        })
    });
    for resident in residents.collect::<Vec<_>>() {
        resident.await??;
    }
    let seconds = began.elapsed().as_secs_f64();
    let mut out = std::io::stdout().lock();
    #[expect(clippy::cast_precision_loss, reason = "a count of journeys is far below 2^53")]
    let rate = journeys as f64 / seconds;
    writeln!(
        out,
        "{journeys} journeys by {at_once} residents at once in {seconds:.1} s: {rate:.1} a second\n"
    )?;
    write!(out, "{}", times.table())?;
    Ok(())
}
