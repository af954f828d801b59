"""Ways for tests to choose how a council takes its returns in, and to act for a team."""

from typing import Any
from uuid import UUID

from flask import Flask

from core.authority import effective
from core.db import db
from core.testing.apps import World
from plugins.groups.models import Board, BoardDate, Group, Membership
from plugins.participation_returns.models import Return
from plugins.participation_returns.settings import ParticipationReturnsSettings
from tests.plugins.standards.planting import FORM, at_work, declare, in_days, person_of, rows, team

AT = "/ashdown/returns"
WORDS = {
    "title": "Letters in plain words",
    "you_said": "The letters are too long.",
    "we_did": "We wrote them anew.",
    "difference": "More people come.",
}
EVALUATION = {
    "key": "evaluation",
    "title": "Evaluation of providers",
    "kinds": ["provider"],
    "kept_by": "participation_returns",
    "questions": [{"key": "said", "words": "What was said?", "kind": "text"}],
}


def choose(app: Flask, **chosen: Any) -> None:
    """Choose the audit, the evaluation, the group and its board."""
    declare(app, audit=[FORM, EVALUATION], charter=[{"key": "commitment", "title": "Our commitment"}])
    given = {
        "audit_form": "audit", "evaluation_form": "evaluation", "commitment": "commitment",
        "group": "receivers", "board": "receivers", "year_begins": 1,
    }  # fmt: skip
    with at_work(app) as council:
        model = ParticipationReturnsSettings(**(given | chosen))
        effective.save_choice(council, "participation_returns", settings=model)
        db.session.commit()


def receiving_group(app: Flask, *members: UUID) -> UUID:
    """Plant the group of staff that receives returns, its board and one day of it; the day's id."""
    with at_work(app):
        group = Group(key="receivers", name="Receiving Group", listing="members", participants="staff")
        board = Board(key="receivers", name="Receiving Board")
        db.session.add_all([group, board])
        db.session.flush()
        sits = BoardDate(board_id=board.id, on_date=in_days(20))
        db.session.add_all([sits, *(Membership(group_id=group.id, person_id=one, status="active") for one in members)])
        db.session.commit()
        return sits.id


def practitioners_team(world: World) -> UUID:
    """A team whose staff the practitioner is."""
    return team(world.app, member=person_of(world, "practitioner"))


def write(world: World, role: str = "practitioner", send: bool = True, **typed: Any) -> Any:
    """Write a return and send it, as somebody of this role does."""
    button = {"send": "yes"} if send else {"save": "yes"}
    return world.browser(role).submit(f"{AT}/new", WORDS | button | typed)


def the_return(app: Flask) -> Return:
    """The only return there is."""
    (row,) = rows(app, Return)
    assert isinstance(row, Return)
    return row
