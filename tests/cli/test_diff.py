"""`diff`: what differs between two scenarios, in words and by date."""
import re
import unittest

import laws
from program import FromOutside


class Diff(FromOutside):
    def setUp(self):
        super().setUp()
        laws.write(self)

    def said(self, *words):
        said, _ = self.expect(0, "diff", *words, "--today", "2026-03-01")
        return re.sub(r" {2,}(?=\S)", "  ", said)

    def test_a_scenario_does_not_differ_from_itself(self):
        self.assertIn("Nothing differs.", self.said("town.yaml", "town.yaml"))
        self.assertIn("Nothing differs.", self.said("town.yaml", "--policy", "nothing"))
        copy = laws.scenario.replace("{value: 400, reference: paper}", "{value: 400, assumption: elsewhere}")
        self.write("copy.yaml", copy)
        self.assertIn("Nothing differs.", self.said("town.yaml", "copy.yaml"))

    def test_what_a_policy_changes_has_its_dates_and_both_places(self):
        self.assertEqual(self.said("town.yaml", "--policy", "more"), """\
A town (town) beside itself
  with more (More decisions), from 2026-07-01 to 2028-07-01; proposed, known since 2026-03-01, checked 2026-03-02

From 2026-07-01 to 2028-07-01
  resources.decisions.openings  540 instead of 450 openings a year  policies/more.yaml:7; was town.yaml:14
  resources.reception.sites.hotel.closes  2027-07-01 instead of 2027-06-01  policies/more.yaml:8; was town.yaml:15
""")

    def test_choices_and_parameters_are_told_one_by_one(self):
        self.assertEqual(self.said("town.yaml", "--policy", "strict"), """\
A town (town) beside itself
  with strict (Stricter), from 2027-03-05; no law or bill

From 2027-03-05
  values.granted [origin syria]  0.5 instead of 0.9  policies/strict.yaml:5; was town.yaml:10
  pathways.asylum.stages.permit.stay.median  30 days instead of 60 days  policies/strict.yaml:6; was town.yaml:20
""")

    def test_what_a_policy_adds_is_told_whole(self):
        self.assertEqual(self.said("town.yaml", "--policy", "advice"), """\
A town (town) beside itself
  with advice (Advice), from 2026-10-01; adopted, known since 2026-01-15

From 2026-10-01
  pathways.asylum.stages.advised  added  policies/advice.yaml:9
  pathways.asylum.stages.decision.next.advised  0.1 (new)  policies/advice.yaml:8
""")

    def test_a_dated_number_differs_only_while_it_does(self):
        self.write("other.yaml", laws.scenario.replace("scenario: town", "scenario: other").replace("{2026-01-01: 500, 2027-01-01: {value: 400, reference: paper}}",
                                                       "{2026-01-01: 500, 2026-07-01: 450, 2028-01-01: 400}").replace("median: 60 days", "median: 50 days"))
        self.assertEqual(self.said("town.yaml", "other.yaml"), """\
A town (other) beside A town (town)

All along
  pathways.asylum.stages.permit.stay [lognormal, median]  50 days instead of 60 days  other.yaml:20; was town.yaml:20

From 2026-07-01 to 2027-01-01
  sources.applicants.arrivals.persons  450 instead of 500 persons a year  other.yaml:12; was town.yaml:12

From 2027-01-01 to 2028-01-01
  sources.applicants.arrivals.persons  450 instead of 400 persons a year  other.yaml:12; was town.yaml:12
""")

    def test_things_that_one_has_and_the_other_has_not(self):
        self.write("less.yaml", laws.scenario.replace(", hotel: {capacity: 60, tier: 2, closes: 2027-06-01}", "").replace(
            "  share:  ", "  extra: {title: {nl: Extra, en: Extra}, flow: {into: housed}}\n  share:  "))
        said = self.said("town.yaml", "less.yaml")
        self.assertIn("resources.reception.sites.hotel  gone  town.yaml:15", said)
        self.assertIn("measures.extra  added  less.yaml:29", said)
        self.assertNotIn("capacity", said)

    def test_settings_variants_and_tables(self):
        self.assertRegex(self.said("town.yaml", "--set", "run.replications=9"), r"run\.replications  9 instead of 4  --set run\.replications:1; was town\.yaml:4")
        self.write("yearly.csv", "from,origin,n\n2026-01-01,syria,0.9\n2026-01-01,other,0.3\n2027-01-01,other,0.2\n")
        self.write("later.csv", "from,origin,n\n2026-01-01,syria,0.9\n2026-01-01,other,0.3\n2028-01-01,other,0.2\n")
        for name, file in (("a.yaml", "yearly.csv"), ("b.yaml", "later.csv")):
            self.write(name, laws.scenario.replace("{by: origin, syria: {value: 0.9, reference: paper}, other: 0.3}", f"{{table: {file}, value: n, by: [origin]}}"))
        said = self.said("a.yaml", "b.yaml")
        self.assertRegex(said, r"From 2027-01-01 to 2028-01-01\n  values\.granted \[other\]  0\.3 instead of 0\.2  later\.csv:3; was yearly\.csv:4\n$")

    def test_a_long_table_is_cut_short(self):
        for name, number in (("a", "0.5"), ("b", "0.6")):
            self.write(f"{name}.csv", "origin,n\n" + "".join(f"v{row},{number}\n" for row in range(30)))
            self.write(f"{name}.yaml", laws.scenario.replace("[syria, other]", "{table: a.csv, value: origin}").replace("{syria: 0.4, other: 0.6}", "{v1: 1}").replace(
                "{by: origin, syria: {value: 0.9, reference: paper}, other: 0.3}", f"{{table: {name}.csv, value: n, by: [origin]}}"))
        said = self.said("a.yaml", "b.yaml")
        self.assertIn("  values.granted [v11]  0.6 instead of 0.5  b.csv:13; was a.csv:13\n  values.granted  … and 18 more\n", said)
        self.assertNotIn("v12", said)

    def test_in_dutch(self):
        said = self.said("town.yaml", "--policy", "more", "--language", "nl")
        self.assertIn("  met more (Meer besluiten), vanaf 2026-07-01 tot 2028-07-01; voorstel, bekend sinds 2026-03-01, nagezien 2026-03-02", said)
        self.assertIn("Van 2026-07-01 tot 2028-07-01", said)
        self.assertIn("540 in plaats van 450 openingen per jaar", said)

    def test_bad_input_is_status_2(self):
        for words, complaint in ((["town.yaml"], "`diff` needs something to differ from"),
                                 (["town.yaml", "twon.yaml"], "town.yaml"),
                                 (["town.yaml", "--policy", "mroe"], "more.yaml"),
                                 (["town.yaml", "town.yaml", "town.yaml"], "takes no further argument"),
                                 ([], "needs a scenario file")):
            with self.subTest(complaint):
                said, told = self.expect(2, "diff", *words)
                self.assertEqual(said, "")
                self.assertIn(complaint, told)


if __name__ == "__main__":
    unittest.main()
