"""The questions that a council asks, each answered in its first sentence.

The numbers are as in report_sentences.py; a date to decide by comes from the capacity sheet. A question that the result does not count
is left out.
"""
import dataclasses
import math

import pandas
import scipy.special

import decisions
import euros
import rounded
import words
from report_reader import a_year, escape, estimated_duties, middle, region_duty, text_of
from report_sites import open_on
from report_tables import table
from results import mapping_at
from tables import SCENARIOS, rows_of

DAYS_IN_YEAR = 365.2425
DAYS_IN_MONTH = DAYS_IN_YEAR / 12
ASKED_SHARES = [0.07, 0.10, 0.15]     # of lettings to status holders, in question 7
ALL_BUT_FULL = 0.97             # of the places are in use
BUSY, NEARLY_ALWAYS = 0.9, 0.99      # of the nights there shall be places enough, in question 14


@dataclasses.dataclass(frozen=True)
class Question:
    name: str            # of its place on the page
    heading: str
    answer: str          # the first sentence, or two
    more: tuple = ()
    table: str = ""      # after the answer


# ---- reception ----

def replacement(reader, counts, needs):
    """Question 1: by when a replacement for Stieltjesstraat must be agreed."""
    if not counts or not reader.has("nijmegen_short", "nijmegen_durable_places"):
        return None
    if None in decisions.lead_times(reader.result, "durable"):            # how openings slip is not said
        return None
    heading = reader.say("q_replacement")
    lasting = [shortage for need in needs if (need.provision, need.area) == ("durable", "nijmegen")
               for shortage in decisions.shortages(need, counts.months, 0.5, 3) if shortage.end is None]
    if not lasting:
        return Question("replacement", heading, reader.say("q_replacement_none"))
    half, nine = decisions.last_dates(reader.result, lasting[0])
    past = half < reader.today
    late = reader.horizon if lasting[0].start < reader.horizon else reader.result.dates[-1]
    missing = counts.duty["nijmegen"] - middle(reader, "nijmegen_durable_places", late)
    planned = last_dates_if_planned(reader, lasting[0])
    why = site_closes(reader, counts, missing, lasting[0], late, planned)
    decide = reader.say("q_replacement_past" if past else "q_replacement_now", places=reader.given(missing), half=reader.day(half), nine=reader.day(nine),
                        planned=reader.say("q_replacement_planned", half=reader.day(planned[0]), nine=reader.day(planned[1])) if planned else "")
    return Question("replacement", heading, decide, why + (how_late(reader, lasting[0], past),))


def stieltjesstraat(reader):
    return mapping_at(reader.result.resource("coa"), "sites", "stieltjesstraat")


def last_dates_if_planned(reader, shortage):
    """By when it had to be decided if the site closed as planned; nothing where the shortage does not begin later than that."""
    closes = decisions.date_stated(stieltjesstraat(reader), "closes")
    return decisions.last_dates(reader.result, dataclasses.replace(shortage, start=closes)) if closes and shortage.start > closes else None


def site_closes(reader, counts, missing, shortage, late, planned):
    """Why so many places: what the duty asks above those that remain, not those that close."""
    site = stieltjesstraat(reader)
    closes, early = decisions.date_stated(site, "closes"), pandas.Timestamp(2028, 1, 1)
    if closes is None or not early < late:
        return ()
    slips = reader.say("q_replacement_slips", start=reader.month(shortage.start)) if planned else ""
    return (reader.say("q_replacement_why", site=reader.given(euros.amount(reader.result, site.get("capacity"))), closes=reader.day(closes),
                       duty=reader.given(counts.duty["nijmegen"]), missing=reader.given(missing), slips=slips, early=reader.day(early), late=reader.day(late),
                       first=reader.number("nijmegen_short", early, statistic="mean"), later=reader.number("nijmegen_short", late, statistic="mean"),
                       **reader.both("nijmegen_durable_places", late, "places")),)


def how_late(reader, shortage, past):
    """How the date is made, and when the places come if it is decided today."""
    (preparing, half), (_, nine) = decisions.lead_times(reader.result, shortage.provision)
    least, most = decisions.preparation_range(shortage.provision)
    never = decisions.never(reader.result, "coa")
    opens = decisions.open_dates(reader.result, shortage.provision, reader.today)
    now = reader.say("q_replacement_how_now", today=reader.day(reader.today), half=reader.month(opens[0]), nine=reader.month(opens[1])) if past else ""
    fails = reader.say("q_replacement_never", never=reader.given(words.percentage(reader.language, never))) if never else ""
    return reader.say("q_replacement_how", start=reader.month(shortage.start), lead=reader.given(preparing), least=reader.given(least), most=reader.given(most),
                      half=in_months(reader, half), nine=in_months(reader, nine), fails=fails, now=now)


