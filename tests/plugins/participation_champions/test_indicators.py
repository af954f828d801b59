"""Services with a champion as councils count them, beside a slow look at each service."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import Flask

from core.api import Quarter, db
from core.db import authority_scope
from core.testing.apps import add_person
from core.web.house import house
from plugins.participation_champions.indicators import with_champion
from plugins.participation_champions.models import Champion, Service

Q1 = Quarter(2026, 1)
BEFORE, END, AFTER = date(2025, 9, 1), date(2026, 3, 31), date(2026, 4, 1)
SERVICES: dict[str, tuple[date | None, list[tuple[date, date | None]]]] = {
    "two": (None, [(BEFORE, None), (END, None)]),
    "left": (None, [(BEFORE, date(2026, 3, 30))]),
    "last-day": (None, [(BEFORE, END)]),
    "later": (None, [(AFTER, None)]),
    "nobody": (None, []),
    "put-away": (date(2026, 2, 1), [(BEFORE, None)]),
    "put-away-later": (AFTER, [(BEFORE, None)]),
}


def test_each_service_counts_once_by_its_last_day(app: Flask) -> None:
    with app.app_context():
        council = house().authorities.find("ashdown")
        assert council is not None
        with authority_scope(council.id, write=True):
            person = add_person("Kim", kind="worker")
            keys = {_service(key, away, stood, person): key for key, (away, stood) in SERVICES.items()}
            found = [(keys[one.by], one.part) for one in with_champion(council, Q1) if one.by in keys]
            assert sorted(found) == sorted(
                (key, "with" if any(since <= END and (until or END) >= END for since, until in stood) else "without")
                for key, (away, stood) in SERVICES.items()
                if away is None or away > END
            )
            assert dict(found)["left"] == "without"


def _service(key: str, away: date | None, stood: list[tuple[date, date | None]], person: UUID) -> UUID:
    row = Service(key=key, title=key, put_away_on=away)
    db.session.add(row)
    db.session.flush()
    values: dict[str, Any] = {"service_id": row.id, "person_id": person}
    db.session.add_all(Champion(since=since, until=until, **values) for since, until in stood)
    db.session.flush()
    return row.id
