"""Runs the program from outside, and says how far its replications lie from a theory, and how sure that is."""
import math
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import typing

import netCDF4
import numpy

here = pathlib.Path(__file__).resolve().parent
program = os.environ.get("DOORSTROOM_PROGRAM", str(here.parents[1] / "build/release/doorstroom-sim"))

# The interval holds the truth 9,999 times in 10,000: the hundred and more comparisons of this folder together fail by chance
# alone in about one of a hundred changes of the program's luck.
sure = 0.9999
power = 0.9      # with which `finds` is found


class Result:
    """The ensemble of one run; rows of moments and of periods as in ensemble.nc."""

    def __init__(self, folder):
        with netCDF4.Dataset(folder / "ensemble.nc") as file:
            self.values = numpy.ma.filled(file["value"][:].astype(float), numpy.nan)    # realization, time, series
            names = zip(file["measure"][:], file["group"][:])
            self.place = {(str(measure), str(group)): index for index, (measure, group) in enumerate(names)}
            time = file["time"]
            self.days = numpy.asarray(time[:], float) - float(time[0])                  # since the start of the run

    def of(self, measure, group=""):
        """[realization, time]"""
        return self.values[:, :, self.place[measure, group]]


def run(scenario, *settings, replications=None):
    """Runs a scenario of this folder, `settings` being PATH=VALUE."""
    with tempfile.TemporaryDirectory(prefix="queueing-") as folder:
        target = pathlib.Path(folder) / "result"
        command = [program, "run", str(here / scenario), "-o", str(target), "--quiet"]
        for setting in settings:
            command += ["--set", setting]
        if replications:
            command += ["--replications", str(replications)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"{' '.join(command)}\nended with status {done.returncode}:\n{done.stderr}")
        return Result(target)


# ---- estimates ---------------------------------------------------------------------------------------------------------

class Estimate(typing.NamedTuple):
    mean: float
    error: float    # the standard error of the mean
    number: int     # replications

    def times(self, factor):
        return Estimate(self.mean * factor, self.error * factor, self.number)


def mean_of(each):
    """From one number for each replication."""
    return Estimate(each.mean(), each.std(ddof=1) / math.sqrt(len(each)), len(each))


def mean_over_periods(result, measure, after_days, group="", rate=False):
    """The mean over all ticks of the periods that begin after some days: those before are the warm-up. Of a flow, with
    `rate`, what moves in a day."""
    lengths = numpy.diff(result.days)
    kept = result.days[:-1] >= after_days
    weights = numpy.ones(kept.sum()) if rate else lengths[kept]
    return mean_of(result.of(measure, group)[:, :-1][:, kept] @ weights / lengths[kept].sum())


def ratio_of(totals, numbers):
    """A ratio of two sums over replications, and its error by the delta method."""
    ratio = totals.sum() / numbers.sum()
    return mean_of(totals - ratio * numbers).times(1 / numbers.mean())._replace(mean=ratio)


def share(result, part, whole, after_days):
    """Of two flows, in the periods after the warm-up."""
    kept = result.days[:-1] >= after_days
    return ratio_of(*(result.of(measure)[:, :-1][:, kept].sum(axis=1) for measure in (part, whole)))


def mean_wait(result, measure, after_days, group=""):
    """The mean over all persons served in those periods, in days."""
    number, mean, _ = waits(result, measure, after_days, group)
    return ratio_of((mean * number).sum(axis=1), number.sum(axis=1))


def mean_square_wait(result, measure, after_days, group=""):
    """The mean square over all persons served in those periods."""
    number, mean, sd = waits(result, measure, after_days, group)
    return ratio_of((mean ** 2 * number + sd ** 2 * numpy.maximum(number - 1, 0)).sum(axis=1), number.sum(axis=1))


def waits(result, measure, after_days, group):
    kept = result.days[:-1] >= after_days
    return [numpy.nan_to_num(result.of(measure + part, group)[:, :-1][:, kept]) for part in (".n", ".mean", ".sd")]


