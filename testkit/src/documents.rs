//! Reads the documents and says what they name that is not there: paths, links, `make` targets, `portico` commands.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// What the project has that documents may name.
pub struct Project {
    root: PathBuf,
    folders: BTreeSet<String>,
    targets: BTreeSet<String>,
    commands: BTreeSet<String>,
    flags: BTreeSet<String>,
    settings: BTreeSet<String>,
}

/// Folders that building makes: they need not be there.
const BUILT: [&str; 3] = ["target", "data", "web/dist"];

impl Project {
    /// Looks at the project.
    pub fn at(root: PathBuf) -> Self {
        let read = |path: &str| fs::read_to_string(root.join(path)).unwrap_or_default();
        let entries = fs::read_dir(&root).into_iter().flatten().flatten();
        let folders = entries.filter(|entry| entry.path().is_dir());
        let parts = ["cli.rs", "cli/measuring.rs", "cli/publishing.rs", "cli/staff.rs"];
        let cli: String = parts.map(|part| read(&format!("portico/src/{part}"))).concat();
        let settings = read("docs/operate/configuration.md");
        let headings = settings.lines().filter_map(|line| line.strip_prefix("### `")?.strip_suffix('`'));
        Self {
            folders: folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect(),
            targets: targets(&read("Makefile")),
            commands: commands(&cli),
            flags: flags(&cli),
            settings: headings.map(|name| name.trim_matches(['[', ']']).to_owned()).collect(),
            root,
        }
    }

    /// The documents: at the top, and everything in `docs`.
    pub fn documents(&self) -> Vec<PathBuf> {
        let mut folders = vec![self.root.join("docs")];
        let top = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"];
        let mut found: Vec<PathBuf> = top.iter().map(|name| self.root.join(name)).collect();
        while let Some(folder) = folders.pop() {
            for path in fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|end| end == "md") {
                    found.push(path);
                }
            }
        }
        found
    }

    /// Everything a document names that is not there, each with its line.
    pub fn missing(&self, document: &Path, text: &str) -> Vec<String> {
        let name = document.strip_prefix(&self.root).unwrap_or(document).display().to_string();
        let mut missing = Vec::new();
        for (line, mention) in mentions(text) {
            let wrong = match mention {
                Mention::Link(target) => self.link(document, &target),
                Mention::Code(code) => self.code(&code),
            };
            missing.extend(wrong.map(|wrong| format!("{name}:{line}: {wrong}")));
        }
        missing
    }

    fn link(&self, document: &Path, target: &str) -> Option<String> {
        if target.contains("://") || target.starts_with("mailto:") || target.starts_with('#') {
            return None;
        }
        let path = target.split('#').next().unwrap_or_default();
        let folder = document.parent().unwrap_or(&self.root);
        (!folder.join(path).exists()).then(|| format!("the link leads to {path}, which is not there"))
    }

    fn code(&self, code: &str) -> Option<String> {
        let words: Vec<&str> = code.split_whitespace().collect();
        match words.as_slice() {
            ["make", target, ..] if !target.starts_with(['#', '…']) => {
                let unknown = !self.targets.contains(*target);
                unknown.then(|| format!("make has no target {target}"))
            }
            ["portico" | "target/debug/portico", rest @ ..] => self.command(rest),
            ["cargo", rest @ ..] => {
                let package = rest.iter().skip_while(|word| !matches!(**word, "-p" | "--package")).nth(1)?;
                (!self.root.join(package).join("Cargo.toml").exists())
                    .then(|| format!("no crate is called {package}"))
            }
            [one] => self.path(one).or_else(|| self.setting(one)),
            _ => None,
        }
    }

    fn command(&self, words: &[&str]) -> Option<String> {
        let plain =
            |word: &&&str| word.chars().all(|c| c.is_ascii_lowercase() || c == '-') && !word.starts_with('-');
        let name = words.first().filter(plain)?;
        let both = words.get(1).filter(plain).map(|second| format!("{name} {second}"));
        let has_more = self.commands.iter().any(|known| known.starts_with(&format!("{name} ")));
        let known = match both {
            Some(both) if has_more => self.commands.contains(&both),
            _ => self.commands.contains(*name) || has_more,
        };
        if !known {
            return Some(format!("portico has no command {}", words.join(" ")));
        }
        let flags = words.iter().filter_map(|word| word.strip_prefix("--"));
        let unknown =
            flags.filter_map(|flag| flag.split('=').next()).find(|flag| !self.flags.contains(*flag));
        unknown.map(|flag| format!("portico has no flag --{flag}"))
    }

    /// A path that begins in a folder of the project, as far as it names something definite.
    fn path(&self, text: &str) -> Option<String> {
        let (first, rest) = text.split_once('/')?;
        let is_built = BUILT.iter().any(|built| text == *built || text.starts_with(&format!("{built}/")));
        if !self.folders.contains(first) || is_built {
            return None;
        }
        let definite = |part: &&str| !part.contains(['<', '*', '{', '…']);
        let path: PathBuf = std::iter::once(first).chain(rest.split('/').take_while(definite)).collect();
        (!self.root.join(&path).exists()).then(|| format!("there is no {}", path.display()))
    }

    fn setting(&self, text: &str) -> Option<String> {
        let (section, rest) = text.split_once('.')?;
        let known = ["site", "listen", "database", "worker", "log", "email", "keys"].contains(&section);
        let is_name =
            !rest.is_empty() && rest.chars().all(|c| c.is_ascii_lowercase() || matches!(c, '_' | '.'));
        let is_file = ["toml", "md", "rs", "yaml", "ftl", "html"].contains(&rest);
        let is_there = self.settings.contains(text);
        (known && is_name && !is_file && !is_there).then(|| format!("there is no setting {text}"))
    }
}

