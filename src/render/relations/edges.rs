//! Which groups and bodies work on which area, and which bodies belong to which group.
//!
//! What a reader wants to know is who stands behind an area. So an area is joined to the groups and bodies that it names, and to those that
//! lead or work on its commitments; a group is joined to its members. A member that has left, and a group that was dissolved, before the day
//! that counts as now does nothing any more, and is left out. Events and mentions in prose say who met and who is spoken of, not who does it.

use std::collections::HashSet;

use crate::link::{Edge, LanguageIndex, Linked, RecordIndex, Site};
use crate::model::{Collection, Facts, Group, PartialDate, Relation};
use crate::render::Renderer;

/// Whether anybody does anything.
pub(in crate::render) fn has_lines(site: &Site) -> bool {
    let has_line = |linked: &Linked| {
        let states = |relation| linked.forward.iter().any(|edge| edge.relation == relation);
        match linked.record.facts {
            Facts::Area(_) => states(Relation::Group) || states(Relation::Body),
            Facts::Commitment(_) => states(Relation::Area) && (states(Relation::Group) || states(Relation::Lead)),
            Facts::Group(_) => states(Relation::Member),
            _ => false,
        }
    };
    site.records().any(|(_, linked)| has_line(linked))
}

/// What is joined to what.
pub(super) struct Relations {
    /// Every area, with its groups and its bodies.
    pub(super) areas: Vec<(RecordIndex, Vec<RecordIndex>, Vec<RecordIndex>)>,
    /// Every group that is joined to something, with its members.
    pub(super) groups: Vec<(RecordIndex, Vec<Edge>)>,
    /// Every body that is joined to something.
    pub(super) bodies: Vec<RecordIndex>,
}

impl Relations {
    /// Looks from every area, and from every group.
    pub(super) fn find(renderer: &Renderer, language: LanguageIndex) -> Self {
        let site = &renderer.site;
        let is_over =
            |end: Option<&PartialDate>| end.zip(renderer.now.as_ref()).is_some_and(|(end, now)| end.is_before(now));
        let works = |index: RecordIndex| group(site, index).is_none_or(|group| !is_over(group.dissolved.as_ref()));
        let is_member = |index: RecordIndex, edge: &Edge| {
            let member = group(site, index).and_then(|group| group.members.get(edge.position));
            member.is_some_and(|member| !is_over(member.to.as_ref()))
        };
        let areas: Vec<_> = site
            .collection(Collection::Areas, language)
            .iter()
            .map(|area| {
                let workers = workers(site, *area, language).into_iter().filter(|worker| works(*worker));
                let (groups, bodies): (Vec<_>, Vec<_>) = workers.partition(|worker| group(site, *worker).is_some());
                (*area, groups, bodies)
            })
            .collect();
        let mut joined: HashSet<RecordIndex> =
            areas.iter().flat_map(|(_, groups, bodies)| groups.iter().chain(bodies)).copied().collect();
        let mut groups = Vec::new();
        for index in site.collection(Collection::Groups, language).iter().filter(|index| works(**index)) {
            let members: Vec<_> =
                site.stated(*index, Relation::Member).filter(|edge| is_member(*index, edge)).collect();
            joined.extend(members.iter().map(|edge| edge.record));
            if !members.is_empty() || joined.contains(index) {
                groups.push((*index, members));
            }
        }
        let bodies = site.collection(Collection::Bodies, language).iter().copied();
        Self { areas, groups, bodies: bodies.filter(|body| joined.contains(body)).collect() }
    }
}

/// The groups and bodies that work on an area: those that it names, then those of its commitments.
fn workers(site: &Site, area: RecordIndex, language: LanguageIndex) -> Vec<RecordIndex> {
    let named = [Relation::Group, Relation::Body].into_iter().flat_map(|relation| site.stated(area, relation));
    let mut workers: Vec<_> = named.map(|edge| edge.record).collect();
    for commitment in site.related(area, Collection::Commitments, language) {
        let named =
            [Relation::Lead, Relation::Group].into_iter().flat_map(|relation| site.stated(commitment, relation));
        workers.extend(named.map(|edge| edge.record));
    }
    let mut seen = HashSet::new();
    workers.retain(|worker| seen.insert(*worker));
    workers
}

/// The facts of a record, where it is a group.
pub(super) fn group(site: &Site, index: RecordIndex) -> Option<&Group> {
    match &site.record(index).facts {
        Facts::Group(group) => Some(group),
        _ => None,
    }
}
