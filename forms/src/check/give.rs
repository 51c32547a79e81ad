//! What each part of the plan gives its connector. What a connector takes is its own affair: whoever knows the connectors
//! is asked.

use serde_json::Value as Json;

use crate::{
    definition::ServiceFile,
    load::{Source, did_you_mean},
    position::Path,
    problem::Problem,
};

/// Who knows the connectors.
pub trait Connectors {
    /// What is to be said about a `give` for the connector of this name.
    fn look(&self, connector: &str, give: &Json) -> Look;
}

/// What is to be said about a `give`.
pub enum Look {
    /// This is wrong with it; nothing, when it fits.
    Known(Vec<GiveFault>),
    /// There is no connector of this name, but there are these.
    Unknown(Vec<String>),
}

/// Something that is wrong with a `give`.
pub struct GiveFault {
    /// The way to it: keys, and positions in lists counted from 0.
    pub at: Vec<String>,
    /// It is about the last key itself, not about its value.
    pub on_key: bool,
    /// What is wrong.
    pub wrong: String,
    /// What to write instead; empty when one of the `known` keys is meant.
    pub write: String,
    /// The keys that can stand there.
    pub known: Vec<String>,
}

pub fn check(source: &Source, service: &ServiceFile, connectors: &dyn Connectors) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (index, item) in service.plan.iter().enumerate() {
        let at = Path::from("plan").item(index);
        let give = Json::Object(item.give.clone());
        match connectors.look(&item.connector, &give) {
            Look::Unknown(known) => {
                let known: Vec<&str> = known.iter().map(String::as_str).collect();
                let message = format!("the settings have no connector `{}`", item.connector);
                let problem = source.problem("unknown-connector", &at.key("connector"), message);
                let section = format!("[connectors.{}]", item.connector);
                problems.push(problem.help(format!(
                    "{} Or have it set up: `{section}` in portico.toml.",
                    did_you_mean(&item.connector, &known)
                )));
            }
            Look::Known(faults) => {
                let at = at.key("give");
                problems.extend(faults.iter().map(|fault| say(source, &at, &give, fault)));
            }
        }
    }
    problems
}

fn say(source: &Source, give_at: &Path, give: &Json, fault: &GiveFault) -> Problem {
    let mut path = give_at.clone();
    let mut value = Some(give);
    for step in &fault.at {
        (path, value) = match (value, step.parse::<usize>()) {
            (Some(Json::Array(items)), Ok(index)) => (path.item(index), items.get(index)),
            (value, _) => (path.key(step.as_str()), value.and_then(|value| value.get(step))),
        };
    }
    let problem = if fault.on_key {
        source.key_problem("give-shape", &path, fault.wrong.clone())
    } else {
        source.problem("give-shape", &path, fault.wrong.clone())
    };
    let known: Vec<&str> = fault.known.iter().map(String::as_str).collect();
    let last = fault.at.last().map_or("", String::as_str);
    problem.help(if fault.write.is_empty() { did_you_mean(last, &known) } else { fault.write.clone() })
}
