"""The council's themes: several sets are live at once, each is a row of tick boxes; kept as "set:theme".

Source: N47 beside N54, W43.
"""

from collections.abc import Iterable

from core.api import Authority

Choices = list[tuple[str, str]]


def sets(authority: Authority) -> list[tuple[str, str, Choices]]:
    """Each set of themes: its key, its title, and its themes as (what is kept, title)."""
    live = [one for one in authority.file.vocabularies if one.kind == "themes"]
    return [(one.key, one.title, [(f"{one.key}:{item.key}", item.title) for item in one.items]) for one in live]


def titles(authority: Authority, chosen: Iterable[str]) -> list[str]:
    """The titles of chosen themes, in the council's order; one that the council no longer has is left out."""
    wanted = set(chosen)
    return [title for _, _, choices in sets(authority) for key, title in choices if key in wanted]
