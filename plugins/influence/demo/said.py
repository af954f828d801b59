"""Plants what was said: all that spaces hold, and a few things that came in without a meeting."""

from collections.abc import Iterator, Sequence
from datetime import time, timedelta
from typing import Any, Literal
from uuid import UUID, uuid4, uuid5

from core.api import Authority, DemoWorld, Ref, Said, bulk_insert, db, local_moment, search
from plugins.influence.demo.ids import demo_id
from plugins.influence.demo.stories import ideas
from plugins.influence.models import View, ViewTag
from plugins.influence.vocabulary import MAY_BE_ASKED
from plugins.influence.voice.listening import tags_in, voice_of

BATCH = 1000  # rows in one statement
Row = dict[str, Any]


def plant(authority: Authority, world: DemoWorld) -> int:
    """Keep what is not kept yet; says how much."""
    sources = db.select(View.source_plugin, View.source_kind, View.source_id)
    held = {tuple(row) for row in db.session.execute(sources)}
    fresh = [one for one in world.said if (one.source.plugin, one.source.kind, one.source.id) not in held]
    about = _About(authority)
    for start in range(0, len(fresh), BATCH):
        rows = [_reported(one) for one in fresh[start : start + BATCH]]
        bulk_insert(View, rows)
        pairs = zip(rows, fresh[start : start + BATCH], strict=True)
        bulk_insert(ViewTag, [tag for row, one in pairs for tag in about.tags(row, one)])
        _make_findable(rows)
    return len(fresh) + _without_meeting(world)


def _reported(said: Said) -> Row:
    return {
        "id": uuid5(said.source.id, "view"),
        "words": said.words,
        "sort": "change",
        "given_as": "words",
        "voice": voice_of(said),
        "person_id": said.by,
        "by_words": said.by_words,
        "group_id": said.group.id if said.group else None,
        "permission": said.permission,
        "entered": "reported",
        "source_plugin": said.source.plugin,
        "source_kind": said.source.kind,
        "source_id": said.source.id,
        "where_plugin": said.where.plugin,
        "where_kind": said.where.kind,
        "where_id": said.where.id,
        "said_on": said.said_on,
        "made_at": local_moment(said.said_on, time(18)),
        "taken_back_why": "",
        "version": 1,
    }


class _About:
    """What things said are about; asked once for each group and its themes."""

    def __init__(self, authority: Authority) -> None:
        self._authority, self._known = authority, dict[Any, list[tuple[str, str]]]()

    def tags(self, row: Row, said: Said) -> Iterator[Row]:
        """The rows of what `said` is about."""
        same = (said.group, said.themes)
        if same not in self._known:
            self._known[same] = tags_in(self._authority, said)
        for vocabulary, key in self._known[same]:
            yield {"id": uuid4(), "view_id": row["id"], "vocabulary": vocabulary, "key": key}


def _make_findable(rows: Sequence[Row]) -> None:
    for row in rows:
        if row["permission"] in MAY_BE_ASKED:
            search.put(Ref("influence", "view", row["id"]), row["words"])


def _without_meeting(world: DemoWorld) -> int:
    young = world.holders.get("young_person")
    rows = [*_ideas(world, "idea", None), *(_ideas(world, "mine", young) if young else ())]
    known = set(db.session.scalars(db.select(View.id).where(View.id.in_([row["id"] for row in rows]))))
    fresh = [row for row in rows if row["id"] not in known]
    bulk_insert(View, fresh)
    _make_findable(fresh)
    return len(fresh)


def _ideas(world: DemoWorld, kind: Literal["idea", "mine"], person_id: UUID | None) -> Iterator[Row]:
    for place, idea in enumerate(ideas(kind)):
        on = world.today - timedelta(days=idea.days)
        yield {
            "id": demo_id(world, f"{kind}/{place}"),
            "words": idea.words,
            "sort": idea.sort,
            "voice": "person" if person_id else "anonymous",
            "person_id": person_id,
            "given_as": "words",
            "by_words": "",
            "permission": idea.permission,
            "entered": "self",
            "taken_back_why": "",
            "version": 1,
            "said_on": on,
            "made_at": local_moment(on, time(16, place)),
        }
