"""Reads a sweep folder, as `doorstroom sweep` writes it: the only place in `analysis/` that knows what its files look like.

A folder holds sweep.csv (one row a design point and output), design.csv (the points), sweep.json (what made them) and,
where the design had one, problem.json (SALib's). Each product asks `open_sweep` for a `Sweep`.
"""
import dataclasses
import difflib
import json
import pathlib

import numpy
import pandas

import words
from designs import Design, open_design
from results import ResultError, check_whole, in_language, mapping_at

COLUMNS = ["point", "status", "date", "measure", "group", "unit", "replications", "mean", "sd"]
KEY = ["date", "measure", "group"]
FORMAT = "doorstroom-sweep 1"


@dataclasses.dataclass(frozen=True)
class Output:
    """One measure (or one statistic of a wait) of one group, '' for the total, as `forecast.csv` names them."""
    measure: str
    group: str
    unit: str


@dataclasses.dataclass(frozen=True)
class Numbers:
    """An output on all its dates: arrays of points x dates, NaN where a point failed or nobody was counted."""
    output: Output
    dates: list
    mean: numpy.ndarray
    sd: numpy.ndarray                  # over the replications of a point; NaN for one replication
    replications: numpy.ndarray

    def on(self, dates):
        places = [self.dates.index(date) for date in dates]
        return dataclasses.replace(self, dates=list(dates), mean=self.mean[:, places], sd=self.sd[:, places],
                                   replications=self.replications[:, places])


def open_sweep(folder, problem=None, method=None, second_order=None):
    """The sweep in `folder`, checked to be whole; `problem`, `method` and `second_order` for a design that does not say."""
    folder = pathlib.Path(folder)
    if not folder.is_dir():
        raise ResultError(f"{folder}: no such folder; a sweep folder is what `doorstroom sweep SCENARIO --design DIR -o DIR` writes")
    for name in ("sweep.json", "sweep.csv", "design.csv"):
        if not (folder / name).is_file():
            unfinished = (folder / "journal").exists()
            raise ResultError(f"{folder}: " + ("the sweep is not finished; go on with `doorstroom resume`" if unfinished
                                               else f"not a sweep folder, it has no {name}"))
    about = read_json(folder / "sweep.json")
    check_format(folder, about)
    check_whole(folder, {"outputs": about.get("files")}, ["sweep.csv", "design.csv", "problem.json"])
    problem = problem or (folder / "problem.json" if (folder / "problem.json").is_file() else None)
    design = open_design(folder / "design.csv", read_json(problem) if problem else {}, method, second_order)
    check_shard(folder, about)
    return Sweep(folder, about, design, read_rows(folder / "sweep.csv"))


def read_json(path):
    try:
        tree = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
    except (ValueError, OSError) as fault:
        raise ResultError(f"{path}: cannot be read as JSON: {fault}") from fault
    if not isinstance(tree, dict):
        raise ResultError(f"{path}: expected a JSON object")
    return tree


def check_format(folder, about):
    if about.get("format") != FORMAT:
        raise ResultError(f"{folder}: sweep.json says the format {about.get('format')}, and this version reads {FORMAT}; run the sweep again")


def check_shard(folder, about):
    shard = about.get("shard")
    parts = shard.get("of") if isinstance(shard, dict) else str(shard or "1/1").rpartition("/")[2]
    if str(parts) not in ("1", "None"):
        raise ResultError(f"{folder}: holds one shard of {parts}; put them together with `doorstroom merge`")


def read_rows(path):
    """sweep.csv; texts as categories, as there are many rows."""
    texts = {column: "category" for column in ("status", "date", "measure", "group", "unit")}
    numbers = ("replications", "mean", "sd")
    try:
        rows = pandas.read_csv(path, dtype={"point": int, **texts}, keep_default_na=False, encoding="utf-8-sig",
                               na_values={column: ["", "nan", "NaN"] for column in numbers})
        missing = [column for column in COLUMNS if column not in rows.columns]
        if missing:
            raise ResultError(f"{path}: has no column {', '.join(missing)}")
        if rows.empty:
            raise ResultError(f"{path}: holds no rows")
        return rows.astype({column: float for column in numbers})
    except (ValueError, OSError) as fault:             # pandas' own errors are ValueErrors
        raise ResultError(f"{path}: cannot be read: {fault}") from fault


