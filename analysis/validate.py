#!/usr/bin/python3
"""The model against what was published: a table that says what is off, and by how much.

    analysis/validate.py                              runs the history from 2022 and the forecast, then prints the table
    analysis/validate.py --history DIR --forecast DIR -o validation.md

Three lists that must not be mixed up: identities (stock over throughput: book-keeping), fitted (used to choose a number, so
no test), and tests, which used neither. What is held against what stands in `published.csv`.
"""
import argparse
import pathlib
import subprocess
import sys
import tempfile

import numpy
import pandas

import words
from results import ResultError, open_result
from whole import print_whole, run, write_whole

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
LISTS = ["identity", "fitted", "test"]
SCENARIOS = {"history": "netherlands/history-2022.yaml", "oldest": "netherlands/history-2022.yaml", "forecast": "netherlands/chain.yaml"}
SETTINGS = {"oldest": ["resources.decisions.order=oldest"], "forecast": ["run.end=2027-01-01"]}
UNITS = {"persons": 0, "weeks": 1, "share": 2, "EUR": 1}                   # decimals; euros in millions

TEXT = {
    "en": {"identity": "Identities: stock over throughput, book-keeping", "fitted": "Fitted: used to choose a number, no test",
           "test": "Tests: used neither to choose a number nor by book-keeping", "what": "what", "published": "published",
           "model": "model", "band": "9 in 10", "off": "off by", "verdict": "", "source": "published by", "right": "right",
           "wrong": "off", "missing": "not run", "title": "The model against what was published",
           "sum": "{right} of {all} tests (without those of the other order) are within what is set for each in published.csv."},
    "nl": {"identity": "Identiteiten: voorraad gedeeld door doorstroom, boekhouding",
           "fitted": "Geijkt: gebruikt om een getal te kiezen, geen toets", "test": "Toetsen: nergens voor gebruikt",
           "what": "wat", "published": "gepubliceerd", "model": "model", "band": "9 op 10", "off": "ernaast", "verdict": "",
           "source": "gepubliceerd door", "right": "goed", "wrong": "mis", "missing": "niet gedraaid",
           "title": "Het model naast wat gepubliceerd is",
           "sum": "{right} van {all} toetsen (zonder die van de andere volgorde) liggen binnen wat voor elk in published.csv staat."},
}


# ---- what the model says: one number for each replication ----

def group_values(result, name, groups):
    """Replications x times of a measure, added up over the groups given; '' is the total."""
    series = [result.find(name, group) for group in (groups or "").split("|")]
    return sum(result.values(one) for one in series)


def moment(result, date):
    """Which moment of the run's grid a date is: the first at or after it."""
    index = int(result.dates.searchsorted(pandas.Timestamp(date)))
    if index >= len(result.dates):
        raise ResultError(f"{result.folder} ends before {date}")
    return index


def during(result, start, end):
    return slice(moment(result, start), moment(result, end))


def stock(result, row):
    return group_values(result, row.measure, row.group)[:, moment(result, row.start)]


def flow(result, row, name=None):
    values = group_values(result, name or row.measure, row.group if name is None else "")
    return values[:, during(result, row.start, row.end)].sum(axis=1)


def mean(result, row):
    """Of everybody counted during the period: each part weighs as many as it counted."""
    span = during(result, row.start, row.end)
    counted = group_values(result, f"{row.measure}.n", row.group)[:, span]
    times = group_values(result, f"{row.measure}.mean", row.group)[:, span]
    with numpy.errstate(invalid="ignore"):                                # where nobody was counted there is no mean
        return numpy.nansum(times * counted, axis=1) / counted.sum(axis=1)


def share(result, row):
    part = flow(result, row)
    return part / (part + flow(result, row, row.over))


def together(result, row):
    return flow(result, row) + flow(result, row, row.over)


def ratio(result, row):
    return flow(result, row) / flow(result, row, row.over)


def weeks(result, row):
    """A stock over what left it in the year before, in weeks."""
    year = pandas.Timestamp(row.start) - pandas.DateOffset(years=1)
    left = sum(group_values(result, name, "")[:, during(result, year, row.start)].sum(axis=1) for name in row.over.split("+"))
    return 52.18 * stock(result, row) / left


def stockshare(result, row):
    return stock(result, row) / group_values(result, row.over, "")[:, moment(result, row.start)]


def started(result, row):
    """The part of the cohort of year `end` that has begun by `start`, when whoever came first goes first."""
    first, last = f"{row.end}-01-01", f"{int(row.end) + 1}-01-01"
    came = group_values(result, "new_duty", "")
    begun = group_values(result, row.measure, "")[:, :moment(result, row.start)].sum(axis=1)
    before = came[:, :moment(result, first)].sum(axis=1)
    cohort = came[:, during(result, first, last)].sum(axis=1)
    return numpy.clip((begun - before) / cohort, 0, 1)


