"""How home pages name a meeting: several groups may have an autumn meeting in the same week."""

from typing import Any


def with_group(row: Any) -> str:
    """The title, and whose meeting it is where the title does not say so; rows with `title` and `group`."""
    return str(row.title) if says_group(row) else f"{row.title}, {row.group}"


def and_group(words: str, row: Any) -> str:
    """More about a meeting, and whose it is where its title does not say so."""
    return ", ".join(part for part in (words, "" if says_group(row) else row.group) if part)


def says_group(row: Any) -> bool:
    """True where the title names the group already."""
    return row.group.casefold() in row.title.casefold()
