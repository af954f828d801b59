"""What of a case can be given out: its entries in plain words, the people it names, how it stands now.

Left out always: who must not see it, who has it, what was given out before, and entries about another case.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final

from core.safeguarding.desk import case as cases
from core.safeguarding.desk import words
from core.safeguarding.record.chronology import Read, read
from core.safeguarding.store import Store
from core.web.languages import moment

INTERNAL: Final = frozenset(
    {
        "barred", "bar_ended", "allocated", "taken_back", "linked", "moved", "late", "referral", "referral_sent",
        "referral_accepted", "transferred", "transfer_received", "handed_over", "kept", "released", "destroyed",
        "override", "override_answered", "enclosed",
    }
)  # fmt: skip
"""Kinds of entry that are about the desk, not about the child."""
NEVER: Final = frozenset({"barred", "bar_ended"})
"""Kinds whose content stays here even when all is handed over: whom it names must not learn of it."""


@dataclass(frozen=True)
class Part:
    """One entry in plain words: its number, what it is, when and by whom, what was written, and facts beside it."""

    seq: int
    kind: str
    title: str
    recorded_at: datetime
    occurred_at: datetime | None
    who: str
    words: str
    facts: tuple[tuple[str, str], ...]

    @property
    def label(self) -> str:
        """How a form names it."""
        said = " ".join((self.words or "; ".join(value for _, value in self.facts)).split())
        return f"{self.title}, {moment(self.recorded_at)}: {said[:90]}{'…' if len(said) > 90 else ''}"

    def plain(self) -> dict[str, Any]:
        """The same as plain values."""
        times = {"recorded_at": self.recorded_at.isoformat()}
        occurred = self.occurred_at.isoformat() if self.occurred_at else None
        return {**asdict(self), **times, "occurred_at": occurred, "facts": [list(one) for one in self.facts]}


def parts(store: Store, case: Any, out: Collection[str] = INTERNAL) -> list[Part]:
    """Every entry that the reader may see and that may leave the case, in its order."""
    entries = cases.visible(read(store, case))
    lines = {line.seq: line for line in cases.shown(store, case).lines}
    return [_part(one, lines[one.seq]) for one in entries if one.kind not in out and one.body is not None]


def people(store: Store, case: Any) -> list[tuple[str, str]]:
    """Name and part of everybody whom the case names."""
    return [(one.name, words.PARTS[one.part]) for one in cases.people_of(store, case)]


def standing(case: Any) -> list[tuple[str, str]]:
    """How the case stands, as far as it is decided."""
    said = (
        ("Raised", moment(case.raised_at)),
        ("Stands", words.STATES[case.state]),
        ("Risk", words.RISKS.get(case.risk, "")),
        ("Decision", words.DECISIONS.get(case.decision, "")),
    )
    return [(name, value) for name, value in said if value]


def chosen_of(offered: Sequence[Part], seqs: Iterable[int]) -> list[Part]:
    """The parts with these numbers, in the order of the chronology."""
    wanted = set(seqs)
    return [one for one in offered if one.seq in wanted]


def _part(entry: Read, line: cases.Line) -> Part:
    own = str((entry.body or {}).get("words", "")) if entry.kind in cases.FROM_AUTHOR else ""
    own = own.replace("\x00", "\ufffd")
    times = (entry.recorded_at, entry.occurred_at)
    return Part(entry.seq, entry.kind, line.title, *times, line.who, own, tuple(line.facts))
