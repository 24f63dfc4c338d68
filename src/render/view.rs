//! The shapes of the values that templates see: the theme's contract.
//!
//! Each shape is declared once, as a struct whose fields are the names that templates use.

use tera::Value;

use super::asked::Asked;
use super::card::Card;
use super::chart::ChartView;
use super::shape::{Field, Shared};

/// HTML that is printed as it is.
#[derive(Clone, Debug, Default)]
pub(super) struct Html(pub(super) String);

impl From<Html> for Value {
    fn from(html: Html) -> Self {
        Self::safe_string(&html.0)
    }
}

/// A place in a picture, or a length there.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Coordinate(pub(super) f64);

impl Coordinate {
    /// The place to a hundredth, which is finer than what can be seen.
    pub(super) fn rounded(self) -> f64 {
        // A zero has no sign.
        (self.0 * 100.0).round() / 100.0 + 0.0
    }
}

impl From<Coordinate> for Value {
    fn from(coordinate: Coordinate) -> Self {
        let rounded = coordinate.rounded();
        #[expect(clippy::cast_possible_truncation, reason = "a whole number is written without a fraction")]
        let whole = rounded as i64;
        #[expect(clippy::cast_precision_loss, reason = "pictures are small")]
        let is_whole = whole as f64 == rounded;
        if is_whole { whole.into() } else { rounded.into() }
    }
}

/// A value with named fields.
pub(super) trait View {
    /// The name of the struct.
    const NAME: &'static str;

    /// What it is, in a sentence.
    const DESCRIPTION: &'static str;

    /// The fields, for templates that ask for them.
    fn fields() -> Vec<Field>;

