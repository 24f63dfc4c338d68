//! The names in the templates of a theme, held against the contract.
//!
//! The engine takes `page.typo` in a condition for false, so a slip would silently leave something out. Here each template that pages are
//! made by is followed as the engine follows it, with the shapes of values in place of the values: into the template that it extends, the
//! blocks that it replaces, what it includes, and the components that it calls. Every branch is taken. A name that stands in what many
//! pages share is reported when it is known on none of them. What no page reaches is not looked at.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use rayon::prelude::*;

use super::asked::Asked;
use super::contract;
use super::shape::Shape;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::Place;
use crate::theme::{Call, Component, Expression, Name, Node, Outline, Scope, Theme};

/// How deep lists of lists are followed, and templates that include each other.
const DEEPEST: usize = 8;

/// The templates by which each page is made: its own, those that this one extends and includes, and those of the components that are
/// called on the way. What names no value is left out.
#[derive(Debug, Default)]
pub struct Reach(BTreeMap<&'static str, BTreeSet<String>>);

impl Reach {
    /// What the templates of some pages ask for.
    pub(super) fn asked<'page>(&self, theme: &Theme, pages: impl IntoIterator<Item = &'page str>) -> Asked {
        let templates: BTreeSet<_> = pages.into_iter().filter_map(|page| self.0.get(page)).flatten().collect();
        Asked::of(templates.into_iter().flat_map(|template| theme.templates.words(template)))
    }
}

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
    let owned = |templates: BTreeSet<&str>| templates.into_iter().map(str::to_owned).collect();
    (Reach(reach.into_iter().map(|(page, templates)| (page, owned(templates))).collect()), found)
}

/// The templates that name values, by the pages that are made by them.
type Reached<'theme> = BTreeMap<&'static str, BTreeSet<&'theme str>>;

/// Every name that pages come by, and whether it is known; and the templates in which each page came by names.
fn follow<'theme>(theme: &Outlines<'theme>, options: &[&str]) -> (Answers<'theme>, Reached<'theme>) {
    let mut answers = Answers::new();
    let mut reached = Reached::new();
    for page in contract::pages() {
        let Some(fields) = contract::of_page(page) else { continue };
        let names = fields.into_iter().map(|field| (field.name.to_owned(), (field.shape)())).collect();
        let mut walk = Walk::new(theme, options, &mut answers);
        walk.page(page, names);
        reached.insert(page, walk.reached);
    }
    for (name, outline) in &theme.assets {
        let mut walk = Walk::new(theme, options, &mut answers);
        walk.scopes.push(Names::from([("options".to_owned(), Shape::Options)]));
        walk.nodes(name, &outline.nodes);
    }
    (answers, reached)
}

/// What the templates of a theme ask for.
struct Outlines<'theme> {
    templates: BTreeMap<&'theme str, Outline>,
    /// The same of assets that are made of the theme's options.
    assets: BTreeMap<&'theme str, Outline>,
    /// The template in which each component is defined.
    components: BTreeMap<String, &'theme str>,
}

impl<'theme> Outlines<'theme> {
    /// Reads templates, and assets that are made of the theme's options, each by its name and its text.
    fn new(
        templates: impl Iterator<Item = (&'theme str, &'theme str)>,
        assets: impl Iterator<Item = (&'theme str, &'theme str)>,
    ) -> Self {
        let templates: Vec<_> = templates.collect();
        let templates: BTreeMap<_, _> =
            templates.into_par_iter().map(|(name, text)| (name, Outline::of(text))).collect();
        let assets = assets.map(|(name, text)| (name, Outline::of(text))).collect();
        let components = templates
            .iter()
            .flat_map(|(name, outline)| outline.components.keys().map(|component| (component.clone(), *name)))
            .collect();
        Self { templates, assets, components }
    }

    fn component(&self, name: &str) -> Option<(&'theme str, &Component)> {
        let template = *self.components.get(name)?;
        Some((template, self.templates.get(template)?.components.get(name)?))
    }
}

/// Whether a name is known at one place of a template.
enum Answer {
    /// On a page at least.
    Known,
    /// On none so far.
    Unknown(Unknown),
}

/// A name that is not known.
struct Unknown {
    name: String,
    /// The value whose field it is said to be, as it is written; none for a name that stands alone.
    of: Option<String>,
    /// What it is in place of a value with fields, where it is none.
    is: Option<&'static str>,
    /// The type of the value whose field it is said to be, as the documentation calls it.
    kind: Option<&'static str>,
    /// The names that are known there.
    known: Vec<String>,
}

