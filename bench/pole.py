"""The ten answers by Polars: `pole.py FILE`, lines as `bench answers` prints them.

Lazy, on the streaming engine, frames collected together. The same plan as `duck.py`: one narrow grouping by customer
and month, off which customers, retention and retained revenue are read; what adds apart from it; promises and deliveries
in months of their own, lead times as a tally by length.
"""

import sys
from datetime import date, timedelta

import polars as pl

END = date(2025, 12, 31)


def month(day):
    return (pl.col(day).dt.year().cast(pl.Int32) * 12 + pl.col(day).dt.month() - 1).alias("m")


def scan(path):
    if path.endswith(".csv"):
        days = ("order_date", "promised_date", "delivered_date", "returned_date")
        types = {day: pl.Date for day in days} | {"revenue": pl.Decimal(12, 2), "score": pl.Int8}
        return pl.scan_csv(path, schema_overrides=types)
    return pl.scan_parquet(path)


def with_total(frame, keys, sums):
    """The frame by month and region, and by month."""
    total = frame.group_by(keys).agg(sums).with_columns(region=pl.lit(None, pl.String))
    return pl.concat([frame, total], how="diagonal_relaxed")


def frames(path):
    orders = scan(path)
    names = orders.select("region").unique().collect(engine="streaming")["region"].sort()
    places = pl.LazyFrame({"region": names, "place": range(len(names))}, schema_overrides={"place": pl.Int64})
    mature = pl.col("order_date") <= END - timedelta(days=30)
    returned = mature & (pl.col("returned_date") <= pl.col("order_date") + timedelta(days=30))
    flows = (
        orders.group_by(month("order_date"), "region").agg(
            n=pl.len(), revenue=pl.col("revenue").sum(), back=returned.sum(), sold=mature.sum(),
            promoters=(pl.col("score") >= 9).sum(), detractors=(pl.col("score") <= 6).sum(),
            answers=pl.col("score").count(),
        )
    )
    day = (pl.col("order_date") - date(2000, 1, 1)).dt.total_days()
    place = pl.col("region").replace_strict(names, range(len(names)), return_dtype=pl.Int64)
    people = (
        orders.select(
            "customer_id", month("order_date"), "revenue",
            places=pl.lit(2, pl.Int64).pow(place).cast(pl.Int64), home=day * 32 + place,
        )
        .group_by("customer_id", "m")
        .agg(pl.col("revenue").sum(), pl.col("places").bitwise_or(), pl.col("home").max() % 32)
    )
    # Used three times: kept, for collecting it with the rest costs more.
    people = people.collect(engine="streaming").lazy()
    seen = people.group_by("m", "places").agg(customers=pl.len())
    counts = (
        seen.join(places, how="cross")
        .filter((pl.col("places") // pl.lit(2, pl.Int64).pow(pl.col("place")).cast(pl.Int64)) % 2 == 1)
        .group_by("m", "region").agg(pl.col("customers").sum())
    )
    later = people.select("customer_id", m=pl.col("m") - 1, later=pl.col("revenue"))
    opened = pl.col("revenue") > 0
    stays = (
        people.join(later, on=["customer_id", "m"], how="left")
        .group_by("m", "home")
        .agg(
            opening=pl.len(), retained=pl.col("later").count(),
            opened=pl.col("revenue").filter(opened).sum(), kept=pl.col("later").filter(opened).sum(),
        )
        .join(places, left_on="home", right_on="place", how="left")
        .select(pl.col("m") + 1, "region", "opening", "retained", "opened", "kept")
    )
    promises = (
        orders.filter(pl.col("promised_date") <= END)
        .group_by(month("promised_date"), "region")
        .agg(due=pl.len(), kept=(pl.col("delivered_date") <= pl.col("promised_date")).sum())
    )
    lengths = (
        orders.filter(pl.col("delivered_date") >= pl.col("order_date"))
        .group_by(
            month("delivered_date"), "region",
            days=(pl.col("delivered_date") - pl.col("order_date")).dt.total_days(),
        )
        .agg(n=pl.len())
    )
    return pl.collect_all([flows, counts, seen, stays, promises, lengths], engine="streaming")


def answers(path):
    flows, counts, seen, stays, promises, lengths = frames(path)
    summed = flows.columns[2:]
    flows = flows.join(counts, on=["m", "region"])
    total = flows.group_by("m").agg(pl.col(summed).sum()).join(
        seen.group_by("m").agg(pl.col("customers").sum()), on="m",
    )
    flows = pl.concat([flows, total], how="diagonal_relaxed")
    stays = with_total(stays, "m", pl.col("opening", "retained", "opened", "kept").sum())
    promises = with_total(promises, "m", pl.col("due", "kept").sum())
    lengths = with_total(lengths, ["m", "days"], pl.col("n").sum())

    f = pl.Float64
    rank = 0.9 * (pl.col("n").sum() - 1)
    upto = pl.col("n").cum_sum()
    low = pl.col("days").filter(upto > rank.floor()).first()
    high = pl.col("days").filter(upto > rank.ceil()).first()
    lead = lengths.sort("days").group_by("m", "region").agg(value=low + (rank - rank.floor()) * (high - low))

    column = pl.col
    nps = 100 * (column("promoters").cast(f) - column("detractors").cast(f)) / column("answers")
    values = [
        ("orders", flows, column("n")),
        ("customers", flows, column("customers")),
        ("revenue", flows, column("revenue")),
        ("revenue_per_customer", flows, column("revenue").cast(f) / column("customers")),
        ("returns", flows.filter(column("sold") > 0), column("back").cast(f) / column("sold")),
        ("nps", flows.filter(column("answers") > 0), nps),
        ("on_time", promises, column("kept").cast(f) / column("due")),
        ("lead_time", lead, column("value")),
        ("retention", stays, column("retained").cast(f) / column("opening")),
        ("revenue_retention", stays, column("kept").cast(f) / column("opened").cast(f)),
    ]
    for name, frame, value in values:
        rows = frame.select("m", "region", value.cast(f)).filter(column("m") < 2026 * 12)
        for m, region, number in rows.iter_rows():
            yield f"{name},{m // 12}-{m % 12 + 1:02},{region or ''},{number!r}\n"


if __name__ == "__main__":
    sys.stdout.writelines(answers(sys.argv[1]))
