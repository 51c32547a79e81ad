//! Settings: what happens when more people come than can be served at once.

use std::time::Duration;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use web::{Opens, RoomSettings};

/// What happens when more people come than can be served at once. Whoever has begun goes first; people who would begin
/// something new wait in a line that keeps their place. Every figure is for each process. See docs/operate/overload.md.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct WaitingRoom {
    /// When there is a line: `auto`, when the process does not keep up; `open`, from the start, for a day on which very
    /// many people are expected; `off`, never, and any number of requests are worked on at once.
    pub mode: WaitingMode,
    /// Residents' requests worked on at once. Staff have an eighth of it for themselves.
    pub at_once: u16,
    /// The process does not keep up when everybody waited longer than this for their turn, in thousandths of a second,
    /// for a second.
    pub late_after_ms: u16,
    /// At most so many people are let in a minute. 0: as many as can be served.
    pub people_a_minute: u32,
    /// How many processes share the people who come. Each counts its own line, and tells people so many times as many.
    pub processes: u16,
    /// Whoever was let in may begin for so many minutes. What they began does not end with it.
    pub pass_minutes: u16,
}

impl Default for WaitingRoom {
    fn default() -> Self {
        Self {
            mode: WaitingMode::Auto,
            at_once: 256,
            late_after_ms: 300,
            people_a_minute: 0,
            processes: 1,
            pass_minutes: 60,
        }
    }
}

/// When people who begin stand in line.
#[derive(Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WaitingMode {
    /// When the process does not keep up.
    #[default]
    Auto,
    /// From the start.
    Open,
    /// Never.
    Off,
}

impl WaitingRoom {
    /// In a few words, for the doctor.
    pub fn said(&self) -> String {
        match self.mode {
            WaitingMode::Auto => {
                format!("opens by itself when more than {} requests at once wait", self.at_once)
            }
            WaitingMode::Open => {
                "is held open: people who begin something stand in line (waiting_room.mode)".to_owned()
            }
            WaitingMode::Off => "is switched off (waiting_room.mode)".to_owned(),
        }
    }

    /// As the pages need it.
    pub fn settings(&self) -> RoomSettings {
        RoomSettings {
            opens: match self.mode {
                WaitingMode::Auto => Opens::WhenNeeded,
                WaitingMode::Open => Opens::Always,
                WaitingMode::Off => Opens::Never,
            },
            at_once: self.at_once.into(),
            late_after: Duration::from_millis(self.late_after_ms.into()),
            people_a_minute: Some(self.people_a_minute).filter(|people| *people > 0),
            processes: self.processes.into(),
            pass: Duration::from_mins(self.pass_minutes.into()),
            ..RoomSettings::default()
        }
    }
}
