//! What fits a column and what never does.

use proptest::prelude::*;
use serde_json::json;

use super::*;

fn column(holds: Holds) -> Column {
    Column { name: "C".to_owned(), holds, ..Column::default() }
}

#[test]
fn money_fits_exact_columns_and_never_whole_numbers() {
    let money = json!("45.00");
    assert_eq!(fit(&column(Holds::Decimal(Some(2))), &money), Ok(Scalar::Text("45.00".to_owned())));
    assert!(fit(&column(Holds::Decimal(Some(0))), &money).is_ok(), "no cents are lost");
    assert!(fit(&column(Holds::Decimal(Some(1))), &json!("45.05")).is_err());
    assert!(fit(&column(Holds::Integer), &money).is_err(), "dollars or cents?");
}

#[test]
fn the_length_of_text_counts_characters_not_bytes() {
    assert!(fit(&column(Holds::Text(Some(5))), &json!("Ñandú")).is_ok());
    assert!(fit(&column(Holds::Text(Some(4))), &json!("Ñandú")).is_err());
}

proptest! {
    #[test]
    fn text_that_fits_arrives_as_it_was(text in "\\PC{0,40}", most in 0_usize..40) {
        match fit(&column(Holds::Text(Some(most))), &json!(text)) {
            Ok(value) => prop_assert_eq!(value, Scalar::Text(text)),
            Err(_) => prop_assert!(text.chars().count() > most),
        }
    }

    #[test]
    fn whole_numbers_arrive_as_they_were_from_text_and_from_numbers(number: i64) {
        for value in [json!(number), json!(number.to_string()), json!(format!(" {number} "))] {
            prop_assert_eq!(fit(&column(Holds::Integer), &value), Ok(Scalar::Int(number)));
        }
    }

    #[test]
    fn what_an_exact_column_takes_is_a_number_for_every_database(text in "[-+0-9., eE]{0,12}") {
        if let Ok(Scalar::Text(taken)) = fit(&column(Holds::Decimal(None)), &json!(text)) {
            prop_assert!(taken.parse::<f64>().is_ok(), "{}", taken);
            prop_assert!(!taken.contains(['e', 'E', '+', ',', ' ']));
        }
    }
}

fn refused(holds: Holds, value: Json) -> bool {
    fit(&column(holds), &value).is_err()
}

#[test]
fn a_day_that_is_none_does_not_fit() {
    for day in
        ["2026-02-29", "2026-02-30", "0000-00-00", "2026-00-10", "2026-13-01", "2026-04-31", "1900-02-29"]
    {
        assert!(refused(Holds::Date, json!(day)), "{day}");
        assert!(refused(Holds::Moment, json!(day)), "{day}");
    }
    for day in ["2028-02-29", "2000-02-29", "1931-12-31", "2026-04-30"] {
        assert!(!refused(Holds::Date, json!(day)), "{day}");
    }
}

#[test]
fn a_moment_has_no_zone_and_no_parts_of_a_second_that_would_be_dropped() {
    for moment in ["2026-11-22", "2026-11-22 10:30:00", "2026-11-22T10:30"] {
        assert!(!refused(Holds::Moment, json!(moment)), "{moment}");
    }
    for moment in ["2026-11-22T10:30:00Z", "2026-11-22 10:30:00.5", "2026-11-22 24:00:00", "20261122"] {
        assert!(refused(Holds::Moment, json!(moment)), "{moment}");
    }
    assert!(refused(Holds::Moment, json!(20_261_122)) && refused(Holds::Time, json!(1030)));
    assert!(!refused(Holds::Time, json!("23:59:59")) && refused(Holds::Time, json!("25:00")));
}

#[test]
fn a_number_is_never_taken_for_the_place_of_a_code() {
    let codes = Holds::Codes(vec!["A".to_owned(), "B".to_owned()]);
    assert!(!refused(codes.clone(), json!("A")));
    for value in [json!(1), json!("1"), json!(true), json!("a"), json!("")] {
        assert!(refused(codes.clone(), value.clone()), "{value}");
    }
}

#[test]
fn a_year_has_four_digits_so_that_26_is_not_taken_for_2026() {
    assert!(!refused(Holds::Year, json!(2026)) && !refused(Holds::Year, json!("1999")));
    assert!(refused(Holds::Year, json!(26)) && refused(Holds::Year, json!(0)));
}

#[test]
fn a_number_kept_in_binary_is_taken_only_when_every_digit_comes_back() {
    for (value, float, small) in [
        (json!("0.1"), true, true),
        (json!("-12.50"), true, true),
        (json!(0), true, true),
        (json!("1234567.25"), true, false),
        (json!(16_777_217), true, false),
        (json!(9_007_199_254_740_993_i64), false, false),
        (json!("0.12345678901234567890"), false, false),
        (json!("1e5"), false, false),
        (json!("inf"), false, false),
        (json!("NaN"), false, false),
    ] {
        assert_eq!(!refused(Holds::Float, value.clone()), float, "{value}");
        assert_eq!(!refused(Holds::SmallFloat, value.clone()), small, "{value}");
    }
}

#[test]
fn nothing_is_refused_where_something_is_required() {
    let required = Column { is_required: true, ..column(Holds::Text(None)) };
    assert!(fit(&required, &Json::Null).is_err());
    assert_eq!(fit(&required, &json!("")), Ok(Scalar::Text(String::new())));
    assert_eq!(fit(&column(Holds::Integer), &Json::Null), Ok(Scalar::Null));
}