class Sweep:
    """One sweep in memory: `design` (what varied) and the numbers that came out."""

    def __init__(self, folder, about, design: Design, rows):
        self.folder, self.about, self.design = folder, about, design
        self.points = design.rows
        self.check_points(rows)
        self.keys = rows.iloc[:len(rows) // self.points][[*KEY, "unit"]].astype(str).reset_index(drop=True)
        self.check_keys(rows)
        shape = (self.points, len(self.keys))
        self.mean, self.sd, self.counted = (rows[column].to_numpy().reshape(shape) for column in ("mean", "sd", "replications"))
        self.failed = rows["status"].ne("done").to_numpy().reshape(shape)[:, 0]
        if self.failed.all():
            raise ResultError(f"{folder}: every design point failed; points.csv says why")

    def check_points(self, rows):
        found = rows["point"].nunique()
        if found != self.points:
            raise ResultError(f"{self.folder}: design.csv has {self.points} points, sweep.csv {found}")
        per_point, rest = divmod(len(rows), self.points)
        expected = numpy.repeat(numpy.arange(self.points), per_point)
        if rest or (rows["point"].to_numpy() != expected).any():
            counts = rows["point"].value_counts()
            odd = counts.index[counts != counts.mode()[0]]
            about = f": point {min(odd)} has not as many rows as the others" if len(odd) else ""
            raise ResultError(f"{self.folder}: sweep.csv has not the same rows for every point, point after point{about}")

    def check_keys(self, rows):
        """That every point has the same dates, measures and groups, in the same order."""
        for column in (*KEY, "unit"):
            codes = rows[column].cat.codes.to_numpy().reshape(self.points, -1)
            odd = numpy.argwhere(codes != codes[0])
            if len(odd):
                point, place = odd[0]
                here = rows[column].iloc[point * codes.shape[1] + place]
                raise ResultError(f"{self.folder}: sweep.csv has at point {point} the {column} '{here}' where point 0 has "
                                  f"'{self.keys[column][place]}'")

    # ---- what made it ----

    @property
    def scenario(self):
        scenario = self.about.get("scenario")
        return str((mapping_at(self.about, "scenario").get("name") or scenario or "") if scenario else self.folder.name)

    @property
    def common_chance(self):
        """True where replication r of every point is the same world, so that points differ by their parameters alone."""
        return self.about.get("chance", "common") == "common"

    @property
    def replications(self):
        return int(self.counted[~self.failed].max())

    @property
    def policies(self):
        """What tells this sweep from another with the same design: its policies, its variant, what was set."""
        variant = [str(self.about["variant"])] if self.about.get("variant") else []
        laid_over = [str(each) for each in self.about.get("set") or [] if not str(each).startswith("run.replications=")]
        return ", ".join([*map(str, self.about.get("policies") or []), *variant, *laid_over])

    def title(self, name, language):
        """The title of a measure, or of one statistic of a wait; its name where sweep.json has none."""
        for measure, statistic in ((name, ""), name.rpartition(".")[::2]):
            title = in_language(mapping_at(self.about, "measures", measure).get("title"), language)
            if title:
                return words.upper_first(title) + (f", {words.word(language, statistic)}" if statistic else "")
        return name

    # ---- numbers ----

    @property
    def outputs(self):
        return [Output(*row) for row in self.keys[["measure", "group", "unit"]].drop_duplicates().itertuples(index=False)]

    def find(self, measure, group=""):
        """The output of that name and group; the error names the nearest."""
        named = [output for output in self.outputs if output.measure == measure]
        if not named:
            near = difflib.get_close_matches(measure, [output.measure for output in self.outputs], 1, 0)
            raise ResultError(f"no measure {measure} in {self.folder}; the nearest is {near[0]}")
        for output in named:
            if output.group == group:
                return output
        near = difflib.get_close_matches(group, [output.group for output in named], 1, 0)
        raise ResultError(f"measure {measure} has no group '{group}' in {self.folder}; the nearest is '{near[0]}'")

    def numbers(self, output):
        places = self.keys.index[(self.keys["measure"] == output.measure) & (self.keys["group"] == output.group)]
        dates = [pandas.Timestamp(text) for text in self.keys["date"][places]]
        return Numbers(output, dates, self.mean[:, places], self.sd[:, places], self.counted[:, places])

    def difference(self, first, second):
        """One output less another, point by point; its spread over the replications is not in a sweep."""
        one, other = self.numbers(first), self.numbers(second)
        if one.dates != other.dates:
            raise ResultError(f"{first.measure} and {second.measure} do not stand on the same dates in {self.folder}")
        unit = first.unit if first.unit == second.unit else ""
        return Numbers(Output(f"{first.measure} - {second.measure}", first.group, unit), one.dates, one.mean - other.mean,
                       numpy.full_like(one.mean, numpy.nan), numpy.minimum(one.replications, other.replications))
