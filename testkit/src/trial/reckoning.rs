//! The reckoning: what residents were told is compared with what the portal, the agency and the mailbox hold. Nothing told
//! may be missing, nothing may be there twice, and nothing may still be owed.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    thread,
    time::Duration,
};

use rusqlite::{Connection, OpenFlags};
use serde_json::Value;

use super::{
    mail::{MailServer, Taken},
    portal::{Portal, Told},
    resident::Report,
};

/// How long obligations may take to end: a lease of a killed process, and the waits between attempts.
const PATIENCE: Duration = Duration::from_mins(7);

/// What was found.
#[derive(Debug, Default)]
pub struct Reckoning {
    /// Reports that residents were told are received.
    pub told: usize,
    /// Cases that the portal holds.
    pub cases: usize,
    /// Records that the agency holds.
    pub records: usize,
    /// Different messages that arrived.
    pub messages: usize,
    /// Messages that arrived once more, with the same `Message-ID`: the mail server hung up after it took the first.
    pub repeats: usize,
    /// Of the messages, those that a slow mail server took.
    pub slow: usize,
    /// Of the messages, those after which the mail server hung up at first.
    pub hung_up: usize,
    /// Obligations that ended: what was owed was taken.
    pub ended: usize,
    /// Obligations that failed: there is no reason for any.
    pub failed: usize,
    /// Everything that is not as it must be.
    pub wrong: Vec<String>,
}

impl Reckoning {
    /// Waits until nothing is owed, then compares. Every process must run.
    pub fn of(portal: &Portal, mail: Option<&MailServer>, reports: &[Report]) -> Result<Self, Told> {
        let mut found = Self { told: reports.len(), ..Self::default() };
        found.wrong.extend(still_owed(portal)?);
        found.hold_obligations(portal)?;
        let cases = references_of_cases(portal, "public-works")?;
        let records = records(&portal.agency("public-works-requests"))?;
        let arrived = match mail {
            Some(server) => server.taken(),
            None => kept(&portal.mailbox())?,
        };
        let messages: BTreeSet<&Taken> = arrived.iter().collect();
        found.cases = cases.values().sum();
        found.records = records.len();
        found.messages = messages.len();
        found.repeats = arrived.len() - messages.len();
        let to = |mood: &str| messages.iter().filter(|message| message.to.starts_with(mood)).count();
        (found.slow, found.hung_up) = (to("slow+"), to("hang-up-once+"));
        for report in reports {
            found.hold(report, &cases, &records, &messages);
        }
        for (reference, times) in &cases {
            let made = records.iter().filter(|record| record.case == *reference).count();
            found.must(*times == 1 && made == 1, || {
                format!("case {reference}: {times} times in the portal, {made} records at the agency")
            });
        }
        for record in &records {
            found.must(cases.contains_key(&record.case), || {
                format!("the agency holds case {}, the portal does not", record.case)
            });
        }
        found.hold_messages(&arrived, &messages);
        Ok(found)
    }

    fn hold(
        &mut self,
        report: &Report,
        cases: &BTreeMap<String, usize>,
        records: &[Record],
        messages: &BTreeSet<&Taken>,
    ) {
        let Report { reference, place, email } = report;
        self.must(cases.contains_key(reference), || format!("case {reference} was acknowledged and is gone"));
        let own: Vec<&Record> = records.iter().filter(|record| record.place == *place).collect();
        let right =
            own.len() == 1 && own.iter().all(|record| record.case == *reference && record.email == *email);
        self.must(right, || format!("case {reference}: the agency's records of {place:?} are {own:?}"));
        let told = email.is_empty() || messages.iter().any(|message| message.to == *email);
        self.must(told, || format!("case {reference}: nobody wrote to {email}"));
    }

