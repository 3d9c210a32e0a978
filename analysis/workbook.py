"""The forecast table as a workbook for Excel and LibreOffice: numbers as numbers, dates as dates, with a page of the
assumptions that the scenario states and one of its sources. A decimal is a comma or a point as the reader's own program has it.
"""
import datetime
import io
import math

import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

import assumed
import words
from results import mapping_at
from words import word

DATE_FORMAT = {"nl": "[$-413]d mmmm yyyy", "en": "[$-809]d mmmm yyyy"}          # the month in the language of the table
NUMBERS = ["p05", "p25", "p50", "p75", "p95", "mean", "sd"]
HEADER = {"font": Font(bold=True), "fill": PatternFill("solid", start_color="FFE0E0E0"), "alignment": Alignment(wrap_text=True, vertical="top")}
NARROWEST, WIDEST, PAPER, LINE = 11, 36, 72, 15      # characters of a column and of a line on paper, points of a line


def put(sheet, row, column, value, number_format=None):
    """Text stays text, also where it begins like a formula."""
    cell = sheet.cell(row, column, value)
    if isinstance(value, str):
        cell.data_type = "s"
    if number_format:
        cell.number_format = number_format
    return cell


def page(book, name, header, rows, formats=()):
    """A page with a frozen, filtered header; `formats` gives the number format of each row's cells, where they have one."""
    sheet = book.create_sheet(name)
    for column, heading in enumerate(header, 1):
        cell = put(sheet, 1, column, heading)
        cell.font, cell.fill, cell.alignment = HEADER["font"], HEADER["fill"], HEADER["alignment"]
    for index, row in enumerate(rows):
        for column, value in enumerate(row, 1):
            put(sheet, index + 2, column, value, formats[index][column - 1] if formats else None)
    for column, heading in enumerate(header, 1):
        longest = max([width_of(row[column - 1]) for row in rows] + [len(part) for part in heading.split()])
        sheet.column_dimensions[get_column_letter(column)].width = min(max(longest + 2, NARROWEST), WIDEST)
    sheet.row_dimensions[1].height = 2 * LINE
    for index, row in enumerate(rows):
        fold(sheet, index + 2, row, WIDEST)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(header))}{len(rows) + 1}"
    fit_width(sheet, "landscape")
    sheet.print_title_rows = "1:1"
    return sheet


def width_of(value):
    """In characters; a number is as wide as the narrowest column, a date as `30 september 2026`."""
    return 18 if isinstance(value, datetime.datetime) else len(value) if isinstance(value, str) else 0


def fit_width(sheet, orientation):
    """In print as wide as the paper, and as many pages as it takes."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight = orientation, sheet.PAPERSIZE_A4, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def fold(sheet, number, texts, width):
    """Folds long texts, and makes the row as high as they need: not every program does that when it opens a file."""
    lines = max((math.ceil(len(text) / (0.9 * width)) for text in texts if isinstance(text, str)), default=1)
    if lines > 1:
        sheet.row_dimensions[number].height = lines * LINE
        for cell in sheet[number]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")


# ---- the pages ----

def about_page(book, teller, tables, notes):
    sheet = book.create_sheet(word(teller.language, "book_about"))
    title, *lines = teller.opening()
    closings = [f"{teller.heading(table)} ({teller.what(table)}): {line}" for table in tables for line in teller.closing(table)]
    for row, text in enumerate([title, *lines, word(teller.language, "book_numbers"), "", *closings, "", *notes], 1):
        put(sheet, row, 1, text)
        fold(sheet, row, [text], PAPER)
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.row_dimensions[1].height = 2 * LINE
    sheet.column_dimensions["A"].width = PAPER
    fit_width(sheet, "portrait")


def forecast_page(book, teller, tables):
    language = teller.language
    header = [word(language, f"book_{name}") for name in ("measure", "group", "unit", "counted", "period", "date", "replications")]
    known = any(teller.known(table) for table in tables)                   # three columns more where anything was published
    header += [word(language, f"book_{name}") for name in (*NUMBERS, *(["status", "realised", "realised_on"] if known else []))]
    rows, formats = [], []
    for table in tables:
        number = number_format(table)
        for row in table.rows.itertuples():
            period = teller.label(table, row).replace("*", f" ({teller.say('cut')})")
            rows.append([words.upper_first(teller.result.measure_title(table.series.measure, language)) + statistic(teller, table),
                         table.series.group, unit(teller, table), teller.how(table), period, row.date.to_pydatetime(), int(row.replications),
                         *[finite(getattr(row, name)) for name in NUMBERS], *(actual_cells(teller, row) if known else [])])
            formats.append([None] * 5 + [DATE_FORMAT[language], "0"] + [number] * len(NUMBERS) + [None, number, DATE_FORMAT[language]])
    page(book, word(language, "book_forecast"), header, rows, formats)


def actual_cells(teller, row):
    return [teller.say(row.status), finite(row.realised), None if row.realised_on != row.realised_on else row.realised_on.to_pydatetime()]


def statistic(teller, table):
    return f", {teller.say(table.series.statistic)}" if table.series.statistic else ""


def unit(teller, table):
    return "" if table.kind == "below" else words.unit_word(teller.language, table.series.unit)


def finite(value):
    return float(value) if value is not None and value == value else None


def number_format(table):
    """Decimals as in the other tables; a chance as a percentage. A cell keeps all of its figures."""
    if table.kind == "below":
        return "0%"
    decimals = words.decimals_for(table.rows[NUMBERS[:5]].to_numpy().ravel(), table.series.unit)
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def assumptions_page(book, teller):
    header = [word(teller.language, f"book_{name}") for name in ("where", "value", "least", "most", "assumption", "reference")]
    notes = assumed.notes_in(teller.language)
    rows = [[*numbers, notes.get(note, note), reference] for *numbers, note, reference in assumed.numbers(mapping_at(teller.result.manifest, "resolved"))]
    page(book, word(teller.language, "book_assumptions"), header, rows)


def sources_page(book, teller):
    header = [word(teller.language, f"book_{name}") for name in ("reference", "title", "publisher", "published", "checked", "address")]
    references = mapping_at(teller.result.manifest, "resolved", "references")
    rows = [[name, *(str(about.get(key) or "") for key in ("title", "publisher", "published", "checked", "href"))]
            for name, about in references.items() if isinstance(about, dict)]
    page(book, word(teller.language, "book_sources"), header, rows)


def as_workbook(teller, tables, notes):
    book = openpyxl.Workbook()
    book.remove(book.active)
    about_page(book, teller, tables, notes)
    forecast_page(book, teller, tables)
    assumptions_page(book, teller)
    sources_page(book, teller)
    book.properties.title, book.properties.creator = teller.opening()[0], "Doorstroom"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
