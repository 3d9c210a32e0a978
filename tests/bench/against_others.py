"""W3 and W3s, from `ensemble.nc`, against what independent programs made of them (mean, standard error of that mean)."""
import math
import pathlib
import sys

import numpy

here = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(here.parent / "queueing"))
import estimate  # noqa: E402

in_reception = "in reception, mean of the last 365 days"


def run(replications, *settings):
    """One number for each replication."""
    result = estimate.run(here / "w3.yaml", *settings, replications=replications)

    def total(*measures):
        return sum(result.of(measure)[:, :-1].sum(axis=1) for measure in measures)

    return {
        "persons": total("arrived") + result.of("outside")[:, -1],
        in_reception: result.of("occupancy")[:, -365:].mean(axis=1),
        "waiting for a decision, mean of all days": result.of("decision")[:, 1:].mean(axis=1),
        "waiting for a dwelling on day 3650": result.of("dwelling")[:, -1],
        "passed": total("passed"),
        "failed": total("failed"),
        "rejected": total("rejected"),
        "events": total("arrived", "decided", "appealed", "rejected", "released", "examined") + result.of("outside")[:, -1],
    }


def compare(table, found, measured_elsewhere, within, tolerance=0.02):
    """`finds` counts both errors; `within` is what the workloads ask for."""
    for name, (mean, error) in measured_elsewhere.items():
        made = estimate.mean_of(found[name])
        table.compare(name, mean, made._replace(error=math.hypot(made.error, error)), tolerance=tolerance, within=within)


def always(table, found, name, number):
    table.exact(name, found[name], numpy.full_like(found[name], number))
