//! The timeline as a picture: a row a year, from its first day to its last, so that it is as wide as a phone and as long as the plan.
//!
//! 1. Each entry becomes a mark: a day is a point, what is coarser a bar as wide as what is known.
//! 2. A plan of some entries gives each a line of its own with its title beside it. Of many entries, those of the same kind and date are one
//!    mark, marks share lines, and the list below says what they are.
//! 3. Marks go into the rows of the years that they touch. Years without any have no row.
//!
//! Places are in percent of the width of a row, and heights are the style sheet's, so that a picture fills any screen without scaling its
//! text. They are mirrored for languages that are written from right to left.

use std::collections::BTreeMap;

use super::edition::{Edition, escaped};
use super::span::Span;
use super::view::{Coordinate, Html, Label, view};
use crate::language::Argument;
use crate::model::PartialDate;

/// Fewer entries than these are read as quickly in the list.
const FEWEST: usize = 3;
/// So many entries have a line each.
const SOME: usize = 48;
/// So many marks are told apart by their days; of more, those of a month are one.
const MANY: usize = 600;
/// How much of a row the mark of a day takes, at least: ten pixels on a phone.
const MARK: f64 = 0.04;
/// From this width on a bar holds its label.
const WIDE: f64 = 0.5;
/// Of an event of more years than these the first is drawn.
const LONGEST: usize = 10;

view! {
    /// The timeline as a picture.
    PictureView {
        /// The names of the months that the quarters of a row begin with.
        quarters: Vec<String>,
        /// The kinds of its entries.
        kinds: Vec<Label>,
        /// Whether each entry has its title beside it.
        labelled: bool,
        /// The years, from the first to the last; none where a picture says no more than the list.
        rows: Vec<RowView>,
    }
}

view! {
    /// A year of the picture.
    RowView {
        /// The year.
        year: String,
        /// Whether there are years before it that are left out.
        skips: bool,
        /// What counts as now, in the year in which that lies.
        now: Option<NowView>,
        /// The lines of marks.
        lanes: Vec<LaneView>,
    }
}

view! {
    /// What counts as now.
    NowView {
        /// Where it begins, in percent of the row.
        x: Coordinate,
        /// How wide it is; none for a day.
        width: Option<Coordinate>,
        /// The same in words.
        label: MarkLabelView,
    }
}

view! {
    /// A line of marks.
    LaneView {
        /// Its marks, from the first to the last.
        marks: Vec<MarkView>,
    }
}

view! {
    /// The mark of an entry, or of several of one kind and date.
    MarkView {
        /// What kind of entry it is.
        what: String,
        /// What it is, in words.
        name: String,
        /// The path of the page about it; none for several entries.
        path: Option<String>,
        /// The year under which the list has it.
        year: String,
        /// Where its sign stands, in percent of the row.
        x: Coordinate,
        /// The bar of what is not a day.
        bar: Option<BarView>,
        /// Its title; none where there is no room.
        label: Option<MarkLabelView>,
    }
}

view! {
    /// The bar of a mark.
    BarView {
        /// Where it begins, in percent of the row.
        x: Coordinate,
        /// How wide it is.
        width: Coordinate,
    }
}

view! {
    /// The title of a mark.
    MarkLabelView {
        /// The title, or how many entries there are.
        text: Html,
        /// When it is, in the words of its author.
        words: Option<Html>,
        /// Where its room begins, in percent of the row.
        x: Coordinate,
        /// How wide its room is.
        width: Coordinate,
        /// Where it stands: `before` the mark, `after` it, or `within` it.
        side: &'static str,
    }
}

/// An entry of the timeline, for the picture.
#[derive(Clone, Debug)]
pub(super) struct Dated {
    pub(super) start: PartialDate,
    /// Its end; the same where it has none.
    pub(super) end: PartialDate,
    /// What kind of entry it is.
    pub(super) what: Label,
    pub(super) title: Html,
    /// The title, without marks of languages.
    pub(super) title_text: String,
    /// When, as the page says it.
    pub(super) date_text: String,
    /// When, in the words of its author.
    pub(super) words: Option<Html>,
    pub(super) path: Option<String>,
}

