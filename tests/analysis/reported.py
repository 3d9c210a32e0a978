"""What the tests of the report share: a small result, reported in both languages, and how it is made."""
import contextlib
import io
import pathlib
import re
import tempfile
import unittest

import report
import report_folder
from report_page import Page

TODAY = ("--today", "2026-11-27")


class OfASmallResult(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory()
        cls.here = pathlib.Path(cls.scratch.name)
        cls.folder = report_folder.write(cls.here / "out")

    @classmethod
    def tearDownClass(cls):
        cls.scratch.cleanup()

    @classmethod
    def made(cls, *arguments):
        path = cls.here / "made.html"
        with contextlib.redirect_stdout(io.StringIO()):                    # as the command does, without the second it takes to start
            report.make(report.read_arguments([*map(str, [*TODAY, *arguments]), "-o", str(path)]))
        return path.read_text(encoding="utf-8")


class Reported(OfASmallResult):
    """Reported in both languages before any test."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pages, cls.files = {}, {}
        for language in ("nl", "en"):
            cls.files[language] = cls.made(cls.folder, "--language", language)
            cls.pages[language] = Page(cls.files[language])

    def table_in(self, language, name):
        """The cells of the first table of that element."""
        body = re.search(rf'id="{name}".*?<tbody>(.*?)</tbody>', self.files[language], re.DOTALL)[1]
        return [[re.sub("<[^>]*>", "", cell).replace("\u00a0", " ") for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in body.split("</tr>") if "<td" in row]
