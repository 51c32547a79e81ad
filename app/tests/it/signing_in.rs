//! Codes and what they open: as many tries as said, as many messages as said, and only to what the address proves.

use app::{AppError, CodePurpose, Entered, Visitor};
use jiff::SignedDuration;

use crate::{
    bench::{ANA, Bench},
    garden::SLUG,
};

/// The code last sent to an address.
async fn code_to(bench: &Bench, email: &str) -> String {
    bench.work().await;
    let message = bench.mail.newest_to(email).unwrap();
    let texts = message.facts.iter().map(|fact| fact.value.clone());
    texts.into_iter().find(|text| text.chars().filter(char::is_ascii_digit).count() == 6).unwrap()
}

/// Signs in; the visitor of the new session.
async fn sign_in(bench: &Bench, visitor: &Visitor, email: &str) -> Visitor {
    let sent = bench.app.send_sign_in_code(&Visitor::anonymous("en"), "192.0.2.1", email).await.unwrap();
    let code = code_to(bench, email).await;
    let entered = bench.app.enter_code(visitor, &sent.id, &code, CodePurpose::SignIn).await.unwrap();
    let Entered::Right(new) = entered else { panic!("the code was not taken") };
    bench.app.visitor(Some(new.token.as_str()), "en").await.unwrap()
}

#[tokio::test]
async fn a_draft_begun_before_signing_in_is_in_the_account_after_signing_out() {
    let bench = Bench::new().await;
    let (guest, draft) = bench.ready("").await;
    let ana = sign_in(&bench, &guest, ANA).await;
    let kept = bench.app.store.find_draft(&draft).await.unwrap().unwrap();
    assert_eq!((kept.person.as_ref(), kept.email.as_deref()), (ana.person(), Some(ANA)));
    assert!(kept.email_confirmed);
    bench.app.sign_out(&ana).await.unwrap();
    assert!(bench.app.own_draft(&guest, &draft).await.is_err(), "nothing is reached through the old session");
    assert!(bench.app.own_draft(&Visitor { session: ana.session, ..guest }, &draft).await.is_err());
    let again = sign_in(&bench, &Visitor::anonymous("en"), ANA).await;
    assert!(bench.app.own_draft(&again, &draft).await.is_ok());
}

#[tokio::test]
async fn a_lapsed_session_goes_on_for_the_same_person_and_for_nobody_else() {
    let bench = Bench::new().await;
    for (email, goes_on) in [(ANA, true), ("ben@example.org", false)] {
        let (guest, draft) = bench.ready("").await;
        let ana = sign_in(&bench, &guest, ANA).await;
        bench.pass_hours(2);
        let lapsed = Visitor { lapsed: ana.session, ..Visitor::anonymous("en") };
        assert!(lapsed.may_sign_in_again());
        let next = sign_in(&bench, &lapsed, email).await;
        let open = bench.app.open_draft(&next, SLUG).await;
        assert_eq!(open.ok().map(|open| open.draft.id), goes_on.then_some(draft), "{email}");
    }
}

#[tokio::test]
async fn a_second_person_on_the_same_device_reaches_nothing_of_the_first() {
    let bench = Bench::new().await;
    let (guest, draft) = bench.ready("").await;
    let ana = sign_in(&bench, &guest, ANA).await;
    let ben = sign_in(&bench, &ana, "ben@example.org").await;
    assert!(matches!(bench.app.own_draft(&ben, &draft).await, Err(AppError::NotFound)));
    let kept = bench.app.store.find_draft(&draft).await.unwrap().unwrap();
    assert_eq!(kept.person.as_ref(), ana.person());
}

#[tokio::test(flavor = "multi_thread")]
async fn guesses_sent_all_at_once_get_no_more_tries_than_one_after_the_other() {
    let bench = Bench::new().await;
    let guest = Visitor::anonymous("en");
    let sent = bench.app.send_sign_in_code(&Visitor::anonymous("en"), "192.0.2.1", ANA).await.unwrap();
    let right = code_to(&bench, ANA).await;
    let wrong = if right.contains('0') { "111111" } else { "000000" };
    let mut wrongs = 0;
    for _ in 0..4 {
        let one_try = || bench.app.enter_code(&guest, &sent.id, wrong, CodePurpose::SignIn);
        let (one, two) = tokio::join!(one_try(), one_try());
        wrongs += [one, two].iter().filter(|one| matches!(one, Ok(Entered::Wrong { .. }))).count();
    }
    assert!(wrongs <= 4, "the fifth wrong code ends it: {wrongs}");
    assert_eq!(bench.app.store.find_code(&sent.id).await.unwrap().unwrap().tries_left, 0);
    let entered = bench.app.enter_code(&guest, &sent.id, &right, CodePurpose::SignIn).await.unwrap();
    assert!(matches!(entered, Entered::Spent), "the right one comes too late");
}

#[tokio::test]
async fn codes_and_links_to_one_address_are_counted_together_for_an_hour() {
    let bench = Bench::new().await;
    let (guest, _) = bench.visitor().await;
    for _ in 0..4 {
        bench.app.send_sign_in_code(&Visitor::anonymous("en"), "192.0.2.1", ANA).await.unwrap();
        bench.app.send_resume_link(&guest, SLUG, ANA).await.unwrap();
        bench.clock.pass(SignedDuration::from_secs(31));
    }
    for _ in 0..4 {
        assert!(matches!(
            bench.app.send_sign_in_code(&Visitor::anonymous("en"), "192.0.2.1", ANA).await,
            Err(AppError::TooMany)
        ));
        let link = bench.app.send_resume_link(&guest, SLUG, "Ana@example.org").await;
        assert!(matches!(link, Err(AppError::TooMany)));
        bench.clock.pass(SignedDuration::from_mins(14));
        bench.app.schedules_once().await.unwrap();
    }
    bench.clock.pass(SignedDuration::from_mins(5));
    assert!(bench.app.send_sign_in_code(&Visitor::anonymous("en"), "192.0.2.1", ANA).await.is_ok());
    bench.pass_hours(2);
    bench.app.schedules_once().await.unwrap();
    let hash = bench.app.store.email_hash(ANA);
    let ever = "2026-01-01T00:00:00Z".parse().unwrap();
    assert_eq!(bench.app.store.count_codes_since(&hash, ever).await.unwrap(), 0, "then they are forgotten");
}

#[tokio::test]
async fn a_code_opens_no_draft_whose_address_was_changed_since() {
    let bench = Bench::new().await;
    let (guest, draft) = bench.ready("").await;
    let sent = bench.app.send_confirmation_code(&guest, SLUG, "ben@example.org").await.unwrap();
    let code = code_to(&bench, "ben@example.org").await;
    bench.app.send_resume_link(&guest, SLUG, ANA).await.unwrap();
    let entered = bench.app.enter_code(&guest, &sent.id, &code, CodePurpose::ConfirmEmail).await.unwrap();
    assert!(matches!(entered, Entered::Spent));
    let kept = bench.app.store.find_draft(&draft).await.unwrap().unwrap();
    assert_eq!((kept.person, kept.email.as_deref(), kept.email_confirmed), (None, Some(ANA), false));
}
