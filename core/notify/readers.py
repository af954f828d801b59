"""Who is to be told, as they are at this very moment: asked anew for each message, never remembered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from core.authority.resolve import Authority
from core.clock import local_today
from core.consent import council_ages, standings
from core.consent.reading import ADULT_KINDS
from core.db import current_authority_id, db, utcnow
from core.notify.models import MessageChoice
from core.notify.notice import Notice
from core.notify.rules import CHANNELS, STAFF, Circumstances, Reader, Way, way
from core.people.models import Person
from core.people.rules import age_range_on
from core.users.models import Membership, User
from core.web.house import house

CONTACT = "core.contact"


@dataclass(frozen=True, slots=True)
class Known:
    """A reader, and the language in which they chose to read; None where the record is not in use any more."""

    reader: Reader
    language: str


def means(authority: Authority) -> frozenset[str]:
    """The ways in which this council can send."""
    outgoing, messages = house().deployment.outgoing, authority.file.messages
    mail = outgoing.mail != "none"
    text = messages.text == "mail" and mail
    text = text or (messages.text == "govuk_notify" and authority.slug in outgoing.notify_keys)
    return frozenset(name for name, can in zip(CHANNELS, (mail, text), strict=True) if can)


def circumstances(authority: Authority) -> Circumstances:
    """The council's means and ages, and the time."""
    return Circumstances(means(authority), council_ages(authority), utcnow())


def readers(person_ids: Sequence[UUID], here: Circumstances) -> dict[UUID, Known]:
    """Those of these people whose record is in use; in four statements, however many."""
    people = db.session.execute(_people(person_ids)).all()
    in_use = [row for row in people if row.merged_into_id is None and _is_here(row)]
    ids = [row.id for row in in_use]
    agreed, mails, chosen = standings(ids, CONTACT), _mails(ids), _choices(ids)
    found: dict[UUID, Known] = {}
    for row in in_use:
        choice = chosen.get(row.id)
        channels = frozenset(one for one in CHANNELS if agreed[row.id].allows(one))
        reader = Reader(
            row.kind,
            _youngest(row, here),
            mails.get(row.id) or row.email,
            row.phone,
            choice.wish if choice else "",
            choice.pace if choice else "at_once",
            channels,
        )
        found[row.id] = Known(reader, choice.language if choice else "")
    return found


def way_for(known: Known | None, notice: Notice, here: Circumstances, *, has_waited: bool) -> Way:
    """Where a message of this kind goes; dropped where the record is not in use."""
    if known is None:
        return Way(why="gone")
    asks = notice.needs_agreement or (notice.owner != "core" and known.reader.kind not in STAFF)
    return way(known.reader, here, asks=asks, waits=notice.waits, urgent=notice.urgent, has_waited=has_waited)


def _people(person_ids: Sequence[UUID]) -> Any:
    columns = (Person.id, Person.kind, Person.born_on, Person.age_band, Person.age_band_said_on, Person.email)
    return select(*columns, Person.phone, Person.merged_into_id, Person.left_on).where(Person.id.in_(person_ids))


def _is_here(row: Any) -> bool:
    return row.left_on is None or row.left_on > local_today()


def _youngest(row: Any, here: Circumstances) -> int | None:
    if row.kind in ADULT_KINDS:
        return None
    if row.born_on:
        return here.ages.on(row.born_on, local_today())
    known = age_range_on(row, local_today())
    return known[0] if known else None


def _mails(person_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The addresses of the sign-ins that these people have here and now."""
    query = (
        select(Membership.person_id, User.email)
        .join(User, User.id == Membership.user_id)
        .where(Membership.authority_id == current_authority_id(), Membership.person_id.in_(list(person_ids)))
        .where(Membership.accepted_at.is_not(None), Membership.ended_at.is_(None), User.email.is_not(None))
    )
    return {row.person_id: row.email for row in db.session.execute(query)}


def _choices(person_ids: Sequence[UUID]) -> dict[UUID, Any]:
    columns = (MessageChoice.person_id, MessageChoice.wish, MessageChoice.pace, MessageChoice.language)
    query = select(*columns).where(MessageChoice.person_id.in_(person_ids))
    return {row.person_id: row for row in db.session.execute(query)}
