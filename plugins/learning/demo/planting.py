"""What a demonstration shows of learning: courses and who did them, two award rounds, resources of each kind.

Each record's id is made from what it stands for: a second load adds nothing.
"""

from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from core.api import Authority, DemoMade, DemoWorld, Person, Place, bulk_insert, db, hookimpl, local_moment
from plugins.learning import stored
from plugins.learning.demo.ids import demo_id
from plugins.learning.demo.words import Words, words
from plugins.learning.models import (
    AwardCategory,
    AwardRound,
    Course,
    CourseTaken,
    Nomination,
    Resource,
    ResourceTag,
)
from plugins.learning.training.recording import runs_out

Row = dict[str, Any]
LEARNERS, AREAS, LISTED = 24, 8, 3
PLEDGES = ("I ask first, and write down their own words.", "I send the answer to the group within a week.", "")


@hookimpl
def demo_data(authority: Authority, world: DemoWorld) -> list[DemoMade]:
    """Make what is missing, and say how many of each were made."""
    told = words()
    made = {
        "courses": _courses(world, told),
        "courses that somebody did": _taken(world, told),
        "things to learn from": _resources(world, told),
        "people put forward for an award": sum(_round(world, told, back) for back in (1, 0)),
    }
    return [DemoMade(kind, number) for kind, number in made.items()]


def _courses(world: DemoWorld, told: Words) -> int:
    held = set(db.session.scalars(db.select(Course.key)))
    fresh = [one for one in told.course if one["key"] not in held]
    for one in fresh:
        stored.save("course", one["key"], one)
    return len(fresh)


def _taken(world: DemoWorld, told: Words) -> int:
    keys = [one["key"] for one in told.course]
    courses = db.session.scalars(db.select(Course).where(Course.key.in_(keys)).order_by(Course.key)).all()
    rows = [row for course in courses for row in _of_course(world, course)]
    return _insert(CourseTaken, rows)


def _of_course(world: DemoWorld, course: Course) -> Iterator[Row]:
    young = course.audience == ["young_people"]
    people = list(world.people.get("young_person" if young else "worker", ()))[:LEARNERS]
    for at, person_id in enumerate(people):
        done = world.today - timedelta(days=40 + 23 * at)
        yield {
            "id": demo_id(world, f"taken/{course.key}/{person_id}"),
            "course_id": course.id,
            "person_id": person_id,
            "role": "young_people" if young else course.audience[at % len(course.audience)],
            "done_on": done,
            "expires_on": runs_out(course, done),
            "led": young and at % 5 == 0,
            "proof": "",
            "pledge": "" if young else PLEDGES[at % 3],
            "pledge_kept": ("yes", "partly", "")[at % 3] if at > 4 else "",
            "made_at": local_moment(done, time(16)),
        }


def _resources(world: DemoWorld, told: Words) -> int:
    held = set(db.session.scalars(db.select(Resource.key).where(Resource.key.is_not(None))))
    owner = world.holders.get("worker")
    fresh = [one for one in told.resource if one["key"] not in held]
    for at, one in enumerate(fresh):
        row = stored.save("resource", one["key"], one)
        row.owner_id, row.changed_on = owner, world.today - timedelta(days=20 * at + 3)
        row.review_on = row.changed_on + timedelta(days=365 if at else 2)
        tags = [(sort, key) for sort in ("audience", "topic") for key in one.get(sort, ())] + [("language", "English")]
        db.session.add_all(ResourceTag(resource_id=row.id, sort=sort, key=key) for sort, key in tags)
    db.session.flush()
    return len(fresh)


def _round(world: DemoWorld, told: Words, back: int) -> int:
    """The round of so many years ago: last year's is announced, this year's takes names."""
    year = world.today.year - back
    round = _planned(world, told, year, is_over=back > 0)
    categories = [demo_id(world, f"category/{year}/{at}") for at in range(len(told.round["categories"]))]
    young = list(world.people.get("young_person", ()))[:200]
    areas = [row.id for row in _areas()]
    if not young or not areas:
        return 0
    rows = list(_nominations(world, told, round, areas, young, categories)) if back else []
    return _insert(Nomination, rows or list(_new_ones(world, told, round, areas, categories)))