    /// Hands over each field that is asked for, by its name.
    fn put(self, asked: &Asked, put: &mut dyn FnMut(&'static str, Value));
}

/// Nothing besides what every record has.
impl View for () {
    const NAME: &'static str = "Record";
    const DESCRIPTION: &'static str = "A record, with what its page shows of it.";

    fn fields() -> Vec<Field> {
        Vec::new()
    }

    fn put(self, _asked: &Asked, _put: &mut dyn FnMut(&'static str, Value)) {}
}

/// The fields of three values in one. Where two of them have a field of the same name, the last counts.
impl<A: View, B: View, C: View> View for (A, B, C) {
    const NAME: &'static str = C::NAME;
    const DESCRIPTION: &'static str = C::DESCRIPTION;

    fn fields() -> Vec<Field> {
        C::fields().into_iter().chain(B::fields()).chain(A::fields()).collect()
    }

    fn put(self, asked: &Asked, put: &mut dyn FnMut(&'static str, Value)) {
        self.0.put(asked, put);
        self.1.put(asked, put);
        self.2.put(asked, put);
    }
}

/// Declares a shape: a struct, how it becomes a value for templates, and what templates may ask of it.
macro_rules! view {
    ($(#[doc = $doc:literal])+ $name:ident { $($(#[doc = $field_doc:literal])+ $field:ident: $type:ty,)* }) => {
        $(#[doc = $doc])+
        #[derive(Clone, Debug)]
        pub(super) struct $name {
            $($(#[doc = $field_doc])+ pub(super) $field: $type,)*
        }

        impl $crate::render::view::View for $name {
            const NAME: &'static str = stringify!($name);
            const DESCRIPTION: &'static str = concat!($($doc),+);

            fn fields() -> Vec<$crate::render::shape::Field> {
                vec![$($crate::render::shape::Field {
                    name: stringify!($field),
                    description: concat!($($field_doc),+),
                    is_optional: <$type as $crate::render::shape::Shown>::IS_OPTIONAL,
                    shape: <$type as $crate::render::shape::Shown>::shape,
                },)*]
            }

            fn put(
                self,
                asked: &$crate::render::asked::Asked,
                put: &mut dyn FnMut(&'static str, tera::Value),
            ) {
                $(if asked.has(stringify!($field)) {
                    put(stringify!($field), $crate::render::shape::Shown::show(self.$field, asked));
                })*
            }
        }
    };
}

pub(super) use view;

view! {
    /// A date.
    Date {
        /// As the language of the page writes it, or in the words of its author.
        text: Html,
        /// As `<time datetime>` takes it.
        iso: String,
    }
}

view! {
    /// A language.
    LanguageView {
        /// Its BCP 47 tag.
        tag: String,
        /// `ltr` or `rtl`.
        direction: &'static str,
        /// Its own name for itself.
        name: String,
    }
}

view! {
    /// A name in a language.
    NameView {
        /// The language.
        language: LanguageView,
        /// The name in it.
        name: String,
    }
}

view! {
    /// A word of a vocabulary.
    Label {
        /// The word in the facts.
        id: String,
        /// The word on the page.
        label: String,
    }
}

view! {
    /// What has become of a commitment, a milestone or an event.
    StatusView {
        /// The word in the facts.
        id: String,
        /// The word on the page.
        label: String,
        /// The language of that word, where it is not the page's.
        language: Option<LanguageView>,
        /// Since when.
        since: Option<Date>,
    }
}

view! {
    /// A step of the way from the home page.
    Crumb {
        /// The title of the page there.
        title: Html,
        /// Its path; none for the page itself.
        path: Option<String>,
        /// The language of the prose there, where it is not translated into that of this page.
        untranslated: Option<LanguageView>,
    }
}

view! {
    /// An entry of a menu.
    MenuItem {
        /// What `page.section` is on the pages that it stands for.
        id: String,
        /// Its title.
        title: Html,
        /// Its path.
        path: String,
        /// The language of the prose there, where it is not translated into that of this page.
        untranslated: Option<LanguageView>,
    }
}

view! {
    /// A document that a record points to.
    SourceView {
        /// What it is called.
        title: Html,
        /// Its URL, or its path from the site's root.
        href: String,
        /// Whether it stands elsewhere on the web.
        external: bool,
        /// The language that it is written in.
        language: Option<LanguageView>,
        /// When it was published.
        date: Option<Date>,
        /// The type of the file, such as `PDF`.
        kind: Option<String>,
        /// Its size, such as `1.2 MB`.
        size: Option<String>,
    }
}

view! {
    /// A heading, for contents.
    HeadingView {
        /// Its id on the page.
        id: String,
        /// Its level on the page.
        level: u8,
        /// Its text.
        title: Html,
    }
}

view! {
    /// A step on the way to a commitment.
    MilestoneView {
        /// What is reached with it.
        title: Html,
        /// By when.
        due: Option<Date>,
        /// What has become of it.
        status: Option<StatusView>,
    }
}

view! {
    /// A body in a group, seen from the group.
    MemberView {
        /// The card of the body.
        body: Shared<Card>,
        /// What it does there.
        role: Option<Html>,
        /// Since when.
        from: Option<Date>,
        /// Until when.
        to: Option<Date>,
    }
}

view! {
    /// A body in a group, seen from the body.
    MembershipView {
        /// The card of the group.
        group: Shared<Card>,
        /// What the body does there.
        role: Option<Html>,
        /// Since when.
        from: Option<Date>,
        /// Until when.
        to: Option<Date>,
    }
}

view! {
    /// A figure of a target.
    FigureView {
        /// When it was, or is to be, measured.
        date: Date,
        /// The level, as the language writes numbers.
        value: Option<String>,
        /// By how much it is to differ from the baseline.
        change: Option<String>,
        /// Where it comes from.
        source: Option<SourceView>,
    }
}

view! {
    /// What a commitment wants to reach, in figures.
    TargetView {
        /// The commitment's title.
        title: Html,
        /// The path of its page.
        path: String,
        /// The language of the prose there, where it is not translated into that of this page.
        untranslated: Option<LanguageView>,
        /// What is measured.
        indicator: Html,
        /// In which unit.
        unit: Html,
        /// Where it began.
        baseline: FigureView,
        /// Where it is to end.
        goal: FigureView,
        /// What was measured on the way.
        observations: Vec<FigureView>,
        /// The same as a picture, where there is enough to draw.
        chart: Option<ChartView>,
    }
}

view! {
    /// A change of a commitment's status that an update reports.
    HistoryEntry {
        /// When.
        date: Date,
        /// The status since then.
        status: Option<StatusView>,
        /// The card of the update.
        update: Shared<Card>,
    }
}
