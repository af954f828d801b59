"""How young people say an activity was run: one answer each, and only numbers over enough people go further.

Nothing here is shown to anybody about one person but to themselves. Nothing commits.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from core.api import Actor, Ref, begin_write, db, utcnow
from plugins.influence.models import ModeRating
from plugins.influence.modes.reading import ModelRead

RATERS = "young_person"


def may_rate(actor: Actor) -> bool:
    """Young people with a record of their own rate; that they may see the activity is asked before."""
    return RATERS in actor.roles and actor.person_id is not None


def mine(ref: Ref, model: ModelRead, person_id: UUID) -> dict[str, str]:
    """What this young person said: part ("" for a whole model) -> mode."""
    query = db.select(ModeRating.part, ModeRating.mode).where(*_of(ref, model), ModeRating.person_id == person_id)
    return {row.part: row.mode for row in db.session.execute(query)}


def rate(ref: Ref, model: ModelRead, answers: Mapping[str, str], person_id: UUID) -> None:
    """Keep what they say now in place of what they said before."""
    begin_write()
    query = db.select(ModeRating).where(*_of(ref, model), ModeRating.person_id == person_id)
    held = {row.part: row for row in db.session.scalars(query)}
    for part, mode in answers.items():
        row = held.get(part) or ModeRating(
            about_plugin=ref.plugin, about_kind=ref.kind, about_id=ref.id, model_id=model.id, part=part
        )
        row.person_id, row.number, row.mode, row.made_at = person_id, model.number, mode, utcnow()
        _keep(row)


def counts(ref: Ref, model: ModelRead) -> dict[str, dict[str, int]]:
    """How many said what: part -> mode -> number. For counting on only: not to be shown as it is."""
    query = db.select(ModeRating.part, ModeRating.mode, db.func.count()).where(*_of(ref, model))
    found: dict[str, dict[str, int]] = {}
    for part, mode, number in db.session.execute(query.group_by(ModeRating.part, ModeRating.mode)):
        found.setdefault(part, {})[mode] = number
    return found


def _keep(row: ModeRating) -> None:
    """Add or change it; a second sending of the same form at the same moment changes nothing."""
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        return


def _of(ref: Ref, model: ModelRead) -> tuple[Any, ...]:
    about = (ModeRating.about_plugin == ref.plugin, ModeRating.about_kind == ref.kind, ModeRating.about_id == ref.id)
    return (*about, ModeRating.model_id == model.id)