def mean_at(result, measure, row, group=""):
    return mean_of(result.of(measure, group)[:, row])


# ---- the table ---------------------------------------------------------------------------------------------------------

heading = "| row | theory | estimate | error | must find | finds | ticks |\n|---|--:|--:|--:|--:|--:|---|\n"


class Row(typing.NamedTuple):
    name: str
    theory: float
    estimate: float
    half: float         # of the interval
    error: float        # relative
    tolerance: float    # the relative error that the row must find nine times in ten
    finds: float        # the least that it does find so often
    ticks: str          # what whole ticks do to the theory


class Table:
    """Rows of theory against estimate, printed together; `failures` says what is wrong."""

    def __init__(self, title):
        self.title = title
        self.rows = []
        self.failures = []

    def compare(self, name, theory, estimate, tolerance, ticks="exact", within=math.inf):
        """Fails where theory lies outside the interval, and where the interval is too wide to find an error of `tolerance`
        (relative) nine times in ten: a row that could not fail proves nothing. Where theory is a limit (`ticks` says
        "fluid"), `tolerance` is what may lie between. `within` is an error that is not allowed, lucky or not."""
        mean, error, number = estimate
        factor = student(sure, number - 1)
        half = factor * error
        finds = (factor + statistics.NormalDist().inv_cdf(power)) * error / abs(theory)
        row = Row(name, theory, mean, half, mean / theory - 1, tolerance, finds, ticks)
        self.rows.append(row)
        if not abs(mean - theory) <= (tolerance * abs(theory) if ticks == "fluid" else half):
            self.failures.append(f"{name}: theory {theory:.6g} lies outside {mean - half:.6g} to {mean + half:.6g}")
        if not abs(row.error) <= within:
            self.failures.append(f"{name}: {row.error:+.3%} from theory, {within:.1%} is allowed")
        if not finds <= tolerance:
            self.failures.append(f"{name}: finds no error below {finds:.2%}, and should find {tolerance:.2%}")

    def exact(self, name, left, right):
        """Two numbers that must be equal but for the rounding of their printing and adding."""
        error = float(numpy.max(numpy.abs(left - right) / numpy.maximum(1, numpy.abs(right))))
        self.rows.append(Row(name, float(numpy.sum(right)), float(numpy.sum(left)), 0, error, 1e-9, 1e-9, "equal"))
        if not error < 1e-9:
            self.failures.append(f"{name}: differs by {error:.3g} where nothing may differ")

    def names(self):
        return [row.name for row in self.rows]

    def plain(self):
        lines = [self.title, f"{'measure':60} {'theory':>11} {'estimate':>11} {'interval of 99.99 %':>25} "
                             f"{'error':>9} {'must':>8} {'finds':>8} {'ticks':>8}"]
        for row in self.rows:
            lines.append(f"{row.name:60} {row.theory:11.5g} {row.estimate:11.5g} {row.estimate - row.half:12.5g} "
                         f"{row.estimate + row.half:12.5g} {row.error:+9.3%} {row.tolerance:8.1%} {row.finds:8.2%} {row.ticks:>8}")
        return "\n".join(lines)

    def lines(self):
        """For the table of README.md."""
        for row in self.rows:
            if row.ticks == "equal":
                yield f"| {row.name} | {row.theory:.6g} | {row.estimate:.6g} | {row.error:.0e} | 1e-9 | 1e-9 | equal |"
            else:
                yield (f"| {row.name} | {row.theory:.5g} | {row.estimate:.5g} | {row.error:+.2%} | {row.tolerance:.1%} | "
                       f"{row.finds:.2%} | {row.ticks} |")

    def finish(self):
        print(self.plain())
        sys.exit("\n".join(self.failures) or 0)


def student(confidence, freedom):
    """Two-sided quantile of Student's t, by the expansion of Cornish and Fisher (freedom of 20 or more)."""
    z = statistics.NormalDist().inv_cdf((1 + confidence) / 2)
    return (z + (z ** 3 + z) / (4 * freedom) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2)
            + (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * freedom ** 3))
