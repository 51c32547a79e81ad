//! What staff say about a decision reaches the applicant as it was typed, and from whom.

use crate::bench::{ANA, Bench};

#[tokio::test]
async fn a_reason_keeps_its_lines_and_says_from_whom_it_comes_where_the_message_has_no_place_for_it() {
    let bench = Bench::new().await;
    let case = bench.sent(ANA).await;
    bench.work_to_the_end().await;
    let (staff, version) = (bench.staff("parks"), bench.reread(&case).await.row_version);
    let reason = "Plot 7 is yours.\r\nBring:\r\n- boots\r\n\r\n\r\nSee you in spring.";
    bench.app.set_status(&staff, &case.id, &"done".parse().unwrap(), reason, version).await.unwrap();
    bench.work_to_the_end().await;
    let told = bench.told(&case, "status:done").await;
    let plain = |text: &String| text.replace(['\u{2068}', '\u{2069}'], "");
    let paragraphs: Vec<String> = told[0].paragraphs.iter().map(plain).collect();
    let first = "From Columbia Lake Parks: Plot 7 is yours.\nBring:\n- boots";
    assert_eq!(paragraphs, ["Come and see us.", first, "See you in spring."]);
    let events = bench.events(&case).await;
    let kept = events.iter().any(|event| {
        matches!(event, model::EventKind::StatusChanged { reason, .. } if reason.contains("Bring:") && !reason.contains('\r'))
    });
    assert!(kept, "{events:?}");
    let link = told[0].action.clone().unwrap().url;
    assert!(link.ends_with("/status"), "nobody proved this address: {link}");
}

#[tokio::test]
async fn news_lead_whoever_proved_their_address_to_their_own_list() {
    let bench = Bench::new().await;
    let (visitor, draft) = bench.ready("").await;
    bench.prove(&draft).await;
    bench.app.submit(&visitor, &draft, None).await.unwrap();
    bench.work_to_the_end().await;
    let link = bench.mail.newest_to(ANA).unwrap().action.unwrap().url;
    assert!(link.ends_with("/account"), "no receipt code is in any message: {link}");
}
