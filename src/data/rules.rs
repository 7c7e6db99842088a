//! What becomes of a file's bytes, in words: the same words, the same rows.
//!
//! Every part of a source is named here, so that a new one cannot be forgotten. Paths are left out: a folder may move.

use std::fmt::{self, Write};

use chrono::NaiveDate;

use super::evaluation::bound;
use crate::calendar::Calendar;
use crate::model::{Feed, FeedFile, Join, Source, Take};

/// The rules of a source, wherever its rows come from.
pub(super) fn of_source(source: &Source, as_of: Option<NaiveDate>, text: &mut dyn Write) -> fmt::Result {
    let Source {
        id,
        origin: _,
        derive,
        filter,
        day,
        time,
        time_zone,
        recorded,
        customer,
        entity,
        allocate,
        unique,
        keep,
        history_starts,
        stale_after: _,
        snapshot: _,
        // What a period without a row is decides nothing about rows.
        is_register: _,
        rejects_at_most,
        compared,
        amounts,
        casts,
        weights,
    } = source;
    for (name, expr) in derive {
        write!(text, "{name:?} = {:?}", bound(expr, as_of))?;
    }
    let bound = |expr: &Option<_>| expr.as_ref().map(|expr| bound(expr, as_of));
    write!(text, "{:?}", (id, bound(filter), bound(day), time, time_zone, customer, entity, unique))?;
    write!(text, "{:?}", (allocate, keep, history_starts, rejects_at_most, compared, amounts))?;
    for of in casts {
        write!(text, "{:?}", of.column)?;
        for cast in &of.casts {
            write!(
                text,
                "{:?}",
                (bound(&Some(cast.value.clone())), bound(&Some(cast.read.clone())), bound(&cast.when))
            )?;
        }
    }
    for check in weights {
        write!(text, "{:?}", bound(&Some(check.is_below.clone())))?;
    }
    // Which version of a row is the last one depends on the day.
    write!(text, "{:?}", recorded.as_ref().map(|recorded| (recorded, as_of)))
}

/// What of a calendar decides how cells are read.
pub(super) fn of_calendar(calendar: &Calendar, text: &mut dyn Write) -> fmt::Result {
    write!(text, "{:?}", calendar.time_zone)?;
    calendar.waves.iter().try_for_each(|wave| write!(text, "{:?}", wave.label))
}

/// How the files of a feed are read.
pub(super) fn of_feed(feed: &Feed, text: &mut dyn Write) -> fmt::Result {
    let Feed { id, files, columns, dated } = feed;
    write!(text, "{:?}", (id, columns, dated))?;
    for file in files {
        let FeedFile { location, shown, format, set, partition, rename, from, until, columns } = file;
        write!(text, "{:?}", (shown, format, set, partition, rename, from, until, columns))?;
        // The name may say a date.
        write!(text, "{:?}", dated.as_ref().map(|_| location))?;
    }
    Ok(())
}

/// What a join adds.
pub(super) fn of_join(join: &Join, as_of: Option<NaiveDate>, text: &mut dyn Write) -> fmt::Result {
    let Join { source, keys, matching, take, rows, required, filter } = join;
    write!(text, "{:?}", (source, keys, matching, rows, required))?;
    write!(text, "{:?}", filter.as_ref().map(|filter| bound(filter, as_of)))?;
    for (name, take) in take {
        match take {
            Take::Column(column) => write!(text, "{name:?} = {column:?}")?,
            Take::Aggregate(expr) => write!(text, "{name:?} = {:?}", bound(expr, as_of))?,
        }
    }
    Ok(())
}
