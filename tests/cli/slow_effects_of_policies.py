"""Every policy of the library over the baseline: it moves what it says it moves, and nothing before its first date."""
import csv
import datetime
import re
import subprocess
import unittest

from program import FromOutside, program, source

baseline = source / "scenarios/nijmegen/baseline.yaml"
library = sorted((source / "scenarios/policies").glob("*.yaml"))


def said(path, pattern):
    return re.search(pattern, path.read_text(encoding="utf-8"), re.M).groups()


class Library(FromOutside):
    def test_each_policy_does_what_it_is_expected_to_and_nothing_before(self):
        names = ",".join(path.stem for path in library)
        words = [program, "compare", baseline, "--policies", names, "--replications", "1", "-o", "out", "--quiet"]
        subprocess.run(words, cwd=self.here, check=True, timeout=3000)
        with open(self.here / "out/compare.csv", encoding="utf-8", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row["replications"] != "0"]
        for path in library:
            with self.subTest(path.stem):
                own = [row for row in rows if row["scenario"].endswith("+" + path.stem) and row["scenario"].count("+") == 1]
                begins = datetime.date.fromisoformat(said(path, r"^from: (\S+)")[0])
                measure, sign = said(path, r"^expects: \{measure: (\w+), sign: (up|down)\}")
                # Months: one that ends by the first date ends at most 31 days after its own date.
                early = [row for row in own if datetime.date.fromisoformat(row["date"]) + datetime.timedelta(31) <= begins]
                self.assertNotEqual(early, [])
                self.assertEqual([row for row in early if row["effect"] != "0"], [])
                effects = [float(row["effect"]) for row in own if row["measure"] == measure and row["group"] == ""]
                self.assertGreater(sum(effects) * (1 if sign == "up" else -1), 0)


if __name__ == "__main__":
    unittest.main()