/// The picture of some entries, which are in order of time. It has no rows where there are too few of them.
pub(super) fn picture(edition: &Edition<'_>, entries: &[Dated], now: Option<&PartialDate>) -> PictureView {
    let entries = if entries.len() < FEWEST { &[] } else { entries };
    let labelled = entries.len() <= SOME;
    let marks = if labelled { one_each(edition, entries) } else { grouped(edition, entries) };
    let mut rows: BTreeMap<i16, Vec<Vec<Placed>>> = BTreeMap::new();
    for mark in marks {
        let years: Vec<i16> = mark.span.years().take(LONGEST).collect();
        // The title stands once.
        let mut label = mark.label;
        for year in years {
            let placed = Placed { mark: mark.view.clone(), label: label.take(), extent: Extent::of(&mark.span, year) };
            put(rows.entry(year).or_default(), placed, labelled);
        }
    }
    let now = now.filter(|_| !rows.is_empty()).map(|now| (Span::of(now), now));
    if let Some((span, _)) = now {
        rows.entry(*span.years().start()).or_default();
    }
    let mirrored = edition.is_mirrored();
    let mut before = None;
    let rows = rows.into_iter().map(|(year, lanes)| {
        let now = now.as_ref().filter(|(span, _)| *span.years().start() == year).map(|(span, date)| {
            let extent = Extent::of(span, year);
            let (x, bar) = extent.mark(mirrored);
            let label = edition.string_with("timeline-now", &[("date", Argument::Text(&edition.date_text(date)))]);
            NowView {
                x: bar.as_ref().map_or(x, |bar| bar.x),
                width: bar.map(|bar| bar.width),
                label: extent.label_view(Html(escaped(&label)), None, mirrored),
            }
        });
        let skips = before.replace(year).is_some_and(|before| before + 1 < year);
        let lanes = lanes.into_iter().map(|lane| LaneView {
            marks: lane.into_iter().map(|placed| placed.view(edition.locale().year(year), mirrored)).collect(),
        });
        RowView { year: edition.locale().year(year), skips, now, lanes: lanes.collect() }
    });
    PictureView {
        quarters: [1, 4, 7, 10].map(|month| edition.locale().short_month(month)).into(),
        kinds: kinds(entries),
        labelled,
        rows: rows.collect(),
    }
}

/// The kinds of entries, in the order of the first of each.
fn kinds(entries: &[Dated]) -> Vec<Label> {
    let mut kinds: Vec<Label> = Vec::new();
    for entry in entries {
        if kinds.iter().all(|kind| kind.id != entry.what.id) {
            kinds.push(entry.what.clone());
        }
    }
    kinds
}

impl Dated {
    fn span(&self) -> Span {
        Span::between(&self.start, &self.end)
    }
}

/// A mark before it has a place.
struct Mark {
    span: Span,
    view: Unplaced,
    label: Option<(Html, Option<Html>)>,
}

/// What a mark is, wherever it stands.
#[derive(Clone, Debug)]
struct Unplaced {
    what: String,
    name: String,
    path: Option<String>,
}

/// A mark for each entry.
fn one_each(edition: &Edition<'_>, entries: &[Dated]) -> Vec<Mark> {
    let mark = |entry: &Dated| Mark {
        span: entry.span(),
        view: Unplaced { what: entry.what.id.clone(), name: name_of(edition, entry), path: entry.path.clone() },
        label: Some((entry.title.clone(), entry.words.clone())),
    };
    entries.iter().map(mark).collect()
}

fn name_of(edition: &Edition<'_>, entry: &Dated) -> String {
    let arguments = [
        ("date", Argument::Text(&entry.date_text)),
        ("title", Argument::Text(&entry.title_text)),
        ("what", Argument::Text(&entry.what.label)),
    ];
    edition.string_with("timeline-mark", &arguments)
}

