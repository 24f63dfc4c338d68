//! Charts of targets: where one begins, what was observed, where it is to end.
//!
//! 1. [`figures`] puts what is known of a target on one scale: its own unit, or the change from a baseline whose level is not known.
//! 2. [`plot`] places the figures, the ticks and the labels in a picture of a fixed size. It knows no language: who calls it writes numbers.
//!
//! A date that is known to the year is a bar as wide as the year, and the path leads from and to its middle. The template only writes
//! elements. Coordinates are mirrored for languages that are written from right to left, where `text-anchor` mirrors itself.

use super::edition::Edition;
use super::span::Span;
use super::view::{Coordinate, view};
use crate::language::Argument;
use crate::link::RecordIndex;
use crate::model::{PartialDate, Target};

/// The size of the picture, in the units of its coordinates.
const WIDTH: f64 = 400.0;
const HEIGHT: f64 = 240.0;
/// The largest size at which the style sheet sets text, for which there must be room.
const TEXT: f64 = 15.5;
/// The height of a line of text.
const LINE: f64 = 19.0;
/// How much of a line stands above the foot of its letters.
const ASCENT: f64 = 14.5;
/// What stays free beside and above the field in which points are placed, and below it for the years.
const SIDE: f64 = 20.0;
const ABOVE: f64 = 26.0;
const BELOW: f64 = 34.0;
/// The room that is kept free at both ends of a mark.
const ROOM: f64 = 4.0;
/// How far from its mark a label stands, which is the size of a mark too.
const NEAR: f64 = 8.0;
/// Of more figures than these only the goal, the baseline and the last observation are labelled.
const FEW: usize = 24;
/// So many steps the values have at most.
const STEPS: f64 = 5.0;

view! {
    /// A target as a picture, in a `viewBox` of `width` and `height`.
    ChartView {
        /// What the picture shows, in sentences.
        description: String,
        /// How wide the picture is.
        width: Coordinate,
        /// How high it is.
        height: Coordinate,
        /// Where the labels of the ticks end, before the field.
        before: Coordinate,
        /// Where the field of the values begins, beside the labels of its ticks.
        start: Coordinate,
        /// Where the field ends.
        end: Coordinate,
        /// The foot of the field.
        bottom: Coordinate,
        /// The steps of the values, from the lowest.
        ticks: Vec<TickView>,
        /// The years, or those that are named.
        years: Vec<YearTickView>,
        /// The straight way from the baseline to the goal, where both have a place.
        path: Option<LineView>,
        /// The way through the observations, as `points` takes it; empty where there is one at most.
        observed: String,
        /// The marks of the figures.
        points: Vec<PointView>,
        /// What is written beside them.
        labels: Vec<PointLabelView>,
    }
}

view! {
    /// A step of the values.
    TickView {
        /// Its height.
        y: Coordinate,
        /// Its value, as the language writes it.
        label: String,
    }
}

view! {
    /// A year below the field.
    YearTickView {
        /// Where it begins.
        start: Coordinate,
        /// Its middle.
        middle: Coordinate,
        /// The year.
        label: String,
    }
}

view! {
    /// A straight line.
    LineView {
        /// Where it begins.
        x1: Coordinate,
        /// How high it begins.
        y1: Coordinate,
        /// Where it ends.
        x2: Coordinate,
        /// How high it ends.
        y2: Coordinate,
    }
}

view! {
    /// The mark of a figure.
    PointView {
        /// `baseline`, `observation` or `goal`.
        role: &'static str,
        /// The middle of its date.
        x: Coordinate,
        /// Its height.
        y: Coordinate,
        /// The bar of a date that is not known to the day.
        bar: Option<LineView>,
    }
}

view! {
    /// What is written beside a mark.
    PointLabelView {
        /// `baseline`, `observation` or `goal`.
        role: &'static str,
        /// What kind of figure it is; none where the one before it says so.
        name: Option<String>,
        /// The figure, as the language writes it.
        value: String,
        /// Where it stands.
        x: Coordinate,
        /// The foot of its letters.
        y: Coordinate,
        /// Which part of it stands there: `start`, `middle` or `end`.
        anchor: &'static str,
    }
}

