//! Whether what the services hand over fits the agencies' systems as they are now, told before any resident's part
//! fails by it. The services' own examples are what would be handed over; nothing is written.

use std::{sync::Arc, time::Duration};

use forms::{Facts, Service};
use jiff::{civil::Date, tz::TimeZone};
use model::{Clock, Failure, Finding, Outside};
use serde_json::Value as Json;

use crate::clock::SystemClock;

/// How long one system has to answer.
const PATIENCE: Duration = Duration::from_secs(15);

/// One part of one plan, and what a look at its system found.
pub struct Looked {
    /// `renew-a-drivers-license/driver-record`.
    pub part: String,
    /// The operator's name for the connection.
    pub connector: String,
    /// What does not fit, or why nothing could be looked at.
    pub found: Result<Vec<Finding>, Failure>,
}

/// Looks at the system of each part of each plan, one after the other.
pub async fn look(services: &[Arc<Service>], outside: &Outside) -> Vec<Looked> {
    let today = SystemClock.today(&TimeZone::UTC);
    let mut all = Vec::new();
    for service in services {
        for plan in &service.plan {
            let Some(connector) = outside.connectors.get(&plan.item.connector) else { continue };
            let gives = gives(service, plan.item.id.as_str(), &plan.item.give, today);
            let looked = tokio::time::timeout(PATIENCE, connector.look(&gives)).await;
            all.push(Looked {
                part: format!("{}/{}", service.slug, plan.item.id),
                connector: plan.item.connector.clone(),
                found: looked.unwrap_or_else(|_| Err(Failure::transient("no answer in time"))),
            });
        }
    }
    all
}

/// Writes what does not fit into the log. An agency whose system is down or has changed stops nobody else.
pub async fn warn(services: Vec<Arc<Service>>, outside: Outside) {
    for Looked { part, connector, found } in look(&services, &outside).await {
        match found {
            Ok(findings) => {
                for Finding { wrong, write, is_misfit } in findings {
                    if is_misfit {
                        tracing::warn!(part, connector, wrong, write, "hand-overs will fail");
                    } else {
                        tracing::info!(part, connector, wrong, write, "advice about an agency's database");
                    }
                }
            }
            Err(failure) => {
                tracing::warn!(part, connector, %failure, "whether hand-overs fit could not be looked at");
            }
        }
    }
}

/// What is handed over for each example that reaches this part, and the part as it is written.
fn gives(service: &Service, part: &str, written: &serde_json::Map<String, Json>, today: Date) -> Vec<Json> {
    let facts =
        Facts { case_reference: "K7P-4QX-9".to_owned(), language: service.definition.language.clone() };
    let mut gives = vec![Json::Object(written.clone())];
    for sample in service.samples(today) {
        // Some examples show a journey that ends before anything is sent.
        let Ok(answers) = forms::ready(service, &sample.answers, today) else { continue };
        let items = service.plan_items(&answers, &facts, today);
        gives.extend(items.into_iter().filter(|item| item.id.as_str() == part).map(|item| item.give));
    }
    gives
}
