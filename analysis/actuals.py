"""Actuals: what was published for dates of the forecast, to draw over it and to say how often it fell outside the band.

They stand in `actuals.csv` beside the scenario, one a row: `date,measure,group,value,source,read_on`, and `start` with `yes` where
the starting stock was made of the number. A stock has the date of its count; what belongs to a period the first day of a period
of the run, or `2026`, `2026-H1`, `2026-Q1`, `2026-01`. An actual counts for the band unless the starting stock was made of it, it is
not later than the start of the run, or the replications do not tell the band of its period.
"""
import dataclasses
import datetime
import difflib
import re

import numpy
import pandas

import periods as calendar
import words
from results import ResultError, Series
from tables import ANALYSIS, SCENARIOS, TableError, date_of, number_of, read_cells, rows_of

COLUMNS = ["date", "measure", "group", "value", "source", "read_on"]
YES = {"yes": True, "ja": True, "no": False, "nee": False, "": False}
BAND = [0.05, 0.5, 0.95]


@dataclasses.dataclass(frozen=True)
class Actual:
    """One published number beside what the replications say of the same date or period."""
    series: Series
    start: pandas.Timestamp       # the date of a stock; the first day of a period
    end: object                   # the first day after the period; None for a stock
    value: float
    source: str
    read_on: pandas.Timestamp
    of_start: bool                # the starting stock was made of it
    band: object                  # (p05, p50, p95) of the replications; None where they do not tell
    counts: bool                  # for how often the band holds
    adds_up: bool                 # a flow, of which two half-years make a year

    @property
    def until(self):
        """The last day that it says something about."""
        return self.start if self.end is None else self.end - pandas.Timedelta(days=1)

    @property
    def outside(self):
        """Below or above the band of 9 in 10, by more than adding up rounds."""
        slack = 1e-9 * abs(self.value)
        return self.band is not None and not self.band[0] - slack <= self.value <= self.band[2] + slack


class Actuals:
    """The actuals of one result, by date."""

    def __init__(self, found=()):
        self.all = sorted(found, key=lambda actual: (actual.until, actual.series.index))

    def of(self, name, group=""):
        """Those of one series: `in_reception`, `wait_for_home.mean`."""
        return [actual for actual in self.all if (actual.series.name, actual.series.group) == (name, group)]

    def until(self, name=None, group=""):
        """The last day that an actual says something about, of one series or of all; None without one."""
        return max((actual.until for actual in (self.all if name is None else self.of(name, group))), default=None)

    def near(self, name, group, date):
        """The actual of a stock nearest to a date and at most 15 days from it; None where there is none."""
        close = [actual for actual in self.of(name, group) if actual.end is None and abs((actual.start - date).days) <= 15]
        return min(close, key=lambda actual: (abs((actual.start - date).days), actual.start), default=None)

    def over(self, name, group, start, end):
        """The value over a period: of that period itself, or of the shorter ones that make it up, where they add up; or None."""
        of_periods = [actual for actual in self.of(name, group) if actual.end is not None]
        at, total = start, 0.0
        while at < end:
            parts = [actual for actual in of_periods if actual.start == at and actual.end <= end and (actual.adds_up or (at, actual.end) == (start, end))]
            if not parts:
                return None
            longest = max(parts, key=lambda actual: actual.end)
            at, total = longest.end, total + longest.value
        return total

    def told(self, language, name=None, group=""):
        """Up to which date actuals were used, and how often they fell outside the band: a sentence or two; '' without any."""
        chosen = self.all if name is None else self.of(name, group)
        if not chosen:
            return ""
        counted = [actual for actual in chosen if actual.counts]
        numbers = {"until": words.long_date(language, max(actual.until for actual in chosen)), "all": words.number(language, len(chosen)),
                   "counted": words.number(language, len(counted)), "start": words.number(language, len(chosen) - len(counted)),
                   "outside": words.number(language, sum(actual.outside for actual in counted))}
        sentences = [words.word(language, "actuals_used" if len(chosen) > 1 else "actuals_used_one", **numbers)]
        if counted:
            sentences.append(words.word(language, "actuals_outside" if len(counted) > 1 else f"actuals_outside_{numbers['outside']}", **numbers))
        if len(counted) < len(chosen):
            sentences.append(words.word(language, "actuals_start" if counted else "actuals_start_only", **numbers))
        return " ".join(sentences)


