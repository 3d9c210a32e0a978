"""Who may include whom, and one door for every heavy library."""
import re
import unittest

import tree

engine = {"world", "people", "resources", "step"}
below = {                       # what each floor may include besides itself and include/
    "vocabulary": set(),
    "text": set(),
    "world": set(),
    "language": {"text"},
    "designs": {"text", "world"},
    "people": {"world"},
    "resources": {"world"},
    "step": {"world", "people", "resources"},
    "report": engine,
    "run": engine | {"report"},
    "output": engine | {"report"},
    "app": engine | {"text", "language", "report", "run", "output", "designs"},
}
doors = {                       # the sign of a heavy library: it may show in one file only
    "yaml-cpp": r'#include [<"]yaml-cpp/',
    "OpenMP": r'#include [<"]omp\.h|#pragma omp',
    "Eigen": r'#include [<"]Eigen/',
    "netCDF": r'#include [<"]netcdf',
    "Boost.Math": r'#include [<"]boost/math/',
    "Boost.CRC": r'#include [<"]boost/crc',
    "Boost.Random": r'#include [<"]boost/random/',
    "CLI11": r'#include [<"]CLI/',
    "nlohmann-json": r'#include [<"]nlohmann/',
}


def included(path):
    """(line number, file) for each of the project's own includes."""
    for number, line in enumerate(tree.text(path).splitlines(), 1):
        match = re.match(r'\s*#include "([^"]+)"', line)
        if match:
            yield number, match.group(1)


class Floors(unittest.TestCase):
    def test_every_folder_of_sim_is_a_floor(self):
        folders = {tree.name(path).split("/")[1] for path in tree.cpp("sim/")}
        self.assertEqual(folders - set(below), set())

    def test_a_floor_includes_only_what_is_below_it(self):
        wrong = []
        for path in tree.cpp("include/", "sim/"):
            place = tree.name(path).split("/")
            floor = place[1] if place[0] == "sim" else "include"
            allowed = {"doorstroom", floor} | below.get(floor, set())
            for number, file in included(path):
                if file.split("/")[0] not in allowed:
                    wrong.append(f"{tree.name(path)}:{number} includes {file}")
        self.assertEqual(wrong, [])

    def test_what_is_included_exists(self):
        wrong = []
        for path in tree.cpp("include/", "sim/"):
            for number, file in included(path):
                if not any((tree.root / top / file).is_file() for top in ("include", "sim")):
                    wrong.append(f"{tree.name(path)}:{number} includes {file}")
        self.assertEqual(wrong, [])

    def test_a_heavy_library_enters_through_one_file(self):
        for library, sign in doors.items():
            users = [tree.name(path) for path in tree.cpp("include/", "sim/") if re.search(sign, tree.text(path))]
            with self.subTest(library):
                self.assertLessEqual(len(users), 1, users)


if __name__ == "__main__":
    unittest.main()
