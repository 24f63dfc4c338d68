//! The site in one language: its words, dates, numbers and texts.

use tera::Value;

use super::view::{Date, Html, Label, LanguageView, StatusView};
use crate::language::{Argument, Direction, Language, Locale, Tag};
use crate::link::{Found, LanguageIndex, RecordIndex, Site};
use crate::model::{EventStatus, Id, PartialDate, Text};

/// The edition of a site in a language.
#[derive(Clone, Copy)]
pub(super) struct Edition<'site> {
    pub(super) site: &'site Site,
    pub(super) language: LanguageIndex,
}

impl<'site> Edition<'site> {
    pub(super) fn new(site: &'site Site, language: LanguageIndex) -> Self {
        Self { site, language }
    }

    fn voice(&self) -> &'site Language {
        &self.site.languages[self.language.position()]
    }

    pub(super) fn locale(&self) -> &'site Locale {
        &self.voice().locale
    }

    /// A text of the interface. One that the theme lacks shows its id, so that the gap is seen.
    pub(super) fn string(&self, id: &str) -> String {
        self.voice().strings.plain(id).unwrap_or(id).to_owned()
    }

    /// A text of the interface, where it is in the edition's language: for where no element can say that it is in another.
    pub(super) fn string_in_language(&self, id: &str) -> Option<String> {
        let strings = &self.voice().strings;
        strings.plain(id).filter(|_| strings.contains(id)).map(str::to_owned)
    }

    /// A text of the interface that takes arguments.
    pub(super) fn string_with(&self, id: &str, arguments: &[(&str, Argument<'_>)]) -> String {
        self.voice().strings.get(id, arguments).map_or_else(|_| id.to_owned(), std::borrow::Cow::into_owned)
    }

    pub(super) fn date(&self, date: &PartialDate) -> Date {
        Date { text: Html(escaped(&self.date_text(date))), iso: date.to_string() }
    }

    /// A date as the language writes it.
    pub(super) fn date_text(&self, date: &PartialDate) -> String {
        let locale = self.locale();
        match date {
            PartialDate::Year(year) => locale.year(*year),
            PartialDate::Month(year, month) => locale.month(*year, *month),
            PartialDate::Day(day) => locale.day(day.year(), day.month(), day.day()),
            PartialDate::Time(time) => locale.time(
                (time.year(), time.month(), time.day()),
                (time.hour(), time.minute()),
                time.offset().seconds(),
            ),
        }
    }

    /// From one date to another, as the language writes it.
    pub(super) fn date_range(&self, start: &PartialDate, end: &PartialDate) -> String {
        let (start, end) = (self.date_text(start), self.end_text(start, end));
        self.string_with("date-range", &[("start", Argument::Text(&start)), ("end", Argument::Text(&end))])
    }

    /// The end of what begins at `start`.
    pub(super) fn end(&self, start: &PartialDate, end: &PartialDate) -> Date {
        Date { text: Html(escaped(&self.end_text(start, end))), iso: end.to_string() }
    }

    /// A day that was just named, by the same clock, is not named again.
    fn end_text(&self, start: &PartialDate, end: &PartialDate) -> String {
        match (start, end) {
            (PartialDate::Time(start), PartialDate::Time(end))
                if start.date() == end.date() && start.offset() == end.offset() =>
            {
                self.locale().hour((end.hour(), end.minute()), end.offset().seconds())
            }
            _ => self.date_text(end),
        }
    }

    pub(super) fn optional_date(&self, date: Option<&PartialDate>) -> Option<Date> {
        date.map(|date| self.date(date))
    }

    /// A text as HTML, marked with its language where that is not the edition's.
    pub(super) fn marked(&self, found: Found<'_>) -> Html {
        let escaped = escaped(found.text);
        match found.language.filter(|language| *language != self.language) {
            None => Html(escaped),
            Some(language) => {
                let tag = self.site.tag(language);
                Html(format!("<span lang=\"{tag}\" dir=\"{}\">{escaped}</span>", tag.direction().as_str()))
            }
        }
    }

    /// A text field of a record.
    pub(super) fn text(&self, text: &Text, record: RecordIndex) -> Option<Html> {
        let original = self.site.linked(record).original;
        self.site.text(text, self.language, original).map(|found| self.marked(found))
    }

    /// A text field that may be missing.
    pub(super) fn optional_text(&self, text: Option<&Text>, record: RecordIndex) -> Option<Html> {
        text.and_then(|text| self.text(text, record))
    }

    /// A text field of a record, where it is in the edition's language: for where no element can say that it is in another.
    pub(super) fn text_in_language(&self, text: Option<&Text>, record: RecordIndex) -> Option<String> {
        let original = self.site.linked(record).original;
        let found = self.site.text(text?, self.language, original)?;
        found.language.is_none_or(|language| language == self.language).then(|| found.text.to_owned())
    }

    /// An address, which is in no language.
    pub(super) fn address(&self, text: Option<&Text>, record: RecordIndex) -> Option<String> {
        self.unmarked(text?, record)
    }

    /// A text field of a record, without a mark of its language.
    pub(super) fn unmarked(&self, text: &Text, record: RecordIndex) -> Option<String> {
        let original = self.site.linked(record).original;
        self.site.text(text, self.language, original).map(|found| found.text.to_owned())
    }

    /// Whether the language is written from right to left.
    pub(super) fn is_mirrored(&self) -> bool {
        self.voice().tag.direction() == Direction::RightToLeft
    }

    /// A text of the settings, without a mark of its language: for where no element can stand.
    pub(super) fn setting(&self, text: &Text) -> Option<String> {
        self.site.text(text, self.language, LanguageIndex::DEFAULT).map(|found| found.text.to_owned())
    }

    /// A text of the settings as HTML.
    pub(super) fn marked_setting(&self, text: &Text) -> Option<Html> {
        self.site.text(text, self.language, LanguageIndex::DEFAULT).map(|found| self.marked(found))
    }

    pub(super) fn title(&self, record: RecordIndex) -> Html {
        self.marked(self.site.title(record, self.language))
    }

    pub(super) fn title_text(&self, record: RecordIndex) -> String {
        self.site.title(record, self.language).text.to_owned()
    }

    /// The language as a value.
    pub(super) fn language_view(&self, language: LanguageIndex) -> LanguageView {
        let voice = &self.site.languages[language.position()];
        LanguageView {
            tag: voice.tag.to_string(),
            direction: voice.tag.direction().as_str(),
            name: voice.name().to_owned(),
        }
    }

    /// A language as a value, whether or not the site has it: one that it has not is named by its tag.
    pub(super) fn any_language(&self, tag: &Tag) -> LanguageView {
        match self.site.language(tag) {
            Some(language) => self.language_view(language),
            None => LanguageView { tag: tag.to_string(), direction: tag.direction().as_str(), name: tag.to_string() },
        }
    }

    /// The language of the prose that is shown for a record, where it is not the edition's.
    pub(super) fn untranslated(&self, record: RecordIndex) -> Option<LanguageView> {
        (!self.site.is_translated(record, self.language))
            .then(|| self.language_view(self.site.shown(record, self.language).0))
    }

    /// A word of one of the format's own vocabularies: `kind-ministry`.
    pub(super) fn label(&self, vocabulary: &str, word: &str) -> Label {
        Label { id: word.to_owned(), label: self.string(&format!("{vocabulary}-{word}")) }
    }

    pub(super) fn status(&self, id: &Id, since: Option<&PartialDate>) -> StatusView {
        let own = self.site.status(id).and_then(|status| status.label.as_ref());
        let own = own.and_then(|label| self.site.text(label, self.language, self.language));
        let language = own.as_ref().and_then(|label| label.language).filter(|language| *language != self.language);
        let label = own.map_or_else(|| self.string(&format!("status-{id}")), |label| label.text.to_owned());
        let language = language.map(|language| self.language_view(language));
        StatusView { id: id.to_string(), label, language, since: self.optional_date(since) }
    }

    pub(super) fn event_status(&self, status: EventStatus) -> StatusView {
        let Label { id, label } = self.label("event", status.as_str());
        StatusView { id, label, language: None, since: None }
    }

    /// A number without needless digits.
    pub(super) fn number(&self, number: f64) -> String {
        self.locale().decimal(number)
    }

    /// A change in proportion, with its sign.
    pub(super) fn change(&self, ratio: f64) -> String {
        self.locale().change(ratio)
    }
}

/// Text as HTML.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    push_escaped(text, &mut escaped);
    escaped
}

/// Adds a text to HTML.
pub(super) fn push_escaped(text: &str, html: &mut String) {
    // Writing to a string cannot fail.
    let _ = pulldown_cmark_escape::escape_html(html, text);
}

/// Values of any shape, for templates.
fn plain_value(value: &serde_json::Value) -> Value {
    match value {
        serde_json::Value::Null => Value::none(),
        serde_json::Value::Bool(value) => (*value).into(),
        serde_json::Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(number), _) => number.into(),
            (None, Some(number)) => number.into(),
            (None, None) => Value::none(),
        },
        serde_json::Value::String(text) => text.as_str().into(),
        serde_json::Value::Array(items) => items.iter().map(plain_value).collect::<Vec<_>>().into(),
        serde_json::Value::Object(entries) => plain_map(entries),
    }
}

/// Values of any shape under their names, in the order in which they were written.
pub(super) fn plain_map(entries: &serde_json::Map<String, serde_json::Value>) -> Value {
    let entries = entries.iter().map(|(key, value)| (key.clone().into(), plain_value(value)));
    entries.collect::<tera::Map>().into()
}
