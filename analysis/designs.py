"""The design of a sweep: which parameters varied together, where each number stands in its own law, and which rows belong together.

Names, groups and laws are those of SALib's problem; the order of the rows is SALib's too (`sample.saltelli`, `sample.morris`).
"""
import dataclasses

import numpy
import pandas
import scipy.stats

from results import ResultError, mapping_at

METHODS = ["saltelli", "morris", "lhs", "sobol", "full"]
QUANTILE = "quantile:"                 # such a column holds quantile levels


@dataclasses.dataclass(frozen=True)
class Group:
    """What varies as one: a parameter, or the years of a walk, or parameters that go together."""
    name: str
    columns: tuple                     # places in the matrix

    @property
    def single(self):
        return len(self.columns) == 1


@dataclasses.dataclass(frozen=True)
class Saltelli:
    """Row numbers of the blocks, one row a base point: A and B by themselves, AB (and BA) with a column for each group."""
    A: numpy.ndarray
    AB: numpy.ndarray
    BA: numpy.ndarray                  # None without second order
    B: numpy.ndarray

    def rows(self, kept=slice(None)):
        """Every row number of the base points kept: one line each."""
        blocks = [self.A[:, None], self.AB, self.B[:, None]] + ([self.BA] if self.BA is not None else [])
        return numpy.hstack(blocks)[kept]

    def whole(self, usable):
        """The base points of which every row can be used."""
        return usable[self.rows()].all(axis=1)


@dataclasses.dataclass(frozen=True)
class Design:
    path: object
    names: list
    matrix: numpy.ndarray
    unit: numpy.ndarray                # the same, each number as its quantile level in its law
    groups: list
    method: str                        # one of METHODS, or '' where nobody says
    second_order: object               # True, False or None: not said

    @property
    def rows(self):
        return len(self.matrix)

    def saltelli(self):
        """The blocks of a Saltelli design, found to be one."""
        size, G = self.rows, len(self.groups)
        wrong = None
        for second in [False, True] if self.second_order is None else [self.second_order]:
            step = 2 * G + 2 if second else G + 2
            if size % step:
                continue
            rows = numpy.arange(size).reshape(-1, step)
            blocks = Saltelli(rows[:, 0], rows[:, 1:G + 1], rows[:, G + 1:-1] if second else None, rows[:, -1])
            wrong = misplaced(self, blocks)
            if wrong is None:
                return blocks
        if wrong:
            raise ResultError(f"{self.path}: not a Saltelli design in the order of SALib: {wrong}")
        raise ResultError(f"{self.path}: {size} rows cannot be a Saltelli design of {counted(G, 'group')}, which has a multiple of "
                          f"{G + 2} rows, or of {2 * G + 2} with second order")

    def trajectories(self):
        """Row numbers of a Morris design: one row a trajectory."""
        G = len(self.groups)
        if self.rows % (G + 1):
            raise ResultError(f"{self.path}: {self.rows} rows cannot be a Morris design of {counted(G, 'group')}, which has a multiple of {G + 1} rows")
        return numpy.arange(self.rows).reshape(-1, G + 1)

    def sample(self):
        """The rows that are draws of the parameters by themselves: of a Saltelli design A and B, of any other all."""
        if self.method != "saltelli":
            return numpy.arange(self.rows)
        blocks = self.saltelli()
        return numpy.sort(numpy.concatenate([blocks.A, blocks.B]))


def counted(number, what):
    return f"{number} {what}{'' if number == 1 else 's'}"


def misplaced(design, blocks):
    """The first place where AB is not A with one group from B (or BA the other way round), in words; None if there is none."""
    for base, other, crossed in [(blocks.A, blocks.B, blocks.AB)] + ([(blocks.B, blocks.A, blocks.BA)] if blocks.BA is not None else []):
        for index, group in enumerate(design.groups):
            expected = design.matrix[base].copy()
            expected[:, group.columns] = design.matrix[other][:, group.columns]
            odd = numpy.argwhere(~numpy.isclose(design.matrix[crossed[:, index]], expected, rtol=1e-6, atol=1e-12))
            if len(odd):
                point, column = odd[0]
                source = other if column in group.columns else base
                return f"row {crossed[point, index] + 1} should have {design.names[column]} from row {source[point] + 1}"
    return None