impl Unknown {
    fn diagnostic(self, place: Place) -> Diagnostic {
        let Self { name, of, is, kind, known } = self;
        let message = match (&of, is) {
            (None, _) => format!("there is no value `{name}` here"),
            (Some(of), None) => format!("`{of}` has no `{name}`"),
            (Some(of), Some(is)) => format!("`{of}` is {is}, which has no `{name}`"),
        };
        let diagnostic = Diagnostic::new(Code::UnknownName, place, message);
        if is == Some(LIST) {
            return diagnostic
                .help(format!("take one of its values first: `{{% for value in {} %}}`", of.unwrap_or_default()));
        }
        let diagnostic = diagnostic.suggest(&name, known.iter().map(String::as_str));
        if known.is_empty() {
            return diagnostic;
        }
        let list = known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        match kind {
            Some(kind) => diagnostic.help(format!("`{kind}` has {list}")),
            None => diagnostic.help(format!("there {} {list}", if known.len() == 1 { "is" } else { "are" })),
        }
    }
}

const LIST: &str = "a list";

/// The names that are known, with the shapes of their values.
type Names = BTreeMap<String, Shape>;

/// The bodies of a block, from the one that is shown to the one of the template that all others extend, each with its template.
type Bodies<'walk> = Vec<(&'walk str, &'walk [Node])>;

/// What is asked at each place of the templates: in which one, and from where to where.
type Answers<'theme> = BTreeMap<(&'theme str, (usize, usize)), Answer>;

/// The way through the templates of one page.
struct Walk<'walk, 'theme> {
    theme: &'walk Outlines<'theme>,
    options: &'walk [&'walk str],
    answers: &'walk mut Answers<'theme>,
    /// The templates in which something was asked.
    reached: BTreeSet<&'theme str>,
    /// The names that are known, the innermost last.
    scopes: Vec<Names>,
    blocks: BTreeMap<&'walk str, Bodies<'walk>>,
    /// The blocks that are being followed: what each replaces.
    replaced: Vec<Bodies<'walk>>,
    /// How many templates deep the way is in what is included.
    included: usize,
    /// The components that were followed, with the shapes that they were given.
    followed: HashSet<(String, Vec<String>)>,
}

