//! `sentiment`: what comments say.

mod causes;

use datafusion::arrow::datatypes::DataType;
use datafusion::functions::string::{btrim, lower};
use datafusion::logical_expr::cast;
use datafusion::prelude::{Expr, lit};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::description::{KindDescription, MeaningContext, WrittenKeys};
use super::keys::if_written;
use super::{Context, Text, count_where};
use crate::form::OneOrMany;
use crate::measure::expression::mood::{Lexicons, NEGATIVE, POSITIVE, WORDLESS, mood};
use crate::measure::formula::Comparison;
use crate::measure::meaning::{AnswerMeaning, CompoundMeaning};
use crate::measure::{
    ColumnType, Component, Direction, Formula, IntervalMethod, Meaning, Plan, Policy, Pooling, Rows,
    SecondaryFigure, SecondaryFigureName, Subject, Title, Unit,
};
use crate::problem::{Exclusive, Problem, near};
use crate::sentiment::Language;
use causes::{
    ClassifierNoBetter, ErrorAlone, LabelOfOther, LabelTwice, LexiconOfOther, NoShare, TextWithoutLanguage,
    UnknownLanguage, UnknownLexicon, WithoutText,
};

/// Positive less negative comments, or the share of either.
///
/// `net = 100 · (positive − negative) ÷ scored`; `positive = |positive| ÷ scored`, `negative = |negative| ÷ scored`
///
/// A comment is labelled in a column, or its text is scored by a lexicon. Neutral comments count in the denominator;
/// blank and unsupported ones are unscored, which is never neutral, and are counted beside.
///
/// - Shape: one value per period and segment; pools by adding its components.
/// - Unit: points, −100 to 100; percent, held as a fraction, for a share.
/// - Absent: nothing scored → no data; fewer than `min_n` → insufficient data.
/// - Source: net by adjusted Wald as a net promoter score (Rocks 2016), shares by Wilson (1927); correction for a
///   classifier's errors by Rogan and Gladen (1978).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-single" = "label"))]
pub struct Sentiment {
    /// Column with the label of a comment.
    #[serde(default)]
    pub label: Option<Text>,
    /// Column with the text of a comment, to be scored.
    #[serde(default)]
    pub text: Option<Text>,
    /// Language of the text: `en`, `es`, `el`, `pl`, or the column that holds it.
    #[serde(default)]
    pub language: Option<Text>,
    /// A lexicon of the project instead of the one shipped for its language.
    #[serde(default)]
    pub lexicon: Option<Text>,
    /// Labels that are positive; `positive` when absent.
    #[serde(default)]
    pub positive: OneOrMany<Text>,
    /// Labels that are negative; `negative` when absent.
    #[serde(default)]
    pub negative: OneOrMany<Text>,
    /// Labels that are neutral; when absent, every other label is.
    #[serde(default)]
    pub neutral: OneOrMany<Text>,
    /// What is counted; net when absent.
    #[serde(default)]
    pub counting: Counting,
    /// Share of the comments that are so which the classifier finds, to correct a share.
    #[serde(default)]
    #[schemars(extend("x-expected" = "a percent", "x-example" = "85%"))]
    pub sensitivity: Option<Text>,
    /// Share of the comments that are not so which the classifier leaves, to correct a share.
    #[serde(default)]
    #[schemars(extend("x-expected" = "a percent", "x-example" = "90%"))]
    pub specificity: Option<Text>,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Counting {
    /// Positive less negative.
    #[default]
    Net,
    /// The share of positive comments.
    Positive,
    /// The share of negative comments.
    Negative,
}

/// Conditions on a comment.
struct Moods {
    positive: Expr,
    negative: Expr,
    scored: Expr,
    /// Neutral because the lexicon knows no word of it.
    wordless: Option<Expr>,
    policies: Vec<Policy>,
}

/// The errors of a classifier that a share is corrected for, each a fraction; together above 1.
#[derive(Clone, Copy)]
struct Correction {
    /// Share of the comments that are so which it finds.
    sensitivity: f64,
    /// Share of the comments that are not so which it leaves.
    specificity: f64,
}

impl Sentiment {
    pub(super) fn plan(&self, context: &Context<'_>) -> Option<Plan> {
        let of_classifier = self.sensitivity.as_ref().or(self.specificity.as_ref());
        let correction = if_written(of_classifier, |_| self.correction(context));
        let moods = match (&self.label, &self.text) {
            (Some(_), Some(text)) => {
                exclusive(context, "label", "text", text);
                None
            }
            (Some(label), None) => self.labelled(label, context),
            (None, Some(text)) => self.read(text, context),
            (None, None) => {
                context.report(Problem::new(WithoutText).at(context.span));
                None
            }
        };
        let rows = context.rows_by_time()?;
        let (moods, correction) = (moods?, correction?);
        Some(self.count(&rows, moods, correction))
    }

