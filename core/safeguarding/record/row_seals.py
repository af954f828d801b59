"""A seal over everything that a case's row says, made anew with every change of it by this application.

The end of a chronology and the number have seals of their own; this one covers what merely follows from the entries:
a state, a risk, a clock or a sealed key that somebody set in the database by hand is found.
"""

from typing import Any, Final

from sqlalchemy import event

from core.safeguarding.models import Allegation, Concern
from core.safeguarding.record import keys
from core.safeguarding.record.chain import canonical, plain

SEALED: Final = (
    "number", "number_seal", "sealed_key", "receipt_hash", "how", "raised_at", "received_at", "raised_by_user_id",
    "raised_by_person_id", "state", "state_since", "risk", "decision", "due_step", "due_at", "acknowledged_at",
    "closed_at", "is_test", "head_seq", "head_hash", "head_seal",
)  # fmt: skip
"""Columns under the seal. One that is added later is not: it would break every seal made before."""


def row_parts(case: Any) -> tuple[Any, ...]:
    """What the seal on a case's row is made over."""
    said = canonical({name: plain(getattr(case, name)) for name in SEALED}).decode()
    return ("row", case.authority_id, case.__tablename__, case.id, said)


def _seal_anew(mapper: Any, connection: Any, case: Any) -> None:
    case.row_seal = keys.of(case.authority_id).marked(*row_parts(case))


def keep() -> None:
    """From now on every change of a case carries its seal; once for each process is enough."""
    for model in (Concern, Allegation):
        if not event.contains(model, "before_update", _seal_anew):
            event.listen(model, "before_update", _seal_anew)
