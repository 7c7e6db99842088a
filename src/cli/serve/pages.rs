//! The pages around reports: the frame that follows a project, and what only its author needs to see.

use std::sync::LazyLock;

use mando::evaluate::results::MeasureResult;
use mando::problem::print::escape_line;
use mando::profile::{self, LookOptions};
use mando::render::{Output, file_names};
use minijinja::value::Value;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, context};

use super::super::explain::{Numbers, lines};
use super::super::list::status;
use super::super::look::profiles;
use super::address;
use super::site::{ShownScorecard, Site};

pub(super) const STYLE: &str = include_str!("../../../templates/serve/serve.css");
pub(super) const SCRIPT: &str = include_str!("../../../templates/serve/serve.js");
const TEMPLATES: [(&str, &str); 7] = [
    ("frame.html", include_str!("../../../templates/serve/frame.html")),
    ("overview.html", include_str!("../../../templates/serve/overview.html")),
    ("problems.html", include_str!("../../../templates/serve/problems.html")),
    ("report.html", include_str!("../../../templates/serve/report.html")),
    ("measures.html", include_str!("../../../templates/serve/measures.html")),
    ("measure.html", include_str!("../../../templates/serve/measure.html")),
    ("sources.html", include_str!("../../../templates/serve/sources.html")),
];
/// Characters of a line of what is told of a file.
const WIDTH: usize = 110;

/// A page, or what is wrong with its template.
pub(super) type Page = Result<String, minijinja::Error>;

static ENVIRONMENT: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    for (name, text) in TEMPLATES {
        // A template that does not parse is missing, and whoever asks for it is told.
        let _ = environment.add_template(name, text);
    }
    environment
});

/// Every scorecard with its score, and its reports.
pub(super) fn overview(site: &Site) -> Page {
    let scores: Vec<Value> = site.cards.iter().map(score).collect();
    let title = match site.cards.as_slice() {
        [one] => one.card.scorecard.title.clone(),
        _ => "Scorecards".to_owned(),
    };
    page("overview.html", site, None, "", &title, context! { scores })
}

/// What is wrong.
pub(super) fn problems(site: &Site) -> Page {
    page("problems.html", site, None, "problems", "Problems", {
        context! { text => site.text.as_str(), of_figures => site.of_figures.as_str() }
    })
}

/// A report as a run would write it, in a frame; none for a file that no run writes.
pub(super) fn report(site: &Site, shown: &ShownScorecard, file: &str) -> Option<Page> {
    let (_, title) = reports(shown).into_iter().find(|(name, _)| name == file)?;
    let id = &shown.card.scorecard.id;
    let content = context! { file => address::file(id, file), name => title.as_str() };
    let title = format!("{title}: {}", shown.card.scorecard.title);
    Some(page("report.html", site, Some(shown), file, &title, content))
}

/// The measures of a scorecard.
pub(super) fn measures(site: &Site, shown: &ShownScorecard) -> Page {
    let card = &shown.card.scorecard;
    let results = &shown.card.computed.results;
    let rows: Vec<Value> = card
        .measures
        .iter()
        .map(|measure| {
            let result = results.measure(&measure.id);
            let current = result.and_then(MeasureResult::current);
            let numbers = Numbers::new(card, measure);
            let numbers = match result {
                Some(result) => numbers.with_distinguishing_decimals(measure, result),
                None => numbers,
            };
            let value = numbers.value_or_none(current.and_then(|current| current.value));
            context! {
                to => address::measure(&card.id, &measure.id), id => measure.id.as_str(), title => measure.title.as_str(),
                objective => measure.objective.as_str(), level => measure.level.word(), kind => measure.kind.as_str(),
                owner => card.owner_of(measure), value, status => status(result),
            }
        })
        .collect();
    let title = format!("Measures: {}", card.title);
    page("measures.html", site, Some(shown), "measures", &title, context! { rows })
}

/// How a measure comes to its value; none for one that is not there.
pub(super) fn measure(site: &Site, shown: &ShownScorecard, id: &str) -> Option<Page> {
    let card = &shown.card;
    let lines = lines(&card.scorecard, &card.computed, id);
    let (head, rest) = lines.split_first()?;
    let groups: Vec<Vec<Value>> = rest
        .split(|line| line.label.is_empty() && line.text.is_empty())
        .map(|group| {
            group
                .iter()
                .map(|line| context! { label => line.label.as_str(), text => line.text.as_str() })
                .collect()
        })
        .collect();
    let title = format!("{} ({})", head.text, head.label);
    let back = address::measures(&card.scorecard.id);
    let content = context! { name => title.as_str(), groups, back };
    Some(page("measure.html", site, Some(shown), "measures", &title, content))
}

/// The sources of a scorecard, and their files.
pub(super) fn sources(site: &Site, shown: &ShownScorecard) -> Page {
    about_sources(site, shown, None)
}

