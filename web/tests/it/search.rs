//! Finding a service by plain words, and changing the language without losing the page or the answers.

use forms::Answers;
use testkit::{browser::Browser, site::TestSite};

use crate::{journeys, street};

const RENEW: &str = "Renew a driver's license";
const FOOD: &str = "Apply for food assistance";
const STREET: &str = "Report a street problem";
const RENEW_ES: &str = "/s/renew-a-drivers-license";
const FOOD_ES: &str = "/s/apply-for-food-assistance";
const STREET_ES: &str = "/s/report-a-street-problem";

/// What people type, and the service that must come first.
const ENGLISH: &[(&str, &str)] = &[
    ("my license expired", RENEW),
    ("renew my driver's license", RENEW),
    ("drivers licence", RENEW),
    ("driving license renewal", RENEW),
    ("DMV", RENEW),
    ("real id", RENEW),
    ("new card for driving", RENEW),
    ("change the address on my license", RENEW),
    ("food stamps", FOOD),
    ("snap", FOOD),
    ("SNAP benefits", FOOD),
    ("ebt", FOOD),
    ("i have no food", FOOD),
    ("we are hungry", FOOD),
    ("help to buy groceries", FOOD),
    ("money for food", FOOD),
    ("no money to eat", FOOD),
    ("pothole", STREET),
    ("potholes", STREET),
    ("hole in the road", STREET),
    ("broken street light", STREET),
    ("street lamp is dark", STREET),
    ("graffiti", STREET),
    ("trash was not picked up", STREET),
    ("garbage", STREET),
    ("sidewalk blocked by snow", STREET),
    ("311", STREET),
];

const SPANISH: &[(&str, &str)] = &[
    ("no tengo comida", FOOD_ES),
    ("tengo hambre", FOOD_ES),
    ("estampillas de comida", FOOD_ES),
    ("cupones", FOOD_ES),
    ("tarjeta ebt", FOOD_ES),
    ("mi licencia está vencida", RENEW_ES),
    ("renovar licencia de manejar", RENEW_ES),
    ("carnet de conducir", RENEW_ES),
    ("bache", STREET_ES),
    ("hay un hoyo en la calle", STREET_ES),
    ("no pasó la basura", STREET_ES),
    ("farol", STREET_ES),
    ("pintaron la pared con grafiti", STREET_ES),
    ("acera rota", STREET_ES),
];

/// The address of the first result.
async fn first(browser: &mut Browser, prefix: &str, typed: &str) -> String {
    let query: String = url::form_urlencoded::byte_serialize(typed.as_bytes()).collect();
    browser.open(&format!("{prefix}/?q={query}")).await;
    let found = browser.page.links().into_iter().find(|link| link.contains("/s/"));
    found.unwrap_or_default().trim_start_matches(prefix).to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn plain_words_find_the_service_in_both_languages() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    let mut wrong = Vec::new();
    for (typed, title) in ENGLISH {
        let found = first(&mut browser, "", typed).await;
        let slug = [(RENEW, RENEW_ES), (FOOD, FOOD_ES), (STREET, STREET_ES)]
            .into_iter()
            .find(|(name, _)| name == title);
        if Some(found.as_str()) != slug.map(|(_, path)| path) || browser.page.link(title).is_none() {
            wrong.push(format!("{typed:?} found {found:?}"));
        }
    }
    for (typed, path) in SPANISH {
        let found = first(&mut browser, "/es", typed).await;
        if found != *path {
            wrong.push(format!("{typed:?} found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_that_find_nothing_say_so_and_still_show_every_service() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    browser.open("/?q=zeppelin").await;
    let links = browser.page.links();
    for path in [RENEW_ES, FOOD_ES, STREET_ES] {
        assert!(links.iter().any(|link| link == path), "{path}");
    }
    assert!(browser.page.text().contains("zeppelin"));
    browser.open("/?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E").await;
    assert!(!browser.page.html.contains("<script>alert"));
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_language_switch_keeps_page_and_answers_everywhere() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    journeys::to_check(&site, &mut browser, "apply-for-food-assistance", "Two parents who both work").await;
    let draft = model::DraftId::from_text(&browser.page.value("draft").expect("the draft")).expect("an id");
    let answers: Answers =
        site.app.store.find_draft(&draft).await.expect("an answer").expect("a draft").answers;
    let service = site.app.services.current("apply-for-food-assistance").expect("the service");
    let journey = service.journey(&answers, site.app.today_in(&jiff::tz::TimeZone::UTC));
    let pages = journey.steps().iter().map(|step| format!("/s/apply-for-food-assistance/{}", step.place));
    let more = ["tasks", "check", "save", "email"].map(|page| format!("/s/apply-for-food-assistance/{page}"));
    for path in pages.chain(more).chain(["/".to_owned(), "/status".to_owned(), "/?q=food".to_owned()]) {
        browser.open(&path).await;
        let english = browser.page.clone();
        browser.switch_language("es").await;
        let spanish = if path.starts_with("/?") { "/es/?q=food".to_owned() } else { format!("/es{path}") };
        let spanish = spanish.strip_suffix("/").unwrap_or(&spanish);
        assert_eq!((browser.page.status, browser.page.path.as_str()), (200, spanish));
        assert!(browser.page.html.contains("<html lang=\"es\" dir=\"ltr\">"));
        assert_ne!(browser.page.heading(), english.heading(), "{path}");
        let fields = |page: &testkit::browser::Page| page.html.matches(" checked").count();
        assert_eq!(fields(&browser.page), fields(&english), "{path}: what was chosen stays chosen");
        let strays = browser.page.links().into_iter().filter(|link| link.starts_with("/s/") && *link != path);
        assert_eq!(strays.collect::<Vec<_>>(), Vec::<String>::new(), "{path}: links stay in Spanish");
        browser.switch_language("en").await;
        assert_eq!(browser.page.path, path, "and back");
    }
    let after = site.app.store.find_draft(&draft).await.expect("an answer").expect("a draft");
    assert_eq!(after.answers, answers, "reading in another language is no answer");
    assert!(after.unsettled.is_empty(), "{:?}", after.unsettled);
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_error_in_spanish_keeps_what_was_typed_and_the_receipt_is_in_spanish() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    street::to_check(&mut browser).await;
    browser.open("/es/s/report-a-street-problem/news").await;
    let mut form = browser.page.form_with("email");
    form.set("email", "zoe en example.org");
    browser.send(form).await;
    assert_eq!(
        (browser.page.status, browser.page.path.as_str()),
        (422, "/es/s/report-a-street-problem/news")
    );
    assert_eq!(browser.page.value("email").as_deref(), Some("zoe en example.org"));
    assert!(browser.page.errors().join(" ").contains("correo"), "{:?}", browser.page.errors());
    let mut form = browser.page.form_with("email");
    form.set("email", "zoe@example.org");
    browser.send(form).await;
    let form = browser.page.form_with("draft");
    browser.send(form).await;
    assert!(browser.page.path.starts_with("/es/sent/"), "{}", browser.page.path);
    site.work().await;
    let message = site.mail.newest_to("zoe@example.org").expect("a message");
    assert_eq!(message.lang, "es");
    site.close().await;
}
