//! Conditions that can never be true, alone or together with those they depend on: what they are about is never seen.

use crate::{
    QuestionId,
    definition::{Computed, ComputedType},
    expr::{Behind, Program, never},
    load::{Folder, Source},
    position::Path,
    problem::Problem,
    service::{Asked, Names, Service},
};

pub fn check(folder: &Folder, names: &Names, service: &Service) -> Vec<Problem> {
    let known = Known { names, service };
    let mut problems = Vec::new();
    for (id, (source, _)) in &folder.pages {
        let Some(page) = service.page(id) else { continue };
        let around = page.repeat.as_ref().map(|repeat| known.of_question(repeat)).unwrap_or_default();
        problems.extend(known.say(source, &"when".into(), page.when.as_ref(), &around));
        let inside: Vec<&Program> = around.into_iter().chain(&page.when).collect();
        for (index, asked) in page.questions.iter().enumerate() {
            let at = Path::from("questions").item(index).key("when");
            problems.extend(known.say(source, &at, asked.when.as_ref(), &inside));
        }
    }
    if let Some((source, _)) = &folder.service {
        for (index, part) in service.plan.iter().enumerate() {
            let at = Path::from("plan").item(index).key("when");
            problems.extend(known.say(source, &at, part.when.as_ref(), &[]));
        }
    }
    problems
}

struct Known<'a> {
    names: &'a Names,
    service: &'a Service,
}

impl<'a> Known<'a> {
    /// A finding about one condition, when it and those `around` it can never be true at once.
    fn say(
        &self,
        source: &Source,
        path: &Path,
        condition: Option<&Program>,
        around: &[&Program],
    ) -> Option<Problem> {
        // What names nothing is the same for everybody, which is told elsewhere.
        let condition = condition.filter(|condition| !condition.names().is_empty())?;
        let alone = never(&[condition], &Alone(self));
        let (message, reason) = if let Some(reason) = alone {
            ("this condition can never be true, so what it is about is never shown", reason)
        } else {
            let mut all = vec![condition];
            all.extend(around);
            let message = "this condition can never be true together with those it depends on, so what it is about \
                           is never shown";
            // What the surroundings cannot meet by themselves is told there.
            (message, never(&all, self).filter(|_| never(around, self).is_none())?)
        };
        let message = if reason.is_empty() { message.to_owned() } else { format!("{message}: {reason}") };
        let whole = 0..condition.source().len();
        let problem = source.part_problem("contradiction", path, whole, message);
        Some(problem.help("Write `||` where one of the two is enough, correct the values, or remove it."))
    }

    /// The conditions that hold where a question is asked.
    fn of_question(&self, id: &QuestionId) -> Vec<&'a Program> {
        let Some(page) = self.names.asked_on(id.as_str()).and_then(|page| self.service.page(page)) else {
            return Vec::new();
        };
        let is_it = |asked: &&Asked| asked.question.id == *id;
        let asked = page.questions.iter().find(is_it).and_then(|asked| asked.when.as_ref());
        let mut around: Vec<&Program> = page.when.iter().chain(asked).collect();
        if let Some(outer) = page.repeat.as_ref().filter(|outer| *outer != id) {
            let outer = self.names.asked_on(outer.as_str()).and_then(|page| self.service.page(page));
            around.extend(outer.and_then(|page| page.when.as_ref()));
        }
        around
    }
}

impl Behind for Known<'_> {
    fn computed(&self, name: &str) -> Option<&Program> {
        // A question of the same name hides a computed value.
        let is_it =
            |(one, _): &&(Computed, Program)| one.id.as_str() == name && one.kind == ComputedType::YesNo;
        let found = self.service.computed.iter().find(is_it).map(|(_, program)| program);
        found.filter(|_| self.names.asked_on(name).is_none())
    }

    fn conditions(&self, name: &str) -> Vec<&Program> {
        name.parse().map(|id| self.of_question(&id)).unwrap_or_default()
    }

    fn is_whole(&self, name: &str) -> bool {
        self.names.is_whole(name)
    }
}

/// A condition looked at by itself.
struct Alone<'a>(&'a Known<'a>);

impl Behind for Alone<'_> {
    fn computed(&self, _: &str) -> Option<&Program> {
        None
    }

    fn conditions(&self, _: &str) -> Vec<&Program> {
        Vec::new()
    }

    fn is_whole(&self, name: &str) -> bool {
        self.0.names.is_whole(name)
    }
}
