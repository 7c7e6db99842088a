"""Data, projects over them, and the commands that are measured."""

import subprocess
import sys
from functools import cache
from pathlib import Path

from shapes import PARQUET
from timing import in_turns

HERE = Path(__file__).parent
ROOT = HERE.parent
COLUMNS = "customer_id region order_date promised_date delivered_date returned_date revenue score".split()
SCRIPTS = {"DuckDB": "duck.py", "Polars": "pole.py"}


def python(script, *words):
    """A process of its own, also where none is measured: what this one takes would count as the peak of those it starts."""
    return [sys.executable, "-B", HERE / script, *words]


class Sides:
    """Where data are kept, where the programs are, and where this run writes."""

    def __init__(self, folder, built, scratch):
        self.folder = Path(folder).absolute()
        self.built = Path(built).absolute()
        self.scratch = Path(scratch)

    def data(self, shape, rows):
        path = self.folder / "data" / shape.name(rows)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            print(f"writing {path.name}", file=sys.stderr)
            subprocess.run(python("orders.py", str(rows), path, *shape.written), check=True)
        return path

    def project(self, shape, rows, scorecard=None, **engine):
        """A folder with a scorecard and its data; `engine` holds keys of the scorecard's `engine`."""
        data, scorecard = self.data(shape, rows), scorecard or shape.scorecard
        settings = ", ".join(f"{key}: {value}" for key, value in engine.items())
        folder = self.scratch / f"{scorecard}-{data.name}-{settings.replace(' ', '')}"
        if not folder.exists():
            folder.mkdir()
            link = f"orders{shape.ending}"
            text = (HERE / "scorecards" / f"{scorecard}.yaml").read_text(encoding="utf-8")
            text = text.replace("orders.parquet", str(shape.files(link)))
            text = text.replace("segments: [region]", f"segments: [{', '.join(shape.segments)}]")
            (folder / "scorecard.yaml").write_text(text, encoding="utf-8")
            (folder / link).symlink_to(data)
            # A link may lead out of the project only into folders that it names.
            text = f'data_folders: [".", "{data.parent}"]\nengine: {{ {settings} }}\n'
            (folder / "mando.yaml").write_text(text, encoding="utf-8")
        return folder

    def answers(self, shape, rows, scorecard=None, **engine):
        return [self.built / "examples" / "bench", "answers", self.project(shape, rows, scorecard, **engine)]

    def decoding(self, rows):
        return [self.built / "examples" / "bench", "decode", self.data(PARQUET, rows), *COLUMNS]

    def mando(self, *words):
        return [self.built / "mando", *words]

    def duck(self, shape, rows):
        return python(SCRIPTS["DuckDB"], shape.files(self.data(shape, rows)), *shape.duck)

    def polars(self, shape, rows):
        return python(SCRIPTS["Polars"], self.data(shape, rows))

    def printed(self, name):
        """Where a command's answers go."""
        return self.scratch / f"{name}.txt"

    def agree(self, names):
        """Ends the benchmark unless all have the same answers."""
        first, *others = names
        for other in others:
            print(f"{first} and {other}: ", end="", file=sys.stderr, flush=True)
            compared = subprocess.run(python("compare.py", self.printed(first), self.printed(other)), stdout=sys.stderr)
            if compared.returncode != 0:
                sys.exit(compared.returncode)


@cache
def started():
    """Python and its imports, which are no part of the scripts' work."""
    modules = {"DuckDB": "duckdb", "Polars": "polars"}
    return in_turns({name: [sys.executable, "-c", f"import {module}"] for name, module in modules.items()}, 5)
