"""Draws the tiles of `tile_map.py`: two bars in each, told apart by place, colour and pattern, with their numbers beside them.

The upper bar is the share of the duty for which there are places, on a scale from nothing to all of it; the lower one the
backlog for each 1,000 inhabitants, so that a village and a city can be compared. Thin lines hold 9 in 10 of the replications.
"""
import textwrap

import chart
import matplotlib
import matplotlib.pyplot as pyplot
import words

WIDTH, HEIGHT = 10.2, 5.7                                                  # inches: across an A4 page lying
SIDE, GAP = 1.0, 0.06                                                      # of a tile, and between two
BAR_LEFT, BAR_WIDTH, BAR_HEIGHT = 0.06, 0.82, 0.075
LEAST_SCALE = 1.0                                                          # persons for each 1,000 inhabitants


def draw(result, tiles, date, language):
    with matplotlib.rc_context({**chart.STYLE, "axes.grid": False}):
        figure = pyplot.figure(figsize=(WIDTH, HEIGHT))
        axes = figure.add_axes((0.012, 0.1, 0.976, 0.765))
        axes.set_axis_off()
        axes.set_xlim(0, 1 + max(tile.column for tile in tiles))
        axes.set_ylim(1 + max(tile.row for tile in tiles), 0)
        scale = max([LEAST_SCALE] + [abs(per_1000(tile, value)) for tile in tiles for value in tile.backlog])
        for tile in tiles:
            draw_tile(axes, tile, scale, language)
        write_around(figure, result, date, language)
        draw_key(axes, tiles, scale, language)
    return figure


def per_1000(tile, persons):
    return 1000 * persons / tile.inhabitants


def draw_tile(axes, tile, scale, language):
    left, top = tile.column + GAP / 2, tile.row + GAP / 2
    side = SIDE - GAP
    axes.add_patch(matplotlib.patches.Rectangle((left, top), side, side, facecolor="#f7f7f7", edgecolor=chart.GREY, linewidth=0.8))
    write(axes, left, top + 0.12, tile.name, size=12, weight="bold")
    asked = words.word(language, "tile_places", places=number(language, tile.places[1]), duty=number(language, tile.duty),
                       estimate="" if tile.duty_is_published else "*")
    write(axes, left, top + 0.27, asked, size=9.5)
    share = [value / tile.duty for value in tile.places]
    draw_bar(axes, left, top + 0.32, [min(each, 1) for each in share], 0, 1, chart.HALF, "", chart.MEDIAN)
    write(axes, left, top + 0.475, band(language, tile.places), size=8, color=chart.GREY)
    middle = tile.backlog[1]
    write(axes, left, top + 0.64, words.word(language, "tile_behind" if middle >= 0 else "tile_ahead", persons=number(language, abs(middle))), size=9.5)
    draw_bar(axes, left, top + 0.69, [per_1000(tile, value) for value in tile.backlog], -scale, scale, "#e8b48c", "////", chart.CAPACITY)
    write(axes, left, top + 0.845, band(language, tile.backlog), size=8, color=chart.GREY)


def draw_bar(axes, left, top, values, low, high, fill, hatch, ink):
    """A bar from 0 to the middle value on a scale from `low` to `high`, and a line over 9 in 10."""
    def at(value):
        return left + BAR_LEFT + BAR_WIDTH * (min(max(value, low), high) - low) / (high - low)
    box = dict(facecolor="white", edgecolor=chart.GREY, linewidth=0.7)
    axes.add_patch(matplotlib.patches.Rectangle((left + BAR_LEFT, top), BAR_WIDTH, BAR_HEIGHT, **box))
    begin, end = sorted((at(0), at(values[1])))
    axes.add_patch(matplotlib.patches.Rectangle((begin, top), end - begin, BAR_HEIGHT, facecolor=fill, edgecolor=ink, linewidth=0.7, hatch=hatch))
    if low < 0:
        axes.plot([at(0)] * 2, [top - 0.015, top + BAR_HEIGHT + 0.015], color=chart.INK, linewidth=1.1)
    middle = top + BAR_HEIGHT / 2
    if values[0] != values[2]:
        axes.plot([at(values[0]), at(values[2])], [middle] * 2, color=chart.INK, linewidth=1.4, solid_capstyle="butt")
        for value in (values[0], values[2]):
            axes.plot([at(value)] * 2, [middle - 0.022, middle + 0.022], color=chart.INK, linewidth=1.4)


def write(axes, left, height, text, **style):
    axes.text(left + BAR_LEFT, height, text, va="baseline", **style)


def number(language, value):
    return words.number(language, round(value))


def band(language, values):
    low, _, high = (number(language, value) for value in values)
    return words.word(language, "tile_sure") if low == high else words.word(language, "tile_band", low=low, high=high)


# ---- words around it ----

def draw_key(axes, tiles, scale, language):
    """In the corner where no municipality lies."""
    taken = {(tile.column, tile.row) for tile in tiles}
    column, row = next((column, row) for row in range(2) for column in range(4) if (column, row) not in taken)
    left, top = column + GAP / 2, row + GAP / 2
    lines = [(words.word(language, "tile_key_places"), chart.MEDIAN),
             (words.word(language, "tile_key_backlog", scale=words.number(language, scale, 1)), chart.CAPACITY),
             (words.word(language, "tile_key_line"), chart.INK)]
    if any(not tile.duty_is_published for tile in tiles):
        lines.append((words.word(language, "tile_key_estimate"), chart.INK))
    height = top + 0.02
    for text, colour in lines:
        wrapped = textwrap.wrap(text, 40)
        axes.text(left, height, "\n".join(wrapped), va="top", size=8, color=colour, linespacing=1.25)
        height += 0.066 * len(wrapped) + 0.05


def write_around(figure, result, date, language):
    title = words.word(language, "tile_title", date=words.long_date(language, date))
    figure.set_label(title)
    figure.text(0.02, 0.965, title, size=13, weight="bold", va="top")
    figure.text(0.02, 0.905, words.upper_first(result.title(language)) + " · " + words.word(language, "tile_drawing"), size=9, color=chart.GREY, va="top")
    lines = [line for text in (words.band_statement(language, result), words.source_line(language, result)) for line in textwrap.wrap(text, 150)]
    figure.text(0.02, 0.015, "\n".join(lines), size=7.5, color=chart.GREY, va="bottom", linespacing=1.35)
