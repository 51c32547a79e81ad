//! Where a part of an expression stands in its text, so that the caret points at the right words.

use std::ops::Range;

use cel::common::ast::{EntryExpr, Expr, IdedExpr, SourceInfo};

/// The text of an expression and where its parts stand in it.
pub struct Ranges<'a> {
    source: &'a str,
    info: &'a SourceInfo,
}

impl<'a> Ranges<'a> {
    pub fn new(source: &'a str, info: &'a SourceInfo) -> Self {
        Self { source, info }
    }

    /// The words of a part.
    pub fn words(&self, part: &IdedExpr) -> &'a str {
        self.source.get(self.of(part)).unwrap_or(self.source)
    }

    /// The whole of a part, its brackets included. The parser only marks one point of each (the operator, the
    /// opening bracket), so this is the least range that holds all points below it.
    pub fn of(&self, part: &IdedExpr) -> Range<usize> {
        let range = self.raw(part).unwrap_or(0..self.source.len());
        let end = range.end.min(self.source.len());
        if self.source.is_char_boundary(range.start)
            && self.source.is_char_boundary(end)
            && range.start <= end
        {
            range.start..end
        } else {
            0..self.source.len()
        }
    }

    /// The point the parser marked: the operator of a comparison.
    pub fn point(&self, part: &IdedExpr) -> Range<usize> {
        self.mark(part.id).unwrap_or(0..self.source.len())
    }

    /// The name of a part after its dot.
    pub fn field(&self, part: &IdedExpr, field: &str) -> Range<usize> {
        let whole = self.of(part);
        let words = self.source.get(whole.clone()).unwrap_or_default();
        match words.rfind(field) {
            Some(at) => whole.start + at..whole.start + at + field.len(),
            None => whole,
        }
    }

    /// The name of a function that is called.
    pub fn function(&self, call: &IdedExpr, name: &str) -> Range<usize> {
        let bracket = self.point(call).start;
        let before = self.source.get(..bracket).unwrap_or_default().trim_end();
        if before.ends_with(name) { before.len() - name.len()..before.len() } else { self.of(call) }
    }

    fn mark(&self, id: u64) -> Option<Range<usize>> {
        let (start, last) = self.info.offset_for(id)?;
        let start = usize::try_from(start).ok()?;
        let mut end = usize::try_from(last).ok()? + 1;
        while end < self.source.len() && !self.source.is_char_boundary(end) {
            end += 1;
        }
        Some(start..end)
    }

    fn raw(&self, part: &IdedExpr) -> Option<Range<usize>> {
        let own = self.mark(part.id);
        let below = children(part).into_iter().filter_map(|child| self.raw(child)).reduce(join);
        let range = match (own, below) {
            (Some(own), Some(below)) => join(own, below),
            (own, below) => own.or(below)?,
        };
        Some(self.widened(part, range))
    }

    /// Takes in the name before the bracket of a call, the name after a dot and the closing bracket.
    fn widened(&self, part: &IdedExpr, range: Range<usize>) -> Range<usize> {
        match &part.expr {
            Expr::Call(call) if call.func_name.starts_with(|c: char| c.is_ascii_alphabetic()) => {
                let name = if call.target.is_none() {
                    let bracket = self.point(part).start;
                    let before = self.source.get(..bracket).unwrap_or_default().trim_end();
                    if before.ends_with(&call.func_name) {
                        before.len() - call.func_name.len()
                    } else {
                        bracket
                    }
                } else {
                    range.start
                };
                self.closed(name.min(range.start)..range.end, ')')
            }
            Expr::Call(call) if call.func_name == "_[_]" => self.closed(range, ']'),
            Expr::Comprehension(_) => self.closed(range, ')'),
            Expr::List(_) => self.closed(range, ']'),
            Expr::Map(_) => self.closed(range, '}'),
            Expr::Select(select) if select.test => range.start.saturating_sub("has".len())..range.end,
            Expr::Select(select) => {
                let rest = self.source.get(range.end..).unwrap_or_default();
                let spaces = rest.len() - rest.trim_start().len();
                let named = rest.trim_start().starts_with(&select.field);
                range.start..range.end + if named { spaces + select.field.len() } else { 0 }
            }
            _ => range,
        }
    }

    fn closed(&self, range: Range<usize>, bracket: char) -> Range<usize> {
        let rest = self.source.get(range.end..).unwrap_or_default();
        let spaces = rest.len() - rest.trim_start().len();
        if rest.trim_start().starts_with(bracket) { range.start..range.end + spaces + 1 } else { range }
    }
}

fn join(a: Range<usize>, b: Range<usize>) -> Range<usize> {
    a.start.min(b.start)..a.end.max(b.end)
}

/// The parts directly below a part.
pub fn children(part: &IdedExpr) -> Vec<&IdedExpr> {
    match &part.expr {
        Expr::Call(call) => call.target.iter().map(AsRef::as_ref).chain(&call.args).collect(),
        Expr::Comprehension(loop_) => {
            vec![&loop_.iter_range, &loop_.accu_init, &loop_.loop_cond, &loop_.loop_step, &loop_.result]
        }
        Expr::List(list) => list.elements.iter().collect(),
        Expr::Select(select) => vec![&select.operand],
        Expr::Map(map) => map.entries.iter().flat_map(|entry| entry_parts(&entry.expr)).collect(),
        Expr::Struct(made) => made.entries.iter().flat_map(|entry| entry_parts(&entry.expr)).collect(),
        Expr::Unspecified | Expr::Ident(_) | Expr::Literal(_) => Vec::new(),
    }
}

fn entry_parts(entry: &EntryExpr) -> Vec<&IdedExpr> {
    match entry {
        EntryExpr::MapEntry(entry) => vec![&entry.key, &entry.value],
        EntryExpr::StructField(field) => vec![&field.value],
    }
}
