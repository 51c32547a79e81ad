//! The line is fair whatever happens: first come, first in; nobody waits for ever; nobody let in is sent back.

use proptest::prelude::*;

use super::*;

const LATE: Signs = Signs { insiders_late: true, visitors_late: false, turned_away: false };

fn place(at: Millis) -> Place {
    Place { at, id: 7 }
}

/// Open, and nobody may come in yet.
fn full_hall() -> Hall {
    let mut hall = Hall::new(Some(60), true);
    hall.look(0, LATE);
    while hall.pace.room() > 0 {
        hall.pace.take(1);
    }
    hall
}

#[test]
fn the_place_in_line_is_the_moment_of_coming_and_counts_down() {
    let mut hall = full_hall();
    let told = |knock: Knock| match knock {
        Knock::Wait { ahead, .. } => Some(ahead),
        Knock::In => None,
    };
    assert_eq!((0..4).map(|n| told(hall.knock(place(n), 10))).collect::<Vec<_>>(), [0, 1, 2, 3].map(Some));
    assert_eq!(told(hall.knock(place(2), 20)), Some(2), "looking again changes nothing");
    assert_eq!(hall.look(1000, LATE).let_in, 1);
    assert_eq!(
        (0..4).map(|n| told(hall.knock(place(n), 1010))).collect::<Vec<_>>(),
        [None, Some(0), Some(1), Some(2)]
    );
}

#[test]
fn whoever_was_away_when_their_turn_came_comes_in_later_and_holds_nobody_up() {
    let mut hall = full_hall();
    hall.knock(place(1), 10);
    hall.knock(place(2), 20);
    for second in 1..60 {
        let now = second * 1000;
        if hall.knock(place(2), now) == Knock::In {
            break;
        }
        hall.look(now, LATE);
    }
    assert_eq!(hall.knock(place(2), 60_000), Knock::In);
    assert_eq!(hall.knock(place(1), 7_200_000), Knock::In, "two hours later");
}

#[test]
fn it_opens_when_somebody_is_turned_away_and_closes_when_it_is_quiet() {
    let mut hall = Hall::new(None, false);
    assert!(!hall.look(0, Signs::default()).is_open);
    let turned_away = Signs { turned_away: true, ..Signs::default() };
    assert_eq!(
        hall.look(1000, turned_away),
        Looked { is_open: true, is_change: true, let_in: 0, waiting: 0 }
    );
    assert!(hall.look(20_000, Signs::default()).is_open);
    assert!(!hall.look(40_000, Signs::default()).is_open);
    assert!(hall.look(41_000, Signs { visitors_late: true, ..Signs::default() }).is_open);
}

#[test]
fn held_open_by_an_operator_it_stays_open() {
    let mut hall = Hall::new(Some(60), true);
    for hour in 0..10 {
        assert!(hall.look(hour * 3_600_000, Signs::default()).is_open);
    }
}

/// What happens in one second: who of ten people shows up, and whether those inside wait.
fn seconds() -> impl Strategy<Value = Vec<([bool; 10], bool)>> {
    prop::collection::vec((any::<[bool; 10]>(), any::<bool>()), 1..80)
}

proptest! {
    #[test]
    fn of_those_who_are_there_nobody_comes_in_before_somebody_who_came_earlier(seconds in seconds()) {
        let mut hall = full_hall();
        let mut is_in = [false; 10];
        for ((shows_up, is_late), now) in seconds.iter().zip((1000..).step_by(1000)) {
            hall.look(now, Signs { insiders_late: *is_late, ..Signs::default() });
            // The last comes first to the door: the order of knocking must not matter to those seen before.
            for (n, at) in (0_usize..10).zip(0_i32..10).rev().filter(|(n, _)| shows_up[*n]) {
                let came_in = hall.knock(place(at.into()), now) == Knock::In;
                prop_assert!(came_in || !is_in[n], "nobody let in is sent back");
                prop_assert!(!came_in || hall.line.first().is_none_or(|next| next > place(at.into())));
                is_in[n] = came_in;
            }
        }
    }

    #[test]
    fn whoever_keeps_looking_comes_in_within_their_number_of_seconds(people in 1_i64..60, chance in any::<u64>()) {
        let mut hall = full_hall();
        for n in 0..people {
            hall.knock(place(n), 500);
        }
        let mut left: Vec<Millis> = (0..people).collect();
        for second in 1..=people + 3 {
            let is_late = (chance >> (second % 64)) & 1 == 1;
            hall.look(second * 1000, Signs { insiders_late: is_late, ..Signs::default() });
            left.retain(|n| hall.knock(place(*n), second * 1000) != Knock::In);
        }
        prop_assert!(left.is_empty(), "{left:?} of {people}");
    }

    #[test]
    fn the_number_of_people_ahead_never_grows_for_who_stays(arrivals in prop::collection::vec(0_usize..5, 1..40)) {
        let mut hall = full_hall();
        let mut known: Vec<(Place, usize)> = Vec::new();
        let mut next = 0;
        for (coming, now) in arrivals.iter().zip((1000..).step_by(1000)) {
            hall.look(now, LATE);
            known.retain_mut(|(place, before)| match hall.knock(*place, now) {
                Knock::In => false,
                Knock::Wait { ahead, .. } => {
                    assert!(ahead <= *before, "{place:?}: {ahead} after {before}");
                    *before = ahead;
                    true
                }
            });
            for _ in 0..*coming {
                next += 1;
                if let Knock::Wait { ahead, .. } = hall.knock(place(now + next), now) {
                    assert_eq!(ahead, known.len());
                    known.push((place(now + next), ahead));
                }
            }
        }
    }
}
