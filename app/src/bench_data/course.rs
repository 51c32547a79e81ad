//! The course of a made-up case: what would have happened to it by now, step by step, as staff and the worker do it.

use forms::definition::Status;
use jiff::{SignedDuration, Timestamp};
use model::Random;

use super::{
    Kind,
    dice::{around, below, happens, one},
};

const DAY: i64 = 24 * 3600;
const REASONS: &[&str] = &[
    "Everything we needed was there. Thank you.",
    "We need a copy of your last pay stub. You can bring it to any office or reply to this message.",
    "The address on your form is not the one on file. Please call us so that we can put it right.",
    "You told us about this twice. We go on with the first one.",
    "We could not reach you by phone. Please call the number below before the end of the month.",
];
const NOTES: &[&str] = &[
    "Called, no answer. Try again tomorrow after 4 p.m.",
    "Spoke with the applicant. They will send the missing page next week.",
    "Compared with the record on file: matches.",
    "Second look done, ready to decide.",
];

/// One step.
pub(super) enum Step {
    /// A part was handed over.
    Part(usize),
    /// The case came to stand somewhere else, by the platform or by staff, with a reason.
    Status { status: usize, by_staff: bool, reason: &'static str },
    /// Somebody looked at it.
    Look,
    /// Somebody wrote a note.
    Note(&'static str),
}

/// What happens to a case received at a moment, in order, also what is still to come.
pub(super) fn steps(kind: &Kind, received_at: Timestamp, random: &dyn Random) -> Vec<(Timestamp, Step)> {
    let mut course = Course { random, at: received_at, steps: Vec::new() };
    let parts = kind.parts.len();
    for part in 0..parts {
        course.after(4, Step::Part(part));
    }
    let statuses = &kind.service.definition.statuses;
    let find = |fits: &dyn Fn(&Status) -> bool| {
        statuses.iter().enumerate().skip(1).filter(|(_, one)| fits(one)).map(|(at, _)| at).collect::<Vec<_>>()
    };
    for status in find(&|one| one.when_handed_over && parts > 0) {
        course.after(0, Step::Status { status, by_staff: false, reason: "" });
    }
    let target = i64::from(*kind.service.target_range().end()).max(1) * DAY;
    for status in find(&|one| !one.when_handed_over && one.outcome.is_none()) {
        if happens(random, 500) {
            course.decided(target / 4, status);
        }
    }
    if happens(random, 200) {
        course.after(3600, Step::Note(one(random, NOTES).unwrap_or(&"")));
    }
    let outcomes = find(&|one| one.outcome.is_some());
    // The first outcome is the one most people hope for and get.
    let chosen = if happens(random, 820) { outcomes.first() } else { one(random, &outcomes) };
    if let Some(status) = chosen {
        course.decided(target / 2, *status);
        if happens(random, 150) {
            course.after(20 * DAY, Step::Look);
        }
    }
    course.steps
}

struct Course<'a> {
    random: &'a dyn Random,
    at: Timestamp,
    steps: Vec<(Timestamp, Step)>,
}

impl Course<'_> {
    fn after(&mut self, seconds: i64, step: Step) {
        let micros = i64::try_from(below(self.random, 900_000)).unwrap_or_default();
        self.at +=
            SignedDuration::from_secs(around(self.random, seconds)) + SignedDuration::from_micros(micros);
        self.steps.push((self.at, step));
    }

    /// Somebody opens the case and sets a status.
    fn decided(&mut self, seconds: i64, status: usize) {
        self.after(seconds, Step::Look);
        let reason = one(self.random, REASONS).unwrap_or(&"");
        self.after(300, Step::Status { status, by_staff: true, reason });
    }
}
