"""Every number of an analysis as one row, for a CSV: which analysis, parameter and statistic, the value and its 95 % interval."""
import math

import layout
from words_of_sensitivity import say

COLUMNS = [("scenario", "text"), ("policies", "text"), ("analysis", "text"), ("date", "date"), ("measure", "text"), ("group", "text"), ("unit", "text"),
           ("parameter", "text"), ("other", "text"), ("statistic", "text"), ("value", "count"), ("low", "count"), ("high", "count"),
           ("kept", "count"), ("left_out", "count")]
HEADINGS = {"policies": "policy"}
NOWHERE = (math.nan, math.nan)


def sheet(language, records):
    columns = [(say(language, HEADINGS.get(name, name)), kind) for name, kind in COLUMNS]
    return layout.Sheet("sensitivity", say(language, "title"), columns, records)


def place(study, numbers, date):
    """What stands before and in the middle of every record of one output on one date."""
    output = numbers.output
    return [study.sweep.scenario, study.sweep.policies], [date, output.measure, output.group, output.unit]


def of(study, numbers, date, analysis, told, rows):
    before, middle = place(study, numbers, date)
    known = [row for row in rows if any(math.isfinite(value) for value in row[3:])]       # what cannot be told has no row
    return [[*before, analysis, *middle, *row, told.kept, told.left_out] for row in known]


def of_indices(study, numbers, date, told):
    rows = [["", "", "explained_variance", *told.explained], ["", "", "chance_variance", told.chance, *NOWHERE]]
    for index, name in enumerate(study.names):
        share = told.explained[0] / told.all_variance
        rows += [[name, "", "first", *told.first[:, index]], [name, "", "total", *told.total[:, index]],
                 [name, "", "total_of_all_variance", told.total[0, index] * share, *NOWHERE]]
    if told.second is not None:
        rows += [[*pair, "second", *told.second[:, index]] for index, pair in enumerate(study.pair_names)]
    return of(study, numbers, date, "sobol", told, rows)


def of_effects(study, numbers, date, told):
    rows = [["", "", "chance_variance_of_an_effect", told.noise, *NOWHERE]]
    for index, name in enumerate(study.names):
        rows += [[name, "", statistic, *getattr(told, statistic)[:, index]] for statistic in ("mu", "mu_star", "sigma")]
    return of(study, numbers, date, "morris", told, rows)


def of_correlations(study, numbers, date, told):
    return of(study, numbers, date, "ranks", told,
              [[name, "", "partial_rank_correlation", *told.value[:, index]] for index, name in enumerate(study.design.names)])


def of_swings(study, numbers, date, told):
    rows = []
    for index, name in enumerate(study.design.names):
        rows += [[name, "", "mean_in_lowest_fifth", *told.low[:, index]], [name, "", "mean_in_highest_fifth", *told.high[:, index]]]
    return of(study, numbers, date, "tornado", told, rows)


def of_variance(studies, numbers, date, told):
    names = [each.sweep.policies for each in studies]
    rows = [["", "", f"variance_{part}", value, *NOWHERE] for part, value in
            (("policy", told.policy), ("parameters", told.parameters), ("policy_with_parameters", told.together),
             ("chance", told.chance), ("total", told.total))]
    rows += [[name, "", "mean_of_policy", mean, *NOWHERE] for name, mean in zip(names, told.means)]
    return [[row[0], ", ".join(dict.fromkeys(names)), *row[2:]] for row in of(studies[0], numbers, date, "variance", told, rows)]


def of_boxes(study, numbers, date, found, kept, left_out):
    rows = []
    for number, each in enumerate(found, 1):
        box = each.box
        rows += [["", f"box {number}", name, value, *NOWHERE] for name, value in
                 (("coverage", box.coverage), ("density", box.density), ("mass", box.mass))]
        for column in box.limited:
            rows.append([study.design.names[column], f"box {number}", "limits", math.nan, *(value if math.isfinite(value) else math.nan
                                                                                          for value in (box.low[column], box.high[column]))])
            rows.append([study.design.names[column], f"box {number}", "quasi_p", each.quasi_p[column], *NOWHERE])
    before, middle = place(study, numbers, date)
    return [[*before, "discovery", *middle, *row, kept, left_out] for row in rows]
