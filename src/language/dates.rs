//! Dates and times as a language writes them: `21 de agosto de 2007`.

use icu_calendar::{Date, Gregorian};
use icu_datetime::fieldsets::zone::LocalizedOffsetShort;
use icu_datetime::fieldsets::{Combo, M, T, Y, YM, YMD, YMDT};
use icu_datetime::input::{Time, UtcOffset, ZonedDateTime};
use icu_datetime::{DateTimeFormatterPreferences, FixedCalendarDateTimeFormatter};

use super::locale::Locale;

/// Writes a date of the Gregorian calendar; which parts of it is `Fields`. None where ICU4X has no data, not even in the
/// root locale, which does not happen with the data it is built with.
type Formatter<Fields> = Option<FixedCalendarDateTimeFormatter<Gregorian, Fields>>;

/// The formatters behind the methods below. All but one are of CLDR's length `long`: the month is a word, nothing is
/// abbreviated.
pub(super) struct DateFormatters {
    year: Formatter<Y>,
    month: Formatter<YM>,
    day: Formatter<YMD>,
    time: Formatter<Combo<YMDT, LocalizedOffsetShort>>,
    hour: Formatter<Combo<T, LocalizedOffsetShort>>,
    short_month: Formatter<M>,
}

impl DateFormatters {
    pub(super) fn new(locale: &icu_locale::Locale) -> Self {
        let preferences = DateTimeFormatterPreferences::from(locale);
        Self {
            year: FixedCalendarDateTimeFormatter::try_new(preferences, Y::long()).ok(),
            month: FixedCalendarDateTimeFormatter::try_new(preferences, YM::long()).ok(),
            day: FixedCalendarDateTimeFormatter::try_new(preferences, YMD::long()).ok(),
            time: FixedCalendarDateTimeFormatter::try_new(
                preferences,
                YMD::long().with_time_hm().with_zone(LocalizedOffsetShort),
            )
            .ok(),
            hour: FixedCalendarDateTimeFormatter::try_new(preferences, T::hm().with_zone(LocalizedOffsetShort)).ok(),
            short_month: FixedCalendarDateTimeFormatter::try_new(preferences, M::medium()).ok(),
        }
    }
}

/// Dates are of the Gregorian calendar, in the types of the crate `jiff`; months and days count from 1, hours from 0 to 23.
/// What is no date (the 30th of February, a year past 9999) is written as ISO 8601 would write it, so that a mistake stays
/// visible.
impl Locale {
    /// A year: `2007`, `2007年`.
    pub fn year(&self, year: i16) -> String {
        let formatter = self.formatters.dates.year.as_ref();
        let written = formatter.zip(date(year, 1, 1)).map(|(formatter, date)| formatter.format(&date).to_string());
        written.unwrap_or_else(|| format!("{year:04}"))
    }

    /// A month of a year: `August 2007`, `agosto de 2007`.
    pub fn month(&self, year: i16, month: i8) -> String {
        let formatter = self.formatters.dates.month.as_ref();
        let written = formatter.zip(date(year, month, 1)).map(|(formatter, date)| formatter.format(&date).to_string());
        written.unwrap_or_else(|| format!("{year:04}-{month:02}"))
    }

    /// The name of a month, shortened, for where there is little room: `Aug`, `ago`.
    pub fn short_month(&self, month: i8) -> String {
        let formatter = self.formatters.dates.short_month.as_ref();
        let written = formatter.zip(date(2000, month, 1)).map(|(formatter, date)| formatter.format(&date).to_string());
        written.unwrap_or_else(|| format!("{month:02}"))
    }

    /// A day: `August 21, 2007`, `21 August 2007` (en-GB), `21 de agosto de 2007`.
    pub fn day(&self, year: i16, month: i8, day: i8) -> String {
        let formatter = self.formatters.dates.day.as_ref();
        let written =
            formatter.zip(date(year, month, day)).map(|(formatter, date)| formatter.format(&date).to_string());
        written.unwrap_or_else(|| format!("{year:04}-{month:02}-{day:02}"))
    }

    /// A day, a time of it, and what clocks there differ by from Greenwich, in seconds: `August 21, 2007 at 9:00 AM GMT-4`,
    /// `21 de agosto de 2007 a las 09:00 GMT-4`. Whether the day has twice 12 hours or 24 is the locale's habit, or the
    /// tag's wish (`-u-hc-`).
    pub fn time(&self, (year, month, day): (i16, i8, i8), (hour, minute): (i8, i8), offset: i32) -> String {
        let formatter = self.formatters.dates.time.as_ref();
        let zone = UtcOffset::try_from_seconds(offset).ok();
        let moment = date(year, month, day).zip(time(hour, minute)).zip(zone);
        let moment = moment.map(|((date, time), zone)| ZonedDateTime { date, time, zone });
        let written = formatter.zip(moment).map(|(formatter, moment)| formatter.format(&moment).to_string());
        written.unwrap_or_else(|| format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}"))
    }

