//! Which brackets and quotation marks are open at a place of a text that need not be YAML.

/// What is open at a place.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Open {
    /// The brackets, each with the byte where it stands, from the outermost on.
    pub(super) brackets: Vec<(usize, char)>,
    /// Where the entry begins that the place stands in: behind the bracket or the comma before it. It counts only between brackets.
    pub(super) entry: usize,
    /// Where the last quotation mark that begins a text stands.
    pub(super) quote: Option<usize>,
}

/// Reads a text up to `end`. A bracket or a quotation mark within a text is a part of it; comments and texts below a `|` or `>` are
/// passed over.
pub(super) fn open_at(text: &str, end: usize) -> Open {
    let mut open = Open::default();
    // Whether a value may begin here, and whether white space stands before it.
    let (mut at_start, mut behind_space) = (true, true);
    let mut letters = text.char_indices().peekable();
    while let Some((offset, letter)) = letters.next() {
        if offset >= end {
            break;
        }
        let next = letters.peek().map(|(_, next)| *next);
        let skip_to = match letter {
            '\n' => None,
            ' ' | '\t' | '\r' => {
                behind_space = true;
                continue;
            }
            '#' if behind_space => text[offset..].find('\n').map(|length| offset + length).or(Some(text.len())),
            '"' | '\'' if at_start => {
                open.quote = Some(offset);
                Some(end_of_quoted(text, offset, letter))
            }
            '|' | '>' if at_start && open.brackets.is_empty() => Some(end_of_block(text, offset)),
            '{' | '[' if at_start => {
                open.brackets.push((offset, letter));
                open.entry = offset + 1;
                (at_start, behind_space) = (true, false);
                continue;
            }
            '}' | ']' if !open.brackets.is_empty() => {
                open.brackets.pop();
                None
            }
            ',' if !open.brackets.is_empty() => {
                open.entry = offset + 1;
                (at_start, behind_space) = (true, false);
                continue;
            }
            _ => None,
        };
        if let Some(skip_to) = skip_to {
            while letters.next_if(|(offset, _)| *offset < skip_to).is_some() {}
        }
        let separates = matches!(letter, ':' | '-' | '?') && next.is_none_or(char::is_whitespace);
        at_start = letter == '\n' || separates && (letter == ':' || at_start);
        behind_space = letter == '\n';
    }
    open
}

/// Where a text in quotes ends: behind the mark that closes it, or at the end of everything.
fn end_of_quoted(text: &str, start: usize, quote: char) -> usize {
    let mut letters = text[start + 1..].char_indices().peekable();
    while let Some((offset, letter)) = letters.next() {
        if letter == '\\' && quote == '"' {
            letters.next();
        } else if letter == quote {
            // Two single ones in a row are one that is meant.
            if quote == '\'' && letters.next_if(|(_, next)| *next == '\'').is_some() {
                continue;
            }
            return start + 1 + offset + 1;
        }
    }
    text.len()
}

/// Where a text below a `|` or `>` ends: before the first line that is not indented deeper than the line of the mark.
fn end_of_block(text: &str, mark: usize) -> usize {
    let line_start = text[..mark].rfind('\n').map_or(0, |newline| newline + 1);
    let depth = indentation(&text[line_start..]);
    let mut end = line_start;
    for (position, line) in text[line_start..].split_inclusive('\n').enumerate() {
        if position > 0 && !line.trim().is_empty() && indentation(line) <= depth {
            break;
        }
        end += line.len();
    }
    // The line break before it begins the next line.
    end.saturating_sub(1).max(mark + 1)
}

/// How many spaces a line begins with.
pub(super) fn indentation(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn brackets(text: &str) -> String {
        open_at(text, text.len()).brackets.iter().map(|(_, bracket)| bracket).collect()
    }

    #[test]
    fn only_brackets_that_begin_a_value_are_open() {
        assert_eq!(brackets("a: {b: [c, d"), "{[");
        assert_eq!(brackets("a: {b: [c, d]}\ne: the {f"), "");
        assert_eq!(brackets("a: \"{\"\nb: '[' # {\nc: |\n  [ text\n  {\nd: ["), "[");
        assert_eq!(brackets("- [a]\n- {"), "{");
    }

    #[test]
    fn an_entry_begins_behind_the_last_comma() {
        let text = "a: {b: c, d: e";
        assert_eq!(&text[open_at(text, text.len()).entry..], " d: e");
    }
}
