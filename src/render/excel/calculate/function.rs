//! The functions of the workbook's formulas, each as Excel and LibreOffice compute it.

use std::collections::HashMap;
use std::rc::Rc;

use super::expression::{Expression, Function, Operator};
use super::value::{Area, Fault, Place, Value, number, order};
use super::{Calculator, Cell};

impl Calculator {
    pub(super) fn call(&self, function: Function, arguments: &[Expression]) -> Value {
        self.called(function, arguments).unwrap_or_else(Value::Error)
    }

    fn called(&self, function: Function, arguments: &[Expression]) -> Result<Value, Fault> {
        let value = |i: usize| arguments.get(i).map_or(Value::Blank, |a| self.evaluate(a));
        let real = |i: usize| value(i).number();
        let of = |result: f64| Ok(number(Ok(result)));
        match function {
            Function::If => match value(0).truth()? {
                true => Ok(value(1)),
                false if arguments.len() > 2 => Ok(value(2)),
                false => Ok(Value::Truth(false)),
            },
            Function::IfError => match value(0) {
                Value::Error(_) => Ok(value(1)),
                other => Ok(other),
            },
            Function::And => self.all(arguments, true),
            Function::Or => self.all(arguments, false),
            Function::Not => Ok(Value::Truth(!value(0).truth()?)),
            Function::IsNumber => Ok(Value::Truth(matches!(value(0), Value::Number(_)))),
            Function::IsFormula => Ok(Value::Truth(self.formulas(area(arguments.first())?) > 0)),
            Function::Na => Err(Fault::Missing),
            Function::Choose => {
                let index = real(0)?;
                match index >= 1.0 && index < arguments.len() as f64 {
                    true => Ok(value(index as usize)),
                    false => Err(Fault::Kind),
                }
            }
            Function::Abs => of(real(0)?.abs()),
            Function::Int => of(real(0)?.floor()),
            Function::Sign => of(match real(0)? {
                0.0 => 0.0,
                number => number.signum(),
            }),
            Function::Exp => of(real(0)?.exp()),
            Function::Ln if real(0)? <= 0.0 => Err(Fault::Undefined),
            Function::Ln => of(real(0)?.ln()),
            Function::Sqrt if real(0)? < 0.0 => Err(Fault::Undefined),
            Function::Sqrt => of(real(0)?.sqrt()),
            Function::Power => of(real(0)?.powf(real(1)?)),
            Function::Round => {
                let unit = 10_f64.powf(real(1)?);
                of((real(0)? * unit).round() / unit)
            }
            Function::Substitute => {
                let [text, old, new] = [value(0).joined()?, value(1).joined()?, value(2).joined()?];
                Ok(Value::text(&text.replace(&old, &new)))
            }
            Function::Count => of(self.counted(arguments) as f64),
            Function::CountA => of(self.filled(arguments)? as f64),
            Function::Sum => of(self.numbers(arguments)?.iter().sum()),
            Function::Max => of(self.numbers(arguments)?.into_iter().reduce(f64::max).unwrap_or(0.0)),
            Function::Min => of(self.numbers(arguments)?.into_iter().reduce(f64::min).unwrap_or(0.0)),
            Function::Index => {
                let area = area(arguments.first())?;
                let index = real(1)?;
                match index >= 1.0 && index <= area.count() as f64 {
                    true => Ok(self.value(area.at(index as usize - 1))),
                    false => Err(Fault::Kind),
                }
            }
            Function::Match => self.matching(&value(0), area(arguments.get(1))?),
            Function::CountIf | Function::CountIfs => {
                let hits = self.hits(arguments)?;
                of(hits.len() as f64)
            }
            Function::SumIfs => {
                let summed = area(arguments.first())?;
                let hits = self.hits(&arguments[1..])?;
                let numbers = hits.into_iter().filter_map(|i| match self.value(summed.at(i)) {
                    Value::Number(number) => Some(number),
                    _ => None,
                });
                of(numbers.sum())
            }
            Function::SumProduct => match arguments {
                [Expression::Binary(Operator::Multiply, counted, times)] => match &**counted {
                    Expression::Call(Function::IsFormula, inside) => {
                        of(self.formulas(area(inside.first())?) as f64 * self.evaluate(times).number()?)
                    }
                    _ => Err(Fault::Kind),
                },
                _ => Err(Fault::Kind),
            },
        }
    }

    /// How many cells of an area hold formulas.
    fn formulas(&self, area: Area) -> usize {
        let cells = self.cells[area.sheet].borrow();
        let is_formula = |(_, row, column): &Place| {
            let cell = cells.get(*row as usize).and_then(|cells| cells.get(usize::from(*column)));
            matches!(cell, Some(Cell::Formula(_) | Cell::Known(_)))
        };
        area.places().filter(is_formula).count()
    }

    /// Whether all truths are `true`, or one of them is: `usual` is what holds unless one is otherwise.
    fn all(&self, arguments: &[Expression], usual: bool) -> Result<Value, Fault> {
        let mut result = usual;
        for argument in arguments {
            let truth = match argument {
                Expression::Area(area) if area.count() > 1 => return Err(Fault::Kind),
                other => self.evaluate(other).truth()?,
            };
            if truth != usual {
                result = !usual;
            }
        }
        Ok(Value::Truth(result))
    }

