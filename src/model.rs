//! The nouns: the plan's records as their authors know them, one file a collection.
//!
//! A record is whole in itself: it holds its facts, its texts in each language and its prose, and names other records by id. Nothing in
//! here knows YAML, HTML, templates or the file system, and nothing in here knows another record.

mod area;
mod body;
mod commitment;
mod date;
mod date_error;
mod document;
mod event;
mod field;
mod group;
mod id;
mod keyed;
mod number;
mod page;
mod record;
mod reference;
mod settings;
mod shape;
mod snapshot;
mod target;
mod text;
mod update;
mod vocabulary;

pub use area::Area;
pub use body::{Body, BodyKind};
pub use commitment::{Commitment, Milestone};
pub use date::PartialDate;
pub use date_error::DateError;
pub use document::{Document, is_web_address, not_a_web_address};
pub use event::{Event, EventStatus, Recurrence};
pub use field::{FieldError, FieldErrors, Problem, Wanted, WrongType};
pub use group::{Group, GroupKind, Member};
pub use id::{Collection, Id, IdError, RecordId, StatusWord};
pub use keyed::{Key, Keyed};
pub use number::Number;
pub use page::{Menu, Page};
pub use record::{Common, Extra, Facts, Levels, Visit};
pub use reference::{Any, BadReference, Lead, Reference, ReferenceProblem, Relation, Target as ReferenceTarget};
pub use settings::{Host, Html, Outputs, Period, Plan, Segment, Settings, Status, ThemeOption, is_base_url};
pub use snapshot::{BlockHash, Snapshot, SnapshotError};
pub use target::{Baseline, Change, Goal, Observation, Target};
pub use text::Text;
pub use update::Update;
