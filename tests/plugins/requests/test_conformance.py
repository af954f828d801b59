"""Requests passes everything that Heard asks of every plugin."""

from datetime import date
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from core.db import db
from core.testing.conformance import PluginConformance
from core.testing.conformance.planting import plant
from plugins.requests.models import Approver, OtherAsk, Request, RequestApproval
from plugins.requests.plugin import plugin

NUMBERS = count(1)
_DAY = date(2026, 1, 6)


class TestConformance(PluginConformance):
    """The whole kit; what must be told apart is."""

    plugin = plugin

    def plant(self, model: type, person_id: UUID, mark: str) -> Any:
        """A record of `model` with the words `mark` in it."""
        row = plant(model, person_id, mark, self.plugin.tables) if model not in _TOLD_APART else None
        if row is None:
            row = _TOLD_APART[model](person_id, mark)
            db.session.add(row)
        if isinstance(row, Request):
            row.code_hash = ""
        db.session.flush()
        return row


def _request(person_id: UUID, mark: str) -> UUID:
    row = Request(number=next(NUMBERS) + 100_000, title=mark, asker_id=person_id)
    db.session.add(row)
    db.session.flush()
    return row.id


_TOLD_APART: dict[type, Any] = {
    OtherAsk: lambda person, mark: OtherAsk(what=mark, on_date=_DAY, source=uuid4().hex, by_id=person),
    Approver: lambda person, mark: Approver(level=uuid4().hex, person_id=person),
    RequestApproval: lambda person, mark: RequestApproval(
        request_id=_request(person, mark), level="team", words=mark, by_id=person
    ),
}
