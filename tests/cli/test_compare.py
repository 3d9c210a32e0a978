"""Scenarios side by side: policies, variants, other files; the table, compare.csv, and as many replications as it takes."""
import csv
import unittest

from program import FromOutside, source, tiny

example = source / "scenarios/examples/policies.yaml"
columns = ["scenario", "against", "date", "measure", "group", "unit", "replications", "effect", "sd", "low95", "high95", "share_same_sign"]


class Compare(FromOutside):
    def rows(self, folder="out"):
        with open(self.here / folder / "compare.csv", encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            self.assertEqual(reader.fieldnames, columns)
            return list(reader)

    def test_policies_each_and_together(self):
        said, _ = self.expect(0, "compare", example, "--variant", "without", "--policies", "more-deciders,help-to-return", "-o", "out")
        rows = self.rows()
        self.assertEqual(sorted({row["scenario"] for row in rows}),
                         ["policies.without+help-to-return", "policies.without+more-deciders", "policies.without+more-deciders+help-to-return"])
        self.assertEqual({row["against"] for row in rows}, {"policies.without"})
        self.assertIn("More deciders + Help to return (policies.without+more-deciders+help-to-return)", said)
        early = [row for row in rows if row["date"] < "2026-07-01" and row["measure"] == "waiting"]
        self.assertEqual({(row["effect"], row["sd"], row["share_same_sign"]) for row in early}, {("0", "0", "1")})
        late = [row for row in rows if row["date"] == "2028-07-01" and row["measure"] == "waiting" and row["scenario"].endswith("+more-deciders")]
        self.assertEqual(len(late), 1)
        self.assertLess(float(late[0]["high95"]), 0)
        self.assertEqual(late[0]["replications"], "8")

    def test_variants_of_one_file_in_dutch(self):
        said, _ = self.expect(0, "compare", example, "--variants", "--language", "nl", "--replications", "3")
        self.assertIn("Wat er anders is met Zonder maatregelen (policies.without)", said)
        self.assertIn("Wat er anders is met Meer aanvragen (policies.busier)", said)
        self.assertEqual(self.tree(), set())

    def test_a_scenario_beside_itself_differs_by_nothing(self):
        said, _ = self.expect(0, "compare", tiny, tiny, "--replications", "2", "-o", "out")
        self.assertIn("Nothing changes.", said)
        self.assertEqual({(row["effect"], row["sd"]) for row in self.rows() if row["replications"] != "0"} - {("0", "0"), ("0", "")}, set())

    def test_it_says_the_same_for_any_number_of_threads(self):
        for threads in ("1", "3"):
            self.expect(0, "compare", example, "--variants", "--replications", "5", "--threads", threads, "-o", threads, "--quiet")
        self.assertEqual((self.here / "1/compare.csv").read_bytes(), (self.here / "3/compare.csv").read_bytes())

    def test_replications_are_added_until_it_is_known(self):
        said, _ = self.expect(0, "compare", example, "--variants", "--until", "waiting@2029-01-01 +- 9", "--at-most", "64", "--replications", "4")
        self.assertRegex(said, r"waiting on 2029-01-01 is known to ± \S+ after \d+ replications")
        said, _ = self.expect(0, "compare", example, "--variants", "--until", "waiting@2029-01-01 +- 0.001", "--at-most", "9", "--replications", "4")
        self.assertIn("known only to", said)
        self.assertIn("after 9 replications, the most allowed", said)

    def test_what_was_added_is_what_would_have_been_run_at_once(self):
        self.expect(0, "compare", example, "--variants", "--until", "waiting@2029-01-01 +- 0.001", "--at-most", "9", "--replications", "4", "-o", "added")
        self.expect(0, "compare", example, "--variants", "--replications", "9", "-o", "once")
        self.assertEqual((self.here / "added/compare.csv").read_bytes(), (self.here / "once/compare.csv").read_bytes())

    def test_a_variant_can_be_run_and_verified(self):
        self.expect(0, "run", example, "--variant", "busier", "--policy", "more-deciders", "-o", "out", "--quiet")
        self.assertIn('"scenario": "policies.busier"', (self.here / "out/manifest.json").read_text(encoding="utf-8"))
        self.expect(0, "verify", "out")

    def test_explain_tells_what_policies_make_of_a_number(self):
        said, _ = self.expect(0, "explain", example, "resources.decisions.openings")
        self.assertIn("policy more-deciders 2026-07-01 … 2028-07-01: × 1.2", said)
        said, _ = self.expect(0, "explain", example, "policies.more-deciders")
        self.assertIn("1.2", said)

    def test_bad_input_is_status_2(self):
        for words, complaint in (
                ([example], "needs something to compare with"),
                ([tiny, "--variants"], "has no variants"),
                ([example, "--policies", "more-deciders,"], "with commas between them"),
                ([example, "--variants", "--until", "waiting +- 3", "--at-most", "9"], "--until takes"),
                ([example, "--variants", "--until", "waiting@2029-01-01 +- 3"], "--at-most"),
                ([example, "--variants", "--at-most", "9"], "belongs to --until"),
                ([example, "--variants", "--until", "wating@2029-01-01 +- 3", "--at-most", "9"], "a similar one exists: `waiting`"),
                ([example, "--variants", "--until", "waiting@2029-01-02 +- 3", "--at-most", "9"], "has no row on 2029-01-02"),
                ([example, "--policies", "more-decider"], "more-deciders.yaml"),
                ([example, example, "--variant", "bussier"], "a similar name exists: `busier`")):
            with self.subTest(complaint):
                said, told = self.expect(2, "compare", *words, "--replications", "2")
                self.assertEqual(said, "")
                self.assertIn(complaint, told)
        self.assertEqual(self.tree(), set())

    def test_it_writes_over_nothing_else(self):
        (self.here / "out").mkdir()
        self.write("out/compare.csv", "my own\n")
        self.expect(2, "compare", example, "--variants", "--replications", "2", "-o", "out")
        self.assertEqual((self.here / "out/compare.csv").read_text(encoding="utf-8"), "my own\n")
        self.expect(0, "compare", example, "--variants", "--replications", "2", "-o", "out", "--force", "--quiet")
        self.expect(0, "compare", example, "--variants", "--replications", "2", "-o", "out", "--quiet")
        self.assertEqual(self.tree(), {"out", "out/compare.csv"})


if __name__ == "__main__":
    unittest.main()
