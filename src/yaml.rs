//! YAML: text to [`Value`]s, and from a [`KeyPath`] back to the bytes where the value stands.
//!
//! 1. [`parse`] reads with `serde_yaml`, which gives values without places, and keeps the order of keys.
//! 2. [`take_repeated_keys`] finds keys that stand twice in one map; `serde_yaml` hands them over silently.
//!    Where a text is no YAML, [`Slip`] says what its author probably did.
//! 3. [`locate`] walks the events of a second parser, which does know places, when (and only when) a diagnostic is reported.

mod brackets;
mod quote;
mod slip;

pub use quote::{in_brackets, quoted};
pub use slip::Slip;

use std::cell::Cell;
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::ops::Range;

use deserr::{IntoValue, ValueKind};
use granit_parser::{Event, Parser};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};

use crate::source::{KeyPath, Step};

/// A YAML value. A map keeps the order of its keys, and both of two equal ones.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Value {
    /// `~`, `null`, or nothing.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction. It is finite.
    Float(f64),
    /// Text.
    String(String),
    /// A list.
    List(Vec<Value>),
    /// A map.
    Map(Map),
}

/// The entries of a map, in the order of the file.
pub type Map = Vec<(String, Value)>;

impl Value {
    /// What an author calls a value of this kind.
    pub fn kind_name(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Boolean(_) => "true or false",
            Self::Integer(_) | Self::Float(_) => "a number",
            Self::String(_) => "text",
            Self::List(_) => "a list",
            Self::Map(_) => "a map",
        }
    }
}

/// Why a text is not YAML.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SyntaxError {
    /// What is wrong, as the parser says it, in lower case and without a place.
    pub message: String,
    /// The byte where the parser gave up.
    pub offset: usize,
}

/// Reads one YAML document. A text with nothing in it is [`Value::Null`].
///
/// # Errors
/// The first place at which the text stops being YAML. Depth of nesting and repetition through aliases are bounded by `serde_yaml`.
pub fn parse(text: &str) -> Result<Value, SyntaxError> {
    if text.trim().is_empty() {
        return Ok(Value::Null);
    }
    if let Some(offset) = deepest_exceeded(text) {
        return Err(SyntaxError { message: "this is nested too deep".to_owned(), offset });
    }
    let room = Cell::new(text.len().saturating_mul(MOST_REPETITION).saturating_add(10_000));
    let reader = Reader { room: &room };
    reader.deserialize(serde_yaml::Deserializer::from_str(text)).map_err(|error| syntax_error(text, &error))
}

/// How many times the text that is read may be as long as the text that is written. `serde_yaml` counts aliases, and not what they repeat.
const MOST_REPETITION: usize = 10;

/// What is said of a text whose aliases stand for more than that.
const TOO_REPETITIVE: &str = "aliases repeat too much";

/// How many brackets may be open. `serde_yaml` reads 128 of them, but first looks through all of them for each value.
const MOST_BRACKETS: usize = 1000;

/// The bracket that is one too many; those in texts are counted as well, since far fewer of them are never closed.
fn deepest_exceeded(text: &str) -> Option<usize> {
    let mut open = 0_usize;
    text.bytes().position(|byte| {
        match byte {
            b'{' | b'[' => open += 1,
            b'}' | b']' => open = open.saturating_sub(1),
            _ => {}
        }
        open > MOST_BRACKETS
    })
}

/// Prefers the scanner that knows places; `serde_yaml` reports some errors at the start of the file.
fn syntax_error(text: &str, error: &serde_yaml::Error) -> SyntaxError {
    for event in Parser::new_from_str(text) {
        if let Err(scan_error) = event {
            let marker = scan_error.marker();
            let offset = marker.byte_offset().unwrap_or_else(|| byte_of_character(text, marker.index()));
            return SyntaxError { message: scan_error.info().to_lowercase(), offset: offset.min(text.len()) };
        }
    }
    let offset = error.location().map_or(0, |location| location.index());
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or(&message).to_lowercase();
    // An error of our own is told with the way to it, which the place says better.
    let message = if message.ends_with(TOO_REPETITIVE) { TOO_REPETITIVE.to_owned() } else { message };
    SyntaxError { message, offset: offset.min(text.len()) }
}

