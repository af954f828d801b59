"""Who looked at whom: written down before the page leaves, and told to the person it is about.

A view says `saw(...)`; when its page is made, one chained entry and its index rows are written in a short transaction
of their own, so that readers never wait for each other's pages (docs/decisions/0006). Only then does the page leave:
where the record cannot be written, nothing was read. The same reader, page and person again within TEN_MINUTES is one
reading. Seeing oneself is none. Outside a request the entry joins the caller's transaction.
"""

import logging
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import Lock
from typing import Any, Final
from uuid import UUID

from flask import Flask, Response, current_app, g, has_request_context, request
from sqlalchemy import Select, select
from sqlalchemy.exc import InterfaceError, OperationalError

from core import audit
from core.access.actor import Actor
from core.access.roles import GUARDED_ROLE, ROLES
from core.audit import Sighting
from core.audit.concerned import SEEN, SEEN_IN_SECRET
from core.db import begin_write, db, utcnow
from core.hooks.values import Ref
from core.people.merging import twins_folded_into
from core.web import errors
from core.web.languages import gettext
from core.web.request import current_actor
from core.words import gettext_noop

UNKNOWN = gettext_noop("Somebody who works here")
log = logging.getLogger("heard.sightings")
ABOUT_ONE = ("person_id", "twin_id", "child_id", "adult_id")
"""Arguments of an address that name somebody: a page at such an address is a reading even if its view forgot to say."""
SOME_PAGE = "A page that does not say what it showed"
TEN_MINUTES: Final = timedelta(minutes=10)
OK = 200
EXTENSION = "heard_sightings"
MOST_IN_AN_ENTRY = 1_000  # people; a longer list is several entries
LOOKS_AS = (
    GUARDED_ROLE,
    "worker",
    "practitioner",
    "local_admin",
    "data_protection_officer",
    "decision_maker",
    "parent_carer",
    "young_person",
)
"""In which of several roles somebody is taken to have looked: the first of these."""


@dataclass(frozen=True)
class Glance:
    """What a view showed, about whom: `what` names the page in plain words, `why` an export's or a print's reason."""

    what: str
    person_ids: frozenset[UUID]
    why: str = ""
    about: Ref | None = None
    secret: bool = False
    every: bool = False


@dataclass(frozen=True)
class Sighted:
    """One look at somebody's record, as the person is told of it: when, at what, and in which role. Never a name."""

    at: datetime
    what: str
    role: str


def saw(
    what: str,
    person_ids: Iterable[UUID],
    why: str = "",
    *,
    about: Ref | None = None,
    secret: bool = False,
    every: bool = False,
) -> None:
    """Say that the reader was shown this about these people; it is on record before the page leaves.

    `what` is a short name of the page, the same words on each opening, marked with `gettext_noop`; `about` the record
    that a list belongs to. `secret` is for
    pages of class S4: only those who may protect people find it, and the person is never told. `every` (or a reason)
    writes each time down, within ten minutes too: for exports and prints.
    """
    ids = frozenset(person_ids) - {current_actor().person_id}
    if not ids:
        return
    glance = Glance(what, ids, why, about, secret, every or bool(why))
    if has_request_context():
        g.setdefault("glances", []).append(glance)
    else:
        _write(glance, current_actor())


def install(app: Flask) -> None:
    """Write down what each page showed when it is made; registered first, it runs last.

    SQLite lets those who wait for it try again at random, so that one may wait long: here they take turns.
    """
    on_sqlite = str(app.config["SQLALCHEMY_DATABASE_URI"]).startswith("sqlite")
    app.extensions[EXTENSION] = Lock() if on_sqlite else nullcontext()
    app.after_request(write_down)


