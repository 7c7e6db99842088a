"""The ten answers by DuckDB: `duck.py FILE`, lines as `bench answers` prints them.

One statement. What costs is the grouping by customer and month; it is made once and kept narrow: a sum, the regions as
bits, the home as the number packed with the last day. Customers, retention and retained revenue are read off it. What
adds is summed by month and region apart from it. Promises and deliveries stand in months of their own; lead times are
tallied by length, of which there are few, and the percentile is read off the tally.
"""

import sys

import duckdb

SQL = """
with
regions as materialized (
    select region, (row_number() over (order by region) - 1)::integer as place
    from (select distinct region from orders_file)
),
numbered as (
    select *, (year(order_date) * 12 + month(order_date) - 1)::integer as m from orders_file join regions using (region)
),
flows as (
    select m, region, count(*) as n, sum(revenue) as revenue,
        count(*) filter (where returned_date <= order_date + 30 and order_date <= date '2025-12-31' - 30) as back,
        count(*) filter (where order_date <= date '2025-12-31' - 30) as sold,
        count(*) filter (where score >= 9) as promoters,
        count(*) filter (where score <= 6) as detractors,
        count(score) as answers
    from numbered group by all
),
people as materialized (
    select customer_id as customer, m, sum((revenue * 100)::bigint)::bigint as cents,
        bit_or(1::bigint << place) as places,
        max((order_date - date '2000-01-01')::integer * 32 + place) % 32 as home
    from numbered group by all
),
counts as (
    select m, region, sum(n) as customers
    from (select m, places, count(*) as n from people group by all) join regions on (places >> place) & 1 = 1
    group by all
),
totals as (
    select m, null as region, sum(n) as n, sum(revenue) as revenue, sum(back) as back, sum(sold) as sold,
        sum(promoters) as promoters, sum(detractors) as detractors, sum(answers) as answers,
        (select count(*) from people where people.m = flows.m) as customers
    from flows group by m
),
stays as (
    select m, home, count(*) as opening, count(later.customer) as retained,
        sum(people.cents) filter (where people.cents > 0) as opened,
        sum(coalesce(later.cents, 0)) filter (where people.cents > 0) as kept
    from people left join (select customer, cents, m - 1 as m from people) as later using (customer, m)
    group by grouping sets ((m, home), (m))
),
promises as (
    select (year(promised_date) * 12 + month(promised_date) - 1)::integer as m, region,
        count(*) as due, count(*) filter (where delivered_date <= promised_date) as kept
    from orders_file where promised_date <= date '2025-12-31'
    group by grouping sets ((m, region), (m))
),
lengths as (
    select (year(delivered_date) * 12 + month(delivered_date) - 1)::integer as m, region,
        delivered_date - order_date as days, count(*) as n
    from orders_file where delivered_date >= order_date
    group by all
),
tallies as (
    select m, region, days, sum(n) as n from lengths group by grouping sets ((m, region, days), (m, days))
),
ranks as (
    select m, region, days, sum(n) over (partition by m, region order by days) as upto,
        0.9 * (sum(n) over (partition by m, region) - 1)::double as place
    from tallies
),
-- The value of rank k (from 0) is the first length up to which more than k stand.
lead as (
    select m, region,
        min(days) filter (where upto > floor(place)) as low, min(days) filter (where upto > ceil(place)) as high,
        any_value(place) - floor(any_value(place)) as share
    from ranks group by m, region
),
answers as (
    from (from flows join counts using (m, region) union all by name from totals) select m, region, unnest([
        {'measure': 'orders', 'value': n::double},
        {'measure': 'customers', 'value': customers::double},
        {'measure': 'revenue', 'value': revenue::double},
        {'measure': 'revenue_per_customer', 'value': revenue::double / customers},
        {'measure': 'returns', 'value': case when sold > 0 then back::double / sold end},
        {'measure': 'nps', 'value': case when answers > 0 then 100.0::double * (promoters - detractors) / answers end}
    ], recursive := true)
    union all
    from promises select m, region, 'on_time', kept::double / due
    union all
    from lead select m, region, 'lead_time', low + share * (high - low)
    union all
    from stays left join regions on home = place select m + 1, region, unnest(['retention', 'revenue_retention']),
        unnest([retained::double / opening, kept::double / opened])
)
from answers
select measure, format('{}-{:02d}', m // 12, m % 12 + 1), coalesce(region, ''), value
where value is not null and m < 2026 * 12
"""

TYPES = "{'revenue': 'DECIMAL(12,2)', 'score': 'TINYINT'}"


def main(path):
    base = duckdb.connect()
    if path.endswith(".csv"):
        # Text is parsed once, and what is asked several times is asked of the table.
        base.execute(f"""
            create temp table orders_file as
            select customer_id, region, order_date, promised_date, delivered_date, returned_date, revenue, score
            from read_csv('{path}', types = {TYPES})
        """)
    else:
        base.execute(f"create view orders_file as from read_parquet('{path}')")
    for measure, month, region, value in base.sql(SQL).fetchall():
        sys.stdout.write(f"{measure},{month},{region},{value!r}\n")


if __name__ == "__main__":
    main(sys.argv[1])
