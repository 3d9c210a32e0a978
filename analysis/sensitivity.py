#!/usr/bin/python3
"""Which uncertain numbers matter, from sweep folders: indices, rank correlations, where the variance comes from, in which corner.

    analysis/sensitivity.py sweep                                      # which parameters matter, on the last date
    analysis/sensitivity.py sweep --measure reception_demand --over-time -o matters.md --figures pictures
    analysis/sensitivity.py sweep sweep-cut sweep-task-force           # the law of total variance: one sweep a policy
    analysis/sensitivity.py sweep --measure reception_demand --minus reception_places --exceeds 0 --on 2028-01-01

The method is that of the design (`doorstroom sample`), or `--method` for a matrix from elsewhere.
"""
import argparse
import pathlib
import sys

import numpy
import pandas

import designs
import discovery
import layout
import sensitivity_records as records
import words
from results import ResultError
from sensitivity_tables import Tables
from sensitivity_words import say
from study import Study, decompose
from sweeps import open_sweep
from whole import print_whole, run, write_whole

SUFFIXES = {".csv": "csv", ".md": "markdown", ".txt": "text"}
HALVES = 20


# ---- what is asked ----

def read_arguments(arguments=None):
    parser = argparse.ArgumentParser(prog="sensitivity.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", metavar="DIR", help="a sweep folder; several of one design, each with another policy, for the law of total variance")
    parser.add_argument("--measure", action="append", default=[], metavar="NAME", help="only this measure (again for more)")
    parser.add_argument("--minus", metavar="NAME", help="less this measure, point by point")
    parser.add_argument("--groups", action="store_true", help="the groups of a measure as well, such as municipalities")
    parser.add_argument("--group", metavar="TEXT", help="one group, such as municipality=nijmegen")
    parser.add_argument("--on", action="append", default=[], type=pandas.Timestamp, metavar="DATE", help="on this date (again for more; default: the last)")
    parser.add_argument("--over-time", action="store_true", help="on every date, a row each")
    parser.add_argument("--show", action="append", default=[], choices=["indices", "pairs", "ranks", "variance"],
                        help="default: indices, where the design has them, and ranks; with several folders variance")
    parser.add_argument("--method", choices=designs.METHODS, help="of a matrix that does not say (default: what `doorstroom sample` wrote)")
    parser.add_argument("--second-order", action="store_true", default=None, help="of a Saltelli matrix that does not say (default: found out)")
    parser.add_argument("--problem", metavar="FILE", help="SALib's problem as JSON (default: problem.json of the sweep)")
    parser.add_argument("--exceeds", type=float, metavar="X", help="in which corner of what is uncertain the measure is above X")
    parser.add_argument("--density", type=float, default=0.8, help="of the box that is looked for (default: 0.8)")
    parser.add_argument("--boxes", type=int, default=1, help="at most so many boxes (default: 1)")
    parser.add_argument("--top", type=int, default=10, metavar="N", help="the N parameters that matter most (default: 10; 0: all; a CSV has all)")
    parser.add_argument("--resamples", type=int, default=1000, help="of the bootstrap (default: 1000)")
    parser.add_argument("--seed", type=int, default=1, help="of the bootstrap (default: 1)")
    parser.add_argument("--format", choices=list(SUFFIXES.values()), help="default: by the suffix of -o, otherwise text")
    parser.add_argument("--figures", metavar="DIR", help="charts as PNG and SVG into this folder")
    parser.add_argument("--language", choices=words.LANGUAGES, default="en")
    parser.add_argument("-o", "--output", metavar="FILE", help="default: standard output")
    options = parser.parse_args(arguments)
    check(parser, options)
    return options


def check(parser, options):
    if options.resamples < 100:
        parser.error("--resamples: fewer than 100 give no interval")
    if options.top < 0 or options.boxes < 1 or not 0 < options.density <= 1:
        parser.error("--top is 0 or more, --boxes 1 or more, --density above 0 and at most 1")
    if (options.minus or options.exceeds is not None) and len(options.measure) != 1:
        parser.error("--minus and --exceeds go with exactly one --measure")
    if options.exceeds is not None and len(options.folders) > 1:
        parser.error("--exceeds goes with one folder")
    if options.on and options.over_time:
        parser.error("--on and --over-time are not asked together")


