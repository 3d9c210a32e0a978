"""Effects of policies: which numbers are shown, what stands in table and chart, and what is said of a folder that is not whole."""
import csv
import io
import pathlib
import tempfile
import unittest

import pandas

import folder
import compare
from results import ResultError, open_comparison

STEADY = [(8, 0, 0, 1, 100)] * 3


def numbers(last, before=(8, 0, 0, 1, 100)):
    return STEADY + [before] * 3 + [last]


# On 1 July: a stock that surely falls by a fifth, one that may go either way, one that hardly moves, a flow of June, euros, a rest.
EFFECTS = {
    ("waiting", ""): ("persons", "moment", numbers((8, -20, 5, 1, 100))),
    ("waiting", "origin=syria"): ("persons", "moment", numbers((8, -7, 5, 1, 30))),
    ("maybe", ""): ("persons", "moment", numbers((8, 30, 40, 0.6, 100))),
    ("large", ""): ("persons", "moment", numbers((8, 10, 2, 1, 100000))),
    ("same", ""): ("persons", "moment", numbers((8, -20, 5, 1, 100))),
    ("housed", ""): ("persons", "period", STEADY + [(8, 0, 0, 1, 100)] * 2 + [(8, 11, 3, 1, 100), (0, 0, 0, 0, 0)]),
    ("paid", ""): ("EUR", "period", STEADY + [(8, 0, 0, 1, 100)] * 2 + [(8, 2500000, 500000, 1, 20000000), (0, 0, 0, 0, 0)]),
    ("rest", ""): ("places", "moment", numbers((8, 40, 10, 1, -10))),
    ("still", ""): ("persons", "moment", numbers((8, 0, 0, 1, 100))),
}


