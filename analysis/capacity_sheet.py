#!/usr/bin/python3
"""Places month by month: the chance of a shortage, places needed, nights without one, and by when to decide.

    analysis/capacity_sheet.py results/baseline-1a2b --language nl -o capacity.md
    analysis/capacity_sheet.py results/baseline-1a2b --area nijmegen --provision reception --cost reception=83/107

For the region and each municipality: reception, durable places against the duty, dwellings, classes, shelter for people
without papers, and municipal reception of Ukrainians. `-o sheet.csv` writes three files: the months, sheet-shortages.csv and
sheet-euros.csv. It reads a result of scenarios/nijmegen that reports by month.
"""
import argparse
import pathlib
import sys

import numpy

import decisions
import euros
import layout
import words
from actuals import add_today, today_of
from provisions import COUNTRY, PROVISIONS, REGION, Counts, all_needs
from results import ResultError, open_result
from tables import ANALYSIS, rows_of
from whole import print_whole, run, write_whole
from words import word

LEVELS = [0.80, 0.90, 0.95]                 # of service: in that share of the cases there are places enough
LIVED_IN = ["reception", "shelter", "ukraine"]      # where a planning occupancy has a meaning
SUFFIXES = {".csv": "csv", ".md": "markdown", ".txt": "text"}


# ---- numbers ----

def least_cost(asked, too_many, too_few):
    """The number of places that costs least in each month: the quantile of the demand at which one more place is as likely
    to be worth its cost as not (the newsvendor's). One of the values drawn, as the least always lies at one of them."""
    return numpy.quantile(asked, too_few / (too_few + too_many), axis=0, method="inverted_cdf")


def unit_costs(given):
    """Of each provision (euros of a place too many, of one too few); those without figures are left out."""
    costs = {}
    for name, row in rows_of(ANALYSIS / "unit_costs.csv", "provision").items():
        if row["too_many"] and row["too_few"]:
            costs[name] = (float(row["too_many"]), float(row["too_few"]))
    for text in given:
        costs.update([read_cost(text)])
    return costs


def read_cost(text):
    name, _, pair = text.partition("=")
    if name not in PROVISIONS:
        raise ResultError(f"--cost {text}: no provision '{name}'; there are {', '.join(PROVISIONS)}")
    try:
        too_many, too_few = (float(part) for part in pair.split("/"))
    except ValueError as fault:
        raise ResultError(f"--cost {text}: expected {name}=TOO_MANY/TOO_FEW in euros, such as {name}=83.3/106.8") from fault
    if not (0 < too_many < numpy.inf and 0 < too_few < numpy.inf):
        raise ResultError(f"--cost {text}: both costs must be above 0")
    return name, (too_many, too_few)


def month_numbers(need, months, costs, occupancies):
    """For each month what stands in its row, in the order of `month_columns`."""
    middle = numpy.quantile(need.asked, 0.5, axis=0)
    columns = [[month.start for month in months],
               (need.short > 0).mean(axis=0), middle, numpy.quantile(need.places, 0.5, axis=0),
               *numpy.quantile(need.asked, LEVELS, axis=0),
               *[middle / occupancy if need.provision in LIVED_IN else [None] * len(months) for occupancy in occupancies],
               numpy.maximum(numpy.quantile(need.short, 0.9, axis=0), 0),
               least_cost(need.asked, *costs[need.provision]) if need.provision in costs else [None] * len(months),
               need.emergency.mean(axis=0) if need.emergency is not None else [None] * len(months),
               need.without.mean(axis=0) if need.without is not None else [None] * len(months)]
    return [list(row) for row in zip(*columns)]


# ---- how they are told ----

