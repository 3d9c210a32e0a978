"""`trace`: the life of one synthetic household, why it moved, what each day was waited for, and the same life elsewhere."""
import datetime
import re
import unittest

from program import FromOutside, tiny

opening = {"en": "synthetic household, no real person\n", "nl": "synthetisch huishouden, geen bestaand persoon\n"}

# Somebody waits here for every cause.
scenario = """\
schema: 1
scenario: causes
title: {nl: Oorzaken, en: Causes}
run: {start: 2026-01-01, end: 2028-01-01, replications: 2, seed: 1}
assumption: a test
references: {act: {title: An act, href: 'https://example.org'}}
attributes: {kind: [a, b]}
sources:
  people: {pathway: way, arrivals: {households: 2, per: day, spread: none}, household_size: {1: 0.5, 3: 0.5}, mix: {kind: {a: 0.7, b: 0.3}}, until: 2026-03-01}
  family: {pathway: following, household_size: {2: 1}}
resources:
  desk:  {kind: servers, capacity: {2026-01-01: 0, 2026-02-01: 4}}
  homes: {kind: slots, label: {nl: woningen, en: homes}, openings: 1.5, per: day, sizes: {1: 0.9, 3: 0.1}}
  inn:   {kind: places, when_full: wait, sites: {house: {capacity: 40, opens: 2026-06-01}}}
pathways:
  way:
    stages:
      notice: {law: act, stay: {fixed: 14 days}, next: desk}
      desk:   {await: desk, takes: {fixed: 1 day}, start: {course: {}}, bring: {family: {chance: 0.5}}, next: home}
      home:   {label: {nl: Wacht op een woning, en: Waiting for a home}, await: homes, next: inn}
      inn:    {lodge: inn, stay: {fixed: 10 days}, next: {family: 0.5, own: rest}}
      family: {until: {linked: {pathway: following, reached: [there]}}, next: own}
      own:    {until: {own: {pathway: course, reached: [passed]}}, next: out}
      out:    {final: true, lodge: none}
  following:
    stages:
      travels: {stay: {fixed: 300 days}, next: there}
      there:   {stay: {fixed: 1 day}, next: out}
      out:     {final: true}
  course:
    stages:
      learns: {stay: {fixed: 400 days}, next: passed}
      passed: {final: true}
measures:
  there: {title: {nl: Er, en: There}, persons: {stage: way.desk}}
"""
policy = """\
policy: more
title: {nl: Meer woningen, en: More homes}
from: 2026-02-10
changes:
  resources.homes.openings: 6
"""
move = re.compile(r"^  (\d{4}-\d\d-\d\d)  (\S.*?)  +(\S.*?)(?:  +([\d,]+))?(?:  .*)?$")


