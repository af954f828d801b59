"""Plants fictional stories, quotes and reports: the same ones for the same seed, and none twice.

What is public in them was looked through by whoever wrote this folder, so it is planted past the desk.
"""

from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from tomllib import loads
from typing import Any, Final
from uuid import UUID, uuid5

from core.api import Authority, DemoMade, DemoWorld, db, local_moment
from plugins.evidence.demo import reports
from plugins.evidence.models import Figure, Quote, Story, StoryPart, StoryPerson

NAMESPACE: Final = UUID("5f0c6a2e-3c4b-4e0c-9d1d-2d8f1f6c7a90")  # any fixed one: it makes demo ids repeatable
FILE: Final = Path(__file__).with_name("told.toml")


@cache
def told() -> dict[str, Any]:
    """What the file tells."""
    return loads(FILE.read_text())


def demo_id(world: DemoWorld, label: str) -> UUID:
    """The id of the made-up record that `label` stands for in a council."""
    return uuid5(NAMESPACE, f"{world.seed}/{label}")


def plant(authority: Authority, world: DemoWorld) -> list[DemoMade]:
    """Make what is missing, and say how many of each were made."""
    stories = sum(_story(authority, world, one) for one in told()["story"])
    quotes = sum(_quote(world, one) for one in told()["quote"]) + _of_my_own(world)
    made = reports.plant(authority, world, told()["section"], demo_id)
    found = {"stories of what changed": stories, "quotes": quotes, "reports": made}
    return [DemoMade(title, number) for title, number in found.items()]


def _story(authority: Authority, world: DemoWorld, one: dict[str, Any]) -> int:
    id = demo_id(world, f"story/{one['label']}")
    if db.session.get(Story, id) is not None:
        return 0
    on = world.today - timedelta(days=one["days"])
    contact = next((contact.key for contact in authority.file.contacts), "")
    story = Story(id=id, key=f"example-{one['label']}", title=one["title"], summary=one["summary"], happened_on=on)
    story.contact, story.made_at, story.worker_id = contact, _at(on), world.holders.get("worker")
    if one["public"]:
        story.public_title, story.public_summary, story.published_at = one["title"], one["summary"], _at(on)
    db.session.add(story)
    db.session.flush()
    _parts(world, story, one)
    return 1


def _parts(world: DemoWorld, story: Story, one: dict[str, Any]) -> None:
    for name, words in one["parts"].items():
        part, _, audience = name.partition(".")
        row = StoryPart(id=uuid5(story.id, name), story_id=story.id, part=part, audience=audience, words=words)
        row.public_words = words if one["public"] else ""
        db.session.add(row)
    for place, (title, count) in enumerate(one["counts"]):
        row_id = uuid5(story.id, f"count/{place}")
        figure = Figure(id=row_id, story_id=story.id, position=place, title=title, count=count, of_people=True)
        figure.cleared_at = story.published_at
        db.session.add(figure)
    for who in one["people"]:
        person = StoryPerson(id=uuid5(story.id, who["name"]), story_id=story.id, name=who["name"])
        person.agreed_how = who["agreed"]
        person.withdrawn_on = world.today - timedelta(days=5) if one.get("withdrawn") else None
        db.session.add(person)
    db.session.flush()


def _quote(world: DemoWorld, one: dict[str, Any]) -> int:
    id = demo_id(world, f"quote/{one['label']}")
    if db.session.get(Quote, id) is not None:
        return 0
    on = world.today - timedelta(days=one["days"])
    row = Quote(id=id, words=one["words"], public_words=one["words"], voice=one["voice"], agreed_how=one["agreed"])
    row.pseudonym, row.said_on, row.made_at, row.cleared_at = one.get("pseudonym", ""), on, _at(on), _at(on)
    row.story_id = demo_id(world, f"story/{one['story']}") if "story" in one else None
    row.worker_id = world.holders.get("worker")
    db.session.add(row)
    db.session.flush()
    return 1


def _of_my_own(world: DemoWorld) -> int:
    """Words of the young person who can sign in: shown only as long as they agree."""
    person_id, id = world.holders.get("young_person"), demo_id(world, "quote/mine")
    if person_id is None or db.session.get(Quote, id) is not None:
        return 0
    words = "I said it in front of everybody, and it is in the plan now."
    on = world.today - timedelta(days=21)
    row = Quote(id=id, words=words, public_words=words, voice="young_person", person_id=person_id, said_on=on)
    row.made_at, row.cleared_at, row.worker_id = _at(on), _at(on), world.holders.get("worker")
    db.session.add(row)
    db.session.flush()
    return 1


def _at(on: date) -> datetime:
    return local_moment(on, time(12))
