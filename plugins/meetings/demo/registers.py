"""Made-up registers: who came to an evening that has been, who could not, who walked in, and what schools brought."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random
from uuid import UUID, uuid5

from plugins.meetings.demo.crowd import Crowd, Place
from plugins.meetings.demo.evenings import Evening, is_convention
from plugins.meetings.demo.ids import Row, chance_of, drawn
from plugins.meetings.demo.planned import SENIOR
from plugins.meetings.demo.topics import is_of_children
from plugins.meetings.vocabulary import CAME

LOYAL = (0.55, 0.92)  # the shares of evenings to which the least and the most faithful members come
WALK_INS = ("Bo", "Ash, a friend of a member", "Jude", "Vee and her brother", "Remi", "Kit")
SCHOOLS = (4, 9)  # how many schools a convention has
CONTACTS = ("Mx Tallow", "Mrs Quillfeather", "Mr Underwold", "Ms Larkbarrow", "Mr Penhallow-Stone")
NEEDS = ("", "", "", "One child uses a wheelchair.", "Two vegetarian lunches.", "We have to leave at 11:45.")
BEFORE = 60  # days ahead for which schools book


def register(evening: Evening, crowd: Crowd) -> list[Row]:
    """The lines of an evening's register: members and workers by name, some who walked in."""
    chance = chance_of(evening.id, "register")
    lines = [_line(evening, one, _status(one, evening, chance.random()), chance) for one in crowd.members(evening)]
    lines += [_nameless(evening, name, chance) for name in _walk_ins(evening, chance)]
    for worker in crowd.workers(evening):
        lines.append(_row(evening, worker, "here", "worker", None, drawn(chance)))
    if evening.kind == "corporate":
        wanted = _row(evening, None, "here", "guest", None, uuid5(evening.id, "wanted"))
        lines.append(wanted | {"name": f"{SENIOR}: Kerensa Vole"})
    return lines


def came(lines: list[Row]) -> list[UUID]:
    """Members who were there, by name."""
    there = [row for row in lines if row["status"] in CAME and row["counts_as"] != "worker"]
    return [row["person_id"] for row in there if row["person_id"]]


def families(evening: Evening, lines: list[Row]) -> Row:
    """The numbers without names: families and little ones at groups of parents."""
    if evening.group.participants != "parents_carers":
        return {}
    parents = len(came(lines))
    return {"families": max(0, parents - parents // 5), "more_children": parents // 2}


def bookings(evening: Evening, crowd: Crowd) -> Iterator[Row]:
    """The schools that bring children to a convention: expected, and where it has been also who came."""
    if not is_convention(evening.group) or evening.kind != "convention":
        return
    if (evening.on - crowd.world.today).days > BEFORE:
        return
    chance = chance_of(evening.id, "schools")
    primary = is_of_children(evening.group)
    offered = crowd.schools["primary"] if primary else crowd.schools["other"]
    for school, name in chance.sample(offered, min(len(offered), chance.randint(*SCHOOLS))):
        children, adults = chance.randrange(6, 16), chance.randrange(1, 3)
        over = evening.on < crowd.world.today
        yield {
            "id": uuid5(evening.id, f"school/{name}"),
            "meeting_id": evening.id,
            "organisation_id": school,
            "children": children,
            "adults": adults,
            "came_children": max(0, children - chance.choice((0, 0, 1, 2, 5))) if over else None,
            "came_adults": adults if over else None,
            "contact_name": chance.choice(CONTACTS),
            "contact": "office@school.example",
            "needs": chance.choice(NEEDS),
        }


def _status(one: Place, evening: Evening, drawn: float) -> str:
    least, most = LOYAL
    loyal = least + (most - least) * (one.person.int % 101) / 100
    if drawn < loyal:
        return "online" if evening.habit.online_url and drawn < 0.08 else "here"
    return "apologies" if drawn < (1 + loyal) / 2 else "away"


def _line(evening: Evening, one: Place, status: str, chance: Random) -> Row:
    organisation = one.organisation if status in CAME else None
    return _row(evening, one.person, status, one.counts_as, organisation, drawn(chance))


def _walk_ins(evening: Evening, chance: Random) -> list[str]:
    draw = chance.random()
    number = 2 if draw < 0.05 else 1 if draw < 0.22 else 0
    return chance.sample(WALK_INS, number)


def _nameless(evening: Evening, name: str, chance: Random) -> Row:
    counts_as = "parent" if evening.group.participants == "parents_carers" else "child"
    return _row(evening, None, "walk_in", counts_as, None, drawn(chance)) | {"name": name}


def _row(
    evening: Evening, person: UUID | None, status: str, counts_as: str, organisation: UUID | None, id: UUID
) -> Row:
    return {
        "id": id,
        "meeting_id": evening.id,
        "person_id": person,
        "name": "",
        "status": status,
        "counts_as": counts_as,
        "organisation_id": organisation,
        "marked_at": evening.starts_at + timedelta(minutes=6),
    }
