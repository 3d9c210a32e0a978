"""The questions that a council asks: what their answers, tables and sites say, worked out by hand."""
import copy
import re
import unittest

import report_folder
from report_page import Page
from reported import Reported


class Questions(Reported):
    def test_each_question_is_answered_at_once(self):
        page = self.pages["nl"]
        self.assertIn("Het besluit over 117 vervangende plekken moest vóór 5 juli 2025 vallen; die datum is voorbij. Dat gaf 1 op 2 kans dat de plekken op tijd open zijn, als zij er komen.", page.text("q-replacement"))
        self.assertIn("Voor 9 op 10 kans moest het vóór 3 november 2022.", page.text("q-replacement"))       # 18 months and 180 or 1,155 days before July 2027
        self.assertIn("Nee. Dan heeft de regio op 1 januari 2029 915 van de 1.648 duurzame plekken, tussen de 820 en 1.025, met 9 op 10 kans: 735 te weinig (tussen de 625 en 830)",
                      page.text("q-wijchen"))
        self.assertIn("Op 1 januari 2029 is de achterstand 485 mensen, tussen de 305 en 570, met 9 op 10 kans, als statushouders 4,7 % krijgen van de 1.909 woningen", page.text("q-lettings"))
        self.assertIn("Met 7, 10 of 15 procent van de woningen blijft zij minstens 390 (tussen de 240 en 475). Tussen die drie is weinig verschil", page.text("q-lettings"))
        rows = self.table_in("nl", "q-lettings")                           # 7 % of 1,909 homes; 84 people at 30,000 euros
        self.assertEqual(rows[0], ["4,7 % (nu)", "90", "485 (305 – 570)", "85", "–"])
        self.assertEqual([row[0] for row in rows[1:]], ["7 %", "10 %", "15 %"])
        self.assertEqual(rows[1][1:], ["134", "minstens 390 (240 – 475)", "bijna niemand", "hooguit 2,5"])
        self.assertIn("50 mensen meer gehuisvest dan moet, tussen 185 te veel en 80 te weinig", page.text("q-lettings"))
        self.assertIn("Bij een taak van 434 komen daar 163 mensen per jaar bij, 3 jaar lang.", page.text("q-lettings"))
        self.assertIn("dan gaat het om 825 huishoudens, tussen de 805 en 845, met 9 op 10 kans, samen 885 mensen (tussen de 720 en 1.020).", page.text("q-ukraine"))
        self.assertIn("Ongeveer 345 woningen, tussen de 330 en 360, met 9 op 10 kans, als geen enkel huishouden iets anders vindt. Zoveel huishoudens wonen er op 1 maart 2027 op die twee locaties", page.text("q-ukraine"))
        self.assertIn("Zoekt de helft er een, dan zijn het er 175; zoekt een kwart er een, dan 85.", page.text("q-ukraine"))
        # means 4, 5.5 and 7; 8, 11 and 14; 16, 22 and 28: 9 in 10 of these Poisson numbers, mixed, are 9, 17 and 31, 99 in 100 are 12, 22 and 39
        self.assertIn("Blijft 10 % van wie na een afwijzing uit de opvang in Nijmegen vertrekt, dan zijn 25 plekken bijna elke nacht genoeg (99 van de 100 nachten). Bij 5 % zijn dat er 15, en bij 20 % 40. Er zijn er nu 25.",
                      page.text("q-shelter"))
        self.assertEqual(self.table_in("nl", "q-shelter"), [["5 %", "5 (minder dan 5 – 5)", "10", "15"], ["10 %", "10 (10 – 15)", "20", "25"], ["20 %", "20 (15 – 25)", "35", "40"]])
        self.assertIn("De 25 plekken van nu zijn in 9 van de 10 nachten genoeg zolang hooguit 16 % blijft, en in 99 van de 100 zolang hooguit 12 % blijft.", page.text("q-shelter"))
        self.assertIn("Dit is iets anders dan wie er op 1 januari 2029 in de raming wonen: minder dan 5 mensen. Dat zijn bed-bad-brood", page.text("q-shelter"))
        self.assertIn("Ook mét Wijchen haalt de regio de opgave niet: dan zijn het er 1.110, tussen de 840 en 1.315, met 9 op 10 kans, 540 te weinig.", page.text("q-wijchen"))
        self.assertIn("de som van 7 gemeenten. Van 3 daarvan is de opgave niet gevonden, maar geschat naar inwoners: Druten, Wijchen en Mook en Middelaar.", page.text("q-wijchen"))
        self.assertIn("De opgave van Nijmegen is 817, en op 1 januari 2029 zijn er nog 700 plekken, tussen de 700 en 810, met 9 op 10 kans. Er zijn dus 117 plekken nodig", page.text("q-replacement"))
        self.assertIn("min 18 maanden voorbereiding, min de vertraging bij openen. Voorbereiding is alles tussen besluit en geplande opening", page.text("q-replacement"))
        self.assertIn("De vertraging is 6 maanden voor 1 op 2 kans en 38 maanden voor 9 op 10 kans.", page.text("q-replacement"))
        self.assertIn("Van de plannen gaat hier 17 % nooit door", page.text("q-replacement"))
        # 27 November 2026 and 18 months and 180 or 1,155 days
        self.assertIn("Valt het besluit op 27 november 2026, dan is er 1 op 2 kans dat de plekken er zijn in november 2028, en 9 op 10 kans dat zij er zijn in juli 2031.", page.text("q-replacement"))
        self.assertNotIn("Sluit de locatie precies volgens plan", page.text("q-replacement"))      # here the shortage begins on the day it closes
        self.assertIn("Er komen te weinig statushouders om 434 mensen per jaar te huisvesten.", page.text("q-lettings"))
        self.assertIn("De rest van deze raming rekent met een taak van 271 mensen per jaar", page.text("q-lettings"))
        # 84 people wait: 84 x 30,000 once, 84 x 83.3 x 365.2425 a year
        self.assertIn("krijgt: 2,5 miljoen euro voor de 85 mensen die wachten.", page.text("q-lettings"))
        self.assertIn("een opvangplek kost het COA 83,30 euro per dag, voor evenveel mensen 2,6 miljoen euro per jaar.", page.text("q-lettings"))

    def test_no_date_is_given_where_it_is_not_said_how_openings_slip(self):
        resolved = copy.deepcopy(report_folder.RESOLVED)
        del resolved["resources"]["coa"]["slip"]
        self.assertNotIn("q-replacement", self.made(report_folder.write(self.here / "no_slip", resolved=resolved)))

    def test_a_task_of_ones_own_is_not_said_to_be_unknown(self):
        other = report_folder.write(self.here / "own_task", {"nijmegen_task_of_434": report_folder.period("persons", "ratio", 58, 58, 58)})
        self.assertNotIn("welke taak nu geldt", Page(self.made(other)).text("answer"))
        self.assertIn("Bij een taakstelling van 271 mensen per jaar heeft Nijmegen dan", self.pages["nl"].text("answer"))
        self.assertIn("; welke taak nu geldt, is niet gevonden.", self.pages["nl"].text("answer"))

    def test_the_sites_say_what_opens_and_closes_and_how_sure_that_is(self):
        resolved = copy.deepcopy(report_folder.RESOLVED)
        resolved["resources"]["coa"]["sites"] |= {"teersdijk": {"capacity": 300, "type": "azc", "municipality": "wijchen", "opens": "2027-01-01"},
                                                  "scharenburg": {"capacity": 100, "type": "noodopvang", "municipality": "druten", "opens": "2024-04-30", "closes": {"value": "2026-05-01"}},
                                                  "regular": {"capacity": 9000, "municipality": "rest_of_netherlands"}}
        open_later = [[0] * 37, [0] * 36 + [300], [0] * 36 + [300]]
        other = report_folder.write(self.here / "sites", {"region_in_reception": report_folder.stock("persons", "persons", 700, 710, 720), "region_reception_places": report_folder.stock("places", "capacity", 700, 730, 760)},
                                    {"region_reception_places": {"site=teersdijk": open_later, "site=scharenburg": [[100] * 37] * 3}}, resolved=resolved)
        content = self.made(other)
        body = re.search(r"De locaties, en wanneer zij open zijn.*?<tbody>(.*?)</tbody>", content, re.DOTALL)[1]
        rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in body.split("</tr>") if "<td" in row]
        self.assertEqual([row[0] for row in rows], ["Azc Nijmegen-Oost", "Stieltjesstraat", "Scharenburg", "Teersdijk"])       # Nijmegen first, and nothing of elsewhere
        self.assertEqual(rows[1][1:], ["Nijmegen", "nee", "120", "open op 1 januari 2026", "1 juli 2027", "–"])
        self.assertEqual(rows[2][1:], ["Druten", "nee", "100", "open op 1 januari 2026", "1 mei 2026", "100 %"])
        self.assertEqual(rows[3][1:], ["Wijchen", "ja", "300", "1 januari 2027", "–", "67 %"])
        told = Page(content).text("q-wijchen")
        self.assertIn("Het verschil is geen 300, het aantal plekken in Wijchen", told)                 # 1,110 and 915
        self.assertIn("De 100 plekken in Druten zijn noodopvang", told)
        self.assertIn("Druten zou op 1 mei 2026 sluiten; of dat is gebeurd, is niet gevonden. In 100 % van de keren is het op 1 januari 2029 nog open.", told)

    def test_a_shortage_that_comes_is_decided_on_in_time_or_too_late(self):
        later = Page(self.made(self.folder, "--language", "en", "--today", "2024-01-01"))
        self.assertIn("must be taken before", later.text("q-replacement"))
        self.assertNotIn("If it is decided on", later.text("q-replacement"))
        self.assertIn("had to be taken before", self.pages["en"].text("q-replacement"))

    def test_enough_places_are_not_called_a_shortage(self):
        other = report_folder.write(self.here / "enough", {"region_against_spreidingswet": report_folder.stock("places", "difference", -10, 20, 60),
                                                           "nijmegen_durable_places": report_folder.stock("places", "capacity", 820, 820, 820)},
                                    {"region_durable_places": {"site.municipality=nijmegen": [[820] * 37] * 3}})
        page = Page(self.made(other, "--language", "en"))
        self.assertIn("probably has durable reception places enough", page.text("headline"))
        self.assertNotIn("too few", page.text("cards"))
        self.assertIn("no shortage of durable places", page.text("q-replacement"))
        self.assertIn("With Wijchen there are 1,110, between 840 and 1,315, with 9 in 10 probability, which is probably enough.", page.text("q-wijchen"))
        self.assertIn("is short of durable", self.pages["en"].text("headline"))

    def test_a_region_that_has_enough_without_wijchen_is_not_told_no(self):
        other = report_folder.write(self.here / "without", {"region_without_wijchen_against_spreidingswet": report_folder.stock("places", "difference", -10, 20, 60)})
        answered = Page(self.made(other)).text("q-wijchen")
        self.assertIn("Waarschijnlijk wel. Dan heeft de regio op 1 januari 2029 915 duurzame plekken", answered)
        self.assertNotIn("te weinig", answered)

    def test_a_shortage_that_begins_later_than_the_site_closes_is_explained(self):
        slipped = [[820] * 24 + [700] * 13] * 3                            # from 1 January 2028, a half-year after the plan
        other = report_folder.write(self.here / "slipped", {"nijmegen_durable_places": ({**report_folder.MEASURES["nijmegen_durable_places"][0]}, "moment", "places", slipped)},
                                    {"region_durable_places": {"site.municipality=nijmegen": slipped}})
        told = Page(self.made(other)).text("q-replacement")
        self.assertIn("In het midden van de raming begint het tekort daarom in december 2027.", told)
        self.assertIn("Sluit de locatie precies volgens plan, dan zijn die data 5 juli 2025 en 3 november 2022.", told)

    def test_a_backlog_is_told_for_every_sign(self):
        told = {}
        for name, rows in {"behind": (20, 50, 100), "even": (-50, 2, 50), "ahead": (-300, -200, -100)}.items():
            other = report_folder.write(self.here / name, groups={"backlog": {"municipality=nijmegen": [[value] * 37 for value in rows]}})
            told[name] = Page(self.made(other)).text("answer")
        self.assertIn("dan 50 mensen minder gehuisvest dan moet (tussen 25 te weinig en 95 te weinig)", told["behind"])
        self.assertIn("dan ongeveer zo veel mensen gehuisvest als moet, met een verschil van minder dan 5 (tussen 45 te veel en 45 te weinig)", told["even"])
        self.assertIn("dan 200 mensen meer gehuisvest dan moet (tussen 290 te veel en 110 te veel)", told["ahead"])

    def test_it_says_at_once_how_much_was_checked(self):
        self.assertIn("Dit is 3 keer nagespeeld, vanaf de stand op 1 januari 2026. Deze raming is nog niet met gepubliceerde cijfers gecontroleerd.", self.pages["nl"].text("certainty"))
        said = {(210,): "Wij konden 1 cijfer controleren. Het ligt binnen de bandbreedte van de raming.", (900,): "Dat kwam anders uit dan de raming",
                (210, 220): "Alle 2 liggen binnen de bandbreedte", (900, 910): "Alle 2 kwamen anders uit dan de raming", (210, 900): "buiten de bandbreedte: 1."}
        path = self.here / "checked.csv"
        for values, expected in said.items():
            path.write_text("date,measure,group,value,source,read_on,start\n"
                            + "".join(f"2026-0{month}-01,region_waiting_for_home,,{value},City,2026-11-23,\n" for month, value in enumerate(values, 2)), encoding="utf-8")
            self.assertIn(expected, Page(self.made(self.folder, "--actuals", path)).text("certainty"))

    def test_medians_of_municipalities_are_said_not_to_add_up(self):
        backlog = re.search(r'id="chart-backlog".*?</figure>', self.files["nl"], re.DOTALL)[0]
        self.assertEqual(backlog.count("De middens van gemeenten tellen niet op"), 1)      # under Nijmegen, not under the country or the task of 434

    def test_more_homes_are_not_said_to_house_all_where_many_wait(self):
        other = report_folder.write(self.here / "many", {"nijmegen_waiting_for_home": report_folder.stock("persons", "persons", 300, 400, 500)})
        page = Page(self.made(other, "--language", "en"))
        self.assertIn("it stays at least 390", page.text("q-lettings"))
        self.assertRegex(page.text("q-lettings"), r"(?s)10%191at least 390 \(240 – 475\)not calculated.*15%286at least 390 \(240 – 475\)hardly anybody")      # 304 and 590 homes for 400 people

    def test_another_task_is_not_taken_for_434(self):
        other = report_folder.write(self.here / "task", {"nijmegen_task_of_434": report_folder.period("persons", "ratio", 58, 58, 58)})
        self.assertNotIn("q-lettings", self.made(other, "--language", "en"))


if __name__ == "__main__":
    unittest.main()
