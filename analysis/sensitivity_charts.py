"""The charts of a sensitivity analysis: bars of indices or effects, shades over time, a tornado, parts of the variance, a box.

In the hand of `chart.py`: blue beside dark orange, told apart by anyone and in grey; words inside the page; the same bytes
for the same sweep.
"""
import io
import re

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as pyplot                                         # noqa: E402
import numpy                                                               # noqa: E402

import chart                                                               # noqa: E402
import words                                                               # noqa: E402
from designs import QUANTILE                                               # noqa: E402
from chart import CAPACITY, GREY, HALF, LEFT, MEDIAN, NINE, STYLE, WIDTH    # noqa: E402
from sensitivity_tables import Tables                                      # noqa: E402

ROW, HEAD, FOOT = 0.27, 1.02, 0.62     # inches: of a parameter, of the words above, of the words below
NAME = 34                              # letters of a parameter's name that fit beside its bar
PARTS = {"policy": CAPACITY, "together": "#e0a877", "parameters": MEDIAN, "chance": "#c8c8c8"}


def draw_all(studies, charts, options):
    """{file name: content} of every chart, as PNG and SVG."""
    page = Page(studies, options)
    files = {}
    with matplotlib.rc_context(STYLE):
        for kind, numbers, told in charts:
            for name, figure in page.figures(kind, numbers, told):
                for form in ("png", "svg"):
                    files[f"{file_name(numbers, name)}.{form}"] = page.saved(figure, form)
                pyplot.close(figure)
    return files


def file_name(numbers, name):
    output = numbers.output
    return re.sub(r"[^\w.-]+", "-", "-".join(part for part in (output.measure, output.group, name) if part))


def short(name):
    """The end of a path tells most: `…decided.next.permit`."""
    name = name.removeprefix(QUANTILE)
    return name if len(name) <= NAME else "…" + name[1 - NAME:]


