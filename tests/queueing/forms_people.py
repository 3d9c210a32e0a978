"""What is compared where people stay, live somewhere, or wait for openings."""
import numpy

import chains
import estimate
import theory


def without_limit(table, replications, tolerance):
    """M/G/infinity from empty: every third month, and the spread about the mean."""
    result = estimate.run("unlimited.yaml", replications=replications)
    ticks = int(result.days[-1])
    rates = numpy.full(ticks, 4.0)
    rates[555:], rates[789:] = 1.5, 6.0                     # 2026-07-10 and 2027-03-01
    laws = {"longer": theory.Lognormal(90, 1), "shorter": theory.Exponential(2.5), "even": theory.Uniform(10.3, 200)}
    for measure, law in laws.items():
        expected = theory.present(rates * (10 if measure == "shorter" else 1), law)
        for row in (1, 6, 12, 18, 19, 26, 27, 36, 48):
            day = int(result.days[row])
            table.compare(f"M/G/inf {measure}: present on day {day}", expected[day - 1],
                          estimate.mean_at(result, measure, row), tolerance)
        compare_spread(table, f"M/G/inf {measure}: variance over mean", result.of(measure),
                       expected[result.days[1:].astype(int) - 1], 2.5 * tolerance)
    for row in (12, 36, 48):
        day = int(result.days[row])
        mean = theory.present(rates, laws["longer"])[day - 1]
        table.compare(f"M/G/inf: without a place on day {day}", theory.excess(mean, 300),
                      estimate.mean_at(result, "unplaced", row), 2.5 * tolerance)
    out = result.of("out")[:, :-1].sum(axis=1) + result.of("longer")[:, -1]
    table.compare("M/G/inf longer: came in, all days", rates.sum(), estimate.mean_of(out), tolerance)


def compare_spread(table, name, values, expected, tolerance):
    """Poisson: the variance of the number present is its mean. Dates of one replication lean on each other, so each
    replication gives one number: the mean square of its deviations from theory, in theory's own variance."""
    each = ((values[:, 1:] - expected) ** 2 / expected).mean(axis=1)
    table.compare(name, 1, estimate.mean_of(each), tolerance)


def openings(table, replications, end, tolerance, warm_up):
    """Queues for openings that lapse: even and random ones."""
    result = estimate.run("openings.yaml", f"run.end={end}", replications=replications)
    for name, rate, queue in (("even", 9, theory.queue_even_openings(9, 10)),
                              ("random", 8, theory.queue_poisson_openings(8, 10))):
        table.compare(f"{name} openings: queue", queue, estimate.mean_over_periods(result, name, warm_up), tolerance)
        table.compare(f"{name} openings: wait, days", queue / rate, estimate.mean_wait(result, "wait_" + name, warm_up),
                      tolerance)


def from_stock(table, replications, tolerance):
    """Stock that begins in equilibrium stays in it; what began there, or fresh, or after some time, leaves as it must."""
    result = estimate.run("equilibrium.yaml", replications=replications)
    law, ticks = theory.Lognormal(90, 1), int(result.days[-1])
    shares = {"closed": theory.still_there(law, ticks), "fresh": theory.fresh(law, ticks), "spent": theory.after_some_time(law, 60, ticks)}
    filling = 360 * shares["fresh"] + numpy.concatenate(([0], theory.present(numpy.full(ticks, 4.0), law)))
    for row in (1, 4, 13, 26, 40, len(result.days) - 1):
        day = int(result.days[row])
        for name, words in (("closed", "in equilibrium, closed"), ("fresh", "fresh, closed"), ("spent", "after 60 days, closed")):
            table.compare(f"stock {words}: still there on day {day}", 2000 * shares[name][day],
                          estimate.mean_at(result, name, row), tolerance)
        table.compare(f"stock in equilibrium, open: present on day {day}", 360, estimate.mean_at(result, "open", row), tolerance)
        table.compare(f"stock fresh, open: present on day {day}", filling[day], estimate.mean_at(result, "filling", row), tolerance)
        table.compare(f"stock in equilibrium beside a clock: present on day {day}", 240,
                      estimate.mean_at(result, "beside_a_clock", row), tolerance)
    table.compare("stock in equilibrium, open: time inside, days", 90, estimate.mean_wait(result, "stayed", 0), tolerance)


