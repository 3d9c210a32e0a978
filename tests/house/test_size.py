"""Files of at most 400 lines, functions of at most 60, and headers that say what they are for."""
import re
import unittest

import tree

most_lines_in_a_file = 400
most_lines_in_a_function = 60
no_function = re.compile(r"(namespace|struct|class|enum|union|template|extern|TEST_CASE|SCENARIO|#)|.*= ?\{$")


def functions(path):
    """(first line, lines) of what begins with an opening brace and ends with one in the first column."""
    begin = None
    for number, line in enumerate(tree.text(path).splitlines(), 1):
        if begin is None and line[:1] not in (" ", "}", "/", "") and line.endswith("{") and not no_function.match(line):
            begin = number
        elif begin is not None and line.startswith("}"):
            yield begin, number - begin + 1
            begin = None


class Size(unittest.TestCase):
    def test_a_file_has_at_most_400_lines(self):
        long = [(tree.name(path), count) for path in tree.code()
                if (count := len(tree.text(path).splitlines())) > most_lines_in_a_file]
        self.assertEqual(long, [])

    def test_a_function_has_at_most_60_lines(self):
        long = [f"{tree.name(path)}:{begin} has {count}" for path in tree.cpp("include/", "sim/")
                for begin, count in functions(path) if count > most_lines_in_a_function]
        self.assertEqual(long, [])

    def test_a_header_opens_with_what_it_is_for(self):
        silent = [tree.name(path) for path in tree.cpp("include/", "sim/", "tests/") if path.suffix == ".hpp"
                  and not re.match(r"(//.*\n){1,6}\n?#pragma once\n", tree.text(path))]
        self.assertEqual(silent, [])


if __name__ == "__main__":
    unittest.main()
