"""Planters of award rounds, nominations, courses and resources."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from core.db import authority_scope, db
from plugins.learning.models import AwardRound, Nomination
from tests.plugins.groups.planting import council_id
from tests.plugins.influence.planting import in_days

Planting = Callable[..., UUID]


@pytest.fixture
def round(app: Flask) -> Planting:
    """Plant an award round that is being judged, with a list of two in each area."""

    def make(key: str = "kind-awards", slug: str = "ashdown", **columns: Any) -> UUID:
        days = {"opens_on": in_days(-5), "closes_on": in_days(5)}
        values = {"title": "Kind awards", "state": "judging", "area_kind": "ward", "shortlist": 2} | days | columns
        return _kept(app, AwardRound(key=key, **values), slug)

    return make


@pytest.fixture
def nominated(app: Flask) -> Planting:
    """Plant somebody who was put forward and said yes."""

    def make(round_id: UUID, name: str = "Ash", slug: str = "ashdown", **columns: Any) -> UUID:
        return _kept(app, Nomination(round_id=round_id, name=name, **{"agreement": "yes"} | columns), slug)

    return make


def _kept(app: Flask, row: Any, slug: str) -> UUID:
    with app.app_context(), authority_scope(council_id(app, slug), write=True):
        db.session.add(row)
        db.session.commit()
        found: UUID = row.id
        return found
