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

# The interval holds the truth 999 times in 1000, so that all comparisons of this folder together fail by chance alone
# in at most one of eight changes of the program's luck.
sure = 0.999


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


def mean_over_periods(result, measure, after_days, group=""):
    """The mean over all ticks of the periods that begin after some days: those before are the warm-up."""
    lengths = numpy.diff(result.days)
    kept = result.days[:-1] >= after_days
    return mean_of(result.of(measure, group)[:, :-1][:, kept] @ lengths[kept] / lengths[kept].sum())


def mean_wait(result, measure, after_days, group=""):
    """The mean over all persons served in those periods, in days: a ratio of two sums over replications."""
    kept = result.days[:-1] >= after_days
    number = numpy.nan_to_num(result.of(measure + ".n", group)[:, :-1][:, kept])
    total = numpy.nan_to_num(result.of(measure + ".mean", group)[:, :-1][:, kept]) * number
    number, total = number.sum(axis=1), total.sum(axis=1)
    ratio = total.sum() / number.sum()
    return mean_of(total - ratio * number).times(1 / number.mean())._replace(mean=ratio)


def mean_at(result, measure, row, group=""):
    return mean_of(result.of(measure, group)[:, row])


# ---- the table ---------------------------------------------------------------------------------------------------------

class Table:
    """Rows of theory against estimate, printed together; `failures` says what is wrong."""

    def __init__(self, title):
        self.failures = []
        self.lines = [title, f"{'measure':44} {'theory':>11} {'estimate':>11} {'interval of 99.9 %':>25} "
                             f"{'error':>9} {'allowed':>8} {'finds':>8}"]

    def compare(self, name, theory, estimate, tolerance):
        """Fails where the error is over `tolerance` (relative), or the theory lies outside the interval. `finds` is
        the power: the least relative error that the interval alone would find nine times in ten."""
        mean, error, number = estimate
        factor = student(sure, number - 1)
        half = factor * error
        relative = mean / theory - 1
        finds = (factor + statistics.NormalDist().inv_cdf(0.9)) * error / abs(theory)
        self.lines.append(f"{name:44} {theory:11.5g} {mean:11.5g} {mean - half:12.5g} {mean + half:12.5g} "
                          f"{relative:+9.3%} {tolerance:8.1%} {finds:8.2%}")
        if not abs(relative) <= tolerance:
            self.failures.append(f"{name}: {relative:+.3%} from theory, {tolerance:.1%} is allowed")
        if not abs(mean - theory) <= half:
            self.failures.append(f"{name}: theory {theory:.6g} lies outside {mean - half:.6g} to {mean + half:.6g}")

    def exact(self, name, left, right):
        """Two numbers that must be equal but for the rounding of their printing and adding."""
        error = float(numpy.max(numpy.abs(left - right) / numpy.maximum(1, numpy.abs(right))))
        self.lines.append(f"{name:44} {float(numpy.sum(right)):11.5g} {float(numpy.sum(left)):11.5g} {'exact':>25} "
                          f"{error:9.1e} {1e-9:8.0e}")
        if not error < 1e-9:
            self.failures.append(f"{name}: differs by {error:.3g} where nothing may differ")

    def finish(self):
        print("\n".join(self.lines))
        sys.exit("\n".join(self.failures) or 0)


def student(confidence, freedom):
    """Two-sided quantile of Student's t, by the expansion of Cornish and Fisher (freedom of 20 or more)."""
    z = statistics.NormalDist().inv_cdf((1 + confidence) / 2)
    return (z + (z ** 3 + z) / (4 * freedom) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2)
            + (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * freedom ** 3))
