"""The program seen from outside: a scratch folder for each test, in which it is run like a user would."""
import hashlib
import os
import pathlib
import subprocess
import tempfile
import unittest

source = pathlib.Path(os.environ.get("DOORSTROOM_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
program = os.environ.get("DOORSTROOM_PROGRAM", source / "build/release/doorstroom-sim")
tiny = source / "scenarios/tiny.yaml"
products = {"forecast.csv", "ensemble.nc", "reconciliation.csv", "manifest.json"}


class FromOutside(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory(prefix="doorstroom-cli-")
        self.addCleanup(scratch.cleanup)
        self.here = pathlib.Path(scratch.name)

    def run_program(self, *words, **options):
        return subprocess.run([program, *map(str, words)], cwd=self.here, capture_output=True, text=True, timeout=1400, **options)

    def expect(self, status, *words, **options):
        """Runs the program, demands this exit status, and returns what it said (standard output, standard error)."""
        done = self.run_program(*words, **options)
        self.assertEqual(done.returncode, status, f"{words}\n{done.stdout}{done.stderr}")
        return done.stdout, done.stderr

    def begin(self, *words):
        """Starts the program and does not wait for it."""
        process = subprocess.Popen([program, *map(str, words)], cwd=self.here, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.PIPE, text=True)
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.kill)
        return process

    def write(self, name, text):
        path = self.here / name
        path.write_text(text, encoding="utf-8")
        return path

    def tree(self):
        """Every file and folder below the scratch folder."""
        return {path.relative_to(self.here).as_posix() for path in self.here.rglob("*")}

    def assert_whole(self, folder):
        self.assertEqual({path.name for path in (self.here / folder).iterdir()}, products)


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()
