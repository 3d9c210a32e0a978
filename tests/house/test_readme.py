"""What the documents name exists, and what exists at the top is named."""
import re
import unittest

import tree

tops = r"(?:\.ci|include|sim|scenarios|analysis|tests)"
in_backticks = re.compile(rf"`({tops}/[\w./-]*)`")
linked = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
documents = [path for path in tree.files() if path.suffix == ".md"]


class Readme(unittest.TestCase):
    def test_every_path_in_a_document_exists(self):
        missing = []
        for path in documents:
            for named in in_backticks.findall(tree.text(path)):
                if not (tree.root / named).exists():
                    missing.append(f"{tree.name(path)}: {named}")
            for named in linked.findall(tree.text(path)):
                if not (path.parent / named).exists():
                    missing.append(f"{tree.name(path)}: {named}")
        self.assertEqual(missing, [])

    def test_the_readme_names_every_folder_and_every_floor(self):
        readme = tree.text(tree.root / "README.md")
        floors = sorted(path for path in (tree.root / "sim").iterdir() if path.is_dir())
        kinds = sorted(path for path in (tree.root / "tests").iterdir() if path.is_dir())
        for path in [tree.root / "include", tree.root / "scenarios", tree.root / "analysis", *floors, *kinds]:
            with self.subTest(tree.name(path)):
                self.assertRegex(readme, rf"\b{path.name}\b")

    def test_the_readme_opens_with_the_two_commands(self):
        opening = "\n".join(tree.text(tree.root / "README.md").splitlines()[:40])
        self.assertIn("./doorstroom run scenarios/nijmegen/baseline.yaml -o out", opening)
        self.assertIn("./doorstroom test", opening)


if __name__ == "__main__":
    unittest.main()
