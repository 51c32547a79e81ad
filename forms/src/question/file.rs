//! Documents and photos.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Ask, Kind, Sample, or_null, part, samples, skipped};
use crate::{Answer, FieldError, Fields, FileRef, definition::Question, expr::Type, words::Speaker};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
/// Documents and photos.
pub struct FileQuestion {
    /// What may be given.
    pub accept: Vec<FileKind>,
    /// Most files (1 if not said).
    #[serde(default)]
    pub max_count: Option<u8>,
    /// Most megabytes of each (10 if not said).
    #[serde(default)]
    pub max_megabytes: Option<u8>,
    /// Says that a photo can be taken now. Whoever has a photo or a paper already can still choose it.
    #[serde(default)]
    pub camera: bool,
}

/// Kinds of files, told apart by their content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// JPEG, PNG, WebP, HEIC.
    Image,
    /// PDF.
    Pdf,
}

const MAX_COUNT: u8 = 1;
const MAX_MEGABYTES: u8 = 10;
const MEGABYTE: u64 = 1_000_000;
const MAX_NAME: usize = 100;

/// Media types of each kind, as found from the content.
const IMAGES: [&str; 4] = ["image/jpeg", "image/png", "image/webp", "image/heic"];
const PDF: &str = "application/pdf";

/// The media type of a file by its content; `None` for anything that is not taken.
pub fn kind_of(bytes: &[u8]) -> Option<&'static str> {
    let found = infer::get(bytes)?.mime_type();
    let found = if found == "image/heif" { "image/heic" } else { found };
    // A page of HTML with a PDF further down is both to some programs. It must be a PDF from its first byte.
    let is_disguised = found == PDF && !bytes.starts_with(b"%PDF-");
    if is_disguised {
        return None;
    }
    IMAGES.into_iter().chain([PDF]).find(|known| *known == found)
}

/// A file's name made harmless: no folders, nothing that cannot be seen or that turns text around, not too long.
pub fn clean_name(name: &str) -> String {
    let base = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept = base.chars().filter(|c| !is_harmful(*c)).map(|c| if c.is_whitespace() { ' ' } else { c });
    let kept: String = kept.collect();
    let kept = kept.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let kept = kept.trim_start_matches('.').trim();
    let (stem, end) = kept.rsplit_once('.').map_or((kept, String::new()), |(stem, end)| {
        (stem, format!(".{}", end.chars().take(10).collect::<String>()))
    });
    let stem: String = stem.chars().take(MAX_NAME - end.chars().count()).collect();
    if stem.is_empty() { format!("file{end}") } else { format!("{stem}{end}") }
}

