"""What is measured and what it may be, in the order in which it is printed."""

import sys

# What a figure is called, and the most it may be.
LIMITS = {
    "cpu": ("CPU against the best script", 0.35, ""),
    "wall": ("wall against the best script", 0.40, ""),
    "decoding": ("CPU against decoding the columns", 4.5, ""),
    "twenty": ("twenty measures against ten, CPU", 1.25, ""),
    "threads-cpu": ("two threads against one, CPU", 1.1, ""),
    "threads-wall": ("two threads against one, wall", 0.6, ""),
    "large-cpu": ("larger table: CPU against the best script", 0.35, ""),
    "large-wall": ("larger table: wall against the best script", 0.40, ""),
    "large-ratio": ("larger table: CPU against the smaller one's, by ten times the rows", 10.5, ""),
    "large-peak": ("larger table: peak memory with `memory: 4 GB`", 2, " GB"),
    "large-spilling": ("larger table: peak memory with `memory: 512 MB`", None, " GB"),
    "csv-cpu": ("CSV: CPU against DuckDB", 0.5, ""),
    "csv-wall": ("CSV: wall against DuckDB", 0.5, ""),
    "csv-peak": ("CSV: peak memory", 0.6, " GB"),
    "results": ("one report, cold: results alone, wall", 0.05, " s"),
    "page": ("one report, cold: page 1 and workbook, wall", 0.15, " s"),
    "pages": ("one report, cold: all pages and workbook, wall", 0.35, " s"),
    "branches": ("results of each of 10,000 entities, CPU", 8, " s"),
}

# Of every shape: CPU against the DuckDB script written for it.
SHAPE_LIMIT = 0.5


class Figures:
    """The two tables of a run: ratios with their limits, and what each process took."""

    def __init__(self):
        self.found = {}
        self.costs = []

    def add(self, key, value):
        self.found[key] = value

    def cost(self, what, costs):
        for name, cost in costs.items():
            self.costs.append(f"| {what} | {name} | {cost.cpu:.2f} | {cost.wall:.2f} | {cost.memory:.2f} |")
            print(self.costs[-1], file=sys.stderr)

    def __str__(self):
        lines = ["| | measured | wanted | held |", "|---|---|---|---|"]
        lines += [row(*LIMITS[key], self.found[key]) for key in LIMITS if key in self.found]
        lines += ["", "| | side | CPU s | wall s | peak GB |", "|---|---|---|---|---|", *self.costs]
        return "\n".join(lines)


def row(title, limit, unit, value):
    """One figure; none is a process that did not end."""
    measured = "did not finish" if value is None else f"{value:.2f}{unit}"
    wanted = "finishes" if limit is None else f"≤ {limit:g}{unit}"
    return f"| {title} | {measured} | {wanted} | {held(value, limit)} |"


def held(value, limit):
    return "yes" if value is not None and (limit is None or value <= limit) else "no"
