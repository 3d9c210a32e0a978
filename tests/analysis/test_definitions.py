"""Every measure of the country says what it counts, in both languages, and nothing else is defined."""
import csv
import pathlib
import unittest

import yaml

import folder

COUNTRY = folder.source / "scenarios/netherlands"


class TextOnly(yaml.SafeLoader):
    yaml_implicit_resolvers = {}                           # dates and numbers are text here


def measures_of(name):
    tree = yaml.load((COUNTRY / name).read_text(encoding="utf-8"), TextOnly)
    return tree.get("measures") or {}


class Definitions(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        lines = (COUNTRY / "tables/definitions.csv").read_text(encoding="utf-8").splitlines()
        cls.rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))

    def test_every_measure_is_defined_once(self):
        files = sorted(path.name for path in pathlib.Path(COUNTRY).glob("*.yaml"))
        measured = {name for file in files for name in measures_of(file)}
        self.assertGreater(len(measured), 90)
        self.assertEqual(sorted(row["measure"] for row in self.rows), sorted(measured))

    def test_in_both_languages(self):
        for row in self.rows:
            with self.subTest(row["measure"]):
                self.assertGreater(len(row["nl"]), 10)
                self.assertGreater(len(row["en"]), 10)
                self.assertNotEqual(row["nl"], row["en"])

    def test_every_title_stands_in_both_languages(self):
        for name, measure in measures_of("measures.yaml").items():
            with self.subTest(name):
                self.assertTrue(measure["title"]["nl"] and measure["title"]["en"])


if __name__ == "__main__":
    unittest.main()
