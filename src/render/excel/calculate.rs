//! What every formula of the workbook gives: a small spreadsheet that computes the very texts that are written.
//!
//! A cached result is therefore what a recalculation gives, never what the engine found. Only what the workbook
//! writes is understood; anything else is an error that no test passes over.

mod expression;
mod function;
mod parse;
mod shared;
mod value;

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use expression::{Expression, Operator};
pub(super) use parse::Names;
use shared::Shared;
pub(super) use value::{Area, Fault, Place, Value};
use value::{number, order};

/// A cell before it is computed.
#[derive(Default)]
enum Cell {
    #[default]
    Empty,
    Constant(Value),
    /// Without its text while it is computed: a circle gives an error instead of no end.
    Formula(String),
    Known(Value),
}

/// The cells of a sheet, row by row, up to the last that holds something.
type Rows = Vec<Vec<Cell>>;

/// All cells of all sheets.
pub(super) struct Grid {
    cells: Vec<Rows>,
    names: Names,
    /// Texts of an area by their place in it, for searches.
    found: RefCell<HashMap<Area, Rc<HashMap<String, usize>>>>,
}

impl Grid {
    pub(super) fn new(names: Names) -> Grid {
        let cells = names.sheets().map(|_| Rows::new()).collect();
        Grid { cells, names, found: RefCell::new(HashMap::new()) }
    }

    pub(super) fn put(&mut self, place: Place, value: Value) {
        *self.cell(place) = Cell::Constant(value);
    }

    pub(super) fn put_formula(&mut self, place: Place, formula: &str) {
        *self.cell(place) = Cell::Formula(formula.to_owned());
    }

    fn cell(&mut self, (sheet, row, column): Place) -> &mut Cell {
        let (rows, row, column) = (&mut self.cells[sheet], row as usize, usize::from(column));
        if rows.len() <= row {
            rows.resize_with(row + 1, Vec::new);
        }
        let cells = &mut rows[row];
        if cells.len() <= column {
            cells.resize_with(column + 1, Cell::default);
        }
        &mut cells[column]
    }

    /// Computes everything, whatever depends on what.
    pub(super) fn calculated(self) -> Calculated {
        let Grid { cells, names, found } = self;
        let cells = cells.into_iter().map(RefCell::new).collect();
        let mut open = Calculator { cells, formulas: Shared::new(names), found };
        for sheet in 0..open.cells.len() {
            let lengths: Vec<usize> = open.cells[sheet].borrow().iter().map(Vec::len).collect();
            for (row, columns) in (0..).zip(lengths) {
                for column in (0..).take(columns) {
                    open.value((sheet, row, column));
                }
            }
        }
        open.formulas.put_back();
        Calculated { open }
    }
}

/// All cells with what they give.
pub(super) struct Calculated {
    open: Calculator,
}

impl Calculated {
    pub(super) fn value(&self, place: Place) -> Value {
        self.open.value(place)
    }
}

struct Calculator {
    cells: Vec<RefCell<Rows>>,
    formulas: Shared,
    found: RefCell<HashMap<Area, Rc<HashMap<String, usize>>>>,
}

impl Calculator {
    fn value(&self, (sheet, row, column): Place) -> Value {
        let at = (row as usize, usize::from(column));
        let cells = &self.cells[sheet];
        let formula = match cells.borrow_mut().get_mut(at.0).and_then(|cells| cells.get_mut(at.1)) {
            None | Some(Cell::Empty) => return Value::Blank,
            Some(Cell::Constant(value) | Cell::Known(value)) => return value.clone(),
            Some(Cell::Formula(formula)) => std::mem::take(formula),
        };
        let value = match self.formulas.read(sheet, formula) {
            Some(expression) => self.evaluate(&expression),
            None => Value::Error(Fault::Kind),
        };
        // A formula that points to an empty cell shows 0.
        let value = if value == Value::Blank { Value::Number(0.0) } else { value };
        cells.borrow_mut()[at.0][at.1] = Cell::Known(value.clone());
        value
    }

    fn evaluate(&self, expression: &Expression) -> Value {
        match expression {
            Expression::Number(number) => Value::Number(*number),
            Expression::Text(text) => Value::Text(text.clone()),
            Expression::Truth(truth) => Value::Truth(*truth),
            Expression::Omitted => Value::Blank,
            Expression::Area(area) if area.count() == 1 => self.value(area.at(0)),
            Expression::Area(_) => Value::Error(Fault::Kind),
            Expression::Negative(inner) => number(self.evaluate(inner).number().map(|number| -number)),
            Expression::Binary(operator, a, b) => {
                let (a, b) = (self.evaluate(a), self.evaluate(b));
                binary(*operator, &a, &b).unwrap_or_else(Value::Error)
            }
            Expression::Call(function, arguments) => self.call(*function, arguments),
        }
    }
}

fn binary(operator: Operator, a: &Value, b: &Value) -> Result<Value, Fault> {
    if let (Value::Error(fault), _) | (_, Value::Error(fault)) = (a, b) {
        return Err(*fault);
    }
    let arithmetic = |of: fn(f64, f64) -> f64| Ok(number(Ok(of(a.number()?, b.number()?))));
    match operator {
        Operator::Join => Ok(Value::text(&(a.joined()? + &b.joined()?))),
        Operator::Add => arithmetic(|a, b| a + b),
        Operator::Subtract => arithmetic(|a, b| a - b),
        Operator::Multiply => arithmetic(|a, b| a * b),
        Operator::Power => arithmetic(f64::powf),
        Operator::Divide if b.number()? == 0.0 => Err(Fault::Divided),
        Operator::Divide => arithmetic(|a, b| a / b),
        Operator::Equal => Ok(Value::Truth(order(a, b) == Some(std::cmp::Ordering::Equal))),
        Operator::Unequal => Ok(Value::Truth(order(a, b) != Some(std::cmp::Ordering::Equal))),
        Operator::Less => Ok(Value::Truth(order(a, b).is_some_and(|order| order.is_lt()))),
        Operator::LessOrEqual => Ok(Value::Truth(order(a, b).is_some_and(|order| order.is_le()))),
        Operator::Greater => Ok(Value::Truth(order(a, b).is_some_and(|order| order.is_gt()))),
        Operator::GreaterOrEqual => Ok(Value::Truth(order(a, b).is_some_and(|order| order.is_ge()))),
    }
}
