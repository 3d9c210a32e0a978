#!/usr/bin/python3
"""The report for planners and councils: one HTML file, in Dutch or English, that works from a USB stick.

    analysis/report.py out                                     # writes out/report.nl.html
    analysis/report.py out more-homes --language en -o report.html
    analysis/report.py out comparison                          # with what `doorstroom compare -o comparison` wrote
    analysis/report.py out --short                             # two pages of paper at most: out/report.short.nl.html

The first folder is the forecast; further ones are set beside it. What stands on the page, from top to bottom, is `PARTS`; on the short one `SHORT`. The
sentences are made in report_sentences.py and report_questions.py, the charts in report_charts.py, what stands behind the numbers in report_background.py;
the words of both languages are in report_words.py, and the page, its style and what draws the charts in report/.
"""
import argparse
import dataclasses
import json
import pathlib
import string
import sys

import actuals as published
import report_background as background
import report_charts as charts
import report_compare as compare
import report_questions as questions_asked
import report_sentences as sentences
import report_short as short
import report_words
import words
from provisions import PROVISIONS, Counts, all_needs
from report_capacity import Sheets, costs_data, costs_figure, flows_data, flows_figure
from report_reader import Reader, chance_once, escape
from report_sites import sites_of
from report_tables import paragraphs
from results import ResultError, open_comparison, open_result
from tables import ANALYSIS
from whole import run, write_whole

TEMPLATES = ANALYSIS / "report"
LIBRARIES = {"d3": "d3/dist/d3.min.js", "d3-sankey": "d3-sankey/dist/d3-sankey.min.js"}      # of Debian's node-d3
INSTALLED, NOTICES = pathlib.Path("/usr/share/nodejs"), pathlib.Path("/usr/share/doc/node-d3/copyright")

MARGINS = {"whole": "16mm 15mm 20mm", "short": "10mm 14mm 14mm"}              # on paper
DRAWN_WITH = ["notice", "legend_middle", "legend_half", "legend_nine", "legend_actual", "keys", "keys_bars", "fewer", "drawing", "column_date", "today"]


# ---- what the page is made of ----

@dataclasses.dataclass
class Book:
    """What the parts are made from; they add the numbers of their charts to `drawn`."""
    readers: list                # of each result; the first is the forecast
    comparisons: list
    counts: object               # of the region; None where the result has none
    needs: list
    drawn: dict = dataclasses.field(default_factory=dict)

    @property
    def reader(self):
        return self.readers[0]

    def say(self, key, **parts):
        return self.reader.say(key, **parts)

    def assumed(self):
        policies = ", ".join(map(escape, self.reader.policies()))
        return self.say("with_policies", policies=policies) if policies else self.say("as_policy")

    def figures(self, found):
        for chart in found:
            self.drawn[chart.name] = charts.data(self.reader, chart)
        return "\n".join(charts.figure(self.reader, chart) for chart in found)


def answer(book):
    told = sentences.answer(book.reader, book.counts)
    links = "".join(f'<li><a href="#q-{question.name}">{question.heading}</a></li>' for question in questions(book))
    asked = f'<nav aria-label="{book.say("ask")}"><h3>{book.say("ask")}</h3><ul>{links}</ul></nav>' if links else ""
    headline = sentences.headline(book.reader)
    return ((f'<p class="headline">{headline}</p>' if headline else "") + f'<p class="answer">{book.assumed()} {chance_once(" ".join(told))}</p>'
            + sentences.large(book.reader) + certainty(book) + paragraphs([book.say("rounding")], "note") + asked)


def certainty(book):
    return f'<aside class="certainty"><h3>{book.say("h_checked")}</h3>{paragraphs([" ".join(sentences.checked(book.reader))])}</aside>'


ASKED = {"reception": [questions_asked.replacement, questions_asked.no_wijchen], "homes": [questions_asked.lettings], "ukraine": [questions_asked.sites_of_ukrainians],
         "shelter": [questions_asked.shelter_places], "civic": [], "chain": []}


def questions(book, parts=tuple(ASKED)):
    made = [question(book.reader, book.counts, book.needs) for part in parts for question in ASKED[part]]
    return [question for question in made if question]


def asked_and_drawn(part):
    """A part of the chain: the questions about it, each answered at once, its sites, and the charts."""
    def content(book):
        answered = "\n".join(f'<section class="question" id="q-{question.name}"><h3>{question.heading}</h3><p class="answer">{chance_once(question.answer)}</p>'
                             f"{question.table}{paragraphs(map(chance_once, question.more))}</section>" for question in questions(book, [part]))
        drawn = book.figures(charts.charts_of(book.reader, book.counts, part))
        return answered + sites_of(book.reader, book.counts, part) + drawn + (flows(book) if part == "chain" else "")
    return content


def flows(book):
    made = flows_data(book.reader)
    if not made:
        return ""
    book.drawn["flows"] = made
    return flows_figure(book.reader, made)


def other(book):
    """Of a scenario of its own: what it counts."""
    known = any(chart for part in charts.CHARTS for chart in charts.charts_of(book.reader, book.counts, part))
    return "" if known else book.figures(charts.other_charts(book.reader))


def scenarios(book):
    content = ""
    if len(book.readers) > 1:
        found, missing = compare.options_in_all(book.readers, book.counts)
        if found:
            book.drawn["scenarios"] = compare.data(book.readers, found)
            content += compare.figure(book.readers, found, missing)
    return content + "".join(compare.effects(comparison, book.reader.language, book.say) for comparison in book.comparisons)


