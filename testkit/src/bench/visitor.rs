//! A resident under load: opens the start page, answers page after page as a browser would send it, now and then forgets
//! something and puts it right, checks, sends, and reads the confirmation. Every answer is held to what it must be.

mod asking;

use std::collections::BTreeMap;

use tokio::time::Instant;

use super::{
    town::{Errand, Sent, Town},
    wire::Line,
};
use crate::{
    sheet::Form,
    trial::{chance::Chance, portal::Told},
    walk::{self, Steps},
};

/// Of so many pages, one is sent with nothing in it first.
const FORGETS: u64 = 8;
/// Pages of the longest journey, corrections too, and some more.
const MOST_PAGES: usize = 200;

/// Somebody with a browser of their own.
pub struct Visitor<'a> {
    town: &'a Town,
    line: Line,
    chance: Chance,
    email: String,
    /// Where they connect from, as the proxy before the portal says.
    home: String,
    cookies: BTreeMap<String, String>,
    prefix: &'static str,
    tag: &'static str,
    /// When the next request was due: what is waited from then on is the portal's.
    due: Instant,
    corrected: u64,
}

/// Where a walk stopped.
enum Stop {
    At(String),
    Ending,
}

/// How a journey ended.
enum End {
    Sent(String),
    TurnedAway,
}

impl<'a> Visitor<'a> {
    /// Somebody who nobody else is, with every number.
    pub fn new(town: &'a Town, number: u64) -> Self {
        let chance = Chance::seeded(number);
        let (prefix, tag) = *chance.one_of(&[("", "en"), ("/es", "es")]);
        let [.., a, b, c] = number.to_be_bytes();
        Self {
            town,
            line: Line::to(town.address),
            email: format!("resident-{number}@example.org"),
            home: format!("10.{a}.{b}.{c}"),
            cookies: BTreeMap::new(),
            prefix,
            tag,
            due: Instant::now(),
            corrected: 0,
            chance,
        }
    }

    /// The same, but the connection that somebody else has left is used again, as a proxy does.
    #[must_use]
    pub fn over(self, line: Line) -> Self {
        Self { line, ..self }
    }

    /// The same in English, whatever their language was.
    #[must_use]
    pub fn english(self) -> Self {
        Self { tag: "en", prefix: "", ..self }
    }

    /// The connection, for the next one.
    pub fn into_line(self) -> Line {
        self.line
    }

    /// A whole journey that was due at a moment; what came of it is counted.
    pub async fn journey(&mut self, due: Instant) -> Result<(), Told> {
        self.due = due;
        let town = self.town;
        let (errand, number) = town.errand(&self.chance);
        let slug = errand.service.slug.as_str();
        let end = self.walk(errand).await.map_err(|why| format!("{slug}, sample {number}: {why}"))?;
        let mut counted = town.counted();
        counted.journeys += 1;
        counted.corrected += std::mem::take(&mut self.corrected);
        match end {
            End::Sent(reference) => {
                counted.sent.push(Sent { service: slug.to_owned(), sample: number, reference });
            }
            End::TurnedAway => counted.turned_away += 1,
        }
        Ok(())
    }

    async fn walk(&mut self, errand: &Errand) -> Result<End, Told> {
        match self.go(errand, "check").await? {
            Stop::At(path) => self.check_and_send(&path).await.map(End::Sent),
            Stop::Ending => Ok(End::TurnedAway),
        }
    }

    /// Walks until a page is next; where it is.
    pub async fn walk_to(&mut self, errand: &Errand, page: &str) -> Result<String, Told> {
        match self.go(errand, page).await? {
            Stop::At(path) => Ok(path),
            Stop::Ending => Err(format!("it ended before {page}")),
        }
    }

    async fn go(&mut self, errand: &Errand, to: &str) -> Result<Stop, Told> {
        let mut path = self.begin(errand).await?;
        let mut steps = Steps::default();
        for _ in 0..MOST_PAGES {
            let rest = self.below(errand, &path).to_owned();
            if rest == to {
                return Ok(Stop::At(path));
            }
            if rest == "tasks" {
                path = self.tasks(&path).await?;
                continue;
            }
            let place = errand.service.place(&rest).ok_or_else(|| format!("no page at {path}"))?;
            if errand.service.page(&place.page).is_some_and(|page| page.file.ends) {
                self.page("ending", &path, &self.heading(errand, &place)).await?;
                return Ok(Stop::Ending);
            }
            path = self.answer(errand, &mut steps, &path, &place).await?;
        }
        Err("it never ends".to_owned())
    }

    /// The task list leads on.
    async fn tasks(&mut self, path: &str) -> Result<String, Told> {
        let (title, go_on) =
            (self.town.says(self.tag, "tasks-title")?, self.town.says(self.tag, "continue")?);
        let reply = self.page("task list", path, &title).await?;
        reply.sheet.link(&go_on).map(str::to_owned).ok_or_else(|| "the task list does not lead on".to_owned())
    }