impl<'walk, 'theme: 'walk> Walk<'walk, 'theme> {
    fn new(theme: &'walk Outlines<'theme>, options: &'walk [&'walk str], answers: &'walk mut Answers<'theme>) -> Self {
        Self {
            theme,
            options,
            answers,
            reached: BTreeSet::new(),
            scopes: Vec::new(),
            blocks: BTreeMap::new(),
            replaced: Vec::new(),
            included: 0,
            followed: HashSet::new(),
        }
    }

    /// Follows the template of a page and those that it extends.
    fn page(&mut self, page: &str, names: Names) {
        self.scopes.push(names);
        let mut chain: Vec<(&'theme str, &'walk Outline)> = Vec::new();
        let mut next = Some(page);
        while let Some((name, outline)) = next.and_then(|name| self.theme.templates.get_key_value(name)) {
            // The engine refuses a circle.
            if chain.iter().any(|(seen, _)| seen == name) {
                return;
            }
            chain.push((name, outline));
            next = outline.parent.as_ref().map(|parent| parent.text.as_str());
        }
        for (name, outline) in &chain {
            gather_blocks(name, &outline.nodes, &mut self.blocks);
        }
        let Some((root, outline)) = chain.pop() else { return };
        // What a template that extends another one sets outside of its blocks is known in them.
        for (name, outline) in chain.iter().rev() {
            for node in &outline.nodes {
                if matches!(node, Node::Set(..) | Node::Capture(..)) {
                    self.node(name, node);
                }
            }
        }
        self.nodes(root, &outline.nodes);
    }

    fn nodes(&mut self, template: &'theme str, nodes: &'walk [Node]) {
        for node in nodes {
            self.node(template, node);
        }
    }

    fn node(&mut self, template: &'theme str, node: &'walk Node) {
        match node {
            Node::Look(value) => {
                self.shape(template, value);
            }
            Node::Loop(names, list, nodes) => {
                let list = self.shape(template, list);
                let mut scope = element_names(names, &list);
                scope.insert("loop".to_owned(), Shape::Anything);
                self.scopes.push(scope);
                self.nodes(template, nodes);
                self.scopes.pop();
            }
            Node::Set(scope, name, value) => {
                let shape = self.shape(template, value);
                self.set(*scope, name, shape);
            }
            Node::Capture(scope, name, nodes) => {
                self.nodes(template, nodes);
                self.set(*scope, name, Shape::Plain("text"));
            }
            Node::Block(name, _) => {
                let bodies = self.blocks.get(name.as_str()).cloned().unwrap_or_default();
                self.block(bodies);
            }
            Node::Include(name) => {
                if self.included < DEEPEST
                    && let Some((name, outline)) = self.theme.templates.get_key_value(name.as_str())
                {
                    self.included += 1;
                    self.nodes(name, &outline.nodes);
                    self.included -= 1;
                }
            }
            Node::Call(call, nodes) => {
                self.nodes(template, nodes);
                self.call(template, call);
            }
        }
    }

    fn set(&mut self, scope: Scope, name: &str, shape: Shape) {
        let names = match scope {
            Scope::Here => self.scopes.last_mut(),
            Scope::Everywhere => self.scopes.first_mut(),
        };
        if let Some(names) = names {
            names.insert(name.to_owned(), shape);
        }
    }

    /// Follows the first of the bodies of a block; `super()` follows the next.
    fn block(&mut self, mut bodies: Bodies<'walk>) {
        if bodies.is_empty() {
            return;
        }
        let (template, nodes) = bodies.remove(0);
        let Some((template, _)) = self.theme.templates.get_key_value(template) else { return };
        self.replaced.push(bodies);
        self.nodes(template, nodes);
        self.replaced.pop();
    }

    /// Follows a component, unless it was followed with arguments of the same shapes.
    fn call(&mut self, template: &'theme str, call: &'walk Call) {
        let mut given: Names = BTreeMap::new();
        let mut is_spread = false;
        for (name, value) in &call.arguments {
            let shape = self.shape(template, value);
            match name {
                Some(name) => drop(given.insert(name.clone(), shape)),
                None => is_spread = true,
            }
        }
        let Some((home, component)) = self.theme.component(&call.component) else { return };
        let mut names: Names = BTreeMap::from([("body".to_owned(), Shape::Plain("text"))]);
        for parameter in &component.parameters {
            // What is not given has a default, of which nothing is known; so has what is given by a map.
            let given = given.remove(parameter).filter(|_| !is_spread);
            names.insert(parameter.clone(), given.unwrap_or(Shape::Anything));
        }
        for name in &component.implicit {
            let given = given.remove(name).or_else(|| self.look_up(name).cloned());
            names.insert(name.clone(), given.unwrap_or(Shape::Anything));
        }
        let shapes = names.iter().map(|(name, shape)| format!("{name}: {}", shape.name())).collect();
        if !self.followed.insert((call.component.clone(), shapes)) {
            return;
        }
        let outside = std::mem::replace(&mut self.scopes, vec![names]);
        self.nodes(home, &component.nodes);
        self.scopes = outside;
    }

    fn look_up(&self, name: &str) -> Option<&Shape> {
        self.scopes.iter().rev().find_map(|names| names.get(name))
    }

    /// The shape of a value. What is asked of what is not known is not asked twice.
    fn shape(&mut self, template: &'theme str, value: &'walk Expression) -> Shape {
        match value {
            Expression::Other(values) => {
                for value in values {
                    self.shape(template, value);
                }
                Shape::Anything
            }
            Expression::Name(name) => {
                let found = self.look_up(&name.text).cloned();
                if found.is_none() && name.text.starts_with("__tera") {
                    return Shape::Anything;
                }
                self.answer(template, name, found, |walk| Unknown {
                    name: name.text.clone(),
                    of: None,
                    is: None,
                    kind: None,
                    known: walk
                        .scopes
                        .iter()
                        .flat_map(|names| names.keys().cloned())
                        .collect::<BTreeSet<_>>()
                        .into_iter()
                        .collect(),
                })
            }
            Expression::Field(of, name) => {
                let shape = self.shape(template, of);
                // It may have any field, or was itself not known.
                if matches!(shape, Shape::Anything) {
                    return Shape::Anything;
                }
                let found = self.field(&shape, &name.text);
                self.answer(template, name, found, |walk| Unknown {
                    name: name.text.clone(),
                    of: Some(written(of)),
                    is: match shape {
                        Shape::Plain(what) => Some(what),
                        Shape::List(_) => Some(LIST),
                        _ => None,
                    },
                    kind: match shape {
                        Shape::Fields(of) => Some(of.title()),
                        _ => None,
                    },
                    known: walk.fields(&shape),
                })
            }
            Expression::Item(of, at) => {
                self.shape(template, at);
                self.shape(template, of).element()
            }
            Expression::Like(of, chosen_by) => {
                for value in chosen_by {
                    self.shape(template, value);
                }
                self.shape(template, of)
            }
            Expression::Either(one, other) => {
                let one = self.shape(template, one);
                one.or(self.shape(template, other))
            }
            Expression::List(items) => {
                let shapes: Vec<_> = items.iter().map(|item| self.shape(template, item)).collect();
                match shapes.into_iter().reduce(Shape::or) {
                    Some(shape) if shape.depth() < DEEPEST => Shape::List(Box::new(shape)),
                    _ => Shape::Anything,
                }
            }
            Expression::Spread(list) => self.shape(template, list).element(),
            Expression::Comprehension(item, names, list, condition) => {
                let list = self.shape(template, list);
                self.scopes.push(element_names(names, &list));
                if let Some(condition) = condition {
                    self.shape(template, condition);
                }
                let item = self.shape(template, item);
                self.scopes.pop();
                if item.depth() < DEEPEST { Shape::List(Box::new(item)) } else { Shape::Anything }
            }
            Expression::Call(call) => {
                self.call(template, call);
                Shape::Plain("text")
            }
            Expression::Super => {
                let bodies = self.replaced.last().cloned().unwrap_or_default();
                self.block(bodies);
                Shape::Plain("text")
            }
        }
    }

    /// The shape of a field of a value, where it has that field.
    fn field(&self, of: &Shape, name: &str) -> Option<Shape> {
        match of {
            Shape::Options => self.options.contains(&name).then_some(Shape::Anything),
            Shape::Fields(of) => {
                (of.fields)().into_iter().find(|field| field.name == name).map(|field| (field.shape)())
            }
            Shape::Anything | Shape::Plain(_) | Shape::List(_) => None,
        }
    }

    /// The names of the fields of a value, in alphabetical order.
    fn fields(&self, of: &Shape) -> Vec<String> {
        let names: BTreeSet<&str> = match of {
            Shape::Options => self.options.iter().copied().collect(),
            Shape::Fields(of) => (of.fields)().into_iter().map(|field| field.name).collect(),
            Shape::Anything | Shape::Plain(_) | Shape::List(_) => BTreeSet::new(),
        };
        names.into_iter().map(str::to_owned).collect()
    }

    fn answer(
        &mut self,
        template: &'theme str,
        name: &Name,
        found: Option<Shape>,
        unknown: impl FnOnce(&Self) -> Unknown,
    ) -> Shape {
        self.reached.insert(template);
        let key = (template, (name.range.start, name.range.end));
        match found {
            Some(shape) => {
                self.answers.insert(key, Answer::Known);
                shape
            }
            None => {
                let unknown = unknown(self);
                self.answers.entry(key).or_insert(Answer::Unknown(unknown));
                Shape::Anything
            }
        }
    }
}

