"""How much firmer a pair is, worked out by hand for three replications."""
import datetime
import pathlib
import tempfile
import unittest

import numpy

import folder  # puts analysis/ on the path
import pairing


class Pairing(unittest.TestCase):
    def test_a_row_by_hand(self):
        base, other = numpy.array([10.0, 20.0, 30.0]), numpy.array([11.0, 21.0, 34.0])
        told = pairing.row(base, other)
        self.assertEqual(told["effect"], 2)
        self.assertAlmostEqual(told["paired"], 3 ** 0.5)                      # of 1, 1, 4
        self.assertAlmostEqual(told["independent"] ** 2, 100 + 133)           # of each by itself
        self.assertAlmostEqual(told["ratio"], 233 / 3)
        self.assertEqual(told["wrong_paired"], 0)
        # 11 - 20, 11 - 30, 21 - 10, 21 - 30, 34 - 10, 34 - 20: three of six the other way
        self.assertAlmostEqual(told["wrong_crossed"], 0.5)

    def test_months_later(self):
        self.assertEqual(pairing.later(datetime.date(2027, 1, 1), 24), datetime.date(2029, 1, 1))
        self.assertEqual(pairing.later(datetime.date(2026, 11, 1), 3), datetime.date(2027, 2, 1))

    def test_two_folders(self):
        with tempfile.TemporaryDirectory() as path:
            base, other = pathlib.Path(path, "base"), pathlib.Path(path, "other")
            title = {"nl": "bezetting", "en": "in reception"}
            for place, values in ((base, [[10] * 7, [20] * 7, [30] * 7]), (other, [[11] * 7, [21] * 7, [34] * 7])):
                folder.write(place, {"in_reception": ({"title": title, "persons": {"lodged": "coa"}}, "moment", "persons", values)}, {})
            words = (base, f"{other}:in_reception", "--from", "2026-01-01", "--months", "3")
            status, output, _ = folder.run("pairing.py", *words)
            self.assertEqual(status, 0)
            self.assertRegex(output.splitlines()[-1], r"\| `in_reception` \| 3 \| 2 \| 1\.7 \| 15 \| 78 \| 0% \| 50% \|$")
            status, _, errors = folder.run("pairing.py", base, other, *words[2:])
            self.assertEqual((status, errors), (2, f"pairing.py: `{other}` is not FOLDER:MEASURE\n"))
            status, _, errors = folder.run("pairing.py", *words[:3], "2030-01-01")
            self.assertEqual(status, 2)
            self.assertRegex(errors, r"^pairing\.py: \S+ has no in_reception on 2031-01-01\n$")


if __name__ == "__main__":
    unittest.main()
