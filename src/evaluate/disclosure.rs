//! What figures that are shown tell of figures that are withheld: some are sums of others, so that what is withheld may follow.

mod unknowns;

use std::collections::{BTreeSet, VecDeque};

use unknowns::solve;

/// A number of cases that stands somewhere, or would.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure {
    /// How many; `None` where that is not known.
    pub cases: Option<f64>,
    /// Whether it can be withheld.
    pub standing: Withholding,
}

/// Whether a figure can be withheld.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Withholding {
    /// Where it takes that.
    Open,
    /// It is shown whatever it tells.
    Fixed,
    /// It is withheld already, or stands nowhere.
    Withheld,
    /// It stands nowhere and is no secret by itself, but others add up to it.
    OnlyInSums,
}

/// Figures that add up to another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// What they add up to.
    pub whole: usize,
    /// The figures.
    pub parts: Vec<usize>,
}

/// So often one more is withheld beside all that is told before everything is.
const ROUNDS: usize = 200;

/// Which of some figures are withheld: those with fewer cases than `smallest`, and as many others as it takes that none of these
/// follows from what is shown, nor fewer than `smallest` of them together. An empty figure tells of nobody and is shown; one whose
/// cases are not known may tell of one.
///
/// First each sum by itself: of what is withheld there are two, which hold `smallest` cases where their sum is shown, the
/// smallest ones. Then all sums together: they are equations, and what is withheld is the unknown; one more is withheld near to
/// whatever they determine, until they determine none. Where that is too much work, all that can be withheld is.
pub fn withheld(figures: &[Figure], sums: &[Sum], smallest: u32) -> Vec<bool> {
    let mut hiding = SuppressionState::new(figures, sums, f64::from(smallest));
    for _ in 0..ROUNDS {
        hiding.suppress_within_sums();
        let Some(told) = hiding.disclosed() else { break };
        let mut more = BTreeSet::new();
        for told in told {
            more.extend(hiding.complementary_cell(&told, &more));
        }
        if more.is_empty() {
            return hiding.hidden;
        }
        more.into_iter().for_each(|figure| hiding.hidden[figure] = true);
    }
    let is_open = |figure: &Figure| figure.standing == Withholding::Open;
    figures.iter().zip(hiding.hidden).map(|(figure, hidden)| hidden || is_open(figure)).collect()
}

/// A withheld value that can be derived from what is shown.
enum Disclosed {
    /// Figures that follow, or a sum of them.
    Implied(Vec<usize>),
    /// What of a sum is withheld follows from its whole; only what stands in it can help.
    Within(usize),
}

/// Figures while more and more are withheld.
struct SuppressionState<'a> {
    figures: &'a [Figure],
    sums: &'a [Sum],
    smallest: f64,
    /// The sums that each figure stands in.
    sums_of: Vec<Vec<usize>>,
    hidden: Vec<bool>,
}

