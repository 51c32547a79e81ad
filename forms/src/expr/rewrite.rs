//! Small changes to an expression after it was checked: what authors need not write, the evaluation is given.

use std::collections::BTreeMap;

use cel::common::ast::{CallExpr, EntryExpr, Expr, IdedExpr, LiteralValue};

use super::{Type, check::TODAY};

/// What to change about one call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// `age(x)` reads no clock: it becomes `age(x, today)`.
    AddToday,
    /// `sum(x)` must know what nothing is: it becomes `sum(x, zero)`.
    AddZero(Type),
    /// `2 * price` becomes `price * 2`: CEL's own numbers do not know money.
    Swap,
}

/// Makes the changes, and lets `has(x.y)` ask whether `x.y` was answered.
pub fn rewrite(part: &mut IdedExpr, changes: &BTreeMap<u64, Change>) {
    if let Expr::Call(call) = &mut part.expr {
        match changes.get(&part.id) {
            Some(Change::AddToday) => call.args.push(ided(Expr::Ident(TODAY.to_owned()))),
            Some(Change::AddZero(kind)) => call.args.push(zero(kind)),
            Some(Change::Swap) => call.args.reverse(),
            None => {}
        }
    }
    if let Expr::Select(select) = &mut part.expr
        && select.test
    {
        let mut select = std::mem::take(select);
        select.test = false;
        let args = vec![IdedExpr { id: part.id, expr: Expr::Select(select) }];
        part.expr = Expr::Call(CallExpr { func_name: "answered".to_owned(), target: None, args });
    }
    for child in children(part) {
        rewrite(child, changes);
    }
}

fn ided(expr: Expr) -> IdedExpr {
    IdedExpr { id: 0, expr }
}

fn zero(kind: &Type) -> IdedExpr {
    let number = ided(Expr::Literal(LiteralValue::Int(0.into())));
    match kind {
        Type::Money => {
            ided(Expr::Call(CallExpr { func_name: "usd".to_owned(), target: None, args: vec![number] }))
        }
        Type::Decimal => ided(Expr::Literal(LiteralValue::Double(0.0.into()))),
        _ => number,
    }
}

fn children(part: &mut IdedExpr) -> Vec<&mut IdedExpr> {
    match &mut part.expr {
        Expr::Call(call) => call.target.iter_mut().map(AsMut::as_mut).chain(&mut call.args).collect(),
        Expr::Comprehension(found) => vec![
            &mut found.iter_range,
            &mut found.accu_init,
            &mut found.loop_cond,
            &mut found.loop_step,
            &mut found.result,
        ],
        Expr::List(list) => list.elements.iter_mut().collect(),
        Expr::Select(select) => vec![&mut select.operand],
        Expr::Map(map) => map.entries.iter_mut().flat_map(|entry| entry_parts(&mut entry.expr)).collect(),
        _ => Vec::new(),
    }
}

fn entry_parts(entry: &mut EntryExpr) -> Vec<&mut IdedExpr> {
    match entry {
        EntryExpr::MapEntry(entry) => vec![&mut entry.key, &mut entry.value],
        EntryExpr::StructField(_) => Vec::new(),
    }
}
