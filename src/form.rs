//! Shapes that definitions repeat: ids with what they name, one or several, short or full.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, EnumAccess, MapAccess, VariantAccess, Visitor};

use crate::problem::Spanned;

/// What an id looks like: snake_case.
pub(crate) const ID_PATTERN: &str = "^[a-z][a-z0-9_]*$";
/// The enum name by which the reader recognises that the kind of the node chooses.
pub(crate) const FORM: &str = "$mando::Form";
/// A scalar or nothing.
pub(crate) const ONE: &str = "one";
/// A list.
pub(crate) const MANY: &str = "many";
const FORMS: &[&str] = &[ONE, MANY, "full"];

/// A map from ids to what they name, in the order written.
#[derive(Debug, Clone, PartialEq)]
pub struct Entries<T>(pub Vec<(Spanned<String>, T)>);

/// A map from any texts, in the order written: periods, titles by language, cells.
#[derive(Debug, Clone, PartialEq)]
pub struct Pairs<T>(pub Vec<(Spanned<String>, T)>);

macro_rules! ordered_map {
    ($name:ident, $prefix:literal, $extra:expr) => {
        impl<T> $name<T> {
            /// What this key names.
            pub fn get(&self, key: &str) -> Option<&T> {
                self.0.iter().find(|(name, _)| name.value == key).map(|(_, value)| value)
            }

            /// The keys, in the order written.
            pub fn keys(&self) -> impl Iterator<Item = &Spanned<String>> {
                self.0.iter().map(|(key, _)| key)
            }
        }

        impl<T> Default for $name<T> {
            fn default() -> Self {
                $name(Vec::new())
            }
        }

        impl<T> Deref for $name<T> {
            type Target = [(Spanned<String>, T)];

            fn deref(&self) -> &Self::Target {
                &self.0
            }
        }

        impl<'de, T: Deserialize<'de>> Deserialize<'de> for $name<T> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_map(MapVisitor(PhantomData)).map($name)
            }
        }

        impl<T: JsonSchema> JsonSchema for $name<T> {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                format!(concat!($prefix, "{}"), T::schema_name()).into()
            }

            fn schema_id() -> Cow<'static, str> {
                format!(concat!(module_path!(), "::", $prefix, "{}"), T::schema_id()).into()
            }

            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                let mut schema = json_schema!({ "type": "object", "additionalProperties": generator.subschema_for::<T>() });
                let names: Option<Schema> = $extra;
                if let Some(names) = names {
                    schema.insert("propertyNames".to_owned(), names.to_value());
                }
                schema
            }
        }
    };
}

ordered_map!(Entries, "EntriesOf", Some(json_schema!({ "pattern": ID_PATTERN })));
ordered_map!(Pairs, "PairsOf", None);

struct MapVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for MapVisitor<T> {
    type Value = Vec<(Spanned<String>, T)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = map.next_entry()? {
            pairs.push(pair);
        }
        Ok(pairs)
    }
}

/// One, written without brackets, or a list.
#[derive(Debug, Clone, PartialEq)]
pub struct OneOrMany<T>(pub Vec<T>);

impl<T> Default for OneOrMany<T> {
    fn default() -> Self {
        OneOrMany(Vec::new())
    }
}

impl<T> Deref for OneOrMany<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for OneOrMany<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Several<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Several<T> {
            type Value = OneOrMany<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("one or a list")
            }

            fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<Self::Value, A::Error> {
                let (form, held) = data.variant::<String>()?;
                match form.as_str() {
                    MANY => held.newtype_variant().map(OneOrMany),
                    _ => held.newtype_variant().map(|one| OneOrMany(vec![one])),
                }
            }
        }

        deserializer.deserialize_enum(FORM, FORMS, Several(PhantomData))
    }
}

impl<T: JsonSchema> JsonSchema for OneOrMany<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("OneOrManyOf{}", T::schema_name()).into()
    }

    fn schema_id() -> Cow<'static, str> {
        format!(concat!(module_path!(), "::OneOrManyOf{}"), T::schema_id()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let one = generator.subschema_for::<T>();
        json_schema!({ "anyOf": [one.clone(), { "type": "array", "items": one, "minItems": 1 }] })
    }
}

/// A single word or text, or a map or list in its place.
#[derive(Debug, Clone, PartialEq)]
pub enum Form<S, F> {
    /// A scalar.
    Short(S),
    /// A map or a list.
    Full(F),
}

impl<'de, S: Deserialize<'de>, F: Deserialize<'de>> Deserialize<'de> for Form<S, F> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either<S, F>(PhantomData<(S, F)>);

        impl<'de, S: Deserialize<'de>, F: Deserialize<'de>> Visitor<'de> for Either<S, F> {
            type Value = Form<S, F>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a short or a full form")
            }

            fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<Self::Value, A::Error> {
                let (form, held) = data.variant::<String>()?;
                match form.as_str() {
                    ONE => held.newtype_variant().map(Form::Short),
                    _ => held.newtype_variant().map(Form::Full),
                }
            }
        }

        deserializer.deserialize_enum(FORM, FORMS, Either(PhantomData))
    }
}

impl<S: JsonSchema, F: JsonSchema> JsonSchema for Form<S, F> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("{}Or{}", S::schema_name(), F::schema_name()).into()
    }

    fn schema_id() -> Cow<'static, str> {
        format!(concat!(module_path!(), "::{}Or{}"), S::schema_id(), F::schema_id()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "anyOf": [generator.subschema_for::<S>(), generator.subschema_for::<F>()] })
    }
}