/// Something a document names.
#[derive(Debug, PartialEq, Eq)]
enum Mention {
    /// `[text](target)`.
    Link(String),
    /// Between backticks, or a line of a block of commands.
    Code(String),
}

fn mentions(text: &str) -> Vec<(usize, Mention)> {
    let mut found = Vec::new();
    let mut block: Option<bool> = None;
    for (line, number) in text.lines().zip(1..) {
        if let Some(language) = line.trim_start().strip_prefix("```") {
            block = if block.is_none() { Some(matches!(language, "" | "sh")) } else { None };
            continue;
        }
        match block {
            Some(true) => {
                found
                    .push((number, Mention::Code(line.split(" #").next().unwrap_or(line).trim().to_owned())));
            }
            Some(false) => {}
            None => inline(line, number, &mut found),
        }
    }
    found
}

fn inline(line: &str, number: usize, found: &mut Vec<(usize, Mention)>) {
    for (index, part) in line.split('`').enumerate() {
        if index % 2 == 1 {
            found.push((number, Mention::Code(part.to_owned())));
        }
    }
    for part in line.split("](").skip(1) {
        if let Some((target, _)) = part.split_once(')') {
            found.push((number, Mention::Link(target.to_owned())));
        }
    }
}

fn targets(makefile: &str) -> BTreeSet<String> {
    let rules = makefile.lines().filter(|line| !line.starts_with(['\t', '#', '.', '$', ' ']));
    let names = rules.filter_map(|line| line.split_once(':')).filter(|(_, rest)| !rest.starts_with('='));
    names.map(|(name, _)| name.trim().to_owned()).filter(|name| !name.contains(' ')).collect()
}

/// The commands in the source of the command line: variants of the enums that clap reads, in kebab case.
fn commands(source: &str) -> BTreeSet<String> {
    let variants = |name: &str| -> Vec<String> {
        let after = source.split(&format!("pub enum {name} {{")).nth(1).unwrap_or_default();
        let body = after.split("\n}").next().unwrap_or_default();
        let lines =
            body.lines().map(str::trim).filter(|line| line.starts_with(|c: char| c.is_ascii_uppercase()));
        lines.filter_map(|line| line.split(['(', ',', ' ']).next()).map(str::to_owned).collect()
    };
    let mut found = BTreeSet::new();
    for command in variants("Command") {
        let inner = variants(&command);
        if inner.is_empty() {
            found.insert(kebab(&command));
        }
        found.extend(inner.iter().map(|inner| format!("{} {}", kebab(&command), kebab(inner))));
    }
    found
}

/// Every flag of any command.
fn flags(source: &str) -> BTreeSet<String> {
    let fields = source.split("#[arg(long").skip(1).filter_map(|part| part.split_once("pub "));
    fields.filter_map(|(_, rest)| rest.split(':').next()).map(|name| name.replace('_', "-")).collect()
}

fn kebab(name: &str) -> String {
    let mut text = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() && !text.is_empty() {
            text.push('-');
        }
        text.push(c.to_ascii_lowercase());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project() -> Project {
        Project::at(crate::project::root())
    }

    fn missing(text: &str) -> Vec<String> {
        let project = project();
        project.missing(&project.root.join("README.md"), text)
    }

    #[test]
    fn what_is_there_may_be_named() {
        let text = "See `forms/src/lib.rs`, `forms/src/question/<name>.rs` and [the model](model/src/lib.rs#top).\n\
            Run `make test`, `portico keys new --file x` or `portico check services`.\n```sh\nmake run   # starts\n```\n\
            `cargo test -p forms` and `site.base_url`, `portico.toml`, https://example.org, `a.b`\n";
        assert_eq!(missing(text), Vec::<String>::new());
    }

    #[test]
    fn what_is_not_there_is_told_with_its_line() {
        let text = "`forms/src/nothing.rs`\n[gone](docs/gone.md)\n`make coffee`\n`portico sing`\n`portico keys lose`\n\
            `portico serve --loud`\n`cargo test -p nothing`\n`site.nothing`\n```sh\nportico dance\n```\n";
        let lines: Vec<String> =
            missing(text).iter().map(|told| told.split(": ").next().unwrap().to_owned()).collect();
        assert_eq!(lines, [1, 2, 3, 4, 5, 6, 7, 8, 10].map(|line| format!("README.md:{line}")));
    }

    #[test]
    fn commands_and_flags_are_read_from_the_source() {
        let project = project();
        for known in ["serve", "demo", "check", "erase-case", "keys rotate", "staff add"] {
            assert!(project.commands.contains(known), "{known} in {:?}", project.commands);
        }
        assert!(project.flags.contains("pseudo-locale") && project.targets.contains("run"));
    }
}
