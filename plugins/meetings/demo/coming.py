"""Made-up answers to the next meetings, with what people need; and what keeps members safe on an evening."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from random import Random
from uuid import UUID, uuid5

from plugins.groups.api import Group, months_before
from plugins.meetings.demo.crowd import Crowd, Place
from plugins.meetings.demo.evenings import Evening
from plugins.meetings.demo.ids import NAMESPACE, Row, chance_of
from plugins.meetings.demo.planned import at_day
from plugins.meetings.vocabulary import CAME

AHEAD, BEHIND = 35, 60  # days: for which evenings there are answers
ANSWERED, COMING = 0.62, 0.8  # the share of members who have answered, and of those the share who come
NEEDS: tuple[list[str], ...] = (
    *([],) * 9,
    *(["travel"], ["travel"], ["food"], ["access"], ["supporter"], ["travel", "food"], ["interpreter"]),
)
NOTES = {
    "travel": "The last bus is too early for me.",
    "food": "Halal, please.",
    "access": "A seat near the door, please.",
    "supporter": "My aunt comes with me and waits outside.",
    "interpreter": "British Sign Language.",
}
KNOWN = 0.88  # the share of members for whom somebody has asked
CONTACTS = (
    "Joan", "Marek", "Delphine", "Obi", "Rosalind", "Tariq", "Gwen", "Sunita", "Leopold", "Winnie", "Farida", "Conrad",
)  # fmt: skip
RELATIONS = ("mum", "mum", "mum", "dad", "dad", "grandmother", "aunt", "foster carer", "older sister")
ALLERGIES = ("Nuts. Carries a pen in the front pocket of the bag.", "Bee stings.", "Milk. Brings own food.")
MEDICAL = (
    "Asthma. The blue inhaler is in the coat.",
    "Epilepsy. The plan is with the worker.",
    "Diabetes. May eat at any time.",
)
COLLECTED = ("", "", "Only by the contact named here.", "By taxi, booked for the end.")
ALONE_FROM = 13  # years


def answers(evening: Evening, crowd: Crowd, register: Iterable[Row] = ()) -> Iterator[Row]:
    """The answers to one evening: to one that has been they fit its register."""
    chance = chance_of(evening.id, "answers")
    stood = {row["person_id"]: row["status"] for row in register if row["person_id"]}
    for one in crowd.members(evening):
        if chance.random() < ANSWERED and one.person != crowd.young:
            yes = stood[one.person] in CAME if one.person in stood else chance.random() < COMING
            yield answer(evening, one.person, yes, chance, crowd.world.today)


def answer(evening: Evening, person: UUID, yes: bool, chance: Random, today: date) -> Row:
    """One person's answer, given some days before the evening and not after today."""
    needs = chance.choice(NEEDS) if yes else []
    said_on = min(evening.on, today) - timedelta(days=chance.randrange(1, 6))
    return {
        "id": uuid5(evening.id, f"answer/{person}"),
        "meeting_id": evening.id,
        "person_id": person,
        "answer": "coming" if yes else "cant",
        "how": "online" if yes and evening.habit.online_url and chance.random() < 0.08 else "room",
        "needs": needs,
        "note": NOTES[needs[0]] if needs and chance.random() < 0.7 else "",
        "replied_at": at_day(said_on, chance.randrange(8, 20)),
        "replied_by": None,
    }


def safety(groups: Iterable[Group], crowd: Crowd, known: set[UUID]) -> Iterator[Row]:
    """For most members of groups of young people what whoever leads must know."""
    for group in groups:
        for one in crowd.now(group.id):
            if one.counts_as == "child" and one.person not in known:
                known.add(one.person)
                chance = Random(f"{one.person}:safety")  # noqa: S311 - made up, the same each time
                if chance.random() < KNOWN or one.person == crowd.young:
                    yield _safety(one, crowd.world.today, chance)


def _safety(one: Place, today: date, chance: Random) -> Row:
    alone = one.born_on is not None and one.born_on <= months_before(today, 12 * ALONE_FROM)
    home = "unknown" if chance.random() < 0.06 else "alone" if alone and chance.random() < 0.75 else "collected"
    contact = f"{chance.choice(CONTACTS)} {one.name.split(' ')[-1]}"
    relation = chance.choice(RELATIONS)
    return {
        "id": uuid5(NAMESPACE, f"safety/{one.person}"),
        "person_id": one.person,
        "contact_name": f"{contact} ({relation})",
        "contact_phone": f"07700 900{chance.randrange(1000):03d}",
        "allergies": chance.choice(ALLERGIES) if chance.random() < 0.12 else "",
        "medical": chance.choice(MEDICAL) if chance.random() < 0.08 else "",
        "home": home,
        "home_note": chance.choice(COLLECTED) if home == "collected" else "",
        "said_on": today - timedelta(days=chance.randrange(5, 420)),
        "said_by": f"{contact}, by telephone",
    }
