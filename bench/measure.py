"""Measures mando against scripts for DuckDB and Polars over the same data, and prints tables. Started by `bench/run`.

A figure is of whole processes, the median of several that take turns; from a script's the start of Python is taken off.
Nothing is printed before the answers of all sides are the same.
"""

import argparse
import sys
import tempfile
from pathlib import Path

import instructions
import reports
from limits import SHAPE_LIMIT, Figures, held
from shapes import CSV, PARQUET, SHAPES
from sides import SCRIPTS, Sides, started
from timing import Failed, in_turns, machine

PARTS = ["parquet", "csv", "reports", "entities"]


def best(costs, of):
    return min(of(costs[name].less(started()[name])) for name in SCRIPTS)


def against_scripts(sides, figures, rows, times):
    """One file of Parquet, and what more measures and more threads cost of it."""
    commands = {
        "mando": sides.answers(PARQUET, rows),
        "DuckDB": sides.duck(PARQUET, rows),
        "Polars": sides.polars(PARQUET, rows),
        "mando, twenty measures": sides.answers(PARQUET, rows, "twenty"),
        "mando, `threads: 1`": sides.answers(PARQUET, rows, threads=1),
        "mando, `threads: 2`": sides.answers(PARQUET, rows, threads=2),
        "decoding": sides.decoding(rows),
    }
    costs = in_turns(commands, times, sides.printed)
    sides.agree(["mando", *SCRIPTS, "mando, `threads: 1`", "mando, `threads: 2`"])
    figures.cost(f"{millions(rows)} rows, Parquet", costs)
    own, one, two = costs["mando"], costs["mando, `threads: 1`"], costs["mando, `threads: 2`"]
    figures.add("cpu", own.cpu / best(costs, lambda c: c.cpu))
    figures.add("wall", own.wall / best(costs, lambda c: c.wall))
    figures.add("decoding", own.cpu / costs["decoding"].cpu)
    figures.add("twenty", costs["mando, twenty measures"].cpu / own.cpu)
    figures.add("threads-cpu", two.cpu / one.cpu)
    figures.add("threads-wall", two.wall / one.wall)
    return own


def larger(sides, figures, rows, smaller, smaller_rows):
    """A table that outgrows caches, then memory; once, for it takes minutes."""
    commands = {
        "mando": sides.answers(PARQUET, rows, memory="4 GB"),
        "DuckDB": sides.duck(PARQUET, rows),
        "Polars": sides.polars(PARQUET, rows),
    }
    costs = in_turns(commands, 1, sides.printed)
    sides.agree(list(commands))
    figures.cost(f"{millions(rows)} rows, Parquet", costs)
    own = costs["mando"]
    figures.add("large-cpu", own.cpu / best(costs, lambda c: c.cpu))
    figures.add("large-wall", own.wall / best(costs, lambda c: c.wall))
    figures.add("large-ratio", own.cpu / rows / (smaller.cpu / smaller_rows) * 10)
    figures.add("large-peak", own.memory)
    figures.add("large-spilling", spilling(sides, figures, rows))


def spilling(sides, figures, rows):
    """Peak memory where intermediate results go to disk, or none if it does not end well."""
    name = "mando, `memory: 512 MB`"
    try:
        costs = in_turns({name: sides.answers(PARQUET, rows, memory="512 MB")}, 1, sides.printed)
    except Failed as failed:
        print(failed, file=sys.stderr)
        return None
    sides.agree(["mando", name])
    figures.cost(f"{millions(rows)} rows, Parquet", costs)
    return costs[name].memory


def against_csv(sides, figures, rows, times):
    commands = {"mando": sides.answers(CSV, rows), "DuckDB": sides.duck(CSV, rows)}
    costs = in_turns(commands, times, sides.printed)
    sides.agree(list(commands))
    figures.cost(f"{millions(rows)} rows, CSV", costs)
    own, duck = costs["mando"], costs["DuckDB"].less(started()["DuckDB"])
    figures.add("csv-cpu", own.cpu / duck.cpu)
    figures.add("csv-wall", own.wall / duck.wall)
    figures.add("csv-peak", own.memory)


