"""A small chain with four uncertain numbers, one of which walks, and designs for it: what the tests of sweeps run."""
import csv

from program import FromOutside, digest

inflow, openings, permit, stay = ("sources.applicants.arrivals.persons", "resources.decisions.openings",
                                  "pathways.asylum.stages.decision.next.permit", "pathways.asylum.stages.permit.stay")
laws = {inflow: "{times: {lognormal: {median: 1, p90: 1.4}}, walk: year}", openings: "{times: {triangular: [0.8, 1, 1.1]}}",
        permit: "{value: {uniform: [0.4, 0.8]}}", stay: "{times: {quantiles: {0: 0.5, 0.5: 1, 1: 2}}}"}
chain = """schema: 1
scenario: chain
title: {nl: Keten, en: Chain}
run: {start: 2026-01-01, end: 2028-01-01, replications: 20, report: quarter, seed: 3}
assumption: a test
attributes: {origin: [north, south]}
sources:
  applicants: {pathway: asylum, arrivals: {persons: 500, per: year}, mix: {origin: {north: 0.3, south: 0.7}}}
resources:
  decisions: {kind: slots, openings: 480, per: year}
pathways:
  asylum:
    stages:
      decision: {await: decisions, next: {permit: 0.6, refused: rest}}
      permit:   {stay: {lognormal: {median: 60 days, p90: 90 days}}, next: housed}
      housed:   {final: true}
      refused:  {final: true}
measures:
  waiting: {title: {nl: Wachtend, en: Waiting}, queue: decisions}
  housed:  {title: {nl: Gehuisvest, en: Housed}, flow: {into: asylum.housed}, by: [origin]}
  wait:    {title: {nl: Wachttijd, en: Wait}, wait: {stage: asylum.decision}, unit: days}
"""
four_files = ["design.csv", "points.csv", "sweep.csv", "sweep.json"]


class Swept(FromOutside):
    def setUp(self):
        super().setUp()
        self.scenario = self.scene("chain.yaml", laws)

    def scene(self, name, uncertain, text=chain):
        return self.write(name, text + "uncertain:\n" + "".join(f"  {path}: {law}\n" for path, law in uncertain.items()))

    def design(self, name, columns, rows):
        """A CSV file: its name."""
        self.write(name, "\n".join(",".join(map(str, row)) for row in [columns, *rows]) + "\n")
        return name

    def spread(self, points, name="design.csv"):
        """So many points, all different, of two of the numbers."""
        return self.design(name, [openings, permit], [(0.8 + 0.3 * (p + 0.5) / points, 0.4 + 0.4 * (p * 7 % points) / points) for p in range(points)])

    def rows(self, folder, file="sweep.csv"):
        with open(self.here / folder / file, encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    def digests(self, folder):
        """Of the files of a finished sweep, and that nothing else is there."""
        self.assertEqual(sorted(path.name for path in (self.here / folder).iterdir()), four_files)
        return [digest(self.here / folder / name) for name in four_files]
