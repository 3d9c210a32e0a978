#!/usr/bin/python3
"""Fan charts from a result folder, as PNG and SVG, in Dutch or English.

    analysis/figures.py results/baseline-1a2b --language nl
    analysis/figures.py results/baseline-1a2b --measure in_reception --against places -o pictures

Without --measure: every stock that has a capacity beside it (reception and its places), every queue, and every other
number of persons or households at a moment (status holders waiting). Where a measure adds those without a place to those
who have one, that demand is drawn against the places, as those who have one cannot be more than the places.
"""
import argparse
import io
import pathlib
import re
import sys

import words
from results import ResultError, open_result
from whole import print_whole, run, write_whole

STOCKS = ["persons", "households", "queue", "used"]
SEPARATE_NAMES = ["{}_capacity", "{}_places", "capacity_{}", "places_{}"]     # where the manifest holds no tree


# ---- which charts ----

def resource_of(result, measure):
    """The resource whose whole use this measure counts: everybody lodged in it, its units in use, or the demand for it."""
    definition = result.definition(measure)
    if "sum" in definition:
        return demanded(result, measure)
    for kind in ("persons", "households"):
        if kind in definition:
            condition = definition[kind]
            only = isinstance(condition, dict) and set(condition) == {"lodged"} and isinstance(condition["lodged"], str)
            return condition["lodged"] if only else None
    return definition.get("used") if isinstance(definition.get("used"), str) else None


def demanded(result, measure):
    """The places for which this sum is the demand: everybody lodged in them, and everybody without a place in them."""
    parts = result.definition(measure).get("sum")
    if not isinstance(parts, list) or len(parts) != 2:
        return None
    without = [result.definition(part).get("unplaced") for part in parts]
    lodged = [resource_of(result, part) for part, unplaced in zip(parts, without) if not unplaced]
    return lodged[0] if len(lodged) == 1 and lodged[0] in without else None


def counterpart(result, measure):
    """The capacity measure that `measure` is to be seen against: of the same resource, under the same condition."""
    resource = resource_of(result, measure)
    for other in measure_names(result):
        definition = result.definition(other)
        if (resource and definition.get("capacity") == resource
                and definition.get("where") == result.definition(measure).get("where")
                and result.at_moments(other) == result.at_moments(measure)):
            return other
    return next((name for pattern in SEPARATE_NAMES if result.has(name := pattern.format(measure))), None)


def measure_names(result):
    return list(dict.fromkeys(series.name for series in result.series))


def default_charts(result):
    """(measure, its counterpart or None): those with a capacity first, then the queues, then the other stocks."""
    found = []
    demands = [name for name in measure_names(result) if demanded(result, name)]
    within = {part for name in demands for part in result.definition(name)["sum"]}         # seen as part of the demand
    for name in measure_names(result):
        kind = result.kind(name)
        if (name in demands or kind in STOCKS and name not in within) and result.at_moments(name):
            against = counterpart(result, name)
            found.append((0 if against else 1 if kind == "queue" else 2, name, against))
    if not found:
        raise ResultError(f"{result.folder}: counts nobody at a moment; name what to draw with --measure")
    return [(name, against) for _, name, against in sorted(found, key=lambda chart: chart[0])]


def asked_charts(result, names, against, group):
    if against and len(names) != 1:
        raise ResultError("--against goes with exactly one --measure")
    charts = []
    for name in names:
        series = result.find(name, group)
        if against and result.at_moments(result.find(against, group).measure) != result.at_moments(series.measure):
            raise ResultError(f"{name} and {against} are not dated alike: one is counted at a moment, the other over a period")
        other = against or counterpart(result, name)
        charts.append((name, other if other and result.has(other, group) else None))
    return charts


# ---- the command ----

def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", help="a result folder, as `doorstroom run` writes it")
    parser.add_argument("--measure", action="append", default=[], metavar="NAME", help="draw this measure (again for more)")
    parser.add_argument("--against", metavar="NAME", help="the measure to draw it against; default: its capacity, if any")
    parser.add_argument("--group", default="", metavar="TEXT", help="one group, such as origin=syria; default: the total")
    parser.add_argument("--language", choices=words.LANGUAGES, default="en")
    parser.add_argument("-o", "--output", metavar="DIR", help="default: FOLDER/figures")
    return parser.parse_args()


def file_name(measure, group):
    return re.sub(r"[^\w.-]+", "-", f"{measure}-{group}" if group else measure)


def make(arguments):
    result = open_result(arguments.folder)
    if arguments.measure:
        charts = asked_charts(result, arguments.measure, arguments.against, arguments.group)
    elif arguments.against or arguments.group:
        raise ResultError("--against and --group go with --measure")
    else:
        charts = default_charts(result)
    from fan_chart import draw, save                                       # slow to load: not before the faults are told
    files = {}
    for measure, against in charts:
        figure = draw(result, measure, against, arguments.group, arguments.language)
        for form in ("png", "svg"):
            content = io.BytesIO()
            save(figure, content, form, result, arguments.language)
            files[f"{file_name(measure, arguments.group)}.{form}"] = content.getvalue()
    folder = pathlib.Path(arguments.output) if arguments.output else result.folder / "figures"
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():                                    # all are drawn before one is written
        write_whole(folder / name, content)
    print_whole("".join(f"{folder / name}\n" for name in files).encode())


if __name__ == "__main__":
    options = read_arguments()
    sys.exit(run("figures.py", lambda: make(options)))
