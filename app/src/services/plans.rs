//! Whether the connectors of this installation can take what a service's plan gives them.

use std::fmt;

use forms::Service;
use model::Outside;

/// A part of a plan that no connector here can take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanFault {
    /// The service.
    pub service: String,
    /// The part.
    pub part: String,
    /// The connector it names.
    pub connector: String,
    /// Why the connector cannot take it; none: there is no such connector.
    pub wrong: Option<String>,
}

impl fmt::Display for PlanFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { service, part, connector, wrong } = self;
        match wrong {
            None => write!(
                f,
                "{service}: the part `{part}` of its plan needs connectors.{connector}, which is missing"
            ),
            Some(wrong) => {
                write!(
                    f,
                    "{service}: connectors.{connector} cannot take the part `{part}` of its plan: {wrong}"
                )
            }
        }
    }
}

/// Every part of a service's plan that cannot be handed over here.
pub fn plan_faults(service: &Service, outside: &Outside) -> Vec<PlanFault> {
    let fault = |plan: &forms::Plan| {
        let connector = &plan.item.connector;
        let wrong = match outside.connectors.get(connector) {
            None => None,
            Some(opened) => Some(opened.check(&serde_json::Value::Object(plan.item.give.clone())).err()?),
        };
        let (service, part) = (service.slug.to_string(), plan.item.id.to_string());
        Some(PlanFault { service, part, connector: connector.clone(), wrong })
    };
    service.plan.iter().filter_map(fault).collect()
}
