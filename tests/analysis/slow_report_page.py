"""The report in a real browser: from a file, without a network; both languages, desktop, phone and paper; by keyboard alone; axe-core."""
import contextlib
import csv
import dataclasses
import io
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import unittest
import unittest.mock

import browser
import folder
import capacity_sheet
import report
from test_report import forecast_of, rounded

PROGRAM = os.environ.get("DOORSTROOM_PROGRAM", str(folder.source / "build/release/doorstroom-sim"))
NOTICE = {"nl": "Berekend met verzonnen personen; geen gegevens van echte mensen gebruikt.", "en": "Calculated with invented persons; no data of real people were used."}
PHONE, DESK = 360, 1280
AXE = browser.axe(folder.source / "build/axe") if browser.is_here() else None


def make_result(path, *options):
    subprocess.run([PROGRAM, "run", "scenarios/nijmegen/baseline.yaml", "-o", str(path), "--replications", "3", "--quiet", *options], cwd=folder.source, check=True)
    return path


class InABrowser(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        from selenium.webdriver.common.by import By
        from selenium.webdriver.common.keys import Keys
        cls.By, cls.Keys = By, Keys
        cls.scratch = tempfile.TemporaryDirectory()
        cls.here = pathlib.Path(cls.scratch.name) / "a stick"             # as folders are called
        cls.here.mkdir()
        cls.out = make_result(cls.here / "out")
        other = make_result(cls.here / "other", "--policy", "priority-ban")
        cls.files = {}
        for language in ("nl", "en"):
            status, said, told = folder.run("report.py", cls.out, other, "--language", language, "--today", "2026-11-27")
            if status:
                raise AssertionError(told)
            cls.files[language] = pathlib.Path(said.strip()).rename(cls.here / f"report {language}.html")
            status, said, told = folder.run("report.py", cls.out, "--short", "--language", language, "--today", "2026-11-27")
            if status:
                raise AssertionError(told)
            cls.files[f"short {language}"] = pathlib.Path(said.strip())
        cls.driver = browser.start(cls.here)

    @classmethod
    def tearDownClass(cls):
        cls.driver.quit()
        cls.scratch.cleanup()

    def open(self, language, width=DESK):
        browser.set_size(self.driver, width)
        self.driver.get(self.files[language].as_uri())
        return self.driver

    def each(self, check, widths=(DESK, PHONE)):
        """Both languages, on a desk and a phone."""
        for language in ("nl", "en"):
            for width in widths:
                with self.subTest(language=language, width=width):
                    check(language, self.open(language, width), width)

    def unfold(self):
        self.driver.execute_script("document.querySelectorAll('details').forEach(each => { each.open = true; })")

    def keys(self, *keys):
        from selenium.webdriver.common.action_chains import ActionChains
        ActionChains(self.driver).send_keys(*keys).perform()

    def focused(self):
        return self.driver.switch_to.active_element

    # ---- it works, by itself ----

    def test_nothing_goes_wrong_and_nothing_is_asked_for(self):
        browser.requests(self.driver)
        self.driver.get_log("browser")
        def check(language, driver, _width):
            self.assertEqual(browser.requests(driver), [self.files[language].as_uri()])
            for select in driver.find_elements(self.By.TAG_NAME, "select"):
                for index in range(len(select.find_elements(self.By.TAG_NAME, "option"))):
                    driver.execute_script("if (!arguments[0].options[arguments[1]].disabled) { arguments[0].selectedIndex = arguments[1]; arguments[0].dispatchEvent(new Event('change')); }", select, index)
            self.assertEqual(browser.requests(driver), [])
            self.assertEqual(driver.get_log("browser"), [])
        self.each(check)

    def test_every_chart_is_drawn(self):
        def check(_language, driver, _width):
            figures = driver.find_elements(self.By.CSS_SELECTOR, "figure.chart")
            self.assertGreaterEqual(len(figures), 13)
            for figure in figures:
                marks = figure.find_elements(self.By.CSS_SELECTOR, ".drawing > svg path, .drawing > svg circle, .drawing > svg rect + rect")
                self.assertTrue(marks, figure.get_attribute("id"))
                for mark in marks:
                    self.assertNotIn("NaN", mark.get_attribute("d") or "")
        self.each(check)

    def test_without_a_script_words_and_tables_are_there(self):
        self.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
        try:
            driver = self.open("nl")
            self.assertIn("9 op 10 kans", driver.find_element(self.By.ID, "answer").text)
            self.assertGreater(len(driver.find_elements(self.By.TAG_NAME, "table")), 50)
        finally:
            self.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})

    def test_it_fits_a_phone(self):
        def check(_language, driver, width):
            self.unfold()
            self.assertLessEqual(driver.execute_script("return document.documentElement.scrollWidth"), width)
        self.each(check)

    def test_it_is_ready_soon(self):
        """No test depends on time: it is printed (tests/bench/report_page.py measures it)."""
        driver = self.open("nl")
        print(f"ready {driver.execute_script('return document.documentElement.dataset.ready')} ms after the file was opened", file=sys.stderr)
        self.assertTrue(driver.execute_script("return document.documentElement.dataset.ready"))

    # ---- accessible ----

    @unittest.skipIf(AXE is None, "axe-core is not in build/axe, and there is no network to fetch it over")
    def test_axe_finds_nothing(self):
        def check(_language, driver, _width):
            self.unfold()
            driver.execute_script(AXE)
            found = driver.execute_async_script("const done = arguments[0]; axe.run({resultTypes: ['violations']}).then(done)")
            self.assertEqual([(rule["id"], rule["nodes"][0]["html"][:200], len(rule["nodes"])) for rule in found["violations"]], [])
        self.each(check)

    def test_the_first_step_skips_to_the_content(self):
        self.open("nl")
        self.keys(self.Keys.TAB)
        self.assertEqual(self.focused().text, "Naar de inhoud")
        self.keys(self.Keys.ENTER)
        self.assertEqual(self.focused().get_attribute("id"), "main")

    def test_everything_is_reached_by_tab_and_seen(self):
        driver = self.open("nl")
        wanted = driver.execute_script("""return [...document.querySelectorAll("a[href], button, select, summary, [tabindex='0']")]
            .filter(each => each.checkVisibility({visibilityProperty: true}) && each.getClientRects().length).length""")
        reached = []
        for _ in range(wanted + 5):
            self.keys(self.Keys.TAB)
            seen = driver.execute_script("""const at = document.activeElement; if (at === document.body) return null;
                at.reached = true; const style = getComputedStyle(at); return [at.tagName, style.outlineStyle, parseFloat(style.outlineWidth)];""")
            if seen is None:
                break
            reached.append(seen)
        self.assertEqual(driver.execute_script("""return [...document.querySelectorAll("a[href], button, select, summary, [tabindex='0']")]
            .filter(each => each.checkVisibility({visibilityProperty: true}) && each.getClientRects().length && !each.reached).map(each => each.outerHTML.slice(0, 120))"""), [])
        self.assertEqual([each for each in reached if each[1] == "none" or each[2] < 2], [])

    def test_a_chart_is_read_and_chosen_by_keyboard(self):
        driver, numbers = self.open("nl"), forecast_of(self.out)
        figure = driver.find_element(self.By.ID, "chart-waiting")
        svg = figure.find_element(self.By.CSS_SELECTOR, ".drawing > svg")
        driver.execute_script("arguments[0].focus()", svg)
        self.keys(self.Keys.END)
        row = numbers["region_waiting_for_home", "", "2031-01-01"]
        middle, low, high = (rounded("nl", float(row[name]), "persons") for name in ("p50", "p05", "p95"))
        self.assertEqual(figure.find_element(self.By.CSS_SELECTOR, ".readout").text, f"1 januari 2031: {middle} personen ({low} – {high})")
        self.assertEqual(svg.get_attribute("aria-valuetext"), f"1 januari 2031: {middle} personen ({low} – {high})")
        self.keys(self.Keys.ARROW_LEFT)
        self.assertIn("1 december 2030", svg.get_attribute("aria-valuetext"))
        self.keys(self.Keys.HOME)
        self.assertIn("1 januari 2026", svg.get_attribute("aria-valuetext"))
        driver.execute_script("arguments[0].focus()", figure.find_element(self.By.TAG_NAME, "select"))
        self.keys(self.Keys.ARROW_DOWN)
        self.assertIn("Nijmegen", svg_name(figure, self.By))
        driver.execute_script("arguments[0].focus()", figure.find_element(self.By.CSS_SELECTOR, ".option:not([hidden]) summary"))
        self.keys(self.Keys.ENTER)
        caption = figure.find_element(self.By.CSS_SELECTOR, ".option:not([hidden]) caption")
        self.assertTrue(caption.is_displayed())
        self.assertIn(", Nijmegen", caption.text)

    def test_the_pointer_reads_too(self):
        from selenium.webdriver.common.action_chains import ActionChains
        from selenium.webdriver.support.ui import WebDriverWait
        driver = self.open("en")
        for name in ("waiting", "costs", "flows", "needed", "scenarios"):
            figure = driver.find_element(self.By.ID, f"chart-{name}")
            target = figure.find_elements(self.By.CSS_SELECTOR, ".drawing > svg > " + {"costs": "rect + rect", "flows": "path", "scenarios": "g circle"}.get(name, "path"))[-1 if name != "flows" else 0]
            driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", figure)
            aim = target if name in ("costs", "scenarios") else figure.find_element(self.By.CSS_SELECTOR, ".drawing > svg")

            def is_read(_):                                                # a slow machine may still be scrolling: then it is pointed at again
                ActionChains(driver).move_to_element(figure.find_element(self.By.CSS_SELECTOR, "h3")).move_to_element(aim).perform()
                if name == "flows":
                    driver.execute_script("arguments[0].dispatchEvent(new Event('pointerenter'))", target)
                return figure.find_element(self.By.CSS_SELECTOR, ".readout").text
            self.assertTrue(WebDriverWait(driver, 20).until(is_read), name)

    def test_the_capacity_sheet_changes_with_what_is_chosen(self):
        driver = self.open("en")
        figure = driver.find_element(self.By.ID, "chart-needed")
        before = figure.find_element(self.By.ID, "capacity-table").get_attribute("textContent")
        select = figure.find_element(self.By.CSS_SELECTOR, "select[data-area]")
        driver.execute_script("arguments[0].focus()", select)
        self.keys("N")
        after = figure.find_element(self.By.ID, "capacity-table").get_attribute("textContent")
        self.assertIn("Nijmegen", after.splitlines()[0])
        self.assertNotEqual(before, after)

    # ---- to take along ----

    def test_pictures_and_numbers_are_downloaded(self):
        driver = self.open("nl")
        figure = driver.find_element(self.By.ID, "chart-waiting")
        for form in ("png", "svg", "csv"):
            driver.execute_script("arguments[0].click()", figure.find_element(self.By.CSS_SELECTOR, f"[data-download={form}]"))
        found = {form: self.downloaded(self.here / f"waiting.{form}") for form in ("png", "svg", "csv")}
        self.assertTrue(found["png"].startswith(b"\x89PNG"))
        self.assertIn(NOTICE["nl"], found["svg"].decode())
        text = found["csv"].decode("utf-8-sig")
        rows = list(csv.reader(text.splitlines(), delimiter=";"))
        self.assertEqual((rows[0], len(rows), rows[-1][0]), (["datum", "p05", "p25", "p50", "p75", "p95"], 62, "2031-01-01"))
        row = forecast_of(self.out)["region_waiting_for_home", "", "2031-01-01"]
        self.assertEqual(rows[-1][3], rounded("nl", float(row["p50"]), "persons"))

    def downloaded(self, path):
        for _ in range(100):
            if path.exists() and path.stat().st_size:
                return path.read_bytes()
            time.sleep(0.1)
        raise AssertionError(f"{path.name} did not come")

    # ---- the short one ----

    def test_the_short_report_is_two_pages_of_paper(self):
        browser.requests(self.driver)
        self.driver.get_log("browser")
        for language in ("nl", "en"):
            driver, path = self.open(f"short {language}"), self.here / "short.pdf"
            browser.print_to(driver, path)
            pages = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True).stdout.decode().split("\f")[:-1]
            self.assertEqual(len(pages), 2)
            for page in pages:
                self.assertIn(NOTICE[language], page)
            for told in {"nl": ["Het antwoord in het kort", "Waar dit op rust", "besluit vóór"], "en": ["The answer in short", "What this rests on", "decide by"]}[language]:
                self.assertIn(told, "\n".join(pages))
            for width in (DESK, PHONE):
                driver = self.open(f"short {language}", width)
                self.assertLessEqual(driver.execute_script("return document.documentElement.scrollWidth"), width)
                self.assertEqual(len(driver.find_elements(self.By.CSS_SELECTOR, "figure.chart .drawing > svg path")) > 12, True)
                self.assertEqual(driver.get_log("browser"), [])
                if AXE is not None:
                    driver.execute_script(AXE)
                    found = driver.execute_async_script("const done = arguments[0]; axe.run({resultTypes: ['violations']}).then(done)")
                    self.assertEqual([(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found["violations"]], [])
            self.assertEqual([address for address in browser.requests(self.driver) if address != self.files[f"short {language}"].as_uri()], [])

    def test_the_short_report_stays_so_however_many_shortages_there_are(self):
        of_one = capacity_sheet.Teller.shortages
        many = lambda teller, needs: dataclasses.replace(sheet := of_one(teller, needs), rows=sheet.rows * 4)
        for language in ("nl", "en"):
            path, printed = self.here / f"many {language}.html", self.here / "many.pdf"
            with unittest.mock.patch.object(capacity_sheet.Teller, "shortages", many), contextlib.redirect_stdout(io.StringIO()):
                report.make(report.read_arguments([str(self.out), "--short", "--language", language, "--today", "2026-11-27", "-o", str(path)]))
            self.driver.get(path.as_uri())
            browser.print_to(self.driver, printed)
            told = subprocess.run(["pdfinfo", printed], capture_output=True, check=True).stdout.decode()
            self.assertEqual(re.search(r"^Pages: +(\d+)$", told, re.MULTILINE)[1], "2")
            self.assertIn({"nl": "Tekorten die alleen in het hele rapport staan", "en": "Shortages that stand in the whole report only"}[language], path.read_text(encoding="utf-8"))

    # ---- on paper ----

    def test_every_page_of_the_print_says_that_nobody_is_real(self):
        def check(language, driver, _width):
            path = self.here / "printed.pdf"
            browser.print_to(driver, path)
            pages = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True).stdout.decode().split("\f")[:-1]
            self.assertGreater(len(pages), 8)
            self.assertLess(len(pages), 45)
            for page in pages:
                self.assertIn(NOTICE[language], page)
            text = "\n".join(pages)
            for gone in {"nl": ["Afdrukken of opslaan", "Downloaden:", "Naar de inhoud", "Kies:"], "en": ["Print or save", "Download:", "Skip to", "Choose:"]}[language]:
                self.assertNotIn(gone, text)
            self.assertIn({"nl": "Tabel: Statushouders die op een woning wachten", "en": "Table: Status holders waiting for a home"}[language], text)
            register = [page for page in pages if {"nl": "Voor het Algoritmeregister", "en": "For the Dutch algorithm register"}[language] in page]
            self.assertEqual(len(register), 1)
            self.assertRegex(register[0], {"nl": "Link naar broncode", "en": "Link to the source code"}[language])        # all of it on one page
            self.assertIsNone(re.search(r"NaN|undefined|null", text))
        self.each(check, (DESK,))


def svg_name(figure, by):
    return figure.find_element(by.CSS_SELECTOR, ".drawing > svg").get_attribute("aria-label")


if __name__ == "__main__":
    if not browser.is_here():
        print("left out: this needs chromium, chromium-driver and python3-selenium")
        sys.exit(77)
    unittest.main()
