"""The sites of the region, each with its places, its dates as planned, and how often it is open on the date that the report speaks of.

They tell why a number of places steps: what opens, what closes, and how sure that is.
"""
import pandas

import decisions
import euros
import report_words
import words
from report_reader import escape
from report_tables import fold, table
from results import mapping_at

DURABLE = {"azc", "amv"}                               # as `region_durable_places` counts them
OF_PART = {"reception": ("coa", "region_reception_places"), "ukraine": ("goo", "region_ukrainian_places")}


def sites_of(reader, counts, part):
    """The sites of a part of the report, folded; '' where the scenario has none in the region."""
    if part not in OF_PART or not counts:
        return ""
    resource, places = OF_PART[part]
    here = {name: about for name, about in mapping_at(reader.result.resource(resource), "sites").items() if about.get("municipality") in counts.municipalities}
    if not here:
        return ""
    order = sorted(here, key=lambda name: (counts.municipalities.index(here[name]["municipality"]), name))
    order.sort(key=lambda name: here[name]["municipality"] != "nijmegen")
    columns = [("site", "text"), ("municipality", "text"), *([("durable", "text")] if resource == "coa" else []), ("places", "number"), ("opens", "text"), ("closes", "text"), ("open_on", "number")]
    headings = [(reader.say(f"site_column_{name}", date=words.long_date(reader.language, reader.horizon)), kind) for name, kind in columns]
    rows = [row(reader, counts, resource, places, name, here[name]) for name in order]
    return fold(reader.say("sites_show"), table(reader.say("sites_show"), headings, rows, hide_caption=True) + f'<p class="note">{reader.say(f"sites_note_{resource}")}</p>')


def row(reader, counts, resource, places, name, about):
    opens, closes = (decisions.date_stated(about, key) for key in ("opens", "closes"))
    durable = [reader.say("yes" if about.get("type") in DURABLE else "no")] if resource == "coa" else []
    later = opens is not None and opens > reader.result.dates[0]
    return [escape(site_name(reader, name)), escape(counts.names[about["municipality"]]), *durable, words.number(reader.language, euros.amount(reader.result, about.get("capacity"))),
            escape(words.long_date(reader.language, opens)) if later else reader.say("site_is_open", start=escape(words.long_date(reader.language, reader.result.dates[0]))),
            escape(words.long_date(reader.language, closes)) if closes is not None else "–", open_on(reader, places, name)]


def open_on(reader, places, name):
    """In how many of the replications it has places on that date."""
    if not reader.has((places, f"site={name}")):
        return "–"
    values = pandas.DataFrame(reader.result.values(reader.result.find(places, f"site={name}")), columns=reader.result.dates)[reader.horizon]
    return words.percentage(reader.language, float((values > 0).mean()))


def site_name(reader, name):
    key = f"site_{name}"
    return reader.say(key) if key in report_words.TEXTS else words.upper_first(name.replace("_", " "))
