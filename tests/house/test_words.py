"""What may not be written: unfinished work, chance that is not addressed, order that is nobody's."""
import re
import unittest

import tree

unfinished = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "X" + "XX", "HA" + "CK"]) + r")\b")
loose = re.compile(r"\bstd::(rand|mt19937\w*|random_device|shared_ptr|\w+_distribution)\b|\bsetlocale\(|std::locale::global")


def found(pattern, paths):
    return [f"{tree.name(path)}:{number} {line.strip()}" for path in paths
            for number, line in enumerate(tree.text(path).splitlines(), 1) if pattern.search(line)]


class Words(unittest.TestCase):
    def test_nothing_is_left_unfinished(self):
        self.assertEqual(found(unfinished, tree.files()), [])

    def test_chance_is_addressed_and_the_locale_left_alone(self):
        self.assertEqual(found(loose, tree.cpp("include/", "sim/")), [])

    def test_no_build_trades_exactness_for_speed(self):
        inexact = re.compile("-ffast" + "-math|-Of" + "ast|-march=" + "native")
        self.assertEqual(found(inexact, [tree.root / "CMakeLists.txt", tree.root / "CMakePresets.json"]), [])

    def test_nobody_walks_through_an_unordered_container(self):
        wrong = []
        for path in tree.cpp("include/", "sim/"):
            for held in re.findall(r"std::unordered_\w+<[^;]*>\s+(\w+)\s*[;={]", tree.text(path)):
                wrong += found(re.compile(rf"for \(.*: (\w+[.]|this->)?{held}\)"), [path])
        self.assertEqual(wrong, [])


if __name__ == "__main__":
    unittest.main()
