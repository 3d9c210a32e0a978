"""The questions that a council asks, each answered in its first sentence.

The numbers are as in report_sentences.py; a date to decide by comes from the capacity sheet. A question that the result does not count
is left out.
"""
import dataclasses

import pandas

import decisions
import euros
import rounded
import words
from report_reader import escape, middle, region_duty
from results import mapping_at
from tables import SCENARIOS, rows_of

DAYS_IN_YEAR = 365.2425
DAYS_IN_MONTH = DAYS_IN_YEAR / 12
ASKED_SHARE = 0.07             # of lettings to status holders: the least of question 7


@dataclasses.dataclass(frozen=True)
class Question:
    name: str            # of its place on the page
    heading: str
    answer: str          # the first sentence, or two
    more: tuple = ()


# ---- reception ----

def replacement(reader, counts, needs):
    """Question 1: by when a replacement for Stieltjesstraat must be agreed."""
    if not counts or not reader.has("nijmegen_short", "nijmegen_durable_places"):
        return None
    heading = reader.say("q_replacement")
    lasting = [shortage for need in needs if (need.provision, need.area) == ("durable", "nijmegen")
               for shortage in decisions.shortages(need, counts.months, 0.5, 3) if shortage.end is None]
    if not lasting:
        return Question("replacement", heading, reader.say("q_replacement_none"))
    half, nine = decisions.last_dates(reader.result, lasting[0])
    past = half is not None and half < reader.today
    late = reader.horizon if lasting[0].start < reader.horizon else reader.result.dates[-1]
    missing = counts.duty["nijmegen"] - middle(reader, "nijmegen_durable_places", late)
    why = site_closes(reader, counts, missing, lasting[0], late)
    decide = reader.say("q_replacement_past" if past else "q_replacement_now", places=reader.given(missing), half=reader.day(half), nine=reader.day(nine))
    return Question("replacement", heading, decide, why + (how_late(reader, lasting[0], past),))


def site_closes(reader, counts, missing, shortage, late):
    """Why so many places: what the duty asks above those that remain, not those that close."""
    site = mapping_at(reader.result.resource("coa"), "sites", "stieltjesstraat")
    closes, early = pd_date(site.get("closes")), pandas.Timestamp(2028, 1, 1)
    if closes is None or not early < late:
        return ()
    slips = reader.say("q_replacement_slips", start=reader.month(shortage.start)) if shortage.start > closes else ""
    return (reader.say("q_replacement_why", site=reader.given(euros.amount(reader.result, site.get("capacity"))), closes=reader.day(closes),
                       duty=reader.given(counts.duty["nijmegen"]), missing=reader.given(missing), slips=slips, early=reader.day(early), late=reader.day(late),
                       first=reader.number("nijmegen_short", early, statistic="mean"), later=reader.number("nijmegen_short", late, statistic="mean"),
                       **reader.both("nijmegen_durable_places", late, "places")),)


def how_late(reader, shortage, past):
    """How the date is made, and when the places come if it is decided today."""
    (preparing, _), _ = decisions.lead_times(reader.result, shortage.provision)
    opens = decisions.open_dates(reader.result, shortage.provision, reader.today)
    slips = [decisions.slip_of(reader.result, "coa", share) for share in (0.17, 0.83)]
    least, most = (round((days or 0) / DAYS_IN_MONTH) for days in slips)
    now = reader.say("q_replacement_how_now", today=reader.day(reader.today), half=reader.month(opens[0]), nine=reader.month(opens[1])) if past else ""
    return reader.say("q_replacement_how", start=reader.month(shortage.start), lead=reader.given(preparing), least=reader.given(least), most=reader.given(most), now=now)


