//! Time zones within a calendar (RFC 5545, 3.6.5): what clocks show at the times of its events, for programs that do not know the zone.
//!
//! 1. The clock that is right when the first event begins, and each change of it until the last one ends, are written one by one.
//! 2. Where an event comes again without end, the changes of the years to come are written as rules: one for the changes to summer time, one
//!    for those back. A zone whose changes follow no rule has those of a generation written one by one.

use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::{Offset, TimeZone, TimeZoneTransition};
use jiff::{SignedDuration, Timestamp};

use super::lines::Lines;

/// For how many years a rule is tried: each day of the week has stood at each date of a year by then.
const YEARS: i16 = 30;

/// The time that a calendar speaks of in a zone.
#[derive(Clone, Copy)]
pub(super) struct Period {
    /// When the first event begins.
    pub(super) first: Timestamp,
    /// When the last event ends.
    pub(super) last: Timestamp,
    /// Whether one of the events comes again, without end.
    pub(super) goes_on: bool,
}

/// A time during which clocks are as far from UTC as it says.
struct Observance {
    is_summer_time: bool,
    /// When it begins, by the clock before it.
    onset: DateTime,
    before: Offset,
    offset: Offset,
    name: String,
    /// By which rule it begins again each year.
    rule: Option<String>,
}

/// Writes the zone, as it is in a period.
pub(super) fn write(zone: &TimeZone, name: &str, period: Period, lines: &mut Lines) {
    lines.begin("VTIMEZONE");
    lines.value("TZID", name);
    for observance in observances(zone, period) {
        let component = if observance.is_summer_time { "DAYLIGHT" } else { "STANDARD" };
        lines.begin(component);
        lines.value("DTSTART", &observance.onset.strftime("%Y%m%dT%H%M%S").to_string());
        lines.value("TZOFFSETFROM", &distance(observance.before));
        lines.value("TZOFFSETTO", &distance(observance.offset));
        lines.text("TZNAME", &observance.name);
        if let Some(rule) = &observance.rule {
            lines.value("RRULE", rule);
        }
        lines.end(component);
    }
    lines.end("VTIMEZONE");
}

fn observances(zone: &TimeZone, period: Period) -> Vec<Observance> {
    let Period { first, last, goes_on } = period;
    let mut observances = vec![at_first(zone, first)];
    let rules_from = year_in(zone, last);
    let rules = if goes_on { rules(zone, rules_from) } else { None };
    let until = match (&rules, goes_on) {
        // The rules begin with the first of January, which comes before the changes of that year.
        (Some(_), _) => start_of(zone, rules_from),
        (None, true) => start_of(zone, rules_from.saturating_add(YEARS)),
        (None, false) => last,
    };
    let changes = zone.following(first).take_while(|change| change.timestamp() <= until);
    observances.extend(changes.map(|change| observance(zone, &change)));
    if let Some(rules) = rules {
        // What the rules begin with is not said twice.
        observances.retain(|known| known.onset.year() < rules_from);
        observances.extend(rules);
    }
    observances
}

/// What clocks show at an instant. Where they never were changed before, they are taken to have shown it since the year before.
fn at_first(zone: &TimeZone, first: Timestamp) -> Observance {
    let next = later(first);
    if let Some(change) = zone.preceding(next).next() {
        return observance(zone, &change);
    }
    let info = zone.to_offset_info(first);
    Observance {
        is_summer_time: info.dst().is_dst(),
        onset: first_of(year_in(zone, first).saturating_sub(1)).to_datetime(jiff::civil::Time::midnight()),
        before: info.offset(),
        offset: info.offset(),
        name: info.abbreviation().to_owned(),
        rule: None,
    }
}

fn observance(zone: &TimeZone, change: &TimeZoneTransition<'_>) -> Observance {
    let at = change.timestamp();
    let before =
        at.checked_sub(SignedDuration::from_nanos(1)).map_or(change.offset(), |earlier| zone.to_offset(earlier));
    Observance {
        is_summer_time: change.dst().is_dst(),
        onset: before.to_datetime(at),
        before,
        offset: change.offset(),
        name: change.abbreviation().to_owned(),
        rule: None,
    }
}

