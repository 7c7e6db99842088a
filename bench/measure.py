"""Runs all sides on the same data, one after the other, and prints what they took. Started by `bench/run`.

A figure is the CPU time (user and system) of a process of its own, the median of several. Nothing is printed before the
answers of mando and of both scripts are the same.
"""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import compare

HERE = Path(__file__).parent
COLUMNS = (
    "customer_id region order_date promised_date delivered_date returned_date revenue score".split()
)


@dataclass
class Cost:
    """What a process took."""

    cpu: float
    wall: float
    memory: float
    """Peak, in gigabytes."""


def once(command, into):
    with open(into, "wb") as out:
        began = time.monotonic()
        child = subprocess.Popen(command, stdout=out)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.monotonic() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}: ended with {child.returncode}")
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * 1024 / 1e9)


def middle(costs):
    pick = lambda of: statistics.median(of(cost) for cost in costs)
    return Cost(pick(lambda c: c.cpu), pick(lambda c: c.wall), max(c.memory for c in costs))


class Bench:
    def __init__(self, options, scratch):
        self.folder = Path(options.folder).absolute()
        self.built = Path(options.built)
        self.times = options.times
        self.scratch = Path(scratch)
        self.rows = []
        self.details = []

    def data(self, rows, kind):
        path = self.folder / "data" / f"orders-{rows}.{kind}"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            print(f"writing {path.name}", file=sys.stderr)
            # A process of its own: what this one has taken would count as the peak of those it starts.
            subprocess.run([sys.executable, "-B", HERE / "orders.py", str(rows), path], check=True)
        return path

    def project(self, name, data, memory=None):
        """A folder with a scorecard and its data."""
        folder = self.scratch / f"{name}-{data.name}"
        if not folder.exists():
            folder.mkdir()
            text = (HERE / "scorecards" / f"{name}.yaml").read_text(encoding="utf-8")
            (folder / "scorecard.yaml").write_text(text.replace("orders.parquet", f"orders{data.suffix}"))
            (folder / f"orders{data.suffix}").symlink_to(data)
            # A link may lead out of the project only into folders that it names.
            text = f'data_folders: [".", "{data.parent}"]\n'
            if memory:
                text += f"engine: {{ memory: {memory} }}\n"
            (folder / "mando.yaml").write_text(text, encoding="utf-8")
        return folder

    def sides(self, data, memory=None):
        return {
            "mando": [self.built / "examples" / "bench", "answers", self.project("ten", data, memory)],
            "DuckDB": [sys.executable, "-B", HERE / "duck.py", data],
            "Polars": [sys.executable, "-B", HERE / "pole.py", data],
        }

    def measured(self, label, commands, times=None):
        """Each command in turn, several times over: what else the machine does falls on all of them."""
        costs = {name: [] for name in commands}
        for _ in range(times or self.times):
            for name, command in commands.items():
                costs[name].append(once(command, self.answers(name)))
        found = {name: middle(each) for name, each in costs.items()}
        for name, cost in found.items():
            self.details.append(
                f"| {label} | {name} | {cost.cpu:.2f} | {cost.wall:.2f} | {cost.memory:.2f} |"
            )
            print(self.details[-1], file=sys.stderr)
        return found

    def answers(self, name):
        return self.scratch / f"{name}.txt"

    def agree(self):
        own = compare.read(self.answers("mando"))
        for name in ("DuckDB", "Polars"):
            found = compare.differences(own, compare.read(self.answers(name)))
            if found:
                sys.exit("\n".join([f"mando and {name} differ in {len(found)} answers", *found[:10]]))
        print(f"{len(own)} answers agree", file=sys.stderr)

    def row(self, what, value, limit, unit=""):
        held = "yes" if value <= limit else "no"
        self.rows.append(f"| {what} | {value:.2f}{unit} | ≤ {limit}{unit} | {held} |")

    def against_scripts(self, rows):
        data = self.data(rows, "parquet")
        commands = self.sides(data)
        commands["mando, twenty measures"] = [
            self.built / "examples" / "bench", "answers", self.project("twenty", data),
        ]
        commands["decoding"] = [self.built / "examples" / "bench", "decode", data, *COLUMNS]
        costs = self.measured(f"{millions(rows)} rows, Parquet", commands)
        self.agree()
        start = self.started()
        best = min(costs[name].cpu - start[name].cpu for name in ("DuckDB", "Polars"))
        own = costs["mando"].cpu
        self.row("CPU against the best script", own / best, 0.5)
        self.row("CPU against decoding the columns", own / costs["decoding"].cpu, 4)
        self.row("twenty measures against ten", costs["mando, twenty measures"].cpu / own, 1.3)
        return costs

    def started(self):
        """Python and its imports, which are no part of the scripts' work."""
        modules = {"DuckDB": "duckdb", "Polars": "polars"}
        commands = {name: [sys.executable, "-c", f"import {module}"] for name, module in modules.items()}
        return self.measured("start alone", commands)

    def against_csv(self, rows):
        costs = self.measured(f"{millions(rows)} rows, CSV", self.sides(self.data(rows, "csv")))
        self.agree()
        own = costs["mando"].cpu
        self.row("CPU from CSV against the DuckDB script", own / (costs["DuckDB"].cpu - self.started()["DuckDB"].cpu), 1)

    def larger(self, rows, smaller, memory):
        sides = self.sides(self.data(rows, "parquet"), memory)
        costs = self.measured(f"{millions(rows)} rows, Parquet", sides, times=1)
        self.agree()
        self.row("ten times the rows", costs["mando"].cpu / smaller["mando"].cpu, 11)
        self.row("peak memory", costs["mando"].memory, 4, " GB")

    def cold_start(self):
        """The program itself, over about a megabyte of CSV."""
        data = self.data(13_000, "csv")
        command = [self.built / "mando", "explain", "orders", self.project("ten", data), "--format", "json", "--no-cache"]
        costs = self.measured("1 MB of CSV, all figures", {"mando": command}, times=5)
        self.row("cold start to results, wall", costs["mando"].wall, 0.15, " s")

    def smoke(self):
        """Whether all sides agree, on little data; nothing is measured."""
        for kind in ("parquet", "csv"):
            for name, command in self.sides(self.data(20_000, kind)).items():
                once(command, self.answers(name))
            self.agree()

    def report(self):
        cores = os.cpu_count()
        print(f"\n{platform.machine()}, {cores} cores, {model()}; median of {self.times} runs\n")
        print("| | measured | wanted | held |\n|---|---|---|---|")
        print("\n".join(self.rows))
        print("\n| data | side | CPU s | wall s | peak GB |\n|---|---|---|---|---|")
        print("\n".join(self.details))


def millions(rows):
    return f"{rows / 1e6:g} M"


def model():
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return "unknown processor"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folder", required=True, help="where data are kept")
    parser.add_argument("--built", required=True, help="where cargo put the programs")
    parser.add_argument("--rows", type=int, default=10_000_000, help="rows of the table")
    parser.add_argument("--large", type=int, help="rows of a larger one, as 100000000")
    parser.add_argument("--memory", default="4 GB", help="limit set for the larger one")
    parser.add_argument("--times", type=int, default=3, help="runs of each")
    parser.add_argument("--only", choices=["parquet", "csv", "start"], help="one part")
    parser.add_argument("--smoke", action="store_true", help="only see whether all sides agree")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mando-bench-") as scratch:
        measure(Bench(options, scratch), options)


def measure(bench, options):
    if options.smoke:
        return bench.smoke()
    if options.only in (None, "parquet"):
        costs = bench.against_scripts(options.rows)
        if options.large:
            bench.larger(options.large, costs, options.memory)
    if options.only in (None, "csv"):
        bench.against_csv(options.rows)
    if options.only in (None, "start"):
        bench.cold_start()
    return bench.report()


if __name__ == "__main__":
    main()
