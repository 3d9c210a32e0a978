"""What a sensitivity analysis tells: the sheets, the records for a CSV and the charts of every output asked for."""
import numpy

import discovery
import layout
import sensitivity_records as records
import words
from results import ResultError
from sensitivity_tables import Tables
from words_of_sensitivity import say
from study import decompose

HALVES = 20                            # random halves of the points, in which a box is looked for again
INDICES = ("saltelli", "morris")       # the designs that have them
DEFAULT = {"saltelli": ["indices", "ranks"], "morris": ["indices"]}


class Report:
    """What goes out: lines above, sheets, records for a CSV, and charts."""

    def __init__(self, opening):
        self.opening, self.sheets, self.records, self.charts = opening, [], [], []
        self.nothing = []              # outputs of which nothing can be told


# ---- what is asked ----

def chosen(sweep, options):
    """The numbers of every output asked for, on the dates asked for."""
    names = options.measure or list(dict.fromkeys(output.measure for output in sweep.outputs))
    found = []
    for name in names:
        outputs = [output for output in sweep.outputs if output.measure == name and (options.groups or output.group == (options.group or ""))]
        if options.measure and not outputs:
            sweep.find(name, options.group or "")                          # says what is nearest
        for output in outputs:
            numbers = sweep.numbers(output)
            if options.minus:
                numbers = sweep.difference(output, sweep.find(options.minus, output.group))
            found.append(on_dates(sweep, numbers, options))
    if not found:
        raise ResultError(f"{sweep.folder} has no measure with the group '{options.group or ''}'")
    return found


def on_dates(sweep, numbers, options):
    if options.over_time:
        return numbers
    if not options.on:
        told = [date for place, date in enumerate(numbers.dates) if numpy.isfinite(numbers.mean[:, place]).any()]
        return numbers.on(told[-1:] or numbers.dates[-1:])
    for date in options.on:
        if date not in numbers.dates:
            near = min(numbers.dates, key=lambda each: abs(each - date))
            raise ResultError(f"{sweep.folder} has no {numbers.output.measure} on {date.date()}; the nearest is {near.date()}")
    return numbers.on(options.on)


# ---- one sweep ----

def study_of_one(study, options):
    tables = Tables(study, options.language, options.top)
    show = options.show or DEFAULT.get(study.method, ["ranks"])
    if study.method not in INDICES and {"indices", "pairs"} & set(show):
        raise ResultError(f"{study.design.path}: indices ask for a Saltelli or Morris design, this one is {study.method or 'not known: name it with --method'}")
    if "pairs" in show and (study.method != "saltelli" or study.blocks.BA is None):
        raise ResultError(f"{study.design.path}: pairs ask for a Saltelli design with second order")
    report = Report(tables.opening("title"))
    kinds = {"indices": f"is_{study.method}", "pairs": "is_saltelli", "ranks": "is_ranks", "variance": "is_variance"}
    report.opening[-1:-1] = dict.fromkeys(say(options.language, kinds[each]) for each in show)
    if study.method == "morris" and {"ranks", "variance"} & set(show):
        report.opening.insert(-1, say(options.language, "morris_steps"))
    for numbers in chosen(study.sweep, options):
        before = len(report.sheets)
        if {"indices", "pairs"} & set(show):
            (add_indices if study.method == "saltelli" else add_effects)(report, tables, numbers, options, show)
        if "ranks" in show:
            add_ranks(report, tables, numbers, options)
        if "variance" in show:
            add_variance(report, tables, [study], [numbers])
        if len(report.sheets) == before:
            report.nothing.append(tables.what(numbers.output))
    return report


def told_on_dates(numbers, method):
    """(places, results) of the dates on which something can be told."""
    told = [(place, method(numbers, place)) for place in range(len(numbers.dates))]
    told = [(place, result) for place, result in told if result is not None]
    return [place for place, _ in told], [result for _, result in told]


def add_indices(report, tables, numbers, options, show):
    study = tables.study
    places, told = told_on_dates(numbers, study.indices)
    told_places = [(place, each) for place, each in zip(places, told) if numpy.isfinite(each.total[0]).any()]
    for place, each in told_places:
        report.records += records.of_indices(study, numbers, numbers.dates[place], each)
    if not told_places:
        return
    if options.over_time:
        places, told = zip(*told_places)
        chance = numpy.array([each.chance / each.all_variance for each in told])
        total = numpy.array([each.total[0] for each in told])
        report.sheets.append(tables.over_time(numbers.on([numbers.dates[place] for place in places]), "over_time_saltelli", study.names, total,
                                              chance if numpy.isfinite(chance).any() else None))
    else:
        for place, each in told_places:
            report.sheets += [tables.indices(numbers, place, each)] if "indices" in show else []
            report.sheets += [tables.pairs(numbers, place, each)] if "pairs" in show and each.second is not None else []
    report.charts.append(("indices", numbers, told_places))


def add_effects(report, tables, numbers, options, show):
    study = tables.study
    places, told = told_on_dates(numbers, study.effects)
    for place, each in zip(places, told):
        report.records += records.of_effects(study, numbers, numbers.dates[place], each)
    if not told:
        return
    if options.over_time:
        size = numpy.array([each.mu_star[0] for each in told])
        report.sheets.append(tables.over_time(numbers.on([numbers.dates[place] for place in places]), "over_time_morris", study.names, size,
                                              decimals=words.decimals_for(size.ravel())))
    else:
        report.sheets += [tables.effects(numbers, place, each) for place, each in zip(places, told)]
    report.charts.append(("effects", numbers, list(zip(places, told))))


