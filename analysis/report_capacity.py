"""The capacity sheet, the costs and the flows of the report: made by the modules of those products, rounded, and drawn in the page."""
import re

import numpy

import capacity_sheet
import euros
import layout
import rounded
import words
from provisions import COUNTRY, REGION
from report_charts import frame
from report_reader import escape
from report_tables import fold, paragraphs, table

FIRST = [REGION, "nijmegen"]
THIN = 0.004                   # of the largest: a flow so thin is not drawn


# ---- places ----

class Sheets:
    """The tables of the capacity sheet as cells of text, with counts rounded."""

    def __init__(self, reader, counts, needs):
        self.reader, self.counts = reader, counts
        self.needs = [need for need in needs if need.area != COUNTRY]
        options = capacity_sheet.read_arguments([str(reader.result.folder), "--language", reader.language, "--today", f"{reader.today:%Y-%m-%d}"])
        shown = {need.provision for need in needs}
        costs = {name: pair for name, pair in capacity_sheet.unit_costs([]).items() if name in shown}
        self.teller = capacity_sheet.Teller(reader.result, counts, options, costs)

    def cells(self, sheet):
        return [[escape(self.cell(kind, value)) for (_, kind), value in zip(sheet.columns, row)] for row in sheet.rows]

    def cell(self, kind, value):
        if kind == "count":
            return rounded.shown(self.reader.language, value, "places")
        return layout.shown(self.reader.language, kind, value)

    def shortages(self):
        """Of the region and Nijmegen at once, of every municipality when asked for."""
        every = self.teller.shortages(sorted(self.needs, key=lambda need: need.area not in FIRST))
        shown = self.first_shortages()
        if not every.rows:
            return shown
        return (shown + fold(self.reader.say("for_all"), table(every.title, every.columns, self.cells(every), hide_caption=True) + paragraphs([self.reader.say("not_added")], "note"), self.reader.say("not_printed")))

    def first_shortages(self, without=("moment_half", "moment_nine"), most=None):
        """Of the region and Nijmegen, without some columns, which stand in the table of all; at most so many, and how many were left out."""
        chosen = self.teller.shortages([need for need in self.needs if need.area in FIRST])
        lead = paragraphs([quoted(text) for text in [*chosen.lead, *chosen.notes]])
        if not chosen.rows:
            return lead
        hidden = {self.teller.say(f"column_{name}") for name in without}
        shown = [index for index, (heading, _) in enumerate(chosen.columns) if heading not in hidden]
        rows = [[self.gone_by(chosen.columns[index][1], row[index], cells[index]) for index in shown] for row, cells in zip(chosen.rows, self.cells(chosen))]
        left = paragraphs([self.reader.say("more_shortages", count=len(rows) - most)], "note") if most and len(rows) > most else ""
        return lead + paragraphs([self.reader.say("decide_before")]) + table(chosen.title, [chosen.columns[index] for index in shown], rows[:most], hide_caption=True) + left

    def gone_by(self, kind, value, cell):
        """A date to decide by that lies before today says so."""
        return self.reader.say("gone_by", date=cell) if kind == "date" and value is not None and value < self.reader.today else cell

    def months(self, need):
        sheet = self.teller.months(need)
        levels = numpy.quantile(need.asked, [0.5, *capacity_sheet.LEVELS], axis=0)
        return {"provision": need.provision, "area": need.area, "title": sheet.title, "lead": sheet.lead[0],
                "columns": [[heading, kind] for heading, kind in sheet.columns], "rows": self.cells(sheet),
                "lines": [[rounded.drawn(value, "places") for value in line] for line in [*levels, numpy.quantile(need.places, 0.5, axis=0)]]}

    def data(self):
        say = self.reader.say
        labels = [say("asked"), *[say("needed_level", level=words.percentage(self.reader.language, level)) for level in capacity_sheet.LEVELS], say("places_there")]
        return {"kind": "needed", "title": say("chart_needed"), "labels": labels, "sheets": [self.months(need) for need in self.needs],
                "areas": {need.area: self.teller.area(need.area) for need in self.needs},
                "provisions": {need.provision: words.upper_first(self.teller.say(need.provision)) for need in self.needs}}

    def figure(self, made):
        """Choices of area and provision; the page shows the table of the first until others are chosen."""
        reader, first = self.reader, made["sheets"][0]
        choose = "".join(f'<label>{reader.say(f"capacity_{name}")} <select data-{name}>'
                         + "".join(f'<option value="{key}">{escape(text)}</option>' for key, text in made[f"{name}s"].items()) + "</select></label> "
                         for name in ("area", "provision"))
        content = table(first["title"], [tuple(column) for column in first["columns"]], half_years(first["rows"]), name="capacity-table")
        panels = f'<p class="seen" id="capacity-lead">{escape(first["lead"])}</p>' + fold(reader.say("table_show"), content)
        return frame(reader, "needed", reader.say("chart_needed"), f'<p class="choice">{choose}</p>', panels)


