"""Did we listen? Four short answers by each of those who were there, and only averages of enough of them (W30).

Answers can be changed for two weeks; only then is anything shown, so that nobody can watch one come in.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from core.api import Actor, Link, Ref, begin_write, db, local_today, safeguarding, utcnow
from plugins.influence.models import Pulse
from plugins.influence.vocabulary import PULSE

OPEN_FOR: Final = timedelta(days=14)
ASKED = "young_person"


class Result(NamedTuple):
    """One of the four questions: the face that is nearest to the average, None while too few have answered."""

    name: str
    face: int | None


def is_asked(actor: Actor) -> bool:
    """Young people with a record of their own are asked; that they may see what it is about is asked before."""
    return ASKED in actor.roles and actor.person_id is not None


def is_open(link: Link, today: date | None = None) -> bool:
    """Whether it took place, and not longer ago than two weeks."""
    day = today or local_today()
    return link.on is not None and link.on <= day <= link.on + OPEN_FOR


def is_settled(link: Link) -> bool:
    """Whether the time to answer is over."""
    return link.on is not None and local_today() > link.on + OPEN_FOR


def own(ref: Ref, person_id: UUID | None) -> Pulse | None:
    """What this person answered."""
    found: Pulse | None = db.session.scalar(db.select(Pulse).where(*_of(ref), Pulse.person_id == person_id))
    return found


def say(ref: Ref, person_id: UUID, answers: Mapping[str, int], words: str) -> Pulse:
    """Keep what they say now in place of what they said before; flushes. The caller has asked whether it is open."""
    begin_write()
    row = own(ref, person_id) or Pulse(
        about_plugin=ref.plugin, about_kind=ref.kind, about_id=ref.id, person_id=person_id
    )
    for name in PULSE:
        setattr(row, name, answers[name])
    row.words, row.made_at = words.strip(), utcnow()
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:  # the same form, sent twice at the same moment
        row = own(ref, person_id) or row
    safeguarding.screened(row.words, Ref("influence", "pulse", row.id), person_id=person_id, at=ref)
    return row


def results(ref: Ref, least: int) -> list[Result]:
    """For each question the face nearest to the average of those who answered it."""
    rows = db.session.execute(db.select(*(getattr(Pulse, name) for name in PULSE)).where(*_of(ref))).all()
    return [Result(name, face_of([getattr(row, name) for row in rows], least)) for name in PULSE]


def face_of(answers: Sequence[int], least: int) -> int | None:
    """The whole number nearest to the average of the answers that are none of 0, halves up; None below `least`."""
    given = [one for one in answers if one]
    return int(sum(given) / len(given) + 0.5) if given and len(given) >= least else None


def words_of(ref: Ref) -> list[str]:
    """What they wrote, without names, in no order that tells anything: ids are random."""
    query = db.select(Pulse.words).where(*_of(ref), Pulse.words != "")
    return list(db.session.scalars(query.order_by(Pulse.id)))


def answered(person_id: UUID, about_ids: Sequence[UUID]) -> frozenset[UUID]:
    """Those of these things about which this person has answered."""
    query = db.select(Pulse.about_id).where(Pulse.person_id == person_id, Pulse.about_id.in_(about_ids))
    return frozenset(db.session.scalars(query))


def _of(ref: Ref) -> tuple[Any, ...]:
    return Pulse.about_plugin == ref.plugin, Pulse.about_kind == ref.kind, Pulse.about_id == ref.id
