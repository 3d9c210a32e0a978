"""`doorstroom sample`: the files of a design as SALib and others read them, and what is refused."""
import csv
import json
import math
import shlex
import unittest

import numpy

from program import FromOutside, digest, source, tiny

example = source / "scenarios/examples/uncertainty.yaml"
uncertain = """schema: 1
scenario: desks
title: {nl: Balies, en: Desks}
run: {start: 2025-07-01, end: 2027-02-01}
sources: {people: {pathway: way, arrivals: {households: 1, per: year}}}
resources: {a: {kind: servers, capacity: 10}, b: {kind: servers, capacity: 10}, c: {kind: servers, capacity: 10}}
pathways:
  way:
    moves: household
    stages:
      one: {await: a, takes: {fixed: 1 day}, next: two}
      two: {await: b, takes: {fixed: 1 day}, next: three}
      three: {await: c, takes: {fixed: 1 day}, next: out}
      out: {final: true}
measures: {waiting: {title: {nl: Wachtend, en: Waiting}, queue: a}}
"""
independent = uncertain + """uncertain:
  resources.a.capacity: {times: {lognormal: {median: 2, p90: 3}}}
  resources.b.capacity: {times: {triangular: [0.5, 1, 2.5]}}
  resources.c.capacity: {value: {uniform: [3, 9], max: 7}}
"""
in_groups = uncertain + """uncertain:
  resources.a.capacity: {times: {lognormal: {median: 1, p90: 1.5}}, walk: year}
  resources.b.capacity: {times: {triangular: [0.5, 1, 2.5]}, correlated: {resources.c.capacity: 0.8}}
  resources.c.capacity: {value: {gamma: {mean: 5, sd: 2}}}
  sources.people.arrivals.households: {times: {uniform: [0.5, 2]}}
"""


