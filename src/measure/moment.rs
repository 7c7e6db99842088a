//! Moments of pairs of numbers over clusters: how many, their sums and the sums of their products.

use super::Title;
use crate::statistics::exact::{Exact, Products, to_number};

/// Moments of (y, x) over clusters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// Number of clusters.
    N,
    /// Σy
    Y,
    /// Σx
    X,
    /// Σy²
    YY,
    /// Σxy
    XY,
    /// Σx²
    XX,
}

impl Moment {
    /// All of them, in their order.
    pub(super) const ALL: [Moment; 6] = [Moment::N, Moment::Y, Moment::X, Moment::YY, Moment::XY, Moment::XX];

    /// Name of the component that holds it of the rows that are clusters by themselves.
    pub(super) fn name_alone(self) -> &'static str {
        match self {
            Moment::N => "n_alone",
            Moment::Y => "y_alone",
            Moment::X => "x_alone",
            Moment::YY => "yy_alone",
            Moment::XY => "xy_alone",
            Moment::XX => "xx_alone",
        }
    }

    /// The moments `n y x yy xy xx` over all clusters, by what components are: those of rows without a cluster are added,
    /// where a plan has any. Nothing where nobody is there, or one of them is not known.
    pub fn over_all(of: &dyn Fn(&str) -> Option<f64>) -> Option<[f64; 6]> {
        let clustered = of(Moment::N.words().0).is_some();
        let is_alone = of(Moment::N.name_alone()).is_some_and(|alone| alone > 0.0);
        // A sum of squares that is too large to be added up is left out of a run.
        let lacks = |sum: Moment, squares: Moment| {
            of(sum.name_alone()).is_some() && of(squares.name_alone()).is_none()
        };
        if is_alone && (lacks(Moment::Y, Moment::YY) || lacks(Moment::X, Moment::XX)) {
            return None;
        }
        let mut all = [0.0; 6];
        for (all, moment) in all.iter_mut().zip(Moment::ALL) {
            if clustered {
                *all += of(moment.words().0)?;
            }
            if is_alone {
                *all += of(moment.name_alone()).unwrap_or(0.0);
            }
        }
        (clustered || is_alone).then_some(all)
    }

    /// Name and title of a component that holds it.
    pub(super) fn words(self) -> (&'static str, Title) {
        match self {
            Moment::N => ("n", Title::ClusterCount),
            Moment::Y => ("y", Title::ClusterSumNumerator),
            Moment::X => ("x", Title::ClusterSumDenominator),
            Moment::YY => ("yy", Title::ClusterSumNumeratorSquared),
            Moment::XY => ("xy", Title::ClusterSumProducts),
            Moment::XX => ("xx", Title::ClusterSumDenominatorSquared),
        }
    }
}

/// All moments of some pairs (y, x), whatever their order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Moments {
    n: u64,
    sums: [Exact; 2],
    products: [Products; 3],
}

impl Moments {
    /// Adds a pair.
    #[inline]
    pub(crate) fn add(&mut self, y: Exact, x: Exact) {
        self.n += 1;
        self.sums[0] += y;
        self.sums[1] += x;
        for (sum, (a, b)) in self.products.iter_mut().zip([(y, y), (x, y), (x, x)]) {
            sum.add(a, b);
        }
    }

    /// Adds the pairs of others.
    pub(crate) fn merge(&mut self, other: &Moments) {
        self.n += other.n;
        self.sums.iter_mut().zip(&other.sums).for_each(|(sum, other)| *sum += other);
        self.products.iter_mut().zip(&other.products).for_each(|(sum, other)| sum.merge(other));
    }

    /// Σy and Σx.
    pub(crate) fn sums(&self) -> [Exact; 2] {
        self.sums
    }

    /// Number of pairs.
    pub(crate) fn count(&self) -> u64 {
        self.n
    }

    /// One of them.
    pub(crate) fn get(&self, moment: Moment) -> f64 {
        match moment {
            Moment::N => self.n as f64,
            Moment::Y => to_number(self.sums[0]),
            Moment::X => to_number(self.sums[1]),
            Moment::YY => self.products[0].value(),
            Moment::XY => self.products[1].value(),
            Moment::XX => self.products[2].value(),
        }
    }
}

/// The same of small pairs, in whole numbers of a unit each: they are added in 128 bits, and become amounts at the end. What one
/// side amounts to, signs aside, is to stay below two to the 63rd, so that no product of the sides leaves them.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct SmallMoments {
    n: u64,
    sums: [i64; 2],
    products: [i128; 3],
}

impl SmallMoments {
    /// Adds a pair.
    #[inline]
    pub(crate) fn add(&mut self, y: i64, x: i64) {
        self.n += 1;
        self.sums[0] += y;
        self.sums[1] += x;
        let wide = |a: i64, b: i64| i128::from(a) * i128::from(b);
        for (sum, product) in self.products.iter_mut().zip([wide(y, y), wide(x, y), wide(x, x)]) {
            *sum += product;
        }
    }

    /// The moments of amounts, given how many ten-billionths a unit of each side is.
    pub(crate) fn of_units(self, y: Exact, x: Exact) -> Moments {
        let sums = [Exact::from(self.sums[0]) * y, Exact::from(self.sums[1]) * x];
        let mut products = [Products::default(); 3];
        let parts = self.products.into_iter().zip([y * y, x * y, x * x]);
        products.iter_mut().zip(parts).for_each(|(all, (sum, unit))| all.add(sum, unit));
        Moments { n: self.n, sums, products }
    }
}
