"""What those who asked think of an answer, in numbers that are great enough to show inside the council."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from plugins.influence.heard import judging, verdicts
from plugins.influence.here import council
from plugins.influence.vocabulary import VERDICTS

TOO_FEW = "Not enough of those who asked have said yet what they think of it."


def words_of(ask_ids: Sequence[UUID]) -> Mapping[UUID, str]:
    """For each question what those who asked think: "Yes, that happened: 12. Partly: 5. No: 6."."""
    least, counted = council().file.disclosure.inside, verdicts.counts_of(ask_ids)
    return {id: _words(counted.get(id, {}), least) for id in ask_ids}


def _words(counts: Mapping[str, int], least: int) -> str:
    if not counts or not judging.is_shown(counts, least):
        return TOO_FEW
    return " ".join(f"{VERDICTS[key]}: {number}." for key, number in counts.items())
