//! The feed of a language (Atom, RFC 4287): updates, and events as they are announced, from the newest on.
//!
//! 1. An entry is of a record: its id is the same in every language, and wherever the record's page moves ([`identity`]).
//! 2. It holds all that its page says of the record itself, as HTML whose links are absolute. What is not translated stands there in its original,
//!    marked with its language.
//! 3. No date is the clock's. An entry is as old as its record's `date` or `announced`, and was updated when the record says that it `changed`;
//!    the feed was updated with its newest entry or, before there is any, when the plan's information was (`as_of`, or else `agreed`).

use atom_syndication::{Category, Content, Entry, Feed, FixedDateTime, Generator, Link, Person, Text, WriteConfig};
use jiff::Timestamp;

use super::Renderer;
use super::address::{absolute, identity};
use super::asked::Asked;
use super::card;
use super::edition::{Edition, escaped};
use super::output::Generated;
use super::prose;
use crate::language::Argument;
use crate::link::{Found, LanguageIndex, RecordIndex, Site};
use crate::model::{Collection, Facts, PartialDate};

/// How many entries a feed holds. Readers ask for it several times a day, and keep what they have seen.
const LENGTH: usize = 50;

const ATOM: &str = "application/atom+xml";
const HTML: &str = "text/html";

/// When the newest of what a feed tells of was said; none where no date of the content says it.
pub(super) fn updated(site: &Site) -> Option<Timestamp> {
    let plan = &site.settings.plan;
    let newest = entries(site).into_iter().map(|dated| dated.updated).max();
    newest.or_else(|| plan.as_of.as_ref().or(plan.agreed.as_ref()).map(PartialDate::first_instant))
}

/// A record of which the feed tells.
struct Dated {
    record: RecordIndex,
    published: Timestamp,
    updated: Timestamp,
}

/// Of what the feed tells, from the newest on; of those of one date, in the order of their names. It is the same in every language.
fn entries(site: &Site) -> Vec<Dated> {
    let dated = site.records().filter_map(|(record, linked)| {
        let date = match &linked.record.facts {
            Facts::Update(update) => &update.date,
            Facts::Event(event) => event.announced.as_ref()?,
            _ => return None,
        };
        let published = date.first_instant();
        let changed = linked.record.common.changed.as_ref().map(PartialDate::first_instant);
        Some(Dated { record, published, updated: changed.map_or(published, |changed| changed.max(published)) })
    });
    let mut dated: Vec<_> = dated.collect();
    dated.sort_by_key(|dated| std::cmp::Reverse(dated.published));
    dated.truncate(LENGTH);
    dated
}

/// The feed of a language.
pub(super) fn feed(renderer: &Renderer, language: LanguageIndex) -> String {
    let edition = renderer.edition(language);
    let site = &renderer.site;
    let settings = &site.settings;
    let address = |edition: &Edition<'_>| absolute(settings, &Generated::feed(edition).unwrap_or_default());
    let own = address(&edition);
    let mut links = vec![
        link("self", &own, ATOM, site.tag(language).as_str()),
        link("alternate", &absolute(settings, &site.home_address(language)), HTML, site.tag(language).as_str()),
    ];
    for other in site.language_indices().filter(|other| *other != language) {
        links.push(link("alternate", &address(&renderer.edition(other)), ATOM, site.tag(other).as_str()));
    }
    let publisher = settings.publisher.as_ref().unwrap_or(&settings.title);
    let author = edition.setting(publisher).unwrap_or_default();
    let feed = Feed {
        title: title(&edition),
        id: own,
        updated: date_time(updated(site).unwrap_or(Timestamp::UNIX_EPOCH)),
        authors: vec![Person { name: author, uri: Some(settings.base_url.clone()), ..Person::default() }],
        generator: Some(Generator { value: "Tratado".to_owned(), ..Generator::default() }),
        icon: Some(absolute(settings, "favicon.svg")),
        links,
        rights: settings.licence.as_ref().map(Text::plain),
        entries: entries(site).iter().map(|dated| entry(renderer, language, dated)).collect(),
        lang: Some(site.tag(language).to_string()),
        ..Feed::default()
    };
    let layout = WriteConfig { write_document_declaration: true, indent_size: Some(2) };
    // Writing to memory cannot fail.
    let written = feed.write_with_config(Vec::new(), layout).unwrap_or_default();
    let mut xml = String::from_utf8(written).unwrap_or_default();
    xml.retain(may_stand_in_xml);
    xml.push('\n');
    xml
}

/// What readers see the feed under.
fn title(edition: &Edition<'_>) -> Text {
    let site = edition.setting(&edition.site.settings.title).unwrap_or_default();
    let updates = edition.string("collection-updates");
    let (page, site) = (Argument::Text(&updates), Argument::Text(&site));
    Text::plain(edition.string_with("page-title", &[("page", page), ("site", site)]))
}

fn entry(renderer: &Renderer, language: LanguageIndex, dated: &Dated) -> Entry {
    let site = &renderer.site;
    let edition = renderer.edition(language);
    let record = site.record(dated.record);
    let page = absolute(&site.settings, site.address(dated.record, language));
    let (shown, _) = site.shown(dated.record, language);
    let original = site.linked(dated.record).original;
    let summary = record.common.summary.as_ref().and_then(|summary| site.text(summary, language, original));
    let collection = record.id.collection;
    let kind = if collection == Collection::Events { "collection-events-one" } else { "collection-updates-one" };
    Entry {
        title: text(&edition, site.title(dated.record, language)),
        id: identity(&site.settings, &record.id),
        updated: date_time(dated.updated),
        published: Some(date_time(dated.published)),
        categories: vec![Category { term: collection.to_string(), label: Some(edition.string(kind)), scheme: None }],
        links: vec![link("alternate", &page, HTML, site.tag(shown).as_str())],
        summary: summary.map(|summary| text(&edition, summary)),
        content: Some(Content {
            value: Some(content(renderer, language, dated.record)),
            content_type: Some("html".to_owned()),
            lang: Some(site.tag(shown).to_string()),
            base: Some(page),
            ..Content::default()
        }),
        ..Entry::default()
    }
}

