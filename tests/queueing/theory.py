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


class Fixed:
    """A whole number of ticks."""

    def __init__(self, mean):
        self.mean = mean

    def tail_until(self, x):
        return numpy.minimum(numpy.asarray(x, float), self.mean)


def normal(z):
    return (1 + erf(z / math.sqrt(2))) / 2


def lasts(law, ticks):
    """P(K > k) for k = 0 … ticks - 1."""
    return numpy.diff(law.tail_until(numpy.arange(ticks + 1)))


def moments(law, ticks=60_000):
    """E[K], E[K^2], E[K^3]: sums of P(K > k), (2 k + 1) P(K > k), (3 k^2 + 3 k + 1) P(K > k)."""
    k, tail = numpy.arange(float(ticks)), lasts(law, ticks)
    return law.mean, float((2 * k + 1) @ tail), float((3 * k * k + 3 * k + 1) @ tail)


def second_moment(law):
    return moments(law)[1]


# ---- one server --------------------------------------------------------------------------------------------------------

def wait_one_server(rate, law):
    """M/G/1, in ticks: exact for whole ticks too (Pollaczek, Khinchine).

    The work U found by the first to arrive in a tick obeys U' = (U + S - 1)^+, S the work that came in a tick, so that
    E[U] = E[S (S - 1)] / (2 (1 - rho)); the others of the same tick wait half the work of their companions longer.
    """
    return rate * second_moment(law) / (2 * (1 - rate * law.mean))


def squared_waits(rate, law):
    """M/G/1, in ticks: E[W^2] when the oldest, anyone, the newest is served first (Takács 1963; Kingman 1962).

    All three find the same: R ticks left of the service that is going on, P(R > r) the sum of rate P(K > k) over k > r,
    work V of those who came in earlier ticks, Q of them waiting; with them come D companions, who are before them with
    a chance U uniform on (0, 1). Oldest: W = V + work of D. Newest: W = R + busy periods of those who come in R and of
    D. Anyone: W = R + T(n) with n others waiting when the server comes free, and E[T(n)], E[T(n)^2] are found from
    T(n) = 0 with chance 1 / (n + 1), else K + T(n - 1 + those who come in K).
    """
    mean, second, third = moments(law)
    load, free = rate * mean, 1 - rate * mean
    # R, and V by factorial moments: V(z) = (1 - load) (1 - z) / (S(z) - z), S the work that comes in a tick.
    left, left_squared = rate * (second - mean) / 2, rate * (2 * third - 3 * second + mean) / 6
    work_two = rate * (second - mean) + load ** 2
    work_three = rate * (third - 3 * second + 2 * mean) + 3 * load * rate * (second - mean) + load ** 3
    found = work_two / (2 * free)
    found_squared = 2 * (found ** 2 + work_three / (6 * free)) + found
    wait = found + load / 2
    oldest = found_squared + found * load + rate * second / 2 + load ** 2 / 3
    newest = (left_squared + left * load + load ** 2 / 3) / free ** 2 + rate * (left + 0.5) * second / free ** 3
    # Q by pairs of which the earlier waits, Q with R by V = R + work of Q.
    queue = rate * wait
    queue_squared = 2 * rate * (found * rate / 2 + load * rate / 6 + rate * (oldest - wait) / 2) + queue
    queue_left = (found_squared - left_squared - queue * (second - mean ** 2) - mean ** 2 * queue_squared) / (2 * mean)
    others = queue + rate * (1 + left)
    others_left = queue_left + rate * (left + left_squared)
    others_squared = (queue_squared + 2 * rate * (queue + queue_left) + rate * (1 + left)
                      + rate ** 2 * (1 + 2 * left + left_squared))
    slope = mean / (2 - load)                                                           # E[T(n)] = slope n
    bend = 2 * mean ** 2 / ((2 - load) * (3 - 2 * load))                                # E[T(n)^2] = bend n^2 + line n
    line = (second * (1 + 2 * slope * rate) - 2 * slope * mean + bend * (1 - load + rate ** 2 * second)) / (2 - load)
    anyone = left_squared + 2 * slope * others_left + bend * others_squared + line * others
    return oldest, anyone, newest


def waits_two_classes(first_rate, second_rate, law):
    """M/G/1, two classes, nobody interrupted (Cobham). The tick lets the first class pass whoever came earlier within
    the same tick: its wait is shorter by half a tick times the load of the second over 1 less its own load."""
    rate = first_rate + second_rate
    load, first_load, second_load = rate * law.mean, first_rate * law.mean, second_rate * law.mean
    left_to_do = rate * (second_moment(law) - law.mean) / 2        # of the service that is going on
    first = (left_to_do + first_load / 2) / (1 - first_load)
    second = (load * wait_one_server(rate, law) - first_load * first) / second_load      # work is conserved
    return first, second


# ---- no limit: exact in whole ticks, for every law ---------------------------------------------------------------------

def present(rates, law):
    """M/G/infinity from empty: the mean number present at the end of each tick, `rates` the mean arrivals in each.
    The number is Poisson, at every moment."""
    return numpy.convolve(rates, lasts(law, len(rates)))[:len(rates)]


def fresh(law, ticks):
    """Of people who have only just come: the share that is there at moment 0, 1, …: P(K > k) of the tick before."""
    return numpy.concatenate(([1.0], lasts(law, ticks)))


def after_some_time(law, spent, ticks):
    """The same of people who have been there for `spent` whole ticks: P(K >= spent + k) / P(K >= spent)."""
    return lasts(law, spent + ticks)[spent - 1:] / lasts(law, spent)[spent - 1]


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


# ---- more than can be served: the fluid limit, and what whole ticks make of it -----------------------------------------

def fluid_queue(start, rate, servers, mean, patience, ticks):
    """q' = rate - servers / mean - q / patience: the queue at moments 0, 1, … in continuous time."""
    moments = numpy.arange(ticks + 1)
    if patience == math.inf:
        return start + (rate - servers / mean) * moments
    limit = (rate - servers / mean) * patience
    return limit + (start - limit) * exp(-moments / patience)


def overloaded_queue(start, rate, servers, mean, patience, ticks):
    """The mean queue at moments 0, 1, … while all servers are always busy, exact in whole ticks. At the start all are
    free, and each serves until somebody stays at all. Those who came in this tick ring a tick later at the earliest."""
    lasting = mean * -math.expm1(-1 / mean)
    stays = math.exp(-1 / patience)
    stays_new = patience * (1 - stays) * stays if patience < math.inf else 1.0
    queue = [float(start), start + rate - servers / lasting]
    for tick in range(1, ticks):
        new = rate if queue[-1] > rate else queue[-1]
        queue.append(stays * (queue[-1] - new) + stays_new * new + rate - servers / mean)
    return numpy.array(queue)
