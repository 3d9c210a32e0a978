"""What any design shows: partial rank correlations, and for a tornado the output where a parameter is low and where it is high.

Partial rank correlation: the ranks of one column against those of the output, with the ranks of all other columns regressed out
(Marino, Hogue, Ray and Kirschner 2008, Journal of Theoretical Biology 254); the interval by Fisher's z.
"""
import dataclasses

import numpy
import scipy.stats

import resampling

TAIL = 0.2                             # the lowest fifth, whose middle is p10, beside the highest fifth, whose middle is p90


@dataclasses.dataclass(frozen=True)
class Correlations:
    value: numpy.ndarray               # 3 x columns: estimate, low, high
    kept: int
    left_out: int


def partial_rank_correlations(matrix, values):
    """Of each column with `values`, one a row; None where there are too few rows, or nothing varies."""
    kept = numpy.isfinite(values)
    rows, others = int(kept.sum()), matrix.shape[1] - 1
    if rows - others <= 4 or numpy.ptp(values[kept]) == 0:
        return None
    ranks = scipy.stats.rankdata(numpy.column_stack([matrix[kept], values[kept]]), axis=0)
    ranks = ranks - ranks.mean(axis=0)
    varies = numpy.ptp(ranks, axis=0) > 0
    told = numpy.full((3, matrix.shape[1]), numpy.nan)
    correlation = numpy.corrcoef(ranks[:, varies], rowvar=False)
    if numpy.linalg.cond(correlation) > 1e12:          # two columns that say the same
        return None
    inverse = numpy.linalg.inv(correlation)
    partial = -inverse[:-1, -1] / numpy.sqrt(numpy.diag(inverse)[:-1] * inverse[-1, -1])
    half = scipy.stats.norm.ppf((1 + resampling.LEVEL) / 2) / numpy.sqrt(rows - others - 3)
    z = numpy.arctanh(numpy.clip(partial, -1 + 1e-15, 1 - 1e-15))
    told[:, varies[:-1]] = [partial, numpy.tanh(z - half), numpy.tanh(z + half)]
    return Correlations(told, rows, int((~kept).sum()))


@dataclasses.dataclass(frozen=True)
class Swing:
    """The mean of the output over the rows with the lowest and with the highest fifth of a column: each with its interval."""
    low: numpy.ndarray                 # 3 x columns: mean, and the ends of its 95 % interval
    high: numpy.ndarray
    middle: float                      # the mean of all
    kept: int
    left_out: int

    @property
    def width(self):
        return self.high[0] - self.low[0]


def swings(matrix, values):
    """None where there are too few rows; a column that stands on few levels gives the whole of its lowest and highest."""
    kept = numpy.isfinite(values)
    rows = int(kept.sum())
    count = int(round(TAIL * rows))
    if count < 2 or numpy.ptp(values[kept]) == 0:
        return None
    there = values[kept]
    low, high = [], []
    for column in matrix[kept].T:
        ascending = numpy.sort(column)
        low.append(mean_with_interval(there[column <= ascending[count - 1]]))
        high.append(mean_with_interval(there[column >= ascending[-count]]))
    return Swing(numpy.array(low).T, numpy.array(high).T, float(there.mean()), rows, int((~kept).sum()))


def mean_with_interval(values):
    """The mean, and Student's 95 % interval."""
    half = scipy.stats.t.ppf((1 + resampling.LEVEL) / 2, len(values) - 1) * values.std(ddof=1) / numpy.sqrt(len(values))
    return values.mean(), values.mean() - half, values.mean() + half
