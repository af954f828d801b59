"""Finds references that stand in a sheet more than once, at eight bytes a line."""

from array import array
from collections.abc import Iterator

from core.people.importing.faults import Fault
from core.people.importing.reading import Sheet, rows

DRAWERS = 256


class Seen:
    """The references seen so far, as numbers; two that share a number are looked at a second time."""

    def __init__(self) -> None:
        self._drawers = [array("q") for _ in range(DRAWERS)]

    def add(self, ref: str) -> None:
        """Note a reference."""
        number = hash(ref)
        self._drawers[number % DRAWERS].append(number)

    def suspects(self) -> set[int]:
        """The numbers that were noted more than once."""
        found: set[int] = set()
        for drawer in self._drawers:
            met: set[int] = set()
            found.update(number for number in drawer if number in met or met.add(number))  # type: ignore[func-returns-value]
        return found


def repeats(sheet: Sheet, seen: Seen) -> Iterator[Fault]:
    """Each line whose reference stands on an earlier one too; reads the sheet again only where there may be any."""
    suspects, first = seen.suspects(), dict[str, int]()
    if not suspects:
        return
    for line, row in rows(sheet):
        ref = row["external_ref"]
        if ref and hash(ref) in suspects and first.setdefault(ref, line) != line:
            yield Fault(line, "external_ref", f"stands on line {first[ref]} too")
