"""Looks at forms thoroughly and prints their rows of the table of README.md; with --write puts them there.

    DOORSTROOM_PROGRAM=FILE /usr/bin/python3 tests/queueing/table_of_errors.py [FORM …] [--write]

FORM is the name of a function in forms_*.py; without any, all of them: about six minutes of processor time.
"""
import pathlib
import sys

import estimate
import suite

chosen = [word for word in sys.argv[1:] if word != "--write"]
forms = [form for form in suite.everything if not chosen or form.compare.__name__ in chosen]
table = suite.compare(estimate.Table("Closed forms"), forms, "thorough")
print(estimate.heading + "\n".join(table.lines()))
if "--write" in sys.argv:
    page = pathlib.Path(__file__).with_name("README.md")
    before, rows = page.read_text(encoding="utf-8").split(estimate.heading)
    kept = {row[2:row.index(" |", 2)]: row for row in rows.splitlines() if row.startswith("| ")} if chosen else {}
    kept.update({row.name: line for row, line in zip(table.rows, table.lines())})
    page.write_text(before + estimate.heading + "\n".join(kept.values()) + "\n", encoding="utf-8")
sys.exit("\n".join(table.failures) or 0)
