//! Calendars (RFC 5545, with the names and addresses of RFC 7986): the events of a language, of a group, and each event alone.
//!
//! 1. What an event is called and is about stands there in the language of the calendar; what it is ([`identity`]) is
//!    the same in all of them.
//! 2. A day is a whole day, whose end is the day behind it. A month or a year is all of its days, and takes up none of anybody's time: its
//!    description begins with how much is known. A time of day keeps its zone, whose clock is written with it ([`time_zone`]).
//! 3. `DTSTAMP` says when the information was given, as far as the content says it, and not when the site was built: when the event last changed
//!    (`changed`), or else was announced (`announced`), or else of when the plan's information is (`as_of`, or else `agreed`), or else when the
//!    event begins.
//! 4. All is put into lines as the format wants them ([`lines`]).

mod lines;
mod time_zone;

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::Renderer;
use super::address::{absolute, identity, uuid};
use super::edition::Edition;
use super::output::Generated;
use super::view::view;
use crate::language::Argument;
use crate::link::{Found, LanguageIndex, RecordIndex, Site};
use crate::model::{Collection, Event, EventStatus, Facts, PartialDate, Recurrence, Settings};
use lines::Lines;
use time_zone::Period;

/// How often a program that keeps a copy of the calendar should ask for it again (RFC 7986, 5.7).
const REFRESH: &str = "P1D";

view! {
    /// A calendar that readers can take the events of the page into.
    CalendarView {
        /// The path of the file, which holds the events as they are now.
        path: String,
        /// The same as an address that calendar programs subscribe to: their copy follows the site's.
        subscribe: String,
        /// The type of the file, such as `ICS`.
        kind: &'static str,
        /// Its size, such as `1 kB`.
        size: String,
    }
}

/// The calendar of a language as its pages show it, where it has one.
pub(super) fn language_view(renderer: &Renderer, language: LanguageIndex) -> Option<CalendarView> {
    let path = Generated::calendar(&renderer.edition(language))?;
    Some(calendar_view(renderer, language, path, &of_language(renderer, language)))
}

/// The calendar of a group or an event as its page shows it, where it has one.
pub(super) fn record_view(renderer: &Renderer, record: RecordIndex, language: LanguageIndex) -> Option<CalendarView> {
    let path = Generated::record_calendar(&renderer.edition(language), record)?;
    Some(calendar_view(renderer, language, path, &of_record(renderer, record, language)))
}

fn calendar_view(renderer: &Renderer, language: LanguageIndex, path: String, calendar: &str) -> CalendarView {
    let size = super::download::size(&renderer.edition(language), calendar.len() as u64);
    CalendarView { subscribe: subscription(&renderer.site.settings, &path), path, kind: "ICS", size }
}

/// The address at which calendar programs subscribe to a calendar: its URL under the scheme that opens them.
pub(super) fn subscription(settings: &Settings, path: &str) -> String {
    let url = absolute(settings, path);
    url.split_once("://").map_or_else(|| url.clone(), |(_, rest)| format!("webcal://{rest}"))
}

/// The events in the calendar of a record: a group's, or the event itself.
pub(super) fn events_of(site: &Site, record: RecordIndex, language: LanguageIndex) -> Vec<RecordIndex> {
    match &site.record(record).facts {
        Facts::Event(_) => vec![record],
        Facts::Group(_) => site.related(record, Collection::Events, language),
        _ => Vec::new(),
    }
}

/// The calendar of all events, in a language.
pub(super) fn of_language(renderer: &Renderer, language: LanguageIndex) -> String {
    let edition = renderer.edition(language);
    let events = renderer.site.collection(Collection::Events, language);
    let name = renderer.site.text(&renderer.site.settings.title, language, LanguageIndex::DEFAULT);
    let path = Generated::calendar(&edition).unwrap_or_default();
    let shown = name.map(|name| Shown {
        name: name.text.to_owned(),
        language: name.language.unwrap_or(language),
        page: renderer.site.home_address(language),
        path,
    });
    write(edition, shown.as_ref(), events)
}

