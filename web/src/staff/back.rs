//! The way back after something owed was mended: to the list as it was narrowed, or to the case it was seen on.

use model::CaseId;

use crate::extract::Ask;

/// What of an address says how the list is narrowed, and which page of it is shown.
const KEPT: [&str; 3] = ["state", "via", "after"];
/// The list.
const LIST: &str = "/staff/obligations";

/// A way back.
#[derive(Debug, Default, Clone)]
pub struct Back {
    case: Option<CaseId>,
    list: Vec<(&'static str, String)>,
}

impl Back {
    /// To the case it is shown on.
    pub fn to_case(case: &CaseId) -> Self {
        Self { case: Some(case.clone()), list: Vec::new() }
    }

    /// As an address or the hidden fields of a form say it.
    pub fn read(said: impl Fn(&'static str) -> String) -> Self {
        let list = KEPT.map(|name| (name, said(name)));
        let list = list.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        Self { case: CaseId::from_text(&said("case")), list }
    }

    /// As the address of a page says it.
    pub fn asked(ask: &Ask) -> Self {
        Self::read(|name| super::asked(ask, name))
    }

    /// For hidden fields and addresses.
    pub fn pairs(&self) -> Vec<(&'static str, &str)> {
        let case = self.case.as_ref().map(|case| ("case", case.as_str()));
        case.into_iter().chain(self.list.iter().map(|(name, value)| (*name, value.as_str()))).collect()
    }

    /// Another page that keeps the way back.
    pub fn onto(&self, path: &str) -> String {
        with_question(path, &self.pairs())
    }

    /// Where it leads, and what is told there.
    pub fn path(&self, notice: Option<&str>) -> String {
        let mut pairs = if self.case.is_some() { Vec::new() } else { self.pairs() };
        pairs.extend(notice.map(|notice| ("notice", notice)));
        match &self.case {
            Some(case) => with_question(&format!("/staff/cases/{case}"), &pairs),
            None => with_question(LIST, &pairs),
        }
    }
}

/// An address with the named parts of its question.
pub fn with_question(path: &str, pairs: &[(&str, &str)]) -> String {
    if pairs.is_empty() {
        return path.to_owned();
    }
    let question = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    format!("{path}?{question}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(pairs: &'static [(&str, &str)]) -> Back {
        Back::read(|name| {
            let found = pairs.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned()).unwrap_or_default()
        })
    }

    #[test]
    fn the_list_is_found_again_as_it_was_narrowed() {
        let back = said(&[("state", "failed"), ("via", "a b"), ("notice", "resolved"), ("q", "x")]);
        assert_eq!(back.path(None), "/staff/obligations?state=failed&via=a+b");
        assert_eq!(back.path(Some("retried")), "/staff/obligations?state=failed&via=a+b&notice=retried");
        assert_eq!(back.onto("/x"), "/x?state=failed&via=a+b");
        assert_eq!(said(&[]).path(None), "/staff/obligations");
    }

    #[test]
    fn what_is_no_case_leads_nowhere_else() {
        let back = said(&[("case", "//elsewhere.example.org")]);
        assert_eq!(back.path(None), "/staff/obligations");
    }
}
