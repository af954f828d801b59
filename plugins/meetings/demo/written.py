"""What was written down of made-up evenings: points in young people's words, decisions, actions, minutes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID, uuid5

from plugins.meetings.demo.crowd import Crowd
from plugins.meetings.demo.evenings import Evening
from plugins.meetings.demo.ids import Row, chance_of, drawn
from plugins.meetings.demo.planned import at_day, change
from plugins.meetings.demo.topics import Promise, Topic, words_of
from plugins.meetings.vocabulary import SAID_BY

PERMISSIONS = ("team",) * 8 + ("decision_makers",) * 6 + ("published",) * 5 + ("my_worker",) * 2 + ("nobody",)
BY_WORDS = (SAID_BY["member"],) * 6 + (SAID_BY["group"], "", "")
DECIDED = ("group",) * 5 + ("together",) * 3 + ("adults",)
ADULTS = ("Head of service", "Team manager", "Councillor for children")
DROPPED = "There was no money for it this year. We said so at the next meeting."
SETTLED = 75  # days, after which no action is open any more
FRESH = 10  # days, for which minutes may still be a draft
TOLD = 45  # days, for which published minutes are news


@dataclass(frozen=True)
class Room:
    """One evening that has been, as it is written down: who came, who worked, and the items there are."""

    evening: Evening
    came: Sequence[UUID]
    workers: Sequence[UUID]
    items: Mapping[str, UUID | None]
    themes: Mapping[str, list[str]] = field(default_factory=dict)


def points(room: Room) -> Iterator[Row]:
    """Two to five things that members said, most of them about the first topic."""
    evening, position = room.evening, 0
    chance = chance_of(evening.id, "points")
    for topic, number in zip(evening.topics, (chance.randint(2, 3), chance.randint(1, 2)), strict=False):
        offered = words_of(topic, evening.group)
        for words in chance.sample(offered, min(len(offered), number)):
            position += 1
            yield _point(room, topic, words, position, chance)


def decisions(room: Room) -> Iterator[Row]:
    """One thing decided on each topic."""
    chance = chance_of(room.evening.id, "decisions")
    for position, topic in enumerate(room.evening.topics, start=1):
        by = "board" if room.evening.kind == "with_board" else chance.choice(DECIDED)
        own = {"text": chance.choice(topic.decided), "decided_by": by, "position": position}
        yield {"id": drawn(chance), "meeting_id": room.evening.id, "item_id": room.items.get(topic.key)} | own


def actions(room: Room, crowd: Crowd) -> Iterator[Row]:
    """One to three things promised; most of what is long due is done."""
    chance = chance_of(room.evening.id, "actions")
    promised = [(topic, promise) for topic in room.evening.topics for promise in topic.promised]
    for topic, promise in chance.sample(promised, min(len(promised), chance.randint(1, 3))):
        due = room.evening.on + timedelta(days=chance.choice((14, 21, 28, 42)))
        state = _state(room.evening.on, due, crowd.world.today, chance)
        yield _action(room, promise, due, room.items.get(topic.key), state, crowd, chance)


def minutes(room: Room, today: date) -> Row | None:
    """The minutes, published for most evenings; None where nobody has begun to write."""
    evening, chance = room.evening, chance_of(room.evening.id, "minutes")
    draw, ago = chance.random(), (today - evening.on).days
    if draw < 0.06 or ago < FRESH and draw < 0.35:
        return None
    published = ago > 1 and (draw > 0.12 if ago >= FRESH else draw > 0.6)
    after = min(chance.randrange(2, 9), ago - 1)
    group = evening.group
    return {
        "id": uuid5(evening.id, "minutes"),
        "meeting_id": evening.id,
        "summary": "\n\n".join(topic.summary for topic in evening.topics),
        "easy": "\n".join(line for topic in evening.topics for line in topic.lines),
        "state": "published" if published else "draft",
        "for_all": published and group.listing == "public" and not group.members_hidden and chance.random() < 0.7,
        "published_at": at_day(evening.on + timedelta(days=after), 11) if published else None,
    }


def news(room: Room, row: Row | None, today: date) -> Iterator[Row]:
    """That minutes can be read, as long as that is news."""
    published: datetime | None = row["published_at"] if row else None
    if published and (today - published.date()).days <= TOLD:
        yield change(room.evening, "minutes", published)


def _point(room: Room, topic: Topic, words: str, position: int, chance: Random) -> Row:
    named = room.came and chance.random() < 0.6
    return {
        "id": drawn(chance),
        "meeting_id": room.evening.id,
        "item_id": room.items.get(topic.key),
        "person_id": chance.choice(room.came) if named else None,
        "by_words": chance.choice(BY_WORDS),
        "words": words,
        "permission": chance.choice(PERMISSIONS),
        "themes": room.themes.get(topic.key, []),
        "position": position,
        "made_at": room.evening.starts_at + timedelta(minutes=15 + 7 * position),
    }


def _action(
    room: Room, promise: Promise, due: date, item: UUID | None, state: str, crowd: Crowd, chance: Random
) -> Row:
    owner, name = _owner(room, promise, crowd, chance)
    ended = min(due + timedelta(days=chance.randrange(-6, 12)), crowd.world.today - timedelta(days=1))
    return {
        "id": drawn(chance),
        "meeting_id": room.evening.id,
        "item_id": item,
        "text": promise.text,
        "owner_id": owner,
        "owner_name": name,
        "due_on": due,
        "state": state,
        "done_on": None if state == "open" else max(ended, room.evening.on),
        "note": promise.note if state == "done" else DROPPED if state == "dropped" else "",
    }


def _owner(room: Room, promise: Promise, crowd: Crowd, chance: Random) -> tuple[UUID | None, str]:
    draw = chance.random()
    if promise.by == "worker" and room.workers:
        return room.workers[0], ""
    if promise.by == "member" and room.came:
        return chance.choice(room.came), ""
    if promise.by == "decides" and crowd.decides and draw < 0.2 and not room.evening.group.members_hidden:
        return crowd.decides, ""
    named = promise.by not in ("worker", "member", "decides")
    return None, promise.by if named else ADULTS[int(draw * len(ADULTS))]


def _state(on: date, due: date, today: date, chance: Random) -> str:
    draw = chance.random()
    if due >= today:
        return "open" if draw < 0.75 else "done"
    if draw < 0.12:
        return "dropped"
    return "open" if draw > 0.9 and (today - on).days < SETTLED else "done"
