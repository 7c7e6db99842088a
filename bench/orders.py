"""Writes a table of orders, the same bytes for the same number of rows.

Three years of orders, sorted by date as exports are: a twentieth as many customers as orders, few of whom order most;
25 regions, to which a customer belongs and which one order in fifty leaves; some orders never delivered, some sent back,
every fifth answered with a score from 0 to 10.

    orders.py 1000000 orders.parquet
    orders.py 1000000 orders.csv
"""

import sys
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

REGIONS = pa.array([
    "Austria", "Belgium", "Bulgaria", "Croatia", "Cyprus", "Czechia", "Denmark", "Estonia", "Finland", "France",
    "Germany", "Greece", "Hungary", "Ireland", "Italy", "Latvia", "Lithuania", "Luxembourg", "Netherlands", "Poland",
    "Portugal", "Romania", "Slovakia", "Spain", "Sweden",
])
CHANNELS = pa.array(["shop", "web", "phone"])


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


def block(number, day, customers, names):
    """One block of orders on the days given."""
    random = np.random.Generator(np.random.PCG64([20230101, number]))
    rows = len(day)
    first = number * BLOCK

    # Customers come in the course of time: half of them are there on the first day.
    known = customers * (0.5 + 0.5 * day / DAYS)
    rank = np.floor(known * random.random(rows) ** 2.5).astype(np.int64)
    customer = spread(rank, customers)

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

    return pa.table({
        "order_id": pa.array(np.arange(first, first + rows, dtype=np.int64) + 1),
        "customer_id": names.take(pa.array(customer)),
        "region": REGIONS.take(pa.array(region)),
        "channel": CHANNELS.take(pa.array(channel)),
        "order_date": dates(day, np.zeros(rows, dtype=bool)),
        "promised_date": dates(promised, np.zeros(rows, dtype=bool)),
        "delivered_date": dates(delivered, undelivered),
        "returned": pa.array(~kept),
        "returned_date": dates(sent_back, kept),
        "revenue": cents(revenue),
        "score": pa.array(score, mask=silent),
    })


def write(rows, path):
    customers = max(rows // 20, 1)
    names = pa.array(np.char.add("C", np.char.zfill(np.arange(customers).astype(str), 7)))
    counts = days_of(rows)
    ends = np.cumsum(counts)
    unfinished = path.with_suffix(".part")
    writer = None
    for number, first in enumerate(range(0, rows, BLOCK)):
        place = np.arange(first, min(first + BLOCK, rows))
        table = block(number, np.searchsorted(ends, place, side="right"), customers, names)
        if writer is None:
            writer = opened(unfinished, path.suffix, table.schema)
        writer.write_table(table)
    writer.close()
    unfinished.rename(path)


def opened(path, kind, schema):
    if kind == ".csv":
        return pyarrow.csv.CSVWriter(path, schema, write_options=pyarrow.csv.WriteOptions(quoting_style="none"))
    return pyarrow.parquet.ParquetWriter(
        path, schema, compression="zstd", compression_level=1, store_decimal_as_integer=True,
    )


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
