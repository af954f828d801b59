"""In which mode an activity was run: what the adults say, and what could be carried over. Nothing commits."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy.exc import IntegrityError

from core.api import Ref, begin_write, db, utcnow
from plugins.influence.here import note, reader
from plugins.influence.models import Mode
from plugins.influence.modes.mapping import Proposal, proposals
from plugins.influence.modes.reading import ModelRead, wordings
from plugins.influence.vocabulary import RUN_ANSWERS


class Stated(NamedTuple):
    """What adults say: of a whole model, or of one question of it. `mapped_from` is a title, "" where it was chosen."""

    model: str
    part: str
    mode: str
    title: str
    why: str
    mapped_from: str
    on: date
    old_words: bool


def rows_of(ref: Ref) -> list[Mode]:
    """What is stated of this activity, in every model."""
    query = db.select(Mode).where(Mode.about_plugin == ref.plugin, Mode.about_kind == ref.kind, Mode.about_id == ref.id)
    return list(db.session.scalars(query))


def stated(ref: Ref, models: Sequence[ModelRead]) -> list[Stated]:
    """What is stated in these models, in the wording of its own time."""
    by_id, rows = {model.id: model for model in models}, rows_of(ref)
    words = wordings((row.model_id, row.number) for row in rows)
    titles = {model.key: model.title for model in models}
    found = []
    for row in rows:
        if model := by_id.get(row.model_id):
            known = dict(RUN_ANSWERS) if row.part else words.get((row.model_id, row.number), {})
            from_title = titles.get(row.mapped_from, row.mapped_from)
            found.append(
                Stated(
                    *(model.key, row.part, row.mode, known.get(row.mode, row.mode), row.why, from_title, row.on_date),
                    row.number != model.number,
                )
            )
    return found


def proposed(models: Sequence[ModelRead], said: Sequence[Stated]) -> list[Proposal]:
    """What could be carried over to the models in which nothing is stated."""
    return proposals(models, {one.model: one.mode for one in said if not one.part})


def state(ref: Ref, on: date, model: ModelRead, answers: dict[str, tuple[str, str]], mapped_from: str = "") -> None:
    """Keep what adults say, in place of what they said before: part ("" for a whole model) -> (mode, why)."""
    begin_write()
    held = {row.part: row for row in rows_of(ref) if row.model_id == model.id}
    for part, (mode, why) in answers.items():
        row = held.get(part) or _added(ref, on, model, part)
        row.number, row.mode, row.why, row.mapped_from = model.number, mode, why[:400], mapped_from
        row.on_date, row.by_id, row.made_at = on, reader().person_id, utcnow()
        db.session.flush()
        note("mode_stated", row, model=model.key, mode=mode)


def _added(ref: Ref, on: date, model: ModelRead, part: str) -> Mode:
    """A new row, or the one that somebody else has just made."""
    made = Mode(about_plugin=ref.plugin, about_kind=ref.kind, about_id=ref.id, model_id=model.id, part=part)
    made.number, made.mode, made.on_date = model.number, "", on
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:
        query = db.select(Mode).where(Mode.about_id == ref.id, Mode.model_id == model.id, Mode.part == part)
        made = db.session.scalars(query).one()
    return made
