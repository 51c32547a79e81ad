//! An expression that was checked and is ready to be evaluated, as often as wanted and from any thread.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    sync::Arc,
};

use cel::{
    Context,
    common::ast::{Expr, IdedExpr, LiteralValue, operators},
};
use jiff::civil::Date;

use super::{
    EvalError, ExprProblem, Scope, Type, Value, Values,
    check::{Checker, TODAY},
    convert::{from_cel, reason, to_cel},
    environment::environment,
    host::Day,
    parse,
    quick::{Found, Quick},
    ranges::Ranges,
    rewrite::rewrite,
};

/// A checked expression. Cheap to clone.
#[derive(Clone)]
pub struct Program(Arc<Checked>);

struct Checked {
    source: String,
    tree: IdedExpr,
    /// The same, when it is written as most are.
    quick: Option<Quick>,
    /// Answers used, with their types.
    names: BTreeMap<String, Type>,
    wanted: Type,
}

impl fmt::Debug for Program {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Program").field(&self.0.source).finish()
    }
}

impl PartialEq for Program {
    fn eq(&self, other: &Self) -> bool {
        self.0.source == other.0.source && self.0.names == other.0.names && self.0.wanted == other.0.wanted
    }
}

impl Program {
    /// Reads and checks an expression. All problems are reported, except that only one is when it cannot be read.
    pub fn compile(source: &str, scope: &Scope, wanted: &Type) -> Result<Self, Vec<ExprProblem>> {
        parse::fence(source).map_err(|problem| vec![problem])?;
        let (tree, names) = parse::with_room(source, || checked(source, scope, wanted))?;
        let quick = Quick::of(&tree);
        Ok(Self(Arc::new(Checked { source: source.to_owned(), tree, quick, names, wanted: wanted.clone() })))
    }

    /// The value for these answers. A name that is absent or `Null` has not been answered.
    pub fn evaluate(&self, values: &Values, today: Date) -> Result<Value, EvalError> {
        let mut context = Context::with_env(environment().ok_or(EvalError::UnexpectedType)?);
        for (name, kind) in &self.0.names {
            context.add_variable_as_val(name, to_cel(values.get(name), kind)?);
        }
        context.add_variable_as_val(TODAY, Box::new(Day(today)));
        let found = cel::Value::resolve_val(&self.0.tree, &context).map_err(|error| reason(&error))?;
        let found = from_cel(found.as_ref())?;
        #[expect(
            clippy::cast_precision_loss,
            reason = "a decimal was asked for; it has the precision of one"
        )]
        Ok(match (found, &self.0.wanted) {
            (Value::Number(number), Type::Decimal) => Value::Decimal(number as f64),
            (found, _) => found,
        })
    }

    /// Whether a condition holds: an error or a missing answer counts as no.
    pub fn is_true(&self, values: &Values, today: Date) -> bool {
        match self.look(values) {
            Some(found) => found == Found::YesNo(true),
            None => self.evaluate(values, today) == Ok(Value::YesNo(true)),
        }
    }

    /// The same as `evaluate`, for whom it does not matter why there is no value.
    pub fn value(&self, values: &Values, today: Date) -> Option<Value> {
        match self.look(values) {
            Some(Found::Text(text)) => Some(Value::Text(text.to_owned())),
            Some(Found::YesNo(yes)) => Some(Value::YesNo(yes)),
            Some(Found::Null) => Some(Value::Null),
            Some(Found::Fails) => None,
            Some(Found::List(_)) | None => self.evaluate(values, today).ok(),
        }
    }

    fn look<'a>(&'a self, values: &'a Values) -> Option<Found<'a>> {
        self.0.quick.as_ref()?.look(values)
    }

    /// The questions and computed values it looks at.
    pub fn names(&self) -> BTreeSet<String> {
        self.0.names.keys().cloned().collect()
    }

    /// The whole numbers it can come to, when each is written in it: `urgent ? 1 : 7` comes to 1 or 7.
    pub fn outcomes(&self) -> Option<BTreeSet<i64>> {
        let mut found = BTreeSet::new();
        written_outcomes(self.tree(), &mut found).then_some(found)
    }

    /// The expression as a tree.
    pub(super) fn tree(&self) -> &IdedExpr {
        &self.0.tree
    }

    /// The expression as its author wrote it.
    pub fn source(&self) -> &str {
        &self.0.source
    }
}

/// Collects what a tree can come to; `false` when something else than a written number is among it.
fn written_outcomes(part: &IdedExpr, found: &mut BTreeSet<i64>) -> bool {
    match &part.expr {
        Expr::Literal(LiteralValue::Int(number)) => {
            found.insert(*number.inner());
            true
        }
        Expr::Call(call) if call.func_name == operators::CONDITIONAL => {
            call.args.iter().skip(1).all(|outcome| written_outcomes(outcome, found))
        }
        _ => false,
    }
}

fn checked(
    source: &str,
    scope: &Scope,
    wanted: &Type,
) -> Result<(IdedExpr, BTreeMap<String, Type>), Vec<ExprProblem>> {
    let (mut tree, info) = parse::read(source)?;
    let mut checker = Checker::new(Ranges::new(source, &info), scope);
    checker.check_whole(&tree, wanted);
    if checker.problems.is_empty() {
        rewrite(&mut tree, &checker.changes);
        Ok((tree, checker.names))
    } else {
        Err(checker.problems)
    }
}