    /// Every one ended, and none failed. There is one for each record and each message.
    fn hold_obligations(&mut self, portal: &Portal) -> Result<(), Told> {
        for (state, number) in portal.obligations()? {
            match state.as_str() {
                "accepted" => self.ended += number,
                "failed" => self.failed += number,
                other => self.wrong.push(format!("{number} obligations are {other}")),
            }
        }
        let failed = self.failed;
        self.must(failed == 0, || format!("{failed} obligations failed"));
        Ok(())
    }

    /// Nobody is told the same twice, unless their mail server lost the line after it took the message.
    fn hold_messages(&mut self, arrived: &[Taken], messages: &BTreeSet<&Taken>) {
        let mut told: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for message in messages {
            *told.entry((&message.to, &message.subject)).or_default() += 1;
        }
        for ((to, subject), times) in told {
            self.must(times == 1, || format!("{times} messages {subject:?} to {to}"));
        }
        for message in messages.iter().filter(|message| !message.to.starts_with("hang-up-once+")) {
            let times = arrived.iter().filter(|other| other == message).count();
            self.must(times == 1, || format!("{times} times {message:?}"));
        }
    }

    fn must(&mut self, is_right: bool, wrong: impl FnOnce() -> String) {
        if !is_right {
            self.wrong.push(wrong());
        }
    }
}

/// One record of the agency.
#[derive(Debug)]
struct Record {
    case: String,
    place: String,
    email: String,
}

fn records(database: &Path) -> Result<Vec<Record>, Told> {
    let read = || {
        let connection = Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let mut statement = connection.prepare("SELECT CASE_NO, LOC_TXT, RPTR_EMAIL FROM SVC_REQ")?;
        let rows = statement
            .query_map([], |row| Ok(Record { case: row.get(0)?, place: row.get(1)?, email: row.get(2)? }))?;
        rows.collect::<Result<Vec<_>, rusqlite::Error>>()
    };
    read().map_err(|error| format!("the agency's database: {error}"))
}

/// References of an agency's cases that the portal holds, and how often.
pub fn references_of_cases(portal: &Portal, agency: &str) -> Result<BTreeMap<String, usize>, Told> {
    let output = portal.ask(&["export", "--agency", agency])?;
    let mut found = BTreeMap::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let case: Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
        let reference = case.get("reference").and_then(Value::as_str).ok_or("a case without reference")?;
        *found.entry(reference.to_owned()).or_default() += 1;
    }
    Ok(found)
}

/// The messages of a mailbox folder. Every file must be whole.
fn kept(folder: &Path) -> Result<Vec<Taken>, Told> {
    let mut found = Vec::new();
    let Ok(files) = fs::read_dir(folder) else { return Ok(found) };
    for file in files.flatten().map(|file| file.path()) {
        if file.extension().is_none_or(|end| end != "json") {
            continue;
        }
        let bytes = fs::read(&file).map_err(|error| error.to_string())?;
        let kept: Value =
            serde_json::from_slice(&bytes).map_err(|error| format!("{}: {error}", file.display()))?;
        let text = |name: &str| {
            kept.pointer(&format!("/message/{name}")).and_then(Value::as_str).unwrap_or_default().to_owned()
        };
        found.push(Taken { to: text("to"), subject: text("subject"), id: text("key") });
    }
    Ok(found)
}

/// What is owed when patience is over.
pub fn still_owed(portal: &Portal) -> Result<Vec<String>, Told> {
    let mut waited = Duration::ZERO;
    loop {
        let output = portal.ask(&["doctor", "--format", "json"])?;
        let report: Value = serde_json::from_slice(&output.stdout).map_err(|error| error.to_string())?;
        let owed = report.get("obligations").and_then(Value::as_array).cloned().unwrap_or_default();
        if owed.is_empty() {
            return Ok(Vec::new());
        }
        if waited > PATIENCE {
            return Ok(owed.iter().map(|one| format!("never ended: {one}")).collect());
        }
        thread::sleep(Duration::from_secs(2));
        waited += Duration::from_secs(2);
    }
}
