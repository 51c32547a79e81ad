//! The machine that figures are measured on: its cores and who runs on which, and what a process has used of it. Linux only.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
    time::Duration,
};

use crate::trial::portal::Told;

/// Ticks a second in what Linux tells about processes, on every architecture it runs on.
const TICKS: u32 = 100;

/// Who runs where: the program under test has cores of its own, whoever asks and the database have the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cores {
    /// Of the program, as `taskset` takes them.
    pub server: String,
    /// Of everybody else.
    pub others: String,
    /// All of them.
    pub all: String,
    /// How many those are.
    pub other_count: usize,
}

impl Cores {
    /// The first core for the program, the rest for everybody else. Nothing where there is one core only, or no
    /// `taskset`: then nobody is tied to any.
    pub fn divide() -> Option<Self> {
        let has_taskset = Command::new("taskset").arg("--version").stdout(Stdio::null()).status();
        has_taskset.ok().filter(std::process::ExitStatus::success)?;
        let status = fs::read_to_string("/proc/self/status").ok()?;
        let list = status.lines().find_map(|line| line.strip_prefix("Cpus_allowed_list:"))?;
        Self::of(&listed(list.trim()))
    }

    fn of(cores: &[u32]) -> Option<Self> {
        let (first, rest) = cores.split_first().filter(|(_, rest)| !rest.is_empty())?;
        let list = |cores: &[u32]| cores.iter().map(u32::to_string).collect::<Vec<_>>().join(",");
        Some(Self {
            server: first.to_string(),
            others: list(rest),
            all: list(cores),
            other_count: rest.len(),
        })
    }

    /// What stands before a command so that it runs on the program's cores.
    pub fn for_server(cores: Option<&Self>) -> Vec<String> {
        cores.map_or_else(Vec::new, |cores| launcher(&cores.server))
    }

    /// What stands before a command so that it runs on all cores, as operators run it.
    pub fn for_operator(cores: Option<&Self>) -> Vec<String> {
        cores.map_or_else(Vec::new, |cores| launcher(&cores.all))
    }

    /// Ties a process with all its threads, and what it starts from now on, to everybody else's cores.
    pub fn tie_to_others(&self, pid: u32) -> Result<(), Told> {
        let mut command = Command::new("taskset");
        command.args(["-a", "-c", "-p", &self.others, &pid.to_string()]).stdout(Stdio::null());
        let done = command.status().map_err(|error| error.to_string())?;
        if done.success() { Ok(()) } else { Err(format!("taskset ended with {done}")) }
    }
}

fn launcher(cores: &str) -> Vec<String> {
    vec!["taskset".to_owned(), "-c".to_owned(), cores.to_owned()]
}

/// The numbers of a list such as `0-2,5`.
fn listed(list: &str) -> Vec<u32> {
    let mut found = Vec::new();
    for part in list.split(',') {
        let (least, most) = part.split_once('-').unwrap_or((part, part));
        if let (Ok(least), Ok(most)) = (least.parse::<u32>(), most.parse()) {
            found.extend(least..=most);
        }
    }
    found
}

/// Processor time that a process used so far.
pub fn cpu_of(pid: u32) -> Result<Duration, Told> {
    let path = format!("/proc/{pid}/stat");
    let text = fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
    Stat::read(&text).map(|stat| stat.own).ok_or_else(|| format!("{path} has another form"))
}

/// Processor time of this process so far.
pub fn own_cpu() -> Result<Duration, Told> {
    cpu_of(std::process::id())
}

/// Processor time of a process and of all that it started, also of those that have ended.
pub fn cpu_of_family(pid: u32) -> Result<Duration, Told> {
    let mut used = Duration::ZERO;
    for entry in fs::read_dir("/proc").map_err(|error| error.to_string())?.flatten() {
        // One that ends meanwhile is counted with its parent.
        let Ok(text) = fs::read_to_string(entry.path().join("stat")) else { continue };
        let Some(stat) = Stat::read(&text) else { continue };
        if stat.pid == pid {
            used += stat.own + stat.ended_children;
        } else if stat.parent == pid {
            used += stat.own;
        }
    }
    Ok(used)
}

struct Stat {
    pid: u32,
    parent: u32,
    own: Duration,
    ended_children: Duration,
}

