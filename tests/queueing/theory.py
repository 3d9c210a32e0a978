"""Closed forms, in whole ticks, for what the scenarios of this folder simulate.

A duration of T ticks lives through K = ceil(T - U) whole ticks, U uniform on (0, 1). Therefore

    P(K > k) = integral of P(T > t) over [k, k + 1],      E[K] = E[T],      E[K^2] = E[T^2] + E[f (1 - f)]

with f the fraction of T beyond whole ticks (about T^2 + 1/6). Whoever arrives within a tick may be served in it, is
counted at its end, and a server whose service ends in a tick serves again in that tick.
"""
import math

import numpy

exp = numpy.exp
erf = numpy.vectorize(math.erf, otypes=[float])
log_factorial = numpy.vectorize(lambda n: math.lgamma(n + 1), otypes=[float])


# ---- laws: `tail_until(x)` is the integral of P(T > t) over [0, x] ----------------------------------------------------

class Exponential:
    def __init__(self, mean):
        self.mean = mean

    def tail_until(self, x):
        return self.mean * -numpy.expm1(-numpy.asarray(x, float) / self.mean)


class Lognormal:
    def __init__(self, mean, cv):
        self.mean = mean
        self.sigma = math.sqrt(math.log1p(cv * cv))
        self.mu = math.log(mean) - self.sigma ** 2 / 2

    def tail_until(self, x):
        x = numpy.asarray(x, float)
        z = (numpy.log(numpy.maximum(x, 1e-300)) - self.mu) / self.sigma
        return x * (1 - normal(z)) + self.mean * normal(z - self.sigma)


class Uniform:
    def __init__(self, low, high):
        self.low, self.high, self.mean = low, high, (low + high) / 2

    def tail_until(self, x):
        x = numpy.asarray(x, float)
        beyond = numpy.clip(x, self.low, self.high) - self.low
        return numpy.minimum(x, self.low) + beyond - beyond ** 2 / (2 * (self.high - self.low))


def normal(z):
    return (1 + erf(z / math.sqrt(2))) / 2


def lasts(law, ticks):
    """P(K > k) for k = 0 … ticks - 1."""
    return numpy.diff(law.tail_until(numpy.arange(ticks + 1)))


def second_moment(law, ticks=1_000_000):
    """E[K^2] = sum of (2 k + 1) P(K > k)."""
    return float(numpy.sum((2 * numpy.arange(ticks) + 1) * lasts(law, ticks)))


# ---- one server --------------------------------------------------------------------------------------------------------

def wait_one_server(rate, law):
    """M/G/1, in ticks: exact for whole ticks too (Pollaczek, Khinchine).

    The work U found by the first to arrive in a tick obeys U' = (U + S - 1)^+, S the work that came in a tick, so that
    E[U] = E[S (S - 1)] / (2 (1 - rho)); the others of the same tick wait half the work of their companions longer.
    """
    return rate * second_moment(law) / (2 * (1 - rate * law.mean))


def waits_two_classes(first_rate, second_rate, law):
    """M/G/1, two classes, nobody interrupted (Cobham). The tick lets the first class pass whoever came earlier within
    the same tick: its wait is shorter by half a tick times the load of the second over 1 less its own load."""
    rate = first_rate + second_rate
    load, first_load, second_load = rate * law.mean, first_rate * law.mean, second_rate * law.mean
    left_to_do = rate * (second_moment(law) - law.mean) / 2        # of the service that is going on
    first = (left_to_do + first_load / 2) / (1 - first_load)
    second = (load * wait_one_server(rate, law) - first_load * first) / second_load      # work is conserved
    return first, second


# ---- several servers ---------------------------------------------------------------------------------------------------

def erlang_wait_chance(servers, load):
    """Erlang's C, `load` in servers: the chance to wait in continuous time."""
    terms = [load ** n / math.factorial(n) for n in range(servers)]
    last = load ** servers / math.factorial(servers) * servers / (servers - load)
    return last / (sum(terms) + last)


def erlang_queue(servers, load):
    return erlang_wait_chance(servers, load) * load / (servers - load)