fn byte_of_character(text: &str, index: usize) -> usize {
    text.char_indices().nth(index).map_or(text.len(), |(offset, _)| offset)
}

/// Takes out every key that stands a second time in its map, with its value, and gives the path of each: so one mistake has no others
/// behind it.
pub fn take_repeated_keys(value: &mut Value) -> Vec<KeyPath> {
    let mut found = Vec::new();
    collect_repeated_keys(value, &KeyPath::root(), &mut found);
    found
}

fn collect_repeated_keys(value: &mut Value, path: &KeyPath, found: &mut Vec<KeyPath>) {
    match value {
        Value::List(items) => {
            for (index, item) in items.iter_mut().enumerate() {
                if matches!(item, Value::List(_) | Value::Map(_)) {
                    collect_repeated_keys(item, &path.index(index), found);
                }
            }
        }
        Value::Map(entries) => {
            let mut seen = HashSet::new();
            let is_repeated: Vec<bool> = entries.iter().map(|(key, _)| !seen.insert(key.as_str())).collect();
            drop(seen);
            let mut is_repeated = is_repeated.into_iter();
            entries.retain_mut(|(key, item)| {
                let is_repeated = is_repeated.next().unwrap_or(false);
                if is_repeated {
                    found.push(path.key(key.as_str()));
                } else if matches!(item, Value::List(_) | Value::Map(_)) {
                    collect_repeated_keys(item, &path.key(key.as_str()), found);
                }
                !is_repeated
            });
        }
        Value::Null | Value::Boolean(_) | Value::Integer(_) | Value::Float(_) | Value::String(_) => {}
    }
}

/// The part of an entry that [`locate`] is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// The value.
    Value,
    /// The key that the path ends with.
    Key,
    /// The second key of that name in its map.
    RepeatedKey,
}

/// Finds the bytes of `text` in which the entry at `path` stands, or of the nearest value around it that there is.
pub fn locate(text: &str, path: &KeyPath, part: Part) -> Range<usize> {
    Index::new(text).locate(path, part)
}

/// Where everything stands in a text, for finding many places in it.
#[derive(Debug)]
pub struct Index {
    nodes: Vec<Node>,
    /// The first line that says something, for what concerns all of the text.
    first_line: Range<usize>,
}

/// An event that stands for a node, or ends one.
#[derive(Debug)]
struct Node {
    kind: NodeKind,
    /// The bytes of the event: of a list or a map, where it begins.
    range: Range<usize>,
    /// Where the last scalar of the node ends.
    end: usize,
}

#[derive(PartialEq, Debug)]
enum NodeKind {
    Scalar(String),
    /// The positions of the items.
    List(Vec<usize>),
    Map(Keys),
    End,
    Alias,
}

/// The keys of a map, by their text: a report asks for thousands of them.
#[derive(PartialEq, Debug, Default)]
struct Keys {
    /// The position of the first key of each name, and of the second.
    of_name: HashMap<String, (usize, Option<usize>)>,
    /// Whether what comes next is the value of a key.
    awaits_value: bool,
}

impl NodeKind {
    /// Takes a node that stands within this one.
    fn take(&mut self, position: usize, inner: &Self) {
        match (self, inner) {
            (_, Self::End) => {}
            (Self::List(items), _) => items.push(position),
            (Self::Map(keys), _) => {
                let is_key = !keys.awaits_value;
                keys.awaits_value = is_key;
                if let (true, Self::Scalar(name)) = (is_key, inner) {
                    match keys.of_name.get_mut(name) {
                        Some((_, second)) => *second = second.or(Some(position)),
                        None => {
                            keys.of_name.insert(name.clone(), (position, None));
                        }
                    }
                }
            }
            (Self::Scalar(_) | Self::End | Self::Alias, _) => {}
        }
    }
}

