//! Makes up services: pages of several kinds with conditions on earlier ones.

use std::fmt::Write as _;

use proptest::prelude::*;

use crate::{Service, journey::try_out::load};

/// What a made-up page asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    YesNo,
    Number,
    Choice,
    OptionalText,
    Nothing,
    /// Ends the journey.
    Ending,
    /// Entries with three pages: `a` (yes or no), `b` (a number, if `a`), `c` (words, on the page's second condition).
    Repeat,
}

/// A condition on an earlier page, one way or the other.
#[derive(Debug, Clone, Copy)]
pub struct Condition {
    pub on: usize,
    pub turned: bool,
}

/// A made-up page.
#[derive(Debug, Clone)]
pub struct Leaf {
    /// Stands in the names of its questions: the same in every version of the service.
    pub id: usize,
    /// The page's name, which may change while its questions stay.
    pub renamed: bool,
    /// Another wording of its questions.
    pub wording: u8,
    /// Another limit, or other options.
    pub limit: u8,
    /// Help, which asks nothing else.
    pub help: bool,
    pub asks: Asks,
    pub when: Option<Condition>,
    /// The condition of a second question on the page, or of page `c` in a repeat.
    pub second: Option<Condition>,
}

/// A made-up service.
#[derive(Debug, Clone)]
pub struct Invented {
    pub pages: Vec<Leaf>,
    task_list: bool,
    min: u8,
}

impl Invented {
    pub fn any() -> impl Strategy<Value = Self> {
        let asks = prop_oneof![
            3 => Just(Asks::YesNo),
            2 => Just(Asks::Number),
            2 => Just(Asks::Choice),
            2 => Just(Asks::OptionalText),
            1 => Just(Asks::Nothing),
            1 => Just(Asks::Ending),
            2 => Just(Asks::Repeat),
        ];
        let leaf = (asks, condition(), condition()).prop_map(|(asks, when, second)| Leaf {
            id: 0,
            renamed: false,
            wording: 0,
            limit: 0,
            help: false,
            asks,
            when,
            second,
        });
        let pages = prop::collection::vec(leaf, 1..9);
        (pages, any::<bool>(), 0_u8..3).prop_map(|(mut pages, task_list, min)| {
            (0..).zip(&mut pages).for_each(|(id, leaf)| leaf.id = id);
            Self::sound(pages, task_list, min)
        })
    }

    /// The same with other pages, for instance those of another version.
    pub fn with(&self, pages: Vec<Leaf>) -> Self {
        Self::sound(pages, self.task_list, self.min)
    }

    /// Points each condition at an earlier page that asks something, or drops it; an ending needs one.
    fn sound(mut pages: Vec<Leaf>, task_list: bool, min: u8) -> Self {
        for number in 0..pages.len() {
            let earlier: Vec<_> = (0..number).filter(|&earlier| has_value(pages[earlier].asks)).collect();
            let aim = |condition: Option<Condition>| {
                let condition = condition?;
                let on = *earlier.get(condition.on % earlier.len().max(1))?;
                Some(Condition { on, ..condition })
            };
            let leaf = &mut pages[number];
            (leaf.when, leaf.second) = (aim(leaf.when), aim(leaf.second));
            if leaf.asks == Asks::Ending && leaf.when.is_none() {
                leaf.asks = Asks::Nothing;
            }
        }
        Self { pages, task_list, min }
    }

    pub fn load(&self) -> Service {
        let mut sections = "sections:\n".to_owned();
        let numbers: Vec<_> = (0..self.pages.len()).collect();
        for (section, pages) in numbers.chunks(3).enumerate() {
            let pages: Vec<_> = pages.iter().map(|page| self.pages[*page].page()).collect();
            let _ =
                writeln!(sections, "  - {{ id: s{section}, title: Part, pages: [{}] }}", pages.join(", "));
        }
        let _ = writeln!(sections, "task_list: {}", self.task_list);
        load(&sections, self.pages.iter().flat_map(|leaf| self.page_files(leaf)))
    }

