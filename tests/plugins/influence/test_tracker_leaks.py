"""Nothing that nobody cleared stands on any public page: marked words in every column that is not public, every page of
the plugin that a stranger can open, in every reading band and language.
"""

import re
from collections.abc import Iterator
from uuid import UUID

import pytest
from sqlalchemy import String, Text

from core.db import authority_scope, db
from core.people.models import Person
from core.testing.apps import World
from plugins.influence import models
from plugins.influence.models import (
    Answer,
    Ask,
    AskView,
    Change,
    Check,
    CheckAnswer,
    Owner,
    Promise,
    Proof,
    Pulse,
    Verdict,
    View,
    ViewNote,
)  # fmt: skip
from tests.plugins.groups.planting import Plant, council_id
from tests.plugins.influence.planting import add_rows, in_days
from tests.plugins.influence.test_tracker_list import NOON
from tests.plugins.influence.tracker import group_of

RAW = "zqraw"
OPEN = {
    ("Owner", "title"), ("Owner", "kind"), ("Owner", "state"), ("Owner", "outcome"),
    ("Ask", "public_title"), ("Ask", "public_words"), ("Ask", "public_easy"),
    ("Answer", "public_words"), ("Answer", "public_easy"), ("Answer", "public_reason"),
    ("Promise", "public_what"), ("Promise", "public_note"), ("Proof", "public_words"),
    ("AskView", "public_quote"), ("Verdict", "public_words"),
}  # fmt: skip
"""What a person cleared, and how an office is called."""
FREE = 60  # a column for text that is longer than this holds words, a shorter one a key of a fixed list


def marked(model: type, **given: object) -> object:
    """A row whose every column for words that is not public, and not given, says whose it is."""
    words = {}
    for column in model.__table__.columns:  # type: ignore[attr-defined]
        long = isinstance(column.type, Text) or (isinstance(column.type, String) and (column.type.length or 0) > FREE)
        is_key = column.name.endswith(("_hash", "_plugin", "_kind", "vocabulary", "key"))
        if long and not is_key and (model.__name__, column.name) not in OPEN and column.name not in given:
            words[column.name] = f"{RAW}-{model.__name__}-{column.name}"
    return model(**words, **given)


@pytest.fixture
def planted(world: World, plant: Plant) -> list[int]:
    """A council in which everything has been said: public questions of a named, a private and a small group, and
    questions that are not public. Their numbers.
    """
    groups = [
        None,
        group_of(world.app, plant, 20, "named", name="Named forum"),
        group_of(world.app, plant, 20, "secret", name=f"{RAW}-private-group", members_hidden=True),
        group_of(world.app, plant, 3, "small", name="Small forum"),
        group_of(world.app, plant, 20, "gone", name=f"{RAW}-hidden-group", listing="hidden"),
    ]
    for number, group in enumerate(groups, 1):
        ask_of(world, number, group)
    ask_of(world, 8, None, published_at=None)
    ask_of(world, 9, None, status="withdrawn")
    return [1, 2, 3, 4, 5, 8, 9]


