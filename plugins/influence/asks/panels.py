"""What asks put on the pages of others: what waits for a board, what a group asked, what came of a meeting.

Strangers read nothing here: what is public stands on the public pages, after its checks.
"""

from datetime import date
from typing import Any, Final, NamedTuple
from uuid import UUID

from core.api import Actor, Panel, Ref, db, disclosure, gettext, gettext_noop, local_today
from plugins.groups.api import Group
from plugins.influence.models import Ask, AskView, Owner, View
from plugins.influence.visibility import FOLLOWS_ASK, OF_AN_OPEN_GROUP, READS_VIEW, SEES_ASK
from plugins.influence.vocabulary import MAY_BE_ASKED, STATUSES, TONES

A_FEW: Final = 8
FOR_BOARD, OF_GROUP, OF_MEETING = (
    gettext_noop("Questions of young people to this board"),
    gettext_noop("What this group asked"),
    gettext_noop("What came of what was said here"),
)


class Line(NamedTuple):
    """One ask on somebody else's page; `opens` where the reader may open its own page."""

    id: UUID
    title: str
    words: str
    tone: str
    due_on: date | None
    late: bool
    opens: bool


def of_record(actor: Actor, ref: Ref) -> list[Panel]:
    """On the page of a board, a group or whatever something was said at, the asks that the reader may know of."""
    if not actor.is_member:
        return []
    if (ref.plugin, ref.kind) == ("groups", "board"):
        return _of_board(actor, ref.id)
    if (ref.plugin, ref.kind) == ("groups", "group"):
        return _panel(OF_GROUP, _asks(actor, Ask.group_id == ref.id))
    return _of_meeting(actor, ref) if ref.plugin not in ("core", "influence") else []


def _of_board(actor: Actor, board_id: UUID) -> list[Panel]:
    """What waits for the board and is in time, for staff and those who decide; what is late is a part of its own."""
    if not (actor.can("influence.follow") or actor.can("influence.answer")):
        return []
    follows = FOLLOWS_ASK.criteria(actor, Ask)
    query = (
        db.select(Ask.id, Ask.title, Owner.due_on, follows.label("opens"))
        .join(Owner, (Owner.authority_id == Ask.authority_id) & (Owner.ask_id == Ask.id))
        .outerjoin(Group, (Group.authority_id == Ask.authority_id) & (Group.id == Ask.group_id))
        .where(Owner.board_id == board_id, Owner.state == "waiting", Ask.asked_on.is_not(None))
        .where(Ask.status != "withdrawn", db.or_(Owner.due_on.is_(None), Owner.due_on >= local_today()))
        .where(db.or_(follows, OF_AN_OPEN_GROUP.criteria(actor, Ask)))
        .order_by(Owner.due_on, Ask.number)
        .limit(A_FEW)
    )
    rows = db.session.execute(query)
    return _panel(FOR_BOARD, [_waiting(row) for row in rows])


def _of_meeting(actor: Actor, ref: Ref) -> list[Panel]:
    """What was asked of what was said there, and for staff what still waits to be asked."""
    here = (View.where_plugin == ref.plugin, View.where_kind == ref.kind, View.where_id == ref.id)
    there = db.select(View.id).where(*here, View.taken_back_at.is_(None))
    if db.session.scalar(there.limit(1)) is None:
        return []
    resting = db.select(AskView.ask_id).where(AskView.view_id.in_(there), AskView.taken_back_at.is_(None))
    said, waits = _counts(actor, here)
    return _panel(OF_MEETING, _asks(actor, Ask.id.in_(resting)), said=said, waits=waits)


def _counts(actor: Actor, here: Any) -> tuple[int | None, int | None]:
    """How many things were said there that may be asked, where that number gives nobody away, and how many of those
    that staff may read are in no question yet.
    """
    may = (*here, View.taken_back_at.is_(None), View.permission.in_(sorted(MAY_BE_ASKED)))
    counted = db.select(db.func.count()).select_from(View).where(*may)
    said = int(db.session.scalar(counted) or 0)
    if not actor.can("influence.hear"):
        return disclosure.inside(said), None
    asked = db.select(AskView.id).where(AskView.authority_id == View.authority_id, AskView.view_id == View.id)
    read = counted.where(READS_VIEW.criteria(actor, View))
    return int(db.session.scalar(read) or 0), int(db.session.scalar(read.where(~asked.exists())) or 0)


def _asks(actor: Actor, *criteria: Any) -> list[Line]:
    query = (
        db.select(Ask.id, Ask.title, Ask.status, Ask.due_on)
        .where(SEES_ASK.criteria(actor, Ask), *criteria)
        .order_by(Ask.number.desc())
        .limit(A_FEW)
    )
    return [_line(row, local_today()) for row in db.session.execute(query)]


def _panel(title: str, lines: list[Line], said: int | None = None, waits: int | None = None) -> list[Panel]:
    if not (lines or said or waits):
        return []
    context = {"lines": lines, "said": said, "waits": waits}
    return [Panel(gettext(title), "influence/panel_asks.html", context, 20)]


def _waiting(row: Any) -> Line:
    words = gettext(STATUSES["waiting"])
    return Line(row.id, row.title, words, TONES["waiting"], row.due_on, False, bool(row.opens))


def _line(row: Any, today: date) -> Line:
    waits = row.status == "waiting"
    late = waits and row.due_on is not None and row.due_on < today
    words = gettext(STATUSES[row.status])
    due = row.due_on if waits else None
    return Line(row.id, row.title, words, TONES.get(row.status, "neutral"), due, late, True)
