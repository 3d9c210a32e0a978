#!/usr/bin/python3
"""Runs the questions of `scenarios/nijmegen/questions` and writes the answers into `scenarios/nijmegen/README.md`.

    analysis/questions.py                                  # runs what has no results yet, then writes the answers
    analysis/questions.py --replications 100 --again       # everything anew, with narrow bands
    analysis/questions.py --only 7                         # one question; the others are told from the results they have

Which numbers answer which question stands in `questions/asked.csv`: a measure of a scenario and what to take of it (`how`):
`at` a date, the `sum` or the `mean` over the dates from `from` up to `until`, or the `months` (of the run's own grid: all
that it holds) in which a share is 1; with `against` another scenario, less the same number there, replication by replication
(replication r is the same world in both). The sentences stand in `questions/answers.csv`, with `{id}` for the middle of a number,
`{id:band}` for 9 in 10 of the replications and `{id:mean}` for its mean.
"""
import argparse
import csv
import pathlib
import re
import subprocess
import sys

import numpy
import pandas

import words
from results import ResultError, open_result
from whole import run, write_whole

ROOT = pathlib.Path(__file__).resolve().parent.parent
REGION = ROOT / "scenarios" / "nijmegen"
QUESTIONS = REGION / "questions"
BEGIN, END = "<!-- what follows is written by analysis/questions.py -->", "<!-- until here -->"
HOW = ("at", "sum", "mean", "months")
TIMES = ("months", "weeks")                                              # told with a decimal while they are short


# ---- what is asked ----

