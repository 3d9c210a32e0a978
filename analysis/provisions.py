"""What is asked of each provision in each municipality, and what there is: replication by replication, month by month.

A stock is taken at the end of the month. Who has no place belongs to no municipality, so that those are shared out: by the
duty under the Spreidingswet for reception, by inhabitants for the rest.
"""
import dataclasses

import numpy

import periods as calendar
from results import ResultError, mapping_at
from tables import SCENARIOS, rows_of

REGION, COUNTRY = "region", "netherlands"


@dataclasses.dataclass(frozen=True)
class Need:
    """One provision in one area; every array is replications x months."""
    provision: str
    area: str
    asked: numpy.ndarray
    places: numpy.ndarray
    emergency: numpy.ndarray = None      # person-nights in emergency places during the month
    without: numpy.ndarray = None        # person-nights without a place

    @property
    def short(self):
        return self.asked - self.places

    @property
    def empty(self):
        """Nothing is asked and nothing is there, ever: no provision of this area."""
        return not self.asked.any() and not self.places.any()


class Counts:
    """What a result holds, by area: the country, the region, and its municipalities."""

    def __init__(self, result):
        months = calendar.calendar_periods(result.dates, "month")
        if len(months) != len(result.dates) - 1:
            raise ResultError(f"{result.folder}: reports by {result.report}; this sheet is by month: run it with report: month")
        self.result = result
        self.months = months
        self.days = numpy.array([(month.end - month.start).days for month in months])
        about = rows_of(SCENARIOS / "netherlands/tables/municipalities.csv", "municipality")
        self.municipalities = list(rows_of(SCENARIOS / "nijmegen/tables/tiles.csv", "municipality"))
        self.names = {name: about[name]["name"] for name in self.municipalities}
        self.duty = {name: float(about[name]["duty"]) for name in self.municipalities}
        self.by_duty = self.shares(about, "duty")
        self.by_inhabitants = self.shares(about, "inhabitants")

    @property
    def areas(self):
        return [REGION, *self.municipalities, COUNTRY]

    def shares(self, about, column):
        """The part of the country that each area is, by that column."""
        whole = sum(float(row[column]) for row in about.values())
        return self.with_region({name: float(about[name][column]) / whole for name in self.municipalities}, 1.0)

    def with_region(self, of_municipality, country):
        region = sum(of_municipality[name] for name in self.municipalities)
        return {REGION: region, **of_municipality, COUNTRY: country}

    # ---- measures ----

    def values(self, name, group=""):
        """A value for each month: of a stock the one at its end."""
        series = self.result.find(name, group)
        values = self.result.values(series)
        return values[:, 1:] if self.result.at_moments(series.measure) else values

    def or_nothing(self, name, group):
        """As `values`; a group that was not declared holds nobody."""
        if group in self.result.groups(name):
            return self.values(name, group)
        return numpy.zeros((self.result.replications, len(self.months)))

    def by_area(self, name, attribute):
        groups = {place: self.or_nothing(name, f"{attribute}={place}") for place in self.municipalities}
        return self.with_region(groups, self.values(name))

    def by_site(self, name, resource, country):
        """A measure by site, put together by the municipality that the scenario gives each site."""
        sites = mapping_at(self.result.resource(resource), "sites")
        nothing = numpy.zeros((self.result.replications, len(self.months)))
        groups = {place: sum((self.or_nothing(name, f"site={site}") for site, about in sites.items()
                              if about.get("municipality") == place), nothing) for place in self.municipalities}
        self.result.find(name)
        return self.with_region(groups, self.values(country))


# ---- provisions ----

def needs(provision, asked, places, emergency=None, without=None):
    return [Need(provision, area, asked[area], places[area], emergency and emergency[area], without and without[area])
            for area in asked]


def reception(counts):
    lodged = counts.by_site("region_in_reception", "coa", "lodged_elsewhere")
    places = counts.by_site("region_reception_places", "coa", "reception_places")
    unplaced, nights = counts.values("unplaced"), counts.values("unplaced_on_average") * counts.days
    emergency = counts.by_area("in_emergency_on_average", "site.municipality")
    return needs("reception", {area: lodged[area] + counts.by_duty[area] * unplaced for area in counts.areas}, places,
                 {area: emergency[area] * counts.days for area in counts.areas},
                 {area: counts.by_duty[area] * nights for area in counts.areas})


def durable(counts):
    """The duty under the Spreidingswet: what is asked is certain, what there will be is not."""
    places = counts.by_area("region_durable_places", "site.municipality")
    duty = counts.with_region(counts.duty, None)
    areas = [area for area in counts.areas if area != COUNTRY]             # the measure is of the region only
    return needs("durable", {area: numpy.full_like(places[area], duty[area]) for area in areas}, places)


def ukraine(counts):
    lodged = counts.by_site("region_ukrainians_in_reception", "goo", "ukrainians_in_reception")
    places = counts.by_site("region_ukrainian_places", "goo", "region_ukrainian_places")
    unplaced = counts.values("ukrainians_unplaced")
    areas = [area for area in counts.areas if area != COUNTRY]
    shared = {area: counts.by_inhabitants[area] * unplaced for area in areas}
    return needs("ukraine", {area: lodged[area] + shared[area] for area in areas}, places,
                 None, {area: shared[area] * counts.days for area in areas})


def shelter(counts):
    lodged = counts.by_area("in_local_shelter", "site.municipality")
    places = counts.by_area("local_shelter_places", "site.municipality")
    waiting = counts.values("waiting_for_shelter")
    shared = {area: counts.by_inhabitants[area] * waiting for area in counts.areas}
    return needs("shelter", {area: lodged[area] + shared[area] for area in counts.areas}, places,
                 None, {area: shared[area] * counts.days for area in counts.areas})


def dwellings(counts):
    """Homes of the month beside those that would leave no household waiting longer than the norm."""
    found, unused = counts.by_area("homes_found", "municipality"), counts.by_area("homes_unused", "municipality")
    late = counts.by_area("households_over_14_weeks", "municipality")
    return needs("dwellings", {area: found[area] + late[area] for area in counts.areas},
                 {area: found[area] + unused[area] for area in counts.areas})


def classes(counts):
    """Places in the groups that start in the month, shared out by inhabitants, beside those that would leave nobody waiting."""
    used = counts.by_area("class_places_used", "municipality")
    waiting = counts.by_area("households_waiting_for_class", "municipality")
    started = counts.values("class_places")
    return needs("classes", {area: used[area] + waiting[area] for area in counts.areas},
                 {area: counts.by_inhabitants[area] * started for area in counts.areas})


PROVISIONS = {"reception": reception, "durable": durable, "dwellings": dwellings, "classes": classes, "shelter": shelter,
              "ukraine": ukraine}


def all_needs(counts, provisions):
    """The needs of those provisions, and for each that the result does not hold why."""
    found, left_out = [], {}
    for name in provisions:
        try:
            found += [need for need in PROVISIONS[name](counts) if not need.empty]
        except ResultError as fault:
            left_out[name] = str(fault)
    return found, left_out
