"""The charts of the report: which there are, the numbers that each draws, and the table under it.

`CHARTS` says what belongs to which part. A chart has options to choose from, each a series of forecast.csv, beside places, a duty,
and what was realised where that was published. What a result does not count is left out; `other_charts` are those of any scenario.
The drawing is done in the page (report/charts.js), from the numbers of `data`, which are rounded here already.
"""
import dataclasses

import pandas

import actuals as published
import rounded
import words
from report_questions import is_task_of_434
from report_reader import escape
from report_sites import site_name
from report_tables import fold, paragraphs, table
from results import ResultError

BANDS = ["p05", "p25", "p50", "p75", "p95"]


@dataclasses.dataclass(frozen=True)
class Option:
    label: str
    name: str
    group: str = ""
    against: tuple = ()          # (name, group) of places, or (number,) of a duty


@dataclasses.dataclass(frozen=True)
class Chart:
    name: str
    title: str
    options: list


# ---- which charts ----

def durable(reader, counts):
    if not counts:
        return []
    duty, region = counts.duty, sum(counts.duty.values())
    options = [Option(reader.say("option_nijmegen"), "nijmegen_durable_places", "", (duty["nijmegen"],)),
               Option(reader.say("option_region"), "region_durable_places", "", (region,)),
               Option(reader.say("option_without_wijchen"), "region_durable_places_without_wijchen", "", (region,))]
    return options + [Option(counts.names[place], "region_durable_places", f"site.municipality={place}", (duty[place],))
                      for place in counts.municipalities if place != "nijmegen"]


def lodged(reader, counts):
    return [Option(reader.say("option_region"), "region_in_reception", "", ("region_reception_places", "")),
            Option(reader.say("option_lodged_country"), "demand_for_places", "", ("reception_places", "")),
            *sites(reader, counts, "region_in_reception", "region_reception_places", "coa")]


def sites(reader, counts, name, places, resource):
    """Each site of the region, by its own name."""
    about = reader.result.resource(resource).get("sites", {})
    return [Option(site_name(reader, group.partition("=")[2]), name, group, (places, group)) for group in reader.result.groups(name) if group.startswith("site=")
            and counts and about.get(group.removeprefix("site="), {}).get("municipality") in counts.municipalities]


def by_municipality(counts, name):
    places = sorted(counts.municipalities, key=lambda place: place != "nijmegen") if counts else []
    return [Option(counts.names[place], name, f"municipality={place}") for place in places]


def backlog(reader, counts):
    return [*by_municipality(counts, "backlog"), Option(reader.say("option_country"), "backlog"), Option(reader.say("option_at_434"), "nijmegen_backlog_at_434")]


def waiting(reader, counts):
    return [Option(reader.say("option_region"), "region_waiting_for_home"), *by_municipality(counts, "waiting_for_home"), Option(reader.say("option_country"), "waiting_for_home")]


def wait(reader, counts):
    return [Option(reader.say("option_country"), "wait_for_home.mean"), *by_municipality(counts, "wait_for_home.mean")]


def ukraine(reader, counts):
    return [Option(reader.say("option_region"), "region_ukrainians_in_reception", "", ("region_ukrainian_places", "")),
            Option(reader.say("option_households"), "region_ukrainian_households_in_reception"),
            *sites(reader, counts, "region_ukrainians_in_reception", "region_ukrainian_places", "goo"),
            Option(reader.say("option_country"), "ukrainians_in_reception"), Option(reader.say("option_all_ukrainians"), "ukrainians")]


def shelter(reader, _):
    stays = [Option(reader.say("option_stays", share=words.percentage(reader.language, share / 100)), f"nijmegen_shelter_if_{share}_percent_stay") for share in (5, 10, 20)]
    return [*stays[1:], stays[0], Option(reader.say("option_shelter"), "nijmegen_in_shelter", "", ("local_shelter_places", "site.municipality=nijmegen")),
            Option(reader.say("option_without_papers"), "without_papers")]


def civic(reader, _):
    return [Option(reader.say("option_in_lessons"), "region_in_lessons"), Option(reader.say("option_intake"), "waiting_for_intake"),
            Option(reader.say("option_class"), "waiting_for_class"), Option(reader.say("option_time_intake"), "wait_for_intake.mean")]


def decision(reader, _):
    return [Option(reader.say("option_decision"), "waiting_for_decision"), Option(reader.say("option_over_15"), "waiting_over_15_months"),
            Option(reader.say("option_nareis"), "waiting_for_nareis"), Option(reader.say("option_status_holders"), "status_holders_in_reception")]


