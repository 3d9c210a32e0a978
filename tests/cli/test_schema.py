"""The JSON Schema: it is the one in scenarios/, it fits every scenario that the reader takes, and it sees slips of the pen."""
import json
import os
import pathlib
import subprocess
import unittest

import jsonschema

import editor_yaml
from program import FromOutside, program, source, tiny



def first_line(path):
    return path.read_text(encoding="utf-8").splitlines()[0]


class Schema(FromOutside):
    @classmethod
    def setUpClass(cls):
        cls.text = subprocess.run([program, "schema"], capture_output=True, text=True, check=True).stdout
        cls.schema = json.loads(cls.text)
        cls.validator = jsonschema.Draft7Validator(cls.schema)

    def complaints(self, text):
        return [f"{'.'.join(map(str, fault.absolute_path))}: {fault.message}" for fault in self.validator.iter_errors(editor_yaml.load(text))]

    def assert_fits(self, path):
        self.assertEqual(self.complaints(path.read_text(encoding="utf-8")), [], str(path))

    def test_it_is_a_schema_of_draft_07(self):
        self.assertEqual(self.schema["$schema"], "http://json-schema.org/draft-07/schema#")
        jsonschema.Draft7Validator.check_schema(self.schema)

    def test_the_one_in_scenarios_is_what_the_program_prints(self):
        kept = (source / "scenarios/schema.json").read_text(encoding="utf-8")
        self.assertEqual(kept, self.text, "write it anew: python3 tests/cli/test_reference.py --write")

    def test_every_file_in_scenarios_leads_an_editor_to_it(self):
        for path in sorted((source / "scenarios").rglob("*.yaml")):
            with self.subTest(path.name):
                there = os.path.relpath(source / "scenarios/schema.json", path.parent)
                self.assertEqual(first_line(path), f"# yaml-language-server: $schema={there}")

    def test_it_fits_every_scenario_and_every_part_of_one(self):
        folders = [source / folder for folder in ("scenarios", "tests/golden", "tests/queueing", "tests/bench")]
        paths = [path for folder in folders for path in sorted(folder.rglob("*.yaml"))]
        self.assertGreater(len(paths), 30)
        for path in paths:
            with self.subTest(path.name):
                self.assert_fits(path)

    def test_it_fits_every_scene_of_the_rules(self):
        rules = pathlib.Path(program).parent / "tests/rules"
        if not rules.exists():
            self.skipTest("the tests in C++ were not built")
        kept = self.here / "scenes"
        kept.mkdir()
        subprocess.run([rules], env={**os.environ, "DOORSTROOM_KEEP_SCENES": str(kept)}, cwd=source, capture_output=True, timeout=900)
        scenes = sorted(kept.iterdir())
        self.assertGreater(len(scenes), 100)
        for path in scenes:
            with self.subTest(path.read_text(encoding="utf-8")):
                self.assert_fits(path)

    def test_it_sees_slips_of_the_pen(self):
        fine = tiny.read_text(encoding="utf-8")
        self.assertEqual(self.complaints(fine), [])
        for right, wrong in (
                ("sources:", "source:"),                                     # a misspelled key: at the top
                ("await: dwellings", "awiat: dwellings"),                    # of a stage
                ("kind: places", "knid: places"),                            # of a resource
                ("openings: 70, per: year", "openings: 70, pre: year"),
                ("persons: {lodged: coa}}", "persons: {lodgd: coa}}"),       # of a measure
                ("median: 6 days", "medain: 6 days"),                        # of a distribution
                ("{mean: 60 days}", "{mean: 60}"),                           # a wrong unit: no unit
                ("{mean: 60 days}", "{mean: 60 fortnights}"),
                ("capacity: 400", "capacity: 400 days"),
                ("term: 6 months", "term: 6"),
                ("capacity: 400", "capacity: -400"),                         # out of bounds
                ("syria: 0.1", "syria: 1.1"),
                ("openings: 250", "openings: '250'"),                        # a number in quotes
                ("openings: 250", "openings: 50%"),
                ("kind: slots", "kind: slot"),                               # a wrong choice
                ("over: max", "over: most"),
                ("openings: 70, per: year", "openings: 70, per: decade"),
                ("moves: household", "moves: family"),
                ("start: 2025-01-01", "start: 1-1-2025"),                    # a wrong date
                ("2025-01-01: 300", "2025-1-1: 300"),
                ("final: true", "final: yes"),
                ("    pathway: asylum\n", ""),                               # what must be there
                ("title: {nl: Eén gemeente, en: One municipality}", "title: {nl: Eén gemeente}")):
            with self.subTest(f"{right} -> {wrong}"):
                self.assertIn(right, fine)
                self.assertNotEqual(self.complaints(fine.replace(right, wrong)), [])

    def test_what_is_laid_over_may_leave_out_and_take_away(self):
        part = "resources:\n  coa: {sites: {azc: {capacity: 5}, emergency: ~}}\n  decisions: ~\n"
        self.assertEqual(self.complaints(part), [])
        over = "schema: 1\nscenario: over\ntitle: {nl: Over, en: Over}\nextends: tiny.yaml\n" + part
        self.assertEqual(self.complaints(over), [])
        self.assertNotEqual(self.complaints(over.replace("capacity: 5", "capacity: 5 days")), [])
        self.assertNotEqual(self.complaints(over.replace("extends: tiny.yaml\n", "")), [])

    def test_of_bad_scenarios_it_sees_those_that_a_schema_can_see(self):
        seen, passed = set(), set()
        for path in sorted((source / "tests/bad_scenarios").glob("*.yaml")):
            try:
                (seen if self.complaints(path.read_text(encoding="utf-8")) else passed).add(path.stem)
            except Exception:   # no YAML at all: an editor says so itself
                seen.add(path.stem)
        for part in ("misspelled_key", "misspelled_top", "misspelled_family", "duration_for", "duration_without", "number_in", "percentage",
                     "choice_that", "probability_", "negative_", "not_a_mapping", "units_mixed", "unknown_unit"):
            there = {name for name in seen | passed if name.startswith(part)}
            self.assertTrue(there, part)
            # A site may have columns of its own: a misspelled key of one is a column to a schema.
            self.assertEqual({name for name in there & passed if "of_a_site" not in name}, set(), part)


if __name__ == "__main__":
    unittest.main()