def write_down(response: Response) -> Response:
    """Write down what the page shows, or answer that the records are away: nobody reads what cannot be recorded."""
    glances: list[Glance] = g.pop("glances", [])
    if response.status_code == OK and (forgotten := _forgotten(glances)):
        glances.append(Glance(SOME_PAGE, forgotten))
    if not glances or response.status_code == 404 or response.status_code >= 500:
        return response
    try:
        _write_all(glances, current_actor())
    except (OperationalError, InterfaceError) as error:
        log.error("a reading could not be recorded: %s", type(error).__name__)
        return errors.away(error)
    return response


def told(person_id: UUID, limit: int = 50) -> list[Sighted]:
    """Who looked at somebody's record, latest first, as that person may know it (UK GDPR Art. 15; Children's Code 11).

    A parent's looking is told like everybody's. What a safeguarding lead read, and whatever is secret, is left out:
    it would say that there is a concern. So is SOME_PAGE, which may be secret.
    """
    return told_of((person_id, *twins_folded_into(person_id)), limit)


def told_of(person_ids: Sequence[UUID], limit: int | None) -> list[Sighted]:
    """The same over all records of one human being; without a limit, everything."""
    return [_sighted(row) for row in db.session.execute(_told(person_ids, limit))]


def leading_role(actor: Actor) -> str:
    """The role in which the actor is taken to look; a safeguarding lead always looks as one. "" for nobody's."""
    return next((role for role in LOOKS_AS if role in actor.roles), "")


def _forgotten(glances: Sequence[Glance]) -> frozenset[UUID]:
    """Those whom the address names and the view did not, but for the reader."""
    if not g.get("authority") or not current_actor().user_id:
        return frozenset()
    named = {(request.view_args or {}).get(name) for name in ABOUT_ONE} - {None, current_actor().person_id}
    return frozenset(one for one in named if isinstance(one, UUID)).difference(*(one.person_ids for one in glances))


def _told(person_ids: Sequence[UUID], limit: int | None) -> Select[*tuple[Any, ...]]:
    no_secret = (Sighting.secret.is_(False), Sighting.by_role != GUARDED_ROLE, Sighting.what != SOME_PAGE)
    about = select(Sighting.at, Sighting.what, Sighting.by_role).where(Sighting.person_id.in_(person_ids))
    return about.where(Sighting.kind == "seen", *no_secret).order_by(Sighting.at.desc()).limit(limit)


def _sighted(row: Any) -> Sighted:
    role = ROLES[row.by_role].title if row.by_role in ROLES else UNKNOWN
    return Sighted(row.at, gettext(row.what), gettext(role))


def _write_all(glances: Sequence[Glance], actor: Actor) -> None:
    """In a transaction that holds the chain's head for these rows only; what the view left undone stays undone."""
    db.session.rollback()
    new = [fresh for glance in glances if (fresh := _not_lately(glance, actor)).person_ids]
    if not new:
        return
    with current_app.extensions[EXTENSION]:
        begin_write()
        for glance in new:
            _write(glance, actor)
        db.session.commit()


def _not_lately(glance: Glance, actor: Actor) -> Glance:
    """The glance without those whom the same reader saw on the same page a few minutes ago."""
    if glance.every or actor.user_id is None:
        return glance
    lately = select(Sighting.person_id).where(
        Sighting.by_user_id == actor.user_id,
        Sighting.at >= utcnow() - TEN_MINUTES,
        Sighting.kind == "seen",
        Sighting.what == glance.what,
        Sighting.by_role == leading_role(actor),
        Sighting.secret.is_(glance.secret),
    )
    return replace(glance, person_ids=glance.person_ids.difference(db.session.scalars(lately)))


def _write(glance: Glance, actor: Actor) -> None:
    people = sorted(glance.person_ids)
    detail = {"what": glance.what, "role": leading_role(actor)}
    action = SEEN_IN_SECRET if glance.secret else SEEN
    for start in range(0, len(people), MOST_IN_AN_ENTRY):
        some = people[start : start + MOST_IN_AN_ENTRY]
        about = glance.about or (Ref("core", "person", some[0]) if len(some) == 1 else "people")
        audit.record(action, about, glance.why, {**detail, "people": len(some)}, actor.user_id, some)
