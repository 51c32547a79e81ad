//! One page of a draft whose service changed: what saving it settles, and what becomes of a page that was opened
//! before the change and sent after it.

use jiff::civil::Date;

use super::{AnswerName, AskAgain, Carried, Given, Meaning, Typed, Unsettled, carrier::Carrier};
use crate::{
    Answers, Fields, Next, Place,
    definition::Question,
    fields_of,
    journey::{Journey, asks, repeat_of},
    question::Ask,
    service::Service,
};

/// What saving a page led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// What is left to settle after it.
    pub unsettled: Unsettled,
    /// Where to go.
    pub next: Next,
}

/// After a page was saved: its questions are answered, and whatever was kept for them is decided about. `after` are
/// the answers with those of the page, `next` is where saving led.
///
/// `shown` is the version the page was shown in, when it was another: a question that asks something else since then
/// was not answered, even if the answer fits.
pub fn settle(
    service: &Service,
    before: &Carried,
    after: &Answers,
    place: &Place,
    shown: Option<&Service>,
    next: Next,
    today: Date,
) -> Settled {
    if before.unsettled.is_empty() && shown.is_none() {
        return Settled { unsettled: Unsettled::default(), next };
    }
    let mut unsettled = before.unsettled.clone();
    // Whatever waited to be sent again: this page is saved now.
    unsettled.typed = unsettled.typed.filter(|typed| typed.address != place.to_string());
    let journey = service.journey(after, today);
    for question in journey.questions_at(place).into_iter().filter(|question| asks(question)) {
        let name = AnswerName::at(place, &question.id);
        unsettled.forget(&name);
        let given = shown.and_then(|shown| shown.given_to(&name));
        match (shown, given) {
            (Some(_), Some(given)) if given.meaning != Meaning::of(question) => {
                unsettled.ask_again.insert(name, AskAgain::Changed(given));
            }
            (Some(_), None) => {
                unsettled.ask_again.insert(name, AskAgain::New);
            }
            _ => {}
        }
    }
    let was_waiting =
        service.journey(&before.answers, today).asking_again(&before.unsettled).is_waiting(place);
    let journey = journey.asking_again(&unsettled);
    // Only what changed is asked again: not everything that comes after it.
    let typed = unsettled.typed.as_ref().and_then(|typed| service.place(&typed.address));
    let typed = typed.filter(|typed| journey.may_visit(typed));
    let next = match typed {
        _ if !was_waiting && !journey.is_waiting(place) => next,
        Some(typed) => Next::Page(typed),
        None => go_on(&journey),
    };
    Settled { unsettled, next }
}

/// To whatever is left, or to "check your answers".
fn go_on(journey: &Journey<'_>) -> Next {
    match (journey.first_unanswered(), journey.ending()) {
        (Some(place), _) => Next::Page(place.clone()),
        (None, Some(ending)) => Next::Ended(ending.place.clone()),
        (None, None) => Next::Check,
    }
}

/// Keeps what was typed on a page that this version does not have, or does not come to yet: as answers where they are
/// asked now, or set aside. What cannot be read, such as half an address, waits on its page as it was typed.
pub fn keep_typed(
    service: &Service,
    draft: &Carried,
    shown: &Service,
    place: &Place,
    fields: &Fields,
    today: Date,
) -> Carried {
    let mut carrier = Carrier { new: service, today, kept: draft.clone() };
    let mut unread = Vec::new();
    let questions = shown.page(&place.page).into_iter().flat_map(|page| &page.questions);
    for question in questions.map(|asked| &asked.question).filter(|question| repeat_of(question).is_none()) {
        let name = AnswerName::at(place, &question.id);
        match question.kind.kind().parse(&Ask { question, previous: None, today }, fields) {
            Ok(Some(answer)) => {
                let given = Given { version: shown.version.clone(), meaning: Meaning::of(question) };
                carrier.kept.unsettled.forget(&name);
                carrier.take(&name, &answer, given);
            }
            Err(_) if has_text(question, fields) => {
                unread.extend(service.place_named(&name).map(|place| (place, question)));
            }
            Ok(None) | Err(_) => {}
        }
    }
    let mut kept = carrier.kept;
    if let Some((place, _)) = unread.first() {
        let own = unread.iter().filter(|(at, _)| at == place).map(|(_, question)| *question);
        kept.unsettled.typed = Some(unfinished(service, &kept.answers, place, own, fields, today));
    }
    kept
}

fn has_text(question: &Question, fields: &Fields) -> bool {
    question.kind.kind().controls(question).iter().any(|control| !fields.text(control).is_empty())
}

/// A page as its answers fill it in, with what stands in the controls of these questions.
fn unfinished<'a>(
    service: &Service,
    answers: &Answers,
    place: &Place,
    questions: impl Iterator<Item = &'a Question>,
    fields: &Fields,
    today: Date,
) -> Typed {
    let mut page = fields_of(service, answers, place, today);
    for control in questions.flat_map(|question| question.kind.kind().controls(question)) {
        let texts = fields.all(&control).iter().map(|text| (control.clone(), text.clone()));
        page.extend(texts.collect());
    }
    Typed::of(service, place, &page)
}