/// The names of a loop over a list, or over the fields of a value.
fn element_names(names: &[String], list: &Shape) -> Names {
    match names {
        [element] => BTreeMap::from([(element.clone(), list.element())]),
        names => names.iter().map(|name| (name.clone(), Shape::Anything)).collect(),
    }
}

/// Gathers the blocks of a template, those within others too, behind what replaces them.
fn gather_blocks<'walk>(template: &'walk str, nodes: &'walk [Node], blocks: &mut BTreeMap<&'walk str, Bodies<'walk>>) {
    for node in nodes {
        match node {
            Node::Block(name, inner) => {
                blocks.entry(name).or_default().push((template, inner));
                gather_blocks(template, inner, blocks);
            }
            Node::Capture(_, _, inner) | Node::Call(_, inner) => gather_blocks(template, inner, blocks),
            _ => {}
        }
    }
}

/// A value as it is written, as far as that can be said shortly.
fn written(value: &Expression) -> String {
    match value {
        Expression::Name(name) => name.text.clone(),
        Expression::Field(of, name) => format!("{}.{}", written(of), name.text),
        Expression::Item(of, _) => format!("{}[…]", written(of)),
        Expression::Like(of, _) => written(of),
        _ => "this value".to_owned(),
    }
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
    fn what_leads_in_circles_ends() {
        let templates = [
            ("home.html", "{% extends \"list.html\" %}{% include \"home.html\" %}"),
            ("list.html", "{% extends \"home.html\" %}"),
            ("timeline.html", "{% include \"timeline.html\" %}{{ nothing }}"),
        ];
        assert_eq!(unknown(&templates), ["timeline.html: nothing"]);
    }
}
