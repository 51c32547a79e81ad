//! A postal address in the shapes of USPS Publication 28.

mod postal;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{
    Ask, Kind, Sample, line,
    lists::{COUNTRIES, US_STATES},
    or_null, part, samples, skipped,
};
use crate::{Address, Answer, FieldError, Fields, definition::Question, expr::Type, words::Speaker};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a line of its own that an author may write")]
/// A postal address in the shapes of USPS Publication 28.
pub struct AddressQuestion {
    /// Addresses outside the United States are possible.
    #[serde(default)]
    pub other_countries: bool,
    /// Offers "I do not have a fixed address".
    #[serde(default)]
    pub no_fixed_address: bool,
    /// The place itself, not where mail goes: a PO box is neither offered nor taken.
    #[serde(default)]
    pub no_po_box: bool,
    /// The address of somebody or something else: the phone must not fill in the user's own.
    #[serde(default)]
    pub somebody_else: bool,
}

/// Characters of a line; the Postal Service asks for at least 64 (STANDARDS DAT-03).
const MAX: usize = 120;
const HOME: &str = "US";
const LINES: [&str; 6] = ["line1", "line2", "urbanization", "city", "state", "postal_code"];
const MILITARY_CITIES: [&str; 3] = ["APO", "FPO", "DPO"];
const MILITARY_STATES: [&str; 3] = ["AA", "AE", "AP"];

/// Reads the boxes of one address and collects what is wrong with them.
struct Reader<'a> {
    ask: &'a Ask<'a>,
    no_po_box: bool,
    fields: &'a Fields,
    errors: Vec<FieldError>,
}

impl Reader<'_> {
    fn refuse(&mut self, key: &str, name: &str) {
        let question = self.ask.question;
        self.errors.push(FieldError::new(&question.id, key).at(part(question, name)));
    }

    fn text(&mut self, name: &str) -> String {
        let text = line::line(self.fields.text(&part(self.ask.question, name)));
        match text {
            Ok(text) if line::length(&text) <= MAX => text,
            Ok(_) => {
                self.refuse("error-address-too-long", name);
                self.errors = std::mem::take(&mut self.errors)
                    .into_iter()
                    .map(|e| if e.key == "error-address-too-long" { e.with("max", MAX) } else { e })
                    .collect();
                String::new()
            }
            Err(_) => {
                self.refuse("error-text-characters", name);
                String::new()
            }
        }
    }

    fn required(&mut self, text: &str, name: &str) {
        let control = part(self.ask.question, name);
        let is_refused = self.errors.iter().any(|error| error.field.as_deref() == Some(control.as_str()));
        if text.is_empty() && !is_refused {
            let part = if self.no_po_box && name == "line1" { "street" } else { name };
            self.refuse(&format!("error-address-{}-empty", part.replace('_', "-")), name);
        }
    }

    fn address(&mut self) -> Address {
        let [line1, line2, urbanization, city, state, postal_code] = LINES.map(|name| self.text(name));
        let country = self.fields.text(&part(self.ask.question, "country")).to_uppercase();
        let country = if country.is_empty() { HOME.to_owned() } else { country };
        let no_fixed_address = self.fields.text(&part(self.ask.question, "no_fixed_address")) == "yes";
        Address { no_fixed_address, line1, line2, urbanization, city, state, postal_code, country }
    }

    /// Rules of the US mail (USPS Publication 28). Streets and cities are taken as the person writes them.
    fn check_home(&mut self, address: &mut Address) {
        if !address.no_fixed_address {
            for (text, name) in [
                (&address.line1, "line1"),
                (&address.city, "city"),
                (&address.state, "state"),
                (&address.postal_code, "postal_code"),
            ] {
                self.required(text, name);
            }
            if self.no_po_box && postal::is_po_box(&address.line1) {
                self.refuse("error-address-po-box", "line1");
            }
        }
        address.state = address.state.to_uppercase();
        let (city, state) = (address.city.to_uppercase(), address.state.as_str());
        if !state.is_empty() && !US_STATES.contains(&state) {
            return self.refuse("error-address-state-unknown", "state");
        }
        let is_military_city = MILITARY_CITIES.contains(&city.as_str());
        if is_military_city && !state.is_empty() && !MILITARY_STATES.contains(&state) {
            return self.refuse("error-address-military-state", "state");
        }
        if MILITARY_STATES.contains(&state) && !city.is_empty() && !is_military_city {
            return self.refuse("error-address-military-city", "city");
        }
        self.check_zip(address);
    }

    fn check_zip(&mut self, address: &mut Address) {
        if address.postal_code.is_empty() {
            return;
        }
        match postal::zip(&address.postal_code) {
            None => self.refuse("error-address-zip", "postal_code"),
            Some(zip) if !address.state.is_empty() && !postal::may_be_in(&zip, &address.state) => {
                self.refuse("error-address-zip-state", "postal_code");
            }
            Some(zip) => address.postal_code = zip,
        }
    }
}

/// Nothing is filled in but a country, which a page may fill in by itself.
fn is_blank(address: &Address) -> bool {
    let Address { line1, line2, urbanization, city, state, postal_code, .. } = address;
    [line1, line2, urbanization, city, state, postal_code].into_iter().all(String::is_empty)
}

impl AddressQuestion {
    fn check(&self, reader: &mut Reader<'_>, address: &mut Address) {
        address.no_fixed_address &= self.no_fixed_address;
        if !self.other_countries {
            HOME.clone_into(&mut address.country);
        }
        if address.country == HOME {
            reader.check_home(address);
        } else if !COUNTRIES.contains(&address.country.as_str()) {
            reader.refuse("error-address-country-unknown", "country");
        } else if !address.no_fixed_address {
            reader.required(&address.line1, "line1");
        }
    }
}

