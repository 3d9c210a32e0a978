"""Sobol indices of functions whose indices are known, and of SALib's own designs, through a sweep folder as the program writes it."""
import csv
import io
import json
import pathlib
import tempfile
import unittest

import numpy

import folder
import sweep_folder as designs
from results import ResultError
from study import Study
from sweeps import open_sweep

SALIB = json.loads((folder.source / "tests/analysis/salib.json").read_text(encoding="utf-8"))
FUNCTIONS = {"ishigami": (designs.ishigami, designs.ishigami_answer()), "sobol_g": (designs.sobol_g, designs.sobol_g_answer()),
             "linear": (designs.linear, designs.linear_answer())}


class Sobol(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self.temporary.cleanup)
        self.path = pathlib.Path(self.temporary.name)

    def written(self, matrix, outputs, size, second_order=False, problem=None, **given):
        return designs.write(self.path, matrix, outputs, problem=designs.saltelli_problem(size, second_order, **(problem or {})), **given)

    def told(self, measure="y", resamples=1000):
        study = Study(open_sweep(self.path), resamples, 1)
        return study.indices(study.sweep.numbers(study.sweep.find(measure)), 0)


class Known(Sobol):
    def test_within_002_of_the_analytic_values_at_4096_base_points(self):
        size, columns = 4096, 6
        matrix = designs.saltelli(designs.shifted(size, 2 * columns, seed=1), [[column] for column in range(columns)])
        self.assertEqual(len(matrix), size * (columns + 2))
        self.written(matrix, {name: function(matrix) for name, (function, _) in FUNCTIONS.items()}, size)
        status, output, errors = folder.run("sensitivity.py", self.path, "--format", "csv", "--show", "indices")
        self.assertEqual(status, 0, errors)
        found = {(row["measure"], row["statistic"], row["parameter"]): float(row["value"]) for row in csv.DictReader(io.StringIO(output)) if row["parameter"]}
        for name, (_, answer) in FUNCTIONS.items():
            for statistic, values in zip(("first", "total"), answer):
                for column in range(columns):
                    with self.subTest(name, statistic=statistic, column=column):
                        known = values[column] if column < len(values) else 0                 # Ishigami has three
                        self.assertAlmostEqual(found[name, statistic, f"x{column + 1}"], known, delta=0.02)

    def test_the_second_order_of_ishigami_is_that_of_its_first_and_third(self):
        size = 4096
        matrix = designs.saltelli(designs.shifted(size, 6, seed=1), [[0], [1], [2]], second_order=True)
        self.written(matrix, {"y": designs.ishigami(matrix)}, size, second_order=True)
        first, total, _ = designs.ishigami_answer()
        told = self.told(resamples=100)
        numpy.testing.assert_allclose(told.second[0], [0, total[2], 0], atol=0.02)
        numpy.testing.assert_allclose(told.first[0], first, atol=0.02)

    def test_a_group_has_what_its_parameters_have_together(self):
        size = 2048
        matrix = designs.saltelli(designs.shifted(size, 6, seed=1), [[0, 2], [1]])
        self.written(matrix, {"y": designs.ishigami(matrix)}, size, problem={"groups": ["a", "b", "a"]})
        first, total, _ = designs.ishigami_answer()
        told = self.told(resamples=100)
        numpy.testing.assert_allclose(told.first[0], [1 - first[1], first[1]], atol=0.02)     # x1, x3 and what they do together
        numpy.testing.assert_allclose(told.total[0], [1 - first[1], first[1]], atol=0.02)


class Salib(Sobol):
    def reproduce(self, case):
        matrix = designs.saltelli(designs.base_points(case["size"], 6, skip=case["skip"]), [[0], [1], [2]], second_order=True)
        self.written(matrix, {"y": designs.ishigami(matrix)}, case["size"], second_order=True)
        return self.told()

    def test_the_numbers_of_its_own_tests(self):
        case = SALIB["sobol"]
        told = self.reproduce(case)
        for mine, theirs in ((told.first, "S1"), (told.total, "ST"), (told.second, "S2")):
            numpy.testing.assert_allclose(mine[0], case[theirs], atol=5e-7)                   # all six decimals
            numpy.testing.assert_allclose((mine[2] - mine[1]) / 2, case[f"{theirs}_conf"], rtol=0.1)       # another bootstrap

    def test_the_numbers_of_its_guide(self):
        case = SALIB["sobol_in_the_guide"]
        told = self.reproduce(case)
        for mine, theirs in ((told.first, "S1"), (told.total, "ST"), (told.second, "S2")):
            numpy.testing.assert_allclose(mine[0], case[theirs], atol=5e-7)


