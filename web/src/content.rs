//! Values of the pages about the installation itself.

use app::AppError;
use serde_json::{Value as Json, json};

use crate::extract::Ask;

/// The day the accessibility statement was last looked through.
const ACCESSIBILITY_REVIEWED: jiff::civil::Date = jiff::civil::date(2026, 11, 22);

/// The accessibility statement.
pub fn accessibility(ask: &Ask) -> Result<Json, AppError> {
    Ok(json!({ "updated_on": ask.words()?.date(ACCESSIBILITY_REVIEWED) }))
}

/// The address for security reports.
pub fn disclosure(ask: &Ask) -> Json {
    json!({ "security_email": ask.web.site.security_email })
}
