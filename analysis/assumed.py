"""The numbers that a scenario calls assumptions, and their notes, which are in Dutch too."""
from tables import ANALYSIS, rows_of


def numbers(tree, path=()):
    """(where, value, least, most, assumption, reference) of every number that the scenario calls an assumption."""
    if isinstance(tree, dict):
        if isinstance(tree.get("assumption"), str):
            low, high = (tree.get("range") or [None, None])[:2]
            yield ".".join(path), plain(tree.get("value")), plain(low), plain(high), tree["assumption"], str(tree.get("reference") or "")
        for key, branch in tree.items():
            yield from numbers(branch, (*path, str(key)))
    elif isinstance(tree, list):
        for index, branch in enumerate(tree, 1):
            yield from numbers(branch, (*path, str(index)))


def plain(value):
    """A number or a text; a calculation has no one value, and stands in the scenario."""
    return value if isinstance(value, (int, float, str)) or value is None else "…"


def notes_in(language):
    """{note as the scenario has it: note in this language}; in English none needs it."""
    return {text: row["nl"] for text, row in rows_of(ANALYSIS / "assumption_notes.csv", "en").items()} if language == "nl" else {}
