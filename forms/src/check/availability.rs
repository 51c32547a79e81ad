//! Opening and closing: days in their order, numbers that let somebody in, and a service that is over.

use jiff::civil::Date;

use crate::{
    definition::{Season, ServiceFile},
    load::Source,
    position::Path,
    problem::Problem,
};

pub fn check(source: &Source, service: &ServiceFile, today: Date) -> Vec<Problem> {
    let Some(availability) = &service.availability else { return Vec::new() };
    let at = Path::from("availability");
    let mut problems = Vec::new();
    if let (Some(opens_on), Some(closes_on)) = (availability.opens_on, availability.closes_on)
        && closes_on < opens_on
    {
        let message = format!("it closes on {closes_on}, before it opens on {opens_on}");
        problems.push(source.problem("availability-order", &at.key("closes_on"), message));
    } else if let Season::After(closes_on) = availability.season(today) {
        let message = format!("the service closed on {closes_on}: nobody can begin it any more");
        let problem = source.problem("availability-over", &at.key("closes_on"), message).warning();
        problems.push(problem.help("Write the days of the next time, or retire the service."));
    }
    for (key, most) in [("most", availability.most), ("most_per_day", availability.most_per_day)] {
        if most == Some(0) {
            let problem = source.problem("availability-none", &at.key(key), "this lets nobody in");
            problems
                .push(problem.help("Write 1 or more. To stop a service for a while, use `portico pause`."));
        }
    }
    if availability.grace_days > 0 && availability.closes_on.is_none() {
        let message = "days of grace follow the last day, and there is no `closes_on`";
        problems.push(source.problem("availability-grace", &at.key("grace_days"), message));
    }
    problems
}
