"""What a scenario changes, as lines with intervals: several measures beside each other, or one measure over time.

Beside each other as a share of what there is without, as they have different units; the numbers themselves stand to the right. A
dot is the mean difference, its line the 95 % interval of that mean; who would read a single case from it would be wrong.
"""
import textwrap

import numpy
import pandas

import words
from chart import (CAPACITY, DASHES, GREY, HEIGHT, INK, MEDIAN, STYLE, WIDE, WIDTH, about_line, draw_legend, label_ends, line, matplotlib, patch, pyplot,
                   set_date_axis, set_margins, set_number_axis, write_caption, write_heading)
from compare import scaled, title_of, uncertainty, unit_of

MARKS = [(MEDIAN, "o", MEDIAN), (CAPACITY, "D", "white")]                  # of the first date and of the last: colour, marker, filling
OVER_TIME = [(MEDIAN, "-", "#82b3de", ""), (CAPACITY, DASHES, "#d98a4e", "//"), (INK, (0, (1.2, 1.4)), "#9a9a9a", "\\\\")]
FURTHEST = 1.5                                                             # of what there is without: beyond it the axis does not go


def draw(comparison, other, found, language):
    found = {name: each for name, each in found.items() if any(effect.share is not None for effect in each)}
    dates = [effect.date for effect in next(iter(found.values()))]
    marks = MARKS[-1:] if len(dates) == 1 else [MARKS[min(index, 1)] for index in range(len(dates))]
    with matplotlib.rc_context({**STYLE, "axes.grid.axis": "x"}):
        figure, axes = pyplot.subplots(figsize=(WIDE, 1.9 + 0.42 * len(found)))
        for row, each in enumerate(found.values()):
            for index, (effect, mark) in enumerate(zip(each, marks)):
                draw_effect(axes, row + (index - (len(each) - 1) / 2) * 0.26, effect, mark)
        axes.axvline(0, color=INK, linewidth=0.9, zorder=2)
        axes.set_ylim(len(found) - 0.4, -0.6)
        axes.set_yticks(range(len(found)), ["\n".join(textwrap.wrap(title_of(comparison, name, language), 46)[:2]) for name in found])
        axes.tick_params(axis="y", length=0, labelcolor=INK, labelsize=8.2)
        set_share_axis(axes, found, language)
        write_numbers(axes, found, dates[-1], language)
        title = words.word(language, "effects_chart", policy=comparison.other_title(other, language))
        top = write_heading(figure, title, about_line(comparison, language, words.word(language, "effects_of_without")))
        top = draw_legend(figure, [[(line(color=mark[0], marker=mark[1], markerfacecolor=mark[2], linewidth=1.3), words.long_date(language, date))
                                    for date, mark in zip(dates, marks)] + [(line(color=GREY, linewidth=1.3), words.word(language, "effects_interval"))]], top)
        bottom = write_caption(figure, captions(comparison, language))
        set_margins(figure, top + 0.06, bottom + 0.08, left=0.34, right=0.73)
    return figure


def captions(comparison, language):
    return [words.word(language, "effects_is"), uncertainty(comparison, language), words.source_line(language, comparison)]


def draw_effect(axes, height, effect, mark):
    if effect.share is None:
        return
    colour, marker, filling = mark
    without = abs(effect.without)
    if numpy.isfinite([effect.low, effect.high]).all():
        axes.hlines(height, effect.low / without, effect.high / without, color=colour, linewidth=1.3, zorder=3)
    axes.plot([effect.share], [height], marker=marker, markersize=5, color=colour, markerfacecolor=filling, zorder=4)


def set_share_axis(axes, found, language):
    edges = [edge for each in found.values() for effect in each if effect.share is not None
             for edge in (effect.share, effect.low / abs(effect.without), effect.high / abs(effect.without)) if numpy.isfinite(edge)]
    reach = lambda edge: min(max(edge, -FURTHEST), FURTHEST) * 1.08                      # noqa: E731
    axes.set_xlim(reach(min(0, *edges)), reach(max(0.02, *edges)))
    axes.xaxis.set_major_locator(matplotlib.ticker.MaxNLocator(6))
    axes.xaxis.set_major_formatter(matplotlib.ticker.FuncFormatter(lambda value, _: words.signed(language, value * 100) + (" %" if language == "nl" else "%")))


def write_numbers(axes, found, date, language):
    """To the right, of the last date: how much, from and to, in its own unit."""
    axes.annotate(words.long_date(language, date), (1, 1), xycoords="axes fraction", xytext=(12, 5), textcoords="offset points", size=7.5, color=GREY)
    for row, each in enumerate(found.values()):
        effect = each[-1]
        value, low, high = (scaled(effect, number) for number in (effect.effect, effect.low, effect.high))
        decimals = words.decimals_for([value, low, high], "")
        text = words.signed(language, value, decimals)
        if numpy.isfinite([low, high]).all():
            text += f" ({words.signed(language, low, decimals)} … {words.signed(language, high, decimals)})"
        axes.annotate(f"{text}\n{unit_of(effect, language)}", (1, row), xycoords=("axes fraction", "data"), xytext=(12, 0), textcoords="offset points",
                      va="center", size=8, annotation_clip=False, linespacing=1.15)


def draw_over_time(comparison, others, name, group, language):
    with matplotlib.rc_context(STYLE):
        figure, axes = pyplot.subplots(figsize=(WIDTH, HEIGHT))
        entries, ends, every, unit = [], [], [], ""
        for other, (colour, style, pale, hatch) in zip(others, OVER_TIME * len(others)):
            rows = comparison.rows(other, name, group)
            rows = rows[rows["replications"] > 0]
            if rows.empty:
                continue
            unit, scale = rows["unit"].iloc[0], 1e6 if rows["unit"].iloc[0] == "EUR" else 1
            low, middle, high = (rows[key] / scale for key in ("low95", "effect", "high95"))
            stepped = None if comparison.at_moments(name.partition(".")[0]) else "post"
            axes.fill_between(rows.index, low.fillna(middle), high.fillna(middle), step=stepped, facecolor="none" if hatch else pale, alpha=0.6, hatch=hatch,
                              edgecolor=pale, linewidth=0.4, zorder=3)
            axes.plot(rows.index, middle, drawstyle="steps-post" if stepped else "default", color=colour, linestyle=style, linewidth=1.7, zorder=5)
            entries.append((line(color=colour, linestyle=style, linewidth=1.7), textwrap.shorten(comparison.other_title(other, language), 84, placeholder=" …")))
            ends.append((middle.iloc[-1], colour))
            every += [*low, *middle, *high]
        every = [value for value in every if numpy.isfinite(value)] or [0.0]
        axes.axhline(0, color=INK, linewidth=0.9, zorder=4)
        set_number_axis(axes, language, min(every), max(max(every), 0))
        set_date_axis(axes, comparison.dates[0], comparison.dates[-1], language)
        title = words.word(language, "effects_over_time", what=title_of(comparison, name, language))
        unit = words.word(language, "millions", unit=words.unit_word(language, unit)) if unit == "EUR" else words.unit_word(language, unit)
        top = write_heading(figure, title, about_line(comparison, language, group.replace("=", ": "), unit))
        top = draw_legend(figure, [[entry] for entry in entries] + [[(patch(facecolor="#d5d5d5"), words.word(language, "effects_interval"))]], top)
        bottom = write_caption(figure, captions(comparison, language))
        set_margins(figure, top, bottom)
        decimals = words.decimals_for([value for value, _ in ends])
        label_ends(axes, [(value, words.signed(language, value, decimals), colour, "bold", 8.5) for value, colour in ends])
    return figure
