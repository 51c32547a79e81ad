//! Phone numbers and email addresses in the HTML part of a message become links that can be pressed and do not break.

use std::fmt::Write;

use minijinja::Value;

/// Escapes a text for HTML. Lines stay lines, phone numbers and addresses become links.
pub(crate) fn linked(text: &str) -> Value {
    let lines: Vec<String> = text.lines().map(line).collect();
    Value::from_safe_string(lines.join("<br>"))
}

fn line(text: &str) -> String {
    let mut html = String::new();
    for piece in text.split_inclusive(char::is_whitespace) {
        let word = piece.trim_matches(is_around);
        match target(word).and_then(|target| Some((target, piece.split_once(word)?))) {
            None => escape(&mut html, piece),
            Some((target, (before, after))) => {
                escape(&mut html, before);
                let _ = write!(
                    html,
                    "<a href=\"{target}\" style=\"color:#005ea2;white-space:nowrap\">{word}</a>"
                );
                escape(&mut html, after);
            }
        }
    }
    html
}

/// What may stand around a number or an address: punctuation, spaces, and the isolates around inserted words.
fn is_around(c: char) -> bool {
    !c.is_alphanumeric() && c != '+'
}

/// Where a word leads: `tel:` or `mailto:`. Anything with a letter that HTML or an address reads in another way leads
/// nowhere.
fn target(word: &str) -> Option<String> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "+-._@".contains(c);
    if !word.chars().all(is_plain) {
        return None;
    }
    match word.split_once('@') {
        Some((local, domain)) => {
            let is_address = !local.is_empty() && domain.contains('.') && !domain.contains('@');
            is_address.then(|| format!("mailto:{word}"))
        }
        None => number(word).map(|number| format!("tel:{number}")),
    }
}

/// A phone number as it is dialled from anywhere: of the United States with its area, or with its country.
fn number(word: &str) -> Option<String> {
    let digits: String = word.chars().filter(char::is_ascii_digit).collect();
    let (is_grouped, is_abroad) = (word.matches('-').count() >= 2, word.starts_with('+'));
    let others = word.strip_prefix('+').unwrap_or(word).chars().all(|c| c.is_ascii_digit() || c == '-');
    match digits.len() {
        10 if others && is_grouped && !is_abroad => Some(format!("+1{digits}")),
        11 if others && is_grouped && digits.starts_with('1') => Some(format!("+{digits}")),
        8..=15 if others && is_abroad => Some(format!("+{digits}")),
        _ => None,
    }
}

fn escape(html: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#x27;"),
            c => html.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_addresses_can_be_pressed_and_nothing_else_becomes_a_link() {
        let html = linked("Call \u{2068}515-555-0120\u{2069}, or help@dmv.example.gov.").to_string();
        assert!(html.contains("<a href=\"tel:+15155550120\" style="), "{html}");
        assert!(html.contains(">515-555-0120</a>\u{2069}, or "), "{html}");
        assert!(html.contains("<a href=\"mailto:help@dmv.example.gov\""), "{html}");
        assert!(html.ends_with("</a>."), "{html}");
        for plain in ["K7P-4QX-9", "2026-11-22", "555-0120", "7:30", "a@b", "@", "$45.00", "1234567890"] {
            assert_eq!(linked(plain).to_string(), plain);
        }
        assert!(linked("+44-20-5550-0100").to_string().contains("tel:+442055500100"));
        assert!(linked("1-800-555-0199").to_string().contains("tel:+18005550199"));
    }

    #[test]
    fn what_somebody_typed_stays_text_and_its_lines_stay_lines() {
        let html = linked("Bring <b>two</b>:\n\"one\"@x.example\n& another").to_string();
        assert_eq!(html, "Bring &lt;b&gt;two&lt;/b&gt;:<br>&quot;one&quot;@x.example<br>&amp; another");
    }
}
