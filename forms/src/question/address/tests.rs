//! Addresses that must be accepted, and the few that must not.

use super::*;
use crate::{
    inputs::{text_of, texts_in},
    question::contract::{errors, parsed, showing},
};

const HOME_ONLY: &str = "{id: home, type: address}";
const ANYWHERE: &str = "{id: home, type: address, other_countries: true, no_fixed_address: true}";

/// An address written `line1 | city | state | ZIP`.
fn typed(text: &str) -> Vec<(&'static str, &str)> {
    let names = ["home-line1", "home-city", "home-state", "home-postal_code"];
    names.into_iter().zip(text.split('|').map(str::trim)).collect()
}

fn accepted(service: &str, boxes: &[(&str, &str)]) -> Address {
    match parsed(service, boxes) {
        Some(Answer::Address(address)) => address,
        other => panic!("{boxes:?}: {other:?}"),
    }
}

/// STANDARDS DAT-02: the shapes of USPS Publication 28.
#[test]
fn every_shape_of_us_address_is_accepted() {
    let shapes = [
        "12 Mill Road | Riverbend | MD | 21201",
        "PO Box 11890 | Riverbend | MD | 21201-0890",
        "RR 2 Box 18 | Riverbend | IA | 50010",
        "HC 68 Box 23A | Riverbend | NM | 87001",
        "General Delivery | Riverbend | AK | 99501",
        "PSC 802 Box 74 | APO | AE | 09499",
        "Unit 2050 Box 4190 | APO | AP | 96278-2050",
        "USS Heron | FPO | AA | 34090",
        "Unit 8400 Box 0001 | dpo | AE | 09498-0001",
        "150 Calle A | San Juan | PR | 00926",
        "849V+6G Riverbend | Riverbend | CA | 94043",
        "N6W23001 Bluemound Rd | Riverbend | WI | 53188",
        "39.2 Mile Post | Riverbend | AK | 99603",
        "½ Elm St # 4 | Riverbend | md | 212011234",
    ];
    for shape in shapes {
        accepted(HOME_ONLY, &typed(shape));
    }
}

#[test]
fn a_zip_code_and_a_state_are_kept_in_their_written_form() {
    let address = accepted(HOME_ONLY, &typed("12 Mill Road | Riverbend | md | 212011234"));
    assert_eq!((address.state.as_str(), address.postal_code.as_str()), ("MD", "21201-1234"));
}

/// STANDARDS DAT-03.
#[test]
fn a_long_delivery_line_is_kept_whole() {
    let line = "1".repeat(MAX);
    assert_eq!(accepted(HOME_ONLY, &typed(&format!("{line} | Riverbend | MD | 21201"))).line1, line);
    let too_long = format!("{line}1 | Riverbend | MD | 21201");
    assert_eq!(errors(HOME_ONLY, &typed(&too_long)), ["error-address-too-long max=120 @home-line1"]);
}

#[test]
fn a_po_box_is_no_place_to_live() {
    const STREET: &str = "{id: home, type: address, no_po_box: true, no_fixed_address: true}";
    for line in ["PO Box 77", "P.O. Box 77", "p o box 77", "Post Office Box 77", "Apartado postal 77"] {
        let typed = typed_in(line);
        assert_eq!(errors(STREET, &typed), ["error-address-po-box @home-line1"], "{line}");
        accepted(HOME_ONLY, &typed);
        // Who has no fixed address says where mail reaches them.
        accepted(STREET, &[typed.as_slice(), &[("home-no_fixed_address", "yes")]].concat());
    }
    for line in ["RR 2 Box 18", "HC 68 Box 23A", "12 Pobox Lane", "General Delivery"] {
        accepted(STREET, &typed_in(line));
    }
    let empty =
        errors(STREET, &[("home-city", "Riverbend"), ("home-state", "MD"), ("home-postal_code", "21201")]);
    assert_eq!(empty, ["error-address-street-empty @home-line1"]);
}

fn typed_in(line: &str) -> Vec<(&'static str, &str)> {
    vec![
        ("home-line1", line),
        ("home-city", "Riverbend"),
        ("home-state", "MD"),
        ("home-postal_code", "21201"),
    ]
}

#[test]
fn every_missing_part_has_its_own_message() {
    let wanted = [
        "error-address-line1-empty @home-line1",
        "error-address-city-empty @home-city",
        "error-address-state-empty @home-state",
        "error-address-postal-code-empty @home-postal_code",
    ];
    assert_eq!(errors(HOME_ONLY, &[("home-line2", "Apt 3")]), wanted);
    assert_eq!(parsed(HOME_ONLY, &[("home-country", "US")]), None);
}

