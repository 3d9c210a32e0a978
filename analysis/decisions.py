"""When a shortage begins, and by when it has to be decided on: lead times, and the calendar of the year."""
import dataclasses
import re

import numpy
import pandas

from results import mapping_at
from tables import ANALYSIS, rows_of

DAYS = {"day": 1, "week": 7, "month": 365.2425 / 12, "year": 365.2425}


@dataclasses.dataclass(frozen=True)
class Shortage:
    """Months in a row in which there is more asked than there is, by a chance above the risk that is taken."""
    provision: str
    area: str
    start: pandas.Timestamp      # the first day of the first month
    end: object                  # the first day after the last month; None where it lasts to the end of the run
    middle: float                # places too few in the worst month, the middle replication
    high: float                  # and in 9 of 10


def shortages(need, months, risk, least):
    """A shortage lasts `least` months or more; one that stops for less goes on."""
    found = []
    for first, last in spells((need.short > 0).mean(axis=0) > risk, least):
        middle, high = numpy.quantile(need.short[:, first:last], [0.5, 0.9], axis=0)
        worst = int(numpy.argmax(high))
        end = months[last].start if last < len(months) else None
        found.append(Shortage(need.provision, need.area, months[first].start, end, float(middle[worst]), float(high[worst])))
    return found


def spells(above, least):
    """(first, after the last) of each row of months, gaps of fewer than `least` bridged, and shorter ones left out."""
    joined = []
    for index in numpy.flatnonzero(above):
        if joined and index - joined[-1][1] < least:
            joined[-1][1] = int(index) + 1
        else:
            joined.append([int(index), int(index) + 1])
    return [(first, last) for first, last in joined if last - first >= least]


# ---- lead times ----

def days_of(text):
    """`116 days` as a number of days; None where it is not a length of time."""
    match = re.fullmatch(r"(-?[\d.]+) (day|week|month|year)s?", str(text))
    return float(match[1]) * DAYS[match[2]] if match else None


def date_stated(about, key):
    """The day at which a site opens or closes as planned; None where the scenario does not say."""
    stated = about.get(key)
    stated = stated.get("value") if isinstance(stated, dict) else stated
    return pandas.Timestamp(stated) if stated else None


def slip_of(result, resource, share):
    """How much later than planned openings are, in days, at that share of the cases; None where the scenario does not say."""
    quantiles = mapping_at(result.resource(resource), "slip", "opens", "quantiles")
    points = [(float(at), days_of(value.get("value") if isinstance(value, dict) else value)) for at, value in quantiles.items()]
    if not points or any(days is None for _, days in points):
        return None
    return float(numpy.interp(share, *zip(*sorted(points))))


def lead_times(result, provision):
    """(months of preparation, days of slip) in 1 of 2 cases and in 9 of 10; None: not known."""
    row = rows_of(ANALYSIS / "lead_times.csv", "provision")[provision]
    slips = [slip_of(result, row["slip_of"], share) if row["slip_of"] else 0.0 for share in (0.5, 0.9)]
    return [(int(row[column]), round(slip)) if row[column] and slip is not None else None for column, slip in zip(("half", "nine"), slips)]


def never(result, resource):
    """The share of planned openings that never come; None where the scenario does not say."""
    share = mapping_at(result.resource(resource), "slip").get("never")
    return share.get("value") if isinstance(share, dict) else share


def preparation_range(provision):
    """(least, most) months of preparation in 1 of 2 cases: between what the assumption lies."""
    first = rows_of(ANALYSIS / "lead_times.csv", "provision")[provision]["range"].partition(";")[0]
    return tuple(int(months) for months in first.split(" to "))


def last_dates(result, shortage):
    """By when a provision has to be decided on so that it is there in time, in 1 of 2 cases and in 9 of 10; None: not known."""
    return [lead and shortage.start - pandas.DateOffset(months=lead[0]) - pandas.Timedelta(days=lead[1]) for lead in lead_times(result, shortage.provision)]


def open_dates(result, provision, decided):
    """When a provision is there that is decided on that day, in 1 of 2 cases and in 9 of 10; None: not known."""
    return [lead and decided + pandas.DateOffset(months=lead[0]) + pandas.Timedelta(days=lead[1]) for lead in lead_times(result, provision)]


# ---- the calendar of the year ----

def moment_before(provision, date, language):
    """The last moment of the year's calendar on or before that date, with its name; None where there is none."""
    found = []
    for row in rows_of(ANALYSIS / "calendar.csv", "moment").values():
        if provision not in row["for"].split():
            continue
        for year in (date.year, date.year - 1, date.year - 2, date.year - 3):
            moment = pandas.Timestamp(year, int(row["month"]), int(row["day"]))
            if moment <= date and (year - int(row["from"])) % int(row["every"]) == 0:
                found.append((moment, row[language]))
                break
    return max(found, default=None, key=lambda pair: pair[0])
