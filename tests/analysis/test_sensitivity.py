"""What `./doorstroom sensitivity` writes, from sweep folders with numbers that are known, and what it says of wrong ones."""
import csv
import hashlib
import io
import pathlib
import re
import shutil
import tempfile
import unittest

import numpy

import folder
import sensitivity
import sweep_folder as designs
from results import ResultError
from sweeps import open_sweep

NAMES = ["values.arrivals", "values.arrivals@2027", "quantile:resources.coa.slip.never"]
DATES = ["2027-01-01", "2028-01-01"]
TITLES = {"measures": {"demand": {"title": {"nl": "vraag naar plekken", "en": "demand for places"}, "dated": "moment"},
                       "places": {"title": {"nl": "plekken", "en": "places"}, "dated": "moment"}}}


class Sensitivity(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self.temporary.cleanup)
        self.path = pathlib.Path(self.temporary.name) / "sweep"

    def saltelli(self, size=128, **about):
        """demand = 1000 (arrivals + next year's arrivals / 2 in 2028) + 600 never, both arrivals one group; places are fixed."""
        matrix = designs.saltelli(designs.shifted(size, 6, seed=1), [[0, 1], [2]])
        outputs = {("demand", group, date): share * (1000 * (matrix[:, 0] + (date > "2027-06") * matrix[:, 1] / 2) + 600 * matrix[:, 2])
                   for group, share in (("", 1), ("municipality=nijmegen", 0.5)) for date in DATES}
        outputs |= {("places", "", date): numpy.full(len(matrix), 900.0) for date in DATES}
        problem = designs.saltelli_problem(size, groups=["values.arrivals", "values.arrivals", NAMES[2]])
        return designs.write(self.path, matrix, outputs, NAMES, problem, **{"replications": 4, **TITLES, **about},
                             sd={key: numpy.full(len(matrix), 100.0) for key in outputs})

    def asked(self, *arguments):
        return designs.told(self.path, *arguments)

    def fault(self, *arguments):
        with self.assertRaises(ResultError) as caught:
            sensitivity.make(sensitivity.read_arguments([str(self.path), *arguments]))
        return str(caught.exception).replace(str(self.path), "DIR")

    def rows(self, *arguments):
        output = self.asked("--format", "csv", *arguments)
        return {(row["analysis"], row["date"], row["measure"], row["group"], row["parameter"], row["statistic"]): row
                for row in csv.DictReader(io.StringIO(output))}