/// A mark for all entries of a kind and a date. Of very many, the days of a month count as one date.
fn grouped(edition: &Edition<'_>, entries: &[Dated]) -> Vec<Mark> {
    let by_day = groups(entries, Dated::span);
    let groups = if by_day.len() <= MANY { by_day } else { groups(entries, months_of) };
    let mark = |(span, group): (Span, Vec<&Dated>)| {
        let (first, count) = (group[0], group.len());
        let date = if span == first.span() { first.date_text.clone() } else { months_text(edition, first) };
        #[expect(clippy::cast_precision_loss, reason = "no plan has 2^52 entries")]
        let count_text = edition.number(count as f64);
        let several = || {
            let arguments = [
                ("date", Argument::Text(&date)),
                ("what", Argument::Text(&first.what.label)),
                ("count", Argument::Text(&count_text)),
            ];
            edition.string_with("timeline-marks", &arguments)
        };
        let width = span.to - span.from;
        let label = match count {
            1 if width >= WIDE => Some(first.title.clone()),
            1 => None,
            _ if width >= WIDE => {
                let arguments = [("what", Argument::Text(&first.what.label)), ("count", Argument::Text(&count_text))];
                Some(Html(escaped(&edition.string_with("timeline-count", &arguments))))
            }
            _ => None,
        };
        Mark {
            span,
            view: Unplaced {
                what: first.what.id.clone(),
                name: if count == 1 { name_of(edition, first) } else { several() },
                path: first.path.clone().filter(|_| count == 1),
            },
            label: label.map(|label| (label, first.words.clone().filter(|_| count == 1))),
        }
    };
    groups.into_iter().map(mark).collect()
}

/// The entries of one kind and one span together, in the order of the first of each.
fn groups(entries: &[Dated], span_of: impl Fn(&Dated) -> Span) -> Vec<(Span, Vec<&Dated>)> {
    let mut positions = std::collections::HashMap::new();
    let mut groups: Vec<(Span, Vec<&Dated>)> = Vec::new();
    for entry in entries {
        let span = span_of(entry);
        let key = (span.from.to_bits(), span.to.to_bits(), entry.what.id.as_str());
        let position = *positions.entry(key).or_insert_with(|| {
            groups.push((span, Vec::new()));
            groups.len() - 1
        });
        groups[position].1.push(entry);
    }
    groups
}

/// The months that an entry touches.
fn months_of(entry: &Dated) -> Span {
    let (first, last) = months(entry);
    Span::between(&first, &last)
}

fn months(entry: &Dated) -> (PartialDate, PartialDate) {
    let (first, last) = (entry.start.first_day(), entry.end.last_day());
    (PartialDate::Month(first.year(), first.month()), PartialDate::Month(last.year(), last.month()))
}

/// The months that an entry touches, in words.
fn months_text(edition: &Edition<'_>, entry: &Dated) -> String {
    let (first, last) = months(entry);
    if first == last { edition.date_text(&first) } else { edition.date_range(&first, &last) }
}

/// A mark with its place in the row of a year.
struct Placed {
    mark: Unplaced,
    label: Option<(Html, Option<Html>)>,
    extent: Extent,
}

/// The part of a year that something takes, from 0 to 1.
#[derive(Clone, Copy, PartialEq, Debug)]
struct Extent {
    from: f64,
    to: f64,
    is_day: bool,
}

impl Extent {
    fn of(span: &Span, year: i16) -> Self {
        let within = |time: f64| (time - f64::from(year)).clamp(0.0, 1.0);
        Self { from: within(span.from), to: within(span.to), is_day: span.is_day }
    }

    fn width(&self) -> f64 {
        self.to - self.from
    }

    fn middle(&self) -> f64 {
        f64::midpoint(self.from, self.to)
    }

    /// The room that its mark takes.
    fn room(&self) -> (f64, f64) {
        let half = (self.width() / 2.0).max(MARK / 2.0);
        (self.middle() - half, self.middle() + half)
    }