/// The calendar of a group or of an event, in a language.
pub(super) fn of_record(renderer: &Renderer, record: RecordIndex, language: LanguageIndex) -> String {
    let edition = renderer.edition(language);
    let events = events_of(&renderer.site, record, language);
    // An event is taken into a calendar that the reader has; it makes none of its own.
    let shown = (renderer.site.record(record).id.collection != Collection::Events).then(|| {
        let site = edition.setting(&renderer.site.settings.title).unwrap_or_default();
        let page = edition.title_text(record);
        Shown {
            name: edition
                .string_with("page-title", &[("page", Argument::Text(&page)), ("site", Argument::Text(&site))]),
            language,
            page: renderer.site.address(record, language).to_owned(),
            path: Generated::record_calendar(&edition, record).unwrap_or_default(),
        }
    });
    write(edition, shown.as_ref(), &events)
}

/// What programs show of a calendar as a whole.
struct Shown {
    name: String,
    /// The language of the name.
    language: LanguageIndex,
    /// The path of the page that shows the same.
    page: String,
    /// The path of the calendar.
    path: String,
}

fn write(edition: Edition<'_>, shown: Option<&Shown>, events: &[RecordIndex]) -> String {
    let mut lines = Lines::default();
    lines.begin("VCALENDAR");
    lines.value("VERSION", "2.0");
    lines.value("PRODID", "-//Tratado//Tratado//EN");
    lines.value("CALSCALE", "GREGORIAN");
    if let Some(shown) = shown {
        let settings = &edition.site.settings;
        lines.text_in("NAME", edition.site.tag(shown.language).as_str(), &shown.name);
        lines.text("X-WR-CALNAME", &shown.name);
        lines.value("URL;VALUE=URI", &absolute(settings, &shown.page));
        lines.value("SOURCE;VALUE=URI", &absolute(settings, &shown.path));
        lines.value("REFRESH-INTERVAL;VALUE=DURATION", REFRESH);
        lines.value("X-PUBLISHED-TTL", REFRESH);
    }
    let entries: Vec<_> = events.iter().filter_map(|index| Entry::of(edition, *index)).collect();
    for (name, (zone, period)) in zones(&entries) {
        time_zone::write(&zone, &name, period, &mut lines);
    }
    for entry in &entries {
        entry.write(&mut lines);
    }
    lines.end("VCALENDAR");
    lines.into_text()
}

/// The zones that times of the entries stand in, by name, each with the time from the first to the last of them.
fn zones(entries: &[Entry<'_>]) -> BTreeMap<String, (TimeZone, Period)> {
    let mut zones: BTreeMap<String, (TimeZone, Period)> = BTreeMap::new();
    for entry in entries {
        let When::Time { start, end } = &entry.when else { continue };
        let goes_on = entry.rule().is_some();
        for time in [start].into_iter().chain(end) {
            let Some(name) = zone_name(time) else { continue };
            let at = time.timestamp();
            let period = Period { first: at, last: at, goes_on };
            zones
                .entry(name.to_owned())
                .and_modify(|(_, known)| {
                    *known = Period {
                        first: known.first.min(at),
                        last: known.last.max(at),
                        goes_on: known.goes_on || goes_on,
                    };
                })
                .or_insert_with(|| (time.time_zone().clone(), period));
        }
    }
    zones
}

/// The name of a time's zone, where a calendar has to tell its clock: UTC and a fixed distance from it need no telling.
fn zone_name(time: &Zoned) -> Option<&str> {
    time.time_zone().iana_name().filter(|name| !matches!(*name, "UTC" | "Etc/UTC" | "Etc/UCT" | "Etc/Zulu" | "Zulu"))
}

/// When an event is, as calendars say it.
enum When {
    /// From one time to another, where there is one behind it.
    Time { start: Zoned, end: Option<Zoned> },
    /// Whole days: the first, and the one behind the last.
    Days { first: Date, behind: Option<Date>, coarseness: Option<Coarseness> },
}

/// How much of a date is known, where that is not the day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Coarseness {
    Month,
    Year,
}