def chosen(sweep, options):
    """The numbers of every output asked for, on the dates asked for."""
    names = options.measure or list(dict.fromkeys(output.measure for output in sweep.outputs))
    found = []
    for name in names:
        if options.group or not options.groups:
            outputs = [sweep.find(name, options.group or "")]
        else:
            sweep.find(name)
            outputs = [output for output in sweep.outputs if output.measure == name]
        for output in outputs:
            numbers = sweep.numbers(output)
            if options.minus:
                numbers = sweep.difference(output, sweep.find(options.minus, output.group))
            found.append(on_dates(sweep, numbers, options))
    return found


def on_dates(sweep, numbers, options):
    if options.over_time:
        return numbers
    if not options.on:
        told = [date for place, date in enumerate(numbers.dates) if numpy.isfinite(numbers.mean[:, place]).any()]
        return numbers.on(told[-1:] or numbers.dates[-1:])
    for date in options.on:
        if date not in numbers.dates:
            near = min(numbers.dates, key=lambda each: abs(each - date))
            raise ResultError(f"{sweep.folder} has no {numbers.output.measure} on {date.date()}; the nearest is {near.date()}")
    return numbers.on(options.on)


# ---- one sweep ----

class Report:
    """What goes out: lines above, sheets, records for a CSV, and charts."""

    def __init__(self, opening):
        self.opening, self.sheets, self.records, self.charts = opening, [], [], []
        self.nothing = []              # outputs of which nothing can be told


def study_of_one(study, options):
    tables = Tables(study, options.language, options.top)
    show = options.show or (["indices"] if study.method in ("saltelli", "morris") else []) + ["ranks"]
    if study.method not in ("saltelli", "morris") and {"indices", "pairs"} & set(show):
        raise ResultError(f"{study.design.path}: indices ask for a Saltelli or Morris design, this one is {study.method or 'not known: name it with --method'}")
    if "pairs" in show and (study.method != "saltelli" or study.blocks.BA is None):
        raise ResultError(f"{study.design.path}: pairs ask for a Saltelli design with second order")
    report = Report(tables.opening("title"))
    kinds = {"indices": f"is_{study.method}", "pairs": "is_saltelli", "ranks": "is_ranks", "variance": "is_variance"}
    report.opening[-1:-1] = dict.fromkeys(say(options.language, kinds[each]) for each in show)
    for numbers in chosen(study.sweep, options):
        before = len(report.sheets)
        if {"indices", "pairs"} & set(show):
            (add_indices if study.method == "saltelli" else add_effects)(report, tables, numbers, options, show)
        if "ranks" in show:
            add_ranks(report, tables, numbers, options)
        if "variance" in show:
            add_variance(report, tables, [study], [numbers])
        if len(report.sheets) == before:
            report.nothing.append(tables.what(numbers.output))
    return report


def told_on_dates(numbers, method):
    """(places, results) of the dates on which something can be told."""
    told = [(place, method(numbers, place)) for place in range(len(numbers.dates))]
    told = [(place, result) for place, result in told if result is not None]
    return [place for place, _ in told], [result for _, result in told]


def add_indices(report, tables, numbers, options, show):
    study = tables.study
    places, told = told_on_dates(numbers, study.indices)
    told_places = [(place, each) for place, each in zip(places, told) if numpy.isfinite(each.total[0]).any()]
    for place, each in told_places:
        report.records += records.of_indices(study, numbers, numbers.dates[place], each)
    if not told_places:
        return
    if options.over_time:
        places, told = zip(*told_places)
        chance = numpy.array([each.chance / each.all_variance for each in told])
        total = numpy.array([each.total[0] for each in told])
        report.sheets.append(tables.over_time(numbers.on([numbers.dates[place] for place in places]), "over_time_saltelli", study.names, total,
                                              chance if numpy.isfinite(chance).any() else None))
    else:
        for place, each in told_places:
            report.sheets += [tables.indices(numbers, place, each)] if "indices" in show else []
            report.sheets += [tables.pairs(numbers, place, each)] if "pairs" in show and each.second is not None else []
    report.charts.append(("indices", numbers, told_places))


