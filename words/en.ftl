### English. Every text that a reader of a report sees, but for names that the definition gives.
###
### How to translate: docs/words.md. `$name` in braces is filled in; what a pattern may use stands in `src/words/`.
### Numbers and dates come in the reader's format, with their unit where they have one; a count chooses the plural form.
### "Better" and "worse" are meant for the measure: of a cost, less is better, and "below target" no reproach.

## Judgement: status, what the interval says, why a value is missing or not scored

status-on-target = On target
status-watch = Watch
status-off-target = Off target

# What the interval of chance variation says about the plan, as a sentence.
verdict-met = Chance included, the plan is met.
verdict-missed = Chance included, the plan is missed.
verdict-uncertain = Chance leaves open whether the plan is met.

absence-no-data = No data
absence-insufficient-history = Insufficient history
absence-not-yet-due = Not yet due
absence-withheld = Withheld
absence-undefined = Undefined
# Of too few people to be shown.
absence-private = Withheld
absence-withheld-n = Withheld (n { $n } of { $min_n })

doubt-provisional = Provisional
doubt-insufficient-data = Insufficient data
doubt-provisional-reason = Provisional ({ $reason })
doubt-insufficient-data-n = Insufficient data (n { $n } of { $min_n })

# Clauses in parentheses or after a colon.
provisional-data-begin = data begin on { $on }
provisional-stale = newest row of { $last }
provisional-gap =
    { $longest ->
        [one] no row since { $last }; the longest gap before was { $longest } day
       *[other] no row since { $last }; the longest gap before was { $longest } days
    }
provisional-gap-alone = no row since { $last }

## Time

duration-seconds =
    { $count ->
        [one] { $count } second
       *[other] { $count } seconds
    }
