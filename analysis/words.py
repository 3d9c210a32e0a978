"""The words, numbers and dates of every product of `analysis/`, in Dutch and in English."""
import math

import words_of_charts

LANGUAGES = ["nl", "en"]

WORDS = {
    "en": {
        "estimate": "estimate", "half": "1 in 2 between", "nine": "9 in 10 between", "and": "and", "chance": "chance",
        "period": "period", "moment": "on", "cut": "part of the period",
        "scenario": "scenario", "replications": "replications", "replication": "replication", "seed": "seed",
        "run": "From {start} to {end}.", "source": "Source: Doorstroom {version}",
        "bands_all": "Bands: chance and uncertain inputs together; 9 in 10 replications (p05 to p95) and 1 in 2 (p25 to p75).",
        "bands_none": "Bands: chance only, every uncertain input at its middle; 9 in 10 replications (p05 to p95) and "
                      "1 in 2 (p25 to p75).",
        "bands_unknown": "Bands: 9 in 10 replications (p05 to p95) and 1 in 2 (p25 to p75); "
                         "the manifest does not say whether uncertain inputs were drawn.",
        "bands_one": "Bands: none, as this is one replication, one of the many ways it may go.",
        "covers_all": "chance and uncertain inputs", "covers_none": "chance only", "covers_unknown": "not said",
        "estimate_is": "The estimate is the median.",
        "not_all": "Where nobody was counted in a replication, it is not in the row; the least is {least} of {all}.",
        "few": "With only {count}, the edges of the bands are rough.",
        "sentence": "{when}: {estimate}; between {low} and {high} with 9 in 10 probability.",
        "sentence_sure": "{when}: {estimate} in every replication.",
        "at_the_end": "counted at the end of each {grid}", "within": "for each {grid}",
        "served_mean": "mean over everybody counted", "chance_of": "share of the replications in which it holds",
        "mean": "mean", "sd": "standard deviation", "p50": "median", "p90": "9 in 10 within", "n": "number counted",
        "millions": "million {unit}",
        "partly": "* {label} is only part of that {grid}: the run covers {start} to {end}.",
        "left_out": "Left out", "groups_left": "Groups, shown with --groups: {counts}.",
        "why_quantile": "the spread and quantiles of a wait cannot be put together from shorter periods; use --by report",
        "why_ratio": "cannot be put together from shorter periods without the measures it is made of; use --by report",
        "why_unknown": "the manifest does not say how shorter periods add up; use --by report",
        "why_no_count": "a mean of waits needs the number counted ({name}.n), which is not here",
        "median": "median", "band_half": "1 in 2", "band_nine": "9 in 10", "beside": "{what}, beside {capacity}",
        "nine_of_these": "9 in 10 of these", "unit_within": "{unit} each {grid}",
        "tile_title": "Reception places against the duty, and the backlog on the taakstelling, {date}",
        "tile_drawing": "a drawing of the municipalities, not a map",
        "tile_places": "{places} of {duty}{estimate} places", "tile_behind": "{persons} persons behind",
        "tile_ahead": "{persons} persons ahead", "tile_band": "9 in 10: {low} to {high}", "tile_sure": "the same in every replication",
        "tile_key_places": "Upper bar: durable reception places (median) as a share of the duty under the dispersal act (Spreidingswet), first round; full is all of it.",
        "tile_key_backlog": "Lower bar: backlog on the taakstelling (median) for each 1,000 inhabitants; right of the line behind, left of it ahead; {scale} at the edges.",
        "tile_key_line": "Line in a bar: 9 in 10 of the replications.",
        "tile_key_estimate": "* no published duty; by the rate of the province.",
        "book_about": "About", "book_forecast": "Forecast", "book_assumptions": "Assumptions", "book_sources": "Sources",
        "book_measure": "measure", "book_group": "group", "book_unit": "unit", "book_counted": "how it is counted", "book_period": "period", "book_date": "date",
        "book_replications": "replications", "book_p05": "9 in 10 from (p05)", "book_p25": "1 in 2 from (p25)", "book_p50": "estimate (median)",
        "book_p75": "1 in 2 to (p75)", "book_p95": "9 in 10 to (p95)", "book_mean": "mean", "book_sd": "standard deviation", "book_status": "realised or forecast", "book_realised": "realised", "book_realised_on": "counted on", "book_where": "where",
        "book_value": "value", "book_least": "least", "book_most": "most", "book_assumption": "assumption", "book_reference": "reference",
        "book_title": "title", "book_publisher": "publisher", "book_published": "published", "book_checked": "checked", "book_address": "address",
        "book_numbers": "The cells hold the numbers unrounded, in the unit that stands beside them; euros are not in millions.",
        "sheet_title": "capacity sheet", "sheet_region": "Rijk van Nijmegen", "sheet_netherlands": "the Netherlands",
        "sheet_reception": "reception", "sheet_durable": "durable reception places (Spreidingswet)", "sheet_dwellings": "dwellings for status holders, a month",
        "sheet_classes": "places in civic-integration classes, a month", "sheet_shelter": "shelter for people without papers",
        "sheet_ukraine": "municipal reception of Ukrainians",
        "sheet_reception_is": "Persons in places of COA and a share of those without one, beside the places that are open, at the end of the month.",
        "sheet_durable_is": "The duty of the first round, beside the durable places that are open at the end of the month.",
        "sheet_dwellings_is": "Homes in the month that would leave no household waiting longer than the norm of 14 weeks, beside those that came free.",
        "sheet_classes_is": "Places in groups that would leave no household waiting, beside those in the groups that start in the month.",
        "sheet_shelter_is": "Persons in local shelters and a share of those waiting for one, beside the places, at the end of the month.",
        "sheet_ukraine_is": "Ukrainians in municipal reception and a share of those without a place, beside the places that are open, at the end of the month.",
        "sheet_definitions": "The chance is the share of the replications in which more is asked than there is; a shortage is expected where it is above {risk}. "
                             "Needed at 90%: enough in 90% of the replications. Needed at an occupancy of 96%: so many that the median fills 96% of them. "
                             "More places: so many more than there are that it is enough in 9 of 10. Nights are the mean over the replications.",
        "sheet_shared": "Who has no place belongs to no municipality and is shared out: of reception by the duty under the Spreidingswet, of the rest by "
                        "inhabitants, and so are the classes. An assumption.",
        "sheet_lead": "The last date to decide is the start of the shortage less the lead time in 1 of 2 and in 9 of 10 cases (analysis/lead_times.csv, and how "
                      "openings slip in the scenario); a dash where no lead time was found. The moment is the last one on the calendar before it (analysis/calendar.csv).",
        "sheet_one": "This is one replication: a chance of 0 or 1 is no chance.",
        "sheet_costs": "Places that cost least, a place too many beside one too few, in euros a day: {costs}.",
        "sheet_no_costs": "No costs of a place too many or too few are given, so the number that costs least is left out.",
        "sheet_cost_of": "{name} {many} beside {few}, so enough in {share} of the cases",
        "sheet_shortages": "Expected shortages, and by when to decide", "sheet_shortages_lead": "A shortage stands here if its chance is above {risk} for at least {months} months. “Too few” is that of the worst month.",
        "sheet_no_shortages": "Nowhere is the chance of a shortage above {risk} for {months} months or more.", "sheet_until_end": "A dash under `until`: to the end of the run.",
        "sheet_euros": "Euros by calendar year and payer, Rijk van Nijmegen",
        "sheet_euros_lead": "In euros at the prices that the scenario states (those of COA: 2023), not indexed; 9 in 10 between low and high.",
        "sheet_no_euros": "The result counts no costs of the region.",
        "sheet_partly": "* only part of the year: the run covers {start} to {end}.",
        "sheet_cost_places": "places in reception, for Ukrainians (empty ones too) and in shelters", "sheet_cost_empty": "empty places of COA",
        "sheet_cost_integration": "civic integration", "sheet_cost_housing": "lump sums for status holders housed",
        "sheet_payer_coa": "COA", "sheet_payer_municipalities": "municipalities", "sheet_payer_rijk_huisvesting": "state (housing)",
        "sheet_payer_rijk_oekraine": "state (Ukraine)", "sheet_payer_duo": "DUO (state)", "sheet_payer_nidos": "Nidos", "sheet_payer_ind_penalties": "IND (penalties)",
        "sheet_payer_fines_of_newcomers": "newcomers (fines)", "sheet_payer_unset": "not stated", "sheet_payer_all": "all payers", "sheet_empty_of": "{payer}, empty places", "sheet_cost_total": "all together", "sheet_past": "before the start of the run", "sheet_gone": "{when}, gone by",
        "sheet_column_scenario": "scenario", "sheet_column_provision": "provision", "sheet_column_area": "area", "sheet_column_band": "band", "sheet_column_month": "month",
        "sheet_column_chance": "chance of a shortage", "sheet_column_asked": "asked (median)", "sheet_column_places": "there (median)",
        "sheet_column_level": "needed at {level}", "sheet_column_occupancy": "needed at an occupancy of {share}", "sheet_column_more": "more places, 9 in 10",
        "sheet_column_least_cost": "costs least", "sheet_column_emergency": "nights in emergency places", "sheet_column_without": "nights without a place",
        "sheet_column_from": "from", "sheet_column_until": "until", "sheet_column_few_half": "too few (median)", "sheet_column_few_nine": "too few (9 in 10)",
        "sheet_column_decide_half": "decide by (1 in 2)", "sheet_column_moment_half": "last moment (1 in 2)", "sheet_column_decide_nine": "decide by (9 in 10)",
        "sheet_column_moment_nine": "last moment (9 in 10)", "sheet_column_year": "year", "sheet_column_what": "what", "sheet_column_payer": "payer",
        "sheet_column_low": "low", "sheet_column_middle": "median", "sheet_column_high": "high",
    },
    "nl": {
        "estimate": "raming", "half": "1 op 2 tussen", "nine": "9 op 10 tussen", "and": "en", "chance": "kans",
        "period": "periode", "moment": "op", "cut": "deel van de periode",
        "scenario": "scenario", "replications": "replicaties", "replication": "replicatie", "seed": "seed",
        "run": "Van {start} tot {end}.", "source": "Bron: Doorstroom {version}",
        "bands_all": "Bandbreedte: toeval en onzekere invoer samen; 9 van de 10 keer naspelen (p05 tot p95) en 1 van de 2 (p25 tot p75).",
        "bands_none": "Bandbreedte: alleen toeval, alle onzekere invoer op het midden; 9 op de 10 replicaties (p05 tot p95) en "
                      "1 op de 2 (p25 tot p75).",
        "bands_unknown": "Bandbreedte: 9 van de 10 keer naspelen (p05 tot p95) en 1 van de 2 (p25 tot p75); "
                         "het manifest zegt niet of onzekere invoer is getrokken.",
        "bands_one": "Bandbreedte: geen, want dit is één replicatie, een van de vele manieren waarop het kan gaan.",
        "covers_all": "toeval en onzekere invoer", "covers_none": "alleen toeval", "covers_unknown": "niet gezegd",
        "estimate_is": "De raming is de mediaan.",
        "not_all": "Waar in een replicatie niemand geteld is, telt die niet mee in de rij; het minst is {least} van de {all}.",
        "few": "Met maar {count} zijn de randen van de bandbreedte ruw.",
        "sentence": "{when}: {estimate}; tussen de {low} en {high}, met 9 op 10 kans.",
        "sentence_sure": "{when}: {estimate} in elke replicatie.",
        "at_the_end": "stand aan het eind van {grid}", "within": "per {grid}",
        "served_mean": "gemiddeld over allen die geteld zijn", "chance_of": "deel van de replicaties waarin het zo is",
        "mean": "gemiddelde", "sd": "standaardafwijking", "p50": "mediaan", "p90": "9 op 10 binnen", "n": "aantal geteld",
        "millions": "miljoen {unit}",
        "partly": "* {label} is maar een deel van {grid}: de raming loopt van {start} tot {end}.",
        "left_out": "Weggelaten", "groups_left": "Groepen, te zien met --groups: {counts}.",
        "why_quantile": "spreiding en kwantielen van een wachttijd zijn niet uit kortere perioden samen te stellen; gebruik --by report",
        "why_ratio": "niet uit kortere perioden samen te stellen zonder de maten waaruit dit bestaat; gebruik --by report",
        "why_unknown": "het manifest zegt niet hoe kortere perioden optellen; gebruik --by report",
        "why_no_count": "een gemiddelde wachttijd vraagt het aantal geteld ({name}.n), dat ontbreekt",
        "median": "mediaan", "band_half": "1 op 2", "band_nine": "9 op 10", "beside": "{what}, naast {capacity}",
        "nine_of_these": "9 op 10 hiervan", "unit_within": "{unit} per {grid}",
        "tile_title": "Opvangplekken naast de opgave, en de achterstand op de taakstelling, {date}",
        "tile_drawing": "een tekening van de gemeenten, geen kaart",
        "tile_places": "{places} van {duty}{estimate} plekken", "tile_behind": "{persons} personen achter",
        "tile_ahead": "{persons} personen voor", "tile_band": "9 op 10: {low} tot {high}", "tile_sure": "in elke replicatie gelijk",
        "tile_key_places": "Bovenste balk: duurzame opvangplekken (mediaan) als deel van de opgave onder de Spreidingswet, eerste ronde; vol is de hele opgave.",
        "tile_key_backlog": "Onderste balk: achterstand op de taakstelling (mediaan) per 1.000 inwoners; rechts van de streep achter, links voor; {scale} aan de randen.",
        "tile_key_line": "Lijn in een balk: 9 op de 10 replicaties.",
        "tile_key_estimate": "* geen gepubliceerde opgave; naar de maat van de provincie.",
        "book_about": "Toelichting", "book_forecast": "Raming", "book_assumptions": "Aannamen", "book_sources": "Bronnen",
        "book_measure": "maat", "book_group": "groep", "book_unit": "eenheid", "book_counted": "hoe geteld", "book_period": "periode", "book_date": "datum",
        "book_replications": "replicaties", "book_p05": "9 op 10 vanaf (p05)", "book_p25": "1 op 2 vanaf (p25)", "book_p50": "raming (mediaan)",
        "book_p75": "1 op 2 tot (p75)", "book_p95": "9 op 10 tot (p95)", "book_mean": "gemiddelde", "book_sd": "standaardafwijking", "book_status": "realisatie of raming", "book_realised": "realisatie", "book_realised_on": "geteld op", "book_where": "waar",
        "book_value": "waarde", "book_least": "laagst", "book_most": "hoogst", "book_assumption": "aanname", "book_reference": "bron",
        "book_title": "titel", "book_publisher": "uitgever", "book_published": "gepubliceerd", "book_checked": "nagekeken", "book_address": "adres",
        "book_numbers": "In de cellen staan de getallen onafgerond, in de eenheid die ernaast staat; euro’s niet in miljoenen.",
        "sheet_title": "capaciteitsblad", "sheet_region": "Rijk van Nijmegen", "sheet_netherlands": "Nederland",
        "sheet_reception": "opvang", "sheet_durable": "duurzame opvangplekken (Spreidingswet)", "sheet_dwellings": "woningen voor statushouders, per maand",
        "sheet_classes": "plekken in lesgroepen inburgering, per maand", "sheet_shelter": "opvang van mensen zonder documenten",
        "sheet_ukraine": "gemeentelijke opvang van Oekraïners",
        "sheet_reception_is": "Personen in plekken van COA en een deel van wie er geen heeft, naast de plekken die open zijn, aan het eind van de maand.",
        "sheet_durable_is": "De opgave van de eerste ronde, naast de duurzame plekken die open zijn aan het eind van de maand.",
        "sheet_dwellings_is": "Woningen in de maand waarmee geen huishouden langer wacht dan de norm van 14 weken, naast de woningen die vrijkwamen.",
        "sheet_classes_is": "Plaatsen in groepen waarmee geen huishouden wacht, naast die in de groepen die in de maand beginnen.",
        "sheet_shelter_is": "Personen in lokale opvang en een deel van wie daarop wacht, naast de plekken, aan het eind van de maand.",
        "sheet_ukraine_is": "Oekraïners in gemeentelijke opvang en een deel van wie geen plek heeft, naast de plekken die open zijn, aan het eind van de maand.",
        "sheet_definitions": "De kans is het deel van de replicaties waarin er meer gevraagd is dan er is; een tekort is te verwachten waar die boven {risk} ligt. "
                             "Nodig bij 90 %: genoeg in 90 % van de replicaties. Nodig bij een bezetting van 96 %: zo veel dat de mediaan er 96 % van vult. "
                             "Meer plekken: zo veel meer dan er zijn dat het in 9 van de 10 genoeg is. Nachten zijn het gemiddelde van de replicaties.",
        "sheet_shared": "Wie geen plek heeft hoort bij geen gemeente en is verdeeld: bij de opvang naar de opgave van de Spreidingswet, bij de rest naar "
                        "inwoners, en zo ook de lesgroepen. Een aanname.",
        "sheet_lead": "De laatste datum om te besluiten is het begin van het tekort min de doorlooptijd in 1 van de 2 en in 9 van de 10 gevallen (analysis/lead_times.csv, "
                      "en hoe openingen in het scenario uitlopen); een streepje waar geen doorlooptijd is gevonden. Het moment is het laatste op de kalender ervoor (analysis/calendar.csv).",
        "sheet_one": "Dit is één replicatie: een kans van 0 of 1 is geen kans.",
        "sheet_costs": "Plekken die het minst kosten, een plek te veel naast een te weinig, in euro per dag: {costs}.",
        "sheet_no_costs": "Er zijn geen kosten van een plek te veel of te weinig gegeven; het aantal dat het minst kost is weggelaten.",
        "sheet_cost_of": "{name} {many} naast {few}, dus genoeg in {share} van de gevallen",
        "sheet_shortages": "Verwachte tekorten, en wanneer er besloten moet zijn", "sheet_shortages_lead": "Hier staat een tekort als de kans daarop minstens {months} maanden groter is dan {risk}. “Te weinig” is dat van de slechtste maand.",
        "sheet_no_shortages": "Nergens ligt de kans op een tekort {months} maanden of langer boven {risk}.", "sheet_until_end": "Een streepje onder `tot`: tot het eind van de raming.",
        "sheet_euros": "Euro’s per kalenderjaar en betaler, Rijk van Nijmegen",
        "sheet_euros_lead": "In euro, in de prijzen die het scenario noemt (die van COA: 2023), niet geïndexeerd; 9 op de 10 tussen laag en hoog.",
        "sheet_no_euros": "Het resultaat telt geen kosten van de regio.",
        "sheet_partly": "* maar een deel van het jaar: de raming loopt van {start} tot {end}.",
        "sheet_cost_places": "plekken in de opvang, voor Oekraïners (ook lege) en in lokale opvang", "sheet_cost_empty": "lege plekken van COA",
        "sheet_cost_integration": "inburgering", "sheet_cost_housing": "bedragen ineens voor gehuisveste statushouders",
        "sheet_payer_coa": "COA", "sheet_payer_municipalities": "gemeenten", "sheet_payer_rijk_huisvesting": "Rijk (huisvesting)",
        "sheet_payer_rijk_oekraine": "Rijk (Oekraïne)", "sheet_payer_duo": "DUO (Rijk)", "sheet_payer_nidos": "Nidos", "sheet_payer_ind_penalties": "IND (dwangsommen)",
        "sheet_payer_fines_of_newcomers": "nieuwkomers (boetes)", "sheet_payer_unset": "niet genoemd", "sheet_payer_all": "alle betalers", "sheet_empty_of": "{payer}, lege plekken", "sheet_cost_total": "alles samen", "sheet_past": "voor het begin van de raming", "sheet_gone": "{when}, al voorbij",
        "sheet_column_scenario": "scenario", "sheet_column_provision": "voorziening", "sheet_column_area": "gebied", "sheet_column_band": "bandbreedte", "sheet_column_month": "maand",
        "sheet_column_chance": "kans op tekort", "sheet_column_asked": "gevraagd (mediaan)", "sheet_column_places": "aanwezig (mediaan)",
        "sheet_column_level": "nodig bij {level}", "sheet_column_occupancy": "nodig bij een bezetting van {share}", "sheet_column_more": "meer plekken, 9 op 10",
        "sheet_column_least_cost": "kost het minst", "sheet_column_emergency": "nachten in noodopvang", "sheet_column_without": "nachten zonder plek",
        "sheet_column_from": "van", "sheet_column_until": "tot", "sheet_column_few_half": "te weinig (mediaan)", "sheet_column_few_nine": "te weinig (9 op 10)",
        "sheet_column_decide_half": "besluit vóór (1 op 2)", "sheet_column_moment_half": "laatste moment (1 op 2)", "sheet_column_decide_nine": "besluit vóór (9 op 10)",
        "sheet_column_moment_nine": "laatste moment (9 op 10)", "sheet_column_year": "jaar", "sheet_column_what": "wat", "sheet_column_payer": "betaler",
        "sheet_column_low": "laag", "sheet_column_middle": "mediaan", "sheet_column_high": "hoog",
    },
}