    fn below<'p>(&self, errand: &Errand, path: &'p str) -> &'p str {
        let path = path.split('?').next().unwrap_or(path);
        let start = format!("{}/s/{}/", self.prefix, errand.service.slug);
        path.strip_prefix(&start).unwrap_or_default()
    }

    async fn begin(&mut self, errand: &Errand) -> Result<String, Told> {
        let start = format!("{}/s/{}", self.prefix, errand.service.slug);
        let title = errand.service.words(self.tag).say("title");
        let reply = self.page("start page", &start, &title).await?;
        let form = reply.sheet.form_to(&format!("{start}/start")).ok_or("no button to start")?.clone();
        let reply = self.send("begin", &form, &[303]).await?;
        if self.cookies.is_empty() {
            return Err("no session after the start".to_owned());
        }
        Ok(reply.location)
    }

    fn heading(&self, errand: &Errand, place: &forms::Place) -> String {
        let Errand { service, sample } = errand;
        walk::heading(service, sample, place, service.words(self.tag), self.town.today)
    }

    /// One page: shown, perhaps sent with nothing in it, filled in, sent.
    async fn answer(
        &mut self,
        errand: &Errand,
        steps: &mut Steps,
        path: &str,
        place: &forms::Place,
    ) -> Result<String, Told> {
        let Errand { service, sample } = errand;
        let inside =
            steps.in_sample(sample, place).ok_or_else(|| format!("{path}: more than the sample has"))?;
        let heading = self.heading(errand, &inside);
        if let Some(repeat) = service.repeat_on(&place.page) {
            let reply = self.page("question page", path, &heading).await?;
            let mut form = reply.sheet.form_to(path).ok_or("no form")?.clone();
            let next = if steps.has_more(sample, place, &repeat) { "add" } else { "continue" };
            form.set("next", &[next.to_owned()]);
            return Ok(self.send("save answers", &form, &[303]).await?.location);
        }
        let reply = self.page("question page", path, &heading).await?;
        let mut form = reply.sheet.form_to(path).ok_or_else(|| format!("{path}: no form"))?.clone();
        if self.chance.below(FORGETS) == 0 && self.is_required(errand, &inside) {
            form = self.forget(form, path, &heading).await?;
        }
        for (name, values) in walk::typed(service, sample, &inside) {
            if form.names.contains(&name) {
                form.set(&name, &values);
            }
        }
        for name in form.emails.clone() {
            let is_given = form.values.iter().any(|(known, value)| *known == name && !value.is_empty());
            if is_given {
                form.set(&name, std::slice::from_ref(&self.email));
            }
        }
        Ok(self.send("save answers", &form, &[303]).await?.location)
    }

    /// Whether a page has something that must be answered, and nothing that could do without.
    fn is_required(&self, errand: &Errand, inside: &forms::Place) -> bool {
        let journey = errand.service.journey(&errand.sample, self.town.today);
        let asked = journey.questions_at(inside);
        let asks = |question: &&&forms::definition::Question| question.kind.name() != "statement";
        asked.iter().filter(asks).any(|question| !question.optional)
    }

    /// The page is sent with nothing typed: it must come back, saying what to fix.
    async fn forget(&mut self, form: Form, path: &str, heading: &str) -> Result<Form, Told> {
        let mut empty = form.clone();
        let typed = |name: &String| form.choices.contains_key(name);
        empty.values.retain(|(name, _)| !typed(name));
        let reply = self.send("save with mistakes", &empty, &[422, 303]).await?;
        if reply.status == 303 {
            return Ok(form); // what stood in its boxes was enough
        }
        self.hold(&reply, path, heading)?;
        if !reply.sheet.has_errors {
            return Err(format!("{path}: nothing says what to fix"));
        }
        self.corrected += 1;
        Ok(reply.sheet.form_to(path).ok_or_else(|| format!("{path}: no form to fix"))?.clone())
    }

    async fn check_and_send(&mut self, path: &str) -> Result<String, Told> {
        let title = self.town.says(self.tag, "check-title")?;
        let reply = self.page("check answers", path, &title).await?;
        let form = reply.sheet.form_with("draft").ok_or("no button to send")?.clone();
        let mut next = self.send("send", &form, &[303]).await?.location;
        if next.ends_with("/email") {
            next = self.confirm_email(&next).await?;
        }
        if !next.contains("/sent/") {
            return Err(format!("sent, and led to {next}"));
        }
        let reply = self.page("confirmation", &next, "").await?;
        let reference = reply.sheet.facts.first().filter(|reference| reference.len() >= 9);
        reference.cloned().ok_or_else(|| format!("no case reference at {next}"))
    }

    async fn confirm_email(&mut self, path: &str) -> Result<String, Told> {
        let reply = self.page("confirm email", path, "").await?;
        let mut form = reply.sheet.form_with("email").ok_or("no box for the email address")?.clone();
        form.set("email", std::slice::from_ref(&self.email));
        let next = self.send("ask for a code", &form, &[303]).await?.location;
        let title = self.town.says(self.tag, "code-title")?;
        let reply = self.page("confirm email", &next, &title).await?;
        let mut form = reply.sheet.form_with("code").ok_or("no box for the code")?.clone();
        let letters = self.town.letters.as_ref().ok_or("there is no mailbox to look into")?;
        let code = letters.code_for(&self.email).await?;
        // It is in their hands now: what comes next is due from here on.
        self.due = Instant::now();
        form.set("code", &[code]);
        Ok(self.send("send", &form, &[303]).await?.location)
    }
}
