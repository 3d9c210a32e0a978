"""The short report: the same numbers and words as the whole one, fewer of them, of one result."""
import json
import re
import unittest
import unittest.mock

import folder
import report_short
from report_page import Page
from reported import OfASmallResult
from test_report import assert_rounded


class Short(OfASmallResult):
    @classmethod
    def made(cls, *arguments):
        return super().made(cls.folder, *arguments)

    def test_it_says_the_same_in_fewer_words(self):
        for language in ("nl", "en"):
            whole, content = Page(self.made("--language", language)), self.made("--short", "--language", language)
            page = Page(content)
            self.assertEqual(re.findall(r'<section class="part" id="(\w+)"', content), ["answer", "asked", "drawn", "shortages", "rests", "licences"])
            self.assertGreater(len(page.marked), 20)
            self.assertLess(len(page.marked), len(whole.marked))
            assert_rounded(self, self.folder, language, page)
            for name in ("headline", "cards", "notice"):
                self.assertEqual(page.text(name), whole.text(name))
            self.assertIn("Mike Bostock", page.text("licences"))

    def test_each_chart_is_drawn_of_its_first_option(self):
        content = self.made("--short")
        charts = json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', content, re.DOTALL)[1])["charts"]
        self.assertEqual(set(re.findall(r'data-chart="(\w+)"', content)), set(charts))
        self.assertEqual({len(chart["options"]) for chart in charts.values()}, {1})

    def test_a_date_to_decide_by_that_lies_before_today_is_said_to_be_gone_by(self):
        rows = lambda content: re.search(r"<caption[^>]*>Verwachte tekorten.*?<tbody>(.*?)</tbody>", content, re.DOTALL)[1]
        now, before = rows(self.made("--short")), rows(self.made("--short", "--today", "2022-11-03"))
        self.assertIn("3 november 2022*", now)
        self.assertIn("3 november 2022", before)
        self.assertNotIn("3 november 2022*", before)

    def test_more_shortages_than_fit_are_counted(self):
        self.assertNotIn("alleen in het hele rapport", Page(self.made("--short")).text("shortages"))
        with unittest.mock.patch.object(report_short, "MOST_SHORTAGES", 1):
            told = self.made("--short")
        body = re.search(r'id="shortages".*?<tbody>(.*?)</tbody>', told, re.DOTALL)[1]
        self.assertEqual(body.count("<tr>"), 1)
        self.assertIn("Tekorten die alleen in het hele rapport staan: 1.", Page(told).text("shortages"))

    def test_it_says_what_it_rests_on(self):
        told = Page(self.made("--short")).text("rests")
        self.assertIn("dat op een aanname rust: 1; zij staan", told)
        self.assertIn("De nieuwste bron is van 26 mei 2026; alle bronnen zijn nagekeken op of na 20 november 2026.", told)

    def test_it_is_of_one_result_and_has_a_name_of_its_own(self):
        status, said, _ = folder.run("report.py", self.folder, "--short")
        self.assertEqual((status, said), (0, f"{self.folder / 'report.short.nl.html'}\n"))
        status, _, told = folder.run("report.py", self.folder, self.folder, "--short")
        self.assertEqual(status, 2)
        self.assertIn("--short tells one result", told)


if __name__ == "__main__":
    unittest.main()
