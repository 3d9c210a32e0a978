"""One fan chart: a measure as median and bands, beside the capacity that limits it, with what was published drawn over it.

The axis begins at 0 and the numbers of the last date stand beside it. Up to the last published number the ground is grey: that
is realisation, what comes after is forecast. A dotted line stands at today.
"""
import dataclasses
import textwrap

import matplotlib
import numpy
import pandas

import words
from actuals import Actuals
from chart import (CAPACITY, CAPACITY_BAND, DASHES, DOTS, GREY, HALF, HEIGHT, INK, MEDIAN, NINE, PALE, RIGHT, STYLE, WIDTH, about_line, draw_legend,
                   label_ends, line, patch, pyplot, set_date_axis, set_margins, set_number_axis, sources, write_caption, write_heading)


@dataclasses.dataclass(frozen=True)
class Fan:
    """What is drawn of one series: its summary, on edges when it steps from period to period."""
    title: str
    unit: str
    dates: pandas.DatetimeIndex
    rows: pandas.DataFrame
    drawstyle: str                  # 'default': from moment to moment; 'steps-pre', 'steps-post'
    certain: bool                   # every replication says the same


def fan_of(result, name, group, language, stepped):
    series = result.find(name, group)
    rows = result.summary(series)
    title = result.measure_title(series.measure, language)
    if series.statistic:
        title += f", {words.word(language, series.statistic)}"
    certain = bool((rows["sd"].fillna(0) == 0).all())
    if result.at_moments(series.measure):
        # A stock is counted at the end of a period: what changed at its beginning shows over the whole of it.
        return Fan(title, series.unit, rows.index, rows, "steps-pre" if stepped else "default", certain)
    rows = pandas.concat([rows, rows.iloc[-1:]]).set_axis(result.dates)     # the last period lasts until the end
    return Fan(title, series.unit, rows.index, rows, "steps-post", certain)


def draw(result, name, against, group, language, actuals=Actuals(), today=None):
    fan = fan_of(result, name, group, language, stepped=False)
    capacity = fan_of(result, against, group, language, stepped=True) if against else None
    if capacity:
        capacity = dataclasses.replace(capacity, title=without_shared_end(capacity.title, fan.title))
    series, known = result.find(name, group), actuals.of(name, group)
    today = today if today is not None and result.dates[0] < today < result.dates[-1] else None
    with matplotlib.rc_context(STYLE):
        figure, axes = pyplot.subplots(figsize=(WIDTH, HEIGHT))
        draw_fan(axes, fan)
        if capacity:
            draw_capacity(axes, capacity)
        set_axes(axes, result, fan, capacity, known, language)
        mark_time(axes, result, actuals.until(name, group), today)
        draw_actuals(axes, result, known)
        top = write_heading(figure, title_of(fan, capacity, language), about_line(result, language, group_text(series), unit_text(result, series, language)))
        top = draw_legend(figure, legend_of(fan, capacity, language) + legend_of_time(known, today, language), top)
        bottom = write_caption(figure, [actuals.told(language, name, group), *sources(result, language)])
        set_margins(figure, top, bottom)
        label_last(axes, result, fan, capacity, language)
    return figure


def title_of(fan, capacity, language):
    title = words.upper_first(fan.title)
    return words.word(language, "beside", what=title, capacity=capacity.title[:1].lower() + capacity.title[1:]) if capacity else title


def unit_text(result, series, language):
    unit = words.unit_word(language, series.unit)
    if result.at_moments(series.measure):
        return unit
    return words.word(language, "unit_within", unit=unit, grid=words.grid_word(language, result.report)).strip()


def group_text(series):
    return series.group.replace(";", ", ").replace("=", ": ")


def without_shared_end(title, other):
    """`Places, Nijmegen` beside `Persons, Nijmegen` is `Places`."""
    start, comma, end = title.rpartition(", ")
    return start if comma and other.endswith(comma + end) else title


def fill(axes, fan, low, high, **style):
    step = {"default": None, "steps-pre": "pre", "steps-post": "post"}[fan.drawstyle]
    axes.fill_between(fan.dates, fan.rows[low], fan.rows[high], step=step, **style)


def draw_fan(axes, fan):
    if not fan.certain:
        fill(axes, fan, "p05", "p95", color=NINE, linewidth=0, zorder=2)
        fill(axes, fan, "p25", "p75", color=HALF, linewidth=0, zorder=3)
    axes.plot(fan.dates, fan.rows["p50"], drawstyle=fan.drawstyle, color=MEDIAN, linewidth=1.8, zorder=5,
              solid_capstyle="butt")


