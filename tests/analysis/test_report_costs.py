"""What the report says of money: empty places apart, so that the rest is forecast.csv's."""
import contextlib
import io
import json
import pathlib
import re
import tempfile
import unittest

import folder                                                              # puts analysis on the path
import report
import report_folder
from report_page import Page
from reported import TODAY
from test_report import forecast_of


class Costs(unittest.TestCase):
    def setUp(self):
        self.scratch = tempfile.TemporaryDirectory()
        self.here = pathlib.Path(self.scratch.name)
        self.addCleanup(self.scratch.cleanup)

    def made(self, made):
        path = self.here / "made.html"
        with contextlib.redirect_stdout(io.StringIO()):
            report.make(report.read_arguments([str(made), *TODAY, "-o", str(path)]))
        return path.read_text(encoding="utf-8")

    def test_costs_beside_empty_places_are_those_of_the_forecast(self):
        millions = report_folder.period("EUR", "cost", 1e6, 2e6, 3e6)
        path = report_folder.write(self.here / "costs", {"region_cost_of_places": millions, "region_in_reception": report_folder.stock("persons", "persons", 250, 300, 350),
                                                         "region_reception_places": report_folder.stock("places", "capacity", 400, 400, 400)},
                                   {"region_cost_of_places": {"payer=coa": millions[3]}, "region_in_reception": {"site=nijmegen_oost": [[250] * 37, [300] * 37, [350] * 37]},
                                    "region_reception_places": {"site=nijmegen_oost": [[400] * 37] * 3}})
        content = self.made(path)
        costs = json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', content, re.DOTALL)[1])["charts"]["costs"]
        # 100 of 400 places stand empty on average, at 80 euros a day: 2.92 million a year
        self.assertEqual(costs["parts"], [{"label": "COA", "values": [24, 24, 24]}, {"label": "COA, lege plekken", "values": [2.9, 2.9, 2.9]}])
        self.assertEqual(costs["whole"][2], [26.9, 26.9, 26.9])
        rows = forecast_of(path)
        of_2026 = sum(float(rows["region_cost_of_places", "", f"2026-{month:02}-01"]["mean"]) for month in range(1, 13))
        self.assertEqual(costs["parts"][0]["values"][0], of_2026 / 1e6)
        self.assertIn("Lege plekken zijn een eigen deel van de balk.", Page(content).text("costs"))


if __name__ == "__main__":
    unittest.main()
