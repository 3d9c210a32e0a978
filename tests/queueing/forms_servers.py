"""What is compared where people at work serve: measures beside closed forms."""
import math

import numpy

import chains
import estimate
import theory

minutes = 1440                    # of a day
month, quarter, year = 30, 90, 365  # warm-up, in days: what is reported from the first date after it


def exponential(mean):
    return f"{{exponential: {{mean: {mean} minutes}}}}"


def run_desk(scenario, takes, rate, replications, end):
    return estimate.run(scenario, f"run.end={end}", f"sources.customers.arrivals.households={rate * minutes}",
                        f"pathways.visit.stages.served.takes={takes}", replications=replications)


def compare_desk(table, name, result, rate, queue, tolerance, warm_up):
    table.compare(f"{name}: queue", queue, estimate.mean_over_periods(result, "queue", warm_up), tolerance)
    table.compare(f"{name}: wait, ticks", queue / rate,
                  estimate.mean_wait(result, "wait", warm_up).times(minutes), tolerance)


def one_server(table, mean, replications, end, tolerance, warm_up):
    """M/M/1 at load 0.8 with a mean service of so many ticks."""
    rate = 0.8 / mean
    result = run_desk("mm1.yaml", exponential(mean), rate, replications, end)
    wait = theory.wait_one_server(rate, theory.Exponential(mean))
    compare_desk(table, "M/M/1, load 0.8", result, rate, rate * wait, tolerance, warm_up)
    table.compare("M/M/1, load 0.8: busy", 0.8, estimate.mean_over_periods(result, "busy", warm_up), tolerance)


def general_service(table, mean, replications, end, tolerance, warm_up):
    """M/G/1 at load 0.7: services that never vary, and services that vary much."""
    rate = 0.7 / mean
    laws = {"M/D/1": (f"{{fixed: {mean} minutes}}", theory.Fixed(mean)),
            "M/G/1, uniform": (f"{{uniform: [0 minutes, {2 * mean} minutes]}}", theory.Uniform(0, 2 * mean)),
            "M/G/1, lognormal cv 1.5": (f"{{lognormal: {{mean: {mean} minutes, cv: 1.5}}}}", theory.Lognormal(mean, 1.5))}
    for name, (takes, law) in laws.items():
        result = run_desk("mm1.yaml", takes, rate, replications, end)
        table.compare(f"{name}, load 0.7: wait, ticks", theory.wait_one_server(rate, law),
                      estimate.mean_wait(result, "wait", warm_up).times(minutes), tolerance)


def five_servers(table, mean, replications, end, tolerance, warm_up):
    """M/M/5 at load 0.9."""
    rate = 4.5 / mean
    result = run_desk("mm5.yaml", exponential(mean), rate, replications, end)
    queue, _ = chains.delay(5, rate, mean)
    compare_desk(table, "M/M/5, load 0.9", result, rate, queue, tolerance, warm_up)


def all_busy(table, replications, end, tolerance, warm_up):
    """Erlang's C as the share of moments at which all servers are busy."""
    result = estimate.run("erlang_c.yaml", f"run.end={end}", replications=replications)
    kept = result.days >= warm_up
    for name, servers, rate in (("five", 5, 1.125), ("twenty", 20, 4.5)):
        queue, busy = chains.delay(servers, rate, 4)
        table.compare(f"M/M/{servers}, load 0.9: all are busy", busy,
                      estimate.mean_of((result.of("used_" + name)[:, kept] == servers).mean(axis=1)), tolerance)
        if servers == 20:
            table.compare("M/M/20, load 0.9: queue", queue, estimate.mean_of(result.of("queue_twenty")[:, kept].mean(axis=1)),
                          3 * tolerance)


def orders(table, replications, end, tolerance, warm_up):
    """Oldest, random and newest first: equal means, unequal second moments."""
    result = estimate.run("orders.yaml", f"run.end={end}", replications=replications)
    law, rate = theory.Lognormal(4, 0.8), 0.15
    ticks = 4                                                                           # of a day
    for order, square in zip(("oldest", "random", "newest"), theory.squared_waits(rate, law)):
        table.compare(f"M/G/1, {order} first: wait, ticks", theory.wait_one_server(rate, law),
                      estimate.mean_wait(result, order, warm_up).times(ticks), tolerance)
        table.compare(f"M/G/1, {order} first: mean square of the wait", square,
                      estimate.mean_square_wait(result, order, warm_up).times(ticks ** 2), 3 * tolerance)


def two_classes(table, mean, replications, end, tolerance, warm_up):
    """M/G/1 with two classes: what each waits."""
    rate = 0.8 / mean
    result = run_desk("priority.yaml", f"{{lognormal: {{mean: {mean} minutes, cv: 1.2}}}}", rate, replications, end)
    waits = theory.waits_two_classes(0.3 * rate, 0.7 * rate, theory.Lognormal(mean, 1.2))
    for group, wait in zip(("urgent", "other"), waits):
        found = estimate.mean_wait(result, "wait", warm_up, f"class={group}")
        table.compare(f"M/G/1, two classes: wait of {group}, ticks", wait, found.times(minutes), tolerance)


