//! The kinds of mistakes, each named for what is wrong and not for the rule that found it.

use std::fmt;
use std::str::FromStr;

use super::Severity;

macro_rules! codes {
    ($($variant:ident $name:literal $severity:ident $summary:literal,)+) => {
        /// The kind of a mistake.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Code {
            $(#[doc = $summary] $variant,)+
        }

        impl Code {
            /// Every code, in alphabetical order of names.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name that reports print and `diagnostics:` takes.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// How serious it is where the site does not say otherwise.
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)+ }
            }

            /// What is wrong, in one sentence.
            pub fn summary(self) -> &'static str {
                match self { $(Self::$variant => $summary,)+ }
            }
        }
    };
}

codes! {
    AddressCollision "address-collision" Error "Two outputs would stand at one address.",
    BadAnchor "bad-anchor" Error "A heading's id stands twice in its text, or cannot be one.",
    BadDate "bad-date" Error "A date is not written as one, or does not exist.",
    BadId "bad-id" Error "An id is not made of lower-case letters, digits and single hyphens.",
    BadValue "bad-value" Error "A value is none of those that the field takes.",
    BlockedByPolicy "blocked-by-policy" Error "A page asks for something that the site's Content-Security-Policy does not let through.",
    BrokenLink "broken-link" Error "A page links to an address, or to a place on a page, that the site does not have.",
    DeadLink "dead-link" Warning "A link to another website leads nowhere.",
    DifferentFigures "different-figures" Off "A translation has other numbers than its original.",
    DifferentTranslation "different-translation" Warning "A translation has other headings, lists, tables, footnotes, images or links than its original.",
    DuplicateDescription "duplicate-description" Warning "Two pages of a language have the same description.",
    DuplicateId "duplicate-id" Error "An id stands twice on a page.",
    DuplicateTitle "duplicate-title" Warning "Two pages of a language have the same title.",
    EmptyLink "empty-link" Warning "A link or a button has no text.",
    EmptyText "empty-text" Error "A text that must say something is empty.",
    EndBeforeStart "end-before-start" Error "Something ends before it begins.",
    FactsStatedTwice "facts-stated-twice" Error "A record's facts stand both in its own file and in its collection's.",
    FieldStatedTwice "field-stated-twice" Error "A field stands both in the facts and in front matter.",
    GoneAddress "gone-address" Warning "An address that was published is gone, and nothing leads on from it.",
    LargeFile "large-file" Warning "A file is so large that readers wait for it.",
    MissingAlt "missing-alt" Warning "An image has no text alternative.",
    MissingField "missing-field" Error "A record lacks a field that it must have.",
    MissingFile "missing-file" Error "A link or an image names a file that is not there.",
    MissingHeader "missing-header" Warning "A table has no header cells.",
    MissingReason "missing-reason" Error "A status that must be explained has no reason.",
    MissingSite "missing-site" Error "The content folder has no `site.yaml`.",
    MissingString "missing-string" Warning "An interface string is missing in a language.",
    MissingTheme "missing-theme" Error "A theme, or the theme that it builds on, is not there.",
    MissingTranslation "missing-translation" Warning "A record has prose in one language, and none in another.",
    MovedLink "moved-link" Warning "A website that is linked to has moved for good.",
    NotUtf8 "not-utf8" Error "A text file is not encoded as UTF-8.",
    OneWayAlternate "one-way-alternate" Error "A page names another as its translation, which does not name it back.",
    OrphanPage "orphan-page" Warning "No list, menu or link leads to a page.",
    OutdatedTranslation "outdated-translation" Warning "The original of a translation has changed since it was translated.",
    ParentCycle "parent-cycle" Error "A record is its own ancestor.",
    RawHtml "raw-html" Error "Prose holds HTML that the site does not allow.",
    RepeatedKey "repeated-key" Error "A key stands twice in one map.",
    SkippedHeading "skipped-heading" Warning "A heading is more than one level below the one before it.",
    StrayFile "stray-file" Error "A file of the content folder belongs to nothing.",
    StringSyntax "string-syntax" Error "A strings file does not parse.",
    SymbolicLink "symbolic-link" Error "A symbolic link leads out of its folder, nowhere, or in a circle.",
    TemplateFailure "template-failure" Error "A template fails on a page.",
    TemplateSyntax "template-syntax" Error "A template does not parse.",
    TooLarge "too-large" Error "A file has more text than is read.",
    UnclearLink "unclear-link" Warning "A website that is linked to does not say whether the page is there.",
    UnknownAnchor "unknown-anchor" Error "A link names a heading that the other record does not have.",
    UnknownCollection "unknown-collection" Error "A reference names a collection that does not exist, or none.",
    UnknownKey "unknown-key" Error "A key is not one that the format knows.",
    UnknownLanguage "unknown-language" Error "A text is in a language that the site does not have.",
    UnknownName "unknown-name" Error "A template names a value that no page has.",
    UnknownOption "unknown-option" Error "A theme has no such option, or not with such a value.",
    UnknownRecord "unknown-record" Error "A reference names a record that does not exist.",
    UnsafeLink "unsafe-link" Error "A link has a scheme that is not safe to follow.",
    UnusedFile "unused-file" Warning "No page links to a file in the folder of a record, or shows it.",
    VagueLink "vague-link" Warning "A link's text does not say where it leads.",
    WrongType "wrong-type" Error "A value is of another type than the field takes.",
    YamlSyntax "yaml-syntax" Error "A file or its front matter is not YAML.",
}

