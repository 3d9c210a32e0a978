"""Reads a result folder: the only place in `analysis/` that knows what its files look like.

A folder holds forecast.csv (summaries), ensemble.nc (every replication), reconciliation.csv (the starting figures) and
manifest.json (what made them). Each product asks `open_result` for a `Result` and never opens a file of it itself. What
`doorstroom compare -o` wrote is a folder too, of compare.csv and compare.json: `open_comparison` gives a `Comparison`.
"""
import csv
import dataclasses
import difflib
import functools
import hashlib
import json
import pathlib
import re

import numpy
import pandas
import xarray

SUMMARY = ["replications", "mean", "sd", "p05", "p25", "p50", "p75", "p95"]
FORECAST_COLUMNS = ["scenario", "date", "measure", "group", "unit", *SUMMARY]
EFFECT = ["replications", "effect", "sd", "low95", "high95", "share_same_sign", "without"]
EFFECT_COLUMNS = ["scenario", "against", "date", "measure", "group", "unit", *EFFECT]
PROJECT = pathlib.Path(__file__).resolve().parents[1] / "CMakeLists.txt"
STATISTICS = ["mean", "sd", "p50", "p90", "n"]     # what a wait or a time gives, as NAME.STATISTIC
KINDS = ["persons", "households", "queue", "used", "unplaced", "capacity", "flow", "unused", "wait", "time", "over_term",
         "wait_by_cause", "cost", "sum", "difference", "ratio", "cumulative", "below"]


class ResultError(Exception):
    """The folder, or what was asked of it, is wrong: told to the reader in one sentence, exit status 2."""


@dataclasses.dataclass(frozen=True)
class Series:
    """One row of numbers over time: a measure (or one statistic of a wait) for one group; '' is the total."""
    name: str        # in_reception, or wait_housing.p90
    group: str       # origin=syria;site=azc
    unit: str
    index: int       # its place in ensemble.nc

    @property
    def measure(self):
        return self.name.rpartition(".")[0] if self.statistic else self.name

    @property
    def statistic(self):
        """mean, sd, p50, p90 or n of a wait or time; '' for every other measure (no name holds a dot)."""
        return self.name.rpartition(".")[2] if "." in self.name else ""


def open_result(folder):
    """The result in `folder`, checked to be whole and to belong together."""
    folder = pathlib.Path(folder)
    if not folder.is_dir():
        raise ResultError(f"{folder}: no such folder; a result folder is what `doorstroom run SCENARIO -o DIR` writes")
    for name in ("manifest.json", "forecast.csv", "ensemble.nc"):
        if not (folder / name).is_file():
            raise ResultError(f"{folder}: not a result folder, it has no {name}")
    manifest = read_manifest(folder / "manifest.json")
    check_whole(folder, manifest, ["forecast.csv", "reconciliation.csv"])
    result = Result(folder, manifest, read_forecast(folder), read_ensemble(folder))
    result.check()
    return result


def read_manifest(path):
    """What made a folder, by this version of the program or one that writes the same."""
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, OSError) as fault:
        raise ResultError(f"{path}: cannot be read as JSON: {fault}") from fault
    if not isinstance(manifest, dict):
        raise ResultError(f"{path}: expected a JSON object")
    if manifest.get("program") != "doorstroom":
        raise ResultError(f"{path}: does not say that doorstroom wrote it")
    this, other = this_version(), str(manifest.get("version"))
    if other.split(".")[:2] != this.split(".")[:2]:
        raise ResultError(f"{path.parent}: written by version {other} of doorstroom, and this is version {this}; run it again")
    return manifest


@functools.lru_cache(maxsize=None)
def this_version():
    return re.search(r"project\(doorstroom VERSION ([\d.]+)", PROJECT.read_text(encoding="utf-8"))[1]


def check_whole(folder, manifest, names):
    """That each file is as it was when the manifest was written; of ensemble.nc the manifest knows the numbers, not the bytes."""
    written = {mapping_at(file).get("file"): mapping_at(file).get("sha256") for file in manifest.get("outputs") or []}
    for name in names:
        if name not in written:                        # not told
            continue
        try:
            content = (folder / name).read_bytes()
        except OSError as fault:
            raise ResultError(f"{folder / name}: cannot be read: {fault.strerror}") from fault
        if hashlib.sha256(content).hexdigest() != written[name]:
            raise ResultError(f"{folder / name}: is not as it was written: cut short, changed, or of another run")


def read_forecast(folder):
    return read_numbers(folder / "forecast.csv", FORECAST_COLUMNS, SUMMARY)


def read_numbers(path, columns, numbers):
    try:
        table = pandas.read_csv(path, dtype={column: str for column in columns if column not in numbers},
                                keep_default_na=False, na_values={column: ["", "nan", "NaN"] for column in numbers},
                                encoding="utf-8-sig")
        missing = [column for column in columns if column not in table.columns]
        if missing:
            raise ResultError(f"{path}: has no column {', '.join(missing)}")
        if table.empty:
            raise ResultError(f"{path}: holds no rows")
        table["date"] = pandas.to_datetime(table["date"], format="%Y-%m-%d")
        return table.astype({column: float for column in numbers})
    except (ValueError, OSError) as fault:             # pandas' own errors are ValueErrors
        raise ResultError(f"{path}: cannot be read: {' '.join(str(fault).split())}") from fault


