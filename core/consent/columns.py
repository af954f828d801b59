"""What people agreed to as columns of somebody's list: a few short words for each, one statement for all of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from core.consent.purposes import Purpose, purposes
from core.consent.reading import many_standings
from core.consent.rules import Standing
from core.consent.words import STATES

SHORT: Mapping[str, str] = {"group_only": "group", "face_free": "without faces"}


@dataclass(frozen=True, slots=True)
class Cell:
    """How one agreement of one person stands, in a list: `words` such as "print, online", and a tone for its tag."""

    words: str
    tone: str
    agreed: bool


def columns(person_ids: Iterable[UUID], names: Sequence[str]) -> dict[UUID, dict[str, Cell]]:
    """For each person and purpose what a list shows of it to staff who may see agreements."""
    declared = {name: purposes()[name] for name in names}
    found = many_standings(person_ids, names)
    cells: dict[tuple[str, int], Cell] = {}  # those who stand alike share one standing
    return {
        person_id: {name: _once(cells, declared[name], standing) for name, standing in by_purpose.items()}
        for person_id, by_purpose in found.items()
    }


def _once(cells: dict[tuple[str, int], Cell], purpose: Purpose, standing: Standing) -> Cell:
    key = (purpose.name, id(standing))
    if key not in cells:
        cells[key] = _cell(purpose, standing)
    return cells[key]


def _cell(purpose: Purpose, standing: Standing) -> Cell:
    label, tone = STATES[standing.state]
    if not standing.holds:
        return Cell(label, tone, False)
    wanted = standing.options | standing.limits
    uses = [SHORT.get(name, name.replace("_", " ")) for name in purpose.choices if name in wanted]
    return Cell(", ".join(uses) or label, tone, True)