def add_effects(report, tables, numbers, options, show):
    study = tables.study
    places, told = told_on_dates(numbers, study.effects)
    for place, each in zip(places, told):
        report.records += records.of_effects(study, numbers, numbers.dates[place], each)
    if not told:
        return
    if options.over_time:
        size = numpy.array([each.mu_star[0] for each in told])
        report.sheets.append(tables.over_time(numbers.on([numbers.dates[place] for place in places]), "over_time_morris", study.names, size,
                                              decimals=words.decimals_for(size.ravel())))
    else:
        report.sheets += [tables.effects(numbers, place, each) for place, each in zip(places, told)]
    report.charts.append(("effects", numbers, list(zip(places, told))))


def add_ranks(report, tables, numbers, options):
    study = tables.study
    places, told = told_on_dates(numbers, study.correlations)
    swing_places, swings = told_on_dates(numbers, study.swings)
    for place, each in zip(places, told):
        report.records += records.of_correlations(study, numbers, numbers.dates[place], each)
    for place, each in zip(swing_places, swings):
        report.records += records.of_swings(study, numbers, numbers.dates[place], each)
    if options.over_time and told:
        report.sheets.append(tables.over_time(numbers.on([numbers.dates[place] for place in places]), "over_time_ranks", study.design.names,
                                              numpy.array([each.value[0] for each in told])))
    elif not options.over_time:
        by_place = dict(zip(places, told))
        report.sheets += [tables.ranks(numbers, place, by_place.get(place), each) for place, each in zip(swing_places, swings)]
    report.charts.append(("tornado", numbers, list(zip(swing_places, swings))))


# ---- several sweeps ----

def add_variance(report, tables, studies, numbers):
    parts = [decompose(studies, numbers, place) for place in range(len(numbers[0].dates))]
    for date, told in zip(numbers[0].dates, parts):
        report.records += records.of_variance(studies, numbers[0], date, told) if told else []
    if any(parts):
        report.sheets.append(tables.variance(studies, numbers[0], parts))
        report.charts.append(("variance", numbers[0], [(place, told) for place, told in enumerate(parts) if told]))


def study_of_several(studies, options):
    check_alike(studies)
    tables = Tables(studies[0], options.language, options.top)
    report = Report(tables.opening("title_variance"))
    names = [each.sweep.policies or say(options.language, "no_policy") for each in studies]
    report.opening[-1:-1] = [say(options.language, "policies_are", names="; ".join(names)), say(options.language, "is_variance")]
    for together in zip(*(chosen(study.sweep, options) for study in studies)):
        before = len(report.sheets)
        add_variance(report, tables, studies, together)
        if len(report.sheets) == before:
            report.nothing.append(tables.what(together[0].output))
    return report


def check_alike(studies):
    """That the sweeps are one design, crossed with policies: same points, chance, measures and dates."""
    first = studies[0].sweep
    for other in (study.sweep for study in studies[1:]):
        def refuse(what):
            raise ResultError(f"{other.folder} and {first.folder} cannot be crossed: {what}")
        if first.design.names != other.design.names or not numpy.array_equal(first.design.matrix, other.design.matrix):
            refuse("they are not of one design")
        for key, told in (("seed", "seed"), ("chance", "chance"), ("uncertain", "use of what is uncertain")):
            if first.about.get(key) != other.about.get(key):
                refuse(f"the {told} is {other.about.get(key)} and {first.about.get(key)}")
        if first.replications != other.replications:
            refuse(f"they have {other.replications} and {first.replications} replications")
        if set(first.keys["date"]) != set(other.keys["date"]):
            refuse("they have other dates")
        if not first.keys.equals(other.keys):
            refuse("they have other measures or groups")
    policies = [study.sweep.policies for study in studies]
    if len(set(policies)) < len(policies):
        again = next(name for name in policies if policies.count(name) > 1)
        raise ResultError(f"two of the sweeps have the same policy ({again or 'none'}); each needs another")


