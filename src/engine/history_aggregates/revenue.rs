//! Revenue of the customers of an opening, then and at the end.

use chrono::NaiveDate;

use super::histories::Histories;
use crate::calendar::Duration;
use crate::engine::aggregates::{Members, NO_KEY, Total, plus};
use crate::measure::{Moments, RevenuePart, SmallMoments};
use crate::statistics::exact::{Exact, to_number};

/// What the customers of one segment opened with and kept.
#[derive(Debug, Clone, Default)]
pub(in crate::engine) struct SegmentRevenue<M = Moments> {
    left_out: u64,
    /// Customers with a row at the opening, and those of them of whom a row has a value.
    opened: [u64; 2],
    /// The same of the end, of those who opened.
    ended: [u64; 2],
    /// Of what each customer kept and opened with.
    moments: M,
}

/// A customer of the opening, with amounts or whole numbers of some unit.
struct Account<T> {
    /// Number of the customer.
    member: u32,
    opening: T,
    kept: T,
    /// Whether a row at the opening has a value.
    opened: bool,
    /// Whether there is a row at the end, and whether one has a value.
    ended: (bool, bool),
}

/// The customers of an opening by the segment they belong to then (R14), by its number.
pub(in crate::engine) fn revenue_by_segment(
    histories: &Histories<'_>,
    within: Option<Duration>,
    gross: bool,
) -> Option<Vec<SegmentRevenue>> {
    let opening = histories.window.opening(histories.calendar, within)?;
    let current_segments = (histories.current_segments)(opening.1);
    let count = histories.keyed.segments().len();
    let mut small = vec![SegmentRevenue::<SmallMoments>::default(); count];
    let unit = for_each_small_account(histories, within, gross, |account| {
        add(&mut small, &current_segments, &account, SmallMoments::add);
    });
    if let Some(unit) = unit {
        let of_units = |SegmentRevenue { left_out, opened, ended, moments }: SegmentRevenue<SmallMoments>| {
            SegmentRevenue { left_out, opened, ended, moments: moments.of_units(unit, unit) }
        };
        return Some(small.into_iter().map(of_units).collect());
    }
    let mut segments = vec![SegmentRevenue::default(); count];
    for_each_account(histories, within, gross, |account| {
        add(&mut segments, &current_segments, &account, Moments::add)
    })?;
    Some(segments)
}

/// Adds a customer to the segment where the customer stands.
#[inline]
fn add<T: Copy + Default + Ord, M>(
    segments: &mut [SegmentRevenue<M>],
    current_segments: &[u32],
    account: &Account<T>,
    moments: impl Fn(&mut M, T, T),
) {
    let home = current_segments[account.member as usize];
    if home == NO_KEY {
        return;
    }
    let segment = &mut segments[home as usize];
    segment.opened[0] += 1;
    segment.opened[1] += u64::from(account.opened);
    // R13: who opened at 0 or less is left out, and counted.
    if account.opening <= T::default() {
        segment.left_out += 1;
        return;
    }
    segment.ended[0] += u64::from(account.ended.0);
    segment.ended[1] += u64::from(account.ended.1);
    moments(&mut segment.moments, account.kept, account.opening);
}

/// One part over some segments; revenue of rows of which none has a value is missing (R46).
pub(in crate::engine) fn revenue_of<'a>(
    segments: impl Iterator<Item = &'a SegmentRevenue>,
    part: RevenuePart,
) -> Option<f64> {
    match part {
        RevenuePart::Opening => added(segments.map(|s| (s.moments.sums()[1], s.opened))),
        RevenuePart::Kept => added(segments.map(|s| (s.moments.sums()[0], s.ended))),
        RevenuePart::LeftOut => Some(segments.map(|s| s.left_out).sum::<u64>() as f64),
        RevenuePart::Moment(moment) => {
            let mut all = Moments::default();
            segments.for_each(|s| all.merge(&s.moments));
            Some(all.get(moment))
        }
    }
}

