//! Calendars: what rule 29 asks of them, and where pages offer them.

use std::collections::BTreeSet;

use crate::site::{Site, outputs, read, repository};

const EVENTS: &str = "\
signing: {title: {en: 'Signing, and lunch', es: 'Firma; y comida'}, start: 2007-08-21, place: {en: Ottawa}, status: held, announced: 2007-07-30}
school: {title: {en: School, es: Escuela}, start: 2008-03-10, end: 2008-03-14, status: scheduled}
month: {title: {en: Month, es: Mes}, start: 2007-10, recurs: weekly, groups: [council]}
year: {title: {en: Year, es: Año}, start: 2007, end: 2008, recurs: yearly}
words: {title: {en: Words, es: Palabras}, start: 2008, when: {en: in spring, es: en primavera}, summary: {en: Sunshine, es: Sol}}
council: {title: {en: Council, es: Consejo}, start: '2007-10-15T09:00[America/Toronto]', end: '2007-10-15T17:30[America/Toronto]', recurs: monthly, groups: [council]}
call: {title: {en: Call, es: Llamada}, start: '2007-10-15T09:00[UTC]', end: 2007-10-16, status: postponed}
fair: {title: {en: Fair, es: Feria}, start: 2008-02-29, status: cancelled}
";

fn site() -> Site {
    Site::new().setting("plan: {agreed: 2007-08-21}").file("content/events.yaml", EVENTS).file(
        "content/groups.yaml",
        "council: {title: {en: The council, es: El consejo}}\nidle: {title: {en: Idle, es: Quieto}}\n",
    )
}

/// The lines of a calendar, unfolded, as far as they are of one event.
fn event(site: &Site, language: &str, title: &str) -> Vec<String> {
    let calendar = site.outputs()[&format!("{language}/calendar.ics")].replace("\r\n ", "");
    let events = calendar.split("BEGIN:VEVENT\r\n").skip(1);
    let mut found = events.filter(|event| event.contains(&format!("SUMMARY:{title}\r\n")));
    found.next().unwrap_or_else(|| panic!("{calendar}")).lines().map(str::to_owned).collect()
}

#[track_caller]
fn has(event: &[String], lines: &[&str]) {
    for line in lines {
        assert!(event.iter().any(|found| found == line), "{line}: {event:#?}");
    }
}

#[test]
fn rule_29_a_day_is_a_whole_day_whose_end_is_the_day_behind_it() {
    let site = site();
    has(
        &event(&site, "en", "Signing\\, and lunch"),
        &[
            "DTSTART;VALUE=DATE:20070821",
            "DTEND;VALUE=DATE:20070822",
            "STATUS:CONFIRMED",
            "TRANSP:OPAQUE",
            "LOCATION:Ottawa",
        ],
    );
    has(&event(&site, "en", "School"), &["DTSTART;VALUE=DATE:20080310", "DTEND;VALUE=DATE:20080315"]);
    has(&event(&site, "en", "Fair"), &["DTEND;VALUE=DATE:20080301", "STATUS:CANCELLED", "TRANSP:TRANSPARENT"]);
}

#[test]
fn rule_29_a_month_or_a_year_takes_no_time_and_its_description_begins_with_what_is_known() {
    let site = site();
    has(
        &event(&site, "en", "Month"),
        &[
            "DTSTART;VALUE=DATE:20071001",
            "DTEND;VALUE=DATE:20071101",
            "TRANSP:TRANSPARENT",
            "DESCRIPTION:The date is known only to the month: October 2007.\\nEvery week",
        ],
    );
    let month = event(&site, "en", "Month");
    assert!(!month.iter().any(|line| line.starts_with("RRULE")), "{month:#?}");
    has(
        &event(&site, "es", "Año"),
        &[
            "DTSTART;VALUE=DATE:20070101",
            "DTEND;VALUE=DATE:20090101",
            "TRANSP:TRANSPARENT",
            "RRULE:FREQ=YEARLY",
            "DESCRIPTION:De la fecha solo se conoce el año: 2007 a 2008.",
        ],
    );
    has(&event(&site, "en", "Words"), &["DESCRIPTION:The date is known only to the year: in spring.\\nSunshine"]);
}

#[test]
fn rule_29_a_time_carries_its_zone_with_the_clock_of_that_zone() {
    let site = site();
    has(
        &event(&site, "en", "Council"),
        &[
            "DTSTART;TZID=America/Toronto:20071015T090000",
            "DTEND;TZID=America/Toronto:20071015T173000",
            "RRULE:FREQ=MONTHLY",
        ],
    );
    // The end of a day is the midnight behind it; UTC needs no zone.
    has(
        &event(&site, "en", "Call"),
        &["DTSTART:20071015T090000Z", "DTEND:20071017T000000Z", "STATUS:TENTATIVE", "DESCRIPTION:Postponed"],
    );
    let outputs = site.outputs();
    for path in
        ["en/calendar.ics", "es/calendar.ics", "en/events/council/event.ics", "en/groups/the-council/calendar.ics"]
    {
        let zones = outputs[path].matches("BEGIN:VTIMEZONE\r\nTZID:America/Toronto\r\n").count();
        assert_eq!(zones, 1, "{path}");
    }
    assert!(!outputs["en/events/school/event.ics"].contains("VTIMEZONE"));
}