    fn labelled(&self, label: &Text, context: &Context<'_>) -> Option<Moods> {
        for (key, text) in [("language", &self.language), ("lexicon", &self.lexicon)] {
            if let Some(text) = text {
                exclusive(context, "label", key, text);
                return None;
            }
        }
        let typed = context.value(label)?;
        if !matches!(typed.kind, Some(ColumnType::Text | ColumnType::Integer) | None) {
            let what = typed.kind.map_or("nothing", ColumnType::word);
            let cause = LabelOfOther { label: label.to_string(), what: what.to_string() };
            context.report(Problem::new(cause).at(label.span));
            return None;
        }
        let word = lower().call(vec![btrim().call(vec![cast(typed.expr, DataType::Utf8)])]);
        let (positive, negative) = (words(&self.positive, "positive"), words(&self.negative, "negative"));
        if let Some(both) = self.negative.iter().find(|label| positive.contains(&plain(label))) {
            context.report(Problem::new(LabelTwice { label: both.to_string() }).at(both.span));
            return None;
        }
        let is =
            |labels: &[String]| word.clone().in_list(labels.iter().map(|l| lit(l.as_str())).collect(), false);
        let neutral: Vec<String> = self.neutral.iter().map(plain).collect();
        let scored = match neutral.is_empty() {
            true => word.clone().not_eq(lit("")),
            false => is(&[positive.as_slice(), &negative, &neutral].concat()),
        };
        let (good, bad) = (positive.join(", "), negative.join(", "));
        let labels = match neutral.is_empty() {
            true => Policy::LabelsOpen { positive: good, negative: bad },
            false => Policy::LabelsClosed { positive: good, negative: bad, neutral: neutral.join(", ") },
        };
        Some(Moods {
            positive: is(&positive),
            negative: is(&negative),
            scored,
            wordless: None,
            policies: vec![labels],
        })
    }

    fn read(&self, text: &Text, context: &Context<'_>) -> Option<Moods> {
        for (key, labels) in
            [("positive", &self.positive), ("negative", &self.negative), ("neutral", &self.neutral)]
        {
            if let Some(label) = labels.iter().next() {
                exclusive(context, "text", key, label);
                return None;
            }
        }
        let typed = context.value(text);
        let own = match &self.lexicon {
            None => None,
            Some(id) => Some((id, self.lexicon(id, context)?)),
        };
        let (language, of_language) = self.language(own.as_ref().map(|(_, own)| own.language()), context)?;
        let mut lexicons = Lexicons::shipped();
        let mut policies = vec![of_language];
        let by = match own {
            Some((id, own)) => {
                let by = Policy::LexiconOwn { id: id.value.clone(), language: own.language() };
                lexicons = lexicons.with(&id.value, own);
                by
            }
            None => Policy::LexiconShipped,
        };
        policies.extend([by, Policy::CutPointsAt]);
        let code = mood(cast(typed?.expr, DataType::Utf8), language, lexicons);
        Some(Moods {
            positive: code.clone().eq(lit(POSITIVE)),
            negative: code.clone().eq(lit(NEGATIVE)),
            wordless: Some(code.clone().eq(lit(WORDLESS))),
            scored: code.is_not_null(),
            policies,
        })
    }

    /// A lexicon of the project; nothing, and no second problem, when its file is at fault.
    fn lexicon(&self, id: &Text, context: &Context<'_>) -> Option<std::sync::Arc<crate::sentiment::Lexicon>> {
        if let Some(found) = context.lexicons.get(&id.value) {
            return found.clone();
        }
        let known = context.lexicons.keys().map(String::as_str);
        let cause = UnknownLexicon { lexicon: id.to_string() };
        context.report(Problem::new(cause).at(id.span).did_you_mean(near(&id.value, known)));
        None
    }

