"""A made-up vote with its issues, its schools and what became of it; versions of a code; the part without adults."""

import random
from collections.abc import Iterator
from datetime import time, timedelta
from typing import Final

from core.api import DemoMade, DemoWorld, db, local_moment
from plugins.groups.api import Board, Group
from plugins.meetings.api import Meeting
from plugins.youth_voice.demo.cast import Cast, members_of
from plugins.youth_voice.demo.ids import Row, demo_id, is_there, put
from plugins.youth_voice.models import Ballot, BallotSchool, BallotTopic, Code, OwnItem, Suggestion

ISSUES: Final = (
    ("Safety in our streets", 31),
    ("Buses and trains", 22),
    ("Health and feeling well", 20),
    ("Jobs and money", 14),
    ("Climate", 9),
    ("Places to go", 4),
)  # per cent of the good votes
TURNOUT: Final = (62, 41, 55, 38, 71, 47)
MOST_SCHOOLS = 12
_EVENING: Final = time(19)
OLD_CODE = "Be kind. Listen. What is said here stays here."
TOPICS: Final = (
    ("How do you cook for one person?", False),
    ("Who else gets letters about rent that nobody can read?", True),
)


def plant(world: DemoWorld, cast: Cast) -> list[DemoMade]:
    """Make what is missing; says how many of each."""
    schools = list(_schools(world, cast))
    votes = sum(row["votes"] for row in schools)
    made = {
        "votes held elsewhere": put(Ballot, [_ballot(world, cast, schools)] if schools else []),
        "issues of a vote": put(BallotTopic, _topics(world, votes) if schools else ()),
        "schools of a vote": put(BallotSchool, schools),
        "issues suggested": put(Suggestion, _suggestions(world, cast) if schools else ()),
        "versions of a code": put(Code, _codes(world, cast)),
        "topics of members' own part": put(OwnItem, _own(world)),
    }
    return [DemoMade(kind, number) for kind, number in made.items()]


def _schools(world: DemoWorld, cast: Cast) -> Iterator[Row]:
    """Schools and their numbers; a council that has few keeps the last one so small that it is not shown."""
    chance = random.Random(f"{world.seed}:votes")  # noqa: S311 - made-up numbers, the same each time
    shown = cast.schools[:MOST_SCHOOLS]
    for at, (id, _) in enumerate(shown):
        could = 14 if at == len(shown) - 1 and at > 1 else chance.randrange(300, 1100)
        cast_votes = could * TURNOUT[at % len(TURNOUT)] // 100
        spoilt = cast_votes // 90
        yield {
            "id": demo_id(world, f"vote/school/{id}"),
            "ballot_id": demo_id(world, "vote"),
            "organisation_id": id,
            "electorate": could,
            "votes": cast_votes - spoilt,
            "spoilt": spoilt,
        }


def _ballot(world: DemoWorld, cast: Cast, schools: list[Row]) -> Row:
    closed = world.today - timedelta(days=70)
    return {
        "id": demo_id(world, "vote"),
        "group_id": cast.group.id,
        "title": f"What matters most? {closed.year}",
        "about": "Young people of 11 to 18 voted at their schools for what they want to change.",
        "closed_on": closed,
        "electorate": sum(row["electorate"] for row in schools),
        "votes": sum(row["votes"] for row in schools),
        "spoilt": sum(row["spoilt"] for row in schools),
        "source": "Counted at the schools",
        "published": True,
    }


def _topics(world: DemoWorld, votes: int) -> Iterator[Row]:
    left = votes
    for at, (title, share) in enumerate(ISSUES):
        number = left if at == len(ISSUES) - 1 else votes * share // 100
        left -= number
        ballot = demo_id(world, "vote")
        yield {"id": demo_id(world, f"vote/issue/{at}"), "ballot_id": ballot, "title": title, "votes": number}


def _suggestions(world: DemoWorld, cast: Cast) -> Iterator[Row]:
    board = db.session.scalar(db.select(Board.id).where(Board.key.contains("scrutiny")).order_by(Board.key).limit(1))
    states = (
        ("work_programme", "The councillors who check look into it in spring. Two of us sit with them."),
        ("task_group", ""),
        ("suggested", ""),
    )
    for at, (state, why) in enumerate(states):
        yield {
            "id": demo_id(world, f"vote/suggestion/{at}"),
            "ballot_id": demo_id(world, "vote"),
            "group_id": cast.group.id,
            "board_id": board,
            "task_group_id": demo_id(world, "task group/buses") if state == "task_group" else None,
            "title": ISSUES[at][0],
            "place": at + 1,
            "state": state,
            "why": why,
            "changed_on": world.today - timedelta(days=40 - at),
        }


def _codes(world: DemoWorld, cast: Cast) -> Iterator[Row]:
    group = cast.group
    if not group.code_of_conduct or is_there(Code, demo_id(world, f"code/{group.key}/2")):
        return
    words = (
        (1, OLD_CODE, "", 500),
        (2, group.code_of_conduct, "Members asked what to do if somebody is in danger.", 200),
    )
    for number, text, why, ago in words:
        yield {
            "id": demo_id(world, f"code/{group.key}/{number}"),
            "group_id": group.id,
            "number": number,
            "words": text,
            "why": why,
            "from_on": world.today - timedelta(days=ago),
        }


def _own(world: DemoWorld) -> Iterator[Row]:
    """For the next meeting of each of two groups with a part of their own: two topics, one of them shared."""
    parted = db.select(Group).where(Group.informal_part != "", Group.status == "active")
    for group in db.session.scalars(parted.order_by(Group.members_hidden.desc(), Group.key).limit(2)):
        first = demo_id(world, f"own/{group.key}/0")
        query = db.select(Meeting.id).where(Meeting.group_id == group.id, Meeting.on_date > world.today)
        meeting = db.session.scalar(query.where(Meeting.state == "planned").order_by(Meeting.on_date).limit(1))
        members = members_of(world, group)
        if meeting is None or not members or is_there(OwnItem, first):
            continue
        for at, (words, shared) in enumerate(TOPICS):
            yield {
                "id": demo_id(world, f"own/{group.key}/{at}"),
                "meeting_id": meeting,
                "group_id": group.id,
                "person_id": members[at % len(members)],
                "kind": "topic",
                "words": words,
                "shared": shared,
                "made_at": local_moment(world.today - timedelta(days=3), _EVENING),
            }
