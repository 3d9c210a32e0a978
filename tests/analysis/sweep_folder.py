"""Writes sweep folders in the format of `doorstroom sweep`, and designs in SALib's order, for the tests of the sensitivity analysis."""
import contextlib
import io
import json
import math
import pathlib
import warnings

import numpy
import pandas
import scipy.stats

import folder  # noqa: F401  puts analysis/ on the path
import sensitivity

DATE = "2028-01-01"


# ---- designs, in quantile levels ----

def base_points(size, columns, seed=None, skip=0):
    """Sobol points: scrambled with a seed, or from the plain sequence, of which the first `skip` are left out."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")                    # that 1000 is not a power of two
        sequence = scipy.stats.qmc.Sobol(columns, scramble=seed is not None, seed=seed)
        return sequence.random(size + skip)[skip:]


def shifted(size, columns, seed):
    """The first points of the sequence, every digit of a column changed alike, as `doorstroom sample` does; A and B take turns."""
    points = (base_points(size, columns) * 2 ** 30).astype(int)
    points ^= numpy.random.default_rng(seed).integers(0, 2 ** 30, columns)
    turns = [*range(0, columns, 2), *range(1, columns, 2)]
    return (points[:, turns] + 0.5) / 2 ** 30


def saltelli(base, groups, second_order=False):
    """Rows A, AB of each group, (BA of each group,) B for every base point; `groups`: the columns of each."""
    half = base.shape[1] // 2
    A, B = base[:, :half], base[:, half:]

    def crossed(one, other, columns):
        rows = one.copy()
        rows[:, columns] = other[:, columns]
        return rows
    blocks = [A, *(crossed(A, B, columns) for columns in groups)]
    blocks += [crossed(B, A, columns) for columns in groups] if second_order else []
    return numpy.stack([*blocks, B], axis=1).reshape(-1, half)


# ---- functions with known answers ----

def ishigami(levels):
    x = -math.pi + 2 * math.pi * levels
    return numpy.sin(x[:, 0]) + 7 * numpy.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * numpy.sin(x[:, 0])


def ishigami_answer(a=7, b=0.1):
    """First order and total of x1, x2, x3, and the variance (Saltelli et al. 2008, Global Sensitivity Analysis: The Primer, p. 179)."""
    one, two = (1 + b * math.pi ** 4 / 5) ** 2 / 2, a ** 2 / 8
    both = b ** 2 * math.pi ** 8 * (1 / 18 - 1 / 50)
    all_of_it = one + two + both
    return numpy.array([one, two, 0]) / all_of_it, numpy.array([one + both, two, both]) / all_of_it, all_of_it


G = numpy.array([0, 1, 4.5, 9, 99, 99])


def sobol_g(levels, a=G):
    return ((numpy.abs(4 * levels[:, :len(a)] - 2) + a) / (1 + a)).prod(axis=1)


def sobol_g_answer(a=G):
    part = 1 / (3 * (1 + a) ** 2)
    all_of_it = (1 + part).prod() - 1
    return part / all_of_it, numpy.array([each * (1 + part).prod() / (1 + each) for each in part]) / all_of_it, all_of_it


LINEAR = numpy.array([5, 4, 3, 2, 1, 0])


def linear(levels, weights=LINEAR):
    return levels[:, :len(weights)] @ weights


def linear_answer(weights=LINEAR):
    share = weights ** 2 / (weights ** 2).sum()
    return share, share, (weights ** 2).sum() / 12


# ---- folders ----

def write(path, matrix, outputs, names=None, problem=None, date=DATE, failed=(), replications=1, sd=None, **about):
    """A whole sweep folder. `outputs`: {measure or (measure, group) or (measure, group, date): values of each point};
    `sd`: the same keys, or none where there is one replication; `about` goes into sweep.json."""
    path = pathlib.Path(path)
    path.mkdir(parents=True, exist_ok=True)
    names = names or [f"x{column + 1}" for column in range(matrix.shape[1])]
    pandas.DataFrame(matrix, columns=names).to_csv(path / "design.csv", index=False)
    if problem is not None:
        whole = {"num_vars": len(names), "names": names, "bounds": [[0, 1]] * len(names), "dists": ["unif"] * len(names), "groups": None, **problem}
        (path / "problem.json").write_text(json.dumps(whole), encoding="utf-8")
    (path / "sweep.json").write_text(json.dumps({"format": "doorstroom-sweep 1", "version": "0.1.0", "scenario": {"name": "small", "digest": "sha256:" + "ab" * 32}, "policies": [],
                                                 "seed": 7, "replications": replications, "chance": "common", "uncertain": "drawn", **about}), encoding="utf-8")
    write_rows(path / "sweep.csv", {key_of(key, date): (values, (sd or {}).get(key)) for key, values in outputs.items()}, len(matrix), set(failed), replications)
    return path


def key_of(key, date):
    measure, group, when = (*((key,) if isinstance(key, str) else key), "", None)[:3] if isinstance(key, str) else (*key, None)[:3]
    return when or date, measure, group


def write_rows(path, outputs, points, failed, replications):
    keys = sorted(outputs)
    rows = pandas.DataFrame({"point": numpy.repeat(numpy.arange(points), len(keys))})
    ill = rows["point"].isin(failed).to_numpy()
    rows["status"] = numpy.where(ill, "failed", "done")
    for column, place in (("date", 0), ("measure", 1), ("group", 2)):
        rows[column] = numpy.tile([key[place] for key in keys], points)
    rows["unit"] = "persons"
    rows["replications"] = numpy.where(ill, 0, replications)
    rows["mean"] = numpy.where(ill, numpy.nan, numpy.stack([outputs[key][0] for key in keys], axis=1).ravel())
    nothing = numpy.full(points, numpy.nan)
    rows["sd"] = numpy.where(ill, numpy.nan, numpy.stack([nothing if outputs[key][1] is None else outputs[key][1] for key in keys], axis=1).ravel())
    rows.to_csv(path, index=False)


def saltelli_problem(size, second_order=False, **more):
    return {"sample": {"method": "saltelli", "size": size, "second_order": second_order}, **more}


def told(*arguments):
    """What the sensitivity verb puts on standard output; without a program of its own, which takes a second to begin."""
    with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO(), encoding="utf-8")) as output:
        sensitivity.make(sensitivity.read_arguments([str(argument) for argument in arguments]))
        return output.buffer.getvalue().decode()
