//! A file of a language: read once, asked for messages.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::{FluentNumber, FluentNumberOptions};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::{
    Attribute, Entry, Expression, Identifier, InlineExpression, Pattern, PatternElement, Resource,
};
use fluent_syntax::parser::parse;
use intl_memoizer::Memoizable;
use intl_memoizer::concurrent::IntlLangMemoizer;
use unic_langid::LanguageIdentifier;

use super::phrase::{Declared, Message, Number, Value};
use crate::locale::{FORMAT, Locale};

/// Beyond this no plural form depends on a number.
const LARGEST: f64 = 1e15;
/// Decimals that a plural form may depend on.
const FINEST: usize = 6;

/// The messages of one file, with the plural rules of its language and the numbers of a locale.
pub(super) struct Language {
    code: String,
    bundle: FluentBundle<FluentResource>,
}

impl Language {
    /// Reads a file; what is no message in it is passed over.
    pub(super) fn read(code: &str, text: &str, locale: Locale) -> Language {
        let tag = if locale.language() == code { locale.code() } else { code };
        let tag: LanguageIdentifier = tag.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // Their marks have no glyph in some fonts.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(printed));
        let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(sound, _)| sound);
        bundle.add_resource_overriding(resource);
        Language { code: code.to_owned(), bundle }
    }

    /// The language's code, `en`.
    pub(super) fn code(&self) -> &str {
        &self.code
    }

    /// A message, unless the file lacks it or it wants what it is not given.
    pub(super) fn say(
        &self,
        message: &Message,
        locale: Locale,
        say: &dyn Fn(&Message) -> String,
    ) -> Option<String> {
        let pattern = self.bundle.get_message(message.id)?.value()?;
        let mut arguments = FluentArgs::with_capacity(message.arguments.len());
        for (name, value) in &message.arguments {
            arguments.set(*name, filled(value, locale, say));
        }
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&arguments), &mut errors);
        errors.is_empty().then(|| text.into_owned())
    }
}

fn filled(value: &Value, locale: Locale, say: &dyn Fn(&Message) -> String) -> FluentValue<'static> {
    match value {
        Value::Text(text) => FluentValue::String(Cow::Owned(text.clone())),
        Value::Code(code) => FluentValue::String(Cow::Borrowed(code)),
        Value::Date(day) => FluentValue::String(Cow::Owned(locale.date(*day))),
        Value::Month(day) => FluentValue::String(Cow::Owned(locale.month(*day))),
        Value::Written(value) => FluentValue::String(Cow::Owned(locale.written(*value))),
        Value::Message(inner) => FluentValue::String(Cow::Owned(say(inner))),
        Value::Joined { messages, between } => {
            let said: Vec<String> = messages.iter().map(say).collect();
            FluentValue::String(Cow::Owned(said.join(between)))
        }
        // Equal to the number of an exact form, which a number that is set is not.
        Value::Count(count) => FluentValue::from(*count),
        Value::Number(Number { text, value, decimals }) => {
            let value = value.abs();
            if !value.is_finite() || value >= LARGEST {
                return FluentValue::String(Cow::Owned(text.clone()));
            }
            let decimals = (*decimals).min(FINEST);
            let rounded = format!("{value:.decimals$}").parse().unwrap_or(value);
            let options = FluentNumberOptions {
                minimum_fraction_digits: (decimals > 0).then_some(decimals),
                // The one field of a number that holds a text: here it is how the number is printed.
                currency: Some(text.clone()),
                ..FluentNumberOptions::default()
            };
            FluentNumber::new(rounded, options).into()
        }
    }
}

/// How a number stands in a message: as it was set, or in the groups of the locale.
fn printed(value: &FluentValue<'_>, language: &IntlLangMemoizer) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    if let Some(text) = &number.options.currency {
        return Some(text.clone());
    }
    language.with_try_get::<Numbers, _, _>((), |numbers| numbers.0.number(number.value, 0)).ok()
}

/// The numbers of a locale, by the tag of a bundle.
struct Numbers(Locale);

impl Memoizable for Numbers {
    type Args = ();
    type Error = ();

    fn construct(tag: LanguageIdentifier, (): ()) -> Result<Numbers, ()> {
        Ok(Numbers(Locale::known(&tag.to_string()).unwrap_or_default()))
    }
}