/// A figure of a target, on the scale of the chart.
#[derive(Clone, Debug)]
struct Figure {
    role: &'static str,
    span: Span,
    value: f64,
    /// The value as the language writes it.
    text: String,
    /// The date, as the language writes it.
    date: String,
}

/// Which scale the figures are on.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Measure {
    /// The unit of the target.
    Unit,
    /// The change in proportion to the baseline.
    Change,
}

/// The picture of a target; none where fewer than two of its figures can stand on one scale.
pub(super) fn chart(edition: &Edition<'_>, target: &Target, record: RecordIndex) -> Option<ChartView> {
    let (measure, figures) = figures(edition, target)?;
    let write = |value: f64| match measure {
        Measure::Change if value != 0.0 => edition.change(value),
        Measure::Change => edition.locale().percent(0.0),
        Measure::Unit => edition.number(value),
    };
    let mut chart = plot(
        &figures,
        &Writing {
            value: &write,
            year: &|year| edition.locale().year(year),
            name: &|role| edition.string(&format!("target-{role}")),
            mirrored: edition.is_mirrored(),
        },
    )?;
    chart.description = description(edition, target, record, &figures);
    Some(chart)
}

/// The figures that have a place on one scale, in order of time. A goal that is a change needs a baseline to have a level; where no level
/// is known at all, the change itself is the scale.
fn figures(edition: &Edition<'_>, target: &Target) -> Option<(Measure, Vec<Figure>)> {
    let figure = |role, date: &PartialDate, value: f64, text: String| Figure {
        role,
        span: Span::of(date),
        value,
        text,
        date: edition.date_text(date),
    };
    let (baseline, goal) = (&target.baseline, &target.goal);
    let change = goal.change.map(|change| change.ratio);
    let mut figures = Vec::new();
    let measure = match (baseline.value.or(goal.value), change) {
        (None, Some(change)) if target.observations.is_empty() => {
            figures.push(figure("baseline", &baseline.date, 0.0, edition.locale().percent(0.0)));
            figures.push(figure("goal", &goal.date, change, edition.change(change)));
            Measure::Change
        }
        // The observations have a level, and the goal has none.
        (None, Some(_)) => return None,
        _ => {
            figures
                .extend(baseline.value.map(|value| figure("baseline", &baseline.date, value, edition.number(value))));
            for observation in &target.observations {
                let text = edition.number(observation.value);
                figures.push(figure("observation", &observation.date, observation.value, text));
            }
            let reached = baseline.value.zip(change).map(|(level, change)| level * (1.0 + change));
            figures.extend(goal.value.or(reached).map(|value| {
                let text =
                    goal.value.map_or_else(|| edition.change(change.unwrap_or(0.0)), |value| edition.number(value));
                figure("goal", &goal.date, value, text)
            }));
            Measure::Unit
        }
    };
    figures.sort_by(|left, right| left.span.middle().total_cmp(&right.span.middle()));
    (figures.len() > 1).then_some((measure, figures))
}

/// What a chart shows, in sentences, for those who do not see it.
fn description(edition: &Edition<'_>, target: &Target, record: RecordIndex, figures: &[Figure]) -> String {
    let plain = |text| edition.unmarked(text, record).unwrap_or_default();
    let (indicator, unit) = (plain(&target.indicator), plain(&target.unit));
    let mut sentences = vec![
        edition
            .string_with("chart-title", &[("indicator", Argument::Text(&indicator)), ("unit", Argument::Text(&unit))]),
    ];
    #[expect(clippy::cast_precision_loss, reason = "no target has 2^52 observations")]
    let observations = figures.iter().filter(|figure| figure.role == "observation").count() as f64;
    for role in ["baseline", "observation", "goal"] {
        // Of several observations the last is told, and how many there are.
        if let Some(figure) = figures.iter().rev().find(|figure| figure.role == role) {
            let arguments = [
                ("value", Argument::Text(&figure.text)),
                ("date", Argument::Text(&figure.date)),
                ("count", Argument::Number(observations)),
            ];
            sentences.push(edition.string_with(&format!("chart-{role}"), &arguments));
        }
    }
    sentences.join(" ")
}

