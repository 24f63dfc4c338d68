//! What all pages say of the site, the plan and the records that they name, in the language of a page.

use super::super::Renderer;
use super::super::address::{absolute, identity};
use super::super::edition::Edition;
use super::node::{Node, Said};
use crate::link::{Found, LanguageIndex, RecordIndex};
use crate::model::{BodyKind, Facts, Settings, Text};

/// The site in the language of a page.
pub(super) struct Words<'renderer> {
    pub(super) renderer: &'renderer Renderer,
    pub(super) edition: Edition<'renderer>,
}

impl<'renderer> Words<'renderer> {
    pub(super) fn settings(&self) -> &'renderer Settings {
        &self.edition.site.settings
    }

    /// The site, by its name.
    pub(super) fn site(&self) -> Node {
        Node::of("WebSite", self.identity_of("site"))
            .say("url", self.settings().base_url.as_str())
            .say("name", self.setting(Some(&self.settings().title)))
    }

    /// The plan, by its name.
    pub(super) fn plan(&self) -> Node {
        Node::of("CreativeWork", self.identity_of("plan")).say("name", self.setting(Some(&self.settings().title)))
    }

    /// The open data, by what names them.
    pub(super) fn dataset(&self) -> Node {
        Node::of("Dataset", self.identity_of("data"))
    }

    /// Who publishes the site.
    pub(super) fn publisher(&self) -> Option<Node> {
        let name = self.setting(self.settings().publisher.as_ref())?;
        Some(Node::of("Organization", self.identity_of("publisher")).say("name", name))
    }

    /// What names something that is no record. The names of records hold a `/`.
    fn identity_of(&self, name: &str) -> String {
        format!("{}#{name}", self.settings().base_url)
    }

    /// A record, by its name.
    pub(super) fn mention(&self, index: RecordIndex) -> Node {
        let site = self.edition.site;
        let record = site.record(index);
        let (kind, id) = match &record.facts {
            Facts::Area(_) | Facts::Commitment(_) | Facts::Update(_) => ("CreativeWork", None),
            Facts::Event(_) => ("Event", None),
            Facts::Group(_) => ("Organization", None),
            Facts::Body(body) => match body.kind {
                Some(BodyKind::Country | BodyKind::Ministry | BodyKind::Agency) => ("GovernmentOrganization", None),
                Some(BodyKind::Association | BodyKind::International) | None => ("Organization", None),
            },
            Facts::Page(_) => ("WebPage", Some(absolute(&site.settings, site.address(index, self.edition.language)))),
        };
        Node::of(kind, id.unwrap_or_else(|| identity(&site.settings, &record.id)))
            .say("name", self.text(site.title(index, self.edition.language)))
    }

    /// Records, each by its name.
    pub(super) fn mentions(&self, records: impl IntoIterator<Item = RecordIndex>) -> Vec<Node> {
        records.into_iter().map(|record| self.mention(record)).collect()
    }

    /// The tag of the language in which a page shows a record; of a page of none, that of the page.
    pub(super) fn language_of(&self, record: Option<RecordIndex>) -> &str {
        let Edition { site, language } = self.edition;
        site.tag(record.map_or(language, |record| site.shown(record, language).0)).as_str()
    }

    /// The tags of the site's languages.
    pub(super) fn languages(&self) -> Said {
        self.edition.site.languages.iter().map(|language| language.tag.as_str()).collect::<Vec<_>>().into()
    }

    /// A text, which says in which language it is where that is not the page's.
    pub(super) fn text(&self, found: Found<'_>) -> Said {
        self.text_in(found.language, found.text)
    }

    /// A text in a language, or in all of them.
    pub(super) fn text_in(&self, language: Option<LanguageIndex>, text: &str) -> Said {
        match language.filter(|language| *language != self.edition.language) {
            Some(language) => Node::text(text, self.edition.site.tag(language).as_str()).into(),
            None => text.into(),
        }
    }

    /// A text of the settings in every language that it is in, each with its language.
    pub(super) fn in_all_languages(&self, text: &Text) -> Said {
        let tags = || self.edition.site.languages.iter().map(|language| &language.tag);
        match text {
            Text::Same(text) => (**text).into(),
            Text::Each(_) => {
                tags().filter_map(|tag| Some(Node::text(text.get(tag)?, tag.as_str()))).collect::<Vec<_>>().into()
            }
        }
    }

    /// A text of the settings.
    pub(super) fn setting(&self, text: Option<&Text>) -> Option<Said> {
        self.found(text?, LanguageIndex::DEFAULT)
    }

    /// A text of a record.
    pub(super) fn record_text(&self, text: Option<&Text>, record: RecordIndex) -> Option<Said> {
        self.found(text?, self.edition.site.linked(record).original)
    }

    fn found(&self, text: &Text, original: LanguageIndex) -> Option<Said> {
        self.edition.site.text(text, self.edition.language, original).map(|found| self.text(found))
    }
}
