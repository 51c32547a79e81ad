//! Rules of single answers that end before the case does: those answers are erased from the submission, and from every copy
//! that Portico made of them. The rest stays readable.

use std::sync::Arc;

use forms::{
    Erased, Service,
    definition::{Prefill, Retention},
};
use jiff::{SignedDuration, civil::Date};
use model::{Case, FileId};
use store::{
    Batch, EndedCase, Statement, Submission,
    erasure::{DueAnswers, erase_answers, note_answers_carried_out},
};

use super::{AT_ONCE, certificate};
use crate::{App, AppError, error::again, schedules::settled, worker::chain};

/// Rules of the same number of days, and those carried out before them.
struct Due<'a> {
    service: &'a Arc<Service>,
    rules: &'a [(&'a str, &'a Retention)],
    days: u32,
    carried_out: u32,
}

impl App {
    /// Erases single answers whose rule is due.
    pub(crate) async fn erase_due_answers(&self) -> Result<(), AppError> {
        for (service, version) in self.store.version_names().await? {
            match self.erase_due_answers_of(&service, &version).await {
                Ok(()) => {}
                Err(AppError::NotNow(error)) => return Err(AppError::NotNow(error)),
                Err(error) => {
                    tracing::error!(error = %chain(&error), service, version, "answers could not be erased");
                }
            }
        }
        Ok(())
    }

    async fn erase_due_answers_of(&self, slug: &str, version: &str) -> Result<(), AppError> {
        if self.store.cases_ended_before(slug, version, self.now(), 1).await?.is_empty() {
            return Ok(());
        }
        let service = self.services.version(&self.store, slug, version).await?;
        let mut carried_out = 0;
        for (days, rules) in service.rules_of_answers() {
            let due = Due { service: &service, rules: &rules, days, carried_out };
            let kept_for = SignedDuration::from_hours(24 * i64::from(days));
            let Ok(before) = self.now().checked_sub(kept_for) else { return Ok(()) };
            for case in self.store.cases_with_answers_due(slug, version, carried_out, before, AT_ONCE).await?
            {
                match settled(self.erase_answers_of(&case, &due).await) {
                    Ok(()) => {}
                    Err(AppError::NotNow(error)) => return Err(AppError::NotNow(error)),
                    Err(error) => {
                        tracing::error!(case = %case.id, error = %chain(&error), "answers of a case could not be erased");
                        metrics::counter!("portico_erasures_failed_total").increment(1);
                    }
                }
            }
            carried_out = days;
        }
        Ok(())
    }

    async fn erase_answers_of(&self, ended: &EndedCase, due: &Due<'_>) -> Result<(), AppError> {
        let case = self.store.find_case(&ended.id).await?.ok_or(AppError::NotFound)?;
        let submission = self.store.submission_to_serve(&ended.id).await?.ok_or(AppError::NotFound)?;
        let zone = self.zone_of(due.service)?;
        let left = due.left_of(&submission, zone.to_datetime(self.now()).date());
        if left.count == 0 {
            let noted = note_answers_carried_out(&ended.id, due.carried_out, due.days);
            return Ok(self.store.commit(noted).await?);
        }
        let files: Vec<FileId> = left.files.iter().filter_map(|id| FileId::from_text(id)).collect();
        let key = self.store.key(&case.key).await?;
        let facts = facts_said(&case, &left, zone.to_datetime(case.received_at).date())?;
        let submission = Submission {
            answers: left.answers.clone(),
            email: submission.email.filter(|_| !left.facts.contains(&Prefill::Email)),
            ..submission
        };
        let rules: Vec<String> = due.rules.iter().map(|(name, rule)| certificate::rule(name, rule)).collect();
        let detail = format!("{}; answers {}, files {}", rules.join("; "), left.count, files.len());
        again(async || {
            let mut batch = Batch::from_iter(erase_answers(&DueAnswers {
                case: ended,
                carried_out: due.carried_out,
                days: due.days,
                submission: &submission,
                key: &key,
                files: files.clone(),
                has_name: left.facts.contains(&Prefill::Name),
            }));
            batch.extend(facts.clone());
            self.certify(&mut batch, ended, "erased_answers", &detail).await?;
            self.erase(batch).await
        })
        .await?;
        self.take_contents_away(&files).await;
        Ok(())
    }
}

impl Due<'_> {
    /// What is left of a submission, and all that goes.
    fn left_of(&self, submission: &Submission, on: Date) -> Erased {
        let mut all = Erased { answers: submission.answers.clone(), ..Erased::default() };
        for (rule, _) in self.rules {
            let erased = self.service.erase_answers(&all.answers, rule, on);
            all.answers = erased.answers;
            all.count += erased.count;
            all.files.extend(erased.files);
            all.facts.extend(erased.facts);
        }
        all
    }
}

/// What the answers said about the person goes from their facts too, unless they said it again later.
fn facts_said(case: &Case, erased: &Erased, received_on: Date) -> Result<Vec<Statement>, AppError> {
    let Some(person) = &case.person else { return Ok(Vec::new()) };
    let statements = erased.facts.iter().map(|fact| {
        let name = serde_json::to_value(fact).map_err(AppError::ours)?;
        let name = name.as_str().unwrap_or_default().to_owned();
        Ok(store::facts::delete_fact_said(person, &name, &case.service, received_on))
    });
    statements.collect()
}
