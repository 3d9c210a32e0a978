"""The report: every number of its sentences, tables and charts against forecast.csv, both languages, nothing loaded, and folders that are wrong."""
import csv
import json
import math
import re
import string
import unittest

import folder
import report_folder
import report_words
import report_words_behind
from report_page import Page
from reported import Reported

FEW = {"nl": "minder dan 5", "en": "fewer than 5"}
ALWAYS = {"nl": ["9 op 10", "1 op 2", "9 van de 10 nachten", "99 van de 100 nachten", "99 van de 100", "1 januari 2029"], "en": ["9 in 10", "1 in 2", "9 of 10 nights", "99 of 100 nights", "99 of 100", "1 January 2029"]}
COUNTS = {"persons", "households", "places"}


def forecast_of(path):
    with open(path / "forecast.csv", encoding="utf-8", newline="") as file:
        return {(row["measure"], row["group"], row["date"]): row for row in csv.DictReader(file)}


def rounded(language, value, unit, size=False):
    """The rule by itself, written again: to 5, below 5 told as few."""
    if unit in COUNTS:
        if abs(value) < 5:
            return FEW[language]
        text = f"{5 * math.floor(abs(value) / 5 + 0.5):,}"
        text = text.replace(",", ".") if language == "nl" else text
        return ("-" if value < 0 and not size else "") + text
    if unit in ("1", "share"):
        return f"{value * 100:.0f}" + (" %" if language == "nl" else "%")
    return f"{value:.0f}"


def assert_rounded(test, path, language, page):
    """Every marked number of the page is that of forecast.csv, rounded."""
    numbers = forecast_of(path)
    for about, text in page.marked:
        row = numbers[about["data-name"], about["data-group"], about["data-date"]]
        with test.subTest(language=language, **about):
            test.assertEqual(text, rounded(language, float(row[about["data-statistic"]]), row["unit"], "data-size" in about))

