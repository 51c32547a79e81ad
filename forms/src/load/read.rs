//! Reads one file into its type and goes on after each misfit, so that all of them are shown at once.
//!
//! What is misspelled is read as what was meant. What is missing or of the wrong kind gets a stand-in that fits its
//! place and counts as unread: everything around it can still be looked at, and nothing is said about it twice.

use serde::Deserialize as _;

use super::{
    fault::fault_of,
    node::{Entry, Node, Value},
    question,
    typed::{Misfit, What},
    yaml::Fault,
};
use crate::{
    check::waivers::WaiversFile,
    definition::{AgenciesFile, PageFile, ServiceFile},
    expr::nearest,
    position::{Path, Step},
};

/// Most misfits mended in one file; after that the rest is noise.
const MAX_MISFITS: usize = 100;

/// A file's type, read from the file's tree.
pub trait FromTree: Sized {
    /// The first thing that does not fit is the error.
    fn from_tree(tree: &Node) -> Result<Self, Misfit>;
}

macro_rules! from_tree {
    ($($name:ty),+) => {
        $(impl FromTree for $name {
            fn from_tree(tree: &Node) -> Result<Self, Misfit> {
                Self::deserialize(tree)
            }
        })+
    };
}

from_tree!(ServiceFile, AgenciesFile, WaiversFile);

impl FromTree for PageFile {
    fn from_tree(tree: &Node) -> Result<Self, Misfit> {
        let mut rest = tree.clone();
        let questions = rest.remove(&"questions".into());
        let mut page = Self::deserialize(&rest)?;
        if let Some(questions) = questions {
            page.questions =
                question::list(&questions).map_err(|m| m.inside(Step::Key("questions".into())))?;
        }
        Ok(page)
    }
}

/// What came of reading a file.
pub struct Outcome<T> {
    /// The typed file, with stand-ins for what could not be read.
    pub value: Option<T>,
    /// The tree it was made from.
    pub tree: Node,
    /// Parts that were left out or replaced because something in them does not fit.
    pub dropped: Vec<Node>,
    /// What does not fit.
    pub faults: Vec<Fault>,
    /// What is not in the tree may be in the file all the same.
    pub cut: bool,
    /// Something has no `id`.
    pub nameless: bool,
}

/// Reads a tree as `T`. When the tree was `cut`, what is missing in it may have stood in the rest of the file.
pub fn read<T: FromTree>(tree: Node, cut: bool) -> Outcome<T> {
    let mut mender =
        Mender { tree, cut, dropped: Vec::new(), faults: Vec::new(), renamed: Vec::new(), nameless: false };
    let mut value = None;
    for _ in 0..MAX_MISFITS {
        match T::from_tree(&mender.tree) {
            Ok(read) => {
                value = Some(read);
                break;
            }
            Err(misfit) => {
                if !mender.mend::<T>(misfit) {
                    break;
                }
            }
        }
    }
    let Mender { tree, cut, dropped, faults, nameless, .. } = mender;
    Outcome { value, tree, dropped, faults, cut, nameless }
}

struct Mender {
    tree: Node,
    cut: bool,
    dropped: Vec<Node>,
    faults: Vec<Fault>,
    /// Values whose key was misspelled: they were told already.
    renamed: Vec<Path>,
    nameless: bool,
}

impl Mender {
    /// Tells a misfit and mends the tree there; `false` when nothing can be mended.
    fn mend<T: FromTree>(&mut self, misfit: Misfit) -> bool {
        let path = misfit.path();
        let told = self.tree.is_unread(&path) || self.renamed.contains(&path);
        let absent = self.cut && matches!(misfit.what, What::Missing(_));
        if !told && !absent {
            self.faults.push(fault_of(&misfit, &self.tree));
        }
        match misfit.what {
            What::UnknownKey(key, known) => self.rename_or_drop(&path, &key, &known),
            What::Missing(key) => {
                let Some(above) = self.tree.at_mut(&path) else { return false };
                let span = above.start_span();
                self.nameless |= key == "id" && !told && !absent;
                let Value::Map(entries) = &mut above.value else { return false };
                let value = stand_in(Node::new(span, Value::List(Vec::new())));
                entries.push(Entry { key: key.clone(), key_span: span, value });
                self.fill::<T>(&path.key(key))
            }
            _ => {
                self.dropped.extend(self.tree.at(&path).cloned());
                self.fill::<T>(&path)
            }
        }
    }

    /// A misspelled key is read as the one that was meant, unless that is there too.
    fn rename_or_drop(&mut self, path: &Path, key: &str, known: &[String]) -> bool {
        let Some(above) = self.tree.at_mut(path) else { return false };
        let meant = nearest(key, known.iter().map(String::as_str)).filter(|meant| above.get(meant).is_none());
        let Some(meant) = meant else {
            self.dropped.extend(self.tree.remove(&path.key(key)));
            return true;
        };
        if let Value::Map(entries) = &mut above.value {
            entries
                .iter_mut()
                .filter(|entry| entry.key == key)
                .for_each(|entry| meant.clone_into(&mut entry.key));
        }
        self.renamed.push(path.key(meant));
        true
    }

