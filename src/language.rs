//! What differs from language to language: tags, the writing of dates, numbers and lists, sorting, quotation marks and
//! the strings of the interface.
//!
//! - [`Tag`] names a language (BCP 47) and knows its direction of writing and the languages it inherits from.
//! - [`Locale`] writes dates, numbers and lists as readers of a language expect them, and sorts. It is ICU4X underneath,
//!   so its rules are those of CLDR.
//! - [`QuotationMarks`] are CLDR's too, from a table, since ICU4X has none.
//! - [`Strings`] are the messages of the interface, in Fluent.
//! - [`Language`] is all of that for one language of a site.
//!
//! This module is the bottom of the flow: it uses no other module of the program, reads no file and knows nothing of
//! records or pages. All of it is `Send` and `Sync`, and the same input gives the same text on every machine, because
//! the data of every language is built into the program.

mod dates;
mod inheritance;
mod lists;
mod locale;
mod numbers;
mod plurals;
mod quotation;
mod sorting;
mod string_error;
mod strings;
mod tag;

pub use locale::Locale;
pub use quotation::QuotationMarks;
pub use string_error::StringError;
pub use strings::{Argument, MessageError, Source, Strings, lower_first};
pub use tag::{Direction, Tag, TagError};

use std::sync::Arc;

/// A language of a site: how it is named, how it writes, what its interface says.
#[derive(Clone, Debug)]
pub struct Language {
    /// Its tag, which stands in addresses and in `lang`.
    pub tag: Tag,
    /// How it writes dates and numbers, and sorts. Its tag may say more than the language's: `es-MX` for `es`.
    pub locale: Locale,
    /// The texts of the interface.
    pub strings: Arc<Strings>,
}

impl Language {
    /// Its name in itself, `Español`, which is the message `language-name`; its tag where the strings lack it. English's
    /// own name does not stand in for it.
    pub fn name(&self) -> &str {
        let own = self.strings.contains("language-name").then(|| self.strings.plain("language-name")).flatten();
        own.unwrap_or(self.tag.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_named_in_itself_or_by_its_tag() {
        let language = |text| {
            let tag: Tag = "es".parse().unwrap();
            let locale = Locale::new(&tag);
            let source = Source { name: "strings/es.ftl", text };
            let strings = Strings::new(&tag, &locale, &[source], Some("language-name = English")).0;
            Language { tag, locale, strings: Arc::new(strings) }
        };
        assert_eq!(language("language-name = Español").name(), "Español");
        assert_eq!(language("").name(), "es");
    }
}