impl Index {
    /// Reads a text as far as it can be read.
    pub fn new(text: &str) -> Self {
        let mut nodes: Vec<Node> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        for (event, span) in Parser::new_from_str(text).map_while(Result::ok) {
            let range = span.byte_range().unwrap_or_else(|| {
                byte_of_character(text, span.start.index())..byte_of_character(text, span.end.index())
            });
            let kind = match event {
                Event::Scalar(text, ..) => NodeKind::Scalar(text.into_owned()),
                Event::SequenceStart(..) => NodeKind::List(Vec::new()),
                Event::MappingStart(..) => NodeKind::Map(Keys::default()),
                Event::SequenceEnd | Event::MappingEnd => NodeKind::End,
                Event::Alias(..) | Event::UnresolvedAlias(..) => NodeKind::Alias,
                _ => continue,
            };
            let position = nodes.len();
            // The end of a block collection is where the next line begins: no part of what an author sees as the value.
            if let Some(outer) = open.last() {
                nodes[*outer].kind.take(position, &kind);
                if !range.is_empty() {
                    nodes[*outer].end = nodes[*outer].end.max(range.end);
                }
            }
            match kind {
                NodeKind::List(_) | NodeKind::Map(_) => open.push(position),
                NodeKind::End => {
                    if let Some(closed) = open.pop() {
                        let end = nodes[closed].end;
                        if let Some(outer) = open.last() {
                            nodes[*outer].end = nodes[*outer].end.max(end);
                        }
                    }
                }
                NodeKind::Scalar(_) | NodeKind::Alias => {}
            }
            nodes.push(Node { kind, end: range.end, range });
        }
        let start = nodes.first().map_or(0, |node| node.range.start);
        let first_line = start
            ..start + text.get(start..).and_then(|text| text.lines().next()).map_or(0, |line| line.trim_end().len());
        Self { nodes, first_line }
    }

    /// The bytes in which the entry at `path` stands, or of the nearest value around it that there is.
    pub fn locate(&self, path: &KeyPath, part: Part) -> Range<usize> {
        let mut nearest = self.first_line.clone();
        // The text as a whole has no key: its first line stands for it.
        if path.steps().is_empty() && part != Part::Value {
            return nearest;
        }
        self.find(path.steps(), part, &mut nearest);
        nearest
    }

    fn find(&self, steps: &[Step], part: Part, nearest: &mut Range<usize>) -> Option<()> {
        let mut position = 0;
        for (depth, step) in steps.iter().enumerate() {
            let node = self.nodes.get(position)?;
            position = match (&node.kind, step) {
                (NodeKind::Map(keys), Step::Key(wanted)) => {
                    let is_last = depth + 1 == steps.len();
                    let (first, second) = *keys.of_name.get(&**wanted)?;
                    let is_repeated = is_last && part == Part::RepeatedKey;
                    let key = if is_repeated { second.unwrap_or(first) } else { first };
                    *nearest = self.nodes.get(key)?.range.clone();
                    if is_last && part != Part::Value {
                        return Some(());
                    }
                    key + 1
                }
                (NodeKind::List(items), Step::Index(wanted)) => *items.get(*wanted)?,
                _ => {
                    *nearest = node.range.clone();
                    return Some(());
                }
            };
        }
        let node = self.nodes.get(position)?;
        *nearest = node.range.start..node.end;
        Some(())
    }
}

/// Reads a value, as long as there is room for it.
#[derive(Clone, Copy)]
struct Reader<'room> {
    room: &'room Cell<usize>,
}

impl Reader<'_> {
    /// Takes room for a value whose text is so long.
    fn take<E: Error>(self, length: usize) -> Result<(), E> {
        let left = self.room.get().checked_sub(length + 1);
        self.room.set(left.ok_or_else(|| E::custom(TOO_REPETITIVE))?);
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Reader<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        self.take(0)?;
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Reader<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a YAML value without a tag")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Boolean(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Integer(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(i64::try_from(value).map_or_else(|_| Value::String(value.to_string()), Value::Integer))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        // What is no number or has no end cannot be shown, compared or written as JSON: it stays the words that it was.
        let word = match value {
            _ if value.is_finite() => return Ok(Value::Float(value)),
            _ if value.is_nan() => ".nan",
            _ if value > 0.0 => ".inf",
            _ => "-.inf",
        };
        Ok(Value::String(word.to_owned()))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        self.take(value.len())?;
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        self.take(value.len())?;
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self)? {
            list.push(item);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut map = Vec::new();
        while let Some((key, value)) = entries.next_entry_seed(self, self)? {
            let key = match key {
                Value::String(key) => key,
                Value::Integer(key) => key.to_string(),
                Value::Boolean(key) => key.to_string(),
                Value::Float(key) => key.to_string(),
                Value::Null => String::new(),
                Value::List(_) | Value::Map(_) => return Err(serde::de::Error::custom("a key must be text")),
            };
            map.push((key, value));
        }
        Ok(Value::Map(map))
    }
}