impl SuppressionState<'_> {
    fn new<'a>(figures: &'a [Figure], sums: &'a [Sum], smallest: f64) -> SuppressionState<'a> {
        let mut sums_of = vec![Vec::new(); figures.len()];
        for (at, sum) in sums.iter().enumerate() {
            sum.members().for_each(|figure| sums_of[figure].push(at));
        }
        let mut hiding = SuppressionState { figures, sums, smallest, sums_of, hidden: Vec::new() };
        let is_hidden = |at: usize| match figures[at].standing {
            Withholding::Withheld | Withholding::OnlyInSums => true,
            Withholding::Open => hiding.is_small(at),
            Withholding::Fixed => false,
        };
        hiding.hidden = (0..figures.len()).map(is_hidden).collect();
        hiding
    }

    fn is_small(&self, figure: usize) -> bool {
        self.figures[figure].cases.is_none_or(|cases| cases > 0.0 && cases < self.smallest)
    }

    /// Whether nothing that is shown says it at once. What is empty is known to be.
    fn is_unknown(&self, figure: usize) -> bool {
        self.hidden[figure] && self.figures[figure].cases != Some(0.0)
    }

    fn can_be_suppressed(&self, figure: usize) -> bool {
        let Figure { cases, standing } = self.figures[figure];
        standing == Withholding::Open && !self.hidden[figure] && cases != Some(0.0)
    }

    fn is_sensitive(&self, figure: usize) -> bool {
        self.is_small(figure) && self.figures[figure].standing != Withholding::OnlyInSums
    }

    /// The smallest figure that may be withheld.
    fn smallest_of(&self, figures: impl Iterator<Item = usize>) -> Option<usize> {
        let size = |figure: &usize| self.figures[*figure].cases.unwrap_or(0.0);
        figures.filter(|figure| self.can_be_suppressed(*figure)).min_by(|a, b| size(a).total_cmp(&size(b)))
    }

    /// How many cases figures have together.
    fn together(&self, figures: &[usize]) -> f64 {
        figures.iter().filter_map(|figure| self.figures[*figure].cases).sum()
    }

    /// Whether figures that are known together tell of few: they hold too few cases, or one each.
    fn discloses(&self, figures: &[usize]) -> bool {
        let together = self.together(figures);
        together < self.smallest || together <= figures.len() as f64
    }

    /// Withholds more in each sum until it does not tell anything by itself.
    fn suppress_within_sums(&mut self) {
        let mut waiting: VecDeque<usize> = (0..self.sums.len()).collect();
        let mut is_waiting = vec![true; self.sums.len()];
        while let Some(at) = waiting.pop_front() {
            is_waiting[at] = false;
            let sum = &self.sums[at];
            let parts: Vec<usize> = sum.parts.iter().copied().filter(|part| self.is_unknown(*part)).collect();
            let is_safe = match (self.is_unknown(sum.whole), parts.len()) {
                (false, 0) => true,
                (false, _) => parts.len() > 1 && !self.discloses(&parts),
                (true, count) => count > 0 || self.figures[sum.whole].standing == Withholding::OnlyInSums,
            };
            if is_safe {
                continue;
            }
            if let Some(next) = self.smallest_of(sum.members()) {
                self.hidden[next] = true;
                for sum in &self.sums_of[next] {
                    if !std::mem::replace(&mut is_waiting[*sum], true) {
                        waiting.push_back(*sum);
                    }
                }
            }
        }
    }

    /// The small figures, and the sums of few cases, that follow from all sums together; `None` where that is too much work.
    fn disclosed(&self) -> Option<Vec<Disclosed>> {
        let equations: Vec<Vec<(usize, bool)>> = self.sums.iter().map(|sum| self.equation(sum)).collect();
        let found = solve(&equations, self.figures.len())?;
        let follows = |figure: usize| !self.is_unknown(figure) || found.known[figure];
        let mut told: Vec<Disclosed> = (0..self.figures.len())
            .filter(|figure| self.is_unknown(*figure) && found.known[*figure] && self.is_sensitive(*figure))
            .map(|figure| Disclosed::Implied(vec![figure]))
            .collect();
        let rest = |figures: &[usize]| -> Vec<usize> {
            figures.iter().copied().filter(|figure| !follows(*figure)).collect()
        };
        for (at, sum) in self.sums.iter().enumerate().filter(|(_, sum)| follows(sum.whole)) {
            let rest = rest(&sum.parts);
            if !rest.is_empty() && self.discloses(&rest) {
                told.push(Disclosed::Within(at));
            }
        }
        let of_several = found.together.iter().map(|figures| rest(figures));
        let of_few =
            of_several.filter(|figures| !figures.is_empty() && self.together(figures) < self.smallest);
        told.extend(of_few.map(Disclosed::Implied));
        Some(told)
    }

    /// What is unknown of a sum, and whether it counts against the others.
    fn equation(&self, sum: &Sum) -> Vec<(usize, bool)> {
        let parts = sum.parts.iter().map(|part| (*part, false));
        let all = parts.chain([(sum.whole, true)]);
        all.filter(|(figure, _)| self.is_unknown(*figure)).collect()
    }

    /// Complementary suppression: the smallest other cell in a sum with a disclosed one, else in a sum with its
    /// neighbours. `None` if one of them is withheld by now, or none can be.
    fn complementary_cell(&self, told: &Disclosed, now: &BTreeSet<usize>) -> Option<usize> {
        let mut edge = match told {
            Disclosed::Implied(figures) => figures.clone(),
            Disclosed::Within(sum) => {
                let is_helped = self.sums[*sum].members().any(|figure| now.contains(&figure));
                return self.smallest_of(self.sums[*sum].members().filter(|_| !is_helped));
            }
        };
        let (mut seen, mut looked) = (BTreeSet::new(), BTreeSet::new());
        while !edge.is_empty() {
            seen.extend(edge.iter().copied());
            let sums = edge.iter().flat_map(|figure| &self.sums_of[*figure]).copied();
            let sums: BTreeSet<usize> = sums.filter(|sum| !looked.contains(sum)).collect();
            let near = || sums.iter().flat_map(|sum| self.sums[*sum].members());
            if near().any(|figure| now.contains(&figure)) {
                return None;
            }
            let next = self.smallest_of(near());
            if next.is_some() {
                return next;
            }
            let further = near().filter(|figure| self.is_unknown(*figure) && !seen.contains(figure));
            edge = further.collect::<BTreeSet<usize>>().into_iter().collect();
            looked.extend(sums);
        }
        None
    }
}

impl Sum {
    fn members(&self) -> impl Iterator<Item = usize> + '_ {
        std::iter::once(self.whole).chain(self.parts.iter().copied())
    }
}
