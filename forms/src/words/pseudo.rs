//! A made-up right-to-left language: shows whether pages work in Arabic or Hebrew before anyone translates them.

use fluent_syntax::{
    ast::{Entry, Expression, InlineExpression, Pattern, PatternElement},
    parser, serializer,
};

const FORCE_RIGHT_TO_LEFT: char = '\u{202e}';
const END: char = '\u{202c}';

/// Turns every text of a file of messages into accented letters forced from right to left (locale `ar-XB`).
/// Placeables, keys, web addresses and where links lead stay as they are. Entries that cannot be read stay as they are, too.
pub fn pseudo(source: &str) -> String {
    let mut resource = match parser::parse(source.to_owned()) {
        Ok(resource) | Err((resource, _)) => resource,
    };
    for entry in &mut resource.body {
        match entry {
            Entry::Message(message) => {
                if let Some(value) = &mut message.value {
                    change(value);
                }
                message.attributes.iter_mut().for_each(|attribute| change(&mut attribute.value));
            }
            Entry::Term(term) => change(&mut term.value),
            _ => {}
        }
    }
    serializer::serialize_with_options(&resource, serializer::Options { with_junk: true })
}

fn change(pattern: &mut Pattern<String>) {
    for element in &mut pattern.elements {
        match element {
            PatternElement::TextElement { value } => *value = accented(value),
            PatternElement::Placeable { expression } => change_placeable(expression),
        }
    }
}

fn change_placeable(expression: &mut Expression<String>) {
    match expression {
        Expression::Select { variants, .. } => {
            for variant in variants {
                change(&mut variant.value);
            }
        }
        Expression::Inline(InlineExpression::Placeable { expression }) => change_placeable(expression),
        Expression::Inline(_) => {}
    }
}

/// Where a link leads stays as it is; its words do not.
fn accented(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((words, (target, after))) =
        rest.split_once("](").and_then(|(words, target)| Some((words, target.split_once(')')?)))
    {
        out.push_str(&accented_words(words));
        out.push_str("](");
        out.push_str(target);
        out.push(')');
        rest = after;
    }
    out + &accented_words(rest)
}

fn accented_words(text: &str) -> String {
    text.split_inclusive(char::is_whitespace).map(accented_word).collect()
}

fn accented_word(word: &str) -> String {
    if word.contains(['/', '@', '<']) {
        return word.to_owned();
    }
    let mut out = String::new();
    let mut inside = false;
    for c in word.chars() {
        if c.is_alphabetic() != inside {
            inside = !inside;
            out.push(if inside { FORCE_RIGHT_TO_LEFT } else { END });
        }
        out.push(accent(c));
    }
    if inside {
        out.push(END);
    }
    out
}

fn accent(c: char) -> char {
    const FROM: &str = "aAcCeEgGiIlLnNoOsStTuUyYzZ";
    const TO: &str = "åÅçÇéÉĝĜîÎļĻñÑöÖšŠţŢûÛýÝžŽ";
    FROM.chars().zip(TO.chars()).find_map(|(from, to)| (from == c).then_some(to)).unwrap_or(c)
}
