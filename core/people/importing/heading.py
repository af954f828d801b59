"""Reads the first line of a sheet: which columns it has, and in which order."""

from collections.abc import Iterator, Sequence

from core.people.importing.columns import COLUMNS, REQUIRED
from core.people.importing.faults import Fault, ImportRefused


def heading(cells: Sequence[str]) -> list[str]:
    """The columns by name; raises ImportRefused where one is missing, unknown or there twice.

    Capitals and spaces make no difference, and empty cells at the end are nothing.
    """
    names = [cell.strip().casefold().replace(" ", "_") for cell in cells]
    while names and not names[-1]:
        names.pop()
    faults = list(_faults(names))
    if faults:
        raise ImportRefused(faults)
    return names


def _faults(names: Sequence[str]) -> Iterator[Fault]:
    for name in REQUIRED:
        if name not in names:
            yield Fault(1, name, "this column is missing: start from the template")
    for name in dict.fromkeys(names):
        if name not in COLUMNS:
            yield Fault(1, name[:100] or "(no name)", "no such column: see the template")
        elif names.count(name) > 1:
            yield Fault(1, name, "this column stands there twice")
