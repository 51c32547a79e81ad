//! Faults that befall a portal while residents use it, one at a time: each begins, lasts, and ends.

use std::{
    fs::{self, File},
    io::Write,
    path::{Path, PathBuf},
    process::Command,
    sync::Arc,
    time::Duration,
};

use super::portal::Told;
use crate::cluster::{Fragile, Pair};

/// Something that goes wrong.
pub trait Fault: Send {
    /// It begins. Returns when it is there.
    fn begin(&mut self) -> Result<(), Told>;
    /// How long it lasts.
    fn lasts(&self) -> Duration;
    /// It ends. Returns when all is well again.
    fn end(&mut self) -> Result<(), Told>;
}

/// The database server breaks off everything and starts again.
pub struct Restart(pub Fragile);

impl Fault for Restart {
    fn begin(&mut self) -> Result<(), Told> {
        self.0.restart()
    }
    fn lasts(&self) -> Duration {
        Duration::ZERO
    }
    fn end(&mut self) -> Result<(), Told> {
        Ok(())
    }
}

/// The primary is killed and its synchronous standby takes over. It happens once.
pub struct FailOver(pub Pair);

impl Fault for FailOver {
    fn begin(&mut self) -> Result<(), Told> {
        self.0.fail_over()
    }
    fn lasts(&self) -> Duration {
        Duration::ZERO
    }
    fn end(&mut self) -> Result<(), Told> {
        Ok(())
    }
}

/// A disk of its own, small enough to fill. It is there as long as any clone of this value.
#[derive(Clone)]
pub struct SmallDisk(Arc<Mounted>);

struct Mounted {
    folder: PathBuf,
}

impl SmallDisk {
    /// Room for a trial, and not for much more.
    const SIZE: &'static str = "size=48m";

    /// Makes it in a folder. Only root may.
    pub fn mount(folder: &Path) -> Result<Self, Told> {
        fs::create_dir_all(folder).map_err(|error| error.to_string())?;
        run("mount", &["-t", "tmpfs", "-o", Self::SIZE, "portico-trial"], folder)?;
        Ok(Self(Arc::new(Mounted { folder: folder.to_owned() })))
    }

    fn ballast(&self) -> PathBuf {
        self.0.folder.join("ballast")
    }

    /// Nothing can be written any more. Only while nobody has a file open to write.
    pub fn make_read_only(&self) -> Result<(), Told> {
        run("mount", &["-o", "remount,ro"], &self.0.folder)
    }

    /// As before.
    pub fn make_writable(&self) -> Result<(), Told> {
        run("mount", &["-o", "remount,rw"], &self.0.folder)
    }
}

impl Fault for SmallDisk {
    /// Fills it to the last byte.
    fn begin(&mut self) -> Result<(), Told> {
        let mut file = File::create(self.ballast()).map_err(|error| error.to_string())?;
        let block = vec![0_u8; 4096];
        while file.write_all(&block).is_ok() {}
        Ok(())
    }
    fn lasts(&self) -> Duration {
        Duration::from_secs(2)
    }
    fn end(&mut self) -> Result<(), Told> {
        fs::remove_file(self.ballast()).map_err(|error| error.to_string())
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        // What is left is a mount in a temporary folder.
        let _ = run("umount", &["-l"], &self.folder);
    }
}

fn run(program: &str, arguments: &[&str], folder: &Path) -> Result<(), Told> {
    let output = Command::new(program).args(arguments).arg(folder).output();
    let output = output.map_err(|error| format!("{program}: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!("{program}: {}", String::from_utf8_lossy(&output.stderr).trim()))
}

/// The machine's clock jumps ahead and back. Needs Debian's package `faketime`.
pub struct ClockJump {
    file: PathBuf,
    minutes: i64,
}

impl ClockJump {
    /// Says in a file how far the clock is off; processes started with [`Self::environment`] go by it.
    pub fn new(folder: &Path, minutes: i64) -> Result<Self, Told> {
        let jump = Self { file: folder.join("clock"), minutes };
        jump.set(0)?;
        Ok(jump)
    }

    fn set(&self, minutes: i64) -> Result<(), Told> {
        // Written beside and renamed: nobody reads half of it.
        let draft = self.file.with_extension("part");
        fs::write(&draft, format!("{minutes:+}m\n")).map_err(|error| error.to_string())?;
        fs::rename(draft, &self.file).map_err(|error| error.to_string())
    }

    /// What makes a process go by that clock.
    pub fn environment(&self) -> Result<Vec<(String, String)>, Told> {
        let library = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu"]
            .map(|folder| format!("{folder}/faketime/libfaketimeMT.so.1"))
            .into_iter()
            .find(|path| Path::new(path).exists())
            .ok_or("the package faketime is not installed")?;
        let pairs = [
            ("LD_PRELOAD", library),
            ("FAKETIME_TIMESTAMP_FILE", self.file.display().to_string()),
            ("FAKETIME_NO_CACHE", "1".to_owned()),
            // Timers count on: it is the time of day that jumps.
            ("FAKETIME_DONT_FAKE_MONOTONIC", "1".to_owned()),
            ("DONT_FAKE_MONOTONIC", "1".to_owned()),
        ];
        Ok(pairs.map(|(name, value)| (name.to_owned(), value)).into())
    }
}

impl Fault for ClockJump {
    fn begin(&mut self) -> Result<(), Told> {
        self.set(self.minutes)
    }
    fn lasts(&self) -> Duration {
        Duration::from_secs(2)
    }
    fn end(&mut self) -> Result<(), Told> {
        // The next jump goes the other way.
        self.minutes = -self.minutes;
        self.set(0)
    }
}

/// Nothing but what the mail server does.
pub struct Nothing;

impl Fault for Nothing {
    fn begin(&mut self) -> Result<(), Told> {
        Ok(())
    }
    fn lasts(&self) -> Duration {
        Duration::from_secs(2)
    }
    fn end(&mut self) -> Result<(), Told> {
        Ok(())
    }
}
