//! What was read of formulas: books of a burst are of one shape, so that what one has another has as well.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::expression::Expression;
use super::parse::{Names, parse};

/// A sheet and the text of a formula on it.
type FormulaKey = (usize, String);

/// Formulas as trees; nothing where one is not understood.
type Formulas = HashMap<FormulaKey, Option<Rc<Expression>>>;

thread_local! {
    /// Those of the book before, on this thread.
    static BEFORE: RefCell<(Names, Formulas)> = RefCell::default();
}

/// Formulas of a book as trees, each read once.
pub(super) struct Shared {
    names: Names,
    before: RefCell<Formulas>,
    now: RefCell<Formulas>,
}

impl Shared {
    /// With those of the book before, if its names stand where these do.
    pub(super) fn new(names: Names) -> Shared {
        let (known, before) = BEFORE.take();
        let before = if known == names { before } else { HashMap::new() };
        let now = RefCell::new(HashMap::with_capacity(before.len()));
        Shared { names, before: RefCell::new(before), now }
    }

    /// A formula on a sheet; `None` where it is not understood.
    pub(super) fn read(&self, sheet: usize, text: String) -> Option<Rc<Expression>> {
        let written = (sheet, text);
        if let Some(known) = self.now.borrow().get(&written) {
            return known.clone();
        }
        let known = self.before.borrow_mut().remove(&written);
        let read = known.unwrap_or_else(|| parse(&written.1, sheet, &self.names).map(Rc::new));
        self.now.borrow_mut().insert(written, read.clone());
        read
    }

    /// Leaves what was read to the next book.
    pub(super) fn put_back(&mut self) {
        BEFORE.set((std::mem::take(&mut self.names), self.now.take()));
    }
}
