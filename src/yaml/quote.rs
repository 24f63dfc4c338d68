//! Texts as an author writes them in YAML, for the help of a report.

/// A text in quotes: in double ones, or in single ones where double ones would have to be escaped.
pub fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) { format!("'{}'", text.replace('\'', "''")) } else { format!("\"{text}\"") }
}

/// A text as the item of a list in brackets: in quotes where it would not be one text without.
pub fn in_brackets(text: &str) -> String {
    let is_word = |letter: char| letter.is_alphanumeric() || "-_/. ".contains(letter);
    let is_plain = text.starts_with(char::is_alphanumeric) && text.chars().all(is_word);
    if is_plain { text.to_owned() } else { quoted(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quotes_are_those_that_need_no_escape() {
        assert_eq!(quoted("Fish: all"), "\"Fish: all\"");
        assert_eq!(quoted("the \"Ports\" of '07"), "'the \"Ports\" of ''07'");
        assert_eq!(in_brackets("quota-group"), "quota-group");
        assert_eq!(in_brackets("a [b]"), "\"a [b]\"");
    }
}