def time(reader, _):
    return [Option(reader.say("option_time"), "time_to_decision.mean"), Option(reader.say("option_interview"), "wait_for_interview.mean"),
            Option(reader.say("option_time_nareis"), "wait_for_nareis.mean")]


CHARTS = {"reception": [durable, lodged], "homes": [backlog, waiting, wait], "ukraine": [ukraine], "shelter": [shelter], "civic": [civic],
          "chain": [decision, time]}


def charts_of(reader, counts, part):
    """The charts of a part of which the result counts something."""
    made = []
    for options_of in CHARTS[part]:
        name = options_of.__name__
        options = [option for option in options_of(reader, counts) if is_counted(reader, option)]
        if options:
            made.append(Chart(name, reader.say(f"chart_{name}"), options))
    return made


def is_counted(reader, option):
    """That there is a number other than 0; the backlog at another task only where it means something."""
    if option.name == "nijmegen_backlog_at_434" and not is_task_of_434(reader):
        return False
    return reader.has((option.name, option.group)) and not (reader.rows(option.name, option.group)[BANDS].fillna(0) == 0).all(axis=None)


def realised_charts(reader):
    """Every series of which something was published; first those that the starting stock was not made of."""
    of = dict.fromkeys(actual.series for actual in sorted(reader.actuals.all, key=lambda actual: not actual.counts))
    options = [Option(told(reader, series), series.name, series.group) for series in of]
    return [Chart("realised", reader.say("chart_realised"), options)] if options else []


def told(reader, series):
    title = words.upper_first(reader.result.measure_title(series.measure, reader.language))
    return f"{title} ({series.group})" if series.group else title


def other_charts(reader):
    """Of a scenario that has none of the measures above: what `figures.py` would draw of it."""
    from figures import default_charts
    try:
        found = default_charts(reader.result)
    except ResultError:                                 # counts nobody at a moment
        return []
    titles = {name: words.upper_first(reader.result.measure_title(name, reader.language)) for name, _ in found}
    return [Chart("other", reader.say("chart_other"), [Option(titles[name], name, "", (against, "") if against else ()) for name, against in found])]


# ---- the numbers that the page draws ----

def data(reader, chart):
    return {"kind": "fan", "title": chart.title, "options": [option_data(reader, option) for option in chart.options]}


def option_data(reader, option):
    series, rows = reader.result.find(option.name, option.group), reader.rows(option.name, option.group)
    made = {"label": option.label, "unit": rounded.unit_shown(reader.language, series.unit), "counts": rounded.is_count(series.unit),
            "moment": reader.result.at_moments(series.measure), "bands": [[rounded.drawn(value, series.unit) for value in rows[band]] for band in BANDS]}
    if len(option.against) == 1:
        made["against"] = {"label": reader.say("duty"), "values": [option.against[0]] * len(rows)}
    elif option.against and reader.has(option.against):
        places = reader.rows(*option.against)
        made["against"] = {"label": reader.say("places_there"), **{key: [rounded.drawn(value, "places") for value in places[of]]
                                                                   for key, of in (("values", "p50"), ("low", "p05"), ("high", "p95"))}}
    found = [[f"{actual.start:%Y-%m-%d}", rounded.drawn(actual.value, series.unit)] for actual in reader.actuals.of(option.name, option.group)]
    return {**made, "actuals": found} if found else made


# ---- on the page ----

def figure(reader, chart):
    """A chart with its choice, and for each option a sentence and a table; without a script these are all there is."""
    choose = ""
    if len(chart.options) > 1:
        entries = "".join(f'<option value="{index}">{escape(option.label)}</option>' for index, option in enumerate(chart.options))
        choose = f'<p class="choice"><label>{reader.say("choose")} <select data-choose="{chart.name}">{entries}</select></label></p>'
    panels = "\n".join(f'<div class="option" data-option="{index}"{" hidden" if index else ""}>{panel(reader, chart, option)}</div>'
                       for index, option in enumerate(chart.options))
    return frame(reader, chart.name, chart.title, choose, panels)


def small_figure(reader, chart):
    """Only what it is, the drawing, and what it says: of the first option."""
    return bare_frame(chart.name, f"{chart.title}: {chart.options[0].label}", paragraphs([seen(reader, chart.options[0])], "seen"))


def first_option(chart):
    return dataclasses.replace(chart, options=chart.options[:1])