class Page:
    def __init__(self, studies, options):
        self.studies, self.study = studies, studies[0]
        self.tables = Tables(self.study, options.language, options.top)
        self.language, self.over_time = options.language, options.over_time

    def say(self, key, **parts):
        return self.tables.say(key, **parts)

    def figures(self, kind, numbers, told):
        if not told:
            return
        if kind == "variance":
            yield "variance", self.variance(numbers, told)
        elif kind == "boxes":
            for place, found in told:
                for number, each in enumerate(found, 1):
                    day = f"{numbers.dates[place]:%Y-%m-%d}"
                    yield f"box-{number}-{day}", self.box(numbers, place, number, each)
                    yield f"peeling-{number}-{day}", self.peeling(numbers, place, number, each)
        elif self.over_time and kind != "tornado":
            yield f"{kind}-over-time", self.shades(kind, numbers, told)
        else:
            draw = {"indices": self.indices, "effects": self.effects, "tornado": self.tornado}[kind]
            for place, each in told[-1:] if self.over_time else told:
                yield f"{kind}-{numbers.dates[place]:%Y-%m-%d}", draw(numbers, place, each)

    # ---- the page ----

    def begin(self, rows, title, about, wide_names=True, height=None):
        tall = height or HEAD + FOOT + ROW * max(rows, 3)
        figure, axes = pyplot.subplots(figsize=(WIDTH, tall))
        top = chart.write_heading(figure, title, about)
        bottom = chart.write_caption(figure, [self.tables.source()])
        chart.set_margins(figure, top + 0.3, bottom, left=0.34 if wide_names else 0.085, right=0.955)
        return figure, axes

    def bars(self, axes, names):
        """Parameters from the top down, with a faint line for each to follow."""
        axes.set_yticks(range(len(names)), [short(name) for name in names], size=8)
        axes.set_ylim(len(names) - 0.4, -0.6)
        axes.grid(axis="x")
        axes.grid(axis="y", visible=False)
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)

    def axis(self, axis, unit=None):
        """Numbers in the language; of shares (no unit) two decimals."""
        decimals = 2 if unit is None else words.decimals_for(axis.get_view_interval(), unit)
        axis.set_major_formatter(matplotlib.ticker.FuncFormatter(lambda value, _: self.tables.number(value, decimals)))

    def legend(self, figure, axes, **places):
        top = axes.get_position().y1 + 0.03 / figure.get_figheight()
        axes.legend(loc="lower left", bbox_to_anchor=(LEFT, top), bbox_transform=figure.transFigure, frameon=False, ncol=4, fontsize=8,
                    handlelength=1.8, columnspacing=1.4, borderaxespad=0, borderpad=0, **places)

    def about(self, numbers, place=None):
        parts = [self.study.sweep.scenario, self.tables.date(numbers.dates[place]) if place is not None else ""]
        return " · ".join(part for part in parts if part)

    def saved(self, figure, form):
        content = io.BytesIO()
        about = {"Title": figure.get_label(), "Description": self.tables.source()}
        if form == "svg":
            about["Date"] = None
        figure.savefig(content, format=form, dpi=160, metadata=about)
        return content.getvalue()

    # ---- which parameters matter ----

    def indices(self, numbers, place, told):
        order = self.tables.order(told.total[0])
        figure, axes = self.begin(len(order), f"{self.tables.what(numbers.output)}: {self.say('indices')}", self.about(numbers, place))
        rows = numpy.arange(len(order))
        self.bar_with_interval(axes, rows, told.total[:, order], HALF, 0.62, self.say("total"))
        self.bar_with_interval(axes, rows, told.first[:, order], MEDIAN, 0.28, self.say("first"), line="white")
        axes.set_xlim(left=min(0, float(numpy.nanmin(told.first[1][order]))))
        axes.set_xlabel(self.say("share_axis"), size=8.5, color=GREY)
        self.bars(axes, [self.study.names[index] for index in order])
        self.axis(axes.xaxis)
        self.legend(figure, axes)
        return figure

    def bar_with_interval(self, axes, rows, told, colour, thick, label, line=GREY):
        axes.barh(rows, told[0], height=thick, color=colour, label=label, zorder=2)
        axes.hlines(rows, told[1], told[2], color=CAPACITY if line == "white" else line, linewidth=1.1, zorder=4)

    def effects(self, numbers, place, told):
        order = self.tables.order(told.mu_star[0])
        figure, axes = self.begin(len(order), f"{self.tables.what(numbers.output)}: {self.say('indices')}", self.about(numbers, place))
        rows = numpy.arange(len(order))
        self.bar_with_interval(axes, rows, told.mu_star[:, order], HALF, 0.62, self.say("mu_star"))
        axes.plot(told.sigma[0][order], rows, linestyle="none", marker="o", markersize=4.5, markerfacecolor="white", markeredgecolor=CAPACITY,
                  label=self.say("sigma"), zorder=5)
        axes.set_xlim(left=0)
        axes.set_xlabel(self.say("chart_effect", unit=self.tables.unit(numbers.output)).rstrip(", "), size=8.5, color=GREY)
        self.bars(axes, [self.study.names[index] for index in order])
        self.axis(axes.xaxis, numbers.output.unit)
        self.legend(figure, axes)
        return figure

    def shades(self, kind, numbers, told):
        """Parameters x dates, the darker the more it matters."""
        values = numpy.array([each.total[0] if kind == "indices" else each.mu_star[0] for _, each in told]).T
        order = self.tables.order(numpy.nan_to_num(values).max(axis=1))
        dates = [numbers.dates[place] for place, _ in told]
        key = "over_time_saltelli" if kind == "indices" else "over_time_morris"
        figure, axes = self.begin(len(order) + 2, self.say(key, what=self.tables.what(numbers.output)), self.about(numbers))
        high = float(numpy.nanmax(values)) or 1
        blues = matplotlib.colors.LinearSegmentedColormap.from_list("doorstroom", ["#ffffff", NINE, HALF, MEDIAN])
        axes.pcolormesh(numpy.arange(len(dates) + 1) - 0.5, numpy.arange(len(order) + 1) - 0.5, numpy.nan_to_num(values[order]), vmin=0, vmax=high, cmap=blues,
                        edgecolors="white", linewidth=0.4)
        self.bars(axes, [self.study.names[index] for index in order])
        axes.grid(visible=False)
        shown = range(0, len(dates), max(1, -(-len(dates) // 8)))
        axes.set_xticks(list(shown), [f"{words.MONTHS[self.language][dates[place].month - 1][:3]} {dates[place].year}" for place in shown], size=8)
        decimals = 2 if kind == "indices" else words.decimals_for([high], numbers.output.unit)
        if len(dates) <= 12:
            for (row, column), value in numpy.ndenumerate(values[order]):
                if numpy.isfinite(value):
                    axes.text(column, row, self.tables.number(value, decimals), ha="center", va="center", size=7, color="white" if value > 0.6 * high else GREY)
        return figure

    # ---- which way and how far ----

    def tornado(self, numbers, place, told):
        order = self.tables.order(told.width)
        title = self.say("ranks_of", what=self.tables.what(numbers.output), date=self.tables.date(numbers.dates[place]))
        figure, axes = self.begin(len(order), title, self.about(numbers))
        rows = numpy.arange(len(order))
        for ends, colour, label in ((told.low, CAPACITY, "lowest"), (told.high, HALF, "highest")):
            axes.barh(rows, ends[0][order] - told.middle, left=told.middle, height=0.6, color=colour, label=self.say(label), zorder=2)
            axes.hlines(rows, ends[1][order], ends[2][order], color=GREY, linewidth=0.9, zorder=4)
        axes.axvline(told.middle, color=GREY, linewidth=0.8, zorder=3)
        axes.set_xlabel(self.tables.unit(numbers.output), size=8.5, color=GREY)
        self.bars(axes, [self.study.design.names[index] for index in order])
        self.axis(axes.xaxis, numbers.output.unit)
        self.legend(figure, axes)
        return figure

    # ---- variance ----

    def variance(self, numbers, told):
        several = len(self.studies) > 1
        figure, axes = self.begin(0, self.say("variance_of", what=self.tables.what(numbers.output)), self.about(numbers), wide_names=False, height=3.6)
        dates = [numbers.dates[place] for place, _ in told]
        below = numpy.zeros(len(told))
        for part in PARTS if several else ("parameters", "chance"):
            shares = numpy.nan_to_num([max(getattr(each, part), 0) / each.total if each.total > 0 else 0 for _, each in told])
            axes.bar(range(len(dates)), shares, bottom=below, width=0.92, color=PARTS[part], label=self.say(part))
            below += shares
        shown = range(0, len(dates), max(1, -(-len(dates) // 8)))
        axes.set_xticks(list(shown), [f"{words.MONTHS[self.language][dates[place].month - 1][:3]} {dates[place].year}" for place in shown], size=8)
        axes.set_ylim(0, 1)
        axes.set_xlim(-0.6, max(len(dates) - 0.4, 2.6))
        axes.yaxis.set_major_formatter(matplotlib.ticker.FuncFormatter(lambda value, _: self.tables.share(value)))
        self.legend(figure, axes)
        return figure

    # ---- a corner ----

    def box(self, numbers, place, number, found):
        box, design = found.box, self.study.design
        order = sorted(box.limited, key=lambda column: found.quasi_p[column])
        figure, axes = self.begin(len(order), self.tables.box_told(number, box), f"{self.tables.what(numbers.output)} · {self.about(numbers, place)}")
        for row, column in enumerate(order):
            values, levels = design.matrix[:, column], design.unit[:, column]
            within = levels[(values >= box.low[column]) & (values <= box.high[column])]
            axes.barh(row, 1, height=0.5, color="#eeeeee", zorder=1)
            axes.barh(row, within.max() - within.min(), left=within.min(), height=0.5, color=MEDIAN, zorder=2)
            decimals = words.decimals_for([values.min(), values.max()]) + 1
            for limit, at, side in ((box.low[column], within.min(), "right"), (box.high[column], within.max(), "left")):
                if numpy.isfinite(limit):
                    axes.text(at, row - 0.42, self.tables.number(limit, decimals), size=7, ha=side, va="center", color=CAPACITY)
        axes.set_xlim(0, 1)
        axes.set_xlabel(self.say("drawn_over"), size=8.5, color=GREY)
        self.bars(axes, [design.names[column] for column in order])
        self.axis(axes.xaxis)
        return figure

    def peeling(self, numbers, place, number, found):
        about = f"{self.tables.what(numbers.output)} · {self.about(numbers, place)}"
        figure, axes = self.begin(0, self.say("trajectory", number=number), about, wide_names=False, height=3.8)
        coverage, density = ([getattr(box, name) for box in found.trajectory] for name in ("coverage", "density"))
        axes.plot(coverage, density, color=HALF, linewidth=1, marker="o", markersize=3.5, markerfacecolor=MEDIAN, markeredgecolor=MEDIAN)
        limits = 0
        for box in found.trajectory:
            if len(box.limited) > limits:
                limits = len(box.limited)
                axes.annotate(str(limits), (box.coverage, box.density), textcoords="offset points", xytext=(4, 4), size=7.5, color=GREY)
        axes.plot([found.box.coverage], [found.box.density], marker="s", markersize=7, markerfacecolor="none", markeredgecolor=CAPACITY, linestyle="none")
        axes.set_xlabel(self.say("coverage"), size=8.5, color=GREY)
        axes.set_title(self.say("density"), size=8.5, color=GREY, loc="left", pad=4)
        axes.set_xlim(0, 1.02)
        axes.set_ylim(0, 1.03)
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_major_formatter(matplotlib.ticker.FuncFormatter(lambda value, _: self.tables.share(value)))
        return figure
