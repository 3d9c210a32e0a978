"""The table: exact aggregation, replication by replication, and what it looks like in both languages."""
import csv
import datetime
import io
import pathlib
import tempfile
import unittest

import folder


class Table(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self.temporary.cleanup)
        self.path = pathlib.Path(self.temporary.name) / "result"

    def table(self, *arguments, **changes):
        folder.write(self.path, **changes)
        status, output, errors = folder.run("forecast_table.py", self.path, *arguments)
        self.assertEqual(status, 0, errors)
        return output

    def rows(self, measure, *arguments, group="", **changes):
        """The rows of one series, as numbers, from the English CSV."""
        output = self.table("--format", "csv", "--groups", *arguments, **changes)
        return [row for row in csv.DictReader(io.StringIO(output)) if (row["measure"], row["group"]) == (measure, group)]

    def numbers(self, column, *arguments, **changes):
        return [float(row[column]) for row in self.rows(*arguments, **changes)]


class Aggregation(Table):
    def test_a_stock_is_its_value_at_the_start_and_at_each_end(self):
        rows = self.rows("in_reception")
        self.assertEqual([row["date"] for row in rows], ["2026-01-01", "2026-04-01", "2026-07-01"])
        self.assertEqual([float(row["p95"]) for row in rows], [1000, 1027, 1054])
        self.assertEqual({row["dated"] for row in rows}, {"moment"})

    def test_a_flow_is_added_up_in_each_replication_before_it_is_summarised(self):
        # Quarters by replication: 6, 6, 15 and 60, 60, 0. Added quantiles would give other numbers.
        rows = self.rows("housed")
        self.assertEqual([row["date"] for row in rows], ["2026-01-01", "2026-04-01"])
        self.assertEqual([(float(row["mean"]), float(row["p50"]), float(row["p95"])) for row in rows],
                         [(9, 6, 14.1), (40, 60, 60)])
        self.assertEqual(self.numbers("p50", "housed", group="origin=other"), [3, 27])

    def test_a_mean_wait_weighs_who_was_counted(self):
        # (3 x 10 + 1 x 40) / 4 = 17.5, with a month in which nobody was; (20 + 20 + 2 x 20) / 4 = 20; nobody at all.
        rows = self.rows("wait.mean")
        self.assertEqual([(row["replications"], float(row["p50"])) for row in rows], [("2", 18.75), ("2", 5.5)])
        self.assertEqual(self.numbers("p50", "wait.n"), [4, 3])

    def test_quantiles_of_a_wait_are_left_out_and_the_reason_is_told(self):
        self.assertEqual(self.rows("wait.p90"), [])
        self.assertIn("Left out: wait.sd, wait.p50, wait.p90 – ", self.table())

    def test_on_the_grid_of_the_run_quantiles_of_a_wait_stand(self):
        self.assertEqual(self.numbers("p50", "wait.p90", "--by", "report"), [19] * 6)

    def test_a_peak_is_the_highest_and_a_mean_weighs_the_days(self):
        self.assertEqual(self.numbers("p50", "peak"), [4, 7])
        # Over 31, 28 and 31 days: 31 x 31 / 90, 90, 28 x 28 / 90.
        self.assertAlmostEqual(self.numbers("p50", "average")[0], 31 * 31 / 90, places=7)

    def test_a_ratio_is_made_again_from_what_it_is_made_of(self):
        self.assertEqual(self.numbers("p50", "share_used"), [0.5, 2])           # 6 / 12 and 60 / 30
        self.assertEqual(self.numbers("p50", "share_used", "--by", "report"), [0.5] * 6)

    def test_a_number_in_a_difference_counts_once_a_period(self):
        self.assertEqual(self.numbers("p50", "spare"), [5, -31])                # 12 - 6 - 1; 30 - 60 - 1
        self.assertEqual(self.numbers("mean", "spare"), [2, -11])

    def test_openings_of_slots_add_up(self):
        self.assertEqual(self.numbers("p50", "offered"), [12, 30])

    def test_what_is_not_known_to_add_up_is_left_out(self):
        output = self.table(resolved="as text")
        self.assertIn("Left out: share_used, spare", output)
        self.assertRegex(output, "Left out: peak, average, offered – the manifest does not say how shorter periods add up")

    def test_half_years_and_years(self):
        self.assertEqual(self.numbers("p50", "housed", "--by", "half-year"), [66])
        rows = self.rows("housed", "--by", "year")
        self.assertEqual([(row["period"], float(row["p50"])) for row in rows], [("2026 (part of the period)", 66)])

    def test_a_quarter_cut_by_the_run_says_so(self):
        dates = [datetime.date(2026, 2, 15)] + folder.MONTHS[2:]
        measures = {"housed": (*folder.MEASURES["housed"][:3], [[1, 2, 3, 4, 5, folder.NAN]] * 3)}
        output = self.table(measures=measures, dates=dates)
        self.assertIn("Q1 2026*", output)
        self.assertIn("* Q1 2026 is only part of that quarter: the run covers 15 February 2026 to 1 July 2026.", output)
        self.assertNotIn("Q2 2026*", output)


