//! Findings for code scanning: one document in the Static Analysis Results Interchange Format (SARIF 2.1.0, OASIS).

use percent_encoding::{AsciiSet, utf8_percent_encode};
use serde_json::{Value, json};

use super::{Code, Diagnostics, Located, Severity, SourceText};
use crate::url::STRICT_PATH;

/// What a path in a relative reference cannot hold as it is: what no path can, and `:`, which would make a scheme of what is before it.
const ESCAPED: &AsciiSet = &STRICT_PATH.add(b':');

/// Writes all findings as one SARIF log with a line end. Every code is one of its rules. `folder` is the way from the repository's root to
/// the site's, with a `/` at its end, or empty.
pub fn sarif(diagnostics: &Diagnostics, sources: &mut SourceText<'_>, folder: &str) -> String {
    let ordered = sources.in_order(diagnostics);
    let results = ordered.into_iter().map(|(located, diagnostic)| {
        let mut message = diagnostic.message.clone();
        for more in diagnostic.label.iter().chain(&diagnostic.help) {
            message.push('\n');
            message.push_str(more);
        }
        let related = diagnostic.related.iter().map(|(place, label)| {
            let mut location = location(&sources.locate(place), folder);
            location["message"] = json!({ "text": label });
            location
        });
        let related: Vec<_> = related.collect();
        json!({
            "ruleId": diagnostic.code.as_str(),
            "ruleIndex": Code::ALL.iter().position(|code| *code == diagnostic.code),
            "level": level(diagnostic.severity),
            "message": { "text": message },
            "locations": [location(&located, folder)],
            "relatedLocations": related,
        })
    });
    let results: Vec<_> = results.collect();
    let rules: Vec<_> = Code::ALL.iter().map(|code| rule(*code)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "Tratado",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    // Text and numbers always have a JSON form.
    serde_json::to_string_pretty(&log).unwrap_or_default() + "\n"
}

fn rule(code: Code) -> Value {
    json!({
        "id": code.as_str(),
        "shortDescription": { "text": code.summary() },
        "help": { "text": code.explanation(), "markdown": code.explanation() },
        "defaultConfiguration": { "enabled": code.severity() != Severity::Off, "level": level(code.severity()) },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        // What is off by default is a warning where a site wants it.
        Severity::Warning | Severity::Off => "warning",
    }
}

fn location(located: &Located, folder: &str) -> Value {
    let path = format!("{folder}{}", located.file);
    json!({
        "physicalLocation": {
            "artifactLocation": { "uri": utf8_percent_encode(&path, ESCAPED).to_string(), "uriBaseId": "%SRCROOT%" },
            "region": {
                "startLine": located.position.line,
                "startColumn": located.position.column,
                "endLine": located.end.line,
                "endColumn": located.end.column,
            },
        },
    })
}
