"""Every script says in one sentence, with exit status 2, what is wrong with a folder: cut short, empty, or of another version."""
import hashlib
import pathlib
import shutil
import tempfile
import unittest

import folder

SCRIPTS = {"forecast_table.py": [], "figures.py": [], "capacity_sheet.py": [], "hubverse.py": [], "tile_map.py": [], "pairing.py": ["--from", "2026-02-01"]}
CUTS = [0, 0.3, 0.9]                                   # what is left of a file


class Folders(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.path = pathlib.Path(temporary.name) / "result"

    def write(self, **changes):
        folder.write(self.path, **changes)
        outputs = [{"file": name, "sha256": hashlib.sha256((self.path / name).read_bytes()).hexdigest()} for name in ("forecast.csv", "reconciliation.csv")]
        folder.write(self.path, outputs=outputs, **changes)

    def assert_refused(self, scripts=tuple(SCRIPTS)):
        before = sorted(self.path.iterdir()) if self.path.is_dir() else None
        for script in scripts:
            beside = [f"{self.path}:in_reception"] if script == "pairing.py" else []
            status, output, errors = folder.run(script, self.path, *beside, *SCRIPTS[script])
            with self.subTest(script, errors=errors):
                self.assertEqual((status, output), (2, ""))
                self.assertEqual(len(errors.splitlines()), 1)
                self.assertTrue(errors.startswith(f"{script}: ") and str(self.path) in errors)
        self.assertEqual(before, sorted(self.path.iterdir()) if self.path.is_dir() else None)

    def test_every_script_of_a_result_is_here(self):
        reading = {path.name for path in folder.analysis.glob("*.py") if "open_result(" in path.read_text(encoding="utf-8")
                   and "__main__" in path.read_text(encoding="utf-8")}
        self.assertEqual(reading - {"results.py", "validate.py", "questions.py", "compare.py"} - EXTRA, set(SCRIPTS) - EXTRA)

    def test_no_folder_an_empty_one_and_a_file(self):
        self.assert_refused()
        self.path.mkdir()
        self.assert_refused()
        self.path.rmdir()
        self.path.write_text("", encoding="utf-8")
        self.assert_refused(["forecast_table.py"])

    def test_each_file_in_turn_cut_short(self):
        self.write()
        whole = {path.name: path.read_bytes() for path in self.path.iterdir()}
        self.assertEqual(set(whole), {"manifest.json", "forecast.csv", "ensemble.nc", "reconciliation.csv"})
        scripts = list(SCRIPTS)
        for turn, (name, content) in enumerate(whole.items()):
            for at, share in enumerate(CUTS):
                (self.path / name).write_bytes(content[:int(share * len(content))])
                self.assert_refused({scripts[(turn + at) % len(scripts)], "forecast_table.py"})      # all read it through the same door
            (self.path / name).write_bytes(content)

    def test_cut_at_the_end_of_a_line_or_changed_afterwards(self):
        self.write()
        table = self.path / "forecast.csv"
        lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
        table.write_text("".join(lines[:-1]), encoding="utf-8")
        self.assert_refused(["forecast_table.py"])
        table.write_text("".join(lines).replace("1000", "1001", 1), encoding="utf-8")
        self.assert_refused(["forecast_table.py"])

    def test_of_another_version_or_another_program(self):
        self.write(version="0.9.3")
        self.assert_refused()
        self.write(program="another")
        self.assert_refused(["forecast_table.py"])
        self.write(version="0.1.7")                                            # the same but for repairs
        self.assertEqual(folder.run("forecast_table.py", self.path)[0], 0)

    def test_a_netcdf_file_without_its_numbers(self):
        self.write()
        shutil.copy(self.path / "manifest.json", self.path / "ensemble.nc")
        self.assert_refused(["figures.py"])


EXTRA = {"report.py"}                                  # where it is there, its own tests try the same


if __name__ == "__main__":
    unittest.main()