class Tables(Sensitivity):
    def test_the_table_of_the_last_date(self):
        self.saltelli()
        output = self.asked()
        self.assertIn("Saltelli design of 128 base points and 2 groups of parameters: 512 runs of 4 replications each, "
                      "replication r the same world at every point. What is uncertain and not in the design is part of chance.\n", output)
        self.assertIn("\nTogether under one name: values.arrivals with every year of its walk.\n", output)
        # Variances in units of 1000^2 / 12: arrivals 1 + 1/4, never 0.36, so 134,167 of which 78 and 22 %; chance 100^2.
        self.assertRegex(output, r"Demand for places, 1 January 2028\nMean 1,0\d\d, standard deviation 3[78]\d persons between one replication and another; "
                                 r"93% of that variance is explained by the parameters, 7% is chance\.\nAt most 2% of what")
        self.assertRegex(output, r"\n  values.arrivals +0\.7\d \(0\.\d\d – \d\.\d\d\) +0\.7\d \(0\.\d\d – 0\.\d\d\) +0\.7\d\n"
                                 r"  resources.coa.slip.never +0\.2\d \(0\.\d\d – 0\.\d\d\) +0\.2\d \(0\.\d\d – 0\.\d\d\) +0\.2\d\n")
        self.assertRegex(output, r"Demand for places, 1 January 2028: which way and how far\n +parameter +rank correlation +low +high +high less low\n"
                                 r"  values.arrivals +0\.9\d .*\n  resources.coa.slip.never, as a quantile level of its law +0\.\d\d ")
        self.assertIn("Left out: Places – the same at every point, or too few points.", output)
        self.assertNotIn("nijmegen", output)

    def test_over_time_and_by_group_in_dutch(self):
        self.saltelli()
        output = self.asked("--over-time", "--groups", "--measure", "demand", "--language", "nl", "--show", "indices")
        self.assertRegex(output, r"Vraag naar plekken: totaal effect in de tijd\n +datum +values.arrivals +resources.coa.slip.never +toeval, van alle variantie\n"
                                 r"  1 januari 2027 +0,7\d +0,2\d +\d %\n  1 januari 2028 +0,7\d +0,2\d +7 %\n")
        self.assertIn("Vraag naar plekken, municipality: nijmegen: totaal effect in de tijd\n", output)

    def test_every_number_as_csv(self):
        self.saltelli()
        rows = self.rows("--over-time", "--groups", "--show", "indices", "--show", "ranks", "--show", "variance", "--top", "1")
        never = NAMES[2].removeprefix("quantile:")                           # an index does not ask in which terms it stands
        total = rows["sobol", DATES[1], "demand", "", never, "total"]
        self.assertAlmostEqual(float(total["value"]), 0.36 / 1.61, delta=0.02)
        self.assertLess(float(total["low"]), 0.36 / 1.61)
        self.assertGreater(float(total["high"]), 0.36 / 1.61)
        self.assertEqual((total["scenario"], total["unit"], total["points used"], total["points left out"]), ("small", "persons", "128", "0"))
        of_all = rows["sobol", DATES[1], "demand", "", never, "total_of_all_variance"]
        chance = float(rows["sobol", DATES[1], "demand", "", "", "chance_variance"]["value"])
        explained = float(rows["sobol", DATES[1], "demand", "", "", "explained_variance"]["value"])
        self.assertEqual(chance, 10_000)
        self.assertAlmostEqual(float(of_all["value"]), float(total["value"]) * explained / (explained + chance), 8)
        self.assertIn(("ranks", DATES[0], "demand", "municipality=nijmegen", NAMES[1], "partial_rank_correlation"), rows)
        self.assertAlmostEqual(float(rows["variance", DATES[0], "demand", "", "", "variance_total"]["value"]), 1_360_000 / 12 + 10_000, delta=1500)
        output = self.asked("--format", "csv", "--language", "nl", "--show", "indices")
        self.assertTrue(output.startswith("\ufeffscenario;beleid;analyse;datum;maat;"))

    def test_of_many_that_tell_nothing_a_few_are_named(self):
        matrix = numpy.random.default_rng(1).random((20, 2))
        outputs = {f"m{number}": numpy.ones(20) for number in range(8)} | {"y": matrix[:, 0]}
        designs.write(self.path, matrix, outputs, problem={"sample": {"method": "lhs"}})
        self.assertIn("\nLeft out: m0, m1, m2, m3, m4 and 3 more – the same at every point, or too few points.\n", self.asked())

    def test_one_measure_less_another(self):
        self.saltelli()
        output = self.asked("--measure", "demand", "--minus", "places", "--show", "indices")
        self.assertIn("How much of it is chance is not known: a sweep does not keep the spread of a difference", output)
        self.assertRegex(output, r"demand - places, 1 January 2028\nMean 1\d\d persons")

    def test_pairs(self):
        matrix = designs.saltelli(designs.shifted(64, 4, seed=1), [[0], [1]], second_order=True)
        designs.write(self.path, matrix, {"y": (matrix[:, 0] - 0.5) * (matrix[:, 1] - 0.5)}, problem=designs.saltelli_problem(64, True))
        output = self.asked("--show", "pairs")
        self.assertRegex(output, r"\n  x1 +x2 +(0\.9\d|1\.0\d) \(")
        self.saltelli()
        self.assertEqual(self.fault("--show", "pairs"), "DIR/design.csv: pairs ask for a Saltelli design with second order")

    def test_what_chance_leaves_in_an_effect_is_told_where_every_point_has_its_own(self):
        morris = numpy.array([[0, 0], [0.5, 0], [0.5, 0.5], [0, 0.5], [0.5, 0.5], [0.5, 0]])
        for chance, said in (("own", "Mean 4.8 persons.\nChance leaves a standard deviation of 4.0 in one effect"), ("common", "Mean 4.8 persons.\n  parameter")):
            designs.write(self.path, morris, {"y": morris @ [10, 6]}, problem={"sample": {"method": "morris"}}, replications=2, chance=chance,
                          sd={"y": numpy.full(6, 2.0)})                      # the root of 2 x 4 / 2, over half
            self.assertIn(said, self.asked("--show", "indices"))

    def test_a_latin_hypercube_has_ranks(self):
        matrix = numpy.random.default_rng(1).random((60, 3))
        designs.write(self.path, matrix, {"y": matrix[:, 0] - matrix[:, 1]}, problem={"sample": {"method": "lhs"}})
        output = self.asked()
        self.assertIn("Latin hypercube of 60 points", output)
        self.assertRegex(output, r"\n  x2 +−(0\.9\d|1\.00) \(−")
        self.assertEqual(self.fault("--show", "indices"), "DIR/design.csv: indices ask for a Saltelli or Morris design, this one is lhs")

    def test_a_matrix_that_says_nothing_of_itself(self):
        matrix = designs.saltelli(designs.shifted(64, 4, seed=1), [[0], [1]])
        designs.write(self.path, matrix, {"y": matrix[:, 0]})
        self.assertIn("its method is not known; --method saltelli or morris gives indices", self.asked())
        self.assertRegex(self.asked("--method", "saltelli"), r"\n  x1 +(0\.9\d|1\.0\d) .* +(0\.9\d|1\.0\d) \(")
        morris = numpy.array([[0, 0], [2, 0], [2, 3], [0, 3], [2, 3], [2, 0]])
        designs.write(self.path, morris, {"y": morris @ [10, 1]})
        self.assertRegex(self.asked("--method", "morris", "--show", "indices"), r"\n  x1 +20\.0 \(20\.0 – 20\.0\) +20\.0 .*\n  x2 +3\.0 \(")

    def test_into_files(self):
        self.saltelli(16)
        file = self.path.parent / "matters.md"
        output = self.asked("-o", file, "--show", "indices")
        self.assertEqual(output, "")
        text = file.read_text(encoding="utf-8")
        self.assertTrue(text.startswith("# small: what matters\n"))
        self.assertIn("| parameter | first order | total | total, of all variance |\n|---|---:|---:|---:|\n| values.arrivals |", text)


