"""The taakstelling by half-year, beside what was realised of it, and the backlog: a panel for the region and each municipality.

Above, a bar is what counted in the half-year (median, with 9 in 10 as a line) and the black step what was asked; below, the dashed
line is the backlog at the end of each half-year with its band: under zero a municipality is ahead. Each panel has its own scale.
"""
import numpy

import periods as calendar
import words
from chart import (CAPACITY, CAPACITY_BAND, DASHES, HALF, INK, MEDIAN, STYLE, TALL, WIDE, about_line, draw_legend, line, matplotlib, patch, pyplot,
                   set_margins, set_number_axis, sources, write_caption, write_heading)
from provisions import Counts
from results import ResultError

MEASURES = ["task", "credited", "backlog"]
BAND = [0.05, 0.5, 0.95]


def is_held(result):
    return calendar.is_monthly(result.dates) and not missing(result)


def missing(result):
    """What this result does not hold of what is drawn."""
    return [f"{name} of municipality={place}" for place in Counts(result).municipalities for name in MEASURES
            if f"municipality={place}" not in result.groups(name)]


def by_area(result):
    """{area: {measure: replications x half-years}}, the region first; of the backlog the end of each half-year."""
    counts, spans = Counts(result), calendar.calendar_periods(result.dates, "half-year")
    found = {place: {name: of_place(result, name, place, spans) for name in MEASURES} for place in counts.municipalities}
    region = {name: sum(each[name] for each in found.values()) for name in MEASURES}
    return {"region": region, **found}, spans, counts.names


def of_place(result, name, place, spans):
    values = calendar.combined(result, result.find(name, f"municipality={place}"), spans)
    return values[:, 1:] if result.at_moments(name) else values                # a stock has its start as well


def draw(result, language):
    if missing(result):
        raise ResultError(f"{result.folder}: the chart of the taakstelling needs {missing(result)[0]}; run a scenario of scenarios/nijmegen")
    areas, spans, names = by_area(result)
    with matplotlib.rc_context(STYLE):
        figure = pyplot.figure(figsize=(WIDE, TALL + 0.9))
        rows = figure.add_gridspec(5, 4, height_ratios=[1.15, 1, 0.32, 1.15, 1])
        for index, (area, values) in enumerate(areas.items()):
            row, column = 3 * (index // 4), index % 4
            above, below = figure.add_subplot(rows[row, column]), figure.add_subplot(rows[row + 1, column])
            draw_task(above, values, spans, language)
            draw_backlog(below, values["backlog"], spans, language)
            title = names.get(area) or words.word(language, f"sheet_{area}")
            above.set_title(title, loc="left", fontsize=10, fontweight="bold" if area == "region" else "normal", pad=5)
        top = write_heading(figure, words.word(language, "task_title"), about_line(result, language, words.word(language, "task_unit")))
        top = draw_legend(figure, [legend(language)], top)
        bottom = write_caption(figure, [words.word(language, "task_is"), *sources(result, language)])
        set_margins(figure, top + 0.1, bottom + 0.1, left=0.05, right=0.985, wspace=0.24, hspace=0.16)
    return figure


def draw_task(axes, values, spans, language):
    at = numpy.arange(len(spans))
    task, done = (numpy.quantile(values[name], BAND, axis=0) for name in ("task", "credited"))
    axes.bar(at, done[1], width=0.72, color=HALF, edgecolor=MEDIAN, linewidth=0.7, zorder=2)
    axes.vlines(at, done[0], done[2], color=MEDIAN, linewidth=1.3, zorder=3)
    axes.step(numpy.append(at - 0.5, at[-1] + 0.5), numpy.append(task[1], task[1][-1]), where="post", color=INK, linewidth=1.4, zorder=4)
    set_number_axis(axes, language, done[0].min(), max(task[1].max(), done[2].max()), ticks=4)
    set_years(axes, spans, False)


def draw_backlog(axes, values, spans, language):
    """At the end of each half-year, where its bar ends above."""
    at = numpy.arange(len(spans)) + 0.5
    low, middle, high = numpy.quantile(values, BAND, axis=0)
    axes.fill_between(at, low, high, facecolor="#f7e6d8", edgecolor=CAPACITY_BAND, hatch="//", linewidth=0.6, zorder=2)
    axes.plot(at, middle, color=CAPACITY, linewidth=1.7, linestyle=DASHES, zorder=5)
    axes.axhline(0, color=INK, linewidth=0.8, zorder=4)
    set_number_axis(axes, language, low.min(), max(high.max(), 0), ticks=4)
    set_years(axes, spans, True)


def set_years(axes, spans, named):
    firsts = [index for index, span in enumerate(spans) if span.start.month == 1]
    axes.set_xlim(-0.6, len(spans) - 0.2)
    axes.set_xticks([index - 0.5 for index in firsts], [f"{spans[index].start.year}" if named else "" for index in firsts], ha="left")
    axes.tick_params(labelsize=8)


def legend(language):
    return [(patch(facecolor=HALF, edgecolor=MEDIAN), words.word(language, "task_done")), (line(color=MEDIAN, linewidth=1.3), words.word(language, "band_nine")),
            (line(color=INK, linewidth=1.4), words.word(language, "task_asked")),
            (line(color=CAPACITY, linewidth=1.7, linestyle=DASHES), words.word(language, "task_backlog")),
            (patch(facecolor="#f7e6d8", edgecolor=CAPACITY_BAND, hatch="//"), words.word(language, "nine_of_these"))]
