//! The type checker: walks an expression, knows the type of every part, and says what to write instead where the
//! types do not fit.

use std::collections::BTreeMap;

use cel::common::ast::{EntryExpr, Expr, IdedExpr, ListExpr, LiteralValue, MapExpr, SelectExpr};

use super::{ExprProblem, Scope, Type, help, ranges::Ranges, rewrite::Change, suggest::nearest};

/// The day the expression is evaluated; always known.
pub const TODAY: &str = "today";

/// One check of one expression.
pub struct Checker<'a> {
    pub(super) ranges: Ranges<'a>,
    scope: &'a Scope,
    /// Names of loops: innermost last.
    pub(super) locals: Vec<(String, Type)>,
    /// What is wrong so far.
    pub problems: Vec<ExprProblem>,
    /// What to change in the tree before it is evaluated, by part.
    pub changes: BTreeMap<u64, Change>,
    /// Answers used, with their types.
    pub names: BTreeMap<String, Type>,
}

impl<'a> Checker<'a> {
    pub fn new(ranges: Ranges<'a>, scope: &'a Scope) -> Self {
        Self {
            ranges,
            scope,
            locals: Vec::new(),
            problems: Vec::new(),
            changes: BTreeMap::new(),
            names: BTreeMap::new(),
        }
    }

    /// The type of a part. After a problem it is `Any`, so that one slip is reported once.
    pub fn check(&mut self, part: &IdedExpr) -> Type {
        match &part.expr {
            Expr::Literal(literal) => self.literal(part, literal),
            Expr::Ident(name) => self.name(part, name),
            Expr::Select(select) => self.select(part, select),
            Expr::Call(call) => self.call(part, call),
            Expr::List(list) => self.list(list),
            Expr::Map(map) => self.map(part, map),
            Expr::Comprehension(found) => self.comprehension(part, found),
            Expr::Struct(_) | Expr::Unspecified => {
                self.wrong(part, "there are no messages here", Some("write one value".to_owned()))
            }
        }
    }

    /// The whole expression must be of the type its place asks for.
    pub fn check_whole(&mut self, part: &IdedExpr, wanted: &Type) {
        let found = self.check(part);
        if !fits(&found, wanted) {
            let message = format!("this must be {wanted}, but it is {found}");
            let help = help::instead(wanted, &found, self.ranges.words(part));
            self.wrong(part, message, help);
        }
    }

    /// Reports a problem with a part.
    pub(super) fn wrong(
        &mut self,
        part: &IdedExpr,
        message: impl Into<String>,
        help: Option<String>,
    ) -> Type {
        let range = self.ranges.of(part);
        self.wrong_at(range, message, help)
    }

    pub(super) fn wrong_at(
        &mut self,
        range: std::ops::Range<usize>,
        message: impl Into<String>,
        help: Option<String>,
    ) -> Type {
        let help = help.unwrap_or_else(|| help::OF_TYPES.to_owned());
        self.problems.push(ExprProblem { range, message: message.into(), help });
        Type::Any
    }

    /// Whether a question or computed value has that name.
    pub(super) fn is_known(&self, name: &str) -> bool {
        self.scope.contains_key(name)
    }

    fn literal(&mut self, part: &IdedExpr, literal: &LiteralValue) -> Type {
        match literal {
            LiteralValue::Boolean(_) => Type::YesNo,
            LiteralValue::Int(_) => Type::Number,
            LiteralValue::Double(_) => Type::Decimal,
            LiteralValue::String(_) => Type::Text,
            LiteralValue::Null => Type::Any,
            LiteralValue::UInt(_) => {
                let plain = self.ranges.words(part).trim_end_matches(['u', 'U']).to_owned();
                self.wrong(part, "there are no unsigned numbers here", Some(format!("write `{plain}`")))
            }
            LiteralValue::Bytes(_) => self.wrong(
                part,
                "there are no bytes here",
                Some("write text in quotes, without the b".into()),
            ),
        }
    }

