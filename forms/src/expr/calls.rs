//! The checker's rules for functions: that the name exists, and what it takes.

use cel::common::ast::{CallExpr, Expr, IdedExpr, LiteralValue};
use jiff::civil::date;

use super::{
    Type,
    check::Checker,
    environment,
    functions::{FUNCTIONS, Function, Kind, find},
    help,
    rewrite::Change,
    suggest::nearest,
};

/// Macros with the shape they need; written otherwise they look like calls of functions nobody knows.
const LOOPS: &[&str] = &["all", "exists", "exists_one", "filter", "map"];

impl Checker<'_> {
    /// The type a call gives.
    pub(super) fn call(&mut self, part: &IdedExpr, call: &CallExpr) -> Type {
        if let Some(found) = self.operator(part, call) {
            return found;
        }
        let Some(function) = find(&call.func_name) else { return self.unknown_function(part, call) };
        let given: Vec<&IdedExpr> = call.target.iter().map(AsRef::as_ref).chain(&call.args).collect();
        let is_method = call.target.is_some();
        if is_method != function.on_text && !(is_method && function.name == "size") {
            return self.wrong_style(part, function, &given);
        }
        if given.len() != function.takes.len() {
            let range = self.ranges.function(part, function.name);
            let (needs, has) = (function.takes.len(), given.len());
            let message = format!("`{}` takes {}, not {has}", function.name, counted(needs));
            return self.wrong_at(range, message, Some(format!("for example `{}`", function.example)));
        }
        let kinds: Vec<Type> = given.iter().map(|argument| self.check(argument)).collect();
        for ((argument, kind), takes) in given.iter().zip(&kinds).zip(function.takes) {
            self.argument(function, argument, kind, *takes);
        }
        self.literals(function, &given);
        self.changed(part, function, &kinds);
        match (function.name, kinds.first()) {
            ("sum", Some(list @ Type::List(each))) if Kind::Summable.takes(list) => (**each).clone(),
            _ => function.gives.as_type(),
        }
    }

    fn argument(&mut self, function: &Function, argument: &IdedExpr, kind: &Type, takes: Kind) {
        if !takes.takes(kind) {
            let message = format!("`{}` needs {}, but this is {kind}", function.name, takes.said());
            let help = match takes {
                Kind::Text if matches!(kind, Type::List(_)) => {
                    Some("join its entries first: `join(list, \", \")`".to_owned())
                }
                _ => help::instead(&takes.as_type(), kind, self.ranges.words(argument)),
            };
            let example = || format!("for example `{}`", function.example);
            self.wrong(argument, message, help.or_else(|| Some(example())));
        }
    }

    /// What is written in the expression itself can be checked once and for all.
    fn literals(&mut self, function: &Function, given: &[&IdedExpr]) {
        let texts: Vec<Option<&str>> = given.iter().map(|argument| literal_text(argument)).collect();
        let (message, help, index) = match (function.name, texts.as_slice()) {
            ("date", [Some(text)]) if environment::date_of(text).is_none() => {
                ("this is not a day of the calendar", "write year, month and day: `date(\"2026-01-31\")`", 0)
            }
            ("usd", [Some(text)]) if environment::cents_of(text).is_none() => {
                ("this is not an amount", "write dollars and cents: `usd(\"149.99\")`", 0)
            }
            ("format_date", [_, Some(format)])
                if environment::formatted(format, date(2026, 1, 31)).is_none() =>
            {
                ("this format asks for more than a day has", "use `%Y`, `%m`, `%d`, `%B` or `%y`", 1)
            }
            ("format_date", [_, None]) => ("the format must be text in quotes", "such as `\"%Y-%m-%d\"`", 1),
            ("matches", [_, Some(pattern)]) if regex_lite::Regex::new(pattern).is_err() => {
                ("this is not a pattern", "patterns are regular expressions, such as `^[0-9]{5}$`", 1)
            }
            ("matches", [_, None]) => ("the pattern must be text in quotes", "such as `\"^[0-9]{5}$\"`", 1),
            _ => return,
        };
        if let Some(argument) = given.get(index) {
            self.wrong(argument, message, Some(help.to_owned()));
        }
    }

    /// What the call is also given before it is evaluated.
    fn changed(&mut self, part: &IdedExpr, function: &Function, kinds: &[Type]) {
        let change = match (function.name, kinds) {
            ("age" | "years_since" | "days_since", _) => Change::AddToday,
            ("sum", [Type::List(each)]) => Change::AddZero((**each).clone()),
            ("sum", _) => Change::AddZero(Type::Number),
            _ => return,
        };
        self.changes.insert(part.id, change);
    }

    fn wrong_style(&mut self, part: &IdedExpr, function: &Function, given: &[&IdedExpr]) -> Type {
        let words: Vec<&str> = given.iter().map(|argument| self.ranges.words(argument)).collect();
        let help = match words.split_first() {
            Some((first, rest)) if function.on_text => {
                format!("write `{first}.{}({})`", function.name, rest.join(", "))
            }
            _ => format!("write `{}({})`", function.name, words.join(", ")),
        };
        let how = if function.on_text { "is called on a text" } else { "stands in front of its brackets" };
        self.wrong(part, format!("`{}` {how}", function.name), Some(help))
    }

    fn unknown_function(&mut self, part: &IdedExpr, call: &CallExpr) -> Type {
        let name = call.func_name.as_str();
        let range = self.ranges.function(part, name);
        if LOOPS.contains(&name) {
            let message = format!("`{name}` needs a name for an entry and a test of it");
            return self.wrong_at(range, message, Some(format!("write `list.{name}(x, x > 0)`")));
        }
        let known = FUNCTIONS.iter().map(|function| function.name).chain(LOOPS.iter().copied());
        let help = match name {
            "length" | "len" | "count" => Some("write `size(…)`".to_owned()),
            "string" | "str" => Some("write `text(…)`".to_owned()),
            "includes" | "has" => Some("write `answered(…)`, or `… in list`".to_owned()),
            _ => nearest(name, known).map(|near| format!("did you mean `{near}`?")),
        };
        self.wrong_at(range, format!("there is no function `{name}`"), help)
    }
}

fn literal_text(part: &IdedExpr) -> Option<&str> {
    match &part.expr {
        Expr::Literal(LiteralValue::String(text)) => Some(text.inner()),
        _ => None,
    }
}

fn counted(count: usize) -> String {
    match count {
        0 => "nothing".to_owned(),
        1 => "one value".to_owned(),
        count => format!("{count} values"),
    }
}
