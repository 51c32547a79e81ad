//! The timeline: what happened to a case, in words its reader understands, newest first.

use forms::words::{Arg, Speaker};
use jiff::{Timestamp, tz::TimeZone};
use model::{Actor, Audience, Class, Event, EventKind};

/// One line of a timeline.
#[derive(Debug, Clone)]
pub struct Line {
    /// When.
    pub at: Timestamp,
    /// The same in words, in the agency's time zone.
    pub when: String,
    /// What happened, in a few words.
    pub title: String,
    /// More about it; may be empty.
    pub text: String,
    /// Who did it, for staff; empty for the platform and the resident.
    pub by: String,
    /// It needs attention.
    pub is_problem: bool,
    /// A note among staff.
    pub is_note: bool,
}

/// Who reads a timeline.
pub(crate) struct Reader<'a> {
    pub speaker: Speaker<'a>,
    pub zone: TimeZone,
    pub audience: Audience,
    /// Names of staff by id, for staff.
    pub names: std::collections::BTreeMap<String, String>,
}

impl Reader<'_> {
    /// The lines this reader may see, newest first.
    pub fn lines(&self, events: &[Event]) -> Vec<Line> {
        let may_see =
            |event: &&Event| self.audience == Audience::Staff || event.kind.audience() == Audience::Everyone;
        let mut lines: Vec<Line> = events.iter().filter(may_see).map(|event| self.line(event)).collect();
        lines.sort_by_key(|line| std::cmp::Reverse(line.at));
        lines
    }

    fn line(&self, event: &Event) -> Line {
        let (title, text) = self.words_for(&event.kind);
        let by = match &event.actor {
            Actor::Staff(id) if self.audience == Audience::Staff => {
                self.names.get(id.as_str()).cloned().unwrap_or_default()
            }
            _ => String::new(),
        };
        let is_problem =
            matches!(event.kind, EventKind::HandOverFailed { .. } | EventKind::NotificationFailed { .. });
        let when = unbroken(&self.speaker.platform.date_time(&event.at.to_zoned(self.zone.clone())));
        let is_note = matches!(event.kind, EventKind::NoteWritten { .. });
        Line { at: event.at, when, title, text, by, is_problem, is_note }
    }

    /// The message for this reader: what speaks to the applicant is said in another way to staff.
    fn key(&self, key: &str) -> String {
        let for_staff = format!("staff-{key}");
        let is_told_apart = self.audience == Audience::Staff && self.speaker.platform.has(&for_staff);
        if is_told_apart { for_staff } else { key.to_owned() }
    }

    fn words_for(&self, kind: &EventKind) -> (String, String) {
        let platform = self.speaker.platform;
        let title =
            |args: &[(&str, Arg)]| platform.say_with(&self.key(&format!("event-{}", kind.name())), args);
        let part = |item: &str| self.speaker.service.say(&format!("plan-{item}-label"));
        match kind {
            EventKind::SubmissionReceived => {
                (title(&[]), platform.say(&self.key("event-submission_received-text")))
            }
            EventKind::HandOverAccepted { plan_item, reference } => {
                let text = platform
                    .say_with("event-hand_over_accepted-text", &[("reference", reference.as_str().into())]);
                (title(&[("part", part(plan_item).into())]), text)
            }
            EventKind::HandOverFailed { plan_item, class } => {
                let key = if *class == Class::Unknown {
                    "event-hand_over_unconfirmed-text"
                } else {
                    "event-hand_over_failed-text"
                };
                (title(&[("part", part(plan_item).into())]), platform.say(&self.key(key)))
            }
            EventKind::StatusChanged { status, reason, .. } => {
                let label = self.speaker.service.say(&format!("status-{status}-label"));
                (title(&[("status", label.into())]), reason.clone())
            }
            EventKind::NotificationAccepted { channel, .. }
            | EventKind::NotificationFailed { channel, .. } => {
                let channel = platform.say(&format!("channel-{channel}"));
                (title(&[("channel", channel.into())]), String::new())
            }
            EventKind::ObligationResolved { reason, .. } => (title(&[]), reason.clone()),
            EventKind::ObligationRetried { .. } => (title(&[]), String::new()),
            EventKind::NoteWritten { text } => (title(&[]), text.clone()),
        }
    }
}

/// A day and time whose last parts stay together: no line ends between "3:51" and "PM".
pub fn unbroken(moment: &str) -> String {
    let Some(end) = moment.rfind(|c: char| c.is_numeric()) else { return moment.to_owned() };
    let (number, rest) = moment.split_at(end);
    format!("{number}{}", rest.replace(' ', "\u{a0}"))
}

#[cfg(test)]
mod tests {
    use super::unbroken;

    #[test]
    fn no_line_ends_within_a_time_of_day() {
        assert_eq!(unbroken("March 4, 2026 at 5:03 PM"), "March 4, 2026 at 5:03\u{a0}PM");
        assert_eq!(unbroken("4 de marzo de 2026, 5:03 p. m."), "4 de marzo de 2026, 5:03\u{a0}p.\u{a0}m.");
        assert_eq!(unbroken("4 mars 2026 à 17:03"), "4 mars 2026 à 17:03");
    }
}
