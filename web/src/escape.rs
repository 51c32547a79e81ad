//! What is written into a page is escaped: whatever somebody typed stays text, also inside an attribute in quotes.
//! The template engine's own way escapes the slash too, which no text or quoted attribute needs, and every address on a
//! page has several: pages would be larger and their source hard to read.

use std::fmt::Write;

use minijinja::{AutoEscape, Error, Output, State, escape_formatter, value::Value};

/// Writes a value into a page.
pub fn format(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    match value.as_str() {
        Some(text) if *state.auto_escape() == AutoEscape::Html && !value.is_safe() => {
            Ok(write_escaped(out, text)?)
        }
        _ => escape_formatter(out, state, value),
    }
}

/// Writes a text into a page that is put together by hand.
pub fn push(page: &mut String, text: &str) {
    // A text in memory takes whatever is written.
    let _ = write_escaped(page, text);
}

fn write_escaped(out: &mut impl Write, text: &str) -> std::fmt::Result {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
        let (before, special) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.write_str(before)?;
        let mut characters = special.chars();
        out.write_str(match characters.next() {
            Some('&') => "&amp;",
            Some('<') => "&lt;",
            Some('>') => "&gt;",
            Some('"') => "&quot;",
            Some('\'') => "&#x27;",
            _ => "",
        })?;
        rest = characters.as_str();
    }
    out.write_str(rest)
}

#[cfg(test)]
mod tests {
    use minijinja::{Environment, context};
    use proptest::prelude::*;

    use super::*;

    fn environment() -> Environment<'static> {
        let mut templates = Environment::new();
        templates.set_auto_escape_callback(|_| AutoEscape::Html);
        templates.set_formatter(format);
        templates
    }

    fn rendered(template: &str, typed: &str) -> String {
        environment().render_str(template, context! { typed }).unwrap()
    }

    #[test]
    fn addresses_stay_as_they_are_and_markup_becomes_text() {
        assert_eq!(rendered("<a href=\"{{ typed }}\">", "/s/x?a=1&b=2"), "<a href=\"/s/x?a=1&amp;b=2\">");
        assert_eq!(
            rendered("<p>{{ typed }}</p>", "</p><script>alert('x')</script>"),
            "<p>&lt;/p&gt;&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;</p>"
        );
    }

    #[test]
    fn what_a_macro_or_a_filter_made_is_escaped_once() {
        let template = "{% macro cell(text) %}<td>{{ text }}</td>{% endmacro %}{{ cell(typed) }}{{ typed|e }}{{ typed ~ '&' }}";
        assert_eq!(rendered(template, "<b>"), "<td>&lt;b&gt;</td>&lt;b&gt;&lt;b&gt;&amp;");
        assert_eq!(
            environment().render_str("{{ n }} {{ list }}", context! { n => 3, list => ["<"] }).unwrap(),
            "3 [&#x27;&lt;&#x27;]"
        );
    }

    proptest! {
        #[test]
        fn nothing_typed_leaves_a_text_or_a_quoted_attribute(typed in ".*") {
            let page = rendered("{{ typed }}", &typed);
            prop_assert!(!page.contains(['<', '>', '"', '\'']));
            let back = page.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#x27;", "'");
            prop_assert_eq!(back.replace("&amp;", "&"), typed);
        }
    }
}
