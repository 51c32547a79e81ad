//! What happens when more people come than can be served at once: turns are given in order of what matters, and people
//! who would begin something new wait in a line that keeps their place. See ADR 0018.

mod badge;
mod door;
mod gate;
mod hall;
mod kept;
mod line;
mod pace;
mod page;

use std::{
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

pub use badge::{stamped, token_of};
pub use door::door;
pub use gate::{Class, Turn};
pub use kept::Typed;

use gate::{Gate, TurnedAway};
use hall::{Hall, Knock, Looked, Signs};
use line::{Millis, Place};
use page::Shells;

/// When people who begin something new stand in line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Opens {
    /// When the process does not keep up, by itself.
    #[default]
    WhenNeeded,
    /// From the start: for a day on which very many people are expected.
    Always,
    /// Never, and any number of requests are worked on at once.
    Never,
}

/// What an operator may set.
#[derive(Debug, Clone)]
pub struct RoomSettings {
    /// When there is a line.
    pub opens: Opens,
    /// Requests worked on at once.
    pub at_once: usize,
    /// Everybody waited longer than this for a turn: the process does not keep up.
    pub late_after: Duration,
    /// At most so many people are let in a minute.
    pub people_a_minute: Option<u32>,
    /// Processes that share the people who come: what one of them counts is so many times as much.
    pub processes: usize,
    /// Whoever was let in may begin for so long.
    pub pass: Duration,
    /// How long a request waits for its turn.
    pub turns_after: TurnsAfter,
}

/// How long a request waits for its turn, by what it is. Below the patience of proxies, mostly a minute.
#[derive(Debug, Clone, Copy)]
pub struct TurnsAfter {
    /// Something that was typed: it waits longest, because it would be worst to send it back.
    pub sent: Duration,
    /// A page of somebody who has begun, and staff.
    pub under_way: Duration,
    /// Any other page.
    pub visit: Duration,
}

impl Default for TurnsAfter {
    fn default() -> Self {
        Self {
            sent: Duration::from_secs(30),
            under_way: Duration::from_secs(10),
            visit: Duration::from_secs(2),
        }
    }
}

impl Default for RoomSettings {
    fn default() -> Self {
        Self {
            opens: Opens::default(),
            at_once: 256,
            late_after: Duration::from_millis(300),
            people_a_minute: None,
            processes: 1,
            pass: Duration::from_hours(1),
            turns_after: TurnsAfter::default(),
        }
    }
}

/// Turns and the waiting room of one process.
#[derive(Debug)]
pub struct Room {
    settings: RoomSettings,
    residents: Arc<Gate>,
    /// Of their own: however many residents come, staff can work.
    staff: Arc<Gate>,
    hall: Mutex<Hall>,
    turned_away: AtomicBool,
    shells: Shells,
}

/// Staff have this part of what residents have.
const FOR_STAFF: usize = 8;

impl Room {
    /// As an operator set it.
    pub fn new(settings: RoomSettings) -> Self {
        let at_once = if settings.opens == Opens::Never { usize::MAX } else { settings.at_once.max(1) };
        let hall = Hall::new(settings.people_a_minute, settings.opens == Opens::Always);
        Self {
            residents: Gate::new(at_once),
            staff: Gate::new((at_once / FOR_STAFF).max(4)),
            hall: Mutex::new(hall),
            turned_away: AtomicBool::new(false),
            shells: Shells::default(),
            settings,
        }
    }

    fn hall(&self) -> MutexGuard<'_, Hall> {
        self.hall.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Once a second, whoever asks: looks how long people waited, and lets people in. Gives since when people who begin
    /// stand in line, if they do.
    pub fn look(&self, now: Millis) -> Option<Millis> {
        let mut hall = self.hall();
        if hall.is_time(now) && self.settings.opens != Opens::Never {
            let waits = self.residents.take_waits();
            let late = Some(self.settings.late_after);
            let signs = Signs {
                insiders_late: waits.insiders > late,
                visitors_late: waits.visitors > late,
                turned_away: self.turned_away.swap(false, Ordering::Relaxed),
            };
            let looked = hall.look(now, signs);
            self.measure(looked, hall.people_let_in());
        }
        hall.opened_at()
    }

    fn measure(&self, looked: Looked, let_in: u64) {
        if looked.is_change {
            tracing::warn!(is_open = looked.is_open, "the waiting room opened or closed");
        }
        metrics::gauge!("portico_waiting_room_open").set(f64::from(u8::from(looked.is_open)));
        metrics::gauge!("portico_waiting_room_people").set(to_float(looked.waiting));
        metrics::counter!("portico_let_in_total").absolute(let_in);
        for (who, gate) in [("residents", &self.residents), ("staff", &self.staff)] {
            metrics::gauge!("portico_requests_under_way", "who" => who).set(to_float(gate.under_way()));
        }
    }

    /// Nobody waits: no line is open, and the next resident has a turn at once.
    pub fn is_quiet(&self, now: Millis) -> bool {
        self.look(now).is_none() && self.residents.is_free()
    }

    /// Waits for a turn, as long as what was asked for is worth.
    async fn turn(&self, class: Class, is_form: bool, is_open: bool) -> Result<Turn, TurnedAway> {
        let after = self.settings.turns_after;
        let patience = match class {
            _ if is_form => after.sent,
            Class::Visit if is_open => after.visit.min(self.settings.late_after),
            Class::Visit => after.visit,
            Class::Sent | Class::UnderWay => after.under_way,
        };
        let turn = self.residents.turn(class, patience).await;
        if turn.is_err() {
            self.turned_away.store(true, Ordering::Relaxed);
            metrics::counter!("portico_turned_away_total", "class" => class.name()).increment(1);
        }
        turn
    }

    async fn staff_turn(&self, is_form: bool) -> Result<Turn, TurnedAway> {
        let after = self.settings.turns_after;
        let patience = if is_form { after.sent } else { after.under_way };
        let turn = self.staff.turn(Class::UnderWay, patience).await;
        if turn.is_err() {
            metrics::counter!("portico_turned_away_total", "class" => "staff").increment(1);
        }
        turn
    }

    /// Somebody without a right to come in asks for it.
    fn knock(&self, place: Place, now: Millis) -> Knock {
        let processes = self.settings.processes;
        match self.hall().knock(place, now) {
            Knock::Wait { ahead, seconds } => Knock::Wait { ahead: ahead.saturating_mul(processes), seconds },
            Knock::In => Knock::In,
        }
    }

    /// How many people are ahead is exact, or so many times what one process counts.
    fn is_about(&self) -> bool {
        self.settings.processes > 1
    }

    /// Whether a place may begin something once more.
    fn may_begin_again(&self, place: Place, now: Millis) -> bool {
        self.hall().may_begin_again(place, now, self.pass_lasts())
    }

    /// Somebody could not be served: the line opens at once, not at the next look.
    fn open(&self, now: Millis) {
        self.hall().open(now);
    }

    fn pass_lasts(&self) -> Millis {
        Millis::try_from(self.settings.pass.as_millis()).unwrap_or(Millis::MAX)
    }

    fn shells(&self) -> &Shells {
        &self.shells
    }

    /// Takes a turn as a request does, waiting for it if need be: for tests, which hold turns instead of making load.
    pub async fn hold(&self) -> Option<Turn> {
        self.residents.turn(Class::Sent, self.settings.turns_after.sent).await.ok()
    }

    /// Residents' requests of a class that wait for their turn now.
    pub fn waiting(&self, class: Class) -> usize {
        self.residents.waiting(class)
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of people and requests are far below 2^53")]
fn to_float(count: usize) -> f64 {
    count as f64
}
