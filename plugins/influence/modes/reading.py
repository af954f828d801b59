"""The council's participation models as they are worded now, and as they were when something was recorded."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from core.api import db
from plugins.influence.models import Model, ModelVersion
from plugins.influence.modes.library import DeclaredMeans, DeclaredMode, library

Wordings = dict[tuple[UUID, int], dict[str, str]]


@dataclass(frozen=True)
class ModelRead:
    """One model with its newest wording; `number` is that of its version, 0 where it has none."""

    id: UUID
    key: str
    title: str
    shape: str
    source: str
    chosen: str
    in_use: bool
    number: int
    version: int
    modes: Sequence[DeclaredMode]

    @property
    def is_counted(self) -> bool:
        """True where its modes stand in an order: of no other model may a page count or rank them."""
        return self.shape == "steps"

    @property
    def asks(self) -> bool:
        """True where each mode is a question of its own."""
        return self.shape == "questions"

    def mode(self, key: str) -> DeclaredMode | None:
        """The mode of that key, as it is worded now."""
        return next((mode for mode in self.modes if mode.key == key), None)

    def called(self, key: str) -> str:
        """The title of a mode; its key where it has none any more."""
        found = self.mode(key)
        return found.title if found else key


def models(only_in_use: bool = False) -> list[ModelRead]:
    """Every model of this council, or those in use, in the council's own order."""
    newest = db.select(ModelVersion.model_id, db.func.max(ModelVersion.number).label("number"))
    last = newest.group_by(ModelVersion.model_id).subquery()
    joined = (ModelVersion.model_id == last.c.model_id) & (ModelVersion.number == last.c.number)
    worded = {row.model_id: row for row in db.session.scalars(db.select(ModelVersion).join(last, joined))}
    query = db.select(Model).order_by(Model.position, Model.title)
    rows = db.session.scalars(query.where(Model.in_use.is_(True)) if only_in_use else query)
    return [_read(row, worded.get(row.id)) for row in rows]


def model(key: str) -> ModelRead | None:
    """The model of that key."""
    return next((one for one in models() if one.key == key), None)


def naming(held: Iterable[ModelRead]) -> Callable[[DeclaredMeans], str]:
    """How a mode of another model is called on a page: as the council words it, else as Heard knows it."""
    known = {(one.key, mode.key): f"{one.title}: {mode.title}" for one in library().values() for mode in one.modes}
    here = {(one.key, mode.key): f"{one.title}: {mode.title}" for one in held for mode in one.modes}
    named = known | here
    return lambda means: named.get((means.model, means.mode), f"{means.model}: {means.mode}")


def versions(model_id: UUID) -> list[ModelVersion]:
    """Every wording that the model has had, the newest first."""
    query = db.select(ModelVersion).where(ModelVersion.model_id == model_id)
    return list(db.session.scalars(query.order_by(ModelVersion.number.desc())))


def usable() -> list[ModelRead]:
    """The models in use that have modes to choose from: an empty template waits for its words."""
    return [one for one in models(only_in_use=True) if one.modes]


def wordings(wanted: Iterable[tuple[UUID, int]]) -> Wordings:
    """Titles of modes as they were in these versions: (model, number) -> key -> title."""
    pairs = set(wanted)
    if not pairs:
        return {}
    query = db.select(ModelVersion.model_id, ModelVersion.number, ModelVersion.modes)
    rows = db.session.execute(query.where(ModelVersion.model_id.in_({id for id, _ in pairs})))
    worded = {(row.model_id, row.number): row.modes for row in rows}
    return {pair: {mode["key"]: mode["title"] for mode in worded.get(pair, ())} for pair in pairs}


def in_order(shape: str, modes: Iterable[DeclaredMode]) -> tuple[DeclaredMode, ...]:
    """Steps by their level, questions as they were written; ways side by side by their names, which means nothing."""
    if shape == "steps":
        return tuple(sorted(modes, key=lambda mode: mode.level or 0))
    return tuple(modes) if shape == "questions" else tuple(sorted(modes, key=lambda mode: mode.title.casefold()))


def _read(row: Model, version: ModelVersion | None) -> ModelRead:
    modes = [DeclaredMode.model_validate(mode) for mode in version.modes] if version else []
    return ModelRead(
        row.id,
        row.key,
        row.title,
        row.shape,
        row.source,
        row.chosen,
        row.in_use,
        version.number if version else 0,
        row.version,
        in_order(row.shape, modes),
    )
