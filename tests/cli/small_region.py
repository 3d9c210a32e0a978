"""The baseline of the region with a hundredth of its people: every pathway, resource and number of it, in a tenth of a second."""
import yaml

from program import source


class TextOnly(yaml.SafeLoader):
    yaml_implicit_resolvers = {}                           # dates and numbers are text here


def read(path):
    return yaml.load(path.read_text(encoding="utf-8"), TextOnly)


library = {path.stem: path for path in sorted((source / "scenarios/policies").glob("*.yaml"))}


def hundredth(number):
    return max(1, int(number["value"] if isinstance(number, dict) else number) // 100)


def written(thing):
    """In the YAML of scenarios, on one line."""
    if isinstance(thing, dict):
        return "{" + ", ".join(f"{key}: {written(each)}" for key, each in thing.items()) + "}"
    if isinstance(thing, list):
        return "[" + ", ".join(map(written, thing)) + "]"
    return "'" + thing.replace("'", "''") + "'" if set(thing) & set(",:{}[]#'") else thing


def small_region(variants):
    """Its text, with these variants: a name, and the policies it switches on in this order."""
    lines = {name: line for name, line in read(source / "scenarios/netherlands/stock.yaml")["stock"].items() if isinstance(line, dict)}
    stock = {name: {size: str(hundredth(line[size])) for size in ("persons", "households") if size in line} for name, line in lines.items()}
    return "\n".join((
        "schema: 1", "scenario: small-region", "title: {nl: Klein, en: Small}", "extends: nijmegen/baseline.yaml",
        "run: {end: 2027-08-01}",
        "values: {first_applications: 260, ukraine_arrivals: 146}",
        "sources:",
        "  irregular: {arrivals: {persons: 80}}", "  resettled: {arrivals: {persons: 5}}", "  family_migrants: {arrivals: {persons: 106}}",
        "stock: " + written(stock),
        "variants:",
        *(f"  {name}: {{title: {{nl: V, en: V}}, policies: {{{', '.join(policy + ': {}' for policy in policies)}}}}}"
          for name, policies in variants.items()), ""))
