//! Where in the source something was written that stands on a page.
//!
//! A page holds no marks of where its parts come from. They are looked for, when there is something to report: in what the page's own
//! record says, then in the theme's templates, then in all prose.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use super::fault::Trace;
use crate::link::{LanguageIndex, RecordIndex, Site};
use crate::model::RecordId;
use crate::render::{Kind, Output, Renderer};
use crate::source::{FilePath, Place};
use crate::theme;

/// The sources of a site.
pub(super) struct Origins<'site> {
    renderer: &'site Renderer,
    root: &'site Path,
    /// The texts of files, as far as they were looked into.
    texts: RefCell<HashMap<FilePath, Option<Arc<str>>>>,
    /// What was found in templates, which are the same for all pages.
    in_templates: RefCell<HashMap<(Trace, Search), Option<Place>>>,
}

/// How something is looked for in templates.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Search {
    /// By the whole tag.
    Tag,
    /// By a text that stands in it.
    Text,
}

/// A text that is shorter than this may stand anywhere.
const LEAST_TELLING: usize = 4;

impl<'site> Origins<'site> {
    pub(super) fn new(renderer: &'site Renderer, root: &'site Path) -> Self {
        Self { renderer, root, texts: RefCell::default(), in_templates: RefCell::default() }
    }

    pub(super) fn site(&self) -> &'site Site {
        self.renderer.site()
    }

    /// Where something on the page of an output was written, as exactly as can be told.
    pub(super) fn of(&self, output: &Output, trace: &Trace) -> Place {
        self.of_heading(output, trace)
            .or_else(|| self.in_own_files(output, trace))
            .or_else(|| self.in_templates(trace, Search::Tag))
            .or_else(|| self.in_all_prose(output, trace.tag.as_slice()))
            .or_else(|| self.in_templates(trace, Search::Text))
            .or_else(|| self.in_all_prose(output, &trace.texts))
            .unwrap_or_else(|| self.of_output(output))
    }

    /// The file that stands for an output as a whole.
    pub(super) fn of_output(&self, output: &Output) -> Place {
        let site = self.site();
        let file = match &output.kind {
            Kind::Attachment { record, source, .. } => {
                let record = site.record(*record);
                let own = record.attachments.iter().find(|attachment| attachment.source == *source);
                own.map_or_else(|| record.origins.main_file().clone(), |attachment| attachment.file.clone())
            }
            Kind::File(_) => match site.files.get(&output.path) {
                Some(file) => file.file.clone(),
                None => FilePath::of_settings(),
            },
            Kind::Asset(name) => match self.renderer.theme().assets.get(name) {
                Some(asset) => asset.file.clone(),
                None => FilePath::of_settings(),
            },
            Kind::Record(language, record) => self.file_shown(*record, *language),
            _ => match self.renderer.template_file(output) {
                Some(file) => file.clone(),
                None => FilePath::of_settings(),
            },
        };
        Place::file(&file)
    }

    /// The file whose prose stands on the page of a record.
    fn file_shown(&self, record: RecordIndex, language: LanguageIndex) -> FilePath {
        let site = self.site();
        let (shown, _) = site.shown(record, language);
        let record = site.record(record);
        let prose = record.prose_file_in(site.tag(shown)).map(|file| &file.file);
        prose.unwrap_or_else(|| record.origins.main_file()).clone()
    }

    /// A heading of prose, by its id.
    fn of_heading(&self, output: &Output, trace: &Trace) -> Option<Place> {
        let id = trace.heading.as_deref()?;
        let (record, id) = match output.kind {
            Kind::Record(_, record) => (record, id),
            Kind::Home(_) => (self.site().home()?, id),
            Kind::WholePlan(_) => {
                // On that page ids begin with the name of their record.
                let (record, id) = id.rsplit_once("--")?;
                let (collection, name) = record.split_once("--")?;
                (self.site().find(&RecordId::new(collection.parse().ok()?, name.parse().ok()?))?, id)
            }
            _ => return None,
        };
        let (language, prose) = self.site().shown(record, output.kind.language()?);
        let file = self.site().record(record).prose_file_in(self.site().tag(language))?;
        Some(Place::bytes(&file.file, prose?.outline.heading(id)?.range.clone()))
    }

    /// In the prose and the facts of the record that the page is about.
    fn in_own_files(&self, output: &Output, trace: &Trace) -> Option<Place> {
        let record = match output.kind {
            Kind::Record(_, record) => record,
            Kind::Home(_) => self.site().home()?,
            _ => return None,
        };
        let shown = self.file_shown(record, output.kind.language()?);
        let facts = self.site().record(record).origins.main_file();
        [&shown, facts].into_iter().find_map(|file| self.in_file(file, trace.tag.iter().chain(&trace.texts)))
    }

    /// In the templates of the theme, in one of two ways.
    fn in_templates(&self, trace: &Trace, search: Search) -> Option<Place> {
        let key = (trace.clone(), search);
        if let Some(known) = self.in_templates.borrow().get(&key) {
            return known.clone();
        }
        let templates = &self.renderer.theme().templates;
        let sources: Vec<_> =
            templates.sources().filter_map(|(name, text)| Some((templates.file(name)?, text))).collect();
        let place = match search {
            Search::Tag => trace.tag.as_deref().and_then(|tag| tag_in_templates(&sources, tag)),
            Search::Text => trace.texts.iter().find_map(|wanted| {
                sources.iter().find_map(|(file, template)| Some(Place::bytes(file, find(template, wanted)?)))
            }),
        };
        self.in_templates.borrow_mut().insert(key, place.clone());
        place
    }

    /// In the prose of any record, for pages that show that of many.
    fn in_all_prose(&self, output: &Output, wanted: &[String]) -> Option<Place> {
        if matches!(output.kind, Kind::Record(..)) || wanted.is_empty() {
            return None;
        }
        let language = output.kind.language()?;
        let mut files = self.site().records().map(|(record, _)| self.file_shown(record, language));
        files.find_map(|file| self.in_file(&file, wanted))
    }

    /// The first of some texts that a file holds.
    fn in_file<'text>(&self, file: &FilePath, wanted: impl IntoIterator<Item = &'text String>) -> Option<Place> {
        let text = self.text(file)?;
        wanted.into_iter().find_map(|wanted| Some(Place::bytes(file, find(&text, wanted)?)))
    }

    fn text(&self, file: &FilePath) -> Option<Arc<str>> {
        let known = self.texts.borrow().get(file).cloned();
        known.unwrap_or_else(|| {
            let text = theme::source_text(self.root, file).map(Arc::from);
            self.texts.borrow_mut().insert(file.clone(), text.clone());
            text
        })
    }
}

