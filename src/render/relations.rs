//! Who does what: which groups and bodies work on each area, as a picture and as tables.
//!
//! The picture shows every area, and of groups and bodies those that are joined to something. Each line of it stands in one of the tables: those
//! of areas in the first, those of groups and their members in the second. Its cost is that of the lines.

mod edges;
mod label;
mod layout;
mod order;

use std::collections::HashMap;

use super::Renderer;
use super::card::Card;
use super::edition::Edition;
use super::shape::Shared;
use super::view::{LanguageView, MemberView, view};
use crate::language::{Argument, Direction};
use crate::link::{Edge, LanguageIndex, RecordIndex, Site};
use crate::model::{Collection, Facts, Relation};
pub(super) use edges::has_lines;
use edges::{Relations, group};
use layout::{Graph, Node, WIDTH};

/// A plan of more areas has no picture.
const AREAS_IN_PICTURE: usize = 40;
/// Neither has one with more groups or more bodies.
const MOST_BESIDE_AREAS: usize = 120;

/// A picture that is higher than this is too small to read on a sheet of paper.
const HEIGHT_ON_SHEET: usize = 1400;

/// The type of titles, of details below them, and of an area's number, in units of the picture.
const TITLE: Type = Type { size: 16, line: 20 };
const DETAIL: Type = Type { size: 14, line: 18 };
const NUMBER: Type = Type { size: 24, line: 24 };
/// What is left free between a box and its words, and between a number and the title behind it.
const PADDING: usize = 12;
/// What is left free above and below them.
const PADDING_BLOCK: usize = 9;
/// How far below the top of a line its letters stand.
const BASELINE: usize = 14;
/// How far below the top of the picture the names of its columns stand.
const HEADING: usize = 16;

/// A size of type, and the height of a line in it.
struct Type {
    size: usize,
    line: usize,
}

view! {
    /// Who does what.
    RelationsView {
        /// The picture; none where the plan is too large for one.
        picture: Option<PictureView>,
        /// Every area with those who work on it.
        areas: Vec<AreaRelations>,
        /// The groups that have members.
        groups: Vec<GroupRelations>,
    }
}

view! {
    /// An area, and who works on it.
    AreaRelations {
        /// The card of the area.
        area: Shared<Card>,
        /// The groups.
        groups: Vec<Shared<Card>>,
        /// The bodies that it names itself, or that lead its commitments.
        bodies: Vec<Shared<Card>>,
    }
}

view! {
    /// A group, and who belongs to it.
    GroupRelations {
        /// The card of the group.
        group: Shared<Card>,
        /// Its members.
        members: Vec<MemberView>,
    }
}

view! {
    /// The picture of areas, groups and bodies, in units of its own.
    PictureView {
        /// How wide it is.
        width: usize,
        /// How high it is.
        height: usize,
        /// Whether it can be read when it is as small as a sheet of paper makes it.
        fits_sheet: bool,
        /// All lines, as the data of an SVG path.
        lines: String,
        /// Its columns.
        columns: Vec<PictureColumn>,
    }
}

view! {
    /// A column of the picture.
    PictureColumn {
        /// The collection of its records.
        collection: &'static str,
        /// Where its name begins.
        x: usize,
        /// On which line its name stands.
        y: usize,
        /// Its boxes, from the top.
        nodes: Vec<PictureNode>,
    }
}

view! {
    /// A box of the picture: a record.
    PictureNode {
        /// The card of the record.
        card: Shared<Card>,
        /// The left edge of the box.
        x: usize,
        /// Its upper edge.
        y: usize,
        /// How wide it is.
        width: usize,
        /// How high it is.
        height: usize,
        /// The number of an area.
        number: Option<PictureText>,
        /// The title, by lines.
        title: Vec<PictureText>,
        /// What kind of group or body it is, of which country, and whether it is translated, by lines.
        details: Vec<PictureText>,
        /// The lines that end at it, as the data of an SVG path.
        lines: String,
    }
}

view! {
    /// A line of words in the picture.
    PictureText {
        /// Where it begins.
        x: usize,
        /// On which line its letters stand.
        y: usize,
        /// The words.
        text: String,
        /// The language that they are in, where it is not the page's.
        language: Option<LanguageView>,
    }
}

/// Who does what.
pub(super) fn relations(renderer: &Renderer, language: LanguageIndex) -> RelationsView {
    let edition = renderer.edition(language);
    let found = Relations::find(renderer, language);
    RelationsView {
        picture: picture(renderer, &edition, &found),
        areas: found
            .areas
            .iter()
            .map(|(area, groups, bodies)| AreaRelations {
                area: renderer.card(*area, language),
                groups: renderer.cards(groups.iter().copied(), language),
                bodies: renderer.cards(bodies.iter().copied(), language),
            })
            .collect(),
        groups: found
            .groups
            .iter()
            .filter(|(_, members)| !members.is_empty())
            .map(|(group, members)| GroupRelations {
                group: renderer.card(*group, language),
                members: members.iter().filter_map(|edge| member(renderer, &edition, *group, *edge)).collect(),
            })
            .collect(),
    }
}

