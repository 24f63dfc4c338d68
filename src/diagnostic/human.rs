//! Findings with the lines of the source that they are about, as compilers show them.

use std::collections::BTreeMap;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

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
    let related = diagnostic.related.iter().map(|(place, label)| (sources.locate(place), label.as_str()));
    let (beside, elsewhere): (Vec<_>, Vec<_>) =
        related.partition(|(other, _)| other.file == primary.file && marked(other).and(marked(primary)).is_some());

    let mut group = Group::with_title(level.primary_title(&diagnostic.message).id(diagnostic.code.as_str()));
    match marked(primary) {
        Some(text) => {
            let mut snippet = snippet(text, primary)
                .annotation(AnnotationKind::Primary.span(primary.bytes.clone()).label(diagnostic.label.as_deref()));
            for (other, label) in beside {
                snippet = snippet.annotation(AnnotationKind::Context.span(other.bytes).label(label.to_owned()));
            }
            group = group.element(snippet);
        }
        None => {
            let origin = Origin::path(primary.file.as_str());
            group = group.element(if primary.text.is_some() {
                origin.line(primary.position.line).char_column(primary.position.column)
            } else {
                origin
            });
            group = group.elements(diagnostic.label.iter().map(|label| Level::NOTE.message(label)));
        }
    }
    for (other, label) in &elsewhere {
        group = match marked(other) {
            Some(text) => group.element(
                snippet(text, other).annotation(AnnotationKind::Context.span(other.bytes.clone()).label(*label)),
            ),
            None => group.element(Level::NOTE.message(format!("{label}: {}", other.file))),
        };
    }
    group = group.elements(diagnostic.help.iter().map(|help| Level::HELP.message(help)));
    renderer.render(&[group])
}

/// The text in which a place can be marked; none where the place is a file as a whole, or nothing can be shown of it.
fn marked(located: &Located) -> Option<&str> {
    located.text.as_deref().filter(|_| !located.bytes.is_empty())
}

fn snippet<'source>(text: &'source str, located: &'source Located) -> Snippet<'source, Annotation<'source>> {
    Snippet::source(text).path(located.file.as_str()).fold(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FilePath, Place};

    fn report(diagnostic: Diagnostic) -> String {
        let fetch = |_: &FilePath| Some("one: 1\ntwo: 2\n".to_owned());
        human(&std::iter::once(diagnostic).collect(), &mut SourceText::new(&fetch), 80, false)
    }

    #[test]
    fn a_place_that_is_a_file_as_a_whole_is_named_and_not_marked() {
        let (here, there) = (FilePath::new("here.yaml"), FilePath::new("there.yaml"));
        let finding = |place: Place| Diagnostic::new(Code::BadValue, place, "wrong").label("this one");
        let both = finding(Place::bytes(&here, 7..10))
            .related(Place::file(&here), "and the file")
            .related(Place::file(&there), "and another");
        assert_eq!(
            report(both),
            "error[bad-value]: wrong\n --> here.yaml:2:1\n  |\n2 | two: 2\n  | ^^^ this one\n  |\n  \
             = note: and the file: here.yaml\n  = note: and another: there.yaml\n\n"
        );
        let whole = finding(Place::file(&here)).related(Place::bytes(&here, 0..3), "and its first key");
        assert_eq!(
            report(whole),
            "error[bad-value]: wrong\n --> here.yaml:1:1\n  = note: this one\n  |\n ::: here.yaml:1:1\n  |\n\
             1 | one: 1\n  | --- and its first key\n\n"
        );
    }
}