def queue_several_servers(servers, rate, mean, most=600):
    """M/M/c: the mean queue at the end of a tick, solved as the Markov chain of the number of customers.

    A service that lasts at all ends in each tick with the chance 1 - q, q = exp(-1 / mean); it lasts at all with the
    chance a = mean (1 - q). Within a tick: services end, customers come, servers that are free serve again and again.
    """
    q = math.exp(-1 / mean)
    lasting = mean * (1 - q)
    arrivals = poisson(rate, 40)
    step = numpy.zeros((most + 1, most + 1))
    for number in range(most + 1):
        busy = min(number, servers)
        for ended in range(busy + 1):
            chance = math.comb(busy, ended) * (1 - q) ** ended * q ** (busy - ended)
            for came, share in enumerate(arrivals):
                waiting = min(number - busy + came, most - busy + ended)
                for after, part in served(waiting, busy - ended, servers, lasting).items():
                    step[number, after] += chance * share * part
    stationary = solve(step)
    return float(stationary @ numpy.maximum(numpy.arange(most + 1) - servers, 0))


def served(waiting, busy, servers, lasting):
    """What one round makes of `waiting` customers and `busy` servers: {customers that stay: chance}."""
    free = servers - busy
    if waiting <= 0 or free == 0:
        return {busy + waiting: 1.0}
    result = {}
    # The customer who takes the last free server for good is the m-th to be served.
    filled = 0.0
    for m in range(free, waiting + 1):
        part = math.comb(m - 1, free - 1) * lasting ** free * (1 - lasting) ** (m - free)
        if m - free > 20 and part < 1e-18:
            break
        filled += part
        result[servers + waiting - m] = result.get(servers + waiting - m, 0) + part
    for stayed in range(min(free - 1, waiting) + 1):
        part = math.comb(waiting, stayed) * lasting ** stayed * (1 - lasting) ** (waiting - stayed)
        result[busy + stayed] = result.get(busy + stayed, 0) + part
    return result


def solve(step):
    size = len(step)
    equations = step.T - numpy.eye(size)
    equations[-1] = 1
    right = numpy.zeros(size)
    right[-1] = 1
    return numpy.linalg.solve(equations, right)


# ---- no limit: exact in whole ticks, for every law ---------------------------------------------------------------------

def present(rates, law):
    """M/G/infinity from empty: the mean number present at the end of each tick, `rates` the mean arrivals in each.
    The number is Poisson, at every moment."""
    return numpy.convolve(rates, lasts(law, len(rates)))[:len(rates)]


def still_there(law, ticks):
    """Of people who have stayed as if the stage had long run steadily: the share that is there at moment 0, 1, …"""
    return 1 - law.tail_until(numpy.arange(ticks + 1)) / law.mean


def poisson(mean, most):
    n = numpy.arange(most + 1)
    return exp(n * math.log(mean) - mean - log_factorial(n))


def excess(mean, places):
    """E[(X - places)^+] of a Poisson X: people without a place."""
    most = int(mean + 20 * math.sqrt(mean) + 60)
    return float(poisson(mean, most) @ numpy.maximum(numpy.arange(most + 1) - places, 0))


# ---- openings that lapse -----------------------------------------------------------------------------------------------

def queue_even_openings(rate, openings, most=4000):
    """The queue Q' = (Q + A - openings)^+ with Poisson arrivals and a whole number of openings in each tick:
    E[Q] = sum over n of E[(S_n)^+] / n, S_n the arrivals less the openings of n ticks (Spitzer)."""
    total = 0.0
    for n in range(1, most):
        term = excess(n * rate, n * openings) / n
        total += term
        if term < 1e-12:
            break
    return total


def queue_poisson_openings(rate, openings, most=500):
    """The same with a Poisson number of openings: E[(A - B)^+] of two Poisson numbers, in place of the above."""
    total = 0.0
    for n in range(1, most):
        top = int(n * openings + 20 * math.sqrt(n * openings) + 60)
        came, opened = poisson(n * rate, top), poisson(n * openings, top)
        term = float((1 - numpy.cumsum(came)) @ numpy.cumsum(opened)) / n             # the sum over j of P(A > j >= B)
        total += term
        if term < 1e-12:
            break
    return total
