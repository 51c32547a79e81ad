//! A small made-up service for tests: a permit for a street fair, with a repeat in a repeat.

use jiff::civil::{Date, date};

use crate::{
    Answer, Answers, EntryId, Fields, PageId, Place, QuestionId, Saved, Service, ServiceSlug, save,
    service::Agencies, version::Files,
};

pub const TODAY: Date = date(2026, 3, 2);

const SERVICE: &str = r"
service: street-fair
title: Hold a street fair
summary: Ask for a permit to hold a fair on your street with your neighbors and friends.
agencies: [streets]
minutes: 10
target_days: 14
who: Anyone who lives in Riverbend.
other_ways:
  - way: By phone
    text: Call us.
privacy: We use your answers to decide.
statuses:
  - id: received
    label: Received
    means: We have it.
    tell: { subject: We have it, text: We have it. }
  - id: granted
    label: Granted
    means: You may hold your fair.
    outcome: granted
    tell: { subject: Your fair, text: You may hold your fair. }
retention:
  case: { keep_days: 365, source: Made-up schedule 1 }
  draft: { keep_days: 30, source: Made-up schedule 2 }
what_happens_next: We read it.
";

const AGENCIES: &str = r#"
agencies:
  streets:
    name: Riverbend Streets
    phone: "+15555550100"
    hours: Monday to Friday
    email: streets@example.gov
    time_zone: America/Chicago
"#;

const SECTIONS: &str = r"
sections:
  - { id: may-apply, title: Who may apply, pages: [resident, not-resident] }
  - { id: about-you, title: About you, pages: [your-name, drives, license, contact] }
  - { id: helpers, title: Your helpers, pages: [helpers, wages] }
  - { id: the-fair, title: The fair, pages: [days, advice, remarks] }
";

const PAGES: [&str; 13] = [
    r"{page: resident, questions: [{id: is_resident, label: Do you live here?, type: yes_no}]}",
    r"{page: not-resident, title: You cannot apply, text: Ask your own town., when: is_resident == false, ends: true}",
    r"{page: your-name, questions: [{id: full_name, label: Your name, short: Name, type: name, prefill: name}]}",
    r"{page: drives, questions: [{id: drives, label: Do you drive?, type: yes_no}]}",
    r"{page: license, when: drives == true, questions: [{id: license_number, label: License number, type: identifier, secret: true}]}",
    r"{page: contact, title: Contact, questions: [
        {id: permit_name, label: Name on the permit, type: name, prefill: name},
        {id: email, label: Email, type: email, optional: true, prefill: email},
        {id: truck, label: Your truck, type: text, when: drives == true}]}",
    r#"{page: helpers, questions: [{id: helpers, label: Your helpers, type: repeat, item: helper, min: 1, max: 2,
        summary: "{ $helper_name }, { $helper_age } years", pages: [helper-name, helper-age, helper-wage, helper-pets]}]}"#,
    r"{page: helper-name, questions: [{id: helper_name, label: Name, type: text}]}",
    r"{page: helper-age, questions: [{id: helper_age, label: Age, type: number, min: 0, max: 120}]}",
    r"{page: helper-wage, when: helper_age >= 16, questions: [{id: helper_wage, label: Wage, type: money}]}",
    r#"{page: helper-pets, when: drives == true, questions: [{id: pets, label: Pets, type: repeat, item: pet,
        summary: "{ $pet_name }", pages: [pet-name]}]}"#,
    r"{page: pet-name, questions: [{id: pet_name, label: Name of the pet, type: text}]}",
    r#"{page: wages, when: "helpers.exists(h, h.helper_age >= 16)", questions: [{id: pays_by, label: How do you pay?, type: choice,
        options: [{value: cash, label: In cash}, {value: check, label: By check}]}]}"#,
];

const LAST_PAGES: [&str; 3] = [
    r"{page: days, title: Days, questions: [{id: last_day, label: Last day, type: date, optional: true},
        {id: first_day, label: First day, type: date, earliest: today}],
        checks: [{rule: last_day >= first_day, message: The last day is before the first., at: last_day}]}",
    r"{page: advice, title: Advice, text: Tell your neighbors.}",
    r"{page: remarks, questions: [{id: remarks, label: Remarks, type: long_text, optional: true}]}",
];

/// The service of the tests.
pub fn fair() -> Service {
    fair_with("task_list: false")
}

/// The same with another line or more in its `service.yaml`.
pub fn fair_with(more: &str) -> Service {
    load(&format!("{SECTIONS}{more}\n"), PAGES.iter().chain(&LAST_PAGES).map(|page| (*page).to_owned()))
}

/// The same with a section of its own that only drivers see.
pub fn fair_with_parking() -> Service {
    let about_you = "contact] }";
    let more = format!("{about_you}\n  - {{ id: parking, title: Parking, pages: [parking] }}");
    let page = "{page: parking, when: drives == true, questions: [{id: spot, label: Your spot, type: text}]}";
    let pages = PAGES.iter().chain(&LAST_PAGES).chain(std::iter::once(&page)).map(|page| (*page).to_owned());
    load(&SECTIONS.replace(about_you, &more), pages)
}

/// The service after an author edited it: each text stands in the place of another.
pub fn fair_but(edits: &[(&str, &str)]) -> Service {
    let edited = |text: &str| edits.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to));
    load(&edited(SECTIONS), PAGES.iter().chain(&LAST_PAGES).map(|page| edited(page)))
}