impl Stat {
    fn read(text: &str) -> Option<Self> {
        let pid = text.split_whitespace().next()?.parse().ok()?;
        // The name may hold anything, also spaces and brackets; the rest begins after its last bracket.
        let (_, rest) = text.rsplit_once(") ")?;
        let fields: Vec<&str> = rest.split_whitespace().collect();
        let number = |at: usize| fields.get(at)?.parse::<u32>().ok();
        let ticks = |at: usize| Some(Duration::from_secs(number(at)?.into()) / TICKS);
        Some(Self {
            pid,
            parent: number(1)?,
            own: ticks(11)? + ticks(12)?,
            ended_children: ticks(13)? + ticks(14)?,
        })
    }
}

/// Memory of a process, in bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Memory {
    /// All its pages that are in memory.
    pub rss: u64,
    /// The same, but what it shares with others is divided among them.
    pub pss: u64,
}

/// What a process holds now.
pub fn memory_of(pid: u32) -> Result<Memory, Told> {
    let path = format!("/proc/{pid}/smaps_rollup");
    let text = fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
    let of = |name| kilobytes(&text, name).ok_or_else(|| format!("{path} has no {name}"));
    Ok(Memory { rss: of("Rss:")? * 1024, pss: of("Pss:")? * 1024 })
}

/// The most that a process ever held (RSS), in bytes.
pub fn most_memory_of(pid: u32) -> Result<u64, Told> {
    let path = format!("/proc/{pid}/status");
    let text = fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
    kilobytes(&text, "VmHWM:").map(|size| size * 1024).ok_or_else(|| format!("{path} has no VmHWM"))
}

fn kilobytes(text: &str, name: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse().ok()
}

/// Processor time of everything on the machine so far.
pub fn cpu_of_all() -> Result<Duration, Told> {
    let text = fs::read_to_string("/proc/stat").map_err(|error| error.to_string())?;
    busy(&text).ok_or_else(|| "/proc/stat has another form".to_owned())
}

fn busy(text: &str) -> Option<Duration> {
    let fields = text.lines().next()?.strip_prefix("cpu ")?.split_whitespace();
    let ticks: Vec<u64> = fields.map_while(|field| field.parse().ok()).collect();
    // user, nice, system, idle, waiting for disks, interrupts, soft interrupts
    let used: u64 = [0, 1, 2, 5, 6].iter().filter_map(|at| ticks.get(*at)).sum();
    Some(Duration::from_secs(used) / TICKS)
}

/// What the machine is, in a line.
pub fn described(folder: &Path) -> String {
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpu.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or(": unknown");
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let disk = Command::new("stat").args(["-f", "-c", "%T"]).arg(folder).output();
    let disk = disk.map_or_else(|_| String::new(), |output| String::from_utf8_lossy(&output.stdout).into());
    let model = model.trim_start_matches([':', ' ', '\t']);
    format!("{cores} cores ({model}), data on {}", disk.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_has_a_core_of_its_own_where_there_are_several() {
        assert_eq!(listed("0-2,5"), [0, 1, 2, 5]);
        let cores = Cores::of(&[0, 1, 2, 5]).expect("several");
        assert_eq!((cores.server.as_str(), cores.others.as_str(), cores.other_count), ("0", "1,2,5", 3));
        assert_eq!(cores.all, "0,1,2,5");
        assert_eq!(Cores::of(&[3]), None);
    }

    #[test]
    fn processor_time_is_read_whatever_the_process_is_called() {
        let text = "42 (a ) name) S 7 42 42 0 -1 4194560 1 2 3 4 150 50 30 20 20 0 9 0 100 1 1";
        let stat = Stat::read(text).expect("it is read");
        assert_eq!((stat.pid, stat.parent), (42, 7));
        assert_eq!((stat.own, stat.ended_children), (Duration::from_secs(2), Duration::from_millis(500)));
    }

    #[test]
    fn idle_time_and_waiting_for_disks_are_not_use() {
        let used = busy("cpu  100 0 200 9000 8000 50 50 0 0 0\ncpu0 1 2 3").expect("it is read");
        assert_eq!(used, Duration::from_secs(4));
    }

    #[test]
    fn a_process_has_memory_and_has_used_time() {
        let memory = memory_of(std::process::id()).expect("memory");
        assert!(memory.rss >= memory.pss && memory.pss > 0, "{memory:?}");
        assert!(most_memory_of(std::process::id()).expect("memory") >= memory.rss);
        assert!(cpu_of_family(std::process::id()).expect("time") >= own_cpu().expect("time"));
        assert!(cpu_of_all().expect("time") > Duration::ZERO);
    }
}
