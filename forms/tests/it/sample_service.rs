//! A small, complete, invented service that nothing can be said against, for tests that change one thing in it.

use forms::{Files, translations};

const AGENCIES: &str = "\
agencies:
  parks:
    name: Columbia Lake Parks
    phone: '+15555550100'
    hours: Weekdays, 8 a.m. to 5 p.m.
    email: help@parks.example.gov
    time_zone: America/Chicago
";

const SERVICE: &str = "\
service: rent-a-garden
title: Rent a garden plot
summary: Ask for a plot in a town garden, for you or a group.
agencies: [parks]
federal:
  omb_number: 0000-0001
  omb_expires_on: 2028-01-31
  burden_minutes: 5
  privacy_act:
    authority: The law lets us ask.
    purpose: We use it to give out plots.
    routine_uses: We share it with no one.
    effects: We cannot give you a plot without it.
minutes: 5
target_days: 10
who: You live in Riverbend.
need_questions:
  - id: has_group
    label: I ask for a group
needs:
  - text: Your name
  - text: A list of the people in your group
    only_if: has_group
other_ways:
  - way: By phone
    text: Call us on weekdays.
privacy: We use your answers to give out plots. We keep them for one year.
sections:
  - id: you
    title: About you
    pages: [too-young, your-name, your-group, your-people]
  - id: plot
    title: The plot
    pages: [plot-size]
computed:
  - id: group_size
    type: number
    value: people.size() + 1
statuses:
  - id: received
    label: Received
    means: We have what you sent.
    tell: {subject: We have what you sent, text: 'We have it as { $reference }.'}
  - id: done
    label: Done
    means: You have a plot.
    outcome: granted
    tell: {subject: You have a plot, text: Come and see us.}
plan:
  - id: book
    label: We write you in the book
    agency: parks
    connector: garden-book
    deadline_hours: 24
    give: {name: =full_name, size: =plot_size, people: ['=group_size', fixed]}
  - id: letter
    label: We send a letter
    agency: parks
    connector: mail
    when: plot_size == 'large'
    after: [book]
    deadline_hours: 48
    give: {}
retention:
  case: {keep_days: 365, source: Garden rules}
  draft: {keep_days: 30, source: Garden rules}
what_happens_next: We read what you sent. Then we write to you.
";

const PAGES: &[(&str, &str)] = &[
    (
        "pages/too-young.yaml",
        "page: too-young\nquestions:\n  - id: age_group\n    label: How old are you?\n    type: choice\n    options:\n      - {value: young, label: Under 18}\n      - {value: old, label: 18 or older}\n",
    ),
    (
        "pages/your-name.yaml",
        "page: your-name\nwhen: age_group == 'old'\nquestions:\n  - id: full_name\n    label: What is your name?\n    type: name\n    personal: {purpose: To write to you, retention: case}\n    prefill: name\n",
    ),
    (
        "pages/your-group.yaml",
        "page: your-group\nquestions:\n  - id: is_group\n    label: Do you ask for a group?\n    type: yes_no\n",
    ),
    (
        "pages/your-people.yaml",
        "page: your-people\nwhen: is_group\nquestions:\n  - id: people\n    label: Who is in your group?\n    type: repeat\n    item: person\n    pages: [person-name, person-tools]\n    summary: '{ $nickname }'\n    max: 5\n",
    ),
    (
        "pages/person-name.yaml",
        "page: person-name\nquestions:\n  - id: nickname\n    label: What do you call them?\n    type: text\n",
    ),
    (
        "pages/person-tools.yaml",
        "page: person-tools\ntitle: Tools of { $nickname }\nwhen: nickname != ''\nquestions:\n  - id: has_tools\n    label: Do they have tools?\n    type: yes_no\n  - id: tool_count\n    label: How many?\n    type: number\n    optional: true\nchecks:\n  - rule: has_tools || !answered(tool_count)\n    message: Leave the number empty, or say yes.\n    at: tool_count\n",
    ),
    (
        "pages/plot-size.yaml",
        "page: plot-size\nquestions:\n  - id: plot_size\n    label: How big must it be?\n    type: select\n    options:\n      - {value: small, label: Small}\n      - {value: large, label: Large}\n",
    ),
];

const SAMPLE: &str = "\
name: A group of two
answers:
  age_group: old
  full_name: Maria Example
  is_group: yes
  people:
    - nickname: Ana
      has_tools: yes
      tool_count: 3
  plot_size: large
";

/// The service's folder name.
pub const SLUG: &str = "rent-a-garden";

/// The files of the service, with a French translation that repeats the English texts.
pub fn files() -> Files {
    let mut files: Files =
        PAGES.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    files.insert("service.yaml".to_owned(), SERVICE.to_owned());
    files.insert("samples/group.yaml".to_owned(), SAMPLE.to_owned());
    let translation = translations::update(&SLUG.parse().unwrap(), &files, "fr").unwrap();
    files.insert("locales/fr.ftl".to_owned(), translation.replace("# untranslated\n", ""));
    files
}

/// A whole folder of services with only this one.
pub fn folder_of(files: &Files) -> Files {
    let mut all: Files = files.iter().map(|(path, text)| (format!("{SLUG}/{path}"), text.clone())).collect();
    all.insert("agencies.yaml".to_owned(), AGENCIES.to_owned());
    all
}
