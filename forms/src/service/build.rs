//! From the files of a folder to a `Service`: read, check the structure, compile expressions, collect texts.

use std::collections::{BTreeMap, BTreeSet};

use super::{Agencies, Asked, Names, Page, Service, words::ServiceWords};
use crate::{
    PageId, QuestionId, ServiceSlug,
    check::{self, expressions::Compiler},
    definition::{PageFile, ServiceFile},
    load::{self, Folder},
    position::Path,
    problem::{Problem, in_order},
    question::QuestionType,
    texts,
    version::{Files, VersionHash},
};

/// A folder looked at: what was found, and the service when nothing stands against it.
pub struct Examined {
    /// The files as read.
    pub folder: Folder,
    /// The names of the service.
    pub names: Names,
    /// Findings, errors and warnings.
    pub problems: Vec<Problem>,
    /// The service, as far as it could be read: fit for use only when there is no error.
    pub service: Option<Service>,
}

/// Reads and compiles a folder; errors only.
pub fn build(slug: &ServiceSlug, files: &Files, agencies: &Agencies) -> Result<Service, Vec<Problem>> {
    let examined = examine(slug, files, agencies);
    let errors: Vec<Problem> = examined.problems.into_iter().filter(Problem::is_error).collect();
    match examined.service {
        Some(service) if errors.is_empty() => Ok(service),
        _ => Err(in_order(errors)),
    }
}

/// Reads and compiles a folder, keeping everything found on the way.
pub fn examine(slug: &ServiceSlug, files: &Files, agencies: &Agencies) -> Examined {
    let mut folder = load::read_folder(slug, files);
    let mut problems = std::mem::take(&mut folder.problems);
    let Some((source, definition)) = &folder.service else {
        return Examined { folder, names: Names::default(), problems, service: None };
    };
    let pages: BTreeMap<PageId, &PageFile> =
        folder.pages.iter().map(|(id, (_, page))| (id.clone(), page)).collect();
    problems.extend(check::structure(&folder, source, definition, agencies));
    let names = Names::of(definition, &pages, &folder);
    let texts = texts::of_service(definition, reading_order(definition, &pages));
    let words = ServiceWords::of(files, source, definition, &texts, &folder, agencies, &mut problems);
    let mut compiler = Compiler::new(&names);
    let computed = compiler.computed(source, definition);
    let target = compiler.target(source, definition);
    let plan = compiler.plan(source, definition);
    let pages = compile_pages(&folder, &names, &words, &mut compiler);
    problems.extend(compiler.problems);
    let owner = definition.agencies.first().and_then(|slug| agencies.get(slug)).cloned();
    let service = words.base.map(|base_words| Service {
        slug: slug.clone(),
        owner: owner.unwrap_or_default(),
        version: VersionHash::of(files),
        files: files.clone(),
        definition: definition.clone(),
        computed,
        target,
        plan,
        questions: questions(&pages),
        pages,
        base_words,
        translations: words.translations,
        links: words.links,
    });
    Examined { folder, names, problems, service }
}

fn compile_pages(
    folder: &Folder,
    names: &Names,
    words: &ServiceWords,
    compiler: &mut Compiler<'_>,
) -> BTreeMap<PageId, Page> {
    let pages = folder.pages.iter().map(|(id, (source, file))| {
        let when = compiler.condition(source, &"when".into(), file.when.as_deref(), id);
        let questions = file.questions.iter().enumerate().map(|(index, question)| {
            let at = Path::from("questions").item(index).key("when");
            let when = compiler.condition(source, &at, question.when.as_deref(), id);
            Asked { question: question.clone(), when }
        });
        let questions = questions.collect();
        let checks = compiler.checks(source, file);
        let repeat = names.standing(id).and_then(|standing| standing.repeat.clone());
        let is_fixed = texts::of_page(file).iter().all(|text| words.is_fixed(&text.key));
        (id.clone(), Page { file: file.clone(), when, questions, checks, repeat, is_fixed })
    });
    pages.collect()
}

fn questions(pages: &BTreeMap<PageId, Page>) -> BTreeMap<QuestionId, (PageId, usize)> {
    let mut found = BTreeMap::new();
    for (id, page) in pages {
        for (index, asked) in page.questions.iter().enumerate() {
            found.insert(asked.question.id.clone(), (id.clone(), index));
        }
    }
    found
}

/// The pages of a service in the order people meet them: each repeat's pages after the page it stands on.
pub fn reading_order<'a>(service: &ServiceFile, pages: &BTreeMap<PageId, &'a PageFile>) -> Vec<&'a PageFile> {
    let mut order: Vec<&PageFile> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut waiting: Vec<&PageId> = service.sections.iter().flat_map(|section| &section.pages).collect();
    waiting.reverse();
    while let Some(id) = waiting.pop() {
        let Some(page) = pages.get(id) else { continue };
        if !seen.insert(id.clone()) {
            continue;
        }
        order.push(page);
        for question in page.questions.iter().rev() {
            if let QuestionType::Repeat(repeat) = &question.kind {
                waiting.extend(repeat.pages.iter().rev());
            }
        }
    }
    order.extend(pages.iter().filter(|(id, _)| !seen.contains(*id)).map(|(_, page)| *page));
    order
}
