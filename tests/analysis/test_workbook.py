"""The forecast table as a workbook: numbers are numbers, dates are dates, and the assumptions and sources are in it."""
import datetime
import pathlib
import tempfile
import unittest

import openpyxl

import folder

RESOLVED = {"resources": folder.RESOURCES, "measures": {},
            "references": {"coa-2025": {"title": "=Places in 2025", "publisher": "COA", "href": "https://example.org/", "checked": "2026-11-23"}},
            "values": {"places": {"value": 400, "assumption": "no figures found", "range": [300, 500], "reference": "coa-2025"},
                       "known": {"value": 1, "reference": "coa-2025"},
                       "made": {"product": [{"value": 0.5, "assumption": "half of them"}, 2], "assumption": "a guess"}}}


class Workbook(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.path = pathlib.Path(temporary.name) / "result"

    def book(self, *arguments, **changes):
        folder.write(self.path, **changes)
        target = self.path.parent / "table.xlsx"
        status, output, errors = folder.run("forecast_table.py", self.path, "-o", target, *arguments)
        self.assertEqual((status, output), (0, ""), errors)
        return openpyxl.load_workbook(target)

    def cells(self, book, page):
        header, *rows = book[page].iter_rows()
        return [dict(zip([cell.value for cell in header], row)) for row in rows]

    def test_numbers_and_dates_are_what_they_are(self):
        rows = [row for row in self.cells(self.book("--language", "nl"), "Raming") if row["maat"].value == "Bezetting opvang"]
        self.assertEqual([row["datum"].value for row in rows], [datetime.datetime(2026, month, 1) for month in (1, 4, 7)])
        self.assertEqual([row["9 op 10 tot (p95)"].value for row in rows], [1000, 1027, 1054])
        self.assertEqual({row["raming (mediaan)"].number_format for row in rows}, {"#,##0"})
        self.assertEqual(rows[0]["datum"].number_format, "[$-413]d mmmm yyyy")
        self.assertEqual({row["eenheid"].value for row in rows}, {"personen"})

    def test_what_is_shown_rounded_is_held_whole(self):
        rows = [row for row in self.cells(self.book(), "Forecast") if row["measure"].value == "Wait for a dwelling, mean"]
        self.assertEqual([(row["estimate (median)"].value, row["estimate (median)"].number_format) for row in rows], [(18.75, "#,##0.0"), (5.5, "#,##0.0")])

    def test_a_chance_is_a_percentage(self):
        row = [row for row in self.cells(self.book(), "Forecast") if row["measure"].value == "Shortage"][-1]
        self.assertEqual((round(row["mean"].value, 9), row["mean"].number_format), (0.666666667, "0%"))

    def test_every_assumption_stands_on_its_page(self):
        rows = self.cells(self.book("--language", "nl", resolved=RESOLVED), "Aannamen")
        self.assertEqual([[cell.value for cell in row.values()] for row in rows],
                         [["values.places", 400, 300, 500, "geen cijfers gevonden", "coa-2025"], ["values.made", None, None, None, "a guess", None],
                          ["values.made.product.1", 0.5, None, None, "half of them", None]])

    def test_a_text_is_never_a_formula(self):
        row = self.cells(self.book(resolved=RESOLVED), "Sources")[0]
        self.assertEqual((row["title"].value, row["title"].data_type, row["publisher"].value), ("=Places in 2025", "s", "COA"))

    def test_it_opens_with_what_it_is(self):
        book = self.book("--language", "nl")
        self.assertEqual(book.sheetnames, ["Toelichting", "Raming", "Aannamen", "Bronnen"])
        texts = [row[0].value or "" for row in book["Toelichting"].iter_rows()]
        self.assertEqual(texts[0], "Een kleine raming")
        self.assertTrue(any("Bandbreedte: toeval en onzekere invoer samen" in text for text in texts))
        self.assertTrue(any("Bron: Doorstroom 0.1.0" in text for text in texts))

    def test_euros_are_whole_and_not_called_millions(self):
        cost = ({"title": {"nl": "kosten", "en": "cost"}, "cost": {"lodged": "coa"}}, "period", "EUR", [[4e8] * 6 + [folder.NAN]] * 3)
        row = self.cells(self.book(measures={"cost": cost}), "Forecast")[0]
        self.assertEqual([row[name].value for name in ("unit", "how it is counted", "estimate (median)")], ["EUR", "for each quarter", 1.2e9])

    def test_a_long_text_is_folded_in_a_row_that_is_high_enough(self):
        tree = {"values": {"x": {"value": 1, "assumption": "long " * 40}}}
        page = self.book(resolved=tree)["Assumptions"]
        self.assertTrue(page["E2"].alignment.wrap_text)
        self.assertGreaterEqual(page.row_dimensions[2].height, 5 * 15)

    def test_it_asks_for_a_file(self):
        folder.write(self.path)
        status, output, errors = folder.run("forecast_table.py", self.path, "--format", "xlsx")
        self.assertEqual((status, output), (2, ""))
        self.assertIn("-o FILE.xlsx", errors)


if __name__ == "__main__":
    unittest.main()