    /// Where its sign stands, and its bar, in percent.
    fn mark(&self, mirrored: bool) -> (Coordinate, Option<BarView>) {
        // Bars that follow each other are told apart.
        let gap = if self.width() > MARK { 0.002 } else { 0.0 };
        // In a bar that holds its label, the sign stands before it.
        let sign = if self.width() >= WIDE { self.from + MARK * 0.75 } else { self.middle() };
        let sign = percent(if mirrored { 1.0 - sign } else { sign });
        (sign, (!self.is_day).then(|| bar(self.from + gap, self.to - gap, mirrored)))
    }

    /// The room of a label, and where that is.
    fn label(&self) -> (f64, f64, &'static str) {
        let (start, end) = self.room();
        if self.width() >= WIDE {
            (self.from + MARK * 1.5, self.to, "within")
        } else if start > 1.0 - end {
            (0.0, start.max(0.0), "before")
        } else {
            (end.min(1.0), 1.0, "after")
        }
    }

    fn label_view(&self, text: Html, words: Option<Html>, mirrored: bool) -> MarkLabelView {
        let (from, to, side) = self.label();
        let BarView { x, width } = bar(from, to, mirrored);
        MarkLabelView { text, words, x, width, side }
    }
}

fn percent(part: f64) -> Coordinate {
    Coordinate(part * 100.0)
}

fn bar(from: f64, to: f64, mirrored: bool) -> BarView {
    BarView { x: percent(if mirrored { 1.0 - to } else { from }), width: percent(to - from) }
}

/// Puts a mark into the first lane of a row that has room for it; one that has a title into a lane of its own.
fn put(lanes: &mut Vec<Vec<Placed>>, placed: Placed, labelled: bool) {
    let (start, end) = placed.extent.room();
    let is_free = |lane: &&mut Vec<Placed>| {
        lane.iter().all(|other| {
            let (other_start, other_end) = other.extent.room();
            end <= other_start + 1e-9 || other_end <= start + 1e-9
        })
    };
    match lanes.iter_mut().find(is_free).filter(|_| !labelled) {
        Some(lane) => lane.push(placed),
        None => lanes.push(vec![placed]),
    }
}

impl Placed {
    fn view(self, year: String, mirrored: bool) -> MarkView {
        let (x, bar_view) = self.extent.mark(mirrored);
        let label = self.label.map(|(text, words)| self.extent.label_view(text, words, mirrored));
        let Unplaced { what, name, path } = self.mark;
        MarkView { what, name, path, year, x, bar: bar_view, label }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn span(date: &str) -> Span {
        Span::of(&date.parse().unwrap())
    }

    fn dated(date: &str, what: &str) -> Dated {
        Dated {
            start: date.parse().unwrap(),
            end: date.parse().unwrap(),
            what: Label { id: what.to_owned(), label: what.to_owned() },
            title: Html(date.to_owned()),
            title_text: date.to_owned(),
            date_text: date.to_owned(),
            words: None,
            path: None,
        }
    }

    /// How many marks there are in each lane of the row of 2007.
    fn lanes<'a>(dates: impl IntoIterator<Item = &'a str>, labelled: bool) -> Vec<usize> {
        let mut lanes = Vec::new();
        for date in dates {
            let mark = Unplaced { what: String::new(), name: String::new(), path: None };
            put(&mut lanes, Placed { mark, label: None, extent: Extent::of(&span(date), 2007) }, labelled);
        }
        lanes.into_iter().map(|lane: Vec<_>| lane.len()).collect()
    }

    #[test]
    fn a_coarse_date_is_a_bar_as_wide_as_what_is_known() {
        let bar = |date| Extent::of(&span(date), 2007).mark(false).1.map(|bar| (bar.x.0.round(), bar.width.0.round()));
        assert_eq!(bar("2007"), Some((0.0, 100.0)));
        assert_eq!(bar("2007-10"), Some((75.0, 8.0)));
        assert_eq!(bar("2007-10-15"), None);
    }

