//! What the template engine says of a mistake, and where.

use std::collections::BTreeMap;

use tera::{ErrorKind, Tera};

use super::outline::Outline;
use crate::diagnostic::closest;
use crate::language::lower_first;
use crate::source::{FilePath, Place};

/// A template, as it was read.
pub(super) struct Template {
    /// The file as people see it.
    pub(super) file: FilePath,
    /// What stands in it.
    pub(super) text: String,
}

/// The templates of a theme, by the name under which others extend and include them.
pub(super) type Sources = BTreeMap<String, Template>;

/// Why a template could not be parsed or rendered.
#[derive(Debug)]
pub struct TemplateError {
    /// What is wrong.
    pub message: String,
    /// Where in which template, as far as the engine says.
    pub place: Place,
    /// What to do, where that is known.
    pub help: Option<String>,
}

impl TemplateError {
    /// Everything that is wrong with templates that the engine refused, which itself stops at the first that does not parse.
    pub(super) fn of_parsing(error: &tera::Error, templates: &Sources) -> Vec<Self> {
        let alone = |(name, template): (&String, &Template)| {
            let error = Tera::default().add_raw_template(name, &template.text).err()?;
            let is_syntax = matches!(error.kind(), ErrorKind::SyntaxError(_));
            is_syntax.then(|| Self::of_rendering(&error, templates, name))
        };
        let mut errors: Vec<_> = templates.iter().filter_map(alone).collect();
        if errors.is_empty() {
            errors.extend(templates.values().filter_map(|template| missing_parent(template, templates)));
        }
        if errors.is_empty() {
            errors.extend(reports(error, templates));
        }
        if errors.is_empty() {
            errors.push(Self::of_rendering(error, templates, ""));
        }
        errors
    }

    /// What the engine says of a page that it does not render by the template `rendered`.
    pub(super) fn of_rendering(error: &tera::Error, templates: &Sources, rendered: &str) -> Self {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => Self {
                message: sentence(report.message()),
                place: Place::bytes(&file(templates, report.filename()), report.span().range.clone()),
                help: None,
            },
            ErrorKind::CircularExtend { tpl, inheritance_chain } => {
                circle(templates, tpl, inheritance_chain, "extends")
            }
            ErrorKind::CircularInclude { tpl, include_chain } => circle(templates, tpl, include_chain, "includes"),
            other => {
                let named = templates.keys().find(|name| other.to_string().contains(&format!("`{name}`")));
                let place = Place::file(&file(templates, named.map_or(rendered, String::as_str)));
                Self { message: sentence(&other.to_string()), place, help: None }
            }
        }
    }
}

/// A template that extends one which the theme does not have.
fn missing_parent(template: &Template, templates: &Sources) -> Option<TemplateError> {
    let parent = Outline::of(&template.text).parent?;
    if templates.contains_key(&parent.text) {
        return None;
    }
    let meant = closest(&parent.text, templates.keys().map(String::as_str));
    Some(TemplateError {
        message: format!("the theme has no template `{}` to extend", parent.text),
        place: Place::bytes(&template.file, parent.range),
        help: meant.map(|meant| format!("did you mean `{meant}`?")),
    })
}

/// Templates that lead to each other for ever.
fn circle(templates: &Sources, name: &str, chain: &[String], verb: &str) -> TemplateError {
    let first = chain.first().filter(|first| *first != name).into_iter();
    let way: Vec<_> = std::iter::once(name)
        .chain(first.map(String::as_str))
        .chain(chain.iter().skip(1).map(String::as_str))
        .collect();
    TemplateError {
        message: format!("this template {verb} itself: {}", way.join(" → ")),
        place: Place::file(&file(templates, name)),
        help: None,
    }
}

/// The mistakes that the engine hands over as one text of finished reports, each like
///
/// ```text
/// error: Unknown filter `shade`
///  --> area.html:5:18
///   |
/// 5 | <p>{{ page.title | shade }}</p>
///   |                    ^^^^^
/// ```
fn reports(error: &tera::Error, templates: &Sources) -> Vec<TemplateError> {
    let text = error.kind().to_string();
    let lines: Vec<_> = text.lines().collect();
    let report = |(number, line): (usize, &&str)| {
        let message = line.strip_prefix("error: ")?;
        let mut way = lines.get(number + 1)?.trim_start().strip_prefix("--> ")?.rsplitn(3, ':');
        let (column, line, name) = (way.next()?.parse().ok()?, way.next()?.parse().ok()?, way.next()?);
        let template = templates.get(name)?;
        let start = offset(&template.text, line, column);
        let length = lines.get(number + 4).map_or(0, |underline| underline.matches('^').count());
        let place = Place::bytes(&template.file, start..(start + length).min(template.text.len()));
        Some(TemplateError { message: sentence(message), place, help: None })
    };
    lines.iter().enumerate().filter_map(report).collect()
}

/// The offset in bytes of a line and a column, both counted from 1, the column in characters.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text.get(start..).unwrap_or_default();
    start + rest.char_indices().nth(column.saturating_sub(1)).map_or(0, |(offset, _)| offset)
}

/// The file of a template; for a name that is none of the theme's, the name.
fn file(templates: &Sources, name: &str) -> FilePath {
    templates.get(name).map_or_else(|| FilePath::new(format!("templates/{name}")), |template| template.file.clone())
}

/// What the engine says, as we write messages: in lower case, without a full stop.
fn sentence(text: &str) -> String {
    let text = text.lines().next().unwrap_or_default();
    lower_first(text.strip_suffix('.').unwrap_or(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn errors(templates: &[(&str, &str)]) -> Vec<String> {
        let sources: Sources = templates
            .iter()
            .map(|(name, text)| ((*name).to_owned(), Template { file: FilePath::new(*name), text: (*text).to_owned() }))
            .collect();
        let error = Tera::default().add_raw_templates(templates.to_vec()).expect_err("they should be refused");
        let shown = |error: TemplateError| {
            let Place { file, at } = error.place;
            format!(
                "{file} {at:?} {}{}",
                error.message,
                error.help.map(|help| format!(" | {help}")).unwrap_or_default()
            )
        };
        TemplateError::of_parsing(&error, &sources).into_iter().map(shown).collect()
    }

    #[test]
    fn every_template_that_does_not_parse_is_reported() {
        let found = errors(&[("a.html", "{{ x"), ("b.html", "fine"), ("c.html", "{% if %}")]);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].starts_with("a.html") && found[1].starts_with("c.html"), "{found:?}");
    }

    #[test]
    fn a_missing_parent_is_reported_where_it_is_named() {
        let found =
            errors(&[("base.html", ""), ("a.html", "{% extends \"bse.html\" %}"), ("b.html", "{% extends 'c' %}")]);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].contains("no template `bse.html` to extend | did you mean `base.html`?"), "{found:?}");
        assert!(found[0].contains("Bytes(11, 21)"), "{found:?}");
    }

    #[test]
    fn every_unknown_filter_is_reported_where_it_stands() {
        let found = errors(&[("a.html", "ñ\n  {{ 1 | shade }}"), ("b.html", "{{ 1 | shade | glow }}")]);
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found[0].starts_with("a.html") && found[0].contains("Bytes(12, 17)"), "{found:?}");
    }

    #[test]
    fn a_circle_names_its_way() {
        let found = errors(&[("a.html", "{% extends \"b.html\" %}"), ("b.html", "{% extends \"a.html\" %}")]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].contains("extends itself: a.html → b.html"), "{found:?}");
    }
}
