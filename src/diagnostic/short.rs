//! One line a finding, `file:line:column: severity[code]: message`, which editors and terminals make clickable.

use super::{Diagnostics, SourceText};

/// Writes each finding on a line of its own.
pub fn short(diagnostics: &Diagnostics, sources: &mut SourceText<'_>) -> String {
    let mut report = String::new();
    for (located, diagnostic) in sources.in_order(diagnostics) {
        report.push_str(&format!(
            "{}:{}:{}: {}[{}]: {}\n",
            located.file,
            located.position.line,
            located.position.column,
            diagnostic.severity.as_str(),
            diagnostic.code,
            diagnostic.message
        ));
    }
    report
}
