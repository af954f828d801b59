"""The steps of an opening or an override: what was said with each, sealed under a key that the record alone has."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from cryptography.fernet import Fernet
from sqlalchemy import func, select

from core.db import current_authority_id, db, utcnow
from core.safeguarding.models import CaseGrant, CaseGrantStep, DutyOverride, DutyOverrideStep
from core.safeguarding.record import keys

STEPS_OF: dict[type[Any], type[Any]] = {CaseGrant: CaseGrantStep, DutyOverride: DutyOverrideStep}


@dataclass(frozen=True)
class Step:
    """One step as its readers see it; `body` is None once destroyed."""

    kind: str
    at: datetime
    by_user_id: UUID | None
    body: Mapping[str, Any] | None


def write(row: Any, kind: str, body: Mapping[str, Any], by: UUID | None) -> None:
    """Add a step to an opening or an override. The caller commits."""
    model = STEPS_OF[type(row)]
    last = db.session.scalar(select(func.max(model.seq)).where(model.about_id == row.id)) or 0
    sealed = _box(row).encrypt(json.dumps(dict(body)).encode()).decode()
    db.session.add(model(about_id=row.id, seq=last + 1, at=utcnow(), by_user_id=by, kind=kind, sealed=sealed))
    db.session.flush()


def read(row: Any) -> list[Step]:
    """Every step in its order; raises keys.Unreadable."""
    model = STEPS_OF[type(row)]
    found = db.session.scalars(select(model).where(model.about_id == row.id).order_by(model.seq))
    return [Step(one.kind, one.at, one.by_user_id, _opened(row, one.sealed)) for one in found]


def _opened(row: Any, sealed: str) -> Mapping[str, Any] | None:
    if not sealed or not row.sealed_key:
        return None
    opened: dict[str, Any] = json.loads(keys.opened_with(_box(row), sealed))
    return opened


def _box(row: Any) -> Fernet:
    return Fernet(keys.of(current_authority_id()).opened(row.sealed_key))