def in_months(reader, days):
    return reader.given(round(days / DAYS_IN_MONTH))


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
    return Question("wijchen", heading, short, (with_it + not_its_places(reader, date), who_lives_where(reader, date), *estimates))


def not_its_places(reader, date):
    """Why the two medians do not differ by the places that are planned in Wijchen."""
    planned = sum(euros.amount(reader.result, site.get("capacity")) for site in mapping_at(reader.result.resource("coa"), "sites").values() if site.get("municipality") == "wijchen")
    differ = middle(reader, "region_durable_places", date) - middle(reader, "region_durable_places_without_wijchen", date)
    return reader.say("q_wijchen_not_all", planned=reader.given(planned)) if planned and rounded.to_step(differ) != planned else ""


def who_lives_where(reader, date):
    druten = {name: site for name, site in mapping_at(reader.result.resource("coa"), "sites").items() if site.get("municipality") == "druten"}
    told = ""
    if druten:
        closes = [(name, day) for name, site in druten.items() if (day := decisions.date_stated(site, "closes")) and day < reader.today and reader.has(("region_reception_places", f"site={name}"))]
        still = "".join(reader.say("q_wijchen_druten_open", closes=reader.day(day), share=reader.given(open_on(reader, "region_reception_places", name)), date=reader.day(date)) for name, day in closes)
        told = reader.say("q_wijchen_druten", places=reader.given(sum(euros.amount(reader.result, site.get("capacity")) for site in druten.values())), open=still)
    return told + reader.say("q_wijchen_country", share=reader.number("reception_occupancy", date))


def duties_estimated(reader, counts):
    """Of which municipalities the duty was not published, where there are any."""
    derived = estimated_duties(counts)
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
    short = reader.say("q_lettings_short", date=reader.day(date), task=reader.given(434), now=reader.given(share_with_decimal(reader.language, now)), lettings=reader.given(lettings_of_nijmegen()),
                       shares=reader.given(reader.say("shares_asked")), same=reader.say("q_lettings_same", seven=reader.given(words.percentage(reader.language, ASKED_SHARES[0]))) if all_housed(reader, ASKED_SHARES[0], now, date) else "",
                       **reader.both("nijmegen_backlog_at_434", date, "backlog"),
                       **reader.both("nijmegen_backlog_at_434_none_waiting", date, "least"))
    more = (why_no_lower(reader, date), two_tasks(reader, date), *what_waiting_costs(reader, date))
    return Question("lettings", reader.say("q_lettings"), short, tuple(filter(None, more)), by_share(reader, now, date))


def by_share(reader, now, date):
    """For each share of the lettings the homes of a year, the backlog, who is left waiting, and what the state pays at most for who is housed by it."""
    columns = [(reader.say(f"lettings_column_{name}", date=words.long_date(reader.language, date)), kind) for name, kind in
               (("share", "text"), ("homes", "number"), ("backlog", "number"), ("waiting", "number"), ("once", "number"))]
    once = lump_sum(reader)
    rows = [[f"{reader.given(share_with_decimal(reader.language, now))} ({reader.say('as_now')})", homes_a_year(reader, now), reader.number("nijmegen_backlog_at_434", date) + bare_band(reader, "nijmegen_backlog_at_434", date),
             reader.number("nijmegen_waiting_for_home", date), "–"]]
    for share in ASKED_SHARES:
        rows.append([reader.given(words.percentage(reader.language, share)), homes_a_year(reader, share),
                     reader.say("at_least", number=reader.number("nijmegen_backlog_at_434_none_waiting", date)) + bare_band(reader, "nijmegen_backlog_at_434_none_waiting", date),
                     reader.say("hardly_anybody") if all_housed(reader, share, now, date) else reader.say("not_said"),
                     reader.say("at_most", number=reader.given(rounded.shown(reader.language, people_waiting(reader, date) * once, "EUR"))) if once is not None else "–"])
    return table(reader.say("q_lettings"), columns, rows, hide_caption=True)


def bare_band(reader, name, date):
    low, high = (reader.number(name, date, statistic=statistic) for statistic in ("p05", "p95"))
    return "" if text_of(low) == text_of(high) else f" ({low} – {high})"


