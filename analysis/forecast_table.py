#!/usr/bin/python3
"""A table from a result folder: by quarter, half-year or year, as text, Markdown, LaTeX, CSV or a workbook,
in Dutch or English.

    analysis/forecast_table.py results/baseline-1a2b --language nl
    analysis/forecast_table.py results/baseline-1a2b --by year -o forecast.xlsx

Stocks are given at the end of each period, flows and costs added up over it, waits averaged over everybody counted. Where
something was published for a date or period of the run (actuals.csv) it stands beside the forecast of it.
"""
import argparse
import csv
import dataclasses
import io
import pathlib
import re
import sys

import pandas

import actuals as published
import periods as calendar
import words
from results import ResultError, Series, open_result
from whole import print_whole, run, write_whole
from words import word

QUANTILES = ["p05", "p25", "p50", "p75", "p95"]
SUFFIXES = {".csv": "csv", ".md": "markdown", ".tex": "latex", ".txt": "text", ".xlsx": "xlsx"}
LATEX = str.maketrans({**{sign: "\\" + sign for sign in "&%$#_{}"}, "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
                       "–": "--", "−": "$-$", "≥": r"$\geq$", "±": r"$\pm$"})


@dataclasses.dataclass(frozen=True)
class Table:
    """One series on the grid of the table: for each date the summary of the replications, `realised` and `realised_on` (a number
    that was published, and its date), and `status`: whether the date lies before the last such number, or is forecast."""
    series: Series
    kind: str
    at_moments: bool
    rows: pandas.DataFrame


# ---- what is in the tables ----

def chosen_series(result, names, with_groups):
    """The series asked for: every measure, or those named (a wait by its own name or one of its statistics)."""
    for name in names:
        if not any(name in (series.name, series.measure) for series in result.series):
            result.find(name)                                              # says what is nearest
    chosen = [series for series in result.series if not names or series.name in names or series.measure in names]
    return [series for series in chosen if with_groups or not series.group]


def make_tables(result, chosen, grid, actuals=published.Actuals()):
    """The tables, and for every series left out the reason why: a list of (series, word)."""
    spans = None if grid == "report" else calendar.calendar_periods(result.dates, grid)
    tables, left_out = [], []
    for series in chosen:
        try:
            rows = rows_as_reported(result, series) if spans is None else rows_combined(result, series, spans)
        except calendar.CannotCombine as reason:
            left_out.append((series, str(reason)))
            continue
        at_moments = result.at_moments(series.measure)
        rows = with_actuals(rows, series, None if at_moments else ends_of(result, spans), actuals)
        tables.append(Table(series, result.kind(series.measure), at_moments, rows))
    return tables, left_out


def rows_as_reported(result, series):
    return result.summary(series).rename_axis("date").reset_index().assign(whole=True)


def rows_combined(result, series, spans):
    rows = calendar.summarise(calendar.combined(result, series, spans))
    at_moments = result.at_moments(series.measure)
    dates = [span.end if at_moments else span.start for span in spans]
    whole = [span.whole or at_moments for span in spans]
    if at_moments:                                                         # a stock has its start as well
        dates, whole = [spans[0].start] + dates, [True] + whole
    return rows.assign(date=dates, whole=whole)


def ends_of(result, spans):
    return list(result.dates[1:]) if spans is None else [span.end for span in spans]


def with_actuals(rows, series, ends, actuals):
    """Of a stock the number published nearest to each date, of a period what was published of it."""
    name, group, numbers = series.name, series.group, []
    for index, date in enumerate(rows["date"]):
        if ends is None:
            actual = actuals.near(name, group, date)
            numbers.append((actual.value, actual.start) if actual else (float("nan"), pandas.NaT))
        else:
            value = actuals.over(name, group, date, ends[index])
            numbers.append((float("nan") if value is None else value, pandas.NaT))
    status = ["realised" if value == value or published.realised(actuals, series, date) else "forecast"
              for (value, _), date in zip(numbers, rows["date"])]
    return rows.assign(realised=[value for value, _ in numbers], realised_on=[date for _, date in numbers], status=status)


# ---- how they are told ----

