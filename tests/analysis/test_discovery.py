"""Scenario discovery: a planted box is found, a small one is worked out by hand, and chance alone gives none."""
import unittest

import numpy

import folder  # noqa: F401  puts analysis/ on the path
import discovery


class Boxes(unittest.TestCase):
    def planted(self, wrong=0.0, points=2000, columns=8):
        generator = numpy.random.default_rng(1)
        matrix = generator.random((points, columns)) * 100
        cases = (matrix[:, 2] > 60) & (matrix[:, 5] < 40)
        return matrix, cases ^ (generator.random(points) < wrong)

    def test_a_planted_box(self):
        matrix, cases = self.planted()
        found = discovery.discover(matrix, cases, 0.95, 1)[0]
        self.assertEqual(found.box.limited, [2, 5])
        self.assertAlmostEqual(found.box.low[2], 60, delta=1)
        self.assertAlmostEqual(found.box.high[5], 40, delta=1)
        self.assertTrue(numpy.isinf(found.box.high[2]) and numpy.isinf(found.box.low[5]))
        self.assertGreater(found.box.density, 0.95)
        self.assertGreater(found.box.coverage, 0.95)
        self.assertLess(max(found.quasi_p.values()), 1e-10)

    def test_also_where_some_points_are_wrong(self):
        matrix, cases = self.planted(wrong=0.05)
        found = discovery.discover(matrix, cases, 0.9, 1)[0]
        self.assertEqual(found.box.limited, [2, 5])
        self.assertAlmostEqual(found.box.low[2], 60, delta=4)
        self.assertAlmostEqual(found.box.high[5], 40, delta=4)
        again = discovery.found_again(matrix, cases, 0.9, 10, 1)
        self.assertEqual((again[2], again[5]), (1, 1))
        self.assertLess(numpy.delete(again, [2, 5]).max(), 0.6)

    def test_coverage_density_and_mass_are_counts(self):
        matrix, cases = self.planted()
        box = discovery.box_of(matrix, cases, numpy.array([-numpy.inf] * 2 + [50.0] + [-numpy.inf] * 5), numpy.full(8, numpy.inf))
        within = matrix[:, 2] >= 50
        self.assertEqual((box.points, box.cases), (within.sum(), cases[within].sum()))
        self.assertEqual((box.coverage, box.density, box.mass), (1, cases[within].mean(), within.mean()))

    def test_the_first_peel_by_hand(self):
        # Forty points 0 to 39, cases those from 10 on: a twentieth is two points, and taking off 0 and 1 is best.
        matrix, cases = numpy.arange(40.0)[:, None], numpy.arange(40) >= 10
        boxes = discovery.peel(matrix, cases)
        self.assertEqual([(box.points, box.cases) for box in boxes[:4]], [(40, 30), (38, 30), (37, 30), (36, 30)])
        self.assertEqual([box.low[0] for box in boxes[1:4]], [1.5, 2.5, 3.5])
        self.assertEqual((boxes[-1].low[0], boxes[-1].density, boxes[-1].coverage), (9.5, 1, 1))

    def test_pasting_gives_back_what_was_peeled_too_far(self):
        matrix, cases = numpy.arange(40.0)[:, None], numpy.arange(40) >= 10
        cases[[14, 15]] = False
        narrow = discovery.box_of(matrix, cases, numpy.array([13.5]), numpy.array([numpy.inf]))
        self.assertEqual((narrow.points, narrow.cases), (26, 24))
        wide = discovery.paste(matrix, cases, narrow)
        self.assertEqual((wide.low[0], wide.points, wide.cases), (9.5, 30, 28))

    def test_quasi_p_is_a_binomial_tail(self):
        matrix, cases = numpy.arange(40.0)[:, None], numpy.arange(40) >= 10
        box = discovery.box_of(matrix, cases, numpy.array([9.5]), numpy.array([numpy.inf]))
        # Thirty draws, each a case with chance 30 of 40 as without the limit: all thirty.
        self.assertAlmostEqual(discovery.quasi_p(matrix, cases, box, 0), 0.75 ** 30, 15)

    def test_a_limit_that_chance_gave_goes(self):
        matrix, cases = self.planted()
        low, high = numpy.full(8, -numpy.inf), numpy.full(8, numpy.inf)
        low[2], high[5], low[7] = 60, 40, 10
        box = discovery.without_chance_limits(matrix, cases, discovery.box_of(matrix, cases, low, high))
        self.assertEqual(box.limited, [2, 5])

    def test_chance_alone_gives_no_box_or_a_poor_one(self):
        generator = numpy.random.default_rng(3)
        matrix, cases = generator.random((1000, 8)), generator.random(1000) < 0.2
        found = discovery.discover(matrix, cases, 0.8, 1)
        self.assertLess(max([each.box.coverage for each in found], default=0), 0.3)
        self.assertLess(discovery.found_again(matrix, cases, 0.8, 10, 1).max(), 0.8)

    def test_two_corners_are_two_boxes(self):
        generator = numpy.random.default_rng(1)
        matrix = generator.random((3000, 4))
        cases = ((matrix[:, 0] > 0.7) & (matrix[:, 1] > 0.6)) | ((matrix[:, 2] < 0.3) & (matrix[:, 3] < 0.4))
        found = discovery.discover(matrix, cases, 0.9, 2)
        self.assertEqual(sorted(each.box.limited for each in found), [[0, 1], [2, 3]])
        self.assertGreater(sum(each.box.coverage for each in found), 0.9)

    def test_a_peel_takes_the_whole_of_a_level(self):
        matrix = numpy.repeat([0.0, 0.5, 1.0], 20)[:, None]
        boxes = discovery.peel(matrix, matrix[:, 0] == 1)
        self.assertEqual([box.points for box in boxes], [60, 40, 20])
        self.assertEqual(boxes[-1].low[0], 0.75)



if __name__ == "__main__":
    unittest.main()
