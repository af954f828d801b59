"""What the influence map shows, as a tree: from what was said to what came of it; pure.

The same nodes are drawn as a picture and written as a table, so that neither says more than the other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True)
class Node:
    """One station: `title` says what it is ("Asked"), `words` what was said or done there, `note` by when or how it
    stands. `tone` is good, warn, bad or "". `url` is where this reader may go, "" where nowhere.
    """

    kind: str
    title: str
    words: str
    note: str = ""
    tone: str = ""
    url: str = ""
    leads_to: Sequence["Node"] = ()


class Station(NamedTuple):
    """A node in its place: `indent` grows where a way branches; `after` is the place of the node that it comes from."""

    node: Node
    indent: int
    after: int | None


def sentences(*parts: str) -> str:
    """These parts one after the other, each closed with a full stop where it has no ending of its own."""
    whole = [part.strip() for part in parts if part.strip()]
    return " ".join(part if part[-1] in ".!?…" else f"{part}." for part in whole)


def stations(root: Node) -> list[Station]:
    """Every node, each after the one that it comes from; a way that does not branch stays where it is."""
    return list(_walk(root, 0, None, [0]))


def _walk(node: Node, indent: int, after: int | None, count: list[int]) -> Iterator[Station]:
    here = count[0]
    count[0] += 1
    yield Station(node, indent, after)
    inner = indent if len(node.leads_to) <= 1 else indent + 1
    for one in node.leads_to:
        yield from _walk(one, inner, here, count)
