"""Made-up posts, task groups and events of the group that is elected."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from core.api import DemoMade, DemoWorld, db, utcnow
from plugins.groups.api import Membership, free_places
from plugins.youth_voice.demo.cast import Cast
from plugins.youth_voice.demo.ids import Row, demo_id, is_there, put
from plugins.youth_voice.models import (
    Delegate,
    DelegateReport,
    Event,
    EventCopy,
    Post,
    TaskGroup,
    TaskMember,
)

TASKS: Final = (
    ("buses", "Safer ways home on the bus", "own", -60, 45, "", ""),
    ("leaflet", "A leaflet about rights that people read", "council", -200, -40, "changed",
     "The council uses our leaflet now. It has four pages where the old one had twelve."),
    ("lunch", "Long queues at lunch", "own", -150, -90, "answered",
     "Two schools tried two lunch times. One keeps it, one said why it cannot."),
    ("parks", "Lights in the parks", "own", -120, -5, "", ""),
)  # fmt: skip
EVENTS: Final = (
    ("agm last", "agm", "Annual General Meeting", -250, "The town hall", "held",
     "We began as strangers and end the year as a team. Thank you for every question you asked."),
    ("report last", "annual_report", "Annual report to those who lead the council", -240, "", "held",
     "This is what we did, and what we still wait for."),
    ("away", "away_day", "Away day with the councillors who check", -80, "The library", "held", ""),
    ("national", "national", "A national sitting of young people", 35, "London", "planned", ""),
    ("agm next", "agm", "Annual General Meeting", 115, "The town hall", "planned", ""),
    ("report next", "annual_report", "Annual report to those who lead the council", 125, "", "planned", ""),
)  # fmt: skip
REPORTED = "A weekend with young people from all over the country"
TOLD = "We were two hundred. Most towns ask for the same two things: buses that come, and somebody to talk to."
NEXT = "Ask our councillors what they pay for buses, and bring the answer to the next meeting."


def plant(world: DemoWorld, cast: Cast) -> list[DemoMade]:
    """Make what is missing; says how many of each."""
    posts = list(db.session.scalars(db.select(Post).where(Post.group_id == cast.group.id).order_by(Post.key)))
    by_label = _events(world, cast, posts)
    made: Mapping[str, int] = {
        "places that fell free": put(Membership, _left_early(world, cast)),
        "posts held": put(Delegate, _holders(world, cast, posts)),
        "reports back": put(DelegateReport, _reports(world, cast, posts)),
        "task groups": put(TaskGroup, _tasks(world, cast)),
        "places in task groups": put(TaskMember, _task_members(world, cast)),
        "events of the year": put(Event, by_label),
        "copies of papers": put(EventCopy, _copies(world)),
    }
    return [DemoMade(kind, number) for kind, number in made.items()]


def _left_early(world: DemoWorld, cast: Cast) -> Iterator[Row]:
    """Somebody whom a body with a free place had elected has left before their term was over."""
    id = demo_id(world, "left early")
    known = set(db.session.scalars(db.select(Membership.person_id).where(Membership.group_id == cast.group.id)))
    free = [body for body, number in sorted(free_places(cast.group).items()) if number > 0]
    strangers = [one for one in world.people.get("young_person", ())[1:] if one not in known]
    if is_there(Membership, id) or not free or not strangers:
        return
    yield {
        "id": id,
        "group_id": cast.group.id,
        "person_id": strangers[-1],
        "role": "Member",
        "status": "left",
        "route": "election",
        "for_organisation_id": free[0],
        "joined_on": _on(world, -140),
        "left_on": _on(world, -20),
        "term_from": _on(world, -140),
        "term_to": _on(world, 225),
    }


def _on(world: DemoWorld, days: int) -> date:
    return world.today + timedelta(days=days)


def _holders(world: DemoWorld, cast: Cast, posts: list[Post]) -> Iterator[Row]:
    """Every place but the last of the second post is held; each post has had somebody before, and its deputies."""
    for number, post in enumerate(posts):
        wanted = post.places - (1 if number == 1 else 0)
        people = cast.members[number * 2 :] + cast.members[: number * 2]
        for place, person in enumerate(people[:wanted]):
            yield _holder(world, post, f"{place}", person, -120, 245)
        for place, person in enumerate(people[wanted : wanted + post.deputies]):
            yield _holder(world, post, f"deputy {place}", person, -120, 245) | {"deputy": True}
        if len(people) > post.places + post.deputies:
            yield _holder(world, post, "before", people[-1], -500, -130)


def _holder(world: DemoWorld, post: Post, label: str, person: UUID, since: int, until: int) -> Row:
    return {
        "id": demo_id(world, f"delegate/{post.key}/{label}"),
        "post_id": post.id,
        "person_id": person,
        "deputy": False,
        "how": "elected",
        "from_on": _on(world, since),
        "to_on": _on(world, until),
    }


def _reports(world: DemoWorld, cast: Cast, posts: list[Post]) -> Iterator[Row]:
    for post in posts[:1]:
        yield {
            "id": demo_id(world, f"report back/{post.key}"),
            "post_id": post.id,
            "person_id": cast.members[0],
            "event": REPORTED,
            "on_date": _on(world, -30),
            "words": TOLD,
            "next_steps": NEXT,
            "made_at": utcnow(),
        }


def _tasks(world: DemoWorld, cast: Cast) -> Iterator[Row]:
    for label, title, whose, starts, ends, kind, outcome in TASKS:
        yield {
            "id": demo_id(world, f"task group/{label}"),
            "group_id": cast.group.id,
            "title": title,
            "about": "We ask others what they live with, look at what is done already, and say what should change.",
            "whose": whose,
            "from_words": "The group's agenda" if whose == "own" else "The council's head of service",
            "starts_on": _on(world, starts),
            "ends_on": _on(world, ends),
            "state": "ended" if kind else "open",
            "outcome_kind": kind,
            "outcome": outcome,
            "ended_on": _on(world, ends) if kind else None,
        }


def _task_members(world: DemoWorld, cast: Cast) -> Iterator[Row]:
    for at, (label, *_) in enumerate(TASKS):
        task = demo_id(world, f"task group/{label}")
        people = cast.members[:1] + cast.members[1 + at : 4 + at]
        for place, person in enumerate(dict.fromkeys(people)):
            id = demo_id(world, f"task member/{label}/{person}")
            yield {"id": id, "task_group_id": task, "person_id": person, "leads": place == 0}


def _events(world: DemoWorld, cast: Cast, posts: list[Post]) -> list[Row]:
    return [_event(world, cast, posts, *event) for event in EVENTS]


def _event(
    world: DemoWorld, cast: Cast, posts: list[Post], label: str, kind: str, title: str, days: int, *more: Any
) -> Row:
    place, state, words = more
    return {
        "id": demo_id(world, f"event/{label}"),
        "group_id": cast.group.id,
        "post_id": posts[0].id if posts and kind == "national" else None,
        "kind": kind,
        "title": title,
        "on_date": _on(world, days),
        "place": place,
        "about": "",
        "words": words,
        "state": state,
    }


def _copies(world: DemoWorld) -> Iterator[Row]:
    offices = (
        ("Leader of the council", 12, "Thank you. I come to your meeting in spring."),
        ("Chief executive", None, ""),
    )
    for label in ("agm last", "report last"):
        for office, days, reply in offices:
            sent = _on(world, -235)
            yield {
                "id": demo_id(world, f"copy/{label}/{office}"),
                "event_id": demo_id(world, f"event/{label}"),
                "to_whom": office,
                "sent_on": sent,
                "replied_on": sent + timedelta(days=days) if days else None,
                "reply": reply,
            }
