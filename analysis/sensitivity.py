#!/usr/bin/python3
"""Which uncertain numbers matter, from sweep folders: indices, rank correlations, where the variance comes from, in which corner.

    analysis/sensitivity.py sweep                                      # which parameters matter, on the last date
    analysis/sensitivity.py sweep --measure demand_for_places --over-time -o matters.md --figures pictures
    analysis/sensitivity.py sweep sweep-cut sweep-task-force           # the law of total variance: one sweep a policy
    analysis/sensitivity.py sweep --measure demand_for_places --minus reception_places --exceeds 0 --on 2028-01-01

The method is that of the design (`doorstroom sample`), or `--method` for a matrix from elsewhere.
"""
import argparse
import pathlib
import sys

import pandas

import designs
import layout
import sensitivity_records as records
import words
from results import ResultError
from sensitivity_report import study_of_corner, study_of_one, study_of_several
from words_of_sensitivity import say
from study import Study
from sweeps import open_sweep
from whole import print_whole, run, write_whole

SUFFIXES = {".csv": "csv", ".md": "markdown", ".txt": "text"}
NAMED = 5                              # of the outputs of which nothing can be told


# ---- what is asked ----

def read_arguments(arguments=None):
    parser = argparse.ArgumentParser(prog="sensitivity.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", metavar="DIR",
                        help="a sweep folder; several of one design, each with another policy, for the law of total variance")
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


# ---- writing it ----

def make(options):
    studies = [Study(open_sweep(folder, options.problem, options.method, options.second_order), options.resamples, options.seed) for folder in options.folders]
    if len(studies) > 1:
        report = study_of_several(studies, options)
    elif options.exceeds is not None:
        report = study_of_corner(studies[0], options)
    else:
        report = study_of_one(studies[0], options)
    nothing = left_out(report.nothing, options.language)
    if not report.sheets:
        raise ResultError(f"{options.folders[0]}: nothing is left to tell: every output asked for is the same at every point, or has too few points")
    files = draw(studies, report, options) if options.figures else {}
    write_table(report, nothing, options)
    if files:
        folder = pathlib.Path(options.figures)
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():                                # all are drawn before one is written
            write_whole(folder / name, content)


def left_out(outputs, language):
    """A line on the outputs of which nothing can be told: the first few by name."""
    names = list(dict.fromkeys(outputs))
    told = ", ".join(names[:NAMED])
    if len(names) > NAMED:
        told = say(language, "and_more", names=told, count=len(names) - NAMED)
    return [say(language, "nothing", names=told)] if names else []


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
