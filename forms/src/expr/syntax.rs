//! Says in plain words what is wrong with an expression that cannot be read at all.

use std::ops::Range;

use cel::ParseError;

use super::ExprProblem;

/// What to do with an expression that cannot be read.
pub const SIMPLER: &str = "write a simpler one, or move a part of it into a computed value";

/// The first thing wrong: what follows is usually its consequence.
pub fn problem(source: &str, errors: &[ParseError]) -> ExprProblem {
    let first = errors.iter().min_by_key(|error| error.pos);
    let Some(first) = first else { return said(0..source.len(), "this expression cannot be read", SIMPLER) };
    let at = offset(source, first.pos);
    let rest = source.get(at..).unwrap_or_default();
    known_slip(source, at, rest).or_else(|| from_parser(source, at, rest, &first.msg)).unwrap_or_else(|| {
        let word = word_at(rest);
        let message = format!("`{word}` cannot stand here");
        said(at..at + word.len(), message, "remove it, or put an operator such as `&&` or `==` before it")
    })
}

/// Signs of other languages, where CEL has its own.
fn known_slip(source: &str, at: usize, rest: &str) -> Option<ExprProblem> {
    let slips = [
        ("and", "&&"),
        ("AND", "&&"),
        ("or", "||"),
        ("OR", "||"),
        ("is", "=="),
        ("&", "&&"),
        ("|", "||"),
        ("=", "=="),
        ("“", "\""),
        ("”", "\""),
        ("‘", "'"),
        ("’", "'"),
        ("≥", ">="),
        ("≤", "<="),
        ("≠", "!="),
    ];
    let word = word_at(rest);
    if let Some((slip, right)) = slips.into_iter().find(|(slip, _)| *slip == word) {
        return Some(said(
            at..at + slip.len(),
            format!("`{slip}` is not a sign here"),
            format!("write `{right}`"),
        ));
    }
    if rest.starts_with('>') && source.get(..at).is_some_and(|before| before.ends_with('<')) {
        return Some(said(at - 1..at + 1, "`<>` is not a sign here", "write `!=`"));
    }
    let not = source.get(..at)?.trim_end().strip_suffix("not")?;
    Some(said(not.len()..not.len() + 3, "`not` is not a sign here", "write `!`"))
}

fn from_parser(source: &str, at: usize, rest: &str, message: &str) -> Option<ExprProblem> {
    if message.contains("missing ')'") || (rest.is_empty() && has_open_bracket(source)) {
        return Some(said(
            at..source.len(),
            "a closing bracket is missing",
            "write `)`, `]` or `}` where it belongs",
        ));
    }
    if rest.is_empty() {
        return Some(said(
            at..source.len(),
            "the expression ends too early",
            "write what comes after the last sign, or remove the sign",
        ));
    }
    if message.contains("token recognition error") && rest.starts_with(['"', '\'']) {
        let help = "text stands between two quotes; write \\\\ for one backslash";
        return Some(said(at..source.len(), "this text has no end, or a backslash too few", help));
    }
    if let Some(name) = message.strip_prefix("reserved identifier: ") {
        let message = format!("`{name}` has a meaning of its own and cannot be a name");
        let help = if name == "if" {
            "write `test ? this : that`"
        } else {
            "write the name of a question or computed value"
        };
        return Some(said(at..at + name.len(), message, help));
    }
    if message.starts_with("Incomplete") && message.contains("_?_:_") {
        return Some(said(at..source.len(), "a choice needs two outcomes", "write `test ? this : that`"));
    }
    if message.contains("invalid int") {
        return Some(said(
            at..at + word_at(rest).len(),
            "this number is too large",
            "write one with 18 digits or fewer",
        ));
    }
    if message.contains("has() macro") {
        let help = "write `has(address.line2)`, or `answered(name)` for a whole answer";
        return Some(said(at..at + word_at(rest).len(), "`has` looks at one part of an answer", help));
    }
    if message.contains("must be a simple name") {
        let help = "write `list.exists(x, x > 0)`";
        return Some(said(at..at + word_at(rest).len(), "this must be a name for an entry", help));
    }
    None
}

fn said(range: Range<usize>, message: impl Into<String>, help: impl Into<String>) -> ExprProblem {
    ExprProblem { range, message: message.into(), help: help.into() }
}

fn has_open_bracket(source: &str) -> bool {
    let count = |wanted: [char; 3]| source.chars().filter(|c| wanted.contains(c)).count();
    count(['(', '[', '{']) > count([')', ']', '}'])
}

/// The word or sign that starts here.
fn word_at(rest: &str) -> &str {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let end = match rest.chars().next() {
        Some(first) if is_word(first) => rest.find(|c: char| !is_word(c)).unwrap_or(rest.len()),
        Some(first) => first.len_utf8(),
        None => 0,
    };
    rest.get(..end).unwrap_or_default()
}

/// Bytes from the parser's line and column, both counted from 1, columns in characters.
fn offset(source: &str, (line, column): (isize, isize)) -> usize {
    let line = usize::try_from(line - 1).unwrap_or_default();
    let column = usize::try_from(column - 1).unwrap_or_default();
    let start: usize = source.split_inclusive('\n').take(line).map(str::len).sum();
    let rest = source.get(start..).unwrap_or_default();
    let within = rest.char_indices().nth(column).map_or(rest.len(), |(at, _)| at);
    (start + within).min(source.len())
}
