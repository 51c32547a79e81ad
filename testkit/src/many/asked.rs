//! What is asked for: pages of cases drawn from the whole store, by residents and by staff of one agency.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::{Act, Case, CaseId, PersonId, ReceiptSecret, Role, Staff, StaffId, StaffViewer, Viewer};
use reqwest::{Client, RequestBuilder, StatusCode, header, redirect};
use store::{Batch, Cursor, Session, Store};
use tokio::time::Instant;

use super::{Error, Hashed};

/// Cases drawn.
const CASES: usize = 300;
/// Times everything is asked for after it was asked for once: the quietest of them counts.
const ROUNDS: usize = 5;
/// Whose console it is: the agency with the most different cases.
const AGENCY: &str = "dmv";
const SERVICE: &str = "renew-a-drivers-license";
const TOKEN: &str = "measuring-measuring-measuring-measuring-xyz";

/// A case that pages are asked for.
struct Drawn {
    case: Case,
    name: String,
    secret: String,
}

/// Who asks, and for what.
pub(super) struct Asking {
    client: Client,
    base: String,
    drawn: Vec<Drawn>,
    asked: std::sync::atomic::AtomicU32,
}

/// One request.
enum What {
    Get(String),
    Look(String, String),
}

impl Asking {
    /// Signs staff in, and a resident for each case drawn.
    pub async fn prepare(store: Store, base: String) -> Result<Self, Error> {
        let random = Hashed(std::sync::Mutex::new(7));
        let staff = Staff {
            id: StaffId::random(&random),
            email: "measuring@dmv.example.gov".to_owned(),
            name: "Measuring Sample".to_owned(),
            agency: AGENCY.to_owned(),
            role: Role::Supervisor,
        };
        let viewer = Viewer::Staff(StaffViewer {
            id: staff.id.clone(),
            name: staff.name.clone(),
            agency: staff.agency.clone(),
            role: staff.role,
        });
        store.commit(store.insert_staff(&staff, "", None)).await?;
        store.commit(store::sessions::insert(&session(&store, TOKEN, None, Some(staff.id)))).await?;
        let mut drawn: Vec<Drawn> = Vec::new();
        let (first, last) = ends(&store).await?;
        let count = i64::try_from(CASES)?;
        for number in 0..count {
            let from = first + (last - first) / count * number;
            let sql = "SELECT case_id FROM case_agencies WHERE agency = $1 AND received_at >= $2 \
                ORDER BY received_at, case_id LIMIT 1";
            let rows = store.read(sql, vec![AGENCY.into(), from.into()]).await?;
            let Some(row) = rows.first() else { continue };
            let id = row.read("case_id", CaseId::from_text)?;
            let case = store.find_case(&id).await?.ok_or("a case is gone")?;
            let may = viewer.may_on(Act::ViewCase, &case)?;
            let name = store.applicant_of(&may, &id).await?.unwrap_or_default();
            let token = token(drawn.len());
            let resident = session(&store, &token, case.person.clone(), None);
            store.commit(Batch::from(store::sessions::insert(&resident))).await?;
            let secret = ReceiptSecret::from_hash(&store.hash("receipt", id.as_str())).to_string();
            drawn.push(Drawn { case, name, secret });
        }
        let client = Client::builder().redirect(redirect::Policy::none()).build()?;
        Ok(Self { client, base, drawn, asked: 0.into() })
    }

    /// Asks for everything once to warm up, and then in rounds.
    pub async fn measure(&self) -> Result<BTreeMap<String, [f64; 2]>, Error> {
        let mut figures = BTreeMap::new();
        for (kind, requests) in self.kinds() {
            self.round(&requests).await?;
            let mut best: Option<[f64; 2]> = None;
            for _ in 0..ROUNDS {
                let now = self.round(&requests).await?;
                best = Some(best.filter(|best| best[1] <= now[1]).unwrap_or(now));
            }
            figures.insert(kind, best.unwrap_or_default());
        }
        Ok(figures)
    }