class Chance(Sobol):
    """Every point with chance of its own: y plus noise, of which the sweep keeps mean and sd over the replications."""
    def noisy(self, chance, size=4096, replications=4):
        matrix = designs.saltelli(designs.shifted(size, 12, seed=1), [[column] for column in range(6)])
        truth = designs.linear(matrix)
        each = truth + numpy.random.default_rng(5).normal(0, 2, (replications, len(matrix)))
        self.written(matrix, {"y": each.mean(axis=0)}, size, sd={"y": each.std(axis=0, ddof=1)}, replications=replications, chance=chance)
        return self.told(resamples=200)

    def test_it_is_taken_off_the_variance_and_the_total_effects(self):
        told, (share, _, variance) = self.noisy("own"), designs.linear_answer()
        self.assertAlmostEqual(told.explained[0] / variance, 1, delta=0.02)
        self.assertAlmostEqual(told.chance, 4, delta=0.1)
        self.assertAlmostEqual(told.all_variance, variance + 4, delta=0.2)
        numpy.testing.assert_allclose(told.first[0], share, atol=0.04)
        numpy.testing.assert_allclose(told.total[0], share, atol=0.04)

    def test_common_chance_is_not(self):
        told, (_, _, variance) = self.noisy("common"), designs.linear_answer()
        self.assertAlmostEqual(told.explained[0], variance + 4 / 4, delta=0.1)               # what such chance never is: noise

    def by_hand(self, sd):
        """Two base points of one parameter, each A, AB, B: means 0 4 4 and 2 2 2, of two replications."""
        self.written(numpy.array([[0.0], [1], [1], [0.5], [0.5], [0.5]]), {"y": numpy.array([0.0, 4, 4, 2, 2, 2])}, 2,
                     sd={"y": numpy.array(sd, float) ** 0.5}, replications=2, chance="own")
        return self.told(resamples=100)

    def test_exact_by_hand(self):
        told = self.by_hand([0.1, 2.5, 0.1, 0.9, 0.1, 0.9])
        # A and B are 0 4 2 2: variance 2, of which chance leaves (0.05 + 0.05 + 0.45 + 0.45) / 4 in their means.
        self.assertAlmostEqual(told.chance, (0.1 + 0.1 + 0.9 + 0.9) / 4)
        self.assertAlmostEqual(told.explained[0], 2 - 0.25)
        # (A - AB)^2 / 2 is 8 and 0; chance leaves (0.05 + 1.25) / 2 and (0.45 + 0.05) / 2 in that.
        self.assertAlmostEqual(told.total[0, 0], (4 - 0.45) / 1.75)
        # About 7/3, B (AB - A) is 5/3 x 4 and 0.
        self.assertAlmostEqual(told.first[0, 0], 20 / 6 / 1.75)

    def test_where_chance_is_all_there_is_nothing_is_told(self):
        told = self.by_hand([1, 1, 1, 9, 1, 9])
        self.assertAlmostEqual(told.explained[0], 2 - 2.5)
        self.assertTrue(numpy.isnan(told.first[0]).all() and numpy.isnan(told.total[0]).all())


class Faults(Sobol):
    def fault(self, matrix, problem=None, rows=None, **given):
        values = numpy.arange(len(matrix), dtype=float) if rows is None else rows
        designs.write(self.path, matrix, {"y": values}, problem=designs.saltelli_problem(2, None, **(problem or {})), **given)
        with self.assertRaises(ResultError) as caught:
            study = Study(open_sweep(self.path), 100, 1)
            study.blocks
        return str(caught.exception).replace(str(self.path), "DIR")

    def test_a_wrong_number_of_rows(self):
        self.assertEqual(self.fault(numpy.random.default_rng(1).random((9, 2))),
                         "DIR/design.csv: 9 rows cannot be a Saltelli design of 2 groups, which has a multiple of 4 rows, or of 6 with second order")

    def test_rows_in_another_order(self):
        matrix = designs.saltelli(designs.base_points(4, 4, seed=1), [[0], [1]])
        matrix[[5, 6]] = matrix[[6, 5]]
        self.assertEqual(self.fault(matrix), "DIR/design.csv: not a Saltelli design in the order of SALib: row 6 should have x1 from row 8")

    def test_a_missing_column(self):
        matrix = numpy.random.default_rng(1).random((8, 2))
        self.assertEqual(self.fault(matrix, {"names": ["x1", "x3"]}), "DIR/design.csv: has no column x3, which is in problem.json")

    def test_a_number_that_is_none(self):
        matrix = numpy.random.default_rng(1).random((8, 2))
        matrix[3, 1] = numpy.nan
        self.assertEqual(self.fault(matrix), "DIR/design.csv: point 3 has no number for x2")

    def test_a_law_that_salib_does_not_know(self):
        matrix = designs.saltelli(designs.base_points(4, 4, seed=1), [[0], [1]])
        self.assertEqual(self.fault(matrix, {"dists": ["unif", "gamma"]}), "DIR/design.csv: problem.json has no law gamma that SALib knows, for x2")
        self.assertEqual(self.fault(matrix, {"dists": ["unif", "norm"], "bounds": [[0, 1], [1]]}),
                         "DIR/design.csv: problem.json has the bounds [1] for x2, which are not those of norm")

    def test_second_order_is_found_out(self):
        size = 8
        matrix = designs.saltelli(designs.base_points(size, 4, seed=1), [[0], [1]], second_order=True)
        designs.write(self.path, matrix, {"y": matrix[:, 0]})
        self.assertIsNotNone(open_sweep(self.path, method="saltelli").design.saltelli().BA)

    def test_a_failed_point_takes_its_base_point_with_it(self):
        size = 64
        matrix = designs.saltelli(designs.base_points(size, 4, seed=1), [[0], [1]])
        self.written(matrix, {"y": matrix @ [2, 1]}, size, failed=[5, 6, 200])                # rows 5 and 6 are of one base point
        told = self.told(resamples=100)
        self.assertEqual((told.kept, told.left_out), (62, 2))
        numpy.testing.assert_allclose(told.total[0], [0.8, 0.2], atol=0.05)

    def test_what_is_the_same_everywhere_has_no_indices(self):
        matrix = designs.saltelli(designs.base_points(8, 4, seed=1), [[0], [1]])
        self.written(matrix, {"y": numpy.full(len(matrix), 0.1)}, 8)
        self.assertIsNone(self.told(resamples=100))


if __name__ == "__main__":
    unittest.main()
