//! Erasing a case when its time is over: its data key goes, and with it everything it sealed, in backups too. What
//! stays tells nothing about a person: that there was a case, of which service, and how it ended.

use model::CaseId;

use crate::Statement;

/// Erases a case. Take the content of its files away afterwards (`files_of_case` before, `delete_file_content`).
pub fn erase_case(case: &CaseId) -> Vec<Statement> {
    [
        // The keys first, while the rows that name them are there.
        "DELETE FROM data_keys WHERE id IN (SELECT key_id FROM cases WHERE id = $1)",
        "DELETE FROM data_keys WHERE id IN (SELECT key_id FROM submissions WHERE case_id = $1)",
        "DELETE FROM data_keys WHERE id IN (SELECT key_id FROM files WHERE case_id = $1)",
        "DELETE FROM data_keys WHERE id IN (SELECT key_id FROM obligations WHERE case_id = $1)",
        "DELETE FROM submissions WHERE case_id = $1",
        "DELETE FROM events WHERE case_id = $1",
        "DELETE FROM files WHERE case_id = $1",
        "DELETE FROM case_names WHERE case_id = $1",
        "UPDATE obligations SET content = NULL, accepted_reference = NULL, row_version = row_version + 1 \
            WHERE case_id = $1",
        "UPDATE cases SET applicant = NULL, person_id = NULL, row_version = row_version + 1 WHERE id = $1",
    ]
    .into_iter()
    .map(|sql| Statement::new(sql, vec![case.into()]))
    .collect()
}
