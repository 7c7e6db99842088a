//! A report swollen to what a page must bear: thirty measures with long titles, absent, provisional, negative and huge.

use mando::report::view::{
    MeasureRow, MeasureSection, ObjectivePage, ObjectiveView, Report, StatusCode, StatusView, TrendPoint,
};

/// The report with 5 perspectives of 2 objectives of 3 measures, made of its own first ones.
pub(super) fn swollen(report: Report) -> Report {
    let mut report = report;
    let perspective = report.perspectives[0].clone();
    let page = report.pages[0].clone();
    let section = page.measures[0].clone();
    let definition = report.definitions[0].clone();
    report.perspectives.clear();
    report.pages.clear();
    report.definitions.clear();
    for p in 0..5 {
        let mut own = perspective.clone();
        own.title = long("Perspective", p);
        own.objectives.clear();
        for o in 0..2 {
            let number = 2 * p + o;
            let sections: Vec<MeasureSection> = (0..3).map(|m| extreme(&section, 3 * number + m)).collect();
            own.objectives.push(ObjectiveView {
                id: format!("objective_{number}"),
                title: long("Objective", number),
                measures: sections.iter().map(|s| s.row.clone()).collect(),
                ..perspective.objectives[0].clone()
            });
            for section in &sections {
                let mut definition = definition.clone();
                definition.id = section.row.id.clone();
                definition.title = section.row.title.clone();
                report.definitions.push(definition);
            }
            report.pages.push(ObjectivePage {
                id: format!("objective_{number}"),
                title: long("Objective", number),
                others: sections.iter().map(|s| s.row.clone()).collect(),
                measures: sections,
                ..page.clone()
            });
        }
        report.perspectives.push(own);
    }
    report
}

/// A heading of 120 characters.
fn long(what: &str, number: usize) -> String {
    const WORDS: &str = "with a name that somebody wrote who had never seen it stand in a narrow column beside so many figures of all kinds and sizes";
    let text = format!("{what} {number} {WORDS}");
    text.chars().take(120).collect::<String>().trim_end().to_owned()
}

fn extreme(section: &MeasureSection, number: usize) -> MeasureSection {
    let plain = section.row.clone();
    let row = MeasureRow { id: format!("measure_{number}"), title: long("Measure", number), ..plain };
    let grey = |word: &str| StatusView { code: StatusCode::NoData, word: word.to_owned() };
    let mut section = section.clone();
    section.row = match number % 5 {
        0 => MeasureRow {
            actual: "1,234,567,890.12".to_owned(),
            plan: "1,111,111,111.11".to_owned(),
            previous_year: "987,654,321.98".to_owned(),
            delta: "+123,456,779.01".to_owned(),
            delta_relative: "+11.1%".to_owned(),
            n: "12,345,678".to_owned(),
            interval: "1,234,567,000.00 to 1,234,568,999.99".to_owned(),
            ..row
        },
        1 => MeasureRow {
            actual: "Insufficient history".to_owned(),
            absent: true,
            variance: None,
            favourable: None,
            bullet: None,
            trend: vec![None; 13],
            score: String::new(),
            status: grey("Insufficient history"),
            remark: "Insufficient history".to_owned(),
            ..row
        },
        2 => MeasureRow {
            grey: true,
            score: String::new(),
            status: grey("Provisional"),
            remark: "Provisional; value of the second quarter of 1998; target not renewed".to_owned(),
            ..row
        },
        3 => MeasureRow {
            actual: "−98,765.43".to_owned(),
            plan: "−10,000.00".to_owned(),
            delta: "−88,765.43".to_owned(),
            delta_relative: "−887.7%".to_owned(),
            interval: "−150,000.00 to −50,000.00".to_owned(),
            variance: Some(-1.0),
            ..row
        },
        _ => row,
    };
    let value = |i: usize| match number % 5 {
        0 => Some(1_234_567_890.12 + i as f64),
        1 => None,
        3 => Some(-98_765.43 * i as f64),
        _ => Some(i as f64),
    };
    let points = section.trend.points.iter().enumerate();
    section.trend.points = points
        .map(|(i, p)| TrendPoint {
            value: value(i),
            text: value(i).map_or("Insufficient history".to_owned(), |v| format!("{v:.2}")),
            low: None,
            high: None,
            provisional: number % 5 == 2,
            ..p.clone()
        })
        .collect();
    section
}
