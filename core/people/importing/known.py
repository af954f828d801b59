"""What the rows of a sheet name: the council's organisations and places."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from core.db import db
from core.people.models import Organisation, Place
from core.people.names import fold


@dataclass(frozen=True)
class Known:
    """Organisations and places by folded name or key; None where several have the same name."""

    organisations: Mapping[str, UUID | None]
    places: Mapping[str, UUID | None]


def known_here() -> Known:
    """What the council of the open scope has."""
    return Known(_by_name(Organisation), _by_name(Place))


def _by_name(model: type[Any]) -> dict[str, UUID | None]:
    rows = [(fold(row.name), row.key, row.id) for row in db.session.execute(select(model.name, model.key, model.id))]
    often = Counter(name for name, _, _ in rows)
    named = {name: None if often[name] > 1 else record_id for name, _, record_id in rows}
    return named | {fold(key): record_id for _, key, record_id in rows if key}
