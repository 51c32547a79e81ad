//! Lists that Portico knows: states and countries, so that no service has to write them out.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::words::Words;

/// Lists that Portico knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum KnownList {
    /// States, the District of Columbia, territories and military mail codes (USPS Publication 28).
    UsStates,
    /// Countries (ISO 3166-1 alpha-2).
    Countries,
}

impl KnownList {
    /// The codes of the list, in the order of the codes.
    pub fn codes(self) -> &'static [&'static str] {
        match self {
            Self::UsStates => US_STATES,
            Self::Countries => COUNTRIES,
        }
    }

    /// The code as people read it: "MD - Maryland" (STANDARDS DAT-02), "Germany".
    pub fn label(self, code: &str, platform: &Words) -> String {
        match self {
            Self::UsStates => format!("{code} - {}", platform.say(&format!("us-state-{code}"))),
            Self::Countries => platform.say(&format!("country-{code}")),
        }
    }
}

/// USPS Publication 28, Appendix B: states, the District of Columbia, territories and freely associated states,
/// and the military "states" AA, AE and AP.
pub(super) const US_STATES: &[&str] = &[
    "AA", "AE", "AK", "AL", "AP", "AR", "AS", "AZ", "CA", "CO", "CT", "DC", "DE", "FL", "FM", "GA", "GU",
    "HI", "IA", "ID", "IL", "IN", "KS", "KY", "LA", "MA", "MD", "ME", "MH", "MI", "MN", "MO", "MP", "MS",
    "MT", "NC", "ND", "NE", "NH", "NJ", "NM", "NV", "NY", "OH", "OK", "OR", "PA", "PR", "PW", "RI", "SC",
    "SD", "TN", "TX", "UT", "VA", "VI", "VT", "WA", "WI", "WV", "WY",
];

/// ISO 3166-1 alpha-2.
pub(super) const COUNTRIES: &[&str] = &[
    "AD", "AE", "AF", "AG", "AI", "AL", "AM", "AO", "AQ", "AR", "AS", "AT", "AU", "AW", "AX", "AZ", "BA",
    "BB", "BD", "BE", "BF", "BG", "BH", "BI", "BJ", "BL", "BM", "BN", "BO", "BQ", "BR", "BS", "BT", "BV",
    "BW", "BY", "BZ", "CA", "CC", "CD", "CF", "CG", "CH", "CI", "CK", "CL", "CM", "CN", "CO", "CR", "CU",
    "CV", "CW", "CX", "CY", "CZ", "DE", "DJ", "DK", "DM", "DO", "DZ", "EC", "EE", "EG", "EH", "ER", "ES",
    "ET", "FI", "FJ", "FK", "FM", "FO", "FR", "GA", "GB", "GD", "GE", "GF", "GG", "GH", "GI", "GL", "GM",
    "GN", "GP", "GQ", "GR", "GS", "GT", "GU", "GW", "GY", "HK", "HM", "HN", "HR", "HT", "HU", "ID", "IE",
    "IL", "IM", "IN", "IO", "IQ", "IR", "IS", "IT", "JE", "JM", "JO", "JP", "KE", "KG", "KH", "KI", "KM",
    "KN", "KP", "KR", "KW", "KY", "KZ", "LA", "LB", "LC", "LI", "LK", "LR", "LS", "LT", "LU", "LV", "LY",
    "MA", "MC", "MD", "ME", "MF", "MG", "MH", "MK", "ML", "MM", "MN", "MO", "MP", "MQ", "MR", "MS", "MT",
    "MU", "MV", "MW", "MX", "MY", "MZ", "NA", "NC", "NE", "NF", "NG", "NI", "NL", "NO", "NP", "NR", "NU",
    "NZ", "OM", "PA", "PE", "PF", "PG", "PH", "PK", "PL", "PM", "PN", "PR", "PS", "PT", "PW", "PY", "QA",
    "RE", "RO", "RS", "RU", "RW", "SA", "SB", "SC", "SD", "SE", "SG", "SH", "SI", "SJ", "SK", "SL", "SM",
    "SN", "SO", "SR", "SS", "ST", "SV", "SX", "SY", "SZ", "TC", "TD", "TF", "TG", "TH", "TJ", "TK", "TL",
    "TM", "TN", "TO", "TR", "TT", "TV", "TW", "TZ", "UA", "UG", "UM", "US", "UY", "UZ", "VA", "VC", "VE",
    "VG", "VI", "VN", "VU", "WF", "WS", "YE", "YT", "ZA", "ZM", "ZW",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::contract::speaking;

    #[test]
    fn states_are_listed_with_code_and_name() {
        speaking("en", |speaker| {
            assert_eq!(KnownList::UsStates.label("MD", speaker.platform), "MD - Maryland");
        });
        speaking("es", |speaker| {
            assert_eq!(KnownList::Countries.label("DE", speaker.platform), "Alemania");
        });
    }

    #[test]
    fn every_code_has_a_name_in_every_language() {
        for locale in ["en", "es"] {
            speaking(locale, |speaker| {
                for code in US_STATES {
                    assert!(speaker.platform.has_own(&format!("us-state-{code}")), "{locale} {code}");
                }
                for code in COUNTRIES {
                    assert!(speaker.platform.has_own(&format!("country-{code}")), "{locale} {code}");
                }
            });
        }
    }

    #[test]
    fn the_lists_are_complete_and_without_repeats() {
        assert_eq!((US_STATES.len(), COUNTRIES.len()), (62, 249));
        for list in [US_STATES, COUNTRIES] {
            assert!(list.is_sorted_by(|a, b| a < b));
        }
    }
}
