"""Partial rank correlations and the tornado, against a definition written out and numbers worked out by hand."""
import unittest

import numpy
import scipy.stats

import folder  # noqa: F401  puts analysis/ on the path
import ranks


def by_regression(matrix, values, column):
    """The definition: the correlation of what the other ranks leave of the column's ranks and of the output's."""
    ranked = scipy.stats.rankdata(matrix, axis=0)
    others = numpy.column_stack([numpy.ones(len(values)), numpy.delete(ranked, column, axis=1)])

    def left(target):
        return target - others @ numpy.linalg.lstsq(others, target, rcond=None)[0]
    return numpy.corrcoef(left(ranked[:, column]), left(scipy.stats.rankdata(values)))[0, 1]


class Ranks(unittest.TestCase):
    def setUp(self):
        self.generator = numpy.random.default_rng(1)
        self.matrix = self.generator.random((200, 4))
        self.values = 3 * self.matrix[:, 0] ** 3 - self.matrix[:, 1] + self.generator.normal(0, 0.2, 200)

    def test_it_is_what_regression_leaves(self):
        told = ranks.partial_rank_correlations(self.matrix, self.values)
        for column in range(4):
            self.assertAlmostEqual(told.value[0, column], by_regression(self.matrix, self.values, column), 10)

    def test_two_columns_by_hand(self):
        # Ranks 1 2 3 4 5 6 7; 2 1 4 3 6 5 7; and of the output 1 3 2 5 4 7 6.
        matrix = numpy.array([[1, 2], [2, 1], [3, 4], [4, 3], [5, 6], [6, 5], [7, 7.0]])
        values = numpy.array([1.0, 3, 2, 5, 4, 7, 6])
        ab, ay, by = 1 - 6 * 6 / 336, 1 - 6 * 6 / 336, 1 - 6 * (1 + 4 + 4 + 4 + 4 + 4 + 1) / 336        # Spearman: 1 - 6 sum d^2 / (n (n^2 - 1))
        told = ranks.partial_rank_correlations(matrix, values)
        self.assertAlmostEqual(told.value[0, 0], (ay - ab * by) / ((1 - ab ** 2) * (1 - by ** 2)) ** 0.5, 12)
        half = 1.959963984540054 / (7 - 1 - 3) ** 0.5
        self.assertAlmostEqual(told.value[1, 0], numpy.tanh(numpy.arctanh(told.value[0, 0]) - half), 12)

    def test_the_interval_holds_what_is_not_there(self):
        held = [0, 0]
        for seed in range(200):
            generator = numpy.random.default_rng(seed)
            matrix = generator.random((100, 3))
            told = ranks.partial_rank_correlations(matrix, matrix[:, 0] + generator.normal(0, 1, 100))
            held = [each + (told.value[1, column] <= 0 <= told.value[2, column]) for each, column in zip(held, (1, 2))]
        for each in held:
            self.assertTrue(180 <= each <= 198, held)

    def test_what_failed_is_left_out_and_counted(self):
        self.values[[3, 7]] = numpy.nan
        told = ranks.partial_rank_correlations(self.matrix, self.values)
        self.assertEqual((told.kept, told.left_out), (198, 2))
        kept = numpy.isfinite(self.values)
        self.assertAlmostEqual(told.value[0, 1], by_regression(self.matrix[kept], self.values[kept], 1), 10)

    def test_what_cannot_be_told(self):
        self.assertIsNone(ranks.partial_rank_correlations(self.matrix[:7], self.values[:7]))       # 7 rows of 4 columns
        self.assertIsNone(ranks.partial_rank_correlations(self.matrix, numpy.ones(200)))
        self.assertIsNone(ranks.partial_rank_correlations(numpy.column_stack([self.matrix, self.matrix[:, 0]]), self.values))
        self.matrix[:, 2] = 0.5                                                                    # a column that does not vary
        told = ranks.partial_rank_correlations(self.matrix, self.values)
        self.assertTrue(numpy.isnan(told.value[:, 2]).all() and numpy.isfinite(told.value[:, [0, 1, 3]]).all())


class Tornado(unittest.TestCase):
    def test_the_lowest_and_the_highest_fifth_by_hand(self):
        matrix = numpy.array([[5.0], [1], [2], [4], [3], [6], [8], [7], [9], [10]])
        values = numpy.array([50.0, 10, 30, 40, 35, 60, 80, 70, 90, 110])
        told = ranks.swings(matrix, values)
        self.assertEqual((told.low[0, 0], told.high[0, 0], told.width[0], told.middle), (20, 100, 80, 57.5))
        # 10 and 30: sd 14.14, over the root of 2 is 10; Student's t with one degree of freedom is 12.706.
        self.assertAlmostEqual(told.low[2, 0], 20 + 12.7062047364 * 10, 6)

    def test_all_of_a_level_counts(self):
        matrix = numpy.array([[0.0], [0], [0], [0], [1], [1], [1], [1], [1], [1]])
        told = ranks.swings(matrix, numpy.arange(10.0))
        self.assertEqual((told.low[0, 0], told.high[0, 0]), (1.5, 6.5))


if __name__ == "__main__":
    unittest.main()
