"""One fan chart: a measure as median and bands, beside the capacity that limits it.

Drawn for paper as well as for a screen: blue against a dashed dark orange, told apart by anyone and in grey; the axis
begins at 0; the numbers of the last date stand beside it; the caption says where it comes from and what the bands hold.
"""
import dataclasses
import textwrap

import matplotlib

matplotlib.use("Agg")
import matplotlib.dates                                                    # noqa: E402
import matplotlib.patches                                                  # noqa: E402
import matplotlib.pyplot as pyplot                                         # noqa: E402
import matplotlib.ticker                                                   # noqa: E402
import numpy                                                               # noqa: E402
import pandas                                                              # noqa: E402

import words                                                               # noqa: E402

NINE, HALF, MEDIAN = "#c3daf0", "#82b3de", "#0b3a6b"
CAPACITY, CAPACITY_BAND = "#983c04", "#d98a4e"
INK, GREY = "#222222", "#5a5a5a"

STYLE = {
    "font.family": "DejaVu Sans", "font.size": 9, "axes.spines.top": False, "axes.spines.right": False,
    "axes.edgecolor": GREY, "axes.linewidth": 0.8, "axes.grid": True, "axes.grid.axis": "y", "grid.color": "#dddddd",
    "grid.linewidth": 0.6, "axes.axisbelow": True, "xtick.color": GREY, "ytick.color": GREY, "text.color": INK,
    "hatch.linewidth": 0.6, "svg.hashsalt": "doorstroom", "svg.fonttype": "path",
}
WIDTH, HEIGHT = 7.2, 4.4                                                   # inches: across an A4 page
LEFT, RIGHT = 0.012, 0.988                                                 # where the words begin and end


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


def draw(result, name, against, group, language):
    fan = fan_of(result, name, group, language, stepped=False)
    capacity = fan_of(result, against, group, language, stepped=True) if against else None
    if capacity:
        capacity = dataclasses.replace(capacity, title=without_shared_end(capacity.title, fan.title))
    with matplotlib.rc_context(STYLE):
        figure, axes = pyplot.subplots(figsize=(WIDTH, HEIGHT))
        draw_fan(axes, fan)
        if capacity:
            draw_capacity(axes, capacity)
        set_axes(axes, result, fan, capacity, language)
        top = write_heading(figure, result, fan, capacity, result.find(name, group), language)
        top = draw_legend(figure, fan, capacity, top, language)
        bottom = write_caption(figure, result, language)
        figure.subplots_adjust(left=0.085, right=0.905, top=1 - top / HEIGHT, bottom=bottom / HEIGHT)
        label_ends(axes, result, fan, capacity, language)
    return figure


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
    axes.plot(dates, places, drawstyle=steps, color=CAPACITY, linewidth=1.7, linestyle=(0, (5, 1.6)), zorder=6)


# ---- axes ----

def set_axes(axes, result, fan, capacity, language):
    fans = [fan] + ([capacity] if capacity else [])
    values = numpy.concatenate([each.rows[["p05", "p50", "p95"]].to_numpy().ravel() for each in fans])
    values = values[numpy.isfinite(values)]
    low, high = (values.min(), values.max()) if values.size else (0, 1)
    axes.set_ylim(min(0, low * 1.08), (high * 1.08) or 1)
    decimals = 0 if high >= 8 else 1 if high >= 1 else 2
    axes.yaxis.set_major_formatter(matplotlib.ticker.FuncFormatter(lambda value, _: words.number(language, value, decimals)))
    axes.yaxis.set_major_locator(matplotlib.ticker.MaxNLocator(6, steps=[1, 2, 2.5, 5, 10], integer=decimals == 0))
    axes.tick_params(axis="y", length=0)
    start, end = result.dates[0], result.dates[-1]
    axes.set_xlim(start, end)
    set_date_axis(axes, start, end, language)


def set_date_axis(axes, start, end, language):
    """Years as such in a long run; in a short one, quarters by the month they begin in."""
    years = (end - start).days / 365.25
    if years > 2.6:
        axes.xaxis.set_major_locator(matplotlib.dates.YearLocator(base=1 if years <= 15 else 5))
        axes.xaxis.set_minor_locator(matplotlib.dates.MonthLocator(bymonth=[4, 7, 10] if years <= 6 else [1]))
    else:
        axes.xaxis.set_major_locator(matplotlib.dates.MonthLocator(bymonth=[1, 4, 7, 10] if years > 0.6 else range(1, 13)))

    def label(value, _):
        date = matplotlib.dates.num2date(value)
        return str(date.year) if years > 2.6 else f"{words.MONTHS[language][date.month - 1][:3]} {date.year}"
    axes.xaxis.set_major_formatter(matplotlib.ticker.FuncFormatter(label))


