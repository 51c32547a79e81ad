//! Sessions, one-time codes, people, facts, staff.

use forms::Answer;
use model::{DraftId, PersonId, Role, Staff, StaffId};
use store::{
    CommitError, OneTimeCode, PersonFact, Session, StaffAccount, StaffFactor, codes, facts, people, sessions,
    staff, staff_factors,
};

use crate::{
    bench::{Bench, Os, on_both},
    samples::{at, person},
};

on_both!(
    a_session_is_found_until_it_is_ended,
    sessions_of_staff_end_together,
    a_code_can_be_tried_only_so_often,
    a_code_is_used_once,
    a_repeat_of_a_used_code_costs_a_try_as_well,
    codes_are_counted_by_address_and_forgotten,
    a_person_is_found_by_address_however_it_is_capitalised,
    there_is_one_person_for_each_address,
    a_fact_said_again_replaces_the_earlier_one,
    staff_sign_in_by_address,
    sessions_are_listed_for_whoever_they_belong_to,
    a_second_factor_counts_when_it_is_set_up_and_replaces_the_one_before,
    a_code_of_the_app_and_a_recovery_code_are_used_once,
    codes_typed_wrong_in_a_row_make_the_next_one_wait,
);

fn session(token_hash: &str) -> Session {
    Session {
        token_hash: token_hash.into(),
        person: Some(PersonId::random(&Os)),
        staff: None,
        created_at: at(0),
        seen_at: at(0),
        ends_at: at(100),
        second_factor: true,
        device: "firefox-android".into(),
    }
}

async fn a_session_is_found_until_it_is_ended(bench: Bench) {
    let kept = session("a");
    bench.store.commit(vec![sessions::insert(&kept), sessions::insert(&session("b"))]).await.unwrap();
    assert_eq!(bench.store.find_session("a").await.unwrap(), Some(kept.clone()));
    bench.store.commit(sessions::touch("a", at(50))).await.unwrap();
    bench.store.commit(sessions::touch("a", at(40))).await.unwrap();
    assert_eq!(bench.store.find_session("a").await.unwrap().unwrap().seen_at, at(50), "never backwards");
    bench.store.commit(sessions::delete("a")).await.unwrap();
    assert_eq!(bench.store.find_session("a").await.unwrap(), None);
    bench.store.commit(sessions::purge(at(99))).await.unwrap();
    assert!(bench.store.find_session("b").await.unwrap().is_some());
    bench.store.commit(sessions::purge(at(100))).await.unwrap();
    assert!(bench.store.find_session("b").await.unwrap().is_none());
}

async fn sessions_of_staff_end_together(bench: Bench) {
    let sam = StaffId::random(&Os);
    let of =
        |token: &str, staff: &StaffId| Session { person: None, staff: Some(staff.clone()), ..session(token) };
    let other = of("c", &StaffId::random(&Os));
    let all = [of("a", &sam), of("b", &sam), other].map(|session| sessions::insert(&session));
    bench.store.commit(all.to_vec()).await.unwrap();
    bench.store.commit(sessions::delete_sessions_of_staff(&sam)).await.unwrap();
    assert!(bench.store.find_session("a").await.unwrap().is_none());
    assert!(bench.store.find_session("b").await.unwrap().is_none());
    assert!(bench.store.find_session("c").await.unwrap().is_some());
}

fn code(bench: &Bench, id: &str) -> OneTimeCode {
    OneTimeCode {
        id: id.repeat(26),
        purpose: "save-draft".into(),
        email: "Ana@example.org".into(),
        email_hash: bench.store.email_hash("ana@example.org"),
        code_hash: "hash".into(),
        draft: Some(DraftId::random(&Os)),
        tries_left: 2,
        created_at: at(10),
        ends_at: at(20),
        used_at: None,
        used_from: None,
        used_into: None,
    }
}

async fn kept_code(bench: &Bench, id: &str) -> OneTimeCode {
    let code = code(bench, id);
    bench.store.commit(codes::insert(&code, &bench.store.platform_key())).await.unwrap();
    assert_eq!(bench.store.find_code(&code.id).await.unwrap(), Some(code.clone()));
    code
}

