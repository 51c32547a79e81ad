//! The fulfilment plan: parts wait only for parts that exist, and never in a circle.

use std::collections::BTreeSet;

use crate::{
    PlanItemId,
    definition::{PlanItem, ServiceFile},
    load::{self, Source},
    position::Path,
    problem::Problem,
};

pub fn check(source: &Source, service: &ServiceFile) -> Vec<Problem> {
    let mut problems = Vec::new();
    let known: Vec<&str> = service.plan.iter().map(|item| item.id.as_str()).collect();
    for (index, item) in service.plan.iter().enumerate() {
        let at = Path::from("plan").item(index);
        for (position, after) in item.after.iter().enumerate() {
            if !known.contains(&after.as_str()) && !source.is_nameless(&"plan".into()) {
                let at = at.key("after").item(position);
                let problem =
                    source.problem("unknown-plan-item", &at, format!("the plan has no part `{after}`"));
                problems.push(problem.help(load::did_you_mean(after.as_str(), &known)));
            }
        }
        if waits_for(&item.id, &service.plan).contains(&item.id) {
            let message = format!("`{}` waits for itself, by way of its `after`", item.id);
            problems.push(
                source
                    .problem("plan-circle", &at.key("after"), message)
                    .help("One of the parts must come first."),
            );
        }
        if item.deadline_hours == 0 {
            let message = format!("`{}` has no time at all to be accepted", item.id);
            let problem = source.problem("deadline", &at.key("deadline_hours"), message);
            problems.push(problem.help("Write how many hours the other side has: `deadline_hours: 48`."));
        }
    }
    problems
}

/// Everything a part waits for, directly or through others.
fn waits_for(start: &PlanItemId, plan: &[PlanItem]) -> BTreeSet<PlanItemId> {
    let mut found = BTreeSet::new();
    let mut open = vec![start.clone()];
    while let Some(id) = open.pop() {
        for after in plan.iter().filter(|item| item.id == id).flat_map(|item| &item.after) {
            if found.insert(after.clone()) {
                open.push(after.clone());
            }
        }
    }
    found
}
