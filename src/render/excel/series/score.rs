//! From value and target to score and status: each way of scoring has its row (R24 to R27, R53, R54).

use std::collections::BTreeMap;

use super::super::lists::NO_DATA;
use super::super::plan;
use super::super::reference::{cell, fixed, in_column};
use super::super::style;
use super::{Block, Cell, KEY, Lines, POLICY, SeriesBasis};
use crate::model::Scoring;
use crate::report::workings::{Operands, PointKind};
use crate::words::{Book, PlanNumber, SeriesLine};

/// Rows that scoring reads: of the period, or of the year to date where that is judged.
struct ScoredRows {
    over: SeriesBasis,
    value: u32,
    target: Option<u32>,
    terms: Terms,
}

/// Cells of the measure's policy.
struct Terms {
    better: String,
    scoring: String,
    judged_by: String,
    on: String,
    watch: String,
    tolerance: String,
    floor: String,
    cap: String,
}

impl Block<'_, '_, '_> {
    pub(super) fn score(&mut self, lines: &mut Lines, of_target: &dyn Fn(&str, &str, u16) -> String) {
        let m = self.m;
        let over = self.judged_basis(lines);
        let Some(value) = lines.values.get(&over).copied() else { return };
        let terms = self.policy_rows(lines);
        let judged = ScoredRows { over, value, target: lines.targets.get(&over).copied(), terms };
        let is_judged = self.row(Book::Judged, "", "0", |c| of_target("tJudged", "0", c));
        let scored = self.row(Book::Scored, "", "0", |c| of_target("tScored", "0", c));
        let enough = lines.enough;
        let scorable = self.row(SeriesLine::Scorable, "", "0", |c| {
            let enough = enough.map_or(String::new(), |row| format!("*{}", cell(row, c)));
            format!("IF(ISNUMBER({}),{}*{}{enough},0)", cell(value, c), cell(is_judged, c), cell(scored, c))
        });
        let (raw, ranks) = match &m.scoring {
            Scoring::Band => self.band(lines, &judged),
            Scoring::GoalRedFlag => self.goal(lines, &judged),
            Scoring::Formula(own) => self.own_formula(&judged, own, of_target),
            _ => self.against_target(&judged, of_target),
        };
        let Terms { on, watch, judged_by, floor, cap, .. } = &judged.terms;
        let format = style::score(m.score_decimals);
        let score = self.row(Book::Score, "", &format, |c| {
            let raw = cell(raw, c);
            let all = format!("COUNT({raw},{floor},{cap})=3");
            format!("IF(AND({}=1,{all}),MIN(MAX({raw},{floor}),{cap}),\"\")", cell(scorable, c))
        });
        let by_edges = self.row(SeriesLine::ByEdges, "", "0", |c| {
            let score = cell(score, c);
            let reaches = |edge: &str| format!("{score}>={edge}-Slack*MAX(ABS({edge}),ABS({score}))");
            let all = format!("COUNT({score},{on},{watch})");
            format!("IF({all}<3,0,IF({},1,IF({},2,3)))", reaches(on), reaches(watch))
        });
        let by_width = ranks.by_width.map(|width| self.status_by_shortfall(width, score, &judged));
        let by_goal = ranks.by_goal;
        let status = self.row(Book::Status, "", "0", |c| {
            let by = |row: Option<u32>| cell(row.unwrap_or(by_edges), c);
            let rank = match (by_width, by_goal) {
                (None, None) => cell(by_edges, c),
                _ => {
                    // Beside a goal there is no width: whatever is not by edges is by the goal.
                    let width = by(by_width.or(by_goal));
                    format!("CHOOSE({judged_by},{},{width},{width},{})", cell(by_edges, c), by(by_goal))
                }
            };
            // Nor is there a status where an edge or a tolerance is no number.
            format!(
                "IF({}=0,0,IF(ISNUMBER({}),CHOOSE(1+{rank},4,1,2,3),4))",
                cell(is_judged, c),
                cell(score, c)
            )
        });
        (lines.score, lines.status) = (Some(score), Some(status));
        let untold = self.row(SeriesLine::Untold, "", "", |c| of_target("tWord", "\"\"", c) + "&\"\"");
        let absent = lines.absences.get(&over).copied();
        let has_target = !matches!(m.scoring, Scoring::Band | Scoring::GoalRedFlag);
        let told = self.row(SeriesLine::Told, "", "0", |c| {
            let aim = match judged.target.filter(|_| has_target) {
                Some(target) => format!("IF(ISNUMBER({}),4,5)", cell(target, c)),
                None if has_target => "5".to_owned(),
                None => "4".to_owned(),
            };
            let rest = format!("IF({}=0,7,{aim})", cell(scored, c));
            let rest = enough.map_or(rest.clone(), |row| format!("IF({}=0,6,{rest})", cell(row, c)));
            let (status, value) = (cell(status, c), cell(value, c));
            let none = absent.map_or_else(|| NO_DATA.to_string(), |row| cell(row, c));
            format!("IF({status}<>4,{status},IF(ISNUMBER({value}),{rest},{none}))")
        });
        // What a value waits for the engine knows.
        let word = self.row(SeriesLine::Word, "", "", |c| {
            let (told, untold) = (cell(told, c), cell(untold, c));
            format!("IF(AND({told}=7,{untold}<>\"\"),{untold},INDEX(lStatus,1+{told})&\"\")")
        });
        lines.word = Some(word);
    }

    /// The measure's policy, a row each.
    fn policy_rows(&mut self, lines: &Lines) -> Terms {
        let mut term = |name: Book, column: &str| {
            let row = self.next;
            self.next += 1;
            let style = &self.page.draft.style;
            let title = self.page.say(name);
            self.page.text(row, 0, &title, &style.note().set_indent(1));
            let found = format!("INDEX({column},{})", fixed(lines.head, POLICY));
            // What is no number is absent; a tolerance that is left out is none.
            let found = match name {
                Book::Tolerance => format!("IF(OR({found}=\"\",ISNUMBER({found})),0+{found},\"\")"),
                Book::OnTargetFrom | Book::WatchFrom | Book::Floor | Book::Cap => {
                    format!("IF(ISNUMBER({found}),{found},\"\")")
                }
                _ => found,
            };
            self.page.live(row, POLICY, &found, &style.link(style::PLAIN));
            fixed(row, POLICY)
        };
        Terms {
            better: term(Book::Better, "polBetter"),
            scoring: term(Book::Scoring, "polScoring"),
            judged_by: term(Book::JudgedBy, "polJudged"),
            on: term(Book::OnTargetFrom, "polOn"),
            watch: term(Book::WatchFrom, "polWatch"),
            tolerance: term(Book::Tolerance, "polTolerance"),
            floor: term(Book::Floor, "polFloor"),
            cap: term(Book::Cap, "polCap"),
        }
    }

    /// The days that are judged.
    pub(super) fn judged_basis(&self, lines: &Lines) -> SeriesBasis {
        let to_date = self.m.judged_to_date && lines.values.contains_key(&SeriesBasis::Year);
        if to_date { SeriesBasis::Year } else { SeriesBasis::Period }
    }

    /// Whether the sample is large enough, and that of every measure that the formula takes.
    pub(super) fn sample_is_enough(&mut self, lines: &mut Lines) {
        let members: Vec<u32> = match self.m.operands {
            Operands::Facts(_) => Vec::new(),
            Operands::Measures => {
                let names = self.m.formula.names();
                let others = self.page.draft.workings.measures.iter().zip(self.before);
                others.filter(|(m, _)| names.contains(&m.id.as_str())).filter_map(|(_, l)| l.enough).collect()
            }
        };
        let sample = lines.samples.get(&self.judged_basis(lines)).copied();
        if sample.is_none() && members.is_empty() {
            return;
        }
        let least = format!("INDEX(polSample,{})", fixed(lines.head, POLICY));
        let row = self.row(SeriesLine::Enough, "", "0", |c| {
            let others: String = members.iter().map(|row| format!("*{}", cell(*row, c))).collect();
            match sample {
                Some(n) => {
                    let n = cell(n, c);
                    format!("IF(ISNUMBER({n}),IF({n}<{least},0,1),1){others}")
                }
                None => format!("1{others}"),
            }
        });
        lines.enough = Some(row);
    }

    /// How far a value falls short of its target.
    fn shortfall(&mut self, judged: &ScoredRows, target: u32, format: &str) -> u32 {
        let better = &judged.terms.better;
        self.row(SeriesLine::Shortfall, "", format, |c| {
            let (v, t) = (cell(judged.value, c), cell(target, c));
            format!("IF(COUNT({v},{t})<2,\"\",CHOOSE(1+{better},\"\",{t}-{v},{v}-{t}))")
        })
    }

    /// The width below a target that is watched.
    fn width(&mut self, judged: &ScoredRows, target: u32) -> u32 {
        let Terms { judged_by, tolerance, .. } = &judged.terms;
        let format = style::value(self.m.unit, self.m.decimals);
        self.row(SeriesLine::Width, "", &format, |c| {
            let t = cell(target, c);
            let width = format!("CHOOSE({judged_by},0,1,ABS({t}),0)*{tolerance}");
            format!("IF(ISNUMBER({t}),IF(ISNUMBER({tolerance}),{width},\"\"),0)")
        })
    }

    fn against_target(
        &mut self,
        judged: &ScoredRows,
        of_target: &dyn Fn(&str, &str, u16) -> String,
    ) -> (u32, Ranks) {
        let m = self.m;
        let difference = style::difference(m.unit, m.decimals);
        let Some(target) = judged.target else {
            let raw = self.row(SeriesLine::Raw, "", style::RAW, |_| "\"\"".to_owned());
            return (raw, Ranks::default());
        };
        let short = self.shortfall(judged, target, &difference);
        let Terms { better, scoring, floor, .. } = &judged.terms;
        let value = |c: u16| cell(judged.value, c);
        let aim = |c: u16| cell(target, c);
        // The length of the way from the baseline to the year's last target.
        let spanned = m.periods.iter().flatten().any(|p| p.goal.is_some())
            && (judged.over == SeriesBasis::Period
                || m.to_date.as_ref().is_some_and(|to_date| to_date.spanned));
        let by_distance = spanned.then(|| {
            let baseline = self.row(PlanNumber::Baseline, "", &style::value(m.unit, m.decimals), |c| {
                of_target("tBaseline", "\"\"", c)
            });
            let goal = self
                .row(Book::Goal, "", &style::value(m.unit, m.decimals), |c| of_target("tGoal", "\"\"", c));
            let span = self.row(SeriesLine::Span, "", &style::value(m.unit, m.decimals), |c| {
                let (goal, base) = (cell(goal, c), cell(baseline, c));
                format!("IF(COUNT({goal},{base})<2,\"\",IF({better}=2,{base}-{goal},{goal}-{base}))")
            });
            self.row(SeriesLine::ByDistance, "", style::RAW, |c| {
                let (short, span) = (cell(short, c), cell(span, c));
                format!("IF(COUNT({short},{span})<2,\"\",IF({span}>0,100-100*{short}/{span},\"\"))")
            })
        });
        let ratio = self.row(SeriesLine::Ratio, "", style::RAW, |c| {
            let (v, t) = (value(c), aim(c));
            format!(
                "IF(COUNT({v},{t})<2,\"\",IF({t}<=0,\"\",IF({better}=2,IF({scoring}=3,IF({v}=0,\"\",100*{t}/{v}),\
                 100*(2-{v}/{t})),100*{v}/{t})))"
            )
        });
        let by_attainment = self.row(SeriesLine::ByAttainment, "", style::RAW, |c| {
            let (v, t) = (value(c), aim(c));
            format!("IF(COUNT({v},{t})<2,\"\",IF(AND({t}>0,{v}<-Slack*{t}),{floor},{}))", cell(ratio, c))
        });
        let width = self.width(judged, target);
        let by_met = self.row(SeriesLine::ByMet, "", style::RAW, |c| {
            let (v, t, short, w) = (value(c), aim(c), cell(short, c), cell(width, c));
            format!(
                "IF(COUNT({v},{t},{short})<3,\"\",IF({short}<=Slack*MAX(ABS({v}),ABS({t})),100,\
                 IF(COUNT({w})=0,0,IF({w}>0,MAX(0,100-100*{short}/{w}),0))))"
            )
        });
        let chosen = self.row(SeriesLine::Otherwise, "", style::RAW, |c| {
            let (t, attained) = (aim(c), cell(by_attainment, c));
            format!(
                "IF(ISNUMBER({attained}),{attained},IF(ISNUMBER({t}),IF({t}<=0,{},\"\"),\"\"))",
                cell(by_met, c)
            )
        });
        let raw = self.row(SeriesLine::Raw, "", style::RAW, |c| {
            let rest = match by_distance {
                Some(row) => {
                    let distance = cell(row, c);
                    format!("IF(AND({scoring}=1,ISNUMBER({distance})),{distance},{})", cell(chosen, c))
                }
                None => cell(chosen, c),
            };
            format!("IF({scoring}=4,{},{rest})", cell(by_met, c))
        });
        (raw, Ranks { by_width: Some((short, Some(width), Some(target))), by_goal: None })
    }

    /// A row of a number of the plan that is the same in all periods; `times` is the row of how many of them are judged together.
    fn constant(&mut self, name: PlanNumber, kind: PointKind, format: &str, times: Option<u32>) -> u32 {
        let point = self.m.plan.points.iter().position(|p| p.kind == kind).unwrap_or(0);
        let row = self.next;
        self.row(name, &plan::key(self.m, point), format, |c| {
            let times = times.map_or(String::new(), |times| format!("*{}", cell(times, c)));
            format!("IFERROR(INDEX(pUsed,MATCH({},pKey,0)){times},\"\")", in_column(row, KEY))
        })
    }

    /// The row of how many periods the edges of a target are for together.
    fn times(&self, lines: &Lines, over: SeriesBasis) -> Option<u32> {
        let adds = self.m.to_date.as_ref().is_some_and(|to_date| to_date.adds);
        lines.number.filter(|_| adds && over == SeriesBasis::Year)
    }

    fn band(&mut self, lines: &mut Lines, judged: &ScoredRows) -> (u32, Ranks) {
        let format = style::value(self.m.unit, self.m.decimals);
        let names = || {
            [
                (PlanNumber::BandLow, 0),
                (PlanNumber::BandHigh, 1),
                (PlanNumber::ZeroLow, 2),
                (PlanNumber::ZeroHigh, 3),
            ]
        };
        let mut rows = [0; 5];
        for over in [SeriesBasis::Period, SeriesBasis::Year] {
            let Some(value) = lines.values.get(&over).copied() else { continue };
            let times = self.times(lines, over);
            let [low, high, zero_low, zero_high] =
                names().map(|(name, edge)| self.constant(name, PointKind::Band(edge), &format, times));
            let plan = self.row(SeriesLine::Nearest, "", &format, |c| {
                let (v, low, high) = (cell(value, c), cell(low, c), cell(high, c));
                format!("IF(COUNT({v},{low},{high})<3,{low},MAX({low},MIN({high},{v})))")
            });
            lines.targets.insert(over, plan);
            lines.edges.insert(over, (low, high));
            if over == judged.over {
                rows = [value, low, high, zero_low, zero_high];
            }
        }
        let [value, low, high, zero_low, zero_high] = rows;
        let short = self.row(SeriesLine::Outside, "", &format, |c| {
            let (v, low, high) = (cell(value, c), cell(low, c), cell(high, c));
            format!("IF(COUNT({v},{low},{high})<3,\"\",MAX({low}-{v},{v}-{high}))")
        });
        let below = self.row(SeriesLine::Below, "", style::RAW, |c| {
            let [v, edge, zero] = [value, low, zero_low].map(|row| cell(row, c));
            format!(
                "IFERROR(IF({v}<{edge}-Slack*MAX(ABS({v}),ABS({edge})),IF({edge}>{zero},MAX(0,100*({v}-{zero})/({edge}-{zero})),0),100),\"\")"
            )
        });
        let above = self.row(SeriesLine::Above, "", style::RAW, |c| {
            let [v, edge, zero] = [value, high, zero_high].map(|row| cell(row, c));
            format!(
                "IFERROR(IF({v}>{edge}+Slack*MAX(ABS({v}),ABS({edge})),IF({zero}>{edge},MAX(0,100*({zero}-{v})/({zero}-{edge})),0),100),\"\")"
            )
        });
        let raw = self.row(SeriesLine::Raw, "", style::RAW, |c| {
            let all = [value, low, high, zero_low, zero_high].map(|row| cell(row, c)).join(",");
            format!("IF(COUNT({all})<5,\"\",MIN({},{}))", cell(below, c), cell(above, c))
        });
        (raw, Ranks { by_width: Some((short, None, None)), by_goal: None })
    }

    fn goal(&mut self, lines: &mut Lines, judged: &ScoredRows) -> (u32, Ranks) {
        let format = style::value(self.m.unit, self.m.decimals);
        let (mut goal, mut red) = (0, 0);
        for over in [SeriesBasis::Period, SeriesBasis::Year]
            .into_iter()
            .filter(|over| lines.values.contains_key(over))
        {
            let times = self.times(lines, over);
            let own = self.constant(PlanNumber::Goal, PointKind::Goal, &format, times);
            lines.targets.insert(over, own);
            if over == judged.over {
                goal = own;
                red = self.constant(PlanNumber::RedFlag, PointKind::RedFlag, &format, times);
            }
        }
        let value = judged.value;
        let mut reached = |name: SeriesLine, edge: u32| {
            self.row(name, "", "0", |c| {
                let [v, g, r, edge] = [value, goal, red, edge].map(|row| cell(row, c));
                format!("IF(COUNT({v},{g},{r})<3,0,IF(({v}-{edge})*SIGN({g}-{r})>=-Slack*MAX(ABS({v}),ABS({edge})),1,0))")
            })
        };
        let (at_goal, held) = (reached(SeriesLine::GoalReached, goal), reached(SeriesLine::RedFlagHeld, red));
        let by_goal = self.row(SeriesLine::ByGoal, "", "0", |c| {
            let [v, g, r, at_goal, held] = [value, goal, red, at_goal, held].map(|row| cell(row, c));
            format!("IF(COUNT({v},{g},{r})<3,0,IF({at_goal}=1,1,IF({held}=1,2,3)))")
        });
        let raw = self.row(SeriesLine::Raw, "", style::RAW, |c| {
            let [v, g, r] = [value, goal, red].map(|row| cell(row, c));
            format!("IF(COUNT({v},{g},{r})<3,\"\",IF({g}={r},\"\",10*MAX(0,MIN(10,10/3*(1+({v}-{r})/({g}-{r}))))))")
        });
        (raw, Ranks { by_width: None, by_goal: Some(by_goal) })
    }

    fn own_formula(
        &mut self,
        judged: &ScoredRows,
        own: &crate::measure::Formula,
        of_target: &dyn Fn(&str, &str, u16) -> String,
    ) -> (u32, Ranks) {
        let m = self.m;
        let mut cells = BTreeMap::from([("actual".to_owned(), Cell::Row(judged.value))]);
        let short = judged.target.map(|target| {
            let difference = style::difference(m.unit, m.decimals);
            cells.insert("target".to_owned(), Cell::Row(target));
            self.shortfall(judged, target, &difference)
        });
        if m.scoring.needs_baseline() {
            let format = style::value(m.unit, m.decimals);
            let row = self.row(PlanNumber::Baseline, "", &format, |c| of_target("tBaseline", "\"\"", c));
            cells.insert("baseline".to_owned(), Cell::Row(row));
        }
        let width = judged.target.map(|target| self.width(judged, target));
        let raw = self.computed(SeriesLine::Raw, style::RAW, own, &cells);
        let by_width = short.map(|short| (short, width, judged.target));
        (raw, Ranks { by_width, by_goal: None })
    }

    /// On target, watch or off target by how far a value falls short.
    fn status_by_shortfall(
        &mut self,
        (short, width, target): (u32, Option<u32>, Option<u32>),
        score: u32,
        judged: &ScoredRows,
    ) -> u32 {
        self.row(SeriesLine::ByWidth, "", "0", |c| {
            let (short, v) = (cell(short, c), cell(judged.value, c));
            let size = match target {
                Some(target) => format!("Slack*MAX(ABS({v}),ABS({}))", cell(target, c)),
                None => format!("Slack*ABS({v})"),
            };
            let within = match width {
                Some(width) => format!("IF({short}<={}+{size},2,3)", cell(width, c)),
                None => "3".to_owned(),
            };
            let all = match width {
                Some(width) => format!("COUNT({},{})=2", cell(score, c), cell(width, c)),
                None => format!("ISNUMBER({})", cell(score, c)),
            };
            format!("IF({all},IF({short}<={size},1,{within}),0)")
        })
    }
}

/// Rows that statuses may come from, beside that by edges.
#[derive(Default)]
struct Ranks {
    /// Rows of the shortfall, of the width that is watched, and of the target.
    by_width: Option<(u32, Option<u32>, Option<u32>)>,
    by_goal: Option<u32>,
}
