"""Model output for a hub: what is written reads back as every replication, and pairs scenarios world by world."""
import csv
import gzip
import io
import pathlib
import tempfile
import unittest

import numpy

import folder
import hubverse
from results import open_result


class Hubverse(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.root = pathlib.Path(temporary.name)
        folder.write(self.root / "one")

    def content(self, *folders, arguments=("--groups",)):
        status, output, errors = folder.run("hubverse.py", *[self.root / name for name in folders or ["one"]], *arguments)
        self.assertEqual(status, 0, errors)
        return output

    def rows(self, *folders, **more):
        return list(csv.DictReader(io.StringIO(self.content(*folders, **more))))

    def test_every_replication_comes_back_as_it_was(self):
        result = open_result(self.root / "one")
        samples = hubverse.read_back(self.content().encode())
        seen = 0
        for series in result.series:
            values = result.values(series)
            for index in range(values.shape[1]):
                end = f"{hubverse.end_of(result, series, index):%Y-%m-%d}"
                there = samples.get(("small", series.name, series.group, end), {})
                for replication in range(result.replications):
                    pair = hubverse.pairing(result, replication)
                    expected = values[replication, index]
                    self.assertEqual(pair in there, not numpy.isnan(expected))
                    if pair in there:
                        self.assertEqual(there[pair], expected)                # to the last bit
                        seen += 1
        self.assertEqual(seen, sum(map(len, samples.values())))
        self.assertGreater(seen, 200)

    def test_numbers_that_are_hard_to_write_come_back(self):
        for value in (1 / 3, 1e-17, 123456789.123456789, 0.1 + 0.2, 1e300, -0.0, 5.0):
            self.assertEqual(float(hubverse.number(value)), value)
        self.assertEqual(hubverse.number(5.0), "5")

    def test_quantiles_are_of_the_samples(self):
        rows = [row for row in self.rows() if (row["target"], row["group"], row["target_end_date"]) == ("in_reception", "", "2026-07-01")]
        levels = {row["output_type_id"]: float(row["value"]) for row in rows if row["output_type"] == "quantile"}
        self.assertEqual(len(levels), 23)
        self.assertEqual((levels["0.5"], levels["0.05"], levels["0.95"]), (1000, 946, 1054))
        self.assertEqual(list(levels), sorted(levels, key=float))
        self.assertEqual({(row["run_grouping"], row["stochastic_run"]) for row in rows if row["output_type"] == "quantile"}, {("NA", "NA")})
        self.assertEqual({row["output_type_id"] for row in rows if row["output_type"] == "sample"}, {"NA"})

    def test_a_stock_is_for_its_moment_and_a_flow_for_the_last_day_of_its_period(self):
        ends = {target: [row["target_end_date"] for row in self.rows(arguments=("--measure", target, "--type", "sample"))][::3]
                for target in ("in_reception", "housed")}
        self.assertEqual(ends["in_reception"][:2], ["2026-01-01", "2026-02-01"])
        self.assertEqual(ends["housed"][:2], ["2026-01-31", "2026-02-28"])
        horizons = [row["horizon"] for row in self.rows(arguments=("--measure", "in_reception", "--type", "sample"))][::3]
        self.assertEqual(horizons, list("0123456"))
        horizons = [row["horizon"] for row in self.rows(arguments=("--measure", "housed", "--type", "sample"))][::3]
        self.assertEqual(horizons, list("123456"))

    def test_each_task_has_each_run_once(self):
        keys = [tuple(row[name] for name in hubverse.COLUMNS[:-1]) for row in self.rows()]
        self.assertEqual(len(keys), len(set(keys)))

    def test_scenarios_are_paired_world_by_world(self):
        folder.write(self.root / "two", scenario="other")
        both = hubverse.read_back(self.content("one", "two").encode())
        one, other = (both[name, "in_reception", "", "2026-07-01"] for name in ("small", "other"))
        self.assertEqual([one[pair] - other[pair] for pair in one], [0, 0, 0])
        self.assertEqual({(pair.run_grouping, pair.stochastic_run) for pair in one}, {(1, 1), (2, 1), (3, 1)})

    def test_a_policy_is_part_of_the_name(self):
        folder.write(self.root / "two", options={"policies": ["more-homes"]})
        self.assertEqual({row["scenario_id"] for row in self.rows("one", "two")}, {"small", "small+more-homes"})

    def test_without_uncertain_inputs_one_group_holds_all_runs(self):
        folder.write(self.root / "one", uncertainty="none")
        pairs = {(row["run_grouping"], row["stochastic_run"]) for row in self.rows(arguments=("--type", "sample"))}
        self.assertEqual(pairs, {("1", "1"), ("1", "2"), ("1", "3")})

    def test_a_packed_file_holds_the_same_bytes_each_time(self):
        made = []
        for name in ("a.csv.gz", "b.csv.gz"):
            self.content(arguments=("-o", self.root / name))
            made.append((self.root / name).read_bytes())
        self.assertEqual(made[0], made[1])
        self.assertTrue(gzip.decompress(made[0]).startswith(b"origin_date,scenario_id,location,target,horizon,"))

    def test_worlds_that_are_not_the_same_are_refused(self):
        for changes, said in (({"seed": 8}, "seed is 8, but 7"), ({"uncertainty": "none"}, "uncertainty is none"), ({}, "two of the results")):
            folder.write(self.root / "two", **{"scenario": "other" if changes else "small", **changes})
            status, output, errors = folder.run("hubverse.py", self.root / "one", self.root / "two")
            self.assertEqual((status, output), (2, ""))
            self.assertIn(said, errors)

    def test_what_is_not_there_is_told(self):
        status, output, errors = folder.run("hubverse.py", self.root / "one", "--measure", "housd")
        self.assertEqual((status, output), (2, ""))
        self.assertIn("the nearest is housed", errors)


if __name__ == "__main__":
    unittest.main()
