"""What the parts of the report ask of a result: words, and numbers of forecast.csv in sentences, each marked with where it stands there."""
import functools
import html
import re

import pandas

import report_words
import rounded
import words
from results import in_language, mapping_at
from tables import SCENARIOS, rows_of

BAND = re.compile(r', <span class="nine">((?:(?!<span).)*)<span class="chance">[^<]*</span></span>')
YEARS_AHEAD = 3                                        # the report speaks of one date: so many years after the start


class Reader:
    """One result and one language. What it returns is HTML."""

    def __init__(self, result, language, actuals, today):
        self.result, self.language, self.actuals, self.today = result, language, actuals, today
        after = result.dates[result.dates <= result.dates[0] + pandas.DateOffset(years=YEARS_AHEAD)]
        self.horizon = after[-1]

    def title(self):
        """What was run: the scenario, and the policies that were switched on."""
        return words.upper_first(" + ".join([self.result.title(self.language), *self.policies()]))

    def policies(self):
        return [in_language(about.get("title"), self.language) or name for name, about in mapping_at(self.result.manifest, "policies").items()]

    def say(self, key, **parts):
        return report_words.say(self.language, key, **parts)

    def has(self, *names):
        """Every one of these series, as NAME or (NAME, GROUP)."""
        return all(self.result.has(*([name] if isinstance(name, str) else name)) for name in names)

    @functools.lru_cache(maxsize=None)
    def rows(self, name, group=""):
        return self.result.summary(self.result.find(name, group))

    def covers(self, date):
        return self.result.dates[0] <= date <= self.result.dates[-1]

    # ---- in sentences ----

    def day(self, date):
        return f'<time datetime="{date:%Y-%m-%d}">{words.long_date(self.language, date)}</time>'

    def month(self, date):
        return f'<time datetime="{date:%Y-%m}">{words.period_label(self.language, "month", date)}</time>'

    def given(self, value):
        """A number that the scenario or the law states: no outcome, and not rounded."""
        text = value if isinstance(value, str) else words.number(self.language, value)
        return f'<span class="given">{escape(text)}</span>'

    def number(self, name, date, group="", statistic="p50", size=False):
        """One number of forecast.csv; with `size` without its sign, where the words tell it."""
        series = self.result.find(name, group)
        value = self.rows(name, group)[statistic][date]
        text = rounded.shown(self.language, abs(value) if size else value, series.unit).replace(" %", "\u00a0%")
        return (f'<data value="{rounded.drawn(value, series.unit)}" data-name="{escape(name)}" data-group="{escape(group)}" data-date="{date:%Y-%m-%d}" '
                f'data-statistic="{statistic}"{" data-size" if size else ""}>{escape(text)}</data>')

    def band(self, name, date, group="", size=False):
        """`, tussen de 700 en 820, met 9 op 10 kans`; nothing where both ends read the same."""
        ends = [self.number(name, date, group, statistic, size) for statistic in ("p05", "p95")]
        if text_of(ends[0]) == text_of(ends[1]):
            return ""
        low, high = self.in_order(name, date, group, ends, size)
        few = text_of(low) == rounded.few(self.language)                # no article before `minder dan 5`
        return self.with_chance(self.say("band_even" if few else "band", low=low, high=high))

    def with_chance(self, band):
        return f', <span class="nine">{band}<span class="chance">{self.say("band_chance")}</span></span>'

    def in_order(self, name, date, group, ends, size):
        """Of a shortage told without its sign the lower end is the larger."""
        values = self.rows(name, group)[["p05", "p95"]].loc[date]
        return ends[::-1] if size and abs(values["p05"]) > abs(values["p95"]) else ends

    def both(self, name, date, key, group="", size=False):
        """A number and its band, as the two parts of a sentence: KEY and KEY_band."""
        return {key: self.number(name, date, group, size=size), f"{key}_band": self.band(name, date, group, size)}

    def ahead_or_behind(self, name, date, group=""):
        """A backlog in words: `50 mensen minder gehuisvest dan moet`; and its band."""
        told = [self.side(name, date, group, statistic, people) for statistic, people in (("p50", "people_"), ("p05", ""), ("p95", ""))]
        same = text_of(told[1]) == text_of(told[2])
        return told[0], "" if same else self.with_chance(self.say("band_even", low=told[1], high=told[2]))

    def side(self, name, date, group, statistic, people):
        value = self.rows(name, group)[statistic][date]
        side = "even" if people and rounded.is_few(value) else "ahead" if value < 0 else "behind"
        return self.say(f"{people}{side}", number=self.number(name, date, group, statistic, size=True))


def chance_once(paragraph):
    """The first band of a paragraph says its chance; later ones stand between brackets without it."""
    first = BAND.search(paragraph)
    return paragraph[:first.end()] + BAND.sub(r' (<span class="nine">\1</span>)', paragraph[first.end():]) if first else paragraph


def escape(text):
    return html.escape(str(text), quote=True)


def text_of(marked):
    """What is read of a marked number, with the words around it."""
    return re.sub("<[^>]*>", "", marked)


def middle(reader, name, date):
    """The median, as a number and not rounded: to decide which sentence holds."""
    return reader.rows(name)["p50"][date]


def region_duty(counts):
    return sum(counts.duty.values())


def estimated_duties(counts):
    """Names of the municipalities whose duty was not published."""
    about = rows_of(SCENARIOS / "netherlands/tables/municipalities.csv", "municipality")
    return [counts.names[name] for name in counts.duty if about[name]["duty_is"] != "published"]


def a_year(reader, name, group=""):
    """What is asked in the first twelve months: certain, and set by the scenario."""
    rows = reader.rows(name, group)["p50"]
    return float(round(rows[rows.index < rows.index[0] + pandas.DateOffset(years=1)].sum()))
