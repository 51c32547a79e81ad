//! Compiles the expressions of a service and says what is wrong in them, also when they ask for an answer
//! that has not been given yet.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use crate::{
    PageId,
    definition::{Check, Computed, PageFile, ServiceFile, TargetDays},
    expr::{ExprProblem, Program, Scope, Type, Values},
    load::Source,
    position::Path,
    problem::Problem,
    service::{FACTS, Give, Names, Plan, Target},
};

/// Compiles expressions and keeps what it finds.
pub struct Compiler<'a> {
    names: &'a Names,
    /// For each computed value, the questions it is worked out from.
    behind: BTreeMap<String, BTreeSet<String>>,
    /// Findings.
    pub problems: Vec<Problem>,
}

/// An expression and where it stands.
struct Written<'a> {
    source: &'a Source,
    path: &'a Path,
    text: &'a str,
    /// Bytes of the text before the expression (the `=` of a plan value).
    offset: usize,
}

impl<'a> Compiler<'a> {
    /// For a service with these names.
    pub fn new(names: &'a Names) -> Self {
        Self { names, behind: BTreeMap::new(), problems: Vec::new() }
    }

    fn compile(&mut self, written: &Written<'_>, scope: &Scope, wanted: &Type) -> Option<Program> {
        let text = written.text.get(written.offset..).unwrap_or_default();
        match Program::compile(text, scope, wanted) {
            Ok(program) => {
                let problems = super::options::check(self.names, text).into_iter().map(|found| {
                    let range = found.range.start + written.offset..found.range.end + written.offset;
                    let problem =
                        written.source.part_problem("unknown-option", written.path, range, found.message);
                    problem.help(found.help)
                });
                self.problems.extend(problems);
                Some(program)
            }
            Err(found) => {
                let problems = found.into_iter().map(|problem| self.say(written, text, scope, problem));
                let problems: Vec<Problem> = problems.collect();
                self.problems.extend(problems);
                None
            }
        }
    }

    fn say(&self, written: &Written<'_>, text: &str, scope: &Scope, problem: ExprProblem) -> Problem {
        let name = unknown_name(text, &problem.range, scope);
        let code = if name.is_some() { "unknown-question" } else { "expression" };
        let range = problem.range.start + written.offset..problem.range.end + written.offset;
        let said = written.source.part_problem(code, written.path, range, problem.message);
        let inside = name.and_then(|name| self.names.asked_on(name).map(|page| (name, page)));
        if let Some((name, page)) = inside {
            let repeat = self.names.standing(page).and_then(|standing| standing.repeat.as_ref());
            if let Some(repeat) = repeat {
                return said.help(format!(
                    "`{name}` is asked for each entry of `{repeat}`; write for example \
                     `{repeat}.exists(one, one.{name} == …)` or `{repeat}.map(one, one.{name})`."
                ));
            }
        }
        said.help(problem.help)
    }

    /// A condition of a page or question: yes or no, from answers of earlier pages.
    pub fn condition(
        &mut self,
        source: &Source,
        path: &Path,
        text: Option<&str>,
        page: &PageId,
    ) -> Option<Program> {
        let written = Written { source, path, text: text?, offset: 0 };
        let program = self.compile(&written, &self.names.scope(Some(page)), &Type::YesNo)?;
        self.not_later(&written, &program, page, false);
        self.not_constant(&written, &program);
        Some(program)
    }

    /// A condition without names is the same for everybody: its page is never seen, or the condition says nothing.
    fn not_constant(&mut self, written: &Written<'_>, program: &Program) {
        if !program.names().is_empty() || written.text.contains("today") || written.text.contains('(') {
            return;
        }
        let whole = 0..written.text.len();
        let always = program.is_true(&Values::new(), jiff::civil::Date::constant(2000, 1, 1));
        self.problems.push(if always {
            let message = "this condition is true for everybody";
            written
                .source
                .part_problem("constant-condition", written.path, whole, message)
                .help("Leave it out.")
                .warning()
        } else {
            let message = "this condition is true for nobody, so what it is about is never shown";
            let problem = written.source.part_problem("unreachable-page", written.path, whole, message);
            problem.help("Write a condition on an earlier answer, or remove this.")
        });
    }

    /// The rules of a page: over its own answers and earlier ones.
    pub fn checks(&mut self, source: &Source, page: &PageFile) -> Vec<(Program, Check)> {
        let mut compiled = Vec::new();
        for (index, check) in page.checks.iter().enumerate() {
            let path = Path::from("checks").item(index).key("rule");
            let written = Written { source, path: &path, text: &check.rule, offset: 0 };
            let scope = self.names.scope(Some(&page.page));
            if let Some(program) = self.compile(&written, &scope, &Type::YesNo) {
                self.not_later(&written, &program, &page.page, true);
                compiled.push((program, check.clone()));
            }
        }
        compiled
    }

