//! The lines of a calendar (RFC 5545, 3.1): ended by CRLF, folded at 75 octets, with their text escaped.

/// How many octets a line may have without its end (RFC 5545, 3.1).
const LONGEST: usize = 75;

/// The lines of a calendar, as far as they are written.
#[derive(Default)]
pub(super) struct Lines(String);

impl Lines {
    /// Begins a component, such as `VEVENT`.
    pub(super) fn begin(&mut self, component: &str) {
        self.value("BEGIN", component);
    }

    /// Ends a component.
    pub(super) fn end(&mut self, component: &str) {
        self.value("END", component);
    }

    /// Writes a property whose value is no text: a date, a rule, a word of the format, a URL. The name may have parameters behind it.
    pub(super) fn value(&mut self, name: &str, value: &str) {
        self.line(&format!("{name}:{}", without_controls(value)));
    }

    /// Writes a property whose value is text.
    pub(super) fn text(&mut self, name: &str, text: &str) {
        self.line(&format!("{name}:{}", escaped(text)));
    }

    /// Writes a property whose value is text in a language that is told (RFC 5545, 3.2.10).
    pub(super) fn text_in(&mut self, name: &str, language: &str, text: &str) {
        self.line(&format!("{name};LANGUAGE={language}:{}", escaped(text)));
    }

    /// What was written.
    pub(super) fn into_text(self) -> String {
        self.0
    }

    /// Writes a line, on as many lines as it takes: each further one begins with a space, which counts. No character is parted.
    fn line(&mut self, line: &str) {
        let mut length = 0;
        for character in line.chars() {
            if length + character.len_utf8() > LONGEST {
                self.0.push_str("\r\n ");
                length = 1;
            }
            self.0.push(character);
            length += character.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

/// Text as the value of a property (RFC 5545, 3.3.11).
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let text = text.trim().replace("\r\n", "\n");
    for character in text.chars() {
        match character {
            '\\' | ';' | ',' => escaped.extend(['\\', character]),
            '\n' | '\r' => escaped.push_str("\\n"),
            // Of the control characters only the tabulator may stand in text.
            '\t' => escaped.push('\t'),
            _ if character.is_ascii_control() => {}
            _ => escaped.push(character),
        }
    }
    escaped
}

/// A value on one line.
fn without_controls(value: &str) -> String {
    value.chars().filter(|character| !character.is_ascii_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(name: &str, text: &str) -> String {
        let mut lines = Lines::default();
        lines.text(name, text);
        lines.into_text()
    }

    #[test]
    fn what_means_something_in_a_calendar_is_escaped_in_text() {
        assert_eq!(written("SUMMARY", "a, b; c\\d\ne: \"f\""), "SUMMARY:a\\, b\\; c\\\\d\\ne: \"f\"\r\n");
        assert_eq!(written("SUMMARY", "one\r\ntwo\u{7}\tthree\n"), "SUMMARY:one\\ntwo\tthree\r\n");
    }

    #[test]
    fn a_line_of_75_octets_stays_whole_and_a_longer_one_is_folded() {
        let text = "x".repeat(LONGEST - "SUMMARY:".len());
        assert_eq!(written("SUMMARY", &text), format!("SUMMARY:{text}\r\n"));
        assert_eq!(written("SUMMARY", &format!("{text}y")), format!("SUMMARY:{text}\r\n y\r\n"));
    }

    #[test]
    fn folding_parts_no_character_and_loses_none() {
        for text in ["ñandú ".repeat(40), "اجتماع المجلس ".repeat(30), "🏔".repeat(60)] {
            let text = text.trim();
            let written = written("DESCRIPTION", text);
            for line in written.split("\r\n") {
                assert!(line.len() <= LONGEST, "{} octets: {line}", line.len());
            }
            assert!(written.matches("\r\n ").count() >= 3, "{written}");
            assert_eq!(written.replace("\r\n ", "").trim_end(), format!("DESCRIPTION:{text}"));
        }
    }

    #[test]
    fn text_says_its_language_where_it_is_told() {
        let mut lines = Lines::default();
        lines.text_in("LOCATION", "es", "Ciudad Solmar, sala 2");
        assert_eq!(lines.into_text(), "LOCATION;LANGUAGE=es:Ciudad Solmar\\, sala 2\r\n");
    }
}