class Teller:
    """Says in one language what a table holds; text and Markdown differ only in how they lay it out."""

    def __init__(self, result, language, grid, actuals=published.Actuals()):
        self.actuals = actuals
        self.result = result
        self.language = language
        self.grid = result.report if grid == "report" else grid

    def say(self, key, **parts):
        return word(self.language, key, **parts)

    def opening(self):
        start, end = (words.long_date(self.language, date) for date in (self.result.dates[0], self.result.dates[-1]))
        return [words.upper_first(self.result.title(self.language)),
                self.say("run", start=start, end=end) + " " + self.say("estimate_is"),
                words.band_statement(self.language, self.result),
                words.source_line(self.language, self.result)]

    def heading(self, table):
        series = table.series
        title = words.upper_first(self.result.measure_title(series.measure, self.language))
        if series.statistic:
            title += f", {self.say(series.statistic)}"
        if series.group:
            title += f", {series.group.replace(';', ', ').replace('=', ': ')}"
        return title

    def how(self, table):
        """How the number of a period came about."""
        if table.at_moments:
            told = self.say("at_the_end", grid=words.grid_word(self.language, self.grid, with_article=True))
        else:
            told = self.say("within", grid=words.grid_word(self.language, self.grid))
        if table.series.statistic == "mean":
            told += f", {self.say('served_mean')}"
        if table.kind == "below":
            told += f", {self.say('chance_of')}"
        return told

    def what(self, table):
        """The unit, and how the number of a period came about."""
        told = self.how(table)
        unit = words.unit_word(self.language, table.series.unit)
        if self.scale(table) > 1:
            unit = self.say("millions", unit=unit)
        return f"{unit}, {told}" if unit and table.kind != "below" else told

    def scale(self, table):
        """Euros are told in millions where they run into many."""
        return 1_000_000 if table.series.unit == "EUR" and table.rows["p50"].max() >= 10_000_000 else 1

    def label(self, table, row):
        if table.at_moments:
            return words.long_date(self.language, row.date)
        return words.period_label(self.language, self.grid, row.date) + ("" if row.whole else "*")

    def header(self, table):
        first = self.say("moment") if table.at_moments else self.say("period")
        if table.kind == "below":
            return [first, self.say("chance")]
        return [first, self.say("estimate"), self.say("half"), self.say("nine"), *([self.say("realised")] if self.known(table) else [])]

    def known(self, table):
        return bool(self.actuals.of(table.series.name, table.series.group))

    def realised(self, table, row):
        """What was published, with its date where that is another; nothing where the row is forecast."""
        if row.realised != row.realised:
            return "–" if row.status == "realised" else ""
        scale = self.scale(table)
        text = words.number(self.language, row.realised / scale, self.decimals(table))
        other = table.at_moments and row.realised_on != row.date
        return f"{text} ({words.short_date(self.language, row.realised_on)})" if other else text

    def quantiles(self, table, row):
        """The five quantiles of a row as text, with the decimals of the whole table."""
        texts = [words.number(self.language, getattr(row, name) / self.scale(table), self.decimals(table)) for name in QUANTILES]
        return texts if self.result.replications > 1 else ["–", "–", texts[2], "–", "–"]     # of one there is no band

    def decimals(self, table):
        return words.decimals_for(table.rows[QUANTILES].to_numpy().ravel() / self.scale(table), table.series.unit)

    def cells(self, table):
        join = f" {self.say('and')} "
        for row in table.rows.itertuples():
            if table.kind == "below":
                yield [self.label(table, row), words.percentage(self.language, row.mean)]
            else:
                p05, p25, p50, p75, p95 = self.quantiles(table, row)
                yield [self.label(table, row), p50, p25 + join + p75, p05 + join + p95, *([self.realised(table, row)] if self.known(table) else [])]

    def closing(self, table):
        """The last row as a sentence, and what has to be known about rows that are not like the others."""
        sentences = []
        row = list(table.rows.itertuples())[-1]
        if table.kind != "below" and row.replications > 1:
            low, _, estimate, _, high = self.quantiles(table, row)
            when = words.upper_first(f"{self.say('moment')} " if table.at_moments else "") + self.label(table, row).rstrip("*")
            key = "sentence_sure" if row.sd == 0 else "sentence"
            sentences.append(self.say(key, when=when, estimate=estimate, low=low, high=high))
        least = int(table.rows["replications"].min())
        if least < self.result.replications:
            sentences.append(self.say("not_all", least=least, all=self.result.replications))
        start, end = (words.long_date(self.language, date) for date in (self.result.dates[0], self.result.dates[-1]))
        grid = words.grid_word(self.language, self.grid, with_article=True)
        for row in table.rows[~table.rows["whole"]].itertuples():
            label = self.label(table, row).rstrip("*")
            sentences.append(self.say("partly", label=label, grid=grid, start=start, end=end))
        told = self.actuals.told(self.language, table.series.name, table.series.group)
        return sentences + ([told] if told else [])

    def notes(self, left_out, groups_hidden):
        """Why something is not in the tables: one line for each reason."""
        lines = []
        for reason in dict.fromkeys(reason for _, reason in left_out):
            names = list(dict.fromkeys(series.name for series, why in left_out if why == reason))
            lines.append(f"{self.say('left_out')}: {', '.join(names)} – {self.say(reason, name=names[0].rpartition('.')[0])}.")
        if groups_hidden:
            lines.append(self.say("groups_left", counts=", ".join(f"{name} ({count})" for name, count in groups_hidden.items())))
        return lines