    /// Says which names an expression uses before they are answered.
    fn not_later(&mut self, written: &Written<'_>, program: &Program, page: &PageId, or_on: bool) {
        for name in program.names() {
            let own = BTreeSet::from([name.clone()]);
            let behind = self.behind.get(&name).unwrap_or(&own);
            let Some(later) = behind.iter().find(|name| !self.names.is_answered_before(name, page, or_on))
            else {
                continue;
            };
            let Some(asked_on) = self.names.asked_on(later) else { continue };
            let message = if asked_on == page {
                format!("`{later}` is asked on this same page, so its answer is not known yet")
            } else {
                format!("`{later}` is asked later, on the page `{asked_on}`, so its answer is not known yet")
            };
            let start = written.text.find(name.as_str()).unwrap_or_default();
            let range = start..start + name.len();
            let problem = written.source.part_problem("later-answer", written.path, range, message);
            self.problems.push(
                problem.help(format!(
                    "Ask `{later}` on an earlier page, or move this page behind `{asked_on}`."
                )),
            );
        }
    }

    /// The computed values, each from questions and the computed values above it.
    pub fn computed(&mut self, source: &Source, service: &ServiceFile) -> Vec<(Computed, Program)> {
        let mut compiled = Vec::new();
        for (index, computed) in service.computed.iter().enumerate() {
            let path = Path::from("computed").item(index).key("value");
            let written = Written { source, path: &path, text: &computed.value, offset: 0 };
            let scope = self.names.scope_of_computed(index);
            let wanted = self.names.type_of_computed(index);
            let Some(program) = self.compile(&written, &scope, &wanted) else { continue };
            let mut behind = BTreeSet::new();
            for name in program.names() {
                match self.behind.get(&name) {
                    Some(further) => behind.extend(further.iter().cloned()),
                    None => {
                        behind.insert(name);
                    }
                }
            }
            if self.names.asked_on(computed.id.as_str()).is_none() {
                self.behind.insert(computed.id.to_string(), behind);
            }
            compiled.push((computed.clone(), program));
        }
        compiled
    }

    /// Days to a decision: a number, or an expression whose every outcome is a number written in it, so that it can be
    /// said before anybody answered.
    pub fn target(&mut self, source: &Source, service: &ServiceFile) -> Target {
        let text = match &service.target_days {
            TargetDays::Same(days) => return Target::Same(*days),
            TargetDays::WorkedOut(text) => text,
        };
        let path = Path::from("target_days");
        let written = Written { source, path: &path, text, offset: 0 };
        let Some(program) = self.compile(&written, &self.names.scope(None), &Type::Number) else {
            return Target::Same(0);
        };
        let days = program.outcomes().map(|found| found.into_iter().map(u16::try_from).collect());
        let Some(Ok(days)) = days.map(|days: Result<BTreeSet<u16>, _>| days) else {
            let message = "it cannot be said which numbers of days this can come to";
            let problem = source.part_problem("target-days", &path, 0..text.len(), message);
            self.problems.push(problem.help("Write the days themselves: `expedited ? 7 : 30`."));
            return Target::Same(0);
        };
        match (days.first(), days.last()) {
            (Some(least), Some(most)) => Target::WorkedOut { program, range: *least..=*most },
            _ => Target::Same(0),
        }
    }

    /// The fulfilment plan: conditions and values over all answers and the facts of the submission.
    pub fn plan(&mut self, source: &Source, service: &ServiceFile) -> Vec<Plan> {
        let mut scope = self.names.scope(None);
        for fact in FACTS {
            let kind = if *fact == "submitted_on" { Type::Date } else { Type::Text };
            scope.insert((*fact).to_owned(), kind);
        }
        let mut plan = Vec::new();
        for (index, item) in service.plan.iter().enumerate() {
            let at = Path::from("plan").item(index);
            let path = at.key("when");
            let when = item.when.as_ref().and_then(|text| {
                let written = Written { source, path: &path, text, offset: 0 };
                self.compile(&written, &scope, &Type::YesNo)
            });
            let give = Json::Object(item.give.clone());
            let give = self.give(source, &give, &at.key("give"), &scope);
            plan.push(Plan { item: item.clone(), when, give });
        }
        plan
    }

    fn give(&mut self, source: &Source, value: &Json, path: &Path, scope: &Scope) -> Give {
        match value {
            Json::String(text) if text.starts_with('=') => {
                let written = Written { source, path, text, offset: 1 };
                let program = self.compile(&written, scope, &Type::Any);
                program.map_or(Give::Literal(Json::Null), Give::Expression)
            }
            Json::Array(items) => {
                let parts = items.iter().enumerate();
                Give::List(parts.map(|(at, part)| self.give(source, part, &path.item(at), scope)).collect())
            }
            Json::Object(parts) => {
                let parts = parts.iter().map(|(key, part)| {
                    (key.clone(), self.give(source, part, &path.key(key.as_str()), scope))
                });
                Give::Map(parts.collect())
            }
            other => Give::Literal(other.clone()),
        }
    }
}

/// The name a finding is about, when it is a name the expression may not use.
fn unknown_name<'a>(text: &'a str, range: &std::ops::Range<usize>, scope: &Scope) -> Option<&'a str> {
    let name = text.get(range.clone())?;
    let is_name = name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let is_part = text.get(..range.start).is_some_and(|before| before.trim_end().ends_with('.'));
    let is_call = text.get(range.end..).is_some_and(|after| after.trim_start().starts_with('('));
    (is_name && !is_part && !is_call && !scope.contains_key(name)).then_some(name)
}
