//! What a template may ask of a value.

use std::collections::BTreeMap;
use std::marker::PhantomData;

use tera::Value;
use tera::value::Key;

use super::asked::Asked;
use super::view::{Coordinate, Html, View};

/// What a template may ask of a value.
#[derive(Clone)]
pub(super) enum Shape {
    /// Whatever there is: the values are the site's own.
    Anything,
    /// A value without parts, such as `text`.
    Plain(&'static str),
    /// A list of values of one shape.
    List(Box<Shape>),
    /// A value with named fields.
    Fields(Type),
    /// The options of the theme, which it declares itself.
    Options,
}

/// The type of values with named fields.
#[derive(Clone, Copy)]
pub(super) struct Type {
    /// What tells it from other types.
    pub(super) identity: &'static str,
    /// The name of the struct.
    name: &'static str,
    /// What its values are.
    #[cfg_attr(not(test), expect(dead_code, reason = "the documentation of the contract is made of it"))]
    pub(super) description: &'static str,
    /// The fields of its values.
    pub(super) fields: fn() -> Vec<Field>,
}

impl Type {
    /// What the documentation of the contract calls it.
    pub(super) fn title(&self) -> &'static str {
        self.name.trim_end_matches("View")
    }
}

impl Shape {
    /// What tells it from other shapes.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Anything => "anything".to_owned(),
            Self::Options => "options".to_owned(),
            Self::Plain(name) => (*name).to_owned(),
            Self::Fields(fields) => fields.identity.to_owned(),
            Self::List(element) => format!("[{}]", element.name()),
        }
    }

    /// How deep lists stand in it.
    pub(super) fn depth(&self) -> usize {
        match self {
            Self::List(element) => 1 + element.depth(),
            _ => 0,
        }
    }

    /// The shape of an element of a list.
    pub(super) fn element(&self) -> Self {
        match self {
            Self::List(element) => (**element).clone(),
            _ => Self::Anything,
        }
    }

    /// The shape of a value that has one of two.
    pub(super) fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::List(one), Self::List(other)) => Self::List(Box::new(one.or(*other))),
            (one, other) if one.name() == other.name() => one,
            _ => Self::Anything,
        }
    }
}

/// A field of a value.
#[derive(Clone, Copy)]
pub(super) struct Field {
    /// The name that templates use.
    pub(super) name: &'static str,
    /// What its value is.
    #[cfg_attr(not(test), expect(dead_code, reason = "the documentation of the contract is made of it"))]
    pub(super) description: &'static str,
    /// Whether there may be none.
    #[cfg_attr(not(test), expect(dead_code, reason = "the documentation of the contract is made of it"))]
    pub(super) is_optional: bool,
    /// The shape of its value. A function, because shapes hold each other.
    pub(super) shape: fn() -> Shape,
}

/// A type whose values templates see.
pub(super) trait Shown {
    /// Whether there may be none.
    const IS_OPTIONAL: bool = false;

    /// What templates may ask of them.
    fn shape() -> Shape;

    /// What templates see of one, as far as they ask for it.
    fn show(self, asked: &Asked) -> Value;
}

macro_rules! plain {
    ($($type:ty: $name:literal,)+) => {
        $(impl Shown for $type {
            fn shape() -> Shape {
                Shape::Plain($name)
            }

            fn show(self, _asked: &Asked) -> Value {
                self.into()
            }
        })+
    };
}

plain! {
    String: "text",
    &'static str: "text",
    Html: "HTML",
    Coordinate: "a number",
    bool: "true or false",
    f64: "a number",
    u8: "a number",
    usize: "a number",
}

/// The values of the theme's options.
#[derive(Clone, Debug)]
pub(super) struct Options(pub(super) Value);

impl Shown for Options {
    fn shape() -> Shape {
        Shape::Options
    }

    fn show(self, _asked: &Asked) -> Value {
        self.0
    }
}

impl<T: View> Shown for T {
    fn shape() -> Shape {
        Shape::Fields(Type {
            identity: std::any::type_name::<T>(),
            name: T::NAME,
            description: T::DESCRIPTION,
            fields: T::fields,
        })
    }

    fn show(self, asked: &Asked) -> Value {
        let mut fields = Vec::new();
        self.put(asked, &mut |name, value| fields.push((name.into(), value)));
        value_of(fields)
    }
}

impl Shown for Value {
    fn shape() -> Shape {
        Shape::Anything
    }

    fn show(self, _asked: &Asked) -> Value {
        self
    }
}

impl<T: Shown> Shown for Option<T> {
    const IS_OPTIONAL: bool = true;

    fn shape() -> Shape {
        T::shape()
    }

    fn show(self, asked: &Asked) -> Value {
        self.map_or_else(Value::none, |value| value.show(asked))
    }
}

impl<T: Shown> Shown for Vec<T> {
    fn shape() -> Shape {
        Shape::List(Box::new(T::shape()))
    }

    fn show(self, asked: &Asked) -> Value {
        self.into_iter().map(|value| value.show(asked)).collect::<Vec<_>>().into()
    }
}

/// The value with these fields; of two of one name the last counts. The engine builds its map anew from whichever it is given, with a hash
/// for each name: one that needs none itself is given to it.
pub(super) fn value_of(fields: Vec<(Key<'static>, Value)>) -> Value {
    fields.into_iter().collect::<BTreeMap<_, _>>().into()
}

/// A value that was made of a `T` once, and is shown in many places.
pub(super) struct Shared<T> {
    value: Value,
    shape: PhantomData<fn() -> T>,
}

impl<T: Shown> Shared<T> {
    /// Shows a value once.
    pub(super) fn of(value: T, asked: &Asked) -> Self {
        Self::new(value.show(asked))
    }
}

impl<T> Shared<T> {
    /// Says of which type a value was made.
    pub(super) fn new(value: Value) -> Self {
        Self { value, shape: PhantomData }
    }

    /// The value.
    pub(super) fn value(&self) -> &Value {
        &self.value
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self::new(self.value.clone())
    }
}

impl<T> std::fmt::Debug for Shared<T> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.value.fmt(formatter)
    }
}

impl<T: Shown> Shown for Shared<T> {
    fn shape() -> Shape {
        T::shape()
    }

    fn show(self, _asked: &Asked) -> Value {
        self.value
    }
}
