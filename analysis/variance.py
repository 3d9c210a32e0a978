"""The law of total variance: how much of what may happen is a matter of policy, of the parameters, and of mere chance.

With one policy: the variance of the points' means, and the mean of the variance within a point. With several, crossed with the
same points: the two-way analysis of variance of the points' means (policy, parameters, both together), and chance within.
"""
import dataclasses

import numpy


@dataclasses.dataclass(frozen=True)
class Parts:
    """Variances that add up to that of one replication with one policy, drawn at random like the parameters."""
    policy: float                      # between the means of the policies
    parameters: float                  # between the points, over the policies
    together: float                    # what a policy does differs from point to point
    chance: float                      # between the replications of a point and a policy; NaN where one replication cannot tell
    left_in_means: float               # what of chance may still be in the parts above it
    means: numpy.ndarray               # of each policy
    kept: int                          # points
    left_out: int

    @property
    def total(self):
        return self.policy + self.parameters + self.together + self.chance


def decompose(mean, sd, replications, common_chance):
    """`mean`, `sd`, `replications`: policies x points, of one output on one date. None where fewer than two points are left.

    The mean of R replications holds an R-th of chance. Where every point has chance of its own, that is in the variance between
    the points and is taken off it: replication r is the same world under every policy, so it is not between policies. Where
    chance is common it moves all points alike; only as far as parameters and chance act on each other something is left, at most
    as much as an R-th, and `left_in_means` says how much that can be.
    """
    kept = numpy.isfinite(mean).all(axis=0)
    if kept.sum() < 2:
        return None
    cells = mean[:, kept]
    grand, by_policy, by_point = cells.mean(), cells.mean(axis=1), cells.mean(axis=0)
    both = cells - by_policy[:, None] - by_point[None, :] + grand
    chance, noise = (sd[:, kept] ** 2).mean(), (sd[:, kept] ** 2 / replications[:, kept]).mean()
    taken = 0 if common_chance or not numpy.isfinite(noise) else noise
    return Parts(by_policy.var(), by_point.var() - taken, (both ** 2).mean(), chance, noise - taken, by_policy,
                 int(kept.sum()), int((~kept).sum()))