class Report(Reported):
    # ---- numbers ----

    def test_every_number_of_a_sentence_is_the_rounded_one_of_the_forecast(self):
        for language, page in self.pages.items():
            self.assertGreater(len(page.marked), 60)
            assert_rounded(self, self.folder, language, page)

    def test_a_sentence_has_no_other_numbers(self):
        for language, page in self.pages.items():
            for name in ("answer", "headline", "cards", "question", "seen"):
                loose = page.loose(name)
                self.assertTrue(loose or name == "cards")
                if name == "answer":                                       # the part of that name holds the list of questions too
                    loose = loose.replace("434", "")
                for phrase in ALWAYS[language] + ["434"] + ["5"] * 3:
                    loose = loose.replace(phrase, "")
                self.assertNotRegex(loose, r"\d", f"{language}, {name}")

    def test_tables_hold_the_rounded_numbers(self):
        numbers = forecast_of(self.folder)
        body = re.search(r'id="chart-durable".*?<tbody>(.*?)</tbody>', self.files["en"], re.DOTALL)[1]
        rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in body.split("</tr>") if "<td" in row]
        self.assertEqual(rows[0], ["1 January 2026", "820", "820", "820", "817"])
        self.assertEqual(rows[-1], ["1 January 2029", "700", "700", "810", "817"])
        self.assertEqual(len(rows), 7)                                     # each half-year and the end
        self.assertAlmostEqual(float(numbers["nijmegen_durable_places", "", "2029-01-01"]["p95"]), 808)

    def test_charts_are_drawn_from_rounded_numbers(self):
        data = self.data("en")
        option = data["charts"]["waiting"]["options"][0]
        self.assertEqual(option["label"], "Rijk van Nijmegen")
        self.assertEqual([band[0] for band in option["bands"]], [25, 110, 215, 330, 425])      # 24, 108, 213, 330.5, 424.5
        for chart in data["charts"].values():
            for option in chart.get("options", []):
                for value in (value for band in option["bands"] for value in band if value is not None and option["counts"]):
                    self.assertEqual(value % 5, 0)

    def data(self, language):
        return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', self.files[language], re.DOTALL)[1])

    def test_few_are_told_as_few(self):
        self.assertIn("wonen minder dan 5 mensen", self.pages["nl"].text("answer"))
        self.assertIn("fewer than 5 people live", self.pages["en"].text("answer"))

    def test_a_band_is_told_with_its_chance(self):
        self.assertIn("heeft de regio 1.110 duurzame opvangplekken, tussen de 840 en 1.315, met 9 op 10 kans", self.pages["nl"].text("answer"))
        self.assertIn("has 1,110 durable reception places, between 840 and 1,315, with 9 in 10 probability", self.pages["en"].text("answer"))

    # ---- both languages ----

    def test_every_text_is_in_both_languages_with_the_same_parts(self):
        for key, texts in report_words.TEXTS.items():
            self.assertEqual(len(texts), 2, key)
            self.assertTrue(all(texts), key)
            parts = [{name for _, name, _, _ in string.Formatter().parse(text) if name} for text in texts]
            self.assertEqual(*parts, key)

    def test_no_text_is_left_over(self):
        sources = "".join(path.read_text(encoding="utf-8") for path in [*folder.analysis.glob("report*.py"), folder.analysis / "report/charts.js"] if not path.name.startswith("report_words"))
        made_up = ("card_", "lettings_column_", "shelter_column_", "site_", "sites_note_", "checked_", "people_", "q_wijchen_", "chart_", "download_", "column_", "status_", "cannot_", "basis_", "register_", "field_", "value_", "kind_", "term_", "means_", "h_", "capacity_", "legend_")
        for key in report_words.TEXTS:
            self.assertTrue(key in sources or key.startswith(made_up), key)

    def test_the_page_is_in_the_language_asked_for(self):
        self.assertIn('<html lang="nl">', self.files["nl"])
        self.assertIn('<html lang="en">', self.files["en"])
        parts = [re.findall(r'<section class="part" id="(\w+)"', self.files[language]) for language in ("nl", "en")]
        self.assertEqual(*parts)
        self.assertEqual(parts[0], ["answer", "reception", "homes", "ukraine", "shelter", "capacity", "law", "method", "register", "terms", "licences"])

    def test_the_words_of_the_city_are_used_and_explained(self):
        text = self.pages["nl"].text("main")
        for word in ("opvangplek", "statushouder", "taakstelling", "achterstand", "doorstroomlocatie", "gezinshereniging (nareis)", "mensen zonder documenten",
                     "bandbreedte", "raming", "realisatie"):
            self.assertIn(word, text)
        terms = re.findall(r"<dt>(.*?)</dt>", self.files["nl"].split('id="terms"')[1])
        self.assertEqual(terms, sorted(terms, key=str.casefold))
        self.assertEqual(len(terms), len(report_words_behind.TERMS))

    # ---- by itself ----

    def test_nothing_is_loaded_from_elsewhere(self):
        for page in self.pages.values():
            loading = [address for address in page.addresses if not (address[0] == "a" and address[1] == "href")]
            self.assertEqual(loading, [("link", "href", "data:,")])
        for content in self.files.values():
            self.assertIn("default-src 'none'", content)
            self.assertNotRegex(re.search(r"<style>(.*?)</style>", content, re.DOTALL)[1], r"@import|url\(")

    def test_the_libraries_bring_their_terms(self):
        text = self.pages["en"].text("licences")
        self.assertIn("Mike Bostock", text)
        self.assertIn("Redistributions in binary form must reproduce the above copyright", text)

    def test_every_page_says_that_nobody_is_real(self):
        notice = "Berekend met verzonnen personen; geen gegevens van echte mensen gebruikt."
        self.assertEqual(self.pages["nl"].text("notice"), 2 * notice)
        self.assertRegex(self.files["nl"], r"@page \{[^}]*@bottom-left \{ content: \"" + re.escape(notice))

    def test_the_same_result_gives_the_same_bytes(self):
        self.assertEqual(self.made(self.folder, "--language", "nl"), self.files["nl"])

    def test_it_is_written_into_the_folder_in_dutch_unless_told_otherwise(self):
        status, said, told = folder.run("report.py", self.folder)
        self.assertEqual((status, said, told), (0, f"{self.folder / 'report.nl.html'}\n", ""))
        self.assertIn('<html lang="nl">', (self.folder / "report.nl.html").read_text(encoding="utf-8"))

    # ---- what stands behind it ----

    def test_the_law_is_told_with_its_status(self):
        law = self.pages["en"].text("law")
        self.assertIn("Act on the EU pact on migration and asylum (36 871)", law)
        self.assertRegex(law, r"in force\s*12 June 2026\s*23 November 2026")
        self.assertRegex(law, r"A rule of its own\s*see the source\s*1 February 2020\s*20 November 2026")
        self.assertIn("No proposed law or measure was switched on.", law)
        self.assertIn("--law --on 2026-11-27", law)

    def test_a_policy_is_told_with_how_far_its_law_is(self):
        policies = {"ban": {"title": {"nl": "Verbod", "en": "Ban"}, "from": "2027-01-01", "law": {"title": "Bill", "href": "https://x.nl/y", "status": "proposed", "checked": "2026-11-23"}}}
        page = Page(self.made(report_folder.write(self.here / "ban", policies=policies), "--language", "en"))
        self.assertRegex(page.text("law"), r"Ban\s*proposed\s*1 January 2027\s*23 November 2026\s*x.nl")
        self.assertIn("This forecast assumes: Ban.", page.text("answer"))

    def test_what_came_is_drawn_and_told(self):
        path = self.here / "came.csv"
        path.write_text("date,measure,group,value,source,read_on,start\n2026-02-03,region_waiting_for_home,,552,City,2026-11-23,\n2026-07-01,region_waiting_for_home,,210,City,2026-11-23,\n", encoding="utf-8")
        content = self.made(self.folder, "--language", "en", "--actuals", path)
        page = Page(content)
        self.assertIn("Realised figures up to 1 July 2026: 2.", page.text("method"))
        data = json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', content, re.DOTALL)[1])
        for chart in ("waiting", "realised"):
            self.assertEqual(data["charts"][chart]["options"][0]["actuals"], [["2026-02-03", 550], ["2026-07-01", 210]])
        self.assertEqual(data["today"], "2026-11-27")
        body = re.search(r'id="chart-realised".*?<tbody>(.*?)</tbody>', content, re.DOTALL)[1]
        rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in body.split("</tr>") if "<td" in row]
        self.assertEqual([row[:1] + row[-2:] for row in rows[:4]], [["1 January 2026", "–", "no figure"], ["1 February 2026", "550 (3 February 2026)", "realised"], ["1 July 2026", "210", "realised"],
                                                                     ["1 January 2027", "–", "forecast"]])

    def test_it_says_how_to_repeat_it(self):
        made = report_folder.write(self.here / "again", options={"set": ["run.replications=3", "values.task=9"], "policies": ["ban"]},
                                   inputs=[{"file": "scenarios/nijmegen/baseline.yaml", "sha256": ""}])
        page = Page(self.made(made, "--language", "en", "--no-actuals"))
        self.assertIn("./doorstroom run scenarios/nijmegen/baseline.yaml --replications 3 --seed 7 --set values.task=9 --policy ban -o out", page.text("method"))

    def test_the_register_has_every_field(self):
        text = self.pages["nl"].text("register")
        for field in ("Naam", "Organisatie", "Korte omschrijving", "Publicatiecategorie", "Begindatum", "Contactgegevens", "Doel en impact", "Afwegingen", "Menselijke tussenkomst",
                      "Risicobeheer", "Wettelijke basis", "Impacttoetsen", "Gegevens", "Technische werking", "Leverancier", "Link naar broncode"):
            self.assertIn(field, text)

    # ---- several results ----

    def test_scenarios_are_set_side_by_side(self):
        other = report_folder.write(self.here / "other", {"region_waiting_for_home": report_folder.stock("persons", "persons", 103, 253, 548)},
                                    scenario="other", title={"nl": "Anders", "en": "Other"})
        content = self.made(self.folder, other, "--language", "en")
        table = re.search(r"<caption>People waiting|<caption>[^<]*Status holders waiting for a home: Rijk van Nijmegen.*?</table>", content, re.DOTALL)[0]
        rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in table.split("<tbody>")[1].split("</tr>") if "<td" in row]
        # 253 - 213 = 40, and 100 for both others: p05 46, p50 100, p95 100
        self.assertEqual(rows, [["A small forecast", "215", "25", "425", "–"], ["Other", "255", "120", "520", "100 (45 to 100)"]])

    def test_other_chance_is_not_subtracted(self):
        other = report_folder.write(self.here / "seed", seed=8, scenario="other", title={"nl": "Anders", "en": "Other"})
        content = self.made(self.folder, other, "--language", "en")
        self.assertIn("were not calculated with the same chance", content)
        self.assertNotIn("difference from the first", content)

    def test_what_one_of_them_does_not_count_is_said(self):
        measures = {name: about for name, about in report_folder.MEASURES.items() if name != "demand_for_places"}
        other = folder.write(self.here / "less", measures, report_folder.GROUPS, report_folder.DATES, resolved={**report_folder.RESOLVED, "measures": {}}, title={"nl": "Anders", "en": "Other"})
        self.assertIn("left out: People in reception beside the places", self.made(self.folder, other, "--language", "en"))

    def test_a_comparison_is_set_beside_it(self):
        compared = report_folder.write_comparison(self.here / "compared")
        page = Page(self.made(self.folder, compared, "--language", "en"))
        self.assertRegex(page.text("compare").replace("\n", " "), r"A ban\s*A ban.*Persons in reception \(persons\)\s*1 January 2029\s*1,000\s*125\s*110 – 140\s*100%")

    def test_a_scenario_of_its_own_is_reported_too(self):
        content = self.made(folder.write(self.here / "small"), "--language", "en")
        page = Page(content)
        self.assertIn("As it stands on 1 July 2026: Persons in reception: 1,000, between 945 and 1,055, with 9 in 10 probability.", page.text("answer"))
        self.assertIn("other", re.findall(r'<section class="part" id="(\w+)"', content))

    def test_a_title_is_text(self):
        content = self.made(report_folder.write(self.here / "odd", title={"nl": "<b>&</b>", "en": "<script>alert(1)</script>"}), "--language", "en")
        self.assertIn("&lt;script&gt;alert(1)&lt;/script&gt;", content)
        self.assertNotIn("<script>alert(1)", content)

    # ---- what is wrong ----

    def expect_refused(self, said, *arguments):
        path = self.here / "never.html"
        status, out, told = folder.run("report.py", *arguments, "-o", path)
        self.assertEqual((status, out), (2, ""))
        self.assertRegex(told, said)
        self.assertEqual(told.count("\n"), 1)
        self.assertFalse(path.exists())

    def test_a_folder_that_is_wrong_is_one_sentence(self):
        (self.here / "empty").mkdir()
        self.expect_refused("no manifest.json", self.here / "empty")
        self.expect_refused("no such folder", self.here / "nowhere")
        self.expect_refused("version 9.9.0", report_folder.write(self.here / "version", version="9.9.0"))
        short = report_folder.write(self.here / "short")
        content = (short / "forecast.csv").read_bytes()
        (short / "forecast.csv").write_bytes(content[:len(content) // 2])
        self.expect_refused("forecast.csv", short)
        torn = report_folder.write(self.here / "torn")
        (torn / "ensemble.nc").write_bytes((torn / "ensemble.nc").read_bytes()[:500])
        self.expect_refused("ensemble.nc", torn)
        cut = report_folder.write(self.here / "cut")
        (cut / "manifest.json").write_bytes((cut / "manifest.json").read_bytes()[:200])
        self.expect_refused("manifest.json", cut)

    def test_a_second_folder_that_is_wrong_is_named(self):
        self.expect_refused("nowhere", self.folder, self.here / "nowhere")

    def test_output_that_cannot_be_written_is_74(self):
        status, _, told = folder.run("report.py", self.folder, "-o", self.here / "no/such/folder.html")
        self.assertEqual(status, 74)
        self.assertEqual(told.count("\n"), 1)


if __name__ == "__main__":
    unittest.main()