    #[test]
    fn what_goes_on_over_new_year_has_a_bar_in_both_years() {
        let span = Span::between(&"2007-10".parse().unwrap(), &"2008-03".parse().unwrap());
        assert!((Extent::of(&span, 2007).width() - 92.0 / 365.0).abs() < 1e-6);
        assert!((Extent::of(&span, 2008).width() - 91.0 / 366.0).abs() < 1e-6);
    }

    #[test]
    fn a_label_stands_where_there_is_room_for_it() {
        let side = |date| Extent::of(&span(date), 2007).label();
        assert_eq!(side("2007").2, "within");
        assert_eq!(side("2007-02-01").2, "after");
        assert_eq!(side("2007-10").2, "before");
        for date in ["2007", "2007-01", "2007-12-31", "2007-07-01"] {
            let (from, to, _) = side(date);
            assert!(0.0 <= from && to <= 1.0 && to - from > 0.4, "{date}: {from} to {to}");
        }
    }

    #[test]
    fn marks_share_a_lane_unless_they_meet_or_have_titles() {
        assert_eq!(lanes(["2007-01-05", "2007-02-05", "2007-02-06", "2007-12"], false), [3, 1]);
        assert_eq!(lanes(["2007-01", "2007-02", "2007-03"], false), [3]);
        assert_eq!(lanes(["2007-01-05", "2007-02-05"], true), [1, 1]);
    }

    #[test]
    fn entries_of_one_kind_and_date_are_one_group() {
        let entries = [dated("2010", "due"), dated("2010", "event"), dated("2010", "due"), dated("2010-01", "due")];
        let counts: Vec<_> = groups(&entries, Dated::span).into_iter().map(|(_, group)| group.len()).collect();
        assert_eq!(counts, [2, 1, 1]);
        let kinds: Vec<_> = kinds(&entries).into_iter().map(|kind| kind.id).collect();
        assert_eq!(kinds, ["due", "event"]);
    }

    #[test]
    fn the_days_of_a_month_and_the_month_itself_are_one_month() {
        let months_of = |date| months_of(&dated(date, "due"));
        for date in ["2007-02-03", "2007-02", "2007-02-28"] {
            assert_eq!(months_of(date), span("2007-02"), "{date}");
        }
        assert_eq!(months_of("2007-03-01"), span("2007-03"));
        assert_eq!(months_of("2007"), span("2007"));
    }

    #[test]
    fn rows_are_mirrored_for_languages_from_right_to_left() {
        let extent = Extent::of(&span("2007-10"), 2007);
        let ((sign, bar), (mirrored, mirrored_bar)) = (extent.mark(false), extent.mark(true));
        assert!((sign.0 + mirrored.0 - 100.0).abs() < 1e-9);
        let (bar, mirrored_bar) = (bar.unwrap(), mirrored_bar.unwrap());
        assert!((bar.x.0 + bar.width.0 + mirrored_bar.x.0 - 100.0).abs() < 1e-9);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn marks_of_a_lane_never_meet(days in prop::collection::vec((1..=12_u8, 1..=28_u8, any::<bool>()), 1..80)) {
            let mut lanes = Vec::new();
            for (month, day, is_day) in days {
                let date = if is_day { format!("2007-{month:02}-{day:02}") } else { format!("2007-{month:02}") };
                let mark = Unplaced { what: String::new(), name: String::new(), path: None };
                put(&mut lanes, Placed { mark, label: None, extent: Extent::of(&span(&date), 2007) }, false);
            }
            for lane in lanes {
                let mut rooms: Vec<_> = lane.iter().map(|placed| placed.extent.room()).collect();
                rooms.sort_by(|left, right| left.0.total_cmp(&right.0));
                prop_assert!(rooms.windows(2).all(|pair| pair[0].1 <= pair[1].0 + 1e-6), "{:?}", rooms);
                for placed in lane {
                    let (sign, bar) = placed.extent.mark(false);
                    prop_assert!((0.0..=100.0).contains(&sign.0));
                    prop_assert!(bar.is_none_or(|bar| bar.x.0 >= 0.0 && bar.x.0 + bar.width.0 <= 100.0 + 1e-6));
                }
            }
        }
    }
}
