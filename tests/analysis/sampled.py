"""Designs of the program itself: `doorstroom sample` over a scenario with six chances that are uniform between a half and 1."""
import os
import pathlib
import subprocess
import unittest

import numpy

COLUMNS = 6
SCENARIO = """\
schema: 1
scenario: six
title: {{nl: Zes kansen, en: Six chances}}
assumption: a test
run: {{start: 2026-01-01, end: 2026-02-01, report: month}}
values: {{{values}}}
sources:
  arrivals: {{pathway: ways, arrivals: {{persons: 3000, per: month}}}}
pathways:
  ways:
    stages:
{stages}
      out: {{final: true}}
      passed: {{final: true}}
uncertain:
{uncertain}
measures:
  passed: {{title: {{nl: voorbij alle zes, en: past all six}}, flow: {{into: ways.passed}}}}
"""


def scenario(path):
    """Whoever comes passes the K-th way with chance xK, so that the share that passes all is their product."""
    names = [f"x{number + 1}" for number in range(COLUMNS)]
    stages = [f"      way{number}: {{next: {{{'way' + str(number + 1) if number < COLUMNS else 'passed'}: {{use: x{number}}}, out: rest}}}}"
              for number in range(1, COLUMNS + 1)]
    pathlib.Path(path).write_text(SCENARIO.format(values=", ".join(f"{name}: 0.75" for name in names), stages="\n".join(stages),
                                                  uncertain="\n".join(f"  values.{name}: {{value: {{uniform: [0.5, 1]}}}}" for name in names)), encoding="utf-8")
    return path


def product_answer():
    """First order and total of each of six factors, uniform between a half and 1, in their product, and its variance."""
    mean, variance = 3 / 4, 1 / 48
    ratio = variance / mean ** 2
    everything = (1 + ratio) ** COLUMNS - 1
    return ratio / everything, ratio * (1 + ratio) ** (COLUMNS - 1) / everything, everything * mean ** (2 * COLUMNS)


def run(*arguments):
    return subprocess.run([os.environ["DOORSTROOM_PROGRAM"], *map(str, arguments)], capture_output=True, text=True, check=True)


def needs_program(test):
    program = os.environ.get("DOORSTROOM_PROGRAM")
    has_it = program and "--method" in subprocess.run([program, "sample", "--help"], capture_output=True, text=True, check=False).stdout
    return unittest.skipUnless(has_it, "DOORSTROOM_PROGRAM is not set, or has no `sample`")(test)


def base(path, size, seed):
    """The base points of a Saltelli design of the program in quantile levels: A and B beside each other."""
    run("sample", scenario(path / "six.yaml"), "--method", "saltelli", "--size", size, "--seed", seed, "--force", "--quiet", "-o", path / "design")
    rows = numpy.loadtxt(path / "design/design.txt").reshape(size, COLUMNS + 2, COLUMNS)
    return numpy.hstack([rows[:, 0], rows[:, -1]]) * 2 - 1