def add_ranks(report, tables, numbers, options):
    study = tables.study
    places, told = told_on_dates(numbers, study.correlations)
    swing_places, swings = told_on_dates(numbers, study.swings)
    for place, each in zip(places, told):
        report.records += records.of_correlations(study, numbers, numbers.dates[place], each)
    for place, each in zip(swing_places, swings):
        report.records += records.of_swings(study, numbers, numbers.dates[place], each)
    if options.over_time and told:
        report.sheets.append(tables.over_time(numbers.on([numbers.dates[place] for place in places]), "over_time_ranks", study.design.names,
                                              numpy.array([each.value[0] for each in told])))
    elif not options.over_time:
        by_place = dict(zip(places, told))
        report.sheets += [tables.ranks(numbers, place, by_place.get(place), each) for place, each in zip(swing_places, swings)]
    report.charts.append(("tornado", numbers, list(zip(swing_places, swings))))


# ---- several sweeps ----

def add_variance(report, tables, studies, numbers):
    parts = [decompose(studies, numbers, place) for place in range(len(numbers[0].dates))]
    for date, told in zip(numbers[0].dates, parts):
        report.records += records.of_variance(studies, numbers[0], date, told) if told else []
    if any(parts):
        report.sheets.append(tables.variance(studies, numbers[0], parts))
        report.charts.append(("variance", numbers[0], [(place, told) for place, told in enumerate(parts) if told]))


def study_of_several(studies, options):
    check_alike(studies)
    tables = Tables(studies[0], options.language, options.top)
    report = Report(tables.opening("title_variance"))
    names = [each.sweep.policies or say(options.language, "no_policy") for each in studies]
    report.opening[-1:-1] = [say(options.language, "policies_are", names="; ".join(names)), say(options.language, "is_variance")]
    for first, *others in zip(*(chosen(study.sweep, options) for study in studies)):
        together = [first, *(other.on(first.dates) for other in others)]
        before = len(report.sheets)
        add_variance(report, tables, studies, together)
        if len(report.sheets) == before:
            report.nothing.append(tables.what(together[0].output))
    return report


def check_alike(studies):
    """That the sweeps are one design, crossed with policies: same points, chance, measures and dates."""
    first = studies[0].sweep
    for other in (study.sweep for study in studies[1:]):
        def refuse(what):
            raise ResultError(f"{other.folder} and {first.folder} cannot be crossed: {what}")
        if first.design.names != other.design.names or not numpy.array_equal(first.design.matrix, other.design.matrix):
            refuse("they are not of one design")
        for key, told in (("seed", "seed"), ("chance", "chance"), ("uncertain", "use of what is uncertain")):
            if first.about.get(key) != other.about.get(key):
                refuse(f"the {told} is {other.about.get(key)} and {first.about.get(key)}")
        if first.replications != other.replications:
            refuse(f"they have {other.replications} and {first.replications} replications")
        if set(first.keys["date"]) != set(other.keys["date"]):
            refuse("they have other dates")
        if not first.keys.equals(other.keys):
            refuse("they have other measures or groups")
    policies = [study.sweep.policies for study in studies]
    if len(set(policies)) < len(policies):
        again = next(name for name in policies if policies.count(name) > 1)
        raise ResultError(f"two of the sweeps have the same policy ({again or 'none'}); each needs another")


# ---- a corner ----

def study_of_corner(study, options):
    tables = Tables(study, options.language, options.top)
    report = Report(tables.opening("title_discovery"))
    report.opening.insert(-1, say(options.language, "is_discovery"))
    for numbers in chosen(study.sweep, options):
        for place in range(len(numbers.dates)):
            add_boxes(report, tables, numbers, place, options)
    return report


def add_boxes(report, tables, numbers, place, options):
    study, date = tables.study, numbers.dates[place]
    values = numbers.mean[study.sample, place]
    there = numpy.isfinite(values)
    if not there.any():
        raise ResultError(f"{numbers.output.measure} has no values on {date.date()}")
    kept, left_out = int(there.sum()), int((~there).sum())
    cases, matrix = values[there] > options.exceeds, study.design.matrix[study.sample][there]
    if len(numbers.dates) == 1:
        check_cases(numbers.output, date, cases, values[there], options.exceeds)
    found = discovery.discover(matrix, cases, options.density, options.boxes)
    again = discovery.found_again(matrix, cases, options.density, HALVES, options.seed) if found else []
    notes = tables.left("left_point", kept, left_out) + ([] if found else [say(options.language, "no_box")])
    report.sheets.append(layout.Sheet("asked", tables.asked(numbers, place, options.exceeds, cases), [], [], notes))
    report.sheets += tables.boxes(found, again, HALVES)
    report.records += records.of_boxes(study, numbers, date, found, kept, left_out)
    report.charts.append(("boxes", numbers, [(place, found)]))


def check_cases(output, date, cases, values, limit):
    """That it is so somewhere, and somewhere not; over several dates it need not be on each."""
    if not cases.any() or cases.all():
        where = "at every point" if cases.any() else "at no point"
        raise ResultError(f"{output.measure} exceeds {limit:g} {where} on {date.date()}: it lies between {values.min():g} and {values.max():g}")
