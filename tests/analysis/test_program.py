"""The rule of `analysis/periods.py`, tried on the program: a table by quarter or year shows what the program itself
writes with that `report`, and leaves out only what it says it leaves out."""
import csv
import io
import os
import pathlib
import subprocess
import tempfile
import unittest

import folder

SCENARIO = """\
schema: 1
scenario: one-municipality-counted
extends: tiny.yaml
run: {start: 2025-02-01, replications: 12}
measures:
  places:      {title: {nl: Plaatsen, en: Places}, capacity: coa}
  waiting:     {title: {nl: Wachtend, en: Waiting}, persons: {stage: asylum.decision}, by: [origin]}
  waited_for:  {title: {nl: Waarop, en: What for}, wait_by_cause: {stage: asylum.decision}, by: [origin]}
  average:     {title: {nl: Gemiddeld, en: On average}, persons: {stage: asylum.decision}, over: mean}
  decided:     {title: {nl: Besloten, en: Decided}, used: decisions}
  offered:     {title: {nl: Aangeboden, en: Offered}, capacity: dwellings}
  status:      {title: {nl: Vergund, en: Granted}, flow: {into: asylum.status}, by: [origin]}
  refused:     {title: {nl: Geweigerd, en: Refused}, flow: {into: asylum.refused}, by: [origin]}
  outcomes:    {title: {nl: Uitkomsten, en: Outcomes}, sum: [status, refused], by: [origin]}
  granted:     {title: {nl: Deel vergund, en: Share granted}, ratio: [status, outcomes], by: [origin]}
  occupancy:   {title: {nl: Bezetting, en: Occupancy}, ratio: [in_reception, places]}
  few:         {title: {nl: Weinig, en: Few}, below: [housed, 20]}
  housed_ever: {title: {nl: Ooit gehuisvest, en: Ever housed}, cumulative: housed}
"""


@unittest.skipUnless(os.environ.get("DOORSTROOM_PROGRAM"), "DOORSTROOM_PROGRAM is not set")
class Program(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self.temporary.cleanup)
        self.path = pathlib.Path(self.temporary.name)
        (self.path / "scenario.yaml").write_text(SCENARIO, encoding="utf-8")

    def forecast(self, report):
        subprocess.run([os.environ["DOORSTROOM_PROGRAM"], "run", self.path / "scenario.yaml", "--set", f"run.report={report}",
                        "--quiet", "-o", self.path / report], cwd=folder.source, check=True)
        with open(self.path / report / "forecast.csv", encoding="utf-8", newline="") as file:
            return by_series(csv.DictReader(file))

    def table(self, report, *arguments):
        status, output, errors = folder.run("forecast_table.py", self.path / report, "--format", "csv", "--groups", *arguments)
        self.assertEqual(status, 0, errors)
        return by_series(csv.DictReader(io.StringIO(output)))

    def assert_alike(self, ours, theirs, left_out):
        self.assertEqual({name for name, *_ in theirs} - {name for name, *_ in ours}, left_out)
        self.assertEqual({key for key in theirs if key[0] not in left_out}, set(ours))
        for key, row in ours.items():
            for column in ("replications", "mean", "sd", "p05", "p25", "p50", "p75", "p95"):
                mine, other = (float(rows[column] or "nan") for rows in (row, theirs[key]))
                if mine == mine or other == other:                         # a value that is missing is missing in both
                    self.assertAlmostEqual(mine, other, delta=1e-8 * max(1, abs(other)), msg=(key, column))

    def test_months_put_together_are_what_the_program_reports(self):
        monthly = self.forecast("month")
        waits = {f"wait_housing.{statistic}" for statistic in ("sd", "p50", "p90")}
        for report in ("quarter", "half-year", "year"):
            with self.subTest(report):
                self.assert_alike(self.table("month", "--by", report), self.forecast(report), waits)
        with self.subTest("as it is"):
            self.assert_alike(self.table("month", "--by", "report"), monthly, set())

    def test_it_draws_what_the_program_writes(self):
        self.forecast("month")
        status, output, errors = folder.run("figures.py", self.path / "month", "--language", "nl")
        self.assertEqual(status, 0, errors)
        self.assertEqual([pathlib.Path(line).name for line in output.splitlines()],
                         ["in_reception.png", "in_reception.svg", "waiting.png", "waiting.svg", "wait_housing.png", "wait_housing.svg"])


def by_series(rows):
    return {(row["measure"], row["group"], row["date"]): row for row in rows}


if __name__ == "__main__":
    unittest.main()
