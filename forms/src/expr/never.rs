//! Whether a condition can never be true, such as `kind == "a" && kind == "b"`, for its author to hear about.
//!
//! What must hold for the condition to be true is gathered as facts about terms; each way to make it true is tried.
//! It is never said of a condition that some answers make true: what is not understood counts as possible.

mod facts;

use cel::common::ast::{CallExpr, Expr, IdedExpr, LiteralValue, operators};

use self::facts::{Constant, Fact, Facts};
use super::{Program, environment, functions};

/// Steps after which it is left open.
const MAX_STEPS: usize = 4_000;
/// Choices inside each other after which it is left open.
const MAX_CHOICES: usize = 100;

/// What a condition depends on.
pub trait Behind {
    /// The expression of a computed value that is yes or no.
    fn computed(&self, name: &str) -> Option<&Program>;
    /// The conditions that held when a question was answered.
    fn conditions(&self, name: &str) -> Vec<&Program>;
    /// Whether an answer is a whole number.
    fn is_whole(&self, name: &str) -> bool;
}

/// Why all these conditions can never be true at once, as far as that can be said; `None` when they may be.
pub fn never(conditions: &[&Program], behind: &dyn Behind) -> Option<String> {
    let open = conditions.iter().map(|program| (program.tree(), true)).collect();
    let mut search = Search { behind, steps: 0, reason: None };
    let state = State { open, facts: Facts::default(), seen: Vec::new() };
    if search.is_possible(state, 0) { None } else { Some(search.reason.unwrap_or_default()) }
}

/// A part of a condition, and what it must give.
type Goal<'a> = (&'a IdedExpr, bool);

#[derive(Clone)]
struct State<'a> {
    open: Vec<Goal<'a>>,
    facts: Facts,
    /// Questions whose conditions are among the goals already.
    seen: Vec<String>,
}

struct Search<'a> {
    behind: &'a dyn Behind,
    steps: usize,
    reason: Option<String>,
}