def homes_a_year(reader, share):
    return reader.given(round((share or 0) * lettings_of_nijmegen()))


def why_no_lower(reader, date):
    few = reader.say("q_lettings_few", task=reader.given(434)) if middle(reader, "nijmegen_backlog_at_434_none_waiting", date) > 0 else ""
    return reader.say("q_lettings_more", date=reader.day(date), few=few, **reader.both("nijmegen_waiting_for_home", date, "waiting"))


def two_tasks(reader, date):
    """Where 434 comes from, and why the forecast has another backlog at its own task."""
    if not reader.has(("backlog", "municipality=nijmegen"), ("task", "municipality=nijmegen")):
        return ""
    known = a_year(reader, "task", "municipality=nijmegen")
    own, band = reader.ahead_or_behind("backlog", date, "municipality=nijmegen")
    years = round((date - reader.result.dates[0]).days / DAYS_IN_YEAR)
    return reader.say("q_lettings_task", known=reader.given(known), task=reader.given(434), then=reader.given("2024"), date=reader.day(date), own=own, own_band=band,
                      gap=reader.given(434 - known), years=reader.given(years))


def lump_sum(reader):
    """What the state pays once for a status holder who gets a home, as the scenario states it; None where it does not."""
    return euros.amount(reader.result, mapping_at(reader.result.manifest, "resolved", "pathways", "asylum", "stages", "housed", "cost").get("entry"))


def what_waiting_costs(reader, date):
    """What the state pays to house those who wait, and COA for a year of waiting; the amounts are the scenario's. Nothing where it does not state them."""
    once, a_day = lump_sum(reader), euros.amount(reader.result, mapping_at(reader.result.manifest, "resolved", "values").get("regular_day"))
    if once is None or a_day is None:
        return ()
    people = people_waiting(reader, date)
    millions = lambda amount: reader.given(rounded.shown(reader.language, amount, "EUR"))
    return (reader.say("q_lettings_costs", once=reader.given(once), all_once=millions(people * once), a_day=reader.given(words.number(reader.language, a_day, 2)),
                       all_a_year=millions(people * a_day * DAYS_IN_YEAR), waiting=reader.number("nijmegen_waiting_for_home", date)),)


def people_waiting(reader, date):
    """As the sentences say it, so that the amounts are for as many as they name."""
    return rounded.to_step(middle(reader, "nijmegen_waiting_for_home", date))


def lettings_of_nijmegen():
    return float(rows_of(SCENARIOS / "nijmegen/tables/municipalities.csv", "municipality")["nijmegen"]["lettings"])


def all_housed(reader, share, now, date):
    """Whether there are more homes by it than people who wait."""
    return extra_homes(reader, share, now, date) > middle(reader, "nijmegen_waiting_for_home", date)


def extra_homes(reader, share, now, date):
    """How many homes more status holders get by that date at another share of the lettings."""
    return max(share - (now or share), 0) * lettings_of_nijmegen() * (date - reader.result.dates[0]).days / DAYS_IN_YEAR


def is_task_of_434(reader):
    """The measure takes the task of the baseline times 434/271: with another task it is of no use."""
    return reader.has("nijmegen_task_of_434") and abs(a_year(reader, "nijmegen_task_of_434") - 434) <= 1


def share_with_decimal(language, share):
    return "–" if share is None else words.number(language, share * 100, 1) + ("\u00a0%" if language == "nl" else "%")


# ---- Ukrainians ----

def sites_of_ukrainians(reader, _counts, _needs):
    """Question 13: how many homes if Tarweweg and Asdonck close."""
    homes_of = "ukrainian_households_in_tarweweg_and_asdonck"
    date = pandas.Timestamp(2027, 3, 1)
    if not reader.has(homes_of, "ukrainians_in_tarweweg_and_asdonck", "region_ukrainian_households_in_reception", "region_ukrainians_in_reception") or not reader.covers(date):
        return None
    short = reader.say("q_ukraine_short", date=reader.day(date), **reader.both(homes_of, date, "homes"),
                       **reader.both("ukrainians_in_tarweweg_and_asdonck", date, "people"))
    homes = middle(reader, homes_of, date)
    some = reader.say("q_ukraine_some", end=reader.day(pandas.Timestamp(2027, 3, 4)), half=about(reader, homes / 2), quarter=about(reader, homes / 4), full=no_place_elsewhere(reader, date))
    everyone = reader.say("q_ukraine_everyone", **reader.both("region_ukrainian_households_in_reception", date, "all"),
                          **reader.both("region_ukrainians_in_reception", date, "everyone"))
    return Question("ukraine", reader.say("q_ukraine"), short, (some, two_sites(reader) + everyone))


