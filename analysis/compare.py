#!/usr/bin/python3
"""What policies change, with intervals, from what `doorstroom compare -o DIR` wrote: a table, or charts.

    analysis/compare.py out --language nl                              # to the screen
    analysis/compare.py out --measure demand_for_places -o effects.md   # the suffix chooses: .txt, .md, .csv
    analysis/compare.py out --charts --language nl                      # into out/figures, PNG and SVG

Without --measure: for each scenario what moves most beside how much there is, first what chance alone cannot have done. An effect
is the mean difference over pairs of replications with the same chance; its interval holds the mean with 95 %.
"""
import argparse
import dataclasses
import pathlib
import re
import sys

import pandas

import layout
import words
from results import ResultError, open_comparison
from whole import print_whole, run, write_whole
from words import word

SUFFIXES = {".csv": "csv", ".md": "markdown", ".txt": "text"}
MOST, FEW = 12, 5                                   # measures shown; replications that hardly give an interval
LITTLE = {"EUR": 10000, "1": 0.1, "share": 0.1, **dict.fromkeys(["minutes", "hours", "days", "weeks", "months", "years"], 1)}
MILLION = 1e6


@dataclasses.dataclass(frozen=True)
class Effect:
    """What a scenario makes of one number on one date; of flows, waits and costs over the period that ends there."""
    name: str
    unit: str
    date: pandas.Timestamp
    without: float
    effect: float
    low: float
    high: float
    same_sign: float
    replications: int
    is_rest: bool          # what is left between two numbers: its share of itself says nothing

    @property
    def is_sure(self):
        """The interval leaves out 0; of a few pairs, which have hardly an interval, all go the same way."""
        if self.replications < FEW:
            return self.same_sign == 1 and self.effect != 0
        return self.low > 0 or self.high < 0

    @property
    def share(self):
        """Of what there is without; nothing where there is nothing."""
        return self.effect / abs(self.without) if self.without and not self.is_rest and abs(self.without) >= LITTLE.get(self.unit, 10) else None

    @property
    def moves(self):
        """How far it goes beside how much there is, surely or not: a queue that goes from 1 to 2 has not doubled."""
        there = max(abs(self.without), abs(self.without + self.effect)) + LITTLE.get(self.unit, 10)
        return (self.is_sure, abs(self.effect) / there)


# ---- which numbers ----

def dates_of(comparison, other, asked):
    """Those asked for; else a year after the scenario begins to differ, where it lasts so long, and the end."""
    last = comparison.dates[-1]
    for date in asked:
        if date not in comparison.dates:
            raise ResultError(f"--on {date.date()}: the dates are {comparison.dates[0].date()} to {last.date()}, each {comparison.report}")
    begins = comparison.begins(other) or comparison.dates[0]
    year_on = comparison.dates[comparison.dates >= begins + pandas.DateOffset(years=1)]
    return asked or list(dict.fromkeys([*year_on[:1], last]))


def effect_on(comparison, rows, name, date):
    """None where nothing was counted in any pair."""
    at = date if comparison.at_moments(base_of(name)) else before(comparison, date)
    if at not in rows.index or not rows.loc[at, "replications"]:
        return None
    row = rows.loc[at]
    return Effect(name, row["unit"], date, *(float(row[key]) for key in ("without", "effect", "low95", "high95", "share_same_sign")), int(row["replications"]),
                  comparison.about(base_of(name)).get("kind") == "difference")


def before(comparison, date):
    return comparison.dates[max(0, comparison.dates.get_loc(date) - 1)]


def base_of(name):
    return name.partition(".")[0]


def effects(comparison, other, names, dates, group=""):
    """{name: [an effect for each date]} of those that have one on each."""
    totals = comparison.effects[(comparison.effects["scenario"] == other) & (comparison.effects["group"] == group)]
    found = {}
    for name, rows in totals.groupby("measure", sort=False):
        if names is None or name in names:
            each = [effect_on(comparison, rows.set_index("date"), name, date) for date in dates]
            if all(each):
                found[name] = each
    return {name: found[name] for name in (names or found) if name in found}


def what_moves(comparison, other, dates):
    """At most `MOST`, of a wait the mean; a number that says the same as one before it is left out."""
    found = {name: each for name, each in effects(comparison, other, None, dates).items()
             if name.endswith(".mean") or "." not in name and any(effect.effect for effect in each)}
    found = {name: each for name, each in found.items() if any(effect.effect for effect in each)}
    ranked = sorted(found, key=lambda name: max(effect.moves for effect in found[name]), reverse=True)
    chosen, seen = [], set()
    for name in ranked:
        says = tuple((effect.without, effect.effect) for effect in found[name])
        sure = max(effect.moves for effect in found[name])[0]
        if says not in seen and len(chosen) < (MOST if sure else FEW):
            chosen.append(name)
            seen.add(says)
    return {name: found[name] for name in chosen}


def chosen_effects(comparison, arguments, other):
    dates = dates_of(comparison, other, arguments.on)
    if not arguments.measure:
        return what_moves(comparison, other, dates)
    return effects(comparison, other, [comparison.find(name, arguments.group) for name in arguments.measure], dates, arguments.group)


# ---- how they are told ----

def title_of(comparison, name, language):
    title = words.upper_first(comparison.measure_title(base_of(name), language))
    return f"{title}, {word(language, name.partition('.')[2])}" if "." in name else title


