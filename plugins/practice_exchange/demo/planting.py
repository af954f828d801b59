"""Plants what made-up councils offer, ask, answer and copy: the same for the same council, and none twice.

A region's councils are loaded one after the other, so that ids are made of what they stand for: an answer knows its
question, and a copy its offer, whichever council comes first.
"""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from functools import cache
from pathlib import Path
from tomllib import loads
from typing import Any, Final
from uuid import UUID, uuid5

from core.api import Authority, DemoMade, DemoWorld, Ref, db, local_moment, offers
from plugins.practice_exchange.here import contact_of
from plugins.practice_exchange.models import Copy
from plugins.practice_exchange.vocabulary import FAR, SOLVED

NAMESPACE: Final = UUID("0c7d5d8e-5d3f-4b52-9a55-3f2a1f7f8e64")  # any fixed one: it makes demo ids repeatable
FILE: Final = Path(__file__).with_name("told.toml")
COPIED: Final = "evidence.story"
OLD: Final = "learning.old"
SOME: Final = 6
MAPPED: Final = {
    "not_yet": "We know of it, and nobody looks after it yet.",
    "begun": "We have a letter for it, and use it too seldom.",
    "mostly": "",
    "done": "We tell them at the next meeting, and write it down.",
}


@cache
def told() -> dict[str, Any]:
    """What the file tells."""
    return loads(FILE.read_text(encoding="utf-8"))


def plant(authority: Authority, world: DemoWorld) -> list[DemoMade]:
    """Make what is missing in each region of the council, and say how much."""
    made = {"things offered to the region": 0, "questions and answers": 0, "lines of standards": 0, "copies": 0}
    with offers.at(authority):
        for title, number in _planted(authority, world):
            made[title] += number
    db.session.flush()
    return [DemoMade(title, number) for title, number in made.items()]


def _planted(authority: Authority, world: DemoWorld) -> Iterator[tuple[str, int]]:
    for region in offers.regions_of(authority):
        members = _members(region.slug)
        place = members.index(authority.slug)
        things = _things(authority, region.slug, world)
        yield "things offered to the region", sum(_put(one) for one in things)
        yield "questions and answers", sum(_put(one) for one in _talk(authority, region.slug, members, world))
        yield "lines of standards", _standards(region.slug, place, world)
        yield "copies", _copies(region.slug, members, place, world)


def demo_id(region: str, *labels: object) -> UUID:
    """The id of what the labels stand for in a region."""
    return uuid5(NAMESPACE, "/".join([region, *map(str, labels)]))


def _things(authority: Authority, region: str, world: DemoWorld) -> Iterator[offers.Draft]:
    """One thing of each kind that tells of nobody on record, and one that was taken back since."""
    days, place = 12, _members(region).index(authority.slug)
    for (plugin, kind), one in offers.can_be_offered(authority).items():
        things = [] if one.plan else one.ready(SOME)
        for ready in things[place % len(things) :][:1] if things else ():
            snapshot = None if one.people(ready.id) else one.told(ready.id)
            if snapshot is not None:
                label, source = f"{plugin}.{kind}", Ref(plugin, kind, ready.id)
                yield _draft(region, "thing", (authority.slug, label), _at(world, days), snapshot, authority, source)
                days += 9
    snapshot = offers.Snapshot("A guide to be taken back", "Made up: the council took it back since.")
    yield _draft(region, "thing", (authority.slug, OLD), _at(world, 60), snapshot, authority, None)


def _draft(
    region: str, sort: str, labels: tuple[object, ...], at: datetime, words: offers.Snapshot, who: Authority,
    source: Ref | None,
) -> offers.Draft:  # fmt: skip
    return offers.Draft(
        id=demo_id(region, *labels),
        region=region,
        sort=sort,
        title=words.title,
        summary=words.summary,
        parts=words.parts,
        contact=contact_of(who),
        source=source,
        offered_at=at,
    )


def _talk(authority: Authority, region: str, members: list[str], world: DemoWorld) -> Iterator[offers.Draft]:
    """Questions go round the councils: each asks one, those after it answer."""
    place = members.index(authority.slug)
    for number, one in enumerate(told()["question"]):
        asker = number % len(members)
        if place == asker:
            solved = "solved" in one and len(members) > 1
            yield offers.Draft(
                id=demo_id(region, "question", one["key"]), region=region, sort="question", title=one["title"],
                summary=one["words"], contact=contact_of(authority), offered_at=_at(world, 30 - number * 10),
                stage=SOLVED if solved else "",
                attached_id=demo_id(region, "answer", one["key"], one["solved"]) if solved else None,
            )  # fmt: skip
        for turn, answer in enumerate(one["answer"]):
            if place == (asker + turn + 1) % len(members) != asker:
                yield offers.Draft(
                    id=demo_id(region, "answer", one["key"], turn), region=region, sort="answer", title="",
                    summary=answer["words"], about_id=demo_id(region, "question", one["key"]),
                    offered_at=_at(world, 26 - number * 10 - turn),
                )  # fmt: skip


def _standards(region: str, place: int, world: DemoWorld) -> int:
    """The lead's standards, put in by whichever council comes first, and what this one says of them."""
    made, stages = 0, list(FAR)
    for one in told()["standard"]:
        id = demo_id(region, "standard", one["key"])
        if not offers.named([id]):
            parts = tuple(offers.Telling("", line) for line in one["lines"])
            offers.lead_offer(
                offers.Draft(id=id, region=region, sort="standard", title=one["title"], summary=one["about"],
                             parts=parts, offered_at=_at(world, 90)),
                None,
            )  # fmt: skip
        for line in range(1, len(one["lines"]) + 1):
            stage = stages[(line + place) % len(stages)]
            if (line + place) % 3:  # not every council has come to every line
                made += _put(offers.Draft(
                    id=demo_id(region, "mapping", one["key"], line, place), region=region, sort="mapping", about_id=id,
                    line=str(line), stage=stage, title="", summary=MAPPED[stage], offered_at=_at(world, 20 + line),
                ))  # fmt: skip
    return made


def _copies(region: str, members: list[str], place: int, world: DemoWorld) -> int:
    """A copy of what the next council offers, and one that must be removed."""
    other, made = members[(place + 1) % len(members)], 0
    origin = dict(_named(region)).get(other, other.capitalize())
    for label, kind in ((COPIED, "Story of what changed"), (OLD, "Guide or link")):
        id, offer_id = demo_id(region, "copy", place, label), demo_id(region, other, label)
        if other == members[place] or db.session.scalar(db.select(Copy.id).where(Copy.offer_id == offer_id)):
            continue
        copy = Copy(id=id, offer_id=offer_id, region=region, origin=origin, kind=kind, taken_at=_at(world, 5))
        copy.by_id, copy.use_for = world.holders.get("worker"), "To try with our own groups."
        db.session.add(copy)
        made += 1
    return made


def _put(draft: offers.Draft) -> int:
    if draft.id is not None and offers.named([draft.id]):
        return 0
    made = offers.offer(draft)
    if made.title == "A guide to be taken back":
        offers.take_back(made.id, "owner")
    return 1


def _members(region: str) -> list[str]:
    found = offers.region_named(region)
    return list(found.members) if found else []


def _named(region: str) -> Iterator[tuple[str, str]]:
    for _, name in offers.members_of(region):
        yield name.casefold(), name


def _at(world: DemoWorld, days: int) -> datetime:
    return local_moment(world.today - timedelta(days=days), time(12))
