"""The ten answers by DuckDB: `duck.py PATH`, lines as `bench answers` prints them.

One statement. What costs is the grouping by customer and month; it is made once and kept narrow: a sum, the regions as
bits, the home as the number packed with the last day. Customers, retention and retained revenue are read off it. What
adds is summed by month and region apart from it. Promises and deliveries stand in months of their own; lead times are
tallied by length, of which there are few, and the percentile is read off the tally.

Options say how an expert writes it for a table of another shape: of several segments the rows are read once, with the
segments as enumerations; segments of many values are no bits, and their customers are told apart column by column; and of
columns that are not there nothing is asked. UUIDs stay texts: to cast them costs more than to group what is shorter.
"""

import argparse
import sys

import duckdb

END = "date '2025-12-31'"

NUMBERED = """numbered as (
    select *, customer_id as customer, (year(order_date) * 12 + month(order_date) - 1)::integer as m from orders_file {joins}
)"""

PEOPLE = """people as materialized (
    select customer, m, sum((revenue * 100)::bigint)::bigint as cents, {traits} from numbered group by all
)"""

# Of each column of segments.
PLACES = """{axis}_places as materialized (
    select {axis}, (row_number() over (order by {axis}) - 1)::integer as {axis}_place
    from (select distinct {axis} from orders_file)
)"""

BITS = "bit_or(1::bigint << {axis}_place) as {axis}_bits"

HOME = "max((order_date - date '2000-01-01')::integer * 256 + {axis}_place) % 256 as {axis}_home"

FLOWS = """{axis}_flows as (
    select m, {axis} as segment, count(*) as n, sum(revenue) as revenue {sums} from numbered group by all
)"""

SUMS = f""",
        count(*) filter (where returned_date <= order_date + 30 and order_date <= {END} - 30) as back,
        count(*) filter (where order_date <= {END} - 30) as sold,
        count(*) filter (where score >= 9) as promoters,
        count(*) filter (where score <= 6) as detractors,
        count(score) as answers"""

# Customers by month and segment, of segments few enough to be bits, and of others.
COUNTED_BY_BITS = """{axis}_counts as (
    select m, {axis} as segment, sum(n) as customers
    from (select m, {axis}_bits as bits, count(*) as n from people group by all)
    join {axis}_places on (bits >> {axis}_place) & 1 = 1
    group by all
)"""

COUNTED_APART = """{axis}_counts as (
    select m, {axis} as segment, count(*) as customers
    from (select distinct m, {axis}, customer from numbered)
    group by all
)"""

TOTALS = """{axis}_totals as (
    select m, null as segment, sum(columns(* exclude (m, segment))),
        (select count(*) from people where people.m = {axis}_flows.m) as customers
    from {axis}_flows group by m
)"""

STAYS = """{axis}_stays as (
    select m, {axis}_home, count(*) as opening, count(later.customer) as retained,
        sum(people.cents) filter (where people.cents > 0) as opened,
        sum(coalesce(later.cents, 0)) filter (where people.cents > 0) as kept
    from people left join (select customer, cents, m - 1 as m from people) as later using (customer, m)
    group by grouping sets ((m, {axis}_home), (m))
)"""

PROMISES = f"""{{axis}}_promises as (
    select (year(promised_date) * 12 + month(promised_date) - 1)::integer as m, {{axis}} as segment,
        count(*) as due, count(*) filter (where delivered_date <= promised_date) as kept
    from orders_file where promised_date <= {END}
    group by grouping sets ((m, {{axis}}), (m))
)"""

# The value of rank k (from 0) is the first length up to which more than k stand.
LEAD = """{axis}_lengths as (
    select (year(delivered_date) * 12 + month(delivered_date) - 1)::integer as m, {axis} as segment,
        delivered_date - order_date as days, count(*) as n
    from orders_file where delivered_date >= order_date
    group by all
),
{axis}_tallies as (
    select m, segment, days, sum(n) as n from {axis}_lengths group by grouping sets ((m, segment, days), (m, days))
),
{axis}_ranks as (
    select m, segment, days, sum(n) over (partition by m, segment order by days) as upto,
        0.9 * (sum(n) over (partition by m, segment) - 1)::double as place
    from {axis}_tallies
),
{axis}_lead as (
    select m, segment,
        min(days) filter (where upto > floor(place)) as low, min(days) filter (where upto > ceil(place)) as high,
        any_value(place) - floor(any_value(place)) as share
    from {axis}_ranks group by m, segment
)"""