    fn kinds(&self) -> BTreeMap<String, Vec<(usize, What)>> {
        let mut kinds: BTreeMap<String, Vec<(usize, What)>> = BTreeMap::new();
        let mut add = |kind: &str, at, what| kinds.entry(kind.to_owned()).or_default().push((at, what));
        for (at, drawn) in self.drawn.iter().enumerate() {
            let (id, reference) = (&drawn.case.id, drawn.case.reference.to_string());
            add(
                "status by reference and receipt code",
                at,
                What::Look(reference.clone(), drawn.secret.clone()),
            );
            add("a resident's case with its timeline", at, What::Get(format!("/account/cases/{id}")));
            add("staff: a case with its timeline", at, What::Get(format!("/staff/cases/{id}")));
            add("staff: search by reference", at, What::Get(format!("/staff?q={reference}")));
            let words: Vec<&str> = drawn.name.split(' ').collect();
            if let [given, .., family] = words.as_slice() {
                add("staff: search by a given name", at, What::Get(format!("/staff?q={}", encoded(given))));
                add("staff: search by a family name", at, What::Get(format!("/staff?q={}", encoded(family))));
                add(
                    "staff: search by a whole name",
                    at,
                    What::Get(format!("/staff?q={}", encoded(&drawn.name))),
                );
            }
            add("staff: audit entries", at, What::Get("/staff/audit".to_owned()));
            add("staff: what is owed", at, What::Get("/staff/obligations".to_owned()));
            for (filter, query, after) in filters(&drawn.case) {
                if at % 5 == 0 {
                    add(&format!("queue: {filter}"), at, What::Get(format!("/staff?{query}")));
                }
                add(
                    &format!("queue, some page: {filter}"),
                    at,
                    What::Get(format!("/staff?{query}&after={after}")),
                );
            }
        }
        kinds
    }

    async fn round(&self, requests: &[(usize, What)]) -> Result<[f64; 2], Error> {
        let mut times = Vec::with_capacity(requests.len());
        for (at, what) in requests {
            let request = self.request(*at, what);
            let began = Instant::now();
            let response = request.send().await?;
            let (status, path) = (response.status(), response.url().path().to_owned());
            let body = response.bytes().await?;
            times.push(began.elapsed().as_secs_f64() * 1000.0);
            if status != StatusCode::OK {
                let text = String::from_utf8_lossy(&body).chars().take(2000).collect::<String>();
                return Err(format!("{path}: {status} {text}").into());
            }
        }
        times.sort_by(f64::total_cmp);
        let at = |percent: usize| times.get(times.len() * percent / 100).copied().unwrap_or_default();
        Ok([at(50), at(99)])
    }

    fn request(&self, at: usize, what: &What) -> RequestBuilder {
        let asked = self.asked.fetch_add(1, std::sync::atomic::Ordering::Relaxed).to_be_bytes();
        let network = format!("10.{}.{}.{}", asked[1], asked[2], asked[3]);
        let request = match what {
            What::Look(reference, secret) => {
                let body = format!("reference={reference}&receipt_code={secret}");
                let request = self.client.post(format!("{}/status", self.base)).body(body);
                request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            }
            What::Get(path) => self.client.get(format!("{}{path}", self.base)),
        };
        let token = match what {
            What::Get(path) if path.starts_with("/staff") => TOKEN.to_owned(),
            _ => token(at),
        };
        request.header(header::COOKIE, format!("portico={token}")).header("x-forwarded-for", network)
    }
}

/// Every way of narrowing and sorting that the console offers, with a page in the middle.
fn filters(case: &Case) -> Vec<(String, String, Cursor)> {
    let mut all = Vec::new();
    for sort in ["oldest", "newest", "changed"] {
        let at = if sort == "changed" { case.changed_at } else { case.received_at };
        let after = Cursor::parse(&format!("next_{}_{}", at.as_microsecond(), case.id)).expect("a cursor");
        for status in ["open", "all", "approved", "under-review"] {
            for service in ["", SERVICE] {
                let name = if service.is_empty() { "all services" } else { "one service" };
                let query = format!("status={status}&service={service}&sort={sort}");
                all.push((format!("{status}, {name}, {sort}"), query, after.clone()));
            }
        }
    }
    all
}

fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

fn token(number: usize) -> String {
    format!("measuring-measuring-measuring-measur-{number:06}")
}

#[expect(clippy::disallowed_methods, reason = "sessions of a real program: its own clock")]
fn session(store: &Store, token: &str, person: Option<PersonId>, staff: Option<StaffId>) -> Session {
    let now = Timestamp::now();
    Session {
        token_hash: store.hash("session", token),
        person,
        staff,
        created_at: now,
        seen_at: now,
        ends_at: now + jiff::SignedDuration::from_hours(8),
        second_factor: false,
        device: String::new(),
    }
}

async fn ends(store: &Store) -> Result<(i64, i64), Error> {
    let end = async |way: &str| {
        let sql = format!("SELECT received_at FROM cases ORDER BY received_at {way}, id {way} LIMIT 1");
        let rows = store.read(&sql, Vec::new()).await?;
        Ok::<i64, Error>(rows.first().ok_or("there is no case")?.int("received_at")?)
    };
    Ok((end("ASC").await?, end("DESC").await?))
}