for each in LANGUAGES:
    WORDS[each].update(words_of_charts.WORDS[each])

MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "nl": "januari februari maart april mei juni juli augustus september oktober november december".split(),
}

UNITS_IN_DUTCH = {
    "persons": "personen", "households": "huishoudens", "places": "plaatsen", "minutes": "minuten", "hours": "uren",
    "days": "dagen", "weeks": "weken", "months": "maanden", "years": "jaren", "openings": "plekken", "EUR": "euro",
    "dwellings": "woningen", "homes": "woningen", "share": "aandeel", "units": "eenheden", "person-days": "persoonsdagen",
}

GRIDS = {   # after "each"; in Dutch with its article after "eind van", and bare after "per"
    "en": {"day": "day", "week": "week", "month": "month", "quarter": "quarter", "half-year": "half-year", "year": "year"},
    "nl": {"day": "dag", "week": "week", "month": "maand", "quarter": "kwartaal", "half-year": "halfjaar", "year": "jaar"},
}

COUNTED = {"persons", "households", "places", "dwellings", "homes", "openings"}       # whole by nature: a decimal at most

NEUTER = {"kwartaal", "halfjaar", "jaar"}


def word(language, key, **parts):
    return WORDS[language][key].format(**parts)


def grid_word(language, grid, with_article=False):
    name = GRIDS[language].get(grid, grid)
    if language == "nl" and with_article:
        return f"{'het' if name in NEUTER else 'de'} {name}"
    return name


