"""What is compared: for each scenario of this folder, the measures beside their closed forms."""
import numpy

import estimate
import theory

minutes = 1440          # of a day; one minute is one tick
month, quarter = 30, 90  # warm-up, in days: what is reported from the first date after it


def one_server(table, mean, replications, end, tolerance, warm_up):
    """M/M/1 at load 0.8 with a mean service of so many ticks."""
    rate = 0.8 / mean
    result = run_desk("mm1.yaml", exponential(mean), rate, replications, end)
    wait = theory.wait_one_server(rate, theory.Exponential(mean))
    compare_desk(table, f"M/M/1 0.8, service {mean} ticks", result, rate, rate * wait, tolerance, warm_up)
    table.compare(f"M/M/1 0.8, service {mean} ticks: busy", 0.8, estimate.mean_over_periods(result, "busy", warm_up),
                  tolerance)


def five_servers(table, mean, replications, end, tolerance, warm_up):
    """M/M/5 at load 0.9."""
    rate = 4.5 / mean
    result = run_desk("mm5.yaml", exponential(mean), rate, replications, end)
    queue = theory.queue_several_servers(5, rate, mean)
    compare_desk(table, f"M/M/5 0.9, service {mean} ticks", result, rate, queue, tolerance, warm_up)


def exponential(mean):
    return f"{{exponential: {{mean: {mean} minutes}}}}"


def run_desk(scenario, takes, rate, replications, end):
    return estimate.run(scenario, f"run.end={end}", f"sources.customers.arrivals.households={rate * minutes}",
                        f"pathways.visit.stages.served.takes={takes}", replications=replications)


def compare_desk(table, name, result, rate, queue, tolerance, warm_up):
    table.compare(f"{name}: queue", queue, estimate.mean_over_periods(result, "queue", warm_up), tolerance)
    table.compare(f"{name}: wait, ticks", queue / rate,
                  estimate.mean_wait(result, "wait", warm_up).times(minutes), tolerance)


def two_classes(table, mean, replications, end, tolerance, warm_up):
    """M/G/1 with two classes: what each waits."""
    rate = 0.8 / mean
    result = run_desk("priority.yaml", f"{{lognormal: {{mean: {mean} minutes, cv: 1.2}}}}", rate, replications, end)
    waits = theory.waits_two_classes(0.3 * rate, 0.7 * rate, theory.Lognormal(mean, 1.2))
    for group, wait in zip(("urgent", "other"), waits):
        found = estimate.mean_wait(result, "wait", warm_up, f"class={group}")
        table.compare(f"M/G/1 0.8, {mean} ticks: wait of {group}, ticks", wait, found.times(minutes), tolerance)


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
                       expected[result.days[1:].astype(int) - 1], 3 * tolerance)
    for row in (12, 36, 48):
        day = int(result.days[row])
        mean = theory.present(rates, laws["longer"])[day - 1]
        table.compare(f"M/G/inf: without a place on day {day}", theory.excess(mean, 300),
                      estimate.mean_at(result, "unplaced", row), 3 * tolerance)
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


def in_equilibrium(table, replications, tolerance):
    """Stock that begins in equilibrium stays in it; what began there leaves as renewal theory says."""
    result = estimate.run("equilibrium.yaml", replications=replications)
    there = theory.still_there(theory.Lognormal(90, 1), int(result.days[-1]))
    for row in (1, 4, 13, 26, 40, len(result.days) - 1):
        day = int(result.days[row])
        table.compare(f"equilibrium, closed: still there on day {day}", 2000 * there[day],
                      estimate.mean_at(result, "closed", row), tolerance)
        table.compare(f"equilibrium, open: present on day {day}", 360, estimate.mean_at(result, "open", row), tolerance)
    table.compare("equilibrium, open: time inside, days", 90, estimate.mean_wait(result, "stayed", 0), tolerance)


def little(table):
    """Person-ticks counted at the ends of ticks are those waited by the persons: to the last one, not on average."""
    result = estimate.run("little.yaml")
    lengths = numpy.diff(result.days)
    pairs = [("in_queue", "wait_desk", ""), ("at_desk", "time_desk", ""), ("no_dwelling", "time_none", ""), ("pausing", "time_pause", ""),
             ("pausing", "time_pause", "class=urgent"), ("pausing", "time_pause", "class=other")]
    for stock, wait, group in pairs:
        table.exact(f"Little: {stock} {group}", result.of(stock, group)[:, :-1] @ lengths, person_days(result, wait, group))
    whole = person_days(result, "time_desk") + person_days(result, "time_pause") + person_days(result, "time_none")
    table.exact("Little: the parts make the whole", person_days(result, "whole_time"), whole)
    table.exact("Little: nobody is left inside", result.of("left_inside")[:, -1], numpy.zeros(len(whole)))


def person_days(result, measure, group=""):
    number = numpy.nan_to_num(result.of(measure + ".n", group)[:, :-1])
    return (numpy.nan_to_num(result.of(measure + ".mean", group)[:, :-1]) * number).sum(axis=1)