fn find(text: &str, wanted: &str) -> Option<Range<usize>> {
    if wanted.len() < LEAST_TELLING {
        return None;
    }
    text.find(wanted).map(|start| start..start + wanted.len())
}

/// The one tag of all templates that a tag of a page can have been made by.
fn tag_in_templates(sources: &[(&FilePath, &str)], tag: &str) -> Option<Place> {
    let fitting = sources.iter().flat_map(|(file, text)| tags_in_template(text, tag).map(move |found| (*file, found)));
    let mut fitting: Vec<_> = fitting.collect();
    fitting.sort_by_key(|(_, (own, _))| std::cmp::Reverse(*own));
    // Many a tag says nothing but what it is given: it fits all that are given something.
    let is_certain = match fitting.as_slice() {
        [_] => true,
        [(_, (first, _)), (_, (second, _)), ..] => first > second && *first >= LEAST_TELLING,
        [] => false,
    };
    let (file, (_, range)) = fitting.into_iter().next().filter(|_| is_certain)?;
    Some(Place::bytes(file, range))
}

/// The tags of a template that a tag of a page may have been made by: they say the same, wherever the template leaves nothing open. With
/// each stands how much it says.
fn tags_in_template<'text>(
    template: &'text str,
    tag: &'text str,
) -> impl Iterator<Item = (usize, Range<usize>)> + 'text {
    let name_end = tag.find(|letter: char| letter.is_whitespace() || matches!(letter, '>' | '/')).unwrap_or(tag.len());
    template.match_indices(&tag[..name_end]).filter_map(move |(start, _)| {
        let end = start + tag_end(&template[start..])?;
        let fixed = fixed_parts(&template[start..end]);
        let own = fixed.iter().map(|part| part.len()).sum::<usize>() - name_end;
        fits(&fixed, tag).then(|| (own - names_of_attributes(&fixed), start..end))
    })
}

/// How much of the fixed parts of a tag is the names of attributes, with what stands around them.
fn names_of_attributes(fixed: &[&str]) -> usize {
    let names = fixed.iter().flat_map(|part| part.split_inclusive("=\"").filter(|piece| piece.ends_with("=\"")));
    let lengths =
        names.map(|piece| piece.len() - piece.trim_end_matches(|letter: char| !letter.is_whitespace()).len() + 1);
    lengths.sum()
}

/// Where the tag ends that a piece of a template begins with.
fn tag_end(template: &str) -> Option<usize> {
    let mut rest = template;
    loop {
        let stop = rest.find(['{', '>'])?;
        let offset = template.len() - rest.len() + stop;
        if rest[stop..].starts_with('>') {
            return Some(offset + 1);
        }
        let closing = match rest.as_bytes().get(stop + 1) {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            Some(b'#') => "#}",
            _ => "{",
        };
        let end = rest[stop..].find(closing)? + closing.len();
        rest = &rest[stop + end..];
    }
}

/// What a piece of a template says whatever its values are, in order.
fn fixed_parts(template: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = template;
    while let Some(open) = ["{{", "{%", "{#"].into_iter().filter_map(|open| rest.find(open)).min() {
        parts.push(&rest[..open]);
        let closing = match rest.as_bytes()[open + 1] {
            b'{' => "}}",
            b'%' => "%}",
            _ => "#}",
        };
        rest = rest[open..].find(closing).map_or("", |end| &rest[open + end + closing.len()..]);
    }
    parts.push(rest);
    parts
}

/// Whether a text begins with the first part, ends with the last, and has the others in between, in order.
fn fits(parts: &[&str], text: &str) -> bool {
    let [first, rest @ ..] = parts else { return false };
    let Some(mut text) = text.strip_prefix(first) else { return false };
    let Some((last, between)) = rest.split_last() else { return text.is_empty() };
    for part in between {
        let Some(found) = text.find(part) else { return false };
        text = &text[found + part.len()..];
    }
    text.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_found_in_the_template_that_made_it() {
        let template = "<p><a href=\"{{ root }}\">x</a> <a class=\"more\" href=\"{{ root }}en/areass/\"{% if a > b %} hidden{% endif %}>y</a>";
        let found = |tag: &'static str| {
            tags_in_template(template, tag).map(|(own, range)| (own, &template[range])).collect::<Vec<_>>()
        };
        assert_eq!(found("<a href=\"../../\">"), [(2, "<a href=\"{{ root }}\">")]);
        let [(own, text)] = found("<a class=\"more\" href=\"../en/areass/\" hidden>")[..] else { panic!("one fits") };
        assert_eq!(text, "<a class=\"more\" href=\"{{ root }}en/areass/\"{% if a > b %} hidden{% endif %}>");
        assert!(own > "en/areass/".len());
        assert_eq!(found("<a id=\"x\">"), []);
        assert_eq!(found("<p>"), [(1, "<p>")]);
    }
}
