//! Findings as annotations of a pull request: one workflow command of GitHub Actions each, as its documentation describes them ('Workflow
//! commands', `error` and `warning`).

use super::{Diagnostics, SourceText};

/// Writes each finding as a command on a line of its own. `folder` is the way from the repository's root to the site's, with a `/` at its
/// end, or empty.
pub fn github(diagnostics: &Diagnostics, sources: &mut SourceText<'_>, folder: &str) -> String {
    let mut report = String::new();
    for (located, diagnostic) in sources.in_order(diagnostics) {
        let mut said = vec![diagnostic.message.clone()];
        said.extend(diagnostic.label.clone());
        said.extend(diagnostic.related.iter().map(|(place, label)| {
            let located = sources.locate(place);
            format!("{}:{}: {label}", located.file, located.position.line)
        }));
        said.extend(diagnostic.help.iter().map(|help| format!("help: {help}")));
        let mut properties = vec![
            ("file", format!("{folder}{}", located.file)),
            ("line", located.position.line.to_string()),
            ("endLine", located.end.line.to_string()),
        ];
        // GitHub takes columns within one line only.
        if located.position.line == located.end.line {
            properties.push(("col", located.position.column.to_string()));
            properties.push(("endColumn", located.end.column.to_string()));
        }
        properties.push(("title", diagnostic.code.to_string()));
        let properties: Vec<_> =
            properties.into_iter().map(|(name, value)| format!("{name}={}", property(&value))).collect();
        let (severity, properties) = (diagnostic.severity.as_str(), properties.join(","));
        report.push_str(&format!("::{severity} {properties}::{}\n", data(&said.join("\n"))));
    }
    report
}

/// A message as a command holds it.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property as a command holds it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
