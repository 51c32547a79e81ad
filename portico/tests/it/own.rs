//! An installation's own templates, style sheet and words, and the environment: what an operator changes without Rust.

use std::{fs, path::Path, process::Command};

use testkit::browser::Browser;

use crate::program::{Running, folder, free_port, portico, text};

const CSS: &str = ":root {\n  --color-primary: #00695c;\n}\n";

fn write(path: &Path, words: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
    fs::write(path, words).expect("the file is written");
}

/// The demo with an environment.
fn demo(folder: &Path, port: u16, environment: &[(&str, String)]) -> Command {
    let data = folder.join("data").display().to_string();
    let mut command = portico(&["demo", "--data", &data, "--listen", &format!("127.0.0.1:{port}")]);
    command.envs(environment.iter().map(|(name, value)| (name, value)));
    command
}

#[tokio::test]
async fn a_template_a_style_sheet_and_words_of_ones_own_are_shown_and_all_else_stays() {
    let (folder, port) = (folder("own"), free_port());
    write(&folder.join("templates/footer.html"), "<footer class=\"own\"><p>Our own foot</p></footer>");
    write(&folder.join("locales/en/own.ftl"), "start-now = Off we go\n");
    write(&folder.join("brand.css"), CSS);
    let path = |name: &str| folder.join(name).display().to_string();
    let environment = [
        ("PORTICO_SITE__TEMPLATES", path("templates")),
        ("PORTICO_SITE__LOCALES", path("locales")),
        ("PORTICO_SITE__STYLESHEET", path("brand.css")),
    ];
    let mut running = Running::of(demo(&folder, port, &environment), port);
    let mut browser = Browser::new(running.address());
    browser.open("/s/report-a-street-problem").await;
    assert!(browser.page.html.contains("Our own foot"), "the template");
    assert!(browser.page.text().contains("Off we go"), "the words");
    assert!(browser.page.text().contains("Report a street problem"), "and the rest stays");
    browser.open("/es/s/report-a-street-problem").await;
    assert!(browser.page.html.contains("Our own foot"), "in every language");

    let html = browser.page.html.replace("&#x2f;", "/");
    let sheets: Vec<&str> = html.split("<link rel=\"stylesheet\" href=\"").skip(1).collect();
    let sheets: Vec<&str> = sheets.iter().filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(sheets.len(), 2, "{sheets:?}");
    let own = sheets[1];
    let hash = own.strip_prefix("/assets/own.").and_then(|rest| rest.strip_suffix(".css"));
    assert!(hash.is_some_and(|hash| hash.len() >= 8), "its content's hash is in its name: {own}");
    let served = browser.ask("GET", own, &[]).await;
    let header = |name: &str| served.headers.get(name).map_or("", String::as_str);
    assert_eq!((served.status, served.html.as_str()), (200, CSS));
    assert_eq!(header("content-type"), "text/css; charset=utf-8");
    assert_eq!(header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(header("x-content-type-options"), "nosniff");
    let policy = browser.page.headers.get("content-security-policy").map_or("", String::as_str);
    assert!(policy.contains("style-src 'self'") && !policy.contains("unsafe-inline"), "{policy}");
    assert_eq!(running.stop(), Some(0));

    write(&folder.join("brand.css"), "a { color: #00332b }");
    let mut running = Running::of(demo(&folder, port, &environment), port);
    let mut browser = Browser::new(running.address());
    browser.open("/").await;
    assert!(!browser.page.html.replace("&#x2f;", "/").contains(own), "another content has another address");
    assert_eq!(browser.ask("GET", own, &[]).await.status, 404);
    assert_eq!(running.stop(), Some(0));
}

#[test]
fn a_broken_template_style_sheet_or_message_is_told_at_start_with_its_place() {
    let (folder, port) = (folder("own-broken"), free_port());
    write(&folder.join("templates/resident/home.html"), "<h1>Our own</h1>\n{% if %}\n");
    write(&folder.join("locales/en/own.ftl"), "start-now = Off we go\nthis is no message\n");
    let path = |name: &str| folder.join(name).display().to_string();
    let said = |environment: &[(&str, String)]| {
        let ended = demo(&folder, port, environment).output().expect("it runs");
        assert_eq!(ended.status.code(), Some(1));
        text(&ended.stderr)
    };
    let template = said(&[("PORTICO_SITE__TEMPLATES", path("templates"))]);
    let file = folder.join("templates/resident/home.html").display().to_string();
    assert!(template.contains(&file) && template.contains("line 2"), "{template}");
    let words = said(&[("PORTICO_SITE__LOCALES", path("locales"))]);
    assert!(words.contains("own.ftl, line 2"), "{words}");
    let sheet = said(&[("PORTICO_SITE__STYLESHEET", path("none.css"))]);
    assert!(sheet.contains("site.stylesheet") && sheet.contains("none.css"), "{sheet}");
    let setting = said(&[("PORTICO_SITE__BANNER", "perhaps".to_owned())]);
    assert!(setting.contains("site.banner"), "{setting}");
}

#[test]
fn the_demo_does_as_the_environment_says_and_the_command_line_goes_over_it() {
    let (folder, listens, metrics, database) = (
        folder("environment"),
        free_port(),
        free_port(),
        testkit::postgres::new_database().expect("PostgreSQL"),
    );
    let data = folder.join("data").display().to_string();
    let mut command = portico(&["demo", "--data", &data]);
    command.env("PORTICO_LISTEN__ADDRESS", format!("127.0.0.1:{listens}"));
    command.env("PORTICO_LISTEN__METRICS", format!("127.0.0.1:{metrics}"));
    command.env("PORTICO_DATABASE__URL", &database);
    command.env("PORTICO_LOG__LEVEL", "info").env("PORTICO_LOG__FORMAT", "json");
    command.env("PORTICO_SITE__NAME", "Quiet Harbor");
    let mut running = Running::of(command, listens);
    assert!(running.get("/").contains("Quiet Harbor"));
    assert_eq!(running.stop(), Some(0));
    assert!(running.log().contains("\"level\":\"INFO\""), "{}", running.log());
    assert!(!folder.join("data/portico.db").exists(), "it used the other database");
    assert!(testkit::postgres::dump(&database).expect("a dump").contains("supervisor"), "with its staff");

    let port = free_port();
    let mut command = portico(&["demo", "--data", &data, "--listen", &format!("127.0.0.1:{port}")]);
    command.env("PORTICO_LISTEN__ADDRESS", format!("127.0.0.1:{listens}"));
    let mut running = Running::of(command, port);
    assert_eq!(running.stop(), Some(0));
}
