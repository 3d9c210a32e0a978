"""A small result folder with what the report tells of the region, by month over three years, with numbers worked out by hand."""
import copy
import datetime
import json

import folder

DATES = [datetime.date(2026 + month // 12, month % 12 + 1, 1) for month in range(37)]
PLACES = {"azc": 400, "stieltjesstraat": 120, "bed_bath_bread": 25}
SITES = {"nijmegen_oost": {"capacity": 400, "municipality": "nijmegen", "cost_per_day": {"value": 80}, "payer": "coa"},
         "stieltjesstraat": {"capacity": {"value": 120}, "closes": "2027-07-01", "municipality": "nijmegen", "cost_per_day": {"value": 80}, "payer": "coa"}}
SLIP = {"opens": {"quantiles": {"0": "0 days", "0.17": "116 days", "0.5": "180 days", "0.83": "1005 days", "1": "1370 days"}}, "never": {"value": 0.17}}
RESOLVED = {
    "values": {"letting_share": {"value": 0.047, "assumption": "as in the country", "range": [0.02, 0.13], "reference": "cbs"}, "regular_day": {"value": 83.3, "reference": "cbs"}},
    "references": {"cbs": {"title": "Lettings <of> homes", "publisher": "CBS", "href": "https://www.cbs.nl/x", "published": "2025-01-31", "checked": "2026-11-23"},
                   "pact-2026": {"title": "Act on the pact", "publisher": "EK", "published": "2026-05-26", "checked": "2026-11-23"},
                   "house-rule": {"title": "A rule of its own", "published": "2020-02-01", "checked": "2026-11-20"}},
    "resources": {"coa": {"kind": "places", "sites": SITES, "slip": SLIP}, "local_shelter": {"kind": "places", "sites": {"bed_bath_bread": {"capacity": 25}}}},
    "pathways": {"asylum": {"stages": {"registration": {"law": "pact-2026"}, "permit": {"law": "house-rule"}, "housed": {"final": True, "cost": {"entry": {"value": 30000, "reference": "cbs"}, "payer": "rijk_huisvesting"}}}}},
}


def stock(unit, kind, *replications):
    """A number for each replication that stays, or a list that steps in the last half of the run."""
    rows = [[value] * 37 if not isinstance(value, tuple) else [value[0]] * 19 + [value[1]] * 18 for value in replications]
    return ({"title": {"nl": "maat", "en": "measure"}, kind: "coa"}, "moment", unit, rows)


def period(unit, kind, *replications):
    return ({"title": {"nl": "maat", "en": "measure"}, kind: "coa"}, "period", unit, [[value] * 36 + [folder.NAN] for value in replications])


# Quantiles of three replications a < b < c: p05 = a + 0.1 (b - a), p25 = (a + b) / 2, p50 = b, p95 = b + 0.9 (c - b).
MEASURES = {
    "region_durable_places": stock("places", "capacity", 810, 1110, 1335),                     # p05 840, p95 1312.5 → 1315
    "region_against_spreidingswet": stock("places", "difference", -838, -538, -313),           # p05 -808 → 810, p95 -335.5 → 335
    "region_durable_places_without_wijchen": stock("places", "capacity", 810, 915, 1035),
    "region_without_wijchen_against_spreidingswet": stock("places", "difference", -838, -733, -613),
    "nijmegen_durable_places": stock("places", "capacity", (820, 700), (820, 700), 820),
    "nijmegen_short": stock("1", "below", (0, 1), (0, 1), 0),
    "demand_for_places": stock("persons", "sum", 70000, 80003, 90000),
    "reception_places": stock("places", "capacity", 76500, 77052, 77300),
    "reception_occupancy": stock("share", "ratio", 0.9, 0.96, 1),
    "region_waiting_for_home": stock("persons", "persons", 3, 213, 448),
    "backlog": stock("persons", "cumulative", 4000, 5000, 6000),
    "task": period("persons", "capacity", 2166, 2166, 2166),
    "nijmegen_task_of_434": period("persons", "ratio", 434 / 12, 434 / 12, 434 / 12),
    "nijmegen_backlog_at_434": stock("persons", "cumulative", 284, 483, 580),
    "nijmegen_waiting_for_home": stock("persons", "persons", 17, 84, 204),
    "nijmegen_backlog_at_434_none_waiting": stock("persons", "difference", 223, 389, 487),
    "region_ukrainians_in_reception": stock("persons", "persons", 700, 885, 1035),
    "ukrainians_in_tarweweg_and_asdonck": stock("persons", "persons", 522, 530, 530),
    "ukrainian_households_in_tarweweg_and_asdonck": stock("households", "households", 330, 347, 362),
    "region_ukrainian_households_in_reception": stock("households", "households", 801, 823, 846),
    "nijmegen_in_shelter": stock("persons", "persons", 0, 2, 4),
    "nijmegen_shelter_if_5_percent_stay": stock("places", "ratio", 4, 5.5, 7),
    "nijmegen_shelter_if_10_percent_stay": stock("places", "ratio", 8, 11, 14),
    "nijmegen_shelter_if_20_percent_stay": stock("places", "ratio", 16, 22, 28),
    "wait_for_home.mean": (folder.WAIT, "period", "weeks", [[20] * 36 + [folder.NAN], [30] * 36 + [folder.NAN], [folder.NAN] * 37]),
    "wait_for_home.n": (folder.WAIT, "period", "persons", [[1] * 36 + [folder.NAN], [1] * 36 + [folder.NAN], [0] * 36 + [folder.NAN]]),
}
MUNICIPAL = [[0] * 37] * 3
GROUPS = {
    "backlog": {"municipality=nijmegen": [[-200] * 37, [-52] * 37, [95] * 37]},
    "task": {"municipality=nijmegen": [[271 / 12] * 36 + [folder.NAN]] * 3},
    "region_durable_places": {"site.municipality=nijmegen": MEASURES["nijmegen_durable_places"][3]},
}


def write(path, measures=None, groups=None, **changes):
    resolved = copy.deepcopy(changes.pop("resolved", RESOLVED))
    measures, groups = {**MEASURES, **(measures or {})}, {**GROUPS, **(groups or {})}
    resolved["measures"] = {name.partition(".")[0]: definition for name, (definition, *_) in measures.items()}
    return folder.write(path, measures, groups, DATES, resolved=resolved, **changes)


def write_comparison(path):
    """What `doorstroom compare -o` writes, of one other scenario."""
    path.mkdir()
    measures = {"in_reception": {"title": {"nl": "bezetting opvang", "en": "persons in reception"}, "kind": "persons", "dated": "moment", "unit": "persons"}}
    (path / "compare.json").write_text(json.dumps({
        "program": "doorstroom", "version": "0.1.0", "scenario": "small", "title": {"nl": "een kleine raming", "en": "a small forecast"}, "replications": 4,
        "measures": measures, "compared": [{"scenario": "ban", "title": {"nl": "een verbod", "en": "a ban"}}]}), encoding="utf-8")
    (path / "compare.csv").write_text(
        "scenario,against,date,measure,group,unit,replications,effect,sd,low95,high95,share_same_sign,without\n"
        "ban,small,2026-01-01,in_reception,,persons,4,0,0,0,0,1,1000\n"
        "ban,small,2029-01-01,in_reception,,persons,4,123,10,108,138,1,1000\n", encoding="utf-8")
    return path
