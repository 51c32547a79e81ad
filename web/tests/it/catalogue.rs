//! Every page in every state and language, rendered from its samples: nothing missing, light enough, right markup.
//! What is rendered is kept under `target/catalogue`, where the browser tests open it.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use forms::words::PSEUDO_LOCALE;
use serde_json::Value as Json;
use testkit::{markup, project};
use web::{Assets, Care, Coding, Given, Templates, asset_addresses};

/// The first view of a resident page with its style sheet, compressed. One round trip of a slow connection holds 14 KB; this
/// is what was reached, and it does not grow back unseen.
const MOST_BYTES: usize = 11_900;
/// What pages are made with, compressed: the most bytes of each.
const MOST_BYTES_OF: [(&str, usize); 7] = [
    ("portico.css", 6_450),
    ("portico.rtl.css", 6_450),
    ("staff.css", 7_000),
    ("staff.rtl.css", 7_000),
    ("portico.js", 700),
    ("search.js", 1_000),
    ("session.js", 600),
];

/// A page in one state: `resident/page.html` in `date-error`.
struct Sample {
    template: String,
    state: String,
    values: Json,
}

fn samples() -> Vec<Sample> {
    let files = project::files_below(&project::root().join("templates/samples"));
    let pages = files.into_iter().filter(|(name, _)| !name.starts_with("email/"));
    let read = |(name, text): (String, String)| {
        let (template, state) =
            name.trim_end_matches(".json").rsplit_once('/').expect("template/state.json").to_owned();
        let values = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        Sample { template: format!("{template}.html"), state: state.to_owned(), values }
    };
    pages.map(read).collect()
}

fn templates() -> Templates {
    let assets = Assets::built_in().expect("the assets are built: run `make assets`");
    let given =
        Given { words: project::words(), assets: asset_addresses(&assets), default_locale: "en".to_owned() };
    Templates::load(None, given).expect("the templates are valid")
}

/// A sample in a language: the values of the page itself stay as they are.
fn in_language(values: &Json, lang: &str, dir: &str) -> Json {
    let mut values = values.clone();
    values["locale"]["lang"] = Json::from(lang);
    values["locale"]["dir"] = Json::from(dir);
    values
}

/// Every page in a language, with its sample's name; kept for the browser tests too.
fn rendered(lang: &str, dir: &str) -> Vec<(String, String)> {
    let (templates, folder) = (templates(), catalogue().join(lang));
    let mut pages = Vec::new();
    for sample in samples() {
        let name = format!("{}-{}.html", sample.template.trim_end_matches(".html"), sample.state);
        let html = templates.render(&sample.template, &in_language(&sample.values, lang, dir));
        let html = html.unwrap_or_else(|error| panic!("{name} in {lang}: {error:?}"));
        keep(&folder.join(&name), html.as_bytes());
        pages.push((name, html));
    }
    pages
}

fn catalogue() -> PathBuf {
    project::root().join("target/catalogue")
}

fn keep(path: &Path, bytes: &[u8]) {
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
    std::fs::write(path, bytes).expect("the page can be kept");
}

fn compressed(bytes: &[u8]) -> usize {
    let (coding, packed) = Coding::Brotli.pack(bytes.to_vec().into(), Care::Quick);
    assert_eq!(coding, Coding::Brotli);
    packed.len()
}

fn built(end: &str) -> usize {
    let dist = project::root().join("web/dist");
    let manifest = std::fs::read_to_string(dist.join("manifest.json")).expect("the assets are built");
    let names: BTreeMap<String, String> = serde_json::from_str(&manifest).expect("a manifest");
    let name = names.get(end).unwrap_or_else(|| panic!("no asset is called {end}"));
    std::fs::metadata(dist.join(format!("{name}.br")))
        .expect("compressed beforehand")
        .len()
        .try_into()
        .expect("small")
}

const LANGUAGES: [(&str, &str); 3] = [("en", "ltr"), ("es", "ltr"), (PSEUDO_LOCALE, "rtl")];

