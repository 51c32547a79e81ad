//! From the files of a folder to a `Service`: read, check the structure, compile expressions, collect texts.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{Agencies, Asked, Names, Page, Service};
use crate::{
    PageId, QuestionId, ServiceSlug,
    check::{self, expressions::Compiler},
    definition::{PageFile, ServiceFile},
    load::{self, Folder, Source},
    position::{Path, Span},
    problem::{Problem, in_order},
    question::QuestionType,
    texts,
    version::{Files, VersionHash},
    words::Words,
};

/// A folder looked at: what was found, and the service when nothing stands against it.
pub struct Examined {
    /// The files as read.
    pub folder: Folder,
    /// The names of the service.
    pub names: Names,
    /// Findings, errors and warnings.
    pub problems: Vec<Problem>,
    /// The service, when there is no error.
    pub service: Option<Service>,
}

/// Reads and compiles a folder; errors only.
pub fn build(slug: &ServiceSlug, files: &Files, agencies: &Agencies) -> Result<Service, Vec<Problem>> {
    let examined = examine(slug, files, agencies);
    let errors = examined.problems.into_iter().filter(Problem::is_error).collect();
    examined.service.ok_or_else(|| in_order(errors))
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
    let names = Names::of(definition, &pages, &folder.unsure);
    let words = words(files, definition, &pages, &folder, agencies, &mut problems);
    let mut compiler = Compiler::new(&names);
    let computed = compiler.computed(source, definition);
    let plan = compiler.plan(source, definition);
    let pages = compile_pages(&folder, &names, &mut compiler);
    problems.extend(compiler.problems);
    let usable = !problems.iter().any(Problem::is_error);
    let service = usable.then(|| Service {
        slug: slug.clone(),
        version: VersionHash::of(files),
        files: files.clone(),
        definition: definition.clone(),
        computed,
        plan,
        questions: questions(&pages),
        pages,
        words,
    });
    Examined { folder, names, problems, service }
}

fn compile_pages(folder: &Folder, names: &Names, compiler: &mut Compiler<'_>) -> BTreeMap<PageId, Page> {
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
        (id.clone(), Page { file: file.clone(), when, questions, checks, repeat })
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

fn words(
    files: &Files,
    definition: &ServiceFile,
    pages: &BTreeMap<PageId, &PageFile>,
    folder: &Folder,
    agencies: &Agencies,
    problems: &mut Vec<Problem>,
) -> BTreeMap<String, Arc<Words>> {
    let texts = texts::of_service(definition, reading_order(definition, pages));
    let found = check::texts::patterns(&texts, folder);
    let sound = found.is_empty();
    problems.extend(found);
    let mut words = BTreeMap::new();
    let language = &definition.language;
    let base = texts::to_ftl(&texts);
    let base =
        if sound { Words::new(language, &[&base, &agencies.base_ftl()], None) } else { Ok(empty_words()) };
    let base = match base {
        Ok(base) => Arc::new(base),
        Err(faults) => {
            problems.extend(
                faults.into_iter().map(|fault| base_problem(folder.service.as_ref(), &fault.message)),
            );
            return words;
        }
    };
    for (locale, ftl) in super::catalogue::locales(files) {
        let file = format!("locales/{locale}.ftl");
        match Words::new(&locale, &[ftl], Some(Arc::clone(&base))) {
            Err(faults) => problems.extend(faults.into_iter().map(|fault| {
                let span = Span { start: fault.range.start, end: fault.range.end };
                Problem::new("translation-form", &file, ftl, span, fault.message)
            })),
            Ok(alone) => {
                let with_agencies = [ftl.as_str(), agencies.ftl(&locale)];
                let all = Words::new(&locale, &with_agencies, Some(Arc::clone(&base)));
                words.insert(locale, Arc::new(all.unwrap_or(alone)));
            }
        }
    }
    words.insert(language.clone(), base);
    words
}

/// Stands in for texts that cannot be used, so that translations are still looked at.
fn empty_words() -> Words {
    match Words::new("en", &[], None) {
        Ok(words) => words,
        Err(_) => unreachable!("no messages hold no fault"),
    }
}

fn base_problem(service: Option<&(Source, ServiceFile)>, message: &str) -> Problem {
    match service {
        Some((source, _)) => source.problem("text-pattern", &Path::default(), message),
        None => Problem::new("text-pattern", "service.yaml", "", Span::default(), message),
    }
}