duration-minutes =
    { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
duration-hours =
    { $count ->
        [one] { $count } hour
       *[other] { $count } hours
    }
duration-days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
duration-business-days =
    { $count ->
        [one] { $count } business day
       *[other] { $count } business days
    }
duration-weeks =
    { $count ->
        [one] { $count } week
       *[other] { $count } weeks
    }
duration-months =
    { $count ->
        [one] { $count } month
       *[other] { $count } months
    }
duration-quarters =
    { $count ->
        [one] { $count } quarter
       *[other] { $count } quarters
    }
duration-years =
    { $count ->
        [one] { $count } year
       *[other] { $count } years
    }

# What a value looks at, beside it: in parentheses or after a comma.
window-rolling = rolling { $length }
window-since-month = since { $month }
window-since = since { $first }
window-day = { $day }
window-days = { $first } to { $last }
window-mixed = measures of different windows

## Workbook: names of sheets, and what stands on each

book-sheet-cover = Cover
book-sheet-control = Control
book-sheet-control-note = Choose period, basis, comparison, materiality and scale: every sheet follows
book-sheet-scorecard = Scorecard
book-sheet-scorecard-note = The scorecard on a page, for the period and the basis that Control selects
book-sheet-segments = Segments
book-sheet-segments-note = Every segment table as one; segments of totals tied to the facts
book-sheet-trend = Trend
book-sheet-trend-note = A chart of the measure you choose with limits, plan and outlook, and a small one of each measure
book-sheet-facts = Facts
book-sheet-facts-note = What rows were counted or added up to, each figure once, with its days (table tFacts)
book-sheet-plan = Plan
book-sheet-plan-note = The numbers that targets are made of (table tPlan)
book-sheet-targets = Targets
book-sheet-targets-note = What the plan comes to in every period, live, and whether a period is judged
book-sheet-policy = Policy
book-sheet-policy-note = Weights, edges, scoring, caps, margins and rates
book-sheet-series = Series
book-sheet-series-note = Every measure in every period, from facts and plan to score and status
book-sheet-calc = Calc
book-sheet-calc-note = The selected period, from each measure to objectives, perspectives and the whole
book-sheet-reconciliation = Reconciliation
book-sheet-reconciliation-note = What became of the rows of every source, from those read to those used
book-sheet-checks = Checks
book-sheet-checks-note = The engine’s figures against those of the formulas, cell by cell
book-sheet-edits = Edits
book-sheet-edits-note = Every cell that may be changed, as it was and as it is
book-sheet-data = Data
book-sheet-data-note = Every figure in a tidy table, for pivots (table tResults)
book-sheet-log = Log
book-sheet-log-note = Run, versions, hashes, and what was left out
book-sheet-lists = Lists
book-sheet-lists-note = Words for the numbers that formulas hold

## Workbook: cover

book-entity = Entity
book-as-of = Data
book-run = Run
book-currency = Currency
book-message = Message
book-integrity = Integrity
book-edits = Edits
book-sheets = Sheets
book-signs = Signs
book-sign-input = Input: may be changed
book-sign-formula = Formula
book-sign-link = Taken from another cell unchanged
book-sign-engine = Given by the engine
book-sign-status = On target, watch, off target, no data: shape, word and colour say the same
book-sign-material = Material: the difference reaches what Control says
book-sign-absent = An empty cell is absent: no data, too few data or no target. It is never 0 and counts in no mean

## Workbook: control

book-choice = Choice
book-chosen = Chosen
book-number = Number
book-meaning = Meaning
book-period = Period
book-period-note = The period that Scorecard and Calc show; a measure of longer periods shows the last that is over by then
book-basis = Basis
book-basis-note = Over which days figures are shown; scores stay those of the definition
book-basis-period = Period
book-basis-year = Year to date
book-basis-rolling = Rolling
book-comparison = Comparison
book-comparison-note = What figures are held against
book-comparison-plan = Plan
book-comparison-year-before = Previous year
book-scale = Scale
book-scale-note = How money is shown on Scorecard
book-scale-one = units
book-scale-thousand = thousand
book-scale-million = million
book-factor = Factor
book-rolling = Periods of the rolling basis
book-rolling-note = How many periods are added up, for measures whose facts add up
book-material-share = Material from, of the plan
book-material-share-note = Share of the plan from which the difference of an amount is marked
book-material-points = Material from, in points
book-material-points-note = 0.01 is one percentage point: from there the difference of a rate is marked
book-slack = Slack of comparisons
book-slack-note = Share of an edge that is forgiven, for the last digits of binary arithmetic
book-tolerance-relative = Tolerance of checks, relative
book-tolerance-relative-note = Share of a figure within which engine and formula agree
book-tolerance-absolute = Tolerance of checks, absolute
book-tolerance-absolute-note = The same for figures near 0
book-chosen-period = End of the chosen period
book-is-reported = Is the period reported
book-not-possible = Not possible here
book-one-of-the-list = Choose one of the list.
book-between = Enter a number within the range.
book-share-rule = Enter a share from 0% to 100%.
book-relative-weight = Enter a relative weight, 0 or more.
book-tolerance-rule = Enter a width of 0 or more; a share of the target is at most 100%.

## Workbook: lists

book-status = Status
book-status-on-target = On target
book-status-watch = Watch
book-status-off-target = Off target
book-status-no-data = No data
book-symbol = Symbol
book-better = Better
book-better-higher = higher
book-better-lower = lower
book-scoring = Scoring
book-scoring-distance = distance
book-scoring-attainment = attainment
book-scoring-inverse = inverse attainment
book-scoring-met = met or not
book-scoring-band = band
book-scoring-goal = goal and red flag
book-scoring-formula = own formula
book-judged-by = Judged by
book-judged-edges = edges of the score
book-judged-tolerance = tolerance
book-judged-share = share of target
book-judged-goal = goal and red flag
book-missing = Missing children
book-missing-renormalise = the others share the weight
book-missing-penalise = they count with the penalty
book-status-from = Status from
book-from-score = score
book-from-worst = worst child
book-from-capped = score, held back by a child off target
book-favour = Effect
book-favour-adverse = adverse
book-favour-none = as planned
book-favour-good = favourable
book-lamp = Integrity
book-lamp-agrees = ● Agrees with the engine
book-lamp-differs = ▼ Differs from the engine: see Checks
book-lamp-edits = ◆ Differs from the report, as edits do

## Workbook: heads

book-key = Key
book-fact = Fact
book-title = Title
book-source = Source
book-grain = Grain
book-for-period-to = Period to
book-first-day = First day
book-last-day = Last day
book-value = Value
book-counted = Counted
book-original = Original
book-original-labels = Original labels
book-edited = Edited
book-id = Id
book-in = In
book-unit = Unit
book-measure = Measure
book-measures = Measures
book-objective = Objective
book-parents = Scorecard, perspectives and objectives
book-rollup = Roll-up
book-setting = Setting
book-penalty = Score of a missing child
book-least-coverage = Least coverage
book-weight = Weight
book-on-target-from = On target from
book-watch-from = Watch from
book-sound = Sound
book-tolerance = Tolerance
book-smallest-sample = Smallest sample
book-floor = Floor
book-cap = Cap
book-constants = Margins, rates and factors of formulas
book-plan-item = Item
book-point-constant = Target
book-point-dated = Dated target
book-point-period = Target of the period
book-point-baseline = Baseline
book-point-share = Share of the year
book-point-weight = Planned denominator
book-point-relative = Change on last year
book-point-points = Points on last year
book-point-last-year = Last year
book-point-band-low = Band from
book-point-band-high = Band to
book-point-zero-low = Score 0 at or below
book-point-zero-high = Score 0 at or above
book-point-goal = Goal
book-point-red-flag = Red flag
book-point-to-date = Target to date
book-judged = Judged
book-scored = Scored
book-reason = Reason
book-from-point = From
book-to-point = To
book-way = Way
book-share = Share
book-target = Target
book-goal-from-point = Goal from
book-goal-to-point = Goal to
book-goal-way = Goal way
book-goal-share = Goal share
book-goal = Last target of the year
book-start-point = Start
book-weight-point = Denominator

## Workbook: rows of Series

book-row-place = Place in Targets
book-row-step = Step
book-sample = Sample
book-row-shown = Value, withheld of too few
book-row-year-to-date = Year to date
book-row-year-sample = Sample, year to date
book-row-rolling = Rolling
book-row-rolling-sample = Sample, rolling
book-row-year-before-day = Same period a year before, to
book-year-before = Previous year
book-row-year = Fiscal year from
book-row-number = Period of the year
book-row-position = Position
book-row-target-to-date = Target to date
book-row-weight = Weight of the target
book-row-weighted = Target × weight
book-row-weights = Weights to date
book-row-products = Target × weight to date
book-row-scorable = May be scored
book-row-by-edges = Status by edges
book-row-enough = Sample is enough
book-row-shortfall = Shortfall
book-row-width = Width that is watched
book-row-raw = Score, unclipped
book-row-span = Way from baseline to goal
book-row-by-distance = By distance
book-row-ratio = Share of the target
book-row-below = Score by the lower edge
book-row-above = Score by the upper edge
book-row-goal-reached = Goal is reached
book-row-red-flag-held = Red flag is held
book-row-by-attainment = By attainment
book-row-by-met = By being met
book-row-otherwise = Attained, or met
book-row-nearest = Nearest edge of the band
book-row-outside = Outside the band by
book-row-by-goal = Status by goal and red flag
book-row-by-width = Status by tolerance
book-score = Score

## Workbook: Calc and Scorecard

book-row-policy = Policy row
book-column = Column
book-actual = Actual
book-compared = Plan
book-difference = Δ
book-relative = Δ %
book-material = Material
book-weight-scored = Weight with a score
book-points = Weight × score
book-effective = Effective weight
book-rank-counted = Rank that counts
book-formula = Formula
book-weight-below = Weight below
book-weight-below-scored = … with a score
book-points-below = Weight × score below
book-coverage = Coverage
book-mean = Mean score
book-covered = Coverage reached
book-by-score = Rank by score
book-children-off = Children off target
book-children-watch = Children on watch
book-worst = Worst rank
book-by-policy = Rank by policy
book-year-end = Outlook
book-owner = Owner
book-remark = Remark
book-pp = pp

## Workbook: the other sheets

book-drawn = What the charts draw
book-small-charts = Every measure
book-choose-measure = Choose a measure for the chart ▸
book-limit-upper = Upper limit
book-centre = Centre
book-limit-lower = Lower limit
book-outlook = Outlook
book-chart-alt = Line chart of the chosen measure: actual, target, limits of chance and outlook; the figures stand in the rows above
book-table = Table
book-segment = Segment
book-other = other
book-before = Period before
book-change = Change
book-interval-low = Interval from
book-interval-high = Interval to
book-subtotals = Segments that add up
book-sum = Sum
book-total = Total
book-rows-read = Read
book-rows-repeated = Repeated
book-rows-rejected = Rejected
book-rows-filtered = Filtered
book-rows-after = After as-of
book-rows-left = Left
book-rows-used = Used
book-rows-unmatched = Without partner
book-rows-without-customer = Without customer
book-verdict = Interval and target
book-verdict-met = met
book-verdict-missed = missed
book-verdict-uncertain = uncertain
book-what = What
book-text = Text
book-input = Input
book-cell = Cell
book-now = Now
book-differences = Differences
book-figure = Figure
book-engine = Engine
book-check-series = Measures in every period: engine against formulas
book-check-rollup = Roll-up of the reported period: engine against formulas
book-check-sums = Sums of what the engine gave
book-check-ties = Segments against totals, Data against Series
book-check-rows = Rows of sources without account
book-check-shares = Effective weights add up to 100%
book-check-all = All differences
book-check-edits = Edited since the report, cells
book-check-sound = Rows of Policy that are not sound
book-check-note = Grey figures are the engine’s. A changed input makes comparisons differ by design: they show how far the workbook has moved from the report.
book-blank = { "" }
