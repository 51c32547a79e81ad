//! `availability` in `service.yaml`: when a service takes submissions, and how many.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};

use super::service::day;

/// When a service takes submissions, and how many. Days begin and end where the owning agency is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Availability {
    /// The first day somebody can begin and send (`2027-03-01`).
    #[serde(default, deserialize_with = "optional_day")]
    #[schemars(with = "Option<String>")]
    pub opens_on: Option<Date>,
    /// The last day somebody can begin and send. The service closes when this day ends.
    #[serde(default, deserialize_with = "optional_day")]
    #[schemars(with = "Option<String>")]
    pub closes_on: Option<Date>,
    /// For how many days after the last one people may still send what they began in time.
    #[serde(default)]
    pub grace_days: u16,
    /// The most submissions it takes in all, counted from `opens_on`.
    #[serde(default)]
    pub most: Option<u32>,
    /// The most submissions it takes on one day.
    #[serde(default)]
    pub most_per_day: Option<u32>,
}

fn optional_day<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
    day(from).map(Some)
}

/// Where a day falls: before the service opens, while it is open, or after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Season {
    /// It opens on this day.
    Before(Date),
    /// It is open.
    Open,
    /// It was open for the last time on this day.
    After(Date),
}

/// Submissions that are counted together, and how many of them the service takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Its name, the same for everybody who counts.
    pub name: String,
    /// Its first day; none: everything ever received.
    pub from: Option<Date>,
    /// How many it takes.
    pub most: u32,
    /// The day from which more are taken; none: never.
    pub again_on: Option<Date>,
}

impl Availability {
    /// Where a day falls.
    pub fn season(&self, today: Date) -> Season {
        match (self.opens_on, self.closes_on) {
            (Some(opens_on), _) if today < opens_on => Season::Before(opens_on),
            (_, Some(closes_on)) if today > closes_on => Season::After(closes_on),
            _ => Season::Open,
        }
    }

    /// The last day to send what was begun in time, for a service that closes.
    pub fn send_by(&self) -> Option<Date> {
        let closes_on = self.closes_on?;
        Some(closes_on.saturating_add(jiff::Span::new().days(i64::from(self.grace_days))))
    }

    /// What is counted on a day. A service that takes any number counts nothing.
    pub fn spans(&self, today: Date) -> Vec<Span> {
        let name = self.opens_on.map_or_else(|| "all".to_owned(), |opens_on| format!("since {opens_on}"));
        let in_all = self.most.map(|most| Span { name, from: self.opens_on, most, again_on: None });
        let again_on = today.tomorrow().ok();
        let of_day = |most| Span { name: format!("on {today}"), from: Some(today), most, again_on };
        in_all.into_iter().chain(self.most_per_day.map(of_day)).collect()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn spring() -> Availability {
        Availability {
            opens_on: Some(date(2027, 3, 1)),
            closes_on: Some(date(2027, 5, 31)),
            grace_days: 7,
            most: Some(100),
            most_per_day: Some(10),
        }
    }

    #[test]
    fn the_first_and_the_last_day_belong_to_the_time_it_is_open() {
        let cases = [
            (date(2027, 2, 28), Season::Before(date(2027, 3, 1))),
            (date(2027, 3, 1), Season::Open),
            (date(2027, 5, 31), Season::Open),
            (date(2027, 6, 1), Season::After(date(2027, 5, 31))),
        ];
        for (today, season) in cases {
            assert_eq!(spring().season(today), season, "{today}");
        }
        assert_eq!(Availability::default().season(date(2027, 1, 1)), Season::Open);
    }

    #[test]
    fn what_was_begun_in_time_may_be_sent_in_the_days_of_grace() {
        assert_eq!(spring().send_by(), Some(date(2027, 6, 7)));
        assert_eq!(Availability::default().send_by(), None);
    }

    #[test]
    fn a_new_season_and_a_new_day_are_counted_anew() {
        let names = |one: &Availability, today| -> Vec<String> {
            one.spans(today).into_iter().map(|span| span.name).collect()
        };
        assert_eq!(names(&spring(), date(2027, 3, 5)), ["since 2027-03-01", "on 2027-03-05"]);
        let next = Availability { opens_on: Some(date(2028, 3, 1)), ..spring() };
        assert_eq!(names(&next, date(2028, 3, 5)), ["since 2028-03-01", "on 2028-03-05"]);
        assert!(names(&Availability::default(), date(2027, 3, 5)).is_empty());
    }
}
