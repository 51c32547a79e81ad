//! What happens after submission: statuses a case can have, and who gets what.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{AgencySlug, PlanItemId, StatusId};

/// Where a case can stand, in words that mean something to the applicant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Status {
    /// Its name in files.
    pub id: StatusId,
    /// A word or two for lists.
    pub label: String,
    /// What it means for the applicant, and what happens next.
    pub means: String,
    /// Set for statuses that end the case.
    #[serde(default)]
    pub outcome: Option<Outcome>,
    /// Set by the platform when every part of the plan has been accepted.
    #[serde(default)]
    pub when_handed_over: bool,
    /// What the applicant is told when the case comes to stand here.
    pub tell: Tell,
}

/// How a case ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// They get what they asked for; or: it was done.
    Granted,
    /// They do not.
    Refused,
    /// They no longer want it.
    Withdrawn,
    /// Handled elsewhere, a repeat of another, or nothing to do.
    Closed,
}

/// The words of a notification. `{ $reference }`, `{ $service }` and `{ $reason }` may be used. What staff wrote as the
/// reason is added at the end when the text does not name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tell {
    /// The subject: no personal data.
    pub subject: String,
    /// The text. An empty line begins a paragraph; `[words](https://…)` is a link.
    pub text: String,
}

/// One part of the fulfilment plan: one system of record gets one thing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanItem {
    /// Its name in files.
    pub id: PlanItemId,
    /// What is done, in words for the applicant's timeline, where it follows "Done:" or "Did not work:": "Your driver
    /// record is updated".
    pub label: String,
    /// Which agency's system.
    pub agency: AgencySlug,
    /// The operator's name for the connection, from `portico.toml`.
    pub connector: String,
    /// A CEL condition; without one it always applies.
    #[serde(default)]
    pub when: Option<String>,
    /// Parts that must be accepted first.
    #[serde(default)]
    pub after: Vec<PlanItemId>,
    /// How long it may take before it counts as failed and the applicant is told.
    pub deadline_hours: u32,
    /// What the connector gets. Texts that start with `=` are CEL expressions, worked out at submission.
    #[schemars(with = "std::collections::BTreeMap<String, serde_json::Value>")]
    pub give: serde_json::Map<String, serde_json::Value>,
}
