"""The three workloads as one would write them in SimPy 3, to be measured beside the scenarios of this folder.

    /usr/bin/python3 tests/bench/simpy_workloads.py W1 | W2 PEOPLE | W3 SHARE | W3s SHARE

Prints one line of JSON. `processor` is the time of building the model and running it, read inside the program: starting
Python and importing do not count, and for W2 nor does making the people, as the definition of the workloads has it.
"""
import bisect
import itertools
import json
import math
import random
import resource
import sys
import time

import simpy


def one_server(customers=100_000):
    """W1: Poisson arrivals at 0.9, one server, exponential service of mean 1, the oldest first."""
    inside = []

    def customer():
        came = env.now
        with desk.request() as request:
            yield request
            yield env.timeout(random.expovariate(1.0))
        inside.append(env.now - came)

    def arrivals():
        for _ in range(customers):
            yield env.timeout(random.expovariate(0.9))
            env.process(customer())

    begun = time.process_time()
    env = simpy.Environment()
    desk = simpy.Resource(env, capacity=1)
    env.process(arrivals())
    env.run()
    return time.process_time() - begun, len(inside), {"mean time in system": sum(inside) / len(inside)}


def hold(people, holds=300_000):
    """W2: so many who stay an exponential time and begin again."""
    left = holds

    def person():
        nonlocal left
        while True:
            yield env.timeout(random.expovariate(1.0))
            left -= 1
            if left == 0:
                done.succeed()

    env = simpy.Environment()
    done = env.event()
    for _ in range(people):
        env.process(person())
    while env.peek() == 0 and env._queue[0][1] == 0:        # everybody begins: not timed
        env.step()
    left = holds
    begun = time.process_time()
    env.run(until=done)
    return time.process_time() - begun, holds, {}


def chain(share, deciders=700, places=70_000):
    """W3: the asylum chain, with that share of its arrivals, dwellings, deciders and places (W3s: 480 and 30,000).

    Reception is a Container, not a Resource: giving back a place of a Resource searches the list of all who hold one.
    """
    horizon, municipalities = 3650, 342
    weights = [(i + 10) ** -0.9 for i in range(municipalities)]
    total = sum(weights)
    until = list(itertools.accumulate(weight / total for weight in weights))
    counts = dict(arrivals=0, decisions=0, appeals=0, leavings=0, releases=0, exams=0, passed=0, failed=0, rejected=0)
    waiting = 0                                             # for a dwelling
    daily = []

    def person():
        nonlocal waiting
        first = random.random() < 0.2
        yield reception.get(1)
        with desks.request(priority=1 if first else 2) as request:
            yield request
            yield env.timeout(random.lognormvariate(math.log(4) - 0.125, 0.5))
        counts["decisions"] += 1
        if random.random() >= 0.7:
            yield env.timeout(random.lognormvariate(math.log(180) - 0.18, 0.6))
            counts["appeals"] += 1
            if random.random() >= 0.25:
                yield env.timeout(random.expovariate(1 / 60))
                counts["leavings"] += 1
                counts["rejected"] += 1
                reception.put(1)
                return
        waiting += 1
        yield dwellings[min(bisect.bisect_left(until, random.random()), municipalities - 1)].get(1)
        waiting -= 1
        reception.put(1)
        random.random()                                     # the route
        delay = 1095
        for _ in range(5):
            yield env.timeout(delay)
            counts["exams"] += 1
            if random.random() < 0.6:
                counts["passed"] += 1
                return
            delay = 365
        counts["failed"] += 1

    def arrivals():
        while True:
            yield env.timeout(random.expovariate(45_000 / 365 * share))
            counts["arrivals"] += 1
            env.process(person())

    def releases(municipality):
        rate = 31_000 / 365 * weights[municipality] / total * share
        while True:
            yield env.timeout(random.expovariate(rate))
            counts["releases"] += 1
            dwellings[municipality].put(1)

    def observe():
        while True:
            yield env.timeout(1)
            daily.append((reception.capacity - reception.level, len(desks.queue), waiting))

    begun = time.process_time()
    env = simpy.Environment()
    size = round(places * share)
    reception = simpy.Container(env, capacity=size, init=size)
    desks = simpy.PriorityResource(env, capacity=round(deciders * share))
    dwellings = [simpy.Container(env) for _ in range(municipalities)]
    env.process(arrivals())
    for municipality in range(municipalities):
        env.process(releases(municipality))
    env.process(observe())
    env.run(until=horizon + 1e-9)
    processor = time.process_time() - begun
    events = sum(counts[name] for name in ("arrivals", "decisions", "appeals", "leavings", "releases", "exams"))
    return processor, counts["arrivals"], {
        "reception, last 365 days": sum(day[0] for day in daily[-365:]) / 365, "decision queue": sum(day[1] for day in daily) / len(daily),
        "waiting for a dwelling at the end": daily[-1][2], "passed": counts["passed"], "failed": counts["failed"],
        "rejected": counts["rejected"], "events": events}


def main():
    workload, numbers = sys.argv[1], [float(word) for word in sys.argv[2:]]
    random.seed(1)
    if workload == "W1":
        processor, units, found = one_server()
    elif workload == "W2":
        processor, units, found = hold(int(numbers[0]))
    else:
        processor, units, found = chain(numbers[0], *((480, 30_000) if workload == "W3s" else ()))
    print(json.dumps({"simpy": simpy.__version__, "processor": processor, "units": units,
                      "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "found": found}))


if __name__ == "__main__":
    main()