/// How a goal is met.
enum Way<'a> {
    /// All of these.
    All(Vec<Goal<'a>>),
    /// One of these.
    One(Vec<Vec<Goal<'a>>>),
    /// When these are so: facts about a term, and the answer it needs.
    Facts(Vec<Fact>, Option<String>),
    /// One of these facts.
    OneFact(Vec<Fact>, Option<String>),
    /// Never.
    Never,
}

impl<'a> Search<'a> {
    fn is_possible(&mut self, mut state: State<'a>, choices: usize) -> bool {
        while let Some(goal) = state.open.pop() {
            self.steps += 1;
            if self.steps > MAX_STEPS || choices > MAX_CHOICES {
                return true;
            }
            match self.way(goal) {
                Way::All(goals) => state.open.extend(goals),
                Way::One(ways) => {
                    return ways.into_iter().any(|goals| {
                        let mut state = state.clone();
                        state.open.extend(goals);
                        self.is_possible(state, choices + 1)
                    });
                }
                Way::Facts(facts, needs) => {
                    if !facts.iter().all(|fact| self.add(&mut state, fact)) {
                        return false;
                    }
                    self.need(&mut state, needs);
                }
                Way::OneFact(facts, needs) => {
                    self.need(&mut state, needs);
                    return facts.iter().any(|fact| {
                        let mut state = state.clone();
                        self.add(&mut state, fact) && self.is_possible(state, choices + 1)
                    });
                }
                Way::Never => return false,
            }
        }
        true
    }

    fn add(&mut self, state: &mut State<'a>, fact: &Fact) -> bool {
        match state.facts.add(fact) {
            Ok(()) => true,
            Err(reason) => {
                self.reason.get_or_insert(reason);
                false
            }
        }
    }

    /// A question that must be answered was asked, so its conditions held.
    fn need(&self, state: &mut State<'a>, needs: Option<String>) {
        let Some(name) = needs.filter(|name| !state.seen.contains(name)) else { return };
        state.open.extend(self.behind.conditions(&name).into_iter().map(|program| (program.tree(), true)));
        state.seen.push(name);
    }

    fn way(&self, (part, wanted): Goal<'a>) -> Way<'a> {
        match &part.expr {
            Expr::Literal(LiteralValue::Boolean(found)) if *found.inner() == wanted => Way::All(Vec::new()),
            Expr::Literal(_) => Way::Never,
            Expr::Ident(name) => match self.behind.computed(name) {
                Some(program) => Way::All(vec![(program.tree(), wanted)]),
                None => opaque(part, wanted),
            },
            Expr::Call(call) => self.call(part, call, wanted),
            _ => opaque(part, wanted),
        }
    }

    fn call(&self, part: &'a IdedExpr, call: &'a CallExpr, wanted: bool) -> Way<'a> {
        match (call.func_name.as_str(), call.args.as_slice()) {
            (operators::LOGICAL_NOT, [inner]) => Way::All(vec![(inner, !wanted)]),
            (operators::LOGICAL_AND, args) if wanted => all(args, true),
            (operators::LOGICAL_OR, args) if !wanted => all(args, false),
            (operators::LOGICAL_AND | operators::LOGICAL_OR, args) => {
                Way::One(args.iter().map(|arg| vec![(arg, wanted)]).collect())
            }
            (operators::CONDITIONAL, [test, then, otherwise]) => {
                Way::One(vec![vec![(test, true), (then, wanted)], vec![(test, false), (otherwise, wanted)]])
            }
            (operators::EQUALS, [left, right]) => equality(left, right, wanted),
            (operators::NOT_EQUALS, [left, right]) => equality(left, right, !wanted),
            (operators::IN, [item, list]) => membership(part, item, list, wanted),
            (name, [left, right]) => match Order::of(name) {
                Some(order) => self.order(left, right, order, wanted),
                None => opaque(part, wanted),
            },
            _ => opaque(part, wanted),
        }
    }

    fn order(&self, left: &'a IdedExpr, right: &'a IdedExpr, order: Order, wanted: bool) -> Way<'a> {
        let order = if wanted { order } else { order.not() };
        let (term, constant, order) = match (constant(left), constant(right)) {
            // A number that is none (0.0 / 0.0) is neither below nor above anything.
            (_, Some(Constant::Decimal(_))) | (Some(Constant::Decimal(_)), _) if !wanted => {
                return Way::All(Vec::new());
            }
            (None, Some(constant)) => (left, constant, order),
            (Some(constant), None) => (right, constant, order.mirrored()),
            _ => return Way::All(Vec::new()),
        };
        let Some(key) = key(term) else { return Way::All(Vec::new()) };
        let inclusive = matches!(order, Order::AtLeast | Order::AtMost);
        let fact = match order {
            Order::Above | Order::AtLeast => Fact::least(&key, constant, inclusive, self.is_whole(term)),
            Order::Below | Order::AtMost => Fact::most(&key, constant, inclusive, self.is_whole(term)),
        };
        Way::Facts(vec![fact], root(term))
    }

    fn is_whole(&self, term: &IdedExpr) -> bool {
        match &term.expr {
            Expr::Ident(name) => self.behind.is_whole(name),
            Expr::Call(call) => {
                functions::find(&call.func_name).is_some_and(|found| found.gives == functions::Kind::Number)
            }
            _ => false,
        }
    }
}

fn all(args: &[IdedExpr], wanted: bool) -> Way<'_> {
    Way::All(args.iter().map(|arg| (arg, wanted)).collect())
}

/// A part that is looked at as a whole: it gives the same wherever it stands.
fn opaque(part: &IdedExpr, wanted: bool) -> Way<'_> {
    match key(part) {
        Some(term) => Way::Facts(vec![Fact::is(&term, Constant::YesNo(wanted), true)], root(part)),
        None => Way::All(Vec::new()),
    }
}

fn equality<'a>(left: &'a IdedExpr, right: &'a IdedExpr, wanted: bool) -> Way<'a> {
    let (term, constant) = match (constant(left), constant(right)) {
        (None, Some(constant)) => (left, constant),
        (Some(constant), None) => (right, constant),
        (Some(a), Some(b)) if a.is(&b) == Some(!wanted) => return Way::Never,
        (Some(_), Some(_)) => return Way::All(Vec::new()),
        (None, None) => {
            let both = key(left).zip(key(right)).map(|(left, right)| format!("{left} == {right}"));
            let fact = both.map(|term| Fact::is(&term, Constant::YesNo(wanted), true));
            return Way::Facts(fact.into_iter().collect(), None);
        }
    };
    let Some(term_key) = key(term) else { return Way::All(Vec::new()) };
    let needs = if wanted && constant != Constant::Null { root(term) } else { None };
    Way::Facts(vec![Fact::is(&term_key, constant, wanted)], needs)
}