class Sample(FromOutside):
    def sample(self, scenario, *words, into="design"):
        said, complaint = self.expect(0, "sample", scenario, *words, "-o", into, "--force")
        self.assertEqual({path.name for path in (self.here / into).iterdir()}, {"problem.json", "design.csv", "design.txt"})
        return said, complaint

    def problem(self, into="design"):
        return json.loads((self.here / into / "problem.json").read_text("utf-8"))

    def matrix(self, into="design"):
        with open(self.here / into / "design.csv", newline="", encoding="utf-8") as file:
            names, *rows = csv.reader(file)
        self.assertEqual(names, self.problem(into)["names"])
        matrix = numpy.array(rows, dtype=float)
        numpy.testing.assert_array_equal(matrix, numpy.loadtxt(self.here / into / "design.txt", ndmin=2))
        return matrix

    def test_what_to_type_next_sweeps_the_same_scenario(self):
        scenario = self.write("desks.yaml", independent)
        said, _ = self.sample(scenario, "--method", "lhs", "--size", "4", "--set", "run.end=2026-01-01", into="a design")
        words = shlex.split(said.splitlines()[-1].partition("./doorstroom ")[2])
        self.assertEqual(words, ["sweep", str(scenario), "--set", "run.end=2026-01-01", "--design", "a design", "-o", "sweep"])
        self.expect(0, *words, "--dry-run")

    def test_the_problem_has_what_salib_asks_for(self):
        self.sample(self.write("desks.yaml", independent), "--method", "saltelli", "--size", "8", "--seed", "5")
        problem = self.problem()
        self.assertEqual(problem["num_vars"], 3)
        self.assertEqual(problem["names"], ["resources.a.capacity", "resources.b.capacity", "resources.c.capacity"])
        self.assertEqual(problem["dists"], ["lognorm", "triang", "unif"])
        self.assertIsNone(problem["groups"])
        (mean, sd), triangle, bounds = problem["bounds"]
        self.assertAlmostEqual(mean, math.log(2), 14)
        self.assertAlmostEqual(sd, math.log(1.5) / 1.2815515655446004, 12)
        self.assertEqual(triangle, [0.5, 2.5, 0.25])                   # the peak as a share of the width
        self.assertEqual(bounds, [3, 7])                               # the law ends at its `max`
        made = problem["sample"]
        self.assertRegex(made.pop("digest"), r"^[0-9a-f]{64}$")
        self.assertEqual(made, {"method": "saltelli", "size": 8, "second_order": False, "levels": None, "seed": 5, "scenario": "desks"})
        self.assertEqual(self.matrix().shape, (8 * 5, 3))

    def test_numbers_lie_where_the_problem_says_they_do(self):
        self.sample(self.write("desks.yaml", independent), "--method", "lhs", "--size", "2000")
        a, b, c = self.matrix().T
        self.assertAlmostEqual(numpy.median(a), 2, 2)
        self.assertAlmostEqual(numpy.quantile(a, 0.9), 3, 2)
        self.assertAlmostEqual(b.mean(), (0.5 + 1 + 2.5) / 3, 3)
        self.assertTrue(0.5 < b.min() < b.max() < 2.5)
        self.assertTrue(3 < c.min() < 3.01 < 6.99 < c.max() < 7)

    def test_the_years_of_a_walk_and_what_is_correlated_are_groups(self):
        self.sample(self.write("desks.yaml", in_groups), "--method", "saltelli", "--size", "512", "--second-order")
        problem = self.problem()
        self.assertEqual(problem["names"], ["resources.a.capacity", "resources.a.capacity@2026", "resources.a.capacity@2027",
                                            "resources.b.capacity", "quantile:resources.c.capacity", "sources.people.arrivals.households"])
        self.assertEqual(problem["groups"], 3 * ["resources.a.capacity"] + 2 * ["resources.b.capacity"] + ["sources.people.arrivals.households"])
        self.assertEqual(problem["dists"][4], "unif")
        self.assertEqual(problem["bounds"][4], [0, 1])
        matrix = self.matrix()
        self.assertEqual(matrix.shape, (512 * 8, 6))
        first = matrix[::8]                                            # the base points of A
        ranks = first.argsort(axis=0).argsort(axis=0)
        of_ranks = numpy.corrcoef(ranks.T)
        self.assertAlmostEqual(of_ranks[3, 4], 0.8, delta=0.03)
        self.assertLess(abs(of_ranks[0, 4]), 0.1)

    def test_rows_stand_in_the_order_of_salib(self):
        self.sample(self.write("desks.yaml", in_groups), "--method", "saltelli", "--size", "4", "--second-order")
        groups = self.problem()["groups"]
        different = list(dict.fromkeys(groups))
        matrix = self.matrix()
        for base in range(4):
            block = matrix[base * 8:(base + 1) * 8]
            a, b = block[0], block[-1]
            expected = [a]
            expected += [numpy.where([group == moved for group in groups], b, a) for moved in different]
            expected += [numpy.where([group == kept for group in groups], a, b) for kept in different]
            numpy.testing.assert_array_equal(block, [*expected, b])

    def test_a_morris_design_moves_one_group_from_row_to_row(self):
        self.sample(self.write("desks.yaml", in_groups), "--method", "morris", "--size", "10", "--levels", "6")
        groups = self.problem()["groups"]
        self.assertEqual(self.problem()["sample"]["levels"], 6)
        matrix = self.matrix()
        self.assertEqual(matrix.shape, (10 * 4, 6))
        for trajectory in matrix.reshape(10, 4, 6):
            moved = [{group for group, step in zip(groups, row) if step} for row in numpy.diff(trajectory, axis=0)]
            self.assertEqual(sorted(map(len, moved)), [1, 1, 1])
            self.assertEqual(set.union(*moved), set(groups))

    def test_a_latin_hypercube_has_each_slice_once(self):
        self.sample(self.write("desks.yaml", in_groups), "--method", "lhs", "--size", "40")
        shares = self.matrix()[:, 4]                                   # a column of shares, and correlated
        self.assertEqual(sorted((shares * 40).astype(int)), list(range(40)))

    def test_a_full_factorial_has_every_combination(self):
        self.sample(self.write("desks.yaml", independent), "--method", "full", "--size", "3")
        matrix = self.matrix()
        self.assertEqual(matrix.shape, (27, 3))
        self.assertEqual([len(set(column)) for column in matrix.T], [3, 3, 3])
        self.assertEqual(len({tuple(row) for row in matrix}), 27)
        numpy.testing.assert_allclose(sorted(set(matrix[:, 2])), [3 + 4 / 6, 5, 7 - 4 / 6], rtol=1e-12)

    def test_only_the_parameters_asked_for(self):
        self.sample(self.write("desks.yaml", in_groups), "--method", "sobol", "--size", "8", "--parameters",
                    "sources.people.arrivals.households,resources.a.capacity")
        self.assertEqual(self.problem()["names"][:3], ["resources.a.capacity", "resources.a.capacity@2026", "resources.a.capacity@2027"])
        self.assertEqual(self.problem()["num_vars"], 4)

    def test_the_same_words_make_the_same_bytes_and_another_seed_does_not(self):
        scenario = self.write("desks.yaml", in_groups)
        for method in ("saltelli", "morris", "lhs", "sobol"):
            words = ("--method", method, "--size", "16")
            self.sample(scenario, *words, into="a")
            self.sample(scenario, *words, into="b")
            self.sample(scenario, *words, "--seed", "2", into="c")
            for name in ("problem.json", "design.csv", "design.txt"):
                self.assertEqual(digest(self.here / "a" / name), digest(self.here / "b" / name))
                self.assertNotEqual(digest(self.here / "a" / name), digest(self.here / "c" / name))

    def test_the_bytes_do_not_depend_on_who_compiled_it(self):
        self.sample(self.write("desks.yaml", in_groups), "--method", "sobol", "--size", "64", "--seed", "1")
        self.assertEqual(digest(self.here / "design/design.csv"), "b6f0e484d09130c14e12b5a08c9384db4049cd19fd7b54c75504c9712fd3bc25")

    def test_a_further_parameter_moves_no_other_column(self):
        more = independent + "  sources.people.arrivals.households: {times: {uniform: [0.5, 2]}}\n"
        for method in ("lhs", "sobol"):
            self.sample(self.write("desks.yaml", independent), "--method", method, "--size", "16", into="a")
            self.sample(self.write("more.yaml", more), "--method", method, "--size", "16", into="b")
            numpy.testing.assert_array_equal(self.matrix("a"), self.matrix("b")[:, :3])

    def test_it_says_what_was_written_and_what_is_odd(self):
        said, complaint = self.sample(example, "--method", "sobol", "--size", "100")
        self.assertIn("a design of 100 points over 6 uncertain draws in 3 groups", said)
        self.assertIn("--size is a power of two, such as 64 or 128; 100 is not", complaint)
        said, complaint = self.sample(example, "--method", "lhs", "--size", "100", "--language", "nl")
        self.assertIn("een ontwerp van 100 punten", said)
        self.assertEqual(complaint, "")
        fixed = self.write("fixed.yaml", independent.replace("{triangular: [0.5, 1, 2.5]}", "{fixed: 2}"))
        _, complaint = self.sample(fixed, "--method", "lhs", "--size", "5")
        self.assertIn("`resources.b.capacity` is always the same number and has no column", complaint)
        said, complaint = self.sample(fixed, "--method", "lhs", "--size", "5", "--quiet")
        self.assertEqual(said + complaint, "")

    def refused(self, *words, status=2):
        _, complaint = self.expect(status, "sample", *words)
        self.assertEqual(len(complaint.splitlines()), 1, complaint)
        return complaint

    def test_what_cannot_be_made_is_refused_and_nothing_written(self):
        desks = self.write("desks.yaml", in_groups)
        lhs = ("--method", "lhs", "--size", "8", "-o", "design")
        for words, part in (
                ((tiny, *lhs), "has nothing under `uncertain`"),
                ((desks, *lhs, "--parameters", "resources.a.capacty"), "nothing is uncertain at `resources.a.capacty`; a similar path exists: `resources.a.capacity`"),
                ((desks, *lhs, "--parameters", "resources.b.capacity"), "correlated with `resources.c.capacity`"),
                ((desks, *lhs, "--parameters", "a,,b"), "--parameters takes names"),
                ((desks, "--method", "full", "--size", "11", "-o", "design"), "11 levels of 6 columns are 1.77e+06 rows"),
                ((desks, "--method", "lhs", "--size", "0", "-o", "design"), "--size takes a whole number"),
                ((desks, "--method", "lhs", "-o", "design"), "needs --size"),
                ((desks, "--size", "8", "-o", "design"), "needs --method"),
                ((desks, "--method", "latin", "--size", "8", "-o", "design"), "--method is saltelli, morris, lhs, sobol or full, not `latin`"),
                ((desks, "--method", "lhs", "--size", "8"), "-o DIR"),
                ((desks, *lhs, "--levels", "4"), "--levels belongs to --method morris"),
                ((desks, *lhs, "--second-order"), "--second-order belongs to --method saltelli"),
                ((desks, "--method", "morris", "--size", "8", "--levels", "5", "-o", "design"), "--levels takes an even number"),
                ((desks, *lhs, "--szie", "8"), "a similar option exists: `--size`")):
            with self.subTest(part):
                self.assertIn(part, self.refused(*words))
        self.assertEqual(self.tree(), {"desks.yaml"})

    def test_a_folder_that_holds_something_else_is_left_alone(self):
        desks = self.write("desks.yaml", in_groups)
        lhs = ("--method", "lhs", "--size", "8")
        self.expect(0, "sample", desks, *lhs, "-o", "design")
        self.expect(0, "sample", desks, *lhs, "-o", "design")          # the same design may be written again
        self.assertIn("holds another design (--force replaces it)", self.refused(desks, "--method", "lhs", "--size", "9", "-o", "design"))
        self.assertEqual(len(self.matrix()), 8)
        (self.here / "mine").mkdir()
        self.write("mine/thesis.txt", "years of work")
        self.assertIn("is not empty and holds no design", self.refused(desks, *lhs, "-o", "mine"))
        self.assertIn("is a file, not a folder", self.refused(desks, *lhs, "-o", "desks.yaml"))
        self.refused(desks, *lhs, "-o", "/proc/nowhere/design", status=74)
        self.assertEqual({path.name for path in (self.here / "mine").iterdir()}, {"thesis.txt"})


if __name__ == "__main__":
    unittest.main()
