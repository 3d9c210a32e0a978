"""Sobol indices from a Saltelli design, with bootstrap intervals, corrected for the chance that is left in the mean of a point.

First order: Saltelli et al. (2010), Computer Physics Communications 181(2), table 2(b). Total: Jansen (1999), Computer Physics
Communications 117, as table 2(f) there. Second order: Saltelli (2002), Computer Physics Communications 145. Those are SALib's.
"""
import dataclasses

import numpy

import resampling


@dataclasses.dataclass(frozen=True)
class Indices:
    """One value a group (a pair for the second order), each with the ends of its 95 % interval."""
    first: numpy.ndarray               # 3 x groups: estimate, low, high; shares of what the parameters explain
    total: numpy.ndarray
    second: numpy.ndarray              # 3 x pairs, or None
    explained: numpy.ndarray           # variance that the parameters explain: estimate, low, high
    chance: float                      # variance between replications of one point; NaN where it is not known
    kept: int                          # base points
    left_out: int

    @property
    def all_variance(self):
        """Of one replication: what the parameters explain and chance."""
        return self.explained[0] + self.chance


def pairs(count):
    return [(j, k) for j in range(count) for k in range(j + 1, count)]


def indices(blocks, mean, sd, replications, common_chance, resamples, seed):
    """`mean`, `sd`, `replications`: one value a row of the design, of one output on one date. None where nothing can be told."""
    kept = blocks.whole(numpy.isfinite(mean))
    if kept.sum() < 2 or numpy.ptp(mean[blocks.rows(kept)]) == 0:
        return None
    parts = parts_of(blocks, kept, mean, sd ** 2 / replications)
    once = combine(parts, numpy.full((1, kept.sum()), 1 / kept.sum()), common_chance)
    often = combine(parts, resampling.weights(kept.sum(), resamples, seed), common_chance)
    told = [None if estimate is None else numpy.stack([estimate[0], *resampling.interval(resampled)])
            for estimate, resampled in zip(once, often)]
    draws = numpy.concatenate([blocks.A[kept], blocks.B[kept]])
    return Indices(*told, chance=float((sd[draws] ** 2).mean()), kept=int(kept.sum()), left_out=int((~kept).sum()))


@dataclasses.dataclass(frozen=True)
class Parts:
    """What the estimators take means of: one row a base point, one column a group or pair where there are several."""
    level: numpy.ndarray               # (A + B) / 2
    square: numpy.ndarray              # (A^2 + B^2) / 2
    noise: numpy.ndarray               # the variance that chance adds to that
    first: numpy.ndarray               # B (AB - A)
    total: numpy.ndarray               # (A - AB)^2 / 2
    total_noise: numpy.ndarray
    second: numpy.ndarray              # BA AB - A B, or None


def parts_of(blocks, kept, mean, noise):
    A, B, AB = blocks.A[kept], blocks.B[kept], blocks.AB[kept]
    BA = blocks.BA[kept] if blocks.BA is not None else numpy.empty((len(A), 0), int)
    centre = mean[blocks.rows(kept)].mean()            # the first order wants numbers about 0
    a, b, ab, ba = (mean[rows] - centre for rows in (A, B, AB, BA))
    second = None
    if blocks.BA is not None:
        second = numpy.stack([ba[:, j] * ab[:, k] - a * b for j, k in pairs(ab.shape[1])], axis=1) if ab.shape[1] > 1 else None
    return Parts((a + b) / 2, (a ** 2 + b ** 2) / 2, (noise[A] + noise[B]) / 2,
                 b[:, None] * (ab - a[:, None]), (a[:, None] - ab) ** 2 / 2, (noise[A][:, None] + noise[AB]) / 2, second)


def combine(parts, weight, common_chance):
    """First, total, second and the variance explained, for each row of weights.

    With chance of its own for each point the means differ by chance as well: that is taken off the variance and off the
    total effects. With common chance it is the same for every point, and there is nothing to take off.
    """
    variance = weight @ parts.square - (weight @ parts.level) ** 2
    total = weight @ parts.total
    if not common_chance and numpy.isfinite(parts.noise).all():
        variance = variance - weight @ parts.noise
        total = total - weight @ parts.total_noise
    scale = numpy.where(variance > 0, variance, numpy.nan)[:, None]
    first = weight @ parts.first / scale
    second = None
    if parts.second is not None:
        second = weight @ parts.second / scale
        second = second - numpy.stack([first[:, j] + first[:, k] for j, k in pairs(first.shape[1])], axis=1)
    return first, total / scale, second, variance
