"""How long the program takes, and SimPy on the same work: nanoseconds of processor time. Prints the tables of README.md.

    /usr/bin/python3 tests/bench/bench.py [--program FILE] [--rounds 5] [--only NAME …]

Every row is the median over rounds in which all rows take turns, because a shared machine is now fast and now slow.
Processor time is that of the whole program, from reading the scenario to the written result. Of SimPy it is that of
building the model and running it, without starting Python (simpy_workloads.py); rounds with SimPy need python3-simpy3.
"""
import argparse
import csv
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time
import typing

import netCDF4
import numpy

here = pathlib.Path(__file__).resolve().parent
root = here.parents[1]


class Peers(typing.NamedTuple):
    """Nanoseconds a unit on another machine (AMD EPYC Zen 4, Debian 12): SimPy 4.1.2, cimba, and a program in C++ written
    for that one workload, with a list of events."""
    simpy: float
    cimba: float
    reference: float


class Workload(typing.NamedTuple):
    name: str
    scenario: pathlib.Path
    settings: tuple
    replications: int
    unit: str               # what the second column of nanoseconds is for
    measure: str            # the flow that counts those; empty: ticks
    simpy: tuple = ()       # what simpy_workloads.py is asked for, for the same work
    elsewhere: Peers | None = None
    stock: bool = False     # who is inside at the start is one of the units


def workloads():
    def hold(people, replications, elsewhere):
        return Workload(f"W2, {people:,} people", here / "w2.yaml", (f"stock.people.households={people}",), replications, "hold", "holds",
                        ("W2", str(people)), elsewhere)

    def empty(people, end):
        return Workload(f"empty ticks until {end}, {people:,} people", here / "empty.yaml",
                        (f"stock.people.households={people}", f"run.end={end}-01-01"), 2, "tick", "")

    return [empty(0, 2026), empty(0, 2035), empty(100_000, 2026), empty(100_000, 2035),
            Workload("W1", here / "w1.yaml", (), 25, "customer", "customers", ("W1",), Peers(7581.2, 137.7, 52.5)),
            hold(1_000, 200, Peers(1382.0, 117.9, 20.5)), hold(100_000, 2, Peers(6327.1, 369.4, 28.7)),
            hold(1_000_000, 2, Peers(6642.8, 756.0, 36.3)),
            Workload("W3", here / "w3.yaml", (), 10, "person", "arrived", ("W3", "1"), Peers(116_695.2, 2670.0, 164.3)),
            Workload("W3s", here / "w3.yaml", ("resources.deciders.capacity=480", "resources.reception.sites.centre.capacity=30000",
                                               "resources.reception.when_full=wait"), 10, "person", "arrived", ("W3s", "0.1")),
            Workload("whole country, 2026 to 2036", here / "country.yaml", (), 1, "person", "came", stock=True),
            Workload("baseline", root / "scenarios/nijmegen/baseline.yaml", (), 100, "person", "")]


class Run(typing.NamedTuple):
    processor: float        # seconds
    wall: float
    megabytes: float        # at most in use
    transitions: int
    units: float
    ticks: int


class Sweep(typing.NamedTuple):
    """A design, beside a run of as many replications."""
    name: str
    scenario: pathlib.Path
    settings: tuple
    points: int
    replications: int
    keep: tuple             # options that choose what is kept


def sweeps():
    return [Sweep("sweep of one municipality", here / "swept.yaml", (), 400, 8, ()),
            Sweep("sweep of the region, half a year", root / "scenarios/nijmegen/baseline.yaml", ("run.end=2026-07-01",), 4, 2, ("--every", "quarter"))]


def processor_of(command):
    """(seconds of processor time, seconds of wall time, megabytes at most)"""
    begun = time.monotonic()
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(map(str, command))} ended with status {process.returncode}")
    return usage.ru_utime + usage.ru_stime, time.monotonic() - begun, usage.ru_maxrss / 1024