/// What is wrong with a file of a language.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// Something that is no message, beginning so.
    Unreadable(String),
    /// A message that nothing asks for.
    Unknown(String),
    /// A message that stands there twice.
    Twice(String),
    /// A message that uses what it is not given.
    Argument {
        /// The message.
        id: String,
        /// What it uses.
        argument: String,
    },
    /// A message that leads to another which is not there.
    Reference {
        /// The message.
        id: String,
        /// The other.
        to: String,
    },
    /// A message that leads to itself, or to one that does.
    Circle(String),
    /// A message that uses others so often, or such long ones, that it is not said.
    Grown(String),
    /// A message that is asked for and not there; English stands in its place.
    Missing(String),
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Fault::Unreadable(text) => write!(f, "`{text}` is no message"),
            Fault::Unknown(id) => write!(f, "nothing asks for the message `{id}`"),
            Fault::Twice(id) => write!(f, "the message `{id}` stands there twice"),
            Fault::Argument { id, argument } => write!(f, "the message `{id}` has no `${argument}`"),
            Fault::Reference { id, to } => {
                write!(f, "the message `{id}` leads to `{to}`, which is not there")
            }
            Fault::Circle(id) => write!(f, "the message `{id}` leads back to itself"),
            Fault::Grown(id) => write!(
                f,
                "the message `{id}` becomes too long: at most {PLACEABLES} braces and {BYTES} bytes with all that it \
                 leads to"
            ),
            Fault::Missing(id) => write!(f, "the message `{id}` is missing"),
        }
    }
}

/// All that is wrong with a file of a language that is to say what is declared, in order of its sort.
pub(super) fn faults(text: &str, declared: impl Iterator<Item = Declared>) -> Vec<Fault> {
    let resource = parse(text).unwrap_or_else(|(sound, _)| sound);
    let known: BTreeMap<&str, &[&str]> = declared.map(|d| (d.id, d.arguments)).collect();
    let mut faults = BTreeSet::new();
    let mut messages = BTreeMap::new();
    for entry in &resource.body {
        match entry {
            Entry::Message(message) => {
                let id = message.id.name;
                if let Some(value) = &message.value
                    && messages.insert(id, value).is_some()
                {
                    faults.insert(Fault::Twice(id.to_owned()));
                }
            }
            Entry::Junk { content } => {
                let first = content.lines().next().unwrap_or_default();
                faults.insert(Fault::Unreadable(first.trim().to_owned()));
            }
            Entry::Term(_) | Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => {}
        }
    }
    let patterns = Patterns::from_resource(&resource);
    // Formats of a language that does not ship are read by `Locale::own`.
    for (id, value) in messages.iter().filter(|(id, _)| !id.starts_with(FORMAT)) {
        let Some(arguments) = known.get(id) else {
            faults.insert(Fault::Unknown((*id).to_owned()));
            continue;
        };
        let used = patterns.arguments(value);
        let foreign = used.into_iter().filter(|name| !arguments.contains(name));
        faults
            .extend(foreign.map(|name| Fault::Argument { id: (*id).to_owned(), argument: name.to_owned() }));
    }
    faults.extend(patterns.lost().map(|(id, to)| Fault::Reference { id, to }));
    let sizes = patterns.sizes();
    for id in known.keys().filter(|id| messages.contains_key(*id)) {
        match sizes.get(*id) {
            None => faults.insert(Fault::Circle((*id).to_owned())),
            Some(size) if size.is_beyond() => faults.insert(Fault::Grown((*id).to_owned())),
            Some(_) => continue,
        };
    }
    let missing = known.keys().filter(|id| !messages.contains_key(*id));
    faults.extend(missing.map(|id| Fault::Missing((*id).to_owned())));
    faults.into_iter().collect()
}

/// What the messages of a file use of what they are given, by id.
pub fn used_arguments(text: &str) -> BTreeMap<String, BTreeSet<String>> {
    let resource = parse(text).unwrap_or_else(|(sound, _)| sound);
    let messages = resource.body.iter().filter_map(|entry| match entry {
        Entry::Message(message) => Some((message.id.name, message.value.as_ref()?)),
        _ => None,
    });
    let used = |value| {
        let mut used = MessageReferences::default();
        used.by_pattern(value);
        used.arguments.into_iter().map(str::to_owned).collect()
    };
    messages.map(|(id, value)| (id.to_owned(), used(value))).collect()
}