def label_ends(axes, result, fan, capacity, language):
    """The numbers of the last row, beside it; moved apart where they would cover each other."""
    last = fan.rows.iloc[-1]
    labels = [(last["p50"], MEDIAN, "bold", 9)]
    if not fan.certain:
        labels += [(last[edge], "#3f7fb8", "normal", 8) for edge in ("p05", "p95") if last[edge] != last["p50"]]
    if capacity:
        labels.append((capacity.rows["p50"].iloc[-1], CAPACITY, "bold", 9))
    labels = sorted((label for label in labels if numpy.isfinite(label[0])), key=lambda label: label[0])
    decimals = words.decimals_for([label[0] for label in labels], fan.unit)
    if fan.drawstyle == "default":
        when = words.long_date(language, result.dates[-1])
    else:
        when = words.period_label(language, result.report, result.dates[-2])
    axes.figure.text(RIGHT, axes.get_position().y1 + 0.015, when, size=7.5, color=GREY, ha="right")
    axes.figure.canvas.draw()
    points = 72 / axes.figure.dpi
    wanted = [axes.transData.transform((0, value))[1] * points for value, *_ in labels]
    for (value, colour, weight, size), place, want in zip(labels, moved_apart(wanted, 12), wanted):
        axes.annotate(words.number(language, value, decimals), (1, value), xycoords=("axes fraction", "data"),
                      xytext=(5, place - want), textcoords="offset points", va="center", color=colour, weight=weight,
                      size=size, annotation_clip=False)


def moved_apart(places, distance):
    """Ascending places at least `distance` apart, moved as little as it takes: groups that touch share their middle."""
    groups = []                                                            # [sum of wanted places less their rank, members]
    for rank, place in enumerate(places):
        groups.append([place - rank * distance, 1])
        while len(groups) > 1 and groups[-2][0] / groups[-2][1] > groups[-1][0] / groups[-1][1]:
            total, members = groups.pop()
            groups[-1][0] += total
            groups[-1][1] += members
    bases = [total / members for total, members in groups for _ in range(members)]
    return [base + rank * distance for rank, base in enumerate(bases)]


# ---- words around it: heights in inches, from the edge of the page inward ----

def write_heading(figure, result, fan, capacity, series, language):
    """The title says what is seen, the line below it of what, of whom and in which unit. Returns where it ends."""
    title = words.upper_first(fan.title)
    if capacity:
        title = words.word(language, "beside", what=title, capacity=capacity.title[:1].lower() + capacity.title[1:])
    unit = words.unit_word(language, series.unit)
    if not result.at_moments(series.measure):
        grid = words.grid_word(language, result.report)
        unit = words.word(language, "unit_within", unit=unit, grid=grid).strip()
    group = series.group.replace(";", ", ").replace("=", ": ")
    about = " · ".join(part for part in (words.upper_first(result.title(language)), group, unit) if part)
    figure.set_label(title)
    top = write_lines(figure, textwrap.wrap(title, 68), 0.07, 0.21, size=12, weight="bold")
    return write_lines(figure, textwrap.wrap(about, 100), top + 0.02, 0.165, size=9, color=GREY)


def write_lines(figure, lines, top, height, **style):
    for line in lines:
        figure.text(LEFT, 1 - top / HEIGHT, line, va="top", **style)
        top += height
    return top


def draw_legend(figure, fan, capacity, top, language):
    """In one row, or in two where the capacity has a long name. Returns where the chart begins."""
    def band(**style):
        return matplotlib.patches.Patch(**style)

    def line(**style):
        return matplotlib.lines.Line2D([], [], **style)
    of_fan = [(line(color=MEDIAN, linewidth=1.8), words.word(language, "median"))]
    if not fan.certain:
        of_fan += [(band(color=HALF), words.word(language, "band_half")), (band(color=NINE), words.word(language, "band_nine"))]
    of_capacity = []
    if capacity:
        title = textwrap.shorten(words.upper_first(capacity.title), 70, placeholder=" …")
        of_capacity.append((line(color=CAPACITY, linewidth=1.7, linestyle=(0, (5, 1.6))), title))
        if not capacity.certain:
            hatched = band(facecolor="white", edgecolor=CAPACITY_BAND, hatch="//")
            of_capacity.append((hatched, words.word(language, "nine_of_these")))
    fits = sum(len(text) + 7 for _, text in of_fan + of_capacity) < 104
    top += 0.09
    for row in [of_fan + of_capacity] if fits else [of_fan, of_capacity]:
        figure.legend(*zip(*row), loc="upper left", bbox_to_anchor=(LEFT, 1 - top / HEIGHT), frameon=False, ncol=len(row),
                      fontsize=8.5, handlelength=2.4, columnspacing=1.6, handletextpad=0.6, borderaxespad=0, borderpad=0)
        top += 0.19
    return top + 0.24


def write_caption(figure, result, language):
    """What the bands hold and where the numbers come from. Returns where the chart ends."""
    lines = [line for text in (words.band_statement(language, result), words.source_line(language, result))
             for line in textwrap.wrap(text, 128)]
    figure.text(LEFT, 0.07 / HEIGHT, "\n".join(lines), size=7, color=GREY, va="bottom", linespacing=1.35)
    return 0.07 + 0.135 * len(lines) + 0.38


def save(figure, file, form, result, language):
    """Writes the same bytes for the same result: no date, no random names in the SVG."""
    with matplotlib.rc_context(STYLE):
        about = {"Title": f"{figure.get_label()}. {result.title(language)}", "Description": words.band_statement(language, result)}
        if form == "svg":
            about["Date"] = None
        figure.savefig(file, format=form, dpi=200, metadata=about)
