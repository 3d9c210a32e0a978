"""`sweep` and `merge`: a point is what `run` makes of its numbers, and neither threads nor parts can be seen in the result."""
import json
import unittest

import xarray

from program import digest
from swept import Swept, chain, four_files, inflow, laws, openings, permit, stay


def fixed(number):
    return f"{{times: {{fixed: {number}}}}}"


class Points(Swept):
    def assert_as_run(self, point, folder, forecast):
        there = [(row["date"], row["measure"], row["group"], row["unit"], row["replications"], row["mean"], row["sd"])
                 for row in self.rows(forecast, "forecast.csv")]
        here = [(row["date"], row["measure"], row["group"], row["unit"], row["replications"], row["mean"], row["sd"])
                for row in self.rows(folder) if row["point"] == str(point)]
        self.assertEqual(here, there)

    def test_a_point_is_the_run_in_which_its_numbers_are_fixed(self):
        design = self.design("design.csv", [stay, openings, f"quantile:{permit}"], [(0.75, 0.9, 0.25), (1.5, 1.05, 0.875)])
        self.expect(0, "sweep", self.scenario, "--design", design, "-o", "swept", "--replications", 5)
        for point, (slow, many, granted) in enumerate([(0.75, 0.9, 0.5), (1.5, 1.05, 0.75)]):
            self.scene("fixed.yaml", laws | {stay: fixed(slow), openings: fixed(many), permit: f"{{value: {{fixed: {granted}}}}}"})
            self.expect(0, "run", "fixed.yaml", "-o", f"run{point}", "--replications", 5)
            self.assert_as_run(point, "swept", f"run{point}")      # inflow is in no column: drawn as there

    def test_what_no_column_gives_is_drawn_or_stands_at_its_middle_as_in_run(self):
        self.scene("other.yaml", laws | {stay: fixed(1.25)})
        design = self.design("design.csv", [stay], [[1.25]])
        for option in ((), ("--uncertain", "none"), ("--seed", "77")):
            self.expect(0, "sweep", "other.yaml", "--design", design, "-o", "swept", "--force", "--replications", 4, *option)
            self.expect(0, "run", "other.yaml", "-o", "run", "--force", "--replications", 4, *option)
            self.assert_as_run(0, "swept", "run")

    def test_a_factor_that_walks_has_a_column_for_each_year(self):
        design = self.design("design.csv", [inflow, f"{inflow}@2027"], [(1, 1), (1, 2), (2, 1), (2, 0.5)])
        self.expect(0, "sweep", self.scenario, "--design", design, "-o", "swept", "--replications", 3, "--uncertain", "none",
                    "--measures", "waiting", "--on", "2027-01-01,2028-01-01")
        mean = {(int(row["point"]), row["date"][:4]): float(row["mean"]) for row in self.rows("swept")}
        self.assertEqual(mean[0, "2027"], mean[1, "2027"])        # the further factor is of the second year
        self.assertGreater(mean[1, "2028"], mean[0, "2028"] + 300)
        self.assertEqual(mean[2, "2027"], mean[3, "2027"])
        self.assertGreater(mean[2, "2027"], mean[0, "2027"] + 300)
        self.assertLess(mean[3, "2028"], mean[2, "2028"] - 300)   # and multiplies: half of two is one again

    def test_common_chance_is_the_same_world_at_every_point_and_own_chance_another(self):
        design = self.design("design.csv", [openings], [[1], [1]])
        said = ("sweep", self.scenario, "--design", design, "--measures", "waiting", "--replications", 2)
        self.expect(0, *said, "-o", "common")
        self.expect(0, *said, "-o", "own", "--chance", "own")
        numbers = {name: [[float(row["mean"]) for row in self.rows(name) if row["point"] == str(point)] for point in (0, 1)] for name in ("common", "own")}
        self.assertEqual(numbers["common"][0], numbers["common"][1])
        self.assertEqual(numbers["own"][0], numbers["common"][0])
        self.scene("fixed.yaml", laws | {openings: fixed(1)})
        self.expect(0, "run", "fixed.yaml", "-o", "run", "--replications", 4)
        with xarray.open_dataset(self.here / "run/ensemble.nc") as ensemble:
            value = ensemble["value"].transpose("realization", "time", "series").values[:, :, list(ensemble["measure"].values).index("waiting")]
        self.assertEqual(numbers["own"][1], list(value[2:4].mean(axis=0)))

    def test_a_point_that_fails_is_flagged_and_the_others_go_on(self):
        path = "pathways.asylum.stages.permit.stay.median"      # from 90 days on there is no such distribution
        self.scene("fails.yaml", {path: "{value: {uniform: [30 days, 120 days]}}"})
        design = self.design("design.csv", [path], [[60], [100], [70], [110]])
        _, complaint = self.expect(0, "sweep", "fails.yaml", "--design", design, "-o", "swept", "--replications", 3)
        self.assertRegex(complaint, r"^warning: 2 of 4 design points failed; the first is point 1: fails\.yaml:\d+:\d+: no such distribution has these two numbers\n")
        points = self.rows("swept", "points.csv")
        self.assertEqual([(row["point"], row["status"]) for row in points], [("0", "done"), ("1", "failed"), ("2", "done"), ("3", "failed")])
        self.assertEqual(points[0]["message"], "")
        self.assertIn("no such distribution", points[3]["message"])
        rows = self.rows("swept")
        failed = [row for row in rows if row["point"] == "1"]
        self.assertEqual(len(failed), sum(row["point"] == "0" for row in rows))
        self.assertEqual({(row["status"], row["replications"], row["mean"], row["sd"]) for row in failed}, {("failed", "0", "", "")})
        self.assertEqual(json.loads((self.here / "swept/sweep.json").read_text(encoding="utf-8"))["failed"], 2)


