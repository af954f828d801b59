"""The queue of reports that boards put to groups: every one of them, with its answer and what the board did (W54).

What is in it follows from the boards: each report of a board that asks a group about its papers. A row of our own is
made when a report is first looked after, and keeps the day on which it reached the group.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from core.api import Actor, db, gettext, local_today
from plugins.groups.api import MY_GROUPS, SEES_GROUP, Asked, Group, consulted_boards, consulted_reports
from plugins.youth_voice.here import chosen, note
from plugins.youth_voice.models import Consultation
from plugins.youth_voice.reports import rules

A_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Line:
    """One report put to one group. `asked` is None where the report was taken away, `row` where nobody has begun."""

    report_id: UUID
    group_id: UUID
    group_key: str
    group: str
    board_key: str
    board: str
    title: str
    easy: str
    board_on: date | None
    ask_by: date | None
    state: rules.State
    flags: tuple[str, ...]
    asked: Asked | None
    row: Any

    @property
    def said(self) -> tuple[str, str]:
        """Where it stands as (words, tone)."""
        return gettext(rules.STATES[self.state]), rules.TONES[self.state]

    @property
    def flagged(self) -> list[str]:
        """What is wrong with it, in words."""
        return [gettext(rules.FLAGS[flag]) for flag in self.flags]


def groups_of(actor: Actor) -> dict[UUID, tuple[str, str]]:
    """Groups that boards ask, as id -> (key, name), of which the reader may read the answers."""
    asked = {group_id for *_, group_id in consulted_boards()}
    mine = MY_GROUPS.criteria(actor, Group)
    by_role = actor.can("youth_voice.board") or actor.can("youth_voice.view")
    may = db.or_(mine, SEES_GROUP.criteria(actor, Group)) if by_role else mine
    query = db.select(Group.id, Group.key, Group.name).where(Group.id.in_(asked), may)
    return {row.id: (row.key, row.name) for row in db.session.execute(query)}


def lines(groups: Iterable[UUID], since: date | None = None) -> list[Line]:
    """Every report put to these groups within a year, those that wait first, each by the board's day."""
    wanted, from_on = list(groups), since or local_today() - A_YEAR
    rows = _rows(wanted, from_on)
    found = [_line(one, rows.pop((one.report.id, one.group_id), None)) for one in consulted_reports(wanted, from_on)]
    found += [gone for gone in (_gone(row) for row in rows.values()) if gone]
    order = list(rules.STATES)
    return sorted(found, key=lambda one: (order.index(one.state), one.board_on or date.max, one.title))


def one(actor: Actor, report_id: UUID, key: str) -> Line | None:
    """One report put to one group, if the reader may read it."""
    groups = [id for id, (known, _) in groups_of(actor).items() if known == key]
    return next((line for line in lines(groups, date.min) if line.report_id == report_id), None)


def begun(line: Line) -> Consultation:
    """The row of a line, made now where there is none; the caller commits."""
    if line.row is not None:
        held: Consultation = line.row
        return held
    assert line.asked is not None  # a report that is gone has a row
    row = Consultation(
        report_id=line.report_id,
        group_id=line.group_id,
        board_id=line.asked.report.board_id,
        title=line.title,
        opened_on=local_today(),
        board_on=line.board_on,
    )
    db.session.add(row)
    db.session.flush()
    note("report_put_to_group", row, group=str(line.group_id))
    return row


def board_record(board_id: UUID, found: Iterable[Line]) -> list[Line]:
    """What was put to groups by one board."""
    return [line for line in found if line.asked is not None and line.asked.report.board_id == board_id]


def _rows(groups: list[UUID], since: date) -> dict[tuple[UUID, UUID], Consultation]:
    query = db.select(Consultation).where(
        Consultation.group_id.in_(groups),
        db.or_(Consultation.board_on.is_(None), Consultation.board_on >= since),
    )
    return {(row.report_id, row.group_id): row for row in db.session.scalars(query.order_by(Consultation.id))}


def _line(one: Asked, row: Consultation | None) -> Line:
    report, today = one.report, local_today()
    answered = row is not None and row.answered_on is not None
    state = rules.state_of(answered, row.did if row else "", None if report.cancelled else report.on, today)
    return Line(
        report_id=report.id,
        group_id=one.group_id,
        group_key=one.group_key,
        group=one.group,
        board_key=report.board_key,
        board=report.board,
        title=report.title,
        easy=report.about_easy or report.about,
        board_on=report.on,
        ask_by=report.ask_by,
        state=state,
        flags=tuple(_flags(one, row, state, today)),
        asked=one,
        row=row,
    )


def _flags(one: Asked, row: Consultation | None, state: rules.State, today: date) -> Iterable[str]:
    report = one.report
    came = row.opened_on if row else None if state == "missed" else today
    if came is not None and rules.came_late(came, report.on, chosen().report_days):
        yield "late"
    if not report.about_easy:
        yield "no_summary"
    if report.on is None:
        yield "no_date"
    if report.cancelled:
        yield "cancelled"
    if state == "to_ask" and report.ask_by is not None and report.ask_by < today:
        yield "due"


def _gone(row: Consultation) -> Line | None:
    """A report that was taken away stays as far as somebody answered it."""
    if row.answered_on is None:
        return None
    group = db.session.get_one(Group, row.group_id)
    boards = {id: (key, name) for id, key, name, _ in consulted_boards()}
    key, name = boards.get(row.board_id, ("", ""))
    state = rules.state_of(True, row.did, row.board_on, local_today())
    return Line(
        row.report_id, row.group_id, group.key, group.name, key, name, row.title, "", row.board_on, None, state,
        ("gone",), None, row,
    )  # fmt: skip
