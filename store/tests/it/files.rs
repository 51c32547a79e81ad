//! Files people gave, and service versions.

use std::collections::BTreeMap;

use model::{CaseId, DraftId, FileId};
use store::{DataKey, StoreError, StoredFile, files};

use crate::{
    bench::{Bench, Os, on_both},
    samples::at,
};

const HOUR: jiff::SignedDuration = jiff::SignedDuration::from_hours(1);

on_both!(
    a_file_comes_back_as_it_was_given,
    files_of_a_draft_become_files_of_its_case,
    content_taken_away_is_erased,
    a_file_half_written_is_never_found,
    contents_that_no_row_names_are_swept_when_they_are_old,
    a_service_version_gets_its_number_once,
    versions_kept_at_the_same_moment_get_different_numbers,
);

async fn kept(bench: &Bench, draft: &DraftId) -> (StoredFile, DataKey) {
    let (key, keep_key) = bench.store.new_key("draft");
    let file = StoredFile {
        id: FileId::random(&Os),
        draft: Some(draft.clone()),
        case: None,
        name: "proof of address.pdf".into(),
        media_type: "application/pdf".into(),
        size: 3,
        sha256: "ab".into(),
        key: key.id().clone(),
    };
    let keep = bench.store.keep_file(&file, b"pdf", &key).await.unwrap();
    bench.store.commit(vec![keep_key, keep]).await.unwrap();
    (file, key)
}

async fn a_file_comes_back_as_it_was_given(bench: Bench) {
    let (file, _) = kept(&bench, &DraftId::random(&Os)).await;
    assert_eq!(bench.store.find_file(&file.id).await.unwrap(), Some(file.clone()));
    assert_eq!(bench.store.file_content(&file).await.unwrap(), b"pdf");
    let other = bench.open_again().await;
    assert_eq!(other.file_content(&file).await.unwrap(), b"pdf");
}

async fn files_of_a_draft_become_files_of_its_case(bench: Bench) {
    let (draft, case) = (DraftId::random(&Os), CaseId::random(&Os));
    let (file, _) = kept(&bench, &draft).await;
    let (other, _) = kept(&bench, &DraftId::random(&Os)).await;
    assert_eq!(bench.store.files_of_draft(&draft).await.unwrap(), std::slice::from_ref(&file));
    bench.store.commit(files::adopt(&draft, &case)).await.unwrap();
    assert!(bench.store.files_of_draft(&draft).await.unwrap().is_empty());
    let adopted = StoredFile { draft: None, case: Some(case.clone()), ..file };
    assert_eq!(bench.store.files_of_case(&case).await.unwrap(), std::slice::from_ref(&adopted));
    assert_eq!(bench.store.file_content(&adopted).await.unwrap(), b"pdf");
    assert_eq!(bench.store.find_file(&other.id).await.unwrap(), Some(other));
}

async fn content_taken_away_is_erased(bench: Bench) {
    let (file, _) = kept(&bench, &DraftId::random(&Os)).await;
    bench.store.delete_file_content(&file.id).await.unwrap();
    let lost = bench.store.file_content(&file).await;
    assert!(matches!(lost, Err(StoreError::Damaged(_))), "its row says that it must be there: {lost:?}");
    bench.store.commit(files::delete(&file.id)).await.unwrap();
    bench.store.delete_file_content(&file.id).await.unwrap();
    assert_eq!(bench.store.find_file(&file.id).await.unwrap(), None);
    assert!(matches!(bench.store.file_content(&file).await, Err(StoreError::Erased)));
}

async fn a_file_half_written_is_never_found(bench: Bench) {
    let (file, key) = kept(&bench, &DraftId::random(&Os)).await;
    let folder = bench.settings.files_dir.join(&file.id.as_str()[..2]);
    let names: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, [file.id.as_str()], "one file, under its id, nothing unfinished");
    // A folder that cannot be made: the failure is told, and the file is not known.
    let id = FileId::from_text("zz00000000000000000000000f").unwrap();
    std::fs::write(bench.settings.files_dir.join("zz"), "in the way").unwrap();
    let result = bench.store.keep_file(&StoredFile { id, ..file }, b"pdf", &key).await;
    assert!(matches!(result, Err(StoreError::Unavailable(_))), "{result:?}");
}

async fn contents_that_no_row_names_are_swept_when_they_are_old(bench: Bench) {
    let (known, key) = kept(&bench, &DraftId::random(&Os)).await;
    let lost = StoredFile { id: FileId::random(&Os), ..known.clone() };
    // Its row is never kept: the process died before.
    bench.store.keep_file(&lost, b"lost", &key).await.unwrap();
    let folder = bench.settings.files_dir.join(&lost.id.as_str()[..2]);
    std::fs::write(folder.join(format!("{}.abc.unfinished", lost.id)), "half").unwrap();
    std::fs::write(folder.join("README.txt"), "somebody else's").unwrap();
    let put = std::fs::metadata(folder.join(lost.id.as_str())).unwrap().modified().unwrap();
    let now = jiff::Timestamp::try_from(put).unwrap();
    let sweep = async |before| bench.store.sweep_file_contents(before).await.unwrap();
    assert_eq!(sweep(now - HOUR * 24).await, 0, "it may still be on its way");
    assert_eq!(sweep(now + HOUR).await, 2, "the content and the unfinished one");
    assert_eq!(sweep(now + HOUR).await, 0);
    assert!(matches!(bench.store.file_content(&lost).await, Err(StoreError::Erased)));
    assert_eq!(bench.store.file_content(&known).await.unwrap(), b"pdf", "what a row names stays");
    assert!(folder.join("README.txt").exists());
}

fn folder(title: &str) -> BTreeMap<String, String> {
    BTreeMap::from([("service.yaml".into(), format!("title: {title}\n").repeat(500))])
}

async fn a_service_version_gets_its_number_once(bench: Bench) {
    let ensure = async |service: &str, hash: &str, second| {
        bench.store.ensure_version(service, hash, &folder(hash), at(second)).await.unwrap()
    };
    assert_eq!(ensure("renew", "aa", 1).await, 1);
    assert_eq!(ensure("renew", "bb", 2).await, 2);
    assert_eq!(ensure("renew", "aa", 3).await, 1);
    assert_eq!(ensure("move", "aa", 4).await, 1);
    let found = bench.store.find_version("renew", "aa").await.unwrap().unwrap();
    assert_eq!((found.number, found.first_seen_at, found.files), (1, at(1), folder("aa")));
    assert_eq!(bench.store.find_version("renew", "cc").await.unwrap(), None);
    let listed = bench.store.list_versions().await.unwrap();
    let listed: Vec<_> = listed.iter().map(|version| (version.service.as_str(), version.number)).collect();
    assert_eq!(listed, [("move", 1), ("renew", 1), ("renew", 2)]);
}

async fn versions_kept_at_the_same_moment_get_different_numbers(bench: Bench) {
    let starts = (0..12).map(|start| {
        let store = bench.store.clone();
        let hash = format!("hash-{}", start % 6);
        tokio::spawn(async move {
            (store.ensure_version("renew", &hash, &folder("x"), at(1)).await.unwrap(), hash)
        })
    });
    let mut numbers: Vec<_> =
        futures::future::join_all(starts).await.into_iter().map(|result| result.unwrap()).collect();
    numbers.sort();
    numbers.dedup();
    assert_eq!(numbers.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6]);
}
