"""Bootstrap intervals for statistics that are made of means over base points, or over trajectories.

Drawing N of N with replacement is giving each a weight; so a thousand resamples of many means are one product of matrices.
"""
import functools

import numpy

LEVEL = 0.95


@functools.lru_cache(maxsize=2)        # the same for every output and date
def weights(size, resamples, seed):
    """Resamples x size: how often each is drawn, as a share."""
    return numpy.random.default_rng(seed).multinomial(size, numpy.full(size, 1 / size), size=resamples) / size


def interval(estimates):
    """The middle 95 % of the resampled estimates (axis 0): low and high, NaN where one of them has no value."""
    tail = (1 - LEVEL) / 2
    low, high = numpy.quantile(estimates, [tail, 1 - tail], axis=0)
    return low, high
