"""Markov chains of whole ticks, solved as numbers, for what the scenarios of this folder simulate.

An exponential stay of mean m ticks lasts at all with the chance a = m (1 - q), q = exp(-1 / m), and then ends in each
tick with the chance 1 - q. Within a tick: services end and clocks ring, customers come, servers that are free serve
again and again. Continuous time is the limit of long services; `continuous_…` gives what the books say of it.
"""
import functools
import itertools
import math

import numpy

from theory import poisson


def quitting(mean):
    """Of an exponential stay: the chance to stay a tick more, and the chance that it lasts at all."""
    q = math.exp(-1 / mean)
    return q, mean * (1 - q)


def solve(step):
    """The stationary distribution of a chain whose rows sum to one."""
    equations = step.T - numpy.eye(len(step))
    equations[-1] = 1
    right = numpy.zeros(len(step))
    right[-1] = 1
    return numpy.linalg.solve(equations, right)


def solve_rates(rates):
    """The stationary distribution of a process in continuous time, `rates` off the diagonal."""
    rates = rates - numpy.diag(rates.sum(axis=1))
    return solve(numpy.eye(len(rates)) + rates / (-2 * rates.min()))


def binomial(number, chance):
    """P(k of `number`), k = 0 … number."""
    return numpy.array([math.comb(number, k) * chance ** k * (1 - chance) ** (number - k) for k in range(number + 1)])


def thinned(most, chance):
    """Row n: how many of n are left when each stays with that chance."""
    result = numpy.zeros((most + 1, most + 1))
    for number in range(most + 1):
        result[number, :number + 1] = binomial(number, chance)
    return result


@functools.lru_cache(maxsize=None)
def served(waiting, busy, servers, lasting):
    """What one round makes of `waiting` customers and `busy` servers: ((customers that stay, chance), …)."""
    free = servers - busy
    if waiting <= 0 or free == 0:
        return ((busy + max(0, waiting), 1.0),)
    result = {}
    # The customer who takes the last free server for good is the m-th to be served.
    for m in range(free, waiting + 1):
        part = math.comb(m - 1, free - 1) * lasting ** free * (1 - lasting) ** (m - free)
        if m - free > 20 and part < 1e-18:
            break
        result[servers + waiting - m] = result.get(servers + waiting - m, 0) + part
    for stayed in range(min(free - 1, waiting) + 1):
        part = math.comb(waiting, stayed) * lasting ** stayed * (1 - lasting) ** (waiting - stayed)
        result[busy + stayed] = result.get(busy + stayed, 0) + part
    return tuple(result.items())


# ---- M/M/c: Erlang 1917 ------------------------------------------------------------------------------------------------

def erlang_wait_chance(servers, load):
    """Erlang's C, `load` in servers: the chance to wait in continuous time."""
    terms = [load ** n / math.factorial(n) for n in range(servers)]
    last = load ** servers / math.factorial(servers) * servers / (servers - load)
    return last / (sum(terms) + last)


def erlang_queue(servers, load):
    return erlang_wait_chance(servers, load) * load / (servers - load)


def delay_step(servers, rate, mean, most):
    """The number of customers at the end of a tick, given that of the tick before."""
    q, lasting = quitting(mean)
    arrivals = poisson(rate, 40)
    ends = thinned(servers, q)
    step = numpy.zeros((most + 1, most + 1))
    for busy in range(servers + 1):
        after = numpy.zeros((most + 1 + len(arrivals), most + 1))       # of so many who wait
        for waiting in range(len(after)):
            for number, part in served(waiting, busy, servers, lasting):
                after[waiting, min(number, most)] += part
        for number in range(busy, most + 1):
            waited = max(0, number - servers)
            step[number] += ends[min(number, servers), busy] * (arrivals @ after[waited:waited + len(arrivals)])
    return step


def delay(servers, rate, mean, most=400):
    """M/M/c: the mean queue at the end of a tick, and the chance that all servers are busy then."""
    number = numpy.arange(most + 1)
    stationary = solve(delay_step(servers, rate, mean, most))
    return float(stationary @ numpy.maximum(number - servers, 0)), float(stationary[servers:].sum())