def capacity(book):
    if not book.needs:
        return ""
    sheets = Sheets(book.reader, book.counts, book.needs)
    made = book.drawn["needed"] = sheets.data()
    return (paragraphs([book.say("capacity_lead")]) + f'<h3>{book.say("capacity_shortages")}</h3>' + sheets.shortages() + sheets.figure(made))


def costs(book):
    made = book.counts and costs_data(book.reader, book.counts)
    if not made:
        return ""
    book.drawn["costs"] = made
    return paragraphs([book.say("costs_lead"), book.say("costs_stack")]) + costs_figure(book.reader, made)


PARTS = {"answer": answer, **{part: asked_and_drawn(part) for part in ASKED}, "other": other, "compare": scenarios, "capacity": capacity, "costs": costs,
         "law": lambda book: background.law(book.reader), "method": lambda book: background.method(book.reader, book.figures(charts.realised_charts(book.reader))),
         "register": lambda book: background.register(book.reader), "terms": lambda book: background.terms(book.reader),
         "licences": lambda book: background.licences(book.reader, notices())}
SHORT = {"answer": short.answer, "asked": lambda book: short.asked(book, questions(book)), "drawn": short.drawn, "shortages": short.shortages,
         "rests": short.rests_on, "licences": PARTS["licences"]}


def page(book, form="whole"):
    """The file, `whole` or `short`. A part without content stays away, also from the list of contents."""
    contents = {name: content for name, make_part in (SHORT if form == "short" else PARTS).items() if (content := make_part(book))}
    body = "\n".join(f'<section class="part" id="{name}" aria-labelledby="h-{name}"><h2 id="h-{name}">{book.say(f"h_{name}")}</h2>\n{content}\n</section>'
                     for name, content in contents.items())
    entries = "".join(f'<li><a href="#{name}">{book.say(f"h_{name}")}</a></li>' for name in contents)
    reader, dates = book.reader, book.reader.result.dates
    title = reader.title()
    say = report_words.WORDS[reader.language]
    known = {"language": reader.language, "moments": [f"{date:%Y-%m-%d}" for date in dates], "months": words.MONTHS[reader.language], "today": f"{reader.today:%Y-%m-%d}",
             "todayText": words.long_date(reader.language, reader.today), "words": {key: say[key] for key in DRAWN_WITH}, "charts": book.drawn, "title": title}
    return string.Template(template("page.html")).substitute(
        language=reader.language, form=form, title=escape(title), span=book.say("span", start=reader.day(dates[0]), end=reader.day(dates[-1])), style=string.Template(template("page.css")).substitute(notice=say["notice"], margins=MARGINS[form]),
        entries=entries, body=body, data=json.dumps(known, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"), libraries=libraries(),
        charts=template("charts.js"), source=escape(words.source_line(reader.language, reader.result)), **{key: say[key] for key in ("skip", "notice", "kind", "contents", "print")})


def template(name):
    return (TEMPLATES / name).read_text(encoding="utf-8")


# ---- what is of others ----

def libraries():
    return "\n".join(f"<script>{installed(INSTALLED / name)}</script>" for name in LIBRARIES.values())


def notices():
    """The terms under which the libraries may be handed on, as Debian hands them on."""
    return {", ".join(LIBRARIES): installed(NOTICES)}


def installed(path):
    try:
        return path.read_text(encoding="utf-8")
    except OSError as fault:
        raise ResultError(f"{path}: not there; the charts need the Debian package node-d3 (sudo apt-get install node-d3)") from fault


# ---- the command ----

def read_arguments(given=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", metavar="RESULT", help="result folders, the forecast first; or folders that `doorstroom compare -o` wrote")
    parser.add_argument("--language", choices=words.LANGUAGES, default="nl")
    parser.add_argument("-o", "--output", metavar="FILE", help="default: report.LANGUAGE.html in the first folder")
    parser.add_argument("--short", action="store_true", help="two pages of paper at most; default: report.short.LANGUAGE.html")
    published.add_arguments(parser)
    published.add_today(parser)
    return parser.parse_args(given)


def open_all(folders):
    """Results, and comparisons: those have a compare.csv and no forecast.csv."""
    compared = [folder for folder in folders if (pathlib.Path(folder) / "compare.csv").is_file() and not (pathlib.Path(folder) / "forecast.csv").is_file()]
    results = [open_result(folder) for folder in folders if folder not in compared]
    if not results:
        raise ResultError(f"{folders[0]}: a comparison has no forecast to report; give a result folder first")
    return results, [open_comparison(folder) for folder in compared]


def counts_of(result):
    """Of the region and its municipalities, where the result counts them; and what each provision is asked."""
    if result.report != "month" or not any(series.measure.startswith(("region_", "nijmegen_")) for series in result.series):
        return None, []
    counts = Counts(result)
    return counts, all_needs(counts, list(PROVISIONS))[0]


def make(arguments):
    results, comparisons = open_all(arguments.folders)
    today = published.today_of(arguments)
    readers = [Reader(result, arguments.language, published.actuals_of(result, arguments), today) for result in results]
    form = "short" if arguments.short else "whole"
    if arguments.short and len(readers) + len(comparisons) > 1:
        raise ResultError(f"--short tells one result; {arguments.folders[1]} belongs in the whole report")
    content = page(Book(readers, comparisons, *counts_of(results[0])), form)
    path = pathlib.Path(arguments.output or results[0].folder / f"report.{'short.' if arguments.short else ''}{arguments.language}.html")
    write_whole(path, content.encode())
    print(path)


if __name__ == "__main__":
    options = read_arguments()
    sys.exit(run("report.py", lambda: make(options)))
