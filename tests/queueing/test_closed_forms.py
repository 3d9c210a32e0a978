"""The program against closed forms, in seconds, and the table of README.md: it must have a row for each of them.

Services of few ticks show what the tick does (M/M/1 of 2 ticks waits 2.1 % longer than in continuous time, M/M/5
2.3 %) and give many services in little time. slow_*.py look longer at the same rows.
"""
import pathlib
import re

import chains
import estimate
import suite
import theory


def equal(found, expected, within):
    assert abs(found / expected - 1) < within, (found, expected)


# The theory itself: numbers from the tables, and two ways to one number.
equal(chains.erlang_wait_chance(5, 4.5), 0.7625, 1e-4)
equal(chains.erlang_loss(10, 8), 0.12166, 1e-4)
equal(chains.delay(1, 0.4, 2, most=300)[0] / 0.4, theory.wait_one_server(0.4, theory.Exponential(2)), 1e-6)
# In whole ticks what the books say of continuous time, when services are long.
equal(chains.delay(5, 4.5 / 60, 60)[0], chains.erlang_queue(5, 4.5), 1e-4)
equal(chains.loss(10, 8 / 480, 480), chains.erlang_loss(10, 8 * (1 - 0.5 / 480)), 1e-4)
equal(chains.loss_of_places(10, 8 / 480, 480), chains.erlang_loss(10, 8 * (1 + 0.5 / 480)), 1e-4)
equal(chains.reneging(5, 5.5 / 600, 600, 900)[2], chains.continuous_reneging(5, 5.5, 1.5)[1], 1e-3)
equal(chains.overflow(12, 0.1, 100, rounds=800)[1], chains.continuous_overflow(12, 10)[1], 5e-3)
oldest, anyone, newest = theory.squared_waits(0.6 / 300, theory.Exponential(300))
equal(anyone / oldest, 1 / (1 - 0.6 / 2), 1e-2)
equal(newest / oldest, 1 / (1 - 0.6), 1e-2)
# Nobody holds what nobody waits for: with servers enough, people are where their stays are.
equal(chains.holding(3, 3, 3, 40, 20, 24)[1], 3 * 20 / 84, 1e-9)

table = suite.compare(estimate.Table("Closed forms, quickly"), suite.everything, "quick")

written = pathlib.Path(__file__).with_name("README.md").read_text(encoding="utf-8")
rows = re.findall(r"^\| ([^|]+?) \|", written.partition(estimate.heading)[2], re.MULTILINE)
for name in sorted(set(table.names()) ^ set(rows)):
    table.failures.append(f"{name}: {'not in the table of README.md' if name in table.names() else 'only in README.md'}; "
                          "write it anew with table_of_errors.py")
table.finish()
