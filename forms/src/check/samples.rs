//! Examples: each parses, as if a person had given those answers.

use jiff::civil::Date;

use crate::{
    Answer, Answers, Place, QuestionId,
    journey::asks,
    load::{Folder, yaml},
    position::{Span, Step},
    problem::Problem,
    ready,
    service::{SampleMisfit, Service, is_sample, read_sample},
    version::Files,
};

/// Whether a sample leads to an end is looked at only when nothing else is wrong with the service.
pub fn check(
    files: &Files,
    folder: &Folder,
    service: Option<&Service>,
    is_sound: bool,
    today: Date,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    if !files.keys().any(|path| is_sample(path)) {
        let message =
            "the service has no sample in `samples/`, so tests and previews cannot show it answered";
        let problem = Problem::new("no-sample", "samples", "", Span::default(), message);
        problems.push(
            problem.help("Write one: `samples/a-simple-case.yaml` with `name` and `answers`.").warning(),
        );
    }
    for (file, text) in files.iter().filter(|(path, _)| is_sample(path)) {
        let parsed = yaml::parse(text);
        for fault in parsed.faults {
            problems.push(Problem::new(fault.code, file, text, fault.span, fault.message).help(fault.help));
        }
        let Some(node) = parsed.node else {
            if text.trim().is_empty() {
                let problem = Problem::new("sample", file, text, Span::default(), "the file is empty");
                problems.push(problem.help("Write `name` and `answers`, or remove the file."));
            }
            continue;
        };
        let Some(service) = service.filter(|_| !parsed.cut) else { continue };
        let (case, misfits) = read_sample(service, &node, today);
        let fits = misfits.is_empty();
        for misfit in misfits.into_iter().filter(|misfit| is_sure(folder, misfit)) {
            let is_key = misfit.unknown.is_some();
            let span = if is_key { node.key_span_of(&misfit.at) } else { node.span_of(&misfit.at) };
            problems.push(Problem::new("sample", file, text, span, misfit.wrong).help(misfit.write));
        }
        if is_sound
            && fits
            && let Some(message) = unfinished(service, case.answers, today)
        {
            let span = node.key_span_of(&"answers".into());
            let problem = Problem::new("sample", file, text, span, message).warning();
            problems.push(problem.help("Answer everything on the way, or end at a page with `ends: true`."));
        }
    }
    problems
}

/// Whether a misfit is not only one because a part of the service could not be read.
fn is_sure(folder: &Folder, misfit: &SampleMisfit) -> bool {
    let names =
        misfit.at.0.iter().filter_map(|step| if let Step::Key(key) = step { Some(key) } else { None });
    let mut names = names.chain(&misfit.unknown);
    let is_lost = names.any(|name| folder.unsure.contains(name) || folder.vague.contains(name));
    let may_be_nameless = misfit.unknown.is_some() && folder.nameless;
    !is_lost && !may_be_nameless
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
