//! What is said about settings that are not right.

use super::*;

/// A folder with a key file, so that only what a test is about is wrong.
fn folder(name: &str) -> std::path::PathBuf {
    let folder = std::env::temp_dir().join(format!("portico-config-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    crate::keys::new(&folder.join("keys")).unwrap();
    folder
}

/// A file of settings that is right, with lines replaced.
fn good(folder: &Path, replaced: &[(&str, &str)]) -> String {
    let mut text = include_str!("example.toml").to_owned();
    let keys = format!("file = \"{}\"", folder.join("keys").display());
    let services = concat!("services = \"", env!("CARGO_MANIFEST_DIR"), "/../services\"");
    text = text.replace("file = \"/etc/portico/keys\"", &keys).replace("services = \"./services\"", services);
    for (old, new) in replaced {
        assert!(text.contains(old), "the example has {old}");
        text = text.replace(old, new);
    }
    text
}

fn found(text: &str) -> Vec<(String, String)> {
    let (config, mut found) = Config::read(Figment::from(Toml::string(text)));
    found.extend(validate(&config, &found));
    found.into_iter().map(|bad| (bad.setting, bad.wrong)).collect()
}

#[test]
fn the_example_of_the_reference_has_nothing_wrong() {
    assert_eq!(found(&good(&folder("good"), &[])), []);
}

const BASE: &str = "base_url = \"https://services.columbialake.example.gov\"";

/// A line of the example, what stands there instead, and what is said about which setting.
const WRONG: &[(&str, &str, &str, &str)] = &[
    (BASE, "base_url = \"columbia lake\"", "site.base_url", "this is no web address"),
    (
        BASE,
        "base_url = \"http://services.example.gov\"",
        "site.base_url",
        "only this machine may be reached without encryption",
    ),
    (BASE, "base_url = \"https://example.gov/portal\"", "site.base_url", "it goes on after the host"),
    (BASE, "", "site.base_url", "it is missing"),
    (
        "name = \"Columbia Lake Services\"",
        "naem = \"Columbia Lake Services\"",
        "site.naem",
        "there is no such setting",
    ),
    (
        "languages = [\"en\", \"es\"]",
        "languages = [\"es\"]",
        "site.default_language",
        "it is not among site.languages",
    ),
    ("banner = true", "banner = \"yes\"", "site.banner", "this is another kind of value"),
    (
        "security@columbialake.example.gov",
        "nobody",
        "site.security_email",
        "it is missing, or no email address",
    ),
    (
        "address = \"127.0.0.1:8080\"",
        "address = \"8080\"",
        "listen.address",
        "this is no address with a port",
    ),
    (
        "postgres://portico@db.columbialake.example.gov/portico",
        "oracle://db",
        "database.url",
        "this is no address of a database we know",
    ),
    ("[files]", "pool_size = -3\n[files]", "database.pool_size", "this is another kind of value"),
    (
        "smtps://portico@mail.columbialake.example.gov",
        "mail.example.gov",
        "email.url",
        "this is no SMTP address",
    ),
    (
        "smtps://portico@mail",
        "smtp://portico@mail",
        "email.url",
        "mail to another machine would go unencrypted",
    ),
    ("from = \"Columbia", "sender = \"Columbia", "email.from", "it is missing, or no sender"),
    (
        "kind = \"sql\"",
        "kind = \"fax\"",
        "connectors.dmv-records",
        "there is no connector of kind `fax`; there is: sql",
    ),
    ("[listen]", "[log]\nlevel = \"info,=,,[\"\n[listen]", "log.level", "this is no level"),
    ("[listen]", "[listen]\ncertificate = \"own.pem\"", "listen.certificate_key", "it is missing"),
    ("[listen]", "[listen]\ncertificate_key = \"own.key\"", "listen.certificate", "it is missing"),
    ("[listen]", "[log]\nlevel = \"loud\"\n[listen]", "log.level", "this is no level"),
    ("[listen]", "[log]\nlevel = \"warn,store\"\n[listen]", "log.level", "this is no level"),
    (
        "[listen]",
        "[waiting_room]\nat_once = 2\n[listen]",
        "waiting_room.at_once",
        "it must be from 8 to 65535",
    ),
    (
        "[listen]",
        "[waiting_room]\npass_minutes = 1\n[listen]",
        "waiting_room.pass_minutes",
        "it must be from 5 to 1440",
    ),
    (
        "[listen]",
        "[waiting_room]\nmode = \"on\"\n[listen]",
        "waiting_room.mode",
        "this is another kind of value",
    ),
    ("[listen]", "[log]\nformat = \"xml\"\n[listen]", "log.format", "this is another kind of value"),
    ("[keys]", "[keys]\nvalue = \"a:b\"", "keys.value", "keys.file is given too"),
];

#[test]
fn each_setting_that_is_wrong_is_named_with_what_is_wrong() {
    let folder = folder("table");
    for (old, new, setting, wrong) in WRONG {
        let all = found(&good(&folder, &[(*old, *new)]));
        assert!(all.contains(&((*setting).to_owned(), (*wrong).to_owned())), "{new} gave {all:?}");
    }
}

#[test]
fn mail_may_go_unencrypted_on_this_machine_or_when_the_operator_says_so() {
    for url in
        ["smtp://127.0.0.1:2525", "smtp://localhost", "smtp://[::1]:25", "smtp://relay:25?tls=opportunistic"]
    {
        let text = good(&folder("mail"), &[("smtps://portico@mail.columbialake.example.gov", url)]);
        assert_eq!(found(&text), [], "{url}");
    }
}

#[test]
fn a_database_on_another_machine_says_how_the_way_there_is_encrypted() {
    let own = "postgres://portico@db.columbialake.example.gov/portico?sslmode=verify-full&sslrootcert=/etc/portico/ca.pem";
    let agency = "mysql://portico@records.dmv.columbialake.example.gov/dmv?sslmode=require";
    let folder = folder("ways");
    let settings = |old: &str, new: &str| found(&good(&folder, &[(old, new)]));
    for open in
        ["db.example.gov", "127.0.0.1,db.example.gov:5433", "a:secret@10.0.0.7:5432", "[2001:db8::1]:5432"]
    {
        let wrong = (String::from("database.url"), super::validate::OPEN_WAY.to_owned());
        assert_eq!(settings(own, &format!("postgres://{open}/portico?target_session_attrs=any")), [wrong]);
        let wrong = (String::from("connectors.dmv-records.url"), super::validate::OPEN_WAY.to_owned());
        assert!(
            settings(agency, &format!("mysql://{}/dmv", open.split(',').next_back().unwrap()))
                .contains(&wrong)
        );
    }
    for fine in [
        "postgres://db.example.gov/portico?sslmode=prefer",
        "postgres://a@127.0.0.1:5432/portico",
        "postgres://a@localhost,[::1]:5433/portico",
        "postgres://a@/portico?host=%2Frun%2Fpostgresql",
        "sqlite:./data/portico.db",
    ] {
        assert_eq!(settings(own, fine), [], "{fine}");
    }
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let text =
        "[site]\nnmae = 3\nbanner = 7\nbase_url = \"nowhere\"\n[database]\npool_size = \"many\"\n[emial]\n";
    let settings: Vec<String> = found(text).into_iter().map(|(setting, _)| setting).collect();
    for expected in [
        "site.nmae",
        "site.banner",
        "site.base_url",
        "site.name",
        "database.pool_size",
        "emial",
        "keys.file",
        "email.url",
    ] {
        assert!(settings.iter().any(|setting| setting == expected), "{expected} in {settings:?}");
    }
}

#[test]
fn a_setting_is_told_once_even_if_it_is_also_missing_now() {
    let all = found(&good(&folder("once"), &[("name = \"Columbia Lake Services\"", "name = [1]")]));
    assert_eq!(all, [("site.name".to_owned(), "this is another kind of value".to_owned())]);
}

#[test]
fn a_misspelt_setting_is_told_with_the_one_that_was_meant() {
    let (_, found) =
        Config::read(Figment::from(Toml::string("[site]\nbase_ulr = \"https://example.gov\"\n")));
    assert_eq!(found[0].write, "Did you mean `base_url`?");
}

#[test]
fn passwords_in_settings_are_never_repeated() {
    let folder = folder("secret");
    let text = good(
        &folder,
        &[
            ("smtps://portico@", "smpts://portico:hunter22@"),
            ("mysql://portico@", "fax://portico:hunter22@"),
            ("postgres://portico@", "oracle://portico:hunter22@"),
        ],
    );
    let said = format!("{:?}", found(&text));
    assert!(!said.contains("hunter22"), "{said}");
}

#[test]
fn a_line_that_is_no_toml_is_told_by_its_number_and_not_repeated() {
    for text in [
        "[email]\nurl = \"smtps://portico:hunter22@mail.example.gov\nfrom = \"x\"",
        "[email]\nurl = smtps://portico:hunter22@mail.example.gov",
        "[keys]\nvalue = [\"hunter22\"",
        "[keys]\nvalue hunter22",
        "[keys]\nvalue = \"a:hunter22\"\nvalue = \"b:hunter22\"",
    ] {
        let (_, found) = Config::read(Figment::from(Toml::string(text)));
        let said = format!("{found:?}");
        assert!(said.contains("line 2") || said.contains("line 3"), "{said}");
        assert!(!said.contains("hunter22"), "{said}");
    }
}

#[test]
fn every_setting_is_explained() {
    fn look(at: &str, schema: &Value, unexplained: &mut Vec<String>) {
        for (name, part) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
            let setting = format!("{at}.{name}");
            if part.get("description").and_then(Value::as_str).is_none_or(|text| text.len() < 10)
                && name != "log"
            {
                unexplained.push(setting.clone());
            }
            look(&setting, part, unexplained);
        }
        if let Some(inner) = schema.get("additionalProperties") {
            look(at, inner, unexplained);
        }
    }
    let mut unexplained = Vec::new();
    look("", &schema(), &mut unexplained);
    assert_eq!(unexplained, Vec::<String>::new());
}

#[test]
#[expect(clippy::result_large_err, reason = "the jail's own error")]
fn the_environment_goes_over_the_file_and_names_connectors_with_underscores() {
    figment::Jail::expect_with(|jail| {
        jail.set_env("PORTICO_SITE__NAME", "From the environment");
        jail.set_env("PORTICO_SITE__LANGUAGES", "[\"en\"]");
        jail.set_env("PORTICO_DATABASE__POOL_SIZE", "3");
        jail.set_env("PORTICO_CONNECTORS__DMV_RECORDS__URL", "sqlite:./other.db");
        jail.set_env("PORTICO_HOME", "/not/a/setting");
        let text = good(&folder("environment"), &[]);
        let (config, found) = Config::read(Figment::from(Toml::string(&text)).merge(environment()));
        assert_eq!(found, []);
        assert_eq!((config.site.name.as_str(), config.site.languages.len()), ("From the environment", 1));
        assert_eq!(config.database.pool_size, 3);
        let connector = &config.connectors["dmv-records"];
        assert_eq!(
            (connector.kind.as_str(), connector.settings["url"].as_str()),
            ("sql", "sqlite:./other.db")
        );
        Ok(())
    });
}

#[test]
#[expect(clippy::result_large_err, reason = "the jail's own error")]
fn the_environment_goes_over_settings_that_are_no_file_and_leaves_the_others() {
    figment::Jail::expect_with(|jail| {
        jail.set_env("PORTICO_LOG__LEVEL", "debug");
        jail.set_env("PORTICO_LISTEN__METRICS", "127.0.0.1:9999");
        jail.set_env("PORTICO_CONNECTORS__DOG_LICENSES__KIND", "sql");
        jail.set_env("PORTICO_CONNECTORS__DOG_LICENSES__URL", "sqlite:./book.db");
        jail.set_env("PORTICO_CONNECTORS__DMV_RECORDS__URL", "sqlite:./other.db");
        jail.set_env("PORTICO_SITE__BANNER", "perhaps");
        let dmv = Connector {
            kind: "sql".to_owned(),
            settings: [("url".to_owned(), "sqlite:./own.db".to_owned())].into(),
        };
        let mut own = Config { connectors: [("dmv-records".to_owned(), dmv)].into(), ..Config::default() };
        own.site.name = "Demo".to_owned();
        let (config, found) = own.with_environment();
        assert_eq!(found.iter().map(|bad| bad.setting.as_str()).collect::<Vec<_>>(), ["site.banner"]);
        assert_eq!((config.log.level.as_str(), config.site.name.as_str()), ("debug", "Demo"));
        assert_eq!((config.listen.metrics.as_str(), config.keys.file), ("127.0.0.1:9999", None));
        for (name, url) in [("dog-licenses", "sqlite:./book.db"), ("dmv-records", "sqlite:./other.db")] {
            let connector = &config.connectors[name];
            assert_eq!((connector.kind.as_str(), connector.settings["url"].as_str()), ("sql", url));
        }
        Ok(())
    });
}

#[test]
fn a_file_that_cannot_be_read_gives_one_finding_with_its_place_and_names_the_file_once() {
    let folder = folder("broken");
    let file = folder.join("portico.toml");
    std::fs::write(&file, "[site]\nname = \n").unwrap();
    let error = Config::load(&file).err().unwrap();
    assert_eq!(error.found.len(), 1, "{error}");
    let told = error.to_string();
    assert_eq!(told.matches("portico.toml").count(), 1, "{told}");
    assert!(told.contains("line 2") && !told.contains("TOML file"), "{told}");
}

#[test]
fn levels_of_the_log_are_words_and_parts_of_the_program_have_one_each() {
    let folder = folder("levels");
    for level in ["info", "off", "info,store=debug", "info,[turn]=debug"] {
        let text = good(&folder, &[("[listen]", &format!("[log]\nlevel = \"{level}\"\n[listen]"))]);
        assert_eq!(found(&text), [], "{level}");
    }
}
