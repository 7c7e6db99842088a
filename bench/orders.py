"""Writes a table of orders, the same bytes for the same number of rows and the same options.

Three years of orders, sorted by date as exports are: a twentieth as many customers as orders, few of whom order most;
25 regions, to which a customer belongs and which one order in fifty leaves; some orders never delivered, some sent back,
every fifth answered with a score from 0 to 10. Options give the table another shape.

    orders.py 1000000 orders.parquet
    orders.py 1000000 orders.csv
    orders.py 1000000 monthly --monthly
"""

import argparse
import uuid
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

FIRST, LAST = date(2023, 1, 1), date(2025, 12, 31)
DAYS = (LAST - FIRST).days + 1
EPOCH = date(1970, 1, 1)
BLOCK = 1_000_000
NARROW = ["customer_id", "region", "order_date", "revenue"]
WIDE = 60

REGIONS = pa.array([
    "Austria", "Belgium", "Bulgaria", "Croatia", "Cyprus", "Czechia", "Denmark", "Estonia", "Finland", "France",
    "Germany", "Greece", "Hungary", "Ireland", "Italy", "Latvia", "Lithuania", "Luxembourg", "Netherlands", "Poland",
    "Portugal", "Romania", "Slovakia", "Spain", "Sweden",
])
CHANNELS = pa.array(["shop", "web", "phone"])
MONTHS = np.array([date.fromordinal(FIRST.toordinal() + day).strftime("%Y-%m") for day in range(DAYS)])


def days_of(rows):
    """How many orders stand on each day: growing, fewer at weekends, more before Christmas; the rest on the last day."""
    day = np.arange(DAYS)
    weekday = np.array([1.1, 1.0, 1.0, 1.05, 1.2, 0.7, 0.5])[(day + FIRST.weekday()) % 7]
    month = np.array([(FIRST.toordinal() + d) for d in day])
    season = np.array([1.35 if date.fromordinal(int(m)).month in (11, 12) else 1.0 for m in month])
    weight = weekday * season * (1 + 0.4 * day / DAYS)
    ends = np.floor(np.cumsum(weight) / weight.sum() * rows).astype(np.int64)
    ends[-1] = rows
    return np.diff(ends, prepend=0)


def spread(number, size):
    """Sends 0 … size − 1 to themselves in another order."""
    step = int(size * 0.618) | 1
    while np.gcd(step, size) != 1:
        step += 2
    return (number * step + 7) % size


def dates(days, missing):
    days = (days + (FIRST - EPOCH).days).astype(np.int32)
    return pa.array(days, mask=missing).cast(pa.date32())


def cents(values):
    """Whole cents as decimals of twelve digits."""
    wide = np.zeros((len(values), 2), dtype=np.int64)
    wide[:, 0] = values
    whole = pa.Array.from_buffers(pa.decimal128(38, 0), len(values), [None, pa.py_buffer(wide)])
    decimal = pa.Array.from_buffers(pa.decimal128(12, 2), len(values), whole.buffers())
    return decimal


def integers(customers):
    return pa.array(np.arange(customers, dtype=np.int64) + 1_000_000)


def names(customers):
    return pa.array(np.char.add("C", np.char.zfill(np.arange(customers).astype(str), 7)))


def uuids(customers):
    drawn = np.random.Generator(np.random.PCG64(4122)).bytes(16 * customers)
    each = (uuid.UUID(bytes=drawn[place : place + 16], version=4) for place in range(0, len(drawn), 16))
    return pa.array([str(one) for one in each])


KEYS = {"names": names, "integers": integers, "uuids": uuids}


