//! Speaks to the person at the terminal. Standard output is for results, standard error for what goes wrong.

use std::io::{self, IsTerminal, Write};

/// A line of results. A pipe that was closed is no error: whoever read it has enough.
pub fn line(text: &str) {
    let _ = writeln!(io::stdout().lock(), "{text}");
}

/// A line about what goes wrong, or about progress beside results.
pub fn aside(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// A number with its noun: "1 error", "2 errors".
pub fn count(number: usize, one: &str) -> String {
    match number {
        1 => format!("1 {one}"),
        number => format!("{number} {one}s"),
    }
}

/// Whether colours make sense on standard output.
pub fn in_colour() -> bool {
    io::stdout().is_terminal()
}

/// An error with everything that led to it.
pub fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let cause_text = cause.to_string();
        if !text.contains(&cause_text) {
            text = format!("{text}: {cause_text}");
        }
        source = cause.source();
    }
    text
}