def as_text(teller, tables, notes):
    lines = teller.opening()
    for table in tables:
        body = [teller.header(table), *teller.cells(table)]
        widths = [max(len(row[column]) for row in body) for column in range(len(body[0]))]
        lines += ["", teller.heading(table), teller.what(table)]
        for row in body:
            lines.append("  " + row[0].ljust(widths[0]) + "".join(f"   {cell.rjust(width)}"
                                                                   for cell, width in zip(row[1:], widths[1:])))
        lines += teller.closing(table)
    if notes:
        lines += ["", *notes]
    return "\n".join(lines) + "\n"


def as_markdown(teller, tables, notes):
    title, *opening = teller.opening()
    lines = [f"# {title}", ""] + [line + "  " for line in opening]
    for table in tables:
        header = teller.header(table)
        lines += ["", f"## {teller.heading(table)}", "", words.upper_first(teller.what(table)) + ".", "",
                  "| " + " | ".join(header) + " |", "|---|" + "---:|" * (len(header) - 1)]
        lines += ["| " + " | ".join(cell.replace("*", "\\*") for cell in row) + " |" for row in teller.cells(table)]
        lines += [""] + [line.replace("*", "\\*") + "  " for line in teller.closing(table)]
    if notes:
        lines += [""] + [f"- {note}" for note in notes]
    return "\n".join(lines) + "\n"


def as_latex(teller, tables, notes):
    """Tables to be taken into a document with \\input; each with its title, and what has to be known below it."""
    def tex(text):
        return text.translate(LATEX)
    title, *opening = (tex(line) for line in teller.opening())
    lines = [r"% \usepackage[utf8]{inputenc} \usepackage[T1]{fontenc} \usepackage{booktabs}", f"% {title}", *(f"% {line}" for line in opening)]
    for table in tables:
        header = teller.header(table)
        below = [*teller.closing(table), *teller.opening()[2:]]
        lines += ["", r"\begin{table}[htbp]", r"  \centering", f"  \\caption{{{tex(teller.heading(table))} ({tex(teller.what(table))})}}",
                  f"  \\label{{tab:{re.sub(r'[^A-Za-z0-9.-]+', '-', table.series.name + '-' + table.series.group).strip('-')}}}",
                  rf"  \begin{{tabular}}{{l{'r' * (len(header) - 1)}}}", r"    \toprule", "    " + " & ".join(map(tex, header)) + r" \\", r"    \midrule"]
        lines += ["    " + " & ".join(map(tex, row)) + r" \\" for row in teller.cells(table)]
        lines += [r"    \bottomrule", r"  \end{tabular}", r"  \par\smallskip\footnotesize " + " ".join(map(tex, below)), r"\end{table}"]
    lines += [""] + [f"% {tex(note)}" for note in notes] if notes else []
    return "\n".join(lines) + "\n"