def write_levels(program, sweep, path):
    """One uncertain number at so many levels. All others are drawn, with chance of its own for each point: so the work is that of the run."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        subprocess.run([program, "run", str(sweep.scenario), "-o", folder + "/once", "--quiet", "--replications", "1", "--set", "run.end=2026-02-01"], check=True)
        name = list(json.loads((pathlib.Path(folder) / "once/manifest.json").read_text(encoding="utf-8"))["resolved"]["uncertain"])[-1]
    path.write_text("\n".join([f"quantile:{name}", *(str((point + 0.5) / sweep.points) for point in range(sweep.points))]) + "\n", encoding="utf-8")


def compare_sweep(program, sweep, threads, rounds):
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        here, both = pathlib.Path(folder), []
        write_levels(program, sweep, here / "design.csv")
        common = ["--quiet", "--force", "--threads", str(threads), *(word for setting in sweep.settings for word in ("--set", setting))]
        for _ in range(rounds):
            swept = processor_of([program, "sweep", str(sweep.scenario), "--design", str(here / "design.csv"), "-o", str(here / "swept"),
                                  "--replications", str(sweep.replications), "--chance", "own", *sweep.keep, *common])
            bare = processor_of([program, "run", str(sweep.scenario), "-o", str(here / "run"), "--replications", str(sweep.points * sweep.replications), *common])
            both.append((*swept, *bare))
        with open(here / "swept/sweep.csv", encoding="utf-8") as file:
            rows = sum(1 for _ in file) - 1
    return [statistics.median(column) for column in zip(*both)], rows


def print_sweeps(program, chosen, counts, rounds):
    if not chosen:
        return
    print("\n| sweep | points x replications | threads | processor, s | of a run of as many, s | wall, s | rows | rows a second | peak MB | of the run |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
    for sweep in chosen:
        for threads in counts:
            (processor, wall, megabytes, bare, _, bare_megabytes), rows = compare_sweep(program, sweep, threads, rounds)
            print(f"| {sweep.name} | {sweep.points} x {sweep.replications} | {threads} | {processor:.2f} | {bare:.2f} | {wall:.2f} | {rows:,} | {rows / wall:,.0f} | "
                  f"{megabytes:.0f} | {bare_megabytes:.0f} |")


def run(program, workload, threads):
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        target = pathlib.Path(folder) / "result"
        command = [program, "run", str(workload.scenario), "-o", str(target), "--quiet",
                   "--replications", str(workload.replications), "--threads", str(threads)]
        for setting in workload.settings:
            command += ["--set", setting]
        begun = time.monotonic()
        process = subprocess.Popen(command)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.monotonic() - begun
        if process.returncode:
            raise SystemExit(f"{' '.join(command)} ended with status {process.returncode}")
        manifest = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
        ticks = ticks_of(manifest) * workload.replications
        units = total(target, workload.measure) if workload.measure else ticks
        return Run(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024, manifest["transitions"],
                   units + (inside_at_the_start(target) if workload.stock else 0), ticks)


def run_simpy(workload):
    """(seconds, units, version)"""
    made = subprocess.run([sys.executable, "-B", str(here / "simpy_workloads.py"), *workload.simpy], capture_output=True, text=True, check=True)
    said = json.loads(made.stdout)
    return said["processor"], said["units"], said["simpy"]


def ticks_of(manifest):
    run_of = manifest["run"]
    days = (numpy.datetime64(run_of["end"]) - numpy.datetime64(run_of["start"])).astype(int)
    number, unit = run_of["tick"].split()
    return round(days * 1440 / float(number)) if unit == "minutes" else days // int(number)


def total(folder, measure):
    with netCDF4.Dataset(folder / "ensemble.nc") as file:
        place = [str(name) for name in file["measure"][:]].index(measure)
        return float(numpy.nansum(numpy.ma.filled(file["value"][:, :, place].astype(float), numpy.nan)))


def inside_at_the_start(folder):
    with open(folder / "reconciliation.csv", encoding="utf-8", newline="") as file:
        return sum(float(row["persons"]) for row in csv.DictReader(file))


def nanoseconds(seconds, count):
    return f"{seconds / count * 1e9:,.0f}" if count else ""


def print_table(runs):
    if all(workload.unit == "tick" for workload, _ in runs):
        return print_empty_ticks(runs)
    print("| workload | threads | processor, s | wall, s | ns a transition | ns a unit | unit | transitions | peak MB |")
    print("|---|--:|--:|--:|--:|--:|---|--:|--:|")
    for (workload, threads), each in runs.items():
        if workload.unit == "tick":
            continue
        middle = Run(*(statistics.median(column) for column in zip(*each)))
        unit = workload.unit if workload.measure else ""
        print(f"| {workload.name} | {threads} | {middle.processor:.2f} | {middle.wall:.2f} | "
              f"{nanoseconds(middle.processor, middle.transitions)} | {nanoseconds(middle.processor, middle.units) if unit else ''} | "
              f"{unit} | {middle.transitions:,.0f} | {middle.megabytes:.0f} |")
    for (workload, threads), each in runs.items():
        if workload.stock and threads == 1:
            print(f"\n{workload.name}, once, on one thread: {statistics.median(one.units for one in each):,.0f} persons, without those who "
                  "never applied")
    print_empty_ticks(runs)


def print_beside(runs, simpy):
    """The same work side by side, pass by pass; and how fast this machine is beside that of the other measurements."""
    if not simpy:
        return
    version = next(iter(simpy.values()))[0][2]
    print(f"\n| workload | here, ns a unit | SimPy {version}, ns a unit | SimPy / here | elsewhere: SimPy 4.1.2 | this machine / that | "
          "here, read on that machine | elsewhere: cimba | elsewhere: reference |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|")
    for workload, each in simpy.items():
        ours = [run.processor / run.units * 1e9 for run in runs[workload, 1]]
        theirs = [seconds / units * 1e9 for seconds, units, _ in each]
        ratio = statistics.median(b / a for a, b in zip(ours, theirs))
        own, other, known = statistics.median(ours), statistics.median(theirs), workload.elsewhere
        line = f"| {workload.name} | {own:,.0f} | {other:,.0f} | {ratio:,.1f} | "
        if known:
            slower = other / known.simpy
            line += f"{known.simpy:,.0f} | {slower:.2f} | {own / slower:,.0f} | {known.cimba:,.0f} | {known.reference:,.0f} |"
        else:
            line += "| | | | |"
        print(line)


def print_empty_ticks(runs):
    """What ten years take less what one year takes: starting, people coming in, and output fall out."""
    pairs = {}
    for (workload, _), each in runs.items():
        if workload.unit == "tick":
            pairs.setdefault(workload.settings[0], []).append(each)
    for setting, (short, long) in pairs.items():
        each = [(b.processor - a.processor) / (b.ticks - a.ticks) * 1e9 for a, b in zip(short, long)]
        print(f"\nAn empty tick with {int(setting.split('=')[1]):,} people inside: {statistics.median(each):.1f} ns", end="")
    print()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default=os.environ.get("DOORSTROOM_PROGRAM", str(root / "build/release/doorstroom-sim")))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", nargs="*", default=[], help="workloads whose name begins so")
    parser.add_argument("--without-simpy", action="store_true")
    arguments = parser.parse_args()
    is_chosen = lambda each: not arguments.only or each.name.startswith(tuple(arguments.only))
    chosen = list(filter(is_chosen, workloads()))
    counts = [1] if os.cpu_count() == 1 else [1, os.cpu_count()]
    runs = {(workload, threads): [] for workload in chosen for threads in counts
            if threads == 1 or workload.unit != "tick" and workload.replications > 1}
    simpy = {workload: [] for workload in chosen if workload.simpy and not arguments.without_simpy}
    for _ in range(arguments.rounds):
        for workload, threads in runs:
            runs[workload, threads].append(run(arguments.program, workload, threads))
            if threads == 1 and workload in simpy:
                simpy[workload].append(run_simpy(workload))
    if runs:
        print_table(runs)
    print_beside(runs, simpy)
    print_sweeps(arguments.program, list(filter(is_chosen, sweeps())), counts, arguments.rounds)


if __name__ == "__main__":
    main()
