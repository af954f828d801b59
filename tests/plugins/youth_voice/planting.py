"""Ways for tests to keep what youth voice keeps, to choose its settings, and to read it back."""

from typing import Any
from uuid import UUID

from flask import Flask

from core.authority import effective
from core.db import authority_scope, db
from core.web.house import house
from plugins.youth_voice.plugin import plugin
from plugins.youth_voice.settings import YouthVoiceSettings
from tests.plugins.groups.planting import council_id


def put(app: Flask, row: Any, authority: str = "ashdown") -> UUID:
    """Keep a row; its id."""
    with app.app_context(), authority_scope(council_id(app, authority), write=True):
        db.session.add(row)
        db.session.commit()
        id: UUID = row.id
        return id


def choose(app: Flask, **settings: Any) -> None:
    """Change the council's settings of this plugin, as its admin does on screen."""
    with app.app_context():
        found = house().authorities.find("ashdown")
    assert found is not None
    with app.app_context(), authority_scope(found.id, write=True):
        effective.save_choice(found, plugin.name, settings=YouthVoiceSettings(**settings))
        db.session.commit()