    /// The language of a row's text, and how it is said.
    fn language(&self, own: Option<Language>, context: &Context<'_>) -> Option<(Expr, Policy)> {
        let Some(text) = &self.language else {
            if let Some(language) = own {
                return Some((lit(language.code()), Policy::LanguageOf { language }));
            }
            context.report(Problem::new(TextWithoutLanguage).at(context.span));
            return None;
        };
        let columns = &context.sources.get(context.source?)?.vocabulary.columns;
        if columns.contains_key(&text.value) {
            let typed = context.value(text)?;
            return Some((
                cast(typed.expr, DataType::Utf8),
                Policy::LanguageByColumn { column: text.value.clone() },
            ));
        }
        let codes = || Language::ALL.into_iter().map(Language::code);
        let Some(language) = Language::from_code(&text.value) else {
            let known: Vec<String> = codes().map(|code| format!("`{code}`")).collect();
            let cause = UnknownLanguage { text: text.to_string(), known: known.join(", ") };
            context.report(
                Problem::new(cause)
                    .at(text.span)
                    .did_you_mean(near(&text.value, columns.keys().map(String::as_str))),
            );
            return None;
        };
        if let Some((own, id)) = own.zip(self.lexicon.as_ref()).filter(|(own, _)| *own != language) {
            let cause = LexiconOfOther {
                lexicon: id.to_string(),
                own: own.to_string(),
                language: language.to_string(),
                code: own.code().to_owned(),
            };
            context.report(Problem::new(cause).at(text.span));
            return None;
        }
        Some((lit(language.code()), Policy::LanguageOf { language }))
    }

    /// By what a share is to be corrected.
    fn correction(&self, context: &Context<'_>) -> Option<Correction> {
        let (sensitivity, specificity) = match (&self.sensitivity, &self.specificity) {
            (Some(sensitivity), Some(specificity)) => (sensitivity, specificity),
            (one, other) => {
                let (present, missing) = if one.is_some() {
                    ("sensitivity", "specificity")
                } else {
                    ("specificity", "sensitivity")
                };
                let span = one.as_ref().or(other.as_ref()).map_or(context.span, |text| text.span);
                let cause = ErrorAlone { present: present.to_string(), missing: missing.to_string() };
                context.report(Problem::new(cause).at(span));
                return None;
            }
        };
        if self.counting == Counting::Net {
            exclusive(context, "counting: net", "sensitivity", sensitivity);
            return None;
        }
        let (found, left) = (fraction(sensitivity, context), fraction(specificity, context));
        let correction = Correction { sensitivity: found?, specificity: left? };
        if correction.sensitivity + correction.specificity <= 1.0 {
            context.report(Problem::new(ClassifierNoBetter).at(specificity.span));
            return None;
        }
        Some(correction)
    }

