"""People's rights: everything about a planted person is exported, erased, and erased once; switched on or off."""

import json
from datetime import date
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from flask import Flask

from core.authority import effective
from core.authority.resolve import Authority
from core.db import db
from core.hooks.values import Erased, HandedOn
from core.testing.conformance.ground import Ground
from core.testing.conformance.planting import person_columns
from core.web.house import House

MARK = "Planted words 7261"
FAR_AHEAD = date(2099, 1, 1)


class PeoplesRights(Ground):
    """Export and erasure (UK GDPR Art. 15 and 17)."""

    @pytest.mark.parametrize("on", [True, False], ids=["switched on", "switched off"])
    def test_a_planted_person_is_exported_and_erased_for_good(self, app: Flask, on: bool) -> None:
        """Each table with a person in it: exported, counted in a rehearsal, erased, and nothing left a second time."""
        for model in self.plugin.tables:
            columns = person_columns(model)
            if columns:
                person_id = self.planted_person(app)
                with self.council(app, write=True) as (here, authority):
                    effective.save_switch(authority, self.plugin.name, on)
                    self.plant(model, person_id, MARK)
                    self._check(here, authority, model, person_id)
                    db.session.rollback()

    def test_somebody_unknown_has_nothing(self, app: Flask) -> None:
        """No record, no part; nothing to erase."""
        person_id = self.planted_person(app)
        with self.council(app) as (here, authority):
            assert self._export(here, authority, person_id) == []
            assert self._erase(here, authority, person_id, apply=False) == []

    def test_a_merge_of_two_people_is_followed(self, app: Flask) -> None:
        """Told that two people with records in each table are one, and again that they are two, the plugin copes."""
        kept_id, gone_id = self.planted_person(app), self.planted_person(app)
        with self.council(app, write=True) as (here, authority):
            for model in self.plugin.tables:
                for person_id in (kept_id, gone_id) if person_columns(model) else ():
                    self.plant(model, person_id, MARK)
            before = self._left(kept_id), self._left(gone_id)
            for _ in ("merged", "undone"):
                here.hooks.call_one(self.plugin.name, "person_merged", authority, kept_id=kept_id, gone_id=gone_id)
            assert (self._left(kept_id), self._left(gone_id)) == before, "moving rows is for the core"
            db.session.rollback()

    def test_a_leavers_work_is_handed_on_once(self, app: Flask) -> None:
        """A rehearsal changes nothing; after handing on to a colleague there is nothing left to hand on."""
        from_id, to_id = self.planted_person(app), self.planted_person(app)
        with self.council(app, write=True) as (here, authority):
            for model in self.plugin.tables if here.hooks.answers_to(self.plugin.name, "work_handed_on") else ():
                if person_columns(model):
                    self.plant(model, from_id, MARK)
            before = self._left(from_id), self._left(to_id)
            self._hand_on(here, authority, from_id, to_id, apply=False)
            assert (self._left(from_id), self._left(to_id)) == before, "a rehearsal changed something"
            self._hand_on(here, authority, from_id, to_id, apply=True)
            db.session.flush()
            left = self._hand_on(here, authority, from_id, to_id, apply=True)
            assert sum(one.count for one in left) == 0, f"handed on twice: {left}"
            db.session.rollback()

    def test_what_has_been_kept_long_enough_is_deleted_once(self, app: Flask) -> None:
        """Each kind that retention_due names stands in the manifest's `keeps`, and goes for good when it is deleted."""
        person_id = self.planted_person(app)
        with self.council(app, write=True) as (here, authority):
            for model in self.plugin.tables:
                self.plant(model, person_id, MARK)
            for due in self._due(here, authority):
                assert due.kind in self.plugin.keeps, f"say in the manifest's keeps what {due.kind!r} are"
                kept: Any = self.plugin.keeps[due.kind]
                rows = list(db.session.scalars(sa.select(kept.model).where(kept.model.id.in_(list(due.ids)))))
                assert {row.id for row in rows} == set(due.ids), f"{due.kind!r} are not all of {kept.model.__name__}"
                kept.delete(rows)
                db.session.flush()
            assert self._due(here, authority) == [], "deleted records are still due"
            db.session.rollback()

    def _due(self, here: House, authority: Authority) -> list[Any]:
        return list(here.hooks.call_one(self.plugin.name, "retention_due", authority, today=FAR_AHEAD))

    def _hand_on(self, here: House, authority: Authority, from_id: UUID, to_id: UUID, *, apply: bool) -> list[HandedOn]:
        values = {"from_id": from_id, "to_id": to_id, "apply": apply}
        return list(here.hooks.call_one(self.plugin.name, "work_handed_on", authority, **values))

    def _check(self, here: House, authority: Authority, model: type, person_id: UUID) -> None:
        name = model.__name__
        parts = self._export(here, authority, person_id)
        assert parts and all(part.rows for part in parts), f"the export leaves out {name}"
        json.dumps([[dict(row) for row in part.rows] for part in parts])
        assert self._left(person_id), "the planting failed"
        rehearsed = self._erase(here, authority, person_id, apply=False)
        assert sum(one.count for one in rehearsed) > 0, f"a rehearsal leaves out {name}"
        assert self._left(person_id), "a rehearsal changed something"
        self._erase(here, authority, person_id, apply=True)
        db.session.flush()
        kept = self._erase(here, authority, person_id, apply=True)
        assert not [one for one in kept if one.count and not one.kept_because], f"{name} is erased twice"
        if not kept:
            assert self._left(person_id) == [], f"erasure leaves {name} behind"
            assert self._export(here, authority, person_id) == []

    def _export(self, here: House, authority: Authority, person_id: UUID) -> list[Any]:
        return list(here.hooks.call_one(self.plugin.name, "person_export", authority, person_id=person_id))

    def _erase(self, here: House, authority: Authority, person_id: UUID, *, apply: bool) -> list[Erased]:
        hooks = here.hooks
        return list(hooks.call_one(self.plugin.name, "person_erase", authority, person_id=person_id, apply=apply))

    def _left(self, person_id: UUID) -> list[str]:
        """Columns of any table of the plugin that still name the person."""
        found = [(model, column.key) for model in self.plugin.tables for column in person_columns(model)]
        return [f"{model.__name__}.{key}" for model, key in found if _names(model, key, person_id)]


def _names(model: Any, key: str, person_id: UUID) -> bool:
    return bool(db.session.scalar(sa.select(model.id).where(getattr(model, key) == person_id).limit(1)))
