"""Every policy of the library over the whole baseline: while it holds it moves what it says it moves, and nothing before."""
import collections
import csv
import datetime
import subprocess
import unittest

from program import FromOutside, program
from small_region import library, read

replications = 2


class Library(FromOutside):
    def test_each_policy_does_what_it_is_expected_to_and_nothing_before(self):
        # Each alone, as some are against each other; the baseline is run once for all.
        variants = [f"  {name}: {{title: {{nl: V, en: V}}, policies: {{{name}: {{}}}}}}" for name in library]
        self.write("whole.yaml", "\n".join(("schema: 1", "scenario: whole", "title: {nl: V, en: V}", "extends: nijmegen/baseline.yaml",
                                            "variants:", *variants, "")))
        words = [program, "compare", "whole.yaml", "--variants", "--replications", str(replications), "-o", "out", "--quiet"]
        subprocess.run(words, cwd=self.here, check=True, timeout=3500)
        rows = collections.defaultdict(list)
        with open(self.here / "out/compare.csv", encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row["replications"] != "0":
                    rows[row["scenario"].partition(".")[2]].append((datetime.date.fromisoformat(row["date"]), row["measure"], row["group"], row["effect"]))
        for name, path in library.items():
            with self.subTest(name):
                policy = read(path)
                begins, expected = datetime.date.fromisoformat(policy["from"]), policy["expects"]
                # Months: one that ends by the first date ends at most 31 days after its own date.
                early = [effect for date, _, _, effect in rows[name] if date + datetime.timedelta(31) <= begins]
                self.assertNotEqual(early, [])
                self.assertEqual(set(early), {"0"})
                until = datetime.date.fromisoformat(policy.get("until", "2100-01-01"))
                effects = [float(effect) for date, measure, group, effect in rows[name] if (measure, group) == (expected["measure"], "") and date <= until]
                self.assertGreater(sum(effects) * (1 if expected["sign"] == "up" else -1), 0)


if __name__ == "__main__":
    unittest.main()
