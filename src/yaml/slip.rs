//! What an author did whose text is not YAML, where that can be seen: a parser says where it gave up, and in words of its own.

use std::ops::Range;

use super::brackets::{indentation, open_at};
use super::{SyntaxError, quoted};

/// What is wrong with a text, in the words of its author.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Slip {
    /// What is wrong.
    pub message: String,
    /// Where it is wrong.
    pub range: Range<usize>,
    /// A second place that belongs to it, and what stands there.
    pub related: Option<(Range<usize>, String)>,
    /// What to do.
    pub help: Option<String>,
}

/// The marks that YAML has a use for at the beginning of a value.
const MARKS: [char; 9] = ['*', '&', '@', '`', '%', '!', '|', '>', '?'];

impl Slip {
    /// The slip that led to an error.
    pub fn of(text: &str, error: &SyntaxError) -> Self {
        let offset = text.floor_char_boundary(error.offset.min(text.len()));
        let place = Reading { text, offset, error: &error.message };
        place
            .merge()
            .or_else(|| place.repetition())
            .or_else(|| place.second_document())
            .or_else(|| place.tab())
            .or_else(|| place.mark())
            .or_else(|| place.quote())
            .or_else(|| place.bracket())
            .or_else(|| place.colon())
            .or_else(|| place.line())
            .unwrap_or_else(|| Self::new(place.here(), format!("this is not YAML: {}", error.message)))
    }

    fn new(range: Range<usize>, message: impl Into<String>) -> Self {
        Self { message: message.into(), range, related: None, help: None }
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    fn related(mut self, range: Range<usize>, label: impl Into<String>) -> Self {
        self.related = Some((range, label.into()));
        self
    }
}

/// A text, and where and how its parser gave up.
struct Reading<'text> {
    text: &'text str,
    offset: usize,
    error: &'text str,
}

/// The entry of a map, or the item of a list, around a place: what stands before the colon, and what behind it.
struct Entry<'text> {
    key: &'text str,
    value: &'text str,
    /// Where the value begins.
    start: usize,
}

impl Entry<'_> {
    /// The entry with its value in quotes.
    fn in_quotes(&self) -> String {
        self.with(&quoted(self.value))
    }

    fn with(&self, value: &str) -> String {
        if self.key.is_empty() { value.to_owned() } else { format!("{}: {value}", self.key) }
    }
}

impl<'text> Reading<'text> {
    fn says(&self, words: &str) -> bool {
        self.error.contains(words)
    }

    /// The character at the place; at the end of a line the one before it, or there would be nothing to point at.
    fn here(&self) -> Range<usize> {
        match self.text[self.offset..].chars().next().filter(|next| *next != '\n') {
            Some(next) => self.offset..self.offset + next.len_utf8(),
            None => self.text.floor_char_boundary(self.offset.saturating_sub(1))..self.offset,
        }
    }

    fn letter(&self) -> Option<char> {
        self.text[self.offset..].chars().next()
    }

    /// The line that a byte stands in, without its end.
    fn line_at(&self, offset: usize) -> Range<usize> {
        let start = self.text[..offset].rfind('\n').map_or(0, |newline| newline + 1);
        let end = self.text[start..].find('\n').map_or(self.text.len(), |length| start + length);
        start..start + self.text[start..end].trim_end().len()
    }

    /// The nearest line before the place that says something.
    fn line_before(&self) -> Option<Range<usize>> {
        let mut end = self.line_at(self.offset).start;
        while end > 0 {
            let line = self.line_at(end - 1);
            let words = self.text[line.clone()].trim();
            if !words.is_empty() && !words.starts_with('#') {
                return Some(line);
            }
            end = line.start;
        }
        None
    }

    /// The words of a line, without the spaces before them.
    fn words(&self, line: &Range<usize>) -> Range<usize> {
        line.start + (self.text[line.clone()].len() - self.text[line.clone()].trim_start().len())..line.end
    }

