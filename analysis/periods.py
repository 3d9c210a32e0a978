"""From the run's own grid to quarters, half-years or years, replication by replication.

The rule: a table by quarter shows what the program itself would have written with `report: quarter`, or leaves the
series out and says why. A quantile is never summed: the values of each replication are put together first, and only
then summarised over the replications.
"""
import dataclasses
import warnings

import numpy
import pandas

from results import ResultError, SUMMARY

GRIDS = ["report", "month", "quarter", "half-year", "year"]
QUANTILES = [0.05, 0.25, 0.50, 0.75, 0.95]
LINEAR = ["flow", "unused", "wait_by_cause", "cost"]      # of each period its own, so that periods add up


class CannotCombine(Exception):
    """Shorter periods do not tell the longer one; the argument is the word that says why."""


@dataclasses.dataclass(frozen=True)
class Period:
    """A period of the table, and the periods of the run's grid it is made of."""
    start: pandas.Timestamp      # what the run covers of it
    end: pandas.Timestamp        # the first day after
    first: int                   # periods first .. last - 1 of the grid
    last: int
    whole: bool                  # False where the run starts or ends inside it


def key_of(grid, date):
    months = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}[grid]
    return date.year, (date.month - 1) // months, months


def bounds(key):
    year, nth, months = key
    start = pandas.Timestamp(year, nth * months + 1, 1)
    return start, start + pandas.DateOffset(months=months)


def calendar_periods(dates, grid):
    """Groups the periods between `dates` by calendar month, quarter, half-year or year."""
    keys = [key_of(grid, date) for date in dates[:-1]]
    for index, key in enumerate(keys):
        if dates[index + 1] > bounds(key)[1]:
            raise ResultError(f"the run reports {dates[index].date()} to {dates[index + 1].date()} as one period, which does "
                              f"not fit in one {grid}; use --by report, or run again with a finer `report`")
    periods = []
    for key in dict.fromkeys(keys):
        first, last = keys.index(key), len(keys) - keys[::-1].index(key)
        start, end = dates[first], dates[last]
        periods.append(Period(start, end, first, last, (start, end) == bounds(key)))
    return periods


def is_monthly(dates):
    return all(dates[index + 1] == bounds(key_of("month", date))[1] and date.day == 1 for index, date in enumerate(dates[:-1]))


def combined(result, series, periods):
    """Replications x periods for what belongs to a period; replications x (1 + periods) for a stock."""
    if result.at_moments(series.measure):
        moments = [periods[0].first] + [period.last for period in periods]
        return result.values(series)[:, moments]
    how = way_of(result, series)
    return how(result, series, periods)


def way_of(result, series):
    """How the periods of this series are put together."""
    kind = result.kind(series.measure)
    over = result.definition(series.measure).get("over") or result.about(series.measure).get("over")
    if kind in ("wait", "time"):
        return {"n": added, "mean": mean_of_waits}.get(series.statistic) or cannot("why_quantile")
    if kind in LINEAR:
        return added
    if kind in COMBINED:
        return from_operands
    if over == "max":
        return highest
    if over == "mean":
        return mean_over_time
    if kind in ("used", "capacity") and of_slots(result, series.measure, kind):
        return added
    return cannot("why_unknown")


def of_slots(result, measure, kind):
    resource = result.definition(measure).get(kind)
    return isinstance(resource, str) and result.resource(resource).get("kind") == "slots"


def cannot(why):
    def refuse(*_):
        raise CannotCombine(why)
    return refuse


def added(result, series, periods):
    return reduced(numpy.sum, result.values(series), periods)


def highest(result, series, periods):
    return reduced(numpy.max, result.values(series), periods)


def reduced(function, values, periods):
    return numpy.stack([function(values[:, period.first:period.last], axis=1) for period in periods], axis=1)


def mean_over_time(result, series, periods):
    """The mean over the ticks: every tick is as long, so each period weighs what it lasts."""
    days = numpy.diff(result.dates) / numpy.timedelta64(1, "D")
    return reduced(numpy.sum, result.values(series) * days, periods) / reduced(numpy.sum, days[None, :], periods)


def mean_of_waits(result, series, periods):
    """The mean over everybody counted: each period weighs as many as were counted in it."""
    counts = f"{series.measure}.n"
    if not result.has(counts, series.group):
        raise CannotCombine("why_no_count")
    number = result.values(result.find(counts, series.group))
    total = numpy.where(number > 0, result.values(series) * number, 0)       # nobody counted: no mean, and no weight
    return divided(reduced(numpy.sum, total, periods), reduced(numpy.nansum, number, periods))


def from_operands(result, series, periods):
    """sum, difference, ratio and below are made again from the measures they are made of."""
    kind = result.kind(series.measure)
    operands = result.definition(series.measure).get(kind)
    if not isinstance(operands, list) or not operands:
        raise CannotCombine("why_ratio")
    parts = [operand_values(result, operand, series.group, periods) for operand in operands]
    values = parts[0]
    for part in parts[1:]:
        values = COMBINED[kind](values, part)
    return values


def operand_values(result, operand, group, periods):
    """One operand: a number; or a measure, of the same group, or its total where it has no groups. A wait is its mean."""
    for name in (operand, f"{operand}.mean"):
        if result.has(name):
            series = result.find(name, group if group in result.groups(name) else "")
            if group and not series.group and len(result.groups(name)) > 1:
                raise CannotCombine("why_ratio")
            return combined(result, series, periods)
    try:
        return numpy.full((result.replications, len(periods)), float(operand))
    except (TypeError, ValueError) as fault:
        raise CannotCombine("why_ratio") from fault


def divided(above, below):
    with numpy.errstate(divide="ignore", invalid="ignore"):
        return numpy.where(below == 0, numpy.nan, above / below)


def is_below(first, second):
    return numpy.where(numpy.isnan(first + second), numpy.nan, first < second)


COMBINED = {"sum": numpy.add, "difference": numpy.subtract, "ratio": divided, "below": is_below}


def summarise(values):
    """As forecast.csv does it: over the replications that have a value, quantiles by linear interpolation, sd by n-1."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)           # a column without values gives NaN, as it should
        quantiles = numpy.nanquantile(values, QUANTILES, axis=0)
        columns = [numpy.sum(~numpy.isnan(values), axis=0), numpy.nanmean(values, axis=0),
                   numpy.nanstd(values, axis=0, ddof=1), *quantiles]
    return pandas.DataFrame(dict(zip(SUMMARY, columns)))
