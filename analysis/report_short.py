"""The short report, for an alderman or a council: two pages of paper at most, from the same sentences, charts and sheets as the whole one."""
import report_assumptions
import report_background as background
import report_charts as charts
import report_sentences as sentences
from report_capacity import Sheets
from report_reader import chance_once
from report_tables import paragraphs

DRAWN = ["reception", "homes", "ukraine", "shelter"]           # of each the first chart, as it is before anything is chosen
MOST_SHORTAGES = 14            # more do not fit on the second page


def answer(book):
    """The answer, the large numbers, and how sure it is."""
    headline = sentences.headline(book.reader)
    told = paragraphs([chance_once(" ".join(sentences.answer(book.reader, book.counts)))], "answer")
    sure = paragraphs([" ".join([*sentences.checked(book.reader), book.say("rounding")])], "note")
    return (f'<p class="headline">{headline}</p>' if headline else "") + told + sentences.large(book.reader) + sure


def asked(book, questions):
    return "".join(f'<section class="question"><h3>{question.heading}</h3><p class="answer">{chance_once(question.answer)}</p></section>' for question in questions)


def drawn(book):
    found = [charts.first_option(made[0]) for part in DRAWN if (made := charts.charts_of(book.reader, book.counts, part))]
    for chart in found:
        book.drawn[chart.name] = charts.data(book.reader, chart)
    return "\n".join(charts.small_figure(book.reader, chart) for chart in found)


def shortages(book):
    return Sheets(book.reader, book.counts, book.needs).first_shortages(("moment_half", "moment_nine", "few_nine"), MOST_SHORTAGES) if book.needs else ""


def rests_on(book):
    """What is assumed, on which numbers, what the model does not say, and where the rest stands."""
    reader = book.reader
    count = len(report_assumptions.stated(reader))
    told = [book.assumed(), *([book.say("short_assumptions", count=reader.given(count))] if count else []), *background.sources_told(reader),
            book.say("short_not_said")]
    return paragraphs([" ".join(told), book.say("short_whole", file=f"report.{reader.language}.html")])
