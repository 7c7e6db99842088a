"""The shapes of tables that are measured: what `orders.py` writes, what `duck.py` is told of it, and what mando is asked."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Shape:
    title: str
    written: tuple = ()
    """Options of `orders.py`."""
    duck: tuple = ()
    """Options of `duck.py`."""
    scorecard: str = "ten"
    segments: tuple = ("region",)
    ending: str = ".parquet"
    """Of the file; none is a folder of them."""

    def name(self, rows):
        return "-".join(["orders", str(rows), *(word.lstrip("-") for word in self.written)]) + self.ending

    def files(self, path):
        """What a reader is given."""
        return path if self.ending else f"{path}/*.parquet"


PARQUET = Shape("as exports are: sorted, 20 orders a customer")
CSV = Shape("CSV", ending=".csv")

AXES = tuple(f"segment_{number:02}" for number in range(1, 11))

SHAPES = [
    PARQUET,
    Shape("rows unsorted", written=("--order", "random")),
    Shape("customers as integers", written=("--customers", "integers")),
    Shape("customers as UUIDs of 36 characters", written=("--customers", "uuids")),
    Shape(
        "10 columns of segments, 200 values each",
        written=("--segments", "10"), duck=("--many-values", "--segments", *AXES), segments=AXES,
    ),
    Shape("each row another customer", written=("--orders-each", "1")),
    Shape("36 monthly files", written=("--monthly",), ending=""),
    Shape("narrow: 4 columns, six measures", written=("--columns", "narrow"), duck=("--narrow",), scorecard="narrow"),
    Shape("wide: 60 columns", written=("--columns", "wide")),
]


def of_branches(number):
    return Shape(f"{number} branches", written=("--branches", str(number)), scorecard="branches", ending=".csv")
