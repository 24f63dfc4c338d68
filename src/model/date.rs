//! Dates that are as precise as they are known.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use deserr::{Deserr, IntoValue, Value, ValuePointerRef};
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use jiff::{Timestamp, Zoned};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::date_error::DateError;
use super::field::{FieldErrors, Problem, Wanted, text};

/// A year, a month, a day, or an instant with its time zone.
///
/// The forms are those of ISO 8601 for `2007`, `2007-10` and `2007-10-15`, and of RFC 9557 for `2007-10-15T09:00[America/Toronto]`.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum PartialDate {
    /// A year, of four digits.
    Year(i16),
    /// A month of a year.
    Month(i16, i8),
    /// A day.
    Day(Date),
    /// A time of day in a time zone.
    Time(Zoned),
}

impl PartialDate {
    /// The first day that it covers.
    pub fn first_day(&self) -> Date {
        match self {
            Self::Year(year) => Date::constant(*year, 1, 1),
            Self::Month(year, month) => Date::constant(*year, *month, 1),
            Self::Day(date) => *date,
            Self::Time(time) => time.date(),
        }
    }

    /// The last day that it covers.
    pub fn last_day(&self) -> Date {
        match self {
            Self::Year(year) => Date::constant(*year, 12, 31),
            Self::Month(..) => self.first_day().last_of_month(),
            Self::Day(date) => *date,
            Self::Time(time) => time.date(),
        }
    }

    /// The instant at which it begins. A day has no zone: its midnight is taken in UTC.
    pub fn first_instant(&self) -> Timestamp {
        match self {
            Self::Time(time) => time.timestamp(),
            _ => Offset::UTC.to_timestamp(self.first_day().at(0, 0, 0, 0)).unwrap_or(Timestamp::MAX),
        }
    }

    /// The year.
    pub fn year(&self) -> i16 {
        self.first_day().year()
    }

    /// The form that XML Schema takes (`xsd:date`, `xsd:dateTime`); none for what is known to the month or the year.
    pub fn to_xml(&self) -> Option<String> {
        match self {
            Self::Year(_) | Self::Month(..) => None,
            Self::Day(date) => Some(date.to_string()),
            Self::Time(time) => Some(time.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()),
        }
    }

    /// Whether all of it lies before all of `other`.
    pub fn is_before(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Time(earlier), Self::Time(later)) => earlier < later,
            _ => self.last_day() < other.first_day(),
        }
    }

    /// The order of a chronicle: what is known to the day comes before what is only known to lie in that month or year.
    pub fn chronological(&self, other: &Self) -> Ordering {
        let by_time = match (self, other) {
            (Self::Time(left), Self::Time(right)) => left.cmp(right),
            _ => Ordering::Equal,
        };
        self.last_day().cmp(&other.last_day()).then(other.first_day().cmp(&self.first_day())).then(by_time)
    }
}

/// The form that `<time datetime>` and data files take (HTML, "valid date string with optional time").
impl fmt::Display for PartialDate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(formatter, "{year:04}"),
            Self::Month(year, month) => write!(formatter, "{year:04}-{month:02}"),
            Self::Day(date) => write!(formatter, "{date}"),
            Self::Time(time) => write!(formatter, "{}", time.strftime("%Y-%m-%dT%H:%M%:z")),
        }
    }
}

impl FromStr for PartialDate {
    type Err = DateError;

    fn from_str(written: &str) -> Result<Self, DateError> {
        if written.contains('[') {
            let time: Zoned =
                written.parse().map_err(|cause: jiff::Error| DateError::in_time(written, &cause.to_string()))?;
            // A time that clocks passed over is read as the one that they showed instead. One in UTC is none that clocks show.
            let (clock, zone) = written.split_at(written.find('[').unwrap_or(written.len()));
            if clock.parse::<DateTime>().is_ok_and(|clock| clock != time.datetime()) {
                return Err(DateError::passed_over(written, &format!("{}{zone}", time.strftime("%Y-%m-%dT%H:%M"))));
            }
            return Ok(Self::Time(time));
        }
        if is_time_of_day(written) {
            return Err(DateError::without_zone(written));
        }
        let parts: Vec<_> = written.split('-').collect();
        let digits = |part: &str, length: usize| -> Option<i16> {
            (part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| part.parse().ok())?
        };
        let numbers: Option<Vec<i16>> =
            parts.iter().enumerate().map(|(index, part)| digits(part, if index == 0 { 4 } else { 2 })).collect();
        match numbers.as_deref() {
            Some([0, ..]) => Err(DateError::without_year(written)),
            Some([year]) => Ok(Self::Year(*year)),
            Some([year, month @ 1..=12]) => Ok(Self::Month(*year, i8::try_from(*month).unwrap_or(1))),
            Some([year, month]) => Err(DateError::in_calendar(written, *year, *month, None)),
            Some([year, month, day]) => {
                let date = Date::new(*year, i8::try_from(*month).unwrap_or(0), i8::try_from(*day).unwrap_or(0));
                date.map(Self::Day).map_err(|_| DateError::in_calendar(written, *year, *month, Some(*day)))
            }
            _ => Err(DateError::in_form(written)),
        }
    }
}

