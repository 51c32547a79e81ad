//! Drafts of the street fair after its author edited it.

use super::{AnswerName, AskAgain, Carried, Why, carry, keep_typed, settle};
use crate::{
    Answer, Next, Place, Saved, Service,
    journey::try_out::{
        TODAY, complete, driver, fair, fair_but, fair_with, fields, helper, kept, page, pet, question,
    },
    save,
};

fn begun(service: &Service) -> Carried {
    Carried { answers: complete(service), ..Carried::default() }
}

/// A complete draft after an edit, with the new service.
fn after(edits: &[(&str, &str)]) -> (Service, Carried) {
    let (old, new) = (fair(), fair_but(edits));
    let carried = carry(&old, &new, &begun(&old), TODAY);
    (new, carried)
}

/// The pages to be asked again, in order, and why.
fn again(service: &Service, draft: &Carried) -> Vec<(String, Why)> {
    let journey = service.journey(&draft.answers, TODAY).asking_again(&draft.unsettled);
    journey.asked_again().map(|(place, why)| (place.to_string(), why)).collect()
}

fn name(text: &str) -> AnswerName {
    text.parse().expect("a full name")
}

#[test]
fn a_reworded_question_keeps_its_answer_and_is_asked_again() {
    let (new, carried) = after(&[("Do you drive?", "Do you drive a truck?")]);
    assert_eq!(carried.answers, complete(&fair()));
    assert_eq!(again(&new, &carried), [("drives".to_owned(), Why::Changed)]);
    let journey = new.journey(&carried.answers, TODAY).asking_again(&carried.unsettled);
    assert_eq!(journey.first_unanswered(), Some(&page("drives")));
}