def unit_of(effect, language):
    unit = words.unit_word(language, effect.unit)
    return word(language, "millions", unit=unit) if effect.unit == "EUR" else unit


def scaled(effect, value):
    return value / MILLION if effect.unit == "EUR" else value


def opening(comparison, language):
    return [word(language, "effects_title", title=comparison.title(language)), word(language, "effects_is"), uncertainty(comparison, language),
            words.source_line(language, comparison)]


def uncertainty(comparison, language):
    few = f" {word(language, 'effects_few')}" if comparison.replications < FEW else ""
    return word(language, f"effects_{words.covers(comparison)}", pairs=words.number(language, comparison.replications)) + few


COLUMNS = [("measure", "text"), ("unit", "text"), ("date", "date"), ("without", "number"), ("effect", "change"), ("low", "change"), ("high", "change"),
           ("share", "change_share"), ("same_sign", "share"), ("replications", "count")]


def sheet_of(comparison, other, found, language):
    begins = comparison.begins(other)
    lead = word(language, "effects_from", date=words.long_date(language, begins)) if begins is not None else ""
    rows = [[title_of(comparison, name, language), unit_of(effect, language), effect.date,
             *(scaled(effect, value) for value in (effect.without, effect.effect, effect.low, effect.high)),
             effect.share, effect.same_sign, effect.replications] for name, each in found.items() for effect in each]
    columns = [(word(language, f"effects_column_{name}"), kind) for name, kind in COLUMNS]
    return layout.Sheet(other, f"{words.upper_first(comparison.other_title(other, language))} ({other})", columns, rows, [text for text in [lead] if text],
                        [] if rows else [word(language, "effects_nothing")])


def one_sheet(comparison, sheets, language):
    """All scenarios in one table, for a CSV."""
    columns = [(word(language, "effects_column_scenario"), "text"), *sheets[0].columns]
    return layout.Sheet("effects", "", columns, [[sheet.name, *row] for sheet in sheets for row in sheet.rows])


# ---- the command ----

def date(text):
    return pandas.Timestamp(pandas.to_datetime(text, format="%Y-%m-%d"))


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", help="a folder that `doorstroom compare SCENARIO --policies NAMES -o DIR` wrote")
    parser.add_argument("--scenario", action="append", default=[], metavar="NAME", help="only this scenario, as in compare.csv (again for more)")
    parser.add_argument("--measure", action="append", default=[], metavar="NAME", help="only this measure (again for more)")
    parser.add_argument("--group", default="", metavar="TEXT", help="one group of it, such as municipality=nijmegen; default: the total")
    parser.add_argument("--on", action="append", default=[], type=date, metavar="DATE", help="on this date (again for more); default: a year on, and the end")
    parser.add_argument("--charts", action="store_true", help="charts in place of the table, as PNG and SVG")
    parser.add_argument("--format", choices=list(SUFFIXES.values()), help="default: by the suffix of -o, otherwise text")
    parser.add_argument("--language", choices=words.LANGUAGES, default="en")
    parser.add_argument("-o", "--output", metavar="FILE", help="default: standard output; of charts the folder, FOLDER/figures")
    return parser.parse_args()


def make(arguments):
    comparison = open_comparison(arguments.folder)
    for name in arguments.scenario:
        if name not in comparison.others:
            raise ResultError(f"--scenario {name}: there are {', '.join(comparison.others)}")
    if arguments.group and not arguments.measure:
        raise ResultError("--group goes with --measure")
    found = {other: chosen_effects(comparison, arguments, other) for other in arguments.scenario or comparison.others}
    if arguments.charts:
        draw_charts(comparison, found, arguments)
        return
    sheets = [sheet_of(comparison, other, each, arguments.language) for other, each in found.items()]
    form = arguments.format or SUFFIXES.get(pathlib.Path(arguments.output or "").suffix, "text")
    if form == "csv":
        content = layout.as_csv(arguments.language, one_sheet(comparison, sheets, arguments.language))
    else:
        content = (layout.as_text if form == "text" else layout.as_markdown)(arguments.language, opening(comparison, arguments.language), sheets)
    if arguments.output:
        write_whole(arguments.output, content.encode())
    else:
        print_whole(content.encode())


def draw_charts(comparison, found, arguments):
    """Of each scenario what it changes; and of each measure that was named how it goes over time, with all scenarios."""
    import effects_chart
    from chart import files_of
    language, files = arguments.language, {}
    for other, each in found.items():
        if any(effect.share is not None for effects_of in each.values() for effect in effects_of):
            figure = effects_chart.draw(comparison, other, each, language)
            files.update(files_of(f"effects-{safe(other)}", figure, comparison, language, uncertainty(comparison, language)))
    for name in arguments.measure:
        figure = effects_chart.draw_over_time(comparison, list(found), name, arguments.group, language)
        files.update(files_of(f"effect-{safe(name + '-' + arguments.group if arguments.group else name)}", figure, comparison, language, uncertainty(comparison, language)))
    if not files:
        raise ResultError(f"{comparison.folder}: nothing changes, so there is nothing to draw")
    folder = pathlib.Path(arguments.output) if arguments.output else comparison.folder / "figures"
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        write_whole(folder / name, content)
    print_whole("".join(f"{folder / name}\n" for name in files).encode())


def safe(name):
    return re.sub(r"[^\w.+-]+", "-", name)


if __name__ == "__main__":
    options = read_arguments()
    sys.exit(run("compare.py", lambda: make(options)))