def _planned(world: DemoWorld, told: Words, year: int, *, is_over: bool) -> AwardRound:
    key = f"demo-well-done-{year}"
    found: AwardRound | None = db.session.scalars(db.select(AwardRound).where(AwardRound.key == key)).one_or_none()
    if found is not None:
        return found
    opens = date(year, 1, 8) if is_over else world.today - timedelta(days=20)
    kind = next((row.kind for row in _areas()), "")
    made = AwardRound(id=demo_id(world, f"round/{year}"), key=key, title=f"{told.round['title']} {year}")
    made.about, made.lessons, made.ceremony = told.round["about"], told.round["lessons"], told.round["ceremony"]
    made.area_kind, made.age_from, made.age_to = kind, 11, 25
    made.opens_on, made.closes_on = opens, opens + timedelta(days=60)
    made.ceremony_on, made.state = opens + timedelta(days=120), "announced" if is_over else "open"
    made.announced_at = local_moment(made.ceremony_on, time(20)) if is_over else None
    db.session.add(made)
    db.session.flush()
    _categories(world, told, made, year)
    return made


def _categories(world: DemoWorld, told: Words, round: AwardRound, year: int) -> None:
    for at, title in enumerate(told.round["categories"]):
        own = {"id": demo_id(world, f"category/{year}/{at}"), "round_id": round.id}
        db.session.add(AwardCategory(key=f"category-{at}", title=title, position=at, **own))
    db.session.flush()


def _areas() -> Sequence[Any]:
    """The places of the council's first kind, a few of them."""
    kind = db.session.scalar(db.select(Place.kind).where(Place.active.is_(True)).order_by(Place.kind).limit(1))
    query = db.select(Place.id, Place.kind).where(Place.kind == kind, Place.active.is_(True)).order_by(Place.name)
    return db.session.execute(query.limit(AREAS)).all() if kind else []


def _nominations(
    world: DemoWorld,
    told: Words,
    round: AwardRound,
    areas: Sequence[UUID],
    young: Sequence[UUID],
    categories: Sequence[UUID],
) -> Iterator[Row]:
    """Last year's: in each area three on the list, one winner, and one over all."""
    people = db.session.execute(db.select(Person.id, Person.name).where(Person.id.in_(young)))
    names = {row.id: row.name for row in people}
    for at, place_id in enumerate(areas):
        for number in range(LISTED + 1):
            label = f"nomination/{round.key}/{place_id}/{number}"
            person_id = young[(at * (LISTED + 1) + number) % len(young)]
            stage = ("winner" if at else "overall", "shortlisted", "shortlisted", "nominated")[number]
            said = {"agreement": "yes", "agreed_on": round.opens_on, "agreed_how": "told", "stage": stage}
            who = {"person_id": person_id, "name": names[person_id], "place_id": place_id}
            yield _nomination(world, told, round, label, at + number, categories) | who | said


def _new_ones(
    world: DemoWorld, told: Words, round: AwardRound, areas: Sequence[UUID], categories: Sequence[UUID]
) -> Iterator[Row]:
    """This year's: names that came in, which nobody has asked yet."""
    for at in range(len(told.nomination)):
        label = f"nomination/{round.key}/new/{at}"
        own = {"place_id": areas[at % len(areas)], "name": told.nomination[at]["name"], "person_id": None}
        waits = {"agreement": "waiting", "agreed_on": None, "agreed_how": "", "stage": "nominated"}
        yield _nomination(world, told, round, label, at, categories) | own | waits


def _nomination(
    world: DemoWorld, told: Words, round: AwardRound, label: str, at: int, categories: Sequence[UUID]
) -> Row:
    one = told.nomination[at % len(told.nomination)]
    on = round.opens_on or world.today
    return {
        "id": demo_id(world, label),
        "round_id": round.id,
        "category_id": categories[at % len(categories)],
        "why": one["why"],
        "relation": one["relation"],
        "by_name": "Somebody who knows them",
        "contact": "office@youth.example",
        "by_id": None,
        "made_at": local_moment(on + timedelta(days=at % 50), time(15, at % 60)),
        "version": 1,
    }


def _insert(model: Any, rows: Sequence[Row]) -> int:
    known = set(db.session.scalars(db.select(model.id).where(model.id.in_([row["id"] for row in rows]))))
    fresh = [row for row in rows if row["id"] not in known]
    bulk_insert(model, fresh)
    return len(fresh)
