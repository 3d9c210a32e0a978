"""`explain`: every value in force on a date, its unit, who set it and where it comes from."""
import re
import unittest

import laws
from program import FromOutside, source, tiny

values = source / "scenarios/examples/values.yaml"


class Explain(FromOutside):
    def lines(self, *words):
        said, complaint = self.expect(0, "explain", *words)
        self.assertEqual(complaint, "")
        return said.splitlines()

    def line(self, lines, begin):
        """The one line whose first word is this."""
        found = [line for line in lines if line.split()[:1] == [begin]]
        self.assertEqual(len(found), 1, f"{begin} in\n" + "\n".join(lines))
        return re.sub(r" {2,}", " | ", found[0].strip())

    def test_a_number_has_its_unit_its_place_and_its_origin(self):
        self.assertRegex(self.line(self.lines(tiny, "resources.decisions"), "openings"), r"^openings \| 250 openings a year \| .*tiny\.yaml:\d+ \| no reference$")
        self.assertIn("400 places", self.line(self.lines(tiny, "resources.coa.sites.azc"), "sites.azc.capacity"))

    def test_a_dated_number_says_which_holds_and_what_comes_next(self):
        before = self.line(self.lines(tiny, "sources"), "arrivals.persons")
        self.assertIn("300 persons a year; until 2027-01-01, then 240", before)
        after = self.line(self.lines(tiny, "sources", "--on", "2027-01-01"), "arrivals.persons")
        self.assertIn("240 persons a year |", after)
        self.assertNotIn("until", after)

    def test_numbers_by_attribute_and_of_tables_show_their_rows(self):
        lines = self.lines(tiny, "pathways.asylum.stages.decision.next")
        self.assertIn("by origin", self.line(lines, "stages.decision.next.refused"))
        self.assertRegex(self.line(lines, "syria"), r"^syria \| 0\.1 \|")
        lines = self.lines(values, "sources.applicants.mix.origin")
        self.assertRegex(self.line(lines, "syria"), r"^syria \| 0\.5; until 2027-01-01, then 0\.4 \| .*origins\.csv:\d+ \| reference yearbook$")
        lines = self.lines(values, "sources.applicants.mix.origin", "--on", "2027-12-31")
        self.assertRegex(self.line(lines, "syria"), r"^syria \| 0\.4 \|")

    def test_where_a_number_comes_from(self):
        grant = self.lines(values, "pathways.asylum.stages.decision.next.permit")
        self.assertIn("value grant", self.line(grant, "stages.decision.next.permit"))
        self.assertRegex(self.line(grant, "syria"), r"reference yearbook$")
        self.assertRegex(self.line(grant, "else"), r"assumption: an example \(range 0\.2 … 0\.4\)$")
        total = self.lines(values, "sources.applicants.arrivals.persons")
        self.assertIn("510 persons a year; sum of", self.line(total, "arrivals.persons"))
        self.assertTrue(any("derived from yearbook: 60 a year over 24 months" in line for line in total))
        self.assertTrue(any(line.startswith("  yearbook  A yearbook that does not exist, Nobody, 2026-01, https://example.org") for line in total))

    def test_the_last_line_counts(self):
        self.assertRegex(self.lines(tiny)[-1], r"^\d+ numbers in force: 0 with a reference, 0 derived, 0 assumed, (\d+) without either$")
        found = re.match(r"(\d+) numbers in force: (\d+) with a reference, (\d+) derived, (\d+) assumed, 0 without either$", self.lines(values)[-1])
        self.assertTrue(found)
        total, *parts = map(int, found.groups())
        self.assertEqual(total, sum(parts))
        self.assertEqual(parts[1], 1)

    def test_what_is_uncertain_shows_its_law(self):
        lines = self.lines(source / "scenarios/examples/uncertainty.yaml", "sources")
        self.assertIn("each replication: × lognormal, median 1, p90 1.4, walk year", self.line(lines, "arrivals.persons"))

    def test_what_is_correlated_is_told_with_both(self):
        for begin, path, other in (("openings", "resources.decisions", "pathways.asylum.stages.decision.next.permit"),
                                   ("stages.decision.next.permit", "pathways.asylum", "resources.decisions.openings")):
            lines = self.lines(source / "scenarios/examples/uncertainty.yaml", path)
            self.assertIn(f", correlated {other}: -0.5", self.line(lines, begin))

    def test_a_setting_on_the_command_line_is_told_as_such(self):
        lines = self.lines(tiny, "resources.decisions", "--set", "resources.decisions.openings=300")
        self.assertRegex(self.line(lines, "openings"), r"^openings \| 300 openings a year \| --set")

    def test_the_law_of_a_day(self):
        laws.write(self)
        words = ["town.yaml", "--policy", "more", "--policy", "strict", "--policy", "advice", "--today", "2026-03-03"]
        lines = [re.sub(r" {2,}(?=\S)", " | ", line.strip()) for line in self.lines(*words, "--law", "--on", "2027-03-04")]
        self.assertEqual(lines, """\
A town (town) on 2027-03-04

Policies on that day
holds: advice (Advice), from 2026-10-01; adopted, known since 2026-01-15
Letter
changes no number by itself: it adds stages, branches, clocks or moves
holds: more (More decisions), from 2026-07-01 to 2028-07-01; proposed, known since 2026-03-01, checked 2026-03-02
Bill on more, https://example.org/more
resources.decisions.openings | 540 instead of 450 openings a year | policies/more.yaml:7
resources.reception.sites.hotel.closes | 2027-07-01 instead of 2027-06-01 | policies/more.yaml:8
not yet: strict (Stricter), from 2027-03-05; no law or bill

Laws that stages are under
act | asylum.decision

Numbers that change by date
sources.applicants.arrivals.persons | 400 persons a year since 2027-01-01 | town.yaml:12 | reference paper

References
act | Aliens Act, checked 2025-06-01
paper | A paper, Nobody""".splitlines())
        later = self.lines(*words, "--policy", "nothing", "--law", "--on", "2027-03-05")
        tidy = [re.sub(r" {2,}(?=\S)", " | ", line.strip()) for line in later]
        self.assertIn("values.granted [origin syria] | 0.5 instead of 0.9 | policies/strict.yaml:5", tidy)
        self.assertIn("pathways.asylum.stages.permit.stay.median | 30 days instead of 60 days | policies/strict.yaml:6", tidy)
        later = self.lines("town.yaml", "--policy", "nothing", "--today", "2026-03-03", "--law", "--on", "2027-03-05")
        self.assertIn("    resources.decisions.openings  as it was  policies/nothing.yaml:5", later)
        later = self.lines(*words, "--law", "--on", "2028-07-01")
        self.assertTrue(any(line.startswith("  no longer: more") for line in later))
        self.assertTrue(any(line.startswith("  holds: strict") for line in later))

    def test_the_law_comes_before_everything_else_unless_a_path_is_asked_for(self):
        laws.write(self)
        lines = self.lines("town.yaml", "--today", "2026-03-03")
        self.assertEqual(lines[2:4], ["Policies on that day", "  no policy is switched on"])
        self.assertNotIn("Policies on that day", self.lines("town.yaml", "resources", "--today", "2026-03-03"))
        lines = self.lines("town.yaml", "--law", "--language", "nl", "--policy", "more", "--today", "2026-03-03")
        self.assertIn("  nog niet: more (Meer besluiten), vanaf 2026-07-01 tot 2028-07-01; voorstel, bekend sinds 2026-03-01, nagezien 2026-03-02", lines)

    def test_in_dutch(self):
        lines = self.lines(tiny, "sources", "--language", "nl")
        self.assertEqual(lines[0], "Eén gemeente (one-municipality) op 2025-01-01")
        self.assertIn("300 personen per jaar; tot 2027-01-01, daarna 240", self.line(lines, "arrivals.persons"))
        self.assertRegex(lines[-1], r"^\d+ getallen van kracht: 0 met een bron")

    def test_every_scenario_can_be_explained(self):
        for path in sorted((source / "scenarios").rglob("*.yaml")):
            if re.search(r"^scenario:", path.read_text("utf-8"), re.M):
                with self.subTest(path.name):
                    self.expect(0, "explain", path, "--quiet")

    def test_a_long_table_is_cut_short_unless_it_is_asked_for(self):
        rows = "".join(f"v{number},{number}\n" for number in range(40))
        self.write("long.yaml", tiny.read_text(encoding="utf-8")
                   .replace("attributes:\n", "attributes:\n  kind: {table: long.csv, value: kind}\n")
                   .replace("stay: {exponential: {mean: 60 days}}", "stay: {fixed: {table: long.csv, value: number, by: [kind]}}"))
        self.write("long.csv", "# unit: days\nkind,number\n" + rows)
        lines = self.lines("long.yaml", "pathways")
        self.assertTrue(any("… and 28 more" in line for line in lines), lines)
        lines = self.lines("long.yaml", "pathways.asylum.stages.refused.stay")
        self.assertTrue(any(line.split()[:1] == ["v39"] for line in lines), lines)

    def test_bad_input_is_status_2(self):
        _, complaint = self.expect(2, "explain", tiny, "resources.decision")
        self.assertIn("a similar address exists: `resources.decisions`", complaint)
        for words in ([], ["nowhere.yaml"], [tiny, "--on", "2027-02-30"], [tiny, "--on", "2031-01-01"], [tiny, "--on", "2024-12-31"],
                      [tiny, "resources", "sources"]):
            said, complaint = self.expect(2, "explain", *words)
            self.assertEqual(said, "")
            self.assertNotEqual(complaint, "")
        self.assertEqual(self.tree(), set())


if __name__ == "__main__":
    unittest.main()
