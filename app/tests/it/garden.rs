//! A small, complete, invented service of two agencies, for tests that choose its fulfilment plan.

use forms::Files;

pub const SLUG: &str = "rent-a-garden";

const AGENCIES: &str = "\
agencies:
  parks:
    name: Columbia Lake Parks
    phone: '+15555550100'
    hours: Weekdays, 8 a.m. to 5 p.m.
    email: help@parks.example.gov
    time_zone: America/Chicago
  clerk:
    name: Riverbend Town Clerk
    phone: '+15555550101'
    hours: Weekdays, 8 a.m. to 5 p.m.
    email: help@clerk.example.gov
    time_zone: America/Chicago
";

const SERVICE: &str = "\
service: rent-a-garden
title: Rent a garden plot
summary: Ask for a plot in a town garden.
agencies: [parks, clerk]
sign_in: guest
minutes: 5
target_days: 10
who: You live in Riverbend.
needs:
  - text: Your name
other_ways:
  - way: By phone
    text: Call us on weekdays.
privacy: We use your answers to give out plots. We keep them for one year.
sections:
  - id: you
    title: About you
    pages: [your-name, your-email]
  - id: plot
    title: The plot
    pages: [plot-size, photos]
statuses:
  - id: received
    label: Received
    means: We have what you sent.
    tell: {subject: We have what you sent, text: 'We have it as { $reference }.'}
  - id: under-way
    label: Under way
    means: Every office has its part.
    when_handed_over: true
    tell: {subject: Every office has its part, text: We read it now.}
  - id: done
    label: Done
    means: You have a plot.
    outcome: granted
    tell: {subject: You have a plot, text: Come and see us.}
retention:
  case: {keep_days: 365, source: Garden rules}
  address: {keep_days: 90, source: Rules for addresses}
  draft: {keep_days: 30, source: Garden rules}
what_happens_next: We read what you sent. Then we write to you.
plan:
";

/// Two parts that wait for nobody, one that waits for the first, and one that waits for that.
pub const CHAIN: &[(&str, &str, &str)] = &[
    ("book", "parks", ""),
    ("shed", "clerk", ""),
    ("letter", "parks", "book"),
    ("badge", "clerk", "letter"),
];

/// Two parts that wait for nobody.
pub const PAIR: &[(&str, &str, &str)] = &[("book", "parks", ""), ("shed", "clerk", "")];

const PAGES: &[(&str, &str)] = &[
    (
        "your-name",
        "questions:\n  - id: full_name\n    label: What is your name?\n    type: name\n    \
         personal: {purpose: To write to you, retention: case}\n    prefill: name\n",
    ),
    (
        "your-email",
        "questions:\n  - id: email\n    label: What is your email address?\n    type: email\n    optional: true\n    \
         personal: {purpose: To write to you, retention: address}\n    prefill: email\n",
    ),
    (
        "plot-size",
        "questions:\n  - id: plot_size\n    label: How big must it be?\n    type: select\n    options:\n      \
         - {value: small, label: Small}\n      - {value: large, label: Large}\n",
    ),
    (
        "photos",
        "when: plot_size == \"large\"\nquestions:\n  - id: photos\n    label: Photos of the plot\n    type: file\n    optional: true\n    \
         accept: [image]\n    max_count: 2\n    personal: {purpose: To see the plot, retention: case}\n",
    ),
];

/// The folder of services, with only this one. A part of the plan is a name, which is its connector's too, the agency
/// and the part it waits for.
pub fn services(plan: &[(&str, &str, &str)]) -> Files {
    let item = |(part, agency, after): &(&str, &str, &str)| {
        format!(
            "  - id: {part}\n    label: The {part}\n    agency: {agency}\n    connector: {part}\n    \
             after: [{after}]\n    deadline_hours: 24\n    give: {{name: =full_name}}\n"
        )
    };
    let items: String = plan.iter().map(item).collect();
    let service = format!("{SERVICE}{items}");
    let mut files = Files::from([
        ("agencies.yaml".to_owned(), AGENCIES.to_owned()),
        (format!("{SLUG}/service.yaml"), service),
    ]);
    for (page, text) in PAGES {
        files.insert(format!("{SLUG}/pages/{page}.yaml"), format!("page: {page}\n{text}"));
    }
    files
}