    /// Puts the first stand-in at a path that fits there. When none does, what is around it is left out.
    fn fill<T: FromTree>(&mut self, path: &Path) -> bool {
        let mut tried = stand_ins(self.faults.len() + self.dropped.len());
        let mut position = 0;
        while let Some(value) = tried.get(position).cloned() {
            position += 1;
            let Some(here) = self.tree.at_mut(path) else { return false };
            *here = stand_in(Node::new(here.span, value));
            match T::from_tree(&self.tree) {
                Err(misfit) if misfit.path() == *path => match misfit.what {
                    // The kind is right; what is missing in it is filled next.
                    What::Missing(_) => return true,
                    What::UnknownWord(known) => tried.extend(known.into_iter().next().map(word)),
                    _ => {}
                },
                _ => return true,
            }
        }
        // Something in the tree is missing now, and that is told.
        self.cut = true;
        let mut around = path.clone();
        while around.0.pop().is_some() {
            if let Some(removed) = self.tree.remove(&around) {
                self.dropped.push(removed);
                return true;
            }
        }
        false
    }
}

fn stand_in(node: Node) -> Node {
    Node { unread: true, ..node }
}

fn word(text: String) -> Value {
    Value::Scalar { text, plain: false }
}

/// Values that fit most places; names must differ from each other.
fn stand_ins(number: usize) -> Vec<Value> {
    let plain = |text: &str| Value::Scalar { text: text.to_owned(), plain: true };
    let quoted = [String::new(), format!("unread{number}"), "9999-12-31".to_owned()].map(word);
    let empty = [Value::List(Vec::new()), Value::Map(Vec::new())];
    quoted.into_iter().chain(empty).chain([plain("0"), plain("1"), plain("false")]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{load::yaml, position::line_and_column};

    fn faults<T: FromTree>(text: &str) -> (bool, Vec<(&'static str, usize, usize)>) {
        let outcome = read::<T>(yaml::parse(text).node.unwrap(), false);
        let place = |fault: &Fault| {
            let (line, column) = line_and_column(text, fault.span.start);
            (fault.code, line, column)
        };
        (outcome.value.is_some(), outcome.faults.iter().map(place).collect())
    }

    #[test]
    fn every_misfit_of_a_page_is_found_at_its_place() {
        let text = "page: your-name\ntitel: Name\nquestions:\n  - id: full_name\n    lable: Name\n    type: name\n  - id: age\n    label: Age\n    type: number\n    min: young\nends: perhaps\n";
        let (read, mut found) = faults::<PageFile>(text);
        assert!(read);
        found.sort_by_key(|(_, line, _)| *line);
        let expected =
            [("unknown-key", 2, 1), ("unknown-key", 5, 5), ("wrong-type", 10, 10), ("wrong-type", 11, 7)];
        assert_eq!(found, expected);
    }

    #[test]
    fn what_is_missing_is_said_at_the_first_key_of_the_block() {
        let text = "page: rules\nchecks:\n  - rule: 'true'\n    at: age\n  - rule: 'true'\n    at: age\n    message: No.\n";
        assert_eq!(faults::<PageFile>(text), (true, vec![("missing-key", 3, 5)]));
    }

    #[test]
    fn a_value_of_the_wrong_kind_is_not_also_missing() {
        assert_eq!(faults::<PageFile>("page: 3\n"), (true, vec![("wrong-type", 1, 7)]));
    }

    #[test]
    fn every_key_that_is_missing_is_told_and_the_rest_is_read() {
        let (read, found) = faults::<ServiceFile>("service: a-service\ntitel: A service\nminutes: many\n");
        assert!(read);
        let count = |code| found.iter().filter(|fault| fault.0 == code).count();
        assert_eq!((count("unknown-key"), count("wrong-type")), (1, 1), "{found:?}");
        assert_eq!(count("missing-key"), 10, "{found:?}");
    }

    #[test]
    fn a_key_that_was_misspelled_is_read_as_what_was_meant() {
        let text = "page: a\nquestions:\n  - id: b\n    type: text\n    lable: Who?\n";
        let outcome = read::<PageFile>(yaml::parse(text).node.unwrap(), false);
        assert_eq!(outcome.value.unwrap().questions[0].label, "Who?");
    }

    #[test]
    fn a_question_without_a_type_keeps_what_every_question_has() {
        let text = "page: a\nquestions:\n  - id: b\n    type: txet_line\n    label: Who?\n    rows: 3\n";
        let outcome = read::<PageFile>(yaml::parse(text).node.unwrap(), false);
        assert_eq!(outcome.faults.len(), 1, "{:?}", outcome.faults);
        assert_eq!(outcome.value.unwrap().questions[0].label, "Who?");
        assert!(outcome.tree.is_unread(&"questions[0].type".into()));
    }

    proptest::proptest! {
        #[test]
        fn a_page_is_read_whatever_stands_in_it(
            key in "[a-z]{1,9}|page|title|questions|ends|checks|when",
            value in "[a-z0-9 ]{0,8}|\\[a, b\\]|\\{a: b\\}|\\[\\{id: b\\}\\]|\\[\\[\\]\\]",
        ) {
            let text = format!("page: a\n{key}: {value}\n");
            if let Some(node) = yaml::parse(&text).node {
                let outcome = read::<PageFile>(node, false);
                proptest::prop_assert!(outcome.value.is_some(), "{text} {:?}", outcome.faults);
            }
        }
    }
}
