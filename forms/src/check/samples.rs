//! Examples: each parses, as if a person had given those answers.

use jiff::civil::Date;

use crate::{
    load::yaml,
    position::Span,
    problem::Problem,
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
        for (path, message) in read_sample(service, &node, today).1 {
            problems.push(Problem::new("sample", file, text, node.span_of(&path), message));
        }
    }
    problems
}
