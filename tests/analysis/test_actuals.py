"""Actuals: how they are read, also from a Dutch Excel, what is said of a fault and where, and how they are held against the band."""
import csv
import io
import pathlib
import tempfile
import unittest

import pandas

import folder
import actuals
from results import ResultError, open_result

HEADER = "date,measure,group,value,source,read_on"
DUTCH = HEADER.replace(",", ";") + ";start\r\n"


class Reading(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.here = pathlib.Path(temporary.name)
        self.table = self.here / "actuals.csv"
        self.result = open_result(folder.write(self.here / "result"))

    def read(self, *rows, header=HEADER + "\n"):
        self.table.write_bytes((header + "".join(f"{row}\n" for row in rows)).encode())
        return actuals.read_actuals(self.table, self.result)

    def complaint(self, *rows, **how):
        with self.assertRaises(ResultError) as caught:
            self.read(*rows, **how)
        return str(caught.exception).replace(f"{self.table}:", "")


class Band(Reading):
    def test_a_stock_between_two_moments_has_the_band_on_the_line_between_them(self):
        one, = self.read("2026-02-15,in_reception,,1014,COA,2026-03-01").all        # 1 February 990 to 1,010; 1 March 980 to 1,020
        self.assertEqual(one.band, (986.5, 1000, 1013.5))
        self.assertTrue(one.outside and one.counts)
        self.assertIsNone(one.end)

    def test_on_the_edge_of_the_band_it_is_within(self):
        one, = self.read("2026-04-01,in_reception,,1027,COA,2026-05-01").all        # p95 of 970, 1000 and 1030
        self.assertEqual((one.band, one.outside), ((973, 1000, 1027), False))

    def test_what_belongs_to_a_period_is_put_together_as_in_a_table(self):
        month, quarter, half = self.read("2026-01-01,housed,,9,CBS,2026-05-01", "2026-Q1,housed,,9,CBS,2026-05-01", "2026-H1,housed,,9,CBS,2026-08-01").all
        self.assertEqual([one.band[1] for one in (month, quarter, half)], [3, 6, 66])
        self.assertEqual([str(one.until.date()) for one in (month, quarter, half)], ["2026-01-31", "2026-03-31", "2026-06-30"])
        self.assertEqual([one.outside for one in (month, quarter, half)], [True, False, True])

    def test_of_a_quantile_of_waits_over_a_quarter_no_band_is_known(self):
        one, = self.read("2026-Q1,wait.p90,,30,IND,2026-05-01").all
        self.assertEqual((one.band, one.counts, one.outside), (None, False, False))

    def test_what_the_start_was_made_of_does_not_count(self):
        found = self.read("2026-01-01,in_reception,,5,COA,2026-05-01,", "2026-02-01,in_reception,,5,COA,2026-05-01,yes",
                          "2026-03-01,in_reception,,5,COA,2026-05-01,", header=HEADER + ",start\n")
        self.assertEqual([one.counts for one in found.all], [False, False, True])
        self.assertEqual(found.told("en"), "Realised figures up to 1 March 2026: 3. It fell outside the band of 9 in 10. "
                                           "2 do not count: the starting stock was made of them, or they have no band.")

    def test_how_often_it_fell_outside_is_told_in_both_languages(self):
        found = self.read("2026-02-01,in_reception,,1000,COA,2026-05-01", "2026-03-01,in_reception,,5,COA,2026-05-01", "2026-Q1,housed,,9,CBS,2026-05-01")
        self.assertEqual(found.told("nl"), "Realisatie tot en met 31 maart 2026: 3 cijfers. 1 van de 3 die meetellen vielen buiten de bandbreedte van 9 op 10; "
                                           "te verwachten is 1 op de 10.")
        self.assertEqual(found.told("en", "housed"), "One realised figure, of 31 March 2026. It lies within the band of 9 in 10.")
        self.assertEqual(found.told("en", "peak"), "")

    def test_realised_is_what_is_not_later_than_the_last_number_of_that_series(self):
        found = self.read("2026-03-15,in_reception,,1000,COA,2026-05-01")
        series, other = self.result.find("in_reception"), self.result.find("housed")
        told = [actuals.realised(found, series, pandas.Timestamp(2026, month, 1)) for month in (1, 3, 4)]
        self.assertEqual(told, [True, True, False])
        self.assertTrue(actuals.realised(found, series, pandas.Timestamp(2026, 3, 15)))
        self.assertFalse(actuals.realised(found, other, pandas.Timestamp(2026, 1, 1)))

    def test_half_a_year_is_made_of_its_quarters_where_they_add_up(self):
        found = self.read("2026-Q1,housed,,9,CBS,2026-05-01", "2026-04-01,housed,,10,CBS,2026-08-01", "2026-05-01,housed,,11,CBS,2026-08-01",
                          "2026-06-01,housed,,12,CBS,2026-08-01", "2026-Q1,wait.mean,,20,IND,2026-05-01", "2026-Q2,wait.mean,,20,IND,2026-05-01")
        start, end = pandas.Timestamp(2026, 1, 1), pandas.Timestamp(2026, 7, 1)
        self.assertEqual(found.over("housed", "", start, end), 42)
        self.assertIsNone(found.over("wait.mean", "", start, end))
        self.assertEqual(found.over("wait.mean", "", start, pandas.Timestamp(2026, 4, 1)), 20)
        self.assertIsNone(found.over("housed", "", start, pandas.Timestamp(2026, 3, 1)))


class FromASpreadsheet(Reading):
    def test_a_dutch_spreadsheet_writes_semicolons_decimal_commas_its_own_dates_and_a_mark(self):
        found = self.read('15-2-2026;in_reception;;1014,5;"COA; ""in de opvang""";1-3-2026;ja\r', "2026-Q1;housed;origin=syria;3;CBS;01-05-2026;\r", ";;;;;;\r",
                          header='\ufeff"# een opmerking; met een puntkomma";;;;;;\r\n' + DUTCH)
        self.assertEqual([(one.value, one.source, one.of_start) for one in found.all],
                         [(1014.5, 'COA; "in de opvang"', True), (3, "CBS", False)])
        self.assertEqual(found.all[0].read_on, pandas.Timestamp(2026, 3, 1))

    def test_one_file_has_one_convention(self):
        self.assertIn("2:1: expected a date such as `2026-12-31`, found `15-2-2026`", self.complaint("15-2-2026,in_reception,,1014,COA,2026-03-01"))
        self.assertIn("2:30: expected a number such as `1200` or `0,3`", self.complaint("15-2-2026;in_reception     ;;1014.5;COA;1-3-2026;", header=DUTCH))
        self.assertIn("found `1.014`", self.complaint("15-2-2026;in_reception;;1.014;COA;1-3-2026;", header=DUTCH))

    def test_windows_1252_is_told_how_to_be_saved(self):
        self.table.write_bytes((HEADER + "\n2026-02-01,in_reception,,5,Oekraïners,2026-03-01\n").encode("cp1252"))
        with self.assertRaisesRegex(ResultError, "not UTF-8; save it as UTF-8"):
            actuals.read_actuals(self.table, self.result)


class Faults(Reading):
    def test_every_fault_is_told_with_its_place(self):
        said = self.complaint("2026-02-30,in_receptoin,,many,,2026-03-01", "2026-02-01,housed,origin=syrie,1,CBS,yesterday").splitlines()
        self.assertEqual(said, ["2:1: the date `2026-02-30` does not exist",
                                "2:12: no measure `in_receptoin`; the nearest is `in_reception`",
                                "2:26: expected a number such as `1200` or `0.3`, found `many`",
                                "2:31: a number needs a source",
                                "3:19: housed has no group `origin=syrie`; the nearest is `origin=syria`",
                                "3:38: expected a date such as `2026-12-31`, found `yesterday`"])

    def test_a_wait_says_which_number_of_it(self):
        self.assertIn("`wait` is a time; say which number of it: wait.mean, wait.p50, wait.p90", self.complaint("2026-02-01,wait,,5,IND,2026-03-01"))

    def test_a_date_that_is_of_no_period_or_a_period_of_a_stock(self):
        self.assertIn("2:1: no period of the run begins or ends there: `2026-02-02`", self.complaint("2026-02-02,housed,,5,CBS,2026-03-01"))
        self.assertIn("in_reception is counted at a moment: expected a date, found `2026-Q1`", self.complaint("2026-Q1,in_reception,,5,COA,2026-03-01"))

    def test_the_same_twice(self):
        self.assertIn("3:1: a second value of in_reception for this date; the first is at 2:1",
                      self.complaint("2026-02-01,in_reception,,5,COA,2026-03-01", "2026-02-01,in_reception,,6,COA,2026-03-01"))

    def test_columns(self):
        self.assertIn("1:1: the table has no column `source`", self.complaint(header="date,measure,group,value,read_on\n"))
        self.assertIn("1:41: unknown column `note`", self.complaint(header=HEADER + ",note\n"))
        self.assertIn("2:1: this row has 5 cells, the first line 6", self.complaint("2026-02-01,in_reception,,5,COA"))
        self.assertIn("2:26: a quote inside a cell, or one that is never closed", self.complaint('2026-02-01,in_reception,,"5,COA,2026-03-01'))
        self.assertIn("1:1: the table is empty", self.complaint(header="# nothing yet\n"))

    def test_a_measure_of_the_scenarios_that_this_result_does_not_hold_is_passed_over(self):
        found = self.read("2026-02-01,waiting_for_decision,,5,UNHCR,2026-03-01", "2025-02-01,in_reception,,5,COA,2026-03-01", "2026-Q3,housed,,5,CBS,2026-12-01")
        self.assertEqual(found.all, [])                                            # nor what lies before or after the run

    def test_a_script_tells_it_in_its_exit_status(self):
        self.table.write_text(HEADER + "\n2026-02-01,in_receptoin,,5,COA,2026-03-01\n", encoding="utf-8")
        for script in ("forecast_table.py", "figures.py"):
            status, output, errors = folder.run(script, self.here / "result", "--actuals", self.table)
            self.assertEqual((status, output), (2, ""))
            self.assertIn("actuals.csv:2:12: no measure `in_receptoin`; the nearest is `in_reception`", errors)


class Shown(Reading):
    def table_of(self, *arguments):
        self.table.write_text(HEADER + "\n2026-04-03,in_reception,,1030,COA,2026-05-01\n2026-Q1,housed,,19,CBS,2026-05-01\n", encoding="utf-8")
        status, output, errors = folder.run("forecast_table.py", self.here / "result", "--actuals", self.table, *arguments)
        self.assertEqual(status, 0, errors)
        return output

    def test_a_table_has_a_column_with_what_was_realised(self):
        lines = self.table_of("--measure", "in_reception", "--measure", "housed").splitlines()
        self.assertTrue(next(line for line in lines if line.startswith("  1 April 2026")).endswith("1,030 (3 Apr)"))
        self.assertTrue(next(line for line in lines if line.startswith("  Q1 2026")).endswith(" 19.0"))
        self.assertIn("One realised figure, of 3 April 2026. It fell outside the band of 9 in 10.", lines)
        self.assertNotIn("realised", self.table_of("--measure", "peak", "--by", "report"))

    def test_a_csv_tells_realised_from_forecast(self):
        rows = list(csv.DictReader(io.StringIO(self.table_of("--measure", "in_reception", "--by", "report", "--format", "csv"))))
        self.assertEqual([row["status"] for row in rows], ["realised"] * 4 + ["forecast"] * 3)
        self.assertEqual([(row["date"], row["realised"], row["realised_on"]) for row in rows if row["realised"]], [("2026-04-01", "1030", "2026-04-03")])

    def test_a_row_with_a_number_of_just_before_it_is_realised(self):
        found = self.read("2026-03-27,in_reception,,1030,COA,2026-05-01")
        import forecast_table
        (table,), _ = forecast_table.make_tables(self.result, [self.result.find("in_reception")], "report", found)
        self.assertEqual(list(table.rows["status"]), ["realised"] * 4 + ["forecast"] * 3)              # 1 April has the number of 27 March
        self.assertEqual(list(table.rows["realised"].dropna()), [1030])

    def test_a_fan_shows_the_point_the_grey_ground_and_today(self):
        from chart import pyplot
        from fan_chart import draw
        found = self.read("2026-04-03,in_reception,,1090,COA,2026-05-01")
        figure = draw(self.result, "in_reception", None, "", "nl", found, pandas.Timestamp(2026, 5, 20))
        texts = [text.get_text() for legend in figure.legends for text in legend.get_texts()]
        self.assertIn("realisatie, tot en met 3 april 2026; daarna raming", texts)
        self.assertIn("vandaag, 20 mei 2026", texts)
        self.assertIn("Eén gerealiseerd cijfer", figure.texts[-2].get_text() + figure.texts[-1].get_text() + "".join(text.get_text() for text in figure.texts))
        drawn = {tuple(line.get_ydata()) for line in figure.axes[0].lines}
        self.assertIn((1090.0,), drawn)
        self.assertGreater(figure.axes[0].get_ylim()[1], 1090)
        pyplot.close(figure)
        later = draw(self.result, "in_reception", None, "", "nl", found, pandas.Timestamp(2027, 5, 20))     # after the run: no line
        self.assertNotIn("vandaag", str([text.get_text() for legend in later.legends for text in legend.get_texts()]))
        pyplot.close(later)


class OfTheRegion(unittest.TestCase):
    def test_the_file_is_found_beside_the_scenario_and_nowhere_else(self):
        with tempfile.TemporaryDirectory() as temporary:
            for name, found in (("scenarios/nijmegen/baseline.yaml", True), ("scenarios/tiny.yaml", False), ("/elsewhere/actuals/x.yaml", False)):
                result = open_result(folder.write(pathlib.Path(temporary) / "result", inputs=[{"file": name, "sha256": ""}]))
                path = actuals.beside_scenario(result)
                self.assertEqual(path is not None, found, name)

    def test_every_row_has_a_source_that_can_be_looked_up_and_a_day_on_which_it_was_read(self):
        rows = actuals.read_cells(folder.source / "scenarios/nijmegen/actuals.csv", actuals.COLUMNS, ["start"])
        self.assertGreater(len(rows), 5)
        for row in rows:
            self.assertRegex(row["source"].text, r"https://|Refugee Data Finder")
            self.assertGreaterEqual(actuals.date_of(row["read_on"]).year, 2026)
            actuals.number_of(row["value"])


if __name__ == "__main__":
    unittest.main()