class Wholes(Swept):
    def test_the_same_bytes_for_any_number_of_threads_and_parts(self):
        self.spread(23)
        said = ("sweep", self.scenario, "--design", "design.csv", "--replications", 3, "--every", "year")
        for threads in (1, 2, 8):
            self.expect(0, *said, "-o", f"with{threads}", "--threads", threads)
        whole = self.digests("with1")
        self.assertEqual(self.digests("with2"), whole)
        self.assertEqual(self.digests("with8"), whole)
        for part in (1, 2, 3):
            self.expect(0, *said, "-o", f"part{part}", "--shard", f"{part}/3")
        self.assertEqual({row["point"] for row in self.rows("part3")}, {str(point) for point in range(2, 23, 3)})
        said, _ = self.expect(0, "merge", "part2", "part3", "part1", "-o", "merged")
        self.assertEqual(said, "23 design points of 3 parts put together in merged\n")
        self.assertEqual(self.digests("merged"), whole)

    def test_parts_that_do_not_make_a_whole_are_refused(self):
        self.spread(5)
        said = ("sweep", self.scenario, "--design", "design.csv", "--replications", 2, "--measures", "waiting")
        for part in (1, 2, 3):
            self.expect(0, *said, "-o", f"part{part}", "--shard", f"{part}/3")
        self.expect(0, *said, "-o", "half", "--shard", "2/2")
        self.expect(0, *said, "-o", "seed", "--shard", "2/3", "--seed", 9)
        self.expect(0, *said, "-o", "other", "--shard", "2/3", "--chance", "own")
        for folders, complaint in ((("part1", "part3"), "2 of 5 points are in none of these folders, the first is point 1; given are 1/3 3/3"),
                                   (("part1", "part2", "part3", "part2"), "point 1 is in part2 and in part2"),
                                   (("part1", "part2", "half"), "point 1 is in part2 and in half"),
                                   (("part1", "seed", "part3"), "seed is not of the same sweep as part1: the scenario is chain (digest "),
                                   (("part1", "other", "part3"), "other is not of the same sweep as part1: the chance is common in part1 and own in other"),
                                   (("part1", "nowhere"), "nowhere holds no finished sweep")):
            self.assertIn(complaint, self.expect(2, "merge", *folders, "-o", "merged")[1])
            self.assertFalse((self.here / "merged").exists())
        self.assertIn("part1 is one of the parts", self.expect(2, "merge", "part1", "part2", "part3", "-o", "part1", "--force")[1])
        sweep = self.here / "part2/sweep.csv"
        sweep.write_text(sweep.read_text(encoding="utf-8").replace("0", "1"), encoding="utf-8")
        self.assertIn("part2/sweep.csv is not what it was when the sweep was finished", self.expect(2, "merge", "part1", "part2", "part3", "-o", "merged")[1])

    def test_a_design_is_the_same_however_it_is_written(self):
        rows = [(0.9, 0.5), (1e-1 + 0.75, 0.625)]
        self.design("points.csv", [openings, permit], rows)
        plain = "\n".join(f"{a:.18e} {b:.18e}" for a, b in rows) + "\n"
        self.write("plain.txt", plain)
        self.write("dutch.csv", f"{openings};{permit}\n" + "\n".join(f"{a};{b}".replace(".", ",") for a, b in rows))
        for folder, file, text in (("salib", "design.txt", plain), ("sampled", "design.csv", (self.here / "points.csv").read_text(encoding="utf-8"))):
            (self.here / folder).mkdir()
            (self.here / folder / file).write_text(text, encoding="utf-8")
            (self.here / folder / "problem.json").write_text(json.dumps(
                {"num_vars": 2, "names": [openings, permit], "bounds": [[0.8, 1.1], [0.4, 0.8]], "groups": None}, indent=2), encoding="utf-8")
        said = ("sweep", self.scenario, "--replications", 2, "--measures", "waiting")
        self.expect(0, *said, "-o", "csv", "--design", "points.csv")
        whole = self.digests("csv")
        self.expect(0, *said, "-o", "named", "--design", "plain.txt", "--names", f"{openings},{permit}")
        self.expect(0, *said, "-o", "semicolons", "--design", "dutch.csv")
        self.assertEqual(self.digests("named"), whole)
        self.assertEqual(self.digests("semicolons"), whole)
        for design in ("salib", "salib/design.txt", "sampled"):
            self.expect(0, *said, "-o", "problem", "--design", design, "--force")
            self.assertEqual(digest(self.here / "problem/sweep.csv"), whole[four_files.index("sweep.csv")])
            self.assertEqual(digest(self.here / "problem/problem.json"), digest(self.here / "salib/problem.json"))
            made = json.loads((self.here / "problem/sweep.json").read_text(encoding="utf-8"))
            self.assertEqual({file["file"]: file["sha256"] for file in made["files"]},
                             {name: digest(self.here / "problem" / name) for name in ("sweep.csv", "points.csv", "design.csv", "problem.json")})

    def test_sweep_json_says_what_made_it(self):
        self.spread(3)
        self.expect(0, "sweep", "chain.yaml", "--design", "design.csv", "-o", "swept", "--set", "resources.decisions.openings=400", "--replications", 2, "--every", "year",
                    "--measures", "wait.p90,housed")
        made = json.loads((self.here / "swept/sweep.json").read_text(encoding="utf-8"))
        self.assertEqual((made["format"], made["seed"], made["replications"], made["chance"], made["uncertain"], made["shard"]),
                         ("doorstroom-sweep 1", 3, 2, "common", "drawn", "1/1"))
        self.assertEqual((made["scenario"]["file"], made["scenario"]["name"], made["policies"]), ("chain.yaml", "chain", []))
        self.assertEqual(made["set"], ["resources.decisions.openings=400", "run.replications=2"])
        self.assertEqual(made["design"], {"digest": digest(self.here / "swept/design.csv"), "points": 3})
        self.assertEqual(made["measures"], {"housed": {"title": {"nl": "Gehuisvest", "en": "Housed"}, "dated": "period"},
                                            "wait.p90": {"title": {"nl": "Wachttijd", "en": "Wait"}, "dated": "period"}})
        self.assertEqual(made["dates"], ["2026-01-01", "2027-01-01", "2028-01-01"])
        self.assertEqual(made["inputs"][0]["sha256"], digest(self.scenario))


