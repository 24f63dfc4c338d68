//! What a template asks for: the names in its tags, and the tags that give names their meaning.
//!
//! The engine keeps its own syntax tree to itself, so the tags are read here once more, as far as names go. Only templates that the engine
//! has parsed come here: what is not understood is passed over.

use std::collections::BTreeMap;
use std::iter::Peekable;
use std::ops::Range;
use std::vec::IntoIter;

use super::tokens::{Token, TokenKind, tokens};

/// What a template asks for.
#[derive(Debug, Default)]
pub struct Outline {
    /// The template that it extends.
    pub parent: Option<Name>,
    /// What stands in it, in order.
    pub nodes: Vec<Node>,
    /// The components that it defines, by their names.
    pub components: BTreeMap<String, Component>,
}

/// A tag, as far as names go.
#[derive(Debug)]
pub enum Node {
    /// A value that is printed or tested.
    Look(Expression),
    /// `for`, with the names of an element (or of a key and a value).
    Loop(Vec<String>, Expression, Vec<Self>),
    /// `set` and `set_global`: a name for a value.
    Set(Scope, String, Expression),
    /// The same around text: a name for it.
    Capture(Scope, String, Vec<Self>),
    /// A part that templates which extend this one may replace.
    Block(String, Vec<Self>),
    /// Another template that stands here.
    Include(String),
    /// A component with a body.
    Call(Call, Vec<Self>),
}

/// Where a name is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// In the loop that it is set in, or in the whole template where it is set in none.
    Here,
    /// In the whole template.
    Everywhere,
}

/// A value.
#[derive(Debug)]
pub enum Expression {
    /// A value of which nothing is known, and the values that it is made of.
    Other(Vec<Self>),
    /// A name.
    Name(Name),
    /// `value.field`, or `value["field"]`.
    Field(Box<Self>, Name),
    /// `value[index]`, and what the index is.
    Item(Box<Self>, Box<Self>),
    /// A value that is made like another one, such as a list of some elements of a list; and what chooses them.
    Like(Box<Self>, Vec<Self>),
    /// What all fields of a value are, or are called; the arguments of the filter.
    Fields(Box<Self>, Vec<Self>),
    /// One of two values.
    Either(Box<Self>, Box<Self>),
    /// A list of values.
    List(Vec<Self>),
    /// The elements of a list, in a list.
    Spread(Box<Self>),
    /// `[value for name in list if condition]`: value, names, list, condition.
    Comprehension(Box<Self>, Vec<String>, Box<Self>, Option<Box<Self>>),
    /// A component without a body.
    Call(Call),
    /// `super()`: the block that this one replaces.
    Super,
}

/// A name, and where it stands in the template, in bytes.
#[derive(Clone, Debug)]
pub struct Name {
    /// The name.
    pub text: String,
    /// Where it stands.
    pub range: Range<usize>,
}

/// A component that is called.
#[derive(Debug)]
pub struct Call {
    /// The name of the component.
    pub component: String,
    /// What is given to it, by the names of its parameters; those spread from a map have none.
    pub arguments: Vec<(Option<String>, Expression)>,
}

/// A component that is defined.
#[derive(Debug, Default)]
pub struct Component {
    /// What callers give.
    pub parameters: Vec<String>,
    /// What is taken from where the component stands.
    pub implicit: Vec<String>,
    /// What stands in it.
    pub nodes: Vec<Node>,
}

impl Outline {
    /// Reads a template that the engine has parsed.
    pub fn of(template: &str) -> Self {
        let mut reader = Reader { tokens: tokens(template).into_iter().peekable(), outline: Self::default() };
        let mut nodes = Vec::new();
        // A tag that ends something which never began is passed over.
        while reader.tokens.peek().is_some() {
            nodes.extend(reader.nodes());
        }
        Self { nodes, ..reader.outline }
    }
}

struct Reader<'text> {
    tokens: Peekable<IntoIter<Token<'text>>>,
    outline: Outline,
}

