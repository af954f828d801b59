"""Services between the database and plain fields, as a council's file declares them. Nothing here commits."""

from collections.abc import Mapping
from typing import Any

from core.api import Organisation, db
from plugins.participation_champions.models import Service

Fields = dict[str, Any]
PLAIN = ("title", "about", "reach", "only_in", "source")


def current() -> dict[tuple[str, str], Fields]:
    """Every service of this council as ("service", key) -> fields."""
    keys = {row.id: row.key or "" for row in db.session.execute(db.select(Organisation.id, Organisation.key))}
    return {
        ("service", row.key): {name: getattr(row, name) for name in PLAIN}
        | {"organisation": keys.get(row.organisation_id, "") if row.organisation_id else ""}
        for row in db.session.scalars(db.select(Service))
    }


def save(key: str, fields: Mapping[str, Any]) -> Service:
    """Make the service called `key` have these fields; flushes. An organisation that is not there is left out."""
    row = db.session.scalar(db.select(Service).where(Service.key == key)) or Service(key=key)
    for name in PLAIN:
        if name in fields:
            setattr(row, name, fields[name])
    if "organisation" in fields:
        query = db.select(Organisation.id).where(Organisation.key == fields["organisation"])
        row.organisation_id = db.session.scalar(query)
    db.session.add(row)
    db.session.flush()
    return row
