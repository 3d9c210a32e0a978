"""The main chain as a Sankey diagram: how many persons went from stage to stage in one calendar year of the whole country.

A ribbon is as wide as its flow. What is added up are flow measures of `scenarios/netherlands/measures.yaml`, so that in each part of
the chain all who come and all who go are counted: where more come than go the rest is hatched, as those waiting there grow by it.
Every number is a mean of the replications, so that they add up.
"""
import dataclasses

import numpy
import pandas
from matplotlib.path import Path

import periods as calendar
import words
from chart import (CAPACITY, GREY, HALF, INK, LEFT, MEDIAN, PALE, STYLE, TALL, WIDE, about_line, matplotlib, pyplot, sources, write_caption,
                   write_heading)
from results import ResultError

# Where a node stands: its column, and from the top its place in it. A stock may grow or shrink; an end is where the chain ends.
NODES = {
    "applications": (0, 0, "source"), "decision": (1, 0, "stock"), "family": (2, 0, "source"), "permit": (2, 1, "pass"), "appeal": (2, 2, "stock"),
    "dublin": (2, 3, "stock"), "nidos": (3, 0, "stock"), "departure": (3, 1, "stock"), "home_wait": (4, 0, "stock"),
    "resettled": (5, 0, "source"), "transit": (5, 1, "stock"), "unseen": (5, 2, "end"), "own_home": (6, 0, "end"), "with_family": (6, 1, "end"),
    "declined": (6, 2, "end"), "departed": (6, 3, "end"), "removed": (6, 4, "end"), "without_papers": (6, 5, "end"), "transferred": (6, 6, "end"),
    "withdrawn": (6, 7, "end"),
}
# From, to, and the flow measures that are added up; with a minus those taken off.
LINKS = [
    ("applications", "decision", "applications"),
    ("decision", "permit", "granted -granted_on_appeal"),
    ("decision", "appeal", "appealed"),
    ("decision", "departure", "refused -appealed inadmissible"),
    ("decision", "dublin", "dublin_accepted"),
    ("decision", "withdrawn", "withdrawn"),
    ("appeal", "permit", "granted_on_appeal"),
    ("appeal", "departure", "appeal_failed"),
    ("permit", "nidos", "with_nidos"),
    ("permit", "home_wait", "granted -with_nidos"),
    ("family", "home_wait", "family_to_wait"),
    ("family", "with_family", "joined_sponsor -family_to_larger_home"),
    ("nidos", "home_wait", "nidos_to_wait"),
    ("nidos", "with_family", "reunited_from_nidos"),
    ("resettled", "own_home", "resettled_housed"),
    ("home_wait", "own_home", "housed_in_own_home -out_of_transit -resettled_housed"),
    ("home_wait", "transit", "into_transit"),
    ("home_wait", "with_family", "family_to_larger_home reunited_while_waiting"),
    ("home_wait", "declined", "home_declined"),
    ("transit", "own_home", "out_of_transit"),
    ("departure", "departed", "departed"),
    ("departure", "removed", "removed"),
    ("departure", "unseen", "left_unseen -dublin_unseen"),
    ("dublin", "unseen", "dublin_unseen"),
    ("dublin", "transferred", "transferred"),
    ("unseen", "without_papers", "stayed_without_papers"),
]
LEAVING = {"departure", "dublin", "unseen", "withdrawn", "departed", "removed", "without_papers", "transferred", "declined"}
COLUMNS = 1 + max(column for column, _, _ in NODES.values())
THICK, GAP = 0.016, 0.035              # of a node, and between two: parts of the drawing's width and height


@dataclasses.dataclass
class Node:
    name: str
    column: int
    kind: str
    came: float            # mean of the replications
    went: float
    band: tuple            # p05 and p95 of the larger of the two
    top: float = 0.0       # from 0 at the top of the drawing to 1 below

    @property
    def size(self):
        return max(self.came, self.went)

    @property
    def grew(self):
        """By how much a stock grew; nothing of the others."""
        return self.came - self.went if self.kind == "stock" else 0.0


# ---- numbers ----

def measures_needed():
    return sorted({name.lstrip("-") for _, _, terms in LINKS for name in terms.split()})


def is_held(result):
    return all(result.has(name) for name in measures_needed())


def year_span(result, year):
    """The year asked for, or the first that the run covers whole."""
    years = [span for span in calendar.calendar_periods(result.dates, "year") if span.whole]
    chosen = [span for span in years if year in (None, span.start.year)]
    if not chosen:
        whole = ", ".join(str(span.start.year) for span in years) or "none"
        raise ResultError(f"{result.folder}: the run does not cover {year or 'a year'} whole; it covers {whole}")
    return chosen[0]


def flows(result, year=None):
    """The year, and {(from, to): persons in each replication}."""
    missing = [name for name in measures_needed() if not result.has(name)]
    if missing:
        raise ResultError(f"{result.folder}: the diagram of flows needs {', '.join(missing)}; run a scenario of scenarios/netherlands again")
    span = year_span(result, year)
    found = {}
    for source, target, terms in LINKS:
        signed = [(-1 if term.startswith("-") else 1, term.lstrip("-")) for term in terms.split()]
        found[source, target] = sum(sign * calendar.combined(result, result.find(name), [span])[:, 0] for sign, name in signed)
    return span, found


def nodes_of(found):
    nodes = {}
    for name, (column, _, kind) in NODES.items():
        came = sum((values for (_, target), values in found.items() if target == name), numpy.zeros(1))
        went = sum((values for (source, _), values in found.items() if source == name), numpy.zeros(1))
        larger = went if went.mean() > came.mean() else came
        nodes[name] = Node(name, column, kind, float(came.mean()), float(went.mean()), tuple(numpy.quantile(larger, [0.05, 0.95])))
    return {name: node for name, node in nodes.items() if node.size >= 0.5}


