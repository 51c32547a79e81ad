//! Files made to do harm are refused, quickly and with a finding.

use crate::{check::found, sample_service::files};

#[test]
fn hostile_files_are_refused_quickly_and_without_harm() {
    let bomb = (0..40).fold("a0: &a0 [x]\n".to_owned(), |text, n| {
        format!("{text}a{}: &a{} [*a{n}, *a{n}]\n", n + 1, n + 1)
    });
    let deep = format!("who: {}", "[".repeat(50_000));
    let long = format!("who: {}", "x".repeat(1_000_000));
    for text in [bomb, deep, long, "\u{0}".to_owned(), "? ? ? ?".to_owned(), "\u{feff}service: x".to_owned()]
    {
        let mut files = files();
        files.insert("service.yaml".into(), text.clone());
        let problems = found(&files);
        assert!(
            problems.iter().any(|problem| problem.file.ends_with("service.yaml") && problem.is_error()),
            "{text:.40}"
        );
    }
}
