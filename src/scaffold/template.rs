//! Complete examples with data that are made up, the same every time.

mod pseudo_random;
mod retail;
mod support;

/// An example of a trade.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Template {
    /// A chain of shops: receipts, returns and a customer survey.
    Retail,
    /// A support desk: tickets, calls and answers.
    Support,
}

/// The files of an example: path from its folder, and text.
pub fn template(template: Template) -> Vec<(&'static str, String)> {
    match template {
        Template::Retail => retail::files(),
        Template::Support => support::files(),
    }
}