def read_ensemble(folder):
    path = folder / "ensemble.nc"
    try:
        with xarray.open_dataset(path, engine="netcdf4") as file:
            dataset = file.load()
    except (ValueError, OSError, RuntimeError) as fault:
        raise ResultError(f"{path}: cannot be read as netCDF: {fault}") from fault
    for name in ("value", "measure", "group", "unit"):
        if name not in dataset.variables:
            raise ResultError(f"{path}: has no variable {name}")
    if set(dataset["value"].dims) != {"realization", "time", "series"}:
        raise ResultError(f"{path}: value has the dimensions {', '.join(dataset['value'].dims)}, "
                          "not realization, time, series")
    if not numpy.issubdtype(dataset["time"].dtype, numpy.datetime64):
        raise ResultError(f"{path}: time does not hold dates")
    return dataset


class Made:
    """What a manifest says, of a run or of a comparison."""

    def __init__(self, folder, manifest):
        self.folder = folder
        self.manifest = manifest

    @property
    def replications(self):
        return int(self.manifest.get("replications") or 0)

    @property
    def scenario(self):
        return str(self.manifest.get("scenario") or "")

    @property
    def inputs(self):
        """The files that the scenario was read from, by their names in the project; the scenario itself first."""
        files = self.manifest.get("inputs")
        return [str(mapping_at(file).get("file", "")) for file in files] if isinstance(files, list) else []

    @property
    def uncertainty(self):
        """'all': uncertain inputs were drawn; 'none': each stood at its middle; '': the manifest does not say."""
        return str(self.manifest.get("uncertainty") or "")

    @property
    def report(self):
        """The run's own grid: month, unless it says otherwise."""
        return str(mapping_at(self.manifest, "run").get("report") or "month")

    def title(self, language):
        return in_language(self.manifest.get("title"), language) or self.scenario

    def about(self, measure):
        """What the manifest says of a measure: title, kind, dated, unit."""
        measures = self.manifest.get("measures")
        about = measures.get(measure) if isinstance(measures, dict) else None
        return about if isinstance(about, dict) else {}

    def measure_title(self, measure, language):
        return in_language(self.about(measure).get("title"), language) or measure


