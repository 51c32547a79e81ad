//! One question as its template needs it: words, what stands in the controls, errors, and the type's own settings.

use forms::{
    FieldError, Fields, FileRef, Offer, Service,
    definition::Question,
    question::{QuestionType, choice::ChoiceOption, file::FileKind, select::KnownList},
    words::Speaker,
};
use serde_json::{Map, Value as Json, json};

use super::words::blocks;
use crate::extract::merge;

/// What a question is shown with.
pub struct Shown<'a> {
    /// The service.
    pub service: &'a Service,
    /// Its words and the platform's.
    pub speaker: &'a Speaker<'a>,
    /// Values for texts with answers in them.
    pub values: &'a forms::expr::Values,
    /// What stands in the page's controls.
    pub fields: &'a Fields,
    /// What must be fixed on the page.
    pub errors: &'a [FieldError],
    /// The answer given before.
    pub kept: Option<&'a forms::Answer>,
    /// What the person told us before.
    pub offer: Option<&'a Offer>,
    /// Why it is asked again, if it is.
    pub again: Json,
    /// It is the page's heading.
    pub is_heading: bool,
}

impl Shown<'_> {
    fn text(&self, question: &Question, part: &str) -> String {
        self.service.text_at(self.speaker.service, &format!("q-{}-{part}", question.id), self.values)
    }

    fn opt_text(&self, question: &Question, part: &str, is_there: bool) -> Option<String> {
        is_there.then(|| self.text(question, part))
    }

    /// The values of a question's template.
    pub fn values(&self, question: &Question) -> Json {
        let own: Vec<&FieldError> =
            self.errors.iter().filter(|error| error.question == question.id).collect();
        let messages: Vec<String> = own.iter().map(|error| self.message(question, error)).collect();
        let mut values = json!({
            "type": question.kind.name(),
            "id": question.id,
            "label": self.text(question, "label"),
            "hint": self.opt_text(question, "hint", question.hint.is_some()),
            "optional": question.optional,
            "is_heading": self.is_heading,
            "error": (!messages.is_empty()).then(|| messages.join(" ")),
            "invalid": invalid(question, &own),
            "prefill": self.prefill(question),
            "again": self.again,
            "value": self.controls(question),
        });
        merge(&mut values, self.of_type(question));
        values
    }

    /// An error in words.
    pub fn message(&self, question: &Question, error: &FieldError) -> String {
        forms::question::say(error, &self.name(question), self.speaker)
    }

    fn name(&self, question: &Question) -> String {
        self.text(question, if question.short.is_some() { "short" } else { "label" })
    }

    /// The texts in the controls, by the part of their name after the question's.
    fn controls(&self, question: &Question) -> Json {
        let mut texts = Map::new();
        texts.insert("main".to_owned(), Json::from(self.fields.text(question.id.as_str())));
        let prefix = format!("{}-", question.id);
        for control in question.kind.kind().controls(question) {
            if let Some(part) = control.strip_prefix(&prefix) {
                texts.insert(part.to_owned(), Json::from(self.fields.text(&control)));
            }
        }
        if let QuestionType::Address(_) = question.kind {
            for part in [
                "no_fixed_address",
                "line1",
                "line2",
                "urbanization",
                "city",
                "state",
                "postal_code",
                "country",
            ] {
                let text = self.fields.text(&format!("{prefix}{part}"));
                let text = if part == "country" && text.is_empty() { "US" } else { text };
                texts.insert(part.to_owned(), Json::from(text));
            }
        }
        Json::Object(texts)
    }

    fn prefill(&self, question: &Question) -> Json {
        let Some(offer) = self.offer else { return Json::Null };
        let lines = question.kind.kind().show(question, &offer.answer, self.speaker);
        let on = offer.said_on.map(|day| self.speaker.platform.date(day));
        json!({ "service": offer.from_service, "on": on, "lines": lines })
    }

    fn of_type(&self, question: &Question) -> Json {
        let platform = self.speaker.platform;
        match &question.kind {
            QuestionType::Text(text) => {
                json!({ "autocomplete": text.autocomplete, "max": text.max.unwrap_or(200) })
            }
            QuestionType::LongText(text) => {
                json!({ "rows": text.rows.unwrap_or(5), "max": text.max.unwrap_or(2000) })
            }
            QuestionType::Number(number) => {
                json!({ "inputmode": "numeric", "unit": self.opt_text(question, "unit", number.unit.is_some()) })
            }
            QuestionType::Decimal(number) => {
                json!({ "inputmode": "decimal", "unit": self.opt_text(question, "unit", number.unit.is_some()) })
            }
            QuestionType::Money(_) => json!({ "symbol": "$" }),
            QuestionType::Date(date) => json!({ "birthday": date.birthday, "months": months(platform) }),
            QuestionType::YesNo(yes_no) => json!({ "options": [
                self.yes_or_no(question, "yes", yes_no.yes_hint.is_some()),
                self.yes_or_no(question, "no", yes_no.no_hint.is_some()),
            ] }),
            QuestionType::Choice(choice) => {
                json!({ "options": self.options(question, &choice.options, false) })
            }
            QuestionType::Choices(choices) => {
                let mut options = self.options(question, &choices.options, false);
                options.extend(self.options(question, choices.none.as_slice(), true));
                json!({ "options": options })
            }
            QuestionType::Select(select) => json!({ "options": self.long_list(question, select) }),
            QuestionType::Name(name) => json!({ "parts": name.parts, "somebody_else": name.somebody_else }),
            QuestionType::Address(address) => json!({
                "other_countries": address.other_countries, "no_fixed_address": address.no_fixed_address,
                "no_po_box": address.no_po_box, "somebody_else": address.somebody_else,
                "states": if address.other_countries { json!([]) } else { known(KnownList::UsStates, platform) },
                "countries": if address.other_countries { known(KnownList::Countries, platform) } else { json!([]) },
            }),
            QuestionType::Repeat(_) => json!({}),
            QuestionType::Email(email) => json!({ "somebody_else": email.somebody_else }),
            QuestionType::Phone(phone) => {
                json!({ "extension": phone.extension, "somebody_else": phone.somebody_else })
            }
            QuestionType::Identifier(identifier) => {
                let is_secret = identifier.secret || identifier.ssn;
                json!({ "secret": is_secret, "numeric": identifier.ssn, "kept": self.kept_secret(question, is_secret) })
            }
            QuestionType::File(file) => self.file(question, file),
            QuestionType::Declaration(_) => json!({ "agree": self.text(question, "agree") }),
            QuestionType::Statement(_) => {
                json!({ "text": blocks(self.service, &self.text(question, "text")) })
            }
        }
    }

    fn is_chosen(&self, question: &Question, value: &str) -> bool {
        self.fields.all(question.id.as_str()).iter().any(|chosen| chosen == value)
    }

    fn yes_or_no(&self, question: &Question, value: &str, has_hint: bool) -> Json {
        json!({
            "value": value,
            "label": self.speaker.platform.say(&format!("answer-{value}")),
            "hint": self.opt_text(question, &format!("{value}-hint"), has_hint),
            "checked": self.is_chosen(question, value),
            "excludes": false,
        })
    }

    fn options(&self, question: &Question, options: &[ChoiceOption], excludes: bool) -> Vec<Json> {
        let shown = options.iter().map(|option| {
            json!({
                "value": option.value,
                "label": self.text(question, &format!("option-{}", option.value)),
                "hint": self.opt_text(question, &format!("option-{}-hint", option.value), option.hint.is_some()),
                "checked": self.is_chosen(question, &option.value),
                "excludes": excludes,
            })
        });
        shown.collect()
    }

    fn long_list(&self, question: &Question, select: &forms::question::select::Select) -> Vec<Json> {
        let options = select.values().into_iter().map(|value| {
            json!({
                "value": value,
                "label": select.label(question, value, self.speaker),
                "hint": null,
                "checked": self.is_chosen(question, value),
                "excludes": false,
            })
        });
        options.collect()
    }

    fn kept_secret(&self, question: &Question, is_secret: bool) -> Option<String> {
        let kept = self.kept.filter(|_| is_secret)?;
        question.kind.kind().show(question, kept, self.speaker).into_iter().next()
    }

    fn file(&self, question: &Question, settings: &forms::question::file::FileQuestion) -> Json {
        let kept: &[FileRef] = match self.kept {
            Some(forms::Answer::Files(files)) => files,
            _ => &[],
        };
        let platform = self.speaker.platform;
        let megabytes = i64::from(settings.max_megabytes.unwrap_or(10));
        let count = i64::from(settings.max_count.unwrap_or(1));
        let images = settings.accept.contains(&FileKind::Image);
        let pdf = settings.accept.contains(&FileKind::Pdf);
        let kinds = if images && pdf {
            "both"
        } else if pdf {
            "pdf"
        } else {
            "image"
        };
        let args = [("count", count.into()), ("megabytes", megabytes.into()), ("kinds", kinds.into())];
        // Files that came with a page that must be fixed are kept as well.
        let new = self.fields.files(question.id.as_str()).iter();
        let files: Vec<Json> = kept
            .iter()
            .chain(new.filter(|file| !kept.iter().any(|known| known.id == file.id)))
            .map(|file| json!({ "id": file.id, "name": file.name, "size": size(file.size) }))
            .collect();
        json!({
            "limits": platform.say_with("file-limits", &args),
            "accept": settings.media_types().join(","),
            "camera": settings.camera,
            "max_count": count,
            "files": files,
        })
    }
}

