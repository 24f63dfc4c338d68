//! Targets: commitments whose success can be measured.

use std::borrow::Cow;

use deserr::{Deserr, IntoValue, Value, ValuePointerRef};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::field::Problem;
use super::record::Visit;
use super::shape::as_it_is_read;
use super::{Document, FieldErrors, PartialDate, Text};
use crate::source::KeyPath;

/// What a commitment wants to reach, in figures.
#[derive(Clone, Debug, Deserr, JsonSchema)]
#[deserr(error = FieldErrors, deny_unknown_fields)]
#[schemars(transform = as_it_is_read::<Target>)]
pub struct Target {
    /// What is measured.
    pub indicator: Text,
    /// In which unit.
    pub unit: Text,
    /// Where it began.
    pub baseline: Baseline,
    /// Where it is to end.
    pub goal: Goal,
    /// What was measured on the way.
    #[deserr(default)]
    pub observations: Vec<Observation>,
}

/// The level from which a target is counted.
#[derive(Clone, Debug, Deserr, JsonSchema)]
#[deserr(error = FieldErrors, deny_unknown_fields)]
#[schemars(transform = as_it_is_read::<Baseline>)]
pub struct Baseline {
    /// When that level was measured.
    pub date: PartialDate,
    /// The level, where it is known.
    #[deserr(default)]
    pub value: Option<f64>,
}

/// The level that is to be reached, as a value or as a change from the baseline.
#[derive(Clone, Debug, Deserr, JsonSchema)]
#[deserr(error = FieldErrors, deny_unknown_fields)]
#[schemars(transform = as_it_is_read::<Goal>)]
pub struct Goal {
    /// By when it is to be reached.
    pub date: PartialDate,
    /// The level itself.
    #[deserr(default)]
    pub value: Option<f64>,
    /// By how much the baseline is to change.
    #[deserr(default)]
    pub change: Option<Change>,
}

/// A change in proportion to a baseline, written `50%` or `-20%`.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Change {
    /// The proportion: 0.5 for `50%`.
    pub ratio: f64,
}

/// One measurement.
#[derive(Clone, Debug, Deserr, JsonSchema)]
#[deserr(error = FieldErrors, deny_unknown_fields)]
#[schemars(transform = as_it_is_read::<Observation>)]
pub struct Observation {
    /// When it was measured.
    pub date: PartialDate,
    /// What was measured, in the target's unit.
    pub value: f64,
    /// Where the figure comes from.
    #[deserr(default)]
    pub source: Option<Document>,
}

impl Target {
    pub(super) fn visit(&self, path: &KeyPath, visit: &mut dyn Visit) {
        visit.text(&path.key("indicator"), &self.indicator);
        visit.text(&path.key("unit"), &self.unit);
        for (index, observation) in self.observations.iter().enumerate() {
            if let Some(source) = &observation.source {
                let path = path.key("observations").index(index).key("source");
                visit.document(&path, source);
            }
        }
    }
}

impl Deserr<FieldErrors> for Change {
    fn deserialize_from_value<V: IntoValue>(
        value: Value<V>,
        location: ValuePointerRef<'_>,
    ) -> Result<Self, FieldErrors> {
        let expected = "a percentage such as 50%";
        let written = super::field::text(value, expected, location)?;
        let percentage = written.strip_suffix('%').map(str::trim_end).and_then(|number| number.parse::<f64>().ok());
        match percentage {
            Some(percentage) if percentage.is_finite() => Ok(Self { ratio: hundredth(percentage) }),
            _ => Err(FieldErrors::one(Problem::Other(format!("`{written}` is not {expected}")), location)),
        }
    }
}

/// A hundredth of a number, to the digit: a division leaves 0.14300000000000002 of 14.3.
fn hundredth(number: f64) -> f64 {
    format!("{number}e-2").parse().unwrap_or(number / 100.0)
}

impl JsonSchema for Change {
    fn schema_name() -> Cow<'static, str> {
        "Change".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A percentage such as `50%` or `-20%`.",
            "type": "string",
            "pattern": r"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?\s*%$",
            "patternErrorMessage": "this is not a percentage such as `50%`",
        })
    }
}