impl Code {
    /// Whether what has such a mistake is lost: a record, a value, a file that cannot be read. Such a finding is always an error, since a
    /// site would be published without what its author wrote.
    ///
    /// What leads nowhere loses nothing by being left out, and HTML that is not allowed leaves its text.
    pub fn is_always_error(self) -> bool {
        match self {
            Self::AddressCollision
            | Self::BadDate
            | Self::BadId
            | Self::BadValue
            | Self::EmptyText
            | Self::FactsStatedTwice
            | Self::FieldStatedTwice
            | Self::MissingField
            | Self::MissingSite
            | Self::MissingTheme
            | Self::NotUtf8
            | Self::RepeatedKey
            | Self::StringSyntax
            | Self::SymbolicLink
            | Self::TemplateFailure
            | Self::TemplateSyntax
            | Self::TooLarge
            | Self::UnknownCollection
            | Self::UnknownKey
            | Self::UnknownLanguage
            | Self::UnknownOption
            | Self::UnsafeLink
            | Self::WrongType
            | Self::YamlSyntax => true,
            Self::BadAnchor
            | Self::BlockedByPolicy
            | Self::BrokenLink
            | Self::DeadLink
            | Self::DifferentFigures
            | Self::DifferentTranslation
            | Self::DuplicateDescription
            | Self::DuplicateId
            | Self::DuplicateTitle
            | Self::EmptyLink
            | Self::EndBeforeStart
            | Self::GoneAddress
            | Self::LargeFile
            | Self::MissingAlt
            | Self::MissingFile
            | Self::MissingHeader
            | Self::MissingReason
            | Self::MissingString
            | Self::MissingTranslation
            | Self::MovedLink
            | Self::OneWayAlternate
            | Self::OrphanPage
            | Self::OutdatedTranslation
            | Self::ParentCycle
            | Self::RawHtml
            | Self::SkippedHeading
            | Self::StrayFile
            | Self::UnclearLink
            | Self::UnknownAnchor
            | Self::UnknownName
            | Self::UnknownRecord
            | Self::UnusedFile
            | Self::VagueLink => false,
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl FromStr for Code {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.iter().copied().find(|code| code.as_str() == name).ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_stand_in_alphabetical_order_and_read_back() {
        let names: Vec<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
        assert!(names.is_sorted(), "{names:?}");
        assert!(Code::ALL.iter().all(|code| code.as_str().parse() == Ok(*code)));
    }
}
