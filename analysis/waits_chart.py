"""One chart of a waiting time: what those who came to the end of it had waited, on average and 9 in 10 of them.

The bands are of the mean, over the replications; how far people lie apart is told by the other two lines, the median of the
replications each: half of the people waited no longer than the dotted line, 9 in 10 no longer than the dashed one.
"""
import numpy

import words
from actuals import Actuals
from chart import (CAPACITY, DASHES, DOTS, HALF, HEIGHT, INK, MEDIAN, NINE, STYLE, WIDTH, about_line, draw_legend, label_ends, line, matplotlib, patch,
                   pyplot, set_date_axis, set_margins, set_number_axis, sources, write_caption, write_heading)
from fan_chart import draw_actuals, draw_fan, fan_of, group_text, legend_of_time, mark_time, unit_text, write_when

LINES = {"p50": (INK, DOTS), "p90": (CAPACITY, DASHES)}


def draw(result, measure, group, language, actuals=Actuals(), today=None):
    name = f"{measure}.mean"
    fan, series = fan_of(result, name, group, language, stepped=False), result.find(name, group)
    others = {statistic: fan_of(result, f"{measure}.{statistic}", group, language, stepped=False) for statistic in LINES
              if result.has(f"{measure}.{statistic}", group)}
    known, until = actuals.of(name, group), actuals.until(name, group)
    today = today if today is not None and result.dates[0] < today < result.dates[-1] else None
    with matplotlib.rc_context(STYLE):
        figure, axes = pyplot.subplots(figsize=(WIDTH, HEIGHT))
        draw_fan(axes, fan)
        for statistic, other in others.items():
            axes.plot(other.dates, other.rows["p50"], drawstyle=other.drawstyle, color=LINES[statistic][0], linestyle=LINES[statistic][1], linewidth=1.5, zorder=6)
        values = numpy.concatenate([fan.rows[["p05", "p95"]].to_numpy().ravel(), *[other.rows["p50"] for other in others.values()],
                                    [actual.value for actual in known]])
        values = values[numpy.isfinite(values)]
        set_number_axis(axes, language, *((values.min(), values.max()) if values.size else (0, 1)))
        set_date_axis(axes, result.dates[0], result.dates[-1], language)
        mark_time(axes, result, until, today)
        draw_actuals(axes, result, known)
        title = words.upper_first(result.measure_title(measure, language))
        top = write_heading(figure, words.word(language, "wait_title", what=title),
                            about_line(result, language, group_text(series), unit_text(result, series, language)))
        top = draw_legend(figure, [legend_of(fan, others, language), *legend_of_time(known, today, language)], top)
        bottom = write_caption(figure, [words.word(language, "wait_is", grid=words.grid_word(language, result.report, with_article=True)),
                                        actuals.told(language, name, group), *sources(result, language)])
        set_margins(figure, top, bottom)
        label_last(axes, result, fan, others, language)
    return figure


def legend_of(fan, others, language):
    row = [(line(color=MEDIAN, linewidth=1.8), words.word(language, "wait_mean"))]
    if not fan.certain:
        row += [(patch(color=HALF), words.word(language, "band_half")), (patch(color=NINE), words.word(language, "band_nine"))]
    return row + [(line(color=LINES[name][0], linestyle=LINES[name][1], linewidth=1.5), words.word(language, f"wait_{name}")) for name in others]


def label_last(axes, result, fan, others, language):
    labels = [(fan.rows["p50"].iloc[-1], MEDIAN, "bold", 9)] + [(other.rows["p50"].iloc[-1], LINES[name][0], "normal", 8.5) for name, other in others.items()]
    labels = [label for label in labels if numpy.isfinite(label[0])]
    decimals = words.decimals_for([label[0] for label in labels], fan.unit)
    write_when(axes, result, False, language)
    label_ends(axes, [(value, words.number(language, value, decimals), *style) for value, *style in labels])
