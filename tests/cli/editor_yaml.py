"""YAML as an editor reads it before it asks the JSON Schema: YAML 1.2, in which only true, false, null and numbers are not
text. (PyYAML by itself follows YAML 1.1: there 2026-01-01 is a date, `no` is false, 1e3 is text and 010 is eight.)"""
import re

import yaml


class Loader(yaml.SafeLoader):
    yaml_implicit_resolvers = {}


def resolve(tag, pattern, first):
    Loader.add_implicit_resolver("tag:yaml.org,2002:" + tag, re.compile(rf"^(?:{pattern})$"), list(first))


resolve("null", "~|null|Null|NULL|", ["~", "n", "N", ""])
resolve("bool", "true|True|TRUE|false|False|FALSE", "tTfF")
resolve("int", "[-+]?[0-9]+", "-+0123456789")
resolve("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.nan", "-+.0123456789")


def whole_number(loader, node):
    return int(node.value)


def number(loader, node):
    return float(node.value)


def mapping(loader, node):
    """Keys are text, as they are in JSON."""
    loader.flatten_mapping(node)
    return {key.value: loader.construct_object(value, deep=True) for key, value in node.value}


Loader.add_constructor("tag:yaml.org,2002:int", whole_number)
Loader.add_constructor("tag:yaml.org,2002:float", number)
Loader.add_constructor("tag:yaml.org,2002:map", mapping)


def load(text):
    return yaml.load(text, Loader)