/// The UIDs in a calendar.
fn uids(calendar: &str) -> BTreeSet<&str> {
    calendar.lines().filter_map(|line| line.strip_prefix("UID:")).collect()
}

#[test]
fn rule_29_an_event_has_one_uid_in_every_language_and_every_calendar() {
    let site = site();
    let outputs = site.outputs();
    let (english, spanish) = (uids(&outputs["en/calendar.ics"]), uids(&outputs["es/calendar.ics"]));
    assert_eq!((english.len(), &english), (8, &spanish));
    let own = uids(&outputs["en/events/council/event.ics"]);
    assert!(own.len() == 1 && own.is_subset(&uids(&outputs["es/grupos/el-consejo/calendar.ics"])));
    // Another site has other events, and another address of a page makes no other event of it.
    let other = self::site().at("https://other.example.org/").outputs();
    assert!(uids(&other["en/calendar.ics"]).is_disjoint(&english));
    let moved = self::site().file("content/events.yaml", EVENTS.replace("signing: {", "signing: {slug: moved, "));
    assert_eq!(uids(&moved.outputs()["en/calendar.ics"]), english);
}

#[test]
fn rule_29_a_stamp_is_of_the_content_and_not_of_the_build() {
    let site = site();
    has(&event(&site, "en", "Signing\\, and lunch"), &["DTSTAMP:20070730T000000Z"]);
    has(&event(&site, "en", "School"), &["DTSTAMP:20070821T000000Z"]);
    let changed = EVENTS.replace("school: {", "school: {changed: 2007-12-01, ");
    let site = site.file("content/events.yaml", changed);
    has(&event(&site, "en", "School"), &["DTSTAMP:20071201T000000Z", "LAST-MODIFIED:20071201T000000Z"]);
    let site = Site::new().file("content/events.yaml", "a: {title: {en: Alone, es: Solo}, start: 2007-10}\n");
    has(&event(&site, "en", "Alone"), &["DTSTAMP:20071001T000000Z"]);
}

#[test]
fn rule_29_lines_are_folded_and_end_as_the_format_wants() {
    for root in [
        repository().to_owned(),
        repository().join("tests/sites/full-plan"),
        repository().join("tests/sites/four-languages"),
    ] {
        let calendars = outputs(&read(&root, false, None).renderer.unwrap());
        let calendars: Vec<_> = calendars.iter().filter(|(path, _)| path.ends_with(".ics")).collect();
        assert!(calendars.len() > 4, "{}", root.display());
        for (path, calendar) in calendars {
            assert!(calendar.starts_with("BEGIN:VCALENDAR\r\n") && calendar.ends_with("END:VCALENDAR\r\n"), "{path}");
            for line in calendar.split_terminator("\r\n") {
                assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{path}: {line}");
            }
        }
    }
}

#[test]
fn rule_2_text_in_another_language_than_the_calendars_is_marked() {
    let signing = event(&site(), "es", "Firma\\; y comida");
    has(&signing, &["LOCATION;LANGUAGE=en:Ottawa", "URL:https://plan.example.org/es/eventos/firma-y-comida/"]);
}

#[test]
fn rule_8_pages_offer_the_calendar_of_their_language() {
    let site = site();
    let list = site.page("es/eventos/");
    assert!(
        list.contains("href=\"webcal://plan.example.org/es/calendar.ics\">Suscribirse al calendario</a>"),
        "{list}"
    );
    assert!(
        list.contains("href=\"../../es/calendar.ics\" type=\"text/calendar\">Descargar el calendario</a>"),
        "{list}"
    );
    let event = site.page("en/events/school/");
    assert!(
        event.contains("href=\"../../../en/events/school/event.ics\" type=\"text/calendar\">Add to calendar</a>"),
        "{event}"
    );
    let group = site.page("en/groups/the-council/");
    assert!(group.contains("href=\"webcal://plan.example.org/en/groups/the-council/calendar.ics\""), "{group}");
    let idle = site.page("en/groups/idle/");
    assert!(!idle.contains("groups/idle/calendar.ics"), "{idle}");
}

#[test]
fn rule_27_a_calendar_says_its_type_and_size_before_it_is_fetched() {
    let event = site().page("en/events/school/");
    assert!(event.contains("<span class=\"file\">(ICS, ") && event.contains("\u{a0}B)</span>"), "{event}");
}

#[test]
fn a_site_can_do_without_calendars() {
    let outputs = site().setting("outputs: {calendar: false}").outputs();
    assert!(!outputs.keys().any(|path| path.ends_with(".ics")));
    assert!(!outputs.values().any(|text| text.contains("webcal:") || text.contains(".ics")));
    let without_events = Site::new().outputs();
    assert!(!without_events.keys().any(|path| path.ends_with(".ics")));
}
