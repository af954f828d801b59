"""Whom a breach concerns: everybody whom one sign-in saw or changed something about, between two times.

The controller tells the ICO within 72 hours (UK GDPR Art. 33), so this is one question to an index. The list names
people, so asking is recorded as a reading of a list, and taking it away as well.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select

from core import audit
from core.access.stamps import requires
from core.clock import by_the_clock
from core.db import current_authority_id, db
from core.people import looking_back, sightings
from core.people.looked_views import csv_file, csv_text
from core.people.looking_back import Affected, Window, window_asked
from core.people.steps import uuid_asked
from core.users.models import Membership
from core.web.render import page
from core.web.request import current_actor
from core.words import gettext_noop

blueprint = Blueprint("affected", __name__, url_prefix="/audit/affected")
LIST = gettext_noop("A list of those whom somebody looked at")
SHOWN = 200
MOST_READERS = 50
HEADS = ("name", "person (id)", "times seen", "times changed", "first (UTC)", "last (UTC)")


@blueprint.get("/")
@requires("people.affected")
def show() -> ResponseReturnValue:
    """Choose the reader and the time; see whom it concerns."""
    words, window = request.args.get("who", "").strip()[:200], window_asked(request.args)
    reader = _member(uuid_asked("by")) if uuid_asked("by") else None
    found = _affected(reader.user_id, window) if reader else []
    sightings.saw(LIST, (one.person_id for one in found))
    return page(
        "admin/audit/affected.html",
        face="worker",
        words=words,
        window=window,
        reader=reader,
        readers=_called(words) if words and not reader else (),
        found=found[:SHOWN],
        number=len(found),
        local=by_the_clock,
    )


@blueprint.post("/")
@requires("people.affected")
def take() -> ResponseReturnValue:
    """Everybody, as CSV."""
    reader, window = _member(request.form.get("by", type=UUID)), window_asked(request.form)
    found = _affected(reader.user_id, window)
    about, detail = "affected people", {"rows": len(found), "reader": str(reader.user_id)}
    audit.record("audit.exported", about, detail=detail, by=current_actor().user_id)
    db.session.commit()
    sightings.saw(LIST, (one.person_id for one in found), every=True)
    return csv_file(csv_text(HEADS, map(_cells, found)), "affected-people.csv")


def _cells(one: Affected) -> Sequence[Any]:
    return one.name, one.person_id, one.seen, one.changed, one.first.isoformat(), one.last.isoformat()


def _affected(user_id: UUID, window: Window) -> list[Affected]:
    return looking_back.affected(user_id, window, secrets=current_actor().can("people.protect"))


def _member(user_id: UUID | None) -> Any:
    """A sign-in of this council, a past one too, else the neutral 404."""
    own = Membership.authority_id == current_authority_id()
    query = select(Membership.user_id, Membership.name).where(own, Membership.user_id == user_id)
    return db.session.execute(query).one_or_none() or abort(404)


def _called(words: str) -> Sequence[Any]:
    """Sign-ins of this council, past ones too, whose name holds these words."""
    own = Membership.authority_id == current_authority_id()
    called = [func.lower(Membership.name).contains(word, autoescape=True) for word in words.lower().split()[:6]]
    query = select(Membership.user_id, Membership.name, Membership.ended_at).where(own, *called)
    return db.session.execute(query.order_by(Membership.name).limit(MOST_READERS)).all()
