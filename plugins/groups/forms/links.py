"""Choices that are records of the council: programmes, organisations, places."""

from typing import Any

from core.api import db
from plugins.groups.forms.fields import Choices, choices


def links(model: Any, *criteria: Any) -> Choices:
    """(id, name) of the records that fit, by name, after "Not stated"."""
    rows = db.session.execute(db.select(model.id, model.name).where(*criteria).order_by(model.name))
    return choices({str(id): name for id, name in rows}, not_stated=True)