def unit_word(language, unit):
    """The unit as it is read; a ratio without one (`1`) has none to name."""
    if unit == "1":
        return ""
    return UNITS_IN_DUTCH.get(unit, unit) if language == "nl" else unit


def upper_first(text):
    return text[:1].upper() + text[1:]


# ---- numbers ----

def number(language, value, decimals=0):
    """1.234,5 in Dutch, 1,234.5 in English, and a dash where there is no value."""
    if value is None or not math.isfinite(value):
        return "–"
    text = f"{value:,.{decimals}f}"
    if not text.strip("-0.,"):
        text = text.lstrip("-")                     # no minus zero
    return text.translate(str.maketrans(",.", ".,")) if language == "nl" else text


def signed(language, value, decimals=0):
    """+1,234 or −1,234: of a difference the sign is what is read first."""
    if value is None or not math.isfinite(value):
        return "–"
    text = number(language, abs(value), decimals)
    return text if not text.strip("0.,") else ("+" if value > 0 else "−") + text


def percentage(language, share):
    if share is None or not math.isfinite(share):
        return "–"
    return f"{share * 100:.0f} %" if language == "nl" else f"{share * 100:.0f}%"


def decimals_for(values, unit=""):
    """As many decimals as the largest value deserves: three or so figures, one rule for a whole table."""
    largest = max((abs(value) for value in values if math.isfinite(value)), default=0)
    if unit in COUNTED:
        return 0 if largest >= 100 or all(value == round(value) for value in values if math.isfinite(value)) else 1
    for decimals, bound in enumerate((100, 10, 1)):
        if largest >= bound:
            return decimals
    return 3 if largest > 0 else 0


