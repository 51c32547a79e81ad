//! Shows what the doctor found, for people.

use std::fmt::Write;

use super::{Report, owed::Owed};

/// The report as text.
pub fn text(report: &Report) -> String {
    let mut text = String::new();
    for finding in &report.checks {
        let mark = if finding.is_fine { "ok   " } else { "WRONG" };
        let _ = writeln!(text, "{mark}  {}: {}", finding.what, finding.detail);
    }
    if !report.obligations.is_empty() {
        let _ = writeln!(text, "\nObligations without an end, oldest first:");
    }
    for owed in &report.obligations {
        line(&mut text, owed);
    }
    if !report.failed.is_empty() {
        let _ = writeln!(
            text,
            "\nParts that failed for good in the last 30 days; the person was told, newest first:"
        );
    }
    for owed in &report.failed {
        line(&mut text, owed);
    }
    let _ = write!(text, "\n{}", if report.is_fine { "Everything is fine." } else { "Something is wrong." });
    text
}

fn line(text: &mut String, owed: &Owed) {
    let case = owed.case.as_ref().map_or(String::new(), |case| format!(", case {case}"));
    let late = if owed.is_late { ", LATE" } else { "" };
    let _ = writeln!(text, "  {}  {} ({}{case})", owed.id, owed.to, owed.agency);
    let attempts =
        if owed.attempts == 1 { "1 attempt".to_owned() } else { format!("{} attempts", owed.attempts) };
    let next = owed.next_attempt_at.as_ref().map_or(String::new(), |next| format!("; next try {next}"));
    let _ = writeln!(
        text,
        "      {} old, {}, {attempts}: {}{next}{late}",
        age(owed.age_seconds),
        owed.state,
        owed.why
    );
}

fn age(seconds: i64) -> String {
    match seconds {
        0..120 => format!("{seconds} s"),
        120..7_200 => format!("{} min", seconds / 60),
        7_200..172_800 => format!("{} h", seconds / 3_600),
        _ => format!("{} days", seconds / 86_400),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doctor::Finding;

    #[test]
    fn the_report_names_what_is_wrong_and_every_obligation_with_its_reason() {
        let finding =
            |what: &str, is_fine, detail: &str| Finding { what: what.into(), is_fine, detail: detail.into() };
        let owed = Owed {
            id: "a".repeat(26),
            case: Some("K7P-4QX-9".into()),
            agency: "dmv".into(),
            to: "connector dmv-records: record".into(),
            age_seconds: 7_300,
            state: "due".into(),
            attempts: 3,
            why: "transient: refused".into(),
            next_attempt_at: Some("2026-11-22T12:00:00Z".into()),
            deadline_at: "2026-11-25T12:00:00Z".into(),
            is_late: true,
        };
        let checks = vec![
            finding("database", true, "can be reached"),
            finding("connector dmv-records", false, "refused"),
        ];
        let expected = "ok     database: can be reached\nWRONG  connector dmv-records: refused\n\n\
            Obligations without an end, oldest first:\n  aaaaaaaaaaaaaaaaaaaaaaaaaa  connector dmv-records: record (dmv, case K7P-4QX-9)\n      \
            2 h old, due, 3 attempts: transient: refused; next try 2026-11-22T12:00:00Z, LATE\n\nSomething is wrong.";
        assert_eq!(
            text(&Report { is_fine: false, checks, obligations: vec![owed], failed: Vec::new() }),
            expected
        );
    }
}
