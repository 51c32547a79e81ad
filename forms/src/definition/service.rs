//! `service.yaml` and `agencies.yaml`: what the service is, for whom, and what happens with it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};

use super::{Availability, PlanItem, Status, TargetDays};
use crate::{AgencySlug, PageId, QuestionId, SectionId, ServiceSlug, StatusId};

/// `service.yaml`: one task a resident can get done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ServiceFile {
    /// The service's name in addresses; the same as its folder's.
    pub service: ServiceSlug,
    /// What a resident gets done, as a task: "Renew a driver's license".
    pub title: String,
    /// One or two sentences for lists and search results (50 to 160 characters).
    pub summary: String,
    /// More words people search with, in every language the service is offered in.
    #[serde(default)]
    pub search_words: Vec<String>,
    /// What residents call their submission.
    #[serde(default)]
    pub noun: Noun,
    /// The language of the texts in these files (BCP 47).
    #[serde(default = "english")]
    pub language: String,
    /// Agencies that take part; the first owns the case. Declared in `agencies.yaml`.
    pub agencies: Vec<AgencySlug>,
    /// Set for federal services: brings in the paperwork and Privacy Act notices the law asks for.
    #[serde(default)]
    pub federal: Option<Federal>,
    /// Whether an email address is needed to submit.
    #[serde(default)]
    pub sign_in: SignIn,
    /// How long it takes, in minutes, for most people.
    pub minutes: u16,
    /// The fee; absent means free.
    #[serde(default)]
    pub fee: Option<Fee>,
    /// When it takes submissions, and how many; absent means always, any number.
    #[serde(default)]
    pub availability: Option<Availability>,
    /// Days to a decision the agency aims for: a number, or a CEL expression that ends in numbers, such as
    /// `is_urgent ? 1 : 7`. People see the day it comes to; before they answered, the fewest and the most days.
    pub target_days: TargetDays,
    /// Who can use it. An empty line begins a paragraph, `- ` a line of a list; `[words](https://…)` is a link.
    pub who: String,
    /// What to have at hand.
    #[serde(default)]
    pub needs: Vec<Need>,
    /// A few yes/no questions on the start page that shorten the list of needs.
    #[serde(default)]
    pub need_questions: Vec<NeedQuestion>,
    /// Other ways to apply: by phone, on paper, in person.
    pub other_ways: Vec<OtherWay>,
    /// How the answers are used, for the start page.
    pub privacy: String,
    /// Shows a task list of sections. For services with more than about ten pages.
    #[serde(default)]
    pub task_list: bool,
    /// Named groups of pages, in order.
    pub sections: Vec<Section>,
    /// Values worked out from answers, in order; later ones may use earlier ones.
    #[serde(default)]
    pub computed: Vec<Computed>,
    /// Where a case can stand. The first is set on submission.
    pub statuses: Vec<Status>,
    /// Statuses this version no longer has, each with the one that stands for it now. Cases in them are shown so; what
    /// was written down stays as it was.
    #[serde(default)]
    pub status_moves: BTreeMap<StatusId, StatusId>,
    /// Which systems of record get what, in which order.
    #[serde(default)]
    pub plan: Vec<PlanItem>,
    /// When things are erased, by rule name; `case` and `draft` must be there.
    pub retention: BTreeMap<String, Retention>,
    /// What happens next, for the confirmation page.
    pub what_happens_next: String,
}

fn english() -> String {
    "en".to_owned()
}

/// What residents call their submission.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Noun {
    /// An application.
    #[default]
    Application,
    /// A claim.
    Claim,
    /// A report.
    Report,
    /// A request.
    Request,
    /// A registration.
    Registration,
}

/// Whether an email address is needed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SignIn {
    /// Nobody must say who they are; an email address is offered, for news.
    Guest,
    /// An email address is asked, and confirmed with a code, before submitting. No question of the service's own is
    /// needed for that.
    #[default]
    Email,
}