def rows_of(name):
    with open(QUESTIONS / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def scenario_file(name):
    """`baseline` is the region's own; every other scenario is one of the questions."""
    return (REGION if name == "baseline" else QUESTIONS) / f"{name}.yaml"


# ---- running ----

def make_result(arguments, name, wanted):
    """The folder of results of a scenario; runs it when it is wanted anew or has none."""
    folder = arguments.results / name
    if (folder / "manifest.json").exists() and not (arguments.again and wanted):
        return folder
    command = [*arguments.program.split(), "run", str(scenario_file(name)), "-o", str(folder), "--force", "--quiet"]
    if arguments.replications and runs_people(name):
        command += ["--replications", str(arguments.replications)]
    folder.parent.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(command, cwd=ROOT, check=False)
    if done.returncode:
        raise ResultError(f"{name}: the run ended with status {done.returncode}")
    return folder


def runs_people(name):
    """Whether a scenario is laid over the chain; those of sites or of shelter alone are quick and say how often themselves."""
    text = scenario_file(name).read_text(encoding="utf-8")
    return not re.search(r"questions/(sites_only|shelter_only)|^scenario: (sites|shelter)-only", text, re.MULTILINE)


# ---- numbers ----

def number_of(result, row):
    """The number of a row of asked.csv, replication by replication."""
    series = result.find(row["measure"], row["group"] or "")
    values = result.values(series)
    dates = result.dates[:values.shape[1]]
    if row["how"] == "at":
        found = numpy.flatnonzero(dates == pandas.Timestamp(row["from"]))
        if not found.size:
            raise ResultError(f"{row['id']}: {row['scenario']} has no value of {row['measure']} on {row['from']}")
        return values[:, found[0]]
    if row["how"] not in HOW:
        raise ResultError(f"{row['id']}: `{row['how']}` is none of {', '.join(HOW)}")
    inside = (dates >= pandas.Timestamp(row["from"])) & (dates < pandas.Timestamp(row["until"]))
    if not inside.any():
        raise ResultError(f"{row['id']}: {row['scenario']} has no value from {row['from']} to {row['until']}")
    within = values[:, inside]
    return pandas.DataFrame(within).mean(axis=1).to_numpy() if row["how"] == "mean" else numpy.nansum(within, axis=1)


def numbers_asked(asked, results):
    """Each row's number as text; with `against` the difference of the replications that both scenarios have."""
    numbers = {}
    for row in asked:
        values = number_of(results[row["scenario"]], row)
        if row["against"]:
            other = number_of(results[row["against"]], row)
            both = min(len(values), len(other))
            values = values[:both] - other[:both]
        numbers[row["id"]] = told(values, row["unit"])
    return numbers


def told(values, unit):
    """The middle, 9 in 10, and the mean, as text."""
    if unit == "share":
        share = words.percentage("en", float(numpy.mean(values)))
        return {"": share, "band": "", "mean": share}
    decimals = 1 if unit in TIMES and numpy.nanmax(numpy.abs(values)) < 20 else 0
    low, middle, high = (words.number("en", float(value), decimals) for value in numpy.nanquantile(values, [0.05, 0.5, 0.95]))
    mean = words.number("en", float(numpy.nanmean(values)), decimals)
    return {"": middle, "band": low if low == high else f"{low} to {high}", "mean": mean}


# ---- the page ----

def filled(text, numbers):
    """A sentence with its numbers in place."""
    def number(match):
        name, _, part = match.group(1).partition(":")
        if name not in numbers or part not in numbers[name]:
            raise ResultError(f"answers.csv asks for {{{match.group(1)}}}, which asked.csv does not give")
        return numbers[name][part]
    return re.sub(r"\{([a-z0-9_]+(?::[a-z]+)?)\}", number, text)


def table_of(rows, numbers, titles):
    lines = ["| scenario | what | middle | 9 in 10 |", "|---|---|---:|---:|"]
    for row in rows:
        told_here = numbers[row["id"]]
        lines.append(f"| {titles[row['scenario']]} | {row['what']} | {told_here['']} | {told_here['band'] or '–'} |")
    return lines


def section(answer, rows, numbers, titles):
    files = list(dict.fromkeys(row["scenario"] for row in rows))
    lines = [f"### {answer['question']}. {answer['en']}", "", f"*{answer['nl']}*", "", filled(answer["answer"], numbers)]
    if rows:
        lines += ["", *table_of(rows, numbers, titles)]
        lines += ["", f"`analysis/questions.py --only {answer['question']} --again` runs " + ", ".join(f"`{name}`" for name in files) + "."]
    return lines + [""]


def page(answers, asked, results):
    numbers = numbers_asked(asked, results)
    titles = {name: result.title("en") for name, result in results.items()}
    counts = sorted({result.replications for name, result in results.items() if runs_people(name)})
    spread = " or ".join(str(count) for count in counts)
    lines = [BEGIN, "", f"Scenarios with people: {spread} replications, chance and uncertain inputs together; of sites or shelter alone:",
             "500. The middle is the median; shares are of the replications.", ""]
    for answer in answers:
        lines += section(answer, [row for row in asked if row["question"] == answer["question"]], numbers, titles)
    return lines + [END]


def write_page(lines):
    readme = REGION / "README.md"
    text = readme.read_text(encoding="utf-8")
    if BEGIN not in text or END not in text:
        raise ResultError(f"{readme} has no place for the answers: {BEGIN} … {END}")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    write_whole(readme, (before + "\n".join(lines) + after).encode("utf-8"))


def answer_all(arguments):
    asked, answers = rows_of("asked.csv"), rows_of("answers.csv")
    wanted = {row[key] for row in asked for key in ("scenario", "against") if arguments.only in (None, int(row["question"]))}
    names = list(dict.fromkeys(row[key] for row in asked for key in ("scenario", "against") if row[key]))
    results = {name: open_result(make_result(arguments, name, name in wanted)) for name in names}
    write_page(page(answers, asked, results))


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--results", type=pathlib.Path, default=ROOT / "results" / "questions", help="folder of results")
    parser.add_argument("--program", default=str(ROOT / "doorstroom"), help="the program to run")
    parser.add_argument("--replications", type=int, help="of the scenarios with people (default: what they say)")
    parser.add_argument("--only", type=int, help="run this question; the others only where they have no results")
    parser.add_argument("--again", action="store_true", help="run even where there are results")
    arguments = parser.parse_args(argv)
    return run("questions", lambda: answer_all(arguments))


if __name__ == "__main__":
    sys.exit(main())
