"""The tables of the scenarios and of this folder: CSV with a header, and lines of remarks that begin with #."""
import csv
import pathlib

ANALYSIS = pathlib.Path(__file__).resolve().parent
SCENARIOS = ANALYSIS.parent / "scenarios"


def rows_of(path, key):
    """The rows of a table by one of its columns, in the order of the file."""
    with open(path, encoding="utf-8", newline="") as file:
        return {row[key]: row for row in csv.DictReader(line for line in file if not line.startswith("#"))}
