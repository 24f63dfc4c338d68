//! What a page says to programs: one block of JSON-LD in its head, in the words of schema.org.
//!
//! 1. The page says what it is, of which site, and which way leads to it from the home page.
//! 2. It says what it is about, where that is one thing ([`subject`]): the plan, or a record ([`record`]).
//! 3. Other things are mentioned by their kind, their `@id` and their name ([`words`]): their own pages say more.
//!
//! A thing has the same `@id` in every language ([`identity`](super::address::identity)). A page's is its address. Nothing is said that the
//! content does not say: where schema.org has no word that fits, as for the status of a commitment, it is not said here.

mod node;
mod record;
mod words;

use super::Renderer;
use super::address::absolute;
use super::data::DataFile;
use super::frame::{self, PageView};
use super::output::{Generated, Kind};
use super::view::Html;
use crate::language::Argument;
use crate::link::LanguageIndex;
use node::{Node, Said};
use words::Words;

/// What a page says to programs, as it may stand in a `script`.
pub(super) fn block(renderer: &Renderer, kind: &Kind, language: LanguageIndex, page: &PageView) -> Html {
    let words = Words { renderer, edition: renderer.edition(language) };
    let subject = subject(&words, kind);
    let mut graph = vec![page_node(&words, kind, page, subject.as_ref())];
    if is_entrance(kind) {
        graph.push(site(&words, kind));
    }
    graph.extend(subject);
    Html(node::document(graph))
}

/// Whether a page is where readers come into the site.
fn is_entrance(kind: &Kind) -> bool {
    matches!(kind, Kind::Home(_) | Kind::Choice)
}

/// The one thing that a page is about; none where it is about many, or about nothing but itself.
fn subject(words: &Words<'_>, kind: &Kind) -> Option<Node> {
    match kind {
        Kind::Home(_) => Some(plan(words)),
        Kind::WholePlan(_) => Some(words.plan()),
        Kind::Record(_, record) => record::node(words, *record),
        Kind::Data(_) => Some(dataset(words)),
        _ => None,
    }
}

/// The page itself.
fn page_node(words: &Words<'_>, kind: &Kind, page: &PageView, subject: Option<&Node>) -> Node {
    let settings = words.settings();
    let kind_of_page = match kind {
        Kind::List(..) => "CollectionPage",
        Kind::Search(_) => "SearchResultsPage",
        _ => "WebPage",
    };
    let site = if is_entrance(kind) { words.site().into_reference() } else { words.site() };
    // What a page says of its subject, it says there.
    let description = page.description.as_deref().filter(|_| subject.is_none());
    let language = match kind {
        Kind::Choice => words.languages(),
        _ => words.language_of(frame::record_of(words.renderer, kind)).into(),
    };
    Node::of(kind_of_page, absolute(settings, &page.path))
        .say("url", page.canonical.as_deref())
        .say("name", name(words, kind, page))
        .say("description", description)
        .say("inLanguage", language)
        .say("isPartOf", site)
        .say("breadcrumb", breadcrumbs(words, kind, page))
        .say("mainEntity", subject.map(Node::reference))
        .say("dateModified", page.changed.as_ref().map(|changed| changed.iso.as_str()))
}

/// What a page is called.
fn name(words: &Words<'_>, kind: &Kind, page: &PageView) -> Said {
    match (kind, frame::record_of(words.renderer, kind)) {
        (Kind::Choice, _) => words.in_all_languages(&words.settings().title),
        (_, Some(record)) => words.text(words.edition.site.title(record, words.edition.language)),
        (_, None) => page.title.as_str().into(),
    }
}

/// The way from the home page.
fn breadcrumbs(words: &Words<'_>, kind: &Kind, page: &PageView) -> Option<Node> {
    if page.breadcrumbs.is_empty() {
        return None;
    }
    let way = frame::way(&words.edition, kind, frame::record_of(words.renderer, kind));
    let item = |(position, step): (usize, frame::Step)| {
        Node::new("ListItem")
            .say("position", position)
            .say("name", words.text_in(step.language, &step.title))
            .say("item", step.path.map(|path| absolute(words.settings(), &path)))
    };
    let items = (1..).zip(way).map(item).collect::<Vec<_>>();
    Some(Node::new("BreadcrumbList").say("itemListElement", items))
}

/// The site, with all that is known of it.
fn site(words: &Words<'_>, kind: &Kind) -> Node {
    // The choice of a language is in all of them, and does not describe the plan.
    let (site, plan) = match kind {
        Kind::Choice => (words.site().say("name", words.in_all_languages(&words.settings().title)), words.plan()),
        _ => (words.site(), words.plan().into_reference()),
    };
    site.say("inLanguage", words.languages())
        .say("about", plan)
        .say("publisher", words.publisher())
        .say("license", frame::licence_href(words.settings()))
}

/// The open data, with the files in which they can be had as a whole (Google Search Central, 'Dataset structured data').
fn dataset(words: &Words<'_>) -> Node {
    let settings = words.settings();
    let edition = &words.edition;
    let title = edition.setting(&settings.title).unwrap_or_default();
    let page = edition.string("data-title");
    let name = [("page", Argument::Text(&page)), ("site", Argument::Text(&title))];
    let download = |file: DataFile, media_type: &str| {
        Node::new("DataDownload").say("encodingFormat", media_type).say("contentUrl", absolute(settings, &file.path()))
    };
    words
        .dataset()
        .say("name", edition.string_with("page-title", &name))
        .say("description", edition.string("data-introduction"))
        .say("url", Generated::data(edition).map(|path| absolute(settings, &path)))
        .say("inLanguage", words.languages())
        .say("about", words.plan())
        .say("dateModified", settings.plan.as_of.as_ref().map(ToString::to_string))
        .say("creator", words.publisher())
        .say("license", frame::licence_href(settings))
        .say(
            "distribution",
            vec![
                download(DataFile::Package, "application/vnd.datapackage+json"),
                download(DataFile::Plan, "application/json"),
            ],
        )
}

/// The plan, with all that is known of it.
fn plan(words: &Words<'_>) -> Node {
    let site = words.edition.site;
    let settings = words.settings();
    let plan = &settings.plan;
    let summary = site.home().and_then(|home| words.record_text(site.record(home).common.summary.as_ref(), home));
    let parties = site.parties.iter().map(|party| words.mention(*party)).collect::<Vec<_>>();
    words
        .plan()
        .say("url", absolute(settings, &site.home_address(words.edition.language)))
        .say("description", summary)
        .say("inLanguage", words.languages())
        .say("dateCreated", plan.agreed.as_ref().map(ToString::to_string))
        .say("locationCreated", words.setting(plan.place.as_ref()).map(|place| Node::new("Place").say("name", place)))
        .say("temporalCoverage", plan.period.as_ref().map(|period| format!("{}/{}", period.from, period.to)))
        .say("creator", parties)
        .say("publisher", words.publisher().map(Node::into_reference))
        .say("license", frame::licence_href(settings))
}
