### English. Every text that a reader of a report sees, but for names that the definition gives.
###
### How to translate: docs/how-to/words.md. `$name` in braces is filled in; what a pattern may use stands in `src/words/`.
### Numbers and dates come in the reader's format, with their unit where they have one; a count chooses the plural form.
### "Better" and "worse" are meant for the measure: of a cost, less is better, and "below target" no reproach.

## Judgement: status, what the interval says, why a value is missing or not scored

status-on-target = On target
status-watch = Watch
status-off-target = Off target
status-no-score = No score
status-no-target = No target

# What the interval of chance variation says about the plan, as a sentence.
verdict-met = Even allowing for chance, the plan is met.
verdict-missed = Even allowing for chance, the plan is missed.
verdict-uncertain = Chance leaves open whether the plan is met.

absence-no-data = No data
absence-insufficient-history = Insufficient history
absence-not-yet-due = Not yet due
absence-withheld = Withheld
absence-undefined = Undefined
# So many cases are still open that a statistic of how long they take is not known.
absence-not-reached = Not known yet
# Of too few people to be shown.
absence-private = Withheld
absence-withheld-n = Withheld (n { $n } of { $min_n })
absence-not-reached-n = Not known yet (cases still open: { $open } of { $of })

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
provisional-immature = many cases have not run their time yet

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

## Head and foot of a document

head-title =
    { $level ->
        [operational] { $scorecard }, operational report – { $entity }, { $period }
        [tactical] { $scorecard }, tactical report – { $entity }, { $period }
       *[strategic] { $scorecard } – { $entity }, { $period }
    }
head-as-of = Data as of { $date }
head-as-of-sentence = Data as of { $date }.
head-run = Run { $id }
head-sources =
    Sources: { $sources }{ $more ->
        [0] {""}
       *[other] {" "}and { $more } more
    }
head-note = Note:
head-page = Page { $page } of { $pages }
head-summary =
    { $scored ->
        [yes] { $scorecard }, { $entity }, { $period }: score { $score }, coverage { $coverage }
       *[no] { $scorecard }, { $entity }, { $period }: no score, coverage { $coverage }
    }
head-attachment = Results of this run, unrounded

notice-control = { $control }: { $value } in { $period }, and the ledger has { $ledger }; the difference of { $difference } is more than is allowed.
notice-moved = The last complete period has no rows yet; this is the last one that has: { $period }.
notice-provisional =
    { $measures ->
        [one] { $measures } measure is provisional and not scored: { $reason }.
       *[other] { $measures } measures are provisional and not scored: { $reason }.
    }
notice-incomplete =
    { $measures ->
        [one] { $measures } measure is provisional and not scored: the data of { $period } are not complete.
       *[other] { $measures } measures are provisional and not scored: the data of { $period } are not complete.
    }
notice-rejected =
    { $rows ->
        [one] { $rows } row of source { $source } could not be used; see the last page.
       *[other] { $rows } rows of source { $source } could not be used; see the last page.
    }

## Labels of columns and facts, and headings

label-measure = Measure
label-unit = (unit)
# Actual, plan and previous year in two letters each, as controllers write them.
label-actual = AC
label-plan = PL
label-previous-year = PY
label-delta = Δ PL
label-delta-relative = Δ PL %
label-variance = Variance
label-bullet = Actual vs plan
label-trend = Trend
label-status = Status
label-score = Score
label-weight = Weight
# Number of cases.
label-cases = n
label-interval = 95% interval
label-interval-first = 95%
label-interval-second = interval
label-year-to-date = Year to date
label-year-to-date-short = YTD
label-year-end-short = FC
label-change = Change
label-period = Period
label-what-happened = What happened
label-comment = Comment
label-owner = Owner
label-initiatives = Initiatives
label-source = Source
label-files = Files
label-rows = Rows
label-days = Days
label-remarks = Remarks
label-drives = Drives
label-driven-by = Driven by
label-formula = Formula
label-events = Events
label-note = Note
label-kind = Kind
label-dated-by = Dated by
label-interval-method = Interval
label-change-method = Change
label-window = Window
label-over-time = Over time
label-smallest-sample = Smallest sample
label-beside = Printed beside
label-signals = Signals
label-outlook = Outlook

heading-exceptions = Exceptions
no-exceptions =
    { $of ->
        [nothing] No measure could be scored.
        [part] No scored measure of this report is off or near its target.
       *[whole] No scored measure is off or near its target.
    }
heading-what-changed = What changed
heading-attention = Needs attention
label-attention-of = owner, next initiative
heading-year-ends = How the year may end
heading-statuses-moved = Statuses that moved
heading-signals-now = Signals
label-points = Points
label-before = Before
label-now = Now
label-chance = Chance
label-rate-effect = Rate effect
label-mix-effect = Mix effect
heading-contents = Contents
heading-other-measures = Other measures of this objective
heading-definitions = Definitions
heading-data-quality = Data quality
nothing-left-out = Nothing was left out.

segment-total = Total
segment-other = other
segment-not-stated = (not stated)

cohort-first-row = First row in
cohort-average = Average by size
cohort-title =
    { $grain ->
        [week] Kept by cohort and age in weeks
        [month] Kept by cohort and age in months
        [quarter] Kept by cohort and age in quarters
        [year] Kept by cohort and age in years
       *[wave] Kept by cohort and age in waves
    }
cohort-title-unit =
    { $grain ->
        [week] Kept by cohort and age in weeks ({ $unit })
        [month] Kept by cohort and age in months ({ $unit })
        [quarter] Kept by cohort and age in quarters ({ $unit })
        [year] Kept by cohort and age in years ({ $unit })
       *[wave] Kept by cohort and age in waves ({ $unit })
    }
cohort-note = Empty: not observed yet.
cohort-note-newest = Empty: not observed yet. The newest { $shown } of { $all } cohorts; the average is of all.

not-scored = shown, not scored
tag-coverage = coverage { $share }
tag-weight = weight { $share }
tag-of-level =
    { $level ->
        [strategic]
            { $measures ->
                [one] { $measures } strategic measure
               *[other] { $measures } strategic measures
            }
        [tactical]
            { $measures ->
                [one] { $measures } tactical measure
               *[other] { $measures } tactical measures
            }
       *[operational]
            { $measures ->
                [one] { $measures } operational measure
               *[other] { $measures } operational measures
            }
    }
# After an objective's heading and a comma: measures that count here and stand in another report.
tag-listed-elsewhere =
    { $also ->
        [yes] also from { $measures }
       *[no] from { $measures }
    }
# The heading of a measure whose rows belong to no entity, in the report of one.
tag-company-wide = { $title }, company-wide
# Beneath the heading of the trends.
tag-periods =
    { $grain ->
        [week]
            { $count ->
                [one] { $count } week
               *[other] { $count } weeks
            }
        [month]
            { $count ->
                [one] { $count } month
               *[other] { $count } months
            }
        [quarter]
            { $count ->
                [one] { $count } quarter
               *[other] { $count } quarters
            }
        [year]
            { $count ->
                [one] { $count } year
               *[other] { $count } years
            }
        [wave]
            { $count ->
                [one] { $count } wave
               *[other] { $count } waves
            }
       *[none]
            { $count ->
                [one] { $count } period
               *[other] { $count } periods
            }
    }

key = AC actual · PL plan · PY previous year · Δ PL actual less plan, in points for rates. Variance: Δ as a share of plan, to the right where actual exceeds it; blue is favourable, orange unfavourable. Actual vs plan: the bar is the actual, the mark the plan, the grey changes where the status does. Each trend has a scale of its own. n counts cases; the interval is chance variation. Coverage is the weight that could be scored.
key-year = YTD year to date · FC outlook for the year’s end, where there is one that tells something.
key-to-date = YTD year to date.
key-year-end = FC outlook for the year’s end, where there is one that tells something.
scorecard-summary = Perspectives, objectives beneath them and their measures, one row each; the charts repeat the figures of their row.

## Figures and units

unit-percent = %
unit-points = points
unit-days = days
unit-hours = hours
unit-minutes = minutes
unit-seconds = seconds
unit-thousands = thousand
unit-millions = million
unit-thousands-of = { $unit } thousand
unit-millions-of = { $unit } million
unit-thousands-labelled = thousand { $unit }
unit-millions-labelled = million { $unit }

# Numbers with their decimals: 1 second and 1.0 seconds; in some languages 6.3 has a form of its own.
quantity-points =
    { $value ->
        [one] { $value } point
       *[other] { $value } points
    }
