//! The names in the templates of a theme, held against the contract.
//!
//! The engine takes `page.typo` in a condition for false, so a slip would silently leave something out. Here each template that pages are
//! made by is followed as the engine follows it, with the shapes of values in place of the values: into the template that it extends, the
//! blocks that it replaces, what it includes, and the components that it calls. Every branch is taken. A name that stands in what many
//! pages share is reported when it is known on none of them. What no page reaches is not looked at.

mod answer;
mod walk;

use std::collections::{BTreeMap, BTreeSet};

use self::answer::{Answer, Answers};
use self::walk::{Outlines, Walk};
use super::asked::Reach;
use super::contract;
use crate::diagnostic::Diagnostics;
use crate::source::Place;
use crate::theme::Theme;

/// Reports the names that no page's template knows, and says by which templates pages are made.
pub(super) fn check(theme: &Theme) -> (Reach, Diagnostics) {
    let outlines = Outlines::new(theme.templates.sources(), theme.templates.asset_sources());
    let options: Vec<_> = theme.options.keys().map(String::as_str).collect();
    let (answers, reach) = follow(&outlines, &options);
    let unknown = answers.into_iter().filter_map(|((template, range), answer)| match answer {
        Answer::Known => None,
        Answer::Unknown(unknown) => {
            Some(unknown.diagnostic(Place::bytes(theme.templates.file(template)?, range.0..range.1)))
        }
    });
    let found = unknown.collect();
    (Reach::new(reach), found)
}

/// The templates that name values, by the pages that are made by them; none where one goes through the fields of a value.
type Reached<'theme> = BTreeMap<&'static str, Option<BTreeSet<&'theme str>>>;

/// Every name that pages come by, and whether it is known; and the templates in which each page came by names.
fn follow<'theme>(theme: &Outlines<'theme>, options: &[&str]) -> (Answers<'theme>, Reached<'theme>) {
    let mut answers = Answers::new();
    let mut reached = Reached::new();
    for page in contract::pages() {
        let Some(fields) = contract::of_page(page) else { continue };
        let names = fields.into_iter().map(|field| (field.name.to_owned(), (field.shape)())).collect();
        let mut walk = Walk::new(theme, options, &mut answers);
        walk.page(page, names);
        reached.insert(page, (!walk.shows_all_fields).then_some(walk.reached));
    }
    for (name, outline) in &theme.assets {
        let mut walk = Walk::new(theme, options, &mut answers);
        walk.asset(name, outline);
    }
    (answers, reached)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme;

    /// The names that are not known in a theme, each with what it was asked of.
    fn unknown(templates: &[(&'static str, &'static str)]) -> Vec<String> {
        let outlines = Outlines::new(templates.iter().copied(), std::iter::empty());
        let (answers, _) = follow(&outlines, &["accent"]);
        let answers = answers.into_iter().filter_map(|((template, _), answer)| match answer {
            Answer::Known => None,
            Answer::Unknown(unknown) => {
                Some(format!("{template}: {}{}", unknown.of.map(|of| of + ".").unwrap_or_default(), unknown.name))
            }
        });
        answers.collect()
    }

    #[test]
    fn every_template_and_component_of_the_default_theme_is_followed() {
        let sources = theme::builtin_templates();
        let outlines = Outlines::new(sources.iter().copied(), std::iter::empty());
        let followed: BTreeSet<_> = follow(&outlines, &[]).0.into_keys().map(|(template, _)| template).collect();
        // Some are there to be overridden, and name nothing.
        let named = sources.iter().filter(|(_, text)| text.contains("{{")).map(|(name, _)| *name);
        assert_eq!(followed, named.collect());
    }

    #[test]
    fn names_are_known_from_where_they_are_set() {
        let templates = [(
            "home.html",
            "{% set a = page %}{{ a.titel }}{% for x in areas %}{% set b = x %}{% set_global c = x %}{{ b.titel }}\
             {% endfor %}{{ x }}{{ b }}{{ c.titel }}",
        )];
        assert_eq!(
            unknown(&templates),
            ["home.html: a.titel", "home.html: b.titel", "home.html: x", "home.html: b", "home.html: c.titel"]
        );
    }

    #[test]
    fn a_block_is_followed_where_it_is_shown_and_with_what_it_replaces() {
        let templates = [
            ("area.html", "{% extends \"base.html\" %}{% block main %}{{ record.targets }}{{ super() }}{% endblock %}"),
            (
                "base.html",
                "{% set a = page %}{% block main %}{{ a.x }}{{ record.y }}{% endblock %}{% block foot %}{{ z }}{% endblock %}",
            ),
        ];
        assert_eq!(unknown(&templates), ["base.html: a.x", "base.html: record.y", "base.html: z"]);
    }

    #[test]
    fn a_component_is_followed_with_each_shape_that_it_is_given() {
        let templates = [
            ("home.html", "{{ <one value={page} /> }}{% for area in areas %}{{ <one value={area} /> }}{% endfor %}"),
            (
                "one.html",
                "{% component one(value, more=none, @site) %}{{ value.title }}{{ value.acronym }}{{ value.neither }}\
                          {{ more.anything }}{{ site.titel }}{{ page }}{{ <one value={[value]} /> }}{% endcomponent one %}",
            ),
        ];
        let found = unknown(&templates);
        assert_eq!(found, ["one.html: value.neither", "one.html: site.titel", "one.html: page"]);
    }

    #[test]
    fn a_template_that_goes_through_the_fields_of_a_value_asks_for_all_of_them() {
        let shows_all = |component: &'static str| {
            let templates = [("area.html", "{{ <c x={record} /> }}"), ("c.html", component)];
            let outlines = Outlines::new(templates.into_iter(), std::iter::empty());
            follow(&outlines, &[]).1["area.html"].is_none()
        };
        assert!(shows_all("{% component c(x) %}{% for k, v in x %}{{ v }}{% endfor %}{% endcomponent c %}"));
        assert!(shows_all("{% component c(x) %}{{ x | values | join }}{% endcomponent c %}"));
        assert!(!shows_all("{% component c(x) %}{% for k, v in x.extra %}{{ v }}{% endfor %}{% endcomponent c %}"));
    }

    #[test]
    fn what_leads_in_circles_ends() {
        let templates = [
            ("home.html", "{% extends \"list.html\" %}{% include \"home.html\" %}"),
            ("list.html", "{% extends \"home.html\" %}"),
            ("timeline.html", "{% include \"timeline.html\" %}{{ nothing }}"),
        ];
        assert_eq!(unknown(&templates), ["timeline.html: nothing"]);
    }
}