/// The same, with what is in one file; none for one that is not there.
pub(super) fn source(site: &Site, shown: &ShownScorecard, number: usize) -> Option<Page> {
    let (_, name, place) = shown.card.files.get(number)?;
    let place = place.as_ref()?.to_string_lossy().into_owned();
    let (found, _) = profiles(&[place], &LookOptions { sheet: None, table: None });
    let text: String = found.iter().map(|profile| profile::text(profile, WIDTH)).collect();
    let text: String = text.lines().map(|line| format!("{}\n", escape_line(line))).collect();
    Some(about_sources(site, shown, Some(context! { number, name => name.as_str(), text })))
}

fn about_sources(site: &Site, shown: &ShownScorecard, looked: Option<Value>) -> Page {
    let id = &shown.card.scorecard.id;
    let counted = &shown.card.computed.results.run.sources;
    let rows: Vec<Value> = counted
        .iter()
        .map(|source| {
            let files = shown.card.files.iter().enumerate().filter(|(_, (owner, _, _))| *owner == source.id);
            let files: Vec<Value> = files
                .map(|(number, (_, name, place))| {
                    let to = place.as_ref().map(|_| address::source(id, number));
                    context! { number, name => name.as_str(), to }
                })
                .collect();
            context! { id => source.id.as_str(), read => source.read, used => source.used, rejected => source.rejected, files }
        })
        .collect();
    let title = format!("Sources: {}", shown.card.scorecard.title);
    page("sources.html", site, Some(shown), "sources", &title, context! { rows, looked })
}

/// A page in the frame that all have.
fn page(
    template: &str,
    site: &Site,
    shown: Option<&ShownScorecard>,
    here: &str,
    title: &str,
    content: Value,
) -> Page {
    let cards: Vec<Value> = site.cards.iter().map(|card| entry(card, shown)).collect();
    // What concerns one scorecard is shown where there is one alone.
    let own = shown.or(match site.cards.as_slice() {
        [one] => Some(one),
        _ => None,
    });
    let views = own.map(|own| views(own, here)).unwrap_or_default();
    let words = ["error", "finding", "warning", "note"];
    let counts: Vec<Value> = site
        .counts
        .iter()
        .zip(words)
        .filter(|(count, _)| **count > 0)
        .map(|(count, word)| context! { count, word => if *count == 1 { word.to_owned() } else { format!("{word}s") } })
        .collect();
    ENVIRONMENT.get_template(template)?.render(context! {
        title, version => site.version, root => site.root.display().to_string(), cards, views, counts,
        is_wrong => site.counts[0] > 0, is_before => own.is_some_and(|own| own.is_before),
        at_problems => here == "problems", ..content
    })
}

/// A scorecard in the list of all.
fn entry(one: &ShownScorecard, shown: Option<&ShownScorecard>) -> Value {
    let card = &one.card.scorecard;
    let is_here = shown.is_some_and(|shown| shown.card.scorecard.id == card.id);
    let first = reports(one).first().map(|(file, _)| address::report(&card.id, file));
    context! { title => card.title.as_str(), to => first, is_here }
}

/// The views of a scorecard: its reports, its measures, its sources.
fn views(shown: &ShownScorecard, here: &str) -> Vec<Value> {
    let id = &shown.card.scorecard.id;
    let view = |to: String, title: &str, name: &str| context! { to, title, is_here => name == here };
    let mut views: Vec<Value> =
        reports(shown).iter().map(|(file, title)| view(address::report(id, file), title, file)).collect();
    views.push(view(address::measures(id), "Measures", "measures"));
    views.push(view(address::sources(id), "Sources", "sources"));
    views
}

/// The files that a browser can show: name, and what the page calls it.
fn reports(shown: &ShownScorecard) -> Vec<(String, String)> {
    let outputs = ["html", "pdf"].into_iter().filter_map(Output::by_word);
    let named = |file: String| {
        let (name, ending) = file.rsplit_once('.').unwrap_or((&file, ""));
        let mut letters = name.chars();
        let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
        let name = format!("{first}{}", letters.as_str());
        let title = if ending == "html" { name } else { format!("{name} ({})", ending.to_uppercase()) };
        (file, title)
    };
    outputs.flat_map(|output| output.names(&shown.card.reports)).map(named).collect()
}

/// A scorecard with its score and its files.
fn score(shown: &ShownScorecard) -> Value {
    let card = &shown.card.scorecard;
    let results = &shown.card.computed.results;
    let files: Vec<Value> = file_names(&shown.card.reports)
        .into_iter()
        .map(|file| context! { to => address::file(&card.id, &file), name => file })
        .collect();
    let score = results.scorecard.parent.score.map(|score| card.locale.number(score, 0));
    context! {
        title => card.title.as_str(), entity => results.scorecard.entity.as_str(), period => results.run.period.label.as_str(), score,
        as_of => results.run.as_of.to_string(), is_before => shown.is_before, files, views => views(shown, ""),
    }
}