CSV_COLUMNS = {
    "en": ["scenario", "period", "date", "dated", "measure", "title", "group", "unit", "band", "replications", "mean", "sd"],
    "nl": ["scenario", "periode", "datum", "gedateerd", "maat", "titel", "groep", "eenheid", "bandbreedte", "replicaties",
           "gemiddelde", "sd"],
}
CSV_ACTUALS = {"en": ["status", "realised", "realised_on"], "nl": ["status", "realisatie", "gerealiseerd_op"]}
DATED = {"en": {True: "moment", False: "period"}, "nl": {True: "moment", False: "periode"}}


def as_csv(teller, tables):
    """One row for each date, measure and group; in Dutch as a Dutch spreadsheet opens it: semicolons, decimal commas."""
    language, result = teller.language, teller.result
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";" if language == "nl" else ",", lineterminator="\r\n")
    writer.writerow(CSV_COLUMNS[language] + QUANTILES + CSV_ACTUALS[language])
    for table in tables:
        series = table.series
        title = result.measure_title(series.measure, language)
        if series.statistic:
            title += f", {teller.say(series.statistic)}"
        for row in table.rows.itertuples():
            numbers = [words.plain_number(language, getattr(row, name)) for name in ["mean", "sd", *QUANTILES]]
            period = teller.label(table, row).replace("*", f" ({teller.say('cut')})")
            writer.writerow([result.scenario, period, words.plain_date(language, row.date),
                             DATED[language][table.at_moments], series.name, title, series.group,
                             words.unit_word(language, series.unit), teller.say(f"covers_{words.covers(result)}"),
                             int(row.replications), *numbers, teller.say(row.status), words.plain_number(language, row.realised),
                             "" if pandas.isna(row.realised_on) else words.plain_date(language, row.realised_on)])
    return ("\ufeff" if language == "nl" else "") + text.getvalue()


# ---- the command ----

def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", help="a result folder, as `doorstroom run` writes it")
    parser.add_argument("--by", choices=calendar.GRIDS, default="quarter",
                        help="the periods of the table (default: quarter); report: as the run has them")
    parser.add_argument("--measure", action="append", default=[], metavar="NAME", help="only this measure (again for more)")
    parser.add_argument("--groups", action="store_true", help="the groups of a measure as well, not its total alone")
    parser.add_argument("--format", choices=list(SUFFIXES.values()), help="default: by the suffix of -o, otherwise text")
    parser.add_argument("--language", choices=words.LANGUAGES, default="en")
    parser.add_argument("-o", "--output", metavar="FILE", help="default: standard output")
    published.add_arguments(parser)
    return parser.parse_args()


def make(arguments):
    result = open_result(arguments.folder)
    actuals = published.actuals_of(result, arguments)
    tables, left_out = make_tables(result, chosen_series(result, arguments.measure, arguments.groups), arguments.by, actuals)
    teller = Teller(result, arguments.language, arguments.by, actuals)
    hidden = {} if arguments.groups else groups_hidden(result, tables)
    notes = teller.notes(left_out, hidden)
    if not tables:
        raise ResultError("\n".join(["nothing is left for this table", *notes]))
    form = arguments.format or SUFFIXES.get(pathlib.Path(arguments.output or "").suffix, "text")
    if form == "xlsx":
        write_workbook(arguments, teller, tables, notes)
        return
    if form == "csv":
        content = as_csv(teller, tables)
        for note in notes:                                  # a CSV has no place for them
            print(note, file=sys.stderr)
    else:
        content = {"text": as_text, "markdown": as_markdown, "latex": as_latex}[form](teller, tables, notes)
    if arguments.output:
        write_whole(arguments.output, content.encode())
    else:
        print_whole(content.encode())


def write_workbook(arguments, teller, tables, notes):
    if not arguments.output:
        raise ResultError("a workbook goes into a file: name one with -o FILE.xlsx")
    from workbook import as_workbook                                       # slow to load, and for this form only
    write_whole(arguments.output, as_workbook(teller, tables, notes))


def groups_hidden(result, tables):
    shown = dict.fromkeys(table.series.measure for table in tables)
    counts = {name: len({series.group for series in result.series if series.measure == name and series.group})
              for name in shown}
    return {name: count for name, count in counts.items() if count}


if __name__ == "__main__":
    options = read_arguments()
    sys.exit(run("forecast_table.py", lambda: make(options)))
