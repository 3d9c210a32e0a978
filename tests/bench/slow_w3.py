"""W3 against what six independent programs made of it (four written for the purpose, cimba and simcpp20): within 1 %.

The figures below are their means over some 180 runs together, weighted by their precision, with the standard error
of it; `finds` counts both errors. Times are whole days here and real numbers there.
"""
import math
import pathlib
import sys

import numpy

here = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(here.parent / "queueing"))
import estimate  # noqa: E402

replications = 240
measured_elsewhere = {      # mean, standard error
    "persons": (449980.0, 50.2),
    "in reception, mean of the last 365 days": (43748.0, 59.1),
    "waiting for a dwelling on day 3650": (36852.2, 61.1),
    "passed": (195631.8, 32.9),
    "failed": (946.2, 2.2),
    "rejected": (94494.3, 23.3),
    "events": (1758187.1, 162.8),
}

result = estimate.run(here / "w3.yaml", replications=replications)


def total(*measures):
    return sum(result.of(measure)[:, :-1].sum(axis=1) for measure in measures)


found = {
    "persons": total("arrived"),
    "in reception, mean of the last 365 days": result.of("occupancy")[:, -365:].mean(axis=1),
    "waiting for a dwelling on day 3650": result.of("dwelling")[:, -1],
    "passed": total("passed"),
    "failed": total("failed"),
    "rejected": total("rejected"),
    "events": total("arrived", "decided", "appealed", "rejected", "released", "examined"),
}
table = estimate.Table(f"W3, {replications} replications")
for name, (mean, error) in measured_elsewhere.items():
    made = estimate.mean_of(found[name])
    table.compare(name, mean, made._replace(error=math.hypot(made.error, error)), tolerance=0.02, within=0.01)
table.exact("waiting for a decision", result.of("decision"), numpy.zeros_like(result.of("decision")))
table.finish()
