"""The main chain as a Sankey diagram: how many persons went from stage to stage in one calendar year of the whole country.

A ribbon is as wide as its flow. What is added up are flow measures of `scenarios/netherlands/measures.yaml`, so that in each part of
the chain all who come and all who go are counted: where more come than go the rest is hatched, as those waiting there grow by it.
Every number is a mean of the replications, so that they add up.
"""
import dataclasses
import textwrap

import numpy
from matplotlib.path import Path

import periods as calendar
import words
from chart import (CAPACITY, GREY, LEFT, MEDIAN, STYLE, TALL, WIDE, about_line, matplotlib, pyplot, sources, write_caption,
                   write_heading)
from results import ResultError

# The column in which a node stands, in each from top to bottom. A stock may grow or shrink; an end is where the chain ends.
NODES = {
    "applications": (0, "source"), "decision": (1, "stock"), "appeal": (2, "stock"), "family": (3, "source"),
    "permit": (3, "pass"), "departure": (3, "stock"), "dublin": (3, "stock"), "nidos": (4, "stock"), "home_wait": (5, "stock"), "resettled": (6, "source"),
    "transit": (6, "stock"), "unseen": (6, "end"), "own_home": (7, "end"), "with_family": (7, "end"), "declined": (7, "end"),
    "departed": (7, "end"), "removed": (7, "end"), "without_papers": (7, "end"), "transferred": (7, "end"), "withdrawn": (7, "end"),
}
COLUMNS = [0.005, 0.15, 0.255, 0.38, 0.495, 0.588, 0.725, 0.855]      # their left edges; to the right of the last is room for its words
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
THICK, GAP, LINE = 0.016, 0.035, 0.0235  # of a node, between two, and of a line of words: parts of the drawing's width and height
LEAST = 0.01                             # of a node: growth that is less is not drawn


@dataclasses.dataclass
class Node:
    name: str
    column: int
    kind: str
    came: float            # mean of the replications
    went: float
    band: tuple            # p05 and p95 of the larger of the two
    lines: tuple = ()      # what stands above it, in the last column beside it
    top: float = 0.0       # from 0 at the top of the drawing to 1 below

    @property
    def size(self):
        return max(self.came, self.went)

    @property
    def grew(self):
        """By how much a stock grew; nothing of the others, and nothing where it is hardly anything."""
        grew = self.came - self.went if self.kind == "stock" else 0.0
        return grew if abs(grew) >= max(0.5, LEAST * self.size) else 0.0

    @property
    def is_last(self):
        return self.column == len(COLUMNS) - 1

    @property
    def room(self):
        """How far it stands from the node above it."""
        return GAP if self.is_last else max(GAP, LINE * len(self.lines) + 0.012)


# ---- numbers ----

def measures_needed():
    return sorted({name.lstrip("-") for _, _, terms in LINKS for name in terms.split()})


def is_held(result):
    """Every flow, and a whole year of them."""
    try:
        return all(result.has(name) for name in measures_needed()) and bool(year_span(result, None))
    except ResultError:
        return False


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
    for name, (column, kind) in NODES.items():
        came = sum((values for (_, target), values in found.items() if target == name), numpy.zeros(1))
        went = sum((values for (source, _), values in found.items() if source == name), numpy.zeros(1))
        larger = went if went.mean() > came.mean() else came
        nodes[name] = Node(name, column, kind, float(came.mean()), float(went.mean()), tuple(numpy.quantile(larger, [0.05, 0.95])))
    return {name: node for name, node in nodes.items() if node.size >= 0.5}


# ---- where everything stands ----

def place(nodes, found):
    """Sets the tops; returns persons for the height of the drawing. Each node moves towards those it is linked with."""
    columns = [[node for node in nodes.values() if node.column == column] for column in range(len(COLUMNS))]
    scale = min((1 - sum(node.room for node in column)) / sum(node.size for node in column) for column in columns if column)
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
        node.top = max(at + node.room, top)
        at = node.top + scale * node.size
    below = 1.0
    for node in reversed(column):
        node.top = min(node.top, below - scale * node.size)
        below = node.top - node.room


# ---- drawing ----

def draw(result, language, year=None):
    span, found = flows(result, year)
    nodes = nodes_of(found)
    for node in nodes.values():
        node.lines = lines_of(node, language)
    scale = place(nodes, found)
    with matplotlib.rc_context({**STYLE, "axes.grid": False}):
        figure = pyplot.figure(figsize=(WIDE, TALL))
        top = write_heading(figure, words.word(language, "flow_title", year=span.start.year), about_line(result, language, words.word(language, "flow_unit")))
        bottom = write_caption(figure, [words.word(language, "flow_is"), *sources(result, language)])
        axes = figure.add_axes((LEFT, (bottom - 0.25) / TALL, 0.976, 1 - (top + bottom - 0.1) / TALL))
        axes.set_axis_off()
        axes.set_xlim(0, 1)
        axes.set_ylim(1.01, 0)
        draw_links(axes, nodes, found, scale)
        for node in nodes.values():
            draw_node(axes, node, scale)
    return figure


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
        ribbon(axes, COLUMNS[nodes[source].column] + THICK, starts[source, target], COLUMNS[nodes[target].column], enters[target], high, target in LEAVING)
        enters[target] += high


def ribbon(axes, left, from_top, right, to_top, high, leaving):
    middle = (left + right) / 2
    points = [(left, from_top), (middle, from_top), (middle, to_top), (right, to_top), (right, to_top + high), (middle, to_top + high),
              (middle, from_top + high), (left, from_top + high), (left, from_top)]
    codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
    style = {"facecolor": "#f0cdb0", "edgecolor": CAPACITY} if leaving else {"facecolor": "#c3daf0", "edgecolor": "#5f97c9"}
    axes.add_patch(matplotlib.patches.PathPatch(Path(points, codes), linewidth=0.5, alpha=0.8, zorder=2, **style))


def draw_node(axes, node, scale):
    left, high = COLUMNS[node.column], scale * node.size
    axes.add_patch(matplotlib.patches.Rectangle((left, node.top), THICK, max(high, 0.001), facecolor=CAPACITY if node.name in LEAVING else MEDIAN, zorder=4))
    if node.grew:                                                          # the rest of the larger side, beside the ribbons of the smaller
        at = left + THICK if node.grew > 0 else left - THICK
        axes.add_patch(matplotlib.patches.Rectangle((at, node.top + scale * min(node.came, node.went)), THICK, scale * abs(node.grew), facecolor="white",
                                                    edgecolor=GREY, hatch="/////", linewidth=0.6, zorder=3))
    at = (left + THICK + 0.006, node.top + high / 2) if node.is_last else (left, node.top - 0.006)
    axes.text(*at, "\n".join(node.lines), va="center" if node.is_last else "bottom", size=7.6, linespacing=1.2, zorder=6,
              bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8, "alpha": 0.72})


def lines_of(node, language):
    grew = words.word(language, "flow_grew" if node.grew > 0 else "flow_shrank", persons=words.number(language, abs(node.grew)))
    return (*textwrap.wrap(words.word(language, f"flow_{node.name}"), 25), numbers_told(node, language), *([grew] if node.grew else []))


def numbers_told(node, language):
    low, high = (words.number(language, value) for value in node.band)
    number = words.number(language, node.size)
    return number if low == high else f"{number} ({low}–{high})"
