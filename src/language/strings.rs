//! The strings of the interface in one language, from files of Fluent (Project Fluent, syntax 1.0).
//!
//! 1. Each source is parsed. What cannot be read, or stands twice in one source, is reported and left out.
//! 2. The messages of a later source replace those of an earlier one, one by one: a child theme's those of its parent.
//! 3. Messages without variables are written once and for all, since a page asks for dozens of them.
//!
//! So all that can go wrong later is an argument that is missing, or a reference within a message that leads nowhere.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::{FluentNumber, FluentNumberOptions};
use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};
use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement};
use intl_memoizer::Memoizable;
use intl_memoizer::concurrent::IntlLangMemoizer;
use unic_langid::LanguageIdentifier;

use super::string_error::StringError;
use super::{Locale, Tag};

/// A file of Fluent.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// Its path, as people are shown it.
    pub name: &'a str,
    /// What it holds.
    pub text: &'a str,
}

/// What a message is given for one of its variables.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Argument<'a> {
    /// Stands in the message as it is. A number that must not be written as a quantity, such as a year, goes as text.
    Text(&'a str),
    /// Is written as the locale writes numbers, and chooses between the plural forms of a message.
    Number(f64),
}

/// Why a message could not be written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum MessageError {
    /// There is no message of that name.
    Unknown(String),
    /// Something in the message could not be written: a variable without an argument, a reference that leads nowhere.
    Incomplete(String, String),
}

impl fmt::Display for MessageError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(id) => write!(formatter, "there is no string `{id}`"),
            Self::Incomplete(id, cause) => write!(formatter, "the string `{id}` cannot be written: {cause}"),
        }
    }
}

/// Says what `fluent-bundle` takes a number for when it chooses a plural form. It is none of the messages that anybody asks for.
const FORM: &str = "\
FORM--of = { $number ->
    [zero] zero
    [one] one
    [two] two
    [few] few
    [many] many
   *[other] other
}
";

/// The messages of one language.
pub struct Strings {
    tag: Tag,
    locale: Locale,
    bundle: FluentBundle<FluentResource>,
    /// By their names. Every page asks for some dozen of them.
    messages: HashMap<String, Message, foldhash::fast::RandomState>,
    /// The file that a missing message belongs into: the last of the sources.
    file: Option<String>,
}

/// What is known of a message before it is asked for.
#[derive(Debug, Default)]
struct Message {
    /// Whether it stands in a file of the language, and not only in the fallback.
    is_own: bool,
    variables: Vec<String>,
    /// Whether it may choose among several texts by a number.
    chooses: bool,
    /// The text of a message without variables.
    text: Option<String>,
}