class Languages(Table):
    def test_dutch_numbers_and_words(self):
        output = self.table("--language", "nl")
        self.assertIn("Bezetting opvang\npersonen, stand aan het eind van het kwartaal\n", output)
        self.assertIn("1 april 2026      1.000     985 en 1.015     973 en 1.027\n", output)
        self.assertIn("Op 1 juli 2026: 1.000; tussen de 946 en 1.054, met 9 op 10 kans.", output)
        self.assertIn("1e kwartaal 2026     18,8    18,1 en 19,4     17,6 en 19,9\n", output)
        self.assertIn("Bandbreedte: toeval en onzekere invoer samen; 9 van de 10 keer naspelen (p05 tot p95)", output)
        self.assertIn("Bron: Doorstroom 0.1.0 012345678, scenario small, digest abababababab, 3 replicaties, seed 7.", output)

    def test_english_numbers_and_words(self):
        output = self.table()
        self.assertIn("1 July 2026         1,000     970 and 1,030     946 and 1,054\n", output)
        self.assertIn("On 1 July 2026: 1,000; between 946 and 1,054 with 9 in 10 probability.", output)
        self.assertIn("1 July 2026         67%\n", output)
        self.assertIn("Bands: chance and uncertain inputs together", output)
        self.assertIn("With only 3 replications, the edges of the bands are rough.", output)

    def test_many_euros_are_told_in_millions_and_kept_whole_in_a_csv(self):
        cost = ({"title": {"nl": "kosten", "en": "cost"}, "cost": {"lodged": "coa"}}, "period", "EUR",
                [[4e8, 4e8, 4.5e8, 1, 1, 1, folder.NAN]] * 3)
        output = self.table("--language", "nl", measures={"cost": cost})
        self.assertIn("Kosten\nmiljoen euro, per kwartaal\n", output)
        self.assertIn("1e kwartaal 2026    1.250   1.250 en 1.250   1.250 en 1.250\n", output)
        self.assertEqual(self.numbers("p50", "cost", measures={"cost": cost}), [1.25e9, 3])

    def test_without_uncertain_inputs_the_bands_say_chance_only(self):
        self.assertIn("Bands: chance only", self.table(uncertainty="none"))
        self.assertIn("Bandbreedte: alleen toeval", self.table("--language", "nl", uncertainty="none"))
        self.assertEqual({row["band"] for row in self.rows("housed", uncertainty="none")}, {"chance only"})
        self.assertIn("does not say whether uncertain inputs were drawn", self.table(uncertainty=None))

    def test_a_dutch_csv_opens_in_a_dutch_spreadsheet(self):
        output = self.table("--format", "csv", "--language", "nl")
        self.assertTrue(output.startswith("\ufeffscenario;periode;datum;gedateerd;maat;"))
        self.assertIn("small;1e kwartaal 2026;01-01-2026;periode;wait.mean;wachttijd woning, gemiddelde;;dagen;"
                      "toeval en onzekere invoer;2;18,75;1,767766953;17,625;18,125;18,75;19,375;19,875;raming;;\r\n", output)

    def test_markdown(self):
        output = self.table("--format", "markdown", "--measure", "housed")
        self.assertIn("# A small forecast\n", output)
        self.assertIn("## Persons housed\n\nPersons, for each quarter.\n\n"
                      "| period | estimate | 1 in 2 between | 9 in 10 between |\n|---|---:|---:|---:|\n"
                      "| Q1 2026 | 6.0 | 6.0 and 10.5 | 6.0 and 14.1 |\n", output)
        self.assertNotIn("reception", output)

    def test_latex(self):
        odd = {"housed": ({"title": {"nl": "", "en": "100% of A&B_c {now}"}, "flow": {"into": "asylum.housed"}}, *folder.MEASURES["housed"][1:])}
        output = self.table("--format", "latex", measures=odd)
        self.assertIn("\\caption{100\\% of A\\&B\\_c \\{now\\} (persons, for each quarter)}\n", output)
        self.assertIn("  \\begin{tabular}{lrrr}\n    \\toprule\n    period & estimate & 1 in 2 between & 9 in 10 between \\\\\n    \\midrule\n"
                      "    Q1 2026 & 6.0 & 6.0 and 10.5 & 6.0 and 14.1 \\\\\n", output)
        for name in ("table", "tabular"):
            self.assertEqual(output.count(f"\\begin{{{name}}}"), output.count(f"\\end{{{name}}}"))
        self.assertNotRegex(output.replace("\\\\", ""), r"(?m)^[^%\n]*[^\\%\n][%#]")     # nothing that LaTeX would read as a remark


