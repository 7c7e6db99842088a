//! A formula as a spreadsheet writes it, with absence as empty text.
//!
//! The text of every operation comes from [`Formula::spreadsheet`]; this file adds what makes it honest: an absent
//! component, a divisor of zero and an undefined function give `""`, never 0 and never an error.

use crate::measure::Formula;
use crate::measure::formula::Function;

/// The live formula of a value, without the leading `=`.
///
/// `cell` gives the reference of a name, `None` when the workbook does not hold it. Where all names are needed, the
/// guards are spelled out: `IF(COUNT(P40,P41)<2,"",IF(P41=0,"",P40/P41))`. Where the formula forgives absent names
/// (`coalesce`, `least`, a case) or may be undefined in other ways (roots, logarithms), absence travels as an
/// error inside and becomes `""` at the end.
pub(super) fn guarded_formula(formula: &Formula, cell: &dyn Fn(&str) -> Option<String>) -> String {
    let names = formula.names();
    let known: Vec<String> = names.iter().filter_map(|name| cell(name)).collect();
    if !is_always_defined(formula) || known.len() < names.len() {
        let reference = |name: &str| match cell(name) {
            Some(at) => format!("IF(ISNUMBER({at}),{at},NA())"),
            None => "NA()".to_owned(),
        };
        return format!("IFERROR({},\"\")", number(formula, &reference));
    }
    let reference = |name: &str| cell(name).unwrap_or_default();
    let value =
        formula.divisors().into_iter().fold(number(formula, &reference), |inner, divisor| match divisor {
            Formula::Number(n) if *n != 0.0 => inner,
            divisor => format!("IF({}=0,\"\",{inner})", number(divisor, &reference)),
        });
    match known.len() {
        0 => value,
        count => format!("IF(COUNT({})<{count},\"\",{value})", known.join(",")),
    }
}

/// Whether the formula is defined wherever its names are present and its divisors are not 0.
fn is_always_defined(formula: &Formula) -> bool {
    match formula {
        Formula::Number(_) | Formula::Name(_) => true,
        Formula::Negate(a) | Formula::Not(a) => is_always_defined(a),
        Formula::Arithmetic(_, a, b) | Formula::Compare(_, a, b) => {
            is_always_defined(a) && is_always_defined(b)
        }
        Formula::Call(Function::Abs | Function::Ceil | Function::Floor | Function::Round, arguments) => {
            arguments.iter().all(is_always_defined)
        }
        Formula::And(..) | Formula::Or(..) | Formula::Case(..) | Formula::Call(..) => false,
    }
}

/// The text of a formula as a number: spreadsheets keep truth values apart from 1 and 0, formulas do not.
fn number(formula: &Formula, cell: &dyn Fn(&str) -> String) -> String {
    let of = |f: &Formula| number(f, cell);
    // One operation over texts already made: each stands in as a name that spells itself.
    let own = |shallow: Formula| shallow.spreadsheet(&str::to_owned);
    let leaf = |f: &Formula| Box::new(Formula::Name(of(f)));
    match formula {
        Formula::Number(_) | Formula::Name(_) => formula.spreadsheet(cell),
        Formula::Negate(a) => own(Formula::Negate(leaf(a))),
        Formula::Arithmetic(operator, a, b) => own(Formula::Arithmetic(*operator, leaf(a), leaf(b))),
        Formula::Compare(comparison, a, b) => {
            format!("({}*1)", own(Formula::Compare(*comparison, leaf(a), leaf(b))))
        }
        Formula::Not(a) => format!("({}*1)", own(Formula::Not(leaf(a)))),
        // A false side decides even when the other is absent.
        Formula::And(a, b) => {
            let (a, b) = (of(a), of(b));
            format!("IF(OR(IFERROR({a}=0,FALSE),IFERROR({b}=0,FALSE)),0,IF(AND({a}<>0,{b}<>0),1,0))")
        }
        Formula::Or(a, b) => {
            let (a, b) = (of(a), of(b));
            format!("IF(OR(IFERROR({a}<>0,FALSE),IFERROR({b}<>0,FALSE)),1,IF(OR({a}<>0,{b}<>0),1,0))")
        }
        // A condition that is absent does not hold.
        Formula::Case(branches, otherwise) => {
            let last = otherwise.as_ref().map_or("NA()".to_owned(), |f| of(f));
            branches.iter().rev().fold(last, |rest, (condition, then)| {
                format!("IF(IFERROR({}<>0,FALSE),{},{rest})", of(condition), of(then))
            })
        }
        Formula::Call(function @ (Function::Least | Function::Greatest), arguments) => {
            let pick = |a: String, b: String| {
                let both =
                    own(Formula::Call(*function, vec![Formula::Name(a.clone()), Formula::Name(b.clone())]));
                format!("IF(ISNUMBER({a}),IF(ISNUMBER({b}),{both},{a}),{b})")
            };
            arguments.iter().map(of).reduce(pick).unwrap_or_else(|| "NA()".to_owned())
        }
        Formula::Call(function, arguments) => {
            let text = own(Formula::Call(*function, arguments.iter().map(|a| *leaf(a)).collect()));
            // The ceiling is a sum of two terms: parentheses keep them together under a product.
            if *function == Function::Ceil { format!("({text})") } else { text }
        }
    }
}