impl Strings {
    /// The messages of `sources`, and every mistake found in them. A message that none of them has is taken from `fallback`.
    ///
    /// `locale` writes the numbers in messages and chooses their plural forms.
    pub fn new(tag: &Tag, locale: &Locale, sources: &[Source<'_>], fallback: Option<&str>) -> (Self, Vec<StringError>) {
        // Every tag is a Unicode language identifier: what one crate has read the other can read as well.
        let identifier: LanguageIdentifier = locale.tag().as_str().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
        // The marks that isolate a direction have no place in an attribute or an address.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(format_number));
        let mut strings = Self {
            tag: tag.clone(),
            locale: locale.clone(),
            bundle,
            messages: HashMap::default(),
            file: sources.last().map(|source| source.name.to_owned()),
        };
        let mut errors = Vec::new();
        if let Some(fallback) = fallback {
            strings.add(fallback, false);
        }
        for (index, source) in sources.iter().enumerate() {
            let found = strings.add(source.text, true);
            errors.extend(found.into_iter().map(|error| StringError { source: index, ..error }));
        }
        if let Ok(form) = FluentResource::try_new(FORM.to_owned()) {
            strings.bundle.add_resource_overriding(form);
        }
        strings.write_plain_messages();
        (strings, errors)
    }

    /// Adds the messages of a text over those that are there.
    fn add(&mut self, text: &str, is_own: bool) -> Vec<StringError> {
        let (text, mut found) = defused(text);
        let length = text.len();
        let (resource, errors) = match FluentResource::try_new(text) {
            Ok(resource) => (resource, Vec::new()),
            Err((resource, errors)) => (resource, errors),
        };
        found.extend(errors.iter().map(|error| StringError::of_parser(error, length)));
        let mut seen = HashSet::new();
        for entry in resource.entries() {
            let Entry::Message(message) = entry else { continue };
            if !seen.insert(message.id.name) {
                // A name is a slice of the source, so its place is known by where it lies in it.
                let start = message.id.name.as_ptr().addr().wrapping_sub(resource.source().as_ptr().addr());
                found.push(StringError::new(
                    start..start + message.id.name.len(),
                    format!("the string `{}` stands twice", message.id.name),
                    "keep one of the two",
                ));
            }
            let mut variables = BTreeSet::new();
            if let Some(pattern) = &message.value {
                collect_variables(pattern, &mut variables);
            }
            let variables = variables.into_iter().map(str::to_owned).collect();
            let chooses = message.value.as_ref().is_some_and(may_choose);
            self.messages.insert(message.id.name.to_owned(), Message { is_own, variables, chooses, text: None });
        }
        self.bundle.add_resource_overriding(resource);
        found
    }

    fn write_plain_messages(&mut self) {
        let written: Vec<_> = self
            .messages
            .iter()
            .filter(|(_, message)| message.variables.is_empty())
            .filter_map(|(id, _)| self.format(id, None).ok().map(|text| (id.clone(), text.into_owned())))
            .collect();
        for (id, text) in written {
            if let Some(message) = self.messages.get_mut(&id) {
                message.text = Some(text);
            }
        }
    }

    fn format(&self, id: &str, arguments: Option<&FluentArgs<'_>>) -> Result<Cow<'_, str>, MessageError> {
        let message = self.bundle.get_message(id);
        let Some(pattern) = message.and_then(|message| message.value()) else {
            return Err(MessageError::Unknown(id.to_owned()));
        };
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, arguments, &mut errors).into_owned();
        match errors.first() {
            None => Ok(Cow::Owned(text)),
            Some(FluentError::ResolverError(cause)) => {
                Err(MessageError::Incomplete(id.to_owned(), lower_first(&cause.to_string())))
            }
            Some(other) => Err(MessageError::Incomplete(id.to_owned(), lower_first(&other.to_string()))),
        }
    }

    /// The language.
    pub fn tag(&self) -> &Tag {
        &self.tag
    }

    /// The path of the file that a missing message belongs into; none where the language has no file.
    pub fn file(&self) -> Option<&str> {
        self.file.as_deref()
    }

    /// The text of a message without variables.
    pub fn plain(&self, id: &str) -> Option<&str> {
        self.messages.get(id)?.text.as_deref()
    }

    /// The text of a message. Arguments that it has no variable for are passed over, since a translation may do without.
    ///
    /// A text argument stands in it as it is: who puts the message into HTML escapes it.
    ///
    /// # Errors
    /// When there is no such message, or when one of its variables has no argument.
    pub fn get(&self, id: &str, arguments: &[(&str, Argument<'_>)]) -> Result<Cow<'_, str>, MessageError> {
        if let Some(text) = self.plain(id) {
            return Ok(Cow::Borrowed(text));
        }
        // The form of a number is looked for where a text hangs on it.
        let chooses = self.messages.get(id).is_some_and(|message| message.chooses);
        let mut given = FluentArgs::with_capacity(arguments.len());
        for (name, argument) in arguments {
            match argument {
                Argument::Text(text) => given.set(*name, FluentValue::from(*text)),
                Argument::Number(number) if chooses => given.set(*name, self.counted(*number)),
                Argument::Number(number) => given.set(*name, FluentValue::from(*number)),
            }
        }
        self.format(id, Some(&given))
    }

    /// A number that chooses the plural form that CLDR names.
    ///
    /// The rules in `fluent-bundle` are of CLDR 37, and what is said there of remainders of a number (`n % 100` in Arabic, Lithuanian,
    /// Maltese) is lost in them: 103 would be no `few`. Where they name another form, a number of the right form stands in, and the number
    /// itself is written. A form that they do not know at all, such as the `many` of a million in French, stays `other`.
    fn counted(&self, number: f64) -> FluentValue<'_> {
        let form = self.locale.plural(number);
        if self.form_of(FluentValue::from(number)) == form {
            return FluentValue::from(number);
        }
        // Not a whole number where there is another, so that a variant of one number, such as `[3]`, is not taken.
        let candidates = (0_u8..=200).map(|whole| f64::from(whole) + 0.5).chain((0_u8..=200).rev().map(f64::from));
        let mut candidates = candidates.map(|value| FluentNumber::new(value, FluentNumberOptions::default()));
        let stand_in = candidates.find(|stand_in| self.form_of(FluentValue::Number(stand_in.clone())) == form);
        let Some(mut stand_in) = stand_in else { return FluentValue::from(number) };
        // An option that no message can set, since there are no functions.
        stand_in.options.currency = Some(self.locale.decimal(number));
        FluentValue::Number(stand_in)
    }

    /// The plural form that `fluent-bundle` takes a number for.
    fn form_of(&self, number: FluentValue<'_>) -> String {
        let mut arguments = FluentArgs::with_capacity(1);
        arguments.set("number", number);
        self.format("FORM--of", Some(&arguments)).map_or_else(|_| String::new(), Cow::into_owned)
    }

    /// The names of the messages that the language's own files have, sorted.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        let own = self.messages.iter().filter(|(_, message)| message.is_own);
        own.map(|(id, _)| id.as_str()).collect::<BTreeSet<_>>().into_iter()
    }

    /// Whether the language's own files have a message.
    pub fn contains(&self, id: &str) -> bool {
        self.messages.get(id).is_some_and(|message| message.is_own)
    }

    /// Whether a message can be said at all, be it in another language.
    pub fn can_say(&self, id: &str) -> bool {
        self.messages.contains_key(id)
    }

    /// The names of the variables that a message takes, sorted.
    pub fn variables(&self, id: &str) -> &[String] {
        self.messages.get(id).map_or(&[], |message| &message.variables)
    }
}

impl fmt::Debug for Strings {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Strings({}, {} messages)", self.tag, self.messages.len())
    }
}

/// What a library says, begun as messages are begun here: in lower case.
pub fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_lowercase().chain(characters).collect())
}