class Teller:
    def __init__(self, result, counts, arguments, costs):
        self.result, self.counts, self.costs = result, counts, costs
        self.language, self.risk, self.least = arguments.language, arguments.risk, arguments.months
        self.occupancies = sorted(set(arguments.occupancy))
        self.today = today_of(arguments)

    def say(self, key, **parts):
        return word(self.language, f"sheet_{key}", **parts)

    def number(self, value, decimals=0):
        return words.number(self.language, value, decimals)

    def percent(self, share):
        return words.percentage(self.language, share)

    def area(self, area):
        return self.counts.names.get(area) or self.say(area)

    def opening(self, left_out):
        lines = [f"{words.upper_first(self.result.title(self.language))}: {self.say('title')}",
                 word(self.language, "run", **self.span()), self.say("definitions", risk=self.percent(self.risk)),
                 words.band_statement(self.language, self.result) if self.result.replications > 1 else self.say("one"),
                 self.say("shared"), self.say("lead"), self.costs_told(), words.source_line(self.language, self.result)]
        return lines + self.left_out(left_out)

    def left_out(self, reasons):
        return [f"{word(self.language, 'left_out')}: {self.say(name)} – {why}." for name, why in reasons.items()]

    def span(self):
        dates = self.result.dates
        return {"start": words.long_date(self.language, dates[0]), "end": words.long_date(self.language, dates[-1])}

    def costs_told(self):
        told = [self.say("cost_of", name=self.say(name), many=self.number(many, 2), few=self.number(few, 2), share=self.percent(few / (few + many)))
                for name, (many, few) in self.costs.items()]
        return self.say("costs", costs="; ".join(told)) if told else self.say("no_costs")

    # ---- shortages ----

    def shortages(self, needs):
        columns = [("provision", "text"), ("area", "text"), ("from", "month"), ("until", "month"), ("few_half", "count"), ("few_nine", "count"),
                   ("decide_half", "date"), ("moment_half", "text"), ("decide_nine", "date"), ("moment_nine", "text")]
        rows = [self.shortage_row(shortage) for need in needs
                for shortage in decisions.shortages(need, self.counts.months, self.risk, self.least)]
        notes = [self.say("until_end")] if any(row[3] is None for row in rows) else []
        return layout.Sheet("shortages", self.say("shortages"), self.headed(columns), rows,
                            [self.say("shortages_lead" if rows else "no_shortages", risk=self.percent(self.risk), months=self.least)], notes)

    def shortage_row(self, shortage):
        row = [self.say(shortage.provision), self.area(shortage.area), shortage.start, shortage.end, shortage.middle, shortage.high]
        for date in decisions.last_dates(self.result, shortage):
            row += [date, self.moment(shortage.provision, date)]
        return row

    def moment(self, provision, date):
        if date is not None and date < self.result.dates[0]:
            return self.say("past")
        found = date is not None and decisions.moment_before(provision, date, self.language)
        if not found:
            return "–"
        when = words.long_date(self.language, found[0])
        return f"{found[1]} ({self.say('gone', when=when) if found[0] < self.today else when})"

    def headed(self, columns):
        return [(self.say(f"column_{name}"), kind) for name, kind in columns]

    # ---- months ----

    def month_columns(self):
        fixed = [("month", "month"), ("chance", "share"), ("asked", "count"), ("places", "count")]
        return (self.headed(fixed)
                + [(self.say("column_level", level=self.percent(level)), "count") for level in LEVELS]
                + [(self.say("column_occupancy", share=self.percent(share)), "count") for share in self.occupancies]
                + self.headed([("more", "count"), ("least_cost", "count"), ("emergency", "count"), ("without", "count")]))

    def months(self, need):
        """The months of one provision in one area; a column without figures stays away."""
        columns = self.month_columns()
        rows = month_numbers(need, self.counts.months, self.costs, self.occupancies)
        kept = [index for index in range(len(columns)) if any(row[index] is not None for row in rows)]
        return layout.Sheet(f"{need.provision}-{need.area}", f"{words.upper_first(self.say(need.provision))}, {self.area(need.area)}",
                            [columns[index] for index in kept], [[row[index] for index in kept] for row in rows],
                            [self.say(f"{need.provision}_is")])

    def all_months(self, needs):
        """One long table, for a CSV."""
        columns = self.headed([("scenario", "text"), ("provision", "text"), ("area", "text"), ("band", "text")]) + self.month_columns()
        covers = word(self.language, f"covers_{words.covers(self.result)}")
        rows = [[self.result.scenario, self.say(need.provision), self.area(need.area), covers, *row] for need in needs
                for row in month_numbers(need, self.counts.months, self.costs, self.occupancies)]
        return layout.Sheet("months", self.say("title"), columns, rows)

    # ---- euros ----

    def euros(self):
        columns = [("year", "plain"), ("what", "text"), ("payer", "text"), ("low", "count"), ("middle", "count"), ("high", "count")]
        rows, partly = [], False
        for row in euros.by_year_and_payer(self.result, self.counts):
            partly |= not row.whole
            rows.append([f"{row.year}{'' if row.whole else '*'}", self.say(row.what), self.say(f"payer_{row.payer}"), *row.quantiles])
        notes = [self.say("partly", **self.span())] if partly else []
        return layout.Sheet("euros", self.say("euros"), self.headed(columns), rows,
                            [self.say("euros_lead" if rows else "no_euros")], notes)


