"""Elementary effects from a Morris design: mu, mu* and sigma of each group, with bootstrap intervals over the trajectories.

Morris (1991), Technometrics 33(2); mu* and groups: Campolongo, Cariboni and Saltelli (2007), Environmental Modelling & Software
22(10). An effect is the change of the output over the step of the quantile level, as in SALib; of a group whose parameters step
different ways only its size is known.
"""
import dataclasses

import numpy

import resampling
from results import ResultError


@dataclasses.dataclass(frozen=True)
class Effects:
    """3 x groups: estimate, low, high; `mu` and `sigma` NaN for a group that steps different ways."""
    mu: numpy.ndarray
    mu_star: numpy.ndarray
    sigma: numpy.ndarray
    noise: float                       # variance that chance leaves in one effect, where every point has its own; NaN where it is not known
    kept: int                          # trajectories
    left_out: int


@dataclasses.dataclass(frozen=True)
class Steps:
    """Trajectories x groups: the row before and after, and the step in quantile level with its sign (0: signs differ)."""
    before: numpy.ndarray
    after: numpy.ndarray
    size: numpy.ndarray
    sign: numpy.ndarray


def steps(design):
    """Where each trajectory moves each group, found to be a Morris design."""
    rows = design.trajectories()
    moved = numpy.diff(design.matrix[rows], axis=1) != 0                   # trajectories x steps x columns
    change = numpy.diff(design.unit[rows], axis=1)
    shape = (len(rows), len(design.groups))
    found = Steps(*(numpy.zeros(shape, kind) for kind in (int, int, float, int)))
    mover = numpy.stack([moved[:, :, list(group.columns)].any(axis=2) for group in design.groups], axis=2)
    odd = numpy.argwhere((mover.sum(axis=2) != 1).any(axis=1) | (mover.sum(axis=1) != 1).any(axis=1))
    if len(odd):
        first = rows[odd[0][0]]
        raise ResultError(f"{design.path}: not a Morris design: rows {first[0] + 1} to {first[-1] + 1} do not move each group once, one at a time")
    for index, group in enumerate(design.groups):
        at = mover[:, :, index].argmax(axis=1)
        trajectory = numpy.arange(len(rows))
        by = change[trajectory, at][:, list(group.columns)]
        found.before[:, index], found.after[:, index] = rows[trajectory, at], rows[trajectory, at + 1]
        found.size[:, index] = numpy.abs(by).max(axis=1)
        found.sign[:, index] = numpy.where((by >= 0).all(axis=1), 1, numpy.where((by <= 0).all(axis=1), -1, 0))
    if not (found.size > 0).all():
        trajectory, index = numpy.argwhere(~(found.size > 0))[0]
        raise ResultError(f"{design.path}: rows {found.before[trajectory, index] + 1} and {found.after[trajectory, index] + 1} move "
                          f"{design.groups[index].name} outside its law")
    return found


def effects(found, mean, sd, replications, resamples, seed):
    """Of one output on one date; `mean`, `sd`, `replications`: one value a row of the design. None where nothing can be told."""
    kept = numpy.isfinite(mean[found.before]).all(axis=1) & numpy.isfinite(mean[found.after]).all(axis=1)
    if kept.sum() < 2 or numpy.ptp(mean[found.before[kept]]) == 0 == numpy.ptp(mean[found.after[kept]]):
        return None
    each = ((mean[found.after] - mean[found.before]) / found.size)[kept]
    sign = numpy.where((found.sign != 0).all(axis=0), found.sign, numpy.nan)[kept]
    left_in_means = sd ** 2 / replications
    noise = ((left_in_means[found.before] + left_in_means[found.after]) / found.size ** 2)[kept].mean()
    once = combine(each, sign, numpy.full((1, kept.sum()), 1 / kept.sum()))
    often = combine(each, sign, resampling.weights(kept.sum(), resamples, seed))
    told = [numpy.stack([estimate[0], *resampling.interval(resampled)]) for estimate, resampled in zip(once, often)]
    return Effects(*told, noise=float(noise), kept=int(kept.sum()), left_out=int((~kept).sum()))


def combine(each, sign, weight):
    """mu, mu* and sigma (with n-1) for each row of weights."""
    signed = each * sign
    mu = weight @ signed
    spread = numpy.maximum(weight @ signed ** 2 - mu ** 2, 0)
    return mu, weight @ numpy.abs(each), numpy.sqrt(spread * len(each) / (len(each) - 1))