/// How deep placeables and arguments may stand in each other: `fluent-syntax` reads them by recursion, and has no limit.
const DEEPEST: usize = 50;

/// How many decimals a number may have in a message: `fluent-bundle` multiplies by 10 for each, and overflows behind 19.
const MOST_DECIMALS: usize = 19;

/// A text that can be parsed without harm, and what was wrong with it. What would do harm is overwritten with spaces, so places stay.
fn defused(text: &str) -> (String, Vec<StringError>) {
    let mut bytes = text.as_bytes().to_vec();
    let mut found = Vec::new();
    let (mut depth, mut decimals, mut is_too_deep, mut starts_line) = (0_usize, None, false, true);
    for offset in 0..bytes.len() {
        let byte = bytes[offset];
        // A new message ends whatever was left open.
        if starts_line && (depth > 0 || is_too_deep) && starts_message(&bytes[offset..]) {
            (depth, is_too_deep) = (0, false);
        }
        starts_line = byte == b'\n';
        match byte {
            b'{' | b'(' if byte == b'{' || depth > 0 => {
                if depth == DEEPEST {
                    if !std::mem::replace(&mut is_too_deep, true) {
                        let message = format!("this stands within more than {DEEPEST} braces");
                        found.push(StringError::new(offset..offset + 1, message, "make two strings of it"));
                    }
                    bytes[offset] = b' ';
                } else {
                    depth += 1;
                }
            }
            b'}' | b')' => depth = depth.saturating_sub(1),
            b'\\' if depth > 0 && breaks_escape(&bytes[offset + 1..]) => {
                let message = "this is not the number of a character".to_owned();
                found.push(StringError::new(offset..offset + 2, message, "write the character itself"));
                bytes[offset] = b' ';
            }
            _ => {}
        }
        decimals = match (byte, decimals) {
            (b'.', _) if depth > 0 => Some(0),
            (b'0'..=b'9', Some(count)) => Some(count + 1),
            _ => None,
        };
        if let Some(count) = decimals.filter(|count| *count > MOST_DECIMALS) {
            if count == MOST_DECIMALS + 1 {
                let message = format!("a number has at most {MOST_DECIMALS} decimals here");
                found.push(StringError::new(offset..offset + 1, message, "round it"));
            }
            bytes[offset] = b' ';
        }
    }
    // Only characters of ASCII were replaced, by one of ASCII.
    (String::from_utf8_lossy(&bytes).into_owned(), found)
}

