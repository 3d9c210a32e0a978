"""The tables of the scenarios and of this folder: CSV with a header, and lines of remarks that begin with #.

`rows_of` reads what the project itself wrote. `read_cells` reads what somebody fills in, also in a Dutch Excel, and can say of
each cell where it stands: by the convention of the scenarios' own tables (`sim/text/convention.hpp`), where what separates the
columns tells how numbers and dates are written.
"""
import csv
import dataclasses
import datetime
import pathlib
import re

ANALYSIS = pathlib.Path(__file__).resolve().parent
SCENARIOS = ANALYSIS.parent / "scenarios"
AS_UTF8 = "save it as UTF-8: in Excel `Save As`, `CSV UTF-8`; in Dutch `Opslaan als`, `CSV UTF-8`"


class TableError(Exception):
    """What is wrong with a table: one line for each fault, each beginning with file:line:column."""


def rows_of(path, key):
    """The rows of a table by one of its columns, in the order of the file."""
    with open(path, encoding="utf-8", newline="") as file:
        return {row[key]: row for row in csv.DictReader(line for line in file if not line.startswith("#"))}


# ---- tables that are filled in ----

@dataclasses.dataclass(frozen=True)
class Cell:
    text: str
    place: str            # file:line:column
    dutch: bool           # the table has semicolons, so decimal commas and dates such as 31-12-2026

    def fault(self, what):
        return f"{self.place}: {what}"


def read_cells(path, needed, optional=()):
    """The rows as dicts from column to Cell; TableError with every fault of the table's form."""
    lines = [(number, line) for number, line in enumerate(text_of(path).splitlines(), 1)
             if line.strip(" \t;,") and not line.lstrip('"').startswith("#")]
    if not lines:
        raise TableError(f"{path}:1:1: the table is empty; expected a first line with {', '.join(needed)}")
    separator = ";" if ";" in lines[0][1] else ","
    header, *rows = [split(path, number, line, separator) for number, line in lines]
    names = [cell.text for cell in header]
    faults = [f"{path}:{lines[0][0]}:1: the table has no column `{name}`" for name in needed if name not in names]
    faults += [cell.fault(f"unknown column `{cell.text}`; the columns are {', '.join([*needed, *optional])}")
               for cell in header if cell.text not in (*needed, *optional)]
    faults += [cell.fault(f"a second column `{cell.text}`") for at, cell in enumerate(header) if cell.text in names[:at]]
    faults += [row[0].fault(f"this row has {len(row)} cells, the first line {len(header)}; a cell with `{separator}` is put in quotes")
               for row in rows if len(row) != len(header)]
    if faults:
        raise TableError("\n".join(faults))
    return [dict(zip(names, row)) for row in rows]


def text_of(path):
    try:
        return pathlib.Path(path).read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise TableError(f"{path}:1:1: not UTF-8; {AS_UTF8}") from fault
    except OSError as fault:
        raise TableError(f"{path}: cannot be read: {fault.strerror}") from fault


def split(path, number, line, separator):
    """The cells of one line. A cell in quotes stays on its line, with a quote inside written twice."""
    cells, at = [], 0
    while True:
        match = re.compile(rf'[ \t]*"((?:[^"]|"")*)"[ \t]*(?={separator}|$)|([^"{separator}]*)(?={separator}|$)').match(line, at)
        if not match:
            raise TableError(f"{path}:{number}:{at + 1}: a quote inside a cell, or one that is never closed; "
                             "put the whole cell in quotes, and a quote inside twice")
        text = match[1].replace('""', '"') if match[1] is not None else match[2]
        blank = len(match[0]) - len(match[0].lstrip())
        cells.append(Cell(text.strip(), f"{path}:{number}:{at + blank + 1}", separator == ";"))
        at = match.end() + 1
        if match.end() == len(line):
            return cells


def number_of(cell):
    """The number in a cell; ValueError says what is expected. Thousands are not set apart: `1.200` may be two numbers."""
    text, other = (cell.text.replace(",", "."), ".") if cell.dutch else (cell.text, ",")
    if other in cell.text or not re.fullmatch(r"-?\d+(\.\d+)?([eE][+-]?\d+)?", text):
        wanted = "`1200` or `0,3`, as the columns are separated by `;`" if cell.dutch else "`1200` or `0.3`"
        raise ValueError(f"expected a number such as {wanted}, found `{cell.text}`")
    return float(text)


def date_of(cell):
    """The date in a cell; ValueError says what is expected, or that there is no such day."""
    pattern = r"(?P<day>\d{1,2})-(?P<month>\d{1,2})-(?P<year>\d{4})" if cell.dutch else r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"
    match = re.fullmatch(pattern, cell.text)
    if not match:
        wanted = "`31-12-2026`, as the columns are separated by `;`" if cell.dutch else "`2026-12-31`"
        raise ValueError(f"expected a date such as {wanted}, found `{cell.text}`")
    try:
        return datetime.date(*(int(match[part]) for part in ("year", "month", "day")))
    except ValueError as fault:
        raise ValueError(f"the date `{cell.text}` does not exist") from fault
