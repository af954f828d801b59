"""Made-up meetings as rows: who leads, what is on the agenda, what to read before, and what was moved or called off."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid5

from core.api import Authority
from plugins.meetings.demo.crowd import Crowd
from plugins.meetings.demo.evenings import Evening
from plugins.meetings.demo.ids import Row, chance_of
from plugins.meetings.demo.topics import Topic, is_of_children

SENIOR = "A head of service or somebody above"
CANCELLED, MOVED = 0.04, 0.10  # of the evenings that have been: called off; of the rest: moved to their day
WHYS = (
    "Two workers are ill, and one adult alone is not enough.",
    "The heating in the hall is broken. We meet again as usual next time.",
    "It snows, and the buses have stopped.",
)
AGES = (("Up to 11", None, 11), ("12 and older", 12, None))
FIRST_AGE = 4  # of somebody in school year n: n + 4 at its beginning, n + 5 at its end


def state_of(evening: Evening, today: date) -> str:
    """Held or called off if it has been, else planned."""
    if evening.on >= today:
        return "planned"
    return "cancelled" if chance_of(evening.id, "fate").random() < CANCELLED else "held"


def meeting(evening: Evening, crowd: Crowd, themes: tuple[str, ...], special: Row) -> Row:
    """The row of a meeting; `special` takes the place of what chance would give."""
    group, state = evening.group, state_of(evening, crowd.world.today)
    about = " and ".join(topic.about for topic in evening.topics)
    chance = chance_of(evening.id, "meeting")
    online = evening.habit.online_url
    return {
        "id": evening.id,
        "group_id": group.id,
        "title": title(evening),
        "kind": evening.kind,
        "state": state,
        "starts_at": evening.starts_at,
        "minutes": evening.minutes,
        "on_date": evening.on,
        "venue_id": evening.habit.venue_id,
        "where_note": "",
        "online_url": online,
        "online_note": "The link opens ten minutes before. You can leave your camera off." if online else "",
        "remote_places": 4 if online else None,
        "formal_minutes": group.formal_minutes,
        "informal_part": group.informal_part[:200],
        "about": f"We talk about {about}.",
        "about_easy": "\n".join(f"We talk about {topic.about}." for topic in evening.topics),
        "wanted": SENIOR if evening.kind == "corporate" else "",
        "themes": sorted({chance.choice(themes) for _ in (1, 2)}) if themes else [],
        "board_id": evening.board_id,
        "chair_id": crowd.chair(evening),
        "reply_by": None,
        "families": 0,
        "more_children": 0,
        "more_adults": 0,
        "cancelled_why": chance.choice(WHYS) if state == "cancelled" else "",
        "sequence": 1 if state == "cancelled" or was_moved(evening, crowd.world.today) else 0,
        "changed_at": evening.starts_at - timedelta(days=30),
        "register_closed_at": evening.starts_at + timedelta(minutes=evening.minutes) if state == "held" else None,
    } | special


def title(evening: Evening) -> str:
    """What the meeting is called, as the planner calls it."""
    endings = {"convention": "convention", "with_board": "with the board", "corporate": "with senior officers"}
    return f"{evening.group.name} {endings.get(evening.kind, 'meeting')}"[:200]


def was_moved(evening: Evening, today: date) -> bool:
    """True for the few evenings that came to their day from another one."""
    return evening.on < today and chance_of(evening.id, "moved").random() < MOVED


def changes(evening: Evening, today: date) -> Iterator[Row]:
    """What the people of an evening that has been were told of it."""
    state, made = state_of(evening, today), evening.starts_at - timedelta(days=3, hours=5)
    if state == "cancelled":
        why = chance_of(evening.id, "meeting").choice(WHYS)
        yield change(evening, "cancelled", made, evening.starts_at, why)
    elif was_moved(evening, today):
        yield change(evening, "moved", made - timedelta(days=9), evening.starts_at - timedelta(days=7))


def change(evening: Evening, kind: str, made_at: datetime, started_at: datetime | None = None, why: str = "") -> Row:
    """One thing that the people of an evening were told."""
    id = uuid5(evening.id, f"change/{kind}")
    told = {"kind": kind, "made_at": made_at, "started_at": started_at, "why": why}
    return {"id": id, "meeting_id": evening.id} | told


def leaders(evening: Evening, crowd: Crowd) -> Iterator[Row]:
    """The group's workers of that evening: the first leads, the second helps or is on duty."""
    for place, person in enumerate(crowd.workers(evening)):
        part = "leads" if place == 0 else "helps" if place == 1 else "on_duty"
        yield {"id": uuid5(evening.id, f"leader/{place}"), "meeting_id": evening.id, "person_id": person, "part": part}