/// Amounts together, each with how many have rows and how many of them a value.
fn added(amounts: impl Iterator<Item = (Exact, [u64; 2])>) -> Option<f64> {
    let (mut sum, mut rows, mut values) = (0, 0, 0);
    for (amount, [with_rows, with_values]) in amounts {
        (sum, rows, values) = (plus(sum, amount), rows + with_rows, values + with_values);
    }
    (rows == 0 || values > 0).then(|| to_number(sum))
}

pub(super) fn count_moved(histories: &Histories<'_>, within: Option<Duration>) -> Option<u64> {
    let opening = histories.window.opening(histories.calendar, within)?;
    let mut members = Members::none(histories.keyed.firsts());
    for_each_account(histories, within, false, |account| {
        if account.opening > 0 {
            members.insert(account.member);
        }
    })?;
    Some(histories.count_moved(&members, opening.1))
}

/// Goes through every customer with a row at the opening. Gross, what all keys tell apart opens at what is above 0 and keeps
/// at most that; a customer who opens at 0 or less stands there with that.
fn for_each_account(
    histories: &Histories<'_>,
    within: Option<Duration>,
    gross: bool,
    mut take: impl FnMut(Account<Exact>),
) -> Option<()> {
    let window = histories.window;
    let opening = window.opening(histories.calendar, within)?;
    let active = window.active(histories.calendar, within);
    let then = (histories.totals)(opening.0, opening.1);
    let now = (histories.totals)(active.0, active.1);
    let capped = (gross && histories.keyed.has_more_keys()).then(|| capped(histories, [opening, active]));
    for (member, then, now) in then.joined(&now) {
        let account = Account::new(member, then, now, gross && capped.is_none());
        take(match &capped {
            Some(capped) if account.opening > 0 => {
                let [opening, kept] = capped[member as usize];
                Account { opening, kept, ..account }
            }
            _ => account,
        });
    }
    Some(())
}

/// The same in whole numbers, and how many ten-billionths each of them is; `None` where amounts are not small, or lines are
/// capped each for itself.
fn for_each_small_account(
    histories: &Histories<'_>,
    within: Option<Duration>,
    gross: bool,
    mut take: impl FnMut(Account<i64>),
) -> Option<Exact> {
    if gross && histories.keyed.has_more_keys() {
        return None;
    }
    let window = histories.window;
    let opening = window.opening(histories.calendar, within)?;
    let active = window.active(histories.calendar, within);
    let then = (histories.totals)(opening.0, opening.1);
    let now = (histories.totals)(active.0, active.1);
    let (accounts, unit) = then.joined_small(&now)?;
    accounts.for_each(|(member, then, now)| take(Account::new(member, then, now, gross)));
    Some(unit)
}

impl<T: Copy + Default + Ord> Account<T> {
    #[inline]
    fn new(member: u32, then: Total<T>, now: Option<Total<T>>, is_capped: bool) -> Account<T> {
        let nothing = T::default();
        let (opening, kept) = (then.sum, now.map_or(nothing, |now| now.sum));
        let kept = if is_capped && opening > nothing { kept.min(opening).max(nothing) } else { kept };
        let ended = now.map_or((false, false), |now| (true, now.has_value));
        Account { member, opening, kept, opened: then.has_value, ended }
    }
}

/// What the lines of each customer open at and keep, none below 0 and none growing.
fn capped(histories: &Histories<'_>, stretches: [(NaiveDate, NaiveDate); 2]) -> Vec<[Exact; 2]> {
    let mut rows: Vec<([Option<u32>; 3], [Exact; 2])> = Vec::new();
    for (side, (first, last)) in stretches.into_iter().enumerate() {
        rows.extend(histories.between(first, last).map(|row| {
            let mut amounts = [0; 2];
            amounts[side] = row.sums[0];
            (row.keys, amounts)
        }));
    }
    rows.sort_unstable_by_key(|(keys, _)| *keys);
    let mut capped = vec![[0; 2]; histories.keyed.firsts()];
    for line in rows.chunk_by(|(a, _), (b, _)| a == b) {
        let [then, now] = [0, 1].map(|side| line.iter().map(|(_, amounts)| amounts[side]).sum::<Exact>());
        let Some(member) = line[0].0[0] else { continue };
        capped[member as usize][0] += then.max(0);
        capped[member as usize][1] += now.min(then).max(0);
    }
    capped
}
