"""Ways for tests to take participation models into use, and an evening to say something of."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from flask import Flask

from core.db import authority_scope, db
from core.testing.apps import World, add_account, add_person, sign_in_as
from core.testing.browsing import PageClient
from plugins.influence.models import Mode, Model, ModeRating
from plugins.influence.modes import stored
from tests.plugins.groups.planting import Plant, council_id
from tests.plugins.influence.planting import in_days
from tests.plugins.meetings.planting import meeting_planner

OWN = {"title": "Our way", "shape": "steps", "modes": [{"key": "ask", "title": "We ask", "level": 1}]}


class Evening(NamedTuple):
    """A meeting that has been, and where it is asked how it was run."""

    id: UUID
    url: str

    @property
    def run(self) -> str:
        """The page of what adults say."""
        return self.url.format("modes")

    @property
    def rate(self) -> str:
        """The page of what a young person says."""
        return self.url.format("modes/rate")


@dataclass(frozen=True)
class Running:
    """The application with models in use and evenings that were run."""

    world: World
    plant: Plant

    @property
    def app(self) -> Flask:
        """The application."""
        return self.world.app

    def use(self, *keys: str, slug: str = "ashdown") -> None:
        """Take these models into use, in this order."""
        with self.app.app_context(), authority_scope(council_id(self.app, slug), write=True):
            for key in keys:
                stored.save(key, OWN if key == "our-way" else {"in_use": True})
            db.session.commit()

    def evening(self, group: str = "forum", on: int = -3, slug: str = "ashdown", **fields: Any) -> Evening:
        """A meeting of a group, `on` days from now."""
        self.plant(group, authority=slug, **fields)
        id = meeting_planner(self.app)(group, in_days(on), authority=slug)
        return Evening(id, f"/{slug}/what-happened/{{}}/meetings/meeting/{id}")

    def stated(self, slug: str = "ashdown", **wanted: Any) -> list[Mode]:
        """What adults have said."""
        return self._read(Mode, slug, wanted)

    def rated(self, slug: str = "ashdown", **wanted: Any) -> list[ModeRating]:
        """What young people have said."""
        return self._read(ModeRating, slug, wanted)

    def rate_by(self, evening: Evening, mode: str, people: int, model: str = "hart", part: str = "") -> None:
        """Let so many young people of no particular name rate an evening."""
        with self.app.app_context():
            known = [add_person(f"Rater {mode} {part} {number}") for number in range(people)]
            with authority_scope(council_id(self.app), write=True):
                held = db.session.scalars(db.select(Model.id).where(Model.key == model)).one()
                about = {"about_plugin": "meetings", "about_kind": "meeting", "about_id": evening.id}
                rows = [
                    ModeRating(model_id=held, number=1, part=part, mode=mode, person_id=person, **about)
                    for person in known
                ]
                db.session.add_all(rows)
                db.session.commit()

    def state_by(self, model: str, modes: Sequence[tuple[int, str]], part: str = "") -> None:
        """Plant what adults said of activities: (days from now, mode)."""
        with self.app.app_context(), authority_scope(council_id(self.app), write=True):
            held = db.session.scalars(db.select(Model.id).where(Model.key == model)).one()
            about = {"about_plugin": "meetings", "about_kind": "meeting"}
            for on, mode in modes:
                db.session.add(
                    Mode(model_id=held, number=1, part=part, mode=mode, on_date=in_days(on), about_id=uuid4(), **about)
                )
            db.session.commit()

    def another(self, role: str, name: str) -> PageClient:
        """A further person of a role, signed in."""
        with self.app.app_context():
            who = add_account(role, name=name)
        browser = self.app.test_client()
        sign_in_as(browser, who)
        return browser  # type: ignore[return-value]

    def _read(self, model: Any, slug: str, wanted: dict[str, Any]) -> list[Any]:
        with self.app.app_context(), authority_scope(council_id(self.app, slug)):
            rows = list(db.session.scalars(db.select(model).filter_by(**wanted)))
            db.session.expunge_all()
            return rows