quantity-days =
    { $value ->
        [one] { $value } day
       *[other] { $value } days
    }
quantity-hours =
    { $value ->
        [one] { $value } hour
       *[other] { $value } hours
    }
quantity-minutes =
    { $value ->
        [one] { $value } minute
       *[other] { $value } minutes
    }
quantity-seconds =
    { $value ->
        [one] { $value } second
       *[other] { $value } seconds
    }
quantity-labelled = { $value } { $unit }

figures-range = { $low } to { $high }
figures-with-plan = { $value }, plan { $plan }
figures-of = { $part } of { $whole }

# Beneath a measure's name, joined by semicolons.
remark-value-of = value of { $period }
remark-not-rolling = no value over several periods
remark-of-reported = What stands here is of { $period }, the period that is reported, whatever Control selects.
remark-judged-to-date = judged by the year to date
remark-judged-to-date-by = judged by the year to date: { $value }, plan { $plan }
remark-partly-in-window = the window holds a value in { $with_value } of { $of } periods
remark-partly-in-year = the year to date holds a value in { $with_value } of { $of } periods
remark-not-renewed = target not renewed
remark-beside = { $name } { $figure }
# Churn of a year at the pace of the period; the share of comments whose mood could be told.
beside-annualised = annualised
beside-comments-scored = comments scored

## Sentences on a measure

sentence-absent = { $reason } for { $period }.
# Better and worse are meant for the measure, whichever way its figures go.
sentence-value =
    { $value } in { $period }{ $windowed ->
        [yes] {" "}({ $window })
       *[no] {""}
    }{ $against ->
        [on-plan] {":"} on the plan of { $plan }
        [within] {":"} within the plan of { $plan }
        [better] {":"} { $gap } better than the plan of { $plan }
        [worse] {":"} { $gap } worse than the plan of { $plan }
        [above] {":"} { $gap } above the plan of { $plan }
        [below] {":"} { $gap } below the plan of { $plan }
       *[none] {""}
    }{ $before ->
        [known] {","} after { $previous } in { $previous_period }
        [within-chance] {","} after { $previous } in { $previous_period } ({ $change }, within chance)
        [beyond-chance] {","} after { $previous } in { $previous_period } ({ $change }, more than chance)
       *[none] {""}
    }.
sentence-judged-to-date = Judged by the year to date: { $value }, plan { $plan }.
sentence-not-scored = { $doubt }: not scored.

note-initiative =
    { $title }, due { $due }{ $progressed ->
        [yes] {","} { $progress } done
       *[no] {""}
    }{ $overdue ->
        [yes] {","} overdue
       *[no] {""}
    }{ $owned ->
        [yes] {" "}({ $owner })
       *[no] {""}
    }
note-comment =
    { $signed ->
        [by] { $period }: { $text } ({ $by })
        [date] { $period }: { $text } ({ $date })
        [both] { $period }: { $text } ({ $by }, { $date })
       *[none] { $period }: { $text }
    }
note-entered =
    { $signed ->
        [by] { $period }: entered by { $by }
        [date] { $period }: entered on { $date }
        [both] { $period }: entered by { $by } on { $date }
       *[none] { $period }: entered
    }{ $evident ->
        [yes] {":"} { $evidence }
       *[no] {""}
    }
note-behind = { $segments }: { $segment } { $value } (n { $n })
note-moved = { $segments }: { $segment } { $value }, after { $previous }
note-drives = { $title } ({ $remarks })
note-opposite = the other way
note-later = { $lag } later
note-by = by { $by }

segment-note-window = Values: { $window }.
segment-note-few = Grey: fewer than { $min_n } cases, too few to judge.
segment-note-withheld = Withheld: fewer than { $smallest } cases, or kept back so that these cannot be computed.
segment-note-changed =
    { $customers ->
        [one] { $customers } customer has changed segment since the opening and count where they stood then.
       *[other] { $customers } customers have changed segment since the opening and count where they stood then.
    }

## Charts

chart-title =
    { $grain ->
        [week]
            { $count ->
                [one] The last { $count } week
               *[other] The last { $count } weeks
            }
        [month]
            { $count ->
                [one] The last { $count } month
               *[other] The last { $count } months
            }
        [quarter]
            { $count ->
                [one] The last { $count } quarter
               *[other] The last { $count } quarters
            }
        [year]
            { $count ->
                [one] The last { $count } year
               *[other] The last { $count } years
            }
       *[wave]
            { $count ->
                [one] The last { $count } wave
               *[other] The last { $count } waves
            }
    }
chart-title-window =
    { $grain ->
        [week]
            { $count ->
                [one] The last { $count } week, { $window }
               *[other] The last { $count } weeks, { $window }
            }
        [month]
            { $count ->
                [one] The last { $count } month, { $window }
               *[other] The last { $count } months, { $window }
            }
        [quarter]
            { $count ->
                [one] The last { $count } quarter, { $window }
               *[other] The last { $count } quarters, { $window }
            }
        [year]
            { $count ->
                [one] The last { $count } year, { $window }
               *[other] The last { $count } years, { $window }
            }
       *[wave]
            { $count ->
                [one] The last { $count } wave, { $window }
               *[other] The last { $count } waves, { $window }
            }
    }
chart-legend-limits = dotted: limits of normal variation and their centre
chart-legend-signals = ringed: signals
chart-legend-forecast = FC: forecast, 95% interval
# At the right end of a line: plan, and forecast, in two letters.
chart-plan = PL { $value }
chart-forecast = FC { $value }
chart-alt-none = { $title }: no values in these periods.
chart-alt = { $title }: from { $first } in { $first_period } to { $last } in { $last_period }. Lowest { $low } in { $low_period }, highest { $high } in { $high_period }.
chart-alt-plan = Plan at the end: { $plan }.
chart-alt-limits = Normal variation: { $low } to { $high }.
chart-alt-forecast = Forecast for { $period }: { $value }.
chart-event =
    { $restarts ->
        [yes] { $letter } { $at }: { $note }, limits start anew
       *[no] { $letter } { $at }: { $note }
    }

## Signals, trends and forecasts

# Clauses, joined by semicolons.
rule-beyond-limits =
    { $side ->
        [below] below the lower limit
       *[above] above the upper limit
    }
rule-run-of-8 =
    { $side ->
        [below] eight or more in a row below the centre
       *[above] eight or more in a row above the centre
    }
rule-run-of-9 =
    { $side ->
        [below] nine or more in a row below the centre
       *[above] nine or more in a row above the centre
    }
rule-two-of-three =
    { $side ->
        [above] two of three close to the upper limit
        [below] two of three close to the lower limit
       *[none] two of three close to a limit
    }
rule-four-of-five =
    { $side ->
        [below] four of five well below the centre
       *[above] four of five well above the centre
    }
rule-nearer-limit =
    { $side ->
        [above] three of four nearer to the upper limit than to the centre
        [below] three of four nearer to the lower limit than to the centre
       *[none] three of four nearer to a limit than to the centre
    }
rule-trend-of-6 =
    { $side ->
        [below] six or more in a row falling
       *[above] six or more in a row rising
    }
rule-alternating = fourteen or more in a row up and down by turns
rule-inside = fifteen or more in a row close to the centre
rule-outside = eight or more in a row far from the centre, on both sides

# What a rule looks for, in small print; joined by semicolons.
rule-name-beyond-limits = one point beyond a limit
rule-name-run-of-8 = eight in a row on one side of the centre
rule-name-run-of-9 = nine in a row on one side of the centre
rule-name-two-of-three = two of three close to one limit
rule-name-four-of-five = four of five well to one side of the centre
rule-name-nearer-limit = three of four nearer to one limit than to the centre
rule-name-trend-of-6 = six in a row rising or falling
rule-name-alternating = fourteen in a row up and down by turns
rule-name-inside = fifteen in a row close to the centre
rule-name-outside = eight in a row far from the centre, on both sides

method-ses = simple exponential smoothing
method-drift = drift
method-holt = Holt's linear trend
method-seasonal-naive = seasonal naive

signal-normal = within normal variation
signal-fired = a signal: { $rules }
signal-normal-within = Within normal variation, { $low } to { $high }.
# After a change that is more than chance: two periods can differ so, and both lie within what is normal.
signal-normal-yet-changed = Even so within normal variation, { $low } to { $high }.
signal-fired-beyond = Signal: { $rules } (normal variation is { $low } to { $high }).

