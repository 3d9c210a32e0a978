"""Numbers for everybody: counts rounded to 5 and, below 5, told as no more than that; so is it done wherever people read them."""
import math

import words

STEP = 5
MILLION = 1e6


def is_count(unit):
    return unit in words.COUNTED


def to_step(value):
    """The nearest multiple of 5, halves away from zero."""
    return math.copysign(math.floor(abs(value) / STEP + 0.5) * STEP, value)


def is_few(value):
    return abs(value) < STEP


def few(language):
    return {"nl": f"minder dan {STEP}", "en": f"fewer than {STEP}"}[language]


def shown(language, value, unit):
    """A number of forecast.csv as the report shows it, without its unit; a dash where there is none."""
    if value is None or not math.isfinite(value):
        return "–"
    if is_count(unit):
        return few(language) if is_few(value) else words.number(language, to_step(value))
    if unit in ("share", "1"):
        return words.percentage(language, value)
    if unit == "EUR":
        return words.number(language, value / MILLION, 1)
    return words.number(language, value)


def drawn(value, unit):
    """The same number as a chart draws it; None where there is none."""
    if value is None or not math.isfinite(value):
        return None
    if is_count(unit):
        return 0 if is_few(value) else int(to_step(value))
    return round(value * 100) if unit in ("share", "1") else round(value / MILLION, 1) if unit == "EUR" else round(value)


def unit_shown(language, unit):
    if unit in ("share", "1"):
        return "%"
    if unit == "EUR":
        return words.word(language, "millions", unit=words.unit_word(language, unit))
    return {"nl": "plekken", "en": "places"}[language] if unit == "places" else words.unit_word(language, unit)
