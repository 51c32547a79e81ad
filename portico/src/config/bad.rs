//! What is wrong with a setting, and what to write instead.

use std::fmt;

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bad {
    /// The setting: `site.base_url`.
    pub setting: String,
    /// What is wrong with it. Never quotes a setting that may hold a password.
    pub wrong: String,
    /// What to write.
    pub write: String,
}

impl Bad {
    /// Something wrong with a setting.
    pub fn new(setting: impl Into<String>, wrong: impl Into<String>, write: impl Into<String>) -> Self {
        Self { setting: setting.into(), wrong: wrong.into(), write: write.into() }
    }
}

/// Everything that is wrong.
#[derive(Debug, thiserror::Error)]
pub struct BadSettings {
    /// Where the settings came from.
    pub file: String,
    /// What is wrong; never nothing.
    pub found: Vec<Bad>,
}

impl fmt::Display for BadSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let things = if self.found.len() == 1 {
            "1 setting is".to_owned()
        } else {
            format!("{} settings are", self.found.len())
        };
        write!(f, "{things} not right in {} or the environment:", self.file)?;
        for Bad { setting, wrong, write } in &self.found {
            write!(f, "\n  {setting}: {wrong}.\n    {write}")?;
        }
        Ok(())
    }
}
