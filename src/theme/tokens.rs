//! The tokens inside the tags of a template.
//!
//! Only templates that the engine has parsed come here, so there is no mistake to report: what is not understood ends the tokens.

use std::ops::Range;

/// A token inside a tag, or an end of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token<'text> {
    pub(super) kind: TokenKind,
    /// As it stands in the template; of a string what stands between its quotes.
    pub(super) text: &'text str,
    /// Where it stands in the template, in bytes.
    pub(super) range: Range<usize>,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// `{{` or `{%`.
    Open,
    /// `}}` or `%}`.
    Close,
    /// A name or a word of the language, such as `for`.
    Name,
    /// A string.
    Text,
    /// A number.
    Number,
    /// Anything else, such as `.` or `==`.
    Sign,
}

const COMMENT: (&str, &str) = ("{#", "#}");
const TAGS: [(&str, &str); 2] = [("{{", "}}"), ("{%", "%}")];
/// The signs of more than one character, the longer before those that they begin with.
const LONG_SIGNS: [&str; 10] = ["...", "//", "**", "==", "!=", ">=", "<=", "</", "?.", "?["];

/// The tokens of all tags of a template, in their order.
pub(super) fn tokens(template: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(found) = template[at..].find('{') {
        at += found;
        let rest = &template[at..];
        if rest.starts_with(COMMENT.0) {
            at += rest.find(COMMENT.1).map_or(rest.len(), |end| end + COMMENT.1.len());
        } else if let Some(length) = raw(rest) {
            at += length;
        } else if let Some((open, close)) = TAGS.iter().find(|(open, _)| rest.starts_with(open)) {
            at = tag(template, at, open, close, &mut tokens);
        } else {
            at += 1;
        }
    }
    tokens
}

/// The words in the tags of a template: names, and what strings are made of.
pub(super) fn words(template: &str) -> impl Iterator<Item = &str> {
    let said = tokens(template).into_iter().filter(|token| matches!(token.kind, TokenKind::Name | TokenKind::Text));
    said.flat_map(|token| token.text.split(|character: char| !character.is_alphanumeric() && character != '_'))
}

/// The length of a `{% raw %}` section, where one begins here.
fn raw(rest: &str) -> Option<usize> {
    let opened = marker(rest, "raw")?;
    let mut at = opened;
    while let Some(found) = rest[at..].find("{%") {
        at += found;
        if let Some(closed) = marker(&rest[at..], "endraw") {
            return Some(at + closed);
        }
        at += 2;
    }
    Some(rest.len())
}

/// The length of a tag that holds one word, where it begins here.
fn marker(rest: &str, word: &str) -> Option<usize> {
    let inner = rest.strip_prefix("{%")?;
    let inner = inner.strip_prefix('-').unwrap_or(inner);
    let inner = inner.trim_ascii_start().strip_prefix(word)?.trim_ascii_start();
    let inner = inner.strip_prefix('-').unwrap_or(inner).strip_prefix("%}")?;
    Some(rest.len() - inner.len())
}

/// Reads the tag that begins at `start`; returns where it ends.
fn tag<'text>(template: &'text str, start: usize, open: &str, close: &str, tokens: &mut Vec<Token<'text>>) -> usize {
    let mut push = |kind, range: Range<usize>, text| tokens.push(Token { kind, text, range });
    let mut at = start + open.len();
    push(TokenKind::Open, start..at, &template[start..at]);
    // `{{-` and `-}}` take the white space outside away.
    if template[at..].starts_with('-') {
        at += 1;
    }
    while let Some(character) = template[at..].chars().next() {
        let rest = &template[at..];
        let trimmed = rest.strip_prefix('-').unwrap_or(rest);
        if trimmed.starts_with(close) {
            let end = at + (rest.len() - trimmed.len()) + close.len();
            push(TokenKind::Close, at..end, "");
            return end;
        }
        let (kind, length) = match character {
            _ if character.is_ascii_whitespace() => {
                at += 1;
                continue;
            }
            '"' | '\'' | '`' => {
                let length = string(rest, character);
                push(TokenKind::Text, at..at + length, rest.get(1..length - 1).unwrap_or_default());
                at += length;
                continue;
            }
            '_' | 'a'..='z' | 'A'..='Z' => (TokenKind::Name, word(rest)),
            '0'..='9' => (TokenKind::Number, number(rest)),
            _ => {
                let long = LONG_SIGNS.iter().find(|sign| rest.starts_with(**sign));
                (TokenKind::Sign, long.map_or(character.len_utf8(), |sign| sign.len()))
            }
        };
        push(kind, at..at + length, &rest[..length]);
        at += length;
    }
    template.len()
}

/// The length of a string with its quotes.
fn string(rest: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (offset, character) in rest.char_indices().skip(1) {
        match character {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            _ if character == quote => return offset + 1,
            _ => {}
        }
    }
    rest.len()
}

fn word(rest: &str) -> usize {
    rest.find(|character: char| character != '_' && !character.is_ascii_alphanumeric()).unwrap_or(rest.len())
}

/// The length of a number: a dot belongs to it where a digit follows.
fn number(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    (0..).find(|at| !(is_digit(*at) || bytes.get(*at) == Some(&b'.') && is_digit(at + 1))).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(template: &str) -> Vec<&str> {
        tokens(template).into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn only_what_stands_in_tags_is_read() {
        assert_eq!(texts("a { b } {{ c.d }} e {%- if f -%}"), ["{{", "c", ".", "d", "", "{%", "if", "f", ""]);
        assert_eq!(texts("{# {{ a }} #}{% raw %}{{ b }}{%- endraw -%}{{ c }}"), ["{{", "c", ""]);
    }

    #[test]
    fn strings_end_at_their_own_quotes() {
        assert_eq!(texts(r#"{{ a("}}", 'b"', `c`, "d\"e") }}"#)[3..9], ["}}", ",", "b\"", ",", "c", ","]);
        assert_eq!(texts("{{ \"never closed"), ["{{", "never close"]);
    }

    #[test]
    fn signs_and_numbers_are_as_long_as_they_go() {
        assert_eq!(texts("{{ a?.b != -1.5 }}"), ["{{", "a", "?.", "b", "!=", "-", "1.5", ""]);
        assert_eq!(texts("{{ [...a, 1] }}"), ["{{", "[", "...", "a", ",", "1", "]", ""]);
    }

    #[test]
    fn a_token_says_where_it_stands() {
        let template = "ñ {{ año }} {{ page.título }}";
        let ranges: Vec<_> = tokens(template).into_iter().map(|token| &template[token.range]).collect();
        assert_eq!(ranges[..3], ["{{", "a", "ñ"]);
    }
}