/// Whether a text is a day with a time behind it: `2007-10-15T09:00`.
fn is_time_of_day(written: &str) -> bool {
    written.split_once('T').is_some_and(|(day, time)| {
        day.ends_with(|letter: char| letter.is_ascii_digit())
            && time.starts_with(|letter: char| letter.is_ascii_digit())
    })
}

impl Deserr<FieldErrors> for PartialDate {
    fn deserialize_from_value<V: IntoValue>(
        value: Value<V>,
        location: ValuePointerRef<'_>,
    ) -> Result<Self, FieldErrors> {
        let written = match value {
            // A year is a number to YAML.
            Value::Integer(number) => number.to_string(),
            other => text(other, Wanted::Date, location)?,
        };
        written.parse().map_err(|error| FieldErrors::one(Problem::Date(error), location))
    }
}

impl JsonSchema for PartialDate {
    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A year `2007`, a month `2007-10`, a day `2007-10-15`, or a time with its zone, in quotes: \
                `\"2007-10-15T09:00[America/Toronto]\"`.",
            "type": ["string", "integer"],
            "pattern": r"^([0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?|.+\[.+\].*)$",
            "patternErrorMessage": "this is not a date: write a year `2007`, a month `2007-10`, a day `2007-10-15`, or a time with its zone",
            "minimum": 1000,
            "maximum": 9999,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> PartialDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_date_is_kept_as_precise_as_it_was_written() {
        for text in ["2007", "2007-10", "2007-10-15"] {
            assert_eq!(date(text).to_string(), text);
        }
        assert_eq!(date("2007-10-15T09:00[America/Toronto]").to_string(), "2007-10-15T09:00-04:00");
        assert_eq!(date("2007-10-15T09[America/Toronto]").to_string(), "2007-10-15T09:00-04:00");
        assert_eq!(date("2007-10-15T09:00-04:00[America/Toronto]").to_string(), "2007-10-15T09:00-04:00");
        assert_eq!(date("2007-10-15T13:00Z[America/Toronto]").to_string(), "2007-10-15T09:00-04:00");
        // Clocks showed this time twice, and the first is taken.
        assert_eq!(date("2007-11-04T01:30[America/Toronto]").to_string(), "2007-11-04T01:30-04:00");
    }

    #[test]
    fn xml_takes_days_and_times_to_the_second() {
        assert_eq!(["2007", "2007-10"].map(|text| date(text).to_xml()), [None, None]);
        assert_eq!(date("2007-10-15").to_xml().unwrap(), "2007-10-15");
        assert_eq!(date("2007-10-15T09:00[America/Toronto]").to_xml().unwrap(), "2007-10-15T09:00:00-04:00");
    }

    #[test]
    fn what_is_not_a_date_says_why() {
        for (text, reason) in [
            ("2007-13", "there is no month 13"),
            ("2007-02-30", "2007-02 has 28 days"),
            ("October 2007", "a date is written in digits"),
            ("2007-1-5", "it is written `year-month-day`, with two digits for month and day"),
            ("2007-10-15T09:00", "a time needs its time zone"),
            ("2008-03-09T02:30[America/Toronto]", "clocks were set forward there, and passed over this time"),
            ("0000", "no calendar of a plan has a year 0"),
        ] {
            assert_eq!(text.parse::<PartialDate>().unwrap_err().reason, reason, "{text}");
        }
        assert!("2007-10-15T09:00[Mars/Olympus]".parse::<PartialDate>().is_err());
    }

    #[test]
    fn a_chronicle_puts_the_known_day_before_the_vague_year() {
        let mut dates = ["2007", "2008-01", "2007-10", "2007-08-21"].map(date);
        dates.sort_by(PartialDate::chronological);
        assert_eq!(dates.map(|date| date.to_string()), ["2007-08-21", "2007-10", "2007", "2008-01"]);
    }

    #[test]
    fn a_time_begins_in_its_zone_and_a_day_in_utc() {
        for (text, instant) in [
            ("2007", "2007-01-01T00:00:00Z"),
            ("2007-10", "2007-10-01T00:00:00Z"),
            ("2007-10-15", "2007-10-15T00:00:00Z"),
            ("2007-10-15T09:00[America/Toronto]", "2007-10-15T13:00:00Z"),
            ("9999", "9999-01-01T00:00:00Z"),
        ] {
            assert_eq!(date(text).first_instant().to_string(), instant);
        }
    }

    #[test]
    fn only_what_wholly_precedes_is_before() {
        assert!(date("2007-09").is_before(&date("2007-10")));
        assert!(!date("2007").is_before(&date("2007-10")));
    }
}