ahead-trend =
    { $grain ->
        [week]
            { $rising ->
                [yes] Rising by { $by } a week over { $periods } weeks.
               *[no] Falling by { $by } a week over { $periods } weeks.
            }
        [month]
            { $rising ->
                [yes] Rising by { $by } a month over { $periods } months.
               *[no] Falling by { $by } a month over { $periods } months.
            }
        [quarter]
            { $rising ->
                [yes] Rising by { $by } a quarter over { $periods } quarters.
               *[no] Falling by { $by } a quarter over { $periods } quarters.
            }
        [year]
            { $rising ->
                [yes] Rising by { $by } a year over { $periods } years.
               *[no] Falling by { $by } a year over { $periods } years.
            }
       *[wave]
            { $rising ->
                [yes] Rising by { $by } a wave over { $periods } waves.
               *[no] Falling by { $by } a wave over { $periods } waves.
            }
    }
ahead-year =
    { $total ->
        [yes] Outlook for { $year }: { $value } ({ $low } to { $high })
       *[no] Outlook for the end of { $year }: { $value } ({ $low } to { $high })
    }{ $planned ->
        [band] {","} plan { $plan } to { $plan_high }
        [value] {","} plan { $plan }
       *[none] {""}
    }{ $chanced ->
        [below] {";"} chance of meeting it below { $chance } by the model
        [above] {";"} chance of meeting it above { $chance } by the model
        [about] {";"} chance of meeting it { $chance } by the model
       *[none] {""}
    }{ $wanted ->
        [yes] {";"} it takes { $required } { $grain ->
            [week] a week
            [month] a month
            [quarter] a quarter
            [year] a year
           *[wave] a wave
        } from here
       *[no] {""}
    } ({ $method }).
ahead-too-wide = The outlook for { $year } is too wide to say anything.

## What changed, and whether the process meets its target

changed-score =
    { $moved ->
        [up] The score rose from { $before } to { $after } ({ $by }) since { $period }.
        [down] The score fell from { $before } to { $after } ({ $by }) since { $period }.
       *[level] The score stayed at { $after } since { $period }.
    }
changed-no-score = There is no score in { $period } to compare with.
changed-weights = Weights, and measures that came or went
changed-others =
    { $measures ->
        [one] { $measures } other measure
       *[other] { $measures } other measures
    }
changed-no-status =
    { $of ->
        [nothing] There is no status in the period before to compare with.
        [part] No status in this report has changed since the period before.
       *[whole] No status has changed since the period before.
    }
changed-was =
    { $moved ->
        [up] up from { $score }
        [down] down from { $score }
       *[level] as before
    }
assurance-will-meet = As the process stands, it will meet the target: its limits lie on the right side.
assurance-will-miss = As the process stands, it will miss the target: its limits do not reach it.
assurance-hit-or-miss = As the process stands, chance decides whether it meets the target: the target lies within the limits.
assurance-too-few = There are too few periods to tell whether the process meets the target.
assurance-no-target = There is no target to hold the process against.
assurance-word-will-meet = will meet the target as it stands
assurance-word-will-miss = will miss the target as it stands
assurance-word-hit-or-miss = hit or miss as it stands
tally-on-target = { $measures } on target
tally-watch = { $measures } to watch
tally-off-target = { $measures } off target
year-end-figures =
    { $value } ({ $low } to { $high }){ $planned ->
        [band] {","} plan { $plan } to { $plan_high }
        [value] {","} plan { $plan }
       *[none] {""}
    }
year-end-chance =
    { $chanced ->
        [below] below { $chance }
        [above] above { $chance }
       *[about] { $chance }
    }

## Exceptions, decisions and approvals

exception-no-comment = No comment yet.
exception-same-comment = The same words as for { $period }.
exception-no-initiative = No initiative supports this objective.
exception-more-initiatives =
    { $initiatives ->
        [one] and { $initiatives } more initiative
       *[other] and { $initiatives } more initiatives
    }
exception-pace =
    { $behind ->
        [yes] { $time } of its time has passed: behind
       *[no] { $time } of its time has passed
    }
exception-spent = { $spent } of { $budget } { $currency } spent
exception-next-step =
    { $overdue ->
        [yes] Next: { $title }, was due { $due }
       *[no] Next: { $title }, due { $due }
    }
exception-run = Run
exception-decisions = Decisions
exception-decision = Decision
exception-decision-by = By
exception-decision-due = Due
exception-decision-period = Decided in
exception-approvals = Approvals
exception-approval =
    { $dated ->
        [yes] { $by }, { $date }
       *[no] { $by }
    }
role-prepared = Prepared
role-reviewed = Reviewed
role-approved = Approved

## Strategy map

map-title = Strategy map
map-mission = Mission
map-vision = Vision
map-key = An arrow leads from what drives to what is driven.
map-key-lag = The time on it is how long the effect takes to show.
map-key-opposite = Dashed and marked “−”: more of the one means less of the other.
map-key-measures = Thin: only measures of the two objectives are linked.
# For those who do not see the map.
map-alt =
    { $objectives ->
        [one] Map of { $objectives } objective
       *[other] Map of { $objectives } objectives
    } in { $perspectives ->
        [one] { $perspectives } perspective.
       *[other] { $perspectives } perspectives.
    }
# $steps are map-alt-start and map-alt-step, one after another.
map-alt-chain = Chain: { $steps }.
map-alt-start = { $title } ({ $status }, { $score })
map-alt-step =
    { $opposite ->
        [yes] drives, the other way, { $title } ({ $status }, { $score }){ $lagged ->
            [yes] {" "}after { $lag }
           *[no] { "" }
        }
       *[no] drives { $title } ({ $status }, { $score }){ $lagged ->
            [yes] {" "}after { $lag }
           *[no] { "" }
        }
    }
map-alt-alone = Without a link: { $steps }.

## The message line

line-nothing = No measure could be scored for { $period }.
line-off =
    { $brief ->
        [yes] { $title }: { $course ->
            [steady-miss] steadily { $by } worse than plan; the process as it stands will not meet it
           *[other] { $gap ->
                [better] { $by } better than plan
                [worse] { $by } worse than plan
               *[at-plan] at plan
            }{ $run ->
                [off] {","} off target
               *[same] { $running ->
                    [0] {""}
                    [1] {""}
                   *[other] {","}
                }
            }{ $longer ->
                [yes] {""} for { $running } periods or more
               *[no] { $running ->
                    [0] {""}
                    [1] {""}
                   *[other] {""} for { $running } periods running
                }
            }
        }{ $course ->
            [steady-chance] {";"} hit or miss as the process stands
            [chance] {","} { $signal }
           *[other] {""}
        }{ $others ->
            [some] {";"} { $off } of { $total } off target
            [all] {";"} { $total ->
                [2] both off target
               *[other] all { $total } off target
            }
           *[none] {""}
        }
       *[no] { $course ->
            [steady-miss] { $title }{ $title_comma ->
                [yes] {","}
               *[no] {""}
            } is steadily { $by } worse than plan: the process as it stands will not meet it
           *[other] { $title }{ $title_comma ->
                [yes] {","}
               *[no] {""}
            } is { $gap ->
                [better] { $by } better than plan
                [worse] { $by } worse than plan
               *[at-plan] at plan
            }{ $run ->
                [off] {","} off target
               *[same] { $running ->
                    [0] {""}
                    [1] {""}
                   *[other] {","}
                }
            }{ $longer ->
                [yes] {""} for { $running } periods or more
               *[no] { $running ->
                    [0] {""}
                    [1] {""}
                    [2] {""} for the second period running
                    [3] {""} for the third period running
                    [4] {""} for the fourth period running
                    [5] {""} for the fifth period running
                    [6] {""} for the sixth period running
                    [7] {""} for the seventh period running
                    [8] {""} for the eighth period running
                    [9] {""} for the ninth period running
                    [10] {""} for the tenth period running
                    [11] {""} for the eleventh period running
                    [12] {""} for the twelfth period running
                   *[other] {""} for { $running } periods running
                }
            }
        }{ $course ->
            [steady-chance] {";"} as the process stands, it is hit or miss
            [chance] {","} { $signal }
           *[other] {""}
        }{ $others ->
            [some] {";"} { $off } of { $total } are off target
            [all] {";"} { $total ->
                [2] both scored measures are off target
               *[other] all { $total } scored measures are off target
            }
           *[none] {""}
        }
    }.
line-praise =
    { $brief ->
        [yes] { $best }: { $best_by } better than plan
       *[no] { $best }{ $best_comma ->
            [yes] {","}
           *[no] {""}
        } is { $best_by } better than plan
    }.