/// The two changes of every year from a year on, as rules; none where there are others, or they follow none.
fn rules(zone: &TimeZone, from: i16) -> Option<[Observance; 2]> {
    let changes = zone.following(start_of(zone, from)).map(|change| observance(zone, &change));
    let changes: Vec<_> = changes.take_while(|change| change.onset.year() < from.saturating_add(YEARS)).collect();
    let (summer, winter): (Vec<_>, Vec<_>) = changes.into_iter().partition(|change| change.is_summer_time);
    Some([as_rule(summer, from)?, as_rule(winter, from)?])
}

/// Changes of as many years, as the first of them with the rule that they follow.
fn as_rule(changes: Vec<Observance>, from: i16) -> Option<Observance> {
    let is_one_a_year = (from..from.saturating_add(YEARS)).eq(changes.iter().map(|change| change.onset.year()));
    let onsets: Vec<_> = changes.iter().map(|change| change.onset).collect();
    let mut changes = changes.into_iter();
    let first = changes.next().filter(|_| is_one_a_year)?;
    let is_alike =
        |other: Observance| (other.before, other.offset, &other.name) == (first.before, first.offset, &first.name);
    changes.all(is_alike).then_some(())?;
    let rule = rule_of(&onsets)?;
    Some(Observance { rule: Some(rule), ..first })
}

/// The rule (RFC 5545, 3.3.10) by which a day comes every year: in one month, on one day of the week, within the same seven days, such as the
/// second Sunday or the last one.
fn rule_of(onsets: &[DateTime]) -> Option<String> {
    let first = onsets.first()?;
    let is_alike = |onset: &DateTime| {
        (onset.month(), onset.weekday(), onset.time()) == (first.month(), first.weekday(), first.time())
    };
    let earliest = onsets.iter().map(|onset| onset.day()).min()?;
    let latest = onsets.iter().map(|onset| onset.day()).max()?;
    if !onsets.iter().all(is_alike) || latest - earliest > 6 {
        return None;
    }
    let (month, weekday) = (first.month(), name_of(first.weekday()));
    let day = if earliest % 7 == 1 && latest <= 28 {
        format!("BYDAY={}{weekday}", earliest / 7 + 1)
    } else if month != 2 && latest == first.date().days_in_month() && latest - earliest == 6 {
        format!("BYDAY=-1{weekday}")
    } else {
        let days: Vec<_> = (earliest..=latest).map(|day| day.to_string()).collect();
        format!("BYMONTHDAY={};BYDAY={weekday}", days.join(","))
    };
    Some(format!("FREQ=YEARLY;BYMONTH={month};{day}"))
}

fn name_of(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "MO",
        Weekday::Tuesday => "TU",
        Weekday::Wednesday => "WE",
        Weekday::Thursday => "TH",
        Weekday::Friday => "FR",
        Weekday::Saturday => "SA",
        Weekday::Sunday => "SU",
    }
}

fn year_in(zone: &TimeZone, instant: Timestamp) -> i16 {
    zone.to_datetime(instant).year()
}

fn first_of(year: i16) -> Date {
    Date::new(year, 1, 1).unwrap_or(Date::MAX)
}

/// The instant just before a year begins in a zone, so that what changes with the year comes behind it.
fn start_of(zone: &TimeZone, year: i16) -> Timestamp {
    let midnight = first_of(year).to_zoned(zone.clone()).map_or(Timestamp::MAX, |midnight| midnight.timestamp());
    midnight.checked_sub(SignedDuration::from_nanos(1)).unwrap_or(midnight)
}

fn later(instant: Timestamp) -> Timestamp {
    instant.checked_add(SignedDuration::from_nanos(1)).unwrap_or(instant)
}