KINDS = {"stock": stock, "flow": flow, "mean": mean, "sum": together, "share": share, "ratio": ratio, "weeks": weeks,
         "stockshare": stockshare, "started": started}


# ---- against what was published ----

def compare(published, results):
    rows = []
    for row in published.itertuples():
        if row.run not in results:
            continue
        values = KINDS[row.kind](results[row.run], row)
        low, middle, high = numpy.nanquantile(values, [0.05, 0.5, 0.95])
        rows.append({"list": row.list, "run": row.run, "nl": row.nl, "en": row.en, "source": row.source, "unit": row.unit,
                     "published": row.published, "model": middle, "low": low, "high": high,
                     "off": middle / row.published - 1, "right": abs(middle / row.published - 1) <= row.within})
    return pandas.DataFrame(rows)


def number(language, value, unit):
    scale = 1e6 if unit == "EUR" else 1
    return words.number(language, value / scale, UNITS[unit]) + (" M" if unit == "EUR" else "")


def signed(language, value):
    return ("+" if value >= 0 else "−") + words.number(language, abs(value) * 100) + " %"


def as_markdown(table, results, language):
    say = TEXT[language]
    lines = [f"# {say['title']}", ""]
    for name, result in results.items():
        lines.append(f"- {name}: {words.source_line(language, result)} {words.band_statement(language, result)}")
    for kind in LISTS:
        rows = table[table["list"] == kind]
        lines += ["", f"## {say[kind]}", "", f"| {say['what']} | {say['published']} | {say['model']} | {say['band']} | {say['off']} | | {say['source']} |",
                  "|---|---:|---:|---:|---:|---|---|"]
        for row in rows.itertuples():
            band = f"{number(language, row.low, row.unit)} – {number(language, row.high, row.unit)}"
            lines.append(f"| {getattr(row, language)} | {number(language, row.published, row.unit)} | {number(language, row.model, row.unit)} "
                         f"| {band} | {signed(language, row.off)} | {say['right'] if row.right else say['wrong']} | {row.source} |")
    tests = table[(table["list"] == "test") & (table["run"] != "oldest")]     # the other order is there to compare with
    lines += ["", say["sum"].format(right=int(tests["right"].sum()), all=len(tests)), ""]
    return "\n".join(lines)


# ---- running it ----

def run_scenario(program, name, replications, folder):
    command = [program, "run", ROOT / "scenarios" / SCENARIOS[name], "-o", folder, "--quiet", "--replications", str(replications)]
    for setting in SETTINGS.get(name, []):
        command += ["--set", setting]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise ResultError(f"{SCENARIOS[name]} could not be run: {done.stderr.strip()}")


def read_arguments(arguments):
    parser = argparse.ArgumentParser(prog="validate.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in SCENARIOS:
        parser.add_argument(f"--{name}", type=pathlib.Path, metavar="DIR", help=f"a result folder of {SCENARIOS[name]}"
                            + (" with resources.decisions.order=oldest" if name == "oldest" else ""))
    parser.add_argument("--replications", type=int, default=20, help="of what is run here (default 20)")
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / "build/release/doorstroom-sim", help="what runs it")
    parser.add_argument("--published", type=pathlib.Path, default=HERE / "published.csv", help="what was published")
    parser.add_argument("--language", choices=words.LANGUAGES, default="en")
    parser.add_argument("-o", "--output", type=pathlib.Path, help="write it there instead of to the screen")
    return parser.parse_args(arguments)


def validate(options):
    published = pandas.read_csv(options.published, comment="#", keep_default_na=False,
                                dtype={"end": str, "start": str, "group": str, "over": str})
    folders = {name: getattr(options, name) for name in SCENARIOS if getattr(options, name)}
    with tempfile.TemporaryDirectory(prefix="doorstroom-validate-") as temporary:
        if not folders:
            for name in SCENARIOS:
                folders[name] = pathlib.Path(temporary) / name
                run_scenario(options.program, name, options.replications, folders[name])
        results = {name: open_result(folder) for name, folder in folders.items()}
        text = as_markdown(compare(published, results), results, options.language)
    content = text.encode("utf-8")
    write_whole(options.output, content) if options.output else print_whole(content)


def main(arguments=None):
    options = read_arguments(arguments)
    return run("validate.py", lambda: validate(options))


if __name__ == "__main__":
    sys.exit(main())