class Corner(Sensitivity):
    def test_where_demand_exceeds_the_places(self):
        self.saltelli(512)
        arguments = ("--measure", "demand", "--minus", "places", "--exceeds", "300", "--density", "0.9")
        output = self.asked(*arguments)
        self.assertRegex(output, r"Demand for places less Places above 300 persons on 1 January 2028: so in \d+ of 1024 points, 3\d%\.\n")
        box = re.search(r"Box 1: coverage (\d+)%, density (\d+)%, (\d+)% of all points\n.*\n(  values.arrivals .*\n)", output)
        self.assertGreaterEqual(int(box[2]), 90)
        self.assertRegex(box[4], r"values.arrivals +0\.[56]\d+ +– +0\.\d+ – (0\.99\d+|1\.0+) +< 0\.001 +100%")
        rows = self.rows(*arguments)
        self.assertAlmostEqual(float(rows["discovery", DATES[1], "demand - places", "", "", "density"]["value"]) * 100, int(box[2]), delta=0.5)

    def test_on_several_dates_it_need_not_be_so_on_each(self):
        self.saltelli(64)
        output = self.asked("--measure", "demand", "--exceeds", "1620", "--over-time")
        self.assertRegex(output, r"above 1,620 persons on 1 January 2027: so in 0 of 128 points, 0%\.\nNo box is denser")
        self.assertRegex(output, r"above 1,620 persons on 1 January 2028: so in [1-9]\d? of 128 points")

    def test_where_there_is_no_corner(self):
        self.saltelli(16)
        self.assertRegex(self.fault("--measure", "demand", "--exceeds", "9000"),
                         r"^demand exceeds 9000 at no point on 2028-01-01: it lies between \d+\.?\d* and \d+\.?\d*$")
        self.assertRegex(self.fault("--measure", "demand", "--exceeds", "-1"), r"^demand exceeds -1 at every point on 2028-01-01")


