"""Reports as the program writes them: one of Northwind, and one for each of 10,000 branches."""

import json
import shutil
import sys

from shapes import of_branches
from sides import ROOT, python
from timing import in_turns, once

NORTHWIND = ROOT / "scorecards" / "northwind"
PAGE_1 = "\nreports:\n  first: { pages: one, formats: [pdf, xlsx] }\n"


def cold(sides, figures, times):
    """One report from nothing, each in a process that keeps and finds nothing."""
    commands = {
        "results": run(sides, NORTHWIND, "--formats", "json"),
        "page 1 and workbook": run(sides, of_page_1(sides), "--formats", "pdf,xlsx"),
        "all pages and workbook": run(sides, NORTHWIND),
    }
    costs = in_turns(commands, max(times, 5))
    figures.cost("one report, Northwind", costs)
    for key, cost in zip(["results", "page", "pages"], costs.values()):
        figures.add(key, cost.wall)


def of_page_1(sides):
    """Northwind with one report, of one page."""
    folder = sides.scratch / "page-1"
    shutil.copytree(NORTHWIND, folder, ignore=shutil.ignore_patterns("out"))
    with open(folder / "scorecard.yaml", "a", encoding="utf-8") as definition:
        definition.write(PAGE_1)
    return folder


def run(sides, project, *options):
    out = sides.scratch / f"out-{project.name}"
    return sides.mando("run", project, "--no-cache", "--quiet", "--out", out, *options)


def each_branch(sides, rows, branches):
    """What it takes to write results of each branch, once they are what DuckDB says."""
    shape = of_branches(branches)
    project = sides.project(shape, rows)
    cost = once(run(sides, project, "--each", "branch", "--formats", "json"))
    with open(sides.printed("mando"), "w", encoding="utf-8") as lines:
        for file in (sides.scratch / f"out-{project.name}").glob("*/results.json"):
            lines.writelines(of_branch(json.loads(file.read_bytes())["scorecard"]))
    once(python("branches.py", sides.data(shape, rows)), sides.printed("DuckDB"))
    sides.agree(["mando", "DuckDB"])
    return cost


def of_branch(scorecard):
    """Lines as `bench answers` prints them, with the branch for a segment."""
    for perspective in scorecard["perspectives"]:
        for objective in perspective["objectives"]:
            for measure in objective["measures"]:
                for point in measure["periods"]:
                    if point["value"] is not None:
                        month = point["period"]["label"]
                        yield f"{measure['id']},{month},{scorecard['entity_id']},{point['value']!r}\n"


def entities(sides, figures, rows):
    cost = each_branch(sides, rows, 10_000)
    figures.cost(f"results of 10,000 branches, {rows / 1e6:g} M rows, CSV", {"mando": cost})
    figures.add("branches", cost.cpu)


def smoke(sides, rows):
    print("results of each branch", file=sys.stderr)
    each_branch(sides, rows, 100)
