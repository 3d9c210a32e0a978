"""What stands behind the numbers: the law, how they were made, assumptions, definitions, sources, the algorithm register, the terms."""
import pathlib

import pandas

import assumed
import report_assumptions
import report_words
import report_words_behind
import rounded
import words
from report_reader import escape
from report_tables import fold, link, listed, paragraphs, table
from results import in_language, mapping_at
from tables import ANALYSIS, SCENARIOS, rows_of

STATUSES = ["in_force", "adopted", "proposed", "withdrawn", "expired"]


# ---- the law ----

def law(reader):
    result, say = reader.result, reader.say
    columns = [(say(f"column_{name}"), "text") for name in ("law", "status", "since", "checked", "source")]
    parts = [paragraphs([say("law_lead")]), table(say("h_law"), columns, laws(reader), hide_caption=True)]
    policies = policies_on(reader)
    parts += [paragraphs([say("law_policies")]) + table(say("law_policies"), columns, policies, hide_caption=True) if policies else paragraphs([say("law_no_policies")])]
    command = f"./doorstroom explain {scenario_file(result)} --law --on {reader.today:%Y-%m-%d}"
    return "\n".join(parts) + paragraphs([say("law_on", date=reader.day(reader.today))]) + f"<pre>{escape(command)}</pre>"


def laws(reader):
    """Those that stages are under or whose demands are counted, in the words of laws.csv; of others the reference."""
    result, rows = reader.result, []
    named, references = laws_of_stages(result), mapping_at(result.manifest, "resolved", "references")
    for row in read_laws():
        if row["law"] in named or row["measure"] and result.has(row["measure"]):
            rows.append(law_row(reader, row[reader.language], row["status"], row["since"], row["checked"], row["reference"]))
            named.pop(row["law"], None)
    for name in named:
        about = mapping_at(references, name)
        rows.append(law_row(reader, about.get("title", name), "unknown", about.get("published"), about.get("checked"), about.get("href")))
    return rows


def read_laws():
    return rows_of(ANALYSIS / "laws.csv", "nl").values()


def laws_of_stages(result):
    """In the order of the pathways, each once."""
    pathways = mapping_at(result.manifest, "resolved", "pathways")
    return {stage["law"]: None for pathway in pathways.values() for stage in mapping_at(pathway, "stages").values() if isinstance(stage, dict) and stage.get("law")}


def policies_on(reader):
    rows = []
    for name, about in mapping_at(reader.result.manifest, "policies").items():
        act = mapping_at(about, "law")
        rows.append(law_row(reader, in_language(about.get("title"), reader.language) or name, act.get("status", "none"), about.get("from"), act.get("checked"), act.get("href")))
    return rows


def law_row(reader, text, status, since, checked, source):
    return [escape(text), reader.say(f"status_{status if status in [*STATUSES, 'none'] else 'unknown'}"), day(reader, since), day(reader, checked), link(source or "–", site(source))]


def site(address):
    """The host alone, as the whole address does not fit a cell."""
    return str(address).partition("//")[2].partition("/")[0].removeprefix("www.") if str(address).startswith("http") else "–"


def day(reader, text):
    """A date in words; of a year or a month alone what was written."""
    if len(str(text or "")) != 10:
        return escape(text or "–")
    return words.long_date(reader.language, pandas.Timestamp(text))


def scenario_file(result):
    return result.inputs[0] if result.inputs else result.scenario


# ---- how it was made ----

def method(reader, realised):
    """`realised`: the chart of what was published, over the forecast."""
    result, say = reader.result, reader.say
    parts = [heading(say("h_does")), paragraphs([say("does", replications=words.number(reader.language, result.replications)), escape(words.band_statement(reader.language, result))]),
             heading(say("h_cannot")), listed(say(f"cannot_{name}") for name in report_words_behind.CANNOT),
             heading(say("h_actuals")), paragraphs([escape(reader.actuals.told(reader.language)) or say("actuals_none")]), realised,
             heading(say("h_assumptions")), report_assumptions.assumptions(reader), heading(say("h_vintages")), vintages(reader),
             heading(say("h_definitions")), definitions(reader), heading(say("h_repeat")), repeat(reader)]
    return "\n".join(parts)


def heading(text):
    return f"<h3>{text}</h3>"


def definitions(reader):
    known = {}
    for part in ("netherlands", "nijmegen"):
        known.update(rows_of(SCENARIOS / part / "tables/definitions.csv", "measure"))
    measures = dict.fromkeys(series.measure for series in reader.result.series)
    rows = [[escape(words.upper_first(reader.result.measure_title(name, reader.language))), escape(known[name][reader.language].replace("`", "")) if name in known else "–"] for name in measures]
    columns = [(reader.say("column_measure"), "text"), (reader.say("column_definition"), "text")]
    return fold(reader.say("definitions_show", count=len(rows)), table(reader.say("h_definitions"), columns, rows, hide_caption=True), reader.say("not_printed"))