#[test]
fn what_cannot_be_is_refused_at_its_box() {
    let cases = [
        ("1 Elm | Riverbend | XX | 21201", "error-address-state-unknown @home-state"),
        ("1 Elm | Riverbend | MD | 2120", "error-address-zip @home-postal_code"),
        ("1 Elm | Riverbend | MD | 90210", "error-address-zip-state @home-postal_code"),
        ("1 Elm | APO | MD | 21201", "error-address-military-state @home-state"),
        ("1 Elm | Riverbend | AE | 09012", "error-address-military-city @home-city"),
        ("1 \u{7} Elm | Riverbend | MD | 21201", "error-text-characters @home-line1"),
    ];
    for (text, wanted) in cases {
        assert_eq!(errors(HOME_ONLY, &typed(text)), [wanted], "{text}");
    }
}

#[test]
fn somebody_without_a_fixed_address_needs_nothing_more() {
    let nowhere = accepted(ANYWHERE, &[("home-no_fixed_address", "yes")]);
    assert!(nowhere.no_fixed_address);
    let mail =
        [("home-no_fixed_address", "yes"), ("home-line1", "General Delivery"), ("home-city", "Riverbend")];
    assert_eq!(accepted(ANYWHERE, &mail).city, "Riverbend");
    assert_eq!(parsed(HOME_ONLY, &[("home-no_fixed_address", "yes")]), None);
}

#[test]
fn an_address_is_shown_as_on_an_envelope() {
    let lines = |boxes: &[(&str, &str)]| showing(ANYWHERE, boxes, "en");
    let mut island = typed("150 Calle A | San Juan | PR | 00926");
    island.push(("home-urbanization", "URB Las Gladiolas"));
    assert_eq!(lines(&island), ["URB Las Gladiolas", "150 Calle A", "San Juan, PR 00926"]);
    assert_eq!(lines(&typed("Box 4 | APO | AE | 09499")), ["Box 4", "APO AE 09499"]);
    let abroad = [("home-line1", "5 Rue du Lac"), ("home-city", "Valmont"), ("home-country", "fr")];
    assert_eq!(lines(&abroad), ["5 Rue du Lac", "Valmont", "France"]);
    assert_eq!(lines(&[("home-no_fixed_address", "yes")]), ["No fixed address"]);
}

/// Addresses that others collected from all fifty states, as `street, city, ST ZIP`. All that say so much are accepted.
#[test]
fn collected_us_addresses_are_accepted() {
    let (mut accepted_count, mut lacking) = (0, 0);
    let raw = text_of("payloads/us-addresses/raw/us50.test.raw");
    for address in raw.lines() {
        let parts: Vec<&str> = address.split(',').map(str::trim).collect();
        let last = parts.last().and_then(|last| last.split_once(' '));
        match (parts.as_slice(), last) {
            ([line1 @ .., city, _], Some((state, zip)))
                if !line1.is_empty() && !city.is_empty() && US_STATES.contains(&state) =>
            {
                accepted(HOME_ONLY, &typed(&format!("{}|{city}|{state}|{zip}", line1.join(", "))));
                accepted_count += 1;
            }
            _ => lacking += 1,
        }
    }
    assert_eq!((accepted_count, lacking), (663, 27), "27 say no street");
}

/// Addresses that others collected from countries of the world, as on an envelope.
#[test]
fn collected_addresses_of_other_countries_are_accepted() {
    let mut count = 0;
    let files = texts_in("payloads/addresses-by-country/testcases/countries");
    for (file, text) in files {
        let code = file.trim_end_matches(".yaml").to_uppercase();
        if !COUNTRIES.contains(&code.as_str()) || code == HOME {
            continue;
        }
        for case in
            text.split("\n---").filter_map(|case| case.split_once("expected:")).map(|(_, lines)| lines)
        {
            let lines = case.lines().skip(1).take_while(|line| line.starts_with(' ')).map(str::trim);
            let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
            let Some((first, rest)) = lines.split_first() else { continue };
            let rest = rest.join(", ");
            let boxes =
                [("home-line1", *first), ("home-city", rest.as_str()), ("home-country", code.as_str())];
            assert_eq!(accepted(ANYWHERE, &boxes).line1, *first);
            count += 1;
        }
    }
    assert!(count >= 100, "{count}");
}
