"""Euros by calendar year and payer: what the measures of cost hold, and what stands empty in what is paid by the person."""
import dataclasses

import numpy

import periods as calendar
import words
from results import mapping_at

COSTS = {"cost_places": "region_cost_of_places", "cost_integration": "region_cost_of_integration",
         "cost_housing": "region_cost_of_housing"}
BY_SITE = {"coa": ("region_in_reception", "region_reception_places")}      # paid a person, counted site by site


@dataclasses.dataclass(frozen=True)
class Row:
    year: int
    whole: bool           # False where the run covers part of the year only
    what: str
    payer: str
    quantiles: list       # p05, p50, p95


def amounts_by_year(result, counts):
    """The years, and {(what, payer): replications x years}."""
    years = calendar.calendar_periods(result.dates, "year")
    amounts = {}
    for what, measure in COSTS.items():
        amounts.update({(what, payer): values for payer, values in by_payer(result, measure, years).items()})
    for payer, values in cost_of_empty(result, counts, years).items():
        amounts["cost_empty", payer] = values
    return years, amounts


def by_part(amounts):
    """{(payer, whether its places stand empty)}: all causes together, but for empty places, which no measure of cost counts; the largest first."""
    parts = {}
    for (what, payer), values in amounts.items():
        key = payer, what == "cost_empty"
        parts[key] = parts.get(key, 0) + values
    return dict(sorted(((key, values) for key, values in parts.items() if values.any()), key=lambda part: -part[1].sum()))


def part_label(language, payer, empty):
    name = words.word(language, f"sheet_payer_{payer}")
    return words.word(language, "sheet_empty_of", payer=name) if empty else name


def by_year_and_payer(result, counts):
    years, amounts = amounts_by_year(result, counts)
    if amounts:
        amounts["cost_total", "all"] = sum(amounts.values())
    return [Row(year.start.year, year.whole, what, payer, list(numpy.quantile(values[:, index], [0.05, 0.5, 0.95])))
            for index, year in enumerate(years) for (what, payer), values in amounts.items() if values.any()]


def by_payer(result, measure, years):
    """A measure of cost by who pays; what nobody is named for is `unset`."""
    if not result.has(measure):
        return {}
    rest = calendar.combined(result, result.find(measure), years)
    found = {}
    for group in result.groups(measure):
        if group.startswith("payer="):
            found[group.removeprefix("payer=")] = calendar.combined(result, result.find(measure, group), years)
    unset = rest - sum(found.values())
    return {**found, "unset": numpy.where(abs(unset) < 0.01, 0, unset)}          # less than a cent is rounding


def cost_of_empty(result, counts, years):
    """Of sites paid a person a day: their empty places, the mean of the two ends of each month, times the same amount."""
    found = {}
    for resource, (lodged, places) in BY_SITE.items():
        for site, about in mapping_at(result.resource(resource), "sites").items():
            group, a_day = f"site={site}", amount(result, about.get("cost_per_day"))
            if a_day is None or about.get("municipality") not in counts.municipalities or not (result.has(places, group) and result.has(lodged, group)):
                continue
            empty = result.values(result.find(places, group)) - result.values(result.find(lodged, group))
            euros = (empty[:, :-1] + empty[:, 1:]) / 2 * counts.days * a_day
            payer = about.get("payer", "unset")
            found[payer] = found.get(payer, 0) + calendar.reduced(numpy.sum, euros, years)
    return found


def amount(result, stated):
    """A number as the resolved scenario writes it: itself, with its source, or by its name among the values."""
    if isinstance(stated, dict):
        named = stated.get("use")
        return amount(result, mapping_at(result.manifest, "resolved", "values").get(named) if named else stated.get("value"))
    return float(stated) if isinstance(stated, (int, float)) else None