class Errors(Table):
    def fault(self, *arguments, **changes):
        folder.write(self.path, **changes)
        status, output, errors = folder.run("forecast_table.py", self.path, *arguments)
        self.assertEqual((status, output), (2, ""))
        self.assertTrue(errors.startswith("forecast_table.py: "), errors)
        return errors

    def test_a_measure_that_is_not_there(self):
        self.assertIn("no measure in_receptoin", self.fault("--measure", "in_receptoin"))

    def test_a_grid_finer_than_the_run(self):
        dates = [datetime.date(year, 1, 1) for year in range(2026, 2033)]
        self.assertIn("does not fit in one quarter", self.fault(dates=dates, report="year"))
        status, output, _ = folder.run("forecast_table.py", self.path, "--by", "year", "--measure", "housed")
        self.assertEqual(status, 0)
        self.assertIn("  2026          3.0      2.0 and 4.0       1.2 and 4.8\n", output)

    def test_weeks_do_not_fit_in_quarters(self):
        dates = [datetime.date(2026, 3, 2) + datetime.timedelta(weeks=week) for week in range(7)]
        self.assertIn("2026-03-30 to 2026-04-06", self.fault(dates=dates, report="week"))

    def test_nothing_is_written_when_the_folder_is_wrong(self):
        target = self.path.parent / "table.csv"
        (self.path / "deep").mkdir(parents=True)
        status, _, errors = folder.run("forecast_table.py", self.path, "-o", target)
        self.assertEqual(status, 2)
        self.assertIn("not a result folder, it has no manifest.json", errors)
        self.assertEqual([entry.name for entry in self.path.parent.iterdir()], ["result"])

    def test_a_place_that_cannot_be_written_to(self):
        folder.write(self.path)
        status, _, errors = folder.run("forecast_table.py", self.path, "-o", self.path / "nowhere" / "table.csv")
        self.assertEqual(status, 74)
        self.assertIn("could not write", errors)

    def test_the_suffix_chooses_the_form_and_no_other_file_is_left(self):
        folder.write(self.path)
        target = self.path.parent / "table.csv"
        self.assertEqual(folder.run("forecast_table.py", self.path, "-o", target)[0], 0)
        self.assertTrue(target.read_text(encoding="utf-8").startswith("scenario,period,date,"))
        self.assertEqual(sorted(entry.name for entry in self.path.parent.iterdir()), ["result", "table.csv"])


if __name__ == "__main__":
    unittest.main()
