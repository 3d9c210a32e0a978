"""Writes small result folders with known numbers, as section 12 of the language says, for the tests of `analysis/`."""
import copy
import csv
import datetime
import hashlib
import json
import os
import pathlib
import subprocess
import sys

import netCDF4
import numpy

source = pathlib.Path(os.environ.get("DOORSTROOM_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
analysis = source / "analysis"
sys.dont_write_bytecode = True
sys.path.insert(0, str(analysis))

NAN = float("nan")
MONTHS = [datetime.date(2026, month, 1) for month in range(1, 8)]       # January to June, and the end
QUANTILES = {"p05": 0.05, "p25": 0.25, "p50": 0.5, "p75": 0.75, "p95": 0.95}

RESOURCES = {
    "coa": {"kind": "places", "sites": {"azc": {"capacity": "400"}}},
    "dwellings": {"kind": "slots", "openings": "70", "per": "year"},
}

# name: (definition, dated, unit, values of each replication); one value a moment, or one a period and then none.
# Three replications, so that p05, p50 and p95 are worked out by hand.
MEASURES = {
    "in_reception": ({"title": {"nl": "bezetting opvang", "en": "persons in reception"}, "persons": {"lodged": "coa"}},
                     "moment", "persons", [[1000, 1010, 1020, 1030, 1040, 1050, 1060],
                                           [1000, 1000, 1000, 1000, 1000, 1000, 1000],
                                           [1000, 990, 980, 970, 960, 950, 940]]),
    "places": ({"title": {"nl": "plaatsen", "en": "places"}, "capacity": "coa"},
               "moment", "places", [[1100, 1100, 1100, 1050, 1050, 1050, 900]] * 3),
    "peak": ({"title": {"nl": "piek", "en": "peak"}, "persons": {"lodged": "coa"}, "over": "max"},
             "period", "persons", [[10, 30, 20, 5, 6, 7, NAN], [1, 2, 3, 9, 8, 7, NAN], [4, 4, 4, 4, 4, 4, NAN]]),
    "average": ({"title": {"nl": "gemiddelde bezetting", "en": "average occupation"}, "persons": {"lodged": "coa"},
                 "over": "mean"},
                "period", "persons", [[31, 0, 0, 0, 0, 0, NAN], [90, 90, 90, 91, 91, 91, NAN], [0, 28, 0, 0, 31, 0, NAN]]),
    "housed": ({"title": {"nl": "gehuisvest", "en": "persons housed"}, "flow": {"into": "asylum.housed"}},
               "period", "persons", [[1, 2, 3, 10, 20, 30, NAN], [3, 2, 1, 30, 20, 10, NAN], [5, 5, 5, 0, 0, 0, NAN]]),
    "offered": ({"title": {"nl": "aangeboden", "en": "offered"}, "capacity": "dwellings"},
                "period", "households", [[2, 4, 6, 8, 10, 12, NAN]] * 3),
    "share_used": ({"title": {"nl": "aandeel", "en": "share used"}, "ratio": ["housed", "offered"]},
                   "period", "1", [[0.5] * 6 + [NAN]] * 3),
    "spare": ({"title": {"nl": "over", "en": "spare"}, "difference": ["offered", "housed", "1"]},
              "period", "persons", [[0, 1, 2, -3, -11, -19, NAN], [-2, 1, 4, -23, -11, 1, NAN], [-4, -2, 0, 7, 9, 11, NAN]]),
    "short": ({"title": {"nl": "tekort", "en": "shortage"}, "below": ["places", "in_reception"]},
              "moment", "1", [[0, 0, 0, 0, 0, 0, 1], [0, 0, 0, 0, 0, 0, 1], [0] * 7]),
    "wait.mean": (None, "period", "days", [[10, NAN, 40, 5, 5, 5, NAN], [20, 20, 20, 6, 6, 6, NAN], [NAN] * 7]),
    "wait.sd": (None, "period", "days", [[1] * 6 + [NAN]] * 3),
    "wait.p50": (None, "period", "days", [[11] * 6 + [NAN]] * 3),
    "wait.p90": (None, "period", "days", [[19] * 6 + [NAN]] * 3),
    "wait.n": (None, "period", "persons", [[3, 0, 1, 1, 1, 1, NAN], [1, 1, 2, 1, 1, 1, NAN], [0] * 6 + [NAN]]),
}
WAIT = {"title": {"nl": "wachttijd woning", "en": "wait for a dwelling"}, "wait": {"stage": "asylum.status"}, "unit": "days"}
GROUPS = {"housed": {"origin=syria": [[1, 1, 1, 1, 1, 1, NAN]] * 3, "origin=other": [[0, 1, 2, 9, 9, 9, NAN]] * 3}}
KINDS = ["persons", "households", "unplaced", "flow", "used", "unused", "capacity", "sum", "ratio", "difference", "below", "wait", "cost", "cumulative"]


def kind_of(definition):
    return next(kind for kind in KINDS if kind in definition)


def manifest_of(measures, dates, report):
    told, definitions = {}, {}
    for name, (definition, dated, unit, _) in measures.items():
        definition = definition or WAIT
        name = name.partition(".")[0]
        definitions[name] = definition
        told.setdefault(name, {"title": definition["title"], "kind": kind_of(definition), "dated": dated, "unit": unit})
    return {
        "program": "doorstroom", "version": "0.1.0", "commit": "0123456789abcdef", "compiler": "g++ 12.2",
        "scenario": "small", "title": {"nl": "een kleine raming", "en": "a small forecast"},
        "resolved": {"resources": RESOURCES, "measures": definitions}, "digest": "sha256:" + "ab" * 32, "inputs": [],
        "seed": 7, "replications": 3, "uncertainty": "all",
        "run": {"start": str(dates[0]), "end": str(dates[-1]), "tick": "1 day", "report": report},
        "measures": told, "fingerprints": ["0"] * 3, "wall_seconds": 0.1,
    }


def write(folder, measures=None, groups=None, dates=None, report="month", **changes):
    """A whole result folder; `changes` replace keys of the manifest, None takes one out."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    measures = MEASURES if measures is None else measures
    groups = (GROUPS if measures is MEASURES else {}) if groups is None else groups
    dates = dates or MONTHS
    manifest = {**copy.deepcopy(manifest_of(measures, dates, report)), **changes}
    manifest = {key: value for key, value in manifest.items() if value is not None}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    rows = [(name, "", unit, dated, numpy.array(values, float)) for name, (_, dated, unit, values) in measures.items()]
    rows += [(name, group, measures[name][2], measures[name][1], numpy.array(values, float))
             for name, parts in groups.items() for group, values in parts.items()]
    write_ensemble(folder / "ensemble.nc", rows, dates)
    write_forecast(folder / "forecast.csv", rows, dates)
    (folder / "reconciliation.csv").write_text("line,asked,source,basis,made\n", encoding="utf-8")
    return folder


EFFECT_COLUMNS = "scenario,against,date,measure,group,unit,replications,effect,sd,low95,high95,share_same_sign,without"


def write_comparison(folder, effects, others=None, **changes):
    """What `doorstroom compare -o` writes: {scenario: {(measure, group): (unit, dated, [(replications, effect, half, same sign, without) by month])}}."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    lines, measures = [EFFECT_COLUMNS], {}
    for scenario, of in effects.items():
        rows = []
        for (measure, group), (unit, dated, numbers) in of.items():
            measures[measure.partition(".")[0]] = {"title": {"nl": f"{measure} in het Nederlands", "en": f"{measure} in English"}, "dated": dated,
                                                   "kind": "difference" if measure == "rest" else "persons", "unit": unit}
            rows += [(str(date), f"{scenario},small,{date},{measure},{group},{unit},{count},{effect},1,{effect - half},{effect + half},{same},{without}")
                     for date, (count, effect, half, same, without) in zip(MONTHS, numbers)]
        lines += [row for _, row in sorted(rows, key=lambda row: row[0])]
    (folder / "compare.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    digest = hashlib.sha256((folder / "compare.csv").read_bytes()).hexdigest()
    made = {"program": "doorstroom", "version": "0.1.0", "commit": "0123456789abcdef", "scenario": "small",
            "title": {"nl": "een kleine raming", "en": "a small forecast"}, "digest": "sha256:" + "ab" * 32, "seed": 7, "replications": 8, "uncertainty": "all",
            "run": {"start": str(MONTHS[0]), "end": str(MONTHS[-1]), "tick": "1 day", "report": "month"},
            "compared": [{"scenario": name, "title": {"nl": f"{name} ingevoerd", "en": f"{name} in force"}, "digest": "", **(others or {}).get(name, {})} for name in effects],
            "outputs": [{"file": "compare.csv", "sha256": digest}], "measures": measures, **changes}
    (folder / "compare.json").write_text(json.dumps(made), encoding="utf-8")
    return folder


def write_ensemble(path, rows, dates):
    with netCDF4.Dataset(path, "w") as file:
        file.Conventions = "CF-1.8"
        for name, size in (("realization", len(rows[0][4])), ("time", len(dates)), ("series", len(rows))):
            file.createDimension(name, size)
        file.createVariable("realization", "i4", ("realization",))[:] = numpy.arange(1, len(rows[0][4]) + 1)
        time = file.createVariable("time", "i4", ("time",))
        time.units, time.calendar, time.standard_name = "days since 1970-01-01", "proleptic_gregorian", "time"
        time[:] = [(date - datetime.date(1970, 1, 1)).days for date in dates]
        for column, name in enumerate(("measure", "group", "unit")):
            file.createVariable(name, str, ("series",))[:] = numpy.array([row[column] for row in rows], dtype=object)
        value = file.createVariable("value", "f8", ("realization", "time", "series"), fill_value=NAN)
        value[:] = numpy.stack([row[4] for row in rows], axis=2)


def write_forecast(path, rows, dates):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["scenario", "date", "measure", "group", "unit", "replications", "mean", "sd", *QUANTILES])
        for name, group, unit, dated, values in rows:
            for index, date in enumerate(dates if dated == "moment" else dates[:-1]):
                writer.writerow(["small", date, name, group, unit, *summary(values[:, index])])


def summary(values):
    there = values[~numpy.isnan(values)]
    if not there.size:
        return [0, "", "", "", "", "", "", ""]
    sd = there.std(ddof=1) if there.size > 1 else ""
    return [there.size, there.mean(), sd, *(numpy.quantile(there, share) for share in QUANTILES.values())]


def run(script, *arguments):
    """Runs one of the scripts as a planner does: its status, standard output and standard error."""
    done = subprocess.run(["/usr/bin/python3", "-B", analysis / script, *map(str, arguments)],
                          capture_output=True, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()
