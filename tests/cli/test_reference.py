"""The reference of the language: printed from the field table, kept in scenarios/README.md, with an example of every key that
is in the table; and every example runs."""
import re
import unittest

from program import FromOutside, source

examples = sorted((source / "scenarios/examples").glob("*.yaml"))
begin = "<!-- what follows is printed by `doorstroom reference scenarios/examples/*.yaml` -->\n"
end = "<!-- up to here -->\n"


class Reference(FromOutside):
    def reference(self):
        said, complaint = self.expect(0, "reference", *examples)
        self.assertEqual(complaint, "")
        return said

    def test_the_page_on_scenarios_has_what_the_program_prints(self):
        page = (source / "scenarios/README.md").read_text(encoding="utf-8")
        kept = page.split(begin, 1)[1].split(end, 1)[0]
        self.assertEqual(kept.strip(), self.reference().strip(),
                         "write it anew: python3 tests/cli/test_reference.py --write")

    def test_every_key_has_a_meaning_and_an_example(self):
        rows = re.findall(r"^\| (\*\*)?`([^`]+)`(?:\*\*)? \| (.*) \| (.*) \|$", self.reference().split("#### Sorts")[0], re.M)
        self.assertGreater(len(rows), 150)
        without = [f"{key}: {rest}" for _, key, rest, example in rows if not example.startswith("[")]
        self.assertEqual(without, [])

    def test_every_example_says_what_it_shows_and_runs(self):
        self.assertGreater(len(examples), 10)
        for path in examples:
            with self.subTest(path.name):
                text = path.read_text(encoding="utf-8")
                self.assertRegex(text, r"\A# yaml-language-server: [^\n]*\n# .{20}")
                self.assertEqual(re.search(r"^scenario: (.*)$", text, re.M).group(1).replace("-", "_"), path.stem)
                self.expect(0, "validate", "--strict", path)
                self.expect(0, "run", path, "-o", path.stem, "--quiet")
                self.assert_whole(path.stem)

    def test_without_examples_it_names_none(self):
        said, _ = self.expect(0, "reference")
        self.assertNotIn("example", said.lower().replace("for example", ""))
        self.assertIn("#### stage\n", said)

    def test_an_example_that_is_wrong_is_status_2(self):
        wrong = self.write("wrong.yaml", "schema: 1\n")
        said, complaint = self.expect(2, "reference", wrong)
        self.assertEqual(said, "")
        self.assertIn("wrong.yaml", complaint)
        self.expect(2, "reference", "nowhere.yaml")
        self.expect(2, "reference", "--langauge")


def write():
    """Puts what the program prints into the page."""
    import subprocess
    from program import program
    said = subprocess.run([program, "reference", *examples], capture_output=True, text=True, check=True).stdout
    path = source / "scenarios/README.md"
    head, rest = path.read_text(encoding="utf-8").split(begin, 1)
    path.write_text(head + begin + "\n" + said.strip() + "\n\n" + end + rest.split(end, 1)[1], encoding="utf-8")
    schema = subprocess.run([program, "schema"], capture_output=True, text=True, check=True).stdout
    (source / "scenarios/schema.json").write_text(schema, encoding="utf-8")


if __name__ == "__main__":
    import sys
    if sys.argv[1:] == ["--write"]:
        write()
    else:
        unittest.main()
