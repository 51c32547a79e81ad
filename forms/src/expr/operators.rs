//! The checker's rules for operators: `&&`, `==`, `<`, `+`, `in` and the others.

use cel::common::ast::{CallExpr, Expr, IdedExpr, LiteralValue, operators};

use super::{
    Type,
    check::{Checker, common},
    help,
    rewrite::Change,
};

impl Checker<'_> {
    /// The type of an operator's result; `None` if the name is not an operator's.
    pub(super) fn operator(&mut self, part: &IdedExpr, call: &CallExpr) -> Option<Type> {
        Some(match (call.func_name.as_str(), call.args.as_slice()) {
            (operators::LOGICAL_AND, args) => self.yes_or_no(args, "&&"),
            (operators::LOGICAL_OR, args) => self.yes_or_no(args, "||"),
            (operators::LOGICAL_NOT, args) => self.yes_or_no(args, "!"),
            // Only loops have it, around what was checked already.
            (operators::NOT_STRICTLY_FALSE, _) => Type::YesNo,
            (operators::CONDITIONAL, [test, yes, no]) => self.conditional(part, test, yes, no),
            (operators::EQUALS | operators::NOT_EQUALS, [left, right]) => self.equality(part, left, right),
            (
                operators::LESS | operators::LESS_EQUALS | operators::GREATER | operators::GREATER_EQUALS,
                [left, right],
            ) => self.order(part, left, right),
            (operators::IN, [left, right]) => self.membership(part, left, right),
            (operators::INDEX, [whole, index]) => self.index(part, whole, index),
            (operators::NEGATE, [operand]) => self.negation(part, operand),
            (
                name @ (operators::ADD
                | operators::SUBSTRACT
                | operators::MULTIPLY
                | operators::DIVIDE
                | operators::MODULO),
                [left, right],
            ) => self.arithmetic(part, name, left, right),
            _ => return None,
        })
    }

    /// `&&`, `||` and `!` take yes or no, nothing else.
    fn yes_or_no(&mut self, args: &[IdedExpr], sign: &str) -> Type {
        for arg in args {
            let kind = self.check(arg);
            self.must_be_yes_no(arg, &kind, &format!("`{sign}`"));
        }
        Type::YesNo
    }

    pub(super) fn must_be_yes_no(&mut self, part: &IdedExpr, kind: &Type, who: &str) {
        if !matches!(kind, Type::YesNo | Type::Any) {
            let words = self.ranges.words(part).to_owned();
            let message = format!("{who} needs yes or no, but `{words}` is {kind}");
            let help = help::instead(&Type::YesNo, kind, &words);
            self.wrong(part, message, help);
        }
    }

    fn conditional(&mut self, part: &IdedExpr, test: &IdedExpr, yes: &IdedExpr, no: &IdedExpr) -> Type {
        let kind = self.check(test);
        self.must_be_yes_no(test, &kind, "the test before `?`");
        let (yes, no) = (self.check(yes), self.check(no));
        common(&yes, &no).unwrap_or_else(|| {
            let message = format!("both outcomes must be of one type, but one is {yes} and the other {no}");
            let help = "give both outcomes the same type: `test ? \"this\" : \"that\"`".to_owned();
            self.wrong(part, message, Some(help))
        })
    }

    fn equality(&mut self, part: &IdedExpr, left: &IdedExpr, right: &IdedExpr) -> Type {
        let (a, b) = (self.check(left), self.check(right));
        if !comparable(&a, &b) {
            self.not_comparable(part, (left, &a), (right, &b));
        }
        Type::YesNo
    }

    fn order(&mut self, part: &IdedExpr, left: &IdedExpr, right: &IdedExpr) -> Type {
        let (a, b) = (self.check(left), self.check(right));
        if !comparable(&a, &b) {
            self.not_comparable(part, (left, &a), (right, &b));
        } else if let Some(unordered) = [&a, &b].into_iter().find(|kind| !is_ordered(kind)) {
            let message = format!("`<` and `>` compare numbers, money, dates and text, not {unordered}");
            let help = match unordered {
                Type::List(_) => format!("compare its size: `size({}) > 0`", self.ranges.words(left)),
                _ => "write `==` or `!=`".to_owned(),
            };
            self.wrong(part, message, Some(help));
        }
        Type::YesNo
    }

    fn not_comparable(&mut self, part: &IdedExpr, left: (&IdedExpr, &Type), right: (&IdedExpr, &Type)) {
        let message = format!("{} cannot be compared with {}", left.1, right.1);
        let (left_words, right_words) = (self.ranges.words(left.0), self.ranges.words(right.0));
        let change_right = help::instead(left.1, right.1, right_words);
        let change_left = help::instead(right.1, left.1, left_words);
        let help = match (left.1, right.1) {
            (Type::List(_), _) => Some(format!("write `{right_words} in {left_words}`")),
            (_, Type::List(_)) => Some(format!("write `{left_words} in {right_words}`")),
            (Type::Date, Type::Number) => change_left,
            (Type::Number, Type::Date) => change_right,
            _ if matches!(left.0.expr, Expr::Literal(_)) => change_left.or(change_right),
            _ => change_right.or(change_left),
        };
        self.wrong(part, message, help);
    }

    fn membership(&mut self, part: &IdedExpr, left: &IdedExpr, right: &IdedExpr) -> Type {
        let (item, whole) = (self.check(left), self.check(right));
        let (item_words, whole_words) = (self.ranges.words(left), self.ranges.words(right));
        match &whole {
            Type::List(each) if !comparable(&item, each) => {
                let message = format!("`{whole_words}` never holds {item}: its entries are {each}");
                let help = help::instead(each, &item, item_words);
                self.wrong(left, message, help);
            }
            Type::Text => {
                let help = format!("write `{whole_words}.contains({item_words})`");
                self.wrong(part, "`in` looks into lists, not into text", Some(help));
            }
            Type::List(_) | Type::Any | Type::Object(_) => {}
            other => {
                let message = format!("`in` looks into lists, but `{whole_words}` is {other}");
                self.wrong(part, message, Some(format!("write `{item_words} == {whole_words}`")));
            }
        }
        Type::YesNo
    }

    fn index(&mut self, part: &IdedExpr, whole: &IdedExpr, index: &IdedExpr) -> Type {
        let (kind, by) = (self.check(whole), self.check(index));
        match (&kind, &by, &index.expr) {
            (Type::Any, ..) => Type::Any,
            (Type::List(each), Type::Number | Type::Any, _) => (**each).clone(),
            (Type::Object(parts), _, Expr::Literal(LiteralValue::String(name))) => {
                let found = parts.get(name.inner()).cloned();
                found.unwrap_or_else(|| {
                    let help = help::parts(name.inner(), parts);
                    self.wrong(index, format!("there is no part `{}`", name.inner()), Some(help))
                })
            }
            _ => {
                let message = format!("{kind} has no entry numbered by {by}");
                self.wrong(part, message, Some("entries of a list are numbered from 0: `list[0]`".into()))
            }
        }
    }

    fn negation(&mut self, part: &IdedExpr, operand: &IdedExpr) -> Type {
        let kind = self.check(operand);
        match kind {
            Type::Number | Type::Decimal | Type::Money | Type::Any => kind,
            Type::YesNo => {
                let help = format!("write `!{}`", self.ranges.words(operand));
                self.wrong(part, "`-` needs a number, but this is yes or no", Some(help))
            }
            other => {
                let help = "write a number or an amount after it".to_owned();
                self.wrong(part, format!("`-` needs a number, but this is {other}"), Some(help))
            }
        }
    }

    fn arithmetic(&mut self, part: &IdedExpr, name: &str, left: &IdedExpr, right: &IdedExpr) -> Type {
        let (a, b) = (self.check(left), self.check(right));
        let multiplies = name == operators::MULTIPLY;
        match (&a, &b) {
            (Type::Any, _) | (_, Type::Any) => return Type::Any,
            (Type::Number, Type::Number) => return Type::Number,
            (Type::Decimal, Type::Decimal) if name != operators::MODULO => return Type::Decimal,
            (Type::Text, Type::Text) if name == operators::ADD => return Type::Text,
            (Type::Money, Type::Money) if matches!(name, operators::ADD | operators::SUBSTRACT) => {
                return Type::Money;
            }
            (Type::Money, Type::Number) if multiplies || name == operators::DIVIDE => return Type::Money,
            (Type::Number, Type::Money) if multiplies => {
                self.changes.insert(part.id, Change::Swap);
                return Type::Money;
            }
            (Type::List(x), Type::List(y)) if name == operators::ADD => {
                return Type::List(Box::new(common(x, y).unwrap_or(Type::Any)));
            }
            _ => {}
        }
        let sign = name.trim_matches('_');
        let words = (self.ranges.words(left), self.ranges.words(right));
        let help = help::arithmetic(sign, (&a, words.0), (&b, words.1));
        self.wrong(part, format!("`{sign}` cannot take {a} and {b}"), help)
    }
}

/// Whether `==` makes sense. Whole and decimal numbers compare by value.
fn comparable(a: &Type, b: &Type) -> bool {
    match (a, b) {
        (Type::Any, _)
        | (_, Type::Any)
        | (Type::Object(_), Type::Object(_))
        | (Type::Number, Type::Decimal)
        | (Type::Decimal, Type::Number) => true,
        (Type::List(a), Type::List(b)) => comparable(a, b),
        (a, b) => a == b,
    }
}

fn is_ordered(kind: &Type) -> bool {
    !matches!(kind, Type::YesNo | Type::List(_) | Type::Object(_))
}
