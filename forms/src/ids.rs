//! Names of things inside a service's files, as types so that one cannot be taken for another.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A name in a service file that does not have the shape its kind must have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` is not a name that can stand here; write {wanted}")]
pub struct BadName {
    /// What stood there.
    pub found: String,
    /// The shape it must have, in words.
    pub wanted: &'static str,
}

/// Lower-case letters, digits and hyphens, starting with a letter: safe in a web address.
fn is_kebab(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.len() <= 64
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// Lower-case letters, digits and underscores, starting with a letter: a name in a CEL expression.
fn is_snake(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.len() <= 64
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

macro_rules! name {
    ($(#[$doc:meta])* $name:ident, $is:ident, $wanted:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
        #[serde(try_from = "String", into = "String")]
        #[schemars(with = "String")]
        pub struct $name(String);

        impl $name {
            /// The name as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = BadName;
            fn try_from(text: String) -> Result<Self, BadName> {
                if $is(&text) { Ok(Self(text)) } else { Err(BadName { found: text, wanted: $wanted }) }
            }
        }

        impl FromStr for $name {
            type Err = BadName;
            fn from_str(text: &str) -> Result<Self, BadName> {
                Self::try_from(text.to_owned())
            }
        }

        impl From<$name> for String {
            fn from(name: $name) -> String {
                name.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    };
}

name!(
    /// A service, as it stands in web addresses: `renew-a-drivers-license`.
    ServiceSlug, is_kebab, "lower-case letters, digits and hyphens, such as `renew-a-license`"
);
name!(
    /// A body that takes part in services: `dmv`.
    AgencySlug, is_kebab, "lower-case letters, digits and hyphens, such as `dmv`"
);
name!(
    /// A page of a service, as it stands in web addresses: `your-address`.
    PageId, is_kebab, "lower-case letters, digits and hyphens, such as `your-address`"
);
name!(
    /// A group of pages: one line of the task list.
    SectionId, is_kebab, "lower-case letters, digits and hyphens, such as `about-you`"
);
name!(
    /// A question or computed value, as it stands in expressions: `date_of_birth`.
    QuestionId, is_snake, "lower-case letters, digits and underscores, such as `date_of_birth`"
);
name!(
    /// Where a case can stand: `under-review`.
    StatusId, is_kebab, "lower-case letters, digits and hyphens, such as `under-review`"
);
name!(
    /// One part of the fulfilment plan: `license-record`.
    PlanItemId, is_kebab, "lower-case letters, digits and hyphens, such as `license-record`"
);
name!(
    /// One entry of a repeat. Made when "Add" is shown, so that a form sent twice adds once.
    EntryId, is_kebab, "lower-case letters, digits and hyphens"
);

impl ServiceSlug {
    /// What the names of previews begin with. No service of its own is called so.
    pub const PREVIEW: &str = "preview-";

    /// It is a service shown before it is offered: nothing of it may leave the installation.
    pub fn is_preview(&self) -> bool {
        self.as_str().starts_with(Self::PREVIEW)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_name_must_be_usable_in_an_expression() {
        assert!("date_of_birth".parse::<QuestionId>().is_ok());
        for bad in ["", "Date", "date-of-birth", "1st", "a b", "_a"] {
            assert!(bad.parse::<QuestionId>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_page_name_must_be_safe_in_an_address() {
        assert!("your-address".parse::<PageId>().is_ok());
        for bad in ["", "Your", "your_address", "../x", "-a", "é"] {
            assert!(bad.parse::<PageId>().is_err(), "{bad}");
        }
    }
}
