//! Stretches of time, in which pictures place what is known of a date.

use jiff::civil::Date;

use crate::model::PartialDate;

/// A stretch of time, counted in years: 2007.5 is the middle of 2007. All years are equally long.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Span {
    /// Where it begins.
    pub(super) from: f64,
    /// Where it ends.
    pub(super) to: f64,
    /// Whether it is a day, which pictures mark by a point. What is coarser has a width.
    pub(super) is_day: bool,
}

impl Span {
    /// All that a date covers.
    pub(super) fn of(date: &PartialDate) -> Self {
        Self {
            from: years(date.first_day(), -1),
            to: years(date.last_day(), 0),
            is_day: matches!(date, PartialDate::Day(_) | PartialDate::Time(_)),
        }
    }

    /// From the beginning of one date to the end of another. One that ends before it begins ends where it begins.
    pub(super) fn between(start: &PartialDate, end: &PartialDate) -> Self {
        let (start, end) = (Self::of(start), Self::of(end));
        if end.to <= start.to {
            return start;
        }
        Self { from: start.from, to: end.to, is_day: false }
    }

    /// Its middle.
    pub(super) fn middle(&self) -> f64 {
        f64::midpoint(self.from, self.to)
    }

    /// The years that it touches, from the first to the last.
    pub(super) fn years(&self) -> std::ops::RangeInclusive<i16> {
        #[expect(clippy::cast_possible_truncation, reason = "years have four digits")]
        let year = |time: f64| time as i16;
        let first = year(self.from.floor());
        first..=year(self.to.ceil() - 1.0).max(first)
    }
}

/// The end of a day, or of another so many days from it, in years.
fn years(day: Date, days: i16) -> f64 {
    f64::from(day.year()) + f64::from(day.day_of_year() + days) / f64::from(day.days_in_year())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> PartialDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_date_covers_as_much_as_is_known_of_it() {
        let width = |text| Span::of(&date(text)).to - Span::of(&date(text)).from;
        assert_eq!(Span::of(&date("2007")), Span { from: 2007.0, to: 2008.0, is_day: false });
        assert!((width("2007-02") * 365.0 - 28.0).abs() < 1e-6);
        assert!((width("2008-02-29") * 366.0 - 1.0).abs() < 1e-6);
        assert!(Span::of(&date("2007-10-15T09:00[America/Toronto]")).is_day);
        assert!(!Span::of(&date("2007-10")).is_day);
    }

    #[test]
    fn time_goes_on_from_one_date_to_the_next() {
        assert_eq!(Span::of(&date("2007-12-31")).to, Span::of(&date("2008-01")).from);
        assert!(Span::of(&date("2007-03-01")).from < Span::of(&date("2007-03-02")).from);
    }

    #[test]
    fn a_span_touches_the_years_that_it_has_days_in() {
        let years = |start, end| Span::between(&date(start), &date(end)).years().collect::<Vec<_>>();
        assert_eq!(years("2007", "2007"), [2007]);
        assert_eq!(years("2007-12-31", "2008-01-01"), [2007, 2008]);
        assert_eq!(years("2007-03", "2006"), [2007]);
    }
}