def agenda(evening: Evening, themes: tuple[str, ...]) -> list[Row]:
    """The items in order; their minutes add up to the meeting's."""
    formal = min(evening.group.formal_minutes or evening.minutes, evening.minutes)
    rest = evening.minutes - formal
    first, *others = evening.topics
    items: list[Row] = [_item("welcome", "Welcome", "Hello", 10), _item("news", "What became of last time", "News", 10)]
    items += [_about(first, "activity" if is_of_children(evening.group) else "talk", evening)]
    if formal >= 90:
        items.append(_item("break", "Break", "Break", 10))
    items += [_about(topic, "decide", evening) for topic in others]
    items.append(_item("end", "What happens next", "The end", 5))
    _share_out(items, formal)
    if rest:
        together = evening.group.informal_part[:200] or "Time together"
        items.append(_item("activity", together, "Time together", rest) | {"part": "informal"})
    return [_placed(evening, place, item, themes) for place, item in enumerate(items)]


def item_id(evening: Evening, place: int) -> UUID:
    """The id of the agenda item at this place."""
    return uuid5(evening.id, f"item/{place}")


def papers(evening: Evening, today: date) -> Iterator[Row]:
    """What there is to read before an evening of the last months or of those to come."""
    if evening.on < today - timedelta(days=120):
        return
    for topic in evening.topics:
        if topic.paper:
            yield {"id": uuid5(evening.id, f"paper/{topic.key}"), "meeting_id": evening.id} | topic.paper


def themes_of(authority: Authority) -> tuple[str, ...]:
    """The council's themes, as records keep them."""
    live = (one for one in authority.file.vocabularies if one.kind == "themes")
    return tuple(f"{one.key}:{item.key}" for one in live for item in one.items)


def at_day(on: date, hour: int) -> datetime:
    """A moment of a day, in UTC."""
    return datetime.combine(on, time(hour), UTC)


def _item(kind: str, title: str, easy: str, minutes: int) -> Row:
    own = {"title": title, "title_easy": easy, "part": "formal", "kind": kind, "minutes": minutes}
    return own | {"versions": [], "aim": "", "led_by": "", "prompt": "", "notes": ""}


def _about(topic: Topic, kind: str, evening: Evening) -> Row:
    """An item with a topic; its minutes are shared out afterwards."""
    own = {"aim": topic.aim, "prompt": topic.prompt, "led_by": "two members" if kind == "decide" else ""}
    return _item(kind, topic.title, topic.easy, 0) | own | {"versions": _versions(topic, evening)}


def _versions(topic: Topic, evening: Evening) -> list[dict[str, Any]]:
    """How the topic is done at each age, where a group holds several (N48)."""
    group = evening.group
    if group.school_years:
        ages = [(f"Year {year}", year + FIRST_AGE, year + FIRST_AGE + 1) for year in group.school_years]
        doings = [topic.younger, f"{topic.younger} Then tell another table what you found."]
        return [_version(*one, doings[min(place, 1)], topic) for place, one in enumerate(ages[:4])]
    if group.participants != "young_people" or not _is_wide(group):
        return []
    return [_version(*one, doing, topic) for one, doing in zip(AGES, (topic.younger, topic.older), strict=True)]


def _is_wide(group: Any) -> bool:
    return group.age_min is not None and group.age_min < AGES[1][1] and (group.age_max or 25) > AGES[1][1]


def _version(for_whom: str, age_from: int | None, age_to: int | None, activity: str, topic: Topic) -> dict[str, Any]:
    ages = {"age_from": age_from, "age_to": age_to}
    return {"for_whom": for_whom, "activity": activity, "prompt": topic.prompt} | ages


def _share_out(items: list[Row], minutes: int) -> None:
    """Give the items about topics the minutes that the others leave, in fives."""
    open = [item for item in items if not item["minutes"]]
    left = max(10 * len(open), minutes - sum(item["minutes"] for item in items))
    for number, item in enumerate(reversed(open), start=1):
        item["minutes"] = left if number == len(open) else left // len(open) // 5 * 5
        left -= item["minutes"] if number < len(open) else 0


def _placed(evening: Evening, place: int, item: Row, themes: tuple[str, ...]) -> Row:
    chosen = [themes[(place + evening.on.toordinal()) % len(themes)]] if themes and item["aim"] else []
    return item | {"id": item_id(evening, place), "meeting_id": evening.id, "position": place, "themes": chosen}
