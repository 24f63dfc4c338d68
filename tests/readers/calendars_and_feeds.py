"""Reads the calendars and feeds of built sites with readers that this project did not write.

    calendars_and_feeds.py PROGRAM SITE...

builds each site with the program and asks `icalendar` and `feedparser` what they find in it: that every event is there once a
language under one UID, that whole days end on the day behind the last, that times have their zone, and that feeds are well formed and
tell the same in every language.
"""

import datetime
import sys

import feedparser
import icalendar

from sites import published


def events_of(path):
    """The events of a calendar by their UIDs, each of which must stand there once."""
    text = path.read_bytes()
    calendar = icalendar.Calendar.from_ical(text)
    assert not calendar.errors, (path, calendar.errors)
    assert b"\n" not in text.replace(b"\r\n", b""), f"{path}: a line ends without CRLF"
    known_zones = {str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")}
    events = {}
    for event in calendar.walk("VEVENT"):
        assert not event.errors, (path, event.errors)
        uid = str(event["UID"])
        assert uid not in events, f"{path}: {uid} stands there twice"
        events[uid] = event
        check_event(path, event, known_zones)
    assert events, f"{path}: a calendar without events"
    return calendar, events


def check_event(path, event, known_zones):
    name = f"{path}: {event['SUMMARY']}"
    assert event["DTSTAMP"].dt.tzinfo is not None, name
    assert str(event["URL"]).startswith("https://"), name
    start, end = event["DTSTART"].dt, event["DTEND"].dt if "DTEND" in event else None
    if isinstance(start, datetime.datetime):
        assert start.tzinfo is not None, f"{name}: a time without a zone"
        zone = event["DTSTART"].params.get("TZID")
        assert zone is None or zone in known_zones, f"{name}: {zone} is not described"
    else:
        assert not isinstance(end, datetime.datetime) and end > start, f"{name}: a whole day ends on the day behind it"
    if (end is not None and (end - start).days > 27) and not isinstance(start, datetime.datetime):
        assert event["TRANSP"] == "TRANSPARENT", f"{name}: who knows a month or a year alone takes nobody's time"


def check_zones(calendar):
    """What the calendar says of a zone is what Python's own table of time zones says."""
    for zone in calendar.walk("VTIMEZONE"):
        described = zone.to_tz(lookup_tzid=False)
        for event in calendar.walk("VEVENT"):
            for name in ("DTSTART", "DTEND"):
                if name in event and event[name].params.get("TZID") == zone["TZID"]:
                    time = event[name].dt
                    told = time.replace(tzinfo=described).utcoffset()
                    assert told == time.utcoffset(), f"{zone['TZID']}: {time} is {told} from UTC in the calendar"


def check_site(program, site):
    with published(program, site) as output:
        calendars = {path.parent.name: events_of(path) for path in sorted(output.glob("*/calendar.ics"))}
        feeds = {path.parent.name: feedparser.parse(path.read_bytes()) for path in sorted(output.glob("*/feed.xml"))}
        languages = sorted(calendars)
        assert len(languages) > 1 and languages == sorted(feeds), (languages, sorted(feeds))
        _, first = calendars[languages[0]]
        for language, (calendar, events) in calendars.items():
            assert events.keys() == first.keys(), f"{site}: other UIDs in {language}"
            for uid, event in events.items():
                for name in ("DTSTART", "DTEND", "RRULE", "STATUS", "DTSTAMP"):
                    assert event.get(name) == first[uid].get(name), f"{site}: {name} differs in {language}"
            check_zones(calendar)
            own = [events_of(path)[1] for path in sorted((output / language).glob("*/*/event.ics"))]
            assert sorted(uid for event in own for uid in event) == sorted(events), f"{site}: events of {language}"
            groups = [events_of(path)[1] for path in sorted((output / language).glob("*/*/calendar.ics"))]
            assert all(group.keys() <= events.keys() for group in groups), f"{site}: groups of {language}"
        ids = [entry.id for entry in feeds[languages[0]].entries]
        assert len(ids) == len(set(ids))
        for language, feed in feeds.items():
            assert not feed.bozo, f"{site}: {language}/feed.xml: {feed.get('bozo_exception')}"
            assert feed.version == "atom10" and feed.feed.language == language, (site, language, feed.version)
            assert feed.feed.updated and feed.feed.author and feed.feed.title, (site, language)
            assert [entry.id for entry in feed.entries] == ids, f"{site}: other ids in {language}"
            for entry in feed.entries:
                assert entry.title and entry.link and entry.published and entry.updated, (site, entry.id)
                assert entry.content[0].value and entry.content[0].type == "text/html", (site, entry.id)
        print(f"{site}: {len(first)} events and {len(ids)} entries of feeds in each of {', '.join(languages)}")


if __name__ == "__main__":
    for site in sys.argv[2:]:
        check_site(sys.argv[1], site)
