//! The words of a node, cut into lines that fit its box.
//!
//! Nobody knows in which font a reader will see the picture, so widths are those of a wide font (DejaVu Sans): a line may end early, but does not run
//! over.

/// Thousandths of the height of the type.
pub(super) type Em = usize;

/// How wide a text is at most.
pub(super) fn width(text: &str) -> Em {
    text.chars().map(width_of).sum()
}

fn width_of(letter: char) -> Em {
    match letter {
        'i' | 'l' | 'j' | 'I' | '\'' | '’' | '.' | ',' | ':' | ';' | '!' | '|' | '·' => 350,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '-' | ' ' | '\u{a0}' | '"' | '/' => 420,
        'm' | 'M' | 'W' | '@' | '%' | '—' | 'Æ' | 'Œ' | 'æ' | 'œ' => 980,
        'w' => 820,
        // Ideographs, syllables and signs beyond the alphabets are as wide as high.
        '\u{1100}'.. => 1000,
        letter if letter.is_uppercase() => 760,
        _ => 600,
    }
}

/// Cuts a text into lines that are no wider than there is room: between words and behind hyphens and dashes, and within a word only where
/// it is too wide to stand on a line of its own.
pub(super) fn lines(text: &str, room: Em) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        if width(&line) + width(piece.trim_end()) > room && !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for letter in piece.chars() {
            if width(&line) + width_of(letter) > room && !letter.is_whitespace() && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            line.push(letter);
        }
    }
    lines.push(line);
    lines.iter().map(|line| line.trim_end().to_owned()).filter(|line| !line.is_empty()).collect()
}

/// What must not be cut: words with the space or the dash behind them.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let is_end = |letter: char| {
        matches!(letter, '-' | '\u{2010}' | '–' | '—' | '/')
            || (letter.is_whitespace() && !matches!(letter, '\u{a0}' | '\u{202f}'))
    };
    text.split_inclusive(is_end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_kept_whole_where_they_fit() {
        let title = "Asociación Nacional de Universidades e Instituciones de Educación Superior";
        let room = 13_000;
        let cut = lines(title, room);
        assert!(cut.len() > 2, "{cut:?}");
        assert!(cut.iter().all(|line| width(line) <= room), "{cut:?}");
        assert_eq!(cut.join(" "), title);
    }

    #[test]
    fn a_line_ends_behind_a_dash_and_not_at_a_space_that_holds() {
        assert_eq!(lines("Mexico–Canada", 6_000), ["Mexico–", "Canada"]);
        assert_eq!(lines("up 50\u{a0}%", 4_000), ["up", "50\u{a0}%"]);
    }

    #[test]
    fn a_word_that_is_wider_than_a_line_is_cut() {
        let cut = lines("Donaudampfschifffahrt", 5_000);
        assert!(cut.len() > 1 && cut.iter().all(|line| width(line) <= 5_000), "{cut:?}");
        assert_eq!(cut.concat(), "Donaudampfschifffahrt");
        assert_eq!(lines("合意計画", 2_000), ["合意", "計画"]);
    }

    #[test]
    fn a_text_of_nothing_has_no_line() {
        assert_eq!(lines("", 5_000), Vec::<String>::new());
        assert_eq!(lines("  ", 5_000), Vec::<String>::new());
    }
}
