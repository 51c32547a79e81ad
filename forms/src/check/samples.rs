//! Examples: each parses, as if a person had given those answers.

use jiff::civil::Date;

use crate::{
    load::yaml,
    position::Span,
    problem::Problem,
    service::{Service, read_sample},
    version::Files,
};

pub fn check(files: &Files, service: Option<&Service>, today: Date) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (file, text) in files.iter().filter(|(path, _)| path.starts_with("samples/") && path.ends_with(".yaml")) {
        let (node, faults) = yaml::parse(text);
        for fault in faults {
            problems.push(Problem::new(fault.code, file, text, fault.span, fault.message));
        }
        let Some(node) = node else {
            if problems.is_empty() {
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
