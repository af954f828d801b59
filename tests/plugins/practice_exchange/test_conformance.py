"""The practice exchange passes everything that Heard asks of every plugin."""

from typing import Any
from uuid import UUID, uuid4

from core import offers
from core.db import db
from core.testing.conformance import PluginConformance
from plugins.practice_exchange.models import Copy, Told
from plugins.practice_exchange.plugin import plugin


class TestConformance(PluginConformance):
    """The whole kit."""

    plugin = plugin

    def plant(self, model: type, person_id: UUID, mark: str) -> Any:
        """A record of `model` with the words `mark` in it."""
        if model is Told:
            made = offers.offer(offers.Draft(region="made-up", sort="thing", title="Read by every council"))
            row: Any = Told(offer_id=made.id, person_id=person_id)
        else:
            row = Copy(offer_id=uuid4(), region="made-up", origin="Elsewhere", use_for=mark, by_id=person_id)
        db.session.add(row)
        db.session.flush()
        return row
