"""What influence has to report of some days: what was said and asked, what was answered and done (W22, W31, LA9)."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from core.api import Authority, Ref, ReportFigure, ReportLine, ReportPart, db
from plugins.groups.api import Group, groups_among
from plugins.influence.models import Ask, Promise, View
from plugins.influence.tracker.public import GROUP_OF_ASK, is_public, is_shown_here

MOST: Final = 40
OPEN_GROUP: Final = db.or_(Ask.group_id.is_(None), Group.listing != "hidden")
ANSWERED: Final = {"doing": "we are doing it", "done": "done", "partly": "partly", "cannot": "we cannot, and why"}


def parts(authority: Authority, start: date, end: date, about: Collection[Ref]) -> list[ReportPart]:
    """What was said, asked and answered from `start` to `end`; with `about` as far as it is of these groups."""
    groups = groups_among(about)
    if about and not groups:
        return []
    asked = _asks(groups).where(Ask.asked_on >= start, Ask.asked_on <= end).subquery()
    answered = _asks(groups).where(Ask.answered_on >= start, Ask.answered_on <= end)
    by_status = {row.status: row.number for row in db.session.execute(_by_status(answered))}
    said, sent = _said(groups, start, end), db.session.scalar(db.select(db.func.count(asked.c.id))) or 0
    figures = [
        ReportFigure("influence.said", "Things that were said and written down", said, of_people=True),
        ReportFigure("influence.asked", "Questions sent to those who decide", sent),
        *(
            ReportFigure(f"influence.{key}", f"Answered: {words}", by_status[key])
            for key, words in ANSWERED.items()
            if by_status.get(key)
        ),
        *_kept_promises(groups, start, end),
    ]
    if not any(one.count for one in figures):
        return []
    lines = _lines(groups, start, end) if is_shown_here(authority) else ()
    return [ReportPart("influence.asks", "What was asked, and what came of it", tuple(figures), lines, order=40)]


def _asks(groups: Sequence[UUID]) -> Any:
    """Asks that were sent and not taken back, of groups that are not hidden."""
    query = db.select(Ask.id, Ask.status).outerjoin(Group, GROUP_OF_ASK)
    query = query.where(OPEN_GROUP, Ask.status.not_in(("draft", "withdrawn")))
    return query.where(Ask.group_id.in_(groups)) if groups else query


def _by_status(asks: Any) -> Any:
    found = asks.subquery()
    return db.select(found.c.status, db.func.count().label("number")).group_by(found.c.status)


def _said(groups: Sequence[UUID], start: date, end: date) -> int:
    query = db.select(db.func.count(View.id)).where(View.said_on >= start, View.said_on <= end)
    query = query.where(View.taken_back_at.is_(None))
    return db.session.scalar(query.where(View.group_id.in_(groups)) if groups else query) or 0


def _kept_promises(groups: Sequence[UUID], start: date, end: date) -> list[ReportFigure]:
    """Promises that were due in these days, and how many of them were kept."""
    same = (Ask.authority_id == Promise.authority_id) & (Ask.id == Promise.ask_id)
    query = db.select(Promise.state).join(Ask, same).outerjoin(Group, GROUP_OF_ASK)
    query = query.where(OPEN_GROUP, Promise.due_on >= start, Promise.due_on <= end)
    states = list(db.session.scalars(query.where(Ask.group_id.in_(groups)) if groups else query))
    if not states:
        return []
    return [
        ReportFigure("influence.promised", "Promises that were due", len(states)),
        ReportFigure("influence.kept", "Of them kept", states.count("done")),
    ]


def _lines(groups: Sequence[UUID], start: date, end: date) -> tuple[ReportLine, ...]:
    """Questions of these days that everybody may read, in the words that were cleared."""
    query = db.select(Ask.id, Ask.public_title, Ask.answered_on, Ask.asked_on).outerjoin(Group, GROUP_OF_ASK)
    query = query.where(*is_public(), Ask.answered_on >= start, Ask.answered_on <= end)
    query = query.where(Ask.group_id.in_(groups)) if groups else query
    rows = db.session.execute(query.order_by(Ask.answered_on, Ask.id).limit(MOST))
    return tuple(ReportLine(Ref("influence", "ask", row.id), row.public_title, row.answered_on) for row in rows)
