//! Texts that are no date, and the dates that they were probably meant to be.

use std::fmt;

use jiff::civil::Date;

use super::PartialDate;
use crate::diagnostic::closest;

/// A text that is not a date.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DateError {
    /// What was written.
    pub written: String,
    /// Why it is none.
    pub reason: String,
    /// What to do, as precise as that can be said.
    pub help: String,
}

impl fmt::Display for DateError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "`{}` is not a date: {}", self.written, self.reason)
    }
}

/// The forms of a date, for a text that is like none of them.
const FORMS: &str = "write what is known: a year `2007`, a month `2007-10`, a day `2007-10-15`, or a time with its zone \
     `2007-10-15T09:00[America/Toronto]`";

/// The first letters of the months in English and Spanish; three tell them apart.
const MONTHS: [[&str; 2]; 12] = [
    ["jan", "ene"],
    ["feb", "feb"],
    ["mar", "mar"],
    ["apr", "abr"],
    ["may", "may"],
    ["jun", "jun"],
    ["jul", "jul"],
    ["aug", "ago"],
    ["sep", "sep"],
    ["oct", "oct"],
    ["nov", "nov"],
    ["dec", "dic"],
];

impl DateError {
    fn new(written: &str, reason: impl Into<String>, help: impl Into<String>) -> Self {
        Self { written: written.to_owned(), reason: reason.into(), help: help.into() }
    }

    /// A text of three numbers in the right form of which there is no such day, or of two of which there is no such month.
    pub(super) fn in_calendar(written: &str, year: i16, month: i16, day: Option<i16>) -> Self {
        if !(1..=12).contains(&month) {
            let swapped = day.and_then(|day| dates([(year, day, Some(month))]).pop());
            let help = match swapped {
                Some(date) => format!("the month stands before the day: did you mean `{date}`?"),
                None => "the month is one of `01` to `12`".to_owned(),
            };
            return Self::new(written, format!("there is no month {month}"), help);
        }
        let last =
            i8::try_from(month).ok().and_then(|month| Date::new(year, month, 1).ok()).map_or(31, Date::days_in_month);
        let reason = format!("{year:04}-{month:02} has {last} days");
        Self::new(written, reason, format!("the day is one of `01` to `{last}`"))
    }

    /// A time that no clock showed there; `instead` is what they showed.
    pub(super) fn passed_over(written: &str, instead: &str) -> Self {
        let reason = "clocks were set forward there, and passed over this time";
        Self::new(written, reason, format!("write what clocks showed, such as `{instead}`"))
    }

    /// A year that is none.
    pub(super) fn without_year(written: &str) -> Self {
        Self::new(written, "no calendar of a plan has a year 0", FORMS)
    }

    /// A time that does not say where it holds.
    pub(super) fn without_zone(written: &str) -> Self {
        let help = format!("add the zone in brackets, such as `{written}[America/Toronto]`");
        Self::new(written, "a time needs its time zone", help)
    }

    /// A time that cannot be read, and what its reader says.
    pub(super) fn in_time(written: &str, reader: &str) -> Self {
        let zone = written.split_once('[').and_then(|(_, rest)| rest.strip_suffix(']'));
        if let Some(zone) = zone.filter(|zone| jiff::tz::db().get(zone).is_err()) {
            let known: Vec<_> = jiff::tz::db().available().map(|name| name.to_string()).collect();
            let help = match closest(zone, known.iter().map(String::as_str)) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "a zone has the name of the tz database, such as `America/Toronto`".to_owned(),
            };
            return Self::new(written, format!("there is no time zone `{zone}`"), help);
        }
        Self::new(written, reader, "a time is written as in `2007-10-15T09:00[America/Toronto]`")
    }

    /// A text in none of the forms.
    pub(super) fn in_form(written: &str) -> Self {
        let (reason, meant) = meant(written);
        let help = match meant.as_slice() {
            [] => FORMS.to_owned(),
            [one] => format!("did you mean `{one}`?"),
            several => format!(
                "did you mean {}?",
                several.iter().map(|date| format!("`{date}`")).collect::<Vec<_>>().join(" or ")
            ),
        };
        Self::new(written, reason, help)
    }
}

