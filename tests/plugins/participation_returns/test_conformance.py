"""Returns pass everything that Heard asks of every plugin."""

from typing import Any
from uuid import UUID, uuid4

from core.api import Organisation
from core.db import db
from core.testing.conformance import PluginConformance
from plugins.participation_returns.models import Contract, Return, ReturnStep
from plugins.participation_returns.plugin import plugin


class TestConformance(PluginConformance):
    """The whole kit; each planted record hangs on a team of its own."""

    plugin = plugin

    def plant(self, model: type, person_id: UUID, mark: str) -> Any:
        """A record of `model` that names the person and has the words `mark` in it."""
        team = _add(Organisation(kind="service", name=mark))
        words = {"title": mark, "you_said": mark, "we_did": mark, "fingerprint": uuid4().hex}
        if model is Contract:
            return _add(Contract(key=uuid4().hex, organisation_id=team.id, title=mark))
        row = _add(Return(organisation_id=team.id, year=2025, written_by_id=person_id, **words))
        if model is Return:
            return row
        row.written_by_id = None
        return _add(ReturnStep(return_id=row.id, kind="begun", words=mark, by_id=person_id))


def _add(row: Any) -> Any:
    db.session.add(row)
    db.session.flush()
    return row
