//! The state of an original that a translation was made from.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use memchr::memmem;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

/// What a block says, as a short hash: of a million changes one goes unseen.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct BlockHash(u32);

/// How many letters a hash has, of four bits each.
const LETTERS: usize = 5;
/// The letters of the four bits. No digit is among them, so that YAML takes no snapshot for a number.
const ALPHABET: &[u8; 16] = b"bcdfghjkmnpqrtvw";

impl BlockHash {
    /// The hash of a text. White space counts as one space wherever it stands.
    pub fn of(text: &str) -> Self {
        let [first, second, third, ..] = *blake3::hash(spaced_once(text.trim()).as_bytes()).as_bytes();
        Self(u32::from_be_bytes([0, first, second, third]) >> (24 - 4 * LETTERS))
    }
}

/// A text with one space wherever it has white space. Most have already.
fn spaced_once(text: &str) -> Cow<'_, str> {
    // What is neither a control nor the first byte of a white space beyond ASCII. All bytes are looked at: that is many in one step of a
    // processor, and every block of a site goes through here.
    let is_usual = |byte: u8| !matches!(byte, b'\t'..=b'\r' | 0xc2 | 0xe1..=0xe3);
    let are_usual = text.bytes().fold(true, |are_usual, byte| are_usual & is_usual(byte));
    // Quotation marks begin like white space: where there are any, every letter is looked at.
    let has_only_spaces = are_usual || text.chars().all(|letter| letter == ' ' || !letter.is_whitespace());
    if has_only_spaces && memmem::find(text.as_bytes(), b"  ").is_none() {
        return Cow::Borrowed(text);
    }
    let mut words = text.split_whitespace();
    let mut spaced = String::with_capacity(text.len());
    spaced.extend(words.next());
    for word in words {
        spaced.push(' ');
        spaced.push_str(word);
    }
    Cow::Owned(spaced)
}

impl fmt::Display for BlockHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for position in (0..LETTERS).rev() {
            let letter = ALPHABET[(self.0 >> (4 * position)) as usize & 0xf];
            fmt::Write::write_char(formatter, char::from(letter))?;
        }
        Ok(())
    }
}

/// A hash for each block of a record in a language: its title, its summary, and the blocks of its prose.
///
/// It is written as its hashes, joined by dots: `qkmvr.bcdfg`.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
pub struct Snapshot(pub Vec<BlockHash>);

impl fmt::Display for Snapshot {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, hash) in self.0.iter().enumerate() {
            if position > 0 {
                formatter.write_str(".")?;
            }
            hash.fmt(formatter)?;
        }
        Ok(())
    }
}

/// A text that is no snapshot.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SnapshotError;

impl FromStr for Snapshot {
    type Err = SnapshotError;

    fn from_str(text: &str) -> Result<Self, SnapshotError> {
        let hash = |written: &str| {
            let letters = written.bytes().map(|byte| ALPHABET.iter().position(|letter| *letter == byte));
            let bits = letters.map(|bits| bits.and_then(|bits| u32::try_from(bits).ok()).ok_or(SnapshotError));
            let value = bits.collect::<Result<Vec<_>, _>>()?;
            if value.len() != LETTERS {
                return Err(SnapshotError);
            }
            Ok(BlockHash(value.into_iter().fold(0, |hash, bits| hash << 4 | bits)))
        };
        text.split('.').map(hash).collect::<Result<_, _>>().map(Self)
    }
}

impl JsonSchema for Snapshot {
    fn schema_name() -> Cow<'static, str> {
        "Snapshot".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let letters: String = ALPHABET.iter().map(|letter| char::from(*letter)).collect();
        json_schema!({
            "description": "The state of the original that this translation was made from. `tratado translated` writes it.",
            "type": "string",
            "pattern": format!("^\\s*[{letters}]{{{LETTERS}}}(\\.[{letters}]{{{LETTERS}}})*\\s*$"),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_text_has_one_space_wherever_it_has_white_space(
            pieces in prop::collection::vec(
                prop::sample::select(vec!["a", "é", "“", "¿", "東", " ", "\n", "\r", "\u{85}", "\u{a0}", "\u{2003}", "\u{3000}"]),
                0..8,
            )
        ) {
            let text = pieces.concat();
            let words: Vec<_> = text.split_whitespace().collect();
            prop_assert_eq!(spaced_once(text.trim()), words.join(" "));
        }
    }

    #[test]
    fn a_snapshot_reads_back_as_it_was_written() {
        let snapshot = Snapshot(["A title", "", "A paragraph."].map(BlockHash::of).to_vec());
        let written = snapshot.to_string();
        assert_eq!(written.len(), 3 * 5 + 2);
        assert_eq!(written.parse(), Ok(snapshot));
        assert_eq!("12345".parse::<Snapshot>(), Err(SnapshotError));
        assert_eq!("qkmv".parse::<Snapshot>(), Err(SnapshotError));
        assert_eq!("".parse::<Snapshot>(), Err(SnapshotError));
    }

    #[test]
    fn a_hash_depends_on_the_words_alone() {
        assert_eq!(BlockHash::of("two  words\n"), BlockHash::of("two words"));
        assert_ne!(BlockHash::of("two words"), BlockHash::of("twowords"));
        for space in ["\t", "\r\n", "\u{b}", "\u{85}", "\u{a0}", "\u{1680}", "\u{2003}", "\u{205f}", "\u{3000}", "  "] {
            assert_eq!(BlockHash::of(&format!("two{space}words")), BlockHash::of("two words"), "{space:?}");
        }
        assert_ne!(BlockHash::of("¿Qué?"), BlockHash::of("Qué"));
    }
}
