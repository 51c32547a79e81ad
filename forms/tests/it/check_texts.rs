//! Each finding of `check` about words and translations, proved by a service with that one fault.

use crate::{
    check::{assert_found, change, found, places},
    sample_service::{files, folder_of},
};

#[test]
fn texts_name_what_exists() {
    let tools = "pages/person-tools.yaml";
    assert_found(
        tools,
        "{ $nickname }",
        "{ $nickame }",
        &["unknown-name-in-text pages/person-tools.yaml ‹nickame›"],
    );
    let people = "pages/your-people.yaml";
    assert_found(
        people,
        "{ $nickname }",
        "{ $full_name }",
        &["unknown-name-in-text pages/your-people.yaml ‹full_name›"],
    );
    assert_found(
        "service.yaml",
        "{ $reference }",
        "{ $full_name }",
        &["unknown-name-in-text service.yaml ‹full_name›"],
    );
    assert_found(
        tools,
        "{ $nickname }",
        "{ $nickname",
        &["text-pattern pages/person-tools.yaml ‹{ $nickname›"],
    );
}

#[test]
fn plain_language_is_held_to() {
    let service = "service.yaml";
    let means = "means: You have a plot.";
    assert_found(service, means, "means: You shall have a plot.", &["shall service.yaml ‹shall›"]);
    assert_found(service, means, "means: Utilize your plot.", &["say-instead service.yaml ‹Utilize›"]);
    assert_found(
        service,
        means,
        "means: You have a permit.",
        &["say-instead service.yaml ‹permit› (warning)"],
    );
    assert_found(
        service,
        means,
        "means: To see the plot, click here.",
        &["link-text service.yaml ‹click here›"],
    );
    let long = "One ".repeat(26);
    let marked = format!("long-sentence service.yaml ‹{}›", long.trim());
    assert_found(service, "who: You live in Riverbend.", &format!("who: {long}"), &[&marked]);
    let talk = "message: Leave the number empty. Or say yes. Or call.";
    let message = "long-message pages/person-tools.yaml ‹Leave the number empty. Or say yes. Or call.›";
    assert_found("pages/person-tools.yaml", "message: Leave the number empty, or say yes.", talk, &[message]);
}

/// STANDARDS PL-03.
#[test]
fn every_link_text_that_says_nothing_is_told() {
    let told = |text: &str| {
        let means = format!("means: '{text}'");
        places(&change("service.yaml", "means: You have a plot.", &means))
    };
    let link = |words: &str| format!("link-text service.yaml ‹{words}›");
    assert_eq!(
        told("Click here to pay. Or click this link. Then click here."),
        [link("Click here"), link("click this link"), link("click here")]
    );
    assert_eq!(
        told("See [the plots]. See [here], [more] and [this link]."),
        [link("here"), link("more"), link("this link")]
    );
    assert_eq!(told("You have a plot. Learn more. Read more."), [link("Learn more"), link("Read more")]);
    assert_eq!(
        told("See https://example.gov/plots?a=1. Or [www.example.gov]."),
        [link("https://example.gov/plots?a=1"), link("www.example.gov")]
    );
    for fine in [
        "You can learn more about plants at the town library.",
        "Come here with your tools. It is more fun with friends.",
        "Look at example.gov for more.",
    ] {
        let none: [String; 0] = [];
        assert_eq!(told(fine), none, "{fine}");
    }
}

/// STANDARDS PL-03.
#[test]
fn link_texts_are_held_to_the_same_in_spanish() {
    let told = |text: &str| -> Vec<(String, String)> {
        let mut files = files();
        let ftl = format!("# en: You have a plot.\nstatus-done-means = {text}\n");
        files.insert("locales/es.ftl".to_owned(), ftl);
        let links = found(&files).into_iter().filter(|problem| problem.code == "link-text");
        let marked = |problem: forms::Problem| {
            let words = problem.snippet.chars().skip(problem.column - 1).take(problem.length).collect();
            (words, problem.help.unwrap())
        };
        links.map(marked).collect()
    };
    let words = |text: &str| told(text).into_iter().map(|(words, _)| words).collect::<Vec<_>>();
    assert_eq!(
        words("Haga clic aquí. Siga [este enlace]. Más información. O haga clic aquí."),
        ["Haga clic aquí", "este enlace", "Más información", "haga clic aquí"]
    );
    assert_eq!(words("Vea [aquí], [más] y [ver más]."), ["aquí", "más", "ver más"]);
    assert!(told("Haga clic aquí.")[0].1.contains("la lista de oficinas"));
    let none: [&str; 0] = [];
    assert_eq!(words("Venga aquí. Pida más información en la biblioteca."), none);
}