#[test]
fn every_page_in_every_state_and_language_is_whole_and_well_marked_up() {
    let mut wrong = Vec::new();
    for (lang, dir) in LANGUAGES {
        for (name, html) in rendered(lang, dir) {
            let faults = markup::faults(&html);
            wrong.extend(faults.into_iter().map(|fault| format!("{name} in {lang}: {fault}")));
            if !html.contains(&format!("<html lang=\"{lang}\" dir=\"{dir}\">")) {
                wrong.push(format!("{name} in {lang}: wrong language or direction"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn style_sheets_and_scripts_are_as_small_as_they_once_were() {
    let heavy: Vec<_> = MOST_BYTES_OF.iter().filter(|(name, most)| built(name) > *most).collect();
    assert!(heavy.is_empty(), "{heavy:?}");
}

#[test]
fn the_first_view_of_every_resident_page_is_far_less_than_14_kilobytes_with_its_style_sheet() {
    let mut heavy = Vec::new();
    for (lang, dir) in LANGUAGES {
        let sheet = built(if dir == "rtl" { "portico.rtl.css" } else { "portico.css" });
        for (name, html) in rendered(lang, dir).into_iter().filter(|(name, _)| name.starts_with("resident/"))
        {
            let bytes = compressed(html.as_bytes()) + sheet;
            if bytes > MOST_BYTES {
                heavy.push(format!("{name} in {lang}: {bytes} bytes"));
            }
        }
    }
    assert!(heavy.is_empty(), "more than {MOST_BYTES} bytes:\n{}", heavy.join("\n"));
}

#[test]
fn every_page_template_has_a_sample() {
    let known: BTreeSet<String> = samples().into_iter().map(|sample| sample.template).collect();
    let templates = project::files_below(&project::root().join("templates"));
    let is_page = |name: &str, text: &str| text.contains("{% extends") && !name.contains("layout");
    let pages = templates.iter().filter(|(name, text)| is_page(name, text)).map(|(name, _)| name);
    let without: Vec<&String> = pages.filter(|name| !known.contains(*name)).collect();
    assert!(without.is_empty(), "no sample in templates/samples: {without:?}");
    let shown: String = samples().iter().map(|sample| sample.values.to_string()).collect();
    for name in templates.keys().filter_map(|name| name.strip_prefix("question/")) {
        let kind = name.trim_end_matches(".html");
        assert!(shown.contains(&format!("\"type\":\"{kind}\"")), "no sample shows the question type {kind}");
    }
}

/// Message keys of a language, with the file each stands in.
fn keys(tag: &str) -> BTreeMap<String, String> {
    let mut keys = BTreeMap::new();
    for (file, text) in project::files_below(&project::root().join("locales").join(tag)) {
        for line in text.lines() {
            let Some((key, _)) = line.split_once(" =").filter(|(key, _)| is_key(key)) else { continue };
            let twice = keys.insert(key.to_owned(), file.clone());
            assert_eq!(twice, None, "{key} stands twice in locales/{tag}");
        }
    }
    keys
}

fn is_key(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c))
}

#[test]
fn both_languages_have_the_same_messages_in_the_same_files() {
    let (english, spanish) = (keys("en"), keys("es"));
    let missing: Vec<_> = english.iter().filter(|(key, _)| !spanish.contains_key(*key)).collect();
    let stray: Vec<_> = spanish.iter().filter(|(key, _)| !english.contains_key(*key)).collect();
    assert!(
        missing.is_empty() && stray.is_empty(),
        "to translate: {missing:?}; without an original: {stray:?}"
    );
    assert_eq!(english, spanish);
}

/// Texts in quotes directly after one of these, when nothing is joined to them.
fn called<'a>(text: &'a str, calls: &'a [&'a str]) -> impl Iterator<Item = &'a str> {
    calls.iter().flat_map(move |call| text.split(call).skip(1)).filter_map(|rest| {
        let (key, after) = rest.strip_prefix('"')?.split_once('"')?;
        after.trim_start().starts_with([',', ')']).then_some(key)
    })
}

#[test]
fn every_message_that_templates_and_code_ask_for_is_there() {
    let (english, root) = (keys("en"), project::root());
    let mut wanting = Vec::new();
    for (folder, calls) in [
        ("templates", ["t(", "t ("].as_slice()),
        (
            "web/src",
            &["words.say(", "platform.say(", "platform.say_with(", "words()?.say(", "words()?.say_with("],
        ),
        ("app/src", &["platform.say(", "platform.say_with(", "words.say(", "words.say_with("]),
    ] {
        for (file, text) in project::files_below(&root.join(folder)) {
            let asked = called(&text, calls).filter(|key| is_key(key) && !english.contains_key(*key));
            // Words of a service's own, not the platform's.
            let own = ["title", "summary", "who", "privacy", "what-happens-next"];
            wanting
                .extend(asked.filter(|key| !own.contains(key)).map(|key| format!("{folder}/{file}: {key}")));
        }
    }
    assert!(wanting.is_empty(), "{}", wanting.join("\n"));
}

/// Samples hold words of templates that are not asked for as messages.
fn is_sample(name: &str) -> bool {
    name.starts_with("samples/")
}

#[test]
fn every_message_is_used_somewhere() {
    let root = project::root();
    let mut all = String::new();
    let code = ["web/src", "app/src", "forms/src", "notify/src", "portico/src", "store/src", "model/src"];
    for folder in code.into_iter().chain(["templates", "locales/en"]) {
        for (_, text) in
            project::files_below(&root.join(folder)).into_iter().filter(|(name, _)| !is_sample(name))
        {
            all.push_str(&text);
        }
    }
    // Keys may be made of parts: "month-{n}", "error-" ~ kind, "mail-failed" with "-subject" joined to it.
    let is_used = |key: &str| {
        let quoted = |part: &str| all.contains(&format!("\"{part}\""));
        let joined = |at: usize| {
            let (start, with_dash) = (&key[..at], &key[..=at]);
            quoted(start) || quoted(with_dash) || all.contains(&format!("{with_dash}{{"))
        };
        quoted(key) || all.contains(&format!("{{ {key} ")) || key.match_indices('-').any(|(at, _)| joined(at))
    };
    let idle: Vec<String> = keys("en").into_keys().filter(|key| !is_used(key)).collect();
    assert!(idle.is_empty(), "nothing asks for: {idle:?}");
}
