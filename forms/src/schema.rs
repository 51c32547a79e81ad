//! The files authors write, described for their editors (JSON Schema) and for themselves (the reference in
//! `docs/author`): both come from the comments of the types that read the files.

mod reference;

use schemars::{JsonSchema, schema_for};
use serde_json::Value;

pub use reference::reference;

use crate::{
    check::waivers::WaiversFile,
    definition::{AgenciesFile, PageFile, ServiceFile},
};

/// A kind of file: its name, where it lies, and its JSON Schema (2020-12).
#[derive(Debug, Clone)]
pub struct FileSchema {
    /// Name of the schema's own file, such as `service`.
    pub name: &'static str,
    /// Where such files lie in a folder of services.
    pub files: &'static str,
    /// The schema.
    pub schema: Value,
}

/// The schemas of all kinds of files.
pub fn file_schemas() -> Vec<FileSchema> {
    vec![
        FileSchema { name: "service", files: "<service>/service.yaml", schema: schema::<ServiceFile>() },
        FileSchema { name: "page", files: "<service>/pages/*.yaml", schema: schema::<PageFile>() },
        FileSchema { name: "waivers", files: "<service>/waivers.yaml", schema: schema::<WaiversFile>() },
        FileSchema { name: "agencies", files: "agencies.yaml", schema: schema::<AgenciesFile>() },
    ]
}

fn schema<T: JsonSchema>() -> Value {
    let mut schema = serde_json::to_value(schema_for!(T)).unwrap_or_default();
    // A question's keys come from two places, its own and its type's, so that only this keyword can refuse others.
    if let Some(question) = schema.pointer_mut("/$defs/Question").and_then(Value::as_object_mut) {
        question.insert("unevaluatedProperties".to_owned(), false.into());
    }
    schema
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::QuestionType;

    #[test]
    fn every_key_of_every_file_is_explained() {
        fn look(name: &str, schema: &Value, unexplained: &mut Vec<String>) {
            for (key, property) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
                if property.get("description").is_none() && key != "type" {
                    unexplained.push(format!("{name}.{key}"));
                }
            }
            for inner in schema.get("oneOf").and_then(Value::as_array).into_iter().flatten() {
                look(name, inner, unexplained);
            }
            for (name, inner) in schema.get("$defs").and_then(Value::as_object).into_iter().flatten() {
                look(name, inner, unexplained);
            }
        }
        let mut unexplained = Vec::new();
        for file in file_schemas() {
            look(file.name, &file.schema, &mut unexplained);
        }
        assert!(unexplained.is_empty(), "{unexplained:?}");
    }

    #[test]
    fn the_schema_of_pages_knows_every_question_type_and_refuses_other_keys() {
        let page = file_schemas().remove(1).schema;
        let question = page.pointer("/$defs/Question").unwrap();
        assert_eq!(question["unevaluatedProperties"], false);
        let types: Vec<&str> = question["oneOf"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|one| one.pointer("/properties/type/const")?.as_str())
            .collect();
        assert_eq!(types, QuestionType::NAMES);
    }
}