/// Whether the number of a character breaks off before a character that is not ASCII, through the middle of which `fluent-syntax` cuts.
fn breaks_escape(escape: &[u8]) -> bool {
    let length = match escape.first() {
        Some(b'u') => 4,
        Some(b'U') => 6,
        _ => return false,
    };
    let digits = escape[1..].iter().take(length);
    digits.into_iter().find(|byte| !byte.is_ascii_hexdigit()).is_some_and(|byte| !byte.is_ascii())
}

/// Whether a line begins a message or a term: a name and an equals sign.
fn starts_message(line: &[u8]) -> bool {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let rest = line.iter().skip_while(|byte| is_name(byte)).find(|byte| **byte != b' ');
    is_name(&line[0]) && rest == Some(&b'=')
}

/// Whether a pattern may choose among several texts, itself or in what it refers to.
fn may_choose(pattern: &Pattern<&str>) -> bool {
    pattern.elements.iter().any(|element| match element {
        PatternElement::TextElement { .. } => false,
        PatternElement::Placeable { expression: Expression::Inline(inline) } => {
            !matches!(inline, InlineExpression::VariableReference { .. } | InlineExpression::StringLiteral { .. })
        }
        PatternElement::Placeable { expression: Expression::Select { .. } } => true,
    })
}

/// The variables that a pattern shows or chooses by.
fn collect_variables<'text>(pattern: &Pattern<&'text str>, variables: &mut BTreeSet<&'text str>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            collect_from_expression(expression, variables);
        }
    }
}

fn collect_from_expression<'text>(expression: &Expression<&'text str>, variables: &mut BTreeSet<&'text str>) {
    match expression {
        Expression::Inline(inline) => collect_from_inline(inline, variables),
        Expression::Select { selector, variants } => {
            collect_from_inline(selector, variables);
            for variant in variants {
                collect_variables(&variant.value, variables);
            }
        }
    }
}

fn collect_from_inline<'text>(inline: &InlineExpression<&'text str>, variables: &mut BTreeSet<&'text str>) {
    let mut collect_arguments = |arguments: &CallArguments<&'text str>| {
        for argument in arguments.positional.iter().chain(arguments.named.iter().map(|named| &named.value)) {
            collect_from_inline(argument, variables);
        }
    };
    match inline {
        InlineExpression::FunctionReference { arguments, .. } => collect_arguments(arguments),
        InlineExpression::TermReference { arguments: Some(arguments), .. } => collect_arguments(arguments),
        InlineExpression::VariableReference { id } => {
            variables.insert(id.name);
        }
        InlineExpression::Placeable { expression } => collect_from_expression(expression, variables),
        InlineExpression::StringLiteral { .. }
        | InlineExpression::NumberLiteral { .. }
        | InlineExpression::MessageReference { .. }
        | InlineExpression::TermReference { arguments: None, .. } => {}
    }
}

/// The numbers of a language, kept by the bundle.
struct Numbers(Locale);

impl Memoizable for Numbers {
    type Args = ();
    type Error = ();

    fn construct(language: LanguageIdentifier, _: ()) -> Result<Self, ()> {
        language.to_string().parse::<Tag>().map(|tag| Self(Locale::new(&tag))).map_err(|_| ())
    }
}

