"""Scenario discovery: boxes of parameters in which what is asked about happens, found by peeling and pasting (PRIM).

Friedman and Fisher (1999), Statistics and Computing 9; as Bryant and Lempert (2010), Technological Forecasting and Social Change
77, use it: coverage (the share of the cases that the box holds), density (the share of the box that is a case), and for every
limit a quasi-p value. Limits are in the parameter's own unit, half-way between the last point outside and the first inside.
"""
import dataclasses

import numpy
import scipy.stats

PEEL, PASTE = 0.05, 0.05               # share of the points of a box that one peel takes off, or one paste gives back
LEAST = 0.05                           # no box holds fewer of the points than this
SIGNIFICANT = 0.05


@dataclasses.dataclass(frozen=True)
class Box:
    low: numpy.ndarray                 # one a column; -inf and inf where there is no limit
    high: numpy.ndarray
    points: int                        # in the box
    cases: int                         # of those
    all_points: int
    all_cases: int

    @property
    def coverage(self):
        return self.cases / self.all_cases

    @property
    def density(self):
        return self.cases / self.points if self.points else float("nan")

    @property
    def mass(self):
        return self.points / self.all_points

    @property
    def limited(self):
        return [column for column in range(len(self.low)) if numpy.isfinite(self.low[column]) or numpy.isfinite(self.high[column])]


@dataclasses.dataclass(frozen=True)
class Found:
    box: Box
    quasi_p: dict                      # of each limited column
    trajectory: list                   # the boxes that peeling went through, from all points to the last


def inside(matrix, low, high):
    return ((matrix >= low) & (matrix <= high)).all(axis=1)


def box_of(matrix, cases, low, high):
    within = inside(matrix, low, high)
    return Box(low, high, int(within.sum()), int(cases[within].sum()), len(cases), int(cases.sum()))


def discover(matrix, cases, density, boxes):
    """Up to so many boxes, each found among the points that the boxes before leave: a list of Found."""
    found = []
    left = numpy.ones(len(cases), bool)
    for _ in range(boxes):
        if not cases[left].any() or cases[left].all():
            break
        trajectory = peel(matrix[left], cases[left])
        box = chosen(matrix[left], cases[left], trajectory, density)
        if not box.limited:
            break
        p = {column: quasi_p(matrix[left], cases[left], box, column) for column in box.limited}
        whole = dataclasses.replace(box, all_points=len(cases), all_cases=int(cases.sum()))
        found.append(Found(whole, p, trajectory))
        left &= ~inside(matrix, box.low, box.high)
    return found


def chosen(matrix, cases, trajectory, density):
    """Of the boxes that peeling went through the one with the highest coverage that is as dense as asked when it is finished:
    widened by pasting, without limits that chance could have given. Where none is, the densest of all."""
    def finished(box):
        return without_chance_limits(matrix, cases, paste(matrix, cases, box))
    for box in trajectory:                             # coverage falls as the boxes shrink
        if box.density >= density and (done := finished(box)).density >= density:
            return done
    return finished(max(trajectory, key=lambda box: (box.density, box.coverage)))


def found_again(matrix, cases, density, halves, seed):
    """Of each column: in which share of random halves of the points the first box has a limit on it as well."""
    generator = numpy.random.default_rng(seed)
    times = numpy.zeros(matrix.shape[1])
    for _ in range(halves):
        rows = generator.permutation(len(cases))[:len(cases) // 2]
        for found in discover(matrix[rows], cases[rows], density, 1):
            times[found.box.limited] += 1
    return times / halves


# ---- peeling ----

def peel(matrix, cases):
    """The boxes from all points inward: each the one that is densest of all that take a twentieth off one side of one column."""
    columns = matrix.shape[1]
    boxes = [box_of(matrix, cases, numpy.full(columns, -numpy.inf), numpy.full(columns, numpy.inf))]
    within = numpy.ones(len(cases), bool)
    while boxes[-1].density < 1:
        best = best_peel(matrix[within], cases[within], LEAST * len(cases))
        if best is None:
            break
        column, side, limit = best
        low, high = boxes[-1].low.copy(), boxes[-1].high.copy()
        (low if side == "low" else high)[column] = limit
        within = inside(matrix, low, high)
        boxes.append(box_of(matrix, cases, low, high))
    return boxes


def best_peel(matrix, cases, least):
    """(column, side, limit) that leaves the highest density, of equal ones the most points; None where too few would be left."""
    rows = len(cases)
    take = max(int(PEEL * rows), 1)
    best, found = (-1.0, 0), None
    order = numpy.argsort(matrix, axis=0, kind="stable")
    for column in range(matrix.shape[1]):
        values, hits = matrix[order[:, column], column], numpy.cumsum(cases[order[:, column]])
        for side, cut in (("low", numpy.searchsorted(values, values[take - 1], "right")),
                          ("high", numpy.searchsorted(values, values[rows - take], "left"))):
            left = rows - cut if side == "low" else cut
            if left < max(least, 1) or left == rows:
                continue
            kept = hits[-1] - hits[cut - 1] if side == "low" else hits[cut - 1]
            if (kept / left, left) > best:
                best, found = (kept / left, left), (column, side, (values[cut - 1] + values[cut]) / 2)
    return found


# ---- pasting ----

def paste(matrix, cases, box):
    """The box widened, side by side, as long as that makes it denser."""
    while True:
        wider = max(wider_boxes(matrix, cases, box), key=lambda each: (each.density, each.points), default=None)
        if wider is None or wider.density <= box.density:
            return box
        box = wider


def wider_boxes(matrix, cases, box):
    """The box with a twentieth of its points given back on one side of one limited column."""
    give = max(int(PASTE * box.points), 1)
    outside = (matrix < box.low) | (matrix > box.high)
    misses = outside.sum(axis=1)
    for column in box.limited:
        beside = misses == outside[:, column]          # inside but for this column
        for side in ("low", "high"):
            limit = (box.low if side == "low" else box.high)[column]
            if not numpy.isfinite(limit):
                continue
            # From the limit outward; the high side is the low side of what is turned round.
            turn = 1 if side == "low" else -1
            values, hits = turn * matrix[beside, column], cases[beside]
            beyond = -numpy.sort(-values[values < turn * limit])
            wider = numpy.flatnonzero(beyond < beyond[give - 1]) if len(beyond) > give else []
            new = (beyond[give - 1] + beyond[wider[0]]) / 2 if len(wider) else -numpy.inf
            other = turn * (box.high if side == "low" else box.low)[column]
            within = (values >= new) & (values <= other)
            low, high = box.low.copy(), box.high.copy()
            (low if side == "low" else high)[column] = turn * new
            yield dataclasses.replace(box, low=low, high=high, points=int(within.sum()), cases=int(hits[within].sum()))


def free_of(box, column):
    low, high = box.low.copy(), box.high.copy()
    low[column], high[column] = -numpy.inf, numpy.inf
    return low, high


# ---- how sure a limit is ----

def quasi_p(matrix, cases, box, column):
    """The chance of as many cases in the box, had its points been drawn at random from the box without the limit."""
    wider = box_of(matrix, cases, *free_of(box, column))
    return float(scipy.stats.binom.sf(box.cases - 1, box.points, wider.density))


def without_chance_limits(matrix, cases, box):
    """Takes out, the least sure first, the limits that chance could have given."""
    while box.limited:
        p, column = max((quasi_p(matrix, cases, box, column), column) for column in box.limited)
        if p <= SIGNIFICANT:
            break
        box = box_of(matrix, cases, *free_of(box, column))
    return box