    fn entry(&self) -> Entry<'text> {
        let line = self.line_at(self.offset);
        let open = open_at(self.text, self.offset);
        let segment = if open.brackets.is_empty() {
            let mut start = self.words(&line).start;
            while self.text[start..line.end].starts_with("- ") {
                start += 2;
            }
            start..line.end
        } else {
            open.entry.max(line.start)..self.end_in_brackets(line.end)
        };
        let segment = self.words(&segment);
        let whole = &self.text[segment.clone()];
        let (key, start) = match whole.find(": ") {
            Some(colon) => (&whole[..colon], segment.start + colon + 2),
            None => ("", segment.start),
        };
        let start = self.words(&(start..segment.end)).start;
        let value = without_comment(&self.text[start..segment.end]);
        Entry { key: key.trim(), value: value.trim_end(), start }
    }

    /// Where an entry between brackets ends: before the next comma, or the bracket that closes them.
    fn end_in_brackets(&self, end_of_line: usize) -> usize {
        let mut depth = 0_usize;
        for (offset, letter) in self.text[self.offset..end_of_line].char_indices() {
            match letter {
                '[' | '{' => depth += 1,
                ']' | '}' | ',' if depth == 0 => return self.offset + offset,
                ']' | '}' => depth -= 1,
                _ => {}
            }
        }
        end_of_line
    }

    /// A merge of two versions that git could not finish.
    fn merge(&self) -> Option<Slip> {
        let start = self.text.starts_with("<<<<<<< ").then_some(0);
        let start = start.or_else(|| self.text.find("\n<<<<<<< ").map(|newline| newline + 1))?;
        let slip = Slip::new(self.line_at(start), "this file holds a merge of two versions that is not finished");
        Some(slip.help("keep what is right of the two, and remove the lines of `<<<<<<<`, `=======` and `>>>>>>>`"))
    }

    fn repetition(&self) -> Option<Slip> {
        self.says(super::TOO_REPETITIVE).then(|| {
            Slip::new(self.here(), format!("this is not YAML: {}", self.error))
                .help("write out what `*` stands for, or leave it away")
        })
    }

    fn second_document(&self) -> Option<Slip> {
        if !self.says("more than one document") {
            return None;
        }
        let begin = usize::from(self.text.starts_with("---"));
        let separator = self.text[begin..].find("\n---").map(|newline| begin + newline + 1)?;
        let slip = Slip::new(self.line_at(separator), "a file of facts is one document");
        Some(slip.help("remove this line of `---`, or move what stands below it to a file of its own"))
    }

    fn tab(&self) -> Option<Slip> {
        if !self.says("tab") {
            return None;
        }
        let mut start = self.line_at(self.offset).start;
        let tab = loop {
            let line = &self.text[start..];
            let blank = line.len() - line.trim_start_matches([' ', '\t']).len();
            if let Some(tab) = line[..blank].find('\t') {
                break start + tab;
            }
            start += line.find('\n')? + 1;
        };
        let slip = Slip::new(tab..tab + 1, "a tab cannot indent a line");
        Some(slip.help("use spaces: two a level, as on the lines around it"))
    }

    /// A value that begins with a mark of YAML's.
    fn mark(&self) -> Option<Slip> {
        let mark = self.letter()?;
        let entry = self.entry();
        let is_item = mark == '-' && self.says("block sequence entries are not allowed");
        if !(MARKS.contains(&mark) || is_item) || entry.start != self.offset {
            return None;
        }
        let slip = Slip::new(self.here(), format!("a text that begins with `{mark}` wants quotes"));
        Some(slip.help(format!("write `{}`", entry.in_quotes())))
    }

    fn quote(&self) -> Option<Slip> {
        if self.says("unclosed quote") {
            let mark = self.letter()?;
            let slip = Slip::new(self.here(), "this quotation mark is not closed");
            return Some(slip.help(format!("close it with `{mark}` where the text ends")));
        }
        let entry = self.entry();
        if self.says("unknown escape character") {
            let inner = inside(entry.value).unwrap_or(entry.value);
            let slip = Slip::new(self.here(), "in double quotes `\\` begins an escape, and this one does not exist");
            return Some(slip.help(format!("write `{}`", entry.with(&quoted(inner)))));
        }
        if !self.says("invalid trailing content after") {
            return None;
        }
        let open = open_at(self.text, self.offset);
        let quote = open.quote?;
        let slip =
            Slip::new(self.here(), "the text in quotes ended before this").related(quote..quote + 1, "it began here");
        // Between brackets the text may have been meant to end before the next comma or behind it.
        Some(if entry.start == quote && open.brackets.is_empty() {
            slip.help(format!("write `{}`", entry.with(&quoted(inside(entry.value).unwrap_or(entry.value)))))
        } else {
            slip.help("close the quotes where the text ends")
        })
    }

    fn bracket(&self) -> Option<Slip> {
        let closing = |bracket: char| if bracket == '{' { '}' } else { ']' };
        if self.says("misplaced bracket") {
            let slip = Slip::new(self.here(), format!("this `{}` closes nothing", self.letter()?));
            return Some(slip.help("remove it or, if it belongs to a text, put the text in quotes"));
        }
        if self.says("mismatched bracket") || self.says("unclosed bracket") {
            let bracket = self.letter()?;
            let slip = Slip::new(self.here(), format!("this `{bracket}` is not closed"));
            return Some(slip.help(format!("close it with `{}`", closing(bracket))));
        }
        let open = open_at(self.text, self.offset).brackets;
        let never_closed = open_at(self.text, self.text.len()).brackets;
        let (start, bracket) = *never_closed.first().filter(|first| open.contains(first))?;
        let slip = Slip::new(self.here(), format!("`{bracket}` is not closed before this"));
        Some(slip.related(start..start + 1, "it is opened here").help(format!("close it with `{}`", closing(bracket))))
    }

    /// A text that holds a colon, or a bracket, and is none to YAML.
    fn colon(&self) -> Option<Slip> {
        let entry = self.entry();
        let in_brackets = self.says("expected ',' or ");
        let is_within = entry.start < self.offset && !entry.value.is_empty();
        if in_brackets && is_within && self.letter() == Some(':') {
            let before = &self.text[entry.start..self.offset];
            if let Some((text, key)) = before.rsplit_once(' ').filter(|(_, key)| matches!(key.len(), 2 | 3)) {
                let rest = self.text[self.offset + 1..entry.start + entry.value.len()].trim();
                let slip = Slip::new(self.here(), "a comma is missing before this entry");
                return Some(slip.help(format!("write `{}, {key}: {rest}`", entry.with(text.trim_end()))));
            }
        }
        let holds_colon = self.letter() == Some(':') && (in_brackets || self.says("mapping values are not allowed"));
        if holds_colon && is_within && !entry.key.is_empty() {
            let slip = Slip::new(self.here(), "a text that holds a colon wants quotes");
            return Some(slip.help(format!("write `{}`", entry.in_quotes())));
        }
        // `[draft] Ports` begins with a list, and goes on.
        let goes_on = self.says("did not find expected key") && entry.value.starts_with(['[', '{']);
        if is_within && (goes_on || (in_brackets && matches!(self.letter(), Some('[' | '{')))) {
            let slip =
                Slip::new(entry.start..entry.start + entry.value.len(), "a text that holds a bracket wants quotes");
            return Some(slip.help(format!("write `{}`", entry.in_quotes())));
        }
        None
    }

    /// A line that does not fit to those before it.
    fn line(&self) -> Option<Slip> {
        let line = self.line_at(self.offset);
        let here = self.words(&line);
        let words = &self.text[here.clone()];
        if self.says("simple key expected") || self.says("could not find expected ':'") {
            return self.without_colon(here);
        }
        let is_key = self.says("mapping values are not allowed") || self.says("did not find expected key");
        if self.says("expected '-' indicator") {
            let slip = Slip::new(here, "a key cannot stand among the items of a list");
            return Some(slip.help("begin the line with `- `, or give the list a key of its own"));
        }
        let before = self.line_before().filter(|_| is_key)?;
        let before_words = self.words(&before);
        let text_before = &self.text[before_words.clone()];
        if self.says("mapping values are not allowed")
            && !text_before.contains(": ")
            && !text_before.ends_with(':')
            && !text_before.starts_with("- ")
        {
            return self.without_colon(before_words);
        }
        let (depth, depth_before) = (indentation(&self.text[line]), indentation(&self.text[before]));
        if words.starts_with("- ") && depth <= depth_before {
            let slip = Slip::new(here, "an item of a list cannot stand among keys");
            return Some(slip.help("give the list a key of its own, or put the text in quotes"));
        }
        if depth == depth_before {
            return None;
        }
        let slip = Slip::new(here, format!("this line is indented by {}, and fits to none above it", spaces(depth)));
        let slip = slip.related(before_words, format!("this line is indented by {}", spaces(depth_before)));
        Some(slip.help("indent lines of one level by the same number of spaces"))
    }

    /// A line that should be a key and its value.
    fn without_colon(&self, line: Range<usize>) -> Option<Slip> {
        let words = without_comment(&self.text[line.clone()]).trim_end();
        let slip = Slip::new(line.start..line.start + words.len(), "this line has no colon behind its key");
        Some(match words.split_once(':') {
            Some((key, value)) => Slip { message: "a space stands behind the colon".to_owned(), ..slip }
                .help(format!("write `{key}: {value}`")),
            None => match words.split_once(' ') {
                Some((key, value)) => slip.help(format!("write `{key}: {}`", value.trim_start())),
                None => slip.help(format!("write `{words}: …`, or indent it as a part of the text above")),
            },
        })
    }
}

