//! JSON Schema (2020-12) of what a service hands over: one property for each question.

use serde_json::{Map, Value as Json, json};

use super::{Asked, Page, Service};
use crate::question::QuestionType;

impl Service {
    /// The schema of [`Service::export`] for a submission. Required is what everybody is asked.
    pub fn json_schema(&self) -> Json {
        let pages: Vec<&Page> = self.pages_in_order().map(|(_, page)| page).collect();
        let mut schema = Map::new();
        schema.insert("$schema".into(), "https://json-schema.org/draft/2020-12/schema".into());
        schema.insert("title".into(), self.definition.title.clone().into());
        schema.extend(self.object_schema(&pages, 0));
        Json::Object(schema)
    }

    fn object_schema(&self, pages: &[&Page], depth: usize) -> Map<String, Json> {
        let mut properties = Map::new();
        let mut required = Vec::new();
        for page in pages {
            for asked in &page.questions {
                let Some(schema) = self.question_schema(asked, depth) else { continue };
                let id = asked.question.id.to_string();
                let optional = asked.question.optional;
                if page.when.is_none() && asked.when.is_none() && !optional {
                    required.push(Json::from(id.clone()));
                }
                let schema = if optional { json!({"anyOf": [schema, {"type": "null"}]}) } else { schema };
                properties.insert(id, schema);
            }
        }
        let object = json!({
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": false,
        });
        if let Json::Object(object) = object { object } else { Map::new() }
    }

    fn question_schema(&self, asked: &Asked, depth: usize) -> Option<Json> {
        let question = &asked.question;
        match &question.kind {
            QuestionType::Repeat(_) if depth >= 2 => None,
            QuestionType::Repeat(settings) => {
                let inside: Vec<&Page> = settings.pages.iter().filter_map(|page| self.page(page)).collect();
                let items = Json::Object(self.object_schema(&inside, depth + 1));
                let most = settings.max.unwrap_or(20);
                let fewest = settings.min.unwrap_or(0);
                Some(json!({"type": "array", "items": items, "minItems": fewest, "maxItems": most}))
            }
            kind => {
                kind.kind().value_type()?;
                Some(kind.kind().json_schema(question))
            }
        }
    }
}
