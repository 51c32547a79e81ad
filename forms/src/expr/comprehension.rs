//! The checker's rules for loops: `all`, `exists`, `exists_one`, `filter` and `map`, which CEL turns into one
//! general form.

use cel::common::ast::{ComprehensionExpr, Expr, IdedExpr, operators};

use super::{
    Type,
    check::{Checker, TODAY},
};

impl Checker<'_> {
    /// The type a loop gives.
    pub(super) fn comprehension(&mut self, part: &IdedExpr, found: &ComprehensionExpr) -> Type {
        let each = match self.check(&found.iter_range) {
            Type::List(each) => *each,
            Type::Any => Type::Any,
            other => {
                let words = self.ranges.words(&found.iter_range);
                let message = format!("only a list has entries to look at, but `{words}` is {other}");
                let help = "write the name of a repeat or of a question with several answers".to_owned();
                return self.wrong(&found.iter_range, message, Some(help));
            }
        };
        if self.is_taken(&found.iter_var) {
            let message = format!("`{}` already means something else here", found.iter_var);
            return self.wrong(part, message, Some("give the entry another name, such as `x`".into()));
        }
        let start = self.check(&found.accu_init);
        self.locals.push((found.iter_var.clone(), each));
        self.locals.push((found.accu_var.clone(), start));
        let step = self.step(found);
        self.locals.pop();
        self.locals.push((found.accu_var.clone(), step));
        let result = self.check(&found.result);
        self.locals.truncate(self.locals.len().saturating_sub(2));
        result
    }

    /// The type of what a loop has gathered after one entry. The tests of `all`, `exists`, `filter` and
    /// `exists_one` are looked at here, so that a problem names them and not the general form.
    fn step(&mut self, found: &ComprehensionExpr) -> Type {
        let Expr::Call(call) = &found.loop_step.expr else { return self.check(&found.loop_step) };
        match (call.func_name.as_str(), call.args.as_slice()) {
            (operators::LOGICAL_AND | operators::LOGICAL_OR, [gathered, test]) if is_gathered(gathered) => {
                self.test(test);
                Type::YesNo
            }
            (operators::CONDITIONAL, [test, then, gathered]) if is_gathered(gathered) => {
                self.test(test);
                self.check(then)
            }
            _ => self.check(&found.loop_step),
        }
    }

    fn test(&mut self, test: &IdedExpr) {
        let kind = self.check(test);
        self.must_be_yes_no(test, &kind, "the test of an entry");
    }

    fn is_taken(&self, name: &str) -> bool {
        name == TODAY || self.is_known(name) || self.locals.iter().any(|(local, _)| local == name)
    }
}

fn is_gathered(part: &IdedExpr) -> bool {
    matches!(&part.expr, Expr::Ident(name) if name.starts_with('@'))
}
