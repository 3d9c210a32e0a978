"""The sentences of the report that answer at once: the headline, the large numbers, the whole forecast in one paragraph, and how far to trust it.

Every number in them is one of forecast.csv, rounded (`Reader.number`), or one that the scenario or the law states
(`Reader.given`). What the result does not count is left out.
"""
import collections

import words
from report_questions import is_task_of_434
from report_reader import a_year, escape, estimated_duties, middle, region_duty

# ---- the answer ----

def headline(reader):
    """The answer in a few words; '' where the result does not count the region's places."""
    if not reader.has("region_against_spreidingswet"):
        return ""
    ends = reader.rows("region_against_spreidingswet").loc[reader.horizon]
    return reader.say("headline_short" if ends["p95"] < 0 else "headline_likely_short" if ends["p50"] < 0 else "headline_enough")


def cards(reader):
    """(number, what it is, band) of the few numbers that are shown large."""
    date, made = reader.horizon, []
    for key, name, statistic in CARDS:
        if reader.has(name) and (key != "region" or middle(reader, name, date) < 0):
            size = key == "region"
            band = reader.band(name, date, size=size).removeprefix(", ") if statistic == "p50" else ""
            made.append((reader.number(name, date, statistic=statistic, size=size), reader.say(f"card_{key}"), band))
    return made


def large(reader):
    """Those numbers as a list, with their date."""
    made = "".join(f'<li><span class="large">{number}</span> <span class="what">{what}</span> <span class="band">{band}</span></li>' for number, what, band in cards(reader))
    return f'<h3 class="on">{reader.say("cards", date=reader.day(reader.horizon))}</h3><ul class="cards">{made}</ul>' if made else ""


def answer(reader, counts):
    """The whole forecast in one paragraph, as it stands on one date."""
    told = [sentence for sentence in (part(reader, reader.horizon, counts) for part in ANSWERS) if sentence]
    return told or of_anything(reader, reader.horizon)


def region_places(reader, date, counts):
    if not counts or not reader.has("region_durable_places", "region_against_spreidingswet"):
        return None
    key = "answer_region_places" if middle(reader, "region_against_spreidingswet", date) < 0 else "answer_region_enough"
    derived = estimated_duties(counts)
    estimated = reader.say("duty_estimated", count=reader.given(len(derived))) if derived else ""
    return reader.say(key, date=reader.day(date), duty=reader.given(region_duty(counts)), estimated=estimated, short=reader.number("region_against_spreidingswet", date, size=True),
                      **reader.both("region_durable_places", date, "durable"))


def nijmegen_places(reader, date, counts):
    if not counts or not reader.has("nijmegen_short"):
        return None
    return reader.say("answer_nijmegen_places", duty=reader.given(counts.duty["nijmegen"]), chance=reader.number("nijmegen_short", date, statistic="mean"))


def demand(reader, date, _):
    if not reader.has("demand_for_places", "reception_places"):
        return None
    return reader.say("answer_demand", places=reader.number("reception_places", date), **reader.both("demand_for_places", date, "asked"))


def homes(reader, date, _):
    if not reader.has("region_waiting_for_home"):
        return None
    return reader.say("answer_homes", **reader.both("region_waiting_for_home", date, "waiting"))


def backlog(reader, date, _):
    if not reader.has(("backlog", "municipality=nijmegen")):
        return None
    number, band = reader.ahead_or_behind("backlog", date, "municipality=nijmegen")
    if not reader.has(("task", "municipality=nijmegen")):
        return reader.say("answer_backlog", backlog=number, backlog_band=band)
    unknown = reader.say("task_unknown") if is_task_of_434(reader) else ""       # of another task who set it knows
    return reader.say("answer_backlog_at", unknown=unknown, known=reader.given(a_year(reader, "task", "municipality=nijmegen")), backlog=number, backlog_band=band)


def ukrainians(reader, date, _):
    if not reader.has("region_ukrainians_in_reception"):
        return None
    return reader.say("answer_ukraine", **reader.both("region_ukrainians_in_reception", date, "people"))


def in_shelter(reader, date, _):
    if not reader.has("nijmegen_in_shelter"):
        return None
    return reader.say("answer_shelter", **reader.both("nijmegen_in_shelter", date, "people"))


CARDS = [("region", "region_against_spreidingswet", "p50"), ("nijmegen", "nijmegen_short", "mean"), ("homes", "region_waiting_for_home", "p50"),
         ("ukraine", "region_ukrainians_in_reception", "p50")]
ANSWERS = [region_places, nijmegen_places, demand, homes, backlog, ukrainians, in_shelter]


def of_anything(reader, date):
    """A result of another scenario: its stocks as they stand."""
    result, told = reader.result, []
    for series in result.series:
        if not series.group and result.at_moments(series.measure):
            title = words.upper_first(result.measure_title(series.measure, reader.language))
            told.append(reader.say("answer_any", title=escape(title), number=reader.number(series.name, date), band=reader.band(series.name, date)))
    return [reader.say("answer_on", date=reader.day(date)), *told[:6]]


def checked(reader):
    """How far to trust it: how often it was played, from which stock, and what came out of the published figures it can be held beside."""
    counted = [actual for actual in reader.actuals.all if actual.counts]
    outside = sum(actual.outside for actual in counted)
    told = [reader.say("checked_runs", replications=reader.given(reader.result.replications), start=reader.day(reader.result.dates[0]))]
    if not counted:
        return [*told, reader.say("checked_none")]
    how = "in" if outside == 0 else "some" if outside < len(counted) else "out"
    key = f"checked_one_{how}" if len(counted) == 1 else f"checked_{how}"
    names = [f"{title} ({reader.given(count)})" for title, count in collections.Counter(title_of(reader, actual) for actual in counted).items()]
    return [*told, reader.say(key, counted=reader.given(len(counted)), outside=reader.given(outside)), reader.say("checked_what", names="; ".join(names))]


def title_of(reader, actual):
    return escape(words.upper_first(reader.result.measure_title(actual.series.measure, reader.language)))