#[test]
fn help_order_conditions_and_capitals_ask_nothing_again() {
    let edits = [
        ("label: Do you live here?", "label: Do you LIVE here, hint: In Riverbend"),
        ("[helpers, wages]", "[wages, helpers]"),
        (r#"when: "helpers.exists(h, h.helper_age >= 16)", "#, ""),
        ("summary: \"{ $pet_name }\"", "summary: \"Pet { $pet_name }\""),
        (
            "{value: cash, label: In cash}, {value: check, label: By check}",
            "{value: check, label: By check, hint: On paper}, {value: cash, label: In cash}",
        ),
        ("secret: true", "secret: true, mask: '#-#######', example: D1234567"),
    ];
    let (new, carried) = after(&edits);
    assert_eq!(carried, begun(&fair()));
    assert_eq!(again(&new, &carried), []);
}

#[test]
fn an_answer_that_no_longer_fits_is_set_aside_with_the_version_it_was_given_in() {
    let (new, carried) = after(&[("max: 120", "max: 25")]);
    assert_eq!(
        again(&new, &carried),
        [("helpers/h1/helper-age".to_owned(), Why::DoesNotFit)],
        "only the page of the one helper who is older"
    );
    let aside = carried.unsettled.set_aside.get(&name("helpers/h1/helper_age")).expect("kept");
    assert_eq!((&aside.answer, &aside.given.version), (&Answer::Number(30), &fair().version));
    let journey = new.journey(&carried.answers, TODAY).asking_again(&carried.unsettled);
    assert!(!journey.is_complete());
    assert_eq!(journey.first_unanswered(), Some(&helper("h1", "helper-age")));
}

#[test]
fn a_secret_is_held_to_a_new_pattern_too() {
    let (_, carried) = after(&[("secret: true", "secret: true, pattern: '[A-Z][0-9]{7}'")]);
    assert_eq!(carried.unsettled.why(&name("license_number")), Some(Why::Changed));
    let (_, carried) = after(&[("secret: true", "secret: true, pattern: '[0-9]{12}'")]);
    assert_eq!(carried.unsettled.why(&name("license_number")), Some(Why::DoesNotFit));
}

#[test]
fn other_words_must_be_agreed_to_again() {
    const REMARKS: &str = "label: Remarks, type: long_text, optional: true";
    let old = fair_but(&[(REMARKS, "label: Agree, type: declaration, agree: I pay the fee")]);
    let new = fair_but(&[(REMARKS, "label: Agree, type: declaration, agree: I pay twice the fee")]);
    let mut draft = begun(&fair());
    draft.answers = kept(&old, &draft.answers, &page("remarks"), &[("remarks", "yes")]);
    let carried = carry(&old, &new, &draft, TODAY);
    assert_eq!(carried.answers.get(&question("remarks")), None);
    assert_eq!(again(&new, &carried), [("remarks".to_owned(), Why::DoesNotFit)]);
}

#[test]
fn a_question_left_empty_that_must_be_answered_now_is_open() {
    let (new, carried) = after(&[("label: Email, type: email, optional: true", "label: Email, type: email")]);
    let journey = new.journey(&carried.answers, TODAY).asking_again(&carried.unsettled);
    assert_eq!(journey.first_unanswered(), Some(&page("contact")));
}

#[test]
fn a_question_that_is_new_is_asked_of_who_is_past_it_and_of_nobody_else() {
    let (new, carried) =
        after(&[("{id: email,", "{id: since, label: Since when?, type: text}, {id: email,")]);
    assert_eq!(again(&new, &carried), [("contact".to_owned(), Why::New)]);
    let old = fair();
    let new = fair_but(&[
        ("label: Remarks", "label: Remarks, hint: Any"),
        ("{id: last_day", "{id: another, label: A, type: text}, {id: last_day"),
    ]);
    let early = Carried { answers: driver(&old), ..Carried::default() };
    assert_eq!(again(&new, &carry(&old, &new, &early, TODAY)), [], "the page was not reached yet");
    assert_eq!(again(&new, &carry(&old, &new, &begun(&old), TODAY)), [("days".to_owned(), Why::New)]);
}

#[test]
fn what_is_no_longer_asked_holds_nobody_up_and_is_told() {
    let (new, carried) = after(&[(
        "{id: truck, label: Your truck, type: text, when: drives == true}",
        "{id: car, label: Your car, type: text, optional: true}",
    )]);
    assert_eq!(again(&new, &carried), [("contact".to_owned(), Why::New)]);
    let gone: Vec<_> = carried
        .unsettled
        .no_longer_asked(&new)
        .map(|(name, aside)| (name.to_string(), &aside.answer))
        .collect();
    assert_eq!(gone, [("truck".to_owned(), &Answer::Text("Blue van".to_owned()))]);
}

#[test]
fn a_repeat_that_comes_back_brings_its_entries_and_theirs() {
    let old = fair();
    let new = fair_but(&[
        (
            "id: helpers, label: Your helpers, type: repeat, item: helper, min: 1, max: 2,",
            "id: hands, label: Your helpers, type: repeat, item: helper, min: 1, max: 2,",
        ),
        ("helpers.exists(h, h", "hands.exists(h, h"),
    ]);
    let there = carry(&old, &new, &begun(&old), TODAY);
    assert_eq!(there.answers.get(&question("helpers")), None);
    assert!(there.unsettled.set_aside.contains_key(&name("helpers/h1/pets/p1/pet_name")));
    assert_eq!(carry(&new, &old, &there, TODAY).answers, complete(&old));
}

#[test]
fn an_entry_taken_out_takes_what_was_set_aside_for_it_along() {
    let (_, mut carried) = after(&[("max: 120", "max: 25")]);
    carried.unsettled.forget_entry(&question("helpers"), &"h1".parse().expect("an entry"));
    assert!(carried.unsettled.is_empty(), "{:?}", carried.unsettled);
}

#[test]
fn a_saved_page_is_settled_and_leads_to_what_is_left() {
    let (new, carried) = after(&[("Do you drive?", "Do you drive a truck?"), ("max: 120", "max: 25")]);
    let settled = settled(&new, &carried, &page("drives"), &[("drives", "yes")], None);
    assert_eq!(settled.1, Next::Page(helper("h1", "helper-age")), "not through all pages in between");
    let settled = self::settled(&new, &settled.0, &helper("h1", "helper-age"), &[("helper_age", "20")], None);
    assert_eq!((settled.0.unsettled.is_empty(), settled.1), (true, Next::Check));
}

#[test]
fn a_page_opened_before_the_change_does_not_answer_what_changed() {
    let old = fair();
    let (new, carried) = after(&[("label: Your truck", "label: Your trailer")]);
    let typed = [("permit_name", "Bo Example"), ("email", ""), ("truck", "Red van")];
    let (draft, next) = settled(&new, &carried, &page("contact"), &typed, Some(&old));
    let answers = draft.answers.get(&question("truck"));
    assert_eq!(answers, Some(&Answer::Text("Red van".to_owned())), "what was typed is kept");
    let again = draft.unsettled.ask_again.get(&name("truck"));
    assert!(matches!(again, Some(AskAgain::Changed(given)) if given.version == old.version), "{again:?}");
    assert_eq!(next, Next::Page(page("contact")));
    let (draft, next) = settled(&new, &draft, &page("contact"), &typed, None);
    assert_eq!((draft.unsettled.is_empty(), next), (true, Next::Check));
}

#[test]
fn what_was_typed_on_a_page_that_is_gone_is_kept() {
    let old = fair();
    // The page has another name, one of its questions another limit, and one is gone.
    let new = fair_but(&[
        ("contact", "reach-you"),
        ("label: Your truck, type: text", "label: Your truck, type: text, max: 5"),
        ("{id: email, label: Email, type: email, optional: true, prefill: email},", ""),
    ]);
    let draft = Carried { answers: complete(&old), ..Carried::default() };
    let carried = carry(&old, &new, &draft, TODAY);
    let typed =
        fields(&[("permit_name", "Bo Example"), ("email", "bo@example.org"), ("truck", "Purple van")]);
    let carried = keep_typed(&new, &carried, &old, &page("contact"), &typed, TODAY);
    let permit = carried.answers.get(&question("permit_name"));
    assert!(matches!(permit, Some(Answer::Name(name)) if name.full == "Bo Example"), "{permit:?}");
    let aside = |text: &str| carried.unsettled.set_aside.get(&name(text)).map(|aside| aside.answer.clone());
    assert_eq!(aside("email"), Some(Answer::Email("bo@example.org".to_owned())));
    assert_eq!(aside("truck"), Some(Answer::Text("Purple van".to_owned())));
    assert_eq!(again(&new, &carried), [("reach-you".to_owned(), Why::DoesNotFit)]);
}

#[test]
fn what_was_typed_unfinished_on_a_page_that_comes_later_now_waits_there() {
    let old = fair();
    let drives = ("label: Do you drive?", "label: Do you drive a truck?");
    let (new, carried) = after(&[drives]);
    let typed = fields(&[("permit_name", "Bo Example"), ("email", "bo@example"), ("truck", "Red van")]);
    let carried = keep_typed(&new, &carried, &old, &page("contact"), &typed, TODAY);
    let waits = carried.unsettled.typed.clone().expect("it waits");
    assert_eq!((waits.address.as_str(), waits.fields.text("email")), ("contact", "bo@example"));
    assert_eq!(waits.fields.text("permit_name"), "Bo Example", "the whole page is shown as it was");
    assert_eq!(waits.fields.text("truck"), "Red van");
    let (draft, next) = settled(&new, &carried, &page("drives"), &[("drives", "yes")], None);
    assert_eq!(next, Next::Page(page("contact")), "they come to it after what is asked first");
    let whole = [("permit_name", "Bo Example"), ("email", "bo@example.org"), ("truck", "Red van")];
    let (draft, _) = settled(&new, &draft, &page("contact"), &whole, None);
    assert!(draft.unsettled.is_empty(), "{:?}", draft.unsettled);
}

#[test]
fn controls_that_were_left_empty_wait_nowhere() {
    let old = fair();
    let (new, carried) = after(&[("label: Do you drive?", "label: Do you drive a truck?")]);
    let typed = fields(&[("permit_name", ""), ("email", ""), ("truck", "")]);
    assert_eq!(keep_typed(&new, &carried, &old, &page("contact"), &typed, TODAY), carried);
}

#[test]
fn the_task_list_says_which_sections_changed() {
    use crate::SectionState::{Changed, Done};
    let old = fair_with("task_list: true");
    let (new, carried) = {
        let new = fair_but(&[("max: 120", "max: 25"), ("sections:", "task_list: true\nsections:")]);
        let carried = carry(&old, &new, &begun(&old), TODAY);
        (new, carried)
    };
    let journey = new.journey(&carried.answers, TODAY).asking_again(&carried.unsettled);
    let states: Vec<_> = journey.sections().iter().map(|section| section.state).collect();
    assert_eq!(states, [Done, Done, Changed, Done]);
}

#[test]
fn a_full_name_reads_as_it_is_written() {
    for text in ["truck", "helpers/h1/helper_age", "helpers/h1/pets/p1/pet_name"] {
        assert_eq!(name(text).to_string(), text);
    }
    for bad in ["", "helpers/h1", "a/b/c/", "Helpers/h1/age", "/a"] {
        assert!(bad.parse::<AnswerName>().is_err(), "{bad}");
    }
    let at = fair().place_named(&name("helpers/h1/pets/p1/pet_name"));
    assert_eq!(at, Some(pet("h1", "p1", "pet-name")));
    assert_eq!(fair().place_named(&name("truck/h1/helper_age")), None);
}

/// Saves a page that must be kept.
fn settled(
    service: &Service,
    draft: &Carried,
    place: &Place,
    typed: &[(&str, &str)],
    shown: Option<&Service>,
) -> (Carried, Next) {
    let saved = save(&service.journey(&draft.answers, TODAY), &draft.answers, place, &fields(typed), true);
    let Saved::Kept { answers, next, .. } = saved else { panic!("{place}: {saved:?}") };
    let settled = settle(service, draft, &answers, place, shown, next, TODAY);
    (Carried { answers, unsettled: settled.unsettled }, settled.next)
}