def no_wijchen(reader, counts, _):
    """Question 4: if Wijchen never opens and Druten ends."""
    if not counts or not reader.has("region_durable_places_without_wijchen", "region_without_wijchen_against_spreidingswet", "nijmegen_durable_places"):
        return None
    date = reader.horizon
    heading, estimates = reader.say("q_wijchen"), duties_estimated(reader, counts)
    if middle(reader, "region_without_wijchen_against_spreidingswet", date) >= 0:
        enough = reader.say("q_wijchen_enough", date=reader.day(date), duty=reader.given(region_duty(counts)), **reader.both("region_durable_places_without_wijchen", date, "durable"))
        return Question("wijchen", heading, enough, estimates)
    full = middle(reader, "nijmegen_durable_places", date) <= counts.duty["nijmegen"]
    short = reader.say("q_wijchen_short", date=reader.day(date), duty=reader.given(region_duty(counts)), own_duty=reader.given(counts.duty["nijmegen"]),
                       own=reader.number("nijmegen_durable_places", date), can=reader.say(f"q_wijchen_{'cannot' if full else 'can'}"),
                       **reader.both("region_durable_places_without_wijchen", date, "durable"),
                       **reader.both("region_without_wijchen_against_spreidingswet", date, "short", size=True))
    if not reader.has("region_durable_places", "region_against_spreidingswet", "reception_occupancy"):
        return Question("wijchen", heading, short, estimates)
    key = "q_wijchen_also_short" if middle(reader, "region_against_spreidingswet", date) < 0 else "q_wijchen_with_enough"
    with_it = reader.say(key, with_short=reader.number("region_against_spreidingswet", date, size=True), **reader.both("region_durable_places", date, "with_it"))
    return Question("wijchen", heading, short, (reader.say("q_wijchen_more", with_it=with_it, share=reader.number("reception_occupancy", date)), *estimates))


def duties_estimated(reader, counts):
    """Of which municipalities the duty was not published, where there are any."""
    about = rows_of(SCENARIOS / "netherlands/tables/municipalities.csv", "municipality")
    derived = [counts.names[name] for name in counts.duty if about[name]["duty_is"] != "published"]
    if not derived:
        return ()
    return (reader.say("q_wijchen_estimates", all=reader.given(len(counts.duty)), count=reader.given(len(derived)), derived=escape(listed(reader.language, derived))),)


def listed(language, names):
    *first, last = names
    return f'{", ".join(first)} {words.word(language, "and")} {last}' if first else last


# ---- homes ----

def lettings(reader, _counts, _needs):
    """Question 7: the backlog at a task of 434 a year, with 7, 10 or 15 % of the lettings."""
    if not reader.has("nijmegen_backlog_at_434", "nijmegen_waiting_for_home", "nijmegen_backlog_at_434_none_waiting") or not is_task_of_434(reader):
        return None
    date = reader.horizon
    now = euros.amount(reader.result, mapping_at(reader.result.manifest, "resolved", "values").get("letting_share"))
    extra = extra_homes(reader, now, date)
    near = extra > middle(reader, "nijmegen_waiting_for_home", date)       # then hardly anybody is left to be housed
    floor = reader.say("q_lettings_near" if near else "q_lettings_floor", shares=reader.given(reader.say("shares_asked")), **reader.both("nijmegen_backlog_at_434_none_waiting", date, "least"))
    short = reader.say("q_lettings_short", date=reader.day(date), task=reader.given(434), now=reader.given(share_with_decimal(reader.language, now)), lettings=reader.given(lettings_of_nijmegen()), floor=floor,
                       **reader.both("nijmegen_backlog_at_434", date, "backlog"))
    if not reader.has(("backlog", "municipality=nijmegen"), ("task", "municipality=nijmegen")):
        return Question("lettings", reader.say("q_lettings"), short)
    known = reader.given(a_year(reader, "task", "municipality=nijmegen"))
    task = reader.say("q_lettings_task", known=known, task=reader.given(434), then=reader.given("2024"))
    costs = what_waiting_costs(reader, date)
    if not near:
        return Question("lettings", reader.say("q_lettings"), short, (task, *costs))
    few = reader.say("q_lettings_few", task=reader.given(434)) if middle(reader, "nijmegen_backlog_at_434_none_waiting", date) > 0 else ""
    own, band = reader.ahead_or_behind("backlog", date, "municipality=nijmegen")
    more = reader.say("q_lettings_more", date=reader.day(date), known=known, few=few, own=own, own_band=band,
                      seven=reader.given(words.percentage(reader.language, ASKED_SHARE)), extra=reader.given(rounded.to_step(extra)),
                      **reader.both("nijmegen_waiting_for_home", date, "waiting"))
    return Question("lettings", reader.say("q_lettings"), short, (task, more, *costs))


def what_waiting_costs(reader, date):
    """What the state pays to house those who wait, and COA for a year of waiting; the amounts are the scenario's. Nothing where it does not state them."""
    resolved = mapping_at(reader.result.manifest, "resolved")
    once = euros.amount(reader.result, mapping_at(resolved, "pathways", "asylum", "stages", "housed", "cost").get("entry"))
    a_day = euros.amount(reader.result, mapping_at(resolved, "values").get("regular_day"))
    if once is None or a_day is None:
        return ()
    people = middle(reader, "nijmegen_waiting_for_home", date)
    millions = lambda amount: reader.given(rounded.shown(reader.language, amount, "EUR"))
    return (reader.say("q_lettings_costs", date=reader.day(date), once=reader.given(once), all_once=millions(people * once), a_day=reader.given(words.number(reader.language, a_day, 2)),
                       all_a_year=millions(people * a_day * DAYS_IN_YEAR), task=reader.given(434), **reader.both("nijmegen_waiting_for_home", date, "waiting")),)