#[test]
fn a_link_text_can_be_waived_with_a_reason() {
    let text = "means: 'Keep the card. This link stays good.'";
    let mut files = change("service.yaml", "means: You have a plot.", text);
    assert_eq!(places(&files), ["link-text service.yaml ‹This link›"]);
    let waiver = "waivers:\n  - {text: status-done-means, word: this link, reason: The email holds it}\n";
    files.insert("waivers.yaml".to_owned(), waiver.to_owned());
    assert!(places(&files).is_empty(), "{:?}", places(&files));
}

#[test]
fn words_told_twice_in_a_text_are_marked_at_both_places() {
    let means = "means: We shall call. You shall come.";
    let found = found(&change("service.yaml", "means: You have a plot.", means));
    let columns: Vec<usize> =
        found.iter().filter(|problem| problem.code == "shall").map(|problem| problem.column).collect();
    assert_eq!(columns, [15, 31]);
}

#[test]
fn a_page_too_hard_to_read_shows_its_hardest_sentence() {
    let hard = "who: Residential organizations demonstrating agricultural familiarity usually predominate. \
                Environmental considerations occasionally predominate universally. \
                Recreational cultivation demonstrates considerable dedication.";
    let found = places(&change("service.yaml", "who: You live in Riverbend.", hard));
    let sentence = "Residential organizations demonstrating agricultural familiarity usually predominate.";
    assert!(found.contains(&format!("reading-grade service.yaml ‹{sentence}›")), "{found:?}");
}

#[test]
fn a_waiver_allows_what_the_law_says_and_is_itself_held_to_account() {
    let waive = |waiver: &str| {
        let mut files = change("service.yaml", "means: You have a plot.", "means: Utilize your plot.");
        files.insert("waivers.yaml".into(), format!("waivers:\n  - {waiver}\n"));
        places(&files)
    };
    let none: [&str; 0] = [];
    assert_eq!(waive("{text: status-done-means, word: utilize, reason: The garden act says so}"), none);
    let stands = "say-instead service.yaml ‹Utilize›";
    let unknown = "unknown-text waivers.yaml ‹status-dne-means›";
    assert_eq!(waive("{text: status-dne-means, word: utilize, reason: x}"), [stands, unknown]);
    assert_eq!(waive("{word: utilize, reason: ''}"), ["waiver-reason waivers.yaml ‹''›"]);
    assert_eq!(waive("{word: thereof, reason: x}"), [stands, "unused-waiver waivers.yaml ‹word› (warning)"]);
}

#[test]
fn an_everyday_word_is_told_once_with_every_text_it_stands_in() {
    let mut files = change("service.yaml", "means: You have a plot.", "means: You have a permit.");
    let page = files.get_mut("pages/your-group.yaml").unwrap();
    *page = page.replace("a group?", "a permit?");
    let told: Vec<_> = found(&files).into_iter().filter(|problem| problem.code == "say-instead").collect();
    assert_eq!(told.len(), 1, "{told:?}");
    let help = told[0].help.clone().unwrap();
    assert!(help.contains("`q-is_group-label`") && help.contains("`status-done-means`"), "{help}");
}

#[test]
fn the_word_for_what_people_send_may_be_said() {
    let means = "means: You have a plot.";
    let request = "means: We have your request.";
    assert_found("service.yaml", means, request, &["say-instead service.yaml ‹request› (warning)"]);
    let mut files = change("service.yaml", means, request);
    let service = files.get_mut("service.yaml").unwrap();
    service.push_str("noun: request\n");
    assert!(places(&files).is_empty(), "{:?}", places(&files));
}

#[test]
fn many_missing_translations_are_one_finding_with_the_command() {
    let mut files =
        change("locales/fr.ftl", "# en: Rent a garden plot\n", "# en: Rent a garden plot\n# untranslated\n");
    let text = files.get_mut("locales/fr.ftl").unwrap();
    *text = text.lines().take(3).collect::<Vec<_>>().join("\n") + "\n";
    let told = found(&files);
    assert_eq!((told.len(), told[0].code), (1, "missing-translation"), "{told:?}");
    let message = &told[0].message;
    assert!(message.contains("messages are not translated: `title`, `summary`"), "{message}");
    assert_eq!(message.matches('`').count(), 40, "the first twenty are named: {message}");
    let help = told[0].help.clone().unwrap();
    assert!(help.contains("portico translate <services>/rent-a-garden --to fr"), "{help}");
}