fn member(renderer: &Renderer, edition: &Edition<'_>, index: RecordIndex, edge: Edge) -> Option<MemberView> {
    let member = group(&renderer.site, index)?.members.get(edge.position)?;
    Some(MemberView {
        body: renderer.card(edge.record, edition.language),
        role: edition.optional_text(member.role.as_ref(), index),
        from: edition.optional_date(member.from.as_ref()),
        to: edition.optional_date(member.to.as_ref()),
    })
}

/// The picture, where the plan is not too large for one, and there is something to join.
fn picture(renderer: &Renderer, edition: &Edition<'_>, found: &Relations) -> Option<PictureView> {
    let columns: Vec<(Collection, Vec<RecordIndex>)> = [
        (Collection::Areas, found.areas.iter().map(|(area, ..)| *area).collect::<Vec<_>>()),
        (Collection::Groups, found.groups.iter().map(|(group, _)| *group).collect()),
        (Collection::Bodies, found.bodies.clone()),
    ]
    .into_iter()
    .filter(|(_, records)| !records.is_empty())
    .collect();
    let is_legible = columns.iter().all(|(collection, records)| {
        records.len() <= if *collection == Collection::Areas { AREAS_IN_PICTURE } else { MOST_BESIDE_AREAS }
    });
    if columns.len() < 2 || !is_legible {
        return None;
    }
    let is_mirrored = edition.site.tag(edition.language).direction() == Direction::RightToLeft;
    let box_width = layout::box_width(columns.len());
    let labels: Vec<Vec<Label>> = columns
        .iter()
        .map(|(_, records)| {
            let number_width = records.iter().map(|record| number_width(edition.site, *record)).max().unwrap_or(0);
            records.iter().map(|record| Label::new(edition, *record, box_width, number_width)).collect()
        })
        .collect();
    let graph = Graph {
        columns: labels.iter().map(|labels| labels.iter().map(Label::height).collect()).collect(),
        lines: lines(found, &columns),
        is_mirrored,
    };
    let mut layout = layout::layout(&graph);
    let views = columns.iter().zip(&labels).enumerate().map(|(column, ((collection, records), labels))| {
        let left = layout.lefts[column];
        let nodes = layout.columns[column].iter().map(|(node, top)| {
            let corner = Corner { left, top: *top, width: layout.box_width, is_mirrored };
            let lines = std::mem::take(&mut layout.lines_of[column][*node]);
            labels[*node].view(renderer.card(records[*node], edition.language), &corner, lines)
        });
        PictureColumn {
            collection: collection.as_str(),
            x: if is_mirrored { left + layout.box_width } else { left },
            y: HEADING,
            nodes: nodes.collect(),
        }
    });
    Some(PictureView {
        width: WIDTH,
        height: layout.height,
        fits_sheet: layout.height <= HEIGHT_ON_SHEET,
        columns: views.collect(),
        lines: layout.lines,
    })
}

/// The lines, between the places that records have in the columns.
fn lines(found: &Relations, columns: &[(Collection, Vec<RecordIndex>)]) -> Vec<(Node, Node)> {
    let nodes: HashMap<RecordIndex, Node> = columns
        .iter()
        .enumerate()
        .flat_map(|(column, (_, records))| {
            records.iter().enumerate().map(move |(node, record)| (*record, (column, node)))
        })
        .collect();
    let of_areas = found
        .areas
        .iter()
        .flat_map(|(area, groups, bodies)| groups.iter().chain(bodies).map(move |worker| (*area, *worker)));
    let of_groups =
        found.groups.iter().flat_map(|(group, members)| members.iter().map(move |edge| (*group, edge.record)));
    let mut lines: Vec<_> = of_areas
        .chain(of_groups)
        .filter_map(|(from, to)| nodes.get(&from).copied().zip(nodes.get(&to).copied()))
        .collect();
    // A body may be a member of a group twice, in two roles.
    lines.sort_unstable();
    lines.dedup();
    lines
}

/// The words of a box.
struct Label {
    number: Option<String>,
    /// How far from the edge of the box the words begin.
    indent: usize,
    title: Vec<String>,
    language: Option<LanguageView>,
    details: Vec<(String, Option<LanguageView>)>,
}

/// Where a box stands.
struct Corner {
    left: usize,
    top: usize,
    width: usize,
    is_mirrored: bool,
}

impl Corner {
    /// Where words begin that stand so far from the edge at which writing begins.
    fn x(&self, indent: usize) -> usize {
        if self.is_mirrored { self.left + self.width - indent } else { self.left + indent }
    }
}

