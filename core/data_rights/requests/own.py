"""What requests hold about a person: shown in their copy, and emptied when they are erased.

An emptied request names nobody and stays, with its days and steps: that it was answered, and in time, must be shown
later (UK GDPR Art. 5(2)).
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import Select, or_, select

from core.data_rights.requests.folders import folder
from core.data_rights.requests.models import Restriction, RightsRequest, RightsStep, Withheld
from core.data_rights.subject import Subject
from core.db import current_authority_id, db
from core.files.ending import once_committed
from core.hooks.values import Erased

ABOUT = ("about_name", "words", "right_words")
ASKER = ("asker_name", "asker_contact", "asker_is", "words", "right_words")
STAYS = "that it was answered, and when, must be shown later; the record names nobody"


def requests_about(subject: Subject) -> Iterable[dict[str, Any]]:
    """What was asked about the person or by them, with its steps; who else asked is that person's own data."""
    for asked in db.session.scalars(_of(subject)):
        steps = db.session.scalars(select(RightsStep).where(RightsStep.request_id == asked.id).order_by(RightsStep.seq))
        yield {
            "number": asked.reference,
            "asked_for": asked.kind,
            "received": asked.received_on.isoformat(),
            "asked_by_you": asked.asker_id in subject.person_ids,
            **_words(asked, subject),
            "steps": [{"on": one.on.isoformat(), "step": one.step, "why": one.why} for one in steps],
        }


def restrictions_of(subject: Subject) -> Iterable[dict[str, Any]]:
    """Since when the person's record is, or was, kept and not used."""
    for one in db.session.scalars(select(Restriction).where(Restriction.person_id.in_(subject.person_ids))):
        ended = one.lifted_at.isoformat() if one.lifted_at else None
        yield {"since": one.since.isoformat(), "lifted": ended, "why": one.why}


def erase(subject: Subject, apply: bool) -> list[Erased]:
    """Empty the person's requests, with what was written to disk for them, or count them."""
    found = list(db.session.scalars(_of(subject)))
    limits = list(db.session.scalars(select(Restriction).where(Restriction.person_id.in_(subject.person_ids))))
    if apply:
        for asked in found:
            _empty(asked, subject)
        for one in limits:
            db.session.delete(one)
        db.session.flush()
    return [Erased("request about data", len(found), STAYS), Erased("restriction", len(limits))]


def _of(subject: Subject) -> Select[RightsRequest]:
    mine = or_(RightsRequest.person_id.in_(subject.person_ids), RightsRequest.asker_id.in_(subject.person_ids))
    return select(RightsRequest).where(mine).order_by(RightsRequest.received_on, RightsRequest.id)


def _words(asked: RightsRequest, subject: Subject) -> dict[str, str]:
    """What was asked, word for word, where the person asked it themselves."""
    if asked.on_behalf and asked.asker_id not in subject.person_ids:
        return {}
    names = (*ABOUT, "asker_name", "asker_contact", "asker_is")
    return {name: getattr(asked, name) for name in names if getattr(asked, name)}


def _empty(asked: RightsRequest, subject: Subject) -> None:
    is_about = asked.person_id in subject.person_ids
    is_asker = asked.asker_id in subject.person_ids
    for name in {*(ABOUT if is_about else ()), *(ASKER if is_asker or not asked.on_behalf else ())}:
        setattr(asked, name, "")
    asked.person_id = None if is_about else asked.person_id
    if is_asker or not asked.on_behalf:
        asked.asker_id = asked.asked_by = None
    _empty_steps(asked.id)
    once_committed(folder(current_authority_id(), asked.id))


def _empty_steps(request_id: UUID) -> None:
    """Reasons may tell of the person; days, steps and who took them stay. What was left out of a copy goes."""
    for taken in db.session.scalars(select(RightsStep).where(RightsStep.request_id == request_id)):
        taken.why = ""
    for one in db.session.scalars(select(Withheld).where(Withheld.request_id == request_id)):
        db.session.delete(one)