async fn a_code_can_be_tried_only_so_often(bench: Bench) {
    let code = kept_code(&bench, "a").await;
    let one_try = || bench.store.commit(codes::spend_try(&code));
    let tries = tokio::join!(one_try(), one_try(), one_try());
    let spent = [tries.0, tries.1, tries.2].iter().filter(|one| one.is_ok()).count();
    assert_eq!(spent, 2, "tries at once cost one each");
    let code = bench.store.find_code(&code.id).await.unwrap().unwrap();
    assert_eq!(code.tries_left, 0);
    let result = bench.store.commit(codes::spend_try(&code)).await;
    assert!(matches!(result, Err(CommitError::Conflict("no try left"))), "{result:?}");
}

async fn a_code_is_used_once(bench: Bench) {
    let code = kept_code(&bench, "a").await;
    bench.store.commit(codes::mark_used(&code, at(11), Some("old"), "new")).await.unwrap();
    let result = bench.store.commit(codes::mark_used(&code, at(12), None, "other")).await;
    assert!(matches!(result, Err(CommitError::Conflict("code used"))), "{result:?}");
    assert_eq!(bench.store.find_code(&code.id).await.unwrap().unwrap().used_at, Some(at(11)));
    assert!(bench.store.commit(codes::spend_try(&code)).await.is_err(), "a used code cannot be tried");
}

async fn a_repeat_of_a_used_code_costs_a_try_as_well(bench: Bench) {
    let code = kept_code(&bench, "a").await;
    let repeat = || bench.store.commit(codes::spend_repeat(&code));
    assert!(repeat().await.is_err(), "nothing is repeated before it was used");
    bench.store.commit(codes::mark_used(&code, at(11), Some("old"), "new")).await.unwrap();
    let kept = bench.store.find_code(&code.id).await.unwrap().unwrap();
    assert_eq!((kept.used_from.as_deref(), kept.used_into.as_deref()), (Some("old"), Some("new")));
    let repeats = tokio::join!(repeat(), repeat(), repeat());
    assert_eq!([repeats.0, repeats.1, repeats.2].iter().filter(|one| one.is_ok()).count(), 2);
}

async fn codes_are_counted_by_address_and_forgotten(bench: Bench) {
    for id in ["a", "b"] {
        kept_code(&bench, id).await;
    }
    let hash = bench.store.email_hash(" ANA@example.org ");
    assert_eq!(bench.store.count_codes_since(&hash, at(10)).await.unwrap(), 2);
    assert_eq!(bench.store.count_codes_since(&hash, at(11)).await.unwrap(), 0);
    assert_eq!(bench.store.count_codes_since("another", at(0)).await.unwrap(), 0);
    bench.store.commit(codes::purge(at(20))).await.unwrap();
    assert_eq!(bench.store.count_codes_since(&hash, at(0)).await.unwrap(), 0);
}

async fn a_person_is_found_by_address_however_it_is_capitalised(bench: Bench) {
    let (key, keep) = bench.store.new_key("person");
    let ana = person(&bench.store, "Ana@Example.org", &key);
    bench.store.commit(vec![keep, people::insert(&ana, &key)]).await.unwrap();
    assert_eq!(bench.store.find_person(&ana.id).await.unwrap(), Some(ana.clone()));
    assert_eq!(bench.store.find_person_by_email(" ana@EXAMPLE.org").await.unwrap(), Some(ana));
    assert_eq!(bench.store.find_person_by_email("ann@example.org").await.unwrap(), None);
}

async fn there_is_one_person_for_each_address(bench: Bench) {
    let (key, keep) = bench.store.new_key("person");
    let first = people::insert(&person(&bench.store, "ana@example.org", &key), &key);
    bench.store.commit(vec![keep, first]).await.unwrap();
    let second = people::insert(&person(&bench.store, "ANA@example.org", &key), &key);
    let result = bench.store.commit(second).await;
    assert!(matches!(result, Err(CommitError::Conflict("person known"))), "{result:?}");
}

