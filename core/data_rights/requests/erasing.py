"""Erasure by request: a rehearsal to look at, a second person's yes, the act, and a certificate that names nobody."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from core.authority.resolve import Authority
from core.data_rights import carrying_out
from core.data_rights.erase import EraseRefused, Line, erase
from core.data_rights.requests import folders
from core.data_rights.requests.handling import StepRefused, check, take
from core.data_rights.requests.models import RightsRequest
from core.data_rights.subject import subject_of
from core.db import db
from core.web.house import house


@dataclass(frozen=True)
class Rehearsal:
    """What would go and what stays; `stopped` says why nothing may be erased now, "" where it may."""

    lines: list[Line]
    stopped: str = ""


def rehearse(authority: Authority, asked: RightsRequest) -> Rehearsal:
    """What would go and what stays, with the reason; changes nothing."""
    if asked.person_id is None:
        return Rehearsal([])
    here = house()
    try:
        lines = erase(authority, subject_of(str(asked.person_id)), here.hooks, list(here.plugins), apply=False)
    except EraseRefused as refused:
        return Rehearsal([], str(refused))
    return Rehearsal(lines)


def carry_out(authority: Authority, asked: RightsRequest, by: UUID | None) -> list[Line]:
    """Erase the person and take the step; commits. Raises StepRefused, EraseRefused or HookFailed."""
    check(authority, asked, "erased", by)
    if asked.person_id is None:
        raise StepRefused("It is not said whose record it is about. Nothing was erased.")
    request_id, subject = asked.id, subject_of(str(asked.person_id))
    with carrying_out.noted(authority, subject):
        here = house()
        lines = erase(authority, subject, here.hooks, list(here.plugins), apply=True)
        db.session.expire_all()
        again = db.session.get_one(RightsRequest, request_id)
        take(again, "erased", by, detail=certificate(lines))
        db.session.commit()
    folders.remove(authority.id, request_id)
    return lines


def certificate(lines: list[Line]) -> dict[str, Any]:
    """What was erased and what stayed, by kinds and numbers."""
    return {
        "erased": {_kind(line): line.erased.count for line in lines if not line.erased.kept_because},
        "kept": {_kind(line): line.erased.kept_because for line in lines if line.erased.kept_because},
    }


def _kind(line: Line) -> str:
    return f"{line.owner}: {line.erased.kind}"
