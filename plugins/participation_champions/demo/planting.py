"""What a demonstration shows of champions: services, who stands for them and where nobody does, questions, pledges, a
test that somebody outside has sent. A second load adds nothing.
"""

from collections.abc import Iterator, Sequence
from datetime import time, timedelta
from typing import Any
from uuid import UUID

from core.api import Authority, DemoMade, DemoWorld, bulk_insert, db, hookimpl, local_moment, tokens
from plugins.participation_champions import stored
from plugins.participation_champions.coverage import reading
from plugins.participation_champions.demo.ids import demo_id
from plugins.participation_champions.demo.words import ASKED, CLAIMS, GIVES, OFFERS, SERVICES
from plugins.participation_champions.here import chosen
from plugins.participation_champions.models import Champion, Gift, OutsideTest, Question, Reply, SampleLine, Service

Row = dict[str, Any]
LINKS_LAST = timedelta(days=14)


@hookimpl
def demo_data(authority: Authority, world: DemoWorld) -> list[DemoMade]:
    """Make what is missing, and say how many of each were made."""
    staff = list(world.people.get("worker", ()))
    made = {
        "services": _services(),
        "champions": _insert(Champion, list(_champions(authority, world, staff))),
        "questions of champions": _insert(Question, list(_questions(world, staff))),
        "answers of champions": _insert(Reply, list(_replies(world, staff))),
        "pledges of partners": _insert(Gift, list(_gifts(world, staff))),
        "tests from outside": _insert(OutsideTest, [_test(world, staff)]),
    }
    _insert(SampleLine, list(_sample(world)))
    return [DemoMade(kind, number) for kind, number in made.items()]


def _services() -> int:
    held = set(db.session.scalars(db.select(Service.key)))
    fresh = [one for one in SERVICES if one["key"] not in held]
    for one in fresh:
        stored.save(one["key"], one)
    return len(fresh)


def _champions(authority: Authority, world: DemoWorld, staff: Sequence[UUID]) -> Iterator[Row]:
    """Two services in three have somebody, some in one locality only; the worker who can sign in is one of them."""
    services = db.session.scalars(db.select(Service.id).order_by(Service.title, Service.key)).all()
    places = [one.id for one in reading.localities(chosen(authority).locality_kind)]
    for at, service_id in enumerate(services if staff else ()):
        for turn in range(2 if at % 3 else 0 if at else 1):
            person_id, place_id = staff[(at + 3 * turn) % len(staff)], places[(at + turn) % len(places)]
            offers, asks, skills = OFFERS[(at + turn) % len(OFFERS)]
            yield {
                "id": demo_id(world, f"champion/{service_id}/{turn}"),
                "service_id": service_id,
                "place_id": None if at % 4 == 1 else place_id,
                "person_id": person_id,
                "offers": offers,
                "asks": asks,
                "skills": skills,
                "hand_over": "",
                "after_id": None,
                "since": world.today - timedelta(days=30 * (at + turn + 1)),
                "until": None,
                "version": 1,
            }


def _questions(world: DemoWorld, staff: Sequence[UUID]) -> Iterator[Row]:
    for at, (title, words, skill, _) in enumerate(ASKED):
        on = world.today - timedelta(days=6 * at + 2)
        yield {
            "id": demo_id(world, f"question/{at}"),
            "title": title,
            "words": words,
            "skill": skill,
            "by_id": staff[(at + 1) % len(staff)] if staff else None,
            "settled_on": on + timedelta(days=1) if at % 3 == 2 else None,
            "made_at": local_moment(on, time(11)),
        }


def _replies(world: DemoWorld, staff: Sequence[UUID]) -> Iterator[Row]:
    for at, (_, _, _, replies) in enumerate(ASKED):
        on = world.today - timedelta(days=6 * at + 1)
        for turn, words in enumerate(replies):
            yield {
                "id": demo_id(world, f"reply/{at}/{turn}"),
                "question_id": demo_id(world, f"question/{at}"),
                "words": words,
                "by_id": staff[(at + turn + 2) % len(staff)] if staff else None,
                "helped": turn == 0,
                "made_at": local_moment(on, time(12 + turn)),
            }


def _gifts(world: DemoWorld, staff: Sequence[UUID]) -> Iterator[Row]:
    for at, (body, kind, amount, what, given) in enumerate(GIVES):
        on = world.today - timedelta(days=60 * at + 10)
        yield {
            "id": demo_id(world, f"gift/{at}"),
            "organisation_id": None,
            "body": body,
            "kind": kind,
            "amount": amount,
            "what": what,
            "since": on,
            "until": on + timedelta(days=365),
            "given": given,
            "given_words": "",
            "by_id": staff[0] if staff else None,
            "taken_back_on": None,
            "taken_back_why": "",
            "made_at": local_moment(on, time(10)),
        }


def _test(world: DemoWorld, staff: Sequence[UUID]) -> Row:
    on = world.today - timedelta(days=40)
    return {
        "id": demo_id(world, "test"),
        "title": "Autumn look from outside",
        "tester": "Somebody of the neighbouring county",
        "plan_key": "priorities",
        "seed": 4711,
        "pool": 23,
        "token_hash": tokens.token_hash(str(demo_id(world, "nobody has this link"))),
        "made_at": local_moment(on, time(9)),
        "made_by_id": staff[0] if staff else None,
        "expires_at": local_moment(on, time(9)) + LINKS_LAST,
        "ended_at": local_moment(on + timedelta(days=5), time(15)),
        "words": "Most of what I read is shown. What young people thought of it is the weakest part.",
    }


def _sample(world: DemoWorld) -> Iterator[Row]:
    on = world.today - timedelta(days=37)
    for at, (claim, shows, verdict, words) in enumerate(CLAIMS, start=1):
        yield {
            "id": demo_id(world, f"sample/{at}"),
            "test_id": demo_id(world, "test"),
            "position": at,
            "action_id": demo_id(world, f"action/{at}"),
            "priority": "",
            "claim": claim,
            "measure": "",
            "status": "done" if at % 2 else "doing",
            "shows": shows,
            "held_back": 0,
            "verdict": verdict,
            "verdict_words": words,
            "judged_at": local_moment(on, time(10 + at)),
        }


def _insert(model: Any, rows: Sequence[Row]) -> int:
    known = set(db.session.scalars(db.select(model.id).where(model.id.in_([row["id"] for row in rows]))))
    fresh = [row for row in rows if row["id"] not in known]
    bulk_insert(model, fresh)
    return len(fresh)