async fn a_fact_said_again_replaces_the_earlier_one(bench: Bench) {
    let (key, keep) = bench.store.new_key("person");
    let ana = person(&bench.store, "ana@example.org", &key);
    bench.store.commit(vec![keep, people::insert(&ana, &key)]).await.unwrap();
    let fact = |said: &str, on: &str| PersonFact {
        name: "phone".into(),
        answer: Answer::Text(said.into()),
        from_service: "renew-a-license".into(),
        said_on: on.parse().unwrap(),
    };
    bench.store.commit(facts::upsert_fact(&ana.id, &fact("555-0100", "2027-01-31"), &key)).await.unwrap();
    bench.store.commit(facts::upsert_fact(&ana.id, &fact("555-0101", "2027-02-28"), &key)).await.unwrap();
    assert_eq!(bench.store.facts_of(&ana.id).await.unwrap(), [fact("555-0101", "2027-02-28")]);
    assert!(bench.store.facts_of(&PersonId::random(&Os)).await.unwrap().is_empty());
    bench.store.commit(facts::delete_fact(&ana.id, "phone")).await.unwrap();
    assert!(bench.store.facts_of(&ana.id).await.unwrap().is_empty());
}

async fn staff_sign_in_by_address(bench: Bench) {
    let sam = Staff {
        id: StaffId::random(&Os),
        email: "Sam@dmv.example.gov".into(),
        name: "Sam Sample".into(),
        agency: "dmv".into(),
        role: Role::Supervisor,
    };
    bench.store.commit(bench.store.insert_staff(&sam, "argon", None)).await.unwrap();
    let found = bench.store.find_staff_by_email("sam@DMV.example.gov").await.unwrap();
    let account = StaffAccount {
        staff: sam.clone(),
        password_hash: "argon".to_owned(),
        first_until: None,
        has_factor: false,
        wrong_codes: 0,
        codes_wait_until: None,
    };
    assert_eq!(found, Some(account.clone()));
    assert_eq!(bench.store.find_staff(&sam.id).await.unwrap(), Some(account));
    assert_eq!(bench.store.list_staff().await.unwrap(), std::slice::from_ref(&sam));
    let again = Staff { id: StaffId::random(&Os), ..sam.clone() };
    let result = bench.store.commit(bench.store.insert_staff(&again, "x", None)).await;
    assert!(matches!(result, Err(CommitError::Conflict("staff known"))), "{result:?}");
    bench.store.commit(staff::set_password(&sam.id, "argon2", Some(at(9)))).await.unwrap();
    let changed = bench.store.find_staff_by_email(&sam.email).await.unwrap().unwrap();
    assert_eq!((changed.password_hash.as_str(), changed.first_until), ("argon2", Some(at(9))));
    bench.store.commit(staff::delete(&sam.id)).await.unwrap();
    assert_eq!(bench.store.find_staff(&sam.id).await.unwrap(), None);
}

async fn sessions_are_listed_for_whoever_they_belong_to(bench: Bench) {
    let (ana, sam) = (PersonId::random(&Os), StaffId::random(&Os));
    let of_ana =
        |token: &str, seen: i64| Session { person: Some(ana.clone()), seen_at: at(seen), ..session(token) };
    let of_sam = Session { person: None, staff: Some(sam.clone()), ..session("c") };
    let all = [of_ana("a", 5), of_ana("b", 9), of_sam, session("d")];
    bench.store.commit(all.iter().map(sessions::insert).collect::<Vec<_>>()).await.unwrap();
    let tokens = |found: Vec<Session>| found.into_iter().map(|one| one.token_hash).collect::<Vec<_>>();
    assert_eq!(tokens(bench.store.sessions_of_person(&ana).await.unwrap()), ["b", "a"]);
    assert_eq!(tokens(bench.store.sessions_of_staff(&sam).await.unwrap()), ["c"]);
}

/// Somebody who works at an agency.
async fn sam(bench: &Bench) -> StaffId {
    let sam = Staff {
        id: StaffId::random(&Os),
        email: "sam@dmv.example.gov".into(),
        name: "Sam Sample".into(),
        agency: "dmv".into(),
        role: Role::Supervisor,
    };
    bench.store.commit(bench.store.insert_staff(&sam, "argon", None)).await.unwrap();
    sam.id
}

fn factor(staff: &StaffId, letter: &str) -> StaffFactor {
    StaffFactor {
        id: letter.repeat(26),
        staff: staff.clone(),
        secret: format!("secret {letter}"),
        last_step: -1,
        begun_at: at(1),
        set_up_at: None,
    }
}

