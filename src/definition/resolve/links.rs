//! Who drives whom: ids that resolve, and no circles.

use std::collections::BTreeMap;

use super::heading::in_words;
use super::resolving::Resolver;
use crate::definition::document::drive::{Drive as Written, Sign};
use crate::measure::Text;
use crate::model::{Drive, Measure};
use crate::problem::{Cause, Code, Problem, Span, UnknownId, causes, near};

/// The measures at the two ends of a drive: of one, or of an objective; nothing where that cannot be said.
pub(super) type Ends<'a> = &'a dyn Fn(&str) -> Vec<&'a Measure>;

/// An arrow from one id to another, where it was written.
pub(super) struct Arrow {
    /// Where it begins.
    pub(super) from: String,
    /// Where it ends.
    pub(super) to: String,
    /// Where it was written.
    pub(super) span: Span,
}

impl Resolver<'_> {
    /// Drives whose ends are known; `what` names what may be driven, `others` is what must not, with its name. `ends` are
    /// the measures behind an id.
    pub(super) fn drives(
        &self,
        from: &str,
        written: Option<&Vec<Written>>,
        (what, known): (&str, &[&str]),
        others: (&str, &[&str]),
        ends: Ends<'_>,
    ) -> Vec<Drive> {
        let mut drives = Vec::new();
        for drive in written.into_iter().flatten() {
            let lag = drive.lag.as_ref().and_then(|lag| self.duration(lag));
            let to = drive.to.value.as_str();
            if !known.contains(&to) {
                if others.1.contains(&to) {
                    let cause = UnknownId { what: what.to_owned(), id: to.to_owned() };
                    self.report(
                        Problem::new(cause)
                            .at(drive.to.span)
                            .help(format!("`{to}` is a {}; objectives drive objectives", others.0)),
                    );
                } else {
                    self.unknown_id(what, &drive.to, known.iter().copied());
                }
                continue;
            }
            if let Some(by) = &drive.by {
                self.check_by_column(by, [from, to], ends);
            }
            let by = drive.by.as_ref().map(|by| in_words(&by.value).to_lowercase());
            drives.push(Drive { to: to.to_owned(), lag, opposite: drive.sign == Some(Sign::Opposite), by });
        }
        drives
    }

    /// Says that a drive cannot be followed by a column, because one of its ends is not cut by it.
    fn check_by_column(&self, by: &Text, ids: [&str; 2], ends: Ends<'_>) {
        for id in ids {
            let measures = ends(id);
            let mut axes = measures.iter().flat_map(|measure| &measure.segments).map(|axis| axis.id.as_str());
            if measures.is_empty() || axes.clone().any(|axis| axis == by.value) {
                continue;
            }
            let problem = Problem::new(DriveUncut { by: by.to_string(), of: id.to_string() });
            let near = near(&by.value, axes.by_ref());
            let problem = problem.at(by.span);
            return self.report(problem.did_you_mean(near));
        }
    }

    /// Reports every circle among arrows once, at the arrow that closes it.
    pub(super) fn report_circles(&self, arrows: &[Arrow], of: ArrowsOf) {
        let mut next: BTreeMap<&str, Vec<&Arrow>> = BTreeMap::new();
        let mut starts: Vec<&str> = Vec::new();
        for arrow in arrows {
            if !starts.contains(&arrow.from.as_str()) {
                starts.push(&arrow.from);
            }
            next.entry(&arrow.from).or_default().push(arrow);
        }
        let mut done: Vec<&str> = Vec::new();
        for start in starts {
            self.walk(start, &next, &mut Vec::new(), &mut done, of);
        }
    }

    fn walk<'a>(
        &self,
        at: &'a str,
        next: &BTreeMap<&'a str, Vec<&'a Arrow>>,
        path: &mut Vec<&'a str>,
        done: &mut Vec<&'a str>,
        of: ArrowsOf,
    ) {
        if done.contains(&at) {
            return;
        }
        path.push(at);
        for arrow in next.get(at).into_iter().flatten() {
            match path.iter().position(|id| *id == arrow.to) {
                Some(start) => {
                    let circle = &path[start..];
                    let ids = circle.iter().map(|id| (*id).to_owned()).collect();
                    self.report(Problem::new(Circle { of, ids }).at(arrow.span));
                }
                None => self.walk(&arrow.to, next, path, done, of),
            }
        }
        path.pop();
        done.push(at);
    }
}

/// What arrows stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ArrowsOf {
    /// One drives the other.
    Drives,
    /// One formula needs the other's value.
    Formulas,
}

/// Measures or objectives whose arrows lead back to the first of them.
#[derive(Debug, PartialEq)]
pub(super) struct Circle {
    /// What the arrows stand for.
    pub(super) of: ArrowsOf,
    /// Their ids, each once.
    pub(super) ids: Vec<String>,
}

impl Cause for Circle {
    fn code(&self) -> Code {
        match self.of {
            ArrowsOf::Drives => Code::DrivesCycle,
            ArrowsOf::Formulas => Code::FormulaCycle,
        }
    }

    /// `a` drives `b` drives `a`; `a` needs itself through `b`.
    fn message(&self) -> String {
        let quoted: Vec<String> = self.ids.iter().map(|id| format!("`{id}`")).collect();
        match (self.of, quoted.as_slice()) {
            (_, []) => String::new(),
            (ArrowsOf::Formulas, [only]) => format!("{only} needs itself"),
            (ArrowsOf::Formulas, [first, through @ ..]) => {
                format!("{first} needs itself through {}", through.join(" and "))
            }
            (ArrowsOf::Drives, [first, ..]) => format!("{} drives {first}", quoted.join(" drives ")),
        }
    }

    fn help(&self) -> Option<String> {
        let help = match self.of {
            ArrowsOf::Drives => "take one of these arrows out",
            ArrowsOf::Formulas => "a formula may not need its own value",
        };
        Some(help.to_owned())
    }
}

causes! {
    /// A drive to be followed by segments that one of its ends does not have.
    DriveUncut { by: String, of: String } => UnknownSegmentColumn,
        "no segments by `{by}` in `{of}`",
        "add `segments: [{by}]` to it, or take `by` out";
}