/// What stands between two equal quotation marks.
fn inside(value: &str) -> Option<&str> {
    let quote = value.chars().next().filter(|letter| matches!(letter, '"' | '\''))?;
    value[1..].strip_suffix(quote)
}

/// A value without the comment behind it; a `#` in the quotes that it begins with is none.
fn without_comment(value: &str) -> &str {
    let quote = value.chars().next().filter(|letter| matches!(letter, '"' | '\''));
    let from = quote.and_then(|quote| value[1..].find(quote)).map_or(0, |length| length + 2);
    value[from..].find(" #").map_or(value, |comment| &value[..from + comment])
}

fn spaces(count: usize) -> String {
    match count {
        0 => "no spaces".to_owned(),
        1 => "1 space".to_owned(),
        _ => format!("{count} spaces"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said of a text: the message, what is marked, and the help.
    fn said(text: &str) -> (String, &str, String) {
        let slip = Slip::of(text, &super::super::parse(text).unwrap_err());
        (slip.message, &text[slip.range], slip.help.unwrap_or_default())
    }

    #[track_caller]
    fn check(text: &str, message: &str, marked: &str, help: &str) {
        let (found_message, found_marked, found_help) = said(text);
        assert_eq!((&*found_message, found_marked, &*found_help), (message, marked, help), "{text}");
    }

    #[test]
    fn a_text_with_a_colon_is_put_in_the_quotes_that_it_can_stand_in() {
        let message = "a text that holds a colon wants quotes";
        check("title: Fish: all\n", message, ":", "write `title: \"Fish: all\"`");
        check("a: 1\nt:\n  - en: Fish: all # note\n", message, ":", "write `en: \"Fish: all\"`");
        check("title: Fish: \"all\" of it's\n", message, ":", "write `title: 'Fish: \"all\" of it''s'`");
        check("title: {en: Fish: all, es: x}\n", message, ":", "write `en: \"Fish: all\"`");
        check("title: Note:\n", message, ":", "write `title: \"Note:\"`");
    }

    #[test]
    fn a_text_that_begins_with_a_mark_is_put_in_quotes() {
        for (text, mark, help) in [
            ("title: *Beaches*\n", "*", "write `title: \"*Beaches*\"`"),
            ("title: & co # why\n", "&", "write `title: \"& co\"`"),
            ("t: {en: @A, es: b}\n", "@", "write `en: \"@A\"`"),
            ("- `x`\n", "`", "write `\"`x`\"`"),
            ("title: %20\n", "%", "write `title: \"%20\"`"),
            ("title: !x \"b\"\n", "!", "write `title: '!x \"b\"'`"),
            ("title: > text\n", ">", "write `title: \"> text\"`"),
            ("title: - x\n", "-", "write `title: \"- x\"`"),
        ] {
            check(text, &format!("a text that begins with `{mark}` wants quotes"), mark, help);
        }
    }

    #[test]
    fn what_is_not_closed_is_shown_where_it_opens() {
        check("title: 'it\nb: 2\n", "this quotation mark is not closed", "'", "close it with `'` where the text ends");
        check("a: {b: 1\n", "this `{` is not closed", "{", "close it with `}`");
        check("g: [a, b}\n", "this `[` is not closed", "[", "close it with `]`");
        check(
            "g: a]\nb: ]\n",
            "this `]` closes nothing",
            "]",
            "remove it or, if it belongs to a text, put the text in quotes",
        );
        let text = "title: {en: A, es: B\nnumber: 2\n";
        let slip = Slip::of(text, &super::super::parse(text).unwrap_err());
        assert_eq!(
            (slip.message.as_str(), slip.related),
            ("`{` is not closed before this", Some((7..8, "it is opened here".to_owned())))
        );
    }

    #[test]
    fn a_text_that_goes_on_behind_its_quotes_is_one_text() {
        let message = "the text in quotes ended before this";
        check("title: \"Ports\" of the north\n", message, "o", "write `title: '\"Ports\" of the north'`");
        check("title: 'it's fine'\n", message, "s", "write `title: \"it's fine\"`");
        check("t: {en: \"A, es: \"B\"}\n", message, "B", "close the quotes where the text ends");
        check(
            "title: [draft] Ports\n",
            "a text that holds a bracket wants quotes",
            "[draft] Ports",
            "write `title: \"[draft] Ports\"`",
        );
    }

    #[test]
    fn a_line_that_does_not_fit_is_told_why() {
        check("a: 1\ndate 2007\n", "this line has no colon behind its key", "date 2007", "write `date: 2007`");
        check("date 2007\nabout: x\n", "this line has no colon behind its key", "date 2007", "write `date: 2007`");
        check("a: 1\ndate:2007\nb: 1\n", "a space stands behind the colon", "date:2007", "write `date: 2007`");
        check(
            "t:\n\ten: A\n",
            "a tab cannot indent a line",
            "\t",
            "use spaces: two a level, as on the lines around it",
        );
        check(
            "a: A\n\tb: 1\n",
            "a tab cannot indent a line",
            "\t",
            "use spaces: two a level, as on the lines around it",
        );
        let help = "indent lines of one level by the same number of spaces";
        check("t:\n  en: A\n   es: B\n", "this line is indented by 3 spaces, and fits to none above it", "es: B", help);
        check("t:\n  en: A\n es: B\n", "this line is indented by 1 space, and fits to none above it", "es: B", help);
        check("t: {en: A es: B}\n", "a comma is missing before this entry", ":", "write `en: A, es: B`");
        check(
            "a: 1\n---\nb: 1\n",
            "a file of facts is one document",
            "---",
            "remove this line of `---`, or move what stands below it to a file of its own",
        );
    }

    #[test]
    fn any_place_of_any_text_has_a_slip() {
        for text in ["", "\n", "ñ: é: [\"", "- \n\t", "a: 'b\n", "{[ñ", "a: |\n", "# ñ\n#"] {
            for offset in 0..=text.len() + 1 {
                for message in [
                    "tab",
                    "unclosed quote",
                    "expected ',' or",
                    "mapping values are not allowed",
                    "simple key expected",
                    "did not find expected key",
                    "invalid trailing content after",
                    "unknown escape character",
                    "misplaced bracket",
                    "more than one document",
                ] {
                    let slip = Slip::of(text, &SyntaxError { message: message.to_owned(), offset });
                    assert!(text.get(slip.range).is_some(), "{text:?} {offset} {message}");
                }
            }
        }
    }
}