class Customers:
    """Who orders, and by what key the table names them."""

    def __init__(self, rows, options):
        self.once = options.orders_each == 1
        self.number = max(rows // options.orders_each, 1)
        self.keys = KEYS[options.customers](self.number)

    def drawn(self, random, place, day):
        """Customers come in the course of time: half of them are there on the first day."""
        known = self.number * (0.5 + 0.5 * day / DAYS)
        rank = np.floor(known * random.random(len(day)) ** 2.5).astype(np.int64)
        return spread(place if self.once else rank, self.number)


def block(number, place, day, customers, options):
    """One block of orders on the days given."""
    random = np.random.Generator(np.random.PCG64([20230101, number]))
    rows = len(day)
    customer = customers.drawn(random, place, day)

    home = (spread(customer, 65_521) % 65_521 / 65_521) ** 1.5 * 25
    region = np.where(random.random(rows) < 0.02, random.integers(0, 25, rows), home.astype(np.int64))
    channel = np.searchsorted([0.25, 0.9], random.random(rows))

    promised = day + random.integers(3, 11, rows)
    taken = 1 + np.floor(random.gamma(2.0, 2.2, rows)).astype(np.int64)
    delivered = day + taken
    undelivered = (random.random(rows) < 0.02) | (delivered >= DAYS)
    sent_back = delivered + 1 + random.integers(0, 45, rows)
    kept = undelivered | (random.random(rows) >= 0.07) | (sent_back >= DAYS)

    free = random.random(rows) < 0.003
    revenue = np.where(free, 0, np.round(np.exp(random.normal(4.0, 0.9, rows)) * 100)).astype(np.int64)
    late = delivered > promised
    score = np.clip(np.round(random.normal(8.3, 2.0, rows) - 2.0 * late), 0, 10).astype(np.int8)
    silent = random.random(rows) >= 0.2

    table = {
        "order_id": pa.array(place + 1),
        "customer_id": customers.keys.take(pa.array(customer)),
        "region": REGIONS.take(pa.array(region)),
        "channel": CHANNELS.take(pa.array(channel)),
        "order_date": dates(day, np.zeros(rows, dtype=bool)),
        "promised_date": dates(promised, np.zeros(rows, dtype=bool)),
        "delivered_date": dates(delivered, undelivered),
        "returned": pa.array(~kept),
        "returned_date": dates(sent_back, kept),
        "revenue": cents(revenue),
        "score": pa.array(score, mask=silent),
    }
    if options.columns == "narrow":
        table = {name: table[name] for name in NARROW}
    return pa.table(table | more(number, customer, options))


def more(number, customer, options):
    """Columns beside those of the benchmark, drawn apart, so that these stay what they are."""
    random = np.random.Generator(np.random.PCG64([48, number]))
    rows = len(customer)
    table = {}
    for axis in range(1, options.segments + 1):
        # Every other one is a trait of the customer, the rest differ from order to order.
        of_customer = spread(customer + 977 * axis, 65_521) % 200
        value = of_customer if axis % 2 else np.floor(200 * random.random(rows) ** 1.5).astype(np.int64)
        table[f"segment_{axis:02}"] = listed(f"S{axis:02}-", 200).take(pa.array(value))
    if options.branches:
        branch = np.floor(options.branches * random.random(rows) ** 1.5).astype(np.int64)
        table["branch"] = listed("B", options.branches).take(pa.array(branch))
    if options.columns == "wide":
        texts = listed("text ", 1000)
        for extra in range(WIDE - 11):
            drawn = random.integers(0, 1000, rows)
            values = [drawn, drawn / 7, texts.take(pa.array(drawn))]
            table[f"extra_{extra:02}"] = pa.array(values[extra % 3])
    return table


def listed(prefix, count):
    digits = len(str(count))
    return pa.array([f"{prefix}{number:0{digits}}" for number in range(count)])


def blocks(rows, options):
    """The table, block by block, each with the days of its rows."""
    customers = Customers(rows, options)
    days = np.repeat(np.arange(DAYS, dtype=np.int16), days_of(rows))
    if options.order == "random":
        np.random.Generator(np.random.PCG64(36)).shuffle(days)
    for number, first in enumerate(range(0, rows, BLOCK)):
        place = np.arange(first, min(first + BLOCK, rows), dtype=np.int64)
        day = days[place].astype(np.int64)
        yield block(number, place, day, customers, options), day


def write(rows, path, options):
    unfinished = path.with_suffix(".part")
    writers = {}
    for table, day in blocks(rows, options):
        parts = by_month(table, day, unfinished) if options.monthly else [(unfinished, table)]
        for file, part in parts:
            if file not in writers:
                file.parent.mkdir(exist_ok=True)
                writers[file] = opened(file, path.suffix, part.schema)
            writers[file].write_table(part)
    for writer in writers.values():
        writer.close()
    unfinished.rename(path)


def by_month(table, day, folder):
    month = MONTHS[day]
    for name in np.unique(month):
        yield folder / f"{name}.parquet", table.filter(pa.array(month == name))


def opened(path, kind, schema):
    if kind == ".csv":
        return pyarrow.csv.CSVWriter(path, schema, write_options=pyarrow.csv.WriteOptions(quoting_style="none"))
    return pyarrow.parquet.ParquetWriter(
        path, schema, compression="zstd", compression_level=1, store_decimal_as_integer=True,
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("rows", type=int)
    parser.add_argument("path", type=Path, help="FILE.parquet, FILE.csv, or a folder for --monthly")
    parser.add_argument("--order", choices=["days", "random"], default="days", help="order of rows")
    parser.add_argument("--customers", choices=sorted(KEYS), default="names", help="by what they are named")
    parser.add_argument("--orders-each", type=int, default=20, help="orders of a customer on average; with 1 each has one")
    parser.add_argument("--segments", type=int, default=0, help="columns of 200 values each")
    parser.add_argument("--branches", type=int, default=0, help="a column of so many branches")
    parser.add_argument("--columns", choices=["narrow", "all", "wide"], default="all", help="4, 11 or 60 of them")
    parser.add_argument("--monthly", action="store_true", help="a file for each month")
    options = parser.parse_args()
    write(options.rows, options.path, options)


if __name__ == "__main__":
    main()