def lettings_of_nijmegen():
    return float(rows_of(SCENARIOS / "nijmegen/tables/municipalities.csv", "municipality")["nijmegen"]["lettings"])


def extra_homes(reader, now, date):
    """How many homes more status holders get by that date at the least share that is asked about."""
    return max(ASKED_SHARE - (now or ASKED_SHARE), 0) * lettings_of_nijmegen() * (date - reader.result.dates[0]).days / DAYS_IN_YEAR


def is_task_of_434(reader):
    """The measure takes the task of the baseline times 434/271: with another task it is of no use."""
    return reader.has("nijmegen_task_of_434") and abs(a_year(reader, "nijmegen_task_of_434") - 434) <= 1


def share_with_decimal(language, share):
    return "–" if share is None else words.number(language, share * 100, 1) + ("\u00a0%" if language == "nl" else "%")


def a_year(reader, name, group=""):
    """What is asked in the first twelve months: certain, and set by the scenario."""
    rows = reader.rows(name, group)["p50"]
    return float(round(rows[rows.index < rows.index[0] + pandas.DateOffset(years=1)].sum()))


# ---- Ukrainians ----

def sites_of_ukrainians(reader, _counts, _needs):
    """Question 13: how many homes if Tarweweg and Asdonck close."""
    homes_of = "ukrainian_households_in_tarweweg_and_asdonck"
    date = pandas.Timestamp(2027, 3, 1)
    if not reader.has(homes_of, "ukrainians_in_tarweweg_and_asdonck", "region_ukrainian_households_in_reception", "region_ukrainians_in_reception") or not reader.covers(date):
        return None
    short = reader.say("q_ukraine_short", date=reader.day(date), **reader.both(homes_of, date, "homes"),
                       **reader.both("ukrainians_in_tarweweg_and_asdonck", date, "people"))
    more = reader.say("q_ukraine_more", end=reader.day(pandas.Timestamp(2027, 3, 4)), **reader.both("region_ukrainian_households_in_reception", date, "all"),
                      **reader.both("region_ukrainians_in_reception", date, "everyone"))
    return Question("ukraine", reader.say("q_ukraine"), short, (more,))


# ---- people without papers ----

def shelter_places(reader, _counts, _needs):
    """Question 14: places of bed, bath and bread, by how many of the refused stay."""
    named = {share: f"nijmegen_shelter_if_{share}_percent_stay" for share in (5, 10, 20)}
    if not reader.has(*named.values()):
        return None
    date = reader.horizon
    numbers = {f"places_{share}": reader.number(name, date) for share, name in named.items()}
    bands = {f"band_{share}": reader.band(name, date) for share, name in named.items()}
    shares = {key: reader.given(words.percentage(reader.language, share)) for key, share in (("twentieth", 0.05), ("tenth", 0.1), ("fifth", 0.2))}
    known = euros.amount(reader.result, mapping_at(reader.result.resource("local_shelter"), "sites", "bed_bath_bread").get("capacity"))
    a_percent = middle(reader, named[20], date) / 20
    enough = reader.say("q_shelter_enough", known=reader.given(known), share=reader.given(words.percentage(reader.language, known / a_percent / 100))) if known and 100 * a_percent > known else ""
    short = reader.say("q_shelter_short", date=reader.day(date), known=reader.given(known), peak=highest(reader, named[20], known), **shares, **numbers, **bands)
    return Question("shelter", reader.say("q_shelter"), short, (reader.say("q_shelter_more", stay=reader.given(reader.say("months_17")), each=reader.given(words.number(reader.language, a_percent, 1)), enough=enough),))


def highest(reader, name, known):
    """The month of the run in which most is needed, where that may be more than there is."""
    rows = reader.rows(name)
    date = rows["p50"].idxmax()
    if known is None or rows["p95"][date] <= known:
        return ""
    return reader.say("q_shelter_peak", date=reader.day(date), **reader.both(name, date, "highest"))


def pd_date(text):
    return pandas.Timestamp(text) if text else None
