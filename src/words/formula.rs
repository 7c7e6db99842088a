//! A formula as a person reads it.

use super::{FormulaWord, Words};
use crate::measure::Formula;
use crate::measure::formula::Operator;

impl Words {
    /// `100 × (promoters − detractors) ÷ responses`; `title` gives the words for a name.
    pub fn formula(&self, formula: &Formula, title: &dyn Fn(&str) -> String) -> String {
        self.read(formula, title, 0)
    }

    fn read(&self, formula: &Formula, title: &dyn Fn(&str) -> String, above: u8) -> String {
        let read = |inner: &Formula, above: u8| self.read(inner, title, above);
        let word = |word: FormulaWord| self.say(&word);
        let wrap = |level: u8, text: String| if level < above { format!("({text})") } else { text };
        match formula {
            Formula::Number(n) => self.locale().written(*n),
            Formula::Name(name) => title(name),
            Formula::Negate(a) => wrap(3, format!("−{}", read(a, 4))),
            Formula::Arithmetic(operator, a, b) => {
                let (sign, level, right) = match operator {
                    Operator::Add => ("+", 3, 3),
                    Operator::Subtract => ("−", 3, 4),
                    Operator::Multiply => ("×", 5, 5),
                    Operator::Divide => ("÷", 5, 6),
                };
                wrap(level, format!("{} {sign} {}", read(a, level), read(b, right)))
            }
            Formula::Compare(c, a, b) => wrap(2, format!("{} {} {}", read(a, 3), c.sign(), read(b, 3))),
            Formula::And(a, b) => {
                wrap(1, format!("{} {} {}", read(a, 1), word(FormulaWord::And), read(b, 1)))
            }
            Formula::Or(a, b) => wrap(0, format!("{} {} {}", read(a, 1), word(FormulaWord::Or), read(b, 1))),
            Formula::Not(a) => format!("{} {}", word(FormulaWord::Not), read(a, 6)),
            Formula::Case(branches, otherwise) => {
                let branch = |(condition, then): &(Formula, Formula)| {
                    format!("{} {} {}", read(then, 1), word(FormulaWord::If), read(condition, 0))
                };
                let mut parts: Vec<String> = branches.iter().map(branch).collect();
                let last = otherwise.as_ref().map(|f| format!("{} {}", word(FormulaWord::Else), read(f, 1)));
                parts.extend(last);
                format!("({})", parts.join(", "))
            }
            Formula::Call(function, arguments) => {
                let arguments: Vec<String> = arguments.iter().map(|a| read(a, 0)).collect();
                format!("{}({})", function.name(), arguments.join(", "))
            }
        }
    }
}