    fn count(&self, rows: &Rows, moods: Moods, correction: Option<Correction>) -> Plan {
        let unscored = moods.scored.clone().is_not_true();
        let part =
            |name: &str, title: Title, condition: Expr| count_where(name, title, rows, Some(condition));
        let mut components: Vec<Component> = vec![
            part("positive", Title::CommentsPositive, moods.positive),
            part("negative", Title::CommentsNegative, moods.negative),
            part("scored", Title::CommentsScored, moods.scored),
            part("unscored", Title::CommentsUnscored, unscored),
            count_where("all", Title::CommentsAll, rows, None),
        ];
        components
            .extend(moods.wordless.map(|condition| part("wordless", Title::CommentsWordless, condition)));
        let scored = || Formula::name("scored");
        let mut policies = moods.policies;
        policies.push(Policy::UnscoredBeside);
        let beside = Some(SecondaryFigure {
            name: SecondaryFigureName::CommentsScored,
            formula: scored().over(Formula::name("all")),
            is_share: true,
        });
        let (word, direction) = match self.counting {
            Counting::Positive => ("positive", Direction::Maximise),
            Counting::Net | Counting::Negative => ("negative", Direction::Minimise),
        };
        if self.counting == Counting::Net {
            let balance = Formula::name("positive").minus(Formula::name("negative"));
            let interval = IntervalMethod::AdjustedWald {
                promoters: Formula::name("positive"),
                detractors: Formula::name("negative"),
                responses: Formula::name("scored"),
            };
            return Plan {
                sample: Some(scored()),
                pooling: Pooling::Pool,
                direction: Some(Direction::Maximise),
                bounds: (Some(-100.0), Some(100.0)),
                min_n: 10,
                beside,
                policies,
                ..Plan::new(
                    Formula::Number(100.0).times(balance).over(scored()),
                    components,
                    Unit::Points,
                    interval,
                )
            };
        }
        let plan = Plan {
            direction: Some(direction),
            beside,
            ..Plan::proportion(word, "scored", components, Unit::Percent)
        };
        let Some(Correction { sensitivity, specificity }) = correction else {
            return Plan { policies, ..plan };
        };
        policies.push(Policy::CorrectedBy { sensitivity, specificity });
        let interval = IntervalMethod::Corrected {
            successes: Formula::name(word),
            trials: scored(),
            sensitivity,
            specificity,
        };
        Plan {
            formula: corrected(plan.formula.clone(), sensitivity, specificity),
            interval,
            policies,
            ..plan
        }
    }
}

impl KindDescription for Sentiment {
    fn list_keys(&self, keys: &mut WrittenKeys) {
        keys.optional("label", self.label.as_ref());
        if self.label.is_some() {
            keys.list("positive", &self.positive, "positive");
            keys.list("negative", &self.negative, "negative");
            keys.list("neutral", &self.neutral, "any other label");
        }
        keys.optional("text", self.text.as_ref());
        keys.optional("language", self.language.as_ref());
        if self.text.is_some() {
            keys.or("lexicon", self.lexicon.as_ref(), "shipped");
        }
        keys.word("counting", Some(&self.counting));
        keys.optional("sensitivity", self.sensitivity.as_ref());
        keys.optional("specificity", self.specificity.as_ref());
    }

    fn meaning(&self, input: &MeaningContext<'_>) -> Option<Meaning> {
        let mood = match self.counting {
            Counting::Net => AnswerMeaning::MoodNet,
            Counting::Positive => AnswerMeaning::MoodPositive,
            Counting::Negative => AnswerMeaning::MoodNegative,
        };
        Some(match input.policy(Subject::Correction) {
            None => mood.into(),
            Some(by) => CompoundMeaning::Corrected { counted: Box::new(mood.into()), by }.into(),
        })
    }
}

/// Rogan and Gladen's correction; absent where the observed share is.
fn corrected(observed: Formula, sensitivity: f64, specificity: f64) -> Formula {
    let number = |n: f64| Box::new(Formula::Number(n));
    let share = observed
        .plus(Formula::Number(specificity))
        .minus(Formula::Number(1.0))
        .over(Formula::Number(sensitivity + specificity - 1.0));
    let beyond = |than: Comparison, bound: f64| {
        (Formula::Compare(than, Box::new(share.clone()), number(bound)), Formula::Number(bound))
    };
    let branches = vec![beyond(Comparison::Less, 0.0), beyond(Comparison::Greater, 1.0)];
    Formula::Case(branches, Some(Box::new(share.clone())))
}

fn exclusive(context: &Context<'_>, a: &str, b: &str, at: &Text) {
    let problem = Problem::new(Exclusive::new(a, b)).at(at.span);
    context.report(problem.help(format!("take `{b}` out, or `{a}`")));
}

/// A share of comments, `85%` or `0.85`.
fn fraction(text: &Text, context: &Context<'_>) -> Option<f64> {
    let written = text.value.trim();
    let number = match written.strip_suffix('%') {
        Some(percent) => percent.trim().parse::<f64>().map(|percent| percent / 100.0),
        None => written.parse::<f64>(),
    };
    let found = number.ok().filter(|number| (0.0..=1.0).contains(number));
    if found.is_none() {
        context.report(Problem::new(NoShare { text: text.to_string() }).at(text.span));
    }
    found
}

fn plain(label: &Text) -> String {
    label.value.trim().to_lowercase()
}

fn words(labels: &OneOrMany<Text>, default: &str) -> Vec<String> {
    let given: Vec<String> = labels.iter().map(plain).collect();
    if given.is_empty() { vec![default.to_owned()] } else { given }
}
