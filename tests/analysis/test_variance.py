"""The law of total variance: parts worked out by hand, that add up to all of it, and sweeps that may not be crossed."""
import pathlib
import tempfile
import unittest

import numpy

import folder
import sensitivity
import sweep_folder
import variance
from results import ResultError

# Two policies x three points x two replications.
EACH = numpy.array([[[1.0, 3], [4, 6], [7, 15]], [[2, 2], [9, 5], [10, 14]]])


def parts(each, common_chance):
    counts = numpy.full(each.shape[:2], each.shape[2])
    return variance.decompose(each.mean(axis=2), each.std(axis=2, ddof=1), counts, common_chance)


class Parts(unittest.TestCase):
    def test_by_hand(self):
        # Means 2 5 11 and 2 7 12, of the policies 6 and 7, of the points 2 6 11.5, of all 6.5. Within: 2 2 32 and 0 8 8.
        told = parts(EACH, common_chance=True)
        self.assertAlmostEqual(told.policy, 0.25)
        self.assertAlmostEqual(told.parameters, ((2 - 6.5) ** 2 + 0.5 ** 2 + 5 ** 2) / 3)
        # What is left: 2 - 6 - 2 + 6.5 = 0.5, 5 - 6 - 6 + 6.5 = -0.5, 11 - 6 - 11.5 + 6.5 = 0, and the other way round.
        self.assertAlmostEqual(told.together, (0.25 + 0.25) * 2 / 6)
        self.assertAlmostEqual(told.chance, 52 / 6)
        self.assertAlmostEqual(told.left_in_means, 26 / 6)
        numpy.testing.assert_allclose(told.means, [6, 7])

    def test_with_chance_of_their_own_the_points_lose_what_chance_left_in_their_means(self):
        told = parts(EACH, common_chance=False)
        self.assertAlmostEqual(told.parameters, ((2 - 6.5) ** 2 + 0.5 ** 2 + 5 ** 2) / 3 - 26 / 6)
        self.assertAlmostEqual(told.left_in_means, 0)

    def test_they_add_up_to_the_variance_of_every_single_number(self):
        self.assertAlmostEqual(parts(EACH, common_chance=False).total, EACH.var())
        each = numpy.random.default_rng(1).normal(3, 2, (3, 40, 5)) + numpy.arange(3)[:, None, None] + numpy.arange(40)[None, :, None]
        self.assertAlmostEqual(parts(each, common_chance=False).total, each.var())
        told = parts(each, common_chance=True)
        self.assertAlmostEqual(told.total, each.mean(axis=2).var() + told.chance)

    def test_one_policy_is_points_and_chance(self):
        told = parts(EACH[:1], common_chance=False)
        self.assertEqual((told.policy, told.together), (0, 0))
        self.assertAlmostEqual(told.total, EACH[0].var())

    def test_what_was_put_in_comes_out(self):
        generator = numpy.random.default_rng(2)
        points, replications = 4000, 8
        put = {"policy": 1.0, "parameters": 9.0, "together": 4.0, "chance": 16.0}
        x, z = generator.normal(0, 1, (2, points))
        x, z = x - x.mean(), z - z.mean()
        sign = numpy.array([1, -1])
        mean = sign[:, None] + 3 * x + 2 * sign[:, None] * z
        own = mean[:, :, None] + generator.normal(0, 4, (1, points, replications))       # the same world under both policies
        told = parts(own, common_chance=False)
        for name, value in put.items():
            self.assertAlmostEqual(getattr(told, name) / value, 1, delta=0.1, msg=name)
        draws = generator.normal(0, 4, 1000)
        common = mean[:, :, None] + draws * 4 / draws.std(ddof=1)                        # and the same at every point
        told = parts(common, common_chance=True)
        for name, value in put.items():
            self.assertAlmostEqual(getattr(told, name) / value, 1, delta=0.1, msg=name)

    def test_a_point_that_failed_under_one_policy_is_left_out_of_all(self):
        each = EACH.copy()
        each[1, 2] = numpy.nan
        told = parts(each, common_chance=True)
        self.assertEqual((told.kept, told.left_out), (2, 1))
        numpy.testing.assert_allclose(told.means, [3.5, 4.5])


class Folders(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self.temporary.cleanup)
        self.path = pathlib.Path(self.temporary.name)
        self.matrix = numpy.array([[0.0], [1], [2]])

    def sweep(self, name, number, matrix=None, date=sweep_folder.DATE, **about):
        keys = {"y": EACH[number].mean(axis=1)}
        about = {"policies": [name], "replications": 2, **about}
        return sweep_folder.write(self.path / name, self.matrix if matrix is None else matrix, keys, date=date,
                                  sd={"y": EACH[number].std(axis=1, ddof=1)}, **about)

    def test_a_row_a_date_with_the_parts_as_shares(self):
        self.sweep("base", 0, policies=[])
        self.sweep("cut", 1)
        status, output, errors = folder.run("sensitivity.py", self.path / "base", self.path / "cut")
        self.assertEqual((status, errors), (0, ""))
        total = 0.25 + 45.5 / 3 + 1 / 6 + 52 / 6
        told = " +".join(f"{round(100 * part / total)}%" for part in (0.25, 45.5 / 3, 1 / 6, 52 / 6))
        self.assertRegex(output, rf"1 January 2028 +6\.0 +7\.0 +{total ** 0.5:.1f} +{told}\n")
        self.assertIn("Policies: no policy; cut.", output)
        status, output, _ = folder.run("sensitivity.py", self.path / "base", self.path / "cut", "--language", "nl", "--format", "csv")
        self.assertIn(";variance_policy;0,25;", output)

    def refused(self, *changed, **about):
        self.sweep("base", 0, policies=[])
        self.sweep("cut", 1, *changed, **about)
        with self.assertRaises(ResultError) as caught:
            sensitivity.make(sensitivity.read_arguments([str(self.path / "base"), str(self.path / "cut")]))
        return str(caught.exception).replace(str(self.path), "DIR")

    def test_what_may_not_be_crossed(self):
        said = "DIR/cut and DIR/base cannot be crossed: "
        self.assertEqual(self.refused(numpy.array([[0.0], [1], [3]])), said + "they are not of one design")
        self.assertEqual(self.refused(seed=8), said + "the seed is 8 and 7")
        self.assertEqual(self.refused(replications=3), said + "they have 3 and 2 replications")
        self.assertEqual(self.refused(chance="own"), said + "the chance is own and common")
        self.assertEqual(self.refused(date="2027-01-01"), said + "they have other dates")
        self.assertEqual(self.refused(policies=[]), "two of the sweeps have the same policy (none); each needs another")


if __name__ == "__main__":
    unittest.main()