    fn name(&mut self, part: &IdedExpr, name: &str) -> Type {
        if let Some((_, kind)) = self.locals.iter().rev().find(|(local, _)| local == name) {
            return kind.clone();
        }
        if let Some(kind) = self.scope.get(name) {
            self.names.insert(name.to_owned(), kind.clone());
            return kind.clone();
        }
        if name == TODAY {
            return Type::Date;
        }
        let help = help::unknown_name(name).or_else(|| {
            let locals = self.locals.iter().map(|(local, _)| local.as_str());
            let known = self.scope.keys().map(String::as_str).chain(locals).chain([TODAY]);
            let near = nearest(name, known).map(|near| format!("did you mean `{near}`?"));
            near.or_else(|| Some(help::known(self.scope.keys().map(String::as_str))))
        });
        self.wrong(part, format!("nothing answered before this is named `{name}`"), help)
    }

    fn select(&mut self, part: &IdedExpr, select: &SelectExpr) -> Type {
        let operand = self.check(&select.operand);
        let found = match &operand {
            Type::Any => Type::Any,
            Type::Object(parts) => parts.get(&select.field).cloned().unwrap_or_else(|| {
                let range = self.ranges.field(part, &select.field);
                let words = self.ranges.words(&select.operand);
                let message = format!("`{words}` has no part `{}`", select.field);
                self.wrong_at(range, message, Some(help::parts(&select.field, parts)))
            }),
            Type::List(_) => {
                let words = self.ranges.words(&select.operand);
                let help = format!("look at each entry: `{words}.exists(x, x.{} …)`", select.field);
                self.wrong(part, format!("`{words}` is a list; only its entries have parts"), Some(help))
            }
            other => {
                let words = self.ranges.words(&select.operand);
                self.wrong(
                    part,
                    format!("`{words}` is {other} and has no parts"),
                    Some(format!("write `{words}` alone")),
                )
            }
        };
        if select.test { Type::YesNo } else { found }
    }

    fn list(&mut self, list: &ListExpr) -> Type {
        let mut each: Option<Type> = None;
        for element in &list.elements {
            let kind = self.check(element);
            each = Some(match each {
                Some(before) => common(&before, &kind).unwrap_or(Type::Any),
                None => kind,
            });
        }
        Type::List(Box::new(each.unwrap_or(Type::Any)))
    }

    fn map(&mut self, part: &IdedExpr, map: &MapExpr) -> Type {
        let mut parts = BTreeMap::new();
        for entry in &map.entries {
            let EntryExpr::MapEntry(entry) = &entry.expr else { continue };
            let kind = self.check(&entry.value);
            if let Expr::Literal(LiteralValue::String(name)) = &entry.key.expr {
                parts.insert(name.inner().to_owned(), kind);
            } else {
                let help = "write `{\"name\": value}`".to_owned();
                return self.wrong(part, "the name of a part must be text in quotes", Some(help));
            }
        }
        Type::Object(parts)
    }
}

/// The type two values have in common, for the entries of a list or the two outcomes of a choice.
pub fn common(a: &Type, b: &Type) -> Option<Type> {
    match (a, b) {
        (Type::Any, other) | (other, Type::Any) => Some(other.clone()),
        (Type::List(a), Type::List(b)) => common(a, b).map(|each| Type::List(Box::new(each))),
        (Type::Object(a), Type::Object(b)) => {
            let shared =
                a.iter().filter_map(|(name, kind)| Some((name.clone(), common(kind, b.get(name)?)?)));
            Some(Type::Object(shared.collect()))
        }
        (a, b) if a == b => Some(a.clone()),
        _ => None,
    }
}

/// Whether a value found may stand where another type is wanted. A whole number is also a decimal one.
pub fn fits(found: &Type, wanted: &Type) -> bool {
    match (found, wanted) {
        (Type::Any, _) | (_, Type::Any) | (Type::Number, Type::Decimal) => true,
        (Type::List(found), Type::List(wanted)) => fits(found, wanted),
        (Type::Object(found), Type::Object(wanted)) => {
            wanted.iter().all(|(name, kind)| found.get(name).is_some_and(|part| fits(part, kind)))
        }
        (found, wanted) => found == wanted,
    }
}