def ask_of(world: World, number: int, group: UUID | None, **columns: object) -> None:
    """One question with everything around it: cleared parts, and parts that nobody cleared."""
    (person,) = add_rows(world.app, Person(name=f"{RAW}-person", kind="young_person"))
    shown = {
        "public_title": f"Title {number}",
        "public_words": "Cleared words.",
        "status": "done",
        "published_at": NOON,
    }
    (ask,) = add_rows(
        world.app, marked(Ask, number=number, group_id=group, answered_on=in_days(-1), **(shown | columns))
    )
    (owner,) = add_rows(world.app, marked(Owner, ask_id=ask, title="Head of Lunch", person_id=person))
    (answer,) = add_rows(
        world.app, marked(Answer, ask_id=ask, owner_id=owner, outcome="done", public_words="Cleared.", cleared_at=NOON)
    )
    about = {"ask_id": ask, "owner_id": owner}
    views = add_rows(
        world.app,
        marked(View, said_on=in_days(-3), person_id=person, permission="published", group_id=group),
        marked(View, said_on=in_days(-3), permission="team"),
        marked(View, said_on=in_days(-3), permission="published", taken_back_at=NOON),
    )
    secret = {"public_quote": f"{RAW}-quote-that-may-not-be-shown"}
    add_rows(
        world.app,
        marked(Answer, number=2, outcome="partly", **about),
        marked(Promise, answer_id=answer, due_on=in_days(9), public_what="A cleared promise", cleared_at=NOON, **about),
        marked(Promise, answer_id=answer, due_on=in_days(9), public_what=f"{RAW}-uncleared", **about),
        marked(Proof, ask_id=ask, kind="figure", part=3, whole=41, public_words="Cleared proof", cleared_at=NOON),
        marked(Proof, ask_id=ask, public_words=f"{RAW}-uncleared"),
        *(marked(AskView, ask_id=ask, view_id=view, **secret) for view in views),
        *(marked(ViewNote, view_id=view) for view in views),
        marked(Verdict, ask_id=ask, person_id=person, verdict="no", public_words=f"{RAW}-no-consent"),
        marked(Verdict, ask_id=ask, view_id=views[1], verdict="no", public_words=f"{RAW}-for-the-team"),
        marked(Change, ask_id=ask, position=1, kind="asked", by_id=person, owner_id=owner),
    )
    (check,) = add_rows(world.app, marked(Check, ask_id=ask, opens_on=in_days(-1), closes_on=in_days(9)))
    add_rows(world.app, marked(CheckAnswer, check_id=check, person_id=person, answer="no"))
    add_rows(world.app, marked(Pulse, about_plugin="meetings", about_kind="meeting", about_id=ask, person_id=person))


def pages(world: World, numbers: list[int]) -> Iterator[str]:
    """Every address of the plugin that a stranger can fetch, with and without a number."""
    with world.app.app_context(), authority_scope(council_id(world.app, "ashdown")):
        assert db.session.scalar(db.select(db.func.count(Ask.id))) == len(numbers)
    for rule in world.app.url_map.iter_rules():
        if not rule.endpoint.startswith("influence.") or "GET" not in (rule.methods or ()):
            continue
        path = rule.rule.replace("<authority>", "ashdown")
        if "<int:number>" in path:
            yield from (path.replace("<int:number>", str(number)) for number in numbers)
        elif "<" not in path:
            yield path
    yield from ("/ashdown/what-happened/?order=answered", "/ashdown/what-happened/?group=secret")


@pytest.mark.parametrize("band", ["standard", "young", "easy"])
def test_no_raw_word_stands_on_a_public_page(world: World, planted: list[int], band: str) -> None:
    stranger = world.app.test_client()
    stranger.look = False  # how pages are made is for their own tests
    stranger.get(f"/ashdown/reading/{band}")
    shown, wrong = 0, []
    for path in pages(world, planted):
        answer = stranger.get(path)
        if answer.status_code != 200:
            continue
        body = answer.get_data()
        shown += b"Title 1" in body
        wrong += [f"{path}: {found}" for found in re.findall(rf"{RAW}[\w-]*", body.decode("utf-8", "ignore"))]
    assert shown >= 3, "hardly a page shows the question at all: this test looks at nothing"
    assert not wrong, "\n".join(wrong)


def test_the_planted_columns_are_those_that_there_are(world: World) -> None:
    """A model whose words could leak and that is not planted above is named here."""
    elsewhere = {
        "AnswerLink",
        "AskTag",
        "LedgerEntry",
        "Mode",
        "Model",
        "ModelVersion",
        "ModeRating",
        "Told",
        "ViewTag",
    }
    planted = {
        one.__name__
        for one in (
            Answer,
            Ask,
            AskView,
            Change,
            Check,
            CheckAnswer,
            Owner,
            Promise,
            Proof,
            Pulse,
            Verdict,
            View,
            ViewNote,
        )
    }
    assert planted | elsewhere == set(models.__all__)


@pytest.mark.parametrize(
    ("number", "status"), [(1, 200), (2, 200), (3, 200), (4, 200), (5, 404), (8, 404), (9, 404), (77, 404)]
)
def test_what_is_not_public_is_as_if_it_were_not_there(
    world: World, planted: list[int], number: int, status: int
) -> None:
    stranger = world.app.test_client()
    answer = stranger.get(f"/ashdown/what-happened/{number}")
    assert answer.status_code == status
    if status == 404:
        assert answer.data == stranger.get("/ashdown/what-happened/12345").data
    else:
        assert (
            "Cleared words." in answer.text and "A cleared promise" in answer.text and "in every 100" not in answer.text
        )