def quoted(text):
    """As a sentence of a page: no backticks."""
    return escape(re.sub("`([^`]*)`", "“\\1”", text))


def half_years(rows):
    """On paper each sixth month; on the screen all of them."""
    return rows[5::6]


# ---- costs ----

def costs_data(reader, counts):
    """For each year the parts by payer, what stands empty apart (means, so that they add up), and 9 in 10 of the whole."""
    years, amounts = euros.amounts_by_year(reader.result, counts)
    parts = euros.by_part(amounts)
    if not parts:
        return None
    whole = sum(parts.values())
    millions = lambda values: [rounded.drawn(value, "EUR") for value in values]
    return {"kind": "costs", "title": reader.say("chart_costs"), "unit": rounded.unit_shown(reader.language, "EUR"),
            "years": [f"{year.start.year}{'' if year.whole else '*'}" for year in years],
            "parts": [{"label": words.upper_first(euros.part_label(reader.language, *part)), "values": millions(values.mean(axis=0))} for part, values in parts.items()],
            "whole": [millions(values) for values in (*numpy.quantile(whole, [0.05, 0.95], axis=0), whole.mean(axis=0))]}


def costs_figure(reader, made):
    number = lambda value: words.number(reader.language, value, 1)
    columns = [(words.upper_first(words.word(reader.language, "sheet_column_payer")), "text"), *[(year, "number") for year in made["years"]]]
    low, high, mean = made["whole"]
    rows = [[escape(part["label"]), *map(number, part["values"])] for part in made["parts"]]
    rows.append([escape(words.word(reader.language, "sheet_cost_total")), *map(number, mean)])
    rows.append([escape(reader.say("legend_nine")), *[f"{number(least)} – {number(most)}" for least, most in zip(low, high)]])
    return frame(reader, "costs", made["title"], "", fold(reader.say("table_show"), table(reader.say("table_of", title=made["title"]), columns, rows)))


# ---- flows ----

def flows_data(reader):
    """For each whole year the flows between the stages of the chain, means of the replications; None where they are not counted."""
    import flow_chart
    if not flow_chart.is_held(reader.result):
        return None
    years = {}
    for year in range(reader.result.dates[0].year, reader.result.dates[-1].year):
        _, found = flow_chart.flows(reader.result, year)
        means = {link: values.mean() for link, values in found.items()}
        most = max(means.values())
        years[str(year)] = [[source, target, rounded.drawn(value, "persons"), *[rounded.drawn(end, "persons") for end in numpy.quantile(found[source, target], [0.05, 0.95])]]
                            for (source, target), value in means.items() if value > THIN * most]
    names = {name: words.word(reader.language, f"flow_{name}") for name in flow_chart.NODES}
    return {"kind": "flows", "title": reader.say("chart_flows"), "years": years, "names": names, "leaving": sorted(flow_chart.LEAVING),
            "columns": {name: column for name, (column, *_) in flow_chart.NODES.items()}, "lefts": flow_chart.COLUMNS, "unit": words.unit_word(reader.language, "persons")}


def flows_figure(reader, made):
    entries = "".join(f'<option value="{year}">{year}</option>' for year in made["years"])
    columns = [(reader.say("column_from"), "text"), (reader.say("column_to"), "text"), (reader.say("column_mean"), "number"),
               (reader.say("column_low"), "number"), (reader.say("column_high"), "number")]
    number = lambda value: words.number(reader.language, value) if abs(value) >= rounded.STEP else rounded.few(reader.language)
    panels = "".join(
        f'<div class="option" data-option="{year}"{" hidden" if index else ""}>' + paragraphs([reader.say("flows_note", year=year)], "seen")
        + fold(reader.say("table_show"), table(reader.say("table_of", title=f'{made["title"]}, {year}'), columns,
                                               [[escape(made["names"][source]), escape(made["names"][target]), *map(number, numbers)] for source, target, *numbers in flows])) + "</div>"
        for index, (year, flows) in enumerate(made["years"].items()))
    return frame(reader, "flows", made["title"], f'<p class="choice"><label>{reader.say("year")} <select data-choose="flows">{entries}</select></label></p>', panels)