#[derive(Default)]
struct MessageReferences<'a> {
    arguments: BTreeSet<&'a str>,
    /// Messages, terms with their dash, and attributes of either behind a point.
    references: BTreeSet<String>,
}

impl<'a> MessageReferences<'a> {
    fn by_pattern(&mut self, pattern: &Pattern<&'a str>) {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                self.by_expression(expression);
            }
        }
    }

    fn by_expression(&mut self, expression: &Expression<&'a str>) {
        match expression {
            Expression::Inline(inline) => self.by_inline(inline),
            Expression::Select { selector, variants } => {
                self.by_inline(selector);
                variants.iter().for_each(|variant| self.by_pattern(&variant.value));
            }
        }
    }

    fn by_inline(&mut self, inline: &InlineExpression<&'a str>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.arguments.insert(id.name);
            }
            InlineExpression::MessageReference { id, attribute } => {
                self.references.insert(reference("", id, attribute.as_ref()));
            }
            InlineExpression::TermReference { id, attribute, arguments } => {
                self.references.insert(reference("-", id, attribute.as_ref()));
                let named = arguments.iter().flat_map(|arguments| &arguments.named);
                named.for_each(|argument| self.by_inline(&argument.value));
            }
            InlineExpression::FunctionReference { id, arguments } => {
                // There are no functions: numbers and dates come as they are to be printed.
                self.references.insert(format!("{}()", id.name));
                arguments.positional.iter().for_each(|argument| self.by_inline(argument));
            }
            InlineExpression::Placeable { expression } => self.by_expression(expression),
            InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
        }
    }
}

/// The name of a message or term, or of an attribute of it.
fn reference(dash: &str, id: &Identifier<&str>, attribute: Option<&Identifier<&str>>) -> String {
    let attribute = attribute.map_or_else(String::new, |attribute| format!(".{}", attribute.name));
    format!("{dash}{}{attribute}", id.name)
}

/// What braces enclose, of which Fluent fills so many in one message and no more.
const PLACEABLES: usize = 100;
/// Bytes of a message with all that it leads to: no cell of a workbook holds more.
const BYTES: usize = 32_767;

/// Messages behind one of which it is known what they use.
const FAR: usize = 1_000;

/// What a message comes to at most with all that it leads to, whatever its arguments are.
#[derive(Debug, Clone, Copy, Default)]
struct MessageSize {
    placeables: usize,
    bytes: usize,
}

impl MessageSize {
    fn is_beyond(self) -> bool {
        self.placeables > PLACEABLES || self.bytes > BYTES
    }

    fn and(self, other: MessageSize) -> MessageSize {
        MessageSize {
            placeables: self.placeables.saturating_add(other.placeables),
            bytes: self.bytes.saturating_add(other.bytes),
        }
    }

    fn or(self, other: MessageSize) -> MessageSize {
        MessageSize { placeables: self.placeables.max(other.placeables), bytes: self.bytes.max(other.bytes) }
    }
}

/// The patterns of a file by the names that others call them by, of two the later: it is the one that is said.
struct Patterns<'a>(BTreeMap<String, &'a Pattern<&'a str>>);

