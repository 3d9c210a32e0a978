"""A small scenario with policies beside it, for tests of laws, differences and comparisons."""
scenario = """\
schema: 1
scenario: town
title: {nl: Een stad, en: A town}
run: {start: 2026-01-01, end: 2029-01-01, replications: 4, report: quarter}
attributes: {origin: [syria, other]}
references:
  act: {title: Aliens Act, checked: 2025-06-01}
  paper: {title: A paper, publisher: Nobody}
values:
  granted: {by: origin, syria: {value: 0.9, reference: paper}, other: 0.3}
sources:
  applicants: {pathway: asylum, arrivals: {persons: {2026-01-01: 500, 2027-01-01: {value: 400, reference: paper}}, per: year}, mix: {origin: {syria: 0.4, other: 0.6}}}
resources:
  decisions: {kind: slots, openings: 450, per: year}
  reception: {kind: places, sites: {centre: {capacity: 300}, hotel: {capacity: 60, tier: 2, closes: 2027-06-01}}}
pathways:
  asylum:
    stages:
      decision: {lodge: reception, law: act, await: decisions, next: {permit: {use: granted}, refused: rest}}
      permit:   {stay: {lognormal: {median: 60 days, p90: 150 days}}, next: housed}
      refused:  {stay: {exponential: {mean: 90 days}}, next: gone}
      housed:   {final: true}
      gone:     {final: true}
measures:
  waiting:      {title: {nl: Wachtend, en: Waiting}, queue: decisions}
  in_reception: {title: {nl: In de opvang, en: In reception}, persons: {lodged: reception}}
  decided:      {title: {nl: Besloten, en: Decided}, flow: {out_of: decision}}
  wait:         {title: {nl: Wachttijd, en: Wait}, wait: {stage: decision}}
  share:        {title: {nl: Aandeel, en: Share}, ratio: [waiting, in_reception]}
"""

policies = {
    "more": """\
policy: more
title: {nl: Meer besluiten, en: More decisions}
law: {title: Bill on more, href: 'https://example.org/more', status: proposed, known_since: 2026-03-01, checked: 2026-03-02}
from: 2026-07-01
until: 2028-07-01
changes:
  resources.decisions.openings: {times: 1.2}
  resources.reception.sites.hotel.closes: {plus: 30 days}
expects: {measure: waiting, sign: down}
""",
    "strict": """\
policy: strict
title: {nl: Strenger, en: Stricter}
from: 2027-03-05
changes:
  values.granted: {by: origin, syria: 0.5, other: {value: 0.3, assumption: as it was}}
  pathways.asylum.stages.permit.stay.median: 30 days
""",
    "advice": """\
policy: advice
title: {nl: Raad, en: Advice}
law: {title: Letter, status: adopted, known_since: 2026-01-15}
from: 2026-10-01
pathways:
  asylum:
    stages:
      decision: {next: {advised: 0.1}}
      advised:  {stay: {fixed: 10 days}, next: gone}
""",
    "nothing": """\
policy: nothing
title: {nl: Niets, en: Nothing}
from: 2026-07-01
changes:
  resources.decisions.openings: {times: 1}
""",
}


def write(test, changes=(), **of_policies):
    """Writes it into the scratch folder; `changes` are pairs of old and new text of the scenario, by policy those of a policy."""
    def changed(text, pairs):
        for old, new in pairs:
            test.assertIn(old, text)
            text = text.replace(old, new)
        return text
    (test.here / "policies").mkdir(exist_ok=True)
    for name, text in policies.items():
        test.write(f"policies/{name}.yaml", changed(text, of_policies.get(name, ())))
    return test.write("town.yaml", changed(scenario, changes))