/// How a language writes what stands in a chart.
struct Writing<'a> {
    value: &'a dyn Fn(f64) -> String,
    year: &'a dyn Fn(i16) -> String,
    name: &'a dyn Fn(&str) -> String,
    /// Whether it is written from right to left.
    mirrored: bool,
}

/// A straight scale from values to places.
#[derive(Clone, Copy, Debug)]
struct Scale {
    from: f64,
    to: f64,
    start: f64,
    end: f64,
}

impl Scale {
    fn at(&self, value: f64) -> f64 {
        self.start + (value - self.from) / (self.to - self.from) * (self.end - self.start)
    }
}

/// Places figures, of which there are two at least, in the picture. None where the values are too far apart, or too close, to be told apart.
fn plot(figures: &[Figure], writing: &Writing<'_>) -> Option<ChartView> {
    let values = round_steps(figures.iter().map(|figure| figure.value))?;
    let (lowest, highest) = (*values.first()?, *values.last()?);
    let ticks: Vec<(f64, String)> = values.into_iter().map(|value| (value, (writing.value)(value))).collect();
    let widest = ticks.iter().map(|(_, label)| width(label)).fold(0.0, f64::max);
    let start = (widest + NEAR + 2.0).clamp(SIDE, WIDTH / 2.0);
    let (end, bottom) = (WIDTH - SIDE, HEIGHT - BELOW);
    // Zero stands on the axis, unless a figure is so near that its label has no room between them.
    let on_axis = Scale { from: lowest, to: highest, start: bottom, end: ABOVE };
    let is_near = |figure: &Figure| figure.value != 0.0 && bottom - on_axis.at(figure.value) < 1.5 * LINE;
    let has_room = lowest == 0.0 && !figures.iter().any(is_near);
    let y = if has_room { on_axis } else { Scale { start: bottom - LINE, ..on_axis } };
    let first = figures.iter().map(|figure| *figure.span.years().start()).min()?;
    let last = figures.iter().map(|figure| *figure.span.years().end()).max()?;
    let x = Scale { from: first.into(), to: f64::from(last) + 1.0, start, end };
    let across = |place: f64| Coordinate(if writing.mirrored { WIDTH - place } else { place });
    let point = |figure: &Figure| (x.at(figure.span.middle()), y.at(figure.value));
    let line = |(x1, y1): Place, (x2, y2): Place| LineView {
        x1: across(x1),
        y1: Coordinate(y1),
        x2: across(x2),
        y2: Coordinate(y2),
    };
    let the = |role| figures.iter().find(|figure| figure.role == role);
    let path = the("baseline").zip(the("goal")).map(|(baseline, goal)| (point(baseline), point(goal)));
    let observed: Vec<_> = figures.iter().filter(|figure| figure.role == "observation").map(point).collect();
    let tick = |(value, label): &(f64, String)| {
        let height = y.at(*value);
        Area { start: start - NEAR - width(label), end: start - 4.0, top: height - 6.0, bottom: height + 6.0 }
    };
    let below = Area { start: 0.0, end: WIDTH, top: bottom, bottom: HEIGHT };
    let taken = ticks.iter().map(tick).chain([below]).collect();
    let labels = labels(figures, (x, y), (path, &observed), taken, writing);
    Some(ChartView {
        description: String::new(),
        width: Coordinate(WIDTH),
        height: Coordinate(HEIGHT),
        before: across(start - 6.0),
        start: across(start),
        end: across(end),
        bottom: Coordinate(bottom),
        ticks: ticks.into_iter().map(|(value, label)| TickView { y: Coordinate(y.at(value)), label }).collect(),
        years: named_years(first, last, end - start, writing)
            .map(|(year, label)| YearTickView {
                start: across(x.at(year.into())),
                middle: across(x.at(f64::from(year) + 0.5)),
                label,
            })
            .collect(),
        path: path.map(|(from, to)| line(from, to)),
        observed: if observed.len() > 1 {
            let places = observed.iter().map(|(x, y)| format!("{},{}", across(*x).rounded(), Coordinate(*y).rounded()));
            places.collect::<Vec<_>>().join(" ")
        } else {
            String::new()
        },
        points: figures
            .iter()
            .map(|figure| {
                let (middle, height) = point(figure);
                let bar = |span: Span| line((x.at(span.from), height), (x.at(span.to), height));
                PointView {
                    role: figure.role,
                    x: across(middle),
                    y: Coordinate(height),
                    bar: (!figure.span.is_day).then(|| bar(figure.span)),
                }
            })
            .collect(),
        labels: labels.into_iter().map(|label| PointLabelView { x: across(label.x.0), ..label }).collect(),
    })
}

