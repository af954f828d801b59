"""Groups pass everything that Heard asks of every plugin."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from core.db import db
from core.people.models import Organisation
from core.testing.conformance import PluginConformance
from plugins.groups.models import (
    Affiliate,
    Board,
    BoardCheck,
    BoardDate,
    BoardRating,
    BoardReport,
    BoardSeat,
    Candidate,
    Constituency,
    Election,
    Group,
    Joining,
    JoinRoute,
    Membership,
    SeatHolder,
    StandingEvent,
    Voter,
)
from plugins.groups.plugin import plugin

DAY = date(2026, 1, 5)
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


class TestConformance(PluginConformance):
    """The whole kit; each planted record hangs on a group and a board of its own, because their keys are unique."""

    plugin = plugin

    def plant(self, model: type, person_id: UUID, mark: str) -> Any:
        """A record of `model` with the words `mark` in it."""
        key = f"planted-{uuid4().hex[:12]}"
        group, board = Group(key=key, name=mark), Board(key=key, name=mark)
        school = Organisation(kind="school", name=mark)
        date_, seat = BoardDate(board_id=board.id, on_date=DAY), BoardSeat(group_id=group.id, board_id=board.id)
        body = Constituency(group_id=group.id, organisation_id=school.id, returning_officer_id=person_id, note=mark)
        held = Election(group_id=group.id, constituency_id=body.id, stand_until=NOON, opens_at=NOON, closes_at=NOON)
        made = {type(row): row for row in (group, board, school, date_, seat, body, held)}
        for row in made.values():
            db.session.add(row)
            db.session.flush()
        on_group, on_board = {"group_id": group.id}, {"board_id": board.id}
        hanging: dict[type, dict[str, Any]] = {
            JoinRoute: on_group | {"kind": "open", "how": mark},
            StandingEvent: on_group | {"name": mark},
            Affiliate: on_group | {"name": mark},
            Membership: on_group | {"person_id": person_id, "role": mark, "status": "left", "left_on": DAY},
            Joining: on_group | {"person_id": person_id, "route": "advert", "state": "interested", "message": mark}
            | {"put_forward_by_id": person_id, "put_forward_by": mark},
            Candidate: {"election_id": held.id, "person_id": person_id, "name": mark, "statement": mark},
            Voter: {"election_id": held.id, "person_id": person_id},
            SeatHolder: {"seat_id": seat.id, "person_id": person_id},
            BoardReport: on_board | {"title": mark},
            BoardCheck: on_board | {"item": mark},
            BoardRating: on_board | {"date_id": date_.id, "person_id": person_id, "words": mark},
        }
        if model in made:
            return made[model]
        record = model(**hanging[model])
        db.session.add(record)
        db.session.flush()
        return record