line-watch =
    { $brief ->
        [yes] Nothing off target; watch { $title }, { $gap ->
            [better] { $by } better than plan
            [worse] { $by } worse than plan
           *[at-plan] at plan
        }{ $chanced ->
            [yes] {","} { $signal }
           *[no] {""}
        }{ $more ->
            [0] {""}
           *[other] {","} and { $more } more
        }
       *[no] Nothing is off target; watch { $title }, { $gap ->
            [better] { $by } better than plan
            [worse] { $by } worse than plan
           *[at-plan] at plan
        }{ $chanced ->
            [yes] {","} { $signal }
           *[no] {""}
        }{ $more ->
            [0] {""}
           *[other] {","} and { $more } more
        }
    }.
line-one =
    { $title }{ $title_comma ->
        [yes] {","}
       *[no] {""}
    } is on target.
line-all =
    { $total ->
        [2] Both scored measures are on target.
       *[other] All { $total } scored measures are on target.
    }
line-all-and-best =
    { $brief ->
        [yes] { $total ->
            [2] Both scored on target
           *[other] All { $total } scored on target
        }; { $best }: { $best_by } better than plan
       *[no] { $total ->
            [2] Both scored measures are on target
           *[other] All { $total } scored measures are on target
        }; { $best }{ $best_comma ->
            [yes] {","}
           *[no] {""}
        } is { $best_by } better than plan
    }.

## Definitions

interval-none = none
interval-wilson = Wilson
interval-corrected = Wilson, corrected by Rogan and Gladen
interval-adjusted-wald = adjusted Wald
interval-garwood = Garwood
interval-mean = Student t
interval-ratio = ratio standard error
interval-survival = Greenwood, log-log
interval-normal = delta method
interval-order = order statistics

change-wilson = Newcombe (1998)
change-corrected = Newcombe (1998), from the corrected limits
change-wald = normal, from Wald's standard errors
change-garwood = Garwood's limits, squared and added (Zou and Donner 2008)
change-welch = Welch (1947)
change-ratio = normal, from the standard errors of the ratios

pooling-flow = periods add
pooling-pool = components add, the formula is taken of their sums
pooling-recompute = recomputed from the rows of the longer period
pooling-last = the last period's value
pooling-none = the state at each period's end; no value over several periods

scored-distance = distance to target over the way from the baseline to the year's last target
scored-attainment = attainment, actual to target
scored-attainment-inverse = attainment, target to actual
scored-attainment-or-met = attainment, actual to target; a target of 0 or less: { $met }
scored-attainment-inverse-or-met = attainment, target to actual; a target of 0 or less: { $met }
scored-band = 100 inside the band, falling to 0 at its outer limits
scored-goal-red-flag = from red flag to goal
scored-met-tolerance = 100 at the target or better, falling to 0 over the tolerance
scored-met = 100 at the target or better, else 0

judged-goal = on target at the goal or better, watch at the red flag or better
judged-edges = on target from { $on_target }, watch from { $watch }
judged-tolerance = on target at plan or better, watch within the tolerance

definition-part-of = { $part } (part of { $source })
definition-kind = { $kind } ({ $keys })
definition-interval = { $method }, 95%
definition-change = { $method }; the periods' cases are taken for independent
# A measure as a manager says it: $meaning is a sentence of its kind, `rows of ‘orders’ delivered by the promised day ÷ …`.
definition-words =
    { $grain ->
        [week] Week by week: { $meaning }.
        [month] Month by month: { $meaning }.
        [quarter] Quarter by quarter: { $meaning }.
        [year] Year by year: { $meaning }.
       *[wave] Wave by wave: { $meaning }.
    }
definition-words-window = { $meaning }; { $window }.
definition-words-only = Only rows of ‘{ $source }’ where ‘{ $condition }’.
definition-window = rolling { $length }, up to the period's end
definition-window-all = all since the first row, or since the history starts
definition-window-of = { $measure }: { $window }
definition-signals-none = no rule
definition-signals = { $rules }; limits at the mean ± 2.66 mean moving ranges
definition-signals-from = { $rules }; limits at the mean ± 2.66 mean moving ranges from { $from }
definition-forecast-chosen = method with the least mean absolute error in a back-test
definition-forecast-none = none
definition-beside = { $name }: { $formula }

# In formulas, between or before their parts.
formula-and = and
formula-or = or
formula-not = not
formula-if = if
formula-else = else
formula-otherwise = otherwise
formula-least = least of
formula-greatest = greatest of
formula-coalesce = first present of
formula-nullif = nothing if equal, else the first of

## Data quality

rows-join = { $left } joined with { $others }
rows-part = part of { $of }
rows-query = query over { $sources }
rows-entered = definition and notes
# The values of a measure that are entered, among the names of sources.
source-entered = { $measure } entered

source-ragged =
    { $rows ->
        [one] { $rows } row has more cells than its header and was left out.
       *[other] { $rows } rows have more cells than their header and were left out.
    }
source-short =
    { $rows ->
        [one] { $rows } row ends early: its last cells are empty.
       *[other] { $rows } rows end early: their last cells are empty.
    }
source-undated =
    { $rows ->
        [one] { $rows } row has a code for no date and was left out.
       *[other] { $rows } rows have a code for no date and were left out.
    }
source-unreadable =
    { $rows ->
        [one] { $rows } row without readable date or key was left out.
       *[other] { $rows } rows without readable date or key were left out.
    }
source-repeated =
    { $rows ->
        [one] { $rows } repeated row was removed.
       *[other] { $rows } repeated rows were removed.
    }
source-superseded =
    { $rows ->
        [one] { $rows } row gave way to another of its key.
       *[other] { $rows } rows gave way to another of their key.
    }
source-filtered =
    { $rows ->
        [one] { $rows } row was filtered out by the definition.
       *[other] { $rows } rows were filtered out by the definition.
    }
source-after-as-of =
    { $rows ->
        [one] { $rows } row is dated after as-of and does not count yet.
       *[other] { $rows } rows are dated after as-of and do not count yet.
    }
source-no-customer =
    { $rows ->
        [one] { $rows } row has no customer: in totals, not per customer.
       *[other] { $rows } rows have no customer: in totals, not per customer.
    }
source-no-customer-amounts = Amounts of rows without customer: { $amounts }.
source-reversed =
    { $cases ->
        [one] { $cases } case ends before it begins and is left out of { $measure }.
       *[other] { $cases } cases end before they begin and are left out of { $measure }.
    }
source-outside-scale =
    { $answers ->
        [one] { $answers } answer is outside the scale and left out of { $measure }.
       *[other] { $answers } answers are outside the scale and left out of { $measure }.
    }
source-unmatched =
    { $rows ->
        [one] { $rows } row has no partner in { $source }{ $required ->
            [yes] {" "}and is left out
           *[no] {""}
        }
       *[other] { $rows } rows have no partner in { $source }{ $required ->
            [yes] {" "}and are left out
           *[no] {""}
        }
    }{ $told ->
        [yes] {" "}(first: { $keys })
       *[no] {""}
    }.
cells-unreadable =
    { $cells ->
        [one] { $cells } cell of { $column } could not be read
       *[other] { $cells } cells of { $column } could not be read
    }{ $told ->
        [yes] {" "}(first: { $places })
       *[no] {""}
    }.
cells-out-of-range =
    { $cells ->
        [one] { $cells } cell of { $column } lies outside its range.
       *[other] { $cells } cells of { $column } lie outside their range.
    }
cells-absent =
    { $cells ->
        [one] { $cells } cell of { $column } is a code for no answer.
       *[other] { $cells } cells of { $column } are codes for no answer.
    }
cells-not-applicable =
    { $cells ->
        [one] { $cells } cell of { $column } does not apply.
       *[other] { $cells } cells of { $column } do not apply.
    }
cells-shown-twice =
    { $times ->
        [one] { $times } time of { $column } was shown twice by the clocks: the earlier is taken.
       *[other] { $times } times of { $column } were shown twice by the clocks: the earlier is taken.
    }
cells-skipped =
    { $times ->
        [one] { $times } time of { $column } was skipped by the clocks: it is moved forward.
       *[other] { $times } times of { $column } were skipped by the clocks: they are moved forward.
    }
cells-ambiguous =
    { $cells ->
        [one] { $cells } cell of { $column } may be another day by a later format.
       *[other] { $cells } cells of { $column } may be other days by a later format.
    }
