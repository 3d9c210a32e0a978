"""Runs every form thoroughly and prints the table of README.md; with --write puts it there.

    DOORSTROOM_PROGRAM=FILE /usr/bin/python3 tests/queueing/table_of_errors.py [--write]
"""
import pathlib
import sys

import estimate
import suite

table = suite.compare(estimate.Table("Closed forms"), suite.everything, "thorough")
print(table.markdown())
if "--write" in sys.argv:
    page = pathlib.Path(__file__).with_name("README.md")
    text = page.read_text(encoding="utf-8")
    begin = text.index("| row |")
    end = text.find("\n\n", begin)
    page.write_text(text[:begin] + table.markdown() + (text[end:] if end >= 0 else "\n"), encoding="utf-8")
sys.exit("\n".join(table.failures) or 0)