ANSWERS = """
    from (from {axis}_flows join {axis}_counts using (m, segment) union all by name from {axis}_totals)
    select m, segment, unnest([
        {{'measure': 'orders', 'value': n::double}},
        {{'measure': 'customers', 'value': customers::double}},
        {{'measure': 'revenue', 'value': revenue::double}},
        {{'measure': 'revenue_per_customer', 'value': revenue::double / customers}}
        {more}
    ], recursive := true)
    union all
    from {axis}_stays left join {axis}_places on {axis}_home = {axis}_place
    select m + 1, {axis}, unnest(['retention', 'revenue_retention']),
        unnest([retained::double / opening, kept::double / opened])"""

MORE = """,
        {'measure': 'returns', 'value': case when sold > 0 then back::double / sold end},
        {'measure': 'nps', 'value': case when answers > 0 then 100.0::double * (promoters - detractors) / answers end}"""

PROMISED = """
    from {axis}_promises select m, segment, 'on_time', kept::double / due
    union all
    from {axis}_lead select m, segment, 'lead_time', low + share * (high - low)"""

PRINTED = """
select measure, format('{}-{:02d}', m // 12, m % 12 + 1), coalesce(segment, ''), value
where value is not null and m < 2026 * 12
"""

USED = "customer_id order_date promised_date delivered_date returned_date revenue score".split()
TYPES = "{'revenue': 'DECIMAL(12,2)', 'score': 'TINYINT'}"


def statement(options):
    many, narrow = options.many_values, options.narrow
    of = lambda part, **more: [part.format(axis=axis, **more) for axis in options.segments]
    traits = of(HOME) if many else of(BITS) + of(HOME)
    tables = [
        *of(PLACES),
        NUMBERED.format(joins=" ".join(of("join {axis}_places using ({axis})"))),
        PEOPLE.format(traits=", ".join(traits)),
        *of(FLOWS, sums="" if narrow else SUMS),
        *of(COUNTED_APART if many else COUNTED_BY_BITS),
        *of(TOTALS),
        *of(STAYS),
    ]
    answers = of(ANSWERS, more="" if narrow else MORE)
    if not narrow:
        tables += of(PROMISES) + of(LEAD)
        answers += of(PROMISED)
    union = " union all ".join(answers)
    return f"with {', '.join(tables)}, answers as ({union}) from answers {PRINTED}"


def opened(base, options):
    used = USED + options.segments
    rows = f"read_parquet('{options.path}')"
    if options.path.endswith(".csv"):
        # Text is parsed once, and what is asked several times is asked of the table.
        rows = f"(select {', '.join(used)} from read_csv('{options.path}', types = {TYPES}))"
        base.execute(f"create temp table orders_file as from {rows}")
    elif len(options.segments) > 1:
        for axis in options.segments:
            base.execute(f"create type {axis}_values as enum (select distinct {axis} from {rows} order by {axis})")
        columns = USED + [f"{axis}::{axis}_values as {axis}" for axis in options.segments]
        base.execute(f"create temp table orders_file as select {', '.join(columns)} from {rows}")
    else:
        base.execute(f"create view orders_file as from {rows}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("path", help="a file, or a pattern for several")
    parser.add_argument("--segments", nargs="+", default=["region"], help="columns of segments")
    parser.add_argument("--many-values", action="store_true", help="a segment has more values than fit into bits")
    parser.add_argument("--narrow", action="store_true", help="only customers, dates and revenue: six answers")
    options = parser.parse_args()
    base = duckdb.connect()
    opened(base, options)
    for measure, month, segment, value in base.sql(statement(options)).fetchall():
        sys.stdout.write(f"{measure},{month},{segment},{value!r}\n")


if __name__ == "__main__":
    main()