    /// A time of a day that has been named before: `9:00 AM GMT-4`, `09:00 GMT-4`.
    pub fn hour(&self, (hour, minute): (i8, i8), offset: i32) -> String {
        let formatter = self.formatters.dates.hour.as_ref();
        let zone = UtcOffset::try_from_seconds(offset).ok();
        let moment = date(2000, 1, 1).zip(time(hour, minute)).zip(zone);
        let moment = moment.map(|((date, time), zone)| ZonedDateTime { date, time, zone });
        let written = formatter.zip(moment).map(|(formatter, moment)| formatter.format(&moment).to_string());
        written.unwrap_or_else(|| format!("{hour:02}:{minute:02}"))
    }
}

fn date(year: i16, month: i8, day: i8) -> Option<Date<Gregorian>> {
    Date::try_new_gregorian(year.into(), month.try_into().ok()?, day.try_into().ok()?).ok()
}

fn time(hour: i8, minute: i8) -> Option<Time> {
    Time::try_new(hour.try_into().ok()?, minute.try_into().ok()?, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locale(tag: &str) -> Locale {
        Locale::new(&tag.parse().unwrap())
    }

    #[test]
    fn a_day_is_written_in_the_order_of_the_locale() {
        for (tag, written) in [
            ("en", "August 21, 2007"),
            ("en-CA", "August 21, 2007"),
            ("en-GB", "21 August 2007"),
            ("es", "21 de agosto de 2007"),
            ("es-MX", "21 de agosto de 2007"),
            ("fr", "21 août 2007"),
            ("ar", "21 أغسطس 2007"),
            ("de", "21. August 2007"),
        ] {
            assert_eq!(locale(tag).day(2007, 8, 21), written, "{tag}");
        }
    }

    #[test]
    fn a_date_may_be_as_coarse_as_a_month_or_a_year() {
        for (tag, month, year) in [
            ("en", "August 2007", "2007"),
            ("es", "agosto de 2007", "2007"),
            ("es-MX", "agosto de 2007", "2007"),
            ("fr", "août 2007", "2007"),
            ("ar", "أغسطس 2007", "2007"),
            ("ja", "2007年8月", "2007年"),
        ] {
            assert_eq!(locale(tag).month(2007, 8), month, "{tag}");
            assert_eq!(locale(tag).year(2007), year, "{tag}");
        }
    }

    #[test]
    fn a_month_alone_is_short() {
        for (tag, written) in [("en", "Aug"), ("es", "ago"), ("es-MX", "ago"), ("fr", "août"), ("ja", "8月")] {
            assert_eq!(locale(tag).short_month(8), written, "{tag}");
        }
        assert_eq!(locale("en").short_month(13), "13");
    }

    #[test]
    fn a_time_has_twelve_hours_or_twenty_four_as_the_locale_has() {
        for (tag, morning) in [
            ("en", "August 21, 2007 at 9:00\u{202f}AM GMT-4"),
            ("en-CA", "August 21, 2007 at 9:00\u{202f}a.m. GMT-4"),
            ("en-GB", "21 August 2007 at 09:00 GMT-4"),
            ("es", "21 de agosto de 2007 a las 09:00 GMT-4"),
            ("es-MX", "21 de agosto de 2007 a las 09:00\u{202f}a.m. GMT-4"),
            ("fr", "21 août 2007 à 09:00 UTC-4"),
            ("ar", "21 أغسطس 2007 في 9:00 ص غرينتش\u{200e}-4"),
        ] {
            assert_eq!(locale(tag).time((2007, 8, 21), (9, 0), -4 * 3600), morning, "{tag}");
        }
    }

    #[test]
    fn the_time_of_a_day_that_was_named_stands_alone() {
        for (tag, morning) in [("en", "9:00\u{202f}AM GMT-4"), ("en-GB", "09:00 GMT-4"), ("es", "09:00 GMT-4")] {
            assert_eq!(locale(tag).hour((9, 0), -4 * 3600), morning, "{tag}");
        }
        assert_eq!(locale("es").hour((24, 0), 0), "24:00");
    }

    #[test]
    fn the_calendar_is_gregorian_where_another_is_usual() {
        assert_eq!(locale("fa").day(2007, 8, 21), "۲۱ اوت ۲۰۰۷");
        assert!(locale("th").year(2007).contains("2007"));
    }

    #[test]
    fn the_digits_are_those_of_the_locale_unless_the_tag_wants_others() {
        assert_eq!(locale("ar-EG").year(2007), "٢٠٠٧");
        assert_eq!(locale("ar-u-nu-arab").year(2007), "٢٠٠٧");
        assert_eq!(locale("ar-EG-u-nu-latn").year(2007), "2007");
    }

    #[test]
    fn the_tag_may_want_other_hours() {
        assert!(locale("en-CA-u-hc-h23").time((2007, 8, 21), (21, 5), 0).contains("21:05"));
    }

    #[test]
    fn what_is_no_date_is_written_plainly() {
        assert_eq!(locale("es").day(2007, 2, 30), "2007-02-30");
        assert_eq!(locale("es").month(2007, 13), "2007-13");
        assert_eq!(locale("es").year(12_345), "12345");
        assert_eq!(locale("es").time((2007, 8, 21), (24, 0), 0), "2007-08-21 24:00");
    }
}
