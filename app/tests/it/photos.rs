//! Files on the way to a case: only what the person left in the answers reaches the agency.

use app::{Upload, Visitor};
use forms::{Answer, Fields, Place};
use model::{DraftId, FileId};

use crate::{
    bench::{ANA, Bench},
    garden::SLUG,
};

/// The smallest content that is a picture.
const PHOTO: &[u8] = &[0xff, 0xd8, 0xff, 0xe0, 0, 16, b'J', b'F', b'I', b'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0];

/// A draft ready to be sent, but for the optional photos.
async fn with_photos(bench: &Bench) -> (Visitor, DraftId) {
    let (visitor, draft) = bench.ready(ANA).await;
    bench.save(&visitor, "plot-size", &[("plot_size", "large")]).await;
    (visitor, draft)
}

/// Gives a picture on the page of photos and saves it with those of `keep`; its id.
async fn give(bench: &Bench, visitor: &Visitor, keep: &[&str]) -> String {
    let place = Place::page("photos".parse().unwrap());
    let mut fields: Fields = keep.iter().map(|id| ("photos-keep", *id)).collect();
    let upload = Upload { field: "photos".into(), name: "plot.jpg".into(), bytes: PHOTO.to_vec() };
    let (kept, refused) =
        bench.app.receive_files(visitor, SLUG, &place, &fields, vec![upload]).await.unwrap();
    assert!(refused.is_empty(), "{refused:?}");
    let (field, file) = kept.into_iter().next().unwrap();
    let id = file.id.clone();
    fields.push_file(field, file);
    let saved = bench.app.save_page(visitor, SLUG, &place, &fields, false).await.unwrap();
    assert!(matches!(saved, app::Kept::Next(_)));
    id
}

#[tokio::test]
async fn files_removed_or_replaced_before_sending_never_become_the_cases() {
    let bench = Bench::new().await;
    let (visitor, draft) = with_photos(&bench).await;
    let replaced = give(&bench, &visitor, &[]).await;
    let first = give(&bench, &visitor, &[]).await;
    let second = give(&bench, &visitor, &[&first]).await;
    bench.app.submit(&visitor, &draft, None).await.unwrap();
    let case = bench.case_of(&draft).await;
    let files = bench.app.store.files_of_case(&case.id).await.unwrap();
    let mut ids: Vec<String> = files.iter().map(|file| file.id.to_string()).collect();
    let mut wanted = vec![first, second];
    ids.sort();
    wanted.sort();
    assert_eq!(ids, wanted);
    let replaced = FileId::from_text(&replaced).unwrap();
    assert!(bench.app.store.find_file(&replaced).await.unwrap().is_none());
    assert!(bench.app.store.files_of_draft(&draft).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_file_of_a_page_that_was_not_saved_is_kept_by_its_id_and_nobody_elses_is() {
    let bench = Bench::new().await;
    let (visitor, draft) = with_photos(&bench).await;
    let (stranger, _) = with_photos(&bench).await;
    let theirs = give(&bench, &stranger, &[]).await;
    let place = Place::page("photos".parse().unwrap());
    let upload = Upload { field: "photos".into(), name: "plot.jpg".into(), bytes: PHOTO.to_vec() };
    let received = bench.app.receive_files(&visitor, SLUG, &place, &Fields::default(), vec![upload]).await;
    let own = received.unwrap().0.remove(0).1.id;
    bench.save(&visitor, "photos", &[("photos-keep", &own), ("photos-keep", &theirs)]).await;
    bench.save(&visitor, "photos", &[("photos-keep", &own), ("photos-keep", &theirs)]).await;
    let answers = bench.app.store.find_draft(&draft).await.unwrap().unwrap().answers;
    let Some(Answer::Files(files)) = answers.get(&"photos".parse().unwrap()) else { panic!("{answers:?}") };
    assert_eq!(files.iter().map(|file| file.id.as_str()).collect::<Vec<_>>(), [own.as_str()]);
}

#[tokio::test]
async fn more_files_than_a_question_takes_are_not_kept() {
    let bench = Bench::new().await;
    let (visitor, draft) = with_photos(&bench).await;
    let upload = || Upload { field: "photos".into(), name: "plot.jpg".into(), bytes: PHOTO.to_vec() };
    let place = Place::page("photos".parse().unwrap());
    let uploads = (0..3).map(|_| upload()).collect();
    let (kept, refused) =
        bench.app.receive_files(&visitor, SLUG, &place, &Fields::default(), uploads).await.unwrap();
    assert!(kept.is_empty());
    assert_eq!(refused.iter().map(|one| one.key.as_str()).collect::<Vec<_>>(), ["error-file-too-many"]);
    assert!(bench.app.store.files_of_draft(&draft).await.unwrap().is_empty());
}