/// Round values in equal steps, of which the first lies below, and the last above, all that are given. They begin at zero where that is not
/// far.
fn round_steps(values: impl Iterator<Item = f64> + Clone) -> Option<Vec<f64>> {
    let mut lowest = values.clone().fold(f64::INFINITY, f64::min);
    let mut highest = values.fold(f64::NEG_INFINITY, f64::max);
    if lowest > 0.0 && lowest <= highest / 2.0 {
        lowest = 0.0;
    } else if highest < 0.0 && highest >= lowest / 2.0 {
        highest = 0.0;
    }
    if lowest == highest {
        let around = if lowest == 0.0 { 1.0 } else { lowest.abs() / 10.0 };
        (lowest, highest) = (lowest - around, highest + around);
    }
    let wanted = (highest - lowest) / STEPS;
    let power = 10_f64.powf(wanted.log10().floor());
    let step =
        [1.0, 2.0, 2.5, 5.0, 10.0].into_iter().map(|factor| factor * power).find(|step| *step >= wanted * 0.999)?;
    let (first, last) = ((lowest / step).floor(), (highest / step).ceil());
    // Beyond 15 digits a step is less than what tells two numbers apart.
    if !(step.is_normal() && first.abs() < 1e15 && last.abs() < 1e15 && first < last) {
        return None;
    }
    let mut steps = Vec::new();
    let mut count = first;
    while count <= last {
        steps.push(count * step);
        count += 1.0;
    }
    Some(steps)
}

/// The years that are named below a field of some width: all, or as many as have room, at round distances.
fn named_years<'a>(
    first: i16,
    last: i16,
    room: f64,
    writing: &'a Writing<'_>,
) -> impl Iterator<Item = (i16, String)> + use<'a> {
    let widest = width(&(writing.year)(last)).max(width(&(writing.year)(first))) + NEAR;
    let years = f64::from(last - first + 1);
    let fits = move |step: &i16| room / years * f64::from(*step) >= widest;
    let step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000].into_iter().find(fits).unwrap_or(5000);
    let named = move |year: &i16| step == 1 || year.rem_euclid(step) == 0;
    (first..=last).filter(named).map(|year| (year, (writing.year)(year)))
}

/// How wide a text is at most, as far as that can be said without its letters.
fn width(text: &str) -> f64 {
    let letters = text.chars().map(|letter| match letter {
        '.' | ',' | ' ' | '\u{a0}' | '\u{202f}' | '\'' | '’' => 0.35,
        '%' => 0.95,
        // Chinese, Japanese and Korean letters are as wide as they are high.
        '\u{2e80}'.. => 1.0,
        _ => 0.62,
    });
    letters.sum::<f64>() * TEXT
}

/// A place in the picture: how far across, and how far down.
type Place = (f64, f64);

/// A part of the picture.
#[derive(Clone, Copy, Debug)]
struct Area {
    start: f64,
    end: f64,
    top: f64,
    bottom: f64,
}

impl Area {
    fn meets(&self, other: &Self) -> bool {
        self.start < other.end && other.start < self.end && self.top < other.bottom && other.top < self.bottom
    }

    /// Whether a line goes through it, as far as some places on the line say.
    fn is_crossed(&self, (x1, y1): Place, (x2, y2): Place) -> bool {
        (0..=40).map(|part| f64::from(part) / 40.0).any(|part| {
            let (x, y) = (x1 + (x2 - x1) * part, y1 + (y2 - y1) * part);
            x > self.start && x < self.end && y > self.top && y < self.bottom
        })
    }
}