/// The address as it stands on an envelope.
fn envelope(address: &Address, speaker: &Speaker<'_>) -> Vec<String> {
    let Address { line1, line2, urbanization, city, state, postal_code, country, .. } = address;
    let is_home = country == HOME;
    let is_military = is_home && MILITARY_STATES.contains(&state.as_str());
    let place: Vec<&str> =
        [city.as_str(), state.as_str()].into_iter().filter(|text| !text.is_empty()).collect();
    let last = format!("{} {postal_code}", place.join(if is_military { " " } else { ", " }));
    let first = address.no_fixed_address.then(|| speaker.platform.say("answer-no-fixed-address"));
    let abroad = (!is_home).then(|| speaker.platform.say(&format!("country-{country}")));
    let lines = [urbanization.clone(), line1.clone(), line2.clone(), last.trim().to_owned()];
    let lines = lines.into_iter().filter(|line| !line.is_empty());
    first.into_iter().chain(lines).chain(abroad).collect()
}

fn controls_of(address: &Address) -> [(&'static str, &str); 8] {
    [
        ("line1", &address.line1),
        ("line2", &address.line2),
        ("urbanization", &address.urbanization),
        ("city", &address.city),
        ("state", &address.state),
        ("postal_code", &address.postal_code),
        ("country", &address.country),
        ("no_fixed_address", if address.no_fixed_address { "yes" } else { "" }),
    ]
}

impl Kind for AddressQuestion {
    fn controls(&self, question: &Question) -> Vec<String> {
        let country = self.other_countries.then_some("country");
        let no_fixed_address = self.no_fixed_address.then_some("no_fixed_address");
        LINES.into_iter().chain(country).chain(no_fixed_address).map(|name| part(question, name)).collect()
    }

    fn needed(&self, question: &Question) -> Vec<String> {
        ["line1", "city", "state", "postal_code"].into_iter().map(|name| part(question, name)).collect()
    }

    fn parse(&self, ask: &Ask<'_>, fields: &Fields) -> Result<Option<Answer>, Vec<FieldError>> {
        let mut reader = Reader { ask, fields, no_po_box: self.no_po_box, errors: Vec::new() };
        let mut address = reader.address();
        if reader.errors.is_empty()
            && is_blank(&address)
            && !(address.no_fixed_address && self.no_fixed_address)
        {
            return Ok(None);
        }
        self.check(&mut reader, &mut address);
        if reader.errors.is_empty() { Ok(Some(Answer::Address(address))) } else { Err(reader.errors) }
    }

    fn empty(&self, question: &Question) -> FieldError {
        let key = if self.no_fixed_address { "error-address-empty-or-none" } else { "error-address-empty" };
        FieldError::new(&question.id, key)
    }

    fn fields(&self, question: &Question, answer: &Answer) -> Fields {
        let Answer::Address(address) = answer else { return Fields::default() };
        let controls = self.controls(question);
        let texts = controls_of(address).into_iter().map(|(name, text)| (part(question, name), text));
        texts.filter(|(name, text)| !text.is_empty() && controls.contains(name)).collect()
    }

    fn show(&self, _: &Question, answer: &Answer, speaker: &Speaker<'_>) -> Vec<String> {
        match answer {
            Answer::Address(address) => envelope(address, speaker),
            _ => skipped(speaker),
        }
    }

    fn json_schema(&self, question: &Question) -> serde_json::Value {
        let line = json!({ "type": "string", "maxLength": MAX });
        let mut parts: serde_json::Map<_, _> =
            LINES.into_iter().map(|name| (name.to_owned(), line.clone())).collect();
        parts.insert("country".to_owned(), json!({ "type": "string", "pattern": "^[A-Z]{2}$" }));
        parts.insert("no_fixed_address".to_owned(), json!({ "type": "boolean" }));
        let required: Vec<_> = parts.keys().cloned().collect();
        let schema = json!({
            "type": "object",
            "properties": parts,
            "required": required,
            "additionalProperties": false,
        });
        or_null(question, schema)
    }

    fn value_type(&self) -> Option<Type> {
        let texts = LINES.into_iter().chain(["country"]).map(|name| (name.to_owned(), Type::Text));
        let flag = ("no_fixed_address".to_owned(), Type::YesNo);
        Some(Type::Object(texts.chain([flag]).collect()))
    }

    fn samples(&self, question: &Question) -> Vec<Sample> {
        let home = ["12 Mill Road", "Apt 3B", "", "Riverbend", "MD", "21201-1234", "", ""];
        let island = ["150 Calle A", "", "URB Las Gladiolas", "San Juan", "PR", "00926", "", ""];
        let military = ["PSC 802 Box 74", "", "", "APO", "AE", "09499", "", ""];
        let abroad = ["5 Rue du Lac", "", "", "Valmont", "", "76540", "FR", ""];
        let none = ["", "", "", "", "", "", "", "yes"];
        let names = LINES.into_iter().chain(["country", "no_fixed_address"]);
        let typed = [home, island, military, abroad, none].map(|texts| {
            let boxes = names.clone().zip(texts).filter(|(_, text)| !text.is_empty());
            boxes.map(|(name, text)| (part(question, name), text)).collect::<Fields>()
        });
        let controls = self.controls(question);
        let fits =
            |fields: &Fields| fields.iter().all(|(name, _)| controls.iter().any(|known| known == name));
        samples(self, question, typed.into_iter().filter(fits))
    }
}

#[cfg(test)]
mod tests;
