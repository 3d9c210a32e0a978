"""Every policy of the library: right over the baseline, every number with its source, and in the list. What each does there is
looked at in slow_effects_of_policies.py."""
import re
import unittest

from program import FromOutside, source

baseline = source / "scenarios/nijmegen/baseline.yaml"
library = sorted((source / "scenarios/policies").glob("*.yaml"))


class Library(FromOutside):
    def test_each_policy_is_right_over_the_baseline(self):
        self.assertGreater(len(library), 4)
        for path in library:
            with self.subTest(path.stem):
                self.expect(0, "validate", baseline, "--strict", "--policy", path.stem)

    def test_each_says_what_it_is_expected_to_do_and_is_in_the_list(self):
        page = (source / "scenarios/policies/README.md").read_text(encoding="utf-8")
        listed = re.findall(r"^\| `(\S+)` \|", page, re.M)
        self.assertEqual(sorted(listed), [path.stem for path in library])
        for path in library:
            self.assertRegex(path.read_text(encoding="utf-8"), r"(?m)^expects: \{measure: \w+, sign: (up|down)\}$")


if __name__ == "__main__":
    unittest.main()