impl IntoValue for Value {
    type Sequence = Vec<Value>;
    type Map = Entries;

    fn kind(&self) -> ValueKind {
        match self {
            Self::Null => ValueKind::Null,
            Self::Boolean(_) => ValueKind::Boolean,
            Self::Integer(number) if *number < 0 => ValueKind::NegativeInteger,
            Self::Integer(_) => ValueKind::Integer,
            Self::Float(_) => ValueKind::Float,
            Self::String(_) => ValueKind::String,
            Self::List(_) => ValueKind::Sequence,
            Self::Map(_) => ValueKind::Map,
        }
    }

    fn into_value(self) -> deserr::Value<Self> {
        match self {
            Self::Null => deserr::Value::Null,
            Self::Boolean(value) => deserr::Value::Boolean(value),
            Self::Integer(value) => {
                u64::try_from(value).map_or(deserr::Value::NegativeInteger(value), deserr::Value::Integer)
            }
            Self::Float(value) => deserr::Value::Float(value),
            Self::String(value) => deserr::Value::String(value),
            Self::List(items) => deserr::Value::Sequence(items),
            Self::Map(entries) => deserr::Value::Map(Entries(entries)),
        }
    }
}

/// The entries of a map, as [`deserr`] takes them.
#[derive(Debug)]
pub struct Entries(Map);

impl deserr::Map for Entries {
    type Value = Value;
    type Iter = std::vec::IntoIter<(String, Value)>;

    fn len(&self) -> usize {
        self.0.len()
    }

    fn remove(&mut self, key: &str) -> Option<Value> {
        let position = self.0.iter().position(|(name, _)| name == key)?;
        Some(self.0.remove(position).1)
    }

    fn into_iter(self) -> Self::Iter {
        self.0.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GROUPS: &str = "\
security:
  title: {en: Security, es: Seguridad}
  members:
    - {body: cisen, role: lead}
    - body: public-safety
      role: {en: lead}
  kind: working-group
  kind: mechanism
";

    fn found(path: KeyPath, part: Part) -> &'static str {
        &GROUPS[locate(GROUPS, &path, part)]
    }

    #[test]
    fn a_value_is_found_in_nested_maps_and_lists() {
        let security = KeyPath::root().key("security");
        assert_eq!(found(security.key("title").key("es"), Part::Value), "Seguridad");
        assert_eq!(found(security.key("members").index(1).key("body"), Part::Value), "public-safety");
        assert_eq!(found(security.key("members").index(1).key("role"), Part::Value), "{en: lead}");
    }

    #[test]
    fn a_key_is_found_and_so_is_its_repetition() {
        let kind = KeyPath::root().key("security").key("kind");
        let first = locate(GROUPS, &kind, Part::Key);
        let second = locate(GROUPS, &kind, Part::RepeatedKey);
        assert_eq!((&GROUPS[first.clone()], &GROUPS[second.clone()]), ("kind", "kind"));
        assert!(first.start < second.start);
    }

    #[test]
    fn what_does_not_exist_is_found_at_the_nearest_key_around_it() {
        assert_eq!(found(KeyPath::root().key("security").key("nothing"), Part::Value), "security");
    }

    #[test]
    fn a_key_that_stands_twice_is_reported_once() {
        let mut value = parse(GROUPS).unwrap();
        assert_eq!(take_repeated_keys(&mut value), [KeyPath::root().key("security").key("kind")]);
        assert_eq!(take_repeated_keys(&mut value), []);
    }

    #[test]
    fn a_syntax_error_knows_its_place() {
        let text = "title: Security: all of it\n";
        let error = parse(text).unwrap_err();
        assert!(error.offset > 0, "{error:?}");
    }

    #[test]
    fn an_empty_document_is_nothing() {
        assert_eq!(parse("\n").unwrap(), Value::Null);
    }

    #[test]
    fn what_is_no_finite_number_stays_a_word() {
        for word in [".nan", ".inf", "-.inf"] {
            assert_eq!(parse(word).unwrap(), Value::String(word.to_owned()));
        }
        assert_eq!(parse("-1.5").unwrap(), Value::Float(-1.5));
    }
}
