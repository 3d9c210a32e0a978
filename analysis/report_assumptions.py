"""The assumptions of a scenario as the report lists them: what each is about, its value and range, and why.

What is about them is in the language of the report. The notes are free text of the scenario files, in English: what is in
assumption_notes.csv is told in Dutch, others are quoted and marked as English.
"""
import re

import assumed
import words
from report_reader import escape
from report_tables import fold, paragraphs, table
from results import in_language, mapping_at
from tables import ANALYSIS, rows_of

KINDS = ["values", "sources", "resources", "pathways", "stock", "uncertain", "measures"]         # the first word of a path into the scenario
DURATION = re.compile(r"(-?[\d.]+) (day|week|month|year)s?")


def stated(reader):
    """(path, value, least, most, note, reference) of each."""
    return list(assumed.numbers(mapping_at(reader.result.manifest, "resolved")))


def assumptions(reader):
    found, notes = stated(reader), assumed.notes_in(reader.language)
    rows = [[about(reader, path), shown(reader, value), f"{shown(reader, least)} – {shown(reader, most)}" if least is not None else "–", note(reader, text, notes), place(path)]
            for path, value, least, most, text, _ in found]
    count = words.number(reader.language, len(rows))
    columns = [(reader.say(f"column_{name}"), "text") for name in ("about", "value", "range", "assumption", "where")]
    quoted_now = sum(text not in notes for _, _, _, _, text, _ in found)
    lead = [reader.say("assumptions_lead", count=count), *([reader.say("assumptions_english", quoted=words.number(reader.language, quoted_now))] if reader.language == "nl" and quoted_now else []),
            reader.say("assumptions_calculated")]
    return paragraphs([" ".join(lead)]) + fold(reader.say("assumptions_show", count=count), table(reader.say("h_assumptions"), columns, rows, hide_caption=True), reader.say("not_printed"))


# ---- what it is about ----

def about(reader, path):
    """`Stap in de keten: Besluit`; where the scenario has no words for it the kind alone, as its name stands beside it."""
    kind, *rest = path.split(".")
    told = reader.say(f"kind_{kind}") if kind in KINDS else kind
    inner = rest if kind == "uncertain" else [kind, *rest]                             # what is uncertain is another path
    label = label_of(reader, inner)
    return escape(f"{told}: {label}" if label else told)


def place(path):
    """A path into the scenario, that may be broken at its points."""
    return f"<code>{escape(path).replace('.', '.<wbr>')}</code>"


def label_of(reader, path):
    """The words of the scenario for what stands at a path; of a line of the starting stock those of its stage."""
    resolved, kind, name = mapping_at(reader.result.manifest, "resolved"), *[*path, "", ""][:2]
    if kind == "measures":
        return words.upper_first(reader.result.measure_title(name, reader.language)) if name in mapping_at(resolved, "measures") else ""
    if kind == "stock":
        line = mapping_at(resolved, "stock", name)
        return stage_label(reader, f"{line.get('pathway')}.{line.get('stage')}")
    if kind == "pathways" and len(path) > 3:
        return stage_label(reader, f"{name}.{path[3]}")
    return in_language(mapping_at(resolved, kind, name).get("label"), reader.language) or ""


def stage_label(reader, stage):
    """Of `asylum.decision`: the words for the stage, or those for its pathway."""
    pathway, _, name = stage.partition(".")
    about_it = mapping_at(reader.result.manifest, "resolved", "pathways", pathway)
    return in_language(mapping_at(about_it, "stages", name).get("label") or about_it.get("label"), reader.language) or ""


# ---- values and notes ----

def shown(reader, value):
    if value is None:
        return "–"
    if isinstance(value, (int, float)):
        return escape(words.plain_number(reader.language, value))
    time = DURATION.fullmatch(value)
    return escape(words.duration(reader.language, float(time[1]), time[2]) if time else value)


def note(reader, text, notes):
    return escape(notes[text]) if text in notes else in_english(reader, escape(text))


def in_english(reader, content):
    """What is quoted from the scenario files."""
    return content if reader.language == "en" else f'<span lang="en">{content}</span>'
