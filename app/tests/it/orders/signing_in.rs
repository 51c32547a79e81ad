//! The same code pressed twice, and one person on two devices at the same moment.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use app::{AppError, CodePurpose, Entered, NewSession, Visitor};
use futures::{FutureExt, future::BoxFuture};
use model::DraftId;
use testkit::orders::{Came, Scene, keeping};

use super::{by_chance, in_every_order};
use crate::{bench::Bench, garden::SLUG};

/// Another address each time: one is sent only so many codes an hour.
fn address() -> String {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    format!("ana{}@example.org", NUMBER.fetch_add(1, Ordering::Relaxed))
}

async fn code_to(bench: &Bench, email: &str) -> String {
    bench.work().await;
    let message = bench.mail.newest_to(email).unwrap();
    let texts = message.facts.iter().map(|fact| fact.value.clone());
    texts.into_iter().find(|text| text.chars().filter(char::is_ascii_digit).count() == 6).unwrap()
}

/// As its browser's next request makes it.
fn with_cookie(visitor: &Visitor) -> Visitor {
    let presented = visitor.session.as_ref().map(|session| session.token_hash.clone());
    Visitor { presented, ..visitor.clone() }
}

type Pressed = Result<(usize, Option<Box<NewSession>>), AppError>;

/// What the page does with a code: entered, or the same press again. How often it was the first, and the session.
fn presses(
    bench: &Arc<Bench>,
    visitor: &Visitor,
    id: &str,
    code: &str,
) -> (BoxFuture<'static, ()>, Came<Pressed>) {
    let (bench, visitor, id, code) = (bench.clone(), visitor.clone(), id.to_owned(), code.to_owned());
    keeping(async move {
        match bench.app.enter_code(&visitor, &id, &code, CodePurpose::ConfirmEmail).await? {
            Entered::Right(new) => Ok((1, Some(new))),
            Entered::Wrong { .. } => panic!("the code is right"),
            Entered::Spent => {
                let again = bench.app.code_again(&visitor, &id, &code, CodePurpose::ConfirmEmail).await?;
                Ok((0, again.and_then(|again| again.session)))
            }
        }
    })
}

async fn opens(bench: &Bench, new: Option<Box<NewSession>>, draft: &DraftId) {
    let new = new.expect("signed in, whichever press it was");
    let visitor = bench.app.visitor(Some(new.token.as_str()), "en").await.unwrap();
    let open = bench.app.open_draft(&visitor, SLUG).await.unwrap();
    assert_eq!(&open.draft.id, draft);
    assert!(open.draft.email_confirmed && open.draft.person.as_ref() == visitor.person());
}

fn pressed_twice(bench: Arc<Bench>) -> BoxFuture<'static, Scene> {
    async move {
        let (visitor, draft) = bench.ready("").await;
        let (visitor, email) = (with_cookie(&visitor), address());
        let sent = bench.app.send_confirmation_code(&visitor, SLUG, &email).await.unwrap();
        let code = code_to(&bench, &email).await;
        let (one, one_came) = presses(&bench, &visitor, &sent.id, &code);
        let (two, two_came) = presses(&bench, &visitor, &sent.id, &code);
        let check = async move {
            let (one, two) = (one_came.to().unwrap(), two_came.to().unwrap());
            assert_eq!(one.0 + two.0, 1, "the code counts once");
            opens(&bench, one.1, &draft).await;
            opens(&bench, two.1, &draft).await;
        };
        Scene { actors: vec![("one", one), ("two", two)], check: check.boxed() }
    }
    .boxed()
}

#[test]
fn a_right_code_pressed_twice_signs_in_once_and_both_presses_lead_on() {
    in_every_order(2, pressed_twice);
}

#[test]
fn a_right_code_pressed_twice_signs_in_once_and_both_presses_lead_on_on_postgres() {
    by_chance(true, pressed_twice);
}

fn two_devices(bench: Arc<Bench>) -> BoxFuture<'static, Scene> {
    async move {
        let email = address();
        let mut actors = Vec::new();
        let mut came = Vec::new();
        for name in ["phone", "laptop"] {
            let (visitor, draft) = bench.ready("").await;
            let visitor = with_cookie(&visitor);
            let sent = bench.app.send_confirmation_code(&visitor, SLUG, &email).await.unwrap();
            let code = code_to(&bench, &email).await;
            let (pressing, pressed) = presses(&bench, &visitor, &sent.id, &code);
            actors.push((name, pressing));
            came.push((pressed, draft));
        }
        let check = async move {
            for (pressed, draft) in came {
                let (first, new) = pressed.to().unwrap();
                assert_eq!(first, 1);
                opens(&bench, new, &draft).await;
            }
        };
        Scene { actors, check: check.boxed() }
    }
    .boxed()
}

#[test]
fn one_person_who_signs_in_for_the_first_time_on_two_devices_is_one_person() {
    in_every_order(1, two_devices);
}

#[test]
fn one_person_who_signs_in_for_the_first_time_on_two_devices_is_one_person_on_postgres() {
    by_chance(true, two_devices);
}

/// A page is saved in one tab while the code is entered in the other.
fn saved_while_signing_in(bench: Arc<Bench>) -> BoxFuture<'static, Scene> {
    async move {
        let (visitor, draft) = bench.ready("").await;
        let (visitor, email) = (with_cookie(&visitor), address());
        let sent = bench.app.send_confirmation_code(&visitor, SLUG, &email).await.unwrap();
        let code = code_to(&bench, &email).await;
        let (pressing, pressed) = presses(&bench, &visitor, &sent.id, &code);
        let (saving, saved) = {
            let (bench, visitor) = (bench.clone(), visitor.clone());
            keeping(async move {
                let fields: forms::Fields = std::iter::once(("full_name", "Ana Changed")).collect();
                let place = forms::Place::page("your-name".parse().unwrap());
                bench.app.save_page(&visitor, SLUG, &place, &fields, false).await
            })
        };
        let check = async move {
            opens(&bench, pressed.to().unwrap().1, &draft).await;
            let is_kept = match saved.to() {
                Ok(app::Kept::Next(_)) => true,
                Err(AppError::NotFound) => false,
                other => panic!("{:?}", other.map(drop)),
            };
            let kept = bench.app.store.find_draft(&draft).await.unwrap().unwrap();
            let name = format!("{:?}", kept.answers.get(&"full_name".parse().unwrap()));
            assert_eq!(name.contains("Ana Changed"), is_kept, "{name}");
        };
        Scene { actors: vec![("enters", pressing), ("saves", saving)], check: check.boxed() }
    }
    .boxed()
}

#[test]
fn a_page_saved_while_a_code_is_entered_is_kept_or_its_person_told() {
    in_every_order(2, saved_while_signing_in);
}