# ---- the command ----

def read_arguments(given=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", help="a result folder of scenarios/nijmegen, as `doorstroom run` writes it")
    parser.add_argument("--area", action="append", default=[], metavar="NAME", help="region, netherlands or a municipality (again for more)")
    parser.add_argument("--provision", action="append", default=[], choices=list(PROVISIONS), help="only this one (again for more)")
    parser.add_argument("--cost", action="append", default=[], metavar="PROVISION=TOO_MANY/TOO_FEW",
                        help="euros a day of a place too many and of one too few; default: analysis/unit_costs.csv")
    parser.add_argument("--risk", type=share, default=0.5, help="a shortage is expected where its chance is above this (default: 0.5)")
    parser.add_argument("--months", type=int, default=3, help="leave out shortages of fewer months, and gaps (default: 3)")
    parser.add_argument("--occupancy", type=share, nargs="+", default=[0.91, 0.96], help="planning occupancies (default: 0.91 0.96)")
    parser.add_argument("--format", choices=list(SUFFIXES.values()), help="default: by the suffix of -o, otherwise text")
    parser.add_argument("--language", choices=words.LANGUAGES, default="en")
    parser.add_argument("-o", "--output", metavar="FILE", help="default: standard output")
    add_today(parser)
    return parser.parse_args(given)


def share(text):
    value = float(text)
    if not 0 < value <= 1:
        raise argparse.ArgumentTypeError(f"{text} is not a share above 0 and at most 1")
    return value


def chosen_areas(counts, asked):
    for area in asked:
        if area not in counts.areas:
            raise ResultError(f"--area {area}: there are {', '.join(counts.areas)}")
    return asked or [area for area in counts.areas if area != COUNTRY]


def make(arguments):
    result = open_result(arguments.folder)
    counts = Counts(result)
    areas = chosen_areas(counts, arguments.area)
    costs = unit_costs(arguments.cost)
    needs, left_out = all_needs(counts, arguments.provision or list(PROVISIONS))
    needs = [need for area in areas for need in needs if need.area == area]
    if not needs:
        raise ResultError("\n".join([f"{result.folder}: nothing is left for this sheet", *left_out.values()]))
    shown = {need.provision for need in needs}
    teller = Teller(result, counts, arguments, {name: pair for name, pair in costs.items() if name in shown})
    form = arguments.format or SUFFIXES.get(pathlib.Path(arguments.output or "").suffix, "text")
    head = [teller.shortages(needs)] + ([teller.euros()] if REGION in areas else [])
    if form == "csv":
        write_csv(arguments, [teller.all_months(needs), *head], teller.left_out(left_out))
        return
    lay_out = layout.as_text if form == "text" else layout.as_markdown
    content = lay_out(arguments.language, teller.opening(left_out), [*head, *map(teller.months, needs)]).encode()
    if arguments.output:
        write_whole(arguments.output, content)
    else:
        print_whole(content)


def write_csv(arguments, sheets, remarks):
    """The months to what was asked for, each other sheet beside it; on standard output the months alone."""
    for line in remarks:                                                   # a CSV has no place for them
        print(line, file=sys.stderr)
    contents = [layout.as_csv(arguments.language, sheet).encode() for sheet in sheets]
    if not arguments.output:
        print_whole(contents[0])
        return
    path = pathlib.Path(arguments.output)
    for sheet, content in zip(sheets, contents):
        write_whole(path if sheet.name == "months" else path.with_name(f"{path.stem}-{sheet.name}{path.suffix}"), content)


if __name__ == "__main__":
    options = read_arguments()
    sys.exit(run("capacity_sheet.py", lambda: make(options)))
