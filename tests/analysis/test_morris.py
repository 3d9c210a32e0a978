"""Elementary effects on published fixed designs, to the last figure that was published, and on designs worked out by hand."""
import json
import pathlib
import tempfile
import unittest

import numpy

import folder
import sweep_folder
from results import ResultError
from study import Study
from sweeps import open_sweep

SALIB = json.loads((folder.source / "tests/analysis/salib.json").read_text(encoding="utf-8"))
LEVELS = {-1.64: 0, -0.39: 1 / 3, 0.39: 2 / 3, 1.64: 1}      # the quantile levels that the Primer's numbers stand for


class Morris(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self.temporary.cleanup)
        self.path = pathlib.Path(self.temporary.name)

    def effects(self, matrix, output, problem=None, **given):
        problem = {"sample": {"method": "morris"}, **(problem or {})}
        sweep_folder.write(self.path, numpy.array(matrix, float), {"y": numpy.array(output, float)}, problem=problem, **given)
        study = Study(open_sweep(self.path), 1000, 1)
        return study.effects(study.sweep.numbers(study.sweep.find("y")), 0)

    def test_the_primer_as_salib_checks_it(self):
        case = SALIB["morris"]
        told = self.effects(numpy.array(case["thirds"]) / 3, case["output"])
        # Each effect by hand: the change over 2/3, with the sign of the step; the outputs have two decimals.
        first, second = [2.52, 1.995, 2.295, -0.66, -0.945, -1.305], [-0.39, 0.135, 0.795, 0.255, -0.03, 0.495]
        for column, each in enumerate((first, second)):
            self.assertAlmostEqual(told.mu[0, column], numpy.mean(each), 12)
            self.assertAlmostEqual(told.mu_star[0, column], numpy.mean(numpy.abs(each)), 12)
            self.assertAlmostEqual(told.sigma[0, column], numpy.std(each, ddof=1), 12)
        numpy.testing.assert_allclose(told.mu_star[0], case["mu_star"], atol=0.005)      # as published, to their last figure
        numpy.testing.assert_allclose(told.sigma[0], case["sigma"], atol=0.0051)
        numpy.testing.assert_allclose(told.mu[0], case["mu"], atol=0.015)                # the Primer's from unrounded outputs
        self.assertEqual((told.kept, told.left_out), (6, 0))

    def test_a_trajectory_of_the_primer(self):
        case = SALIB["morris_trajectory"]
        row = [LEVELS[value] for value in case["first"]]
        matrix = [list(row)]
        for moved in case["moves"]:
            row[moved - 1] = LEVELS[case["last"][moved - 1]]
            matrix.append(list(row))
        told = self.effects(matrix * 2, case["output"] * 2)
        numpy.testing.assert_allclose(told.mu[0], case["effects"], atol=0.0151)          # outputs have two decimals
        numpy.testing.assert_allclose(told.mu_star[0], numpy.abs(case["effects"]), atol=0.0151)
        numpy.testing.assert_allclose(told.sigma[0], 0, atol=1e-6)

    def test_groups_of_the_primer_as_salib_checks_them(self):
        case = SALIB["morris_groups"]
        matrix = [[LEVELS[value] for value in row] for row in case["levels"]]
        told = self.effects(matrix * 2, case["output"] * 2, {"groups": [f"gp{number}" for number in case["groups"]]})
        numpy.testing.assert_allclose(told.mu_star[0][::-1], case["mu_star"], atol=0.016)
        self.assertTrue(numpy.isnan(told.mu).all() and numpy.isnan(told.sigma).all())    # their parameters step both ways

    def test_the_second_of_ishigami_is_7_875_on_every_design_of_four_levels(self):
        # Its effect is 7 (sin(-pi/3)^2 - sin(-pi)^2) / (2/3), as SALib's tests/test_regression.py has for three designs.
        matrix = [[0, 0, 0], [0, 2 / 3, 0], [0, 2 / 3, 2 / 3], [2 / 3, 2 / 3, 2 / 3], [1, 1, 1 / 3], [1 / 3, 1, 1 / 3], [1 / 3, 1, 1], [1 / 3, 1 / 3, 1]]
        told = self.effects(matrix, sweep_folder.ishigami(numpy.array(matrix)))
        numpy.testing.assert_allclose(told.mu_star[:, 1], 7.875, rtol=1e-12)
        numpy.testing.assert_allclose(told.mu[0, 1], 0, atol=1e-12)                      # one up, one down

    def test_a_group_that_steps_one_way_has_a_sign(self):
        matrix = [[0, 0, 0], [0.5, 0.5, 0], [0.5, 0.5, 0.5], [0.5, 0.5, 0.5], [0.5, 0.5, 0], [0, 0, 0]]
        told = self.effects(matrix, [0, 3, 4, 4, 2, 0], {"groups": ["walk", "walk", "other"]})
        # walk: (3 - 0)/0.5 and (2 - 0)/0.5; other: (4 - 3)/0.5 and (4 - 2)/0.5
        numpy.testing.assert_allclose(told.mu[0], [5, 3])
        numpy.testing.assert_allclose(told.mu_star[0], [5, 3])
        numpy.testing.assert_allclose(told.sigma[0], [2 ** 0.5, 2 ** 0.5])

    def test_the_step_is_in_quantile_level_whatever_the_law(self):
        problem = {"dists": ["norm", "triang"], "bounds": [[10, 2], [0, 4, 0.5]]}          # here at their quartiles
        quartiles = [10 - 2 * 0.6744897501960817, 10 + 2 * 0.6744897501960817], [2 ** 0.5, 4 - 2 ** 0.5]
        matrix = [[quartiles[0][0], quartiles[1][0]], [quartiles[0][1], quartiles[1][0]], [quartiles[0][1], quartiles[1][1]]] * 2
        told = self.effects(matrix, [0, 1, 3] * 2, problem)
        numpy.testing.assert_allclose(told.mu[0], [2, 4], rtol=1e-9)

    def test_a_failed_run_takes_its_trajectory_with_it(self):
        case = SALIB["morris"]
        told = self.effects(numpy.array(case["thirds"]) / 3, case["output"], failed=[4])
        self.assertEqual((told.kept, told.left_out), (5, 1))
        self.assertAlmostEqual(told.mu[0, 0], numpy.mean([2.52, 2.295, -0.66, -0.945, -1.305]), 12)

    def test_what_chance_leaves_in_an_effect(self):
        sd = {"y": numpy.full(18, 3.0)}
        told = self.effects(numpy.array(SALIB["morris"]["thirds"]) / 3, SALIB["morris"]["output"], sd=sd, replications=9, chance="own")
        self.assertAlmostEqual(told.noise, 2 * 9 / 9 / (2 / 3) ** 2)          # two means of nine, over the step

    def test_what_is_no_morris_design(self):
        with self.assertRaisesRegex(ResultError, r"design.csv: 7 rows cannot be a Morris design of 2 groups, which has a multiple of 3 rows$"):
            self.effects([[0, 0]] * 7, [0] * 7)
        with self.assertRaisesRegex(ResultError, "not a Morris design: rows 4 to 6 do not move each group once, one at a time$"):
            self.effects([[0, 0], [0.5, 0], [0.5, 0.5], [0, 0], [0.5, 0.5], [0.5, 0]], range(6))


if __name__ == "__main__":
    unittest.main()
