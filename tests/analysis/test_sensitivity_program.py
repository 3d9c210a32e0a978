"""`sample`, then `sweep`, then `sensitivity`, on a scenario of which the indices are known, and with every method of `sample`."""
import csv
import pathlib
import tempfile
import unittest

import sampled
import sweep_folder


@sampled.needs_program
class Program(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self.temporary.cleanup)
        self.path = pathlib.Path(self.temporary.name)
        sampled.scenario(self.path / "six.yaml")

    def told(self, method, size, *arguments, sampling=(), sweeping=()):
        sampled.run("sample", self.path / "six.yaml", "--method", method, "--size", size, *sampling, "--quiet", "-o", self.path / method)
        sampled.run("sweep", self.path / "six.yaml", "--design", self.path / method, "--replications", 2, *sweeping, "--quiet", "-o", self.path / f"{method}-swept")
        return sweep_folder.told(self.path / f"{method}-swept", *arguments)

    def rows(self, *arguments, **more):
        output = self.told(*arguments, "--format", "csv", **more)
        return {(row["statistic"], row["parameter"]): float(row["value"]) for row in csv.DictReader(output.splitlines())}

    def test_the_product_of_six_chances(self):
        for chance in ("common", "own"):
            with self.subTest(chance):
                rows = self.rows("saltelli", 128, sweeping=("--chance", chance, "--force"), sampling=("--force",))
                first, total, variance = sampled.product_answer()
                for number in range(1, sampled.COLUMNS + 1):
                    self.assertAlmostEqual(rows["first", f"values.x{number}"], first, delta=0.06)
                    self.assertAlmostEqual(rows["total", f"values.x{number}"], total, delta=0.06)
                self.assertAlmostEqual(rows["explained_variance", ""] / (3000 ** 2 * variance), 1, delta=0.15)
                # Of 3000 who come by chance about 0.18 pass all: a Poisson number, its variance is its mean.
                self.assertAlmostEqual(rows["chance_variance", ""] / (3000 * 0.75 ** 6), 1, delta=0.25)

    def test_every_method(self):
        self.assertIn("Morris design of 20 trajectories and 6 groups", self.told("morris", 20))
        self.assertIn("Latin hypercube of 100 points", self.told("lhs", 100))
        self.assertIn("Sobol sequence of 64 points", self.told("sobol", 64))
        self.assertIn("full factorial design of 64 points", self.told("full", 2))
        self.assertRegex(self.told("saltelli", 32, "--show", "pairs", sampling=("--second-order",)), r"\n  values.x\d +values.x\d +−?0\.\d\d \(")



if __name__ == "__main__":
    unittest.main()