class Result(Made):
    """One result folder in memory."""

    def __init__(self, folder, manifest, forecast, ensemble):
        super().__init__(folder, manifest)
        self.forecast = forecast
        self.ensemble = ensemble
        names = [ensemble[key].values.astype(str) for key in ("measure", "group", "unit")]
        self.series = [Series(*texts, index) for index, texts in enumerate(zip(*names))]
        self.dates = pandas.DatetimeIndex(ensemble["time"].values)   # moments: period k runs from dates[k] to dates[k+1]
        self._found = {(series.name, series.group): series for series in self.series}

    def check(self):
        """That the files are of one run."""
        in_table = set(map(tuple, self.forecast[["measure", "group"]].drop_duplicates().itertuples(index=False)))
        if in_table != set(self._found):
            odd = sorted(in_table ^ set(self._found))[0]
            raise ResultError(f"{self.folder}: forecast.csv and ensemble.nc are not of one run: "
                              f"only one of them has {odd[0]} {odd[1]}".rstrip())
        stray = ~self.forecast["date"].isin(self.dates)
        if stray.any():
            raise ResultError(f"{self.folder}: forecast.csv and ensemble.nc are not of one run: only forecast.csv has "
                              f"the date {self.forecast['date'][stray].iloc[0].date()}")
        said = self.manifest.get("replications", self.replications)
        if said != self.replications:
            raise ResultError(f"{self.folder}: manifest.json says {said} replications, ensemble.nc holds {self.replications}")
        if len(self.dates) < 2:
            raise ResultError(f"{self.folder}: ensemble.nc holds no period")

    # ---- the run ----

    @property
    def replications(self):
        return self.ensemble.sizes["realization"]

    @property
    def scenario(self):
        return super().scenario or self.forecast["scenario"].iloc[0]

    # ---- measures ----

    def definition(self, measure):
        """The measure as the resolved scenario writes it; {} when the manifest does not hold it as a tree."""
        return mapping_at(self.manifest, "resolved", "measures", measure)

    def resource(self, name):
        return mapping_at(self.manifest, "resolved", "resources", name)

    def starting_stock(self):
        """reconciliation.csv: what the run began with, and how that was known; no rows where it is not there."""
        path = self.folder / "reconciliation.csv"
        if not path.is_file():
            return []
        with open(path, encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    def kind(self, measure):
        said = self.about(measure).get("kind")
        return said or next((kind for kind in KINDS if kind in self.definition(measure)), "")

    def measure_title(self, measure, language):
        said = super().measure_title(measure, language)
        return said if said != measure else in_language(self.definition(measure).get("title"), language) or measure

    @functools.lru_cache(maxsize=None)
    def at_moments(self, measure):
        """True for a stock, counted at a moment; False for what belongs to a period and is dated by its first day."""
        dated = self.about(measure).get("dated")
        if dated in ("moment", "period"):
            return dated == "moment"
        names = [series.name for series in self.series if series.measure == measure]
        last = self.forecast[self.forecast["measure"].isin(names) & (self.forecast["date"] == self.dates[-1])]
        return bool((last["replications"] > 0).any())     # only a stock has a value at the end of the run

    # ---- numbers ----

    def find(self, name, group=""):
        """The series of that name and group; the error names the nearest."""
        if (name, group) in self._found:
            return self._found[name, group]
        groups = self.groups(name)
        if groups:
            near = difflib.get_close_matches(group, groups, 1)
            hint = f"; the nearest is '{near[0]}'" if near and near[0] else ""
            raise ResultError(f"measure {name} has no group '{group}'{hint}")
        names = sorted({known for known, _ in self._found})
        near = difflib.get_close_matches(name, names, 1, 0)
        raise ResultError(f"no measure {name} in {self.folder}; the nearest is {near[0]}")

    def has(self, name, group=""):
        return (name, group) in self._found

    def groups(self, name):
        """The groups of a series' name; '' is the total."""
        return [group for known, group in self._found if known == name]

    def values(self, series):
        """Every replication: an array of replications x moments, or x periods for what belongs to a period."""
        values = self.ensemble["value"].isel(series=series.index).transpose("realization", "time").values
        return values if self.at_moments(series.measure) else values[:, :-1]

    def summary(self, series):
        """The rows of forecast.csv for one series on the run's own grid, indexed by date."""
        rows = self.forecast[(self.forecast["measure"] == series.name) & (self.forecast["group"] == series.group)]
        grid = self.dates if self.at_moments(series.measure) else self.dates[:-1]
        summary = rows.set_index("date")[SUMMARY].reindex(grid)
        return summary.assign(replications=summary["replications"].fillna(0))


# ---- a comparison ----

def open_comparison(folder):
    """What `doorstroom compare -o` wrote into `folder`, checked to be whole and to belong together."""
    folder = pathlib.Path(folder)
    if not folder.is_dir():
        raise ResultError(f"{folder}: no such folder; expected what `doorstroom compare SCENARIO --policies NAMES -o DIR` writes")
    for name in ("compare.csv", "compare.json"):
        if not (folder / name).is_file():
            raise ResultError(f"{folder}: not a folder that `doorstroom compare -o` wrote, it has no {name}")
    manifest = read_manifest(folder / "compare.json")
    if not isinstance(manifest.get("compared"), list) or not manifest["compared"]:
        raise ResultError(f"{folder / 'compare.json'}: does not say what was compared")
    check_whole(folder, manifest, ["compare.csv"])
    return Comparison(folder, manifest, read_numbers(folder / "compare.csv", EFFECT_COLUMNS, EFFECT))


class Comparison(Made):
    """What scenarios differ from the first: one row of `effects` for each scenario, date, measure and group."""

    def __init__(self, folder, manifest, effects):
        super().__init__(folder, manifest)
        self.effects = effects
        self.others = [str(mapping_at(other).get("scenario")) for other in manifest["compared"]]
        found = list(dict.fromkeys(effects["scenario"]))
        if found != self.others:
            raise ResultError(f"{folder}: compare.json names {', '.join(self.others)}, compare.csv {', '.join(found)}")
        self.dates = pandas.DatetimeIndex(sorted(effects["date"].unique()))
        self.measures = list(dict.fromkeys(effects.loc[effects["group"] == "", "measure"]))

    def other_title(self, other, language):
        about = mapping_at(self.manifest["compared"][self.others.index(other)])
        return in_language(about.get("title"), language) or other

    def begins(self, other):
        """The first day of a policy that only one of the two has; None for another difference."""
        said = mapping_at(self.manifest["compared"][self.others.index(other)]).get("begins")
        return pandas.Timestamp(said) if said else None

    def at_moments(self, measure):
        return self.about(measure).get("dated") == "moment"

    def rows(self, other, name, group=""):
        """The effects on one number over time, by date."""
        of = self.effects
        return of[(of["scenario"] == other) & (of["measure"] == name) & (of["group"] == group)].set_index("date")

    def find(self, name, group=""):
        """Checks that there is such a number; the error names the nearest."""
        groups = list(dict.fromkeys(self.effects.loc[self.effects["measure"] == name, "group"]))
        if group in groups:
            return name
        known = groups or list(dict.fromkeys(self.effects["measure"]))
        near = difflib.get_close_matches(group if groups else name, known, 1, 0)
        raise ResultError(f"measure {name} has no group '{group}'; the nearest is '{near[0]}'" if groups
                          else f"no measure {name} in {self.folder}; the nearest is {near[0]}")


def mapping_at(tree, *keys):
    for key in keys:
        tree = tree.get(key) if isinstance(tree, dict) else None
    return tree if isinstance(tree, dict) else {}


def in_language(title, language):
    """A title in `language`, or in the other one where only that is given."""
    if isinstance(title, dict):
        return title.get(language) or next((text for text in title.values() if text), "")
    return title if isinstance(title, str) else ""