#[test]
fn translations_are_there_current_and_name_the_same() {
    let ftl = |from: &str, to: &str| -> Vec<(String, usize, usize)> {
        let problems = found(&change("locales/fr.ftl", from, to));
        problems.into_iter().map(|problem| (problem.code.to_owned(), problem.line, problem.column)).collect()
    };
    let is = |found: Vec<(String, usize, usize)>, code: &str| {
        assert!(
            matches!(found.as_slice(), [(only, line, 1)] if only == code && *line >= 1),
            "{code}: {found:?}"
        );
    };
    is(ftl("# en: Rent a garden plot\ntitle = Rent a garden plot\n", ""), "missing-translation");
    is(
        ftl("# en: Rent a garden plot\n", "# en: Rent a garden plot\n# untranslated\n"),
        "missing-translation",
    );
    is(ftl("# en: Rent a garden plot\n", "# en: Rent a plot\n"), "stale-translation");
    is(ftl("# en: Rent a garden plot\n", ""), "stale-translation");
    is(
        ftl("# en: Rent a garden plot\n", "old-key = Old\n# en: Rent a garden plot\n"),
        "obsolete-translation",
    );
    is(ftl("= We have it as { $reference }.", "= We have it."), "translation-names");
    let broken = ftl("title = Rent", "title Rent");
    assert!(broken.iter().any(|(code, ..)| code == "translation-form"), "{broken:?}");
    let changed = found(&change("service.yaml", "title: Rent a garden plot", "title: Rent a plot"));
    assert_eq!(changed.iter().map(|problem| problem.code).collect::<Vec<_>>(), ["stale-translation"]);
}

#[test]
fn the_agencies_have_their_own_translations() {
    let with = |ftl: &str| {
        let mut all = folder_of(&files());
        all.insert("locales/fr.ftl".into(), ftl.to_owned());
        let problems = forms::check::everything(&all, jiff::civil::date(2026, 11, 22));
        problems.into_iter().map(|problem| format!("{} {}", problem.code, problem.file)).collect::<Vec<_>>()
    };
    let name = "# en: Columbia Lake Parks\nagency-parks-name = Les parcs\n";
    let hours = "# en: Weekdays, 8 a.m. to 5 p.m.\nagency-parks-hours = En semaine\n";
    assert!(with(&format!("{name}{hours}")).is_empty());
    assert_eq!(with(name), ["missing-translation locales/fr.ftl"]);
    assert_eq!(with(&format!("{name}{hours}what\n")), ["translation-form locales/fr.ftl"]);
}

/// STANDARDS PL-03: a link leads to a place that can be led to, and stands where somebody can press it.
#[test]
fn links_lead_to_safe_places_and_stand_in_longer_texts_only() {
    let told = |text: &str| {
        places(&change("service.yaml", "who: You live in Riverbend.", &format!("who: '{text}'")))
    };
    let none: [&str; 0] = [];
    assert_eq!(
        told(
            "See [the list of plots](https://example.gov/plots), [call 211](tel:211) or [write](mailto:a@example.gov)."
        ),
        none
    );
    assert_eq!(
        told("See [the plots](http://example.gov) or [the shed](javascript:alert)."),
        ["link-target service.yaml ‹http://example.gov›", "link-target service.yaml ‹javascript:alert›"]
    );
    assert_eq!(told("See [here](https://example.gov)."), ["link-text service.yaml ‹here›"]);
    assert_eq!(told("See [](https://example.gov)."), ["link-text service.yaml ‹[]›"]);
    let means =
        change("service.yaml", "means: You have a plot.", "means: 'See [the plots](https://example.gov).'");
    assert_eq!(places(&means), ["link-place service.yaml ‹[the plots](https://example.gov)›"]);
}

#[test]
fn a_translation_has_the_links_of_its_text() {
    let mut files = files();
    files.insert(
        "locales/es.ftl".to_owned(),
        "# en: x\nwho = Vea [la lista](https://example.gov).\n".to_owned(),
    );
    let one = found(&files).into_iter().find(|one| one.code == "translation-links").unwrap();
    assert_eq!(one.message, "`who` has 1 link, and the text it translates 0");
    let told = |text: &str| -> Vec<String> {
        let mut files = self::files();
        files.insert("locales/es.ftl".to_owned(), format!("# en: x\nwho = {text}\n"));
        let links = ["translation-links", "link-target", "link-text"];
        found(&files)
            .into_iter()
            .filter(|one| links.contains(&one.code))
            .map(|one| one.code.to_owned())
            .collect()
    };
    let none: [&str; 0] = [];
    assert_eq!(told("Todos."), none);
    assert_eq!(told("Vea [la lista](https://example.gov)."), ["translation-links"]);
    assert_eq!(told("Vea [aquí](http://example.gov)."), ["link-target", "translation-links", "link-text"]);
}