cells-adding-nothing =
    { $rows ->
        [one] { $rows } row has no { $column }, and adds nothing.
       *[other] { $rows } rows have no { $column }, and add nothing.
    }

cells-of-none =
    { $rows ->
        [one] { $rows } row has no { $column }, and is left out where that tells cases apart.
       *[other] { $rows } rows have no { $column }, and are left out where that tells cases apart.
    }

## What measures are, in a sentence
# In lower case: they follow `Month by month:`. What the definition names stands in quotes, as it is written there, and no word agrees with it. It says what
# the formula does and no more.

statistic-mean = mean
statistic-median = middle value (median)
statistic-percentile = percentile { $p } (about { $p }% of the values lie at or below it)
step-first-row = the first row
step-later-row = any row on a later day
step-first-where = the first row where ‘{ $condition }’
step-where = a row where ‘{ $condition }’, the same day or later
cancellations-unsaid = {""}
cancellations-by-customer = ; cancelled by the customer: not counted
cancellations-by-supplier = ; cancelled by the supplier: missed
cancellations-by-either = ; cancelled by the customer: not counted; by the supplier: missed
aggregate =
    ‘{ $text }’{ $sourced ->
        [yes] {" "}of ‘{ $source }’
       *[no] {""}
    }{ $filtered ->
        [yes] {" "}where ‘{ $condition }’
       *[no] {""}
    }
meaning-sum = sum of ‘{ $value }’ over the rows of ‘{ $source }’
meaning-count = number of rows of ‘{ $source }’
meaning-count-where = number of rows of ‘{ $source }’ where ‘{ $condition }’
meaning-distinct = number of different values of ‘{ $value }’ in the rows of ‘{ $source }’
meaning-of = { $statistic } of ‘{ $value }’ over the rows of ‘{ $source }’ that have a value
meaning-weighted-mean = mean of ‘{ $value }’, weighted by ‘{ $weight }’, over the rows of ‘{ $source }’
meaning-minimum = smallest value of ‘{ $value }’ in the rows of ‘{ $source }’
meaning-maximum = largest value of ‘{ $value }’ in the rows of ‘{ $source }’
meaning-balance = sum of ‘{ $value }’ over all values of ‘{ $per }’; what counts: { $row }
meaning-share = rows of ‘{ $source }’ where ‘{ $of }’ ÷ all rows of ‘{ $source }’
meaning-share-among = rows of ‘{ $source }’ where ‘{ $among }’ and ‘{ $of }’ ÷ rows where ‘{ $among }’
meaning-share-of-segments = segments of ‘{ $measure }’ by ‘{ $by }’ where ‘{ $of }’ ÷ all its segments with a value
meaning-share-among-segments = segments of ‘{ $measure }’ by ‘{ $by }’ where ‘{ $among }’ and ‘{ $of }’ ÷ its segments where ‘{ $among }’
meaning-ratio = { $numerator } ÷ { $denominator }
meaning-ratio-paired = { $numerator } ÷ { $denominator }, of the rows that have both values
meaning-per = { $per } × { $rate }
meaning-of-measures = { $reading }
meaning-entered = figure that people enter
meaning-entered-of = figures that people enter; of several in a period: { $rows }
meaning-entered-in = ‘{ $value }’ as entered in ‘{ $source }’
meaning-entered-in-of = ‘{ $value }’ as entered in ‘{ $source }’; of several in a period: { $rows }
meaning-judgement = rating that people give, from 0 to { $best }
meaning-conversion = number of ‘{ $entity }’ that reach the goal in time ÷ number of ‘{ $entity }’ that begin and whose time is over; time: { $within }; beginning: { $from }; goal: { $to }
meaning-retention = customers active at the opening and at the end ÷ customers active at the opening; active: { $active }
meaning-churn = customers active at the opening and no longer at the end ÷ customers active at the opening; active: { $active }
meaning-contracts-kept = customers with a contract at the opening and at the end ÷ customers with a contract at the opening
meaning-contracts-ended = customers with a contract at the opening and none at the end ÷ customers with a contract at the opening
meaning-renewed = contracts due that were renewed ÷ contracts due; only those whose time of grace is over: { $grace }
meaning-not-renewed = contracts due that were not renewed ÷ contracts due; only those whose time of grace is over: { $grace }
meaning-snapshot-kept = customers of the period without a row where ‘{ $condition }’ ÷ customers with a row in the period
meaning-snapshot-left = customers of the period with a row where ‘{ $condition }’ ÷ customers with a row in the period
meaning-active = number of active customers; active: { $active }
meaning-new = number of new customers; new: { $new }
meaning-reactivated = number of customers active at the end who had lapsed; lapsed: { $lapsed }; active: { $active }
meaning-reactivation = lapsed customers who are active at the end ÷ customers who had lapsed at the opening; lapsed: { $lapsed }; active: { $active }
meaning-cohort = customers of the cohorts who are kept ÷ all customers of the cohorts; cohort: { $cohort }; kept: { $kept }
meaning-revenue-net = sum of ‘{ $revenue }’ at the end ÷ sum of ‘{ $revenue }’ at the opening, both of the customers who opened above 0; active: { $active }
meaning-revenue-gross = sum of ‘{ $revenue }’ at the end, as far as it does not exceed that of the opening ÷ sum of ‘{ $revenue }’ at the opening, both of the customers who opened above 0; compared: { $netting }; active: { $active }
meaning-revenue-per-customer = sum of ‘{ $revenue }’ of identified customers ÷ number of customers ({ $base })
meaning-order-value = sum of ‘{ $revenue }’ ÷ number of different values of ‘{ $order }’
meaning-purchase-frequency = number of different values of ‘{ $order }’ of identified customers ÷ number of customers ({ $base })
meaning-lifetime-of-margin = present value of what a customer will bring, without an end; margin of a period: ‘{ $margin }’; share who stay: ‘{ $retention }’; a period: discount { $discount }%, growth { $growth }%; first payment: { $first }
meaning-lifetime-of-periods = present value of what a customer will bring; counted: { $horizon }; margin of a period: ‘{ $margin }’; share who stay: ‘{ $retention }’; a period: discount { $discount }%, growth { $growth }%; first payment: { $first }
meaning-lifetime-of-purchases = { $margin }% of the mean ‘{ $revenue }’ expected of a customer, by models of the purchases so far (BG/NBD, Gamma-Gamma); ahead: { $ahead }
meaning-profit = { $statistic } of the customers’ profits; profit: { $profit }
meaning-unprofitable = customers with a profit below 0 ÷ customers with a row in the period; profit: { $profit }
meaning-loss = sum of the customers’ profits below 0; profit: { $profit }
meaning-on-time = rows of ‘{ $source }’ delivered by the promised day ÷ rows of the period whose promised day has come{ $cancelled }
meaning-on-time-with-grace = rows of ‘{ $source }’ delivered by the promised day or within its grace ÷ rows of the period whose promised day has come; grace: { $grace }{ $cancelled }
meaning-on-time-by-the-clock = rows of ‘{ $source }’ delivered by the promised time or within its grace ÷ rows of the period whose promised day has come; grace: { $grace }{ $cancelled }
meaning-otif-orders = orders with all lines on time and in full ÷ orders of the period that are due; on time: { $on_time }; in full: { $in_full }{ $cancelled }
meaning-otif-lines = order lines on time and in full ÷ order lines of the period that are due; on time: { $on_time }; in full: { $in_full }{ $cancelled }
meaning-otif-units = units that came on time, at most as many as ordered ÷ units ordered, of the lines of the period that are due; on time: { $on_time }{ $cancelled }
meaning-lead-time = { $statistic } of the time from ‘{ $from }’ to ‘{ $to }’ of the cases that have ended; counted: { $clock }
meaning-resolution-time = { $statistic } of the time from ‘{ $from }’ to ‘{ $to }’; open cases: { $open }; counted: { $clock }
meaning-first-contact = tickets settled by one contact and without a repeat ÷ tickets whose time for a repeat is over; time: { $within }; rate: { $rate }
meaning-first-contact-resolved = tickets settled by one contact, with ‘{ $resolved }’ in time and without a repeat ÷ tickets whose time is over; time: { $within }; rate: { $rate }
meaning-backlog = number of cases opened (‘{ $opened }’) by the period’s end and not closed (‘{ $closed }’) by then
meaning-returned-of-sales = sold and returned in time ÷ sold; only sales whose time to return is over; time: { $within }
meaning-returned-in-period = returned in the period ÷ sold in the period
meaning-defects-by-row = sum of ‘{ $defective }’ ÷ number of rows of ‘{ $source }’
meaning-defects-by-quantity = sum of ‘{ $defective }’ ÷ sum of ‘{ $inspected }’
meaning-quality-cost-per-order = cost of poor quality ({ $costs }) ÷ number of orders ({ $base })
meaning-quality-cost-of-sales = cost of poor quality ({ $costs }) ÷ net sales ({ $base })
meaning-complaints = complaints ({ $complaints }) ÷ base ({ $exposure })
meaning-abandoned = abandoned calls ÷ calls offered; short calls: { $short }
meaning-in-time = calls answered in time ÷ calls that count; time: { $within }; abandoned calls: { $abandoned }; short calls: { $short }
meaning-in-time-or-abandoned = calls answered or abandoned in time ÷ calls that count; time: { $within }; abandoned calls: { $abandoned }; short calls: { $short }
meaning-nps = 100 × (promoters − detractors) ÷ responses; ‘{ $score }’ from { $low } to 10: promoters from 9, detractors below 7
meaning-answers = { $best } ÷ all answers from { $low } to { $high } (‘{ $score }’)
meaning-mean-answer = mean of the answers from { $low } to { $high } (‘{ $score }’)
meaning-net-ease = 100 × (the three easiest answers − the three hardest) ÷ all answers from { $low } to { $high } (‘{ $score }’)
meaning-weighted = { $counted }; each answer counts its weight ‘{ $weight }’
meaning-last-of = { $counted }; of each ‘{ $whose }’ only the last answer
meaning-responses = invitations delivered where ‘{ $completed }’ ÷ invitations delivered ({ $invited })
meaning-mood-net = 100 × (positive comments − negative comments) ÷ scored comments
meaning-mood-positive = positive comments ÷ scored comments
meaning-mood-negative = negative comments ÷ scored comments
meaning-corrected = { $counted }; corrected for errors of the classification: { $by }

