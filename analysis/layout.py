"""A sheet is a table with typed columns: here it becomes text, Markdown, CSV or a page of a workbook, in Dutch or English."""
import csv
import dataclasses
import io

import words


@dataclasses.dataclass(frozen=True)
class Sheet:
    """`columns`: (heading, kind) with kind text, figure (a number as text), month, date, count, share, number (with the decimals that
    it deserves), change and change_share (with a sign) or plain; a cell without a value is None."""
    name: str
    title: str
    columns: list
    rows: list
    lead: tuple = ()       # sentences above the table
    notes: tuple = ()      # and below it


def shown(language, kind, value):
    if value is None or value != value:
        return "–"
    if kind == "month":
        return words.period_label(language, "month", value)
    if kind == "date":
        return words.long_date(language, value)
    if kind == "share":
        return words.percentage(language, value)
    if kind == "count":
        return words.number(language, value)
    if kind == "number":
        return words.number(language, value, words.decimals_for([value]))
    if kind == "change":
        return words.signed(language, value, words.decimals_for([value]))
    if kind == "change_share":
        return words.signed(language, value * 100, 0 if abs(value) >= 0.1 else 1) + (" %" if language == "nl" else "%")
    return str(value)


def plain(language, kind, value):
    """For a CSV: numbers unrounded."""
    if value is None or value != value:
        return ""
    if kind in ("month", "date"):
        return words.plain_date(language, value)
    if is_number(kind):
        return words.plain_number(language, value)
    return str(value)


def is_number(kind):
    return kind in ("count", "share", "number", "figure", "change", "change_share")


def as_text(language, opening, sheets):
    lines = list(opening)
    for sheet in sheets:
        body = [[heading for heading, _ in sheet.columns],
                *[[shown(language, kind, value) for (_, kind), value in zip(sheet.columns, row)] for row in sheet.rows]]
        widths = [max(len(row[column]) for row in body) for column in range(len(sheet.columns))]
        lines += ["", sheet.title, *sheet.lead]
        for row in body if sheet.rows else []:
            lines.append(("  " + "   ".join(cell.rjust(width) if is_number(kind) else cell.ljust(width) for cell, width, (_, kind)
                                            in zip(row, widths, sheet.columns))).rstrip())
        lines += sheet.notes
    return "\n".join(lines) + "\n"


def as_markdown(language, opening, sheets):
    title, *rest = opening
    lines = [f"# {title}", ""] + [f"{line}  " for line in rest]
    for sheet in sheets:
        lines += ["", f"## {sheet.title}", ""] + [f"{line}  " for line in sheet.lead]
        if sheet.rows:
            lines += ["", "| " + " | ".join(heading for heading, _ in sheet.columns) + " |",
                      "|" + "|".join("---:" if is_number(kind) else "---" for _, kind in sheet.columns) + "|"]
            lines += ["| " + " | ".join(shown(language, kind, value).replace("|", "\\|") for (_, kind), value
                                        in zip(sheet.columns, row)) + " |" for row in sheet.rows]
        lines += ["", *[f"{line}  " for line in sheet.notes]] if sheet.notes else []
    return "\n".join(lines) + "\n"


def as_csv(language, sheet):
    """In Dutch as a Dutch spreadsheet opens it: semicolons, decimal commas, a byte order mark."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";" if language == "nl" else ",", lineterminator="\r\n")
    writer.writerow([heading for heading, _ in sheet.columns])
    for row in sheet.rows:
        writer.writerow([plain(language, kind, value) for (_, kind), value in zip(sheet.columns, row)])
    return ("\ufeff" if language == "nl" else "") + text.getvalue()