def realised(actuals, series, date):
    """Whether a row of that date (of a period: its first day) is realisation: not later than the last actual of its series."""
    until = actuals.until(series.name, series.group)
    return until is not None and date <= until


# ---- which file, and which day it is ----

def add_arguments(parser):
    parser.add_argument("--actuals", metavar="FILE", help="published numbers to show beside the forecast; default: actuals.csv beside the scenario, if any")
    parser.add_argument("--no-actuals", action="store_true", help="show none")


def add_today(parser):
    parser.add_argument("--today", type=datetime.date.fromisoformat, metavar="DATE", help="take this for today: where its line stands, and what is gone by; default: today")


def today_of(arguments):
    return pandas.Timestamp(getattr(arguments, "today", None) or datetime.date.today())


def actuals_of(result, arguments):
    """What the command line asks for."""
    path = None if arguments.no_actuals else arguments.actuals or beside_scenario(result)
    return read_actuals(path, result) if path else Actuals()


def beside_scenario(result):
    """actuals.csv of the folder of the scenario's files, the outermost first; None where there is none."""
    for folder in dict.fromkeys(folder for name in result.inputs for folder in [(ANALYSIS.parent / name).parent]):
        if (folder / "actuals.csv").is_file() and SCENARIOS in folder.parents:
            return folder / "actuals.csv"
    return None


# ---- reading ----

def read_actuals(path, result):
    """The actuals of that file that lie within the run; ResultError with every fault, each with its place."""
    try:
        rows = read_cells(path, COLUMNS, ["start"])
    except TableError as fault:
        raise ResultError(str(fault)) from fault
    found, faults, seen = [], [], {}
    for row in rows:
        try:
            actual = read_row(result, row)
        except TableError as fault:
            faults += str(fault).splitlines()
            continue
        key = actual and (actual.series, actual.start, actual.end)
        if key in seen:
            faults.append(row["date"].fault(f"a second value of {actual.series.name} for this date; the first is at {seen[key]}"))
        elif actual:
            seen[key] = row["date"].place
            found.append(actual)
    if faults:
        raise ResultError("\n".join(faults))
    return Actuals(found)


def read_row(result, row):
    """The actual of a row; None where this result does not hold that measure, or does not run at that time."""
    faults = {}

    def read(name, how):
        try:
            return how(row[name])
        except ValueError as fault:
            faults[name] = row[name].fault(str(fault))
            return None
    measure = read("measure", lambda cell: measure_of(result, cell))
    series = read("group", lambda cell: series_of(result, measure, cell)) if measure else None
    span = read("date", lambda cell: span_of(result, series, cell))
    value, read_on = read("value", number_of), read("read_on", date_of)
    of_start = read("start", yes_or_no) if "start" in row else False
    read("source", is_given)
    if faults:
        raise TableError("\n".join(faults[name] for name in row if name in faults))
    if series is None or span is None:
        return None
    band = band_of(result, series, *span)
    counts = band is not None and not of_start and span[0] >= result.dates[0] and (span[1] is not None or span[0] > result.dates[0])
    adds_up = result.kind(series.measure) in calendar.LINEAR or series.statistic == "n"
    return Actual(series, *span, value, row["source"].text, pandas.Timestamp(read_on), of_start, band, counts, adds_up)


