//! How much work an expression can be: CEL has no budget while it runs, so the tree is measured before it may.

use cel::common::ast::{Expr, IdedExpr, operators};

use super::{USUAL_ENTRIES, ranges::children};

/// Levels of the tree. Each takes stack when it is evaluated.
pub fn depth(part: &IdedExpr) -> usize {
    1 + children(part).into_iter().map(depth).max().unwrap_or_default()
}

/// The first loop that stands deeper than allowed.
pub fn too_deep(part: &IdedExpr, allowed: usize) -> Option<&IdedExpr> {
    match (&part.expr, allowed.checked_sub(1)) {
        (Expr::Comprehension(_), None) => Some(part),
        (Expr::Comprehension(found), Some(left)) => {
            too_deep(&found.iter_range, allowed).or_else(|| too_deep(&found.loop_step, left))
        }
        _ => children(part).into_iter().find_map(|child| too_deep(child, allowed)),
    }
}

/// Steps it can take, if lists of answers have the usual number of entries at most.
pub fn steps(part: &IdedExpr) -> u64 {
    match &part.expr {
        Expr::Comprehension(found) => {
            let each = steps(&found.loop_cond).saturating_add(steps(&found.loop_step));
            entries(&found.iter_range)
                .saturating_mul(each)
                .saturating_add(steps(&found.iter_range))
                .saturating_add(steps(&found.result))
        }
        _ => children(part).into_iter().map(steps).fold(1, u64::saturating_add),
    }
}

/// Entries the list can have that a part gives.
fn entries(part: &IdedExpr) -> u64 {
    match &part.expr {
        Expr::List(list) => u64::try_from(list.elements.len()).unwrap_or(u64::MAX),
        Expr::Map(map) => u64::try_from(map.entries.len()).unwrap_or(u64::MAX),
        Expr::Comprehension(found) => entries(&found.iter_range),
        Expr::Call(call) if call.func_name == operators::ADD => {
            call.args.iter().map(entries).fold(0, u64::saturating_add)
        }
        Expr::Call(call) if call.func_name == operators::CONDITIONAL => {
            call.args.iter().skip(1).map(entries).max().unwrap_or_default()
        }
        _ => USUAL_ENTRIES,
    }
}
