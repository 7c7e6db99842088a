"""Four answers for each branch by DuckDB: `branches.py FILE`, lines as `bench answers` prints them."""

import sys

import duckdb

SQL = """
with
flows as (
    select branch, strftime(order_date, '%Y-%m') as m, count(*) as n, count(distinct customer_id) as customers,
        sum(revenue) as revenue
    from orders where order_date >= date '2024-12-01' group by all
),
promises as (
    select branch, strftime(promised_date, '%Y-%m') as m,
        count(*) filter (where delivered_date <= promised_date) / count(*) as kept
    from orders where promised_date between date '2024-12-01' and date '2025-12-31' group by all
)
from flows select unnest(['orders', 'customers', 'revenue']) as measure, m, branch,
    unnest([n::double, customers::double, revenue::double]) as value
union all
from promises select 'on_time', m, branch, kept
"""

if __name__ == "__main__":
    base = duckdb.connect()
    base.execute(f"create view orders as from read_csv('{sys.argv[1]}', types = {{'revenue': 'DECIMAL(12,2)'}})")
    for measure, month, branch, value in base.sql(SQL).fetchall():
        sys.stdout.write(f"{measure},{month},{branch},{value!r}\n")
