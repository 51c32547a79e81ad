//! One thing owed, in words: what, to whom, why it has no end yet, and what can be done about it.

use app::staff::ObligationLine;
use forms::{Service, words::Words};
use jiff::{Timestamp, tz::TimeZone};
use model::{Duty, Failure, Obligation, State};
use serde_json::{Value as Json, json};

use super::back::Back;
use crate::{error::Failed, extract::Ask, resident::words};

/// The words a line is told in.
struct Told<'a> {
    platform: &'a Words,
    texts: &'a Words,
    zone: &'a TimeZone,
}

/// One obligation as its template needs it; `back` is where somebody goes on after mending it.
pub fn card(
    ask: &Ask,
    line: &ObligationLine,
    service: &Service,
    zone: &TimeZone,
    may_mend: bool,
    back: &Back,
) -> Result<Json, Failed> {
    let told = Told { platform: ask.words()?, texts: service.words(ask.tag()), zone };
    let obligation = &line.obligation;
    let (label, to) = told.label_and_to(obligation);
    let (state, reference) = match &obligation.state {
        // A message's own number means nothing to people.
        State::Accepted(accepted) => {
            ("accepted", obligation.duty.plan_item().map(|_| accepted.reference.clone()))
        }
        State::Failed { .. } => ("failed", None),
        State::Waiting | State::Due | State::Asking => ("waiting", None),
    };
    let is_open = may_mend && !obligation.state.is_end();
    // What waits for another part cannot be tried, and what failed after another part not before that one: a button
    // that is always refused helps nobody.
    let may_retry = match obligation.state {
        State::Failed { .. } => may_mend && line.may_begin_again,
        State::Waiting => false,
        _ => is_open,
    };
    let path = |act: &str| format!("/staff/obligations/{}/{act}", obligation.id);
    let attempts: Vec<Json> = line
        .attempts
        .iter()
        .map(|attempt| {
            let failure = attempt.class.map(|class| Failure { class, detail: attempt.detail.clone() });
            let accepted = || told.platform.say("staff-attempt-accepted");
            json!({
                "at": told.at(attempt.started_at), "at_iso": attempt.started_at.to_string(),
                "text": failure.map_or_else(accepted, |failure| told.failure(&failure)),
            })
        })
        .collect();
    Ok(json!({
        "label": label,
        "to": to,
        "state": state,
        "deadline": told.at(obligation.deadline_at),
        "reference": reference,
        "why": told.why(obligation),
        "first": told.first(line),
        "case": null,
        "attempts": attempts,
        "retry": if may_retry { words::form(path("retry"), &back.pairs()) } else { Json::Null },
        "resolve_path": is_open.then(|| back.onto(&path("resolve"))),
    }))
}

impl Told<'_> {
    fn at(&self, moment: Timestamp) -> String {
        app::unbroken(&self.platform.date_time(&moment.to_zoned(self.zone.clone())))
    }

    fn agency(&self, slug: &str) -> String {
        self.texts.say(&format!("agency-{slug}-name"))
    }

    fn label_and_to(&self, obligation: &Obligation) -> (String, String) {
        match &obligation.duty {
            Duty::HandOver { plan_item, connector, .. } => {
                let to = format!("{} ({connector})", self.agency(&obligation.agency));
                (self.part(plan_item), to)
            }
            Duty::Notify { channel, about } => {
                let about = [("about", self.about(about).into())];
                let label = self.platform.say_with("staff-notify-label", &about);
                (label, self.platform.say(&format!("channel-{channel}")))
            }
        }
    }

    fn part(&self, plan_item: &str) -> String {
        self.texts.say(&format!("plan-{plan_item}-label"))
    }

    /// What a message is about, in words.
    fn about(&self, about: &str) -> String {
        match about.strip_prefix("status:") {
            Some(status) => self.texts.say(&format!("status-{status}-label")),
            None => self.platform.say(&format!("about-{about}")),
        }
    }

    fn failure(&self, failure: &Failure) -> String {
        let parts = [("class", failure.class.as_str().into()), ("detail", failure.detail.as_str().into())];
        self.platform.say_with("staff-attempt-failed", &parts)
    }

    /// Why an obligation has no end yet, or how it failed.
    fn why(&self, obligation: &Obligation) -> Option<String> {
        match (&obligation.state, &obligation.duty, &obligation.last_failure) {
            (State::Waiting, Duty::HandOver { after, .. }, _) => {
                let parts: Vec<String> = after.iter().map(|item| self.part(item)).collect();
                let parts = self.platform.list(&parts);
                Some(self.platform.say_with("staff-waiting-for", &[("parts", parts.into())]))
            }
            (State::Due | State::Asking, _, Some(failure)) => {
                let at = self.at(obligation.next_attempt_at);
                let parts = [("why", self.failure(failure).into()), ("at", at.into())];
                Some(self.platform.say_with("staff-next-try", &parts))
            }
            (State::Failed { .. }, _, Some(failure)) => Some(failure.detail.clone()),
            _ => None,
        }
    }

    /// The parts to begin again before this one; another agency's with its name, since only that agency can.
    fn first(&self, line: &ObligationLine) -> Option<String> {
        let own = &line.obligation.agency;
        let named = |part: &Obligation| {
            let label = part.duty.plan_item().map(|item| self.part(item)).unwrap_or_default();
            if part.agency == *own { label } else { format!("{label} ({})", self.agency(&part.agency)) }
        };
        let parts: Vec<String> = line.first.iter().map(named).collect();
        let parts = (!parts.is_empty()).then(|| self.platform.list(&parts))?;
        Some(self.platform.say_with("staff-begin-first", &[("parts", parts.into())]))
    }
}
