//! Many files that make one source: patterns, partitioned folders, dates in names, days that files share.

use super::{counting, kinds, table, values};
use crate::support::Project;

#[test]
fn files_that_fit_a_pattern_are_read_in_the_order_of_their_names_folder_by_folder() {
    let files = [
        ("data/b/2.csv", "n\n4\n"),
        ("data/a/10.csv", "n\n2\n"),
        ("data/a/9.csv", "n\n3\n"),
        ("data/a/1.csv", "n\n1\n"),
        ("data/a/1.txt", "n\n9\n"),
        ("data/a/deep/1.csv", "n\n9\n"),
    ];
    let project = Project::new(&counting("  t: { path: data/*/*.csv }"), &files);
    assert_eq!(values(&table(&project), "n"), ["1", "2", "3", "4"]);
}

#[test]
fn folders_name_columns_which_are_whole_numbers_where_all_values_are() {
    let files = [
        ("data/year=2025/month=12/branch=north%20sea/a.csv", "n\n1\n"),
        ("data/year=2026/month=01/branch=7/a.csv", "n\n2\n3\n"),
        ("data/year=2026/month=02/branch=__HIVE_DEFAULT_PARTITION__/a.csv", "n\n4\n"),
    ];
    let project = Project::new(
        &counting("  t: { path: data/year=*/month=*/*/*.csv, columns: { n: integer } }"),
        &files,
    );
    let table = table(&project);
    assert_eq!(values(&table, "year"), ["2025", "2026", "2026", "2026"]);
    assert_eq!(values(&table, "month"), ["12", "1", "1", "2"]);
    assert_eq!(values(&table, "branch"), ["north sea", "7", "7", "-"]);
    let kinds = kinds(&project);
    let kind = |name: &str| kinds.iter().find(|(known, _)| known == name).map(|(_, kind)| *kind);
    assert_eq!((kind("year"), kind("month")), (Some("a whole number"), Some("a whole number")));
    assert_eq!(kind("branch"), Some("text"));
}

#[test]
fn a_column_that_the_rows_have_themselves_holds_before_that_of_their_folder() {
    let project = Project::new(
        &counting("  t: { path: data/year=2026/a.csv }"),
        &[("data/year=2026/a.csv", "year,n\n1999,1\n")],
    );
    assert_eq!(values(&table(&project), "year"), ["1999"]);
}

#[test]
fn the_name_of_a_file_gives_the_day_of_its_rows() {
    let files = [("data/subscribers_2026-02.csv", "n\n1\n"), ("data/subscribers_2026-01.csv", "n\n2\n3\n")];
    let of = |at: &str| {
        let keys = format!(
            "  t:\n    path: data/subscribers_*.csv\n    time: {{ from_file_name: \"subscribers_%Y-%m.csv\"{at} }}"
        );
        table(&Project::new(&counting(&keys), &files))
    };
    let ends = of(", at: end");
    assert_eq!(values(&ends, "$day"), ["2026-01-31", "2026-01-31", "2026-02-28"]);
    assert_eq!(ends.counts.rejected, 0);
    assert_eq!(values(&of(""), "$day"), ["2026-01-01", "2026-01-01", "2026-02-01"]);
}

#[test]
fn names_give_days_quarters_weeks_and_years_and_folders_may_stand_before_them() {
    let day = |pattern: &str, name: &str| {
        let keys = format!("  t: {{ path: \"{name}\", time: {{ from_file_name: \"{pattern}\", at: end }} }}");
        values(&table(&Project::new(&counting(&keys), &[(name, "n\n1\n")])), "$day").remove(0)
    };
    assert_eq!(day("%Y%m%d_orders.csv", "data/20260315_orders.csv"), "2026-03-15");
    assert_eq!(day("%Y/Q%q.csv", "data/2026/Q2.csv"), "2026-06-30");
    assert_eq!(day("w%G-%V.csv", "w2026-01.csv"), "2026-01-04");
    assert_eq!(day("%Y.csv", "2026.csv"), "2026-12-31");
}

#[test]
fn a_name_that_does_not_fit_its_pattern_is_told() {
    let keys = "  t: { path: data/*.csv, time: { from_file_name: \"orders_%Y-%m.csv\" } }";
    let files = [("data/orders_2026-01.csv", "n\n1\n"), ("data/orders_old.csv", "n\n1\n")];
    let project = Project::new(&counting(keys), &files);
    assert_eq!(project.codes(), ["time-not-date"]);
    let said = project.check();
    assert!(said.contains("`data/orders_old.csv` does not fit `orders_%Y-%m.csv`"), "{said}");
}

#[test]
fn a_pattern_without_a_date_is_no_pattern_of_days() {
    let keys = "  t: { path: data/a.csv, time: { from_file_name: a.csv } }";
    assert_eq!(Project::new(&counting(keys), &[("data/a.csv", "n\n1\n")]).codes(), ["wrong-type"]);
}

fn overlapping(keys: &str, b: &str) -> Vec<String> {
    let a = "d,n\n2026-01-01,1\n2026-01-02,1\n2026-01-03,1\n";
    let yaml = counting(&format!("  t:\n    time: d\n    columns: {{ d: date }}\n{keys}"));
    let project = Project::new(&yaml, &[("a.csv", a), ("b.csv", b)]);
    let ran = project.run(Some("2026-01"), None);
    ran.problems.iter().map(|problem| format!("{}: {}", problem.code, problem.message)).collect()
}

#[test]
fn files_that_share_days_are_warned_of_unless_a_key_a_limit_or_a_column_tells_them_apart() {
    let b = "d,n\n2026-01-02,1\n2026-01-03,1\n2026-01-04,1\n";
    let warned = |keys: &str, b: &str| {
        let codes = overlapping(keys, b);
        codes.into_iter().find(|code| code.starts_with("files-overlap"))
    };
    let plain = "    files: [{ path: a.csv }, { path: b.csv }]";
    assert_eq!(warned(plain, b).as_deref(), Some("files-overlap: `a.csv` and `b.csv` share 2 days"));
    assert_eq!(warned(plain, "d,n\n2026-01-04,1\n"), None);
    assert_eq!(warned("    unique: [d]\n    files: [{ path: a.csv }, { path: b.csv }]", b), None);
    assert_eq!(warned("    files: [{ path: a.csv, until: 2026-01-02 }, { path: b.csv }]", b), None);
    let branches = "    files: [{ path: a.csv, set: { at: x } }, { path: b.csv, set: { at: y } }]";
    assert_eq!(warned(branches, b), None);
}
