"""What every chart has alike: its page, title, legend and caption, its axes, and the bytes it becomes.

Drawn for paper as well as for a screen: blue against dark orange, one solid and one dashed or hatched, told apart by anyone and
in grey; the title says what is seen, the caption where it comes from. Heights are in inches from the edge of the page inward.
"""
import io
import textwrap

import matplotlib

matplotlib.use("Agg")
import matplotlib.dates                                                    # noqa: E402
import matplotlib.patches                                                  # noqa: E402
import matplotlib.pyplot as pyplot                                         # noqa: E402
import matplotlib.ticker                                                   # noqa: E402

import words                                                               # noqa: E402

NINE, HALF, MEDIAN = "#c3daf0", "#82b3de", "#0b3a6b"
CAPACITY, CAPACITY_BAND = "#983c04", "#d98a4e"
INK, GREY, PALE = "#222222", "#5a5a5a", "#efefef"
DASHES, DOTS = (0, (5, 1.6)), (0, (1.2, 1.6))
# Of parts of a whole: light to dark, and each with a pattern of its own (Okabe and Ito, 2008, made fit for grey paper).
PARTS = [("#9ecae8", ""), ("#d98a4e", "////"), ("#0b3a6b", ""), ("#f2d06b", "...."), ("#4f9d7a", "\\\\\\\\"), ("#c79ac0", "xxxx"),
         ("#8a8a8a", "||||"), ("#ffffff", "----")]

STYLE = {
    "font.family": "DejaVu Sans", "font.size": 9, "axes.spines.top": False, "axes.spines.right": False,
    "axes.edgecolor": GREY, "axes.linewidth": 0.8, "axes.grid": True, "axes.grid.axis": "y", "grid.color": "#dddddd",
    "grid.linewidth": 0.6, "axes.axisbelow": True, "xtick.color": GREY, "ytick.color": GREY, "text.color": INK,
    "hatch.linewidth": 0.6, "svg.hashsalt": "doorstroom", "svg.fonttype": "path",
}
WIDTH, HEIGHT = 7.2, 4.4                                                   # inches: across an A4 page
LEFT, RIGHT = 0.012, 0.988                                                 # where the words begin and end
WIDE, TALL = 10.2, 6.6                                                     # across an A4 page lying


# ---- words around it ----

def write_heading(figure, title, about):
    """The title says what is seen, the line below it of what, of whom and in which unit. Returns where it ends."""
    figure.set_label(title)
    wide = figure.get_figwidth() / WIDTH
    top = write_lines(figure, textwrap.wrap(title, int(68 * wide)), 0.07, 0.21, size=12, weight="bold")
    return write_lines(figure, textwrap.wrap(about, int(100 * wide)), top + 0.02, 0.165, size=9, color=GREY)


def write_lines(figure, lines, top, height, **style):
    for line in lines:
        figure.text(LEFT, 1 - top / figure.get_figheight(), line, va="top", **style)
        top += height
    return top


def about_line(result, language, *parts):
    return " · ".join(part for part in (words.upper_first(result.title(language)), *parts) if part)


def patch(**style):
    return matplotlib.patches.Patch(**style)


def line(**style):
    return matplotlib.lines.Line2D([], [], **style)


def draw_legend(figure, rows, top):
    """Rows of (handle, text); a row that does not fit the page is broken. Returns where the chart begins."""
    room = 104 * figure.get_figwidth() / WIDTH
    top += 0.09
    for row in [part for row in rows for part in broken(row, room)]:
        figure.legend(*zip(*row), loc="upper left", bbox_to_anchor=(LEFT, 1 - top / figure.get_figheight()), frameon=False, ncol=len(row),
                      fontsize=8.5, handlelength=2.4, columnspacing=1.6, handletextpad=0.6, borderaxespad=0, borderpad=0)
        top += 0.19
    return top + 0.24


def broken(row, room):
    """The entries of a row in as few rows as they fit in."""
    rows, used = [[]], 0
    for entry in row:
        needed = len(entry[1]) + 7
        if rows[-1] and used + needed > room:
            rows.append([])
            used = 0
        rows[-1].append(entry)
        used += needed
    return [part for part in rows if part]


def write_caption(figure, texts):
    """What has to be known, and where the numbers come from. Returns where the chart ends."""
    lines = [each for text in texts if text for each in textwrap.wrap(text, int(128 * figure.get_figwidth() / WIDTH))]
    figure.text(LEFT, 0.07 / figure.get_figheight(), "\n".join(lines), size=7, color=GREY, va="bottom", linespacing=1.35)
    return 0.07 + 0.135 * len(lines) + 0.38


def sources(result, language):
    return [words.band_statement(language, result), words.source_line(language, result)]


def set_margins(figure, top, bottom, left=0.085, right=0.905, **spaces):
    height = figure.get_figheight()
    figure.subplots_adjust(left=left, right=right, top=1 - top / height, bottom=bottom / height, **spaces)


# ---- axes ----

def set_number_axis(axes, language, low, high, ticks=6):
    """From 0, or below where numbers are."""
    axes.set_ylim(min(0, low * 1.08), (high * 1.08) or 1)
    largest = max(abs(low), abs(high))
    decimals = 0 if largest >= 8 else 1 if largest >= 1 else 2
    axes.yaxis.set_major_formatter(matplotlib.ticker.FuncFormatter(lambda value, _: words.number(language, value, decimals)))
    axes.yaxis.set_major_locator(matplotlib.ticker.MaxNLocator(ticks, steps=[1, 2, 2.5, 5, 10], integer=decimals == 0))
    axes.tick_params(axis="y", length=0)


def set_date_axis(axes, start, end, language):
    """Years as such in a long run; in a short one, quarters by the month they begin in."""
    axes.set_xlim(start, end)
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


def label_ends(axes, labels):
    """(value, text, colour, weight, size) beside the last values; moved apart where they would cover each other."""
    labels = sorted(labels, key=lambda label: label[0])
    axes.figure.canvas.draw()
    points = 72 / axes.figure.dpi
    wanted = [axes.transData.transform((0, value))[1] * points for value, *_ in labels]
    for (value, text, colour, weight, size), place, want in zip(labels, moved_apart(wanted, 12), wanted):
        axes.annotate(text, (1, value), xycoords=("axes fraction", "data"), xytext=(5, place - want), textcoords="offset points",
                      va="center", color=colour, weight=weight, size=size, annotation_clip=False)


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


# ---- files ----

def save(figure, file, form, result, language, description=None):
    """Writes the same bytes for the same result: no date, no random names in the SVG."""
    with matplotlib.rc_context(STYLE):
        about = {"Title": f"{figure.get_label()}. {result.title(language)}", "Description": description or words.band_statement(language, result)}
        if form == "svg":
            about["Date"] = None
        figure.savefig(file, format=form, dpi=200, metadata=about)


def files_of(name, figure, result, language, description=None):
    """The same chart as PNG and as SVG: {file name: bytes}."""
    files = {}
    for form in ("png", "svg"):
        content = io.BytesIO()
        save(figure, content, form, result, language, description)
        files[f"{name}.{form}"] = content.getvalue()
    pyplot.close(figure)
    return files
