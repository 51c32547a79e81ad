//! Canaries (STANDARDS PRV-07): somebody with unmistakable data uses a whole installation that logs all it can, makes
//! mistakes, and meets trouble. Nothing of theirs may be in logs, metrics, headers, mail headers or error pages.

use testkit::browser::{Browser, Page};

use crate::canary_stage::Stage;

/// Typed by the resident or about them, each as it would be found.
const SEEDS: &[&str] = &[
    "zanzibar",
    "quokkason",
    "912-34-5678",
    "912345678",
    "219-09-7531",
    "219097531",
    "5155550199",
    "555-0199",
    "quagga",
    "xylophone",
    "wombat",
    "tapir",
    "numbat",
];

/// Which canaries a text holds, in whatever capitals.
fn found<'a>(canaries: &'a [String], text: &str) -> Vec<&'a str> {
    let text = text.to_lowercase();
    canaries.iter().filter(|canary| text.contains(&canary.to_lowercase())).map(String::as_str).collect()
}

/// Headers that hold a canary. The session's cookie is how its token gets to the browser; a link's own address may
/// lead on below itself.
fn headers_with(canaries: &[String], answers: &[Page]) -> Vec<String> {
    let mut wrong = Vec::new();
    for answer in answers {
        for (name, value) in answer.headers.iter().filter(|(name, _)| *name != "set-cookie") {
            let bad = found(canaries, value);
            let is_own = name == "location" && bad.iter().all(|canary| answer.path.contains(canary));
            if !bad.is_empty() && !is_own {
                wrong.push(format!("{} {name}: {bad:?}", answer.path));
            }
        }
    }
    wrong
}

#[tokio::test(flavor = "multi_thread")]
async fn prv_07_nothing_of_a_person_is_in_logs_metrics_headers_mail_headers_or_error_pages() {
    let mut stage = Stage::set(SEEDS);
    let (mut resident, mut staff) =
        (Browser::new(stage.running.address()), Browser::new(stage.running.address()));
    stage.apply(&mut resident).await;
    stage.report(&mut resident).await;
    stage.stumble(&mut resident).await;
    stage.decide(&mut staff).await;
    let metrics = stage.settle().await;
    assert_eq!(stage.running.stop(), Some(0));
    let (log, canaries) = (stage.running.log(), &stage.canaries);

    // The search finds what is there: the program's own address, which it does log.
    let own = [stage.running.address().to_string()];
    assert_eq!(found(&own, &log), own, "a canary that is logged on purpose is found");
    assert!(log.contains("\"level\":\"DEBUG\""), "details are logged too");
    assert!(log.contains("{*place}"), "requests are logged by their route");
    let lines: Vec<&str> = log.lines().filter(|line| !found(canaries, line).is_empty()).collect();
    assert!(
        lines.is_empty(),
        "{} lines hold canaries, such as {:?}: {}",
        lines.len(),
        found(canaries, lines[0]),
        lines[0]
    );
    assert_eq!(found(canaries, &metrics), Vec::<&str>::new(), "in metrics");

    let answers = [resident.answers, staff.answers].concat();
    assert!(
        answers.iter().any(|answer| answer.status == 404)
            && answers.iter().any(|answer| answer.status == 422)
    );
    assert_eq!(headers_with(canaries, &answers), Vec::<String>::new());
    for answer in answers.iter().filter(|answer| answer.status >= 400 && answer.status != 422) {
        let said: Vec<&str> =
            found(canaries, &answer.html).into_iter().filter(|one| !answer.path.contains(one)).collect();
        assert!(said.is_empty(), "the error page of {} says {said:?}", answer.path);
    }
    let messages = stage.smtp.messages();
    assert!(messages.len() >= 3, "{} messages", messages.len());
    for message in messages {
        let head = message.split_once("\r\n\r\n").expect("a body").0;
        for line in head.lines().filter(|line| !line.starts_with("To: ")) {
            assert_eq!(found(canaries, line), Vec::<&str>::new(), "{line}");
        }
    }
}
