//! Texts as Fluent messages: written so that an author's lines stay what they are, and read for the names in them.

use std::fmt::Write as _;
use std::ops::Range;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

/// A message with this key and text. Several lines are indented below the key; a line that would begin with a
/// character that means something to Fluent there begins with that character as a quoted placeable.
pub fn message(key: &str, text: &str) -> String {
    let mut written = format!("{key} =");
    let text = text.trim();
    if !text.contains('\n') {
        let _ = writeln!(written, " {text}");
        return written;
    }
    let mut open = 0_usize;
    for line in text.lines().map(str::trim_end) {
        // Inside braces the same characters are Fluent's own: the variants of a choice.
        let special = line.chars().next().filter(|first| open == 0 && matches!(first, '.' | '*' | '[' | '}'));
        let _ = match (line.is_empty(), special) {
            (true, _) => writeln!(written),
            (false, None) => write!(written, "\n    {line}"),
            (false, Some(first)) => write!(written, "\n    {{ \"{first}\" }}{}", line.get(1..).unwrap_or("")),
        };
        open = (open + line.matches('{').count()).saturating_sub(line.matches('}').count());
    }
    written.push('\n');
    written
}

/// A base text as one comment line of a translation: white space normalised, line ends as `⏎`.
pub fn on_one_line(text: &str) -> String {
    let lines: Vec<String> =
        text.trim().lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    lines.join(" ⏎ ")
}

/// Whether a comment line tells the same text, whatever its white space.
pub fn is_same(comment: &str, text: &str) -> bool {
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    words(&comment.replace('⏎', " ⏎ ")) == words(&on_one_line(text))
}

/// What is wrong in a text as a Fluent pattern: bytes of the text, and the reason.
pub fn faults(text: &str) -> Vec<(Range<usize>, String)> {
    let head = "k =";
    let ftl = message("k", text);
    let Err((_, errors)) = fluent_syntax::parser::parse(ftl.as_str()) else { return Vec::new() };
    let errors = errors.into_iter().map(|error| {
        let start = error.pos.start.saturating_sub(head.len() + 1).min(text.len());
        let brace = text.get(..start).and_then(|before| before.rfind('{')).unwrap_or_default();
        (brace..text.len(), error.kind.to_string())
    });
    errors.collect()
}

/// Names used as `{ $name }` anywhere in a text.
pub fn names(text: &str) -> Vec<String> {
    let ftl = message("k", text);
    let resource = match fluent_syntax::parser::parse(ftl.as_str()) {
        Ok(resource) | Err((resource, _)) => resource,
    };
    let mut names = Vec::new();
    for entry in &resource.body {
        if let Entry::Message(message) = entry
            && let Some(pattern) = &message.value
        {
            in_pattern(pattern, &mut names);
        }
    }
    names
}

/// Names used in a parsed pattern.
pub fn in_pattern(pattern: &Pattern<&str>, names: &mut Vec<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            in_expression(expression, names);
        }
    }
}

fn in_expression(expression: &Expression<&str>, names: &mut Vec<String>) {
    match expression {
        Expression::Inline(inline) => in_inline(inline, names),
        Expression::Select { selector, variants } => {
            in_inline(selector, names);
            for variant in variants {
                in_pattern(&variant.value, names);
            }
        }
    }
}

fn in_inline(inline: &InlineExpression<&str>, names: &mut Vec<String>) {
    match inline {
        InlineExpression::VariableReference { id } => names.push(id.name.to_owned()),
        InlineExpression::Placeable { expression } => in_expression(expression, names),
        InlineExpression::FunctionReference { arguments, .. } => {
            arguments.positional.iter().for_each(|argument| in_inline(argument, names));
        }
        _ => {}
    }
}

/// A text whose lines begin with signs that mean something to Fluent, such as `{ "[" }`, as people read it.
pub fn unquoted(text: &str) -> String {
    ["[", "*", "."]
        .iter()
        .fold(text.to_owned(), |text, sign| text.replace(&format!("{{ \"{sign}\" }}"), sign))
}

/// The words of a text without its placeables: each becomes a short word, as somebody would read it.
pub fn readable(text: &str) -> String {
    let mut words = String::new();
    let mut depth = 0_usize;
    for letter in text.chars() {
        match letter {
            '{' => {
                depth += 1;
                if depth == 1 {
                    words.push_str("it");
                }
            }
            '}' => depth = depth.saturating_sub(1),
            _ if depth == 0 => words.push(letter),
            _ => {}
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Words;

    #[test]
    fn a_text_of_several_lines_is_said_as_it_was_written() {
        for text in ["One line.", "First.\n\n- a list\n- more", "x\n.dot\n*star\n[box] y", "a\n  indented\nb"]
        {
            let words = Words::new("en", &[&message("k", text)], None).unwrap();
            let expected: Vec<&str> = text.lines().map(str::trim_end).collect();
            assert_eq!(words.say("k").lines().collect::<Vec<_>>(), expected, "{text}");
        }
    }

    #[test]
    fn names_are_found_in_plain_places_and_in_choices() {
        let text = "Hello { $name }, { $count ->\n    [one] one { $thing }\n   *[other] { NUMBER($many) } things\n}.";
        assert_eq!(names(text), ["name", "count", "thing", "many"]);
        assert!(names("No names, $5.").is_empty());
    }

    #[test]
    fn a_broken_placeable_is_found() {
        let found = faults("Hello { name");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].0.start, 6);
        assert!(faults("Hello { $name }, 100 % sure: yes.").is_empty());
    }

    #[test]
    fn a_comment_is_compared_whatever_its_white_space() {
        let text = "First.\n\n- one  thing\n";
        assert_eq!(on_one_line(text), "First. ⏎  ⏎ - one thing");
        assert!(is_same("First.⏎ ⏎ - one thing", text));
        assert!(!is_same("First. - one thing", text));
    }

    #[test]
    fn a_placeable_reads_as_one_word() {
        assert_eq!(readable("Your { $noun } was sent"), "Your it was sent");
    }
}
