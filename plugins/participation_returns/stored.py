"""Contracts between the database and plain fields, as a council's file declares them. Nothing commits."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from core.api import Organisation, db
from plugins.participation_returns.models import Contract

DATES = ("starts_on", "ends_on")


def current() -> dict[tuple[str, str], dict[str, Any]]:
    """Every contract as ("contract", key) -> fields."""
    keys = {row.id: row.key for row in db.session.execute(db.select(Organisation.id, Organisation.key))}
    return {
        ("contract", row.key): {
            "organisation": keys.get(row.organisation_id),
            "title": row.title,
            "starts_on": row.starts_on.isoformat() if row.starts_on else None,
            "ends_on": row.ends_on.isoformat() if row.ends_on else None,
            "source": row.source,
        }
        for row in db.session.scalars(db.select(Contract))
    }


def save(key: str, fields: Mapping[str, Any]) -> Contract:
    """Make the contract called `key` have these fields; it is made if it is not there."""
    row = db.session.scalars(db.select(Contract).where(Contract.key == key)).one_or_none() or Contract(key=key)
    if "organisation" in fields:
        wanted = db.select(Organisation.id).where(Organisation.key == fields["organisation"])
        row.organisation_id = db.session.scalars(wanted).one()
    for name in ("title", "source", *DATES):
        if name in fields:
            value = fields[name]
            setattr(row, name, date.fromisoformat(value) if name in DATES and value else value)
    db.session.add(row)
    db.session.flush()
    return row
