"""What those who answer for a board have not kept: answers that stay away, and promises whose day has passed."""

from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from core.api import Actor, Panel, Ref, db, gettext, gettext_noop, local_today
from plugins.groups.api import Board
from plugins.influence.models import Ask, Owner, Promise
from plugins.influence.visibility import OF_AN_OPEN_GROUP, SEES_ASK

TITLE = gettext_noop("What young people asked this board, and is late")
MOST = 10


class Late(NamedTuple):
    """One answer or promise that is late: which question, what, and since which day; `opens` where they may read it."""

    ask_id: UUID
    title: str
    what: str
    due_on: date
    opens: bool


def of_board(board_id: UUID, actor: Actor) -> list[Late]:
    """What is late with this board, the longest first, for those who decide and those who may see the question."""
    found = [*_answers(board_id, actor), *_promises(board_id, actor)]
    return sorted(found, key=lambda one: (one.due_on, one.title))[:MOST]


def panel(actor: Actor, ref: Ref) -> list[Panel]:
    """For the page of a board."""
    if (ref.plugin, ref.kind) != ("groups", "board"):
        return []
    found = of_board(ref.id, actor)
    return [Panel(gettext(TITLE), "influence/panel_late.html", {"late": found}, 20)] if found else []


def _answers(board_id: UUID, actor: Actor) -> list[Late]:
    query = _of(board_id, actor, Ask.id, Ask.title, Owner.due_on).where(
        Owner.state == "waiting", Owner.due_on < local_today(), Ask.status == "waiting"
    )
    return [Late(row.id, row.title, "", row.due_on, row.opens) for row in db.session.execute(query)]


def _promises(board_id: UUID, actor: Actor) -> list[Late]:
    query = (
        _of(board_id, actor, Ask.id, Ask.title, Promise.what, Promise.due_on)
        .join(Promise, (Promise.authority_id == Owner.authority_id) & (Promise.owner_id == Owner.id))
        .where(Promise.state == "open", Promise.due_on < local_today(), Ask.status != "withdrawn")
    )
    return [Late(row.id, row.title, row.what, row.due_on, row.opens) for row in db.session.execute(query)]


def _of(board_id: UUID, actor: Actor, *columns: Any) -> Any:
    asked = (Ask.authority_id == Owner.authority_id) & (Ask.id == Owner.ask_id)
    board = (Board.authority_id == Owner.authority_id) & (Board.id == Owner.board_id)
    sees = SEES_ASK.criteria(actor, Ask)
    query = db.select(*columns, sees.label("opens")).select_from(Owner).join(Ask, asked).join(Board, board)
    for_all_who_decide = OF_AN_OPEN_GROUP.criteria(actor, Ask) if actor.can("influence.answer") else db.false()
    return query.where(Board.id == board_id, db.or_(sees, for_all_who_decide))
