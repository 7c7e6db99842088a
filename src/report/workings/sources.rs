//! What became of rows and cells, and of what run.

use super::{LogLine, SourceWorking};
use crate::evaluate::results::SourceResult;
use crate::report::Composer;
use crate::words::Book;

impl Composer<'_> {
    pub(super) fn source_workings(&self) -> Vec<SourceWorking> {
        self.results.run.sources.iter().map(|found| source(found, self.source_name(&found.id))).collect()
    }

    pub(super) fn log(&self) -> Vec<LogLine> {
        let run = &self.results.run;
        let line = |what: Book, of: &str, text: String| LogLine { what, of: of.to_owned(), text };
        let days = self.words.locale().days(run.period.first, run.period.last);
        let mut log = vec![
            line(Book::Run, "", run.id.clone()),
            line(Book::LogProgram, "", format!("mando {}", run.version)),
            line(Book::AsOf, "", run.as_of.to_string()),
            line(Book::Period, &run.period.label, days),
            line(Book::LogDefinition, "", run.definition.clone()),
            line(Book::LogNotes, "", run.notes.clone()),
        ];
        log.extend(run.inputs.iter().map(|input| line(Book::LogInput, &input.file, input.sha256.clone())));
        for source in &run.sources {
            let remarks = self.remarks(source);
            let name = self.source_name(&source.id);
            let told = remarks.iter().map(|remark| line(Book::Source, &name, self.say(remark)));
            log.extend(told);
            for cells in &source.cells {
                let of = format!("{name}.{}", cells.column);
                log.extend(cells.texts.iter().map(|text| line(Book::LogUnreadable, &of, text.clone())));
            }
        }
        log
    }
}

fn source(source: &SourceResult, name: String) -> SourceWorking {
    SourceWorking {
        name,
        read: source.read,
        repeated: source.repeated,
        filtered: source.filtered,
        rejected: source.rejected,
        after_as_of: source.after_as_of,
        used: source.used,
        unmatched: source.unmatched.iter().filter(|u| !u.required).map(|u| u.rows).sum(),
        without_customer: source.without_customer,
        amounts: source.amounts.clone(),
        first: source.first_day,
        last: source.last_day,
    }
}