## Components of measures, in formulas
# Lower case: they stand within a formula or a sentence.

title-rows = rows
title-rows-with-value = rows with a value
title-values = values
title-sum-of = sum of { $of }
title-in-seconds = { $of } in seconds
title-sum-of-squares-of = sum of squares of { $of }
title-sum-of-squared = sum of { $of }²
title-sum-of-weighted = sum of { $of } × weight
title-sum-of-weights = sum of weights
title-values-of = values of { $of }
title-different-values-of = different values of { $of }
title-last-of-each = last { $value } of each { $per }
title-median-of = median of { $of }
title-mean-of = mean of { $of }
title-minimum-of = minimum of { $of }
title-maximum-of = maximum of { $of }
title-percentile-of = p{ $p } of { $of }
title-from-to = { $from } to { $to }
title-expression =
    { $text }{ $seconds ->
        [yes] {" "}in seconds
       *[no] {""}
    }{ $filtered ->
        [yes] {" "}where { $condition }
       *[no] {""}
    }
title-as-written = { $text }
title-rows-where = rows where { $condition }
title-denominator-rows = rows of the denominator
title-reversed = cases that end before they begin
title-cluster-count = number of clusters
title-cluster-sum-numerator = Σ numerator
title-cluster-sum-denominator = Σ denominator
title-cluster-sum-numerator-squared = Σ numerator²
title-cluster-sum-products = Σ numerator × denominator
title-cluster-sum-denominator-squared = Σ denominator²
title-entered = value entered
title-open-at-end = open at the end
title-active-customers = active customers
title-new-customers = new customers
title-customers-at-opening = customers at the opening
title-customers-stayed = customers who stayed
title-customers-left = customers who left
title-customers-back = customers who came back
title-customers-lapsed = customers who had lapsed at the opening
title-customers-with-row = customers with a row
title-customers-before = customers in the period before
title-customers-now = customers in the period
title-customers-last = customers of the last period
title-customers-of-snapshot = customers of the snapshot
title-cohort-kept = customers still there after { $after }
title-cohort-size = customers of the cohorts
title-contracts-renewed = contracts renewed
title-contracts-due = contracts due, grace over
title-contracts-all = contracts due, grace over or not
title-contract-at-opening = customers with a contract at the opening
title-contract-stayed = of them with a contract at the end
title-contract-left = of them without a contract at the end
title-goal-reached = reached the goal in time
title-goal-judged = begun, time up
title-goal-all = begun, time up or not
title-tickets-settled = settled by the first contact
title-tickets-judged = tickets, time up
title-tickets-all = tickets, time up or not
title-cases-opened = cases opened
title-cases-open = of them still open
title-cases-resolved = of them resolved
title-calls-offered = calls offered
title-calls-abandoned = abandoned
title-calls-counted = calls that count
title-calls-in-time = answered in time
title-calls-in-time-or-abandoned = answered or abandoned in time
title-responses = responses
title-answers-from = answers { $least } or more
title-answers-up-to = answers { $most } or less
title-easiest-three = three easiest answers
title-hardest-three = three hardest answers
title-promoters = promoters (9 or more)
title-detractors = detractors (below 7)
title-answers-between = answers that are no whole numbers
title-answers-outside = answers outside the scale
title-weight-of = weight of { $of }
title-times-weight = { $of } × { $weight }
title-invitations-delivered = invitations delivered
title-invitations-answered = answered
title-inspected = inspected
title-defective = defective
title-quantity-inspected = quantity inspected
title-quantity-defective = quantity defective
title-promises-due = promised for the period
title-promises-kept = delivered by the promised day
title-lines-due = lines due
title-lines-kept = lines on time and in full
title-units-kept = units on time
title-units-due = units ordered, due
title-orders-kept = orders on time and in full
title-orders-due = orders of which the latest promise is due
title-orders = orders
title-orders-identified = orders of identified customers
title-revenue = revenue
title-revenue-identified = revenue of identified customers
title-cost-of-goods = cost of what was sold
title-cost-of-service = cost of serving
title-cost-of-acquisition = cost of winning
title-profit-median = median of the customers' profits
title-profit-negative = customers with a profit below 0
title-profit-loss = sum of the profits below 0
title-cost-refunds = refunds
title-cost-logistics = logistics
title-cost-write-off = write-off
title-came-back = came back
title-sold-closed = sold, window closed
title-sold-all = sold, window open or closed
title-came-back-in-period = came back in the period
title-sold-in-period = sold in the period
title-revenue-kept = revenue kept
title-revenue-at-end = revenue of them at the end
title-revenue-at-opening = revenue at the opening
title-opened-at-nothing = customers who opened at 0 or less
title-comments-positive = positive comments
title-comments-negative = negative comments
title-comments-scored = scored comments
title-comments-unscored = unscored comments
title-comments-all = all comments
title-comments-wordless = neutral comments without a word of the lexicon
title-rows-in-question = rows in question
title-segments-with = segments with { $condition }
title-segments-with-value = segments with a value
title-segments-meeting = of these with { $condition }
title-lifetime-spend = mean spend expected of a customer, discounted
title-lifetime-error = standard error of the spend
title-lifetime-customers = customers with a purchase
title-lifetime-repeaters = customers who bought again
title-model-r = r of BG/NBD
title-model-alpha = α of BG/NBD
title-model-a = a of BG/NBD
title-model-b = b of BG/NBD
title-model-p = p of Gamma-Gamma
title-model-q = q of Gamma-Gamma
title-model-gamma = γ of Gamma-Gamma
title-model-likelihood = log likelihood of the purchases
title-model-correlation = correlation of repeats and their value

## Policies that decided a number: what they are about, and what was chosen


policy-short-calls = Short calls
chosen-short-calls-left-out = abandoned in less than { $within }: left out
chosen-short-calls-counted = counted

policy-active = Active
chosen-active-within = a customer with a qualifying row within { $window }, up to and including the last day
chosen-active-in-period = a customer with a qualifying row within one period, up to and including the last day

policy-open = Open
chosen-open-until = opened by then, ‘{ $closed }’ null or later

policy-cohort = Cohort
chosen-cohort-of =
    { $grain ->
        [week] the week of a customer's first row since the history starts
        [month] the month of a customer's first row since the history starts
        [quarter] the quarter of a customer's first row since the history starts
        [year] the year of a customer's first row since the history starts
       *[wave] the wave of a customer's first row since the history starts
    }

policy-kept = Kept
chosen-kept-on-period =
    { $grain ->
        [week] with a row in the week { $after } after the first
        [month] with a row in the month { $after } after the first
        [quarter] with a row in the quarter { $after } after the first
        [year] with a row in the year { $after } after the first
       *[wave] with a row in the wave { $after } after the first
    }
