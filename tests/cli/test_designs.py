"""What is wrong with a design is said with its file, line and column, everything at once, and nothing is written."""
import json
import unittest

from swept import Swept, inflow, openings, permit, stay


class Complaints(Swept):
    def complaints(self, text, *options, name="design.csv"):
        """Every error: (place, message, help)."""
        self.write(name, text)
        before = self.tree()
        _, said = self.expect(2, "sweep", self.scenario, "--design", name, "-o", "out", *options)
        self.assertEqual(self.tree(), before)
        found = []
        for part in said.split("error: ")[1:]:
            lines = part.splitlines()
            place = next(line.split("--> ")[1] for line in lines if "--> " in line)
            found.append((place, lines[0], next((line.split("= help: ")[1] for line in lines if "= help: " in line), "")))
        return found

    def test_a_column_that_the_scenario_does_not_have(self):
        self.assertEqual(self.complaints(f"resources.decisions.opening,{permit}\n1,0.5\n"),
                         [("design.csv:1:1", "the scenario has no uncertain number `resources.decisions.opening`", f"a similar one exists: `{openings}`")])
        self.assertEqual(self.complaints(f"quantile:{permit},{inflow}@2029\n0.5,1\n"),
                         [("design.csv:1:54", f"the scenario has no uncertain number `{inflow}@2029`", f"a similar one exists: `{inflow}@2027`")])
        self.assertEqual(self.complaints("model\n1\n")[0][2], "a column has the path of an entry of `uncertain`; `PATH@YEAR` is how it walks on in a later year")

    def test_a_column_that_is_there_twice(self):
        self.assertEqual(self.complaints(f"{openings},{openings}\n1,1\n"),
                         [("design.csv:1:30", f"a second column `{openings}`", "the first is at design.csv:1:1")])
        self.assertEqual(self.complaints(f"{openings},quantile:{openings}\n1,0.5\n"),
                         [("design.csv:1:30", f"a second column for `{openings}`", "the first is at design.csv:1:1")])

    def test_a_column_that_the_problem_names_and_the_matrix_does_not_have(self):
        self.write("problem.json", json.dumps({"num_vars": 3, "names": [openings, permit, stay], "bounds": [[0, 1]] * 3}))
        self.assertEqual(self.complaints(f"{openings},{stay}\n1,1\n"),
                         [("problem.json:1:59", f"design.csv has no column `{permit}`, which problem.json names", "")])
        self.assertEqual(self.complaints("1 0.5\n", name="design.txt"), [("design.txt:1:1", "this row has 2 numbers, and there are 3 names", "")])

    def test_numbers_that_are_none_or_lie_outside_of_their_law(self):
        self.assertEqual(self.complaints(f"{openings},{permit},{inflow}\n1.2,0.39,1\n1,,-0.5\n\nnan,0.5,inf\n0.9,o.5,1e400\n"), [
            ("design.csv:2:1", f"1.2 lies outside of the law of `{openings}`", "a number between 0.8 and 1.1 was expected"),
            ("design.csv:2:5", f"0.39 lies outside of the law of `{permit}`", "a number between 0.4 and 0.8 was expected"),
            ("design.csv:3:3", "an empty cell", "a number was expected; leave the whole column out to have it drawn"),
            ("design.csv:3:4", f"-0.5 lies outside of the law of `{inflow}`", "a number at 0 or more was expected"),
            ("design.csv:5:1", "expected a number, found `nan`", ""),
            ("design.csv:5:9", "expected a number, found `inf`", ""),
            ("design.csv:6:5", "expected a number, found `o.5`", ""),
            ("design.csv:6:9", "expected a number, found `1e400`", "")])

    def test_quantile_levels(self):
        self.assertEqual(self.complaints(f"quantile:{stay}\n0\n0.5\n1\n-0.1\n"), [
            (f"design.csv:{line}:1", f"`{level}` is no quantile level", "it lies between 0 and 1, and is neither") for line, level in ((2, "0"), (4, "1"), (5, "-0.1"))])

    def test_a_number_that_its_place_does_not_allow(self):
        self.scenario = self.scene("chance.yaml", {permit: "{value: {lognormal: {median: 0.6, p90: 0.9}}}"})
        self.assertEqual(self.complaints(f"{permit}\n1.5\n0.99\n"),
                         [("design.csv:2:1", f"1.5 is more or less than `{permit}` can be", "a number between 0 and 1 was expected")])

    def test_rows_of_another_length(self):
        self.assertEqual(self.complaints(f"{openings},{permit}\n1,0.5,3\n1\n"), [
            ("design.csv:2:1", "this row has 3 cells, the first line 2", "a cell with a comma is put in quotes"),
            ("design.csv:3:1", "this row has 1 cells, the first line 2", "a cell with a comma is put in quotes")])
        self.assertEqual(self.complaints("0.9 0.5\n1\n", "--names", f"{openings},{permit}", name="plain.txt"),
                         [("plain.txt:2:1", "this row has 1 numbers, and there are 2 names", "")])

    def test_numbers_without_names(self):
        self.assertEqual(self.complaints("# numpy\n0.9 0.5\n", name="plain.txt"),
                         [("plain.txt:1:1", "no column of plain.txt has a name", "say them with --names a,b,c, or put SALib's problem.json beside it")])
        self.assertEqual(self.complaints("0.9 0.5\n", "--names", f"{openings},permits", name="plain.txt")[0][:2],
                         ("--names:1:30", "the scenario has no uncertain number `permits`"))
        self.assertEqual(self.complaints(f"{openings}\n1\n", "--names", openings), [("design.csv", "the design names its columns itself", "--names is for numbers without a header")])

    def test_files_that_hold_no_design(self):
        self.assertEqual(self.complaints(f"{openings}\n"), [("design.csv", "the design has no points", "a row for each was expected")])
        self.assertEqual(self.complaints(""), [("design.csv", "the table is empty", "a first line with the names of the columns was expected")])
        self.assertIn("there is no file `desing.csv`", self.expect(2, "sweep", self.scenario, "--design", "desing.csv", "-o", "out")[1])
        self.assertIn("a similar file exists: `design.csv`", self.expect(2, "sweep", self.scenario, "--design", "desing.csv", "-o", "out")[1])
        self.write("problem.json", '{"num_vars": 1}')
        self.assertEqual(self.complaints("1\n", name="plain.txt")[0][:2], ("problem.json", "problem.json has no list of `names`"))
        self.write("problem.json", '{"names": ["a"')
        self.assertTrue(self.complaints("1\n", name="plain.txt")[0][0].startswith("problem.json"))

    def test_a_column_that_is_wrong_from_top_to_bottom_is_told_a_hundred_times(self):
        found = self.complaints(f"{openings}\n" + "7\n" * 5000)
        self.assertEqual(len(found), 101)
        self.assertIn(("design.csv", "from line 102 on the numbers were not looked at: there are too many faults", ""), found)

    def test_a_scenario_without_anything_uncertain(self):
        self.scenario = self.scene("sure.yaml", {}, self.scenario.read_text(encoding="utf-8").split("uncertain:")[0].rstrip("\n") + "\n# ")
        self.assertEqual(self.complaints(f"{openings}\n1\n"), [("design.csv:1:1", f"the scenario has no uncertain number `{openings}`", "nothing stands under its `uncertain`")])


if __name__ == "__main__":
    unittest.main()