/// A factor that was set up at a step, with two recovery codes.
async fn with_factor(bench: &Bench, sam: &StaffId, letter: &str) -> StaffFactor {
    let key = bench.store.platform_key();
    let begun = factor(sam, letter);
    bench.store.commit(staff_factors::begin(&begun, &key).to_vec()).await.unwrap();
    let done = StaffFactor { set_up_at: Some(at(2)), last_step: 10, ..begun };
    let codes = [format!("{letter}1"), format!("{letter}2")];
    bench.store.commit(staff_factors::set_up(&done, &codes, &key)).await.unwrap();
    done
}

async fn a_second_factor_counts_when_it_is_set_up_and_replaces_the_one_before(bench: Bench) {
    let (sam, key) = (sam(&bench).await, bench.store.platform_key());
    for letter in ["a", "b"] {
        bench.store.commit(staff_factors::begin(&factor(&sam, letter), &key).to_vec()).await.unwrap();
    }
    assert_eq!(bench.store.begun_factor_of(&sam).await.unwrap(), Some(factor(&sam, "b")));
    assert_eq!(bench.store.factor_of(&sam).await.unwrap(), None, "nothing was shown to work yet");
    assert!(!bench.store.find_staff(&sam).await.unwrap().unwrap().has_factor);
    for letter in ["c", "d"] {
        let done = with_factor(&bench, &sam, letter).await;
        assert_eq!(bench.store.factor_of(&sam).await.unwrap(), Some(done.clone()));
        assert_eq!(bench.store.begun_factor_of(&sam).await.unwrap(), None);
        assert_eq!(bench.store.count_recovery_codes(&sam).await.unwrap(), 2, "of the newest set only");
        let again = bench.store.commit(staff_factors::set_up(&done, &[], &key)).await;
        assert!(matches!(again, Err(CommitError::Conflict("factor set up"))), "{again:?}");
    }
    bench.store.commit(staff_factors::delete_all(&sam).to_vec()).await.unwrap();
    assert_eq!(bench.store.factor_of(&sam).await.unwrap(), None);
    assert_eq!(bench.store.count_recovery_codes(&sam).await.unwrap(), 0);
}

async fn a_code_of_the_app_and_a_recovery_code_are_used_once(bench: Bench) {
    let sam = sam(&bench).await;
    let factor = with_factor(&bench, &sam, "a").await;
    bench.store.commit(staff_factors::use_step(&factor, 11)).await.unwrap();
    for step in [11, 10] {
        let again = bench.store.commit(staff_factors::use_step(&factor, step)).await;
        assert!(matches!(again, Err(CommitError::Conflict("code used"))), "{again:?}");
    }
    bench.store.commit(staff_factors::use_recovery_code(&sam, "a1")).await.unwrap();
    for code in ["a1", "none"] {
        let again = bench.store.commit(staff_factors::use_recovery_code(&sam, code)).await;
        assert!(matches!(again, Err(CommitError::Conflict("code used"))), "{again:?}");
    }
    assert_eq!(bench.store.count_recovery_codes(&sam).await.unwrap(), 1);
}

async fn codes_typed_wrong_in_a_row_make_the_next_one_wait(bench: Bench) {
    let sam = sam(&bench).await;
    let spend = |now: i64| staff_factors::spend_code_try(&sam, at(now), 2, at(now + 15));
    bench.store.commit(spend(1)).await.unwrap();
    bench.store.commit(spend(1)).await.unwrap();
    let third = bench.store.commit(spend(2)).await;
    assert!(matches!(third, Err(CommitError::Conflict("codes wait"))), "{third:?}");
    let account = bench.store.find_staff(&sam).await.unwrap().unwrap();
    assert_eq!((account.wrong_codes, account.codes_wait_until), (2, Some(at(16))));
    bench.store.commit(spend(16)).await.unwrap();
    assert!(bench.store.commit(spend(17)).await.is_err(), "one try after each wait");
    bench.store.commit(staff_factors::forgive_codes(&sam)).await.unwrap();
    bench.store.commit(spend(17)).await.unwrap();
}