chosen-kept-rolling =
    { $grain ->
        [week] with a row in the week { $after } after the first or later, until the as-of day
        [month] with a row in the month { $after } after the first or later, until the as-of day
        [quarter] with a row in the quarter { $after } after the first or later, until the as-of day
        [year] with a row in the year { $after } after the first or later, until the as-of day
       *[wave] with a row in the wave { $after } after the first or later, until the as-of day
    }

policy-rate = Rate
chosen-rate-per = per { $per } of the exposure
chosen-rate-net = net, without tickets where { $condition }
chosen-rate-gross = gross, of all tickets

policy-renewal = Renewal
chosen-renewed-within = by the day it is due; renewed by then or within { $grace }, early renewals count

policy-contract = Contract
chosen-contract-in-force = with a contract that has begun by the close of the day and ends after it, or never

policy-snapshot = Snapshot
chosen-snapshot-left = customers with a row of the period, gone where { $condition }

policy-placed-by = Placed by
chosen-placed-by-first-row = the day of the first row of each { $entity }
chosen-placed-by-first-beginning = the day of the first row that begins of each { $entity }

policy-goal = Goal
chosen-goal-later-row = a row on a later day, within { $within }; who still has time is not counted yet
chosen-goal-row = a row that reaches the goal, the same day or later, within { $within }; who still has time is not counted yet
chosen-goal-later-time = a row at a later time, within { $within }; who still has time is not counted yet
chosen-goal-time = a row that reaches the goal, at the same time or later, within { $within }; who still has time is not counted yet

policy-scale = Scale
chosen-scale-of-answers = { $low } to { $high }; other answers are left out and counted
chosen-scale-to-ten = { $low } to 10; other answers are left out and counted; one between two counts as the lower
chosen-scale-judged = 0 to { $best }, as judged

policy-repeat = Repeat
chosen-repeat-of-customer = a ticket of the same customer within { $within }; it is no ticket of its own
chosen-repeat-of-topic = a ticket of the same customer and ‘{ $topic }’ within { $within }; it is no ticket of its own

policy-balance = Balance
chosen-balance-of-snapshot =
    { $grain ->
        [week] the newest week of the period that has rows; an account without a row in it is gone
        [month] the newest month of the period that has rows; an account without a row in it is gone
        [quarter] the newest quarter of the period that has rows; an account without a row in it is gone
        [year] the newest year of the period that has rows; an account without a row in it is gone
       *[wave] the newest wave of the period that has rows; an account without a row in it is gone
    }
chosen-balance-last-row = the last row of each account by the period's end; of several at one time the greatest

policy-time = Time
chosen-time-hours = hours around the clock
chosen-time-minutes = minutes around the clock
chosen-time-seconds = seconds around the clock
chosen-time-days = calendar days
chosen-time-business-days = business days after the start, through the end

policy-left-out = Left out
chosen-left-out-unended = cases without an end, and cases that end before they begin
chosen-left-out-resolved-early = cases resolved before they were opened
chosen-left-out-returned-early = sales that came back before they were sold

policy-percentile = Percentile
chosen-percentile-type = type 7 (linear between order statistics)

policy-first-payment = First payment
chosen-paid-now = now, and it counts
chosen-paid-before = just paid, and does not count
chosen-paid-at-end = at the end of the first period

policy-horizon = Horizon
chosen-horizon-periods = payments up to { $periods } periods from now

policy-purchase = Purchase
chosen-purchase-day =
    { $step ->
        [day] a day on which a customer's rows add to more than 0; time in days since the first
        [week] a day on which a customer's rows add to more than 0; time in weeks since the first
       *[month] a day on which a customer's rows add to more than 0; time in months since the first
    }

policy-models = Models
chosen-models-fitted = BG/NBD of purchases and Gamma-Gamma of their values, by maximum likelihood at the period's end, from { $fewest } customers who bought again

policy-ahead = Ahead
chosen-ahead-steps =
    { $step ->
        [day] { $steps } days, discounted by { $percent } % a day
        [week] { $steps } weeks, discounted by { $percent } % a week
       *[month] { $steps } months, discounted by { $percent } % a month
    }

policy-chance = Chance
chosen-chance-of-models = of the models' parameters; customers themselves vary more

policy-longer-periods = Longer periods
chosen-longer-sum = the sum of its periods
chosen-longer-mean = the plain mean of its periods
chosen-longer-last = the last of its periods
chosen-longer-none = none: the value stands at the period entered

policy-rows-of-period = Rows of a period
chosen-rows-summed = their sum
chosen-rows-averaged = their plain mean
chosen-rows-weighted = their mean by weight

policy-new = New
chosen-new-after = not seen since the history starts, at least { $after } before

policy-late = Late
chosen-late-when = not delivered, cancelled by the supplier, or delivered after the promised day
chosen-late-by-the-clock = not delivered, cancelled by the supplier, or delivered after the promised time

policy-grace = Grace
chosen-grace-of = { $grace }
chosen-grace-none = none

policy-refunds = Refunds
chosen-refunded-stay = fully refunded orders stay in the count

policy-counted = Counted
chosen-counted-orders = orders; all lines must be kept, the day is that of the latest promise
chosen-counted-lines = order lines
chosen-counted-units = units ordered; more than ordered does not count
chosen-unanswered-below = rows without a value in ‘{ $columns }’ too: below the line, never above it

policy-on-time = On time
chosen-on-time-from = by the promised day, at most { $early } before it
chosen-on-time-however-early = by the promised day, however early

policy-missed = Missed
chosen-missed-too = also what is due and not delivered, or cancelled by the supplier

policy-in-full = In full
chosen-in-full-or-more = the quantity ordered or more
chosen-in-full-within = within { $percent } % of the quantity ordered

policy-profit = Profit
chosen-profit-less = revenue less { $costs }

policy-customers = Customers
chosen-customers-qualifying = with a qualifying row in the period

policy-cost = Cost
chosen-cost-of = { $costs }

policy-lapsed = Lapsed
chosen-lapsed-up-to = not active at the opening, last seen at most { $up_to } before it
chosen-lapsed-ever = not active at the opening, seen at any time before

policy-open-cases = Open cases
chosen-open-cases-count = count with the time they have been open (Kaplan–Meier)
chosen-open-cases-count-in-mean = count with the time they have been open (Kaplan–Meier); the mean counts no time beyond the longest seen

policy-invitations = Invitations
chosen-invited-not-bounced = sent and not bounced
chosen-invited-all = all sent

policy-returns = Returns
chosen-returns-of-sale = by the period of the sale, returns within { $within }
chosen-returns-of-return = by the period of the return

policy-base = Base
chosen-base-qualifying = customers with a qualifying row in the period
chosen-base-mean = mean of the opening and the closing number
chosen-base-last = customers active in the last period

policy-opening = Opening
chosen-opening-left-out = customers who opened at 0 or less are left out and counted

policy-netting = Netting
chosen-netted-by-customer = by customer; what opens at 0 or less counts 0
chosen-netted-by-columns = by customer and { $columns }; what opens at 0 or less counts 0

policy-labels = Labels
chosen-labels-open = { $positive } positive, { $negative } negative, any other neutral, none unscored
chosen-labels-closed = { $positive } positive, { $negative } negative, { $neutral } neutral, any other and none unscored

policy-language = Language
chosen-language-of = { $language }
chosen-language-by-column = by column ‘{ $column }’

policy-lexicon = Lexicon
chosen-lexicon-own = ‘{ $id }’ of the project for { $language }, else the one shipped
chosen-lexicon-shipped = shipped

policy-cut-points = Cut points
chosen-cut-points-at = score 0.05 or more positive, −0.05 or less negative; blank text and other languages unscored

policy-unscored = Unscored
chosen-unscored-beside = counted beside, never neutral

policy-correction = Correction
chosen-corrected-by = sensitivity { $sensitivity }, specificity { $specificity }, brought between 0 and 1

policy-in-time = In time
chosen-in-time-within = answered within { $within }

policy-abandoned-calls = Abandoned calls
chosen-abandoned-excluded = within the time they leave the count, later they are misses
chosen-abandoned-missed = all are misses
chosen-abandoned-met = within the time they are met, later they are misses

policy-segments = Segments
chosen-segments-of-measure = of ‘{ $measure }’ by { $by }; what is not stated is no segment

policy-weights = Weights
chosen-weighted-by = { $column }; an answer without counts 1; intervals by Kish's effective sample