class Faults(Sensitivity):
    def change(self, name, old, new, count=1):
        path = self.path / name
        text = path.read_text(encoding="utf-8")
        self.assertIn(old, text)
        path.write_text(text.replace(old, new, count), encoding="utf-8")

    def test_what_is_no_sweep_folder(self):
        self.assertEqual(self.fault(), "DIR: no such folder; a sweep folder is what `doorstroom sweep SCENARIO --design DIR -o DIR` writes")
        self.saltelli(16)
        (self.path / "sweep.csv").unlink()
        self.assertEqual(self.fault(), "DIR: not a sweep folder, it has no sweep.csv")
        (self.path / "journal").write_bytes(b"")
        (self.path / "sweep.json").unlink()
        self.assertEqual(self.fault(), "DIR: the sweep is not finished; go on with `doorstroom resume`")
        shutil.rmtree(self.path)
        self.saltelli(16, shard="2/3")
        self.assertEqual(self.fault(), "DIR: holds one shard of 3; put them together with `doorstroom merge`")

    def test_of_another_version_or_not_as_it_was_written(self):
        self.saltelli(16, format="doorstroom-sweep 2")
        self.assertEqual(self.fault(), "DIR: sweep.json says the format doorstroom-sweep 2, and this version reads doorstroom-sweep 1; run the sweep again")
        self.saltelli(16)
        digest = hashlib.sha256((self.path / "sweep.csv").read_bytes()).hexdigest()
        self.saltelli(16, files=[{"file": "sweep.csv", "sha256": digest}])
        self.assertIn("Demand for places", self.asked("--show", "indices"))
        self.change("sweep.csv", ",100.0\n", ",101.0\n")
        self.assertEqual(self.fault(), "DIR/sweep.csv: is not as it was written: cut short, changed, or of another run")

    def test_rows_that_are_not_as_they_should_be(self):
        self.saltelli(16)
        self.change("sweep.csv", "point,status,date,measure", "point,status,day,measure")
        self.assertEqual(self.fault(), "DIR/sweep.csv: has no column date")
        self.saltelli(16)
        self.change("sweep.csv", "\n7,done,2027-01-01,demand,,", "\n7,done,2027-02-01,demand,,")
        self.assertEqual(self.fault(), "DIR: sweep.csv has at point 7 the date '2027-02-01' where point 0 has '2027-01-01'")
        self.saltelli(16)
        path = self.path / "sweep.csv"
        lines = path.read_text(encoding="utf-8").splitlines(True)
        path.write_text("".join(line for line in lines if not line.startswith("9,done,2027-01-01,places")), encoding="utf-8")
        self.assertEqual(self.fault(), "DIR: sweep.csv has not the same rows for every point, point after point: point 9 has not as many rows as the others")
        self.saltelli(16)
        design = self.path / "design.csv"
        design.write_text("".join(design.read_text(encoding="utf-8").splitlines(True)[:-4]), encoding="utf-8")
        self.assertEqual(self.fault(), "DIR: design.csv has 60 points, sweep.csv 64")
        self.saltelli(16)
        self.change("sweep.csv", ",demand,,persons,4,", ",demand,,persons,four,")
        self.assertRegex(self.fault(), r"^DIR/sweep.csv: cannot be read: .*four")

    def test_what_is_not_in_it(self):
        self.saltelli(16)
        self.assertEqual(self.fault("--measure", "demnd"), "no measure demnd in DIR; the nearest is demand")
        self.assertEqual(self.fault("--measure", "demand", "--group", "municipality=nijmgen"),
                         "measure demand has no group 'municipality=nijmgen' in DIR; the nearest is 'municipality=nijmegen'")
        self.assertEqual(self.fault("--measure", "demand", "--on", "2028-02-01"), "DIR has no demand on 2028-02-01; the nearest is 2028-01-01")

    def test_nothing_is_written_when_something_is_wrong(self):
        self.saltelli(16)
        file = self.path.parent / "table.csv"
        status, output, errors = folder.run("sensitivity.py", self.path, "--measure", "nothing", "-o", file, "--figures", self.path.parent / "figures")
        self.assertEqual((status, output), (2, ""))
        self.assertRegex(errors, r"^sensitivity\.py: no measure nothing in \S+; the nearest is \w+\n$")
        self.assertFalse(file.exists() or (self.path.parent / "figures").exists())
        status, output, errors = folder.run("sensitivity.py", self.path, "--show", "indices", "-o", self.path.parent / "none" / "table.csv")
        self.assertEqual(status, 74)

    def test_every_point_failed(self):
        self.saltelli(16)
        self.change("sweep.csv", ",done,", ",failed,", -1)
        self.assertEqual(self.fault(), "DIR: every design point failed; points.csv says why")

    def test_failed_points_are_counted(self):
        self.saltelli(16)
        self.change("sweep.csv", "\n5,done,", "\n5,failed,", -1)
        self.change("sweep.csv", "\n6,done,", "\n6,failed,", -1)
        self.assertEqual(open_sweep(self.path).failed.sum(), 2)
        self.assertIn("2 of 64 points failed; each takes its whole base point or trajectory with it.", self.asked("--show", "indices"))


