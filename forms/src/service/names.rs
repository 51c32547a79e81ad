//! Which names an expression may use, and from which page on each is answered.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    PageId, QuestionId,
    definition::{ComputedType, PageFile, Question, ServiceFile},
    expr::{Scope, Type},
    load::Folder,
    position::Path,
    question::QuestionType,
};

/// Where a page stands: in the journey, or in the entries of a repeat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The repeat it lies in.
    pub repeat: Option<QuestionId>,
    /// Its position among the pages of the service, or of the entry.
    pub position: usize,
}

/// The names of a service: questions at each level, and computed values.
#[derive(Debug, Default)]
pub struct Names {
    pages: BTreeMap<PageId, Standing>,
    questions: BTreeMap<QuestionId, (PageId, Type)>,
    repeats: BTreeMap<QuestionId, PageId>,
    computed: Vec<(QuestionId, Type)>,
    options: BTreeMap<QuestionId, Vec<String>>,
    unsure: BTreeSet<String>,
}

impl Names {
    /// Collects the names of a service. Names in parts that could not be read may be anything.
    pub fn of(service: &ServiceFile, pages: &BTreeMap<PageId, &PageFile>, folder: &Folder) -> Self {
        let mut names = Self { unsure: folder.unsure.clone(), ..Self::default() };
        let order: Vec<&PageId> = service.sections.iter().flat_map(|section| &section.pages).collect();
        names.level(None, &order, pages, 0);
        // Pages nothing leads to are a finding of their own; their names are not also unknown.
        for (id, page) in pages.iter().filter(|(id, _)| !names.pages.contains_key(*id)).collect::<Vec<_>>() {
            page.questions.iter().for_each(|question| names.add(question, id));
        }
        let computed = service.computed.iter().enumerate().map(|(index, one)| {
            let at = Path::from("computed").item(index).key("type");
            let is_read = folder.service.as_ref().is_none_or(|(source, _)| !source.node.is_unread(&at));
            (one.id.clone(), if is_read { type_of(one.kind) } else { Type::Any })
        });
        names.computed = computed.collect();
        names.blur(&folder.vague);
        names
    }

    /// Answers of these questions may be of any type.
    fn blur(&mut self, vague: &BTreeSet<String>) {
        self.options.retain(|id, _| !vague.contains(id.as_str()));
        let vague = self.questions.iter_mut().filter(|(id, _)| vague.contains(id.as_str()));
        vague.for_each(|(_, (_, kind))| *kind = Type::Any);
    }

    /// The type of a computed value, by its position.
    pub fn type_of_computed(&self, index: usize) -> Type {
        self.computed.get(index).map_or(Type::Any, |(_, kind)| kind.clone())
    }

    fn level(
        &mut self,
        repeat: Option<&QuestionId>,
        order: &[&PageId],
        pages: &BTreeMap<PageId, &PageFile>,
        depth: usize,
    ) {
        for (position, id) in order.iter().enumerate() {
            if self.pages.contains_key(*id) {
                continue;
            }
            self.pages.insert((*id).clone(), Standing { repeat: repeat.cloned(), position });
            let Some(page) = pages.get(*id) else { continue };
            for question in &page.questions {
                if let QuestionType::Repeat(settings) = &question.kind
                    && depth < 2
                {
                    self.repeats.insert(question.id.clone(), page.page.clone());
                    let inner: Vec<&PageId> = settings.pages.iter().collect();
                    self.level(Some(&question.id), &inner, pages, depth + 1);
                }
                self.add(question, &page.page);
            }
        }
    }

    fn add(&mut self, question: &Question, page: &PageId) {
        let kind = match &question.kind {
            // Entries have more parts than are known when one of their pages could not be read.
            QuestionType::Repeat(repeat)
                if repeat.pages.iter().any(|page| self.unsure.contains(page.as_str())) =>
            {
                Some(Type::List(Box::new(Type::Any)))
            }
            QuestionType::Repeat(_) => {
                Some(Type::List(Box::new(Type::Object(self.entry_types(&question.id)))))
            }
            other => other.kind().value_type(),
        };
        if let Some(options) = options(question) {
            self.options.insert(question.id.clone(), options);
        }
        if let Some(kind) = kind {
            self.questions.entry(question.id.clone()).or_insert_with(|| (page.clone(), kind));
        }
    }

