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