    /// Numbers of areas, and what other arguments give; an area's texts and empty cells are passed over.
    fn numbers(&self, arguments: &[Expression]) -> Result<Vec<f64>, Fault> {
        let mut numbers = Vec::new();
        for argument in arguments {
            match argument {
                Expression::Area(area) => {
                    for place in area.places() {
                        match self.value(place) {
                            Value::Number(number) => numbers.push(number),
                            Value::Error(fault) => return Err(fault),
                            _ => {}
                        }
                    }
                }
                other => match self.evaluate(other) {
                    Value::Number(number) => numbers.push(number),
                    Value::Truth(truth) => numbers.push(f64::from(u8::from(truth))),
                    Value::Error(fault) => return Err(fault),
                    _ => {}
                },
            }
        }
        Ok(numbers)
    }

    /// How many numbers there are: errors are none.
    fn counted(&self, arguments: &[Expression]) -> usize {
        let is_number = |value: &Value| matches!(value, Value::Number(_));
        let of = |argument: &Expression| match argument {
            Expression::Area(area) => area.places().filter(|place| is_number(&self.value(*place))).count(),
            other => usize::from(matches!(self.evaluate(other), Value::Number(_) | Value::Truth(_))),
        };
        arguments.iter().map(of).sum()
    }

    /// How many cells of areas hold anything.
    fn filled(&self, arguments: &[Expression]) -> Result<usize, Fault> {
        let mut filled = 0;
        for argument in arguments {
            let places = area(Some(argument))?;
            filled += places.places().filter(|place| self.value(*place) != Value::Blank).count();
        }
        Ok(filled)
    }

    /// The position of the first equal cell, from 1.
    fn matching(&self, wanted: &Value, area: Area) -> Result<Value, Fault> {
        if let Value::Error(fault) = wanted {
            return Err(*fault);
        }
        let position = match wanted {
            // A sign that would stand for others stands for itself behind `~`.
            Value::Text(text) => {
                let plain = ["~~", "~*", "~?"].iter().fold(text.to_lowercase(), |text, sign| match *sign {
                    "~~" => text.replace("~~", "\u{0}"),
                    sign => text.replace(sign, &sign[1..]),
                });
                self.texts(area).get(&plain.replace('\u{0}', "~")).copied()
            }
            // An empty cell looks for 0.
            Value::Blank => return self.matching(&Value::Number(0.0), area),
            wanted => area.places().position(|place| self.value(place) == *wanted),
        };
        position.map(|at| Value::Number(at as f64 + 1.0)).ok_or(Fault::Missing)
    }

    /// Places of an area's texts, the first of equal ones.
    fn texts(&self, area: Area) -> Rc<HashMap<String, usize>> {
        if let Some(known) = self.found.borrow().get(&area) {
            return known.clone();
        }
        let mut texts = HashMap::new();
        for (i, place) in area.places().enumerate() {
            if let Value::Text(text) = self.value(place) {
                texts.entry(text.to_lowercase()).or_insert(i);
            }
        }
        let texts = Rc::new(texts);
        self.found.borrow_mut().insert(area, texts.clone());
        texts
    }

    /// Positions where every pair of area and criterion holds.
    fn hits(&self, arguments: &[Expression]) -> Result<Vec<usize>, Fault> {
        let mut hits: Option<Vec<usize>> = None;
        for pair in arguments.chunks(2) {
            let area = area(pair.first())?;
            let criterion = Criterion::parse(&pair.get(1).map_or(Value::Blank, |c| self.evaluate(c)));
            let holds = |i: &usize| criterion.holds(&self.value(area.at(*i)));
            hits = Some(match hits {
                None => (0..area.count()).filter(holds).collect(),
                Some(before) => before.into_iter().filter(holds).collect(),
            });
        }
        Ok(hits.unwrap_or_default())
    }
}

fn area(argument: Option<&Expression>) -> Result<Area, Fault> {
    match argument {
        Some(Expression::Area(area)) => Ok(*area),
        _ => Err(Fault::Kind),
    }
}

/// Whether a criterion holds, by how a cell compares with its operand.
type Accepts = fn(std::cmp::Ordering) -> bool;

/// `5`, `"a"`, `">0"`.
struct Criterion {
    accepts: Accepts,
    operand: Value,
}

impl Criterion {
    fn parse(written: &Value) -> Criterion {
        let equal = |operand: Value| Criterion { accepts: std::cmp::Ordering::is_eq, operand };
        let Value::Text(text) = written else { return equal(written.clone()) };
        let signs: [(&str, Accepts); 6] = [
            ("<>", std::cmp::Ordering::is_ne),
            ("<=", std::cmp::Ordering::is_le),
            (">=", std::cmp::Ordering::is_ge),
            ("<", std::cmp::Ordering::is_lt),
            (">", std::cmp::Ordering::is_gt),
            ("=", std::cmp::Ordering::is_eq),
        ];
        let number = |text: &str| text.parse().map_or_else(|_| Value::text(text), Value::Number);
        match signs.iter().find_map(|(sign, accepts)| Some((text.strip_prefix(sign)?, *accepts))) {
            Some((operand, accepts)) => Criterion { accepts, operand: number(operand) },
            None => equal(number(text)),
        }
    }

    fn holds(&self, value: &Value) -> bool {
        match (value, &self.operand) {
            (Value::Number(_), Value::Number(_)) | (Value::Text(_), Value::Text(_)) => {
                order(value, &self.operand).is_some_and(self.accepts)
            }
            _ => false,
        }
    }
}