# ---- reading it ----

def open_design(path, problem, method=None, second_order=None):
    table = read_matrix(path)
    names = [str(name) for name in table.columns]
    asked = [str(name) for name in problem.get("names") or names]
    missing = [name for name in asked if name not in names]
    if missing:
        raise ResultError(f"{path}: has no column {', '.join(missing)}, which is in problem.json")
    matrix = table[asked].to_numpy()
    sample = mapping_at(problem, "sample")
    method = method or str(sample.get("method") or "")
    if method not in ["", *METHODS]:
        raise ResultError(f"{path}: no method {method}; there are {', '.join(METHODS)}")
    if second_order is None and "second_order" in sample:
        second_order = bool(sample["second_order"])
    return Design(path, asked, matrix, unit_levels(path, asked, matrix, problem), groups_of(path, asked, problem), method, second_order)


def read_matrix(path):
    try:
        table = pandas.read_csv(path, encoding="utf-8-sig", dtype=float)
    except (ValueError, OSError) as fault:
        raise ResultError(f"{path}: cannot be read as numbers: {fault}") from fault
    if table.empty:
        raise ResultError(f"{path}: holds no points")
    odd = numpy.argwhere(~numpy.isfinite(table.to_numpy()))
    if len(odd):
        row, column = odd[0]
        raise ResultError(f"{path}: point {row} has no number for {table.columns[column]}")
    return table


def groups_of(path, names, problem):
    said = problem.get("groups") or names
    if len(said) != len(names):
        raise ResultError(f"{path}: problem.json has {len(said)} groups for {len(names)} names")
    return [Group(str(name), tuple(index for index, each in enumerate(said) if each == name)) for name in dict.fromkeys(said)]


def unit_levels(path, names, matrix, problem):
    """Each number as its quantile level; by the range of its own column where the problem says nothing of its law."""
    bounds, laws = problem.get("bounds"), problem.get("dists")
    if bounds is None:
        low, high = matrix.min(axis=0), matrix.max(axis=0)
        levels = (matrix - low) / numpy.where(high > low, high - low, 1)
        for index, name in enumerate(names):
            if name.startswith(QUANTILE):
                levels[:, index] = matrix[:, index]
        return levels
    if len(bounds) != len(names) or laws and len(laws) != len(names):
        raise ResultError(f"{path}: problem.json has {len(bounds)} bounds and {len(laws or bounds)} dists for {len(names)} names")
    return numpy.column_stack([levels_in_law(path, name, matrix[:, index], laws[index] if laws else "unif", bounds[index])
                               for index, name in enumerate(names)])


def levels_in_law(path, name, values, law, bounds):
    """The distribution function of a law, by SALib's names and bounds."""
    try:
        if law == "unif":
            frozen = scipy.stats.uniform(bounds[0], bounds[1] - bounds[0])
        elif law == "logunif":
            frozen = scipy.stats.loguniform(bounds[0], bounds[1])
        elif law == "triang":                          # the mode as a share of the way; two bounds: from 0
            low, high, mode = bounds if len(bounds) == 3 else [0, *bounds]
            frozen = scipy.stats.triang(mode, low, high - low)
        elif law == "norm":
            frozen = scipy.stats.norm(bounds[0], bounds[1])
        elif law == "truncnorm":
            low, high, mean, sd = bounds
            frozen = scipy.stats.truncnorm((low - mean) / sd, (high - mean) / sd, mean, sd)
        elif law == "lognorm":
            frozen = scipy.stats.lognorm(bounds[1], 0, numpy.exp(bounds[0]))
        else:
            raise ResultError(f"{path}: problem.json has no law {law} that SALib knows, for {name}")
        levels = frozen.cdf(values)
    except (TypeError, ValueError, IndexError, ZeroDivisionError) as fault:
        raise ResultError(f"{path}: problem.json has the bounds {bounds} for {name}, which are not those of {law}") from fault
    if not numpy.isfinite(levels).all():
        raise ResultError(f"{path}: problem.json has the bounds {bounds} for {name}, which are not those of {law}")
    return levels