fn is_harmful(c: char) -> bool {
    c.is_control()
        || matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*' | '`' | '$' | ';' | '%')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

impl FileQuestion {
    /// Media types that may be given, for the `accept` attribute and for the check.
    pub fn media_types(&self) -> Vec<&'static str> {
        let of = |kind: &FileKind| match kind {
            FileKind::Image => IMAGES.as_slice(),
            FileKind::Pdf => &[PDF],
        };
        self.accept.iter().flat_map(of).copied().collect()
    }

    /// Most bytes of one file.
    pub fn max_bytes(&self) -> u64 {
        u64::from(self.max_megabytes.unwrap_or(MAX_MEGABYTES)) * MEGABYTE
    }

    /// Most files.
    pub fn max_count(&self) -> usize {
        usize::from(self.max_count.unwrap_or(MAX_COUNT))
    }

    /// Why a file cannot be taken, if it cannot: nothing in it, not of the right kind, or too large.
    pub fn problem(&self, question: &Question, file: &FileRef) -> Option<FieldError> {
        let refuse = |key| Some(FieldError::new(&question.id, key).with("name", &file.name));
        if file.size == 0 {
            return refuse("error-file-nothing-in-it");
        }
        if !self.media_types().contains(&file.media_type.as_str()) {
            let has = |kind| self.accept.contains(&kind);
            return refuse(match (has(FileKind::Image), has(FileKind::Pdf)) {
                (true, false) => "error-file-not-an-image",
                (false, true) => "error-file-not-a-pdf",
                _ => "error-file-kind",
            });
        }
        if file.size <= self.max_bytes() {
            return None;
        }
        let megabytes = self.max_megabytes.unwrap_or(MAX_MEGABYTES);
        refuse("error-file-too-large").map(|error| error.with("max", megabytes))
    }
}

/// Files given before that the person keeps. Ids that were not there before count for nothing: a form cannot
/// reach for somebody else's file.
fn kept<'a>(ask: &Ask<'a>, fields: &Fields) -> Vec<&'a FileRef> {
    let ids = fields.all(&part(ask.question, "keep"));
    match ask.previous {
        Some(Answer::Files(files)) => files.iter().filter(|file| ids.contains(&file.id)).collect(),
        _ => Vec::new(),
    }
}

impl Kind for FileQuestion {
    fn controls(&self, question: &Question) -> Vec<String> {
        vec![question.id.to_string(), part(question, "keep")]
    }

    fn parse(&self, ask: &Ask<'_>, fields: &Fields) -> Result<Option<Answer>, Vec<FieldError>> {
        let new = fields.files(ask.question.id.as_str());
        let errors: Vec<FieldError> =
            new.iter().filter_map(|file| self.problem(ask.question, file)).collect();
        if !errors.is_empty() {
            return Err(errors);
        }
        let files: Vec<FileRef> = kept(ask, fields).into_iter().chain(new).cloned().collect();
        let max = self.max_count();
        if files.len() > max {
            return Err(vec![FieldError::new(&ask.question.id, "error-file-too-many").with("max", max)]);
        }
        Ok((!files.is_empty()).then_some(Answer::Files(files)))
    }

    fn empty(&self, question: &Question) -> FieldError {
        FieldError::new(&question.id, "error-file-empty")
    }

    fn fields(&self, question: &Question, answer: &Answer) -> Fields {
        match answer {
            Answer::Files(files) => {
                files.iter().map(|file| (part(question, "keep"), file.id.as_str())).collect()
            }
            _ => Fields::default(),
        }
    }

    fn show(&self, _: &Question, answer: &Answer, speaker: &Speaker<'_>) -> Vec<String> {
        let Answer::Files(files) = answer else { return skipped(speaker) };
        let line = |file: &FileRef| {
            let args = [("name", (&file.name).into()), ("size", size(file.size, speaker).into())];
            speaker.platform.say_with("answer-file", &args)
        };
        files.iter().map(line).collect()
    }

    fn json_schema(&self, question: &Question) -> serde_json::Value {
        let file = json!({
            "type": "object",
            "properties": {
                "id": { "type": "string" },
                "name": { "type": "string" },
                "media_type": { "type": "string", "enum": self.media_types() },
                "size": { "type": "integer", "minimum": 1, "maximum": self.max_bytes() },
            },
            "required": ["id", "name", "media_type", "size"],
            "additionalProperties": false,
        });
        let max = self.max_count();
        or_null(question, json!({ "type": "array", "items": file, "minItems": 1, "maxItems": max }))
    }

    fn value_type(&self) -> Option<Type> {
        let parts = ["name", "media_type"].map(|part| (part.to_owned(), Type::Text));
        Some(Type::List(Box::new(Type::Object(parts.into_iter().collect()))))
    }

    fn samples(&self, question: &Question) -> Vec<Sample> {
        let files = [("bill.pdf", PDF, 120_000), ("card.jpg", "image/jpeg", 900_000)];
        let typed = files.map(|(name, media_type, size)| {
            let mut fields = Fields::default();
            let (id, name, media_type) = (format!("sample-{name}"), name.to_owned(), media_type.to_owned());
            fields.push_file(question.id.as_str(), FileRef { id, name, media_type, size });
            fields
        });
        samples(self, question, typed)
    }
}

/// A size as people read it; a file is never shown as empty.
fn size(bytes: u64, speaker: &Speaker<'_>) -> String {
    let tenths = i64::try_from(bytes / (MEGABYTE / 10)).unwrap_or(i64::MAX);
    let (key, number) = if tenths >= 10 {
        ("answer-megabytes", rust_decimal::Decimal::new(tenths, 1).normalize())
    } else {
        ("answer-kilobytes", rust_decimal::Decimal::from((bytes / 1000).max(1)))
    };
    speaker.platform.say_with(key, &[("count", speaker.platform.decimal(&number).into())])
}

#[cfg(test)]
mod tests;