/// Writes the numbers in messages as the locale does: Fluent itself would write them as Rust does.
fn format_number(value: &FluentValue<'_>, memoizer: &IntlLangMemoizer) -> Option<String> {
    let FluentValue::Number(FluentNumber { value, options }) = value else { return None };
    if let Some(written) = &options.currency {
        return Some(written.clone());
    }
    memoizer.with_try_get::<Numbers, _, _>((), |numbers| numbers.0.decimal(*value)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strings(language: &str, sources: &[&str]) -> (Strings, Vec<StringError>) {
        let tag: Tag = language.parse().unwrap();
        let sources: Vec<_> = sources.iter().map(|text| Source { name: "strings/test.ftl", text }).collect();
        Strings::new(&tag, &Locale::new(&tag), &sources, Some("only-here = English\n"))
    }

    #[test]
    fn a_later_source_replaces_messages_one_by_one() {
        let (strings, errors) = strings("en", &["a = one\nb = two\n", "b = three\n"]);
        assert!(errors.is_empty(), "{errors:?}");
        assert_eq!((strings.plain("a"), strings.plain("b")), (Some("one"), Some("three")));
    }

    #[test]
    fn a_message_that_the_language_lacks_is_taken_from_the_fallback_and_is_not_its_own() {
        let (strings, _) = strings("es", &["a = uno\n"]);
        assert_eq!(strings.plain("only-here"), Some("English"));
        assert!(!strings.contains("only-here"));
        assert_eq!(strings.ids().collect::<Vec<_>>(), ["a"]);
    }

    #[test]
    fn plural_forms_and_numbers_are_those_of_the_locale() {
        let message = "n = { $count ->\n    [one] { $count } grupo\n   *[other] { $count } grupos\n}\n";
        let (spanish, _) = strings("es", &[message]);
        let write =
            |strings: &Strings, count| strings.get("n", &[("count", Argument::Number(count))]).unwrap().into_owned();
        assert_eq!(write(&spanish, 1.0), "1 grupo");
        assert_eq!(write(&spanish, 12345.0), "12.345 grupos");
        let (mexican, _) = strings("es-MX", &[message]);
        assert_eq!(write(&mexican, 12345.0), "12,345 grupos");
        assert_eq!(mexican.variables("n"), ["count"]);
    }

    #[test]
    fn plural_forms_are_those_of_cldr_where_fluent_has_others() {
        let forms = "n = { $count ->\n    [3] three\n    [zero] zero { $count }\n    [one] one { $count }\n    [two] two { $count }\n    \
                     [few] few { $count }\n    [many] many { $count }\n   *[other] other { $count }\n}\n";
        let write = |language: &str, count| {
            let (strings, errors) = strings(language, &[forms]);
            assert!(errors.is_empty(), "{errors:?}");
            strings.get("n", &[("count", Argument::Number(count))]).unwrap().into_owned()
        };
        for (count, written) in [
            (0.0, "zero 0"),
            (3.0, "three"),
            (3.5, "other 3.5"),
            (11.0, "many 11"),
            (100.0, "other 100"),
            (103.0, "few 103"),
            (1250.0, "many 1,250"),
        ] {
            assert_eq!(write("ar", count), written);
        }
        assert_eq!(write("mt", 103.0), "few 103");
        assert_eq!(write("lt", 22.0), "few 22");
        assert_eq!(write("lt", 111.0), "other 111");
        assert_eq!(write("ru", 103.0), "few 103");
        assert_eq!(write("fr", 1e6), "other 1\u{202f}000\u{202f}000");
    }

    #[test]
    fn a_missing_argument_is_said_and_a_superfluous_one_is_passed_over() {
        let (strings, _) = strings("en", &["a = Hello { $name }\nb = Hello\n"]);
        assert!(matches!(strings.get("a", &[]), Err(MessageError::Incomplete(..))));
        assert_eq!(strings.get("b", &[("name", Argument::Text("you"))]).unwrap(), "Hello");
        assert!(matches!(strings.get("c", &[]), Err(MessageError::Unknown(_))));
    }

    #[test]
    fn a_mistake_is_reported_at_its_place_and_the_rest_is_read() {
        let text = "good = yes\nbad\nalso = fine\nalso = again\n";
        let (strings, errors) = strings("en", &[text]);
        assert_eq!(strings.plain("good"), Some("yes"));
        assert_eq!(errors.len(), 2, "{errors:?}");
        assert!(
            text[errors[0].span.start..].starts_with('\n') || text[..errors[0].span.start].ends_with("bad"),
            "{errors:?}"
        );
        assert_eq!(&text[errors[1].span.clone()], "also");
    }
}
