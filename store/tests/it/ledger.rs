//! The ledger under random use: events only grow, versions grow by one, no obligation is lost, and a batch decided
//! on old knowledge changes nothing.

use model::{Case, Event, Obligation, ObligationId, State};
use proptest::prelude::*;
use store::{Batch, CommitError, DataKey, cases, events, obligations};

use crate::{
    bench::Bench,
    samples::{at, kept_case, note, obligation},
};

/// One commit somebody tries. `stale` ones name a row version that is past.
#[derive(Debug, Clone)]
enum Try {
    ChangeStatus {
        stale: bool,
    },
    AddNotes {
        count: usize,
    },
    Owe {
        count: usize,
    },
    Claim {
        which: prop::sample::Index,
        stale: bool,
    },
    End {
        which: prop::sample::Index,
        stale: bool,
    },
    /// Everything at once, with one precondition that does not hold, in the middle.
    AllButOne {
        which: prop::sample::Index,
    },
}

fn tries() -> impl Strategy<Value = Vec<Try>> {
    let index = any::<prop::sample::Index>;
    let one = prop_oneof![
        any::<bool>().prop_map(|stale| Try::ChangeStatus { stale }),
        (1..4_usize).prop_map(|count| Try::AddNotes { count }),
        (1..3_usize).prop_map(|count| Try::Owe { count }),
        (index(), any::<bool>()).prop_map(|(which, stale)| Try::Claim { which, stale }),
        (index(), any::<bool>()).prop_map(|(which, stale)| Try::End { which, stale }),
        index().prop_map(|which| Try::AllButOne { which }),
    ];
    prop::collection::vec(one, 1..25)
}

/// What must be in the database.
struct Ledger {
    bench: Bench,
    key: DataKey,
    case: Case,
    events: Vec<Event>,
    owed: Vec<Obligation>,
    now: i64,
}

impl Ledger {
    async fn begin(bench: Bench) -> Self {
        let (case, key) = kept_case(&bench.store, "Ana Example", |_| ()).await;
        let owed = obligation(&case);
        bench.store.commit(obligations::insert(&owed, b"x", &key)).await.unwrap();
        Self { bench, key, case, events: Vec::new(), owed: vec![owed], now: 10 }
    }

    /// Commits one try, keeps the books, and compares.
    async fn take(&mut self, attempt: &Try) {
        self.now += 100;
        match attempt {
            Try::ChangeStatus { stale } => self.change_status(*stale).await,
            Try::AddNotes { count } => {
                let notes: Vec<Event> = (0..*count).map(|_| note(&self.case, "seen")).collect();
                self.must(notes.iter().map(|event| events::insert(event, &self.key)).collect(), true).await;
                self.events.extend(notes);
            }
            Try::Owe { count } => {
                let more: Vec<Obligation> = (0..*count).map(|_| obligation(&self.case)).collect();
                self.must(more.iter().map(|one| obligations::insert(one, b"x", &self.key)).collect(), true)
                    .await;
                self.owed.extend(more);
            }
            Try::Claim { which, stale } => self.claim(which.index(self.owed.len()), *stale).await,
            Try::End { which, stale } => self.end(which.index(self.owed.len()), *stale).await,
            Try::AllButOne { which } => self.all_but_one(which.index(self.owed.len())).await,
        }
        self.compare().await;
    }

    async fn must(&self, batch: Batch, be_kept: bool) {
        let result = self.bench.store.commit(batch).await;
        let is_right = if be_kept { result.is_ok() } else { matches!(result, Err(CommitError::Conflict(_))) };
        assert!(is_right, "kept should be {be_kept}: {result:?}");
    }

    async fn change_status(&mut self, stale: bool) {
        let read =
            Case { status: format!("status-{}", self.now), changed_at: at(self.now), ..self.case.clone() };
        let read = Case { row_version: read.row_version - i64::from(stale), ..read };
        let event = note(&self.case, "status changed");
        let batch = Batch::from(cases::update(&read)).with(events::insert(&event, &self.key));
        self.must(batch, !stale).await;
        if !stale {
            self.case = Case { row_version: read.row_version + 1, ..read };
            self.events.push(event);
        }
    }

    async fn claim(&mut self, which: usize, stale: bool) {
        let mut read = self.owed[which].clone();
        read.row_version -= i64::from(stale);
        let fits = !stale && read.ended_at.is_none();
        self.must(obligations::claim(&read, at(self.now), at(self.now + 50), "node").into(), fits).await;
        if fits {
            self.owed[which].row_version += 1;
            self.owed[which].state = State::Asking;
        }
    }

    async fn end(&mut self, which: usize, stale: bool) {
        let read = &self.owed[which];
        let fits = !stale && read.ended_at.is_none();
        let mut ended = Obligation {
            state: State::Failed { told_by: "email".into() },
            ended_at: Some(at(self.now)),
            row_version: read.row_version - i64::from(stale),
            ..read.clone()
        };
        let told = obligation(&self.case);
        let event = note(&self.case, "could not be handed over");
        let batch = Batch::from(obligations::settle(&ended))
            .with(events::insert(&event, &self.key))
            .with(obligations::insert(&told, b"x", &self.key));
        self.must(batch, fits).await;
        if fits {
            ended.row_version += 1;
            self.owed[which] = ended;
            self.owed.push(told);
            self.events.push(event);
        }
    }

    async fn all_but_one(&self, which: usize) {
        let mut batch = Batch::from(cases::update(&self.case));
        batch.push(events::insert(&note(&self.case, "never"), &self.key));
        batch.push(obligations::insert(&obligation(&self.case), b"x", &self.key));
        batch.push(obligations::insert(&self.owed[which], b"x", &self.key));
        batch.push(events::insert(&note(&self.case, "never"), &self.key));
        self.must(batch, false).await;
    }

    async fn compare(&self) {
        let store = &self.bench.store;
        assert_eq!(store.find_case(&self.case.id).await.unwrap().as_ref(), Some(&self.case));
        assert_eq!(store.events_of(&self.case.id, &self.key).await.unwrap(), self.events);
        let sorted = |mut all: Vec<Obligation>| {
            all.sort_by(|a, b| a.id.cmp(&b.id));
            all
        };
        let kept = store.obligations_of(&self.case.id).await.unwrap();
        assert_eq!(sorted(kept), sorted(self.owed.clone()));
        let without_end: Vec<ObligationId> =
            store.without_end(None, None, 1000).await.unwrap().into_iter().map(|one| one.id).collect();
        assert_eq!(without_end.len(), self.owed.iter().filter(|one| one.ended_at.is_none()).count());
    }
}

fn run(bench: impl Future<Output = Bench>, tries: Vec<Try>) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let mut ledger = Ledger::begin(bench.await).await;
        for attempt in &tries {
            ledger.take(attempt).await;
        }
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn on_sqlite_the_ledger_keeps_exactly_what_was_acknowledged(tries in tries()) {
        run(Bench::sqlite(), tries);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn on_postgres_the_ledger_keeps_exactly_what_was_acknowledged(tries in tries()) {
        run(Bench::postgres(), tries);
    }
}
