//! Files in a service folder that nothing reads: a page saved in the wrong place would silently be missing.

use super::waivers;
use crate::{load, position::Span, problem::Problem, version::Files};

/// Where files are looked for.
const PLACES: &[(&str, &str)] = &[("pages/", "yaml"), ("locales/", "ftl"), ("samples/", "yaml")];

pub fn check(files: &Files) -> Vec<Problem> {
    let strange = files.iter().filter(|(path, _)| !is_known(path));
    let problems = strange.map(|(path, text)| {
        let message = "nothing reads this file";
        let problem = Problem::new("unknown-file", path, text, Span::default(), message).warning();
        problem.help(format!(
            "Move or remove it. A service has `service.yaml`, `{}`, `pages/*.yaml`, `locales/*.ftl` and \
             `samples/*.yaml`.",
            waivers::FILE,
        ))
    });
    problems.collect()
}

fn is_known(path: &str) -> bool {
    let in_place = |(folder, ending): &(&str, &str)| {
        path.strip_prefix(folder).is_some_and(|name| !name.contains('/') && load::has_ending(name, ending))
    };
    path == "service.yaml"
        || path == waivers::FILE
        || load::has_ending(path, "md")
        || PLACES.iter().any(in_place)
}