def delay_from_queue(servers, rate, mean, waiting, ticks, most=200):
    """The mean number of customers at moments 1, 2, …, when so many wait for free servers at the start."""
    _, lasting = quitting(mean)
    state = numpy.zeros(most + 1)
    for came, share in enumerate(poisson(rate, 40)):
        for after, part in served(waiting + came, 0, servers, lasting):
            state[after] += share * part
    step = delay_step(servers, rate, mean, most)
    means = []
    for _ in range(ticks):
        means.append(float(state @ numpy.arange(most + 1)))
        state = state @ step
    return numpy.array(means)


# ---- M/M/c/c: Erlang 1917; for any law of the stay, Sevast'yanov 1957 --------------------------------------------------

def erlang_loss(servers, load):
    """Erlang's B."""
    blocked = 1.0
    for number in range(1, servers + 1):
        blocked = load * blocked / (number + load * blocked)
    return blocked


def loss(servers, rate, mean):
    """Servers and exponential stays: the share turned away. Whoever comes finds those who left in this tick gone."""
    q, lasting = quitting(mean)
    arrivals = poisson(rate, 40)
    ends = thinned(servers, q)
    step = numpy.zeros((servers + 1, servers + 1))
    lost = numpy.zeros(servers + 1)
    for number, busy in itertools.product(range(servers + 1), repeat=2):
        for came, share in enumerate(arrivals):
            for after, part in served(came, busy, servers, lasting):
                step[number, min(after, servers)] += ends[number, busy] * share * part
                lost[number] += ends[number, busy] * share * part * max(0, after - servers)
    return float(solve(step) @ lost) / rate


def loss_of_places(places, rate, mean):
    """The same where whoever comes finds those who left in this tick still there, and everybody takes a place, if only
    for no time: the language's `when_full: {to: …}`."""
    q, lasting = quitting(mean)
    arrivals = poisson(rate, 40)
    ends = thinned(places, q)                   # in the live part of the next tick
    keeps = thinned(places, lasting)            # of those who come now
    step = numpy.zeros((places + 1, places + 1))
    lost = numpy.zeros(places + 1)
    for number in range(places + 1):
        for came, share in enumerate(arrivals):
            placed = min(came, places - number)
            lost[number] += share * (came - placed)
            for old, new in itertools.product(range(number + 1), range(placed + 1)):
                step[number, old + new] += share * ends[number, old] * keeps[placed, new]
    return float(solve(step) @ lost) / rate


# ---- M/M/c+M: Palm 1957; Garnett, Mandelbaum, Reiman 2002 --------------------------------------------------------------

def continuous_reneging(servers, load, patience, most=2000):
    """Erlang A, times in services: mean queue and share that gives up."""
    weights = numpy.ones(most + 1)
    for number in range(1, most + 1):
        weights[number] = weights[number - 1] * load / (min(number, servers) + max(0, number - servers) / patience)
    weights /= weights.sum()
    queue = float(weights @ numpy.maximum(numpy.arange(most + 1) - servers, 0))
    return queue, queue / patience / load


