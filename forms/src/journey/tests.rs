//! What a journey is for a small service.

use super::{
    Next,
    SectionState::{CannotStart, Done, NotStarted, Started},
    try_out::*,
};
use crate::{Answer, Answers, Place};

fn next(service: &crate::Service, answers: &Answers, place: &Place) -> Next {
    service.journey(answers, TODAY).next_after(place)
}

#[test]
fn a_page_belongs_to_the_journey_only_while_its_condition_holds() {
    let service = fair();
    let answers = kept(&service, &Answers::default(), &page("resident"), &[("is_resident", "yes")]);
    assert!(!names(&service, &answers).contains(&"license".to_owned()));
    let answers = kept(&service, &answers, &page("drives"), &[("drives", "yes")]);
    assert!(names(&service, &answers).contains(&"license".to_owned()));
    assert!(!names(&service, &answers).contains(&"helper-name".to_owned()));
}

#[test]
fn a_question_belongs_to_its_page_only_while_its_condition_holds() {
    let service = fair();
    let asked = |answers: &Answers| {
        let journey = service.journey(answers, TODAY);
        journey
            .questions_at(&page("contact"))
            .iter()
            .map(|question| question.id.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(asked(&Answers::default()), ["permit_name", "email"]);
    assert_eq!(asked(&driver(&service)), ["permit_name", "email", "truck"]);
}

#[test]
fn an_ending_ends_the_journey_and_keeps_the_answers_after_it() {
    let service = fair();
    let answers = kept(&service, &driver(&service), &page("resident"), &[("is_resident", "no")]);
    let journey = service.journey(&answers, TODAY);
    assert_eq!(journey.ending().map(|step| step.place.clone()), Some(page("not-resident")));
    assert_eq!(journey.next_after(&page("resident")), Next::Ended(page("not-resident")));
    assert!(!journey.is_complete());
    assert!(!journey.may_visit(&page("your-name")));
    assert!(answers.get(&question("full_name")).is_some());
}

#[test]
fn after_the_last_page_come_the_answers_to_check() {
    let service = fair();
    let answers = complete(&service);
    assert_eq!(next(&service, &answers, &page("remarks")), Next::Check);
    assert!(service.journey(&answers, TODAY).is_complete());
    assert_eq!(service.journey(&answers, TODAY).first_unanswered(), None);
}

#[test]
fn a_page_that_does_not_apply_leads_on_to_the_next_that_does() {
    let service = fair();
    let answers = kept(&service, &Answers::default(), &page("resident"), &[("is_resident", "yes")]);
    assert_eq!(next(&service, &answers, &page("license")), Next::Page(page("contact")));
    assert_eq!(service.journey(&answers, TODAY).back_from(&page("license")), Some(page("drives")));
}

#[test]
fn a_page_that_asks_nothing_counts_as_answered() {
    let service = fair();
    let journey = service.journey(&Answers::default(), TODAY);
    let advice = journey.steps().iter().find(|step| step.place == page("advice")).expect("applies");
    assert!(advice.is_answered);
}

#[test]
fn an_entry_leads_through_its_pages_and_back_to_its_repeat() {
    let service = fair();
    let answers = kept(&service, &driver(&service), &helper("h1", "helper-name"), &[("helper_name", "Bo")]);
    assert_eq!(
        next(&service, &answers, &helper("h1", "helper-name")),
        Next::Page(helper("h1", "helper-age"))
    );
    let answers = kept(&service, &answers, &helper("h1", "helper-age"), &[("helper_age", "15")]);
    assert_eq!(
        next(&service, &answers, &helper("h1", "helper-age")),
        Next::Page(helper("h1", "helper-pets"))
    );
    assert_eq!(next(&service, &answers, &helper("h1", "helper-pets")), Next::Page(page("helpers")));
    let journey = service.journey(&answers, TODAY);
    assert_eq!(journey.back_from(&helper("h1", "helper-name")), Some(page("helpers")));
    assert_eq!(journey.back_from(&helper("h1", "helper-pets")), Some(helper("h1", "helper-age")));
}

#[test]
fn each_entry_has_the_pages_its_own_answers_lead_to() {
    let service = fair();
    let mut answers = driver(&service);
    for (id, age) in [("h1", "30"), ("h2", "12")] {
        answers = kept(&service, &answers, &helper(id, "helper-name"), &[("helper_name", "Bo")]);
        answers = kept(&service, &answers, &helper(id, "helper-age"), &[("helper_age", age)]);
    }
    let journey = service.journey(&answers, TODAY);
    let has_wage = |id: &str| {
        let wage = helper(id, "helper-wage");
        journey.steps_inside(&wage.entries).iter().any(|step| step.place == wage)
    };
    assert!(has_wage("h1"));
    assert!(!has_wage("h2"));
}

#[test]
fn a_repeat_in_a_repeat_works_one_level_deeper() {
    let service = fair();
    let answers = complete(&service);
    let journey = service.journey(&answers, TODAY);
    assert_eq!(journey.next_after(&pet("h1", "p1", "pet-name")), Next::Page(helper("h1", "helper-pets")));
    assert_eq!(journey.back_from(&pet("h1", "p1", "pet-name")), Some(helper("h1", "helper-pets")));
    assert!(journey.may_visit(&pet("h1", "p1", "pet-name")));
    assert!(journey.may_visit(&pet("h1", "p2", "pet-name")), "one more pet");
    assert!(!journey.may_visit(&pet("h2", "p1", "pet-name")), "of a helper who does not exist");
}

#[test]
fn an_unfinished_entry_is_where_the_person_goes_on() {
    let service = fair();
    let answers = kept(&service, &driver(&service), &helper("h1", "helper-name"), &[("helper_name", "Bo")]);
    let journey = service.journey(&answers, TODAY);
    assert_eq!(journey.first_unanswered(), Some(&helper("h1", "helper-age")));
    assert!(!journey.may_visit(&page("days")));
}

#[test]
fn a_page_cannot_be_opened_before_the_earlier_ones_are_answered() {
    let service = fair();
    let answers = kept(&service, &Answers::default(), &page("resident"), &[("is_resident", "yes")]);
    let journey = service.journey(&answers, TODAY);
    assert!(journey.may_visit(&page("resident")));
    assert!(journey.may_visit(&page("your-name")));
    assert!(!journey.may_visit(&page("drives")));
    assert!(!journey.may_visit(&page("not-resident")), "its condition does not hold");
    assert!(!journey.may_visit(&page("helper-name")), "it lies inside a repeat");
    assert!(!journey.may_visit(&page("nowhere")));
}

#[test]
fn an_entry_beyond_the_most_cannot_be_opened() {
    let service = fair();
    let mut answers = driver(&service);
    for id in ["h1", "h2"] {
        answers = kept(&service, &answers, &helper(id, "helper-name"), &[("helper_name", "Bo")]);
    }
    let journey = service.journey(&answers, TODAY);
    assert!(journey.may_visit(&helper("h2", "helper-age")));
    assert!(!journey.may_visit(&helper("h3", "helper-name")));
}

#[test]
fn a_new_entry_opens_at_its_first_page_only() {
    let service = fair();
    let answers = driver(&service);
    let journey = service.journey(&answers, TODAY);
    assert!(journey.may_visit(&helper("h1", "helper-name")));
    assert!(!journey.may_visit(&helper("h1", "helper-age")));
}

#[test]
fn with_a_task_list_sections_open_once_the_person_may_apply() {
    let service = fair_with("task_list: true");
    let journey = service.journey(&Answers::default(), TODAY);
    assert!(!journey.may_visit(&page("drives")));
    let answers = kept(&service, &Answers::default(), &page("resident"), &[("is_resident", "yes")]);
    let journey = service.journey(&answers, TODAY);
    assert!(journey.may_visit(&page("your-name")));
    assert!(journey.may_visit(&page("days")), "first page of a later section");
    assert!(!journey.may_visit(&page("drives")), "an earlier page of its section is missing");
}

#[test]
fn the_task_list_says_how_far_each_section_is() {
    let service = fair_with("task_list: true");
    let states = |answers: &Answers| {
        service.journey(answers, TODAY).sections().iter().map(|section| section.state).collect::<Vec<_>>()
    };
    assert_eq!(states(&Answers::default()), [NotStarted, CannotStart, CannotStart, CannotStart]);
    let answers = kept(&service, &Answers::default(), &page("resident"), &[("is_resident", "yes")]);
    let answers = kept(&service, &answers, &page("your-name"), &[("full_name", "Ana Example")]);
    assert_eq!(states(&answers), [Done, Started, NotStarted, NotStarted]);
    assert_eq!(states(&complete(&service)), [Done, Done, Done, Done]);
}

#[test]
fn a_page_knows_its_number_in_its_section() {
    let service = fair();
    let answers = complete(&service);
    let position = service.journey(&answers, TODAY).position(&helper("h1", "helper-age"));
    assert_eq!((position.section_number, position.section_count), (3, 4));
    assert_eq!((position.page_number_in_section, position.pages_in_section), (1, 2));
}

#[test]
fn the_number_of_sections_never_grows_as_somebody_goes_on() {
    let service = fair_with_parking();
    let steps = |answers: &Answers, at: &str| {
        let position = service.journey(answers, TODAY).position(&page(at));
        (position.section_number, position.section_count)
    };
    let begun = kept(&service, &Answers::default(), &page("resident"), &[("is_resident", "yes")]);
    assert_eq!(steps(&Answers::default(), "resident"), (1, 5), "nobody knows yet who drives");
    assert_eq!(service.journey(&begun, TODAY).sections().len(), 5, "the task list agrees");
    let named = kept(&service, &begun, &page("your-name"), &[("full_name", "Ana Example")]);
    assert_eq!(steps(&named, "drives"), (2, 5));
    let drives = kept(&service, &named, &page("drives"), &[("drives", "yes")]);
    assert_eq!(steps(&drives, "license"), (2, 5));
    let walks = kept(&service, &named, &page("drives"), &[("drives", "no")]);
    let walks = kept(&service, &walks, &page("contact"), &[("permit_name", "Ana Example")]);
    assert_eq!(steps(&walks, "helpers"), (3, 4), "a section ruled out is one less to go");
}

#[test]
fn an_answer_ruled_out_by_another_does_not_count() {
    let service = fair();
    let mut answers = driver(&service);
    answers.insert(question("drives"), Answer::YesNo(false));
    let journey = service.journey(&answers, TODAY);
    assert_eq!(journey.answers().get(&question("license_number")), None);
    assert_eq!(journey.answers().get(&question("truck")), None);
    assert!(journey.answers().get(&question("permit_name")).is_some());
}
