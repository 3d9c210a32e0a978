"""The workbook in LibreOffice: it opens, and on paper stands what was put into it, in Dutch, with the actuals beside the forecast."""
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

import folder

RESOLVED = {"resources": folder.RESOURCES, "measures": {},
            "references": {"coa-2025": {"title": "Places in 2025", "publisher": "COA", "href": "https://example.org/", "checked": "2026-11-23"}},
            "values": {"places": {"value": 400, "assumption": "no figure found", "range": [300, 500], "reference": "coa-2025"}}}
ACTUALS = "date,measure,group,value,source,read_on\n2026-04-03,in_reception,,1027.5,COA,2026-05-01\n2026-Q1,housed,,19,COA,2026-05-01\n"


@unittest.skipUnless(shutil.which("soffice") and shutil.which("pdftotext"), "LibreOffice (libreoffice-calc) or pdftotext (poppler-utils) is not here")
class Spreadsheet(unittest.TestCase):
    def on_paper(self, language):
        """The text of the workbook, printed by LibreOffice."""
        with tempfile.TemporaryDirectory() as temporary:
            here = pathlib.Path(temporary)
            folder.write(here / "result", resolved=RESOLVED)
            (here / "actuals.csv").write_text(ACTUALS, encoding="utf-8")
            status, _, errors = folder.run("forecast_table.py", here / "result", "--language", language, "--actuals", here / "actuals.csv", "-o", here / "table.xlsx")
            self.assertEqual(status, 0, errors)
            subprocess.run(["soffice", f"-env:UserInstallation=file://{here}/profile", "--headless", "--convert-to", "pdf", "--outdir", here, here / "table.xlsx"],
                           check=True, capture_output=True, timeout=600)
            return subprocess.run(["pdftotext", "-layout", here / "table.pdf", "-"], check=True, capture_output=True).stdout.decode()

    def test_in_dutch(self):
        text = self.on_paper("nl")
        self.assertIn("Een kleine raming", text)
        self.assertRegex(text, r"Bezetting opvang +personen +stand aan het eind van het kwartaal +1 april 2026 +1 april 2026 +3 +973 +985 +1[,.]?000 +1[,.]?015 +1[,.]?027")
        self.assertRegex(text, r"realisatie +1[,.]?028 +3 april 2026")           # unrounded in the cell, on paper as the table has it
        self.assertRegex(text, r"Gehuisvest +personen +per kwartaal .* realisatie +19.0\n")
        self.assertRegex(text, r"values\.places +400 +300 +500 +no figure found +coa-2025")
        self.assertRegex(text, r"coa-2025 +Places in 2025 +COA")
        self.assertRegex(" ".join(text.split()), r"Eén gerealiseerd cijfer, van 31 maart 2026\. Het viel buiten de bandbreedte van 9 op 10\.")                # 19 of 6 to 14.1
        self.assertFalse(re.findall(r"#(REF|NAME|VALUE|DIV/0)|Err:\d+|#{3,}", text), text)                # nor a column that is too narrow

    def test_in_english(self):
        text = self.on_paper("en")
        self.assertRegex(text, r"Persons in reception +persons +counted at the end of each quarter +1 April 2026 +1 April 2026 +3 +973")
        self.assertRegex(text, r"realised +1[,.]?028 +3 April 2026")


if __name__ == "__main__":
    unittest.main()
