"""Merge twins: two records of one person become one, with everything that pointed at the second, and can be
undone.

The rule where both have the same thing (a unique constraint would break): the kept record's row stands, the
twin's row goes into the merge's own record and comes back when the merge is undone. A row that others lean
on, or that may not be changed, stays with the twin and is named. Nothing is lost in any case.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from core import audit
from core.db import db, utcnow
from core.hooks.values import Ref
from core.people import protection
from core.people.links import PersonLink, movable_links
from core.people.models import Merge, Person
from core.people.plain import plain, plain_row, rebuilt, typed

FILLED_IN = (
    "known_as",
    "born_on",
    "age_band",
    "age_band_said_on",
    "school_year",
    "school_year_from",
    "organisation_id",
    "place_id",
    "access_needs",
    "heard_how",
    "email",
    "phone",
    "external_ref",
)


Tell = Callable[[UUID, UUID], None]
"""Told the ids (kept, gone) once the rows lie as they will stay, so that what was worked out from them can follow."""


class MergeRefused(Exception):
    """These two records cannot be merged, or this merge cannot be undone; the message says why and what to
    do.
    """


@dataclass(frozen=True)
class Preview:
    """What a merge would do: the kept record's empty fields that are filled, and the rows that follow, by
    kind.
    """

    filled: tuple[str, ...]
    follows: tuple[tuple[str, int], ...]


def preview(kept: Person, twin: Person) -> Preview:
    """Say what merging `twin` into `kept` would move, changing nothing; raises MergeRefused."""
    _refuse_impossible(kept, twin)
    rows: Counter[str] = Counter()
    for link in movable_links():
        rows[link.title] += len(_rows(link, twin.id))
    return Preview(_fillable(kept, twin), tuple((title, count) for title, count in rows.items() if count))


def merge(kept: Person, twin: Person, merge_id: UUID, by: UUID | None, tell: Tell, why: str = "") -> Merge:
    """Fold `twin` into `kept`, keep what is needed to undo it, then `tell`; raises MergeRefused. Flushes, does not
    commit.
    """
    _refuse_impossible(kept, twin)
    filled = _fillable(kept, twin)
    before = {field: plain(getattr(kept, field)) for field in filled}
    moved = [change for link in movable_links() for change in _move_all(link, twin.id, kept.id)]
    values = {field: getattr(twin, field) for field in filled}
    if "external_ref" in filled:  # unique in the council: the twin gives it up before the kept one takes it
        twin.external_ref = None
        db.session.flush()
    for field, value in values.items():
        setattr(kept, field, value)
    if protection.is_protected(twin.id):
        protection.carry_over(kept.id)
    twin.merged_into_id = kept.id
    made = Merge(
        id=merge_id,
        kept_id=kept.id,
        merged_id=twin.id,
        moved=moved,
        before=before,
        after={field: plain(value) for field, value in values.items()},
        why=why,
        by_user_id=by,
    )
    db.session.add(made)
    db.session.flush()
    _write_down("people.merged", made, by)
    tell(kept.id, twin.id)
    return made


def undo(made: Merge, by: UUID | None, tell: Tell) -> None:
    """Part the two records again: rows go back, and fields that nobody has changed since; then `tell`. Raises
    MergeRefused.
    """
    kept, twin = db.session.get(Person, made.kept_id), db.session.get(Person, made.merged_id)
    if made.undone_at or kept is None or twin is None or twin.merged_into_id != kept.id:
        raise MergeRefused("This merge was undone already, or one of the records is gone. Nothing was changed.")
    if kept.merged_into_id:
        raise MergeRefused("The record that was kept has itself been merged since. Undo that merge first.")
    _unfill(kept, twin, made)
    twin.merged_into_id = None
    models = {link.table: link.model for link in movable_links()}
    for change in made.moved:
        if change["table"] in models:
            _move_back(models[change["table"]], change, made)
    made.undone_at = utcnow()
    db.session.flush()
    _write_down("people.merge_undone", made, by)
    tell(kept.id, twin.id)


def kept_record(person: Person) -> Person:
    """The record that stands for this person today, whatever it was merged into."""
    while person.merged_into_id is not None:
        further = db.session.get(Person, person.merged_into_id)
        if further is None:
            break
        person = further
    return person


def twins_folded_into(person_id: UUID) -> list[UUID]:
    """Ids of all records that were merged into this one, directly or through another."""
    found: list[UUID] = []
    waiting = [person_id]
    while waiting:
        direct = list(db.session.scalars(select(Person.id).where(Person.merged_into_id.in_(waiting))))
        waiting = [one for one in direct if one not in found]
        found += waiting
    return found


def _refuse_impossible(kept: Person, twin: Person) -> None:
    if kept.id == twin.id:
        raise MergeRefused("Both are the same record. Choose two different ones.")
    if kept.merged_into_id or twin.merged_into_id:
        raise MergeRefused("One of these records was merged already. Open the one that was kept.")


def _fillable(kept: Person, twin: Person) -> tuple[str, ...]:
    return tuple(
        field for field in FILLED_IN if getattr(kept, field) in (None, "") and getattr(twin, field) not in (None, "")
    )


def _rows(link: PersonLink, person_id: UUID) -> list[Any]:
    return list(db.session.scalars(link.rows_of(person_id)))


def _move_all(link: PersonLink, source: UUID, target: UUID) -> list[dict[str, Any]]:
    return [_move(link, row, target) for row in _rows(link, source)]


def _move(link: PersonLink, row: Any, target: UUID) -> dict[str, Any]:
    change = {"table": link.table, "attribute": link.attribute, "id": str(row.id), "how": "moved"}
    snapshot = plain_row(row)
    try:
        with db.session.begin_nested():
            setattr(row, link.attribute, target)
    except DBAPIError:
        return change | _set_aside(row, snapshot)
    return change


def _set_aside(row: Any, snapshot: dict[str, Any]) -> dict[str, Any]:
    """The kept record has the same: keep the twin's row inside the merge, or where it is if others lean on
    it.
    """
    try:
        with db.session.begin_nested():
            db.session.delete(row)
    except DBAPIError:
        return {"how": "left"}
    return {"how": "set aside", "row": snapshot}


def _move_back(model: type[Any], change: dict[str, Any], made: Merge) -> None:
    if change["how"] == "set aside":
        db.session.add(rebuilt(model, change["row"]))
        return
    row = db.session.scalar(select(model).where(model.id == UUID(change["id"])))
    if change["how"] == "moved" and row is not None and getattr(row, change["attribute"]) == made.kept_id:
        setattr(row, change["attribute"], made.merged_id)


def _unfill(kept: Person, twin: Person, made: Merge) -> None:
    for field, value in made.after.items():
        if plain(getattr(kept, field)) == value:
            setattr(kept, field, _as_column(field, made.before[field]))
    db.session.flush()
    given_up = made.after.get("external_ref")
    if given_up and kept.external_ref != given_up:
        twin.external_ref = given_up


def _as_column(field: str, value: Any) -> Any:
    return typed(Person.__table__.c[field].type, value)


def _write_down(action: str, made: Merge, by: UUID | None) -> None:
    about = Ref("core", "person", made.kept_id)
    detail = {"merge": str(made.id), "twin": str(made.merged_id)}
    audit.record(action, about, detail=detail, by=by, people=(made.merged_id,))
