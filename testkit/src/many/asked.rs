//! Who asks, and for which cases: drawn from the whole store, by residents and by staff of one agency.

use jiff::Timestamp;
use model::{Act, Case, CaseId, PersonId, ReceiptSecret, Role, Staff, StaffId, StaffViewer, Viewer};
use reqwest::{Client, RequestBuilder, StatusCode, header, redirect};
use store::{Batch, Session, Store};
use tokio::time::Instant;

use super::{
    Error, Hashed,
    kinds::{self, Request, What},
};

/// Cases drawn.
const CASES: usize = 200;
/// Whose console it is: the agency with the most different cases.
const AGENCY: &str = "dmv";
const TOKEN: &str = "measuring-measuring-measuring-measuring-xyz";

/// A case that pages are asked for.
pub(super) struct Drawn {
    pub case: Case,
    pub name: String,
    pub secret: String,
}

/// Who asks, and for what.
pub(super) struct Asking {
    client: Client,
    base: String,
    drawn: Vec<Drawn>,
    asked: std::sync::atomic::AtomicU32,
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
            // In a small store nobody else may have come since the one before.
            if drawn.last().is_some_and(|last| last.case.id == id) {
                continue;
            }
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

    /// Everything that is asked for, by the kind of page.
    pub fn kinds(&self) -> Vec<(String, Vec<Request>)> {
        kinds::of(&self.drawn)
    }

    /// Asks for everything of one kind, one after the other: how long each took, in milliseconds, and the bytes of all.
    pub async fn round(&self, requests: &[Request]) -> Result<(Vec<f64>, usize), Error> {
        let (mut times, mut bytes) = (Vec::with_capacity(requests.len()), 0);
        for Request { at, what } in requests {
            let request = self.request(*at, what);
            let began = Instant::now();
            let response = request.send().await?;
            let (status, path) = (response.status(), response.url().path().to_owned());
            let body = response.bytes().await?;
            times.push(began.elapsed().as_secs_f64() * 1000.0);
            bytes += body.len();
            if status != StatusCode::OK {
                let text = String::from_utf8_lossy(&body).chars().take(2000).collect::<String>();
                return Err(format!("{path}: {status} {text}").into());
            }
        }
        Ok((times, bytes))
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