/// The filters that give some elements of a list, or all in another order.
const SAME_ELEMENTS: [&str; 4] = ["filter", "reverse", "sort", "unique"];
/// The filters that give one element of a list.
const ONE_ELEMENT: [&str; 3] = ["first", "last", "nth"];
/// The filters that give all fields of a value, or their names.
const ALL_FIELDS: [&str; 3] = ["keys", "pairs", "values"];
/// The words that are values.
const CONSTANTS: [&str; 7] = ["true", "True", "false", "False", "none", "None", "null"];

impl<'text> Reader<'text> {
    fn next_is(&mut self, text: &str) -> bool {
        self.tokens
            .peek()
            .is_some_and(|token| token.text == text && matches!(token.kind, TokenKind::Name | TokenKind::Sign))
    }

    /// Takes the next token where it is this one.
    fn take(&mut self, text: &str) -> bool {
        let is_next = self.next_is(text);
        if is_next {
            self.tokens.next();
        }
        is_next
    }

    fn take_kind(&mut self, kind: TokenKind) -> Option<Token<'text>> {
        self.tokens.next_if(|token| token.kind == kind)
    }

    fn is_at_end(&mut self) -> bool {
        self.tokens.peek().is_none_or(|token| token.kind == TokenKind::Close)
    }

    fn name(&mut self) -> Option<String> {
        self.take_kind(TokenKind::Name).map(|token| token.text.to_owned())
    }

    /// Passes over what is left of a tag.
    fn close(&mut self) {
        for token in self.tokens.by_ref() {
            if token.kind == TokenKind::Close {
                return;
            }
        }
    }

    /// The tags up to one that ends what they stand in; that one is taken, too.
    fn nodes(&mut self) -> Vec<Node> {
        let mut nodes = Vec::new();
        while let Some(open) = self.tokens.next() {
            if open.kind != TokenKind::Open {
                continue;
            }
            if open.text == "{{" {
                nodes.push(Node::Look(self.expression()));
                self.close();
                continue;
            }
            if self.next_is("</") {
                self.close();
                return nodes;
            }
            if self.take("<") {
                let call = self.call();
                self.close();
                nodes.push(Node::Call(call, self.nodes()));
                continue;
            }
            let Some(tag) = self.take_kind(TokenKind::Name) else { continue };
            match tag.text {
                // Nothing hangs on which branch is taken: a name counts as known from where it is first set.
                "if" | "elif" => {
                    nodes.push(Node::Look(self.expression()));
                    self.close();
                }
                "else" | "endif" => self.close(),
                "filter" => {
                    self.name();
                    let filtered = Expression::Other(self.arguments());
                    nodes.push(Node::Look(self.filters(filtered)));
                    self.close();
                    nodes.extend(self.nodes());
                }
                "for" => nodes.push(self.for_loop()),
                "set" => nodes.extend(self.set(Scope::Here)),
                "set_global" => nodes.extend(self.set(Scope::Everywhere)),
                "include" => {
                    nodes.extend(self.take_kind(TokenKind::Text).map(|name| Node::Include(name.text.to_owned())));
                    self.close();
                }
                "extends" => {
                    self.outline.parent = self.take_kind(TokenKind::Text).as_ref().map(named);
                    self.close();
                }
                "block" => {
                    let name = self.name().unwrap_or_default();
                    self.close();
                    nodes.push(Node::Block(name, self.nodes()));
                }
                "component" => self.component(),
                ending => {
                    let ends = ending.starts_with("end");
                    self.close();
                    if ends {
                        return nodes;
                    }
                }
            }
        }
        nodes
    }

    fn for_loop(&mut self) -> Node {
        let names = self.loop_names();
        let list = self.expression();
        self.close();
        Node::Loop(names, list, self.nodes())
    }

    /// `element in`, or `key, value in`.
    fn loop_names(&mut self) -> Vec<String> {
        let mut names = Vec::from_iter(self.name());
        while self.take(",") {
            names.extend(self.name());
        }
        self.take("in");
        names
    }

    fn set(&mut self, scope: Scope) -> Option<Node> {
        let name = self.name()?;
        if self.take("=") {
            let value = self.expression();
            self.close();
            return Some(Node::Set(scope, name, value));
        }
        let filters = self.filters(Expression::Other(Vec::new()));
        self.close();
        let mut nodes = vec![Node::Look(filters)];
        nodes.extend(self.nodes());
        Some(Node::Capture(scope, name, nodes))
    }

    fn component(&mut self) {
        let name = self.dotted();
        let mut component = Component::default();
        self.take("(");
        while !self.next_is(")") {
            let is_implicit = self.take("@");
            self.take("...");
            let Some(parameter) = self.name() else { break };
            if is_implicit { &mut component.implicit } else { &mut component.parameters }.push(parameter);
            if self.take(":") {
                self.name();
            }
            if self.take("=") {
                self.expression();
            }
            self.take(",");
        }
        self.close();
        component.nodes = self.nodes();
        self.outline.components.insert(name, component);
    }

    fn dotted(&mut self) -> String {
        let mut name = self.name().unwrap_or_default();
        while self.take(".") {
            name.push('.');
            name.push_str(&self.name().unwrap_or_default());
        }
        name
    }

    /// A component that is called, from behind its `<` to before its `>` or `/>`.
    fn call(&mut self) -> Call {
        let component = self.dotted();
        let mut arguments = Vec::new();
        loop {
            if self.take("{") {
                self.take("...");
                arguments.push((None, self.expression()));
                self.take("}");
                continue;
            }
            let Some(name) = self.take_kind(TokenKind::Name) else { break };
            let value = if !self.take("=") {
                Expression::Name(named(&name))
            } else if self.take("{") {
                let value = self.expression();
                self.take("}");
                value
            } else {
                self.take_kind(TokenKind::Text);
                Expression::Other(Vec::new())
            };
            arguments.push((Some(name.text.to_owned()), value));
        }
        Call { component, arguments }
    }

    /// `value if condition else value`, and all that binds closer.
    fn expression(&mut self) -> Expression {
        let value = self.choice();
        if !self.take("if") {
            return value;
        }
        let condition = self.expression();
        self.take("else");
        let otherwise = self.expression();
        let either = Expression::Either(Box::new(value), Box::new(otherwise));
        Expression::Like(Box::new(either), vec![condition])
    }

    /// `value or value`.
    fn choice(&mut self) -> Expression {
        let mut value = self.operation();
        while self.take("or") {
            value = Expression::Either(Box::new(value), Box::new(self.operation()));
        }
        value
    }

    /// Values between operators. Which binds closer does not matter: the result is a new value.
    fn operation(&mut self) -> Expression {
        let mut operands = vec![self.filtered()];
        let mut is_new = false;
        loop {
            if self.take("is") {
                self.take("not");
                self.name();
                operands.extend(self.arguments());
                is_new = true;
                continue;
            }
            let is_operator = self.tokens.peek().is_some_and(|token| match token.kind {
                TokenKind::Name => matches!(token.text, "and" | "in" | "not"),
                TokenKind::Sign => OPERATORS.contains(&token.text),
                _ => false,
            });
            if !is_operator {
                break;
            }
            self.tokens.next();
            self.take("in");
            operands.push(self.filtered());
            is_new = true;
        }
        match operands.pop() {
            Some(operand) if !is_new => operand,
            last => {
                operands.extend(last);
                Expression::Other(operands)
            }
        }
    }

    fn filtered(&mut self) -> Expression {
        let value = self.operand();
        self.filters(value)
    }

    /// `| filter(argument=value)`, as often as it stands here.
    fn filters(&mut self, mut value: Expression) -> Expression {
        while self.take("|") {
            let filter = self.name().unwrap_or_default();
            let mut arguments = self.arguments();
            value = if SAME_ELEMENTS.contains(&filter.as_str()) {
                Expression::Like(Box::new(value), arguments)
            } else if ONE_ELEMENT.contains(&filter.as_str()) {
                Expression::Item(Box::new(value), Box::new(Expression::Other(arguments)))
            } else if ALL_FIELDS.contains(&filter.as_str()) {
                Expression::Fields(Box::new(value), arguments)
            } else {
                arguments.push(value);
                Expression::Other(arguments)
            };
        }
        value
    }

    /// `(name=value, …)`, where it stands here.
    fn arguments(&mut self) -> Vec<Expression> {
        let mut arguments = Vec::new();
        if !self.take("(") {
            return arguments;
        }
        while !self.take(")") {
            if self.name().is_none() {
                break;
            }
            self.take("=");
            arguments.push(self.expression());
            self.take(",");
        }
        arguments
    }

    /// A value between operators, with its fields.
    fn operand(&mut self) -> Expression {
        if self.take("-") || self.take("not") {
            return Expression::Other(vec![self.operation()]);
        }
        let mut value = if self.take("<") {
            let call = self.call();
            self.take("/");
            self.take(">");
            Expression::Call(call)
        } else if self.take("(") {
            let value = self.expression();
            self.take(")");
            value
        } else if self.take("[") {
            self.list()
        } else if self.take("{") {
            self.map()
        } else if let Some(name) = self.take_kind(TokenKind::Name) {
            if self.next_is("(") {
                let arguments = self.arguments();
                if name.text == "super" { Expression::Super } else { Expression::Other(arguments) }
            } else if CONSTANTS.contains(&name.text) {
                Expression::Other(Vec::new())
            } else {
                Expression::Name(named(&name))
            }
        } else {
            self.tokens.next_if(|token| token.kind != TokenKind::Close);
            Expression::Other(Vec::new())
        };
        loop {
            if self.take(".") || self.take("?.") {
                let Some(name) = self.take_kind(TokenKind::Name) else { return value };
                value = Expression::Field(Box::new(value), named(&name));
            } else if self.take("[") || self.take("?[") {
                value = self.subscript(value);
            } else {
                return value;
            }
        }
    }

    /// What stands between `[` and `]` behind a value: an index, the name of a field, or a slice.
    fn subscript(&mut self, value: Expression) -> Expression {
        if let Some(name) = self.take_kind(TokenKind::Text)
            && self.take("]")
        {
            return Expression::Field(Box::new(value), named(&name));
        }
        let mut parts = Vec::new();
        let mut is_slice = false;
        while !self.take("]") {
            if self.take(":") {
                is_slice = true;
            } else if self.is_at_end() {
                break;
            } else {
                parts.push(self.expression());
            }
        }
        if is_slice {
            Expression::Like(Box::new(value), parts)
        } else {
            Expression::Item(Box::new(value), Box::new(Expression::Other(parts)))
        }
    }

    fn list(&mut self) -> Expression {
        let mut items = Vec::new();
        while !self.take("]") {
            if self.is_at_end() {
                break;
            }
            let is_spread = self.take("...");
            let item = self.expression();
            if self.take("for") {
                let names = self.loop_names();
                let list = self.choice();
                let condition = self.take("if").then(|| Box::new(self.choice()));
                self.take("]");
                return Expression::Comprehension(Box::new(item), names, Box::new(list), condition);
            }
            items.push(if is_spread { Expression::Spread(Box::new(item)) } else { item });
            self.take(",");
        }
        Expression::List(items)
    }

    fn map(&mut self) -> Expression {
        let mut values = Vec::new();
        while !self.take("}") {
            if self.is_at_end() {
                break;
            }
            if !self.take("...") {
                self.tokens.next();
                self.take(":");
            }
            values.push(self.expression());
            self.take(",");
        }
        Expression::Other(values)
    }
}

const OPERATORS: [&str; 14] = ["+", "-", "*", "/", "//", "%", "**", "~", "==", "!=", "<", "<=", ">", ">="];

fn named(token: &Token<'_>) -> Name {
    Name { text: token.text.to_owned(), range: token.range.clone() }
}
