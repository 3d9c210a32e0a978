"""Commands and options: what they say, what they refuse, and with which exit status."""
import re
import unittest

from program import FromOutside, source, tiny


class Commands(FromOutside):
    def test_help_leads_to_the_commands_and_gives_examples(self):
        for words in ([], ["--help"], ["-h"]):
            said, complaint = self.expect(0, *words)
            for part in ("run", "sample", "sweep", "resume", "merge", "validate", "explain", "graph", "verify", "schema", "reference", "Examples:", "Exit status"):
                self.assertIn(part, said)
            self.assertEqual(complaint, "")
        for command in ("run", "sample", "sweep", "resume", "merge", "validate", "explain", "graph", "verify", "schema", "reference"):
            said, _ = self.expect(0, command, "--help")
            self.assertIn("Example:", said)
            if command not in ("schema", "reference"):
                self.assertIn("--language", said)

    def test_the_version_says_what_was_built(self):
        said, _ = self.expect(0, "--version")
        self.assertRegex(said, r"^doorstroom \d+\.\d+\.\d+ \(([0-9a-f]{40}(\+changes)?|unknown), .+\)$")

    def test_a_mistyped_command_gets_the_nearest_one(self):
        for typed, nearest in (("rum", "run"), ("smaple", "sample"), ("sweeep", "sweep"), ("resmue", "resume"), ("megre", "merge"), ("valdiate", "validate"), ("grahp", "graph"), ("explian", "explain"), ("verfiy", "verify"), ("shcema", "schema")):
            _, complaint = self.expect(2, typed, tiny)
            self.assertIn(f"unknown command `{typed}`; a similar command exists: `{nearest}`", complaint)

    def test_a_scenario_without_a_command_is_told_how_to_run_it(self):
        _, complaint = self.expect(2, "tiny.yaml")
        self.assertIn("doorstroom run tiny.yaml", complaint)

    def test_a_command_of_later_says_so(self):
        for command in ("report",):
            _, complaint = self.expect(2, command, tiny)
            self.assertIn(f"this version has no `{command}` yet", complaint)

    def test_a_mistyped_option_gets_the_nearest_one(self):
        for words in (["--replicatons", "5"], ["--replicatons=5"]):
            _, complaint = self.expect(2, "run", tiny, *words)
            self.assertIn("unknown option `--replicatons`; a similar option exists: `--replications`", complaint)
        _, complaint = self.expect(2, "run", "--replicatons", "5", tiny)
        self.assertIn("`--replicatons`", complaint)
        _, complaint = self.expect(2, "--verison")
        self.assertIn("`--version`", complaint)

    def test_numbers_are_read_strictly(self):
        for option in ("--replications", "--threads"):
            for number in ("0", "-3", "5x", "1.5", "", "99999999999999999999"):
                _, complaint = self.expect(2, "run", tiny, option, number)
                self.assertIn(f"{option} takes a whole number", complaint)
        self.expect(2, "run", tiny, "--seed", "9007199254740992")
        said, _ = self.expect(0, "run", tiny, "--seed", "9007199254740991", "--dry-run")
        self.assertIn("seed 9007199254740991\n", said)
        said, _ = self.expect(0, "run", tiny, "--seed", "010", "--dry-run")
        self.assertIn("seed 10\n", said)

    def test_other_values_that_are_not_offered_are_refused(self):
        for words in (["--uncertain", "some"], ["--language", "fr"], ["--set", "run.end"], ["--set", "=5"], ["--seed"], ["extra.yaml"]):
            _, complaint = self.expect(2, "run", tiny, *words)
            self.assertTrue(complaint.startswith("doorstroom: "), complaint)
        self.expect(2, "run")
        self.expect(2, "graph", tiny, "--format", "png")
        self.expect(2, "graph", tiny, "--on", "soon")
        self.expect(2, "schema", "extra")
        self.expect(2, "schema", "--language", "nl")
        self.assertEqual(self.tree(), set())


class Validate(FromOutside):
    def test_every_scenario_that_can_be_run_is_fine(self):
        scenarios = [path for path in sorted((source / "scenarios").rglob("*.yaml")) if re.search(r"^scenario:", path.read_text("utf-8"), re.M)]
        self.assertIn(tiny, scenarios)
        for path in scenarios:
            with self.subTest(path.name):
                strict = ["--strict"] if path != tiny else []        # the first scenario is no model of anything real
                said, _ = self.expect(0, "validate", path, *strict)
                self.assertIn(f"{path}: fine", said)

    def test_all_files_are_checked_and_the_worst_decides(self):
        wrong = self.write("wrong.yaml", tiny.read_text(encoding="utf-8").replace("capacity: 400", "capactiy: 400"))
        said, complaint = self.expect(2, "validate", wrong, tiny)
        self.assertRegex(complaint, r"wrong\.yaml:\d+:\d+")
        self.assertIn("capacity", complaint)
        self.assertIn("tiny.yaml: fine", said)

    def test_quiet_says_only_what_is_wrong(self):
        self.assertEqual(self.expect(0, "validate", tiny, "--quiet"), ("", ""))


class Graph(FromOutside):
    def test_dot_has_the_stages_of_the_scenario(self):
        said, _ = self.expect(0, "graph", tiny)
        self.assertTrue(said.startswith("digraph"))
        self.assertIn('"asylum.decision" -> "asylum.status"', said)
        self.assertIn("waits for decisions", said)
        said, _ = self.expect(0, "graph", tiny, "--language", "nl")
        self.assertIn("wacht op decisions", said)

    def test_mermaid_and_a_file_by_its_name(self):
        said, _ = self.expect(0, "graph", tiny, "--format", "mermaid")
        self.assertIn("flowchart LR", said)
        self.expect(0, "graph", tiny, "-o", "tiny.mmd")
        self.assertEqual((self.here / "tiny.mmd").read_text(encoding="utf-8"), said)
        self.assertEqual(self.tree(), {"tiny.mmd"})

    def test_svg_through_graphviz_or_a_word_that_it_is_missing(self):
        done = self.run_program("graph", tiny, "-o", "tiny.svg")
        if done.returncode == 0:
            self.assertIn("<svg", (self.here / "tiny.svg").read_text(encoding="utf-8"))
        else:
            self.assertEqual(done.returncode, 2)
            self.assertIn("graphviz", done.stderr)
        _, complaint = self.expect(2, "graph", tiny, "--format", "svg", env={"PATH": "/nowhere"})
        self.assertIn("graphviz", complaint)

    def test_a_picture_that_cannot_be_written_is_status_74(self):
        self.expect(74, "graph", tiny, "-o", "nowhere/tiny.dot")
        with open("/dev/full", "w", encoding="utf-8") as full:
            done = self.run_to(full, "graph", tiny)
        self.assertEqual(done, 74)

    def run_to(self, stdout, *words):
        import subprocess
        from program import program
        return subprocess.run([program, *map(str, words)], stdout=stdout, stderr=subprocess.DEVNULL, timeout=60).returncode


if __name__ == "__main__":
    unittest.main()
