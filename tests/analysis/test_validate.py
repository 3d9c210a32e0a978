"""The model against what was published: numbers worked out by hand, and three lists that are kept apart."""
import datetime
import pathlib
import tempfile
import unittest

import folder
from folder import NAN

HEADER = "list,run,kind,measure,group,over,start,end,published,within,unit,nl,en,source"


class Validate(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self.temporary.cleanup)
        self.path = pathlib.Path(self.temporary.name)

    def validate(self, *rows, language="en", **changes):
        folder.write(self.path / "result", **changes)
        (self.path / "published.csv").write_text("# a comment\n" + "\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
        return folder.run("validate.py", "--history", self.path / "result", "--published", self.path / "published.csv",
                          "--language", language)

    def cells(self, row, **changes):
        """published, model, band, off, verdict of the only row."""
        status, output, errors = self.validate(row, **changes)
        self.assertEqual(status, 0, errors)
        line = next(line for line in output.splitlines() if line.startswith("| Row |"))
        return [cell.strip() for cell in line.strip("|").split("|")][1:6]

    def row(self, kind, measure, start, end, published, within=0.1, unit="persons", over="", group="", which="test"):
        return f"{which},history,{kind},{measure},{group},{over},{start},{end},{published},{within},{unit},Rij,Row,somebody"

    def test_a_stock_is_counted_on_its_date_in_every_replication(self):
        self.assertEqual(self.cells(self.row("stock", "in_reception", "2026-03-01", "", 800, 0.3)),
                         ["800", "1,000", "982 – 1,018", "+25 %", "right"])

    def test_a_date_within_a_period_is_that_of_its_end(self):
        self.assertEqual(self.cells(self.row("stock", "in_reception", "2026-03-15", "", 1100))[2], "973 – 1,027")

    def test_what_is_further_off_than_was_set_beforehand_is_off(self):
        self.assertEqual(self.cells(self.row("stock", "in_reception", "2026-03-01", "", 800, 0.2))[4], "off")

    def test_a_flow_is_added_up_from_its_first_to_before_its_last_date(self):
        self.assertEqual(self.cells(self.row("flow", "housed", "2026-01-01", "2026-04-01", 12))[1:4:2], ["6", "−50 %"])

    def test_groups_are_added_up(self):
        both = "origin=syria|origin=other"
        self.assertEqual(self.cells(self.row("flow", "housed", "2026-01-01", "2026-04-01", 6, group=both))[1], "6")

    def test_a_mean_weighs_each_period_by_whom_it_counted(self):
        # (10 x 3 + 40 + 5 + 5 + 5) / 7 = 12.14, (20 + 20 + 2 x 20 + 6 + 6 + 6) / 7 = 14, and nobody
        self.assertEqual(self.cells(self.row("mean", "wait", "2026-01-01", "2026-07-01", 13.07, unit="weeks"))[1], "13.1")

    def test_shares_sums_and_ratios_are_of_what_flowed(self):
        # housed 6, 6 and 15, offered 12
        for kind, model in (("share", "0.33"), ("ratio", "0.50")):
            self.assertEqual(self.cells(self.row(kind, "housed", "2026-01-01", "2026-04-01", 1, unit="share", over="offered"))[1], model)
        self.assertEqual(self.cells(self.row("sum", "housed", "2026-01-01", "2026-04-01", 18, over="offered"))[1], "18")

    def test_a_cohort_has_begun_as_far_as_those_before_it_leave_room(self):
        dates = [datetime.date(year, 1, 1) for year in (2026, 2027, 2028)]
        title = {"nl": "x", "en": "x"}
        measures = {"new_duty": ({"title": title, "flow": {"into": "a"}}, "period", "persons", [[100, 200, NAN]] * 3),
                    "begun": ({"title": title, "flow": {"into": "b"}}, "period", "persons", [[80, 150, NAN]] * 3)}
        for at, cohort, model in (("2027-01-01", 2026, "0.80"), ("2028-01-01", 2026, "1.00"), ("2028-01-01", 2027, "0.65")):
            row = self.row("started", "begun", at, cohort, 1, unit="share")
            self.assertEqual(self.cells(row, measures=measures, dates=dates)[1], model)

    def test_only_tests_are_counted_as_tests(self):
        rows = [self.row("stock", "in_reception", "2026-03-01", "", 1000, which=which) for which in ("identity", "fitted", "test")]
        rows.append(self.row("stock", "in_reception", "2026-03-01", "", 10))
        output = self.validate(*rows)[1]
        self.assertIn("1 of 2 tests", output)
        self.assertEqual([line[:12] for line in output.splitlines() if line.startswith("## ")], ["## Identitie", "## Fitted: u", "## Tests: us"])

    def test_in_dutch(self):
        status, output, errors = self.validate(self.row("stock", "in_reception", "2026-03-01", "", 800), language="nl")
        self.assertEqual(status, 0, errors)
        self.assertIn("| Rij | 800 | 1.000 | 982 – 1.018 | +25 % | mis | somebody |", output)

    def test_what_is_not_in_the_result_is_told_in_one_line(self):
        for row, complaint in ((self.row("stock", "in_recption", "2026-03-01", "", 1), "the nearest is in_reception"),
                               (self.row("stock", "in_reception", "2027-03-01", "", 1), "ends before 2027-03-01")):
            status, _, errors = self.validate(row)
            self.assertEqual((status, errors.count("\n")), (2, 1))
            self.assertIn(complaint, errors)


if __name__ == "__main__":
    unittest.main()