def measure_of(result, cell):
    """The name of a series; None where it is a measure of the scenarios that this result does not hold."""
    names = {series.name for series in result.series}
    if cell.text in names:
        return cell.text
    statistics = sorted(name for name in names if name.rpartition(".")[0] == cell.text and not name.endswith(".n"))
    if statistics:
        raise ValueError(f"`{cell.text}` is a time; say which number of it: {', '.join(statistics)}")
    known = {name for part in ("netherlands", "nijmegen") for name in rows_of(SCENARIOS / part / "tables/definitions.csv", "measure")}
    if cell.text.partition(".")[0] in known:
        return None
    near = difflib.get_close_matches(cell.text, sorted(names | known), 1, 0)
    raise ValueError(f"no measure `{cell.text}`; the nearest is `{near[0]}`")


def series_of(result, name, group):
    """The series of that group; None where no groups were counted in this run."""
    groups = result.groups(name)
    if group.text in groups:
        return result.find(name, group.text)
    if groups == [""]:
        return None
    near = difflib.get_close_matches(group.text, groups, 1, 0)
    raise ValueError(f"{name} has no group `{group.text}`; the nearest is `{near[0]}`")


def is_given(cell):
    if not cell.text:
        raise ValueError("a number needs a source")


def yes_or_no(cell):
    if cell.text.lower() not in YES:
        raise ValueError(f"expected yes or nothing, found `{cell.text}`")
    return YES[cell.text.lower()]


def span_of(result, series, cell):
    """(moment, None) or (first day, first day after); None outside the run."""
    period = re.fullmatch(r"(\d{4})(?:-(?:H([12])|Q([1-4])|(\d\d)))?", cell.text)
    stock = series is None or result.at_moments(series.measure)
    if period and series is not None and stock:
        raise ValueError(f"{series.measure} is counted at a moment: expected a date, found `{cell.text}`")
    start, end = calendar_span(*period.groups()) if period else (pandas.Timestamp(date_of(cell)), None)
    if series is None:
        return None
    if stock:
        return (start, None) if result.dates[0] <= start <= result.dates[-1] else None
    if not period and start in result.dates[:-1]:
        end = result.dates[list(result.dates).index(start) + 1]
    if start < result.dates[0] or (end or start) > result.dates[-1]:
        return None
    if end is None or start not in result.dates or end not in result.dates:
        raise ValueError(f"no period of the run begins or ends there: `{cell.text}`; the run reports by {result.report}")
    return start, end


def calendar_span(year, half, quarter, month):
    months = 6 if half else 3 if quarter else 1 if month else 12
    nth = int(half or quarter or month or 1)
    if nth > 12 or nth < 1:
        raise ValueError(f"there is no month {month}")
    start = pandas.Timestamp(int(year), (nth - 1) * months + 1, 1)
    return start, start + pandas.DateOffset(months=months)


# ---- beside the replications ----

def band_of(result, series, start, end):
    """p05, p50 and p95 on that date or over that period; None where the replications do not tell."""
    if result.replications < 2:
        return None
    values = at_moment(result, series, start) if end is None else over_period(result, series, start, end)
    if values is None or numpy.isnan(values).all():
        return None
    return tuple(float(value) for value in numpy.nanquantile(values, BAND))


def at_moment(result, series, date):
    """Each replication on a straight line between the two moments around the date."""
    after = int(result.dates.searchsorted(date))
    values = result.values(series)
    if result.dates[after] == date:
        return values[:, after]
    share = (date - result.dates[after - 1]) / (result.dates[after] - result.dates[after - 1])
    return values[:, after - 1] * (1 - share) + values[:, after] * share


def over_period(result, series, start, end):
    """Each replication over the period, put together as a table does it."""
    first, last = (int(result.dates.get_loc(date)) for date in (start, end))
    if last == first + 1:
        return result.values(series)[:, first]
    try:
        return calendar.combined(result, series, [calendar.Period(start, end, first, last, True)])[:, 0]
    except calendar.CannotCombine:
        return None
