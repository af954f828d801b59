"""Plants how meetings were run: what adults say in the council's first model, and what young people of the group say.

Which meetings there were is known from where things were said. The years move slowly from the first modes of a model to
the later ones; young people mostly say the same as the adults, and at one meeting in three a step less.
"""

from collections.abc import Iterator, Sequence
from datetime import date, time
from typing import Any
from uuid import UUID

from core.api import Authority, DemoWorld, bulk_insert, db, local_moment
from plugins.groups.api import Membership
from plugins.influence.demo.ids import demo_id
from plugins.influence.models import Mode, ModeRating, View
from plugins.influence.modes import rated, reading
from plugins.influence.modes.reading import ModelRead
from plugins.influence.vocabulary import RUN_ANSWERS

MOST_MEETINGS = 120
RATERS = 9
Row = dict[str, Any]


def plant(authority: Authority, world: DemoWorld) -> int:
    """Say of meetings how they were run, where that is not said yet; gives how many were said of."""
    models = reading.usable()
    if not models:
        return 0
    known = set(db.session.scalars(db.select(Mode.about_id)))
    meetings = [one for one in _meetings() if one.where_id not in known]
    first = models[0]
    bulk_insert(Mode, [row for at, one in enumerate(meetings) for row in _stated(world, first, one, at)])
    members = _members({one.group_id for one in meetings})
    asked = rated.rated_in(models, authority)
    if asked is not None:
        bulk_insert(
            ModeRating, [row for at, one in enumerate(meetings) for row in _rated(world, asked, one, at, members)]
        )
    return len(meetings)


def _meetings() -> Sequence[Any]:
    """Where things were said, the earliest first."""
    columns = (View.where_plugin, View.where_kind, View.where_id, View.group_id)
    query = db.select(*columns, db.func.min(View.said_on).label("on")).where(
        View.where_id.is_not(None), View.where_kind == "meeting", View.group_id.is_not(None)
    )
    grouped = query.group_by(*columns).order_by(db.func.min(View.said_on).desc(), View.where_id).limit(MOST_MEETINGS)
    return list(reversed(db.session.execute(grouped).all()))


def _members(groups: set[UUID]) -> dict[UUID, list[UUID]]:
    query = db.select(Membership.group_id, Membership.person_id).where(
        Membership.group_id.in_(groups), Membership.status == "active", Membership.supports.is_(False)
    )
    found: dict[UUID, list[UUID]] = {}
    for group_id, person_id in db.session.execute(query.order_by(Membership.person_id)):
        found.setdefault(group_id, []).append(person_id)
    return found


def _said(model: ModelRead, at: int, less: int = 0) -> Iterator[tuple[str, str]]:
    """(part, mode) of the meeting with number `at`: later ones stand further on, `less` steps back."""
    if model.asks:
        answers = list(RUN_ANSWERS)
        for place, mode in enumerate(model.modes):
            yield mode.key, answers[min((at + place) % 3 // 2 + less, len(answers) - 1)]
        return
    reach = max(1, len(model.modes) * (at + MOST_MEETINGS // 3) // (MOST_MEETINGS * 4 // 3) + 1)
    yield "", model.modes[max(at % min(reach, len(model.modes)) - less, 0)].key


def _stated(world: DemoWorld, model: ModelRead, meeting: Any, at: int) -> Iterator[Row]:
    for part, mode in _said(model, at):
        yield _row(world, model, meeting, part, mode, "adults") | {"mapped_from": "", "why": "", "on_date": meeting.on}


def _rated(world: DemoWorld, model: ModelRead, meeting: Any, at: int, members: dict[UUID, list[UUID]]) -> Iterator[Row]:
    for person_id in members.get(meeting.group_id, [])[:RATERS]:
        for part, mode in _said(model, at, 1 if at % 3 == 0 else 0):
            yield _row(world, model, meeting, part, mode, str(person_id)) | {"person_id": person_id}


def _row(world: DemoWorld, model: ModelRead, meeting: Any, part: str, mode: str, who: str) -> Row:
    on: date = meeting.on
    return {
        "id": demo_id(world, f"mode/{meeting.where_id}/{model.key}/{part}/{who}"),
        "about_plugin": meeting.where_plugin,
        "about_kind": meeting.where_kind,
        "about_id": meeting.where_id,
        "model_id": model.id,
        "number": model.number,
        "part": part,
        "mode": mode,
        "made_at": local_moment(on, time(19)),
    }