impl When {
    fn of(event: &Event) -> Self {
        let last = event.end.as_ref().unwrap_or(&event.start);
        let coarseness = coarseness(&event.start).max(coarseness(last));
        if let (PartialDate::Time(start), None) = (&event.start, coarseness) {
            let end = match &event.end {
                Some(PartialDate::Time(end)) => Some(end.clone()),
                // The end of a day is the midnight behind it, by the clock at which the event begins.
                Some(day) => behind(day).and_then(|day| day.to_zoned(start.time_zone().clone()).ok()),
                None => None,
            };
            return Self::Time { start: start.clone(), end: end.filter(|end| end > start) };
        }
        Self::Days { first: event.start.first_day(), behind: behind(last), coarseness }
    }
}

fn coarseness(date: &PartialDate) -> Option<Coarseness> {
    match date {
        PartialDate::Year(_) => Some(Coarseness::Year),
        PartialDate::Month(..) => Some(Coarseness::Month),
        PartialDate::Day(_) | PartialDate::Time(_) => None,
    }
}

/// The day behind a date.
fn behind(date: &PartialDate) -> Option<Date> {
    date.last_day().tomorrow().ok()
}

/// An event in a calendar.
struct Entry<'site> {
    edition: Edition<'site>,
    index: RecordIndex,
    event: &'site Event,
    when: When,
}

impl<'site> Entry<'site> {
    fn of(edition: Edition<'site>, index: RecordIndex) -> Option<Self> {
        let Facts::Event(event) = &edition.site.record(index).facts else { return None };
        Some(Self { edition, index, event, when: When::of(event) })
    }

    fn write(&self, lines: &mut Lines) {
        let (edition, site) = (&self.edition, self.edition.site);
        let settings = &site.settings;
        let common = &site.record(self.index).common;
        lines.begin("VEVENT");
        lines.value("UID", &uuid(&identity(settings, &site.record(self.index).id)));
        lines.value("DTSTAMP", &utc(self.stamp()));
        if let Some(changed) = &common.changed {
            lines.value("LAST-MODIFIED", &utc(changed.first_instant()));
        }
        self.write_when(lines);
        if let Some(rule) = self.rule() {
            lines.value("RRULE", rule);
        }
        self.write_text(lines, "SUMMARY", Some(site.title(self.index, edition.language)));
        self.write_text(lines, "LOCATION", self.event.place.as_ref().and_then(|place| self.found(place)));
        self.write_description(lines);
        lines.value("URL", &absolute(settings, site.address(self.index, edition.language)));
        for area in site.related(self.index, Collection::Areas, edition.language) {
            self.write_text(lines, "CATEGORIES", Some(site.title(area, edition.language)));
        }
        match self.event.status {
            Some(EventStatus::Scheduled | EventStatus::Held) => lines.value("STATUS", "CONFIRMED"),
            Some(EventStatus::Postponed) => lines.value("STATUS", "TENTATIVE"),
            Some(EventStatus::Cancelled) => lines.value("STATUS", "CANCELLED"),
            None => {}
        }
        lines.value("TRANSP", if self.takes_time() { "OPAQUE" } else { "TRANSPARENT" });
        lines.end("VEVENT");
    }

    fn write_when(&self, lines: &mut Lines) {
        match &self.when {
            When::Time { start, end } => {
                write_time(lines, "DTSTART", start);
                if let Some(end) = end {
                    write_time(lines, "DTEND", end);
                }
            }
            When::Days { first, behind, .. } => {
                lines.value("DTSTART;VALUE=DATE", &first.strftime("%Y%m%d").to_string());
                if let Some(behind) = behind {
                    lines.value("DTEND;VALUE=DATE", &behind.strftime("%Y%m%d").to_string());
                }
            }
        }
    }

    /// When the information was given (RFC 5545, 3.8.7.2).
    fn stamp(&self) -> Timestamp {
        let plan = &self.edition.site.settings.plan;
        let changed = self.edition.site.record(self.index).common.changed.as_ref();
        let given = changed.or(self.event.announced.as_ref()).or(plan.as_of.as_ref()).or(plan.agreed.as_ref());
        given.unwrap_or(&self.event.start).first_instant()
    }

