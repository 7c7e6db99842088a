"""Compares two lists of answers: `compare.py ONE OTHER`. The same cells, each equal to nine digits.

Where a region has no row in a month, mando says 0 of what is counted and added, and a script has no group to say it of.
"""

import sys


def read(path):
    with open(path, encoding="utf-8") as lines:
        cells = (line.rstrip("\n").rsplit(",", 1) for line in lines)
        return {key: float(value) for key, value in cells}


def differences(one, other):
    lacking = [
        f"{key}: only one has it" for key in sorted(one.keys() ^ other.keys()) if one.get(key, other.get(key)) != 0
    ]
    unequal = [
        f"{key}: {one[key]!r} and {other[key]!r}"
        for key in sorted(one.keys() & other.keys())
        if abs(one[key] - other[key]) > 1e-9 * max(abs(one[key]), abs(other[key]))
    ]
    return lacking + unequal


if __name__ == "__main__":
    answers = read(sys.argv[1])
    found = differences(answers, read(sys.argv[2]))
    for line in found[:20]:
        print(line)
    if found:
        sys.exit(f"{len(found)} answers differ")
    print(f"{len(answers)} answers agree")
