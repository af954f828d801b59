"""Setting the clock of a case: which step comes next and when it must be done, from the council's file."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import func, select

from core.authority.duties import Safeguarding
from core.db import current_authority_id, db
from core.safeguarding.clocks import DECIDE, LADO, REVIEW, due, next_step
from core.safeguarding.store import Store
from core.web.house import house

SETS_CLOCK: Final = frozenset({"raised", "lado", "threshold", "low_level", "reviewed"})
"""Kinds of entry that set a clock although they leave the state as it is."""
FROM_THE_START: Final = (DECIDE, LADO)
"""Steps that the law counts from when a concern was sent, not from when somebody came to it."""


def set_clock(store: Store, case: Any) -> None:
    """Set `due_step` and `due_at` of a case from where it stands now. The caller flushes."""
    step = next_step(case.state, store.name)
    if step == LADO and _is_with_lado(store, case):
        step = DECIDE
    case.due_step, case.due_at = step, None
    if step:
        section, jurisdiction = council_clocks()
        case.due_at = due(step, _since(store, case, step), section, jurisdiction)


def council_clocks() -> tuple[Safeguarding, str]:
    """The section of the council in scope, and its part of the United Kingdom."""
    council = house().authorities.by_id(current_authority_id())
    if council is None:
        raise LookupError("no file names this council any more")
    return council.file.safeguarding, council.file.jurisdiction


def _is_with_lado(store: Store, case: Any) -> bool:
    """True once the officer was told, and where the last look found no more than a low-level worry."""
    met, low = _last(store, case, "threshold"), _last(store, case, "low_level")
    return _last(store, case, "lado") is not None or (low is not None and (met is None or met < low))


def _since(store: Store, case: Any, step: str) -> datetime:
    kind, least = _counted_from(case, step)
    later = _last(store, case, kind) if kind else None
    return max(later, least) if later else least


def _counted_from(case: Any, step: str) -> tuple[str, datetime]:
    """The kind of entry whose last one sets the step's clock anew ("" for none), and the moment before any."""
    if step in FROM_THE_START:
        return "reopened", case.raised_at
    return ("reviewed" if step == REVIEW else ""), case.state_since


def _last(store: Store, case: Any, kind: str) -> datetime | None:
    asked = select(func.max(store.entry.recorded_at)).where(store.entry.case_id == case.id, store.entry.kind == kind)
    found: datetime | None = db.session.scalar(asked)
    return found
