"""How many instructions the stages of a run take, by callgrind, beside those that were kept in `instructions.json`.

Instructions are the same on a machine that is busy, to half a per cent. A stage is the difference between a run that ends
behind it and one that ends before it. Those of another compiler or profile are no comparison: keep anew.
"""

import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass

from reports import NORTHWIND, of_page_1, run
from shapes import CSV, PARQUET
from sides import HERE
from timing import Failed

KEPT = HERE / "instructions.json"
ROWS = 20_000
# Changes below this are no changes.
NOISE = 0.01


@dataclass
class Stage:
    title: str
    command: list
    before: str = None
    """The stage whose run ends where this one begins."""


def stages(sides):
    bench = lambda step, shape: [sides.built / "examples" / "bench", step, sides.project(shape, ROWS, threads=1)]
    northwind = lambda project, *options: run(sides, project, "--threads", "1", *options)
    return [
        Stage("decoding", sides.decoding(ROWS)),
        Stage("definition", bench("define", PARQUET)),
        Stage("aggregates, Parquet", bench("aggregate", PARQUET), "definition"),
        Stage("figures", bench("answers", PARQUET), "aggregates, Parquet"),
        Stage("definition, CSV", bench("define", CSV)),
        Stage("aggregates, CSV", bench("aggregate", CSV), "definition, CSV"),
        Stage("results of Northwind", northwind(NORTHWIND, "--formats", "json")),
        Stage("page 1 and workbook", northwind(of_page_1(sides), "--formats", "pdf,xlsx"), "results of Northwind"),
        Stage("all pages and workbook", northwind(NORTHWIND), "results of Northwind"),
    ]


def counted(command):
    """Instructions of a process and its threads."""
    words = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *map(str, command)]
    ended = subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors="replace")
    found = re.search(r"Collected : (\d+)", ended.stderr)
    if ended.returncode != 0 or not found:
        raise Failed(f"{' '.join(words)}: ended with {ended.returncode}\n{ended.stderr[-2000:]}")
    return int(found[1])


def by_stage(sides):
    upto, each = {}, {}
    for stage in stages(sides):
        upto[stage.title] = counted(stage.command)
        each[stage.title] = upto[stage.title] - upto.get(stage.before, 0)
        print(f"{stage.title}: {each[stage.title] / 1e6:.1f} M", file=sys.stderr)
    return each


def compare_stages(sides, keep):
    if not shutil.which("valgrind"):
        sys.exit("valgrind is not there")
    found = by_stage(sides)
    kept = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    print("\n| stage | kept, M instructions | now | change |\n|---|---|---|---|")
    for title, now in found.items():
        print(f"| {title} | {shown(kept.get(title))} | {shown(now)} | {change(kept.get(title), now)} |")
    if keep:
        KEPT.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


def shown(count):
    return "" if count is None else f"{count / 1e6:.1f}"


def change(kept, now):
    if not kept:
        return "new"
    share = now / kept - 1
    return "same" if abs(share) < NOISE else f"{share:+.1%}"
