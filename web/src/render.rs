//! Templates: data, not code. An agency replaces any of them by a file of the same name in its own folder.

use std::{collections::BTreeMap, path::Path, sync::Arc};

use forms::words::{Arg, Words};
use include_dir::{Dir, include_dir};
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, State, UndefinedBehavior,
    value::{Kwargs, Serde, Value},
};
use serde_json::Value as Json;

use crate::{Assets, escape, locale, within};

static BUILT_IN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../templates");
/// Steps one page may take: far more than any needs, far less than a template that never ends.
const FUEL: u64 = 5_000_000;

/// A template cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    /// It could not be read.
    #[error("the templates could not be read")]
    Read(#[from] std::io::Error),
    /// It is not valid.
    #[error("the template {file} is not right, line {line}")]
    Invalid {
        /// The file.
        file: String,
        /// The line in it, from 1.
        line: usize,
        /// What is wrong.
        source: Error,
    },
    /// It asks for something that is not there.
    #[error("a template could not be rendered")]
    Render(#[from] Error),
}

/// What templates may call.
pub struct Given {
    /// The platform's words by language.
    pub words: BTreeMap<String, Arc<Words>>,
    /// Addresses of assets.
    pub assets: BTreeMap<String, String>,
    /// The language of addresses without a prefix.
    pub default_locale: String,
}

/// Every template, ready.
pub struct Templates {
    templates: Environment<'static>,
}

impl Templates {
    /// Reads the built-in templates, and those in an installation's folder over them.
    pub fn load(own: Option<&Path>, given: Given) -> Result<Self, TemplateError> {
        let mut templates = Environment::new();
        templates.set_undefined_behavior(UndefinedBehavior::Strict);
        templates.set_auto_escape_callback(|name| {
            let is_text = Path::new(name).extension().is_some_and(|end| end == "txt");
            if is_text { AutoEscape::None } else { AutoEscape::Html }
        });
        templates.set_formatter(escape::format);
        templates.set_fuel(Some(FUEL));
        add_functions(&mut templates, given);
        for (name, source) in sources(own)? {
            let file = || own.map(|own| own.join(&name)).filter(|file| file.exists());
            let file = file().map_or(name.clone(), |file| file.display().to_string());
            let added = templates.add_template_owned(name, source);
            added.map_err(|source| TemplateError::Invalid {
                file,
                line: source.line().unwrap_or(1),
                source,
            })?;
        }
        Ok(Self { templates })
    }

    /// The source of a template, as this installation has it: for parts rendered elsewhere.
    pub fn source(own: Option<&Path>, name: &str) -> Result<Option<String>, TemplateError> {
        Ok(sources(own)?.remove(name))
    }

    /// Renders a page.
    pub fn render(&self, name: &str, values: &Json) -> Result<String, TemplateError> {
        Ok(self.templates.get_template(name)?.render(Value::from(Serde(values)))?)
    }
}

fn sources(own: Option<&Path>) -> Result<BTreeMap<String, String>, TemplateError> {
    let mut sources = BTreeMap::new();
    built_in(&BUILT_IN, &mut sources);
    if let Some(folder) = own {
        read_folder(folder, folder, &mut sources)?;
    }
    Ok(sources)
}

fn is_template(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == "html" || end == "txt")
}

fn built_in(folder: &Dir<'static>, sources: &mut BTreeMap<String, String>) {
    for file in folder.files().filter(|file| is_template(file.path())) {
        if let (Some(name), Some(text)) = (file.path().to_str(), file.contents_utf8()) {
            sources.insert(name.replace('\\', "/"), text.to_owned());
        }
    }
    for inner in folder.dirs() {
        built_in(inner, sources);
    }
}

fn read_folder(
    root: &Path,
    folder: &Path,
    sources: &mut BTreeMap<String, String>,
) -> Result<(), TemplateError> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            read_folder(root, &path, sources)?;
        } else if is_template(&path)
            && let Some(name) = path.strip_prefix(root).ok().and_then(Path::to_str)
        {
            sources.insert(name.replace('\\', "/"), std::fs::read_to_string(&path)?);
        }
    }
    Ok(())
}

fn add_functions(templates: &mut Environment<'static>, given: Given) {
    let Given { words, assets, default_locale } = given;
    let default = default_locale.clone();
    templates.add_function("t", move |state: &State, key: String, args: Kwargs| -> Result<String, Error> {
        let tag = page_language(state)?;
        let words = words.get(&tag).or_else(|| words.get(&default));
        let words =
            words.ok_or_else(|| Error::new(ErrorKind::InvalidOperation, "no words in this language"))?;
        if !words.has(&key) {
            return Err(Error::new(ErrorKind::InvalidOperation, format!("no message is called {key}")));
        }
        let names: Vec<String> = args.args().map(str::to_owned).collect();
        let values: Result<Vec<Arg>, Error> =
            names.iter().map(|name| Ok(argument(&args.get::<Value>(name)?))).collect();
        let pairs: Vec<(&str, Arg)> = names.iter().map(String::as_str).zip(values?).collect();
        Ok(words.say_with(&key, &pairs))
    });
    let default = default_locale;
    templates.add_function("url", move |state: &State, path: String| -> Result<String, Error> {
        Ok(locale::address(&page_language(state)?, &default, &path))
    });
    add_named(templates, "asset", assets);
    // What stands in the page itself is as it was built, and nobody typed it.
    let as_it_is = |(name, text): (String, String)| (name, Value::from_safe_string(text));
    let scripts = within::scripts().into_iter().map(|(name, text)| as_it_is((name, text.to_owned())));
    add_named(templates, "script", scripts.collect());
    add_named(templates, "picture", within::pictures().into_iter().map(as_it_is).collect());
}

/// A function of templates that looks up what a name stands for.
fn add_named<T>(templates: &mut Environment<'static>, function: &'static str, by_name: BTreeMap<String, T>)
where
    T: Clone + Send + Sync + 'static,
    Value: From<T>,
{
    templates.add_function(function, move |name: String| -> Result<Value, Error> {
        let found = by_name.get(&name).cloned().map(Value::from);
        found
            .ok_or_else(|| Error::new(ErrorKind::InvalidOperation, format!("no {function} is called {name}")))
    });
}

fn page_language(state: &State) -> Result<String, Error> {
    let locale = state.lookup("locale").unwrap_or_default();
    Ok(locale.get_attr("lang")?.as_str().unwrap_or_default().to_owned())
}

/// Numbers stay numbers, so that plurals work.
#[expect(clippy::cast_precision_loss, reason = "counts and minutes on a page are far below 2^53")]
fn argument(value: &Value) -> Arg {
    match value.as_i64().filter(|_| value.is_number()) {
        Some(number) => Arg::Number(number as f64),
        None => Arg::Text(value.to_string()),
    }
}

/// Every asset's address by name, for [`Given`].
pub fn asset_addresses(assets: &Assets) -> BTreeMap<String, String> {
    assets.names().filter_map(|name| Some((name.to_owned(), assets.address(name)?))).collect()
}