def draw_capacity(axes, capacity):
    if not capacity.certain:
        fill(axes, capacity, "p05", "p95", facecolor="none", edgecolor=CAPACITY_BAND, hatch="//", linewidth=0, zorder=4)
        for edge in ("p05", "p95"):
            axes.plot(capacity.dates, capacity.rows[edge], drawstyle=capacity.drawstyle, color=CAPACITY_BAND,
                      linewidth=0.7, zorder=4)
    dates, places, steps = capacity.dates, capacity.rows["p50"], capacity.drawstyle
    axes.plot(dates, places, drawstyle=steps, color="white", linewidth=3.2, zorder=4.5)         # stands off from the bands
    axes.plot(dates, places, drawstyle=steps, color=CAPACITY, linewidth=1.7, linestyle=DASHES, zorder=6)


# ---- realised and forecast ----

def mark_time(axes, result, until, today):
    if until is not None:
        axes.axvspan(result.dates[0], until, color=PALE, linewidth=0, zorder=0.5)
    if today is not None:
        axes.axvline(today, color=INK, linewidth=1.1, linestyle=DOTS, zorder=6.5)


def draw_actuals(axes, result, known):
    """A stock as a point on its date; what belongs to a period as a bar over it, of several periods of the run what each has."""
    for actual in known:
        if actual.end is None:
            axes.plot([actual.start], [actual.value], marker="D", markersize=5, color=INK, markeredgecolor="white", markeredgewidth=0.8,
                      linestyle="none", zorder=8, clip_on=False)
        else:
            for colour, width in (("white", 4.2), (INK, 2.4)):
                axes.plot([actual.start, actual.end], [height_of(result, actual)] * 2, color=colour, linewidth=width, solid_capstyle="butt", zorder=8)


def height_of(result, actual):
    if actual.end is None or not actual.adds_up:
        return actual.value
    return actual.value / (result.dates.get_loc(actual.end) - result.dates.get_loc(actual.start))


def legend_of_time(known, today, language):
    row = []
    if known:
        handle = line(marker="D", markersize=5, color=INK, linestyle="none") if known[-1].end is None else line(color=INK, linewidth=2.4)
        row.append((handle, words.word(language, "realised_until", until=words.long_date(language, known[-1].until))))
    if today is not None:
        row.append((line(color=INK, linewidth=1.1, linestyle=DOTS), words.word(language, "today", date=words.long_date(language, today))))
    return [row] if row else []


# ---- axes and legend ----

def set_axes(axes, result, fan, capacity, known, language):
    fans = [fan] + ([capacity] if capacity else [])
    values = numpy.concatenate([each.rows[["p05", "p50", "p95"]].to_numpy().ravel() for each in fans]
                               + [[height_of(result, actual) for actual in known]])
    values = values[numpy.isfinite(values)]
    set_number_axis(axes, language, *((values.min(), values.max()) if values.size else (0, 1)))
    set_date_axis(axes, result.dates[0], result.dates[-1], language)


def label_last(axes, result, fan, capacity, language):
    """The numbers of the last row, beside it."""
    last = fan.rows.iloc[-1]
    labels = [(last["p50"], MEDIAN, "bold", 9)]
    if not fan.certain:
        labels += [(last[edge], "#3f7fb8", "normal", 8) for edge in ("p05", "p95") if last[edge] != last["p50"]]
    if capacity:
        labels.append((capacity.rows["p50"].iloc[-1], CAPACITY, "bold", 9))
    labels = [label for label in labels if numpy.isfinite(label[0])]
    decimals = words.decimals_for([label[0] for label in labels], fan.unit)
    write_when(axes, result, fan.drawstyle == "default", language)
    label_ends(axes, [(value, words.number(language, value, decimals), *style) for value, *style in labels])


def write_when(axes, result, at_moment, language):
    """Of which date or period the numbers beside the chart are."""
    when = words.long_date(language, result.dates[-1]) if at_moment else words.period_label(language, result.report, result.dates[-2])
    axes.figure.text(RIGHT, axes.get_position().y1 + 0.015, when, size=7.5, color=GREY, ha="right")


def legend_of(fan, capacity, language):
    """In one row, or in two where the capacity has a long name."""
    of_fan = [(line(color=MEDIAN, linewidth=1.8), words.word(language, "median"))]
    if not fan.certain:
        of_fan += [(patch(color=HALF), words.word(language, "band_half")), (patch(color=NINE), words.word(language, "band_nine"))]
    of_capacity = []
    if capacity:
        title = textwrap.shorten(words.upper_first(capacity.title), 70, placeholder=" …")
        of_capacity.append((line(color=CAPACITY, linewidth=1.7, linestyle=DASHES), title))
        if not capacity.certain:
            hatched = patch(facecolor="white", edgecolor=CAPACITY_BAND, hatch="//")
            of_capacity.append((hatched, words.word(language, "nine_of_these")))
    fits = sum(len(text) + 7 for _, text in of_fan + of_capacity) < 104
    return [of_fan + of_capacity] if fits else [of_fan, of_capacity]