def reneging(servers, rate, mean, patience, most=45, new=9):
    """The same in whole ticks: mean queue and mean busy servers at the end of a tick, and the share that gives up.

    A state is how many there are and how many of those who wait came in this very tick: their clocks, which may have
    been for no time, ring in the next tick at the earliest.
    """
    q, lasting = quitting(mean)
    stays, waits_at_all = quitting(patience)
    stays_new = waits_at_all * stays                    # P(K > 1)
    states = [(n, y) for n in range(most + 1) for y in range(min(new, max(0, n - servers)) + 1)]
    place = {state: index for index, state in enumerate(states)}
    left = [(b, w) for b in range(servers + 1) for w in range(most - servers + 1)]
    place_left = {state: index for index, state in enumerate(left)}
    ends = thinned(servers, q)

    leaving = numpy.zeros((len(states), len(left)))
    for (n, y), row in place.items():
        old = binomial(max(0, n - servers) - y, stays)
        waiting = numpy.convolve(old, binomial(y, stays_new))
        for b, w in itertools.product(range(min(n, servers) + 1), range(len(waiting))):
            leaving[row, place_left[b, w]] += ends[min(n, servers), b] * waiting[w]

    coming = numpy.zeros((len(left), len(states)))
    for (b, w), row in place_left.items():
        for came, share in enumerate(poisson(rate, 20)):
            for after, part in served(w + came, b, servers, lasting):
                after = min(after, most)
                coming[row, place[after, min(came, new, max(0, after - servers))]] += share * part

    stationary = solve(leaving @ coming)
    waiting = numpy.array([max(0, n - servers) for n, _ in states])
    queue = float(stationary @ waiting)
    busy = float(stationary @ numpy.array([min(n, servers) for n, _ in states]))
    gave_up = queue - float(stationary @ leaving @ numpy.array([w for _, w in left]))
    return queue, busy, gave_up / rate


# ---- Jackson 1957 ------------------------------------------------------------------------------------------------------

def rates_of_network(outside, routes):
    """What comes to each queue: the rates from outside and those from the other queues."""
    return numpy.linalg.solve(numpy.eye(len(outside)) - numpy.array(routes, float).T, numpy.array(outside, float))


# ---- overflow: Kosten 1937, Wilkinson 1956 -----------------------------------------------------------------------------

def continuous_overflow(places, load):
    """The mean number in the second tier and its variance over its mean."""
    mean = load * erlang_loss(places, load)
    return mean, 1 - mean + load / (places + 1 + mean - load)


def overflow(places, rate, mean, most=60, rounds=200):
    """The same in whole ticks: those who come are placed together once a tick, after those who leave."""
    q, lasting = quitting(mean)
    arrivals = poisson(rate * lasting, 30)
    first, second = thinned(places, q), thinned(most, q)
    state = numpy.zeros((places + 1, most + 1))
    state[0, 0] = 1
    for _ in range(rounds):
        remaining = first.T @ state @ second
        state = numpy.zeros_like(state)
        for came, share in enumerate(arrivals):
            for number in range(places + 1):
                placed = min(came, places - number)
                beyond = came - placed
                state[number + placed, beyond:] += share * remaining[number, :most + 1 - beyond]
    number = numpy.arange(most + 1)
    inside = state.sum(axis=0)
    average = float(inside @ number)
    return average, float(inside @ (number - average) ** 2) / average


# ---- holding one server while waiting for another ----------------------------------------------------------------------

def holding(people, first, second, think, work_first, work_second):
    """People who go round: think, take one of the `first` servers, work, keep it until one of the `second` takes them,
    work there, think. Mean waiting for the first, holding the first, waiting for the second, holding the second, and
    rounds for each unit of time. In continuous time."""
    states = [(w, x, y, z) for w in range(people + 1) for x in range(first + 1) for y in range(first + 1 - x)
              for z in range(second + 1)
              if w + x + y + z <= people and (w == 0 or x + y == first) and (y == 0 or z == second)]
    place = {state: index for index, state in enumerate(states)}
    rates = numpy.zeros((len(states), len(states)))

    def first_freed(w, x):
        return (w - 1, x + 1) if w else (w, x)

    for (w, x, y, z), row in place.items():
        thinking = people - w - x - y - z
        if thinking:
            to = (w, x + 1, y, z) if x + y < first else (w + 1, x, y, z)
            rates[row, place[to]] += thinking / think
        if x:
            to = (*first_freed(w, x - 1), y, z + 1) if z < second else (w, x - 1, y + 1, z)
            rates[row, place[to]] += x / work_first
        if z:
            to = (*first_freed(w, x), y - 1, z) if y else (w, x, y, z - 1)
            rates[row, place[to]] += z / work_second
    stationary = solve_rates(rates)
    w, x, y, z = (stationary @ numpy.array(states, float))
    return w, x + y, y, z, z / work_second