policy-population = Population
chosen-population-asked = { $size } asked; the interval of the total shrinks by √((N − n) ÷ (N − 1))

policy-answers = Answers
chosen-answers-last-of = the last of each { $whose } within the period; without one none

policy-last-year = Compared with last year
chosen-last-year-per-day = per day, where last year's period had a week more or a week less

policy-states = States
chosen-states-at-end =
    { $grain ->
        [week] as of the end of each week
        [month] as of the end of each month
        [quarter] as of the end of each quarter
        [year] as of the end of each year
       *[wave] as of the end of each wave
    }

policy-company-wide = Company-wide
chosen-company-wide-rows = { $entity }: rows of all entities, shown in each

# Languages of texts, within a sentence.
language-english = English
language-spanish = Spanish
language-greek = Greek
language-polish = Polish
## Workbook: names of sheets, and what stands on each

book-sheet-cover = Cover
book-sheet-control = Control
book-sheet-control-note = Choose period, basis, comparison, materiality and scale: the sheets of results follow
book-sheet-scorecard = Scorecard
book-sheet-scorecard-note = The scorecard on a page, for the period and the basis that Control selects
book-sheet-bridge = Bridge
book-sheet-bridge-note = What moved the score since the period before, and what each segment did to the change of its measure
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
book-rate-rule = Enter a rate within what is possible, as 95% or 0.95.
book-number-rule = Enter a number within what is possible, or leave the cell empty.
book-sample-rule = Enter a whole number, 0 or more.
book-edges-rule = The edge of on target may not lie below that of watch.
book-floor-rule = Enter a floor no higher than the edge of watch.
book-cap-rule = Enter a cap of 100 or more.

## Workbook: lists

book-status = Status
book-status-on-target = On target
book-status-watch = Watch
book-status-off-target = Off target
book-status-no-data = No data
book-status-insufficient-data = Insufficient data
book-status-provisional = Provisional
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
book-favour-same = no difference
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
book-row-rolling-target = Target, rolling
book-row-rolling-year-before = Previous year, rolling
book-row-rolling-weights = Weights, rolling
book-row-rolling-products = Target × weight, rolling
book-row-year-before-day = Same period a year before, to
book-year-before = Previous year
book-row-year = Fiscal year from
book-row-number = Period of the year
book-row-position = Position
book-row-year-whole = All periods of the year so far are there
book-row-rolling-from = Rolling, after position
book-row-rolling-whole = All periods of the stretch are there
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
book-row-absence = Why there is no value, by number
book-row-untold = In place of a status
book-row-told = Status or reason, by number
book-row-word = Status or reason
book-score = Score

## Workbook: Calc and Scorecard

book-row-version = Version of the plan
book-row-version-to-date = Version of the plan, year to date
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
book-in-place-of-status = In place of a status
book-year-before-to-date = Previous year to date
book-year-before-shown = Previous year on the basis
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
book-before = Period before
book-change = Change
book-interval-low = Interval from
book-interval-high = Interval to
book-cohort-kept = Customers kept, by age
book-cohort-share = Share kept, by age
book-cohort-size = Customers
book-cohort-mean = All cohorts together
book-triangles-off = Averages that differ from the engine
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
book-source-amount = Amount by source
book-reach = From the rows used to the figures
book-rows-undated = Without its day
book-rows-left-out = Left out by its condition
book-rows-outside = Other periods
book-rows-in-figure = In the figure
book-figure-less-fact = Figure less fact
book-control = Control
book-controls = Totals against the ledger
book-ledger = Ledger
book-allowed = Allowed difference
book-finding = Finding
book-control-agrees = agrees
book-control-differs = differs
book-control-waits = differs, waits for closing
book-control-unknown = one is missing
book-verdict = Interval and target
book-verdict-met = met
book-verdict-missed = missed
book-verdict-uncertain = uncertain
book-days-week = week
book-days-month = month
book-days-quarter = quarter
book-days-year = year
book-days-wave = wave
book-days-to-date = year to date
book-days-year-before = a year before
book-days-year-before-to-date = a year before, to date
book-what = What
book-text = Text
book-input = Input
book-cell = Cell
book-filled-cells = cells filled
book-size-of-all = Sizes added up
book-now = Now
book-differences = Differences
book-figure = Figure
book-engine = Engine
book-check-series = Measures in every period: engine against formulas
book-check-rollup = Roll-up of the reported period: engine against formulas
book-check-sums = Sums of what the engine gave
book-check-ties = Segments and bridges against totals, Data against Series
book-check-rows = Rows of sources without account
book-check-shares = Effective weights add up to 100%
book-check-all = All differences
book-check-edits = Edited since the report, cells
book-check-sound = Rows of Policy that are not sound
book-check-note = Grey figures are the engine’s. A changed input makes comparisons differ by design: they show how far the workbook has moved from the report.
book-of = Of
book-log-program = Program
book-log-definition = Definition, SHA-256
book-log-notes = Notes, SHA-256
book-log-input = Input, SHA-256
book-log-unreadable = Unreadable
book-bridge-of-score = Score: from the period before to this one, in points
book-bridge-of-segments = Change since the period before, by segment
book-variances = Actual against plan and previous year, by segment
book-variances-note = Of the reported period: amounts with quantities by price, volume and mix, ratios by rate and mix. The parts and the rest add up to the difference; a plan is parted where every segment has one.
book-against = Against
book-amount-before = Amount, from
book-quantity-before = Quantity, from
book-amount-now = Amount, actual
book-quantity-now = Quantity, actual
book-numerator-before = Numerator, from
book-denominator-before = Denominator, from
book-numerator-now = Numerator, actual
book-denominator-now = Denominator, actual
book-mean-price = Mean price
book-mean-ratio = Mean ratio
book-effect-of-price = Price
book-effect-of-volume = Volume
book-variance-rest = From: sum of the segments less the whole
book-bridge-ties = Parts against the change
book-no-bridge = No score and no segment table has a period before.
book-effect-of-score = Own score
book-effect-of-weight = Share of weight
book-effect-of-rate = Own ratio
book-effect-of-mix = Share of whole
book-together = Together
book-score-before = Score of the period before
book-score-after = Score of the period reported
book-score-on-calc = The same on Calc
book-blank = { "" }

## Lists of cases

cases-heading = Cases: { $of }{ $parted ->
        [yes] {""} – without: { $without }
       *[no] {""}
    }
cases-all =
    { $cases ->
        [one] { $cases } case.
       *[other] { $cases } cases, newest first.
    }
cases-newest = The newest { $listed } of { $cases } cases; { $left } are not listed.
cases-amount = Together { $amount }.
cases-none = No case in the period.
cases-withheld = Single cases are not listed: this scorecard withholds small groups.

book-sheet-detail = Detail
book-sheet-detail-note = The rows behind figures, newest first, tied to the facts
book-cases = Cases
book-cases-listed = Listed
book-cases-left = Not listed
book-cases-together = Together
book-cases-amount = Amount
book-cases-amount-together = Amount together
book-cases-row = Row

## Against an earlier run

against-heading = Since an earlier run
against-changed =
    { $figures ->
        [one] { $figures } figure differs from run { $run }, whose data go to { $date }.
       *[other] { $figures } figures differ from run { $run }, whose data go to { $date }.
    }{ $caused ->
        [yes] {" "}Between the two runs differ: { $causes }.
       *[no] {""}
    }
against-same = No figure differs from run { $run }, whose data go to { $date }.
against-periods = { $first } to { $last }
against-more =
    { $figures ->
        [one] { $figures } more stands in the workbook.
       *[other] { $figures } more stand in the workbook.
    }
against-cause = Cause
against-figure = Figure
against-value = Actual
against-target = Plan
against-score = Score
against-to-date = Year to date
against-unknown = unknown
against-cause-data = data
against-cause-definition = definition
against-cause-notes = notes
against-cause-program = program

book-sheet-changes = Changes
book-sheet-changes-note = What an earlier run said otherwise: figure, before, now and cause
book-earlier = Earlier
book-cause = Cause

## Entities side by side

side-title = { $title }: all entities
side-sentence =
    { $entities ->
        [one] { $entities } entity
       *[other] { $entities } entities
    }: { $on } on target, { $watch } on watch, { $off } off target, { $without } without a score.
side-rank = Rank
side-entity = Entity
side-summary = Entities with their ranks, scores and figures, the best first
side-ranks = The dot is the score, the tick that of the whole. Beside a figure stands its rank; entities that chance does not tell apart share a range of ranks.
side-few = Left out for too few rows in the period: { $entities }.
