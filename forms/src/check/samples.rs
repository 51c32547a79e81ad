//! Examples: each parses, as if a person had given those answers.

use jiff::civil::Date;

use crate::{
    Answer, Answers, Place, QuestionId,
    journey::asks,
    load::yaml,
    position::Span,
    problem::Problem,
    ready,
    service::{Service, is_sample, read_sample},
    version::Files,
};

pub fn check(files: &Files, service: Option<&Service>, today: Date) -> Vec<Problem> {
    let mut problems = Vec::new();
    if !files.keys().any(|path| is_sample(path)) {
        let message =
            "the service has no sample in `samples/`, so tests and previews cannot show it answered";
        problems.push(Problem::new("no-sample", "samples", "", Span::default(), message).warning());
    }
    for (file, text) in files.iter().filter(|(path, _)| is_sample(path)) {
        let (node, faults) = yaml::parse(text);
        for fault in faults {
            problems.push(Problem::new(fault.code, file, text, fault.span, fault.message));
        }
        let Some(node) = node else {
            if text.trim().is_empty() {
                problems.push(Problem::new("sample", file, text, Span::default(), "the file is empty"));
            }
            continue;
        };
        let Some(service) = service else { continue };
        let (case, misfits) = read_sample(service, &node, today);
        let fits = misfits.is_empty();
        for (path, message) in misfits {
            problems.push(Problem::new("sample", file, text, node.span_of(&path), message));
        }
        if fits && let Some(message) = unfinished(service, case.answers, today) {
            let span = node.key_span_of(&"answers".into());
            let problem = Problem::new("sample", file, text, span, message).warning();
            problems.push(problem.help("Answer everything on the way, or end at a page with `ends: true`."));
        }
    }
    problems
}

/// What keeps the example from being sent, or from reaching a page that ends the journey.
fn unfinished(service: &Service, mut answers: Answers, today: Date) -> Option<String> {
    skip_optional(service, &mut answers, today);
    let wanting = ready(service, &answers, today).err()?;
    let journey = service.journey(&answers, today);
    let ending = journey.ending().map(|step| &step.place);
    let wanting: Vec<&Place> = wanting.iter().filter(|place| Some(*place) != ending).collect();
    let level =
        |place: &Place, id: &QuestionId| answers.at(place).is_some_and(|level| level.get(id).is_some());
    let missing = wanting.iter().flat_map(|place| {
        let asked = journey.questions_at(place).into_iter().filter(|question| asks(question));
        asked.filter(|question| !level(place, &question.id)).map(|question| format!("`{}`", question.id))
    });
    let missing: Vec<String> = missing.collect();
    match (missing.as_slice(), wanting.first()) {
        (_, None) => None,
        ([], Some(page)) => Some(format!("a rule of the page `{page}` does not hold for this sample")),
        (missing, Some(_)) => Some(format!("the sample does not answer {}", missing.join(", "))),
    }
}

/// What may be left empty counts as left empty, as often as that leads further.
fn skip_optional(service: &Service, answers: &mut Answers, today: Date) {
    for _ in 0..=service.pages().count() {
        let Err(wanting) = ready(service, answers, today) else { return };
        let journey = service.journey(answers, today);
        let mut skipped = Vec::new();
        for place in wanting {
            let Some(level) = answers.at(&place) else { continue };
            let questions = journey.questions_at(&place).into_iter().filter(|question| asks(question));
            let open = questions.filter(|question| question.optional && level.get(&question.id).is_none());
            let open: Vec<QuestionId> = open.map(|question| question.id.clone()).collect();
            skipped.extend(open.into_iter().map(|id| (place.clone(), id)));
        }
        drop(journey);
        if skipped.is_empty() {
            return;
        }
        for (place, id) in skipped {
            answers.at_mut(&place).insert(id, Answer::Skipped);
        }
    }
}
