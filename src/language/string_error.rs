//! What is wrong with a file of strings, in words for those who write one.

use std::ops::Range;

use fluent_syntax::parser::{ErrorKind, ParserError};

use super::lower_first;

/// Something in a file of strings that cannot be used.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StringError {
    /// Which of the sources, from 0.
    pub source: usize,
    /// Where in it, in bytes.
    pub span: Range<usize>,
    /// What is wrong, in lower case and without a full stop.
    pub message: String,
    /// What to do.
    pub help: &'static str,
}

impl StringError {
    /// A mistake in the first source.
    pub(super) fn new(span: Range<usize>, message: String, help: &'static str) -> Self {
        Self { source: 0, span, message, help }
    }

    /// What the parser says of a text that is so long.
    pub(super) fn of_parser(error: &ParserError, length: usize) -> Self {
        // An error at the end is placed behind it.
        let span = error.pos.start.min(length)..error.pos.end.min(length);
        let (message, help) = told(&error.kind);
        Self::new(span, message.map_or_else(|| lower_first(&error.kind.to_string()), str::to_owned), help)
    }
}

/// What a mistake is called, where the parser's words are for programmers, and what to do about it.
fn told(kind: &ErrorKind) -> (Option<&'static str>, &'static str) {
    match kind {
        ErrorKind::ExpectedToken('=') => (
            Some("an `=` is wanted here"),
            "write `name = text`; a name has letters, digits and hyphens, and no spaces",
        ),
        ErrorKind::ExpectedToken('}') | ErrorKind::UnbalancedClosingBrace => (
            Some("a `{` and its `}` do not match here"),
            "close each `{` with a `}`; a brace that is to be read as one is written `{\"{\"}`",
        ),
        ErrorKind::MissingDefaultVariant => {
            (Some("this choice has no default"), "mark one of its cases with `*`, such as `*[other] { $count } events`")
        }
        ErrorKind::MultipleDefaultVariants => {
            (Some("this choice has two defaults"), "mark only one of its cases with `*`")
        }
        ErrorKind::ExpectedMessageField { .. } | ErrorKind::ExpectedTermField { .. } | ErrorKind::MissingValue => (
            Some("this string has no text"),
            "write its text behind the `=`, or in the lines below it, each begun with a space",
        ),
        ErrorKind::UnterminatedStringLiteral => {
            (Some("this quotation has no end"), "close it with `\"` on the same line")
        }
        ErrorKind::ExpectedInlineExpression => {
            (Some("there is nothing in these braces that can be shown"), "name a variable, such as `{ $count }`")
        }
        ErrorKind::ExpectedCharRange { .. } => (
            Some("this is not how a line of a strings file begins"),
            "begin it with a name, `name = text`; go on with a text in lines begun with a space, and begin a comment with `#`",
        ),
        _ => (None, "write a string as `name = text`, with variables such as `{ $count }`"),
    }
}
