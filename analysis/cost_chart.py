"""Euros by calendar year, a stack with a part for each payer and one for places of COA that stand empty: what `euros.py` adds up for the region.

A part is the mean of the replications, so that the parts of a year add up to the whole; the line beside a stack is 9 in 10 of
the whole.
"""
import numpy

import periods as calendar
import words
from chart import (HEIGHT, INK, PARTS, STYLE, WIDTH, about_line, draw_legend, line, matplotlib, patch, pyplot, set_margins, set_number_axis, sources,
                   write_caption, write_heading)
from euros import amounts_by_year, by_part, part_label
from provisions import Counts
from results import ResultError

MILLION = 1e6
LEAST = 0.04               # of the largest year: a part that is thinner bears no number


def is_held(result):
    return calendar.is_monthly(result.dates) and any(values.any() for values in amounts_by_year(result, Counts(result))[1].values())


def by_payer(result):
    """The years; {(payer, whether places stand empty): millions of each year}, the largest first; (low, mean, high) of the whole."""
    years, amounts = amounts_by_year(result, Counts(result))
    parts = {part: values / MILLION for part, values in by_part(amounts).items()}
    whole = sum(parts.values())
    return years, {part: values.mean(axis=0) for part, values in parts.items()}, (*numpy.quantile(whole, [0.05, 0.95], axis=0), whole.mean(axis=0))


def draw(result, language):
    if not is_held(result):
        raise ResultError(f"{result.folder}: counts no costs of the region by month; run a scenario of scenarios/nijmegen")
    years, amounts, (low, high, mean) = by_payer(result)
    with matplotlib.rc_context(STYLE):
        figure, axes = pyplot.subplots(figsize=(WIDTH, HEIGHT + 0.4))
        base, entries = numpy.zeros(len(years)), []
        for (part, of_year), (colour, hatch) in zip(amounts.items(), PARTS * 2):
            draw_part(axes, of_year, base, high.max(), colour, hatch, language)
            base = base + numpy.maximum(of_year, 0)
            entries.append((patch(facecolor=colour, edgecolor=INK, hatch=hatch, linewidth=0.6), part_label(language, *part)))
        for index, amount in enumerate(mean):
            axes.vlines(index + 0.37, low[index], high[index], color=INK, linewidth=1.4, zorder=5)
            axes.annotate(words.number(language, amount, 1), (index, base[index]), xytext=(0, 4), textcoords="offset points", ha="center", weight="bold")
        axes.set_xticks(range(len(years)), [f"{year.start.year}{'' if year.whole else '*'}" for year in years])
        axes.set_xlim(-0.6, len(years) - 0.4)
        set_number_axis(axes, language, 0, high.max() * 1.03)
        top = write_heading(figure, words.word(language, "cost_title"), about_line(result, language, words.word(language, "cost_unit")))
        top = draw_legend(figure, [[*entries, (line(color=INK, linewidth=1.4), words.word(language, "cost_band"))]], top)
        bottom = write_caption(figure, [words.word(language, "cost_is"), "" if all(year.whole for year in years) else words.word(language, "cost_cut"), *sources(result, language)])
        set_margins(figure, top, bottom, left=0.065, right=0.985)
    return figure


def draw_part(axes, of_year, base, highest, colour, hatch, language):
    for index, amount in enumerate(of_year):
        if amount <= 0:
            continue
        axes.bar(index, amount, bottom=base[index], width=0.62, facecolor=colour, edgecolor=INK, hatch=hatch, linewidth=0.6, zorder=2)
        if amount > LEAST * highest:
            axes.text(index, base[index] + amount / 2, words.number(language, amount, 1), ha="center", va="center", size=8, zorder=4,
                      bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.2, "alpha": 0.85})