# ---- where everything stands ----

def place(nodes, found):
    """Sets the tops; returns persons for the height of the drawing. Each node moves towards those it is linked with."""
    columns = [[node for node in nodes.values() if node.column == column] for column in range(COLUMNS)]
    scale = min((1 - GAP * (len(column) - 1)) / sum(node.size for node in column) for column in columns if column)
    for column in columns:
        spread(column, [index / max(len(column), 1) for index in range(len(column))], scale)
    for turn in range(60):
        for column in columns if turn % 2 else columns[::-1]:
            wanted = []
            for node in column:
                pulls = [(nodes[other].top + scale * nodes[other].size / 2, flow) for other, flow in neighbours(node.name, nodes, found)]
                weight = sum(flow for _, flow in pulls)
                wanted.append(sum(at * flow for at, flow in pulls) / weight - scale * node.size / 2 if weight else node.top)
            spread(column, wanted, scale)
    return scale


def neighbours(name, nodes, found):
    for (source, target), values in found.items():
        if name in (source, target) and source in nodes and target in nodes:
            yield target if name == source else source, float(values.mean())


def spread(column, wanted, scale):
    """Tops near those wanted, in the order of the column, apart, and within the drawing."""
    at = 0.0
    for node, top in zip(column, wanted):
        node.top = max(at, top)
        at = node.top + scale * node.size + GAP
    below = 1.0
    for node in reversed(column):
        node.top = min(node.top, below - scale * node.size)
        below = node.top - GAP


# ---- drawing ----

def draw(result, language, year=None):
    span, found = flows(result, year)
    nodes = nodes_of(found)
    scale = place(nodes, found)
    with matplotlib.rc_context({**STYLE, "axes.grid": False}):
        figure = pyplot.figure(figsize=(WIDE, TALL))
        top = write_heading(figure, words.word(language, "flow_title", year=span.start.year), about_line(result, language, words.word(language, "flow_unit")))
        bottom = write_caption(figure, [words.word(language, "flow_is"), *sources(result, language)])
        axes = figure.add_axes((LEFT, (bottom - 0.25) / TALL, 0.976, 1 - (top + bottom - 0.1) / TALL))
        axes.set_axis_off()
        axes.set_xlim(0, 1)
        axes.set_ylim(1.01, -0.05)
        draw_links(axes, nodes, found, scale)
        for node in nodes.values():
            draw_node(axes, node, scale, language)
    return figure


def left_of(column):
    """Columns stand evenly; to the right of the last is room for its words."""
    return 0.005 + column * 0.845 / (COLUMNS - 1)


def draw_links(axes, nodes, found, scale):
    """From top to bottom of a node in the order in which the others stand, so that ribbons cross as little as can be."""
    leaves, enters = {name: node.top for name, node in nodes.items()}, {name: node.top for name, node in nodes.items()}
    starts = {}
    for (source, target), values in sorted(found.items(), key=lambda link: nodes[link[0][1]].top if link[0][1] in nodes else 0):
        if source in nodes and target in nodes and values.mean() >= 0.5:
            starts[source, target] = leaves[source]
            leaves[source] += scale * values.mean()
    for source, target in sorted(starts, key=lambda link: starts[link]):
        high = scale * found[source, target].mean()
        ribbon(axes, left_of(nodes[source].column) + THICK, starts[source, target], left_of(nodes[target].column), enters[target], high, target in LEAVING)
        enters[target] += high


def ribbon(axes, left, from_top, right, to_top, high, leaving):
    middle = (left + right) / 2
    points = [(left, from_top), (middle, from_top), (middle, to_top), (right, to_top), (right, to_top + high), (middle, to_top + high),
              (middle, from_top + high), (left, from_top + high), (left, from_top)]
    codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
    style = {"facecolor": "#f0cdb0", "edgecolor": CAPACITY} if leaving else {"facecolor": "#c3daf0", "edgecolor": "#5f97c9"}
    axes.add_patch(matplotlib.patches.PathPatch(Path(points, codes), linewidth=0.5, alpha=0.8, zorder=2, **style))


def draw_node(axes, node, scale, language):
    left, high = left_of(node.column), scale * node.size
    axes.add_patch(matplotlib.patches.Rectangle((left, node.top), THICK, max(high, 0.001), facecolor=CAPACITY if node.name in LEAVING else MEDIAN, zorder=4))
    if abs(node.grew) >= 0.5:                                              # the rest of the larger side, beside the ribbons of the smaller
        at = left + THICK if node.grew > 0 else left - THICK
        axes.add_patch(matplotlib.patches.Rectangle((at, node.top + scale * min(node.came, node.went)), THICK, scale * abs(node.grew), facecolor="white",
                                                    edgecolor=GREY, hatch="/////", linewidth=0.6, zorder=3))
    write_node(axes, node, left, high, language)


def write_node(axes, node, left, high, language):
    """Above the node, or beside it in the last column, where nothing is in the way."""
    lines = [words.word(language, f"flow_{node.name}"), numbers_told(node, language)]
    if abs(node.grew) >= 0.5:
        lines.append(words.word(language, "flow_grew" if node.grew > 0 else "flow_shrank", persons=words.number(language, abs(node.grew))))
    beside = node.column == COLUMNS - 1
    at = (left + THICK + 0.006, node.top + high / 2) if beside else (left, node.top - 0.006)
    axes.text(*at, "\n".join(lines), va="center" if beside else "bottom", size=7.6, linespacing=1.2, zorder=6,
              bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8, "alpha": 0.72})


def numbers_told(node, language):
    low, high = (words.number(language, value) for value in node.band)
    number = words.number(language, node.size)
    return number if low == high else f"{number} ({low}–{high})"
