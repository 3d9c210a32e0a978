"""Scenarios side by side: several results, or what `doorstroom compare` wrote."""
import numpy

import compare as effects_of
import report_charts
import rounded
import words
from report_charts import BANDS, frame
from report_reader import escape, text_of
from report_tables import paragraphs, table
from results import mapping_at


# ---- several results ----

def options_in_all(readers, counts):
    """(title, option) of each number of the charts that every result counts at the date of the first, what differs most first; and what was left out."""
    first, found, missing = readers[0], [], []
    for part in report_charts.CHARTS:
        for chart in report_charts.charts_of(first, counts, part):
            for option in chart.options:
                title = f"{chart.title}: {option.label}"
                in_all = all(reader.has((option.name, option.group)) and date_of(reader, option, first.horizon) is not None for reader in readers)
                if in_all:
                    found.append((title, option))
                else:
                    missing.append(chart.title)
    return sorted(found, key=lambda pair: (is_small(pair[1]), -distance(readers, pair[1]))), list(dict.fromkeys(missing))


def is_small(option):
    """A site, or a municipality other than Nijmegen: small numbers jump, and say little by themselves."""
    return bool(option.group) and not option.group.endswith("=nijmegen")


def distance(readers, option):
    """How far the other scenarios are from the first, for the width of its band."""
    rows = [reader.rows(option.name, option.group).loc[readers[0].horizon] for reader in readers]
    width = rows[0]["p95"] - rows[0]["p05"] + rounded.STEP
    return max(abs(row["p50"] - rows[0]["p50"]) for row in rows) / width


def date_of(reader, option, horizon):
    """The date in question, where the result holds a number for it."""
    rows = reader.rows(option.name, option.group)["p50"].dropna()
    return horizon if horizon in rows.index else None


def same_world(results):
    """Whether replication r is the same world in all, so that they may be subtracted."""
    def identity(result):
        run = mapping_at(result.manifest, "run")
        return result.manifest.get("seed"), run.get("start"), run.get("tick"), result.uncertainty, result.manifest.get("version")
    return len({identity(result) for result in results}) == 1


def difference(readers, other, option, date):
    """p05, p50, p95 of the other less the first, replication by replication."""
    arrays = []
    for reader in (readers[0], readers[other]):
        series = reader.result.find(option.name, option.group)
        arrays.append(reader.result.values(series)[:, list(reader.result.dates).index(date)])
    least = min(map(len, arrays))
    gap = arrays[1][:least] - arrays[0][:least]
    return numpy.nanquantile(gap, [0.05, 0.5, 0.95]) if (~numpy.isnan(gap)).any() else [numpy.nan] * 3


def data(readers, found):
    """For each number: the bands of every scenario on the date."""
    first = readers[0]
    names = [reader.title() for reader in readers]
    options = [{"label": title, "unit": rounded.unit_shown(first.language, unit_of(first, option)), "counts": rounded.is_count(unit_of(first, option)),
                "bands": [[rounded.drawn(reader.rows(option.name, option.group)[band][first.horizon], unit_of(first, option)) for band in BANDS] for reader in readers]}
               for title, option in found]
    return {"kind": "scenarios", "title": first.say("chart_effects"), "names": names, "options": options}


def unit_of(reader, option):
    return reader.result.find(option.name, option.group).unit


def figure(readers, found, missing):
    first, say = readers[0], readers[0].say
    paired = same_world([reader.result for reader in readers])
    entries = "".join(f'<option value="{index}">{escape(title)}</option>' for index, (title, _) in enumerate(found))
    panels = "".join(f'<div class="option" data-option="{index}"{" hidden" if index else ""}>{panel(readers, title, option, paired)}</div>' for index, (title, option) in enumerate(found))
    lead = [say("compare_lead" if paired else "compare_apart")] + ([say("compare_missing", names=escape("; ".join(missing)))] if missing else [])
    return paragraphs(lead) + frame(first, "scenarios", say("chart_effects"), f'<p class="choice"><label>{say("choose")} <select data-choose="scenarios">{entries}</select></label></p>', panels)


def panel(readers, title, option, paired):
    first, say, rows = readers[0], readers[0].say, []
    unit, date = unit_of(first, option), first.horizon
    for index, reader in enumerate(readers):
        numbers = [text_of(first_words(first, reader, option, date, statistic)) for statistic in ("p50", "p05", "p95")]
        cells = [escape(reader.title()), *numbers]
        if paired:
            cells.append(say("first_scenario") if index == 0 else difference_told(first, difference(readers, index, option, date), unit))
        rows.append(cells)
    columns = [(say("column_scenario"), "text"), (say("column_middle"), "number"), (say("column_low"), "number"), (say("column_high"), "number")]
    columns += [(say("column_difference"), "number")] if paired else []
    unit_text = rounded.unit_shown(first.language, unit)
    return table(say("compare_title", title=title + (f" ({unit_text})" if unit_text else ""), date=words.long_date(first.language, date)), columns, rows)


def first_words(first, reader, option, date, statistic):
    """A number of another result in the language of the first."""
    return reader.number(option.name, date, option.group, statistic)


def difference_told(reader, ends, unit):
    low, middle, high = (rounded.shown(reader.language, value, unit) for value in ends)
    return escape(middle if low == high else f"{middle} ({low} {reader.say('until')} {high})")


# ---- what `doorstroom compare` wrote ----

def effects(comparison, language, say):
    """For each scenario what moves most, as `compare.py` chooses it, rounded as everything here."""
    parts = [paragraphs([say("effects_lead", first=escape(comparison.title(language))), escape(effects_of.uncertainty(comparison, language))])]
    columns = [(say("column_measure"), "text"), (say("column_date"), "text"), (say("column_without"), "number"), (say("column_effect"), "number"),
               (say("column_from_to"), "number"), (say("column_sign"), "number")]
    for other in comparison.others:
        title = words.upper_first(comparison.other_title(other, language))
        found = effects_of.what_moves(comparison, other, effects_of.dates_of(comparison, other, []))
        rows = [effect_row(comparison, effect, language) for each in found.values() for effect in each]
        parts.append(f"<h3>{escape(title)}</h3>" + (table(title, columns, rows, hide_caption=True) if rows else paragraphs([say("effects_none")])))
    return "\n".join(parts)


def effect_row(comparison, effect, language):
    unit = rounded.unit_shown(language, effect.unit)
    title = effects_of.title_of(comparison, effect.name, language) + (f" ({unit})" if unit else "")
    without, change, low, high = (escape(rounded.shown(language, value, effect.unit)) for value in (effect.without, effect.effect, effect.low, effect.high))
    return [escape(title), words.long_date(language, effect.date), without, change, f"{low} – {high}", words.percentage(language, effect.same_sign)]
