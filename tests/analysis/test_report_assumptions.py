"""The assumptions in the report: what they are about in its own language, their notes quoted and marked where those are English."""
import contextlib
import copy
import io
import pathlib
import re
import tempfile
import unittest

import yaml

import folder                                                                          # says where the scripts are
import assumed
import report
import report_folder
from reported import TODAY


def resolved():
    tree = copy.deepcopy(report_folder.RESOLVED)
    tree["values"]["young"] = {"value": 0.5, "assumption": "no figures found", "range": [0.25, 0.75]}
    tree["resources"]["coa"]["label"] = {"nl": "plaatsen bij het COA", "en": "places with COA"}
    tree["pathways"]["asylum"]["stages"]["decision"] = {
        "label": {"nl": "Besluit", "en": "Decision"}, "stay": {"fixed": {"value": "28 days", "assumption": "a <guess> of ours", "range": ["1 day", "6 weeks"]}}}
    tree["stock"] = {"ordered": {"pathway": "asylum", "stage": "decision", "persons": {"value": 400, "assumption": "as counted", "range": [100, 800]}}}
    tree["uncertain"] = {"resources.coa.slip.opens": {"assumption": "see the number itself", "range": [0.3, 0.9]}}
    return tree


class Assumptions(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory() as scratch:
            here = pathlib.Path(scratch)
            path = report_folder.write(here / "out", resolved=resolved())
            (path / "reconciliation.csv").write_text("line,stage,unit,asked,persons,households,unplaced,basis,reference\n"
                                                     "ordered,asylum.decision,persons,400,400,300,0,assumed,as counted\nguessed,asylum.decision,persons,9,9,9,0,assumed,from memory\nothers,asylum.decision,persons,50,50,40,0,derived,cbs\n", encoding="utf-8")
            cls.rows, cls.stock, cls.sources, cls.files = {}, {}, {}, {}
            for language in ("nl", "en"):
                with contextlib.redirect_stdout(io.StringIO()):
                    report.make(report.read_arguments([str(path), *TODAY, "--language", language, "-o", str(here / "made.html")]))
                cls.files[language] = (here / "made.html").read_text(encoding="utf-8")
                cls.rows[language] = cls.table(language, {"nl": "Aannamen", "en": "Assumptions"}[language])
                cls.stock[language] = cls.table(language, {"nl": "Van wanneer", "en": "How old"}[language])
                cls.sources[language] = cls.table(language, {"nl": "Alle bronnen", "en": "All sources"}[language])

    @classmethod
    def table(cls, language, caption):
        body = re.search(rf'<caption class="hidden">{caption}.*?<tbody>(.*?)</tbody>', cls.files[language], re.DOTALL)[1]
        return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in body.split("</tr>") if "<td" in row]

    def test_it_says_in_dutch_what_they_are_about_and_in_which_units(self):
        rows = {re.sub("<[^>]*>", "", row[4]): row[:4] for row in self.rows["nl"]}
        self.assertEqual(rows["pathways.asylum.stages.decision.stay.fixed"],
                         ["Stap in de keten: Besluit", "28 dagen", "1 dag – 6 weken", '<span lang="en">a &lt;guess&gt; of ours</span>'])
        self.assertEqual(rows["stock.ordered.persons"][0], "Beginstand: Besluit")
        self.assertEqual(rows["uncertain.resources.coa.slip.opens"][0], "Onzekerheid: plaatsen bij het COA")
        self.assertEqual(rows["values.letting_share"][0], "Rekenwaarde")
        self.assertEqual(rows["values.young"][1:], ["0,5", "0,25 – 0,75", "geen cijfers gevonden"])

    def test_a_note_is_in_dutch_or_marked_as_english(self):
        for row in self.rows["nl"]:
            self.assertTrue(row[3] in ("geen cijfers gevonden", "zie het getal zelf") or re.fullmatch(r'<span lang="en">[^<]+</span>', row[3]), row[3])
        self.assertIn("Bij 3 daarvan is de toelichting letterlijk overgenomen", self.files["nl"])       # letting_share, decision, ordered
        self.assertEqual({row[3] for row in self.rows["en"]}, {"as in the country", "no figures found", "a &lt;guess&gt; of ours", "as counted", "see the number itself"})
        self.assertNotIn('lang="en"', self.files["en"].replace('<html lang="en">', ""))

    def test_the_stock_and_the_sources_too(self):
        self.assertEqual(self.stock["nl"][0], ["Besluit <code>ordered</code>", "400", "aangenomen", '<span lang="en">as counted</span>'])
        self.assertEqual(self.stock["nl"][1][3], "uit het hoofd")
        self.assertEqual(self.stock["nl"][2][3], '<span lang="en">Lettings &lt;of&gt; homes</span>')
        self.assertEqual(self.stock["en"][0], ["Decision <code>ordered</code>", "400", "assumed", "as counted"])
        self.assertTrue(all(row[0].startswith('<span lang="en">') for row in self.sources["nl"]))
        self.assertTrue(all("<span" not in row[0] for row in self.sources["en"]))

    def test_every_note_that_has_dutch_words_is_in_a_scenario(self):
        written = "\n".join(path.read_text(encoding="utf-8") for pattern in ("*.yaml", "*.csv") for path in sorted((folder.source / "scenarios").rglob(pattern))).replace("''", "'")
        for note in assumed.notes_in("nl"):
            self.assertTrue(re.search(rf"(assumption: ['\"]?|,\"?){re.escape(note)}['\",}}\n]", written), note)

    def test_every_note_of_the_chain_the_region_its_questions_and_the_policies_is_in_dutch_too(self):
        scenarios, notes = folder.source / "scenarios", assumed.notes_in("nl")
        files = [path for pattern in ("netherlands/*.yaml", "nijmegen/*.yaml", "nijmegen/questions/*.yaml", "policies/*.yaml", "all_municipalities.yaml") for path in scenarios.glob(pattern)]
        self.assertGreater(len(files), 60)
        for path in files:
            if path.name == "history-2022.yaml":                                                        # for researchers: no report is made of it
                continue
            for *_, note, _ in assumed.numbers(yaml.safe_load(path.read_text(encoding="utf-8"))):
                self.assertIn(note, notes, path.name)


if __name__ == "__main__":
    unittest.main()