def frame(reader, name, title, choose, panels):
    buttons = "".join(f'<button type="button" data-download="{form}">{reader.say(f"download_{form}")}</button>' for form in ("png", "svg", "csv"))
    return bare_frame(name, title, f'{panels}<p class="downloads">{reader.say("download")} {buttons}</p>', choose)


def bare_frame(name, title, below, choose=""):
    return (f'<figure class="chart" id="chart-{name}" data-chart="{name}"><figcaption><h3>{escape(title)}<span class="chosen"></span></h3></figcaption>{choose}'
            f'<div class="drawing"></div>{below}</figure>')


def panel(reader, chart, option):
    return paragraphs([seen(reader, option)], "seen") + fold(reader.say("table_show"), table_of(reader, chart, option) + not_added(reader, option))


def not_added(reader, option):
    """Under the people or places of one municipality."""
    of_one = "municipality" in option.group.partition("=")[0] and rounded.is_count(reader.result.find(option.name, option.group).unit)
    return paragraphs([reader.say("not_added")], "note") if of_one else ""


def seen(reader, option):
    """What the chart says on the date that the report speaks of."""
    rows = reader.rows(option.name, option.group)["p50"].dropna()
    date = rows.index[rows.index <= reader.horizon][-1] if (rows.index <= reader.horizon).any() else rows.index[0]
    series = reader.result.find(option.name, option.group)
    if reader.result.kind(series.measure) == "cumulative":
        number, band = reader.ahead_or_behind(option.name, date, option.group)
    else:
        number, band = reader.number(option.name, date, option.group), reader.band(option.name, date, option.group)
    if reader.result.at_moments(series.measure):
        return reader.say("seen_at", date=reader.day(date), number=number, band=band)
    return reader.say("seen_in", date=reader.month(date), number=number, unit=words.unit_word(reader.language, series.unit), band=band)


def table_of(reader, chart, option):
    """Each half-year, and the last date; rounded as everywhere."""
    series, rows = reader.result.find(option.name, option.group), reader.rows(option.name, option.group)
    moment, actuals = reader.result.at_moments(series.measure), reader.actuals.of(option.name, option.group)
    came = {date: actual_on(reader, series, date) for date in rows.index} if actuals else {}
    chosen = [date for date in rows.index if date.month in (1, 7) or date in (rows.index[0], rows.index[-1]) or came.get(date)]
    columns = [(reader.say("column_date" if moment else "column_month"), "text"), (reader.say("column_middle"), "number"),
               (reader.say("column_low"), "number"), (reader.say("column_high"), "number")]
    against = against_of(reader, option)
    columns += [(reader.say("duty" if len(option.against) == 1 else "places_there"), "number")] if against is not None else []
    columns += [(reader.say("column_realised"), "number"), (reader.say("column_kind"), "text")] if actuals else []
    made = []
    for date in chosen:
        cells = [words.long_date(reader.language, date) if moment else words.period_label(reader.language, reader.result.report, date)]
        cells += [rounded.shown(reader.language, rows[band][date], series.unit) for band in ("p50", "p05", "p95")]
        cells += [against[date]] if against is not None else []
        if actuals:
            cells += [came[date] or "–", reader.say("realised" if came[date] else "no_figure" if published.realised(reader.actuals, series, date) else "forecast")]
        made.append([escape(cell) for cell in cells])
    unit = rounded.unit_shown(reader.language, series.unit)
    return table(reader.say("table_of", title=f"{chart.title}, {option.label}" + (f" ({unit})" if unit else "")), columns, made)


def actual_on(reader, series, date):
    """What was published of that moment, with its own day where it is another, or of the period that begins then; None where nothing was."""
    shown = lambda value: rounded.shown(reader.language, value, series.unit)
    if reader.result.at_moments(series.measure):
        actual = reader.actuals.near(series.name, series.group, date)
        if actual is None:
            return None
        return shown(actual.value) + ("" if actual.start == date else f" ({words.long_date(reader.language, actual.start)})")
    ends = reader.result.dates[reader.result.dates > date]
    value = reader.actuals.over(series.name, series.group, date, ends[0]) if len(ends) else None
    return None if value is None else shown(value)


def against_of(reader, option):
    """The column of places or of the duty, by date."""
    if len(option.against) == 1:
        text = words.number(reader.language, option.against[0])
        return pandas.Series(text, index=reader.result.dates)
    if option.against and reader.has(option.against):
        return reader.rows(*option.against)["p50"].map(lambda value: rounded.shown(reader.language, value, "places"))
    return None
