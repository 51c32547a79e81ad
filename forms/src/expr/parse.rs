//! Reads an expression into a tree, behind fences: the parser recurses and was not made for hostile text.

use std::thread;

use cel::{
    common::ast::{IdedExpr, SourceInfo},
    parser::Parser,
};

use super::{
    ExprProblem, MAX_BRACKETS, MAX_DEPTH, MAX_LENGTH, MAX_LOOPS, MAX_STEPS, cost, ranges::Ranges, syntax,
};

/// The parser aborts a debug build at 20 nested brackets on a thread of 2 MiB; this is room for all the caps allow.
const STACK: usize = 64 << 20;

/// Does the work on a thread with room for it. A panic of the parser becomes a problem, not a crash.
pub fn with_room<T: Send>(
    source: &str,
    work: impl FnOnce() -> Result<T, Vec<ExprProblem>> + Send,
) -> Result<T, Vec<ExprProblem>> {
    let unreadable = || vec![problem(0..source.len(), "this expression cannot be read", syntax::SIMPLER)];
    thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
        let thread = thread.map_err(|_| unreadable())?;
        thread.join().unwrap_or_else(|_| Err(unreadable()))
    })
}

/// The tree, if the text is an expression within the caps. Call on a thread made by [`with_room`].
pub fn read(source: &str) -> Result<(IdedExpr, SourceInfo), Vec<ExprProblem>> {
    let (tree, info) = Parser::new()
        .parse_with_source_info(source)
        .map_err(|errors| vec![syntax::problem(source, &errors.errors)])?;
    let ranges = Ranges::new(source, &info);
    let split = "move a part of it into a computed value";
    if cost::depth(&tree) > MAX_DEPTH {
        return Err(vec![problem(0..source.len(), "this expression has too many levels", split)]);
    }
    if let Some(part) = cost::too_deep(&tree, MAX_LOOPS) {
        let message = "a loop inside a loop inside a loop takes too long";
        return Err(vec![problem(ranges.of(part), message, split)]);
    }
    if cost::steps(&tree) > MAX_STEPS {
        return Err(vec![problem(0..source.len(), "this expression can take too long", split)]);
    }
    Ok((tree, info))
}

/// What can be said before any parser sees the text.
pub fn fence(source: &str) -> Result<(), ExprProblem> {
    if source.trim().is_empty() {
        let help = "write `true` for always";
        return Err(problem(0..source.len(), "the expression is empty", help));
    }
    if source.len() > MAX_LENGTH {
        let message = format!("the expression has {} characters; {MAX_LENGTH} is the most", source.len());
        return Err(problem(0..source.len(), message, "move parts of it into computed values"));
    }
    match too_many_brackets(source) {
        Some(at) => {
            let message = format!("more than {MAX_BRACKETS} brackets inside each other");
            Err(problem(at..at + 1, message, "move a part of it into a computed value"))
        }
        None => Ok(()),
    }
}

/// Counts openings without regard to quotes; a closing bracket in quotes can hide some, which the stack allows for.
fn too_many_brackets(source: &str) -> Option<usize> {
    let mut open: usize = 0;
    for (at, c) in source.char_indices() {
        match c {
            '(' | '[' | '{' => open += 1,
            ')' | ']' | '}' => open = open.saturating_sub(1),
            _ => {}
        }
        if open > MAX_BRACKETS {
            return Some(at);
        }
    }
    None
}

fn problem(
    range: std::ops::Range<usize>,
    message: impl Into<String>,
    help: impl Into<String>,
) -> ExprProblem {
    ExprProblem { range, message: message.into(), help: help.into() }
}
