"""A sweep, and what each method says of one of its outputs on one date; what is shared between outputs is worked out once."""
import functools

import numpy

import morris
import ranks
import sobol
import variance
from designs import QUANTILE

INDICES = {"saltelli": sobol, "morris": morris}        # by method; of other designs there are none


class Study:
    def __init__(self, sweep, resamples, seed):
        self.sweep, self.design = sweep, sweep.design
        self.resamples, self.seed = resamples, seed

    @property
    def method(self):
        return self.design.method

    @property
    def names(self):
        """Of the groups, to which indices and effects belong: these do not ask in which terms a number stands."""
        return [group.name.removeprefix(QUANTILE) for group in self.design.groups]

    @property
    def pair_names(self):
        return [(self.names[j], self.names[k]) for j, k in sobol.pairs(len(self.names))]

    @functools.cached_property
    def blocks(self):
        return self.design.saltelli()

    @functools.cached_property
    def steps(self):
        return morris.steps(self.design)

    @functools.cached_property
    def sample(self):
        """The rows that are draws of the parameters by themselves."""
        return self.design.sample()

    # ---- of one output on one date; None where nothing can be told ----

    def indices(self, numbers, place):
        return sobol.indices(self.blocks, numbers.mean[:, place], numbers.sd[:, place], numbers.replications[:, place],
                             self.sweep.common_chance, self.resamples, self.seed)

    def effects(self, numbers, place):
        return morris.effects(self.steps, numbers.mean[:, place], numbers.sd[:, place], numbers.replications[:, place],
                              self.resamples, self.seed)

    def correlations(self, numbers, place):
        return ranks.partial_rank_correlations(self.design.matrix[self.sample], numbers.mean[self.sample, place])

    def swings(self, numbers, place):
        return ranks.swings(self.design.matrix[self.sample], numbers.mean[self.sample, place])

    def variance(self, numbers, place):
        return decompose([self], [numbers], place)


def decompose(studies, numbers, place):
    """The law of total variance over several sweeps of one design: numbers of the same output, one a sweep."""
    sample, common = studies[0].sample, studies[0].sweep.common_chance
    mean, sd, replications = (numpy.stack([getattr(each, name)[sample, place] for each in numbers])
                              for name in ("mean", "sd", "replications"))
    return variance.decompose(mean, sd, replications, common)