/// What is written beside the marks: beside the goal, the baseline and the last observation in any case, where it is least in the way;
/// beside other observations where there is room. What is `taken` is written on already.
fn labels(
    figures: &[Figure],
    (x, y): (Scale, Scale),
    (path, observed): (Option<(Place, Place)>, &[Place]),
    mut taken: Vec<Area>,
    writing: &Writing<'_>,
) -> Vec<PointLabelView> {
    let mark = |figure: &Figure| {
        let height = y.at(figure.value);
        let (start, end) = (x.at(figure.span.from), x.at(figure.span.to));
        Area { start: start - ROOM, end: end + ROOM, top: height - 5.0, bottom: height + 5.0 }
    };
    let marks: Vec<Area> = figures.iter().map(mark).collect();
    let lines: Vec<_> = path.into_iter().chain(observed.windows(2).map(|pair| (pair[0], pair[1]))).collect();
    let last_observed = figures.iter().rposition(|figure| figure.role == "observation");
    let named = ["goal", "baseline"].map(|role| figures.iter().position(|figure| figure.role == role));
    let named: Vec<usize> = named.into_iter().chain([last_observed]).flatten().collect();
    let others = (0..figures.len()).filter(|index| figures.len() <= FEW && !named.contains(index));
    let mut labels = Vec::new();
    for index in named.iter().copied().chain(others) {
        let figure = &figures[index];
        let is_named = named.contains(&index);
        let name = is_named.then(|| (writing.name)(figure.role));
        let wide = name.as_deref().map_or(0.0, |name| width(name) + width(" ")) + width(&figure.text);
        let cost = |area: &Area| {
            let lines = lines.iter().filter(|(from, to)| area.is_crossed(*from, *to)).count() * 3;
            let marks = marks.iter().filter(|mark| area.meets(mark)).count() * 8;
            let labels = taken.iter().filter(|other| area.meets(other)).count() * 10;
            lines + marks + labels
        };
        // A figure without a name is told by its mark alone, so it stands right above or below it.
        let places = places(&marks[index], wide).into_iter().take(if is_named { usize::MAX } else { 2 });
        let best = places.map(|(area, anchor)| (cost(&area), area, anchor));
        // Of equal places the first is taken.
        let Some((cost, area, anchor)) = best.min_by_key(|(cost, ..)| *cost) else { continue };
        if cost > 0 && !is_named {
            continue;
        }
        taken.push(area);
        let at = match anchor {
            "start" => area.start,
            "end" => area.end,
            _ => f64::midpoint(area.start, area.end),
        };
        labels.push(PointLabelView {
            role: figure.role,
            name,
            value: figure.text.clone(),
            x: Coordinate(at),
            y: Coordinate(area.top + ASCENT),
            anchor,
        });
    }
    labels
}

