"""The table of 342 municipalities: what it calls derived follows its rule, and the region's short table is its sums."""
import csv
import unittest

import folder

tables = folder.source / "scenarios"
SEVEN = ["nijmegen", "berg_en_dal", "beuningen", "druten", "heumen", "mook_en_middelaar", "wijchen"]


def rows_of(name):
    with open(tables / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


class Municipalities(unittest.TestCase):
    def setUp(self):
        self.rows = rows_of("netherlands/tables/municipalities.csv")

    def total(self, column):
        return sum(float(row[column]) for row in self.rows)

    def test_there_are_342_with_names_and_codes_of_their_own(self):
        self.assertEqual(len(self.rows), 342)
        for column in ("municipality", "code", "name"):
            self.assertEqual(len({row[column] for row in self.rows}), 342)
        self.assertEqual([row["municipality"] for row in self.rows[:7]], SEVEN)

    def test_shares_are_of_all_inhabitants(self):
        self.assertEqual(self.total("inhabitants"), 17942942)
        self.assertAlmostEqual(self.total("share"), 1, 6)
        for row in self.rows:
            self.assertAlmostEqual(float(row["share"]), int(row["inhabitants"]) / 17942942, 9)

    def test_what_is_shared_out_adds_up_to_what_was_published(self):
        for column, published, within in (("lettings", 161000, 1), ("flexible", 1100, 1), ("backlog", 12105, 1), ("task_2025", 28000, 20)):
            self.assertLess(abs(self.total(column) - published), within, column)

    def test_a_duty_says_whether_it_was_published(self):
        published = [row for row in self.rows if row["duty_is"] == "published"]
        self.assertEqual(len(published), 24)
        self.assertEqual({row["duty_is"] for row in self.rows}, {"published", "derived"})
        self.assertEqual({row["name"]: row["duty"] for row in published}["Nijmegen"], "817")
        rate = 11704 / 2149071                                             # Gelderland: its duty for each inhabitant
        for row in self.rows:
            if row["province"] == "Gelderland" and row["duty_is"] == "derived":
                self.assertLessEqual(abs(int(row["duty"]) - rate * int(row["inhabitants"])), 0.51, row["name"])

    def test_the_short_table_is_its_sums(self):
        short = rows_of("nijmegen/tables/municipalities.csv")
        self.assertEqual([row["municipality"] for row in short], [*SEVEN, "rest_of_netherlands"])
        for column in ("share", "lettings", "flexible", "backlog"):
            whole = {row["municipality"]: float(row[column]) for row in self.rows}
            for row in short[:7]:
                self.assertAlmostEqual(float(row[column]), whole[row["municipality"]], 2)
            self.assertAlmostEqual(sum(float(row[column]) for row in short), sum(whole.values()), delta=0.05)


if __name__ == "__main__":
    unittest.main()
