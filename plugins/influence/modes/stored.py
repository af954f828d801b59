"""Participation models between the database and plain fields, as a council's file declares them. Nothing commits."""

from collections.abc import Iterable, Mapping
from typing import Any

from core.api import db
from plugins.influence.models import Model, ModelVersion
from plugins.influence.modes.library import DeclaredMode, library

Fields = dict[str, Any]
PLAIN = ("title", "shape", "source", "chosen", "in_use")


def current() -> dict[tuple[str, str], Fields]:
    """Every model of this council as ("model", key) -> fields, its modes as they are worded now."""
    newest = {row.model_id: row for row in db.session.scalars(db.select(ModelVersion).order_by(ModelVersion.number))}
    return {
        ("model", row.key): {name: getattr(row, name) for name in PLAIN}
        | {"modes": newest[row.id].modes if row.id in newest else []}
        for row in db.session.scalars(db.select(Model))
    }


def save(key: str, fields: Mapping[str, Any], note: str = "") -> Model:
    """Make the model called `key` have these fields; one that is not there begins as the library has it.

    Modes that differ from how they are worded now become a new version: what was recorded keeps its own.
    """
    row = db.session.scalar(db.select(Model).where(Model.key == key))
    known = fields if row else _beginning(key) | dict(fields)
    made = row or Model(key=key, position=next_position())
    for name in PLAIN:
        if name in known:
            setattr(made, name, known[name])
    db.session.add(made)
    db.session.flush()
    if "modes" in known:
        reword(made, known["modes"], note)
    return made


def reword(model: Model, modes: Iterable[Mapping[str, Any]], note: str = "") -> bool:
    """Add a version with these modes if they differ from the newest; says whether they did."""
    wanted = [plain_mode(mode) for mode in modes]
    newest = db.session.scalar(
        db.select(ModelVersion).where(ModelVersion.model_id == model.id).order_by(ModelVersion.number.desc()).limit(1)
    )
    if newest and newest.modes == wanted:
        return False
    number = newest.number + 1 if newest else 1
    db.session.add(ModelVersion(model_id=model.id, number=number, modes=wanted, note=note))
    db.session.flush()
    return True


def plain_mode(mode: Mapping[str, Any]) -> Fields:
    """One mode as JSON, every field in it, so that the same mode always compares equal."""
    return DeclaredMode.model_validate(mode).model_dump(mode="json")


def _beginning(key: str) -> Fields:
    known = library().get(key)
    return known.model_dump(mode="json", exclude={"key"}) if known else {"title": key, "modes": []}


def next_position() -> int:
    """Where a new model stands: after all others."""
    last: int | None = db.session.scalar(db.select(db.func.max(Model.position)))
    return (last or 0) + 1