def overflow(table, replications, end, tolerance, warm_up):
    """What the first tier cannot take: its mean and spread in the second."""
    result = estimate.run("overflow.yaml", f"run.end={end}", replications=replications)
    mean, peakedness = chains.overflow(12, 0.25, 40, rounds=800)
    kept = result.days >= warm_up
    for law in ("exponential", "fixed"):
        second = result.of(law, "site=second")[:, kept]
        table.compare(f"overflow, {law}: mean of the second tier", mean, estimate.mean_of(second.mean(axis=1)), tolerance,
                      "exact" if law == "exponential" else "to 2e-3")
        table.compare(f"overflow, {law}: mean of the first tier", 10 - mean,
                      estimate.mean_of(result.of(law, "site=first")[:, kept].mean(axis=1)), tolerance, "exact" if law == "exponential" else "to 2e-3")
    second = result.of("exponential", "site=second")[:, kept]
    table.compare("overflow, exponential: variance over mean", peakedness,
                  estimate.mean_of(((second - mean) ** 2).mean(axis=1) / mean), tolerance)


def loss_of_places(table, replications, end, tolerance, warm_up):
    """Erlang's B where a full reception turns people away, for three laws of the stay."""
    result = estimate.run("loss_of_places.yaml", f"run.end={end}", replications=replications)
    lost = chains.loss_of_places(10, 8 / 96, 96)
    kept = result.days[:-1] >= warm_up
    for law in ("exponential", "fixed", "lognormal"):
        turned_away, let_in = (result.of(f"{flow}_{law}")[:, :-1][:, kept].sum(axis=1) for flow in ("lost", "came"))
        table.compare(f"full reception, {law}: share turned away", lost, estimate.ratio_of(turned_away, turned_away + let_in),
                      tolerance, "to 3e-4")
        table.compare(f"full reception, {law}: places in use", 8 * (1 - lost),
                      estimate.mean_over_periods(result, f"busy_{law}", warm_up), tolerance, "to 3e-4")


def door(table, replications, end, tolerance, warm_up):
    """M/M/5 as people before the door of a full reception."""
    result = estimate.run("door.yaml", f"run.end={end}", replications=replications)
    table.compare("door of a full reception, load 0.9: people before it", chains.erlang_queue(5, 4.5),
                  estimate.mean_over_periods(result, "before", warm_up), tolerance, "to 5e-4")
    table.compare("door of a full reception, load 0.9: places in use", 4.5,
                  estimate.mean_over_periods(result, "inside", warm_up), tolerance, "to 5e-4")


def little(table):
    """Person-ticks counted at the ends of ticks are those waited by the persons: to the last one, not on average."""
    result = estimate.run("little.yaml")
    lengths = numpy.diff(result.days)
    pairs = [("in_queue", "wait_desk", ""), ("at_desk", "time_desk", ""), ("no_dwelling", "time_none", ""), ("pausing", "time_pause", ""),
             ("pausing", "time_pause", "class=urgent"), ("pausing", "time_pause", "class=other")]
    for stock, wait, group in pairs:
        table.exact(f"Little: {stock} {group}".strip(), result.of(stock, group)[:, :-1] @ lengths, person_days(result, wait, group))
    whole = person_days(result, "time_desk") + person_days(result, "time_pause") + person_days(result, "time_none")
    table.exact("Little: the parts make the whole", person_days(result, "whole_time"), whole)
    table.exact("Little: nobody is left inside", result.of("left_inside")[:, -1], numpy.zeros(len(whole)))


def person_days(result, measure, group=""):
    number = numpy.nan_to_num(result.of(measure + ".n", group)[:, :-1])
    return (numpy.nan_to_num(result.of(measure + ".mean", group)[:, :-1]) * number).sum(axis=1)
