"""`verify`: a result is repeated from its manifest, and what differs is said."""
import json
import unittest

from program import FromOutside, tiny


class Verify(FromOutside):
    def setUp(self):
        super().setUp()
        self.scenario = self.write("small.yaml", tiny.read_text(encoding="utf-8"))

    def make(self, *words):
        self.expect(0, "run", "small.yaml", "-o", "out", "--replications", "3", "--set", "run.end=2026-01-01", "--quiet", *words)

    def change_manifest(self, change):
        path = self.here / "out/manifest.json"
        manifest = json.loads(path.read_text(encoding="utf-8"))
        change(manifest)
        path.write_text(json.dumps(manifest), encoding="utf-8")

    def test_the_same_comes_out_again(self):
        self.make("--seed", "7", "--set", "resources.decisions.openings=200", "--uncertain", "none", "--threads", "2")
        for words in ([], ["--threads", "1"]):
            said, complaint = self.expect(0, "verify", "out", *words)
            for file in ("forecast.csv", "ensemble.nc", "reconciliation.csv"):
                self.assertRegex(said, rf"{file} +the same  [0-9a-f]{{16}}…")
            self.assertIn("all 3 the same", said)
            self.assertIn("Everything is the same.", said)
            self.assertEqual(complaint, "")
        self.assertEqual(self.tree(), {"small.yaml", "out", *(f"out/{name}" for name in ("forecast.csv", "ensemble.nc", "reconciliation.csv", "manifest.json"))})
        self.assertEqual(self.expect(0, "verify", "out", "--quiet"), ("", ""))

    def test_from_another_folder(self):
        self.make()
        (self.here / "elsewhere").mkdir()
        import subprocess
        from program import program
        done = subprocess.run([program, "verify", "../out", "--language", "nl"], cwd=self.here / "elsewhere", capture_output=True, text=True, timeout=300)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("Alles is gelijk.", done.stdout)

    def test_a_file_that_was_changed_is_status_1(self):
        self.make()
        path = self.here / "out/forecast.csv"
        path.write_text(path.read_text(encoding="utf-8").replace("persons", "Persons", 1), encoding="utf-8")
        said, _ = self.expect(1, "verify", "out")
        self.assertRegex(said, r"forecast\.csv +DIFFERS: the file was changed after it was made")
        self.assertRegex(said, r"ensemble\.nc +the same")
        self.assertIn("Not everything is the same.", said)
        said, _ = self.expect(1, "verify", "out", "--quiet")
        self.assertIn("forecast.csv", said)
        path.unlink()
        (self.here / "out/ensemble.nc").write_bytes(b"no netCDF")
        said, _ = self.expect(1, "verify", "out")
        self.assertRegex(said, r"forecast\.csv +DIFFERS: the file cannot be read")
        self.assertRegex(said, r"ensemble\.nc +DIFFERS: the file cannot be read")

    def test_another_run_is_told_by_its_fingerprints(self):
        self.make()
        def other(manifest):
            manifest["fingerprint"]["replications"][1] = "0" * 16
            manifest["outputs"] = []        # as manifests were before they had them
        self.change_manifest(other)
        said, _ = self.expect(1, "verify", "out")
        self.assertRegex(said, r"forecast\.csv +the same")
        self.assertIn("DIFFERS, first in replication 1", said)
        self.make("--seed", "2", "--force")
        other_seed = json.loads((self.here / "out/manifest.json").read_text(encoding="utf-8"))
        self.make("--force")
        self.change_manifest(lambda manifest: manifest.update(other_seed))
        said, _ = self.expect(1, "verify", "out")
        for file in ("forecast.csv", "ensemble.nc", "reconciliation.csv"):
            self.assertIn(file, said)

    def test_a_scenario_that_says_something_else_is_status_2_and_named(self):
        self.make()
        text = self.scenario.read_text(encoding="utf-8")
        self.scenario.write_text(text.replace("capacity: 400", "capacity: 401"), encoding="utf-8")
        said, complaint = self.expect(2, "verify", "out")
        self.assertEqual(said, "")
        self.assertIn("small.yaml has changed since this result was made", complaint)
        self.scenario.write_text("# only a comment\n" + text, encoding="utf-8")
        said, complaint = self.expect(0, "verify", "out")
        self.assertIn("small.yaml has changed since this result was made", said)
        self.assertIn("makes no difference", said)
        self.assertEqual(complaint, "")
        self.scenario.unlink()
        _, complaint = self.expect(2, "verify", "out")
        self.assertIn("`small.yaml`", complaint)

    def test_another_version_is_said_and_no_reason_to_stop(self):
        self.make()
        self.change_manifest(lambda manifest: manifest.update(version="0.0.1", commit="abc"))
        said, _ = self.expect(0, "verify", "out")
        self.assertIn("made by version 0.0.1 (commit abc)", said)
        self.assertIn("Everything is the same.", said)

    def test_what_is_no_result_is_status_2(self):
        (self.here / "empty").mkdir()
        self.write("empty/manifest.json", "{}")
        for words in (["nowhere"], ["empty"], ["small.yaml"], [], ["empty", "more"], ["empty", "--threads", "0"]):
            said, complaint = self.expect(2, "verify", *words)
            self.assertEqual(said, "")
            self.assertTrue(complaint.startswith("doorstroom: "), complaint)


if __name__ == "__main__":
    unittest.main()