class Trace(FromOutside):
    def setUp(self):
        super().setUp()
        self.write("causes.yaml", scenario)
        (self.here / "policies").mkdir()
        self.write("policies/more.yaml", policy)

    def told(self, *words):
        said, complaint = self.expect(0, "trace", "causes.yaml", *words)
        self.assertEqual(complaint, "")
        return said

    def refused(self, *words, file="causes.yaml"):
        said, complaint = self.expect(2, "trace", file, *words)
        self.assertEqual(said, "")
        return complaint

    def lives(self):
        for stage in ("way.notice", "way.desk", "way.home", "way.inn", "way.family", "way.own", "following.travels"):
            for which in ("longest-wait", "middle-wait", "first"):
                yield self.told("--find", f"stage={stage},{which}")

    def test_it_opens_with_what_it_is(self):
        for language, words in opening.items():
            self.assertTrue(self.told("--find", "stage=way.home", "--language", language).startswith(words))

    def test_every_move_has_its_date_reason_and_law(self):
        said = self.told("--find", "stage=way.home,first")
        key = re.search(r"^Household ([0-9a-f]{16}): came on 2026-01-01; [13] persons?, kind [ab]$", said, re.M).group(1)
        self.assertIn("(causes), replication 0, seed 1\n", said)
        self.assertRegex(said, r"\n  2026-01-01  way, household +way\.notice +14  arrives +act\n +law 14 days\n")
        self.assertRegex(said, r"\n  2026-01-15  way, household +way\.desk +18  the time of that stage was over\n +closed 17 days, the stage itself 1 day\n")
        self.assertRegex(said, r"\n  2026-02-01  way, household +way\.desk begins +served by desk\n")
        self.assertRegex(said, r"\n  2026-02-02  way, household +Waiting for a home .*  done by desk\n")
        self.assertRegex(said, r"\n  \S{10}  way, household +at the door of: way\.inn .*  served by homes\n")
        self.assertRegex(said, r"\n  \S{10}  household +lives in house \(inn\)\n")
        again = self.told("--household", key)
        self.assertEqual(again, re.sub(r"Found:.*\n", "", said))

    def test_the_days_sum_to_the_wait_and_every_cause_is_there(self):
        causes = set()
        for said in self.lives():
            lines = said.split("\nDays by what")[0].splitlines()
            moves = {}
            for number, line in enumerate(lines):
                found = move.match(line)
                if not found or " begins " in line:
                    continue
                date, journey, _, days = found.groups()
                if "," not in journey:
                    continue  # what happens to the household beside its journeys
                when = datetime.date.fromisoformat(date)
                days = int(days.replace(",", "")) if days else 0
                if journey in moves:
                    since, stood = moves[journey]
                    self.assertEqual((when - since).days, stood, said)
                moves[journey] = (when, days)
                if days:
                    parts = re.findall(r"(?:^ +|, )([a-z ]+?) ([\d,]+) days?", lines[number + 1])
                    self.assertEqual(sum(int(part.replace(",", "")) for _, part in parts), days, line)
                    causes |= {cause for cause, _ in parts}
        self.assertEqual(causes, {"law", "relatives", "own people", "closed", "none of this size", "queue ahead", "next in line", "the stage itself"})

    def test_the_table_adds_up(self):
        for said in self.lives():
            table = said.split("Days by what they were waited for\n")[1].split("\n\n")[0].splitlines()
            self.assertTrue(table[0].endswith("all days"))
            for row in table[1:]:
                numbers = [int(cell.replace(",", "")) for cell in re.split(r"  +", row.strip())[1:]]
                self.assertEqual(sum(numbers[:-1]), numbers[-1], row)

    def test_whom_it_brings_belongs_to_its_life(self):
        said = self.told("--find", "stage=way.family,longest-wait")
        own, brought = re.findall(r"^Household ([0-9a-f]{16}):", said, re.M)
        self.assertIn(f"household {brought} is to follow", said)
        self.assertRegex(said, rf"Household {brought}: came on .*, brought by household {own}; 2 persons")
        self.assertRegex(said, rf"following, household {brought} +following\.travels +300  follows who brought it")
        self.assertRegex(said, r"relatives \d+ days\n")
        theirs = self.told("--household", brought)
        self.assertRegex(theirs, rf"Household {brought}: came on .*, brought by household {own}; 2 persons")
        self.assertRegex(theirs, r"following, household +following\.travels +300  follows who brought it")
        self.assertNotIn("way.notice", theirs)

    def test_beside_a_policy_it_is_told_from_where_it_differs(self):
        said = self.told("--find", "stage=way.home,longest-wait", "--policy", "more")
        parts = re.search(r"\nThe same until (\S+); from then on:\n", said).group(1)
        self.assertGreaterEqual(parts, "2026-02-10")
        self.assertIn("  with more (More homes), from 2026-02-10", said)
        after = said.split("from then on:\n")[1].split("\nSide by side")[0]
        dates = re.findall(r"^  (\d{4}-\d\d-\d\d)  ", after, re.M)
        self.assertTrue(dates)
        self.assertEqual(min(dates), parts)
        self.assertRegex(said, r"journey +comes to +causes +days +causes\+more +days\n")
        self.assertRegex(said, r"\n  way, household +causes .*\n  way, household +causes\+more ")
        side = said.split("Side by side")[1]
        self.assertRegex(side, r" Waiting for a home .* \*\n")
        self.assertNotRegex(side, r" way\.notice .* \*\n")

    def test_a_policy_that_begins_later_leaves_the_life_as_it_was(self):
        said = self.told("--find", "stage=way.desk,first", "--policy", "more")
        self.assertIn("\nBoth lives are the same.\n", said)

    def test_beside_another_file(self):
        self.write("slow.yaml", scenario.replace("scenario: causes", "scenario: slow").replace("fixed: 14 days", "fixed: 21 days"))
        said = self.told("--find", "stage=way.home,first", "--beside", "slow.yaml")
        self.assertIn("The same until 2026-01-15; from then on:", said)
        self.assertRegex(said, r"comes to +causes +days +slow +days\n")
        self.assertIn("Both lives are the same.", self.told("--find", "stage=way.home,first", "--beside", "causes.yaml"))
        self.write("nobody.yaml", scenario.replace("scenario: causes", "scenario: nobody").replace("households: 2, per: day", "households: 0, per: day"))
        self.assertIn("\nIn nobody there is no such household: it never comes.\n", self.told("--find", "stage=way.home,first", "--beside", "nobody.yaml"))

    def test_another_replication_is_another_world(self):
        first = self.told("--find", "stage=way.home,longest-wait")
        second = self.told("--find", "stage=way.home,longest-wait", "--replication", "1")
        self.assertIn("replication 1, seed 1", second)
        self.assertNotEqual(first.splitlines()[2:], second.splitlines()[2:])
        self.assertIn("seed 9", self.told("--find", "stage=way.home", "--seed", "9"))

    def test_tracing_changes_no_result(self):
        self.expect(0, "run", "causes.yaml", "-o", "before", "--quiet")
        self.told("--find", "stage=way.home,longest-wait")
        self.assertEqual({name for name in self.tree() if "/" not in name}, {"causes.yaml", "policies", "before"})
        self.expect(0, "run", "causes.yaml", "-o", "after", "--quiet")
        for name in ("forecast.csv", "reconciliation.csv"):
            self.assertEqual((self.here / "before" / name).read_bytes(), (self.here / "after" / name).read_bytes())

    def test_in_dutch(self):
        said = self.told("--find", "stage=way.home,longest-wait", "--language", "nl")
        self.assertRegex(said, r"Gevonden: de langste van \d+ keren in way\.home: \d+ dagen, vanaf \d{4}-\d\d-\d\d")
        self.assertRegex(said, r"way, huishouden +Wacht op een woning +\d+ .*klaar bij desk")
        self.assertIn("geen van deze grootte", said)
        self.assertIn("Dagen naar waar zij op wachtten", said)
        for english in ("household", "queue", "served", "days"):
            self.assertNotIn(english, said)

    def test_bad_input_says_what_to_do(self):
        self.assertEqual(self.refused("--household", "0123456789abcdef"),
                         "doorstroom: there is no household 0123456789abcdef in replication 0 of causes with seed 1; "
                         "find one with --find stage=way.desk,longest-wait\n")
        self.assertEqual(self.refused("--household", "12"),
                         "doorstroom: --household takes the key of a household, 16 hexadecimal digits such as 00c0ffee00c0ffee, not `12`; `--find` shows them\n")
        self.assertEqual(self.refused("--find", "stage=way.hmoe,longest-wait"),
                         "doorstroom: --find: there is no stage `way.hmoe` in causes; a similar one exists: `way.home`\n")
        self.assertEqual(self.refused("--find", "stage=reception"),
                         "doorstroom: --find: there is no stage `reception` in causes; a stage is written as PATHWAY.STAGE, such as `way.notice`\n")
        self.assertEqual(self.refused("--find", "stage=way.out"), "doorstroom: --find: nobody waits in `way.out`: who comes there has arrived\n")
        self.assertEqual(self.refused("--find", "stage=way.home,longst-wait"),
                         "doorstroom: --find takes stage=STAGE and longest-wait, middle-wait, first or newcomer, not `longst-wait`; did you mean `longest-wait`?\n")
        self.assertEqual(self.refused("--find", "longest-wait"),
                         "doorstroom: --find needs the stage in which they waited: stage=STAGE,longest-wait, not `longest-wait`\n")
        self.assertEqual(self.refused(), "doorstroom: `trace` needs a household to follow: --household KEY, or --find stage=STAGE,longest-wait\n")
        self.assertEqual(self.refused("--household", "0123456789abcdef", "--find", "stage=way.home"),
                         "doorstroom: `trace` follows one household: give --household or --find, not both\n")
        self.assertIn("--replication takes a whole number from 0", self.refused("--find", "stage=way.home", "--replication", "-1"))
        self.assertEqual(self.refused("--find", "stage=way.home,first", "--set", "sources.people.arrivals.households=0"),
                         "doorstroom: --find: nobody comes to `way.home` in replication 0\n")
        self.assertIn("slow.yaml", self.refused("--find", "stage=way.home", "--beside", "slow.yaml"))
        self.assertIn("`--household`", self.refused("--houshold", "12"))

    def test_the_first_scenario_of_all_can_be_traced(self):
        said, _ = self.expect(0, "trace", tiny, "--find", "stage=asylum.status,longest-wait,newcomer")
        self.assertRegex(said, r"Found: the longest among \d+ stays in asylum\.status")


if __name__ == "__main__":
    unittest.main()
