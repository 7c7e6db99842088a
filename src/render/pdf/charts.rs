//! Every chart of a report, drawn ahead and found by name.

use std::collections::BTreeMap;

use crate::render::chart::{TrendSize, bullet, segment_bar, sparkline, trend, variance_bar};
use crate::report::view::{MeasureRow, Report};

/// Beside its table a chart takes part of the width; a long run takes all of it.
const BESIDE: TrendSize = TrendSize { width: 480.0, height: 124.0 };
const ACROSS: TrendSize = TrendSize { width: 774.0, height: 132.0 };
/// Longest run that stands beside its table.
const SHORT: usize = 14;

/// The charts by name: `variance/ID`, `bullet/ID`, `spark/ID` per measure, `trend/ID` per section,
/// `segment/ID/TABLE/ROW` per segment row (counted from 0). What has nothing to show is not there.
pub(super) fn drawn(report: &Report) -> BTreeMap<String, String> {
    let mut charts = BTreeMap::new();
    for objective in report.perspectives.iter().flat_map(|p| &p.objectives) {
        objective.measures.iter().for_each(|row| draw_row(&mut charts, row));
    }
    for page in &report.pages {
        page.others.iter().for_each(|row| draw_row(&mut charts, row));
        for section in &page.measures {
            let id = &section.row.id;
            draw_row(&mut charts, &section.row);
            let size = if section.trend.points.len() > SHORT { ACROSS } else { BESIDE };
            charts.insert(format!("trend/{id}"), trend(&section.trend, size));
            for (t, table) in section.segments.iter().enumerate() {
                for (r, row) in table.rows.iter().enumerate() {
                    if let Some(length) = row.bar {
                        charts.insert(format!("segment/{id}/{t}/{r}"), segment_bar(length, row.grey));
                    }
                }
            }
        }
    }
    charts
}

fn draw_row(charts: &mut BTreeMap<String, String>, row: &MeasureRow) {
    let id = &row.id;
    if row.variance.is_some() {
        charts.insert(format!("variance/{id}"), variance_bar(row.variance, row.favourable));
    }
    if let Some(graph) = &row.bullet {
        charts.insert(format!("bullet/{id}"), bullet(graph));
    }
    if row.trend.iter().any(Option::is_some) {
        charts.insert(format!("spark/{id}"), sparkline(&row.trend));
    }
}