    /// The rule by which it comes again (RFC 5545, 3.3.10). What is known to the month does not come again within it, as far as is known.
    fn rule(&self) -> Option<&'static str> {
        match (self.event.recurs?, self.coarseness()) {
            (Recurrence::Yearly, _) => Some("FREQ=YEARLY"),
            (Recurrence::Monthly, None | Some(Coarseness::Month)) => Some("FREQ=MONTHLY"),
            (Recurrence::Weekly, None) => Some("FREQ=WEEKLY"),
            _ => None,
        }
    }

    fn coarseness(&self) -> Option<Coarseness> {
        match self.when {
            When::Days { coarseness, .. } => coarseness,
            When::Time { .. } => None,
        }
    }

    /// Whether nobody who takes part has time for something else: not where the day is unknown, and not where it will not be.
    fn takes_time(&self) -> bool {
        self.coarseness().is_none()
            && !matches!(self.event.status, Some(EventStatus::Postponed | EventStatus::Cancelled))
    }

    fn found<'text>(&self, text: &'text crate::model::Text) -> Option<Found<'text>> {
        let site = self.edition.site;
        site.text(text, self.edition.language, site.linked(self.index).original)
    }

    /// Writes a text, with its language where that is not the calendar's.
    fn write_text(&self, lines: &mut Lines, name: &str, found: Option<Found<'_>>) {
        let Some(found) = found else { return };
        match found.language.filter(|language| *language != self.edition.language) {
            Some(language) => lines.text_in(name, self.edition.site.tag(language).as_str(), found.text),
            None => lines.text(name, found.text),
        }
    }

    /// How much is known of the date, what has become of the event, how often it comes where no rule says it, and its summary.
    fn write_description(&self, lines: &mut Lines) {
        let edition = &self.edition;
        let mut known: Vec<String> = self.date_in_words().into_iter().collect();
        if let Some(status @ (EventStatus::Postponed | EventStatus::Cancelled)) = self.event.status {
            known.push(edition.event_status(status).label);
        }
        if let Some(recurs) = self.event.recurs.filter(|_| self.rule().is_none()) {
            known.push(edition.label("recurs", recurs.as_str()).label);
        }
        let common = &edition.site.record(self.index).common;
        let summary = common.summary.as_ref().and_then(|summary| self.found(summary));
        if known.is_empty() {
            return self.write_text(lines, "DESCRIPTION", summary);
        }
        if let Some(summary) = summary {
            // The property is in one language, so that within it another one can only be named.
            let other = summary.language.filter(|language| *language != edition.language);
            let name = other.map(|language| edition.language_view(language).name);
            let name = name.map(|name| edition.string_with("in-parentheses", &[("text", Argument::Text(&name))]));
            known.extend(name);
            known.push(summary.text.trim().to_owned());
        }
        lines.text("DESCRIPTION", &known.join("\n"));
    }

    /// The date in words, where no day says it: as its author put it, or as coarse as it is known.
    fn date_in_words(&self) -> Option<String> {
        let edition = &self.edition;
        let words = self.event.when.as_ref().and_then(|when| self.found(when)).map(|when| when.text.trim().to_owned());
        let Some(coarseness) = self.coarseness() else { return words };
        let date = words.unwrap_or_else(|| match &self.event.end {
            Some(end) => edition.date_range(&self.event.start, end),
            None => edition.date_text(&self.event.start),
        });
        let id = match coarseness {
            Coarseness::Month => "calendar-month-known",
            Coarseness::Year => "calendar-year-known",
        };
        Some(edition.string_with(id, &[("date", Argument::Text(&date))]))
    }
}

/// Writes a time with its zone, or in UTC where it needs none (RFC 5545, 3.3.5).
fn write_time(lines: &mut Lines, name: &str, time: &Zoned) {
    match zone_name(time) {
        Some(zone) => lines.value(&format!("{name};TZID={zone}"), &time.strftime("%Y%m%dT%H%M%S").to_string()),
        None => lines.value(name, &utc(time.timestamp())),
    }
}

/// An instant in UTC (RFC 5545, 3.3.5).
fn utc(instant: Timestamp) -> String {
    instant.strftime("%Y%m%dT%H%M%SZ").to_string()
}
