"""The reader of result folders: what it finds, and what it says of a folder that is not whole."""
import json
import pathlib
import tempfile
import unittest

import netCDF4

import folder
from results import ResultError, open_result


class InAFolder(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self.temporary.cleanup)
        self.path = pathlib.Path(self.temporary.name) / "result"

    def complaint(self):
        with self.assertRaises(ResultError) as caught:
            open_result(self.path)
        return str(caught.exception)


class Reading(InAFolder):
    def test_a_stock_has_a_value_at_every_moment_and_a_flow_for_every_period(self):
        result = open_result(folder.write(self.path))
        self.assertEqual(result.values(result.find("in_reception")).shape, (3, 7))
        self.assertEqual(result.values(result.find("housed")).shape, (3, 6))
        self.assertEqual(list(result.values(result.find("housed", "origin=other"))[0]), [0, 1, 2, 9, 9, 9])

    def test_the_summary_is_that_of_forecast_csv(self):
        result = open_result(folder.write(self.path))
        summary = result.summary(result.find("in_reception"))
        self.assertEqual(summary["p95"].iloc[-1], 1054)
        self.assertEqual(str(summary.index[-1].date()), "2026-07-01")
        nobody = result.summary(result.find("wait.mean"))
        self.assertEqual(list(nobody["replications"]), [2, 1, 2, 2, 2, 2])

    def test_a_wait_gives_series_of_one_measure(self):
        series = open_result(folder.write(self.path)).find("wait.p90")
        self.assertEqual((series.measure, series.statistic, series.unit), ("wait", "p90", "days"))

    def test_titles_fall_back_to_the_other_language_and_to_the_name(self):
        measures = {"in_reception": {"title": {"nl": "Bezetting"}}}
        result = open_result(folder.write(self.path, measures=folder.MEASURES, resolved="as text", **{"title": None}))
        result.manifest["measures"] = measures
        self.assertEqual(result.measure_title("in_reception", "en"), "Bezetting")
        self.assertEqual(result.measure_title("housed", "en"), "housed")
        self.assertEqual(result.title("nl"), "small")

    def test_without_a_word_of_the_manifest_the_last_date_tells_a_stock_from_a_flow(self):
        result = open_result(folder.write(self.path))
        result.manifest["measures"] = {}
        self.assertTrue(result.at_moments("in_reception"))
        self.assertFalse(result.at_moments("housed"))
        self.assertFalse(result.at_moments("wait"))

    def test_a_name_that_is_not_there_gets_the_nearest(self):
        result = open_result(folder.write(self.path))
        for asked, nearest in ((("in_receptoin",), "in_reception"), (("housed", "origin=syrie"), "origin=syria")):
            with self.assertRaisesRegex(ResultError, f"nearest is '?{nearest}"):
                result.find(*asked)


class Refusing(InAFolder):
    def test_no_folder(self):
        self.assertIn("no such folder", self.complaint())

    def test_each_file_is_needed(self):
        for name in ("manifest.json", "forecast.csv", "ensemble.nc"):
            folder.write(self.path)
            (self.path / name).unlink()
            self.assertIn(f"it has no {name}", self.complaint())

    def test_files_that_are_cut_off(self):
        for name, words in (("manifest.json", "cannot be read as JSON"), ("ensemble.nc", "cannot be read as netCDF")):
            folder.write(self.path)
            content = (self.path / name).read_bytes()
            (self.path / name).write_bytes(content[:len(content) // 2])
            self.assertIn(words, self.complaint())

    def test_a_table_without_a_column(self):
        folder.write(self.path)
        text = (self.path / "forecast.csv").read_text(encoding="utf-8").replace("p95", "q95", 1)
        (self.path / "forecast.csv").write_text(text, encoding="utf-8")
        self.assertIn("has no column p95", self.complaint())

    def test_an_empty_table(self):
        folder.write(self.path)
        (self.path / "forecast.csv").write_text("", encoding="utf-8")
        self.assertIn("forecast.csv: cannot be read", self.complaint())

    def test_a_date_that_does_not_exist(self):
        folder.write(self.path)
        text = (self.path / "forecast.csv").read_text(encoding="utf-8").replace("2026-02-01", "2026-02-30")
        (self.path / "forecast.csv").write_text(text, encoding="utf-8")
        self.assertIn("forecast.csv: cannot be read", self.complaint())

    def test_files_of_two_runs(self):
        folder.write(self.path)
        text = (self.path / "forecast.csv").read_text(encoding="utf-8").replace("peak", "pique")
        (self.path / "forecast.csv").write_text(text, encoding="utf-8")
        self.assertIn("are not of one run: only one of them has", self.complaint())

    def test_another_number_of_replications(self):
        folder.write(self.path, replications=100)
        self.assertIn("manifest.json says 100 replications, ensemble.nc holds 3", self.complaint())

    def test_a_manifest_that_is_no_object(self):
        folder.write(self.path)
        (self.path / "manifest.json").write_text(json.dumps([1]), encoding="utf-8")
        self.assertIn("expected a JSON object", self.complaint())

    def test_an_ensemble_without_values(self):
        folder.write(self.path)
        with netCDF4.Dataset(self.path / "ensemble.nc", "r+") as file:
            file.renameVariable("value", "values")
        self.assertIn("has no variable value", self.complaint())


if __name__ == "__main__":
    unittest.main()
