//! Statuses: each says something to the applicant, and a case can come to an end.

use crate::{
    definition::ServiceFile,
    load::{self, Source},
    position::Path,
    problem::Problem,
};

pub fn check(source: &Source, service: &ServiceFile) -> Vec<Problem> {
    let mut problems = Vec::new();
    texts(source, service, &mut problems);
    let list = Path::from("statuses");
    let is_partial = source.is_partial(&list);
    let Some(first) = service.statuses.first() else {
        let problem = source.key_problem("no-status", &list, "the service has no statuses");
        let help = "Write two or more: `received` first, then at least one with an `outcome`.";
        problems.extend((!is_partial).then(|| problem.help(help)));
        return problems;
    };
    if first.outcome.is_some() || first.when_handed_over {
        let at = list.item(0).key("id");
        let message = format!(
            "`{}` is the status set on submission, so it can neither end the case nor wait for the plan",
            first.id
        );
        problems.push(
            source.problem("first-status", &at, message).help("Put a status such as `received` first."),
        );
    }
    if !is_partial && !service.statuses.iter().any(|status| status.outcome.is_some()) {
        let problem =
            source.key_problem("no-outcome", &list, "no status has an `outcome`, so a case could never end");
        problems.push(
            problem.help(
                "Give the statuses that end a case an `outcome`: granted, refused, withdrawn or closed.",
            ),
        );
    }
    let handed_over = service.statuses.iter().enumerate().filter(|(_, status)| status.when_handed_over);
    for (index, status) in handed_over.skip(1) {
        let at = list.item(index).key("when_handed_over");
        let message =
            format!("`{}` is the second status with `when_handed_over`; only one can be set then", status.id);
        let problem = source.key_problem("handed-over-twice", &at, message);
        problems.push(problem.help("Keep it at the status that says that everything was handed over."));
    }
    moves(source, service, &mut problems);
    problems
}

/// A status that moved is gone, and leads to one that is there.
fn moves(source: &Source, service: &ServiceFile, problems: &mut Vec<Problem>) {
    let names: Vec<&str> = service.statuses.iter().map(|status| status.id.as_str()).collect();
    for (old, new) in &service.status_moves {
        let at = Path::from("status_moves").key(old.as_str());
        if names.contains(&old.as_str()) {
            let message = format!("`{old}` is still one of the statuses, so nothing else can stand for it");
            problems.push(source.problem("status-move", &at, message).help("Take the line out."));
        } else if !names.contains(&new.as_str()) {
            let message = format!("there is no status `{new}` to stand for `{old}`");
            let help = load::did_you_mean(new.as_str(), &names);
            problems.push(source.problem("status-move", &at, message).help(help));
        }
    }
}

fn texts(source: &Source, service: &ServiceFile, problems: &mut Vec<Problem>) {
    for (index, status) in service.statuses.iter().enumerate() {
        let at = Path::from("statuses").item(index);
        let texts = [
            (at.key("label"), &status.label, "its name", "Write a word or two: `Received`."),
            (
                at.key("means"),
                &status.means,
                "what it means for the applicant",
                "Write what it means and what happens next: `We have your form. Next, we read it.`",
            ),
            (
                at.key("tell").key("subject"),
                &status.tell.subject,
                "the subject of its notification",
                "Write what the message is about, without personal data: `We got your form`.",
            ),
            (
                at.key("tell").key("text"),
                &status.tell.text,
                "the text of its notification",
                "Write what happened and what to do: `We have your form { $reference }.`",
            ),
        ];
        for (path, _, what, write) in texts.into_iter().filter(|(_, text, ..)| text.trim().is_empty()) {
            let message = format!("the status `{}` does not say {what}", status.id);
            problems.push(source.problem("missing-status-text", &path, message).help(write));
        }
    }
}