# ---- a corner ----

def study_of_corner(study, options):
    tables = Tables(study, options.language, options.top)
    report = Report(tables.opening("title_discovery"))
    report.opening.insert(-1, say(options.language, "is_discovery"))
    for numbers in chosen(study.sweep, options):
        for place in range(len(numbers.dates)):
            add_boxes(report, tables, numbers, place, options)
    return report


def add_boxes(report, tables, numbers, place, options):
    study, output = tables.study, numbers.output
    values = numbers.mean[study.sample, place]
    there = numpy.isfinite(values)
    cases, matrix = values[there] > options.exceeds, study.design.matrix[study.sample][there]
    date = numbers.dates[place]
    if not cases.any() or cases.all():
        which = "at no point" if not cases.any() else "at every point"
        raise ResultError(f"{output.measure} exceeds {options.exceeds:g} {which} on {date.date()}: it lies between {values[there].min():g} and {values[there].max():g}"
                          if there.any() else f"{output.measure} has no values on {date.date()}")
    found = discovery.discover(matrix, cases, options.density, options.boxes)
    again = discovery.found_again(matrix, cases, options.density, HALVES, options.seed) if found else []
    decimals = words.decimals_for([options.exceeds])
    name, minus = (output.measure.split(" - ") + [""])[:2]
    what = [study.sweep.title(each, options.language) for each in (name, minus)]
    asked = say(options.language, "asked_minus" if minus else "asked", what=what[0], other=what[1], limit=tables.number(options.exceeds, decimals),
                unit=tables.unit(output), date=tables.date(date), cases=int(cases.sum()), points=len(cases), share=tables.share(cases.mean()))
    notes = tables.left("left_point", discovery_counts(there))
    report.sheets.append(layout.Sheet("asked", asked, [], [], notes + ([] if found else [say(options.language, "no_box")])))
    report.sheets += tables.boxes(found, again, HALVES)
    report.records += records.of_boxes(study, numbers, date, found, int(there.sum()), int((~there).sum()))
    report.charts.append(("boxes", numbers, [(place, found)]))


def discovery_counts(there):
    return argparse.Namespace(kept=int(there.sum()), left_out=int((~there).sum()))


# ---- writing it ----

def make(options):
    studies = [Study(open_sweep(folder, options.problem, options.method, options.second_order), options.resamples, options.seed) for folder in options.folders]
    if len(studies) > 1:
        report = study_of_several(studies, options)
    elif options.exceeds is not None:
        report = study_of_corner(studies[0], options)
    else:
        report = study_of_one(studies[0], options)
    nothing = [say(options.language, "nothing", names=", ".join(dict.fromkeys(report.nothing)))] if report.nothing else []
    if not report.sheets:
        raise ResultError(f"{options.folders[0]}: nothing is left to tell: every output asked for is the same at every point, or has too few points")
    files = draw(studies, report, options) if options.figures else {}
    write_table(report, nothing, options)
    if files:
        folder = pathlib.Path(options.figures)
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():                                # all are drawn before one is written
            write_whole(folder / name, content)


def write_table(report, nothing, options):
    form = options.format or SUFFIXES.get(pathlib.Path(options.output or "").suffix, "text")
    if form == "csv":
        content = layout.as_csv(options.language, records.sheet(options.language, report.records))
        for note in nothing:                                               # a CSV has no place for them
            print(note, file=sys.stderr)
    else:
        content = (layout.as_text if form == "text" else layout.as_markdown)(options.language, report.opening + nothing, report.sheets)
    if options.output:
        write_whole(options.output, content.encode())
    else:
        print_whole(content.encode())


def draw(studies, report, options):
    from sensitivity_charts import draw_all                                # slow to load: not before the faults are told
    return draw_all(studies, report.charts, options)


if __name__ == "__main__":
    asked = read_arguments()
    sys.exit(run("sensitivity.py", lambda: make(asked)))