class Effects(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.path = pathlib.Path(temporary.name) / "out"

    def write(self, **changes):
        return folder.write_comparison(self.path, {"small+law": EFFECTS, "small+nothing": {("waiting", ""): ("persons", "moment", numbers((8, 0, 0, 1, 100)))}}, **changes)

    def told(self, *arguments):
        status, output, errors = folder.run("compare.py", self.path, *arguments)
        self.assertEqual((status, errors), (0, ""))
        return output


class Choice(Effects):
    def test_first_what_chance_cannot_have_done_then_what_moves_most_beside_how_much_there_is(self):
        comparison = open_comparison(self.write())
        found = compare.what_moves(comparison, "small+law", [comparison.dates[-1]])
        # paid 2.5 of 22.5 million; rest 40 of 30 + 10; waiting 20 of 110 (and `same` says the same); housed 11 of 121; large 10 of 100,020
        self.assertEqual(list(found), ["rest", "waiting", "paid", "housed", "large"])         # what chance may have done only where there is little else
        self.assertEqual(list(compare.what_moves(comparison, "small+nothing", [comparison.dates[-1]])), [])

    def test_of_a_flow_the_period_that_ends_on_the_date(self):
        comparison = open_comparison(self.write())
        effect, = compare.effects(comparison, "small+law", ["housed"], [comparison.dates[-1]])["housed"]
        self.assertEqual((effect.effect, effect.low, effect.high, effect.date.month), (11, 8, 14, 7))
        self.assertEqual(effect.share, 0.11)

    def test_a_year_on_and_the_end_unless_dates_are_asked_for(self):
        comparison = open_comparison(self.write(others={"small+law": {"begins": "2025-03-05"}}))
        self.assertEqual([date.month for date in compare.dates_of(comparison, "small+law", [])], [4, 7])      # a year after 5 March is 5 March 2026
        self.assertEqual([date.month for date in compare.dates_of(comparison, "small+nothing", [])], [7])     # the run is shorter than a year
        self.assertEqual(compare.dates_of(comparison, "small+law", [pandas.Timestamp(2026, 2, 1)]), [pandas.Timestamp(2026, 2, 1)])
        with self.assertRaisesRegex(ResultError, "--on 2026-02-03: the dates are 2026-01-01 to 2026-07-01, each month"):
            compare.dates_of(comparison, "small+law", [pandas.Timestamp(2026, 2, 3)])

    def test_a_rest_has_no_share_and_little_has_none_either(self):
        comparison = open_comparison(self.write())
        rest, = compare.effects(comparison, "small+law", ["rest"], [comparison.dates[-1]])["rest"]
        self.assertIsNone(rest.share)

    def test_of_few_pairs_all_must_go_the_same_way(self):
        few = compare.Effect("x", "persons", None, 100, 5, 1, 9, 0.75, 4, False)
        self.assertFalse(few.is_sure)
        self.assertTrue(compare.dataclasses.replace(few, same_sign=1).is_sure)
        self.assertTrue(compare.dataclasses.replace(few, replications=8).is_sure)


class Told(Effects):
    def test_a_table_in_dutch(self):
        self.write()
        said = self.told("--language", "nl", "--scenario", "small+law")
        self.assertIn("Wat er verandert ten opzichte van: een kleine raming", said)
        self.assertIn("Small+law ingevoerd (small+law)", said)
        line = next(line for line in said.splitlines() if "Waiting in het Nederlands" in line)
        self.assertRegex(line, r"personen +1 juli 2026 +100 +−20,0 +−25,0 +−15,0 +−20 % +100 % +8$")
        self.assertRegex(said, r"Paid in het Nederlands +miljoen euro +1 juli 2026 +20,0 +\+2,50 +\+2,00 +\+3,00 +\+12 %")
        self.assertIn("8 paren; onzekere invoer getrokken, in beide van een paar gelijk.", said)

    def test_what_changes_nothing_says_so(self):
        self.write()
        self.assertIn("Nothing changes.", self.told("--scenario", "small+nothing"))

    def test_a_csv_has_every_scenario_and_unrounded_numbers(self):
        self.write()
        rows = list(csv.DictReader(io.StringIO(self.told("--format", "csv", "--measure", "waiting", "--group", "origin=syria"))))
        self.assertEqual([(row["scenario"], row["effect"], row["from (95%)"], row["share of without"]) for row in rows],
                         [("small+law", "-7", "-12", "-0.2333333333")])

    def test_a_file_by_its_suffix(self):
        self.write()
        target = self.path / "effects.md"
        self.assertEqual(self.told("-o", target), "")
        self.assertIn("| Waiting in English | persons | 1 July 2026 |", target.read_text(encoding="utf-8"))

    def test_charts_are_whole_and_the_same_each_time(self):
        self.write()
        files = [pathlib.Path(line) for line in self.told("--charts", "--measure", "waiting", "--language", "nl").splitlines()]
        self.assertEqual([file.name for file in files], ["effects-small+law.png", "effects-small+law.svg", "effects-small+nothing.png",
                                                         "effects-small+nothing.svg", "effect-waiting.png", "effect-waiting.svg"])
        first = [file.read_bytes() for file in files]
        self.told("--charts", "--measure", "waiting", "--language", "nl")
        self.assertEqual(first, [file.read_bytes() for file in files])

    def test_what_stands_in_a_chart(self):
        import effects_chart
        from chart import pyplot
        comparison = open_comparison(self.write())
        found = compare.what_moves(comparison, "small+law", [comparison.dates[-1]])
        figure = effects_chart.draw(comparison, "small+law", found, "en")
        figure.canvas.draw()
        axes = figure.axes[0]
        self.assertEqual([label.get_text() for label in axes.get_yticklabels()],
                         ["Waiting in English", "Paid in English", "Housed in English", "Large in English"])     # of a rest no share
        self.assertIn("−20.0 (−25.0 … −15.0)\npersons", [text.get_text() for text in axes.texts])
        self.assertEqual([line.get_xdata()[0] for line in axes.lines if line.get_marker() == "D"], [-0.2, 0.125, 0.11, 0.0001])
        self.assertIn("What changes with: small+law in force", [text.get_text() for text in figure.texts])
        renderer = figure.canvas.get_renderer()
        for part in figure.texts + figure.legends + axes.texts:
            box = part.get_window_extent(renderer)
            self.assertTrue(box.x0 >= 0 and box.x1 <= figure.bbox.x1, part)
        pyplot.close(figure)


class Refused(Effects):
    def fault(self, *arguments):
        status, output, errors = folder.run("compare.py", self.path, *arguments)
        self.assertEqual((status, output), (2, ""))
        self.assertEqual(len(errors.splitlines()), 1, errors)
        return errors

    def test_what_is_not_there_is_told_with_the_nearest(self):
        self.write()
        self.assertIn("no measure waitin in", self.fault("--measure", "waitin"))
        self.assertIn("the nearest is waiting", self.fault("--measure", "waitin"))
        self.assertIn("the nearest is 'origin=syria'", self.fault("--measure", "waiting", "--group", "origin=syrie"))
        self.assertIn("--scenario other: there are small+law, small+nothing", self.fault("--scenario", "other"))

    def test_a_folder_of_something_else(self):
        self.assertIn("no such folder", self.fault())
        folder.write(self.path)
        self.assertIn("not a folder that `doorstroom compare -o` wrote, it has no compare.csv", self.fault())

    def test_each_file_is_needed_and_must_be_whole(self):
        for name in ("compare.csv", "compare.json"):
            self.write()
            content = (self.path / name).read_bytes()
            (self.path / name).unlink()
            self.assertIn(f"it has no {name}", self.fault())
            for share in (0, 0.5, 0.9):
                (self.path / name).write_bytes(content[:int(share * len(content))])
                self.assertRegex(self.fault(), "cannot be read as JSON|is not as it was written: cut short")
            (self.path / name).write_bytes(content)
        lines = (self.path / "compare.csv").read_text(encoding="utf-8").splitlines(keepends=True)
        (self.path / "compare.csv").write_text("".join(lines[:-1]), encoding="utf-8")       # cut at the end of a line
        self.assertIn("is not as it was written: cut short", self.fault())

    def test_another_version_or_another_comparison(self):
        self.write(version="9.0.0")
        self.assertIn("written by version 9.0.0 of doorstroom, and this is version", self.fault())
        self.write(compared=[{"scenario": "small+law"}])
        self.assertIn("compare.json names small+law, compare.csv small+law, small+nothing", self.fault())
        self.write(compared=[])
        self.assertIn("does not say what was compared", self.fault())


if __name__ == "__main__":
    unittest.main()
