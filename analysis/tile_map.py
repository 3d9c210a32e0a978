#!/usr/bin/python3
"""A tile for each municipality of Rijk van Nijmegen: places against the duty, and the backlog on the taakstelling.

    analysis/tile_map.py out --on 2028-01-01 --language nl          # into out/figures/tile_map-2028-01-01.png and .svg

The tiles lie roughly as the municipalities do (`scenarios/nijmegen/tables/tiles.csv`): a drawing, not geometry. The numbers of
the model come from the result folder; duty and inhabitants from `scenarios/netherlands/tables/municipalities.csv`.
"""
import argparse
import dataclasses
import io
import pathlib
import sys

import pandas

import words
from results import ResultError, open_result
from tables import SCENARIOS, rows_of
from whole import print_whole, run, write_whole

PLACES, BACKLOG = "region_durable_places", "backlog"


@dataclasses.dataclass(frozen=True)
class Tile:
    """What one municipality shows on one date: low, middle and high of what the model counts, and what is asked."""
    name: str
    column: int
    row: int
    inhabitants: int
    duty: int
    duty_is_published: bool
    places: tuple       # p05, p50, p95
    backlog: tuple


def row_of(result, measure, group, date):
    """The quantiles of a series on a date; nobody has counted anything where it has no such group."""
    if not result.has(measure):
        result.find(measure)                                               # says which is the nearest
    if not result.has(measure, group):
        return None
    rows = result.summary(result.find(measure, group))
    if date not in rows.index:
        raise ResultError(f"nothing was counted on {date.date()}; the dates are {rows.index[0].date()} to "
                          f"{rows.index[-1].date()}, each {result.report}")
    return tuple(float(rows.loc[date, name]) for name in ("p05", "p50", "p95"))


def tiles_of(result, date):
    duties = rows_of(SCENARIOS / "netherlands/tables/municipalities.csv", "municipality")
    tiles = []
    for key, place in rows_of(SCENARIOS / "nijmegen/tables/tiles.csv", "municipality").items():
        backlog = row_of(result, BACKLOG, f"municipality={key}", date)
        if backlog is None:
            raise ResultError(f"{result.folder}: {BACKLOG} is not counted for {key}; this map is of scenarios/nijmegen")
        places = row_of(result, PLACES, f"site.municipality={key}", date) or (0.0, 0.0, 0.0)   # no site there at all
        about = duties[key]
        tiles.append(Tile(about["name"], int(place["column"]), int(place["row"]), int(about["inhabitants"]), int(about["duty"]),
                          about["duty_is"] == "published", places, backlog))
    if not any(group.startswith("site.municipality=") for group in result.groups(PLACES)):
        raise ResultError(f"{result.folder}: {PLACES} is not counted by site.municipality; run the scenario again")
    return tiles


# ---- the command ----

def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", help="a result folder of scenarios/nijmegen, as `doorstroom run` writes it")
    parser.add_argument("--on", metavar="DATE", help="a date that the run counted at; default: the last")
    parser.add_argument("--language", choices=words.LANGUAGES, default="en")
    parser.add_argument("-o", "--output", metavar="DIR", help="default: FOLDER/figures")
    return parser.parse_args()


def date_of(result, text):
    if not text:
        return result.dates[-1]
    try:
        return pandas.Timestamp(pandas.to_datetime(text, format="%Y-%m-%d"))
    except ValueError as fault:
        raise ResultError(f"--on takes a date such as 2028-01-01, not '{text}'") from fault


def make(arguments):
    result = open_result(arguments.folder)
    date = date_of(result, arguments.on)
    tiles = tiles_of(result, date)
    from chart import save                                                 # slow to load: not before the faults are told
    from tiles import draw
    figure = draw(result, tiles, date, arguments.language)
    files = {}
    for form in ("png", "svg"):
        content = io.BytesIO()
        save(figure, content, form, result, arguments.language)
        files[f"tile_map-{date.date()}.{form}"] = content.getvalue()
    folder = pathlib.Path(arguments.output) if arguments.output else result.folder / "figures"
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        write_whole(folder / name, content)
    print_whole("".join(f"{folder / name}\n" for name in files).encode())


if __name__ == "__main__":
    options = read_arguments()
    sys.exit(run("tile_map.py", lambda: make(options)))
