"""What was said about a case is destroyed when its time is over and a lead has looked; that there was a case stays.

Words, enclosures, the key that opened them and every name go. The entries stay with hashes, moments and ids, so that
the chain still holds and nobody can say that nothing was ever raised; one more entry says who did this, and why.
"""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import delete

from core.db import db
from core.safeguarding.record import enclosures, sealed_files
from core.safeguarding.record.chronology import append, new_key
from core.safeguarding.record.walking import DESTROYED
from core.safeguarding.store import Store

KEPT = "kept"  # the kind of entry by which a lead keeps a case whose time was over


def destroy(store: Store, case: Any, why: str, *, by: UUID | None, role: str = "") -> None:
    """Destroy what is said about a case that `locked` gave; the caller commits. Enclosures go at once."""
    enclosures.destroy(store, case)
    sealed_files.destroy(case)
    for model in (store.body, store.part, store.allocation):
        db.session.execute(delete(model).where(model.case_id == case.id).execution_options(synchronize_session="fetch"))
    case.sealed_key = new_key()  # once the council's keys are changed too, no back-up opens any more
    case.receipt_hash = case.raised_by_user_id = case.raised_by_person_id = None
    case.risk = case.decision = case.due_step = ""
    case.due_at = None
    append(store, case, DESTROYED, {"why": why}, by=by, role=role)


def keep(store: Store, case: Any, until: date, why: str, *, by: UUID | None, role: str = "") -> None:
    """Keep a case that `locked` gave beyond its time, until the end of a day; the caller commits."""
    append(store, case, KEPT, {"until": until.isoformat(), "why": why}, by=by, role=role)