/// Bytes as people read them.
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} KB", bytes.div_ceil(1000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

/// Which controls to mark: the one an error names, or all that are needed.
fn invalid(question: &Question, errors: &[&FieldError]) -> Vec<String> {
    let prefix = format!("{}-", question.id);
    let controls = question.kind.kind().needed(question);
    let part = |control: &str| control.strip_prefix(&prefix).unwrap_or("main").to_owned();
    let named = errors.iter().flat_map(|error| match &error.field {
        Some(field) => vec![part(field)],
        None => controls.iter().map(|control| part(control)).collect(),
    });
    named.collect()
}

fn known(list: KnownList, platform: &forms::words::Words) -> Json {
    list.codes().iter().map(|code| json!({ "value": code, "label": list.label(code, platform) })).collect()
}

fn months(platform: &forms::words::Words) -> Vec<Json> {
    (1..=12)
        .map(|month| json!({ "value": month.to_string(), "label": platform.say(&format!("month-{month}")) }))
        .collect()
}

/// The control the error summary links to.
pub fn anchor(place_questions: &[&Question], error: &FieldError) -> String {
    if let Some(field) = &error.field {
        return field.clone();
    }
    let question = place_questions.iter().find(|question| question.id == error.question);
    let first = question.and_then(|question| question.kind.kind().controls(question).into_iter().next());
    first.unwrap_or_else(|| error.question.to_string())
}

/// The offer for a question, if there is one.
pub fn offer_for<'a>(offers: &'a [Offer], question: &Question) -> Option<&'a Offer> {
    offers.iter().find(|offer| offer.question == question.id)
}
