#!/usr/bin/python3
"""How much firmer a difference is when both scenarios are run with the same chance, from their replications.

    analysis/pairing.py out-base out-cut:decided --months 12 24 --from 2027-01-01

Each further folder is a scenario beside the first one, with the measure to look at; the folder's name stands in the table. For each number of months after `--from`: the
effect, its standard deviation over pairs (replication r of both), what that would be between independent seeds (the square root
of the sum of the two variances), the ratio of the variances, and how often a single pair, of the same and of different
replications, has the other sign than the mean of all. Markdown, for scenarios/policies/README.md.
"""
import argparse
import datetime
import pathlib
import sys

import numpy

from results import ResultError, open_result
from whole import run


def later(date, months):
    years, month = divmod(date.month - 1 + months, 12)
    return date.replace(year=date.year + years, month=month + 1)


def values_at(result, measure, date):
    """One number a replication. Of a flow the period that ends on `date`, as `compare` tells it."""
    dates = [each.date() for each in result.dates]
    at = dates.index(date) - (not result.at_moments(measure)) if date in dates else -1
    if at < 0:
        raise ResultError(f"{result.scenario} has no {measure} on {date}")
    return result.values(result.find(measure))[:, at]


def row(base, other):
    """What pairs show beside what independent seeds would: a dict of numbers; `base` and `other` one value a replication."""
    differences = other - base
    mean = differences.mean()
    crossed = numpy.subtract.outer(other, base)[~numpy.eye(len(base), dtype=bool)]
    paired, independent = differences.var(ddof=1), base.var(ddof=1) + other.var(ddof=1)
    return {"effect": mean, "paired": paired ** 0.5, "independent": independent ** 0.5,
            "ratio": independent / paired if paired > 0 else float("inf"),
            "wrong_paired": (differences * mean <= 0).mean() if mean else None,
            "wrong_crossed": (crossed * mean <= 0).mean() if mean else None}


def number(value):
    if numpy.isinf(value):
        return "∞"
    return f"{value:,.0f}" if abs(value) >= 10 else f"{value:.2g}"


def share(value):
    return "–" if value is None else f"{value:.0%}"        # nothing has a sign where nothing differs


def table(arguments):
    base = open_result(arguments.base)
    print("| scenario | measure | months | effect | sd of pairs | sd of independent seeds | variance, ratio | wrong sign, pairs | wrong sign, independent |\n"
          "|---|---|---|---|---|---|---|---|---|")
    for each in arguments.others:
        folder, _, measure = each.rpartition(":")
        if not folder:
            raise ResultError(f"`{each}` is not FOLDER:MEASURE")
        other = open_result(folder)
        if other.replications != base.replications:
            raise ResultError(f"{folder} has {other.replications} replications, {arguments.base} {base.replications}")
        for months in arguments.months:
            date = later(arguments.begins, months)
            told = row(values_at(base, measure, date), values_at(other, measure, date))
            print(f"| `{pathlib.Path(folder).name}` | `{measure}` | {months} | {number(told['effect'])} | {number(told['paired'])} | {number(told['independent'])} | "
                  f"{number(told['ratio'])} | {share(told['wrong_paired'])} | {share(told['wrong_crossed'])} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", help="result folder of the scenario without")
    parser.add_argument("others", nargs="+", metavar="FOLDER:MEASURE", help="result folder of the scenario with, and what to look at")
    parser.add_argument("--months", type=int, nargs="+", default=[12, 24], help="after --from")
    parser.add_argument("--from", dest="begins", type=datetime.date.fromisoformat, required=True, help="the day from which they differ")
    arguments = parser.parse_args()
    sys.exit(run("pairing.py", lambda: table(arguments)))


if __name__ == "__main__":
    main()