/// The same, and two answers have a retention rule of their own: whether the person drives, which other pages hang on, and
/// the names of pets, two repeats deep.
pub fn fair_that_forgets() -> Service {
    let rule = "personal: {purpose: To plan, retention: driving}";
    let (drives, pet) = ("{id: drives, ", "{id: pet_name, ");
    let pages = PAGES.iter().chain(&LAST_PAGES).map(|page| {
        page.replace(drives, &format!("{drives}{rule}, ")).replace(pet, &format!("{pet}{rule}, "))
    });
    let rules = "  driving: { keep_days: 90, source: Made-up schedule 3 }\n  draft:";
    load_as(&SERVICE.replace("  draft:", rules), &format!("{SECTIONS}task_list: false\n"), pages)
}

/// A service of these sections (the end of a `service.yaml`) and pages (YAML in braces, `page` first).
pub fn load(sections: &str, pages: impl Iterator<Item = String>) -> Service {
    load_as(SERVICE, sections, pages)
}

fn load_as(service: &str, sections: &str, pages: impl Iterator<Item = String>) -> Service {
    let mut files = Files::new();
    files.insert("service.yaml".to_owned(), format!("{service}{sections}"));
    for page in pages {
        let (name, _) = page.trim_start_matches("{page: ").split_once([',', '}']).expect("page first");
        files.insert(format!("pages/{name}.yaml"), page);
    }
    load_files(&files)
}

fn load_files(files: &Files) -> Service {
    let agencies = Files::from([("agencies.yaml".to_owned(), AGENCIES.to_owned())]);
    let (agencies, problems) = Agencies::load(&agencies);
    let agencies = agencies.unwrap_or_else(|| panic!("{problems:?}"));
    let slug: ServiceSlug = "street-fair".parse().expect("a service name");
    Service::load(&slug, files, &agencies).unwrap_or_else(|problems| panic!("{problems:#?}\n{files:#?}"))
}

pub fn page(name: &str) -> Place {
    Place::page(page_id(name))
}

pub fn page_id(name: &str) -> PageId {
    name.parse().expect("a page name")
}

pub fn question(name: &str) -> QuestionId {
    name.parse().expect("a question name")
}

pub fn entry(name: &str) -> EntryId {
    name.parse().expect("an entry name")
}

/// A page inside an entry of the helpers.
pub fn helper(id: &str, name: &str) -> Place {
    page("helpers").inside(question("helpers"), entry(id), page_id(name))
}

/// A page inside a pet of a helper.
pub fn pet(of: &str, id: &str, name: &str) -> Place {
    helper(of, "helper-pets").inside(question("pets"), entry(id), page_id(name))
}

pub fn fields(pairs: &[(&str, &str)]) -> Fields {
    pairs.iter().copied().collect()
}

/// Saves pages one after the other; each must be kept.
pub fn answered(service: &Service, pages: &[(Place, &[(&str, &str)])]) -> Answers {
    let mut answers = Answers::default();
    for (place, typed) in pages {
        answers = kept(service, &answers, place, typed);
    }
    answers
}

/// Saves a page that must be kept, without anything to confirm.
pub fn kept(service: &Service, answers: &Answers, place: &Place, typed: &[(&str, &str)]) -> Answers {
    match save(&service.journey(answers, TODAY), answers, place, &fields(typed), false) {
        Saved::Kept { answers, .. } => answers,
        other => panic!("{place} was not kept: {other:?}"),
    }
}

/// A driver without helpers yet.
pub fn driver(service: &Service) -> Answers {
    answered(
        service,
        &[
            (page("resident"), &[("is_resident", "yes")]),
            (page("your-name"), &[("full_name", "Ana Example")]),
            (page("drives"), &[("drives", "yes")]),
            (page("license"), &[("license_number", "D1234567")]),
            (page("contact"), &[("permit_name", "Ana Example"), ("email", ""), ("truck", "Blue van")]),
        ],
    )
}

/// Everything answered: a driver with one helper of working age who has one pet.
pub fn complete(service: &Service) -> Answers {
    let mut answers = driver(service);
    let rest: [(Place, &[(&str, &str)]); 9] = [
        (helper("h1", "helper-name"), &[("helper_name", "Bo")]),
        (helper("h1", "helper-age"), &[("helper_age", "30")]),
        (helper("h1", "helper-wage"), &[("helper_wage", "12.50")]),
        (pet("h1", "p1", "pet-name"), &[("pet_name", "Rex")]),
        (helper("h1", "helper-pets"), &[]),
        (page("helpers"), &[]),
        (page("wages"), &[("pays_by", "cash")]),
        (page("days"), &[("first_day-month", "5"), ("first_day-day", "1"), ("first_day-year", "2026")]),
        (page("remarks"), &[("remarks", "")]),
    ];
    for (place, typed) in rest {
        answers = kept(service, &answers, &place, typed);
    }
    answers
}

/// The names of the pages of a journey, in order.
pub fn names(service: &Service, answers: &Answers) -> Vec<String> {
    service.journey(answers, TODAY).steps().iter().map(|step| step.page.file.page.to_string()).collect()
}

/// A text answer inside a helper.
pub fn answer_at<'a>(answers: &'a Answers, place: &Place, name: &str) -> Option<&'a Answer> {
    answers.at(place)?.get(&question(name))
}
