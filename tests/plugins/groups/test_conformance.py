"""Groups pass everything that Heard asks of every plugin."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from core.db import db
from core.testing.conformance import PluginConformance
from plugins.groups.models import Affiliate, Board, BoardDate, BoardSeat, Group, JoinRoute, Membership, StandingEvent
from plugins.groups.plugin import plugin

DAY = date(2026, 1, 5)


class TestConformance(PluginConformance):
    """The whole kit; each planted record hangs on a group and a board of its own, because their keys are unique."""

    plugin = plugin

    def plant(self, model: type, person_id: UUID, mark: str) -> Any:
        """A record of `model` with the words `mark` in it."""
        key = f"planted-{uuid4().hex[:12]}"
        group, board = Group(id=uuid4(), key=key, name=mark), Board(id=uuid4(), key=key, name=mark)
        db.session.add_all([group, board])
        db.session.flush()
        hanging: dict[type, dict[str, Any]] = {
            JoinRoute: {"group_id": group.id, "kind": "open", "how": mark},
            StandingEvent: {"group_id": group.id, "name": mark},
            Affiliate: {"group_id": group.id, "name": mark},
            BoardDate: {"board_id": board.id, "on_date": DAY, "note": mark},
            BoardSeat: {"board_id": board.id, "group_id": group.id, "note": mark},
            Membership: {"group_id": group.id, "person_id": person_id, "role": mark, "status": "left", "left_on": DAY},
        }
        if model not in hanging:
            return group if model is Group else board
        record = model(**hanging[model])
        db.session.add(record)
        db.session.flush()
        return record
