"""How old a law is, and what was known of it on a day."""
import json
import unittest

import laws
from program import FromOutside


class Laws(FromOutside):
    def setUp(self):
        super().setUp()
        laws.write(self)

    def told(self, *words):
        return self.expect(0, *words)[1]

    def test_a_law_last_checked_more_than_a_year_ago_is_warned_of(self):
        self.assertEqual(self.told("validate", "town.yaml", "--policy", "more", "--today", "2026-06-01"), "")
        self.assertEqual(self.told("validate", "town.yaml", "--policy", "more", "--today", "2027-03-03"), """\
warning: the law `act` was last checked on 2025-06-01
 --> town.yaml:7:37
  |
7 |   act: {title: Aliens Act, checked: 2025-06-01}
  |                                     ^^^^^^^^^^
  = help: more than a year before 2027-03-03: look up whether it still stands so, and say when

warning: the law behind `more` was last checked on 2026-03-02
 --> policies/more.yaml:3:114
  |
3 | …/more', status: proposed, known_since: 2026-03-01, checked: 2026-03-02}
  |                                                              ^^^^^^^^^^
  = help: more than a year before 2027-03-03: look up whether it still stands so, and say when
""")
        told = self.told("validate", "town.yaml", "--policy", "more", "--today", "2027-03-02")
        self.assertIn("`act`", told)
        self.assertNotIn("`more`", told)
        self.assertEqual(self.told("validate", "town.yaml", "--today", "2027-03-03", "--quiet"), "")

    def test_every_command_that_reads_a_scenario_warns_once(self):
        for words in (["run", "-o", "out"], ["compare", "--policies", "strict,more", "--replications", "1"], ["explain"], ["diff", "--policy", "strict"], ["graph"]):
            with self.subTest(words[0]):
                told = self.told(words[0], "town.yaml", *words[1:], "--today", "2026-06-02")
                self.assertEqual(told.count("warning: the law `act`"), 1)

    def test_what_could_not_be_known_is_left_out_and_said_so(self):
        said, told = self.expect(0, "validate", "town.yaml", "--policy", "more", "--as-known-on", "2026-02-28", "--today", "2026-03-01")
        self.assertEqual(told, """\
warning: `more` is left out
 --> policies/more.yaml:3:93
  |
3 | law: {title: Bill on more, href: 'https://example.org/more', status: proposed, known_since: 2026-03-01, checked: 2026-03…
  |                                                                                             ^^^^^^^^^^
  = help: its law could not be known on 2026-02-28
""")
        without, _ = self.expect(0, "validate", "town.yaml", "--set", "policies={}", "--today", "2026-03-01")
        self.assertEqual(said, without)
        said, told = self.expect(0, "validate", "town.yaml", "--policy", "more", "--as-known-on", "2026-03-01", "--today", "2026-03-01")
        self.assertEqual(told, "")
        self.assertNotEqual(said, without)

    def test_a_thought_without_a_law_stays(self):
        said, _ = self.expect(0, "explain", "town.yaml", "--law", "--policy", "strict", "--policy", "more", "--as-known-on", "2020-01-01", "--today", "2026-03-01")
        self.assertIn("strict", said)
        self.assertNotIn("more (", said)

    def test_a_result_as_known_on_a_day_can_be_repeated(self):
        self.expect(0, "run", "town.yaml", "--policy", "more", "--as-known-on", "2026-02-28", "-o", "then", "--quiet")
        self.expect(0, "run", "town.yaml", "-o", "without", "--quiet")
        self.assertEqual((self.here / "then/forecast.csv").read_bytes(), (self.here / "without/forecast.csv").read_bytes())
        self.assertIn('"as_known_on": "2026-02-28"', (self.here / "then/manifest.json").read_text(encoding="utf-8"))
        self.expect(0, "verify", "then")

    def test_a_result_says_how_far_the_law_behind_each_policy_is(self):
        self.expect(0, "run", "town.yaml", "--policy", "more", "--policy", "strict", "-o", "with", "--quiet")
        told = json.loads((self.here / "with/manifest.json").read_text(encoding="utf-8"))["policies"]
        self.assertEqual(list(told), ["more", "strict"])
        self.assertEqual(told["more"], {"title": {"nl": "Meer besluiten", "en": "More decisions"}, "from": "2026-07-01", "until": "2028-07-01", "law": {
            "title": "Bill on more", "href": "https://example.org/more", "status": "proposed", "known_since": "2026-03-01", "checked": "2026-03-02"}})
        self.assertEqual(told["strict"], {"title": {"nl": "Strenger", "en": "Stricter"}, "from": "2027-03-05"})

    def test_a_comparison_as_known_on_a_day_says_that_nothing_changes(self):
        said, told = self.expect(0, "compare", "town.yaml", "--policies", "more", "--as-known-on", "2026-02-28", "--replications", "2")
        self.assertIn("Nothing changes.", said)
        self.assertIn("`more` is left out", told)

    def test_a_law_that_does_not_say_since_when_is_refused(self):
        laws.write(self, more=[("known_since: 2026-03-01, ", "")])
        _, told = self.expect(2, "validate", "town.yaml", "--policy", "more", "--as-known-on", "2026-02-28", "--today", "2026-03-01")
        self.assertEqual(told, """\
error: `more` does not say since when its law could be known
 --> policies/more.yaml:3:1
  |
3 | law: {title: Bill on more, href: 'https://example.org/more', status: proposed, checked: 2026-03-02}
  | ^^^
  = help: `known_since: DATE` in `law`; only what was known on 2026-02-28 was asked for
doorstroom: 1 fault in town.yaml
""")

    def test_what_is_expected_of_a_measure_that_is_not_there_is_warned_of(self):
        laws.write(self, more=[("measure: waiting", "measure: waitign")])
        self.assertEqual(self.told("validate", "town.yaml", "--policy", "more", "--today", "2026-03-01"), """\
warning: `more` expects something of `waitign`, which this scenario does not measure
 --> policies/more.yaml:9:20
  |
9 | expects: {measure: waitign, sign: down}
  |                    ^^^^^^^
  = help: a similar name exists: `waiting`
""")

    def test_dates_that_are_none_are_status_2(self):
        for option in ("--today", "--as-known-on"):
            _, told = self.expect(2, "validate", "town.yaml", option, "2026-02-30")
            self.assertEqual(told, f"doorstroom: {option} takes a date such as 2027-01-01, not `2026-02-30`\n")


if __name__ == "__main__":
    unittest.main()
