//! What federal law asks of a form: a valid OMB control number that has not ended, and the whole Privacy Act
//! statement (44 U.S.C. 3506, 5 CFR 1320.5, 5 U.S.C. 552a(e)(3)).

use jiff::{ToSpan as _, civil::Date};

use crate::{definition::ServiceFile, load::Source, position::Path, problem::Problem};

/// Days before the end of an approval from which authors are reminded.
const REMIND_DAYS: i64 = 120;

pub fn check(source: &Source, service: &ServiceFile, today: Date) -> Vec<Problem> {
    let Some(federal) = &service.federal else { return Vec::new() };
    let mut problems = Vec::new();
    let at = Path::from("federal");
    if !is_omb_number(&federal.omb_number) {
        let problem =
            source.problem("omb-number", &at.key("omb_number"), "this is not an OMB control number");
        problems.push(problem.help("It has the form `0000-0000`: four digits, a hyphen, four digits."));
    }
    let ends = federal.omb_expires_on;
    let soon = today.checked_add(REMIND_DAYS.days()).unwrap_or(Date::MAX);
    if ends < today {
        let message = format!("OMB's approval ended on {ends}; an expired form must not be offered");
        let problem = source.problem("omb-expired", &at.key("omb_expires_on"), message);
        problems.push(problem.help("Renew the approval and write its new date."));
    } else if ends < soon {
        let message = format!("OMB's approval ends on {ends}, in less than {REMIND_DAYS} days");
        let problem = source.problem("omb-ends-soon", &at.key("omb_expires_on"), message).warning();
        problems.push(problem.help("Ask OMB to renew it now, then write the new date."));
    }
    if federal.burden_minutes == 0 {
        let message = "the average time OMB approved for this form is missing";
        let problem = source.problem("omb-burden", &at.key("burden_minutes"), message);
        problems.push(problem.help("Write the minutes from OMB's notice: `burden_minutes: 12`."));
    }
    problems.extend(minutes(source, service, federal.burden_minutes));
    let act = &federal.privacy_act;
    let parts = [
        ("authority", &act.authority, "the law that allows asking"),
        ("purpose", &act.purpose, "what the answers are used for"),
        ("routine_uses", &act.routine_uses, "who else may receive them"),
        ("effects", &act.effects, "what happens if somebody does not answer"),
    ];
    for (key, _, what) in parts.into_iter().filter(|(_, text, _)| text.trim().is_empty()) {
        let at = at.key("privacy_act").key(key);
        let message = format!("the Privacy Act statement does not say {what}");
        let help = format!("Write {what}, in the words your privacy office approved.");
        problems.push(source.problem("missing-privacy-act", &at, message).help(help));
    }
    problems
}

/// The start page says how long it takes, and the notice below says it again.
fn minutes(source: &Source, service: &ServiceFile, burden: u16) -> Option<Problem> {
    if burden == 0 || burden == service.minutes {
        return None;
    }
    let told = service.minutes;
    let message =
        format!("the start page says {told} minutes, and the notice of the Paperwork Reduction Act {burden}");
    let problem = source.problem("omb-minutes", &Path::from("federal").key("burden_minutes"), message);
    Some(problem.help("Write the same minutes in both places, those of OMB's notice.").warning())
}

fn is_omb_number(text: &str) -> bool {
    let four_digits = |part: &str| part.len() == 4 && part.bytes().all(|b| b.is_ascii_digit());
    text.split_once('-').is_some_and(|(agency, form)| four_digits(agency) && four_digits(form))
}