def no_place_elsewhere(reader, date):
    if not reader.has("region_ukrainian_places") or middle(reader, "region_ukrainians_in_reception", date) < ALL_BUT_FULL * middle(reader, "region_ukrainian_places", date):
        return ""
    return reader.say("q_ukraine_full", date=reader.day(date), everyone=reader.number("region_ukrainians_in_reception", date), places=reader.number("region_ukrainian_places", date))


def about(reader, number):
    return reader.given(rounded.to_step(number))


def two_sites(reader):
    """What the scenario knows of both sites; '' where it has not both."""
    sites = mapping_at(reader.result.resource("goo"), "sites")
    if not {"tarweweg", "asdonck"} <= set(sites) or decisions.date_stated(sites["tarweweg"], "closes") or not (closes := decisions.date_stated(sites["asdonck"], "closes")):
        return ""
    places = {name: reader.given(euros.amount(reader.result, sites[name].get("capacity"))) for name in ("tarweweg", "asdonck")}
    return reader.say("q_ukraine_sites", closes=reader.day(closes), **places)


# ---- people without papers ----

def shelter_places(reader, _counts, _needs):
    """Question 14: places of bed, bath and bread, by how many of the refused stay."""
    named = {share: f"nijmegen_shelter_if_{share}_percent_stay" for share in (5, 10, 20)}
    known = euros.amount(reader.result, mapping_at(reader.result.resource("local_shelter"), "sites", "bed_bath_bread").get("capacity"))
    if not known or not reader.has(*named.values()):
        return None
    date = reader.horizon
    of_each = at_each_percent(reader, named[20], date)
    short = reader.say("q_shelter_short", date=reader.day(date), known=reader.given(known), twentieth=percent(reader, 5), tenth=percent(reader, 10), fifth=percent(reader, 20),
                       **{f"night_{share}": reader.given(places_for(of_each, share, NEARLY_ALWAYS)) for share in named})
    enough, sure = (max((share for share in range(1, 101) if poisson_quantile(of_each * share, level) <= known), default=0) for level in (BUSY, NEARLY_ALWAYS))
    more = [reader.say("q_shelter_enough", known=reader.given(known), share=percent(reader, enough), sure=percent(reader, sure)), reader.say("q_shelter_more", stay=reader.given(reader.say("months_17")))]
    if reader.has("nijmegen_in_shelter"):
        both = sum(euros.amount(reader.result, site.get("capacity")) for site in mapping_at(reader.result.resource("local_shelter"), "sites").values() if site.get("municipality") == "nijmegen")
        more.append(reader.say("q_shelter_live", date=reader.day(date), living=reader.number("nijmegen_in_shelter", date), both=reader.given(both)))
    return Question("shelter", reader.say("q_shelter"), short, (more[0] + more[1], *more[2:]), by_stay(reader, named, of_each, date))


def by_stay(reader, named, of_each, date):
    columns = [(reader.say(f"shelter_column_{name}", date=words.long_date(reader.language, date)), kind) for name, kind in (("stay", "text"), ("mean", "number"), ("busy", "number"), ("night", "number"))]
    rows = [[percent(reader, share), reader.number(name, date) + bare_band(reader, name, date), *(reader.given(places_for(of_each, share, level)) for level in (BUSY, NEARLY_ALWAYS))]
            for share, name in named.items()]
    return table(reader.say("q_shelter"), columns, rows, hide_caption=True)


def at_each_percent(reader, name_of_20, date):
    """Of each replication the mean number of places in use for every per cent that stays."""
    values = pandas.DataFrame(reader.result.values(reader.result.find(name_of_20)), columns=reader.result.dates)[date]
    return values.dropna().to_numpy() / 20


def places_for(of_each, share, level):
    """Places enough in that part of the nights, rounded up to 5."""
    return math.ceil(poisson_quantile(of_each * share, level) / rounded.STEP) * rounded.STEP


def poisson_quantile(means, level):
    """The least number that is enough at that level when people come one by one: in a service where nobody waits the number present is Poisson (Palm 1943),
    here with a mean for each replication."""
    number = 0
    while scipy.special.pdtr(number, means).mean() < level:
        number += 1
    return number


def percent(reader, share):
    return reader.given(words.percentage(reader.language, share / 100))