/// The places where a label of some width can stand beside a mark, the most usual first, moved into the picture where they lie out of it.
fn places(mark: &Area, wide: f64) -> Vec<(Area, &'static str)> {
    let middle = f64::midpoint(mark.start, mark.end);
    let above = mark.top - LINE - 2.0;
    let below = mark.bottom + 2.0;
    let beside = f64::midpoint(mark.top, mark.bottom) - LINE / 2.0;
    let corner = beside - LINE / 2.0 - 1.0;
    // Over or under the mark, flush with what is drawn of it, and off its ends.
    let (over, off) = ((mark.end - ROOM - wide, mark.start + ROOM), (mark.start - wide, mark.end));
    let mut places = vec![
        (middle - wide / 2.0, above, "middle"),
        (middle - wide / 2.0, below, "middle"),
        (over.0, above, "end"),
        (over.1, above, "start"),
        (over.0, below, "end"),
        (over.1, below, "start"),
        (mark.start - NEAR - wide, beside, "end"),
        (mark.end + NEAR, beside, "start"),
        (mark.end + 2.0 * NEAR, corner, "start"),
        (mark.start - 2.0 * NEAR - wide, corner, "end"),
        (off.0, above, "end"),
        (off.1, above, "start"),
        (off.0, below, "end"),
        (off.1, below, "start"),
    ];
    // Where much is written already, a place a little further may be free.
    for further in [6.0, 12.0, 18.0, 24.0, 30.0] {
        places.extend([(over.0, above - further, "end"), (over.1, above - further, "start")]);
        places.extend([(over.0, below + further, "end"), (over.1, below + further, "start")]);
    }
    let within = |(start, top, anchor): (f64, f64, &'static str)| {
        let start = start.min(WIDTH - 2.0 - wide).max(2.0);
        let top = top.clamp(2.0, HEIGHT - LINE);
        (Area { start, end: start + wide, top, bottom: top + LINE }, anchor)
    };
    places.into_iter().map(within).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn figure(role: &'static str, date: &str, value: f64) -> Figure {
        let span = Span::of(&date.parse().unwrap());
        Figure { role, span, value, text: value.to_string(), date: date.to_owned() }
    }

    fn drawn(figures: &[Figure], mirrored: bool) -> Option<ChartView> {
        plot(
            figures,
            &Writing {
                value: &|value| format!("{:e}", (value * 1e6).round() / 1e6),
                year: &|year| year.to_string(),
                name: &str::to_owned,
                mirrored,
            },
        )
    }

    fn steps(values: &[f64]) -> Vec<f64> {
        round_steps(values.iter().copied()).unwrap()
    }

    #[test]
    fn steps_are_round_and_hold_all_values() {
        assert_eq!(steps(&[0.0, 0.5]).len(), 6);
        assert_eq!(steps(&[1250.0, 12_500.5]), [0.0, 2500.0, 5000.0, 7500.0, 10_000.0, 12_500.0, 15_000.0]);
        assert_eq!(steps(&[-350.0, 120.0]), [-400.0, -300.0, -200.0, -100.0, 0.0, 100.0, 200.0]);
        assert_eq!(steps(&[-20.0, -5.0]), [-20.0, -15.0, -10.0, -5.0, 0.0]);
    }

    #[test]
    fn equal_values_lie_between_two_steps() {
        let steps = steps(&[7.0, 7.0]);
        assert!(steps[0] < 7.0 && *steps.last().unwrap() > 7.0, "{steps:?}");
        assert!(round_steps([0.0, 0.0].into_iter()).is_some());
    }

    #[test]
    fn values_that_cannot_be_told_apart_have_no_steps() {
        for values in [[1e300, -1e308], [f64::NAN, 1.0], [f64::INFINITY, 1.0], [0.0, 5e-324], [1e16, 1e16 + 2.0]] {
            if let Some(steps) = round_steps(values.into_iter()) {
                assert!(steps.len() < 12 && steps.iter().all(|step| step.is_finite()), "{values:?}: {steps:?}");
            }
        }
    }

    #[test]
    fn a_year_is_a_bar_and_a_day_is_a_point() {
        let chart = drawn(&[figure("baseline", "2005", 0.0), figure("goal", "2010-12-31", 0.5)], false).unwrap();
        let bar = chart.points[0].bar.clone().unwrap();
        assert_eq!(bar.x1, chart.start);
        assert!(((bar.x2.0 - bar.x1.0) * 6.0 - (chart.end.0 - chart.start.0)).abs() < 1e-6);
        assert!(chart.points[1].bar.is_none() && chart.points[1].x.0 < chart.end.0);
        assert_eq!(chart.path.unwrap().x1.0, f64::midpoint(bar.x1.0, bar.x2.0));
        let years: Vec<_> = chart.years.iter().map(|year| year.label.as_str()).collect();
        assert_eq!(years, ["2005", "2006", "2007", "2008", "2009", "2010"]);
    }

    #[test]
    fn one_observation_is_a_point_and_several_are_joined() {
        let figures =
            [figure("baseline", "2005", 1.0), figure("observation", "2006", 2.0), figure("goal", "2010", 4.0)];
        assert_eq!(drawn(&figures, false).unwrap().observed, "");
        let figures = [figure("observation", "2005", 1.0), figure("observation", "2006", 2.0)];
        let chart = drawn(&figures, false).unwrap();
        assert_eq!(chart.observed.split(' ').count(), 2);
        assert!(chart.path.is_none());
    }

    #[test]
    fn thousands_of_observations_have_few_labels() {
        let dates = (1900..2000).flat_map(|year| (1..=12).map(move |month| format!("{year}-{month:02}")));
        let figures: Vec<_> =
            dates.zip(0..).map(|(date, value)| figure("observation", &date, f64::from(value))).collect();
        let chart = drawn(&figures, false).unwrap();
        assert_eq!(chart.points.len(), 1200);
        assert_eq!(chart.labels.len(), 1);
        assert!(chart.years.len() < 8, "{}", chart.years.len());
    }

    #[test]
    fn the_picture_is_mirrored_for_languages_from_right_to_left() {
        let figures = [figure("baseline", "2005", -2.0), figure("goal", "2010", 4.0)];
        let (chart, mirrored) = (drawn(&figures, false).unwrap(), drawn(&figures, true).unwrap());
        assert_eq!(chart.points[0].x.0 + mirrored.points[0].x.0, WIDTH);
        assert_eq!(chart.start.0 + mirrored.start.0, WIDTH);
        assert!(chart.before.0 < chart.start.0 && mirrored.before.0 > mirrored.start.0);
    }

    fn any_figures() -> impl Strategy<Value = Vec<Figure>> {
        let date =
            (1900..2100_i32, 1..=12_u8, 1..=28_u8, 0..3).prop_map(|(year, month, day, precision)| match precision {
                0 => format!("{year}"),
                1 => format!("{year}-{month:02}"),
                _ => format!("{year}-{month:02}-{day:02}"),
            });
        let value = prop_oneof![-1e9..1e9, -1.0..1.0, (-20..20_i32).prop_map(f64::from)];
        let role = prop::sample::select(&["baseline", "goal", "observation"][..]);
        prop::collection::vec((role, date, value), 2..12)
            .prop_map(|figures| figures.into_iter().map(|(role, date, value)| figure(role, &date, value)).collect())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        #[test]
        fn all_that_is_drawn_lies_in_the_picture(figures in any_figures()) {
            let Some(chart) = drawn(&figures, false) else { return Ok(()) };
            let is_within = |x: f64, y: f64| (0.0..=WIDTH).contains(&x) && (0.0..=HEIGHT).contains(&y);
            for point in &chart.points {
                prop_assert!(is_within(point.x.0, point.y.0), "{:?}", point);
                prop_assert!(point.x.0 >= chart.start.0 && point.y.0 <= chart.bottom.0, "{:?}", point);
            }
            for label in &chart.labels {
                let text = label.name.as_deref().map_or(0.0, |name| width(name) + width(" ")) + width(&label.value);
                let start = match label.anchor {
                    "start" => label.x.0,
                    "end" => label.x.0 - text,
                    _ => label.x.0 - text / 2.0,
                };
                prop_assert!(is_within(start, label.y.0 - ASCENT) && is_within(start + text, label.y.0), "{:?}", label);
            }
            for (tick, next) in chart.ticks.iter().zip(&chart.ticks[1..]) {
                prop_assert!(tick.y.0 > next.y.0 && next.y.0 >= ABOVE - 1e-6);
            }
            prop_assert!((2..=9).contains(&chart.ticks.len()));
            for year in &chart.years {
                let half = width(&year.label) / 2.0;
                prop_assert!(year.middle.0 - half >= 0.0 && year.middle.0 + half <= WIDTH, "{:?}", year);
            }
        }

        #[test]
        fn what_is_higher_or_later_stands_higher_or_further(figures in any_figures()) {
            let Some(chart) = drawn(&figures, false) else { return Ok(()) };
            for (one, figure) in chart.points.iter().zip(&figures) {
                for (other, after) in chart.points.iter().zip(&figures) {
                    if figure.value > after.value {
                        prop_assert!(one.y.0 < other.y.0);
                    }
                    if figure.span.middle() < after.span.middle() {
                        prop_assert!(one.x.0 < other.x.0);
                    }
                }
            }
        }
    }
}