fn number(site: &Site, index: RecordIndex) -> Option<String> {
    match &site.record(index).facts {
        Facts::Area(area) => area.number.as_ref().map(ToString::to_string),
        _ => None,
    }
}

fn number_width(site: &Site, index: RecordIndex) -> usize {
    number(site, index).map_or(0, |number| label::width(&number) * NUMBER.size / 1000)
}

impl Label {
    fn new(edition: &Edition<'_>, index: RecordIndex, box_width: usize, number_width: usize) -> Self {
        // A number that would leave its title no room stands over it.
        let number = number(edition.site, index);
        let beside = if number_width == 0 { 0 } else { number_width + PADDING };
        let indent = if beside > box_width / 3 { PADDING } else { PADDING + beside };
        let room = |indent: usize, of: &Type| (box_width - indent - PADDING) * 1000 / of.size;
        let title = edition.site.title(index, edition.language);
        let other = title.language.filter(|language| *language != edition.language);
        let short = other.is_none().then(|| short_name(edition, index)).flatten();
        let in_parentheses = |text: &str| edition.string_with("in-parentheses", &[("text", Argument::Text(text))]);
        let text = match short {
            Some(short) => format!("{} {}", title.text, in_parentheses(&short)),
            None => title.text.to_owned(),
        };
        let mut details = details(edition, index, room(indent, &DETAIL));
        let untranslated = edition.untranslated(index);
        details.extend(untranslated.map(|language| (in_parentheses(&language.name), Some(language))));
        Self {
            number,
            indent,
            title: label::lines(&text, room(indent, &TITLE)),
            language: other.map(|language| edition.language_view(language)),
            details: details
                .into_iter()
                .flat_map(|(text, language)| {
                    let lines = label::lines(&text, room(indent, &DETAIL)).into_iter();
                    lines.map(move |line| (line, language.clone()))
                })
                .collect(),
        }
    }

    /// How much room a number takes above the title that has none beside it.
    fn above(&self) -> usize {
        if self.number.is_some() && self.indent == PADDING { NUMBER.line } else { 0 }
    }

    fn height(&self) -> usize {
        2 * PADDING_BLOCK + self.above() + self.title.len() * TITLE.line + self.details.len() * DETAIL.line
    }

    fn view(&self, card: Shared<Card>, corner: &Corner, lines: String) -> PictureNode {
        let top = corner.top + PADDING_BLOCK + self.above();
        let x = corner.x(self.indent);
        let below_title = top + self.title.len() * TITLE.line;
        PictureNode {
            card,
            x: corner.left,
            y: corner.top,
            width: corner.width,
            height: self.height(),
            number: self.number.clone().map(|text| PictureText {
                x: corner.x(PADDING),
                // The number and the first line of the title stand on one line.
                y: if self.above() > 0 { corner.top + PADDING_BLOCK + NUMBER.line } else { top + BASELINE },
                text,
                language: None,
            }),
            title: (0..)
                .zip(&self.title)
                .map(|(line, text)| PictureText {
                    x,
                    y: top + BASELINE + line * TITLE.line,
                    text: text.clone(),
                    language: self.language.clone(),
                })
                .collect(),
            details: (0..)
                .zip(&self.details)
                .map(|(line, (text, language))| PictureText {
                    x,
                    y: below_title + BASELINE + line * DETAIL.line,
                    text: text.clone(),
                    language: language.clone(),
                })
                .collect(),
            lines,
        }
    }
}

/// The short name of a group or body, where it has one in the language.
fn short_name(edition: &Edition<'_>, index: RecordIndex) -> Option<String> {
    let name = match &edition.site.record(index).facts {
        Facts::Group(group) => group.acronym.as_ref(),
        Facts::Body(body) => body.acronym.as_ref(),
        _ => None,
    };
    edition.text_in_language(name, index)
}

/// What kind of group or body it is, and of which country: in words, so that nothing is told by colour alone. Both stand on one line where
/// there is room, and they are in the same language.
fn details(edition: &Edition<'_>, index: RecordIndex, room: label::Em) -> Vec<(String, Option<LanguageView>)> {
    let kind = match &edition.site.record(index).facts {
        Facts::Group(group) => group.kind.map(|kind| edition.label("kind", kind.as_str()).label),
        Facts::Body(body) => body.kind.map(|kind| edition.label("kind", kind.as_str()).label),
        _ => None,
    };
    let country = edition.site.stated(index, Relation::Country).next().map(|country| {
        let title = edition.site.title(country.record, edition.language);
        let other = title.language.filter(|language| *language != edition.language);
        (title.text.to_owned(), other.map(|language| edition.language_view(language)))
    });
    if let (Some(kind), Some((country, None))) = (&kind, &country) {
        let both = format!("{kind} · {country}");
        if label::width(&both) <= room {
            return vec![(both, None)];
        }
    }
    kind.map(|kind| (kind, None)).into_iter().chain(country).collect()
}
