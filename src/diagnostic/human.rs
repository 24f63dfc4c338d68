//! Findings with the lines of the source that they are about, as compilers show them.

use std::collections::BTreeMap;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Code, Diagnostic, Diagnostics, Located, Severity, SourceText};

/// How many findings of one code are shown: more of them say the same again.
const MOST_OF_A_CODE: usize = 12;

/// Writes each finding with its source; of a code that has very many, the first. `width` is that of the terminal in columns; `colour` adds ANSI sequences.
pub fn human(diagnostics: &Diagnostics, sources: &mut SourceText<'_>, width: usize, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() }.term_width(width);
    let mut report = String::new();
    let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
    for (primary, diagnostic) in sources.in_order(diagnostics) {
        let count = counts.entry(diagnostic.code).or_default();
        *count += 1;
        if *count > MOST_OF_A_CODE {
            continue;
        }
        report.push_str(&render(diagnostic, &primary, sources, &renderer));
        report.push_str("\n\n");
    }
    for (code, count) in counts.into_iter().filter(|(_, count)| *count > MOST_OF_A_CODE) {
        let more = count - MOST_OF_A_CODE;
        let note = format!("and {more} more of `{code}`; `--format short` lists them all");
        report.push_str(&renderer.render(&[Group::with_title(Level::NOTE.primary_title(note))]));
        report.push_str("\n\n");
    }
    report
}

fn render(diagnostic: &Diagnostic, primary: &Located, sources: &mut SourceText<'_>, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning | Severity::Off => Level::WARNING,
    };
    let related: Vec<_> = diagnostic.related.iter().map(|(place, label)| (sources.locate(place), label)).collect();

    let mut group = Group::with_title(level.primary_title(&diagnostic.message).id(diagnostic.code.as_str()));
    match &primary.text {
        Some(text) if !primary.bytes.is_empty() => {
            let mut snippet = Snippet::source(&**text)
                .path(primary.file.as_str())
                .fold(true)
                .annotation(AnnotationKind::Primary.span(primary.bytes.clone()).label(diagnostic.label.as_deref()));
            for (other, label) in related.iter().filter(|(other, _)| other.file == primary.file) {
                snippet = snippet.annotation(AnnotationKind::Context.span(other.bytes.clone()).label(label.as_str()));
            }
            group = group.element(snippet);
        }
        _ => {
            let origin = Origin::path(primary.file.as_str());
            group = group.element(if primary.text.is_some() {
                origin.line(primary.position.line).char_column(primary.position.column)
            } else {
                origin
            });
        }
    }
    for (other, label) in related.iter().filter(|(other, _)| other.file != primary.file) {
        group = match &other.text {
            Some(text) if !other.bytes.is_empty() => group.element(
                Snippet::source(&**text)
                    .path(other.file.as_str())
                    .fold(true)
                    .annotation(AnnotationKind::Context.span(other.bytes.clone()).label(label.as_str())),
            ),
            _ => group.element(Level::NOTE.message(format!("{label}: {}", other.file))),
        };
    }
    group = group.elements(diagnostic.help.iter().map(|help| Level::HELP.message(help)));
    renderer.render(&[group])
}