def reneging(table, replications, end, tolerance, warm_up):
    """Erlang A."""
    result = estimate.run("erlang_a.yaml", f"run.end={end}", replications=replications)
    queue, busy, gave_up = chains.reneging(5, 5.5 / 6, 6, 9)
    table.compare("M/M/5+M, load 1.1: queue", queue, estimate.mean_over_periods(result, "queue", warm_up), tolerance)
    table.compare("M/M/5+M, load 1.1: busy", busy, estimate.mean_over_periods(result, "busy", warm_up), tolerance)
    table.compare("M/M/5+M, load 1.1: share that gives up", gave_up,
                  estimate.share(result, "gave_up", "came", warm_up), tolerance)


def loss(table, replications, end, tolerance, warm_up):
    """Erlang's B, for three laws of the stay."""
    result = estimate.run("loss.yaml", f"run.end={end}", replications=replications)
    lost = chains.loss(10, 8 / 96, 96)
    for law in ("exponential", "fixed", "lognormal"):
        table.compare(f"M/G/10/10, {law}: share turned away", lost,
                      estimate.share(result, f"lost_{law}", f"came_{law}", warm_up), tolerance, "to 3e-4")
        table.compare(f"M/G/10/10, {law}: busy", 8 * (1 - lost),
                      estimate.mean_over_periods(result, f"busy_{law}", warm_up), tolerance, "to 3e-4")


def networks(table, replications, end, tolerance, warm_up):
    """A tandem and a loop: each queue as if it stood alone."""
    result = estimate.run("networks.yaml", f"run.end={end}", replications=replications)
    loop = chains.rates_of_network([0.015, 0, 0], [[0, 1, 0], [0.3, 0, 0.7], [0, 0.2, 0]])
    loads = {"tandem_one": (1, 0.035 * 20), "tandem_two": (3, 0.035 * 1028.5714285714287 / 15), "loop_one": (1, loop[0] * 30),
             "loop_two": (2, loop[1] * 45), "loop_three": (1, loop[2] * 40)}
    for name, (servers, load) in loads.items():
        table.compare(f"Jackson, {name.replace('_', ' ')}: queue", chains.erlang_queue(servers, load),
                      estimate.mean_over_periods(result, name, warm_up), tolerance, "to 3e-4")
    inside = sum(chains.erlang_queue(*loads[name]) + loads[name][1] for name in ("loop_one", "loop_two", "loop_three"))
    table.compare("Jackson, loop: all who are inside", inside, estimate.mean_over_periods(result, "inside", warm_up), tolerance,
                  "to 3e-4")
    table.compare("Jackson, loop: visits to the second for each who leaves", loop[1] / 0.015,
                  estimate.share(result, "visits", "left", warm_up), tolerance)


def holding(table, replications, end, tolerance, warm_up):
    """People who hold one desk while they wait for another."""
    result = estimate.run("holding.yaml", f"run.end={end}", replications=replications)
    theories = chains.holding(people=8, first=3, second=2, think=40, work_first=20, work_second=24)
    for name, expected in zip(("wants_first", "held_first", "wants_second", "held_second"), theories):
        table.compare(f"holding, {name.replace('_', ' ')}", expected, estimate.mean_over_periods(result, name, warm_up), tolerance,
                      "to 3e-4")
    rounds = estimate.mean_over_periods(result, "rounds", warm_up, rate=True)
    table.compare("holding, rounds a day", theories[4] * 96, rounds, tolerance, "to 3e-4")


def overload(table, replications, tolerance):
    """More than can be served: the mean, and the fluid limit."""
    result = estimate.run("overload.yaml", replications=replications)
    days = result.days.astype(int)
    turn = 365                                                  # 2026-01-01: fewer come
    rising = theory.overloaded_queue(300, 8, 50, 10, math.inf, turn)
    falling = rising[turn] + theory.fluid_queue(0, 3, 50, 10, math.inf, 365)
    patient = numpy.concatenate((rising, falling[1:]))
    impatient = theory.overloaded_queue(100, 8, 50, 10, 200, 730)
    for row in (1, 6, 12, 18, 24):
        day = days[row]
        table.compare(f"overloaded, patient: queue on day {day}", patient[day], estimate.mean_at(result, "patient", row), tolerance)
        table.compare(f"overloaded, impatient: queue on day {day}", impatient[day], estimate.mean_at(result, "impatient", row),
                      tolerance)
    # Fifty of those who wait at the start are served at once.
    for name, start in (("patient", 250), ("impatient", 50)):
        patience = math.inf if name == "patient" else 200
        fluid = theory.fluid_queue(start, 8, 50, 10, patience, 730)
        if name == "patient":
            fluid[turn:] = fluid[turn] + theory.fluid_queue(0, 3, 50, 10, patience, 365)
        each = result.of(name)[:, 1:] / fluid[days[1:]]
        table.compare(f"overloaded, {name}: queue over its fluid limit", 1, estimate.mean_of(each.mean(axis=1)), tolerance, "fluid")


def queue_from_stock(table, replications, tolerance):
    """A queue that begins long."""
    result = estimate.run("queue_from_stock.yaml", replications=replications)
    expected = chains.delay_from_queue(5, 1, 4, 40, 240)
    for day in (1, 10, 30, 60, 100, 150, 240):
        table.compare(f"M/M/5 from a queue of 40: present on day {day}", expected[day - 1],
                      estimate.mean_at(result, "present", day), tolerance)
