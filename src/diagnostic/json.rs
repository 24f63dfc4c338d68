//! Findings for programs: one JSON document, whose shape `docs/diagnostics.md` describes. Fields are added to it, never changed.

use serde::Serialize;

use super::{Diagnostics, Located, Severity, SourceText};
use crate::source::Position;

/// The version of the document's shape.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document {
    version: u32,
    findings: Vec<Finding>,
    errors: usize,
    warnings: usize,
}

#[derive(Serialize)]
struct Finding {
    code: &'static str,
    severity: &'static str,
    message: String,
    #[serde(flatten)]
    place: PlaceInFile,
    label: Option<String>,
    related: Vec<Related>,
    help: Vec<String>,
}

#[derive(Serialize)]
struct Related {
    #[serde(flatten)]
    place: PlaceInFile,
    label: String,
}

#[derive(Serialize)]
struct PlaceInFile {
    file: String,
    start: Point,
    end: Point,
}

/// Lines and columns count from 1, bytes from 0.
#[derive(Serialize)]
struct Point {
    line: usize,
    column: usize,
    byte: usize,
}

impl From<&Located> for PlaceInFile {
    fn from(located: &Located) -> Self {
        let point = |position: Position, byte| Point { line: position.line, column: position.column, byte };
        Self {
            file: located.file.to_string(),
            start: point(located.position, located.bytes.start),
            end: point(located.end, located.bytes.end),
        }
    }
}

/// Writes all findings as one JSON document with a line end.
pub fn json(diagnostics: &Diagnostics, sources: &mut SourceText<'_>) -> String {
    let ordered = sources.in_order(diagnostics);
    let findings = ordered.into_iter().map(|(located, diagnostic)| Finding {
        code: diagnostic.code.as_str(),
        severity: diagnostic.severity.as_str(),
        message: diagnostic.message.clone(),
        place: (&located).into(),
        label: diagnostic.label.clone(),
        related: diagnostic
            .related
            .iter()
            .map(|(place, label)| Related { place: (&sources.locate(place)).into(), label: label.clone() })
            .collect(),
        help: diagnostic.help.clone(),
    });
    let document = Document {
        version: VERSION,
        findings: findings.collect(),
        errors: diagnostics.count(Severity::Error),
        warnings: diagnostics.count(Severity::Warning),
    };
    // Text and numbers always have a JSON form.
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}