    fn page_files(&self, leaf: &Leaf) -> Vec<String> {
        let when = |condition: Option<Condition>| {
            condition.map(|condition| format!(", when: '{}'", self.in_cel(condition))).unwrap_or_default()
        };
        let (id, label, kind) = (leaf.id, leaf.label(), leaf.kind());
        let head = format!("{{page: {}, title: A page{}", leaf.page(), when(leaf.when));
        let one = |kind: &str| format!("{{id: q_{id}, {label}, {kind}}}");
        let second = format!("{{id: q_{id}_second, {label}, type: text{}}}", when(leaf.second));
        match leaf.asks {
            Asks::Nothing => vec![format!("{head}, text: Some words.}}")],
            Asks::Ending => vec![format!("{head}, text: Some words., ends: true}}")],
            Asks::Repeat => {
                let name = |letter: &str| format!("page: {}-{letter}", leaf.page());
                let asks = |letter: &str, kind: &str| {
                    format!("questions: [{{id: q_{id}_{letter}, {label}, type: {kind}}}]")
                };
                let pages = ["a", "b", "c"].map(|letter| format!("{}-{letter}", leaf.page())).join(", ");
                let settings =
                    format!("type: repeat, item: thing, summary: Words, max: 3, min: {}", self.min);
                vec![
                    format!("{head}, questions: [{}]}}", one(&format!("{settings}, pages: [{pages}]"))),
                    format!("{{{}, {}}}", name("a"), asks("a", "yes_no")),
                    format!("{{{}, when: q_{id}_a == true, {}}}", name("b"), asks("b", "number")),
                    format!("{{{}{}, {}}}", name("c"), when(leaf.second), asks("c", "text")),
                ]
            }
            _ if leaf.second.is_some() => vec![format!("{head}, questions: [{}, {second}]}}", one(&kind))],
            _ => vec![format!("{head}, questions: [{}]}}", one(&kind))],
        }
    }

    fn in_cel(&self, Condition { on, turned }: Condition) -> String {
        let Leaf { asks, id: on, limit, .. } = self.pages[on];
        match (asks, turned) {
            (Asks::YesNo, turned) => format!("q_{on} == {turned}"),
            (Asks::Number, false) => format!("q_{on} > 5"),
            (Asks::Number, true) => format!("q_{on} <= 5"),
            (Asks::Choice, false) => format!("q_{on} == \"a\""),
            (Asks::Choice, true) if limit > 0 => format!("q_{on} == \"c\""),
            (Asks::Choice, true) => format!("q_{on} == \"b\""),
            (Asks::OptionalText, false) => format!("answered(q_{on})"),
            (Asks::OptionalText, true) => format!("!answered(q_{on})"),
            (Asks::Repeat, false) => format!("size(q_{on}) > 1"),
            (Asks::Repeat, true) => format!("q_{on}.exists(e, e.q_{on}_a == true)"),
            (Asks::Nothing | Asks::Ending, _) => unreachable!("has no value"),
        }
    }
}

impl Leaf {
    /// The page's name.
    pub fn page(&self) -> String {
        format!("page-{}{}", self.id, if self.renamed { "-new" } else { "" })
    }

    fn label(&self) -> String {
        let hint = if self.help { ", hint: Some help" } else { "" };
        format!("label: Wording {}{hint}", self.wording)
    }

    /// The type of its first question, with limits and options.
    fn kind(&self) -> String {
        match (self.asks, self.limit) {
            (Asks::YesNo, _) => "type: yes_no".to_owned(),
            (Asks::Number, 0) => "type: number".to_owned(),
            (Asks::Number, limit) => format!("type: number, max: {}", 11 - limit),
            (Asks::Choice, 0) => {
                "type: choice, options: [{value: a, label: A}, {value: b, label: B}]".to_owned()
            }
            (Asks::Choice, limit) => {
                format!("type: choice, options: [{{value: a, label: A}}, {{value: c, label: C{limit}}}]")
            }
            (_, 0) => "type: text, optional: true".to_owned(),
            (_, limit) => format!("type: text, optional: true, max: {}", 10 - limit),
        }
    }
}

fn condition() -> impl Strategy<Value = Option<Condition>> {
    prop::option::of((any::<u8>(), any::<bool>()))
        .prop_map(|found| found.map(|(on, turned)| Condition { on: on.into(), turned }))
}

fn has_value(asks: Asks) -> bool {
    !matches!(asks, Asks::Nothing | Asks::Ending)
}
