//! The report: figures side by side with what they are compared with and the goal, as a table for people and as JSON.

use serde_json::{Value, json};

/// What a figure should be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Goal {
    /// At least this share of the other side's.
    Share(f64),
    /// At most so much.
    AtMost(f64),
}

/// One line of the report.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The part of the run: `get`.
    pub part: &'static str,
    /// On which database; empty where none matters.
    pub on: &'static str,
    /// What was measured.
    pub what: String,
    /// In what: `a second`, `ms`.
    pub unit: &'static str,
    /// Of the program.
    pub ours: f64,
    /// Of what it is compared with.
    pub bare: Option<f64>,
    /// The one as a share of the other, as the rounds say.
    pub share: Option<f64>,
    /// What it should be.
    pub goal: Option<Goal>,
}

impl Figure {
    /// A figure by itself.
    pub fn new(
        part: &'static str,
        on: &'static str,
        what: impl Into<String>,
        unit: &'static str,
        ours: f64,
    ) -> Self {
        Self { part, on, what: what.into(), unit, ours, bare: None, share: None, goal: None }
    }

    /// The same, beside another side's.
    #[must_use]
    pub fn beside(self, bare: f64, share: Option<f64>) -> Self {
        Self { bare: Some(bare), share, ..self }
    }

    /// The same, with a goal.
    #[must_use]
    pub fn goal(self, goal: Goal) -> Self {
        Self { goal: Some(goal), ..self }
    }

    /// Whether the goal is met; nothing without one.
    pub fn is_met(&self) -> Option<bool> {
        match self.goal? {
            Goal::Share(least) => Some(self.share? >= least),
            Goal::AtMost(most) => Some(self.ours <= most),
        }
    }

    fn cells(&self) -> [String; 7] {
        let percent = |share: f64| format!("{:.0} %", share * 100.0);
        let goal = match self.goal {
            Some(Goal::Share(least)) => format!("≥ {}", percent(least)),
            Some(Goal::AtMost(most)) => format!("≤ {}", number(most)),
            None => String::new(),
        };
        let met = match self.is_met() {
            Some(true) => " met",
            Some(false) => " NOT MET",
            None => "",
        };
        [
            self.what.clone(),
            self.on.to_owned(),
            number(self.ours),
            self.bare.map(number).unwrap_or_default(),
            self.unit.to_owned(),
            self.share.map(percent).unwrap_or_default(),
            format!("{goal}{met}"),
        ]
    }

    fn json(&self) -> Value {
        let goal = match self.goal {
            Some(Goal::Share(least)) => json!({ "share_at_least": least }),
            Some(Goal::AtMost(most)) => json!({ "at_most": most }),
            None => Value::Null,
        };
        json!({
            "part": self.part, "on": self.on, "what": self.what, "unit": self.unit, "ours": self.ours,
            "bare": self.bare, "share": self.share, "goal": goal, "is_met": self.is_met(),
        })
    }
}

/// A number as people read it: with commas, and as many decimals as mean something.
pub fn number(figure: f64) -> String {
    let decimals = match figure.abs() {
        size if size >= 100.0 => 0,
        size if size >= 10.0 => 1,
        _ => 2,
    };
    let text = format!("{figure:.decimals$}");
    let (whole, rest) = text
        .split_once('.')
        .map_or((text.as_str(), String::new()), |(whole, rest)| (whole, format!(".{rest}")));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{sign}{grouped}{rest}")
}

/// The table.
pub fn table(figures: &[Figure]) -> String {
    let head = ["", "on", "Portico", "bare", "", "share", "goal"].map(str::to_owned);
    let rows: Vec<[String; 7]> = std::iter::once(head).chain(figures.iter().map(Figure::cells)).collect();
    let widths: Vec<usize> = (0..7)
        .map(|at| {
            rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.chars().count()).max().unwrap_or(0)
        })
        .collect();
    let mut text = String::new();
    let mut part = "";
    for (number, row) in rows.iter().enumerate() {
        let own = number.checked_sub(1).and_then(|at| figures.get(at)).map_or("", |figure| figure.part);
        if own != part {
            text.push('\n');
            part = own;
        }
        for (at, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let room = " ".repeat(width - cell.chars().count());
            // Numbers end in one line, words begin in one.
            let cell = if matches!(at, 2 | 3 | 5) { [&room, cell.as_str()] } else { [cell.as_str(), &room] };
            text.push_str(&cell.concat());
            text.push_str("  ");
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
    }
    text
}

/// Everything for machines.
pub fn json(about: &Value, figures: &[Figure]) -> Value {
    json!({ "about": about, "figures": figures.iter().map(Figure::json).collect::<Vec<_>>() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_commas_and_only_the_decimals_that_mean_something() {
        let said = [0.0, 0.056, 9.999, 12.34, 123.4, 1234.5, 1_234_567.0, -1234.0].map(number);
        assert_eq!(said, ["0.00", "0.06", "10.00", "12.3", "123", "1,234", "1,234,567", "-1,234"]);
    }

    #[test]
    fn a_goal_is_met_or_not_and_both_are_said() {
        let share =
            |share| Figure::new("get", "SQLite", "question page", "a second", 6.0).beside(10.0, Some(share));
        let share = |is| share(is).goal(Goal::Share(0.6));
        assert_eq!((share(0.6).is_met(), share(0.59).is_met()), (Some(true), Some(false)));
        let slow = Figure::new("start", "", "start", "ms", 250.0).goal(Goal::AtMost(200.0));
        let text = table(&[share(0.6), slow]);
        assert!(text.contains("≥ 60 % met") && text.contains("≤ 200 NOT MET"), "{text}");
        assert_eq!(Figure::new("get", "", "x", "", 1.0).is_met(), None);
    }

    #[test]
    fn columns_stand_below_each_other_and_parts_apart() {
        let figures = [
            Figure::new("get", "SQLite", "a page", "a second", 12_345.0).beside(20_000.0, Some(0.61)),
            Figure::new("start", "PostgreSQL", "longer name of a figure", "ms", 5.0),
        ];
        let text = table(&figures);
        let lines: Vec<&str> = text.lines().collect();
        let column =
            |line: usize, what: &str| lines[line].split(what).next().map(|before| before.chars().count());
        assert_eq!(column(2, "SQLite"), column(4, "PostgreSQL"), "{text}");
        assert_eq!(lines[3], "", "{text}");
    }

    #[test]
    fn machines_read_the_same_figures() {
        let figures = [Figure::new("get", "SQLite", "a page", "a second", 6.0).beside(10.0, Some(0.6))];
        let json = json(&json!({ "cores": 2 }), &figures);
        assert_eq!(json.pointer("/figures/0/ours"), Some(&json!(6.0)));
        assert_eq!(json.pointer("/about/cores"), Some(&json!(2)));
    }
}
