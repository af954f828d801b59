"""Writing a return and every step that it takes, each with its line in the trail. Nothing here commits."""

from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from core.api import Organisation, Ref, db, local_today, safeguarding
from plugins.groups.api import Board, Group, sittings_ahead
from plugins.participation_returns.here import chosen, year_of
from plugins.participation_returns.models import Return, ReturnStep
from plugins.participation_returns.rules import after, fingerprint

WORDS = ("title", "you_said", "we_did", "difference")


class Saved(NamedTuple):
    """What a saving came to: the return, and whether it was there already with the same words."""

    row: Return
    is_same: bool


def save(form: Any, row: Return | None, organisation: Organisation, about: Ref | None, by_id: UUID | None) -> Saved:
    """Keep what was typed; the same words of the same team in the same year are one return, whoever types them."""
    mark, year = fingerprint(form.you_said.data, form.we_did.data), row.year if row else year_of()
    same = db.session.scalars(
        db.select(Return).filter_by(organisation_id=organisation.id, year=year, fingerprint=mark)
    ).one_or_none()
    if same is not None and (row is None or same.id != row.id):
        return Saved(same, same.id != form.record_id)
    made = row or Return(
        id=form.record_id, organisation_id=organisation.id, year=year, fingerprint=mark, written_by_id=by_id
    )
    if row is None and about is not None:
        made.about_plugin, made.about_kind, made.about_id = about.plugin, about.kind, about.id
    for name in WORDS:
        setattr(made, name, form[name].data or "")
    made.people, made.fingerprint = form.people.data, mark
    db.session.add(made)
    db.session.flush()
    _line(made, "changed" if row else "begun", by_id)
    safeguarding.screened((made.you_said, made.we_did, made.difference), _ref(made), at=_ref(made))
    return Saved(made, False)


def step(row: Return, kind: str, by_id: UUID | None, words: str = "") -> None:
    """Take one step; raises rules.NotNow where the return stands differently."""
    db.session.refresh(row)
    row.status = after(kind, row.status)
    if kind == "send":
        row.sent_on, row.group_id = local_today(), row.group_id or receiving_group_id()
    if kind == "take":
        row.taken_on = local_today()
    db.session.flush()
    _line(row, kind, by_id, words)


def give_day(row: Return, on: date, date_id: UUID | None, by_id: UUID | None) -> None:
    """Say on which day it goes to the group; raises rules.NotNow before it is accepted."""
    step(row, "day", by_id, on.isoformat())
    row.to_group_on, row.date_id = on, date_id
    db.session.flush()


def receiving_group_id() -> UUID | None:
    """The group that the council names as the one that receives returns."""
    found: UUID | None = db.session.scalar(db.select(Group.id).where(Group.key == chosen().group))
    return found


def days_ahead() -> list[tuple[UUID, date]]:
    """(id, day) of the days on which the board of the council's choice sits."""
    board = db.session.scalar(db.select(Board.id).where(Board.key == chosen().board))
    return [(one.id, one.on) for one in sittings_ahead(board)] if board else []


def trail(row: Return) -> list[ReturnStep]:
    """Everything that happened to it, in order."""
    query = db.select(ReturnStep).where(ReturnStep.return_id == row.id)
    return list(db.session.scalars(query.order_by(ReturnStep.made_at, ReturnStep.id)))


def _line(row: Return, kind: str, by_id: UUID | None, words: str = "") -> None:
    db.session.add(ReturnStep(return_id=row.id, kind=kind, words=words, by_id=by_id))
    db.session.flush()


def _ref(row: Return) -> Ref:
    return Ref("participation_returns", "return", row.id)
