//! Fields whose value is one of a few words.

/// Declares an enum of the words that a field takes, and how it is read.
macro_rules! vocabulary {
    ($(#[$meta:meta])* $name:ident { $($(#[doc = $word_doc:literal])+ $variant:ident = $word:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum $name {
            $($(#[doc = $word_doc])+ $variant,)+
        }

        impl $name {
            /// Every word, in the order in which lists show them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The word as it is written.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }

        impl deserr::Deserr<$crate::model::FieldErrors> for $name {
            fn deserialize_from_value<V: deserr::IntoValue>(
                value: deserr::Value<V>,
                location: deserr::ValuePointerRef<'_>,
            ) -> Result<Self, $crate::model::FieldErrors> {
                let accepted = || Self::ALL.iter().map(|word| word.as_str().to_owned()).collect::<Vec<_>>();
                let written = $crate::model::field::text(value, format!("one of {}", accepted().join(", ")).as_str(), location)?;
                Self::ALL.iter().copied().find(|word| word.as_str() == written).ok_or_else(|| {
                    $crate::model::FieldErrors::one($crate::model::Problem::Value(written, accepted()), location)
                })
            }
        }

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let documentation = $crate::model::shape::documentation;
                schemars::json_schema!({
                    "type": "string",
                    "enum": [$($word),+],
                    "enumDescriptions": [$(documentation(&[$($word_doc),+])),+],
                })
            }
        }
    };
}

pub(super) use vocabulary;
