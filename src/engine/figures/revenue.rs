//! Revenue of the customers of an opening, then and at the end.

use std::collections::BTreeMap;

use super::Histories;
use crate::calendar::Duration;
use crate::engine::atoms::{Exact, to_number};
use crate::engine::query::day_number;
use crate::measure::{Moment, RevenuePart};

/// A customer of the opening.
struct Account {
    /// Number of the customer.
    member: u32,
    opening: Exact,
    kept: Exact,
}

pub(super) fn read(
    histories: &Histories<'_>,
    within: Option<Duration>,
    gross: bool,
    part: RevenuePart,
) -> Option<f64> {
    let window = histories.window;
    let opening = window.opening(histories.calendar, within)?;
    let needs_end = match part {
        RevenuePart::Opening | RevenuePart::LeftOut => false,
        RevenuePart::Kept => true,
        RevenuePart::Moment(moment) => matches!(moment, Moment::Y | Moment::YY | Moment::XY),
    };
    // Without a row at the end nobody is known to have kept anything (R38).
    let from = if needs_end { window.active(histories.calendar, within).0 } else { opening.0 };
    if !(histories.has_rows)(from, window.last) {
        return None;
    }
    let homes = histories.keyed.homes(day_number(opening.1));
    let inside = |a: &Account| homes[a.member as usize].is_some_and(|home| histories.cut.holds(home));
    let (opened, left_out): (Vec<Account>, Vec<Account>) =
        accounts(histories, within, gross)?.into_iter().filter(inside).partition(|a| a.opening > 0);
    let pairs = opened.iter().map(|a| (to_number(a.kept), to_number(a.opening)));
    Some(match part {
        RevenuePart::Opening => to_number(opened.iter().map(|a| a.opening).sum()),
        RevenuePart::Kept => to_number(opened.iter().map(|a| a.kept).sum()),
        RevenuePart::LeftOut => left_out.len() as f64,
        RevenuePart::Moment(moment) => moment.of(pairs),
    })
}

pub(super) fn changed(histories: &Histories<'_>, within: Option<Duration>) -> Option<u64> {
    let opening = histories.window.opening(histories.calendar, within)?;
    let mut members = vec![false; histories.keyed.firsts];
    for account in accounts(histories, within, false)?.iter().filter(|a| a.opening > 0) {
        members[account.member as usize] = true;
    }
    Some(histories.moved(&members, opening.1))
}

/// Every customer with a row at the opening, in order. Gross, what all keys tell apart opens at what is above 0 and
/// keeps at most that; a customer who opens at 0 or less stands there with that.
fn accounts(histories: &Histories<'_>, within: Option<Duration>, gross: bool) -> Option<Vec<Account>> {
    let window = histories.window;
    let opening = window.opening(histories.calendar, within)?;
    let active = window.active(histories.calendar, within);
    let mut lines: BTreeMap<[Option<u32>; 3], [Exact; 2]> = BTreeMap::new();
    for atom in histories.between(opening.0, opening.1) {
        lines.entry(atom.keys).or_default()[0] += atom.sums[0];
    }
    let opened = histories.keyed.members(histories.between(opening.0, opening.1));
    for atom in histories.between(active.0, active.1) {
        lines.entry(atom.keys).or_default()[1] += atom.sums[0];
    }
    let mut accounts: Vec<(Account, Account)> = Vec::new();
    for (keys, [then, now]) in lines {
        let Some(member) = keys[0].filter(|member| opened[*member as usize]) else { continue };
        let empty = || Account { member, opening: 0, kept: 0 };
        if accounts.last().is_none_or(|(net, _)| net.member != member) {
            accounts.push((empty(), empty()));
        }
        if let Some((net, gross)) = accounts.last_mut() {
            net.opening += then;
            net.kept += now;
            gross.opening += then.max(0);
            gross.kept += now.min(then).max(0);
        }
    }
    let chosen = accounts.into_iter().map(|(net, kept)| if gross && net.opening > 0 { kept } else { net });
    Some(chosen.collect())
}