class Charts(Sensitivity):
    def drawn(self, *arguments):
        figures = self.path.parent / "figures"
        shutil.rmtree(figures, ignore_errors=True)
        self.asked(*arguments, "--figures", figures)
        return {path.name: path.read_bytes() for path in figures.iterdir()}

    def test_the_same_sweep_gives_the_same_charts(self):
        self.saltelli(64)
        files = self.drawn("--measure", "demand")
        names = [f"demand-{kind}-2028-01-01.{form}" for kind in ("indices", "tornado") for form in ("png", "svg")]
        self.assertEqual(sorted(files), names)
        self.assertEqual(self.drawn("--measure", "demand"), files)

    def test_a_chart_of_each_kind(self):
        self.saltelli(64)
        self.assertIn("demand-indices-over-time.svg", self.drawn("--measure", "demand", "--over-time", "--language", "nl"))
        self.assertIn("demand-variance.svg", self.drawn("--measure", "demand", "--over-time", "--show", "variance"))
        files = self.drawn("--measure", "demand", "--exceeds", "1000")
        self.assertTrue({"demand-box-1-2028-01-01.png", "demand-peeling-1-2028-01-01.png"} <= set(files))
        morris = numpy.array([[0, 0], [0.5, 0], [0.5, 0.5], [0, 0.5], [0.5, 0.5], [0.5, 0]])
        designs.write(self.path, morris, {"y": morris @ [10, 1]}, problem={"sample": {"method": "morris"}})
        self.assertIn("y-effects-2028-01-01.png", self.drawn("--show", "indices"))

    def test_words_stay_inside_the_page(self):
        self.saltelli(64, measures={"demand": {"title": {"nl": "een maat met een heel lange naam " * 4, "en": "x"}}})
        from sensitivity_charts import Page
        from sensitivity_report import study_of_one
        from study import Study
        options = sensitivity.read_arguments([str(self.path), "--measure", "demand", "--language", "nl"])
        study = Study(open_sweep(self.path), 100, 1)
        page = Page([study], options)
        for kind, numbers, told in study_of_one(study, options).charts:
            for _, figure in page.figures(kind, numbers, told):
                figure.canvas.draw()
                for part in [*figure.texts, *figure.axes[0].get_yticklabels(), figure.axes[0].get_legend()]:
                    box = part.get_window_extent(figure.canvas.get_renderer())
                    self.assertGreaterEqual(box.x0, 0, part)
                    self.assertLessEqual(box.x1, figure.bbox.x1, part)


if __name__ == "__main__":
    unittest.main()
