"""A result folder: what is in it, that its files agree, and that nothing but the scenario decides what they hold."""
import csv
import json
import unittest

import numpy
import xarray

from program import FromOutside, digest, products, tiny


class Results(FromOutside):
    def test_a_run_writes_four_files_and_says_so(self):
        said, complaint = self.expect(0, "run", tiny, "-o", "out", "--replications", "3")
        self.assert_whole("out")
        for name in products:
            self.assertIn(name, said)
        self.assertIn("Next: ./doorstroom table out", said)
        self.assertEqual(complaint, "")      # progress is for terminals
        said, _ = self.expect(0, "run", tiny, "-o", "out", "--replications", "3", "--language", "nl")
        self.assertIn("Geschreven in out", said)
        self.assertEqual(self.expect(0, "run", tiny, "-o", "out", "--replications", "3", "--quiet"), ("", ""))

    def test_the_default_folder_has_the_name_and_the_digest(self):
        self.expect(0, "run", tiny, "--replications", "2")
        self.expect(0, "run", tiny, "--replications", "2", "--seed", "5")      # another run, another folder
        folders = list((self.here / "results").iterdir())
        self.assertEqual(len(folders), 2)
        for folder in folders:
            manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
            self.assertEqual(folder.name, f"{manifest['scenario']}-{manifest['digest'][:12]}")

    def test_the_summaries_are_those_of_the_ensemble(self):
        self.expect(0, "run", tiny, "-o", "out", "--replications", "23")
        with xarray.open_dataset(self.here / "out/ensemble.nc") as ensemble:
            value = ensemble["value"].transpose("realization", "time", "series").values
            dates = [str(date)[:10] for date in ensemble["time"].values]
            names = list(zip(ensemble["measure"].values, ensemble["group"].values, ensemble["unit"].values))
            self.assertTrue(numpy.issubdtype(ensemble["time"].dtype, numpy.datetime64))
            self.assertEqual(ensemble["realization"].attrs["standard_name"], "realization")
            self.assertEqual(ensemble.attrs["Conventions"], "CF-1.8")
        with open(self.here / "out/forecast.csv", encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual(list(rows[0]), "scenario date measure group unit replications mean sd p05 p25 p50 p75 p95".split())
        for row in rows:
            column = value[:, dates.index(row["date"]), names.index((row["measure"], row["group"], row["unit"]))]
            column = column[~numpy.isnan(column)]
            self.assertEqual(int(row["replications"]), len(column), row)
            if len(column) == 0:
                self.assertEqual([row[key] for key in ("mean", "sd", "p05", "p95")], ["", "", "", ""])
                continue
            expected = {"mean": column.mean(), **{f"p{p:02}": numpy.percentile(column, p) for p in (5, 25, 50, 75, 95)}}
            if len(column) > 1:
                expected["sd"] = column.std(ddof=1)
            for key, number in expected.items():
                self.assertAlmostEqual(float(row[key]), number, delta=1e-9 * max(1, abs(number)), msg=f"{key} of {row}")

    def test_stocks_are_dated_by_their_moment_and_flows_by_their_first_day(self):
        self.expect(0, "run", tiny, "-o", "out", "--replications", "2", "--set", "run.start=2025-01-15", "--set", "run.end=2025-04-01")
        dates = {}
        with open(self.here / "out/forecast.csv", encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                dates.setdefault(row["measure"], []).append(row["date"])
        self.assertEqual(dates["in_reception"], ["2025-01-15", "2025-02-01", "2025-03-01", "2025-04-01"])
        for measure in ("housed", "peak", "wait_housing.p90"):
            self.assertEqual(dates[measure], ["2025-01-15", "2025-02-01", "2025-03-01"])

    def test_the_manifest_says_what_made_the_files(self):
        self.expect(0, "run", tiny, "-o", "out", "--replications", "4", "--seed", "9", "--threads", "2")
        manifest = json.loads((self.here / "out/manifest.json").read_text(encoding="utf-8"))
        self.assertEqual((manifest["seed"], manifest["replications"], manifest["options"]["threads"]), (9, 4, 2))
        self.assertEqual(manifest["run"], {"start": "2025-01-01", "end": "2030-01-01", "tick": "1 day", "report": "month"})
        self.assertEqual(manifest["uncertainty"], "none")     # this scenario has nothing uncertain
        self.assertEqual(manifest["inputs"][0]["sha256"], digest(tiny))
        self.assertEqual(manifest["measures"]["housed"]["dated"], "period")
        self.assertEqual(manifest["measures"]["peak"]["over"], "max")
        self.assertEqual(len(manifest["fingerprint"]["replications"]), 4)
        for fingerprint in [manifest["fingerprint"]["all"], *manifest["fingerprint"]["replications"]]:
            self.assertRegex(fingerprint, "^[0-9a-f]{16}$")
        self.assertGreater(manifest["transitions"], 0)
        self.assertIn("pathways", manifest["resolved"])

    def test_the_same_bytes_for_any_number_of_threads(self):
        made = []
        for threads in (1, 2, 8):
            self.expect(0, "run", tiny, "-o", f"out{threads}", "--threads", threads, "--replications", "40")
            manifest = json.loads((self.here / f"out{threads}/manifest.json").read_text(encoding="utf-8"))
            made.append([digest(self.here / f"out{threads}" / name) for name in sorted(products - {"manifest.json"})]
                        + [manifest["fingerprint"]])
        self.assertEqual(made[0], made[1])
        self.assertEqual(made[0], made[2])

    def test_fewer_replications_are_the_first_of_more(self):
        self.expect(0, "run", tiny, "-o", "few", "--replications", "3")
        self.expect(0, "run", tiny, "-o", "many", "--replications", "6")
        few, many = (json.loads((self.here / name / "manifest.json").read_text(encoding="utf-8"))["fingerprint"]["replications"]
                     for name in ("few", "many"))
        self.assertEqual(few, many[:3])
        self.assertEqual(len(set(many)), 6)

    def test_a_dry_run_writes_nothing(self):
        said, _ = self.expect(0, "run", tiny, "--dry-run")
        self.assertIn("50 replications", said)
        self.assertEqual(self.tree(), set())


class Folders(FromOutside):
    def test_the_same_run_is_written_again_and_another_is_refused(self):
        self.expect(0, "run", tiny, "-o", "out", "--replications", "3")
        before = digest(self.here / "out/forecast.csv")
        self.expect(0, "run", tiny, "-o", "out", "--replications", "3", "--threads", "1")
        self.assertEqual(digest(self.here / "out/forecast.csv"), before)
        for words in (["--seed", "2"], ["--set", "resources.coa.sites.azc.capacity=399"]):
            _, complaint = self.expect(2, "run", tiny, "-o", "out", "--replications", "3", *words)
            self.assertIn("out holds the result of another run", complaint)
            self.assertEqual(digest(self.here / "out/forecast.csv"), before)
        self.expect(0, "run", tiny, "-o", "out", "--replications", "3", "--seed", "2", "--force")
        self.assertNotEqual(digest(self.here / "out/forecast.csv"), before)
        self.assert_whole("out")

    def test_a_folder_with_something_else_is_left_alone(self):
        (self.here / "papers").mkdir()
        self.write("papers/thesis.txt", "years of work")
        self.write("file", "")
        for target in ("papers", "file", "."):
            self.expect(2, "run", tiny, "-o", target, "--replications", "2")
        self.assertEqual(self.tree(), {"papers", "papers/thesis.txt", "file"})
        self.expect(0, "run", tiny, "-o", "papers", "--replications", "2", "--force")
        self.assertEqual((self.here / "papers/thesis.txt").read_text(encoding="utf-8"), "years of work")

    def test_an_empty_folder_and_one_that_is_not_there_will_do(self):
        (self.here / "empty").mkdir()
        self.expect(0, "run", tiny, "-o", "empty", "--replications", "2")
        self.expect(0, "run", tiny, "-o", "a/b/c/", "--replications", "2")
        self.assert_whole("empty")
        self.assert_whole("a/b/c")


class BadInput(FromOutside):
    def test_nothing_is_written_when_the_scenario_is_wrong(self):
        right = tiny.read_text(encoding="utf-8")
        wrongs = {"key": right.replace("capacity: 400", "capactiy: 400"), "date": right.replace("2027-07-01", "2027-02-30"),
                  "chance": right.replace("syria: 0.1", "syria: 1.2"), "empty": "", "brackets": "a: " + "[" * 100000,
                  "alias": "a: &a [*a]\n", "twice": right + "schema: 1\n"}
        for name, text in wrongs.items():
            path = self.write(f"{name}.yaml", text)
            with self.subTest(name):
                _, complaint = self.expect(2, "run", path.name, "-o", "out")
                self.assertIn(f"{name}.yaml", complaint)
                self.assertFalse((self.here / "out").exists())
        (self.here / "binary.yaml").write_bytes(bytes(range(256)))
        self.expect(2, "run", "binary.yaml", "-o", "out")
        self.expect(2, "run", "missing.yaml", "-o", "out")
        self.expect(2, "run", ".", "-o", "out")
        self.assertEqual(self.tree(), {f"{name}.yaml" for name in [*wrongs, "binary"]})

    def test_a_value_before_its_first_date_is_named_with_its_place(self):
        text = tiny.read_text(encoding="utf-8").replace("median: 6 days", "median: {2026-01-01: 6 days}")
        self.write("late.yaml", text)
        _, complaint = self.expect(2, "run", "late.yaml", "-o", "out", "--replications", "2")
        self.assertRegex(complaint, r"late\.yaml:\d+:\d+")
        self.assertEqual(self.tree(), {"late.yaml"})


if __name__ == "__main__":
    unittest.main()
