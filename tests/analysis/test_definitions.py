"""Every measure of the country and of the region says what it counts, in both languages, and nothing else is defined."""
import csv
import unittest

import yaml

import folder

COUNTRY, REGION = folder.source / "scenarios/netherlands", folder.source / "scenarios/nijmegen"


class TextOnly(yaml.SafeLoader):
    yaml_implicit_resolvers = {}                           # dates and numbers are text here


def measures_of(name, place=COUNTRY):
    tree = yaml.load((place / name).read_text(encoding="utf-8"), TextOnly)
    return tree.get("measures") or {}


def names_in(place):
    """The names of all measures in the files of a folder."""
    return {name for path in sorted(place.glob("*.yaml")) for name in measures_of(path.name, place)}


def definitions_of(place):
    lines = (place / "tables/definitions.csv").read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


class Definitions(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.rows, cls.region = definitions_of(COUNTRY), definitions_of(REGION)

    def test_every_measure_is_defined_once(self):
        measured = names_in(COUNTRY)
        self.assertGreater(len(measured), 90)
        self.assertEqual(sorted(row["measure"] for row in self.rows), sorted(measured))
        self.assertEqual(sorted(row["measure"] for row in self.region), sorted(names_in(REGION) - measured))

    def test_in_both_languages(self):
        for row in self.rows + self.region:
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
