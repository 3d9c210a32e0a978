"""Every policy of the library, found by its file: right over the baseline, every number with its source, in the list; nothing before
its first date, nothing at all where it changes no number, the same whichever is written first. The people are a hundredth of the
baseline's and policies of one date are taken together; what each does to the whole is looked at in slow_effects_of_policies.py."""
import csv
import datetime
import re
import unittest

from program import FromOutside, source
from small_region import library, read, small_region, written

baseline = source / "scenarios/nijmegen/baseline.yaml"
policies = {name: read(path) for name, path in library.items()}


def how(change):
    return next((word for word in ("times", "plus") if isinstance(change, dict) and word in change), "replaces")


def agree(one, other):
    """Whether both may be switched on: two factors or two additions combine, anything else on one number needs `after`."""
    a, b = policies[one], policies[other]
    if other in a.get("after", "") or one in b.get("after", ""):
        return True
    both = a.get("changes", {}).keys() & b.get("changes", {}).keys()
    return all(how(a["changes"][address]) == how(b["changes"][address]) != "replaces" for address in both)


def together(names):
    """As few groups of policies that agree as it takes, more or less."""
    groups = []
    for name in names:
        group = next((group for group in groups if all(agree(name, other) for other in group)), None)
        if group is None:
            groups.append(group := [])
        group.append(name)
    return groups


def without_effect():
    """One policy that adds whatever the library adds, at a chance of 0, and changes every number that the library changes by nothing."""
    pathways, resources, references = {}, {}, {}
    for policy in policies.values():
        resources.update(policy.get("resources", {}))
        references.update(policy.get("references", {}))
        for name, own in policy.get("pathways", {}).items():
            pathway = pathways.setdefault(name, {"race": {}, "stages": {}})
            pathway["race"].update({clock: {**of, "chance": "0"} for clock, of in own.get("race", {}).items()})
            for stage, of in own.get("stages", {}).items():
                if not of.keys() <= {"next", "race"}:
                    pathway["stages"][stage] = of          # its own: nobody comes there
                    continue
                there = pathway["stages"].setdefault(stage, {})
                for part, adds in of.items():
                    there.setdefault(part, {}).update({each: {**clock, "chance": "0"} if part == "race" else "0" for each, clock in adds.items()})
    changes = {address: {"times": "1"} for policy in policies.values() for address in policy.get("changes", {})}
    return "\n".join(("policy: without-effect", "title: {nl: N, en: N}", "from: 2026-03-01",
                      "references: " + written(references), "resources: " + written(resources),
                      "pathways: " + written({name: {part: of for part, of in pathway.items() if of} for name, pathway in pathways.items()}),
                      "changes: " + written(changes), ""))


class Library(FromOutside):
    def test_each_policy_is_right_over_the_baseline(self):
        self.assertGreater(len(library), 30)
        for name in library:
            with self.subTest(name):
                self.expect(0, "validate", baseline, "--strict", "--policy", name)

    def test_each_says_what_it_is_expected_to_do_and_is_in_the_list(self):
        page = (source / "scenarios/policies/README.md").read_text(encoding="utf-8")
        listed = dict(re.findall(r"^\| `(\S+)` \|.*\| `(\w+ (?:up|down))` \|$", page, re.M))
        self.assertEqual(sorted(listed), sorted(library))
        for name, policy in policies.items():
            self.assertEqual(listed[name], "{measure} {sign}".format(**policy["expects"]))
            self.assertLessEqual(len(library[name].read_text(encoding="utf-8").splitlines()), 30, name)

    def test_nothing_before_the_first_date_nothing_without_a_change_and_in_any_order(self):
        begins = {}
        for name, policy in policies.items():
            begins.setdefault(policy["from"], []).append(name)
        variants = {f"from-{date}-{number}": group for date, names in begins.items() for number, group in enumerate(together(names))}
        many = max(together(library), key=len)
        variants |= {"forwards": many, "backwards": many[::-1], "without-effect": ["without-effect"]}
        (self.here / "policies").mkdir()
        self.write("policies/without-effect.yaml", without_effect())
        self.write("small.yaml", small_region(variants))
        self.expect(0, "compare", "small.yaml", "--variants", "--replications", "1", "-o", "out", "--quiet")
        effects = {variant: {} for variant in variants}
        with open(self.here / "out/compare.csv", encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                effects[row["scenario"].partition(".")[2]][row["date"], row["measure"], row["group"]] = row["effect"]
        for variant in variants.keys() - {"forwards", "backwards", "without-effect"}:
            with self.subTest(variant):
                date = datetime.date.fromisoformat(variant[5:15])
                # Months: one that ends by the first date ends at most 31 days after its own date.
                early = [effect for (day, *_), effect in effects[variant].items() if datetime.date.fromisoformat(day) + datetime.timedelta(31) <= date]
                self.assertNotEqual(early, [])
                self.assertEqual(set(early) - {"0", ""}, set(), variants[variant])
                self.assertNotEqual(set(effects[variant].values()) - {"0", ""}, set())
        self.assertEqual(set(effects["without-effect"].values()) - {"0", ""}, set())
        self.assertEqual(effects["forwards"], effects["backwards"])
        self.assertNotEqual(set(effects["forwards"].values()) - {"0", ""}, set())


if __name__ == "__main__":
    unittest.main()