def by_shape(sides, rows, times):
    """A table by shape, each against the DuckDB script written for it."""
    lines = [
        "| shape | mando CPU s | DuckDB CPU s | CPU | wall | mando peak GB | DuckDB peak GB | wanted | held |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for shape in SHAPES:
        commands = {"mando": sides.answers(shape, rows), "DuckDB": sides.duck(shape, rows)}
        costs = in_turns(commands, times, sides.printed)
        sides.agree(list(commands))
        own, duck = costs["mando"], costs["DuckDB"].less(started()["DuckDB"])
        cpu = own.cpu / duck.cpu
        lines.append(
            f"| {shape.title} | {own.cpu:.2f} | {duck.cpu:.2f} | {cpu:.2f} | {own.wall / duck.wall:.2f} "
            f"| {own.memory:.2f} | {duck.memory:.2f} | ≤ {SHAPE_LIMIT} | {held(cpu, SHAPE_LIMIT)} |"
        )
        print(lines[-1], file=sys.stderr)
    return "\n".join(lines)


def smoke(sides, rows=5_000):
    """Whether all sides agree, on little data; nothing is measured."""
    for shape in [CSV, *SHAPES]:
        commands = {"mando": sides.answers(shape, rows), "DuckDB": sides.duck(shape, rows)}
        if shape in (CSV, PARQUET):
            commands["Polars"] = sides.polars(shape, rows)
        in_turns(commands, 1, sides.printed)
        print(shape.title, file=sys.stderr)
        sides.agree(list(commands))
    reports.smoke(sides, rows)


def measured(sides, options):
    """All of the main table, or the parts that are asked for."""
    figures = Figures()
    rows, times = options.rows or 10_000_000, options.times
    parts = [options.only] if options.only else PARTS
    if "parquet" in parts:
        own = against_scripts(sides, figures, rows, times)
        if options.large:
            larger(sides, figures, options.large, own, rows)
    if "csv" in parts:
        against_csv(sides, figures, rows, times)
    if "reports" in parts:
        reports.cold(sides, figures, times)
    if "entities" in parts:
        reports.entities(sides, figures, options.entity_rows)
    return figures


def millions(rows):
    return f"{rows / 1e6:g} M"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folder", required=True, help="where data are kept")
    parser.add_argument("--built", required=True, help="where cargo put the programs")
    parser.add_argument("--rows", type=int, help="rows of the table: 10000000, of each shape 1000000")
    parser.add_argument("--large", type=int, help="rows of a larger table too, as 100000000")
    parser.add_argument("--entity-rows", type=int, default=1_000_000, help="rows of 10,000 entities")
    parser.add_argument("--times", type=int, default=3, help="runs of each process")
    parser.add_argument("--only", choices=PARTS, help="one part of the table")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--shapes", action="store_true", help="a table by shape of the data instead")
    what.add_argument("--instructions", action="store_true", help="instructions of each stage instead")
    what.add_argument("--keep-instructions", action="store_true", help="the same, kept for later comparison")
    what.add_argument("--smoke", action="store_true", help="only see whether all sides agree")
    options = parser.parse_args()
    Path(options.folder).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="run-", dir=Path(options.folder).absolute()) as scratch:
        try:
            printed(Sides(options.folder, options.built, scratch), options)
        except Failed as failed:
            sys.exit(str(failed))


def printed(sides, options):
    if options.smoke:
        smoke(sides)
    elif options.instructions or options.keep_instructions:
        instructions.compare_stages(sides, keep=options.keep_instructions)
    elif options.shapes:
        rows = options.rows or 1_000_000
        table = by_shape(sides, rows, options.times)
        print(f"\n{machine()}; {millions(rows)} rows, median of {options.times} runs\n\n{table}")
    else:
        figures = measured(sides, options)
        print(f"\n{machine()}; median of {options.times} runs\n\n{figures}")


if __name__ == "__main__":
    main()