fn membership<'a>(part: &'a IdedExpr, item: &'a IdedExpr, list: &'a IdedExpr, wanted: bool) -> Way<'a> {
    let Expr::List(list) = &list.expr else { return opaque(part, wanted) };
    let constants: Option<Vec<Constant>> = list.elements.iter().map(constant).collect();
    let (Some(term), Some(constants)) = (key(item), constants) else { return Way::All(Vec::new()) };
    if constant(item).is_some() {
        return Way::All(Vec::new());
    }
    let has_null = constants.contains(&Constant::Null);
    let facts = constants.into_iter().map(|constant| Fact::is(&term, constant, wanted)).collect();
    let needs = if has_null { None } else { root(item) };
    if wanted { Way::OneFact(facts, needs) } else { Way::Facts(facts, None) }
}

#[derive(Clone, Copy)]
enum Order {
    Above,
    AtLeast,
    Below,
    AtMost,
}

impl Order {
    fn of(name: &str) -> Option<Self> {
        Some(match name {
            operators::GREATER => Self::Above,
            operators::GREATER_EQUALS => Self::AtLeast,
            operators::LESS => Self::Below,
            operators::LESS_EQUALS => Self::AtMost,
            _ => return None,
        })
    }

    fn not(self) -> Self {
        match self {
            Self::Above => Self::AtMost,
            Self::AtLeast => Self::Below,
            Self::Below => Self::AtLeast,
            Self::AtMost => Self::Above,
        }
    }

    /// `3 < x` is `x > 3`.
    fn mirrored(self) -> Self {
        match self {
            Self::Above => Self::Below,
            Self::AtLeast => Self::AtMost,
            Self::Below => Self::Above,
            Self::AtMost => Self::AtLeast,
        }
    }
}

/// A value that stands in the expression itself.
fn constant(part: &IdedExpr) -> Option<Constant> {
    Some(match &part.expr {
        Expr::Literal(LiteralValue::Null) => Constant::Null,
        Expr::Literal(LiteralValue::Boolean(found)) => Constant::YesNo(*found.inner()),
        Expr::Literal(LiteralValue::Int(found)) => Constant::Number(*found.inner()),
        Expr::Literal(LiteralValue::Double(found)) => Constant::Decimal(*found.inner()),
        Expr::Literal(LiteralValue::String(found)) => Constant::Text(found.inner().to_owned()),
        Expr::Call(call) => match (call.func_name.as_str(), call.args.as_slice()) {
            (operators::NEGATE, [inner]) => constant(inner)?.negative()?,
            ("usd", [inner]) => match constant(inner)? {
                Constant::Number(dollars) => Constant::Money(dollars.checked_mul(100)?),
                Constant::Text(text) => Constant::Money(environment::cents_of(&text)?),
                _ => return None,
            },
            ("date", [inner]) => match constant(inner)? {
                Constant::Text(text) => Constant::Date(environment::date_of(&text)?),
                _ => return None,
            },
            _ => return None,
        },
        _ => return None,
    })
}

/// A term as text: the same text, the same value. `None` for loops, whose names are their own.
fn key(part: &IdedExpr) -> Option<String> {
    Some(match &part.expr {
        Expr::Ident(name) => name.clone(),
        Expr::Select(select) if !select.test => format!("{}.{}", key(&select.operand)?, select.field),
        Expr::Literal(LiteralValue::String(text)) => format!("{:?}", text.inner()),
        Expr::Literal(LiteralValue::Int(number)) => number.inner().to_string(),
        Expr::Literal(LiteralValue::Boolean(yes)) => yes.inner().to_string(),
        Expr::Call(call) => {
            let parts = call.target.iter().map(AsRef::as_ref).chain(&call.args).map(key);
            format!("{}({})", call.func_name, parts.collect::<Option<Vec<_>>>()?.join(", "))
        }
        _ => return None,
    })
}

/// The answer a term is, or is a part of: without it the term has no value.
fn root(part: &IdedExpr) -> Option<String> {
    match &part.expr {
        Expr::Ident(name) => Some(name.clone()),
        Expr::Select(select) if !select.test => root(&select.operand),
        _ => None,
    }
}