impl<'a> Patterns<'a> {
    fn from_resource(resource: &'a Resource<&'a str>) -> Patterns<'a> {
        let mut patterns = BTreeMap::new();
        for entry in &resource.body {
            let (dash, id, value, attributes) = match entry {
                Entry::Message(message) => ("", &message.id, message.value.as_ref(), &message.attributes),
                Entry::Term(term) => ("-", &term.id, Some(&term.value), &term.attributes),
                _ => continue,
            };
            patterns.extend(value.map(|value| (reference(dash, id, None), value)));
            let of_attribute = |attribute: &'a Attribute<&'a str>| {
                (reference(dash, id, Some(&attribute.id)), &attribute.value)
            };
            patterns.extend(attributes.iter().map(of_attribute));
        }
        Patterns(patterns)
    }

    fn references(pattern: &Pattern<&str>) -> BTreeSet<String> {
        let mut used = MessageReferences::default();
        used.by_pattern(pattern);
        used.references
    }

    /// What a message uses of what it is given, itself and by messages that it leads to; a term is given nothing.
    fn arguments(&self, pattern: &'a Pattern<&'a str>) -> BTreeSet<&'a str> {
        let mut used = MessageReferences::default();
        used.by_pattern(pattern);
        let (mut arguments, mut seen) = (used.arguments, used.references.clone());
        let mut next: Vec<String> = used.references.into_iter().collect();
        while let Some(name) = next.pop().filter(|_| seen.len() <= FAR) {
            let Some(pattern) = self.0.get(&name).filter(|_| !name.starts_with('-')) else { continue };
            let mut used = MessageReferences::default();
            used.by_pattern(pattern);
            arguments.extend(used.arguments);
            next.extend(used.references.into_iter().filter(|name| seen.insert(name.clone())));
        }
        arguments
    }

    /// Names that lead to others which are not there.
    fn lost(&self) -> impl Iterator<Item = (String, String)> {
        self.0.iter().flat_map(|(id, pattern)| {
            let lost = Patterns::references(pattern).into_iter().filter(|to| !self.0.contains_key(to));
            lost.map(|to| (id.clone(), to))
        })
    }

    /// What each comes to; those that lead in a circle are left out.
    fn sizes(&self) -> BTreeMap<&str, MessageSize> {
        let mut waits: BTreeMap<&str, usize> = BTreeMap::new();
        let mut used_by: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (id, pattern) in &self.0 {
            let uses = Patterns::references(pattern);
            let uses: Vec<&str> =
                uses.iter().filter_map(|to| Some(self.0.get_key_value(to)?.0.as_str())).collect();
            waits.insert(id, uses.len());
            uses.into_iter().for_each(|to| used_by.entry(to).or_default().push(id));
        }
        let mut sizes = BTreeMap::new();
        let mut ready: Vec<&str> = waits.iter().filter(|(_, uses)| **uses == 0).map(|(id, _)| *id).collect();
        while let Some(id) = ready.pop() {
            let Some(pattern) = self.0.get(id) else { continue };
            sizes.insert(id, of_pattern(pattern, &sizes));
            for user in used_by.get(id).into_iter().flatten() {
                let Some(uses) = waits.get_mut(user) else { continue };
                *uses -= 1;
                if *uses == 0 {
                    ready.push(user);
                }
            }
        }
        sizes
    }
}

/// What a pattern comes to, where what it uses is known.
fn of_pattern(pattern: &Pattern<&str>, known: &BTreeMap<&str, MessageSize>) -> MessageSize {
    let of_element = |element: &PatternElement<&str>| match element {
        PatternElement::TextElement { value } => MessageSize { placeables: 0, bytes: value.len() },
        PatternElement::Placeable { expression } => {
            MessageSize { placeables: 1, bytes: 0 }.and(of_expression(expression, known))
        }
    };
    pattern.elements.iter().map(of_element).fold(MessageSize::default(), MessageSize::and)
}

fn of_expression(expression: &Expression<&str>, known: &BTreeMap<&str, MessageSize>) -> MessageSize {
    match expression {
        Expression::Inline(inline) => of_inline(inline, known),
        Expression::Select { selector, variants } => {
            let variants = variants.iter().map(|variant| of_pattern(&variant.value, known));
            let chosen = variants.fold(MessageSize::default(), MessageSize::or);
            MessageSize { placeables: of_inline(selector, known).placeables, bytes: 0 }.and(chosen)
        }
    }
}

fn of_inline(inline: &InlineExpression<&str>, known: &BTreeMap<&str, MessageSize>) -> MessageSize {
    let of = |name: String| known.get(name.as_str()).copied().unwrap_or_default();
    match inline {
        InlineExpression::MessageReference { id, attribute } => of(reference("", id, attribute.as_ref())),
        InlineExpression::TermReference { id, attribute, .. } => of(reference("-", id, attribute.as_ref())),
        InlineExpression::Placeable { expression } => of_expression(expression, known),
        InlineExpression::StringLiteral { value } | InlineExpression::NumberLiteral { value } => {
            MessageSize { placeables: 0, bytes: value.len() }
        }
        // What a message is given is none of the file's.
        InlineExpression::VariableReference { .. } | InlineExpression::FunctionReference { .. } => {
            MessageSize::default()
        }
    }
}
