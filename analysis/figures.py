#!/usr/bin/python3
"""Charts from a result folder, as PNG and SVG, in Dutch or English.

    analysis/figures.py results/baseline-1a2b --language nl
    analysis/figures.py results/baseline-1a2b --only flows --year 2027
    analysis/figures.py results/baseline-1a2b --measure in_reception --against places -o pictures

Fans: every stock that has a capacity beside it (reception and its places), every queue, and every other number of persons or
households at a moment (status holders waiting). Where a measure adds those without a place to those who have one, that demand is
drawn against the places, as those who have one cannot be more than the places. Waits: every waiting time, on average and for 9 in
10. Flows: the main chain as a Sankey diagram, in a year. Task: the taakstelling and the backlog. Costs: by year and payer. Without
--only and --measure: all that the result holds.
"""
import argparse
import pathlib
import re
import sys

import actuals as published
import words
from results import ResultError, open_result
from whole import print_whole, run, write_whole

KINDS = ["fans", "waits", "flows", "task", "costs"]
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
            return condition["lodged"] if only and not (kind == "persons" and has_dwellings(result, condition["lodged"])) else None
    return definition.get("used") if isinstance(definition.get("used"), str) else None


def has_dwellings(result, resource):
    """Whether its places are dwellings: how many persons live there says nothing of how many are taken."""
    return result.resource(resource).get("unit") == "households"


def demanded(result, measure):
    """The places for which this sum is the demand: everybody lodged in them, everybody without a place in them, and who else
    is on the way to one."""
    parts = result.definition(measure).get("sum")
    if not isinstance(parts, list):
        return None
    without = [result.definition(part).get("unplaced") for part in parts if isinstance(part, str)]
    lodged = [resource_of(result, part) for part in parts if isinstance(part, str) and "sum" not in result.definition(part)]
    found = [resource for resource in lodged if resource and resource in without]
    return found[0] if len(found) == 1 else None


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
    return [(name, against) for _, name, against in sorted(found, key=lambda chart: chart[0])]


def waits(result):
    """The measures of waiting time and lead time."""
    return list(dict.fromkeys(series.measure for series in result.series if series.statistic == "mean"))


def asked_charts(result, names, against, group):
    """As `default_charts`; a wait asked for by its own name is drawn as one: its counterpart is `wait`."""
    if against and len(names) != 1:
        raise ResultError("--against goes with exactly one --measure")
    charts = []
    for name in names:
        if name in waits(result) and not against:
            result.find(f"{name}.mean", group)
            charts.append((name, "wait"))
            continue
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
    parser.add_argument("--only", action="append", default=[], choices=KINDS, help="charts of this kind alone (again for more)")
    parser.add_argument("--measure", action="append", default=[], metavar="NAME", help="draw this measure (again for more)")
    parser.add_argument("--against", metavar="NAME", help="the measure to draw it against; default: its capacity, if any")
    parser.add_argument("--group", default="", metavar="TEXT", help="one group, such as origin=syria; default: the total")
    parser.add_argument("--year", type=int, help="the year of the flows; default: the first that the run covers")
    parser.add_argument("--language", choices=words.LANGUAGES, default="en")
    parser.add_argument("-o", "--output", metavar="DIR", help="default: FOLDER/figures")
    published.add_arguments(parser)
    published.add_today(parser)
    return parser.parse_args()


def file_name(measure, group):
    return re.sub(r"[^\w.-]+", "-", f"{measure}-{group}" if group else measure)


def make(arguments):
    result = open_result(arguments.folder)
    actuals, today = published.actuals_of(result, arguments), published.today_of(arguments)
    if arguments.measure and arguments.only:
        raise ResultError("--measure draws measures, --only kinds of charts: give one of them")
    if (arguments.against or arguments.group) and not arguments.measure:
        raise ResultError("--against and --group go with --measure")
    measures = asked_charts(result, arguments.measure, arguments.against, arguments.group)
    charts = Charts(result, arguments, actuals, today)                     # slow to load: not before the faults are told
    files = charts.of_measures(measures) if measures else charts.of_kinds(arguments.only)
    if not files:
        raise ResultError(f"{result.folder}: counts nobody at a moment; name what to draw with --measure")
    folder = pathlib.Path(arguments.output) if arguments.output else result.folder / "figures"
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():                                    # all are drawn before one is written
        write_whole(folder / name, content)
    print_whole("".join(f"{folder / name}\n" for name in files).encode())


class Charts:
    """Draws what is asked: each chart as {file name: bytes}."""

    def __init__(self, result, arguments, actuals, today):
        import chart
        self.files_of, self.result, self.language, self.year = chart.files_of, result, arguments.language, arguments.year
        self.group, self.time = arguments.group, (actuals, today)

    def file(self, name, figure):
        return self.files_of(name, figure, self.result, self.language)

    def of_measures(self, measures):
        import fan_chart
        import waits_chart
        files = {}
        for name, against in measures:
            if against == "wait":
                figure = waits_chart.draw(self.result, name, self.group, self.language, *self.time)
            else:
                figure = fan_chart.draw(self.result, name, against, self.group, self.language, *self.time)
            files.update(self.file(file_name(name, self.group), figure))
        return files

    def of_kinds(self, asked):
        """Of those asked for, or of all that the result holds."""
        return {name: content for kind in asked or KINDS for name, content in getattr(self, kind)(kind in asked).items()}

    def fans(self, _):
        return self.of_measures(default_charts(self.result))

    def waits(self, _):
        return self.of_measures([(name, "wait") for name in waits(self.result)])

    def flows(self, is_asked):
        import flow_chart
        if not is_asked and self.year is None and not flow_chart.is_held(self.result):
            return {}
        figure = flow_chart.draw(self.result, self.language, self.year)
        return self.file(f"flows-{flow_chart.year_span(self.result, self.year).start.year}", figure)

    def task(self, is_asked):
        import task_chart
        return self.file("taakstelling", task_chart.draw(self.result, self.language)) if is_asked or task_chart.is_held(self.result) else {}

    def costs(self, is_asked):
        import cost_chart
        return self.file("costs", cost_chart.draw(self.result, self.language)) if is_asked or cost_chart.is_held(self.result) else {}


if __name__ == "__main__":
    options = read_arguments()
    sys.exit(run("figures.py", lambda: make(options)))