class Choices(Swept):
    def kept(self, *options):
        self.expect(0, "sweep", self.scenario, "--design", "design.csv", "-o", "swept", "--force", "--replications", 1, *options)
        return {(row["date"], row["measure"], row["group"]) for row in self.rows("swept")}

    def test_measures_and_dates_are_chosen(self):
        self.spread(1)
        everything = self.kept()
        self.assertEqual(len({date for date, _, _ in everything}), 9)
        self.assertEqual(self.kept("--measures", "housed", "--on", "2026-07-01"),
                         {("2026-07-01", "housed", group) for group in ("", "origin=north", "origin=south")})
        self.assertEqual({name for _, name, _ in self.kept("--measures", "wait")}, {f"wait.{each}" for each in ("mean", "sd", "p50", "p90", "n")})
        self.assertEqual({name for _, name, _ in self.kept("--measures", "wait.p90,waiting")}, {"wait.p90", "waiting"})
        self.assertEqual(self.kept("--measures", "waiting", "--every", "year"), {(f"{year}-01-01", "waiting", "") for year in (2026, 2027, 2028)})
        self.assertEqual({date for date, _, _ in self.kept("--every", "half-year")}, {date for date, _, _ in everything if date[5:] in ("01-01", "07-01")})
        self.assertEqual(self.kept("--every", "month"), everything)

    def test_one_replication_has_no_spread(self):
        self.spread(1)
        self.kept("--measures", "waiting")
        self.assertEqual({row["sd"] for row in self.rows("swept")}, {""})

    def test_wrong_choices_name_what_is_near(self):
        self.spread(2)
        for options, complaint in (
                (("--measures", "waitin"), "--measures: there is no measure `waitin`; a similar one exists: `waiting`"),
                (("--on", "2026-02-01"), "--on: the report has no date 2026-02-01; the nearest are 2026-01-01 and 2026-04-01"),
                (("--on", "2025-02-01"), "--on: the report has no date 2025-02-01; the nearest is 2026-01-01"),
                (("--on", "2026-02"), "--on takes a date such as 2027-01-01, not `2026-02`"),
                (("--on", "2026-01-01", "--every", "year"), "give one of the two"),
                (("--every", "week"), "--every takes year, half-year, quarter or month, not `week`"),
                (("--measures", "housed", "--on", "2028-01-01"), "nothing is kept"),
                (("--chance", "shared"), "--chance is common or own, not `shared`"),
                (("--shard", "3/2"), "--shard I/N: I takes a whole number from 1 to 2, not `3`"),
                (("--shard", "2"), "--shard takes I/N, such as 2/8 for the second of eight parts, not `2`"),
                (("--shard", "3/3"), "--shard 3/3 holds none of the 2 points of the design")):
            self.assertIn(complaint, self.expect(2, "sweep", self.scenario, "--design", "design.csv", "-o", "out", *options)[1])
        self.assertIn("`sweep` needs a design: --design FILE", self.expect(2, "sweep", self.scenario, "-o", "out")[1])
        self.assertIn("`sweep` needs a folder to write into: -o DIR", self.expect(2, "sweep", self.scenario, "--design", "design.csv")[1])
        self.assertEqual(self.tree(), {"chain.yaml", "design.csv"})

    def test_a_dry_run_says_how_much_it_would_be(self):
        self.spread(7)
        said, _ = self.expect(0, "sweep", self.scenario, "--design", "design.csv", "--dry-run", "--measures", "waiting", "--every", "year", "--shard", "2/2", "-o", "out")
        self.assertIn("3 design points of 7, 8 replications of each, common chance: 24 replications to run", said)
        self.assertIn("3 outputs (measures: 1, dates: 3): 9 rows in sweep.csv", said)
        self.assertEqual(self.tree(), {"chain.yaml", "design.csv"})

    def test_what_is_finished_is_not_made_again_and_another_is_refused(self):
        self.spread(2)
        said = ("sweep", self.scenario, "--design", "design.csv", "-o", "swept", "--replications", 2)
        first, _ = self.expect(0, *said)
        self.assertIn("Chain (chain): 2 design points, 2 replications of each", first)
        whole = self.digests("swept")
        for words in (said, ("resume", "swept")):
            self.assertEqual(self.expect(0, *words)[0], "swept is finished: 2 design points, 0 of them failed; there is nothing to do\n")
        complaint = self.expect(2, *said, "--chance", "own", "--shard", "1/2")[1]
        self.assertIn("swept holds another sweep: the chance is common there and own here; the shard is 1/1 there and 1/2 here (--force replaces it)", complaint)
        self.assertEqual(self.digests("swept"), whole)
        self.expect(0, *said, "--chance", "own", "--force")
        self.assertNotEqual(self.digests("swept"), whole)
        self.expect(0, *said, "--quiet", "--force")
        self.assertEqual(self.digests("swept"), whole)
        (self.here / "full").mkdir()
        self.write("full/notes.txt", "mine")
        self.assertIn("full is not empty and holds no sweep", self.expect(2, "sweep", self.scenario, "--design", "design.csv", "-o", "full")[1])
        self.assertEqual([path.name for path in (self.here / "full").iterdir()], ["notes.txt"])

    def test_a_design_is_never_written_over(self):
        (self.here / "mine").mkdir()
        self.spread(2, "mine/design.csv")
        text = (self.here / "mine/design.csv").read_text(encoding="utf-8")
        self.assertIn("mine is not empty and holds no sweep", self.expect(2, "sweep", self.scenario, "--design", "mine", "-o", "mine")[1])
        for design in ("mine", "mine/design.csv"):
            self.assertIn("the design stands in mine; the sweep needs a folder of its own",
                          self.expect(2, "sweep", self.scenario, "--design", design, "-o", "mine", "--force")[1])
        self.assertEqual((self.here / "mine/design.csv").read_text(encoding="utf-8"), text)
        self.assertEqual([path.name for path in (self.here / "mine").iterdir()], ["design.csv"])

    def test_policies_and_variants_are_those_of_run(self):
        text = chain.replace("scenario: chain", "scenario: chain\nvariants: {few: {title: {nl: W, en: F}, set: {resources.decisions.openings: 300}}}")
        self.scene("varied.yaml", laws, text)
        design = self.design("design.csv", [permit], [[0.5]])
        self.scene("fixed.yaml", laws | {permit: "{value: {fixed: 0.5}}"}, text)
        self.expect(0, "sweep", "varied.yaml", "--design", design, "-o", "swept", "--variant", "few", "--replications", 3)
        self.expect(0, "run", "fixed.yaml", "-o", "run", "--variant", "few", "--replications", 3)
        self.assertEqual([row["mean"] for row in self.rows("swept")], [row["mean"] for row in self.rows("run", "forecast.csv")])


if __name__ == "__main__":
    unittest.main()
