//! Formulas as texts to trees, in the part of the language that the workbook writes.

use std::collections::HashMap;
use std::rc::Rc;

use super::expression::{Expression, Function, Operator};
use super::value::Area;

/// Names of sheets, by position, and of areas.
#[derive(Debug, Default, Clone, PartialEq)]
pub(in super::super) struct Names {
    sheets: Vec<String>,
    areas: HashMap<String, Area>,
}

impl Names {
    pub(in super::super) fn new(sheets: Vec<String>) -> Names {
        Names { sheets, areas: HashMap::new() }
    }

    pub(in super::super) fn define(&mut self, name: &str, area: Area) {
        self.areas.insert(name.to_owned(), area);
    }

    pub(super) fn sheets(&self) -> impl Iterator<Item = &String> {
        self.sheets.iter()
    }

    fn sheet(&self, name: &str) -> Option<usize> {
        self.sheets.iter().position(|sheet| sheet == name)
    }
}

/// A formula without its `=`, written on a sheet; `None` where it is not understood.
pub(super) fn parse(text: &str, sheet: usize, names: &Names) -> Option<Expression> {
    let mut parser = Parser { rest: text, sheet, names };
    let expression = parser.compared()?;
    parser.rest.is_empty().then_some(expression)
}

struct Parser<'a> {
    rest: &'a str,
    sheet: usize,
    names: &'a Names,
}

impl<'a> Parser<'a> {
    fn takes(&mut self, text: &str) -> bool {
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// The operator that comes next, its length and how tightly it binds; none binds tighter than a sign.
    fn operator(&self) -> Option<(Operator, usize, u8)> {
        let mut bytes = self.rest.bytes();
        Some(match (bytes.next()?, bytes.next()) {
            (b'<', Some(b'>')) => (Operator::Unequal, 2, 0),
            (b'<', Some(b'=')) => (Operator::LessOrEqual, 2, 0),
            (b'>', Some(b'=')) => (Operator::GreaterOrEqual, 2, 0),
            (b'<', _) => (Operator::Less, 1, 0),
            (b'>', _) => (Operator::Greater, 1, 0),
            (b'=', _) => (Operator::Equal, 1, 0),
            (b'&', _) => (Operator::Join, 1, 1),
            (b'+', _) => (Operator::Add, 1, 2),
            (b'-', _) => (Operator::Subtract, 1, 2),
            (b'*', _) => (Operator::Multiply, 1, 3),
            (b'/', _) => (Operator::Divide, 1, 3),
            (b'^', _) => (Operator::Power, 1, 4),
            _ => return None,
        })
    }

    /// Operands with operators between them that bind at least so tightly; of equals the left one comes first.
    fn chain(&mut self, least: u8) -> Option<Expression> {
        let mut left = self.signed()?;
        while let Some((operator, length, binding)) =
            self.operator().filter(|(.., binding)| *binding >= least)
        {
            self.rest = &self.rest[length..];
            let right = self.chain(binding + 1)?;
            left = Expression::Binary(operator, Box::new(left), Box::new(right));
        }
        Some(left)
    }

    fn compared(&mut self) -> Option<Expression> {
        self.chain(0)
    }

    fn signed(&mut self) -> Option<Expression> {
        if self.takes("-") {
            return Some(Expression::Negative(Box::new(self.signed()?)));
        }
        self.primary()
    }

    fn primary(&mut self) -> Option<Expression> {
        let first = self.rest.chars().next()?;
        match first {
            '(' => {
                self.takes("(");
                let inner = self.compared()?;
                self.takes(")").then_some(inner)
            }
            '"' => self.text(),
            '0'..='9' | '.' => self.number(),
            '\'' => {
                let end = self.rest[1..].find("'!")? + 1;
                let sheet = self.names.sheet(&self.rest[1..end].replace("''", "'"))?;
                self.rest = &self.rest[end + 2..];
                self.area(sheet)
            }
            _ => self.word(),
        }
    }

    fn text(&mut self) -> Option<Expression> {
        let mut text = String::new();
        let mut rest = &self.rest[1..];
        loop {
            let end = rest.find('"')?;
            text.push_str(&rest[..end]);
            rest = &rest[end + 1..];
            match rest.strip_prefix('"') {
                Some(more) => {
                    text.push('"');
                    rest = more;
                }
                None => break,
            }
        }
        self.rest = rest;
        Some(Expression::Text(Rc::from(text.as_str())))
    }

    fn number(&mut self) -> Option<Expression> {
        let bytes = self.rest.as_bytes();
        let mut end = 0;
        while end < bytes.len() {
            let is_sign =
                end > 0 && matches!(bytes[end], b'-' | b'+') && matches!(bytes[end - 1], b'E' | b'e');
            if !(bytes[end].is_ascii_digit() || matches!(bytes[end], b'.' | b'E' | b'e') || is_sign) {
                break;
            }
            end += 1;
        }
        let number = self.rest[..end].parse().ok()?;
        self.rest = &self.rest[end..];
        Some(Expression::Number(number))
    }

    /// A function, a cell, a name or a sheet without blanks.
    fn word(&mut self) -> Option<Expression> {
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '$' | '_' | '.');
        let end = self.rest.find(|c| !is_part(c)).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        if let Some(rest) = rest.strip_prefix('(') {
            self.rest = rest;
            let function = Function::named(word)?;
            return Some(Expression::Call(function, self.arguments()?));
        }
        if let Some(rest) = rest.strip_prefix('!') {
            self.rest = rest;
            let sheet = self.names.sheet(word)?;
            return self.area(sheet);
        }
        match word {
            "TRUE" | "FALSE" => {
                self.rest = rest;
                Some(Expression::Truth(word == "TRUE"))
            }
            _ => match self.names.areas.get(word) {
                Some(area) => {
                    self.rest = rest;
                    Some(Expression::Area(*area))
                }
                None => self.area(self.sheet),
            },
        }
    }

    fn arguments(&mut self) -> Option<Vec<Expression>> {
        let mut arguments = Vec::new();
        if self.takes(")") {
            return Some(arguments);
        }
        loop {
            if self.rest.starts_with([',', ')']) {
                arguments.push(Expression::Omitted);
            } else {
                arguments.push(self.compared()?);
            }
            if self.takes(")") {
                return Some(arguments);
            }
            if !self.takes(",") {
                return None;
            }
        }
    }

    fn area(&mut self, sheet: usize) -> Option<Expression> {
        let first = self.cell()?;
        let last = if self.takes(":") { self.cell()? } else { first };
        Some(Expression::Area(Area { sheet, first, last }))
    }

    fn cell(&mut self) -> Option<(u32, u16)> {
        self.takes("$");
        let letters = self.rest.find(|c: char| !c.is_ascii_uppercase()).unwrap_or(self.rest.len());
        let digit = |column: u16, c: u8| column.checked_mul(26)?.checked_add(u16::from(c - b'A') + 1);
        let column = self.rest[..letters].bytes().try_fold(0_u16, digit)?.checked_sub(1)?;
        self.rest = &self.rest[letters..];
        self.takes("$");
        let digits = self.rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(self.rest.len());
        let row: u32 = self.rest[..digits].parse().ok()?;
        self.rest = &self.rest[digits..];
        Some((row.checked_sub(1)?, column))
    }
}