    /// The names of one entry of a repeat, with their types.
    fn entry_types(&self, repeat: &QuestionId) -> BTreeMap<String, Type> {
        let inside = self.questions.iter().filter(|(_, (page, _))| {
            self.pages.get(page).is_some_and(|standing| standing.repeat.as_ref() == Some(repeat))
        });
        inside.map(|(id, (_, kind))| (id.to_string(), kind.clone())).collect()
    }

    /// Where a page stands; `None` for a page nothing leads to.
    pub fn standing(&self, page: &PageId) -> Option<&Standing> {
        self.pages.get(page)
    }

    /// The questions of one entry of a repeat.
    pub fn of_entry(&self, repeat: &QuestionId) -> BTreeSet<String> {
        self.entry_types(repeat).into_keys().collect()
    }

    /// The option values of a choice, when they stand in the files.
    pub fn options(&self, question: &str) -> Option<&[String]> {
        self.options.get(question).map(Vec::as_slice)
    }

    /// The repeats a page lies in, outermost first.
    fn repeats_around(&self, page: &PageId) -> Vec<QuestionId> {
        let mut around = Vec::new();
        let mut page = Some(page);
        while let Some(repeat) = page.and_then(|page| self.pages.get(page)).and_then(|at| at.repeat.clone()) {
            page = self.repeats.get(&repeat);
            around.insert(0, repeat);
            if around.len() > 2 {
                break;
            }
        }
        around
    }

    /// Every name an expression on this page could have, whether or not it is answered by then; `None` is the
    /// level of the service itself (computed values and the plan).
    pub fn scope(&self, page: Option<&PageId>) -> Scope {
        let around = page.map(|page| self.repeats_around(page)).unwrap_or_default();
        let is_lost = page.is_some_and(|page| !self.pages.contains_key(page));
        let mut scope: Scope = self.unsure.iter().map(|name| (name.clone(), Type::Any)).collect();
        for (id, (asked_on, kind)) in &self.questions {
            let repeat = self.pages.get(asked_on).and_then(|standing| standing.repeat.as_ref());
            if is_lost || repeat.is_none_or(|repeat| around.contains(repeat)) {
                scope.insert(id.to_string(), kind.clone());
            }
        }
        for (id, kind) in &self.computed {
            scope.entry(id.to_string()).or_insert_with(|| kind.clone());
        }
        scope
    }

    /// The names a computed value may use: questions and computed values above it.
    pub fn scope_of_computed(&self, index: usize) -> Scope {
        let mut scope = self.scope(None);
        for (id, _) in self.computed.iter().skip(index) {
            if !self.questions.contains_key(id) {
                scope.remove(id.as_str());
            }
        }
        scope
    }

    /// Whether a question's answer is a whole number.
    pub fn is_whole(&self, name: &str) -> bool {
        self.questions.get(name).is_some_and(|(_, kind)| *kind == Type::Number)
    }

    /// The page a name is asked on.
    pub fn asked_on(&self, name: &str) -> Option<&PageId> {
        self.questions.get(name).map(|(page, _)| page)
    }

    /// Whether a question is answered before a page is shown (`or_on`: or on it). Pages of entries come while
    /// their repeat's page is being answered.
    pub fn is_answered_before(&self, name: &str, page: &PageId, or_on: bool) -> bool {
        let (Some(asked_on), Some(here)) = (self.asked_on(name), self.pages.get(page)) else { return true };
        let Some(there) = self.pages.get(asked_on) else { return true };
        if there.repeat == here.repeat {
            return there.position < here.position || (or_on && there.position == here.position);
        }
        let outside = here.repeat.as_ref().and_then(|repeat| self.repeats.get(repeat));
        outside.is_some_and(|outside| self.is_answered_before(name, outside, false))
    }
}

fn options(question: &Question) -> Option<Vec<String>> {
    let (options, none) = match &question.kind {
        QuestionType::Choice(choice) => (&choice.options, None),
        QuestionType::Choices(choices) => (&choices.options, choices.none.as_ref()),
        QuestionType::Select(select) if select.list.is_none() => (&select.options, None),
        _ => return None,
    };
    Some(options.iter().chain(none).map(|option| option.value.clone()).collect())
}

/// The type of a computed value.
fn type_of(kind: ComputedType) -> Type {
    match kind {
        ComputedType::Text => Type::Text,
        ComputedType::Number => Type::Number,
        ComputedType::Money => Type::Money,
        ComputedType::Date => Type::Date,
        ComputedType::YesNo => Type::YesNo,
    }
}
