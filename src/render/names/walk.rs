//! The way through the templates of a page, as the engine goes it.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use rayon::prelude::*;

use super::answer::{Answer, Answers, LIST, Unknown};
use crate::render::shape::Shape;
use crate::theme::{Call, Component, Expression, Name, Node, Outline, Scope};

/// How deep lists of lists are followed, and templates that include each other.
const DEEPEST: usize = 8;

/// What the templates of a theme ask for.
pub(super) struct Outlines<'theme> {
    templates: BTreeMap<&'theme str, Outline>,
    /// The same of assets that are made of the theme's options.
    pub(super) assets: BTreeMap<&'theme str, Outline>,
    /// The template in which each component is defined.
    components: BTreeMap<String, &'theme str>,
}

impl<'theme> Outlines<'theme> {
    /// Reads templates, and assets that are made of the theme's options, each by its name and its text.
    pub(super) fn new(
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

/// The names that are known, with the shapes of their values.
pub(super) type Names = BTreeMap<String, Shape>;

/// The bodies of a block, from the one that is shown to the one of the template that all others extend, each with its template.
type Bodies<'walk> = Vec<(&'walk str, &'walk [Node])>;

/// The way through the templates of one page.
pub(super) struct Walk<'walk, 'theme> {
    theme: &'walk Outlines<'theme>,
    options: &'walk [&'walk str],
    answers: &'walk mut Answers<'theme>,
    /// The templates in which something was asked.
    pub(super) reached: BTreeSet<&'theme str>,
    /// Whether the way goes through the fields of a value, whatever they are called.
    pub(super) shows_all_fields: bool,
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
    pub(super) fn new(
        theme: &'walk Outlines<'theme>,
        options: &'walk [&'walk str],
        answers: &'walk mut Answers<'theme>,
    ) -> Self {
        Self {
            theme,
            options,
            answers,
            reached: BTreeSet::new(),
            shows_all_fields: false,
            scopes: Vec::new(),
            blocks: BTreeMap::new(),
            replaced: Vec::new(),
            included: 0,
            followed: HashSet::new(),
        }
    }

    /// Follows the template of a page and those that it extends.
    pub(super) fn page(&mut self, page: &str, names: Names) {
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

    /// Follows an asset that is made of the theme's options.
    pub(super) fn asset(&mut self, name: &'theme str, outline: &'walk Outline) {
        self.scopes.push(Names::from([("options".to_owned(), Shape::Options)]));
        self.nodes(name, &outline.nodes);
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
                let mut scope = self.element_names(names, &list);
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
            Expression::Fields(of, chosen_by) => {
                for value in chosen_by {
                    self.shape(template, value);
                }
                let of = self.shape(template, of);
                self.show_fields(&of);
                Shape::Anything
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
                let scope = self.element_names(names, &list);
                self.scopes.push(scope);
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

    /// Notes that a value is shown with whatever fields it has.
    fn show_fields(&mut self, of: &Shape) {
        self.shows_all_fields |= matches!(of, Shape::Fields(_));
    }

    /// The names of a loop over a list, or over the fields of a value.
    fn element_names(&mut self, names: &[String], list: &Shape) -> Names {
        match names {
            [element] => Names::from([(element.clone(), list.element())]),
            names => {
                self.show_fields(list);
                names.iter().map(|name| (name.clone(), Shape::Anything)).collect()
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
