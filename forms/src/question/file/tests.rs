//! Documents: how many, how large, of which kind, and which of those given before stay.

use proptest::prelude::*;

use super::*;
use crate::question::{SAMPLE_DAY, contract::question};

const BILLS: &str = "{id: bills, type: file, accept: [image, pdf], max_count: 2, max_megabytes: 1}";

fn file(id: &str, media_type: &str, size: u64) -> FileRef {
    FileRef { id: id.to_owned(), name: format!("{id}.pdf"), media_type: media_type.to_owned(), size }
}

fn given(before: &[FileRef], keep: &[&str], new: &[FileRef]) -> Result<Option<Answer>, Vec<String>> {
    let question = question(BILLS);
    let before = Answer::Files(before.to_vec());
    let mut fields: Fields = keep.iter().map(|id| ("bills-keep", *id)).collect();
    for file in new {
        fields.push_file("bills", file.clone());
    }
    let ask = Ask { question: &question, previous: Some(&before), today: SAMPLE_DAY };
    let read = question.kind.kind().parse(&ask, &fields);
    read.map_err(|errors| errors.into_iter().map(|error| error.key).collect())
}

#[test]
fn files_kept_come_first_and_then_the_new() {
    let (a, b) = (file("a", PDF, 10), file("b", "image/png", 10));
    assert_eq!(given(std::slice::from_ref(&a), &["a"], &[]), Ok(Some(Answer::Files(vec![a.clone()]))));
    assert_eq!(
        given(std::slice::from_ref(&a), &["a"], std::slice::from_ref(&b)),
        Ok(Some(Answer::Files(vec![a.clone(), b])))
    );
    assert_eq!(given(&[a], &[], &[]), Ok(None));
}

#[test]
fn a_form_cannot_reach_for_a_file_that_was_not_there() {
    assert_eq!(given(&[], &["somebody-elses"], &[]), Ok(None));
}

#[test]
fn each_way_to_be_wrong_has_its_own_message() {
    let wrong = |file: FileRef| given(&[], &[], &[file]).unwrap_err();
    assert_eq!(wrong(file("a", PDF, 0)), ["error-file-nothing-in-it"]);
    assert_eq!(wrong(file("a", "text/html", 9)), ["error-file-kind"]);
    assert_eq!(wrong(file("a", PDF, 1_000_001)), ["error-file-too-large"]);
    let many = [file("a", PDF, 1), file("b", PDF, 1), file("c", PDF, 1)];
    assert_eq!(given(&[], &[], &many), Err(vec!["error-file-too-many".to_owned()]));
}

#[test]
fn the_kind_is_found_from_the_content_alone() {
    let heic = [&[0, 0, 0, 24], b"ftypheic".as_slice(), &[0; 12]].concat();
    let cases: [(&[u8], Option<&str>); 7] = [
        (b"%PDF-1.7\n", Some(PDF)),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", Some("image/jpeg")),
        (b"\x89PNG\r\n\x1a\n", Some("image/png")),
        (b"RIFF\x24\0\0\0WEBPVP8 ", Some("image/webp")),
        (&heic, Some("image/heic")),
        (b"GIF89a", None),
        (b"<html>%PDF-1.7", None),
    ];
    for (bytes, wanted) in cases {
        assert_eq!(kind_of(bytes), wanted, "{bytes:?}");
    }
}

#[test]
fn a_file_name_is_made_harmless() {
    let cases = [
        ("C:\\Users\\ana\\My  bill.pdf", "My bill.pdf"),
        ("../../etc/passwd", "passwd"),
        ("bill\u{202e}fdp.exe", "billfdp.exe"),
        (".htaccess", "htaccess"),
        ("a<b>\"c\".jpg", "abc.jpg"),
        ("\0", "file"),
        (".pdf", "pdf"),
        ("recibo de luz – año.pdf", "recibo de luz – año.pdf"),
    ];
    for (name, wanted) in cases {
        assert_eq!(clean_name(name), wanted, "{name:?}");
    }
}

proptest! {
    #[test]
    fn any_name_becomes_a_short_visible_one(name in any::<String>()) {
        let clean = clean_name(&name);
        prop_assert!(!clean.is_empty() && clean.chars().count() <= MAX_NAME, "{}", clean);
        prop_assert!(!clean.contains(['/', '\\', '\0']) && !clean.starts_with('.'));
    }
}
