"""How often the 95 % bootstrap intervals hold the analytic value: 100 designs of 512 base points, through sweep folders."""
import pathlib
import tempfile
import unittest

import numpy

import sampled
import sweep_folder as designs
from study import Study
from sweeps import open_sweep

SEEDS, SIZE, COLUMNS = 100, 512, 6
FUNCTIONS = {"ishigami": (designs.ishigami, designs.ishigami_answer()), "sobol_g": (designs.sobol_g, designs.sobol_g_answer()),
             "linear": (designs.linear, designs.linear_answer())}
ROUNDED = 1e-12                        # an index of exactly 0 has an interval without width


def told(path, base):
    """First and total of each function on one design: {function: 3 x 2 x columns}."""
    matrix = designs.saltelli(base, [[column] for column in range(COLUMNS)])
    designs.write(path, matrix, {name: function(matrix) for name, (function, _) in FUNCTIONS.items()}, problem=designs.saltelli_problem(SIZE))
    study = Study(open_sweep(path), 1000, 1)
    for name in FUNCTIONS:
        each = study.indices(study.sweep.numbers(study.sweep.find(name)), 0)
        yield name, numpy.stack([each.first, each.total], axis=1)


class Coverage(unittest.TestCase):
    def held(self, base_of_seed):
        """How many of the intervals hold the value: {function: first and total x columns}."""
        held = {name: 0 for name in FUNCTIONS}
        with tempfile.TemporaryDirectory() as path:
            for seed in range(SEEDS):
                for name, (_, low, high) in told(pathlib.Path(path), base_of_seed(seed)):
                    known = numpy.zeros((2, COLUMNS))
                    known[:, :len(FUNCTIONS[name][1][0])] = FUNCTIONS[name][1][:2]
                    held[name] = held[name] + ((low - ROUNDED <= known) & (known <= high + ROUNDED))
        return held

    def check(self, label, base_of_seed):
        held = self.held(base_of_seed)
        for name, counts in held.items():
            print(f"{label}, {name}: first order {counts[0].tolist()}, total {counts[1].tolist()} of {SEEDS}", flush=True)
        for name, counts in held.items():
            self.assertGreaterEqual(counts.min(), 90, name)

    @sampled.needs_program
    def test_points_of_the_program(self):
        with tempfile.TemporaryDirectory() as path:
            self.check("doorstroom sample", lambda seed: sampled.base(pathlib.Path(path), SIZE, seed))

    def test_random_points(self):
        self.check("random points", lambda seed: numpy.random.default_rng(seed).random((SIZE, 2 * COLUMNS)))


if __name__ == "__main__":
    unittest.main()