/// A distance from UTC (RFC 5545, 3.3.14).
fn distance(offset: Offset) -> String {
    let seconds = offset.seconds();
    let sign = if seconds < 0 { '-' } else { '+' };
    let seconds = seconds.unsigned_abs();
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match seconds {
        0 => format!("{sign}{hours:02}{minutes:02}"),
        _ => format!("{sign}{hours:02}{minutes:02}{seconds:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(zone: &str, first: &str, last: &str, goes_on: bool) -> String {
        let mut lines = Lines::default();
        let period = Period { first: first.parse().unwrap(), last: last.parse().unwrap(), goes_on };
        write(&TimeZone::get(zone).unwrap(), zone, period, &mut lines);
        lines.into_text().replace("\r\n", "\n")
    }

    #[test]
    fn an_event_takes_the_clock_of_its_day() {
        assert_eq!(
            written("America/Toronto", "2007-10-15T13:00:00Z", "2007-10-15T21:00:00Z", false),
            "BEGIN:VTIMEZONE\nTZID:America/Toronto\n\
             BEGIN:DAYLIGHT\nDTSTART:20070311T020000\nTZOFFSETFROM:-0500\nTZOFFSETTO:-0400\nTZNAME:EDT\nEND:DAYLIGHT\n\
             END:VTIMEZONE\n"
        );
    }

    #[test]
    fn each_change_between_the_first_event_and_the_last_is_there() {
        let zone = written("Europe/Madrid", "2021-03-22T10:00:00Z", "2021-11-30T10:00:00Z", false);
        let onsets: Vec<_> = zone.lines().filter_map(|line| line.strip_prefix("DTSTART:")).collect();
        assert_eq!(onsets, ["20201025T030000", "20210328T020000", "20211031T030000"]);
    }

    #[test]
    fn what_comes_again_without_end_takes_rules() {
        assert_eq!(
            written("Europe/Lisbon", "2023-12-05T09:30:00Z", "2023-12-05T17:00:00Z", true),
            "BEGIN:VTIMEZONE\nTZID:Europe/Lisbon\n\
             BEGIN:DAYLIGHT\nDTSTART:20230326T010000\nTZOFFSETFROM:+0000\nTZOFFSETTO:+0100\nTZNAME:WEST\n\
             RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\nEND:DAYLIGHT\n\
             BEGIN:STANDARD\nDTSTART:20231029T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0000\nTZNAME:WET\n\
             RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nEND:STANDARD\nEND:VTIMEZONE\n"
        );
        let toronto = written("America/Toronto", "2007-01-15T14:00:00Z", "2007-01-15T15:00:00Z", true);
        assert!(toronto.contains("DTSTART:20061029T020000\n"), "{toronto}");
        assert!(toronto.contains("DTSTART:20070311T020000\n") && toronto.contains("BYMONTH=3;BYDAY=2SU"), "{toronto}");
        assert!(toronto.contains("BYMONTH=11;BYDAY=1SU"), "{toronto}");
    }

    #[test]
    fn a_rule_that_names_no_week_of_the_month_names_its_days() {
        let jerusalem = written("Asia/Jerusalem", "2024-01-01T08:00:00Z", "2024-01-01T09:00:00Z", true);
        assert!(
            jerusalem.contains("RRULE:FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=23,24,25,26,27,28,29;BYDAY=FR\n"),
            "{jerusalem}"
        );
    }

    #[test]
    fn changes_without_a_rule_are_written_one_by_one() {
        let casablanca = written("Africa/Casablanca", "2015-01-05T08:00:00Z", "2015-01-05T09:00:00Z", true);
        assert!(!casablanca.contains("RRULE") && casablanca.matches("DTSTART:").count() > 20, "{casablanca}");
    }

    #[test]
    fn a_zone_whose_clocks_stand_still_has_one_clock() {
        let zone = written("Etc/GMT+5", "2024-01-01T08:00:00Z", "2024-01-01T09:00:00Z", true);
        assert_eq!(
            zone,
            "BEGIN:VTIMEZONE\nTZID:Etc/GMT+5\n\
             BEGIN:STANDARD\nDTSTART:20230101T000000\nTZOFFSETFROM:-0500\nTZOFFSETTO:-0500\nTZNAME:-05\nEND:STANDARD\n\
             END:VTIMEZONE\n"
        );
        let mexico = written("America/Mexico_City", "2024-01-01T08:00:00Z", "2024-01-01T09:00:00Z", true);
        assert_eq!(mexico.matches("DTSTART:").count(), 1, "{mexico}");
    }

    #[test]
    fn a_zone_keeps_the_minutes_and_the_seconds_of_its_distance() {
        assert_eq!(distance(Offset::from_seconds(20_700).unwrap()), "+0545");
        assert_eq!(distance(Offset::from_seconds(-17_772).unwrap()), "-045612");
    }
}
