//! Answers as plain JSON for other systems, in the shape `json_schema` describes.

use serde_json::{Map, Value as Json};

use super::Service;
use crate::{Answer, Answers};

impl Service {
    /// The answers by question name. A question left empty, or erased since, is `null`; one never asked is absent; a repeat is a
    /// list of the same shape.
    pub fn export(&self, answers: &Answers) -> Json {
        let parts = answers.iter().filter_map(|(id, answer)| {
            let (_, question) = self.question(id)?;
            let value = match answer {
                Answer::Skipped | Answer::Erased { .. } => Json::Null,
                Answer::Repeat(entries) => entries.iter().map(|entry| self.export(&entry.answers)).collect(),
                answer => question.kind.kind().export(answer),
            };
            Some((id.to_string(), value))
        });
        Json::Object(parts.collect::<Map<_, _>>())
    }
}