/// Why a text is in none of the forms, and the dates that it may have been meant to be.
fn meant(written: &str) -> (&'static str, Vec<String>) {
    const OTHER: &str = "it is in none of the forms of a date";
    if let Some((date, time)) = written.split_once(' ')
        && date.parse::<PartialDate>().is_ok_and(|date| matches!(date, PartialDate::Day(_)))
        && time.starts_with(|letter: char| letter.is_ascii_digit())
    {
        let zone = if time.contains('[') { "" } else { "[America/Toronto]" };
        return ("a `T` stands between the day and the time", vec![format!("{date}T{}{zone}", time.trim())]);
    }
    if let Some(date) = in_words(written) {
        return ("a date is written in digits", vec![date]);
    }
    let parts: Vec<&str> = written.split(['-', '/', '.']).map(str::trim).collect();
    let numbers: Option<Vec<i16>> = parts.iter().map(|part| part.parse().ok()).collect();
    let is_year = |position: usize| parts[position].len() == 4;
    match numbers.as_deref() {
        Some([year, month, day]) if is_year(0) => {
            ("it is written `year-month-day`, with two digits for month and day", dates([(*year, *month, Some(*day))]))
        }
        Some([first, second, year]) if is_year(2) => (
            "the year stands first, then the month and the day",
            dates([(*year, *second, Some(*first)), (*year, *first, Some(*second))]),
        ),
        Some([year, month]) if is_year(0) => {
            ("it is written `year-month`, with two digits for the month", dates([(*year, *month, None)]))
        }
        Some([month, year]) if is_year(1) => ("the year stands before the month", dates([(*year, *month, None)])),
        None if parts.len() == 1 && written.len() == 8 && written.bytes().all(|byte| byte.is_ascii_digit()) => {
            let number = |range: std::ops::Range<usize>| written[range].parse().unwrap_or(0);
            ("hyphens stand between its parts", dates([(number(0..4), number(4..6), Some(number(6..8)))]))
        }
        _ => (OTHER, Vec::new()),
    }
}

/// Those of some years, months and days that there are, each once.
fn dates<const MANY: usize>(numbers: [(i16, i16, Option<i16>); MANY]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for (year, month, day) in numbers {
        let text = match day {
            Some(day) => format!("{year:04}-{month:02}-{day:02}"),
            None => format!("{year:04}-{month:02}"),
        };
        let is_date = (1..=12).contains(&month) && day.is_none_or(|day| is_day(year, month, day));
        if is_date && !found.contains(&text) {
            found.push(text);
        }
    }
    found
}

fn is_day(year: i16, month: i16, day: i16) -> bool {
    matches!((i8::try_from(month), i8::try_from(day)), (Ok(month), Ok(day)) if Date::new(year, month, day).is_ok())
}

/// `21 August 2007`, `August 21st, 2007`, `agosto de 2007`, as a date.
fn in_words(written: &str) -> Option<String> {
    let lower = written.to_lowercase();
    let (mut year, mut month, mut day) = (None, None, None);
    for word in
        lower.split([' ', ',', '.', '-']).filter(|word| !word.is_empty() && !["de", "del", "of", "the"].contains(word))
    {
        let number = word.trim_end_matches(|letter: char| letter.is_alphabetic());
        if number.is_empty() {
            let is_month = |names: &[&str; 2]| names.iter().any(|name| word.starts_with(name));
            let position = MONTHS.iter().position(is_month)?;
            month.replace(i16::try_from(position + 1).ok()?).is_none().then_some(())?;
        } else if number.len() == 4 {
            year = Some(number.parse().ok()?);
        } else {
            day = Some(number.parse().ok()?);
        }
    }
    dates([(year?, month?, day)]).pop()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn help(written: &str) -> String {
        written.parse::<PartialDate>().unwrap_err().help
    }

    #[test]
    fn what_was_probably_meant_is_proposed() {
        for (written, meant) in [
            ("2007-1-5", "did you mean `2007-01-05`?"),
            ("01/02/2007", "did you mean `2007-02-01` or `2007-01-02`?"),
            ("31.12.2007", "did you mean `2007-12-31`?"),
            ("2007/10/15", "did you mean `2007-10-15`?"),
            ("20071015", "did you mean `2007-10-15`?"),
            ("10/2007", "did you mean `2007-10`?"),
            ("21 August 2007", "did you mean `2007-08-21`?"),
            ("August 21st, 2007", "did you mean `2007-08-21`?"),
            ("21 de agosto de 2007", "did you mean `2007-08-21`?"),
            ("agosto de 2007", "did you mean `2007-08`?"),
            ("2007-10-15 09:00", "did you mean `2007-10-15T09:00[America/Toronto]`?"),
            ("2007-10-15T09:00[America/Toronta]", "did you mean `America/Toronto`?"),
            ("2007-13-01", "the month stands before the day: did you mean `2007-01-13`?"),
        ] {
            assert_eq!(help(written), meant, "{written}");
        }
    }

    #[test]
    fn what_cannot_be_guessed_is_told_the_forms() {
        for written in ["in the autumn", "", "soon 2007 2008", "31/31/2007", "ñandú 2007", "201", "2007-10-15-16"] {
            assert_eq!(help(written), FORMS, "{written}");
        }
        assert_eq!(help("2007-13"), "the month is one of `01` to `12`");
        assert_eq!(help("2007-02-30"), "the day is one of `01` to `28`");
    }
}
