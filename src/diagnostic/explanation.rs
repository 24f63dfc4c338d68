//! What the documentation says of a code.

use super::Code;

/// The documentation of every code, in Markdown.
const DOCUMENTATION: &str = include_str!("../../docs/diagnostics.md");

impl Code {
    /// Why it matters and how to mend it, in Markdown: its section in `docs/diagnostics.md`, without the heading.
    pub fn explanation(self) -> &'static str {
        let heading = format!("\n## {self}\n");
        let Some((_, behind)) = DOCUMENTATION.split_once(&heading) else { return self.summary() };
        // In an example, a heading may stand at the start of a line: a section ends where another code's begins.
        let ends = Self::ALL.iter().filter_map(|code| behind.find(&format!("\n## {code}\n")));
        behind[..ends.min().unwrap_or(behind.len())].trim()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_explained_by_its_own_section() {
        for code in Code::ALL {
            let explanation = code.explanation();
            assert!(explanation.len() > code.summary().len() && explanation != code.summary(), "{code}");
            assert!(Code::ALL.iter().all(|other| !explanation.contains(&format!("\n## {other}\n"))), "{code}");
        }
    }
}