def plain_number(language, value):
    """For a CSV: no thousands separators, all the figures that matter, empty where there is no value."""
    if value is None or not math.isfinite(value):
        return ""
    text = f"{value:.10g}"
    return text.replace(".", ",") if language == "nl" else text


def duration(language, count, unit):
    """`28 dagen` of 28 and `day`."""
    singular, plural = {"day": ("dag", "dagen"), "week": ("week", "weken"), "month": ("maand", "maanden"), "year": ("jaar", "jaar")}[unit] if language == "nl" else (unit, f"{unit}s")
    return f"{plain_number(language, count)} {singular if count == 1 else plural}"


# ---- dates ----

def long_date(language, date):
    return f"{date.day} {MONTHS[language][date.month - 1]} {date.year}"


def plain_date(language, date):
    """For a CSV: 31-12-2026 in Dutch, 2026-12-31 in English."""
    return f"{date:%d-%m-%Y}" if language == "nl" else f"{date:%Y-%m-%d}"


def short_date(language, date):
    return f"{date.day} {MONTHS[language][date.month - 1][:3]}"


def period_label(language, grid, date):
    """The period of that grid in which `date` lies: `Q1 2026`, `1e kwartaal 2026`."""
    if grid == "year":
        return str(date.year)
    if grid == "month":
        return f"{MONTHS[language][date.month - 1]} {date.year}"
    if grid in ("quarter", "half-year"):
        nth = (date.month - 1) // (3 if grid == "quarter" else 6) + 1
        if language == "nl":
            return f"{nth}e {GRIDS['nl'][grid]} {date.year}"
        return f"{'Q' if grid == 'quarter' else 'H'}{nth} {date.year}"
    return long_date(language, date)


# ---- what the bands say ----

def covers(result):
    return result.uncertainty if result.uncertainty in ("all", "none") else "unknown"


def band_statement(language, result):
    """What the bands of this result hold. No table or figure goes without it."""
    if result.replications == 1:
        return word(language, "bands_one")
    statement = word(language, f"bands_{covers(result)}")
    if result.replications < 20:
        statement += " " + word(language, "few", count=replications(language, result))
    return statement


def replications(language, result):
    key = "replication" if result.replications == 1 else "replications"
    return f"{number(language, result.replications)} {word(language, key)}"


def source_line(language, result):
    """Program, scenario and what identifies the run."""
    manifest = result.manifest
    version = " ".join(str(manifest[key])[:9] if key == "commit" else str(manifest[key])
                       for key in ("version", "commit") if manifest.get(key))
    parts = [word(language, "source", version=version).rstrip(), f"{word(language, 'scenario')} {result.scenario}"]
    if manifest.get("digest"):
        parts.append(f"digest {str(manifest['digest']).rpartition(':')[2][:12]}")
    parts.append(replications(language, result))
    if manifest.get("seed") is not None:
        parts.append(f"{word(language, 'seed')} {manifest['seed']}")
    return ", ".join(parts) + "."
