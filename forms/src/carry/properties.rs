//! Random drafts of made-up services, carried to random next versions: what must be true of all of them.

mod versions;

use proptest::prelude::*;

use self::versions::Versions;
use super::{AnswerName, Carried, carry, settle};
use crate::{
    Answer, Answers, Next, Place, Saved, Service, Why,
    journey::{
        properties::{acts, after_acts, first_page_of_a_new_entry, given, typed},
        try_out::TODAY,
    },
    ready, save,
};

fn begun(answers: Answers) -> Carried {
    Carried { answers, ..Carried::default() }
}

/// Every answer typed, kept or set aside, by its full name.
fn anywhere(draft: &Carried) -> Vec<(String, Answer)> {
    let aside = draft.unsettled.set_aside.iter();
    let aside = aside.map(|(name, aside)| (name.to_string(), aside.answer.clone()));
    given(&draft.answers, "").into_iter().chain(aside).collect()
}

/// Answers a page of a carried draft.
fn answer(service: &Service, draft: &Carried, place: &Place, value: u8) -> Option<(Carried, Next)> {
    let journey = service.journey(&draft.answers, TODAY);
    let fields = typed(&journey, place, value);
    let Saved::Kept { answers, next, .. } =
        save(&service.journey(&draft.answers, TODAY), &draft.answers, place, &fields, true)
    else {
        return None;
    };
    let settled = settle(service, draft, &answers, place, None, next, TODAY);
    Some((Carried { answers, unsettled: settled.unsettled }, settled.next))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn carrying_to_the_same_version_changes_nothing(versions in Versions::any(), done in acts()) {
        let service = versions.old.load();
        let draft = begun(after_acts(&service, &done)?);
        prop_assert_eq!(carry(&service, &service, &draft, TODAY), draft);
    }

    #[test]
    fn nothing_typed_disappears(versions in Versions::any(), done in acts()) {
        let (old, new) = (versions.old.load(), versions.new.load());
        let draft = begun(after_acts(&old, &done)?);
        let carried = carry(&old, &new, &draft, TODAY);
        let mut kept = anywhere(&carried);
        kept.sort_by(|one, other| one.0.cmp(&other.0));
        kept.retain(|(_, answer)| !matches!(answer, Answer::Repeat(_) | Answer::Skipped));
        prop_assert_eq!(kept, anywhere(&draft));
    }

    #[test]
    fn carrying_twice_is_carrying_once(versions in Versions::any(), done in acts()) {
        let (old, new) = (versions.old.load(), versions.new.load());
        let once = carry(&old, &new, &begun(after_acts(&old, &done)?), TODAY);
        prop_assert_eq!(carry(&new, &new, &once, TODAY), once);
    }

    #[test]
    fn carried_there_and_back_again_a_draft_is_what_it_was(versions in Versions::any(), done in acts()) {
        let (old, new) = (versions.old.load(), versions.new.load());
        let draft = begun(after_acts(&old, &done)?);
        let there = carry(&old, &new, &draft, TODAY);
        let back = carry(&new, &old, &there, TODAY);
        prop_assert_eq!(&back.answers, &draft.answers);
        prop_assert!(back.unsettled.set_aside.is_empty(), "{:?}", back.unsettled);
        let journey = old.journey(&back.answers, TODAY).asking_again(&back.unsettled);
        prop_assert!(journey.asked_again().all(|(_, why)| why == Why::New), "{:?}", back.unsettled);
    }

    #[test]
    fn a_page_whose_questions_did_not_change_is_not_asked_again(versions in Versions::any(), done in acts()) {
        let (old, new) = (versions.old.load(), versions.new.load());
        let draft = begun(after_acts(&old, &done)?);
        let carried = carry(&old, &new, &draft, TODAY);
        let was_asked: Vec<AnswerName> = old.journey(&draft.answers, TODAY).names().map(|(_, name)| name).collect();
        let journey = new.journey(&carried.answers, TODAY).asking_again(&carried.unsettled);
        for (place, why) in journey.asked_again() {
            let leaf = versions.new.pages.iter().find(|leaf| {
                let page = place.page.as_str().strip_prefix(leaf.page().as_str());
                page.is_some_and(|rest| ["", "-a", "-b", "-c"].contains(&rest))
            });
            let leaf = leaf.expect("the page of a question");
            let names = journey.questions_at(place).into_iter().map(|asked| AnswerName::at(place, &asked.id));
            let asks_more = names.clone().any(|name| !was_asked.contains(&name));
            prop_assert!(asks_more || !versions.asks_the_same(leaf), "{} is asked again: {:?}", place, why);
        }
    }

    #[test]
    fn a_journey_is_not_complete_while_a_page_is_to_be_asked_again(versions in Versions::any(), done in acts()) {
        let (old, new) = (versions.old.load(), versions.new.load());
        let carried = carry(&old, &new, &begun(after_acts(&old, &done)?), TODAY);
        let journey = new.journey(&carried.answers, TODAY).asking_again(&carried.unsettled);
        if journey.asked_again().next().is_some() {
            prop_assert!(!journey.is_complete());
            let first = journey.first_unanswered();
            prop_assert!(first.is_some_and(|place| journey.may_visit(place)), "{:?}", first);
        }
    }

    #[test]
    fn answering_what_is_asked_again_settles_everything(
        versions in Versions::any(), done in acts(), values in any::<[u8; 16]>(),
    ) {
        let (old, new) = (versions.old.load(), versions.new.load());
        let mut draft = carry(&old, &new, &begun(after_acts(&old, &done)?), TODAY);
        let before = new.journey(&draft.answers, TODAY).asking_again(&draft.unsettled).asked_again().count();
        for round in 0_usize..200 {
            let journey = new.journey(&draft.answers, TODAY).asking_again(&draft.unsettled);
            let Some(place) = journey.first_unanswered().cloned() else { break };
            let value = values.get(round % values.len()).copied().unwrap_or_default();
            let (after, next) = match answer(&new, &draft, &place, value) {
                Some(after) => after,
                None => answer(&new, &draft, &first_page_of_a_new_entry(&journey, &place), value).expect("kept"),
            };
            prop_assert_ne!(&after, &draft, "{} was answered and still is asked ({} were)", place, before);
            let journey = new.journey(&after.answers, TODAY).asking_again(&after.unsettled);
            if let Next::Page(next) = next {
                prop_assert!(journey.may_visit(&next) || !journey.is_waiting(&next), "{next} may not be opened");
            }
            draft = after;
        }
        let journey = new.journey(&draft.answers, TODAY).asking_again(&draft.unsettled);
        prop_assert_eq!(journey.first_unanswered(), None);
        prop_assert_eq!(journey.asked_again().next(), None);
        prop_assert_eq!(ready(&new, &draft.answers, TODAY).is_ok(), journey.is_complete());
    }
}
