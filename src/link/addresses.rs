//! The address of each record in each language: `/<language>/<segment>/<slug>/`, every part in that language.

use rayon::prelude::*;

use super::{LanguageIndex, RecordIndex, Site};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Collection, RecordId, Segment, Text};
use crate::source::{KeyPath, Place};

/// The id of the page that is the home page.
const HOME: &str = "index";

impl Site {
    /// The record of the home page.
    pub fn home(&self) -> Option<RecordIndex> {
        self.find(&RecordId::new(Collection::Pages, HOME.parse().ok()?))
    }

    /// The part of addresses that stands for a collection in a language; pages have none.
    pub fn segment(&self, collection: Collection, language: LanguageIndex) -> Option<String> {
        if collection == Collection::Pages {
            return None;
        }
        let own = self.settings.segments.get(&Segment(collection)).and_then(|text| text.get(self.tag(language)));
        let segment = own.map(str::to_owned).or_else(|| {
            let strings = &self.languages[language.position()].strings;
            strings.plain(&format!("segment-{collection}")).map(str::to_owned)
        });
        Some(segment.unwrap_or_else(|| collection.to_string()))
    }

    /// The path of the list of a collection, with a `/` at its end; that of pages is the home page.
    pub fn list_address(&self, collection: Collection, language: LanguageIndex) -> String {
        match self.segment(collection, language) {
            Some(segment) => format!("{}/{segment}/", self.tag(language)),
            None => self.home_address(language),
        }
    }

    /// The pages that a page stands below, from the top on.
    pub fn pages_above(&self, index: RecordIndex) -> impl Iterator<Item = RecordIndex> {
        ancestors(self, index).into_iter().filter_map(Result::ok).filter(move |page| *page != index)
    }

    /// Where that stands which the last part of a record's address in a language is made from.
    pub fn basis_of_address(&self, index: RecordIndex, language: LanguageIndex) -> Place {
        let origins = &self.record(index).origins;
        match basis(self, index, language) {
            Basis::Slug(_, path) | Basis::Title(_, path) => origins.place(&path),
            Basis::Id => origins.place(&KeyPath::root()).at_key(),
        }
    }

    /// The path of the home page, with a `/` at its end.
    pub fn home_address(&self, language: LanguageIndex) -> String {
        format!("{}/", self.tag(language))
    }
}

/// The addresses of every record, by language, and what is wrong with them.
pub(super) fn of_records(site: &Site) -> (Vec<Vec<String>>, Diagnostics) {
    let in_each_language = |index: RecordIndex| {
        let mut found = Vec::new();
        let slugs = site.language_indices().map(|language| slug(site, index, language, &mut found)).collect();
        (slugs, found)
    };
    let (slugs, found): (Vec<Vec<String>>, Vec<Vec<Diagnostic>>) = site.record_indices().map(in_each_language).unzip();
    let home = site.home();
    let bases: Vec<_> = site
        .language_indices()
        .map(|language| Collection::ALL.map(|collection| (collection, site.list_address(collection, language))))
        .collect();
    let address = |index: RecordIndex, language: LanguageIndex| {
        let record = site.record(index);
        let base = bases[language.position()].iter().find(|(collection, _)| *collection == record.id.collection);
        let base = base.map_or("", |(_, base)| base);
        if Some(index) == home {
            return base.to_owned();
        }
        let mut path = base.to_owned();
        for part in ancestors(site, index) {
            match part {
                Ok(page) => path.push_str(&slugs[page.position()][language.position()]),
                Err(segment) => path.push_str(segment),
            }
            path.push('/');
        }
        path
    };
    let addresses =
        site.record_indices().map(|index| site.language_indices().map(|language| address(index, language)).collect());
    (addresses.collect(), found.into_iter().flatten().collect())
}

/// The pages that a page stands below, and itself: each as a record, or as the part of the id where there is no such record.
fn ancestors(site: &Site, index: RecordIndex) -> Vec<Result<RecordIndex, &str>> {
    let id = &site.record(index).id;
    let mut parts = vec![Ok(index)];
    let mut parent = id.id.parent();
    while let Some(path) = parent {
        let record = path.parse().ok().and_then(|id_of_parent| site.find(&RecordId::new(id.collection, id_of_parent)));
        let last = path.rsplit_once('/').map_or(path, |(_, last)| last);
        parts.push(record.ok_or(last));
        parent = path.rsplit_once('/').map(|(parent, _)| parent);
    }
    parts.reverse();
    parts
}

/// What the last part of a record's address is made from.
enum Basis<'site> {
    /// A slug, and the way to it.
    Slug(&'site str, KeyPath),
    /// A title, and the way to it.
    Title(&'site str, KeyPath),
    /// The id, where there is neither.
    Id,
}

/// Its slug in the language, or its title, or those of the original where neither is translated, or its id.
fn basis(site: &Site, index: RecordIndex, language: LanguageIndex) -> Basis<'_> {
    let linked = site.linked(index);
    let common = &linked.record.common;
    for candidate in [language, linked.original] {
        let tag = site.tag(candidate);
        let text = |text: &'_ Text, field: &str| text.path(&KeyPath::root().key(field), tag);
        if let Some(slug) = &common.slug
            && let Some(written) = slug.get(tag)
        {
            return Basis::Slug(written, text(slug, "slug"));
        }
        if let Some(title) = common.title.get(tag) {
            return Basis::Title(title, text(&common.title, "title"));
        }
    }
    Basis::Id
}

/// The last part of a record's address in a language.
fn slug(site: &Site, index: RecordIndex, language: LanguageIndex, found: &mut Vec<Diagnostic>) -> String {
    let record = site.record(index);
    let slug = match basis(site, index, language) {
        Basis::Slug(written, _) if is_slug(written) => written.to_owned(),
        Basis::Slug(written, path) => {
            let place = record.origins.place(&path);
            let slug = slug::slugify(written);
            found.push(
                Diagnostic::new(Code::BadValue, place, format!("`{written}` cannot stand in an address"))
                    .help(format!("a slug is made of lower-case letters, digits and hyphens: `{slug}`")),
            );
            String::new()
        }
        Basis::Title(title, _) if is_written_without_vowels(title) => String::new(),
        Basis::Title(title, _) => slug::slugify(title),
        Basis::Id => String::new(),
    };
    if slug.is_empty() { record.id.id.last_segment().to_owned() } else { slug }
}

/// Whether a text has Arabic, Hebrew or Syriac letters. Their words are written without most of their vowels, so in Latin letters one by one
/// they can neither be read nor told apart (`lmjls` for المجلس): an id serves better.
fn is_written_without_vowels(text: &str) -> bool {
    text.chars().any(|letter| matches!(letter, '\u{590}'..='\u{77f}' | '\u{860}'..='\u{8ff}'))
}

/// Whether a text is letters and digits joined by hyphens. Letters of any script may stand there, but not capital ones: hosts differ in
/// whether they tell them apart.
fn is_slug(text: &str) -> bool {
    text.split('-')
        .all(|word| !word.is_empty() && word.chars().all(|letter| letter.is_alphanumeric() && !letter.is_uppercase()))
}
