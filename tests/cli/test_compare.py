"""Scenarios side by side: policies, variants, other files; the table, compare.csv, and as many replications as it takes."""
import csv
import hashlib
import json
import re
import unittest

import laws
from program import FromOutside, source, tiny

example = source / "scenarios/examples/policies.yaml"
columns = ["scenario", "against", "date", "measure", "group", "unit", "replications", "effect", "sd", "low95", "high95", "share_same_sign", "without"]


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
        self.assertEqual(late[0]["replications"], "4")  # unless it is told otherwise

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

    def test_the_table_shows_what_a_policy_expects_first_and_a_year_after_it_begins(self):
        laws.write(self)
        said, _ = self.expect(0, "compare", "town.yaml", "--policies", "more", "--replications", "6")
        lines = said.splitlines()
        self.assertEqual(lines[2], "What is different with More decisions (town+more), from 2026-07-01")
        self.assertRegex(lines[3], r"^ +2027-07-01, a year on +2029-01-01, at the end$")
        self.assertRegex(lines[4], r"^ +without +difference +without +difference +same sign$")
        self.assertRegex(lines[5], r"^Waiting \[expected: down\] +\d+ +−\d+ ± \d+ +−\d+ % ")
        self.assertRegex(said, r"\n[3-5] of the [45] measures that change, of 5\.\n")
        self.assertRegex(said, r"are in compare\.csv \(111 rows; -o DIR\)")

    def test_measures_can_be_chosen(self):
        laws.write(self)
        said, _ = self.expect(0, "compare", "town.yaml", "--policies", "more", "--replications", "2", "--measures", "share,wait.p90,decided", "--language", "nl")
        rows = said.split("zelfde teken\n")[1].splitlines()[:4]
        self.assertEqual([re.split(" {2,}", row)[0] for row in rows[:3]], ["Aandeel", "Wachttijd, p90 (dagen)", "Besloten"])
        self.assertRegex(rows[3], r"^3 van de \d maten die veranderen, van 5\.$")
        _, told = self.expect(2, "compare", "town.yaml", "--policies", "more", "--measures", "shares")
        self.assertEqual(told.splitlines()[-1], "doorstroom: --measures: there is no measure `shares`; a similar one exists: `share`")

    def test_what_is_without_the_policy_of_the_first_is_expected_to_go_the_other_way(self):
        laws.write(self, [("measures:", "policies: {more: {}}\nvariants: {without: {title: {nl: Zonder, en: Without}, policies: {more: ~}}}\nmeasures:")])
        said, _ = self.expect(0, "compare", "town.yaml", "--variants", "--replications", "2")
        self.assertIn("What is different with Without (town.without), from 2026-07-01", said)
        self.assertIn("Waiting [expected: up]", said)

    def test_a_long_list_is_cut_to_twenty_and_to_fewer_of_several(self):
        many = "".join(f"  m{number}: {{title: {{nl: M, en: Measure {number}}}, sum: [waiting, {number}]}}\n" for number in range(40))
        laws.write(self, [("measures:\n", "measures:\n" + many)])
        said, _ = self.expect(0, "compare", "town.yaml", "--policies", "more", "--replications", "2")
        self.assertIn("20 of the 4", said)
        said, _ = self.expect(0, "compare", "town.yaml", "--policies", "more,strict", "--replications", "2")
        self.assertIn("12 of the 4", said)

    def test_the_effect_of_several_is_split_over_them(self):
        laws.write(self)
        said, _ = self.expect(0, "compare", "town.yaml", "--policies", "more,advice,nothing", "--attribute", "-o", "out", "--replications", "3")
        self.assertIn("Who does what of More decisions + Advice + Nothing (town+more+advice+nothing), 2029-01-01", said)
        with open(self.here / "out/attribution.csv", encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual(list(rows[0]), ["policy", *columns[1:]])
        of = {name: {(row["date"], row["measure"]): row for row in rows if row["policy"] == name} for name in ("more", "advice", "nothing", "(together)", "(interaction)")}
        self.assertEqual(sum(map(len, of.values())), len(rows))
        self.assertEqual({row["effect"] for row in of["nothing"].values() if row["replications"] != "0"}, {"0"})
        alone = {}
        for row in self.rows():
            if row["group"] == "":
                alone.setdefault(row["scenario"], {})[row["date"], row["measure"]] = row
        compared = 0
        for key, together in of["(together)"].items():
            if together["replications"] != "3":
                continue
            shares = [float(of[name][key]["effect"]) for name in ("more", "advice", "nothing")]
            self.assertAlmostEqual(sum(shares), float(together["effect"]), 6)
            self.assertEqual(together["effect"], alone["town+more+advice+nothing"][key]["effect"])
            apart = sum(float(alone[f"town+{name}"][key]["effect"]) for name in ("more", "advice", "nothing"))
            self.assertAlmostEqual(float(together["effect"]) - apart, float(of["(interaction)"][key]["effect"]), 6)
            compared += together["effect"] != "0"
        self.assertGreater(compared, 20)
        self.assertEqual({row["scenario"] for row in self.rows()}, {"town+more", "town+advice", "town+nothing", "town+more+advice+nothing"})

    def test_what_is_split_is_what_was_compared(self):
        laws.write(self)
        words = ["compare", "town.yaml", "--policies", "more,strict,advice,nothing", "--replications", "2", "--quiet"]
        self.expect(0, *words, "-o", "plain", "--threads", "1")
        self.expect(0, *words, "-o", "split", "--attribute", "--threads", "2")
        self.expect(0, *words, "-o", "again", "--attribute", "--threads", "1")
        self.assertEqual((self.here / "plain/compare.csv").read_bytes(), (self.here / "split/compare.csv").read_bytes())
        self.assertEqual((self.here / "split/attribution.csv").read_bytes(), (self.here / "again/attribution.csv").read_bytes())

    def test_a_split_needs_two_to_six_policies_of_one_scenario(self):
        laws.write(self)
        for words, complaint in ((["--policies", "more"], "two to six --policies, not of 1"),
                                 (["--policies", "a,b,c,d,e,f,g"], "two to six --policies, not of 7"),
                                 (["town.yaml", "--policies", "more,advice"], "is about one scenario and its --policies"),
                                 (["--policies", "more,advice", "--variants"], "is about one scenario and its --policies")):
            _, told = self.expect(2, "compare", "town.yaml", *words, "--attribute")
            self.assertIn(complaint, told)

    def test_it_writes_over_nothing_else(self):
        (self.here / "out").mkdir()
        self.write("out/compare.csv", "my own\n")
        self.expect(2, "compare", example, "--variants", "--replications", "2", "-o", "out")
        self.assertEqual((self.here / "out/compare.csv").read_text(encoding="utf-8"), "my own\n")
        self.expect(0, "compare", example, "--variants", "--replications", "2", "-o", "out", "--force", "--quiet")
        self.expect(0, "compare", example, "--variants", "--replications", "2", "-o", "out", "--quiet")
        self.assertEqual(self.tree(), {"out", "out/compare.csv", "out/compare.json"})

    def test_what_made_it_stands_beside_it(self):
        for threads in ("1", "2"):
            self.expect(0, "compare", example, "--variant", "without", "--policies", "more-deciders,help-to-return", "--replications", "2",
                        "--threads", threads, "-o", threads, "--quiet")
        made = json.loads((self.here / "1/compare.json").read_text(encoding="utf-8"))
        self.assertEqual((made["scenario"], made["seed"], made["replications"], made["uncertainty"]), ("policies.without", 1, 2, "none"))
        self.assertEqual([(other["scenario"], other["title"]["en"], other["begins"]) for other in made["compared"]],
                         [("policies.without+more-deciders", "More deciders", "2026-07-01"),
                          ("policies.without+help-to-return", "Help to return", "2026-07-01"),
                          ("policies.without+more-deciders+help-to-return", "More deciders + Help to return", "2026-07-01")])
        digest = hashlib.sha256((self.here / "1/compare.csv").read_bytes()).hexdigest()
        self.assertEqual(made["outputs"], [{"file": "compare.csv", "sha256": digest}])
        self.assertEqual({row["measure"].partition(".")[0] for row in self.rows("1")}, set(made["measures"]))
        self.assertEqual((self.here / "1/compare.json").read_bytes(), (self.here / "2/compare.json").read_bytes())

    def test_each_row_says_what_there_is_without(self):
        self.expect(0, "compare", example, "--variant", "without", "--policies", "more-deciders", "--replications", "2", "-o", "out", "--quiet")
        self.expect(0, "run", example, "--variant", "without", "--replications", "2", "-o", "alone", "--quiet")
        with open(self.here / "alone/forecast.csv", encoding="utf-8", newline="") as file:
            means = {(row["date"], row["measure"], row["group"]): row["mean"] for row in csv.DictReader(file)}
        self.assertEqual({key: row["without"] for row in self.rows() for key in [(row["date"], row["measure"], row["group"])]}, means)


if __name__ == "__main__":
    unittest.main()