/// What the page says of the record itself: its facts, its summary, its prose, and what it is related to.
fn content(renderer: &Renderer, language: LanguageIndex, record: RecordIndex) -> String {
    let edition = renderer.edition(language);
    let site = &renderer.site;
    let (shown, prose) = prose::by_itself(renderer, record, language);
    let summary = edition.optional_text(site.record(record).common.summary.as_ref(), record);
    let mut html = String::new();
    if let Some(summary) = summary {
        html.push_str(&format!("<p>{}</p>\n", summary.0));
    }
    html.push_str(&facts(&edition, record));
    if let Some(prose) = prose {
        html.push_str(&marked(site, shown, &prose.0));
    }
    let related: String = Collection::ALL.into_iter().map(|collection| related(&edition, record, collection)).collect();
    html.push_str(&definitions(&related));
    marked(site, language, &html)
}

/// A piece of HTML with the language and the direction that it is in.
fn marked(site: &Site, language: LanguageIndex, html: &str) -> String {
    let tag = site.tag(language);
    format!("<div lang=\"{tag}\" dir=\"{}\">\n{html}</div>\n", tag.direction().as_str())
}

/// What an update reports, and when and where an event is.
fn facts(edition: &Edition<'_>, record: RecordIndex) -> String {
    let card = card::card(edition, record, &Asked::anything());
    let (label, recurs) = match &edition.site.record(record).facts {
        Facts::Update(_) => ("new-status", None),
        Facts::Event(event) => ("status", event.recurs),
        _ => return String::new(),
    };
    let mut facts = String::new();
    let mut add = |id: &str, value: &str| facts.push_str(&definition(&edition.string(id), value));
    if let Some(date) = card.date {
        let time = |date: &super::view::Date| format!("<time datetime=\"{}\">{}</time>", date.iso, date.text.0);
        let (start, end) = (time(&date), card.end.as_ref().map(time));
        let range = |end: &String| {
            let arguments = [("start", Argument::Text(&start)), ("end", Argument::Text(end))];
            edition.string_with("date-range", &arguments)
        };
        add("date", &end.as_ref().map_or_else(|| start.clone(), range));
    }
    if let Some(recurs) = recurs {
        add("recurs", &escaped(&edition.label("recurs", recurs.as_str()).label));
    }
    if let Some(place) = card.place {
        add("place", &place.0);
    }
    if let Some(status) = card.status {
        let label_of_status = escaped(&status.label);
        let marked =
            status.language.map(|language| format!("<span lang=\"{}\">{label_of_status}</span>", language.tag));
        add(label, &marked.unwrap_or(label_of_status));
    }
    definitions(&facts)
}

/// The records of a collection that a record is related to.
fn related(edition: &Edition<'_>, record: RecordIndex, collection: Collection) -> String {
    let site = edition.site;
    let links = site.related(record, collection, edition.language).into_iter().map(|other| {
        let url = absolute(&site.settings, site.address(other, edition.language));
        format!("<a href=\"{}\">{}</a>", escaped(&url), edition.title(other).0)
    });
    let links: Vec<_> = links.collect();
    if links.is_empty() {
        return String::new();
    }
    definition(&edition.string(&format!("collection-{collection}")), &edition.locale().list_and(&links))
}

fn definition(term: &str, value: &str) -> String {
    format!("<dt>{}</dt><dd>{value}</dd>\n", escaped(term))
}

fn definitions(definitions: &str) -> String {
    if definitions.is_empty() { String::new() } else { format!("<dl>\n{definitions}</dl>\n") }
}

/// A text, marked with its language where that is not the feed's.
fn text(edition: &Edition<'_>, found: Found<'_>) -> Text {
    let other = found.language.filter(|language| *language != edition.language);
    Text { lang: other.map(|language| edition.site.tag(language).to_string()), ..Text::plain(found.text) }
}

fn link(rel: &str, href: &str, mime_type: &str, language: &str) -> Link {
    Link {
        href: href.to_owned(),
        rel: rel.to_owned(),
        hreflang: Some(language.to_owned()),
        mime_type: Some(mime_type.to_owned()),
        ..Link::default()
    }
}

/// An instant as the feed takes it (RFC 3339). What is too far away for it is not told apart.
fn date_time(instant: Timestamp) -> FixedDateTime {
    instant.strftime("%Y-%m-%dT%H:%M:%S+00:00").to_string().parse().unwrap_or_default()
}

/// XML has no place for control characters (XML 1.0, 2.2).
fn may_stand_in_xml(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r') || (character >= ' ' && !matches!(character, '\u{fffe}' | '\u{ffff}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_is_written_as_it_is() {
        for instant in ["2007-08-21T00:00:00Z", "0001-01-01T00:00:00Z", "9999-12-30T00:00:00Z"] {
            assert_eq!(date_time(instant.parse().unwrap()).to_rfc3339(), instant.replace('Z', "+00:00"));
        }
    }

    #[test]
    fn what_has_no_place_in_xml_is_left_out() {
        let text: String =
            "a\u{8}b\tc\u{ffff}ñ\u{1f3d4}".chars().filter(|character| may_stand_in_xml(*character)).collect();
        assert_eq!(text, "ab\tcñ\u{1f3d4}");
    }
}