/// What federal law asks of a form (44 U.S.C. 3506, 5 U.S.C. 552a(e)(3)).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Federal {
    /// OMB control number, `0000-0000`.
    pub omb_number: String,
    /// When OMB's approval ends.
    #[serde(deserialize_with = "day")]
    #[schemars(with = "String")]
    pub omb_expires_on: Date,
    /// Average minutes OMB approved for this form.
    pub burden_minutes: u16,
    /// The four-part Privacy Act statement.
    pub privacy_act: PrivacyAct,
}

/// The four parts of a Privacy Act statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PrivacyAct {
    /// The law that allows asking, and whether answering is voluntary.
    pub authority: String,
    /// What the answers are used for.
    pub purpose: String,
    /// Who else may receive them.
    pub routine_uses: String,
    /// What happens if somebody does not answer.
    pub effects: String,
}

/// What it costs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fee {
    /// The amount, with cents: `"45.00"`. One fixed amount; say in `note` who pays another.
    #[serde(deserialize_with = "amount")]
    #[schemars(with = "String")]
    pub amount: Decimal,
    /// ISO 4217.
    #[serde(default = "usd")]
    pub currency: String,
    /// How and when it is paid.
    pub note: String,
}

fn usd() -> String {
    "USD".to_owned()
}

fn amount<'de, D: Deserializer<'de>>(from: D) -> Result<Decimal, D::Error> {
    let text = String::deserialize(from)?;
    let wrong =
        || D::Error::custom(format!("`{text}` is not an amount; write dollars and cents: `\"45.00\"`"));
    text.parse().map_err(|_| wrong())
}

/// A day of the calendar; says in our own words what to write.
pub(super) fn day<'de, D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
    let text = String::deserialize(from)?;
    let wrong = || {
        D::Error::custom(format!(
            "`{text}` is not a day of the calendar; write year, month and day: `2028-01-31`"
        ))
    };
    text.parse().map_err(|_| wrong())
}

/// One thing to have at hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Need {
    /// The thing.
    pub text: String,
    /// Only for people who ticked this need question.
    #[serde(default)]
    pub only_if: Option<QuestionId>,
}

/// A box on the start page: tick it, and the list of needs says what you need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NeedQuestion {
    /// Named by `only_if`.
    pub id: QuestionId,
    /// A statement in the first person: "I moved since my last license".
    pub label: String,
}

/// Another way to get the same task done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OtherWay {
    /// "By phone", "On paper", "In person".
    pub way: String,
    /// How.
    pub text: String,
}

/// A named group of pages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its name in files.
    pub id: SectionId,
    /// Its name for people.
    pub title: String,
    /// Its pages in order (without the pages inside repeats).
    pub pages: Vec<PageId>,
}

/// A value worked out from answers. It can be used like an answer in later expressions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Computed {
    /// Its name in expressions.
    pub id: QuestionId,
    /// What kind of value it is.
    #[serde(rename = "type")]
    pub kind: ComputedType,
    /// The CEL expression.
    pub value: String,
    /// Shown to staff with the answers when a label is given.
    #[serde(default)]
    pub label: Option<String>,
}

/// Kinds of computed values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ComputedType {
    /// Words.
    Text,
    /// A whole number.
    Number,
    /// US dollars, in cents inside.
    Money,
    /// A calendar day.
    Date,
    /// True or false.
    YesNo,
}

/// When something is erased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Retention {
    /// How many days after the case ended (for `draft`: after it was last changed).
    pub keep_days: u32,
    /// The law or schedule that says so.
    pub source: String,
}

/// `agencies.yaml`, beside the service folders.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AgenciesFile {
    /// The language of the texts in this file (BCP 47).
    #[serde(default = "english")]
    pub language: String,
    /// Agencies by name in files.
    pub agencies: BTreeMap<AgencySlug, Agency>,
}

/// A body that takes part in services.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Agency {
    /// Its name for people.
    pub name: String,
    /// Phone for people who need help (E.164); shown on every page of its services.
    pub phone: String,
    /// When the phone is answered.
    pub hours: String,
    /// Email for people who need help.
    pub email: String,
    /// IANA time zone in which its days begin and end, such as `America/Chicago`.
    pub time_zone: String,
}