def vintages(reader):
    say, references = reader.say, mapping_at(reader.result.manifest, "resolved", "references")
    parts = []
    stock = reader.result.starting_stock()
    if stock:
        columns = [(say("column_line"), "text"), (say("column_persons"), "number"), (say("column_basis"), "text"), (say("column_source"), "text")]
        rows = [[stock_line(reader, row), rounded.shown(reader.language, float(row["persons"]), "persons"),
                 say(f"basis_{row['basis']}") if f"basis_{row['basis']}" in report_words.TEXTS else escape(row["basis"]), source(reader, references, row["reference"])] for row in stock]
        parts += [paragraphs([say("vintages_lead", start=reader.day(reader.result.dates[0]))]),
                  fold(say("stock_show", count=len(rows)), table(say("h_vintages"), columns, rows, hide_caption=True), say("not_printed"))]
    parts.append(paragraphs(sources_told(reader)))
    rows = [[report_assumptions.in_english(reader, link(about.get("href"), about.get("title", name))), escape(about.get("publisher") or "–"), day(reader, about.get("published")), day(reader, about.get("checked"))]
            for name, about in references.items()]
    columns = [(say("column_title"), "text"), (say("column_publisher"), "text"), (say("column_published"), "text"), (say("column_checked"), "text")]
    return "\n".join(parts) + (fold(say("sources_show", count=len(rows)), table(say("sources_show", count=len(rows)), columns, rows, hide_caption=True), say("not_printed")) if rows else "")


def sources_told(reader):
    """In one sentence how new they are; none where there are no dates."""
    about = mapping_at(reader.result.manifest, "resolved", "references").values()
    published, checked = (sorted(str(each[key]) for each in about if len(str(each.get(key, ""))) == 10) for key in ("published", "checked"))
    return [reader.say("sources_lead", newest=day(reader, published[-1]), checked=day(reader, checked[0]))] if published and checked else []


def stock_line(reader, row):
    """The words for the stage that a line of the starting stock fills, and the name of the line."""
    label, name = report_assumptions.stage_label(reader, row["stage"]) if row.get("stage") else "", f'<code>{escape(row["line"])}</code>'
    return f"{escape(label)} {name}" if label else name


def source(reader, references, name):
    """By its title where it is a reference; otherwise what the line says for itself."""
    text = mapping_at(references, name).get("title") or name
    return report_assumptions.note(reader, text, assumed.notes_in(reader.language)) if text else "–"


def repeat(reader):
    """What runs it again, and what says that it is the same."""
    manifest, result = reader.result.manifest, reader.result
    options = mapping_at(manifest, "options")
    words_of = [f"--set {text}" for text in options.get("set", []) if not text.startswith("run.replications=")]
    words_of += [f"--policy {name}" for name in options.get("policies", [])]
    words_of += [f"--variant {options['variant']}"] if options.get("variant") else []
    words_of += [f"--as-known-on {options['as_known_on']}"] if options.get("as_known_on") else []
    words_of += ["--uncertain none"] if result.uncertainty == "none" else []
    run = " ".join(["./doorstroom run", scenario_file(result), f"--replications {result.replications} --seed {manifest.get('seed', 1)}", *words_of, "-o out"])
    lines = "\n".join([run, f"./doorstroom report out --language {reader.language} --today {reader.today:%Y-%m-%d}"])
    return paragraphs([reader.say("repeat")]) + f"<pre>{escape(lines)}</pre>" + paragraphs([escape(words.source_line(reader.language, result))], "source")


# ---- register, terms, licences ----

def register(reader):
    parts = [paragraphs([reader.say("register_lead")])]
    for group, fields in report_words_behind.REGISTER.items():
        rows = "".join(f"<dt>{reader.say(f'field_{name}')}</dt><dd>{reader.say(f'value_{name}')}</dd>" for name in fields)
        parts.append(heading(reader.say(f"register_{group}")) + f"<dl>{rows}</dl>")
    return "\n".join(parts)


def terms(reader):
    """By the alphabet of the language."""
    pairs = sorted(((reader.say(f"term_{name}"), reader.say(f"means_{name}")) for name in report_words_behind.TERMS), key=lambda pair: pair[0].casefold())
    return "<dl>" + "".join(f"<dt>{term}</dt><dd>{meaning}</dd>" for term, meaning in pairs) + "</dl>"


def licences(reader, notices):
    return paragraphs([reader.say("licences_lead")]) + "".join(fold(pathlib.Path(name).name, f"<pre>{escape(text)}</pre>") for name, text in notices.items())
