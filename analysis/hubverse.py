#!/usr/bin/python3
"""The forecast as hubverse model output: quantiles and samples of one or more scenarios, one CSV in the layout of a scenario hub.

    analysis/hubverse.py results/baseline-1a2b results/more-homes-3c4d -o model-output/doorstroom/2026-01-01-doorstroom.csv

Columns: the task (origin_date, scenario_id, location, target, horizon, target_end_date, group), then output_type,
output_type_id, run_grouping, stochastic_run, value. `quantile` rows carry their level and no run; `sample` rows carry a run and
no level. Samples of two scenarios with the same run_grouping and stochastic_run are one world, so that they may be subtracted.
"""
import argparse
import csv
import dataclasses
import gzip
import io
import pathlib
import sys

import numpy
import pandas

from results import ResultError, mapping_at, open_result
from whole import print_whole, run, write_whole

QUANTILES = [0.01, 0.025, *[round(0.05 * step, 2) for step in range(1, 20)], 0.975, 0.99]      # the levels that hubs ask for
TASK = ["origin_date", "scenario_id", "location", "target", "horizon", "target_end_date", "group"]
COLUMNS = [*TASK, "output_type", "output_type_id", "run_grouping", "stochastic_run", "value"]
KINDS = ["quantile", "sample"]


@dataclasses.dataclass(frozen=True)
class Pairing:
    """Which samples belong together: what was drawn of the uncertain inputs, and the chance on top of it."""
    run_grouping: int
    stochastic_run: int


def pairing(result, replication):
    """Replication r is the same world in every scenario of one seed. Each has uncertain inputs of its own, with one chance each;
    with `--uncertain none` all stand at their middle and only chance differs."""
    number = replication + 1
    return Pairing(1, number) if result.uncertainty == "none" else Pairing(number, 1)


def name_of(result):
    """The scenario, and the policies that were switched on over it."""
    policies = mapping_at(result.manifest, "options").get("policies") or []
    return "+".join([result.scenario, *map(str, policies)])


def check_alike(results):
    """Samples can be paired only where seed, uncertainty and period are the same, and names tell the scenarios apart."""
    first = results[0]
    for other in results[1:]:
        for what, one, two in (("seed", first.manifest.get("seed"), other.manifest.get("seed")),
                               ("uncertainty", first.uncertainty, other.uncertainty), ("start", first.dates[0], other.dates[0])):
            if one != two:
                raise ResultError(f"{other.folder}: {what} is {two}, but {one} in {first.folder}: their samples are not of the same worlds")
    names = [name_of(result) for result in results]
    for name in names:
        if names.count(name) > 1:
            raise ResultError(f"two of the results are of the scenario {name}; a hub tells scenarios apart by name")


# ---- rows ----

def months_between(start, date):
    """Whole and part months from the origin to the date: the horizon."""
    months = (date.year - start.year) * 12 + date.month - start.month
    return months + (date.day > start.day)


def end_of(result, series, index):
    """The date that a value is for: the moment of a stock, the last day of a period."""
    if result.at_moments(series.measure):
        return result.dates[index]
    return result.dates[index + 1] - pandas.Timedelta(days=1)


def rows_of(result, series, location, kinds):
    origin = result.dates[0]
    values = result.values(series)
    for index in range(values.shape[1]):
        there = numpy.flatnonzero(~numpy.isnan(values[:, index]))
        end = end_of(result, series, index)
        task = [f"{origin:%Y-%m-%d}", name_of(result), location, series.name, months_between(origin, end), f"{end:%Y-%m-%d}", series.group]
        if "quantile" in kinds and there.size:
            for level, value in zip(QUANTILES, numpy.quantile(values[there, index], QUANTILES)):
                yield [*task, "quantile", f"{level:g}", "NA", "NA", number(value)]
        if "sample" in kinds:
            for replication in there:
                pair = pairing(result, int(replication))
                yield [*task, "sample", "NA", pair.run_grouping, pair.stochastic_run, number(values[replication, index])]


def number(value):
    return repr(float(value)).removesuffix(".0")       # the shortest text that reads back as the same number


def as_csv(results, chosen, location, kinds):
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for result in results:
        for series in chosen(result):
            writer.writerows(rows_of(result, series, location, kinds))
    return text.getvalue().encode()


def read_back(content):
    """The samples of such a file: (scenario, target, group, date): {pairing: value}. What a hub would make of them."""
    samples = {}
    for row in csv.DictReader(io.StringIO(content.decode())):
        if row["output_type"] == "sample":
            key = (row["scenario_id"], row["target"], row["group"], row["target_end_date"])
            pair = Pairing(int(row["run_grouping"]), int(row["stochastic_run"]))
            samples.setdefault(key, {})[pair] = float(row["value"])
    return samples


# ---- the command ----

def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", metavar="RESULT", help="result folders, one a scenario, as `doorstroom run` writes them")
    parser.add_argument("--measure", action="append", default=[], metavar="NAME", help="only this measure (again for more); default: all")
    parser.add_argument("--groups", action="store_true", help="the groups of a measure as well, not its total alone")
    parser.add_argument("--location", default="NL", metavar="TEXT", help="what the column says (default: NL)")
    parser.add_argument("--type", action="append", default=[], choices=KINDS, help="only these rows; default: both")
    parser.add_argument("-o", "--output", metavar="FILE", help="default: standard output; .csv.gz is packed")
    return parser.parse_args()


def make(arguments):
    results = [open_result(path) for path in arguments.folders]
    check_alike(results)

    def chosen(result):
        for name in arguments.measure:
            if not any(name in (series.name, series.measure) for series in result.series):
                result.find(name)                                          # says what is nearest
        return [series for series in result.series if (arguments.groups or not series.group)
                and (not arguments.measure or series.name in arguments.measure or series.measure in arguments.measure)]

    content = as_csv(results, chosen, arguments.location, arguments.type or KINDS)
    if not arguments.output:
        print_whole(content)
    elif pathlib.Path(arguments.output).suffix == ".gz":
        write_whole(arguments.output, gzip.compress(content, mtime=0))     # no time in it: the same result, the same bytes
    else:
        write_whole(arguments.output, content)


if __name__ == "__main__":
    options = read_arguments()
    sys.exit(run("hubverse.py", lambda: make(options)))
